"""Which group of languages a labelled page is counted in."""

from reader.core.language import detect_language
from tests.quality.corpora import Labelled

_GROUPS = {
    "English": "en",
    "German": "de",
    "Romance": "fr es it pt ro ca gl",
    "Nordic": "sv no nb nn da is fi et",
    "Slavic": "ru uk pl cs sk bg sr hr sl mk be bs",
    "East Asian": "zh ja ko",
}
_GROUP_OF = {code: group for group, codes in _GROUPS.items() for code in codes.split()}
_SAMPLE_CHARS = 3_000


def group_of(page: Labelled) -> str:
    """Return the group of the page's gold text, "other" where it is small or the language is not known."""
    guess = detect_language((page.text or "")[:_SAMPLE_CHARS])
    return _GROUP_OF.get(guess.code.split("-")[0], "other") if guess else "other"
