"""Days left out of a count, in columns: the end moves by the units left out before it, one stretch of every row at
a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from procure_rules.calendar import Calendar, Count

__all__ = ["around", "stretches"]

LAST_DAY = date.max.toordinal()
SHELF = 2**23
"""More than any day."""


def stretches(parts: Sequence[pl.DataFrame], how: Count) -> pl.DataFrame:
    """Stretches (``row``, ``a``, ``b``) of several sources without their overlaps, ``turn`` by turn as the count
    meets them.
    """
    row, a, b, at = pl.col("row"), pl.col("a"), pl.col("b"), pl.int_range(pl.len())
    # ends of one row lie above those of the rows before it, so that one running maximum serves all rows
    shelf = row.cast(pl.Int64) * SHELF
    merged = (
        pl.concat(parts)
        .sort("row", "a")
        .with_columns(a=pl.max_horizontal(a, (shelf + b).cum_max().shift(1) - shelf + 1))
        .filter(a <= b)
    )
    if how.backward:
        last = pl.when(row.ne_missing(row.shift(-1))).then(at).backward_fill()
        return merged.with_columns(turn=last - at)
    return merged.with_columns(turn=at - pl.when(row.ne_missing(row.shift(1))).then(at).forward_fill())


def around(
    calendar: Calendar, start: pl.Series, plain: pl.Series, total: int, how: Count, slow: bool, days: pl.DataFrame
) -> pl.Series:
    """The ends before any roll: ``plain`` where nothing is left out, else counted around the days left out.

    See ``Calendar.unrolled``, which does the same for one start.
    """
    if not days.height:
        return plain
    units = _Units(calendar, how, slow)
    base, k = pl.col("base"), pl.col("k")
    back = how.backward
    held = days.select("row").unique(maintain_order=True)
    held = (
        held.with_columns(start=start.gather(held["row"]))
        .with_columns(start=pl.when(units.inside(pl.col("start"))).then("start"))
        .with_columns(base=pl.col("start") - int((how.first_day == "excluded") is back))
        .with_columns(k=units.before(base + 1) + (1 - total if back else total))
    )
    for turn in days["turn"].unique(maintain_order=False).sort().to_list():
        here = days.filter(pl.col("turn") == turn).drop("turn")
        a = pl.max_horizontal("a", units.first if back else base + 1)
        b = pl.min_horizontal("b", base if back else units.last)
        # what lies beyond the end as counted so far does not move it
        beyond = (k < 1) | (units.day(k) > pl.col("b")) if back else units.day(k) < pl.col("a")
        left_out = units.before(pl.col("b") + 1) - units.before(pl.col("a"))
        held = (
            held.join(here, on="row", how="left", maintain_order="left")
            .with_columns(a=pl.when(pl.col("a").is_not_null()).then(a), b=pl.when(pl.col("b").is_not_null()).then(b))
            .with_columns(moves=(pl.col("a") <= pl.col("b")).fill_null(False) & ~beyond.fill_null(False))
            .with_columns(k=pl.when("moves").then(k - left_out if back else k + left_out).otherwise(k))
            .drop("a", "b", "moves")
        )
    return plain.clone().scatter(held["row"], held.select(end=units.day(k))["end"])


@lru_cache(maxsize=8)
def _working_days(calendar: Calendar, slow: bool) -> tuple[pl.Series, pl.Series]:
    """How many working days lie before each day of the calendar, and which day is the k-th."""
    rank, nth = (calendar.rank_slow, calendar.nth_slow) if slow else (calendar.rank_fast, calendar.nth_fast)
    return pl.Series([0, *rank], dtype=pl.Int64), pl.Series(list(nth), dtype=pl.Int64)


class _Units:
    """The units of a count: how many lie before a day, and which day is the k-th; null outside."""

    def __init__(self, calendar: Calendar, how: Count, slow: bool) -> None:
        self.nth: pl.Series | None = None
        self.first, self.last = 1, LAST_DAY
        if how.unit != "workday":
            return
        self.first, self.last = calendar.first, calendar.last
        self.rank, self.nth = _working_days(calendar, slow is not how.backward)

    def inside(self, day: pl.Expr) -> pl.Expr:
        """Whether a count may start on the day."""
        return pl.lit(True) if self.nth is None else day.is_between(self.first, self.last)

    def before(self, day: pl.Expr) -> pl.Expr:
        """How many units lie before the day."""
        if self.nth is None:
            return day - 1
        at = pl.when(day.is_between(self.first, self.last + 1)).then(day - self.first)
        return pl.lit(self.rank).gather(at)

    def day(self, number: pl.Expr) -> pl.Expr:
        """The day of a unit, from 1."""
        if self.nth is None:
            return pl.when(number.is_between(1, LAST_DAY)).then(number)
        return pl.lit(self.nth).gather(pl.when(number.is_between(1, self.nth.len() - 1)).then(number))
