"""Plain text files to pieces: a piece per line that is not blank."""

from reader.intake.text.lines import TextTree, read_text

__all__ = ["TextTree", "read_text"]
