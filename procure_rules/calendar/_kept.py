"""Calendars of the shipped data as they were tabled before; see `procure_rules.kept`."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

from procure_rules.calendar._paths import rulesets_dir
from procure_rules.calendar.core import Calendar
from procure_rules.calendar.days import CODES, Notice
from procure_rules.flat import flatten, rebuild
from procure_rules.kept import fetch, fingerprint, keep, own_code

__all__ = ["calendar_kept", "publications_kept"]

# tables with an entry a day, and those with an entry a working day and one before them
DAILY = (
    "rank_fast",
    "rank_slow",
    "next_work_fast",
    "next_work_slow",
    "prev_work_fast",
    "prev_work_slow",
    "next_nonstat",
    "prev_nonstat",
    "next_stat",
    "notice_of",
)
COUNTED = ("nth_fast", "nth_slow")
LAST_DAY = date.max.toordinal()


def calendar_kept(known_at: date | None, make: Callable[[], Calendar]) -> Calendar:
    """The calendar that `make` gives, from the cache if it is there."""
    key = _key(str(known_at))
    found = _calendar(*(fetch("calendar", key) or (None, b"")))
    if found is not None and found.known_at == known_at:
        return found
    made = make()
    if key == _key(str(known_at)):
        keep("calendar", key, *_plain(made))
    return made


def publications_kept(make: Callable[[], tuple[date, ...]]) -> tuple[date, ...]:
    """The days that `make` gives, from the cache if they are there."""
    key = _key("publications")
    found, _ = fetch("publications", key) or (None, b"")
    days = found if isinstance(found, list) else []
    if days and all(type(o) is int and 0 < o <= LAST_DAY for o in days) and all(a < b for a, b in pairwise(days)):
        return tuple(map(date.fromordinal, days))
    made = make()
    if key == _key("publications"):
        keep("publications", key, [day.toordinal() for day in made])
    return made


def _key(what: str) -> str | None:
    code = own_code()
    return code and fingerprint(code, f"{what} {sys.byteorder} {array('i').itemsize}", rulesets_dir() / "calendar")


def _plain(one: Calendar) -> tuple[dict[str, Any], bytes]:
    tables: list[array[int]] = [getattr(one, name) for name in (*DAILY, *COUNTED)]
    known_at = None if one.known_at is None else one.known_at.toordinal()
    data = {
        "first": one.first,
        "last": one.last,
        "version": one.version,
        "known_at": known_at,
        "lengths": [len(table) for table in tables],
        "notices": flatten(one.notices, (Notice,)),
    }
    return data, one.codes + b"".join(table.tobytes() for table in tables)


def _calendar(data: Any, blob: bytes) -> Calendar | None:
    try:
        first, last, version, known_at = (data[k] for k in ("first", "last", "version", "known_at"))
        size = last - first + 1
        codes, lengths = blob[:size], data["lengths"]
        ends = list(accumulate([size, *(length * array("i").itemsize for length in lengths)]))
        tables = [array("i", blob[a:b]) for a, b in pairwise(ends)]
        named = dict(zip((*DAILY, *COUNTED), tables, strict=True))
        notices = rebuild(data["notices"], (Notice,))
        fitting = (
            type(version) is str
            and len(codes) == size > 0
            and max(codes) < len(CODES)
            and ends[-1] == len(blob)
            and all(len(named[name]) == size for name in DAILY)
            and all(0 < len(named[name]) <= size + 1 for name in COUNTED)
            and type(notices) is tuple
            and all(type(n) is Notice for n in notices)
            and max(named["notice_of"]) < len(notices)
        )
        day = None if known_at is None else date.fromordinal(known_at)
    except (LookupError, TypeError, ValueError, OverflowError):
        return None
    if not fitting:
        return None
    return Calendar(first=first, last=last, version=version, notices=notices, codes=codes, known_at=day, **named)
