"""Coverage-guided fuzzing of all formats, run by hand: ``python -m tests.intake.fuzz_atheris [SECONDS]``.

Needs atheris (Apache-2.0; Linux and macOS), which is not among the program's or the checks' packages. Starts from the
good files of every format, in ``.bench/fuzz``; what it finds is left there, as a file that can be imported.
"""

import hashlib
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tests.intake.fixtures import all_fixtures

FOLDER = Path(".bench") / "fuzz"
ABSENT = "atheris is not installed here: pip install atheris (Linux and macOS) and run this again."
_SECONDS = 600
_LONGEST = 200_000


def main(arguments: list[str]) -> int:
    """Fuzz for some seconds. Returns 2 where atheris is absent; a find ends the process with its input in a file."""
    if find_spec("atheris") is None:
        print(ABSENT, file=sys.stderr)  # noqa: T201 - a script for the command line
        return 2
    seconds = int(arguments[0]) if arguments else _SECONDS
    corpus = FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for name, content in all_fixtures().items():
        if len(content) <= _LONGEST:
            (corpus / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}").write_bytes(content)
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["reader"]):
        survey_bytes = import_module("tests.intake.hostile.survey").survey_bytes

    def one(content: bytes) -> None:
        survey_bytes(content, "fuzzed")

    options = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", "-timeout=30", "-rss_limit_mb=2000"]
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={FOLDER}/", *options], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
