"""The timeline: what binds each event, out of the periods that an assessment has judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from procure_rules.answers import Bound, DateLine, EventAnswer, TimelineAnswer

__all__ = ["event_answers"]

# what an event's status is when several rules bind it: the gravest first, and what is surely still to be done before what
# is open
GRAVITY = (
    "breached",
    "contested",
    "due_contested",
    "due",
    "undetermined",
    "excused",
    "met",
    "cannot_be_breached",
    "not_applicable",
)


def event_answers(periods: Iterable[TimelineAnswer]) -> tuple[EventAnswer, ...]:
    """The periods by event and instance, in order of the dates they allow."""
    groups: dict[tuple[str, int, str], list[TimelineAnswer]] = {}
    for one in periods:
        if one.presumed != "not_applicable":
            groups.setdefault((one.scope, one.index, one.event), []).append(one)
    return tuple(sorted((_event(rows) for rows in groups.values()), key=_when))


def _event(rows: list[TimelineAnswer]) -> EventAnswer:
    first = rows[0]
    lower = [r for r in rows if r.side == "earliest" and r.literal.earliest is not None]
    upper = [r for r in rows if r.side == "latest" and r.literal.latest is not None]
    earliest = _bound(max(lower, key=lambda r: _day(r.literal.earliest, dt.date.min))) if lower else None
    latest = _bound(min(upper, key=lambda r: _day(r.literal.latest, dt.date.max))) if upper else None
    # the safe line may be set by another rule than the literal one
    if earliest is not None:
        safe = max([r.safe for r in lower], key=lambda line: _day(line.earliest, dt.date.min))
        earliest = earliest.model_copy(update={"safe": safe})
    if latest is not None:
        safe = min([r.safe for r in upper], key=lambda line: _day(line.latest, dt.date.max))
        latest = latest.model_copy(update={"safe": safe})
    status = min((r.presumed for r in rows), key=GRAVITY.index)
    margins = [r.margin for r in rows if r.margin is not None and r.presumed != "undetermined"]
    collides = earliest is not None and latest is not None and _collide(earliest, latest)
    return EventAnswer(
        scope=first.scope,
        index=first.index,
        event=first.event,
        title=first.event_title,
        actual=first.actual,
        status=status,
        earliest=earliest,
        latest=latest,
        margin=min(margins, default=None),
        no_lawful_day=collides,
        rules=tuple(r.rule for r in rows),
        open_rules=tuple(r.rule for r in rows if r.presumed == "undetermined"),
    )


def _bound(row: TimelineAnswer) -> Bound:
    return Bound(
        rule=row.rule,
        title=row.title,
        literal=row.literal,
        safe=row.safe,
        verdict=row.presumed,
        citations=row.citations,
    )


def _collide(earliest: Bound, latest: Bound) -> bool:
    """Surely no day lies between the two on the literal line."""
    low, high = earliest.literal.earliest, latest.literal.latest
    return low is not None and high is not None and low > high


def _day(day: dt.date | None, default: dt.date) -> dt.date:
    return default if day is None else day


def _when(one: EventAnswer) -> tuple[str, int, dt.date]:
    known: list[DateLine] = [one.actual]
    known += [b.literal for b in (one.earliest, one.latest) if b is not None]
    days = [d for line in known for d in (line.earliest, line.latest) if d is not None]
    return one.scope, one.index, min(days, default=dt.date.max)
