"""Answers about dates: each period by rule, and what binds each event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from procure_rules.answers.common import AboutRule, Answer, DateLine, ProofStep, RuleText, Status
from procure_rules.texts import Text

__all__ = ["Bound", "EventAnswer", "PeriodAnswer", "by_event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodAnswer(Answer):
    """A period: the event it binds, the bound on both lines, and how the act stands to it.

    ``side`` is *latest* (no later than) or *earliest* (no earlier than); ``margin`` days left (negative: days
    late, or too early), measured on the literal line. ``proof`` and ``safe_proof``: the count day by day, where it
    was asked for.
    """

    strict: Status
    presumed: Status
    event: str
    event_title: Text
    side: str
    literal: DateLine
    safe: DateLine
    actual: DateLine
    margin: int | None = None
    length: str = ""
    convention: str = ""
    proof: tuple[ProofStep, ...] = ()
    safe_proof: tuple[ProofStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound(AboutRule):
    """The day before or after which an event must not lie, on both lines, and the rule that sets the literal one."""

    about: RuleText
    literal: DateLine
    safe: DateLine
    verdict: Status


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """An event of one instance, with the rules that bind it.

    ``earliest`` and ``latest``: the bounds that bind; ``status``: the gravest verdict of its rules, where what is still
    to be done (due) comes before what is undetermined; ``margin``: the least margin in days. ``no_lawful_day``: its
    earliest day lies after its latest on the literal line. ``remarks``: what is said of it where it is in time, though
    not beyond argument. ``open_rules``: those that cannot be judged.
    """

    scope: str
    index: int
    event: str
    title: Text
    actual: DateLine
    status: Status
    earliest: Bound | None = None
    latest: Bound | None = None
    margin: int | None = None
    no_lawful_day: bool = False
    remarks: tuple[Text, ...] = ()
    rules: tuple[str, ...] = ()
    open_rules: tuple[str, ...] = ()


# by event ---------------------------------------------------------------------------------------------------------
# what an event's status is when several rules bind it: the gravest first, and what is surely still to be done before
# what is open
GRAVITY = (
    Status.BREACHED,
    Status.CONTESTED,
    Status.DUE_CONTESTED,
    Status.DUE,
    Status.UNDETERMINED,
    Status.EXCUSED,
    Status.MET,
    Status.CANNOT_BE_BREACHED,
    Status.NOT_APPLICABLE,
)


def by_event(periods: Iterable[PeriodAnswer]) -> tuple[EventAnswer, ...]:
    """The periods by event and instance, in order of the dates they allow."""
    groups: dict[tuple[str, int, str], list[PeriodAnswer]] = {}
    for one in periods:
        if one.presumed != "not_applicable":
            groups.setdefault((one.scope, one.index, one.event), []).append(one)
    return tuple(sorted((_event(rows) for rows in groups.values()), key=_when))


def _event(rows: list[PeriodAnswer]) -> EventAnswer:
    first = rows[0]
    lower = [r for r in rows if r.side == "earliest" and r.literal.earliest is not None]
    upper = [r for r in rows if r.side == "latest" and r.literal.latest is not None]
    earliest = latest = None
    if lower:  # the safe line may be set by another rule than the literal one
        safe = max((r.safe for r in lower), key=lambda x: _day(x.earliest, dt.date.min))
        earliest = _bound(max(lower, key=lambda r: _day(r.literal.earliest, dt.date.min)), safe)
    if upper:
        safe = min((r.safe for r in upper), key=lambda x: _day(x.latest, dt.date.max))
        latest = _bound(min(upper, key=lambda r: _day(r.literal.latest, dt.date.max)), safe)
    margins = [r.margin for r in rows if r.margin is not None and r.presumed != "undetermined"]
    return EventAnswer(
        scope=first.scope,
        index=first.index,
        event=first.event,
        title=first.event_title,
        actual=first.actual,
        status=min((r.presumed for r in rows), key=GRAVITY.index),
        earliest=earliest,
        latest=latest,
        margin=min(margins, default=None),
        no_lawful_day=earliest is not None and latest is not None and _collide(earliest, latest),
        remarks=tuple(dict.fromkeys(r.remark for r in rows if r.remark is not None)),
        rules=tuple(r.rule for r in rows),
        open_rules=tuple(r.rule for r in rows if r.presumed == "undetermined"),
    )


def _bound(row: PeriodAnswer, safe: DateLine) -> Bound:
    return Bound(row.about, row.literal, safe, row.presumed)


def _collide(earliest: Bound, latest: Bound) -> bool:
    """Surely no day lies between the two on the literal line."""
    low, high = earliest.literal.earliest, latest.literal.latest
    return low is not None and high is not None and low > high


def _day(day: dt.date | None, default: dt.date) -> dt.date:
    return default if day is None else day


def _when(one: EventAnswer) -> tuple[str, int, dt.date]:
    lines = [one.actual, *(b.literal for b in (one.earliest, one.latest) if b is not None)]
    days = [d for x in lines for d in (x.earliest, x.latest) if d is not None]
    return one.scope, one.index, min(days, default=dt.date.max)
