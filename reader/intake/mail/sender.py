"""Who wrote a mail and what it is an issue of: author, outlet, headline, dates and address, from its header."""

import re
from dataclasses import dataclass

from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, Moment, Source
from reader.intake.mail.header import Header, decoded
from reader.intake.mail.words import label_of, split_subject, words

_LABEL = re.compile(r"[>\s]*([^:：<>@]{1,40}?)\s?[:：]\s*(.{0,1000})")
_PERSON_OF = re.compile(
    r"['\"]?(.{2,60}?)['\"]?,?\s+(?:from|at|via|bei|chez|@)\s+['\"]?(.{2,80}?)['\"]?", re.IGNORECASE
)
_ANGLED = re.compile(r"<\s*(https?://[^<>\s]{1,3000})\s*>")
_SEARCHED_LINES = 60
_LEAST_LINES = 2
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:\s[^\W\d_][\w'’.\-]*){1,3}")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What stands above a mail that was passed on: who sent it when, and as what."""

    name: str = ""
    address: str = ""
    date: str = ""
    subject: str = ""


def sent_date(header: Header) -> str:
    """Return when a mail was sent as it says itself, "" where that is no date."""
    written = header.text("date")
    return written if written and parse_date(written) else ""


def received(header: Header) -> Moment | None:
    """Return when a mail came in: the date of the last server that took it, or None."""
    for written in header.every("received")[:3]:
        moment = parse_date(decoded(written).rsplit(";", 1)[-1], (), Source.CONTAINER) if ";" in written else None
        if moment is not None:
            return moment
    return None


def facts(header: Header, text: str, *, is_alert: bool = False) -> tuple[Candidate, ...]:
    """Return what a mail says about its story. ``text`` is its text with line ends, for mails that were passed on.

    A mail is published when it is sent. Of one that was passed on, what stands above the original counts, and the date
    of passing on only where nothing better is known.
    """
    subject, is_forwarded = split_subject(header.text("subject"))
    original = passed_on(text) if is_forwarded else None
    found: list[Candidate] = []
    if original is not None:
        subject = split_subject(original.subject)[0] or subject
        found += _people(original.name, original.address, Header([]), is_alert=is_alert)
        if original.date:
            found.append(Candidate(Field.PUBLISHED, original.date, Source.CONTAINER))
    elif not is_forwarded or is_alert:
        found += _people(*_writer(header), header, is_alert=is_alert)
    if subject:
        found.insert(0, Candidate(Field.HEADLINE, subject, Source.CONTAINER))
    if date := sent_date(header):
        found.append(Candidate(Field.PUBLISHED, date, Source.VISIBLE if is_forwarded else Source.CONTAINER))
    return tuple(found)


def address_of(header: Header) -> str:
    """Return where a mail says that it lies on the web (RFC 5064, and the address of the post in newsletters)."""
    for name in ("archived-at", "list-post", "x-list-archived-at"):
        match = _ANGLED.search(header.raw(name)) or re.match(r"(https?://[^<>\s]{1,3000})\s*\Z", header.raw(name))
        if match is not None:
            return match.group(1)
    return ""


def passed_on(text: str) -> PassedOn | None:
    """Return what the first block of header lines in ``text`` says, or None where there is none near the top."""
    said: dict[str, str] = {}
    lines = [line for line in text.split("\n") if line.strip()][:_SEARCHED_LINES]
    run = 0
    for line in lines:
        match = _LABEL.fullmatch(line.strip().replace("*", "")[:1_100])
        label = label_of(match.group(1)) if match is not None else ""
        run = run + 1 if match is not None and len(match.group(1)) < 30 else 0
        if run == 0 and len(said) >= _LEAST_LINES:
            break
        if run == 0:
            said.clear()
        if match is not None and label:
            said.setdefault(label, match.group(2).strip())
    if len(said) < _LEAST_LINES or "from" not in said:
        return None
    written = said["from"].replace("mailto:", "")
    name, address = Header([("from", written)]).address("from")
    date = said.get("date", "")
    return PassedOn(name or ("" if address else written), address, date, said.get("subject", ""))


def _writer(header: Header) -> tuple[str, str]:
    for field in ("from", "sender", "x-original-from", "reply-to"):
        name, address = header.address(field)
        if name or address:
            return name, address
    return "", ""


def _people(name: str, address: str, header: Header, *, is_alert: bool) -> list[Candidate]:
    """Return author and outlet: the sender's name is the outlet's where a machine sends to many, else a person's."""
    if is_alert:
        return [Candidate(Field.OUTLET, "Google Alerts", Source.CONTAINER)]
    list_name = header.text("list-id").split("<")[0].strip(" '\"")
    if not _is_for_many(header, address):
        return [Candidate(Field.AUTHOR, name, Source.CONTAINER)] if name else []
    split = _PERSON_OF.fullmatch(name)
    if split is not None and _NAME.fullmatch(split.group(1)):
        author, outlet = split.group(1), split.group(2)
        return [Candidate(Field.AUTHOR, author, Source.CONTAINER), Candidate(Field.OUTLET, outlet, Source.CONTAINER)]
    if name and _is_discussion(header):
        outlet = [Candidate(Field.OUTLET, list_name, Source.CONTAINER)] if list_name else []
        return [Candidate(Field.AUTHOR, name, Source.CONTAINER), *outlet]
    outlet = name or list_name or address.rpartition("@")[2]
    return [Candidate(Field.OUTLET, outlet, Source.CONTAINER)] if outlet else []


def _is_for_many(header: Header, address: str) -> bool:
    local = address.partition("@")[0].lower()
    return (
        bool(header.raw("list-id") or header.raw("list-unsubscribe") or header.raw("feedback-id"))
        or header.raw("precedence").lower() in {"bulk", "list"}
        or local in words("machines")
        or any(part in words("machines") for part in re.split(r"[.\-_+]", local))
    )


def _is_discussion(header: Header) -> bool:
    """Tell a list that people answer to, where the sender is a person, from one that only sends out."""
    return "mailto:" in header.raw("list-post").lower() or "via" in header.text("from").lower().split()
