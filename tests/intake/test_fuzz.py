"""Good files of every format, mutated: whatever comes of it, it is a story or a sentence, and soon.

A few examples in every run; thousands with ``pytest -m slow``.
"""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.house.files import ROOT
from tests.intake.fixtures import all_fixtures
from tests.intake.fuzz_atheris import ABSENT
from tests.intake.hostile.survey import survey_bytes

FIXTURES = all_fixtures()
NAMES = sorted(FIXTURES)
_LONGEST = 300_000
_HEADER = 400
_TOKENS = (
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"-1", b"0", b"99999999999999999999", b"NaN", b"1e999",
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#0;", b"&a;", b"<!DOCTYPE x [<!ENTITY a 'a'>]>",
    b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"%s", b"../", b"\r\n\r\n", b"\n--", b"\xd8\x00",
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"From x\n", b"\xef\xbb\xbf", b"\xff\xfe",
    b"=?utf-8?b?", b"{\\rtf1", b"charset=utf-16", b"Content-Type: multipart/mixed; boundary=x\n",
    b"Content-Encoding: br\r\n", b"Content-Length: -5\r\n",
)  # fmt: skip

Mutate = Callable[[bytes, st.DrawFn], bytes]


def _flip(content: bytes, draw: st.DrawFn) -> bytes:
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        made[draw(st.integers(0, len(made) - 1))] ^= draw(st.integers(1, 255))
    return bytes(made)


def _edit_header(content: bytes, draw: st.DrawFn) -> bytes:
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, min(len(made), _HEADER) - 1))
        made[at] = draw(st.sampled_from((0, 0x20, 0x30, 0x39, 0x41, 0x7F, 0x80, 0xFF)))
    return bytes(made)


def _edit_end(content: bytes, draw: st.DrawFn) -> bytes:
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(max(0, len(made) - _HEADER), len(made) - 1))
        made[at] = draw(st.sampled_from((0, 1, 0x7F, 0x80, 0xFF)))
    return bytes(made)


def _cut(content: bytes, draw: st.DrawFn) -> bytes:
    return content[: draw(st.integers(0, len(content) - 1))]


def _cut_out(content: bytes, draw: st.DrawFn) -> bytes:
    start = draw(st.integers(0, len(content) - 1))
    return content[:start] + content[start + draw(st.integers(1, 2_000)) :]


def _insert(content: bytes, draw: st.DrawFn) -> bytes:
    at = draw(st.integers(0, len(content)))
    token = draw(st.one_of(st.sampled_from(_TOKENS), st.binary(max_size=40)))
    return content[:at] + token * draw(st.sampled_from((1, 1, 2, 50))) + content[at:]


def _repeat(content: bytes, draw: st.DrawFn) -> bytes:
    start = draw(st.integers(0, len(content) - 1))
    part = content[start : start + draw(st.integers(1, 3_000))]
    return content[:start] + part * draw(st.integers(2, 30)) + content[start:]


def _splice(content: bytes, draw: st.DrawFn) -> bytes:
    other = FIXTURES[draw(st.sampled_from(NAMES))]
    head, tail = draw(st.integers(0, len(content))), draw(st.integers(0, len(other)))
    return content[:head] + other[tail:]


_MUTATIONS: tuple[Mutate, ...] = (_flip, _edit_header, _edit_end, _cut, _cut_out, _insert, _repeat, _splice)


@st.composite
def mutated(draw: st.DrawFn, *names: str) -> tuple[str, bytes]:
    """Draw a file's name and its bytes after one to three changes."""
    name = draw(st.sampled_from(names or NAMES))
    content = FIXTURES[name]
    for _ in range(draw(st.integers(1, 3))):
        content = draw(st.sampled_from(_MUTATIONS))(content, draw)[:_LONGEST] or b"\0"
    return name.split("/", 1)[1], content


def _check(file: tuple[str, bytes]) -> None:
    name, content = file
    assert survey_bytes(content, name).is_accounted_for


_SETTINGS = settings(
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # what fails is small already, and shrinking it takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@settings(_SETTINGS, max_examples=500, derandomize=True)
@given(mutated())
def test_mutated_files_give_stories_or_sentences(file: tuple[str, bytes]) -> None:
    _check(file)


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("name", NAMES)
def test_thousands_of_mutations_of_every_file(name: str) -> None:
    @settings(_SETTINGS, max_examples=3_000)
    @given(mutated(name))
    def campaign(file: tuple[str, bytes]) -> None:
        _check(file)

    campaign()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_fuzzing_guided_by_coverage_finds_nothing() -> None:
    pytest.importorskip("atheris", reason=ABSENT)
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.fuzz_atheris", "300"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
