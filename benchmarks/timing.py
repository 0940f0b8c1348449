"""Measuring: a figure is a median with its range, over rounds of one run."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

__all__ = ["Contestant", "Figure", "Spread", "alternate", "rounds"]

UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9))


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, least and greatest of some measurements."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(statistics.median(values), min(values), max(values))

    def time(self) -> tuple[str, str]:
        """Median, and range, in the unit that suits the median."""
        unit, size = next((u for u in UNITS if self.median >= u[1]), UNITS[-1])
        return f"{_short(self.median / size)} {unit}", f"{_short(self.least / size)}–{_short(self.most / size)}"

    def ratio(self) -> str:
        return f"{_short(self.median)} ({_short(self.least)}–{_short(self.most)})"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: seconds for one of ``per``, and ratios to other lines, measured round by round."""

    group: str
    name: str
    seconds: Spread
    per: str
    rounds: int
    ratios: Mapping[str, Spread] = field(default_factory=dict)
    note: str = ""

    def plain(self) -> dict[str, Any]:
        def spread(one: Spread) -> dict[str, float]:
            return {"median": one.median, "min": one.least, "max": one.most}

        return {
            "group": self.group,
            "name": self.name,
            "seconds": spread(self.seconds),
            "per": self.per,
            "rounds": self.rounds,
            "ratios": {name: spread(one) for name, one in self.ratios.items()},
            "note": self.note,
        }


def _once(run: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    run()
    return perf_counter() - start


def rounds(
    group: str, name: str, per: str, run: Callable[[], object], count: int, number: int = 1, note: str = ""
) -> Figure:
    """``count`` rounds of a call that does the thing ``number`` times, after one round that is thrown away."""
    run()
    return Figure(group, name, Spread.of([_once(run) / number for _ in range(count)]), per, count, {}, note)


@dataclass(frozen=True, slots=True)
class Contestant:
    """A call that does the thing ``number`` times."""

    name: str
    run: Callable[[], object]
    number: int
    note: str = ""


def alternate(
    group: str, per: str, count: int, contestants: Sequence[Contestant], against: Sequence[str] = ()
) -> list[Figure]:
    """Several contestants by turns, so that a busy machine is busy for all; ratios are taken within each round."""
    for one in contestants:
        one.run()
    taken: dict[str, list[float]] = {one.name: [] for one in contestants}
    for _ in range(count):
        for one in contestants:
            taken[one.name].append(_once(one.run) / one.number)
    figures = []
    for one in contestants:
        values = taken[one.name]
        ratios = {
            other: Spread.of([a / b for a, b in zip(values, taken[other], strict=True)])
            for other in against
            if other in taken and other != one.name
        }
        figures.append(Figure(group, one.name, Spread.of(values), per, count, ratios, one.note))
    return figures
