"""The program as it is shipped: real pages, bad pages and hostile pages through the real worker."""

import gzip
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.changes import IndexProgress, IndexState, Outcome
from reader.core.query import SearchRequest
from reader.service.wiring import Wiring
from tests.service.worker_tools import RunningWorker

SHIPPED = Wiring(children=1)
ROOT = Path(__file__).parents[2]

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour bridge closed | The Example</title>
<meta property="article:published_time" content="2011-03-22T10:05:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour bridge closed</h1>
<p>The harbour bridge will stay closed until Friday, the council said on Tuesday after engineers found cracks in two of
its pillars during a routine inspection.</p>
<p>Some 14,000 cars use the bridge every day, and the ferry company has promised to run twice as many boats as usual
while the repairs go on.</p>
<p>“Nobody likes this, but safety comes first,” said Ada Example, who heads the roads department of the city.</p>
</article><footer>Copyright The Example</footer></body></html>"""

HOSTILE = """<html><head><title>Trap</title><base href="http://127.0.0.1:{port}/">
<link rel="stylesheet" href="/style.css"><script src="http://127.0.0.1:{port}/script.js"></script>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{port}/refresh">
<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:{port}/entity">]></head>
<body background="http://127.0.0.1:{port}/background" onload="fetch('http://127.0.0.1:{port}/load')">
<img src="http://127.0.0.1:{port}/image" srcset="//127.0.0.1:{port}/set 2x"><img src="file:///etc/hostname">
<iframe src="http://127.0.0.1:{port}/frame"></iframe><object data="http://127.0.0.1:{port}/object"></object>
<video src="http://127.0.0.1:{port}/video" poster="\\\\\\\\127.0.0.1\\share\\poster"></video>
<p>A paragraph long enough to be the story of this page, which would like to load a great many things.</p>
<p>Another paragraph long enough to be the story of this page; it names <a href="http://127.0.0.1:{port}/a">a link</a>.
</p></body></html>"""


def test_page_is_imported_cleaned_found_and_marked(tmp_path: Path) -> None:
    (tmp_path / "bridge.html").write_text(PAGE)
    with RunningWorker(tmp_path, SHIPPED) as worker:
        worker.run_import(tmp_path / "bridge.html")
        (row,) = worker.rows
        assert row.outcome in (Outcome.IMPORTED, Outcome.CHECK)
        assert row.headline == "Harbour bridge closed"
        assert row.article_id is not None
        library = worker.library()
        story = library.story(row.article_id)
        assert "cracks in two of" in story.article.clean_text
        assert "Copyright" not in story.article.clean_text
        (found,) = library.search(SearchRequest("ferry company")).rows
        assert found.article_id == row.article_id
        (spans,) = library.hits(row.article_id, "ferry", ("the ferry runs",))
        assert [span.of("the ferry runs") for span in spans] == ["ferry"]
        assert library.original_bytes(row.article_id) == PAGE.encode()
        library.close()


def test_bad_files_are_rows_and_good_ones_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    sentence = "The council met on Tuesday and the sentinel word is WORD. It will meet again. " * 3
    files = {
        "empty.html": b"",
        "blank.txt": b" \n\n ",
        "picture.html": b"\x89PNG\r\n\x1a\n" + os.urandom(4_000),
        "noise.txt": bytes(range(256)) * 40,
        "bomb.html.gz": gzip.compress(bytes(250_000_000), 1),
        "cut.html.gz": gzip.compress(PAGE.encode())[:-20],
        "nested.html": (
            "<html><body>" + "<div>" * 50_000 + f"<p>{sentence.replace('WORD', 'deepword')}</p>" + "</div>" * 50_000
        ).encode(),
        "nul.txt": b"Headline of nul\n\n" + sentence.replace("WORD", "nul\0word").encode(),
        "charset.html": PAGE.replace("utf-8", "iso-8859-1").replace("Friday", "cafésentinel").encode(),
        "good.html": PAGE.encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with RunningWorker(tmp_path, SHIPPED) as worker:
        finished = worker.run_import(folder, folder / "missing.txt", Path("/dev/null"))
        rows = {Path(row.path).name: row for row in worker.rows}
        assert finished.progress.done == finished.progress.total == len(files) + 2
        failed = {name for name, row in rows.items() if row.outcome is Outcome.FAILED}
        assert failed >= {"empty.html", "blank.txt", "picture.html", "bomb.html.gz", "missing.txt", "null"}
        assert not failed & {"good.html", "charset.html", "nul.txt", "nested.html"}
        assert all(rows[name].reason.endswith(".") for name in failed), [rows[name].reason for name in failed]
        library = worker.library()
        assert library.search(SearchRequest("deepword")).total == 1
        assert library.search(SearchRequest("cafésentinel")).total == 1
        library.close()


@pytest.mark.slow
def test_line_of_a_hundred_megabytes_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("word " * 20_000_000)
    (tmp_path / "fits.txt").write_text("word " * 9_000_000)
    with RunningWorker(tmp_path, SHIPPED) as worker:
        worker.run_import(tmp_path / "long.txt", tmp_path / "fits.txt")
        assert [row.outcome for row in worker.rows if Path(row.path).name == "long.txt"] == [Outcome.FAILED]


AUDITED = """
import sys
from pathlib import Path

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "webbrowser.")):
        raise AssertionError(f"{event} {arguments}")
    if event == "open" and str(arguments[0]).startswith("/etc/hostname"):
        raise AssertionError("a local file that the page names was opened")

