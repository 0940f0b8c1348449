"""The one parser of a day: days, months and date-times as people write them, and what is wrong with one that is none.

``2023-11-09``, ``2023/11/9``, ``2023.11.9``, ``2023年11月9日``, ``2023年11月9日（星期四）上午9时30分``,
``2023年11月``; full-width digits and marks too. The year comes first and has four digits. Times are those of the
wall clock in China; one with an offset, as programs write it, is converted. What can be understood in two ways is
none.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from typing import Any

from procure_rules.errors import NoDay

__all__ = ["DAY_PATTERNS", "FIRST_YEAR", "LAST_YEAR", "SPAN_ENDS", "parse_day", "parse_day_span", "why_no_day"]

FIRST_YEAR, LAST_YEAR = 1949, 2100
SPAN_ENDS = {"from": 0, "to": 0, "after": 1, "before": -1}  # how far from the day named the span ends
CHINA = dt.timezone(dt.timedelta(hours=8))
MAX_LENGTH = 60

_WEEK = "一二三四五六日"
_DATE = r"(?P<year>[0-9]{4})(?:(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?|%s)" % (  # noqa: UP031
    r"\s*年\s*(?P<month_zh>[0-9]{1,2})\s*月(?:份|\s*(?P<day_zh>[0-9]{1,2})\s*[日号])?"
)
_TIME = (
    r"(?:北京时间)?\s*(?P<half>上午|早上|中午|下午|晚上)?\s*(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?|\s*(?P<mark>[时点])(?:整|(?P<part>半)|\s*(?P<minute_zh>[0-9]{1,2})\s*分(?:[0-9]{1,2}秒)?)?)"
    r"(?:\s*\(北京时间\))?"
)
_WRITTEN = re.compile(rf"{_DATE}(?:\s*\((?:星期|周|礼拜)(?P<week>[{_WEEK}天])\))?(?:\s*[T,]?\s*{_TIME})?\Z")
_OFFSET = re.compile(r"[0-9-]{10}[T ][0-9:.]{5,15}(?:Z|[+-][0-9]{2}:[0-9]{2})\Z")
_YEAR_NOT_FIRST = re.compile(r"[0-9]{1,2}(?:[-/.][0-9]{1,2}[-/.]|年[0-9]{1,2}月)")

DAY_PATTERNS = (  # of the schema, which knows no leap years, and of what stands behind 日 only that something may
    r"^\s*(1949|19[5-9][0-9]|20[0-9]{2}|2100)([-/.])(0?[1-9]|1[0-2])"
    r"(\2(0?[1-9]|[12][0-9]|3[01])(\s*[T ]\s*[0-9]{1,2}:[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?\s*$",  # noqa: E501
    r"^\s*([12][0-9]{3}|[１２][０-９]{3})\s*年\s*[0-9０-９]{1,2}\s*月(份|\s*[0-9０-９]{1,2}\s*[日号].*)?\s*$",
    r"^\s*[１２][０-９]{3}[－／．][０-９]{1,2}([－／．][０-９]{1,2}.*)?\s*$",
)


def parse_day(text: str) -> dt.date:
    """The one day that a text names, without a time. Raises :class:`NoDay`."""
    found = parse_day_span(text)
    if found is not None and found[0] == found[1] and found[2] is None:
        return dt.date.fromordinal(found[0])
    zh, en = why_no_day(text)
    raise NoDay(
        f"应为日期（2023-11-09、2023年11月9日）{zh}", f"expected a day (2023-11-09, 2023/11/9, 2023年11月9日){en}"
    )


def parse_day_span(raw: Any) -> tuple[int, int, int | None] | None:
    """A day, month or date-time to (first ordinal, last ordinal, minute of the day or None); ``None`` if it is none."""
    return _read(raw)[0]


def why_no_day(raw: Any) -> tuple[str, str]:
    """What is wrong with something that looks like a day or a span and is none (zh, en)."""
    if isinstance(raw, dict) and raw and not set(raw) - set(SPAN_ENDS):
        spans = {k: parse_day_span(v) for k, v in raw.items()}
        wrong = next((k for k, v in spans.items() if v is None), None)
        if wrong is not None:
            return f"；{wrong} 不是日期", f"; '{wrong}' is no date"
        if len({k in {"from", "after"} for k in raw}) == len(raw) == 2:
            return "；终止早于起始", "; it ends before it begins"
    return _read(raw)[1]


_Read = tuple[tuple[int, int, int | None] | None, tuple[str, str]]
_NONE = ("", "")
_NO_SUCH = ("；没有这一日或者时刻，或者年份超出范围", "; there is no such day or time, or its year is out of range")


def _read(raw: Any) -> _Read:
    """The day, or why it is none."""
    if isinstance(raw, dt.datetime):
        if raw.tzinfo is not None:
            raw = raw.astimezone(CHINA)
        made = raw.toordinal(), raw.toordinal(), raw.hour * 60 + raw.minute
        return (made, _NONE) if FIRST_YEAR <= raw.year <= LAST_YEAR else (None, _NO_SUCH)
    if isinstance(raw, dt.date):
        ordinal = raw.toordinal()
        return ((ordinal, ordinal, None), _NONE) if FIRST_YEAR <= raw.year <= LAST_YEAR else (None, _NO_SUCH)
    if not isinstance(raw, str) or len(raw) > MAX_LENGTH:
        return None, _NONE
    text = raw.strip() if raw.isascii() else unicodedata.normalize("NFKC", raw).strip()
    match = _WRITTEN.match(text)
    if match:
        return _of(match)
    if _OFFSET.match(text):
        try:
            return _read(dt.datetime.fromisoformat(text))
        except (ValueError, OverflowError):
            return None, _NO_SUCH
    if _YEAR_NOT_FIRST.match(text):
        return None, ("；年份应写四位并写在最前", "; the year comes first and has four digits")
    return None, _NONE


def _of(match: re.Match[str]) -> _Read:
    part = match.groupdict()
    year, month = int(part["year"]), int(part["month"] or part["month_zh"])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None, _NO_SUCH
    last = monthrange(year, month)[1]
    written = part["day"] or part["day_zh"]
    if written is None:
        if part["hour"] or part["week"]:
            return None, _NO_SUCH
        return (dt.date(year, month, 1).toordinal(), dt.date(year, month, last).toordinal(), None), _NONE
    if not 1 <= int(written) <= last:
        return None, _NO_SUCH
    day = dt.date(year, month, int(written))
    if part["week"] and _WEEK.index(part["week"].replace("天", "日")) != day.weekday():
        real = _WEEK[day.weekday()]
        return None, (f"；这一日是星期{real}", f"; that day is a {day:%A}")
    minute = None
    if part["hour"]:
        hour = _hour(int(part["hour"]), part["half"], part["mark"])
        if hour is None:
            return None, (
                "；上午还是下午不明，请按24小时制写（14:30）",
                "; morning or afternoon? write the hour of 24 (14:30)",
            )
        rest = 30 if part["part"] else int(part["minute"] or part["minute_zh"] or 0)
        minute = hour * 60 + rest
        if rest > 59 or minute > 24 * 60:
            return None, _NO_SUCH
    return (day.toordinal(), day.toordinal(), minute), _NONE


def _hour(hour: int, half: str | None, mark: str | None) -> int | None:
    """The hour of 24; none where it is told in two ways, as 下午9点半 is not but 2点半 is."""
    if half is None:
        return None if mark == "点" and 1 <= hour <= 6 else hour
    if half in ("上午", "早上"):
        return hour if hour < 12 else None
    if half == "中午":
        return hour if 11 <= hour <= 13 else None
    return hour + 12 if 1 <= hour < 12 else hour if 12 < hour < 24 else None
