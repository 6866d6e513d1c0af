"""Text in shadow trees was seen, and is read."""

import pytest

from reader.intake.html import read_html
from reader.intake.html.shadow import opened

PAGE = (
    "<body><quay-story><template {mark}><h1>Ferry sails</h1><quay-box><template {mark}><p>First of all.</p></template>"
    "</quay-box><p>Then the rest.</p></template></quay-story>"
    "<template id=row><p>Not shown</p></template><p>End</p></body>"
)


@pytest.mark.parametrize(
    "mark",
    [
        'shadowmode="open" shadowdelegatesfocus',
        "shadowrootmode=open",
        "shadowroot=closed",
        'data-savepage-shadowroot=""',
    ],
)
def test_shadow_trees_are_text_of_the_page_and_other_templates_not(mark: str) -> None:
    assert read_html(PAGE.format(mark=mark)).text == "Ferry sails\nFirst of all.\nThen the rest.\nEnd"


@pytest.mark.parametrize(
    "source", ["<p>shadow</p>", "<template class=shadowy>a</template> shadow", "</template> shadow"]
)
def test_other_pages_stay_as_they_are(source: str) -> None:
    assert opened(source) == source
    assert opened("<template shadowmode=open>cut") == "<div>cut"
