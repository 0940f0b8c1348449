"""One deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from benchmarks.measure import Row, Size, by_turns
from procure_rules.calendar import Count, add_workdays, default_calendar

__all__ = ["measure"]

FIRST, LAST = dt.date(2008, 1, 1).toordinal(), dt.date(2025, 6, 1).toordinal()
BUDGET = 5.0  # microseconds


def measure(size: Size) -> Iterator[Row]:
    """the end of one period, by the tables of the calendar"""
    calendar = default_calendar()
    days = range(FIRST, LAST, 5)
    dates = [dt.date.fromordinal(day) for day in days]
    seven, thirty = Count("workday"), Count("day", roll="forward")
    runs = {
        "7 workdays": lambda: [calendar.end(day, 7, seven) for day in days],
        "30 days, rolled": lambda: [calendar.end(day, 30, thirty) for day in days],
        "7 workdays, start within 3 days": lambda: [calendar.bounds((day, day + 2), 7, seven) for day in days],
        "30 days, rolled, start within 3 days": lambda: [calendar.bounds((day, day + 2), 30, thirty) for day in days],
        "7 workdays, dates in and out": lambda: [add_workdays(date, 7) for date in dates],
    }
    times = by_turns(size.rounds, runs)
    for name in runs:
        yield Row(name, 1e6 * times.median(name) / len(days), "µs", BUDGET)
