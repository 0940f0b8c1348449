"""Memory over many assessments."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from benchmarks.measure import Row, Size, apart, peak
from benchmarks.projects import FULL_DAY, full_data
from procure_rules import assess, make_project

__all__ = ["measure"]

BUDGET = 8.0  # megabytes after the first fifth are flat
POOL = 200


def measure(size: Size) -> Iterator[Row]:
    """projects read and briefed one after the other, each tenth with everything, in a process of their own"""
    count = size.assessments
    looks = apart(assess_all, count)
    yield Row("after the first fifth", looks[0], "MB")
    yield Row("growth from there to the end", looks[1] - looks[0], "MB", BUDGET, f"{count:,} assessments")


def assess_all(count: int) -> tuple[float, float]:
    """The most memory held after a fifth of the assessments and after all."""
    rows, dice = full_data(min(POOL, count)), random.Random(1)
    early = 0.0
    for number in range(count):
        day = FULL_DAY - dt.timedelta(dice.randrange(1_000))
        answer = assess(make_project(rows[number % len(rows)]), as_of=day)
        answer.brief()
        if number % 10 == 0:
            answer.to_json()
        if number == count // 5:
            early = peak()
    return early, peak()
