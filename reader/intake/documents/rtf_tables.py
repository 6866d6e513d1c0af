"""What the control words of rich text mean, as data. Source: Microsoft, RTF Specification 1.9.1 (2008)."""

SYMBOLS: dict[str, str] = {
    "tab": "\t", "line": "\n", "lbr": "\n", "softline": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip

ENDS_OF_PARAGRAPH = frozenset({"par", "sect", "page", "column", "\n", "\r"})

_NO_TEXT = """
colortbl pict objdata header headerl headerr headerf footer footerl footerr footerf annotation atnid atnauthor
atnref atndate nonshppict sp sn sv filetbl revtbl listtable listoverridetable rsidtbl generator xmlnstbl
bkmkstart bkmkend themedata colorschememapping latentstyles datastore datafield pgptbl ftnsep ftnsepc aftnsep
aftnsepc xe tc txe rxe comment doccomm operator manager category hlinkbase userprops docvar template passwordhash
mmathPr formfield objclass objname private
"""

SKIPPED: frozenset[str] = frozenset(_NO_TEXT.split())
"""Groups whose content is not a part of the text, with or without the mark that lets readers skip them."""

KEPT_THOUGH_MARKED: frozenset[str] = frozenset({"shpinst", "shptxt", "fldinst", "pn", "pnseclvl"})
"""Groups marked as skippable that hold text or an address."""

INFO: frozenset[str] = frozenset({"title", "author", "subject", "company", "keywords"})

CODE_PAGE_OF_CHARSET: dict[int, str] = {
    77: "mac-roman", 78: "cp932", 79: "cp949", 80: "gb18030", 81: "cp950", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip

CODE_PAGE_WORDS: dict[str, str] = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}


def code_page(number: int) -> str:
    """Return Python's name of a Windows code page."""
    special = {0: "cp1252", 936: "gb18030", 10000: "mac-roman", 10007: "mac-cyrillic", 65001: "utf-8", 1361: "johab"}
    return special.get(number, f"cp{number}")
