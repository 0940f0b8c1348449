"""The common questions, asked with dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from procure_rules.calendar._load import default_calendar
from procure_rules.calendar.core import Calendar
from procure_rules.calendar.count import Count
from procure_rules.calendar.days import DayClass
from procure_rules.errors import OutOfRange, UndecidedDate

__all__ = ["Span", "add_workdays", "day_class", "is_workday", "workdays_between"]


@dataclass(frozen=True, slots=True)
class Span:
    """A day known to lie from `lo` to `hi`, both included."""

    lo: Date
    hi: Date

    @property
    def certain(self) -> bool:
        """Whether only one day is possible."""
        return self.lo == self.hi

    @property
    def date(self) -> Date:
        """The day, if it is certain. Raises UndecidedDate otherwise."""
        if not self.certain:
            raise UndecidedDate(f"between {self.lo} and {self.hi}: it depends on a holiday notice that is not known")
        return self.lo


def is_workday(day: Date, calendar: Calendar | None = None) -> bool | None:
    """Whether a day is a working day (make-up days included); None where undecided or beyond the tables.

    >>> is_workday(Date(2026, 2, 14)), is_workday(Date(2026, 2, 16))
    (True, False)
    """
    calendar = calendar or default_calendar()
    o = day.toordinal()
    if calendar.must_work(o):
        return True
    return None if calendar.may_work(o) else False


def day_class(day: Date, calendar: Calendar | None = None) -> DayClass | None:
    """The class of a day; None where undecided or beyond the tables."""
    return (calendar or default_calendar()).day_class(day.toordinal())


def add_workdays(day: Date, n: int, calendar: Calendar | None = None) -> Span:
    """The n-th working day after `day`, which itself is not counted; before it for a negative n; `day` for 0.

    Raises OutOfRange where the answer lies beyond the tables.

    >>> add_workdays(Date(2026, 9, 22), 7).date
    datetime.date(2026, 10, 9)
    """
    calendar = calendar or default_calendar()
    how = Count("workday", backward=n < 0)
    lo, hi = (calendar.end(day.toordinal(), abs(n), how, slow) for slow in (False, True))
    if lo is None or hi is None:
        raise OutOfRange(f"{day} {n:+} working days: beyond {_covered(calendar)}")
    return Span(Date.fromordinal(lo), Date.fromordinal(hi))


def workdays_between(start: Date, end: Date, calendar: Calendar | None = None) -> tuple[int, int]:
    """The fewest and the most working days after `start` up to and including `end`; negative if `end` is earlier.

    Raises OutOfRange where a day lies beyond the tables.

    >>> workdays_between(Date(2025, 12, 31), Date(2026, 12, 31))
    (248, 248)
    """
    calendar = calendar or default_calendar()
    a, b = start.toordinal() - calendar.first, end.toordinal() - calendar.first
    if min(a, b) < 0 or max(a, b) >= len(calendar.codes):
        raise OutOfRange(f"{start} to {end}: beyond {_covered(calendar)}")
    counts = [rank[b] - rank[a] for rank in (calendar.rank_slow, calendar.rank_fast)]
    return min(counts), max(counts)


def _covered(calendar: Calendar) -> str:
    return f"the years {Date.fromordinal(calendar.first).year} to {Date.fromordinal(calendar.last).year}"
