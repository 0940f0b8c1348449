"""Counts around days left out, in columns, against the calendar's own count of one start."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import polars as pl
import pytest

from procure_rules.calendar import Count, load_calendar
from procure_rules.engine.columnar.tolling import around, stretches

CALENDAR = load_calendar(known_at=date(2025, 6, 1))
CONVENTIONS = [
    (Count(unit, first_day=first, backward=backward), slow)  # type: ignore[arg-type]
    for unit, first, backward, slow in product(
        ("day", "workday"), ("excluded", "included"), (False, True), (False, True)
    )
]


def spans(rng: random.Random, near: int) -> list[tuple[int, int]]:
    starts = [near + rng.randint(-60, 60) for _ in range(rng.choice((0, 1, 1, 2, 3, 6)))]
    return [(a, a + rng.choice((0, 0, 1, 5, 30, 900))) for a in starts]


@pytest.mark.parametrize(("how", "slow"), CONVENTIONS, ids=str)
def test_columns_count_around_days_left_out_as_the_calendar_does(how: Count, slow: bool) -> None:
    rng = random.Random(5)
    edges = (
        CALENDAR.first,
        CALENDAR.first + 2,
        CALENDAR.last - 2,
        CALENDAR.last,
        CALENDAR.first - 1,
        CALENDAR.last + 1,
    )
    starts = [
        rng.choice(edges) if rng.random() < 0.1 else date(2025, 1, 1).toordinal() + rng.randint(0, 700)
        for _ in range(800)
    ]
    for total in (1, 7, 30):
        left_out = [spans(rng, s) for s in starts]
        rows = [(row, a, b) for row, found in enumerate(left_out) for a, b in found]
        rng.shuffle(rows)
        frames = [
            pl.DataFrame(part, schema={"row": pl.UInt32, "a": pl.Int64, "b": pl.Int64}, orient="row")
            for part in (rows[::2], rows[1::2])
        ]
        plain = pl.Series([CALENDAR.unrolled(s, total, how, slow) for s in starts], dtype=pl.Int64)
        found = around(CALENDAR, pl.Series(starts, dtype=pl.Int64), plain, total, how, slow, stretches(frames, how))
        wanted = [CALENDAR.unrolled(s, total, how, slow, d) for s, d in zip(starts, left_out, strict=True)]
        assert found.to_list() == wanted
        assert wanted != plain.to_list()


def test_an_unknown_start_stays_unknown() -> None:
    days = stretches(
        [pl.DataFrame({"row": [1], "a": [739_000], "b": [739_003]}, schema_overrides={"row": pl.UInt32})], Count("day")
    )
    start = pl.Series([738_999, None], dtype=pl.Int64)
    plain = pl.Series([739_009, None], dtype=pl.Int64)
    assert around(CALENDAR, start, plain, 10, Count("day"), False, days).to_list() == [739_009, None]