from reader.search import IndexWriter, SearchIndex
from reader.service.extraction import Job, extract_file
from reader.store import Store
from tests.store.stories import add

sys.addaudithook(refuse)
page, library, index = map(Path, sys.argv[1:])
extraction = next(extract_file(Job(0, str(page))))
assert extraction.stories, extraction.failure
store = Store.open(library)
article_id = add(store, extraction.stories[0].article, page.read_bytes())
IndexWriter.open(index).write(store.documents([article_id]), (), store.sequence)
assert SearchIndex.open(index).size() == 1
print("quiet")
"""


def test_hostile_page_opens_no_socket_and_no_file(tmp_path: Path) -> None:
    (tmp_path / "trap.html").write_text(HOSTILE.replace("{port}", "9"))
    result = subprocess.run(
        [sys.executable, "-c", AUDITED, *(str(tmp_path / name) for name in ("trap.html", "library", "index"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == "quiet\n", result.stderr


def test_nobody_calls_home_while_a_hostile_page_is_imported(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        (tmp_path / "trap.html").write_text(HOSTILE.replace("{port}", str(port)))
        with RunningWorker(tmp_path, SHIPPED) as worker:
            assert worker.run_import(tmp_path / "trap.html").progress.failed == 0
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("harm", ["delete", "truncate", "flip"])
@pytest.mark.parametrize("victim", [0, 1, 2])
def test_harmed_index_is_rebuilt_and_answers_as_before(tmp_path: Path, harm: str, victim: int) -> None:
    stories = tmp_path / "in"
    stories.mkdir()
    for number in range(4):
        (stories / f"{number}.html").write_text(PAGE.replace("Harbour", f"Harbour{number}"))
    with RunningWorker(tmp_path, SHIPPED) as worker:
        worker.run_import(stories)
    library = worker.library()
    before = [row.article_id for row in library.search(SearchRequest("bridge")).rows]
    library.close()
    files = sorted(path for path in (tmp_path / "cache" / "indexes").glob("*/*/**/*") if path.stat().st_size)
    path = files[victim % len(files)]
    content = path.read_bytes()
    match harm:
        case "delete":
            path.unlink()
        case "truncate":
            path.write_bytes(content[: len(content) // 2])
        case "flip":
            middle = len(content) // 2
            path.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    library = worker.library()
    assert library.stats().stories == 4
    assert library.search(SearchRequest("")).total in (0, 4)
    with worker:
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.REBUILDING)
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
        library.refresh()
        assert [row.article_id for row in library.search(SearchRequest("bridge")).rows] == before
        assert list(library.verify()) == []
    library.close()
