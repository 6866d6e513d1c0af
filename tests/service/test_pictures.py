"""Pictures saved with a story come into the library with it, stay when it is cleaned anew, and can be read."""

import base64
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from reader.cli import Options, run
from reader.core.changes import Outcome, Reclean, UpkeepFinished
from reader.core.model import ArticleId
from reader.core.records import Story
from reader.service.library import Library
from reader.service.wiring import Wiring
from tests.service.worker_tools import RunningWorker

WIRING = Wiring(search="tests.service.fakes:fake_search", children=1)
PARAGRAPHS = (
    "The ferry to the northern islands stayed in the harbour on Monday because of the storm, the company said.",
    "Passengers slept in the school, and the bakery opened in the middle of the night for them, the mayor said.",
    "The company said that the ship would sail again as soon as the wind allowed it, which nobody had expected.",
    "On the islands the shops were empty by the evening, and the doctor made her rounds by fishing boat again.",
)


def picture(colour: str, kind: str = "PNG", size: tuple[int, int] = (320, 200)) -> bytes:
    """Return the bytes of a picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def page(first: str, second: str, headline: str = "Storm keeps the ferry in the harbour") -> str:
    """Return a page with two pictures, the second with a caption, and with a logo and a teaser around the story."""
    body = [f"<p>{text}</p>" for text in PARAGRAPHS]
    body.insert(1, f"<img src='{first}' alt='The ferry'>")
    figcaption = "<figcaption>The school on Monday night. Photo: Ann Lee</figcaption>"
    body.insert(3, f"<figure><img src='{second}'>{figcaption}</figure>")
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title></head><body>"
        f"<header><a href=/><img src=logo.png alt=Logo></a><nav>Home News Sport</nav></header>"
        f"<article><h1>{headline}</h1>{''.join(body)}</article>"
        "<aside class=related><a href=/x><img src=teaser.png>Ten islands to see before the summer ends</a></aside>"
        "</body></html>"
    )


def data_uri(content: bytes) -> str:
    """Return bytes as a ``data:`` URI."""
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


FILES = {
    "a.png": picture("red"),
    "b.jpg": picture("blue", "JPEG", (640, 400)),
    "logo.png": picture("black"),
    "teaser.png": picture("green"),
}


def write_folder(folder: Path) -> Path:
    """Write a page as browsers save it whole, with a folder of its parts."""
    parts = folder / "ferry_files"
    parts.mkdir(parents=True)
    for name, content in FILES.items():
        (parts / name).write_bytes(content)
    (folder / "ferry.html").write_text(page("ferry_files/a.png", "ferry_files/b.jpg"))
    return folder / "ferry.html"


def write_embedded(folder: Path) -> Path:
    """Write a page with its pictures in its own source."""
    noisy = Image.effect_noise((320, 200), 60).convert("RGB")
    target = io.BytesIO()
    noisy.save(target, "PNG")
    (folder / "ferry.html").write_text(page(data_uri(target.getvalue()), data_uri(FILES["b.jpg"])))
    return folder / "ferry.html"


def write_mhtml(folder: Path) -> Path:
    """Write a page as Chrome does."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://quay.test/ferry"
    message["Subject"] = "Storm"
    message.make_related()
    root = EmailMessage()
    root.set_content(page("https://quay.test/a.png", "/b.jpg"), subtype="html", cte="quoted-printable")
    root["Content-Location"] = "https://quay.test/ferry"
    message.attach(root)
    for name, content in FILES.items():
        part = EmailMessage()
        part.set_content(content, "image", name.rpartition(".")[2])
        part["Content-Location"] = f"https://quay.test/{name}"
        message.attach(part)
    (folder / "ferry.mhtml").write_bytes(bytes(message))
    return folder / "ferry.mhtml"


def write_zip(folder: Path) -> Path:
    """Write a packed page: an archive that can be read only while it is open."""
    with zipfile.ZipFile(folder / "ferry.htz", "w") as archive:
        archive.writestr("index.html", page("a.png", "b.jpg"))
        for name, content in FILES.items():
            archive.writestr(name, content)
    return folder / "ferry.htz"


def write_maff(folder: Path) -> Path:
    """Write an archive of two pages, each with its pictures."""
    with zipfile.ZipFile(folder / "two.maff", "w") as archive:
        for number in range(2):
            headline = f"Storm number {number} keeps the ferry in the harbour"
            archive.writestr(
                f"{number}/index.html", page("a.png", "b.jpg", headline).replace("Monday", f"day {number}")
            )
            for name, content in FILES.items():
                archive.writestr(f"{number}/{name}", content)
    return folder / "two.maff"


def story_of(library: Library, number: int = 1) -> Story:
    """Return a story of a library."""
    return library.story(ArticleId(number))


def check(library: Library, number: int = 1) -> None:
    """Look at the pictures of a story: two, at their places, with their words and bytes."""
    story = story_of(library, number)
    first, second = story.pictures
    blocks = [story.article.block_text(story.article.blocks[one.before])[:10] for one in (first, second)]
    assert blocks == [PARAGRAPHS[1][:10], PARAGRAPHS[2][:10]]
    assert first.alt == "The ferry"
    captions = [story.article.captions[at].span.of(story.article.text) for at in second.captions]
    assert "The school on" in captions[0]
    assert (first.width, second.width) == (320, 640)
    for at, one in enumerate(story.pictures):
        content = library.picture(ArticleId(number), at)
        assert content is not None
        assert len(content) == one.size_bytes
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (one.width, one.height)
    assert library.picture(ArticleId(number), 2) is None
    assert list(library.verify()) == []


@pytest.mark.parametrize("write", [write_folder, write_embedded, write_mhtml, write_zip])
def test_pictures_come_in_with_a_page_and_stay_when_it_is_cleaned_anew(tmp_path: Path, write: object) -> None:
    assert callable(write)
    (tmp_path / "in").mkdir()
    path = write(tmp_path / "in")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
        assert [row.outcome for row in worker.rows] in ([Outcome.IMPORTED], [Outcome.CHECK])
        library = worker.library()
        check(library)
        kept = story_of(library).pictures
        for gone in sorted(path.parent.rglob("*"), reverse=True):
            gone.unlink() if gone.is_file() else gone.rmdir()
        worker.send(Reclean())
        worker.wait_for(UpkeepFinished)
        library.refresh()
        assert story_of(library).pictures == kept
        check(library)
        library.close()


def test_stories_of_a_container_have_their_own_pictures_and_share_files(tmp_path: Path) -> None:
    path = write_maff(tmp_path)
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
        library = worker.library()
        for number in (1, 2):
            check(library, number)
        kept = [one for one in (tmp_path / "library" / "resources").rglob("*") if one.is_file()]
        assert len(kept) == 2
        path.unlink()
        worker.send(Reclean())
        worker.wait_for(UpkeepFinished)
        library.refresh()
        for number in (1, 2):
            check(library, number)
        library.close()


def test_the_command_line_lists_the_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_folder(tmp_path / "in")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
    capsys.readouterr()
    assert run(Options(command="show", library=tmp_path / "library", as_json=True, article_id=1)) == 0
    first, second = json.loads(capsys.readouterr().out)["pictures"]
    facts = [first[key] for key in ("index", "before", "alt", "captions", "width", "height", "reference")]
    assert facts == [0, 2, "The ferry", [], 320, 200, "ferry_files/a.png"]
    assert (len(first["sha256"]), first["size_bytes"] > 0) == (64, True)
    assert second["captions"][0].startswith("The school on Monday night.")
