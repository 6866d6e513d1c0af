"""Documents of ProQuest, whatever file they came in: a headline, then labelled parts in which the text is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.core.dates import find_date
from reader.intake.databases.labels import Labelled, labels, language_code
from reader.intake.databases.parts import Part, text_part, text_parts
from reader.intake.databases.story import Block, Story, names, plain
from reader.intake.documents.paragraphs import Paragraph

LABELS = "proquest"
SURE = frozenset({"body", "abstract", "identifier", "outlet", "published"})
"""Meanings of labels of which a document has several, and a page that speaks of ProQuest has none."""
_EDITION = re.compile(
    r",\s[^,;]{0,60}\b(?:edition|édition|edición|edição|edizione|ausgabe|ed\.)(?!\w)[^;]*", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://.+?(?=https?://|\Z)")
_YEARS = re.compile(r"\s*\(\d{4}\s?-\s?(?:\d{4}|current|present)[^()]{0,20}\)", re.IGNORECASE)
_AHEAD = 3
"""So many parts behind the text must have labels for its end to be seen there."""
_HEADER_PARTS = 5


@dataclass(slots=True)
class _Field:
    """A label with its value and the parts that go on with it."""

    label: Labelled
    parts: list[Part] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The value in one line."""
        return " ".join([self.label.value, *(part.text for part in self.parts)]).strip()


def story_of(parts: Sequence[Part], place: str, captions: Sequence[str] = ()) -> Story:
    """Return the story of a document's parts; ``place`` names it where it has no identifier."""
    top, fields = _fields(parts)
    known = labels(LABELS)
    values: dict[str, str] = {}
    for one in fields:
        if not known.is_none(one.value):
            values.setdefault(one.label.meaning, one.value)
    language = next((one.label.language for one in fields if one.label.language not in ("", "en")), "")
    identifier = values.get("identifier", "").split(" ")[0]
    outlet = values.get("outlet", "") or _labelled_outlet(fields)
    return Story(
        member=f"document {identifier}" if identifier else place,
        body=tuple(_body(fields, values)),
        headline=top[0].text if top else values.get("headline", ""),
        standfirst=values.get("abstract", "") if "body" in values else "",
        shows_standfirst=False,
        authors=names(values.get("author", ""), are_turned=True),
        outlet=without_edition(outlet),
        section=values.get("section", ""),
        language=language_code(values.get("language", "")),
        published=values.get("published", "") or " ".join(part.text for part in top[1:]) or _info(fields),
        languages=(language,) if language else (),
        url=(url := _address(fields, ("address",))),
        record_url="" if url else _address(fields, ("tail", "other")),
        captions=tuple(captions),
        facts=tuple(_facts(top, fields)),
    )


def without_edition(outlet: str) -> str:
    """Return an outlet without place, edition and years: "Gazette (1861-current)", "Gazette, Late Edition; Vale"."""
    return _EDITION.sub("", _YEARS.sub("", outlet.split(";", maxsplit=1)[0])).strip(" ,")


def _fields(parts: Sequence[Part]) -> tuple[list[Part], list[_Field]]:
    """Return the parts above the first label, and the labelled ones with what goes on with each."""
    top: list[Part] = []
    fields: list[_Field] = []
    are_loud = any(label_of(part) is not None and _is_loud(part) for part in parts)
    for number, part in enumerate(parts):
        found = label_of(part) if not are_loud or _is_loud(part) or _is_whole_label(part) else None
        if found is not None and fields and fields[-1].label.meaning in ("body", "abstract"):
            found = found if _goes_on(parts, number, found) else None
        if found is not None:
            fields.append(_Field(found))
        elif fields:
            fields[-1].parts.append(part)
        else:
            top.append(part)
    return top, fields


def _goes_on(parts: Sequence[Part], number: int, found: Labelled) -> bool:
    """Tell whether a label below an abstract or a text is one, not the beginning of a sentence: others follow it."""
    if found.meaning in ("body", "identifier") or found.label.casefold().startswith(("link", "proquest")):
        return True
    following = parts[number + 1 : number + 1 + _AHEAD]
    return sum(label_of(part) is not None for part in following) >= min(len(following), _AHEAD - 1)


