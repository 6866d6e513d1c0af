"""English singulars and plurals for texts with ``%n``, which Qt wants from a translation."""

from PySide6.QtCore import QTranslator

FORMS = {
    "%n stories": "%n story",
    "%n hits": "%n hit",
    "%n lines": "%n line",
    "%n stories without a date": "%n story without a date",
    "%n words": "%n word",
    "%n files": "%n file",
    "%n stories imported": "%n story imported",
    "%n words removed": "%n word removed",
    "%n repeated passages found": "%n repeated passage found",
    "%n versions": "%n version",
    "%n copies": "%n copy",
    "%n paragraphs differ.": "%n paragraph differs.",
    "The story was saved as PDF, %n pages.": "The story was saved as PDF, %n page.",
    "This would change %n stories of {outlet}, and those to come.": (
        "This would change %n story of {outlet}, and those to come."
    ),
    "%n notes": "%n note",
    "%n lost highlights": "%n lost highlight",
    "“{text}” is removed from %n stories of {outlet} and those to come.": (
        "“{text}” is removed from %n story of {outlet} and those to come."
    ),
    "%n pictures": "%n picture",
    "%n stories copied": "%n story copied",
    "%n passages": "%n passage",
    "%n imports": "%n import",
    "%n highlights and notes": "%n highlight or note",
    "%n files left": "%n file left",
    "Name columns of %n tables…": "Name columns of %n table…",
    "%n new stories from {folder}": "%n new story from {folder}",
    "%n files from {folder} could not be read.": "%n file from {folder} could not be read.",
}


class EnglishPlurals(QTranslator):
    """Gives the singular of a counted text where the count is one; leaves every other text alone."""

    def isEmpty(self) -> bool:
        """Return False: an empty translator is not asked."""
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # noqa: N803
        """Return the singular, or None."""
        return FORMS.get(sourceText) if n == 1 else None
