"""Preferences as one frozen value; each field declares its title, help and range, and front ends are made from that."""

from dataclasses import dataclass, field
from enum import Enum


class Theme(Enum):
    """Colour scheme of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    SEPIA = "sepia"
    HIGH_CONTRAST = "high contrast"


class Language(Enum):
    """Language of the window, as an ISO 639-1 code."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    HEBREW = "he"


class AskBefore(Enum):
    """When an import first shows what the files hold."""

    ALWAYS = "always"
    IN_DOUBT = "in doubt"
    MANY = "many"
    NEVER = "never"


class MarkRead(Enum):
    """When a story on screen counts as read."""

    AT_ONCE = "at once"
    AFTER = "after seconds"
    AT_END = "at the end"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """The keys the reader gave an action, by its name; none takes those away that it comes with."""

    action: str
    keys: tuple[str, ...]


READING, IMPORTING, WINDOW, KEYS = "Reading", "Importing", "Window", "Keys"
"""The pages of a preferences form."""


def declaration(
    title: str, help_text: str, low: float | None = None, high: float | None = None, page: str = READING
) -> dict[str, str | float | None]:
    """Return the field metadata that a preferences form needs; the range is inclusive."""
    return {"title": title, "help": help_text, "low": low, "high": high, "page": page}


@dataclass(frozen=True, slots=True)
class Settings:
    """All preferences. Sizes are logical pixels, widths em of the reading font."""

    theme: Theme = field(
        default=Theme.SYSTEM, metadata=declaration("Theme", "Colours of the window and the reading pane.")
    )
    font_family: str = field(
        default="", metadata=declaration("Reading font", "Empty means the serif that comes with the program.")
    )
    font_size_px: int = field(
        default=18, metadata=declaration("Text size", "Size of the story's text in pixels.", 12, 50)
    )
    line_height: float = field(
        default=1.6, metadata=declaration("Line height", "Distance of lines, in multiples of the text size.", 1.0, 2.5)
    )
    column_em: int = field(default=38, metadata=declaration("Column width", "Widest line of text, in em.", 30, 60))
    search_delay_ms: int = field(
        default=120, metadata=declaration("Typing pause", "How long to wait after a key before searching.", 0, 1000)
    )
    ask_before: AskBefore = field(
        default=AskBefore.IN_DOUBT,
        metadata=declaration(
            "Count before an import",
            "Show first what the files hold. In doubt: more than 20, or some that cannot be read.",
            page=IMPORTING,
        ),
    )
    workers: int = field(
        default=0,
        metadata=declaration(
            "Processes that read files",
            "0: one fewer than there are processors. Holds from the next start of the program.",
            0,
            64,
            IMPORTING,
        ),
    )
    document_mb: int = field(
        default=50,
        metadata=declaration(
            "Largest document, MB", "A page, text, mail or PDF over this is refused with a reason.", 1, 500, IMPORTING
        ),
    )
    expanded_mb: int = field(
        default=200,
        metadata=declaration(
            "Largest document unpacked, MB", "What one packed document may unpack to.", 1, 1_000, IMPORTING
        ),
    )
    ratio: int = field(
        default=200,
        metadata=declaration(
            "Highest packing ratio",
            "Bytes out for a byte in. More than this is taken for a trap.",
            10,
            2_000,
            IMPORTING,
        ),
    )
    members: int = field(
        default=20_000,
        metadata=declaration(
            "Most files in an archive",
            "Entries of a zip or tar archive, and parts of a mail.",
            100,
            1_000_000,
            IMPORTING,
        ),
    )
    show_pictures: bool = field(
        default=True,
        metadata=declaration("Show pictures", "Pictures that were saved with a story stand in its text."),
    )
    justify: bool = field(
        default=False, metadata=declaration("Justified text", "Lines of a story end at both edges of the column.")
    )
    paragraph_numbers: bool = field(
        default=False,
        metadata=declaration("Paragraph numbers", "Each paragraph has its number beside it, for quoting."),
    )
    mark_read: MarkRead = field(
        default=MarkRead.AFTER,
        metadata=declaration(
            "Mark stories as read",
            "When a story that you look at counts as read. After seconds: when it was open for so long.",
        ),
    )
    mark_read_s: int = field(
        default=2,
        metadata=declaration("Seconds until read", "How long a story is open before it counts as read.", 1, 120),
    )
    caret: bool = field(
        default=False,
        metadata=declaration(
            "Cursor in the text", "Arrow keys move a cursor in the story, with Shift they select (F7)."
        ),
    )
    language: Language = field(
        default=Language.SYSTEM,
        metadata=declaration("Language", "Language of menus and messages. Stories stay as they are.", page=WINDOW),
    )
    scale_percent: int = field(
        default=100,
        metadata=declaration(
            "Size of the window's parts, %",
            "Letters, buttons and drawings together. Holds from the next start of the program.",
            100,
            200,
            WINDOW,
        ),
    )
    keys: tuple[KeyChoice, ...] = field(
        default=(), metadata=declaration("Keys", "Choose an action, then press the key it is to have.", page=KEYS)
    )
