"""What web archives and caches write around the pages that they show: taken off, and read for address and moment.

It is no part of the page: the toolbars of the Wayback Machine and of pywb, the frame of archive.today, the banner of
Google's cache, the bar of SingleFile. Their scripts and forms say what was archived, and when.
"""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.intake.html.tree import Archived

_WAYBACK_PARTS = (
    "#wm-ipp-base, #wm-ipp, #wm-ipp-print, #wm-ipp-inside, #donato, #_wb_plain_banner, #_wb_frame_top_banner"
)
_SAVERS_BAR = "single-file-infobar"
"""SingleFile's own element: a bar over the page with its address."""
_CACHE_PARTS = '[id$="google-cache-hdr"]'
_OLD_CACHE_LINK = 'a[href*="google"][href*="#cached"]'
_PLAYED = re.compile(
    r"""__wm\.(?:wombat\(|bt\([^"']{0,60}["'][a-z]{0,20}["'],)["'](https?:[^"'\s]{4,2000})["'],["']([\d\-]{8,14})["']"""
)
_SOURCES = re.compile(r"""(?:wbinfo\.url|sWayBackURL)\s{0,3}=\s{0,3}["'](https?:[^"'\s]{4,2000})["']""")
_STAMPS = re.compile(
    r"""wbinfo\.timestamp\s{0,3}=\s{0,3}["'](\d{14})["']|sWayBackCGI\s{0,3}=\s{0,3}["'][^"'\s]{0,80}/(\d{14})/"""
)
_NOTED = re.compile(r"FILE ARCHIVED ON\s{1,3}(?:(\d{2}:\d{2}:\d{2}) ([A-Z][a-z]{2,8} \d{1,2}, \d{4})|(\d{14}))")
_SENTENCE_DATE = re.compile(r"(?<!\d)(\d{1,2} [A-Z][a-z]{2,8} \d{4} \d{2}:\d{2}(?::\d{2})? (?:UTC|GMT))")
_OF_TODAY = re.compile(r"archive\.(?:today|is|ph|fo|li|md|vn|ec)\b|webpage capture", re.IGNORECASE)
_LONGEST_TEXT = 2_000
_LONGEST_BANNER = 1_500
_LONGEST_HEADER = 100_000
_EDGE = 20_000
"""Archives write their scripts before a page's own and their note behind it."""
_KNOWN = ("__wm.", "wm-ipp", "wbinfo.", "FILE ARCHIVED ON", "_wb_plain_banner", "sWayBackCGI")


def take_off(document: LexborHTMLParser, source: str) -> Archived:
    """Take what an archive wrote around the page out of ``document``; return what that says of the page."""
    if _SAVERS_BAR in source:
        _remove(document.css(_SAVERS_BAR))
    edges = source[:_EDGE] + source[-_EDGE:]
    if any(known in edges for known in _KNOWN):
        return _from_wayback(document, source)
    if "google-cache-hdr" in source or ("#cached" in source and "oogle" in source):
        return _from_cache(document)
    if "CONTENT" in source and "HEADER" in source and "archive." in source:
        return _from_archive_today(document)
    return Archived()


def _from_wayback(document: LexborHTMLParser, source: str) -> Archived:
    form = document.css_first("#wmtbURL")
    found = Archived("wayback", url=(form.attributes.get("value") or "").strip() if form is not None else "")
    played = _PLAYED.search(source)
    stated, stamp = _SOURCES.search(source), _STAMPS.search(source)
    if played:
        found = replace(found, url=played.group(1), moment=played.group(2))
    elif stated or stamp:
        given = (stamp.group(1) or stamp.group(2)) if stamp else ""
        found = replace(found, url=stated.group(1) if stated else found.url, moment=given)
    noted = _NOTED.search(source)
    if noted and len(found.moment) < 14:  # of the toolbar's, only the long form has the time
        found = replace(found, moment=noted.group(3) or f"{noted.group(2)} {noted.group(1)} UTC")
    _remove(document.css(_WAYBACK_PARTS))
    return found


def _from_cache(document: LexborHTMLParser) -> Archived:
    banners = document.css(_CACHE_PARTS)
    if not banners:
        link = document.css_first(_OLD_CACHE_LINK)
        table = _around(link, "table") if link is not None else None
        is_banner = table is not None and len(table.text(deep=True) or "") < _LONGEST_BANNER
        banners = [table] if table is not None and is_banner else []
    if not banners:
        return Archived()
    links = (node.attributes.get("href") or "" for banner in banners for node in banner.css("a[href]"))
    address = next((href for href in links if href.startswith("http") and ".google" not in href[:40]), "")
    text = " ".join((banners[0].text(deep=True, separator=" ") or "")[:_LONGEST_TEXT].split())
    _remove(banners)
    return Archived("google", url=address, moment=text.replace(address, " ") if address else text)


def _from_archive_today(document: LexborHTMLParser) -> Archived:
    header, content = document.css_first("div#HEADER"), document.css_first("#CONTENT")
    if header is None or content is None or not _OF_TODAY.search((header.html or "")[:_LONGEST_HEADER]):
        return Archived()
    form = header.css_first('input[name="q"]')
    time = header.css_first("time[datetime]")
    text = " ".join((header.text(deep=True, separator=" ") or "")[:_LONGEST_TEXT].split())
    written = _SENTENCE_DATE.search(text)
    moment = (time.attributes.get("datetime") or "") if time is not None else written.group(1) if written else ""
    address = (form.attributes.get("value") or "").strip() if form is not None else ""
    if not address.lower().startswith("http") and not moment:
        return Archived()
    _keep_only(content)
    return Archived("archive.today", url=address, moment=moment)


def _keep_only(content: LexborNode) -> None:
    """Take everything out of the body but ``content``: the bar above, the marks of percents beside, what is below."""
    node = content
    while node.parent is not None and node.tag != "body":
        beside = [one for one in node.parent.iter(include_text=True) if one.mem_id != node.mem_id]
        node = node.parent
        for one in beside:
            one.remove(recursive=True)


def _around(node: LexborNode, tag: str) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above


def _remove(nodes: list[LexborNode]) -> None:
    """Take nodes out of the tree, those inside others with them."""
    ids = {node.mem_id for node in nodes}
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in ids:
            above = above.parent
        if above is None:
            node.remove(recursive=True)
