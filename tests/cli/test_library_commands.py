"""Commands on a library, through the real worker."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from reader.cli.console import Console
from reader.cli.conversation import Conversation
from reader.cli.importing import Import
from reader.cli.search import print_facet
from reader.core.changes import Event, ImportPaths, ImportProgress, Outcome
from reader.core.query import FacetCount
from reader.service import places
from tests.cli.conftest import Type
from tests.service.archive import write_archive


def test_importing_again_adds_nothing(pages: Path, tmp_path: Path, type_command: Type) -> None:
    first = type_command("--library", tmp_path / "shelf", "--json", "import", pages)
    again = type_command("--library", tmp_path / "shelf", "--json", "import", pages)
    assert (first.status, again.status) == (0, 0)
    assert [first.value[key] for key in ("total", "imported", "already_here", "failed")] == [2, 2, 0, 0]
    assert [again.value[key] for key in ("total", "imported", "already_here", "failed")] == [2, 0, 2, 0]


def test_the_report_has_a_row_a_file(pages: Path, tmp_path: Path, type_command: Type) -> None:
    (tmp_path / "empty.html").touch()
    report = tmp_path / "report.csv"
    paths = (pages, tmp_path / "empty.html", tmp_path / "missing.txt")
    typed = type_command("import", "--library", tmp_path / "shelf", *paths, "--report", report)
    assert typed.status == 1
    assert typed.out == "4 files: 2 imported, 2 failed.\n"
    assert "empty.html: " in typed.err
    with report.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    outcomes = {Path(row["path"]).name: row["outcome"] for row in rows}
    assert outcomes == {
        "bridge.html": Outcome.IMPORTED.value,
        "ferry.txt": Outcome.IMPORTED.value,
        "empty.html": Outcome.FAILED.value,
        "missing.txt": Outcome.FAILED.value,
    }
    assert all(row["reason"].endswith(".") for row in rows if row["outcome"] == "failed")


class InterruptedConversation(Conversation):
    """A conversation in which the user presses Ctrl+C at the first sign of progress."""

    has_interrupted = False

    def next_event(self) -> Event:
        """Return the next event, once interrupted by the keyboard."""
        event = super().next_event()
        if isinstance(event, ImportProgress) and not self.has_interrupted:
            self.has_interrupted = True
            raise KeyboardInterrupt
        return event


def test_ctrl_c_stops_cleanly_and_the_same_import_goes_on(
    tmp_path: Path, type_command: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(
            f"Gate {number} opens\n\nThe lock keeper opened gate {number} on Monday, in the rain.\n", encoding="utf-8"
        )
    run = Import(Console(as_json=False))
    with InterruptedConversation(tmp_path / "shelf") as conversation:
        run.run(conversation, ImportPaths((str(folder),)))
    assert run.end is not None
    assert run.end.cancelled
    assert "goes on from there" in capsys.readouterr().err
    again = type_command("--library", tmp_path / "shelf", "--json", "import", folder).value
    assert again["already_here"] == len(run.rows)
    assert again["imported"] == 300 - len(run.rows)
    assert type_command("--library", tmp_path / "shelf", "--json", "stats").value["stories"] == 300


def test_search_answers_with_the_keys_of_the_contract(library: Path, type_command: Type) -> None:
    typed = type_command("search", "old bridge", "--json", "--library", library)
    answer = typed.value
    assert typed.status == 0
    assert {"query", "reads_as", "total", "hits", "took_ms", "results"} <= set(answer)
    assert (answer["query"], answer["total"]) == ("old bridge", 2)
    results = answer["results"]
    assert isinstance(results, list)
    assert {"id", "headline", "outlet", "published", "score", "snippet", "marks"} <= set(results[0])
    assert results[0]["headline"] == "Old bridge to close for a year"
    marked = [results[0]["snippet"][start:end].lower() for start, end in results[0]["marks"]]
    assert marked
    assert set(marked) <= {"old", "bridge"}


def test_several_words_need_no_quotes(library: Path, type_command: Type) -> None:
    typed = type_command("--library", library, "--json", "search", "corn", "market")
    assert typed.value["query"] == "corn market"


def test_batch_answers_every_line(library: Path, tmp_path: Path, type_command: Type) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("ferry\n\nharbour crane\nzeppelin\n", encoding="utf-8")
    typed = type_command("--library", library, "--json", "search", "--batch", queries, "--limit", "1")
    assert [(value["query"], value["total"]) for value in typed.values] == [
        ("ferry", 2),
        ("harbour crane", 1),
        ("zeppelin", 0),
    ]
    results = typed.values[0]["results"]
    assert isinstance(results, list)
    assert len(results) == 1


def test_a_line_that_cannot_be_read_is_reported_and_the_rest_goes_on(
    library: Path, tmp_path: Path, type_command: Type
) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_bytes(b"\xef\xbb\xbfferry\r\nf\xe4hre\r\n((bridge\r\n")
    typed = type_command("--library", library, "--json", "search", "--batch", queries)
    assert typed.status == 1
    assert "Line 2" in typed.err
    assert [value["query"] for value in typed.values] == ["ferry", "((bridge"]


def test_a_query_is_explained(library: Path, type_command: Type) -> None:
    words = ("search", "ferr* -caps(bridge)", "--explain")
    explained = type_command("--library", library, "--json", *words).value["explained"]
    assert isinstance(explained, dict)
    assert explained["tree"] == ["and", "  words like ferr*", "  not", "    caps", "      bridge"]
    assert [each["written"] for each in explained["expansions"]] == ["ferr*"]
    assert "ferry" in explained["expansions"][0]["words"]
    assert {"read", "find", "rows"} <= set(explained["steps_ms"])
    readable = type_command("--library", library, *words).out
    assert "ferr* stands for: ferry" in readable
    assert "time: read" in readable


def test_a_word_that_nobody_wrote_comes_with_a_suggestion(library: Path, type_command: Type) -> None:
    typed = type_command("--library", library, "--json", "search", "old brigde")
    assert typed.value["suggestions"] == ["old bridge"]
    notes = typed.value["notes"]
    assert isinstance(notes, list)
    assert any("Did you mean “bridge”?" in note for note in notes)


def test_sorting_and_facets(library: Path, type_command: Type) -> None:
    typed = type_command("--library", library, "--json", "search", "bridge", "--sort", "oldest", "--facets")
    facets = typed.value["facets"]
    assert isinstance(facets, dict)
    assert facets["outlet"]["The Weir Gazette"] == 1
    assert facets["author"] == {"Ada Fenwick": 1}
    assert set(facets) == {"outlet", "year", "month", "day", "language", "section", "tag", "author"}
    assert sum(facets["day"].values()) == sum(facets["year"].values()) > 0


def test_printed_facets_are_the_most_frequent_values_in_order() -> None:
    out = io.StringIO()
    counts = [FacetCount(f"{year}", year % 30 + 1) for year in range(1990, 2015)]
    print_facet("year", counts, Console(as_json=False, out=out, err=io.StringIO()))
    lines = out.getvalue().splitlines()
    assert lines[:2] == ["", "year:"]
    assert lines[-1].strip() == "and 5 more (--json has all)"
    years = [int(line.split()[1]) for line in lines[2:-1]]
    kept = sorted(counts, key=lambda count: -count.stories)[:20]
    assert years == sorted(int(count.value) for count in kept)


def test_readable_results_are_a_list(library: Path, type_command: Type) -> None:
    typed = type_command("--library", library, "search", "ferry", "--facets")
    assert typed.status == 0
    assert typed.out.startswith("2 stories · ")
    assert "Council buys a second-hand ferry" in typed.out
    assert "The Weir Gazette · 2014-03-02" in typed.out


def test_show_prints_the_story_its_removals_and_the_whole_page(library: Path, type_command: Type) -> None:
    number = str(_id_of("ferry horse", library, type_command))
    story = type_command("--library", library, "show", number)
    removed = type_command("--library", library, "show", number, "--removed")
    original = type_command("--library", library, "show", number, "--original")
    assert story.out.startswith("Council buys a second-hand ferry\n")
    assert "Click for full" not in story.out
    assert "Click for full" in removed.out
    assert "one calm horse" not in removed.out
    assert "one calm horse" in original.out
    assert original.out.count("Click for full") == 2


def test_show_as_json(library: Path, type_command: Type) -> None:
    number = str(_id_of("ferry horse", library, type_command))
    story = type_command("--library", library, "--json", "show", number).value
    removed = type_command("--library", library, "--json", "show", number, "--removed").value
    original = type_command("--library", library, "--json", "show", number, "--original").value
    assert story["id"] == int(number)
    assert story["headline"] == "Council buys a second-hand ferry"
    assert story["removals"] == removed["removals"]
    assert str(original["original"]).startswith("Council buys a second-hand ferry")


def test_a_story_that_is_not_there_is_told_in_a_sentence(library: Path, type_command: Type) -> None:
    typed = type_command("--library", library, "show", "4711")
    assert (typed.status, typed.out) == (1, "")
    assert typed.err == "news-reader: There is no story 4711 in this library.\n"


def test_stats_count_the_library(library: Path, type_command: Type) -> None:
    counts = type_command("--library", library, "stats", "--json").value
    assert (counts["stories"], counts["originals"], counts["indexed"]) == (2, 2, 2)
    assert counts["outlets"] == {"The Weir Gazette": 1}
    readable = type_command("--library", library, "stats")
    assert "2 stories" in readable.out


def test_verify_finds_nothing_wrong_with_a_sound_library(library: Path, type_command: Type) -> None:
    assert type_command("--library", library, "--json", "verify").value == {"ok": True, "faults": []}
    assert type_command("--library", library, "verify").out == "Everything is as it should be.\n"


def test_verify_finds_a_missing_original(library: Path, tmp_path: Path, type_command: Type) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(library, copy)
    original = next(path for path in (copy / "originals").rglob("*") if path.is_file())
    original.unlink()
    typed = type_command("--library", copy, "--json", "verify")
    assert typed.status == 1
    assert typed.value["ok"] is False


def test_rebuild_makes_the_index_anew(library: Path, type_command: Type) -> None:
    before = type_command("--library", library, "--json", "search", "bridge").value
    typed = type_command("--library", library, "--json", "rebuild")
    assert (typed.status, typed.value) == (0, {"indexed": 2})
    assert type_command("--library", library, "--json", "search", "bridge").value["results"] == before["results"]


def test_a_lost_index_is_built_before_a_search_is_answered(library: Path, type_command: Type) -> None:
    shutil.rmtree(places.cache_folder())
    typed = type_command("--library", library, "--json", "search", "ferry")
    assert (typed.status, typed.value["total"]) == (0, 2)


def test_a_library_that_is_not_there_is_told_and_not_made(tmp_path: Path, type_command: Type) -> None:
    for command in (("search", "bridge"), ("stats",), ("verify",), ("rebuild",), ("show", "1")):
        typed = type_command("--library", tmp_path / "nowhere", *command)
        assert typed.status == 1
        assert "There is no library in" in typed.err
    assert not (tmp_path / "nowhere").exists()


def _id_of(query: str, library: Path, type_command: Type) -> int:
    results = type_command("--library", library, "--json", "search", query).value["results"]
    assert isinstance(results, list)
    return int(json.dumps(results[0]["id"]))


def test_repeated_passages_are_told_and_out_of_the_stories_when_the_import_ends(
    tmp_path: Path, type_command: Type
) -> None:
    write_archive(tmp_path / "in")
    typed = type_command("--library", tmp_path / "shelf", "import", tmp_path / "in")
    assert "7 repeated passages found" in typed.out
    assert "“From the desk of the Herald on Quay Street” in 40 of 40 stories of Harbour Herald" in typed.out
    found = type_command("--library", tmp_path / "shelf", "--json", "search", '"desk of the Herald"')
    assert found.value["total"] == 0
