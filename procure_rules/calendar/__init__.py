"""Working days and periods: day classes by the State Council's notices, counting conventions, the counting proof.

Pure and quiet: no clock, no network. Years without a known notice give bounds, never a guess. A calendar is built on
first use and shared: `default_calendar()`.
"""

from __future__ import annotations

from procure_rules.calendar._load import calendar_known_at, default_calendar, load_calendar
from procure_rules.calendar.core import Calendar
from procure_rules.calendar.count import Count, Proof, Reason, Step
from procure_rules.calendar.days import DayClass, Notice
from procure_rules.calendar.spans import Span, add_workdays, day_class, is_workday, workdays_between
from procure_rules.errors import CalendarError, OutOfRange, UndecidedDate

__all__ = [
    "Calendar",
    "CalendarError",
    "Count",
    "DayClass",
    "Notice",
    "OutOfRange",
    "Proof",
    "Reason",
    "Span",
    "Step",
    "UndecidedDate",
    "add_workdays",
    "calendar_known_at",
    "day_class",
    "default_calendar",
    "is_workday",
    "load_calendar",
    "workdays_between",
]
