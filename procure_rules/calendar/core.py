"""The calendar itself: what each day is, and where a period ends."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

from procure_rules.calendar.count import Count, Proof
from procure_rules.calendar.days import CODES, STATUTORY, DayClass, Notice

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

__all__ = ["Calendar", "Interval"]

Interval = tuple[int, int]
"""A closed interval of ordinals (`date.toordinal()`)."""

_MAX = date.max.toordinal()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Calendar:
    """The days of the tabled years as known from a set of notices. Immutable, to be shared between threads.

    Days are ordinals (`date.toordinal()`); tables are indexed by `o - first`, except `nth_*` by k from 1. Days whose
    class depends on a notice that is not known are undecided: for `rank_fast`, `nth_fast`, `next_work_fast` and
    `prev_work_slow` they work, for the others they rest, so that `fast` always names the earliest possible answer and
    `slow` the latest. 0 in a `next_*` or `prev_*` table: no such day within the tables.
    """

    first: int
    last: int
    version: str
    notices: tuple[Notice, ...]
    rank_fast: array[int]
    rank_slow: array[int]
    nth_fast: array[int]
    nth_slow: array[int]
    next_work_fast: array[int]
    next_work_slow: array[int]
    prev_work_fast: array[int]
    prev_work_slow: array[int]
    next_nonstat: array[int]
    prev_nonstat: array[int]
    next_stat: array[int]
    codes: bytes = field(repr=False)
    notice_of: array[int] = field(repr=False)
    known_at: date | None = None

    def __repr__(self) -> str:
        span = f"{date.fromordinal(self.first)}..{date.fromordinal(self.last)}"
        return f"<Calendar {span} version={self.version} known_at={self.known_at}>"

    def day_class(self, o: int) -> DayClass | None:
        """The class of a day; None where it is undecided or beyond the tables."""
        return CODES[self.codes[o - self.first]] if self.first <= o <= self.last else None

    def notice_for(self, o: int) -> Notice | None:
        """The notice that names the day, whether off or worked; None where no known notice does."""
        at = self.notice_of[o - self.first] if self.first <= o <= self.last else -1
        return self.notices[at] if at >= 0 else None

    def may_work(self, o: int) -> bool:
        """Whether the day is possibly a working day. Beyond the tables nothing is excluded: True."""
        return not self.first <= o <= self.last or self.next_work_fast[o - self.first] == o

    def must_work(self, o: int) -> bool:
        """Whether the day is certainly a working day. Beyond the tables nothing is certain: False."""
        return self.first <= o <= self.last and self.next_work_slow[o - self.first] == o

    def end(self, start: int, n: int, how: Count, slow: bool = False, tolled: Sequence[Interval] = ()) -> int | None:
        """The last day of a period of `n` units (plus `how.extra`, which is days where the unit is a month or
        year) from `start`, as an ordinal.

        `slow` chooses the latest possible result where days are undecided, else the earliest, for backward counts
        too. `tolled` are closed intervals left out of the count, taken as a union. A period of 0 units ends on its
        start, before any roll. Months and years end on the corresponding day, else on the month's last (Civil Code
        202). None: the answer needs a day beyond the tables.

        Raises ValueError for a negative length, and for months or years with tolling, whose meaning no text fixes.
        """
        last = self._count(start, n, how, slow, tolled)
        if last is None or how.roll == "none":
            return last
        if not self.first <= last <= self.last:
            return None
        i = last - self.first
        if how.roll == "forward":
            if how.over == "statutory":
                return self.next_nonstat[i] or None
            return (self.next_work_slow if slow else self.next_work_fast)[i] or None
        if how.over == "statutory" and self.codes[i] != STATUTORY:
            return last
        return (self.prev_work_slow if slow else self.prev_work_fast)[i] or None

    def bounds(
        self,
        start: tuple[float, float],
        n: int,
        how: Count,
        tolled_small: Sequence[Interval] = (),
        tolled_large: Sequence[Interval] = (),
    ) -> tuple[float, float]:
        """Bounds of the end when the start lies in `start` (ordinals, or ±inf) and days may be undecided.

        `tolled_small` and `tolled_large` are the smallest and the largest set of days that may be left out. ±inf
        where the end is unbounded or beyond the tables. Every end that some completion gives lies within.
        """
        near, far = (tolled_large, tolled_small) if how.backward else (tolled_small, tolled_large)
        low = self._count(int(start[0]), n, how, False, near) if start[0] > -inf else None
        high = self._count(int(start[1]), n, how, True, far) if start[1] < inf else None
        if how.roll == "none":
            return (-inf if low is None else low), (inf if high is None else high)
        if how.roll == "back" and how.over == "statutory":
            return self._back_over_festivals(low, high)
        return self._rolled(low, how, False), self._rolled(high, how, True)

    def proof(self, start: int, n: int, how: Count, slow: bool = False, tolled: Sequence[Interval] = ()) -> Proof:
        """The count that leads to `end(...)` of the same arguments, written out day by day."""
        from procure_rules.calendar._proof import prove

        return prove(self, start, n, how, slow=slow, tolled=tolled)

    def unrolled(
        self, start: int, n: int, how: Count, slow: bool = False, tolled: Sequence[Interval] = ()
    ) -> int | None:
        """As `end`, without the roll."""
        return self._count(start, n, how, slow, tolled)

    def _count(self, start: int, n: int, how: Count, slow: bool, tolled: Sequence[Interval]) -> int | None:
        total = n + how.extra
        if total < 0:
            raise ValueError(f"a period of {total} units: the length cannot be negative")
        if how.unit == "workday":
            if total == 0:
                return start
            return (
                self._workdays_back(start, total, how, slow, tolled)
                if how.backward
                else self._workdays(start, total, how, slow, tolled)
            )
        if how.unit == "day":
            return _days(start, total, how, tolled) if total else start
        if any(a <= b for a, b in tolled):
            raise ValueError(f"a period in {how.unit}s cannot be counted around tolled days")
        return _months(start, n, how) if total else start

    def _workdays(self, start: int, total: int, how: Count, slow: bool, tolled: Sequence[Interval]) -> int | None:
        rank, nth = (self.rank_slow, self.nth_slow) if slow else (self.rank_fast, self.nth_fast)
        first, last = self.first, self.last
        if not first <= start <= last:
            return None
        base = start if how.first_day == "excluded" else start - 1
        k = (rank[base - first] if base >= first else 0) + total
        for left, right in _union(tolled):
            a, b = max(left, base + 1), min(right, last)
            if a > b:
                continue
            if k < len(nth) and nth[k] < a:
                break
            k += rank[b - first] - (rank[a - 1 - first] if a > first else 0)
        return nth[k] if k < len(nth) else None

    def _workdays_back(self, start: int, total: int, how: Count, slow: bool, tolled: Sequence[Interval]) -> int | None:
        # The earliest result comes from the fewest working days, hence the tables are exchanged.
        rank, nth = (self.rank_fast, self.nth_fast) if slow else (self.rank_slow, self.nth_slow)
        first = self.first
        if not first <= start <= self.last:
            return None
        base = start - 1 if how.first_day == "excluded" else start
        k = (rank[base - first] if base >= first else 0) - total + 1
        for left, right in reversed(_union(tolled)):
            a, b = max(left, first), min(right, base)
            if a > b:
                continue
            if k < 1 or nth[k] > b:
                break
            k -= rank[b - first] - (rank[a - 1 - first] if a > first else 0)
        return nth[k] if k >= 1 else None

    def _rolled(self, o: int | None, how: Count, slow: bool) -> float:
        lost = inf if slow else -inf
        if o is None or not self.first <= o <= self.last:
            return lost
        i = o - self.first
        if how.roll == "forward" and how.over == "statutory":
            table = self.next_nonstat
        elif how.roll == "forward":
            table = self.next_work_slow if slow else self.next_work_fast
        else:
            table = self.prev_work_slow if slow else self.prev_work_fast
        return table[i] or lost

    def _back_over_festivals(self, low: int | None, high: int | None) -> tuple[float, float]:
        # A festival day goes back behind the weekend before it, which itself does not move: the roll is not monotone,
        # so both ends of the result must be sought inside the span.
        first, last = self.first, self.last
        lo: float = -inf
        if low is not None and first <= low <= last:
            festival = self.next_stat[low - first]
            lo = low
            if festival and (high is None or festival <= high):
                lo = min(lo, self.prev_work_fast[festival - first] or -inf)
        hi: float = inf
        if high is not None and first <= high <= last:
            hi = high
            if self.codes[high - first] == STATUTORY:
                plain = self.prev_nonstat[high - first]
                hi = self.prev_work_slow[high - first] or inf
                if plain and (low is None or plain >= low):
                    hi = max(hi, plain)
        return lo, hi


def _days(start: int, total: int, how: Count, tolled: Sequence[Interval]) -> int | None:
    step = -1 if how.backward else 1
    begin = start + step if how.first_day == "excluded" else start
    end = begin + step * (total - 1)
    union = _union(tolled)
    for a, b in union if step > 0 else reversed(union):
        if step > 0:
            near, out = max(a, begin), b
            if out < near:
                continue
            if end < near:
                break
            end += out - near + 1
        else:
            near, out = min(b, begin), a
            if near < out:
                continue
            if end > near:
                break
            end -= near - out + 1
    return end if 1 <= end <= _MAX else None


@lru_cache(maxsize=64)
def _shift(unit: str, size: int) -> relativedelta:
    from dateutil.relativedelta import relativedelta

    return relativedelta(months=size) if unit == "month" else relativedelta(years=size)


def _months(start: int, n: int, how: Count) -> int | None:
    step = -1 if how.backward else 1
    try:
        end = (date.fromordinal(start) + _shift(how.unit, step * n)).toordinal()
    except (ValueError, OverflowError):
        return None
    end += step * (how.extra - (how.first_day == "included"))
    return end if 1 <= end <= _MAX else None


def _union(intervals: Iterable[Interval]) -> list[Interval]:
    """Disjoint, ascending intervals covering the same days: what overlaps is left out once, not twice."""
    if not intervals:
        return []
    merged: list[Interval] = []
    for a, b in sorted(i for i in intervals if i[0] <= i[1]):
        if merged and a <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
