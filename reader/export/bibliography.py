"""Records for programs that keep references: BibTeX, RIS and CSL-JSON. Pure."""

import json
import unicodedata

from reader.export.escapes import bibtex
from reader.export.facts import Date, Facts, name_parts


def bibtex_entry(facts: Facts) -> str:
    """Return an entry; its key is first author or outlet, year and the story's number, so that no two are the same."""
    authors = " and ".join(_bibtex_name(name) for name in facts.authors)
    fields = {
        "author": authors,
        "title": f"{{{bibtex(facts.headline)}}}" if facts.headline else "",
        "journal": bibtex(facts.outlet),
        "year": f"{facts.published.year}" if facts.published.year else "",
        "month": _MONTH_MACROS[facts.published.month - 1] if facts.published.month else "",
        "day": f"{facts.published.day}" if facts.published.day else "",
        "url": _bibtex_address(facts.url),
        "urldate": iso(facts.accessed),
        "language": bibtex(facts.language),
        "abstract": bibtex(facts.abstract),
        "keywords": bibtex(", ".join(facts.tags)),
    }
    lines = [
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@article{{{_key(facts)},", *lines, "}", ""))


_MONTH_MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _bibtex_name(name: str) -> str:
    family, given = name_parts(name)
    if not given:
        return f"{{{bibtex(family)}}}"  # braces keep an organisation from being taken apart
    return f"{bibtex(family)}, {bibtex(given)}"


def _bibtex_address(url: str) -> str:
    # Inside a url field only what would end the field or the line is not literal.
    return "".join(f"%{ord(char):02X}" if char in '{}\\"' else f"\\{char}" if char in "%#" else char for char in url)


def _key(facts: Facts) -> str:
    name = name_parts(facts.authors[0])[0] if facts.authors else facts.outlet
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = "".join(char for char in plain if char.isalnum())[:30] or "story"
    return f"{word}{facts.published.year or ''}-{facts.number}"


def ris_record(facts: Facts) -> str:
    """Return a record of type NEWS."""
    published = facts.published
    date = "/".join(
        (
            f"{published.year:04}" if published.year else "",
            f"{published.month:02}" if published.month else "",
            f"{published.day:02}" if published.day else "",
            "",
        )
    )
    fields = [
        ("TY", "NEWS"),
        ("ID", str(facts.number)),
        *(("AU", ", ".join(part for part in name_parts(name) if part)) for name in facts.authors),
        ("TI", facts.headline),
        ("T2", facts.outlet),
        ("PY", f"{published.year:04}" if published.year else ""),
        ("DA", date if published.year else ""),
        ("SE", facts.section),
        ("UR", facts.url),
        ("Y2", iso(facts.accessed).replace("-", "/")),
        ("LA", facts.language),
        ("AB", facts.abstract),
        *(("KW", tag) for tag in facts.tags),
    ]
    return "\r\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - ", "", ""])


def csl_item(facts: Facts) -> str:
    """Return an item of type article-newspaper as JSON."""
    item: dict[str, object] = {"id": str(facts.number), "type": "article-newspaper", "title": facts.headline}
    authors = [_csl_name(name) for name in facts.authors]
    optional: dict[str, object] = {
        "author": authors,
        "container-title": facts.outlet,
        "section": facts.section,
        "issued": _csl_date(facts.published),
        "accessed": _csl_date(facts.accessed),
        "URL": facts.url,
        "language": facts.language,
        "abstract": facts.abstract,
        "keyword": ", ".join(facts.tags),
    }
    item |= {name: value for name, value in optional.items() if value}
    return json.dumps(item, ensure_ascii=False, indent=2)


def _csl_name(name: str) -> dict[str, str]:
    family, given = name_parts(name)
    return {"family": family, "given": given} if given else {"literal": name}


def _csl_date(date: Date) -> dict[str, object]:
    parts = [part for part in (date.year, date.month, date.day) if part]
    return {"date-parts": [parts]} if parts else {}


def iso(date: Date) -> str:
    """Return a date as ISO 8601 as far as it is known."""
    parts = (f"{date.year:04}" if date.year else "", f"{date.month:02}" if date.month else "", f"{date.day:02}")
    return "-".join(part for part in parts[: 3 if date.day else 2] if part)
