"""What the count before an import says, and when it is worth showing."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from reader.core.settings import AskBefore
from reader.core.survey import LeftOutKind, Survey, UnknownCount
from reader.gui.language.sentences import told
from reader.gui.look.tables import TableRow
from reader.gui.reading.story_text import own_way

FEW_FILES = 20
"""So many files that can all be read are imported without asking."""


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Survey", text, "", number)


def is_worth_asking(survey: Survey, when: AskBefore) -> bool:
    """Return whether the reader is asked before these files are imported, also where a table's columns are unclear."""
    if when in (AskBefore.ALWAYS, AskBefore.NEVER):
        return when is AskBefore.ALWAYS
    if survey.tables:
        return True
    return survey.files > FEW_FILES or (when is AskBefore.IN_DOUBT and not survey.is_all_clear)


def summary(survey: Survey, *, is_counting: bool) -> str:
    """Return e.g. ``312 files, 14.0 MB: 301 can be read, 11 cannot``."""
    what = _tr("%n files", survey.files)
    size = size_text(survey.size_bytes)
    if is_counting:
        return _tr("Counting… {files}, {size} so far").format(files=what, size=size)
    if not survey.files:
        return _tr("There are no files here that could hold stories.")
    number = QLocale().toString
    bad = survey.not_recognised + survey.unreadable_count
    text = (
        _tr("{files}, {size}: {good} can be read, {bad} cannot.") if bad else _tr("{files}, {size}. All can be read.")
    )
    return text.format(files=what, size=size, good=number(survey.recognised), bad=number(bad))


def rows(survey: Survey) -> list[TableRow]:
    """Return a row for each kind that can be read, each suffix that cannot, and each sort of what is left out."""
    number = QLocale().toString
    found = [
        TableRow((number(kind.files), size_text(kind.size_bytes), QCoreApplication.translate("Formats", kind.name)))
        for kind in survey.kinds
    ]
    found += [
        TableRow((number(one.files), size_text(one.size_bytes), _unknown(one)), "\n".join(one.examples))
        for one in survey.unknown
    ]
    if survey.unreadable_count:
        first = survey.unreadable[0]
        text = _tr("cannot be opened: {name}: {reason}").format(name=name_of(first.path), reason=told(first.reason))
        tip = "\n".join(f"{one.path}: {told(one.reason)}" for one in survey.unreadable[:20])
        found.append(TableRow((number(survey.unreadable_count), "", text), tip))
    found += [TableRow((number(count), "", left_out(why))) for why, count in survey.left_out]
    return found


def _unknown(one: UnknownCount) -> str:
    text = _tr("not recognised: {suffix}, such as {example}. {reason}")
    suffix = one.suffix or _tr("no suffix")
    return text.format(suffix=suffix, example=name_of(one.examples[0]), reason=told(one.reason))


def left_out(why: LeftOutKind) -> str:
    """Return what is left out, to be read on from a count."""
    return _tr("left out: {what}").format(what=_tr(why.value))


def name_of(path: str) -> str:
    """Return the last part of a path."""
    return Path(path).name or path


def size_text(size_bytes: int) -> str:
    """Return e.g. ``14.0 MB``, which stays in that order among words of the other direction, too."""
    return own_way(QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat))
