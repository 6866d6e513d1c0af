"""The parts of a Nexis document to a story: header, text and what stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.intake.databases.labels import Labelled, labels, language_code
from reader.intake.databases.nexis import LABELS, Document, is_date_part
from reader.intake.databases.parts import Part
from reader.intake.databases.story import Block, Story, names
from reader.intake.documents.paragraphs import Paragraph, Run, Style

_HEADER = frozenset(
    {"headline", "author", "section", "published", "outlet", "standfirst", "length", "other", "identifier", "address"}
)
_LAST = frozenset({"load", "tail", "language"})
_BEHIND = _LAST | {"caption", "more", "identifier", "address"}
_BEFORE_DATE = 8
"""So many parts of a document are looked at for its date."""
_NEAR_END = 40
"""So many parts from its end a document of the newer layout may have the line "Graphic" or "Notes" above a list."""
_PERCENT = "%)"


@dataclass(slots=True)
class _Draft:
    """What has been gathered of a story."""

    headline: str = ""
    standfirst: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    outlet: str = ""
    section: str = ""
    language: str = ""
    published: str = ""
    spoken: str = ""
    url: str = ""
    body: list[Block] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    def take(self, found: Labelled) -> None:
        """Take the value of a label that is a fact of the story."""
        value = found.value
        self.spoken = self.spoken or found.language
        if found.meaning == "author":
            self.authors += names(value)
        elif found.meaning == "standfirst":
            self.standfirst.append(value)
        elif found.meaning == "caption":
            self.captions.append(value)
        elif found.meaning == "language":
            self.language = self.language or language_code(value)
        elif found.meaning in ("headline", "outlet", "section", "published"):
            if not getattr(self, found.meaning):
                setattr(self, found.meaning, value)
                return
        elif found.meaning == "address" and value.startswith("http"):
            self.url = self.url or value.split()[0]
        if value:
            self.facts.append((found.label, value))

    def story(self, member: str) -> Story:
        """Return it as a story."""
        return Story(
            member=member,
            body=tuple(self.body),
            headline=self.headline,
            standfirst=" ".join(self.standfirst),
            authors=tuple(dict.fromkeys(self.authors)),
            outlet=self.outlet,
            section=self.section.replace(";;", ";"),
            language=self.language,
            published=self.published,
            languages=(self.spoken,) if self.spoken not in ("", "en") else (),
            url=self.url,
            captions=tuple(caption for caption in self.captions if caption),
            facts=tuple(self.facts),
        )


def story_of(document: Document, member: str) -> Story:
    """Return the story of a document; what is nothing else is text of it."""
    draft = _Draft()
    parts = document.parts
    is_newer = not _is_classic(document)
    begin = _newer_header(parts, draft) if is_newer else _classic_header(parts, draft)
    end = _newer_end(parts, begin) if is_newer else _classic_end(parts, begin)
    for part in parts[begin:end]:
        draft.body += part.body
    _take_behind(parts[end:], draft)
    return draft.story(member)


def _is_classic(document: Document) -> bool:
    """Tell the layout: counted documents with "Body" lines (Word files of the old site) are of the newer one."""
    known = labels(LABELS)
    has_body_line = any(known.meaning(part.text) == "body" and not part.text.isupper() for part in document.parts)
    return document.is_classic and not has_body_line


def _classic_header(parts: Sequence[Part], draft: _Draft) -> int:
    """Take outlet, date, headline and labels; return where the text begins."""
    known = labels(LABELS)
    date = next((n for n, part in enumerate(parts[:_BEFORE_DATE]) if _is_classic_date(parts, n)), -1)
    if date < 0 and not any(_capital(known.labelled(part.text)) or _is_rights(part) for part in parts):
        return 0
    has_labels = False
    for number, part in enumerate(parts):
        found = _capital(known.labelled(part.text))
        if found is not None and found.meaning == "body":
            draft.body += [_paragraph(found.value)] if found.value else []
            return number + 1
        if found is not None and found.meaning in _HEADER:
            draft.take(found)
            has_labels = True
        elif found is not None or not _take_unlabelled(parts, number, date, draft, has_labels=has_labels):
            return number
    return len(parts)


def _take_unlabelled(parts: Sequence[Part], number: int, date: int, draft: _Draft, *, has_labels: bool) -> bool:
    """Take a part of the header that has no label, by its place; return whether it is one."""
    part = parts[number]
    if labels(LABELS).is_rights(part.text):
        draft.facts.append(("Copyright", part.text))
    elif number <= date:
        _take_above_date(part, draft, is_date=number == date)
    elif date < 0 and part.is_centred and not draft.outlet:
        draft.outlet = part.text
    elif not draft.headline and not has_labels:
        draft.headline = part.text
    elif not has_labels and _labels_follow(parts, number):
        draft.standfirst.append(part.text)
    else:
        return False
    return True


def _is_classic_date(parts: Sequence[Part], number: int) -> bool:
    known = labels(LABELS)
    if any(_capital(known.labelled(part.text)) for part in parts[: number + 1]):
        return False
    return is_date_part(parts[number]) and not known.is_rights(parts[number].text)


def _take_above_date(part: Part, draft: _Draft, *, is_date: bool) -> None:
    if is_date:
        draft.published = part.lines[0]
        draft.facts.append(("Date", part.lines[0]))
        if len(part.lines) > 1:
            draft.facts.append(("Edition", " ".join(part.lines[1:])))
    elif not draft.outlet:
        draft.outlet = part.text
    else:
        draft.facts.append(("Source", part.text))


def _labels_follow(parts: Sequence[Part], number: int) -> bool:
    """Tell whether labels of the header stand right behind a part: then it is no text yet."""
    known = labels(LABELS)
    following = (_capital(known.labelled(part.text)) for part in parts[number + 1 : number + 3])
    return any(found is not None and found.meaning in _HEADER for found in following)


def _capital(found: Labelled | None) -> Labelled | None:
    """Return a label if it is written in capitals, as those of the classic layout are."""
    return found if found is not None and found.label == found.label.upper() else None


def _classic_end(parts: Sequence[Part], begin: int) -> int:
    """Return where the text ends: at a label that only stands behind one, or at another a few parts above it."""
    known = labels(LABELS)
    for number in range(begin, len(parts)):
        found = _capital(known.labelled(parts[number].text))
        if found is not None and (
            found.meaning in _LAST or (found.meaning in _BEHIND and _is_near_last(parts, number))
        ):
            return number
        if number >= len(parts) - 2 and _is_rights(parts[number]):
            return number
    return len(parts)


def _is_near_last(parts: Sequence[Part], number: int) -> bool:
    """Tell whether no more than a few parts without a label stand between a part and the last labels or the end."""
    known = labels(LABELS)
    between = 0
    for part in parts[number + 1 :]:
        found = _capital(known.labelled(part.text))
        if found is not None and found.meaning in _LAST:
            break
        between += found is None and not _is_rights(part)
    return between <= _FEW


_FEW = 6


def _newer_header(parts: Sequence[Part], draft: _Draft) -> int:
    """Take headline, outlet, date and labels up to the line "Body"; return where the text begins."""
    known = labels(LABELS)
    opening = next((n for n, part in enumerate(parts) if known.meaning(part.text) == "body"), -1)
    above = parts[: opening if opening >= 0 else len(parts)]
    first = next((n for n, part in enumerate(above) if _is_field(part)), len(above))
    date = next((n for n, part in enumerate(above[:first]) if n and is_date_part(part)), -1)
    date = (
        date if date >= 0 else next((n for n, part in enumerate(above[:_BEFORE_DATE]) if n and is_date_part(part)), -1)
    )
    if opening < 0 and date < 0:
        return 0
    top = date if date >= 0 else min(first, 2)
    title = above[: max(1, top - 1)]
    draft.headline = " ".join(part.text for part in title)
    draft.outlet = above[top - 1].text if top - 1 >= 1 else ""
    number = max(top, 1)
    while number < len(above):
        part = above[number]
        found = known.labelled(part.text)
        if number == date:
            _take_above_date(part, draft, is_date=True)
        elif found is not None and found.meaning != "body":
            draft.take(found)
        elif known.is_rights(part.text):
            draft.facts.append(("Copyright", part.text))
        elif opening < 0:
            return number
        else:
            draft.facts.append(("Edition", part.text))
        number += 1
    return opening + 1 if opening >= 0 else number


def _is_field(part: Part) -> bool:
    known = labels(LABELS)
    return known.is_rights(part.text) or known.labelled(part.text) is not None


def _newer_end(parts: Sequence[Part], begin: int) -> int:
    """Return where the text ends: at "Classification", "Load-Date: …", or at "Graphic" and "Notes" not far above."""
    known = labels(LABELS)
    for number in range(begin, len(parts)):
        text = parts[number].text
        heading, found = known.meaning(text), known.labelled(text)
        if heading in ("load", "tail") or (heading in ("caption", "more") and len(parts) - number <= _NEAR_END):
            return number
        if found is not None and found.meaning == "load" and any(map(str.isdigit, found.value)):
            return number
        if found is not None and found.meaning in _LAST and all(map(_is_listed, parts[number:])):
            return number
    return len(parts)


def _is_listed(part: Part) -> bool:
    """Tell whether a part is one of those that stand behind a text and never in it."""
    known = labels(LABELS)
    return bool(known.labelled(part.text) or known.meaning(part.text)) or _is_rights(part) or _is_weighted(part)


def _is_weighted(part: Part) -> bool:
    """Tell whether a part lists subjects with their weights: "FERRIES (90%); HARBOURS (78%)"."""
    return part.text.endswith(_PERCENT) or _PERCENT + ";" in part.text


def _take_behind(parts: Sequence[Part], draft: _Draft) -> None:
    """Take what stands behind the text; parts without a label go on with the label before, or are text after all."""
    known = labels(LABELS)
    meaning = ""
    for part in parts:
        found, heading = known.labelled(part.text), known.meaning(part.text)
        if _is_rights(part):
            draft.facts.append(("Copyright", part.text))
        elif heading in _BEHIND:
            meaning = heading
            if heading == "more":
                draft.body.append(Paragraph((Run(part.text.rstrip(": ").capitalize()),), Style.HEADING, 3))
        elif found is not None and _is_behind(found, after_more=meaning == "more"):
            meaning = _take_field(found, part, draft)
        elif meaning == "caption":
            draft.captions.append(part.text)
        elif meaning == "tail" and _is_weighted(part):
            draft.facts.append(("note", part.text))
        else:
            draft.body += part.body


def _is_behind(found: Labelled, *, after_more: bool) -> bool:
    """Tell whether a label is one behind the text; below a correction a word before a colon may be its own."""
    if after_more and _capital(found) is None:
        return found.meaning in _LAST
    return found.meaning in _HEADER | _BEHIND


def _is_rights(part: Part) -> bool:
    """Tell whether a part is about copyright, in its first line or in another."""
    return any(map(labels(LABELS).is_rights, part.lines)) and len(part.text) <= _LONGEST_RIGHTS


_LONGEST_RIGHTS = 400


def _take_field(found: Labelled, part: Part, draft: _Draft) -> str:
    """Take a labelled part behind the text; return what its label means."""
    if found.meaning == "more":
        draft.body += part.body if found.value else [Paragraph((Run(found.label.capitalize()),), Style.HEADING, 3)]
    else:
        draft.take(found)
    return found.meaning


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))
