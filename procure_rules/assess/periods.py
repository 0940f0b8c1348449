"""Periods as answers, and what binds each event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from procure_rules.answers.common import NO_DAY, DateLine, Status
from procure_rules.answers.periods import Bound, EventAnswer, PeriodAnswer
from procure_rules.assess.evidence import STATUSES, Evidence, line
from procure_rules.assess.judge import Judgement
from procure_rules.engine.kleene import Verdict
from procure_rules.rules.model import Period

__all__ = ["by_event", "period"]

INF = float("inf")


def period(evidence: Evidence, one: Judgement) -> PeriodAnswer:
    """A period with its lines, the act and the margin."""
    rule, form, frame = one.rule, one.rule.form, one.frame
    assert isinstance(form, Period)
    fn = evidence.law.fn
    early, late = fn(rule, form.lines.early)(frame), fn(rule, form.lines.late)(frame)
    actual, happened = fn(rule, form.act_date)(frame), fn(rule, form.act_happened)(frame)
    literal, safe = (late, early) if form.most else (early, late)
    nodes = (form.lines.late, form.lines.early) if form.most else (form.lines.early, form.lines.late)
    margin = None
    if literal[0] == literal[1]:
        if actual[0] == actual[1]:
            margin = int(literal[0] - actual[0] if form.most else actual[0] - literal[0])
        elif happened is False and form.most:
            margin = int(literal[0] - evidence.case.day)
    return PeriodAnswer(
        about=evidence.texts.rule(rule),
        index=one.at,
        strict=STATUSES[one.strict],
        presumed=STATUSES[one.presumed],
        why=evidence.why_rule(one, open_=one.presumed == Verdict.UNDETERMINED),
        event=form.act,
        event_title=evidence.texts.event(form.act),
        side="latest" if form.most else "earliest",
        literal=line(literal),
        safe=line(safe),
        actual=NO_DAY if happened is False and actual[1] == INF else line(actual),
        margin=margin,
        length=form.length,
        convention=form.convention,
        proof=evidence.proof(nodes[0], rule, frame),
        safe_proof=evidence.proof(nodes[1], rule, frame) if safe != literal else (),
    )


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
