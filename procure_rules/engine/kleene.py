"""Three-valued logic and intervals: the smallest pieces of meaning, shared by every place that needs them.

``True``/``False``/``None`` (unknown); intervals are ``(lo, hi)`` tuples with infinite floats where a side is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

__all__ = [
    "ALL",
    "LAST_DAY",
    "NEVER",
    "Interval",
    "Verdict",
    "both",
    "either",
    "hull",
    "join",
    "judge_duty",
    "judge_least",
    "judge_most",
    "negate",
    "within",
]

Interval = tuple[float, float]
INF = float("inf")
ALL: Interval = (-INF, INF)
NEVER = (INF, INF)
LAST_DAY = dt.date.max.toordinal()
"""No event lies after it."""


class Verdict:
    """The verdicts, as small numbers so that columns can hold them. Names are in :data:`Verdict.NAMES`."""

    NOT_APPLICABLE = 0
    MET = 1
    CONTESTED = 2
    EXCUSED = 3
    BREACHED = 4
    UNDETERMINED = 5
    CANNOT_BE_BREACHED = 6
    DUE = 7
    DUE_CONTESTED = 8
    NAMES = (
        "not_applicable",
        "met",
        "contested",
        "excused",
        "breached",
        "undetermined",
        "cannot_be_breached",
        "due",
        "due_contested",
    )


def negate(value: bool | None) -> bool | None:
    """Not, in three values."""
    return None if value is None else not value


def both(*values: bool | None) -> bool | None:
    """And, in three values."""
    if False in values:
        return False
    return None if None in values else True


def either(*values: bool | None) -> bool | None:
    """Or, in three values."""
    if True in values:
        return True
    return None if None in values else False


def join(one: bool | None, two: bool | None) -> bool | None:
    """What is known when it is either of two values."""
    return one if one == two else None


def hull(parts: Sequence[Interval]) -> Interval:
    """The smallest interval that holds all parts."""
    return min(p[0] for p in parts), max(p[1] for p in parts)


def within(when: Interval, first: float, last: float) -> bool | None:
    """Whether a date lies in a closed period."""
    if first <= when[0] and when[1] <= last:
        return True
    return False if when[1] < first or when[0] > last else None


def covered(when: Interval, periods: Iterable[tuple[float, float]]) -> bool:
    """Whether a date surely lies in one of the periods, taken together; these are in order."""
    at = when[0]
    for first, last in periods:
        if first <= at <= last:
            if when[1] <= last:
                return True
            at = last + 1
    return False


def guarded(active: bool | None, verdict: int) -> int:
    """A verdict under a guard: an unknown guard leaves only *cannot be breached* where the requirement holds anyway."""
    if active:
        return verdict
    if active is False or verdict == Verdict.NOT_APPLICABLE:
        return Verdict.NOT_APPLICABLE
    return Verdict.CANNOT_BE_BREACHED if verdict == Verdict.MET else Verdict.UNDETERMINED


def excused(verdict: int, excuse: bool | None) -> int:
    """Late, but for a reason the law accepts."""
    if verdict == Verdict.BREACHED and excuse is not False:
        return Verdict.EXCUSED if excuse else Verdict.UNDETERMINED
    return verdict


def judge_most(act: Interval, happened: bool | None, early: Interval, late: Interval, as_of: int) -> int:
    """An act that must come no later than a line: ``early`` is the safe line, ``late`` the literal one."""
    if act[1] <= early[0]:
        return Verdict.MET
    if act[0] > late[1]:
        return Verdict.BREACHED
    if act[0] > early[1] and act[1] <= late[0]:
        return Verdict.CONTESTED
    if happened is False:
        if as_of <= early[0]:
            return Verdict.DUE
        if as_of > early[1] and as_of <= late[0]:
            return Verdict.DUE_CONTESTED
    return Verdict.UNDETERMINED


def judge_least(act: Interval, happened: bool | None, early: Interval, late: Interval) -> int:
    """An act that must come no earlier than a line: ``early`` is the literal line, ``late`` the safe one."""
    if act[0] >= late[1]:
        return Verdict.MET
    if act[1] < early[0]:
        return Verdict.BREACHED
    if act[0] >= early[1] and act[1] < late[0]:
        return Verdict.CONTESTED
    return Verdict.DUE if happened is False else Verdict.UNDETERMINED


def judge_duty(literal: bool | None, safe: bool | None) -> int:
    """A condition with two lines: the safe one met is met, the literal one failed is a breach."""
    if safe and literal is not False:
        return Verdict.MET
    if literal is False:
        return Verdict.BREACHED
    return Verdict.CONTESTED if literal and safe is False else Verdict.UNDETERMINED