def label_of(part: Part) -> Labelled | None:
    """Return the label that a part begins with, if it is a known one."""
    known = labels(LABELS)
    text = part.text
    found = known.labelled(text)
    if found is None:
        meaning = known.meaning(text)
        return Labelled(meaning, "", "", text) if meaning in ("other", "tail", "body", "abstract") else None
    return found


def _is_loud(part: Part) -> bool:
    """Tell whether a part begins in bold, as labels of pages do."""
    block = part.body[0] if part.body else ""
    shown = [run for run in block.runs if run.text.strip()] if isinstance(block, Paragraph) else []
    return bool(shown) and shown[0].is_bold


def _is_whole_label(part: Part) -> bool:
    """Tell whether a part is a label of several words without a value: "ProQuest document link"."""
    return " " in part.text and labels(LABELS).meaning(part.text) != ""


def _body(fields: Sequence[_Field], values: dict[str, str]) -> Iterator[Block]:
    """Yield the text; where there is none, the abstract stands for it."""
    known = labels(LABELS)
    wanted = ("body", "more") if "body" in values else ("abstract",)
    for one in fields:
        if one.label.meaning in wanted and not known.is_none(one.value):
            if one.label.value:
                yield plain(one.label.value)
            for part in one.parts:
                yield from part.body


def _labelled_outlet(fields: Sequence[_Field]) -> str:
    return next(
        (one.value.split("[")[0] for one in fields if one.label.label.casefold().startswith("publication inf")), ""
    )


def _info(fields: Sequence[_Field]) -> str:
    return next((one.value for one in fields if one.label.label.casefold().startswith("publication inf")), "")


def _address(fields: Sequence[_Field], meanings: tuple[str, ...]) -> str:
    """Return the first address that is the value of a label with "URL" in it and one of these meanings.

    The mails have stray blanks in their longest lines, which no address has.
    """
    given = (one.value for one in fields if one.label.meaning in meanings and "url" in one.label.label.casefold())
    found = (_ADDRESS.match("".join(value.split())) for value in given)
    return next((match.group() for match in found if match is not None), "")


def _facts(top: Sequence[Part], fields: Sequence[_Field]) -> Iterator[tuple[str, str]]:
    for part in top[1:]:
        yield "citation", part.text
    for one in fields:
        if one.label.meaning not in ("body", "headline") and one.value:
            yield one.label.label, one.value


def meanings_in(parts: Sequence[Part]) -> frozenset[str]:
    """Return what the labels among parts mean."""
    return frozenset(found.meaning for part in parts if (found := label_of(part)) is not None)


def is_document(parts: Sequence[Part]) -> bool:
    """Tell whether parts are a document: they have three sure labels."""
    return len(meanings_in(parts) & SURE) >= 3


def starts_in(parts: Sequence[Part]) -> list[int]:
    """Return where documents begin that nothing divides: at a part without a label behind the last label of another."""
    first = next((number for number, part in enumerate(parts) if label_of(part) is not None), -1)
    if first < 0:
        return []
    starts = [max(0, first - (2 if first > 1 and _is_citation(parts[first - 1]) else 1))]
    before = ""
    for number in range(first, len(parts)):
        found = label_of(parts[number])
        if found is None and before == "tail":
            ahead = meanings_in(parts[number + 1 : number + 1 + _HEADER_PARTS])
            if ahead & {"author", "body", "abstract", "other"}:
                starts.append(number)
                before = ""
        elif found is not None:
            before = found.meaning
    return starts


def _is_citation(part: Part) -> bool:
    """Tell a line that quotes a document from its headline: it has a date."""
    return find_date(part.text, ("en",)) is not None and "[" in part.text


def labelled_parts(lines: Sequence[str]) -> list[Part]:
    """Return the parts of a plain text: its lines where they are long, else what blank lines and labels divide.

    "<>" is what mail programs make of the anchors of documents.
    """
    if any(len(line) > _LONG for line in lines):
        return [text_part(line) for line in lines if line.strip() not in ("", "<>")]
    known = labels(LABELS)
    apart: list[str] = []
    for line in lines:
        if line.strip() == "<>":
            apart.append("")
        else:
            apart += ["", line] if known.labelled(line) is not None or known.meaning(line) else [line]
    return text_parts(apart)


_LONG = 200
"""Longer lines are paragraphs: the text is not hard-wrapped."""
