"""When the story was published and changed: the first credible date in the order of the sources' trust."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, Moment, Precision, Source

_TRUST = (
    Source.CONTAINER,
    Source.JSON_LD,
    Source.OPENGRAPH,
    Source.ITEMPROP,
    Source.META,
    Source.TIME,
    Source.URL,
    Source.VISIBLE,
    Source.FILE_NAME,
)
_EARLIEST_YEAR = 1700


def published_moment(candidates: Sequence[Candidate], languages: Sequence[str]) -> Moment | None:
    """Return the publication's moment from the most trusted source that states one.

    A day that is finer stated elsewhere (the same day, with a time) is taken from there. A page that only says when it
    was updated is dated by that: no other day is known of it.
    """
    moments = _moments(candidates, Field.PUBLISHED, languages)
    best = next(moments, None)
    if best is None:
        return next(_moments(candidates, Field.MODIFIED, languages), None)
    if best.precision is Precision.INSTANT:
        return best
    return next((m for m in moments if _refines(m, best)), best)


def modified_moment(
    candidates: Sequence[Candidate], languages: Sequence[str], published: Moment | None
) -> Moment | None:
    """Return the moment of the last change, if it is not before the publication."""
    for moment in _moments(candidates, Field.MODIFIED, languages):
        if published is None or moment.value.date() >= published.value.date():
            return moment
    return None


def _moments(candidates: Sequence[Candidate], field: Field, languages: Sequence[str]) -> Iterator[Moment]:
    given = [candidate for candidate in candidates if candidate.field is field]
    for source in _TRUST:
        for candidate in given:
            if candidate.source is source:
                moment = parse_date(candidate.value, languages, source)
                if moment is not None and _is_credible(moment):
                    yield _without_midnight(moment)


def _is_credible(moment: Moment) -> bool:
    year = moment.value.year
    return _EARLIEST_YEAR <= year <= datetime.now(UTC).year + 1


def _without_midnight(moment: Moment) -> Moment:
    """Return a day where the time stated is 00:00:00: makers write that when they know the day alone."""
    value = moment.value
    if moment.precision is Precision.INSTANT and (value.hour, value.minute, value.second) == (0, 0, 0):
        midnight = value.replace(tzinfo=None)
        return replace(moment, value=midnight, precision=Precision.DAY)
    return moment


def _refines(finer: Moment, coarse: Moment) -> bool:
    if coarse.precision is Precision.DAY:
        return finer.precision is Precision.INSTANT and finer.value.date() == coarse.value.date()
    if coarse.precision is Precision.MONTH:
        return finer.precision in (Precision.DAY, Precision.INSTANT) and (
            (finer.value.year, finer.value.month) == (coarse.value.year, coarse.value.month)
        )
    return coarse.precision is Precision.YEAR and finer.value.year == coarse.value.year and finer is not coarse
