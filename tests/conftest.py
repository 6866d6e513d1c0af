"""What holds for all tests: windows are drawn without a display unless one is asked for, goldens can be rewritten."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-goldens``, which rewrites the expectations of golden pages."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expectations of golden pages")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether expectations of golden pages are to be rewritten."""
    return bool(request.config.getoption("--update-goldens"))
