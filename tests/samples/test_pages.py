"""Real pages of HTML and texts in many charsets give what is known of them."""

import pytest

from reader.clean.pipeline import clean
from reader.core.model import Snapshot
from reader.intake.read import read
from tests.samples.checking import differences, folded
from tests.samples.manifest import Sample, articles, findings, samples

KNOWN: dict[str, set[str]] = {
    # The page names the agency and "Guardian staff reporter"; the agency is the better word.
    "html_only/uk_TheGuardian_2024_02_24.html": {"authors"},
    "singlefile/gen_uk_TheGuardian_2024_02_24.html": {"authors"},
    # The byline is one string of agency and place; the outlet in Chinese is what the page declares.
    "html_only/tw_TaipeiTimes_2024_10_15.html": {"authors"},
    # Expected are addresses as they were fetched, with a tracking parameter; the page has its own without one, or none.
    "html_only/ca_CBCNews_2024_08_08.html": {"url"},
    "html_only/uk_Metro_2024_07_17.html": {"url", "title"},
    "html_only/cn_People_2024_04_24.html": {"url"},
    # The heading of the story is another than the title in the page's head.
    "html_only/uk_DailyMail_2024_04_27.html": {"title"},
    "html_saved/enwb.com.windpark.steinheim.html": {"title"},
    "html_saved/iwr.de.IWR-Pressedienst.html": {"title"},
    "singlefile/gen_us_LATimes_2023_06_26.html": {"title"},
    "singlefile/zotero_reader_demo_snapshot.html": {"title"},
    "wayback/apple (1).htm": {"title"},
    "wayback/angelina (1).htm": {"title"},
}
SAME = {"cp1252": "windows-1252", "gbk": "gb18030", "cp932": "shift_jis", "cp949": "euc-kr", "cp1250": "windows-1250"}
SAME |= {"cp1251": "windows-1251", "cp1255": "windows-1255"}
LABELS_ARE_WRONG = {
    # These name what a library said; the bytes are the other charset, and the text reads well in it.
    "encodings/testArabicMisleadingCharset.html": "windows-1256",
    "encodings/testTXT_win-1252.txt": "windows-1252",
    # A script that the archive added declares UTF-8; the page is GBK.
    "encodings_html/utf-8_declared_but_invalid__archive.org.he.xinhuanet.com.25340717.html": "gb18030",
}


@pytest.mark.parametrize("sample", samples("singlefile", "html_saved", "html_only", "wayback", "amp"), ids=str)
def test_page_gives_its_one_story(sample: Sample) -> None:
    (article,) = articles(sample.file)
    assert set(differences(article, sample.expected)) == KNOWN.get(sample.path, set())
    enc = sample.expected.get("enc", "").split("(")[0]
    assert not enc or article.encoding == SAME.get(enc, enc)


@pytest.mark.parametrize("sample", samples("wayback"), ids=str)
def test_page_of_the_wayback_machine_is_without_its_toolbar(sample: Sample) -> None:
    (found,) = findings(sample.file)
    assert isinstance(found, Snapshot)
    page = read(found)
    for word in ("Wayback", "captures", "About this capture", "web.archive.org", "Internet Archive"):
        assert word not in page.text
    article = clean(page)
    assert article.saved is not None
    assert article.url is not None
    assert "archive.org" not in article.url.value
    assert article.outlet is not None
    if sample.expected.get("wb"):
        assert f"{article.saved.value:%H:%M:%S %b %d, %Y}" == sample.expected["wb"]


@pytest.mark.parametrize(
    "sample", [one for one in samples("encodings", "encodings_html") if not one.path.endswith(".xml")], ids=str
)
def test_charset_is_found(sample: Sample) -> None:
    (found,) = findings(sample.file)
    assert isinstance(found, Snapshot)
    page = read(found)
    given = sample.expected.get("encoding") or sample.expected["enc"]
    expected = LABELS_ARE_WRONG.get(sample.path, given.split(" ")[0])
    assert page.encoding == SAME.get(expected, expected)
    contained = sample.expected.get("contains")
    assert contained is None or folded(contained) in folded(page.text)
    assert page.text.count("\ufffd") <= sample.expected.get("bad_bytes", 0)
