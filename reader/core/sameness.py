"""Keys by which the same story is found again: of its address, and of its text."""

import hashlib
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from reader.core.archives import original_address
from reader.core.model import Article

_HOST_PREFIX = re.compile(r"\A(?:www\d?|m|mobile|mobil|amp|touch|wap|edition)\.(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)\Z", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/amp(?:\.html?)?|\.amp|/amphtml)\Z|\A/amp(?=/)", re.IGNORECASE)
_AMP_IN_NAME = re.compile(r"\.amp(?=\.html?\Z)", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|at_\w+|hsa_\w+|vero_\w+|oly_\w+|ns_\w+|fb_\w+|__twitter\w*|fbclid|gclid|gclsrc|dclid|msclkid"
    r"|yclid|igshid|twclid|wbraid|gbraid|mc_[ce]id|mkt_tok|cmp|cmpid|ico|icid|ito|ref(?:errer|erer|_src|_url)|rss"
    r"|smid|smtyp|partner|sharetype|share_\w+|xtor|wt_?\w*|spm|sr_share|socialcid|emc|campaign_?id|s_cid|ocid|guccounter"
    r"|guce_\w+|amp(?:_js_v|_gsa)?|outputtype|usqp|trk|tracking\w*|_ga|_gl)",
    re.IGNORECASE,
)
_NOT_WORD = re.compile(r"[\W_]+")
_LEAST_CHARS = 120
"""Letters and digits below which a text is too short to say that two stories are one."""
_LONGEST = 2_000


class StoryKeys(NamedTuple):
    """The keys of a story's address and of its text; each "" where it cannot tell stories apart."""

    address: str
    text: str


NO_KEYS = StoryKeys("", "")


def keys_of(article: Article) -> StoryKeys:
    """Return the keys of a story."""
    canonical, url = (fact.value if fact else "" for fact in (article.canonical_url, article.url))
    return StoryKeys(address_key(canonical) or address_key(url), text_key(article.clean_text))


def address_key(address: str | None) -> str:
    """Return what is the same for all addresses of a story; "" for none, and for the front page of a site.

    Left out are the scheme, www and mobile hosts, AMP forms and caches, archives' prefixes, tracking parameters, the
    fragment, index files and slashes at the end. Parameters are sorted.
    """
    url = original_address((address or "").strip()[:_LONGEST])
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".")
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return ""
    host = _HOST_PREFIX.sub("", host)
    path = _AMP_IN_NAME.sub("", _AMP_PATH.sub("", parts.path.rstrip("/")))
    path = quote(unquote(_INDEX.sub("", path).rstrip("/")), safe="/:@!$&'()*+,;=~-._")
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name))
    query = "?" + urlencode(kept) if kept else ""
    if not path and not query:
        return ""
    return f"{host}{'' if port in (None, 80, 443) else f':{port}'}{path}{query}"


def text_key(text: str) -> str:
    """Return a digest of the letters and digits of a text, 16 hex digits; "" for one too short to tell."""
    plain = _NOT_WORD.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    if len(plain) < _LEAST_CHARS and not (len(plain) >= _LEAST_CHARS // 3 and not plain.isascii()):
        return ""
    return hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).hexdigest()
