"""Working days in the terminal."""

from __future__ import annotations

import datetime as dt

from procure_rules.calendar import Calendar, Count
from procure_rules.reports.terminal.console import Console
from procure_rules.texts import say

__all__ = ["print_count", "print_day", "print_year"]

FAR = 4_000_000  # an ordinal beyond every calendar


def print_year(calendar: Calendar, year: int, lang: str) -> None:
    """The number of working days of a year, or its bounds."""
    first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    low, high = (sum(f(o) for o in range(first, last + 1)) for f in (calendar.must_work, calendar.may_work))
    shown = str(low) if low == high else f"{low} – {high}  ({say('calendar', lang)})"
    Console(highlight=False).print(shown)


def print_day(calendar: Calendar, day: dt.date, lang: str) -> None:
    """What class a day is of, and the notice that makes it so."""
    found = calendar.day_class(day.toordinal())
    notice = calendar.notice_for(day.toordinal())
    shown = say(found.value if found else "calendar", lang) + (f"  {notice.number}" if notice else "")
    Console(highlight=False).print(f"{day}  {shown}")


def print_count(calendar: Calendar, start: dt.date, number: int, how: Count, lang: str) -> None:
    """Where a count ends, and each of its days."""
    out = Console(highlight=False)
    ends = calendar.bounds((start.toordinal(), start.toordinal()), number, how)
    shown = [str(dt.date.fromordinal(int(e))) if abs(e) < FAR else "?" for e in ends]
    out.print(f"[bold]{shown[0] if shown[0] == shown[1] else ' – '.join(shown)}[/]")
    for step in calendar.proof(start.toordinal(), number, how, slow=True).steps:
        notice = f"  {step.notice.number}" if step.notice else ""
        mark = f"{step.index:>3}" if step.counted else "  ·"
        out.print(f"  {step.day} {mark}  {say(step.reason.value, lang)}{notice}")
