"""Pictures that are part of a page's own source are found again after their bytes were cut out of it."""

import base64

import pytest

from reader.core.model import FileKind, Page, Snapshot
from reader.core.pictures import references
from reader.intake.embedded import MOST_BYTES
from reader.intake.read import read

BYTES = bytes(range(256)) * 20
URI = f"data:image/png;base64,{base64.b64encode(BYTES).decode()}"


def page_of(source: str) -> Page:
    """Return the page of this source."""
    return read(Snapshot(source.encode(), "0" * 64, FileKind.HTML, "page.html"))


def found(page: Page) -> list[bytes | None]:
    """Return the bytes behind the first way to each picture of a page."""
    assert page.embedded is not None
    return [page.embedded(references(picture)[0]) for picture in page.pictures]


def test_cut_uris_are_found_by_their_number() -> None:
    other = base64.b64encode(BYTES[::-1]).decode()
    page = page_of(
        f"<?xml version='1.0'?><p>Ferry</p><style>a{{background:url({URI})}}</style><img src='{URI}'>"
        f"<img src=data:image/jpeg;base64,{other}><img src=data:image/gif;base64,R0lGOA==>"
    )
    assert all(len(source) < 60 for picture in page.pictures for source in picture.sources)
    assert found(page) == [BYTES, BYTES[::-1], b"GIF8"]


@pytest.mark.parametrize("quote", ["'", '"', ""])
def test_shared_pictures_of_singlefile_are_found_in_its_style(quote: str) -> None:
    page = page_of(
        f"<style>:root{{--sf-img-1: url(data:,);--sf-img-12:url({quote}{URI}{quote})}}</style><p>Ferry</p>"
        "<img src='data:image/svg+xml,<svg/>' style='background-image:var(--sf-img-12)!important'>"
    )
    assert found(page) == [BYTES]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("data:image/png;base64,R0lG OA", b"GIF8"),
        ("data:image/png;BASE64,R0lGOA", b"GIF8"),
        ("data:image/png;base64,R0lGOA%3D%3D", b"GIF8"),
        ("data:image/gif,GIF%38", b"GIF8"),
        ("data:image/gif;base64,_-_-", b"\xff\xef\xfe"),
        ("data:image/gif;base64,!!!!", None),
        ("data:image/gif;base64,A", None),
        ("data:image/gif;base64,", None),
        ("data:image/gif;base64,:0", None),
        ("data:image/gif;base64,:99999999999", None),
        ("var(--sf-img-7)", None),
        ("https://quay.test/a.png", None),
        ("file:///etc/passwd", None),
        ("", None),
    ],
)
def test_only_sound_data_uris_of_the_page_lead_to_bytes(reference: str, expected: bytes | None) -> None:
    embedded = page_of("<p>Ferry</p><img src=a.png>").embedded
    assert embedded is not None
    assert embedded(reference) == expected


def test_an_entity_in_a_uri_is_read_and_too_many_bytes_are_not() -> None:
    coded = base64.b64encode(b"\xfb" * 3_000).decode()
    assert "+" in coded
    assert found(page_of(f'<p>Ferry</p><img src="data:image/png;base64,{coded.replace("+", "&#43;")}">')) == [
        b"\xfb" * 3_000
    ]
    coded = base64.b64encode(bytes(MOST_BYTES + 1)).decode()
    assert found(page_of(f'<p>Ferry</p><img src="data:image/png;base64,{coded}">')) == [None]
