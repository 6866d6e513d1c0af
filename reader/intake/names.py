"""What names of files tell: which are not worth opening, and which folders hold the pictures and scripts of a page."""

from collections.abc import Iterable
from pathlib import PurePath

import chardet

_NEVER_STORIES = frozenset({
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".cur", ".png", ".jpg", ".jpeg",
    ".jpe", ".jfif", ".gif", ".webp", ".avif", ".heic", ".bmp", ".tif", ".tiff", ".psd", ".svg", ".svgz", ".mp3",
    ".m4a", ".ogg", ".oga", ".wav", ".flac", ".aac", ".mp4", ".m4v", ".webm", ".mov", ".avi", ".mkv", ".mpg", ".mpeg",
    ".wmv", ".flv", ".swf", ".exe", ".dll", ".so", ".dylib", ".msi", ".dmg", ".iso", ".img", ".bin", ".class", ".jar",
    ".pyc", ".o", ".a", ".db", ".sqlite", ".sqlite3", ".ini", ".lnk", ".url", ".webloc", ".tmp", ".part",
    ".crdownload", ".lock", ".log", ".bak", ".torrent", ".sh", ".bat", ".py", ".php", ".aspx", ".xls", ".xlsx",
    ".ppt", ".pptx"
})  # fmt: skip
"""Parts of pages, pictures, sounds, films, fonts, programs: what lies beside stories and holds none."""
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
ASSET_SUFFIXES = (
    "_files", ".files", "-dateien", "_dateien", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_bestanden",
    "_pliki", "-filer", "_filer", "_file", "_soubory", "_tiedostot", "_elemei", "_datoteke", "_dosyalar", "_failid",
    "_fitxers", "_fitxategiak", "_fajlovi", "_fails", "_bylos",
)  # fmt: skip
"""How browsers, by language, name the folder of a page's pictures and scripts after the page."""
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
_OF_SEVERAL_BYTES = frozenset({
    "big5", "big5hkscs", "cp932", "shift_jis", "shift_jisx0213", "shift_jis_2004", "cp949", "euc_kr", "euc-kr",
    "euc_jp", "euc_jis_2004", "euc-jp", "gb2312", "gbk", "gb18030", "hz", "johab",
})  # fmt: skip
_CYRILLIC = frozenset({"cp866", "ibm866", "cp855", "ibm855", "cp1251", "windows-1251", "koi8-r", "koi8-u"})
_NAMES_TO_JUDGE = 400


def is_importable(name: str) -> bool:
    """Tell by its name alone whether a file in a folder is worth opening; what it is, its bytes will tell."""
    return PurePath(name).suffix.lower() not in _NEVER_STORIES


def is_hidden(path: str) -> bool:
    """Tell a file in an archive that systems keep for themselves, by its path."""
    parts = path.split("/")
    if "__MACOSX" in parts or parts[-1].lower() in _SYSTEM_FILES:
        return True
    # Two dots are a way up, and three begin many a headline.
    return any(part.startswith(".") and part != "." and not part.startswith("..") for part in parts)


def page_stem(name: str) -> str:
    """Return the name of a page without its suffix, lower-case; other names as they are."""
    lower = name.lower()
    return next((lower.removesuffix(suffix) for suffix in PAGE_SUFFIXES if lower.endswith(suffix)), lower)


def is_asset_folder(name: str, pages: Iterable[str]) -> bool:
    """Return whether a folder is named after one of the pages beside it, given by their stems."""
    lower = name.lower()
    return any(lower.endswith(suffix) and lower.removesuffix(suffix) in pages for suffix in ASSET_SUFFIXES)


def decoded_names(names: list[bytes]) -> list[str]:
    """Return names of members that say no charset as text: UTF-8, a legacy charset of all of them, or DOS's.

    Zip archives without a flag should be in codepage 437; on systems of East Asia and eastern Europe they are in
    whatever the system used.
    """
    odd = [name for name in names if not _is_utf8(name)]
    charset = _charset_of(odd[:_NAMES_TO_JUDGE]) if odd else "cp437"
    return [name.decode("utf-8") if _is_utf8(name) else name.decode(charset, "replace") for name in names]


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _charset_of(names: list[bytes]) -> str:
    """Return the charset of names that are not UTF-8, codepage 437 unless another script is likelier."""
    joined = b"\n".join(names)
    guess = chardet.detect(joined)
    charset = (guess["encoding"] or "").lower()
    # In so little text even a right guess comes with little confidence; a wrong one is in a Latin charset.
    if charset not in _OF_SEVERAL_BYTES | _CYRILLIC:
        return "cp437"
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "euc_kr": "cp949"}
    charset = wider.get(charset, charset)
    try:
        joined.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return "cp437"
    return charset
