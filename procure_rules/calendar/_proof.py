"""Writing a count out, day by day. The tables give the end; this shows the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from procure_rules.calendar.count import Count, Proof, Reason, Step
from procure_rules.calendar.days import DayClass

if TYPE_CHECKING:
    from procure_rules.calendar.core import Calendar


def prove(
    calendar: Calendar, start: int, n: int, how: Count, *, slow: bool, tolled: Sequence[tuple[int, int]]
) -> Proof:
    """The proof of `calendar.end(start, n, how, slow, tolled)`; no steps where that end is beyond the tables."""
    end = calendar.end(start, n, how, slow, tolled)
    last = calendar.unrolled(start, n, how, slow, tolled)
    units = n + how.extra
    begin = date.fromordinal(start)
    if end is None or last is None:
        return Proof(begin, units, how, (), (), None)
    steps: tuple[Step, ...] = ()
    if units and how.unit in ("month", "year"):
        end_of_months = last + how.extra if how.backward else last - how.extra
        beyond = range(end_of_months - 1, last - 1, -1) if how.backward else range(end_of_months + 1, last + 1)
        steps = (
            _step(calendar, end_of_months, n, _corresponding(start, end_of_months, how)),
            *(_step(calendar, o, n + i, Reason.CALENDAR_DAY) for i, o in enumerate(beyond, 1)),
        )
    elif units:
        days = range(start, last - 1, -1) if how.backward else range(start, last + 1)
        steps = tuple(_days(calendar, days, how, slow is not how.backward, tolled))
    return Proof(begin, units, how, steps, _roll(calendar, last, end, units), date.fromordinal(end))


def _days(
    calendar: Calendar, days: range, how: Count, undecided_rests: bool, tolled: Sequence[tuple[int, int]]
) -> Iterator[Step]:
    index = 0
    for o in days:
        cls = calendar.day_class(o)
        if o == days.start and how.first_day == "excluded":
            reason, counted = Reason.START_EXCLUDED, False
        elif any(a <= o <= b for a, b in tolled):
            reason, counted = Reason.TOLLED, False
        elif how.unit == "day":
            reason, counted = Reason.CALENDAR_DAY, True
        elif cls is None:
            reason = Reason.UNDECIDED_SKIPPED if undecided_rests else Reason.UNDECIDED_COUNTED
            counted = not undecided_rests
        else:
            reason, counted = Reason(cls.value), cls.works
        index += counted
        yield _step(calendar, o, index, reason, counted)


def _roll(calendar: Calendar, last: int, end: int, units: int) -> tuple[Step, ...]:
    if last == end:
        return ()
    step = 1 if end > last else -1
    over = [_step(calendar, o, units, Reason.ROLLED_OVER, False) for o in range(last, end, step)]
    return (*over, _step(calendar, end, units, Reason.ROLLED_TO, False))


def _corresponding(start: int, last: int, how: Count) -> Reason:
    if how.first_day == "included":
        return Reason.DAY_BEFORE_CORRESPONDING
    same = date.fromordinal(start).day == date.fromordinal(last).day
    return Reason.CORRESPONDING_DAY if same else Reason.MONTH_END


def _step(calendar: Calendar, o: int, index: int, reason: Reason, counted: bool = True) -> Step:
    cls: DayClass | None = calendar.day_class(o)
    return Step(date.fromordinal(o), counted, index, cls, reason, calendar.notice_for(o))
