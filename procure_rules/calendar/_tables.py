"""From the data to lookup tables: one entry a day, so that counting needs no loop over days."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate, compress
from typing import NamedTuple

from procure_rules.calendar._source import Data, YearFile
from procure_rules.calendar.days import CODES, STATUTORY, UNDECIDED, DayClass, Notice

_ADJUSTED = CODES.index(DayClass.ADJUSTED_REST)
_WEEKEND = CODES.index(DayClass.WEEKEND)
_MAKE_UP = CODES.index(DayClass.MAKE_UP_WORKDAY)
_WORK = CODES.index(DayClass.WORKDAY)
_SATURDAY = 5

# Choices of days, as masks for bytes.translate.
MAY_WORK = bytes(int(c in (UNDECIDED, _MAKE_UP, _WORK)) for c in range(256))
MUST_WORK = bytes(int(c in (_MAKE_UP, _WORK)) for c in range(256))
FESTIVAL = bytes(int(c == STATUTORY) for c in range(256))
NO_FESTIVAL = bytes(int(c != STATUTORY) for c in range(256))


class Days(NamedTuple):
    """The class code of every day, and the index of the notice that made it so (-1: none)."""

    first: int
    last: int
    codes: bytes
    notice_of: array[int]
    notices: tuple[Notice, ...]


def classify(data: Data, known_at: date | None) -> Days:
    """Classify every day of the tabled years from what was known at `known_at` (None: everything)."""
    years = range(min(data.festivals.lunar), max(data.festivals.lunar) + 1)
    first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
    start = date.fromordinal(first).weekday()
    week = bytes(_WEEKEND if (start + i) % 7 >= _SATURDAY else _WORK for i in range(7))
    size = last - first + 1
    codes = bytearray((week * (size // 7 + 1))[:size])
    notice_of = array("i", [-1]) * size
    notices: list[Notice] = []
    published: set[int] = set()
    for file in data.years:
        known = _known(file, known_at)
        if known:
            published.add(file.year)
        for index, notice in known:
            at = len(notices)
            notices.append(notice)
            for entries, weekday, weekend in ((file.rest, _ADJUSTED, _WEEKEND), (file.work, _WORK, _MAKE_UP)):
                for day in (d for e in entries if e.notice == index for d in e.days):
                    i = day.toordinal() - first
                    if 0 <= i < size:
                        codes[i] = weekend if day.weekday() >= _SATURDAY else weekday
                        notice_of[i] = at
    festivals = {y: data.festivals.of_year(y, known_at) for y in (*years, years[-1] + 1)}
    for days in festivals.values():
        for day in (d for run in days.values() for d in run):
            if 0 <= day.toordinal() - first < size:
                codes[day.toordinal() - first] = STATUTORY
    for year, days in festivals.items():
        if year not in published:
            for day in _shiftable(data, year, days):
                i = day.toordinal() - first
                # A day that a known notice decides stays decided, though the next year's notice is not out.
                if 0 <= i < size and codes[i] != STATUTORY and notice_of[i] < 0:
                    codes[i] = UNDECIDED
    return Days(first, last, bytes(codes), notice_of, tuple(notices))


def _known(file: YearFile, known_at: date | None) -> list[tuple[int, Notice]]:
    known = [(i, n) for i, n in enumerate(file.notices) if known_at is None or n.known_from <= known_at]
    # An amendment alone says nothing about the rest of the year.
    return known if known and known[0][0] == 0 else []


def _shiftable(data: Data, year: int, festivals: dict[str, tuple[date, ...]]) -> Iterable[date]:
    """The days around the festivals of one year that the envelope leaves open."""
    for case in data.envelope.cases:
        run = festivals.get(case.festival, ())
        if not run or run[0].weekday() not in case.starts_on or not case.years[0] <= year <= case.years[1]:
            continue
        for weekend, (before, after) in ((False, case.rest), (True, case.work)):
            near = [run[0] - timedelta(days=i) for i in range(1, before + 1)]
            near += [run[-1] + timedelta(days=i) for i in range(1, after + 1)]
            yield from (day for day in near if (day.weekday() >= _SATURDAY) is weekend)


class Counter:
    """Counts and neighbours over one choice of days, those whose mask in `chosen` is 1; tables by o - first."""

    def __init__(self, days: Days, chosen: bytes) -> None:
        flags = days.codes.translate(chosen)
        self._rank = list(accumulate(flags))
        self._nth = [0, *compress(range(days.first, days.last + 1), flags)]

    @property
    def rank(self) -> array[int]:
        """Chosen days from the first tabled day up to and including each day."""
        return array("i", self._rank)

    @property
    def nth(self) -> array[int]:
        """The k-th chosen day, k from 1."""
        return array("i", self._nth)

    @property
    def ahead(self) -> array[int]:
        """The first chosen day on or after each day; 0: none."""
        return array("i", list(map([*self._nth[1:], 0].__getitem__, [0, *self._rank[:-1]])))

    @property
    def behind(self) -> array[int]:
        """The last chosen day on or before each day; 0: none."""
        return array("i", list(map(self._nth.__getitem__, self._rank)))
