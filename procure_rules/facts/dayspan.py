"""Days as people write them: a day, a month or a date-time in a text, and what is wrong with one that is none."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Any

__all__ = ["DAY_PATTERN", "FIRST_YEAR", "LAST_YEAR", "SPAN_ENDS", "parse_day_span", "why_no_day"]

FIRST_YEAR, LAST_YEAR = 1949, 2100
SPAN_ENDS = {"from": 0, "to": 0, "after": 1, "before": -1}  # how far from the day named the span ends
DAY_PATTERN = (  # of the schema, which knows no leap years
    r"^\s*(1949|19[5-9][0-9]|20[0-9]{2}|2100)-(0?[1-9]|1[0-2])"
    r"(-(0?[1-9]|[12][0-9]|3[01])([T ][0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?)?)?\s*$"
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?(?:[T ]([0-9]{1,2}):([0-9]{2})(?::[0-5][0-9])?)?\Z")


def parse_day_span(raw: Any) -> tuple[int, int, int | None] | None:
    """A day, month or date-time to (first ordinal, last ordinal, minute of the day or None); ``None`` if it is none.

    Date-times are wall-clock time in China; an aware ``datetime`` is converted.
    """
    if isinstance(raw, dt.datetime):
        if raw.tzinfo is not None:
            raw = raw.astimezone(dt.timezone(dt.timedelta(hours=8)))
        day, minute = raw.toordinal(), raw.hour * 60 + raw.minute
        return (day, day, minute) if FIRST_YEAR <= raw.year <= LAST_YEAR else None
    if isinstance(raw, dt.date):
        return (raw.toordinal(), raw.toordinal(), None) if FIRST_YEAR <= raw.year <= LAST_YEAR else None
    if not isinstance(raw, str) or len(raw) > 40:
        return None
    match = _DAY.match(raw.strip())
    if not match:
        return None
    year, month = int(match[1]), int(match[2])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    last = monthrange(year, month)[1]
    if match[3] is None:
        if match[4] is not None:
            return None
        return dt.date(year, month, 1).toordinal(), dt.date(year, month, last).toordinal(), None
    if not 1 <= int(match[3]) <= last:
        return None
    day = dt.date(year, month, int(match[3])).toordinal()
    minute = None
    if match[4] is not None:
        hour, mins = int(match[4]), int(match[5])
        if hour > 24 or mins > 59 or hour * 60 + mins > 24 * 60:
            return None
        minute = hour * 60 + mins
    return day, day, minute


def why_no_day(raw: Any) -> tuple[str, str]:
    """What is wrong with something that looks like a day or a span and is none (zh, en)."""
    if isinstance(raw, str) and _DAY.match(raw.strip()):
        return "；没有这一日或者时刻，或者年份超出范围", "; there is no such day or time, or its year is out of range"
    if isinstance(raw, dict) and raw and not set(raw) - set(SPAN_ENDS):
        spans = {k: parse_day_span(v) for k, v in raw.items()}
        wrong = next((k for k, v in spans.items() if v is None), None)
        if wrong is not None:
            return f"；{wrong} 不是日期", f"; '{wrong}' is no date"
        if len({k in {"from", "after"} for k in raw}) == len(raw) == 2:
            return "；终止早于起始", "; it ends before it begins"
    return "", ""
