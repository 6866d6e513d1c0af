"""Fixtures of the tests of choosing."""

import pytest

from reader.core.model import ElementTable, EncodingSource, FileKind, Metadata, Page


@pytest.fixture
def empty_page() -> Page:
    """Return a page without any visible text."""
    return Page("", (), ElementTable(), (), (), Metadata(), FileKind.HTML, "utf-8", EncodingSource.UTF8)
