"""Real pages saved with their parts give what is known of them."""

from datetime import datetime

import pytest

from reader.clean.pipeline import clean
from reader.core.errors import InputError
from reader.core.model import Snapshot
from reader.intake.format import LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import recognise
from tests.samples.checking import differences, folded
from tests.samples.manifest import Sample, findings, samples

NOT_IN_THE_PAGE = {
    # Chrome's MHTML drops JSON-LD, in which alone these pages name their author (an outlet or agency) or their date.
    "mhtml/gen_jp_AsahiShimbun_2025_01_13.mhtml": {"authors"},
    "mhtml/gen_ru_Kommersant_2025_05_14.mhtml": {"authors"},
    "mhtml/gen_uk_BBC_2024_08_01.mhtml": {"authors", "published"},
    "mhtml/gen_us_APNews_2023_04_28.mhtml": {"authors"},
    # The page names the agency and "Guardian staff reporter"; the agency is the better word.
    "mhtml/gen_uk_TheGuardian_2024_02_24.mhtml": {"authors"},
    "singlefilez/gen_uk_TheGuardian_2024_02_24.zip.html": {"authors"},
    # Expected is the address before the one it was saved from: http for https.
    "mhtml/gen_cn_People_2024_04_24.mhtml": {"url"},
    # The main heading is another than the title.
    "mhtml/qute_complex.mht": {"title"},
}
STORIES = samples("mhtml", "webarchive", "singlefilez")


@pytest.mark.parametrize("sample", [one for one in STORIES if not one.negative], ids=str)
def test_page_gives_its_one_story(sample: Sample) -> None:
    (found,) = findings(sample.file)
    assert isinstance(found, Snapshot)
    article = clean(read(found))
    assert set(differences(article, sample.expected)) == NOT_IN_THE_PAGE.get(sample.path, set())
    if sample.expected.get("enc"):
        assert article.encoding == sample.expected["enc"].lower()


@pytest.mark.parametrize("sample", [one for one in STORIES if one.negative], ids=str)
def test_damaged_page_is_recovered_or_told_as_damaged(sample: Sample) -> None:
    for found in findings(sample.file):
        if isinstance(found, Snapshot):
            assert clean(read(found)).headline is not None
        else:
            assert isinstance(found, LeftOut)
            assert "damaged" in found.failure or "middle" in found.failure


@pytest.mark.parametrize("sample", samples("har"), ids=str)
def test_har_gives_its_pages_and_not_the_widgets(sample: Sample) -> None:
    found = findings(sample.file)
    (story,) = (one for one in found if isinstance(one, Snapshot))
    (page, widget) = sample.expected["html"]
    assert story.url == page[0] == sample.expected["pages"][0][0]
    assert story.saved is not None
    assert story.saved.value.date() == datetime.fromisoformat(page[1]).date()
    assert any(isinstance(one, LeftOut) and widget[0] in one.member and not one.failure for one in found)
    headline = clean(read(story)).headline
    assert headline is not None
    assert folded(headline.value) == folded(page[2])


@pytest.mark.parametrize("sample", samples("email", "google_alerts", "newsletter_html"), ids=str)
def test_mails_are_not_taken_for_saved_pages(sample: Sample) -> None:
    try:
        kind = recognise(Source.of_file(sample.file))
    except InputError:
        return
    assert kind.name != "MHTML pages"
