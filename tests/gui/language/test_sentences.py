"""Sentences from beneath the window are told in its language, alone and in rows of several."""

from hypothesis import given
from hypothesis import strategies as st

from reader.gui.language.sentences import Sentences

GERMAN = Sentences(
    {
        "date line": "Datumszeile",
        "There is no story.": "Es gibt keinen Artikel.",
        "The file ends. Get it again.": "Die Datei endet. Holen Sie sie noch einmal.",
        "Only {1} of {2} were read.": "Von {2} wurden nur {1} gelesen.",
    }
)


def test_a_sentence_is_found_as_it_stands() -> None:
    assert GERMAN.find("date line") == "Datumszeile"
    assert GERMAN.find("The file ends. Get it again.") == "Die Datei endet. Holen Sie sie noch einmal."


def test_what_was_filled_in_is_put_where_the_language_has_it() -> None:
    assert GERMAN.find("Only 3 of 17 were read.") == "Von 17 wurden nur 3 gelesen."
    assert GERMAN.find("Only {1} of {2} were read.") == "Von {2} wurden nur {1} gelesen."


def test_sentences_in_a_row_are_told_one_by_one_and_the_unknown_stay() -> None:
    row = "There is no story. Somebody wrote this. Only 3 of 17 were read."
    assert GERMAN.find(row) == "Es gibt keinen Artikel. Somebody wrote this. Von 17 wurden nur 3 gelesen."
    assert GERMAN.find("There is no story.; date line") == "Es gibt keinen Artikel.; Datumszeile"


@given(st.text("aA.:; “\n{1}", max_size=60))
def test_text_without_a_known_sentence_stays_as_it_is(text: str) -> None:
    assert GERMAN.find(text) == text
