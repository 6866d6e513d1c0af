"""Where the sentences and paragraphs of a single text begin, as the index has it of a story's body."""

from reader.search.codec.text.cutting import cut
from reader.search.codec.text.sentences import after_lines, after_stops
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.language.tree import Unit
from reader.search.words import Cutter


class Breaks:
    """Finds them; remembers words it has met."""

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter
        self._vocabulary: Vocabulary | None = None

    def __call__(self, text: str) -> dict[Unit, list[int]]:
        """Return for each unit the numbers of the words of ``text`` that begin one, ascending."""
        vocabulary = self._vocabulary
        if vocabulary is None:
            vocabulary = self._vocabulary = Vocabulary(self._cutter)
        elif vocabulary.is_large:
            vocabulary.forget()
        found = cut([text], vocabulary)
        paragraphs = {0, *after_lines(found).tolist()}
        sentences = paragraphs.union(after_stops(found, vocabulary).tolist())
        return {Unit.SENTENCE: sorted(sentences), Unit.PARAGRAPH: sorted(paragraphs)}
