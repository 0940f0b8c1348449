"""Measuring and telling: times are processor time, a figure is the median of rounds, a ratio that of each round."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, TypeVar

__all__ = ["FULL", "QUICK", "TINY", "Row", "Size", "Times", "apart", "by_turns", "peak"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rounds: int
    projects: int  # full ones, one at a time
    inputs: int  # of the compared rules
    base: int  # projects that those in columns are made from
    columns: int
    assessments: int  # while memory is watched


TINY = Size(rounds=1, projects=1, inputs=20, base=10, columns=20, assessments=5)
QUICK = Size(rounds=11, projects=6, inputs=300, base=500, columns=100_000, assessments=2_000)
FULL = Size(rounds=31, projects=20, inputs=2_000, base=2_000, columns=1_000_000, assessments=100_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, the figure, and the budget, where there is one."""

    what: str
    figure: float
    unit: str
    budget: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        return None if self.budget is None else self.figure <= self.budget

    def __str__(self) -> str:
        budget = "" if self.budget is None else f"≤ {_short(self.budget)} {self.unit}"
        word = {None: "", True: "met", False: "missed"}[self.met]
        line = f"  {self.what:<48} {_short(self.figure):>9} {self.unit:<5} {budget:<13} {word:<7}{self.note}"
        return line.rstrip()


def _short(value: float) -> str:
    if float(value).is_integer() or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


class Times(dict[str, list[float]]):
    """Seconds by name, one a round."""

    def median(self, name: str) -> float:
        return median(self[name])

    def ratio(self, name: str, other: str) -> float:
        return median(a / b for a, b in zip(self[name], self[other], strict=True))


def by_turns(rounds: int, runs: Mapping[str, Callable[[], object]], number: int = 1) -> Times:
    """Each ``number`` times in every round, after one run that is not counted: a busy machine is busy for all."""
    for run in runs.values():
        run()
    gc.collect()
    times = Times({name: [] for name in runs})
    for _ in range(rounds):
        for name, run in runs.items():
            start = process_time()
            for _ in range(number):
                run()
            times[name].append((process_time() - start) / number)
    return times


def apart(function: Callable[..., T], *arguments: Any) -> T:
    """Call in a new process, whose memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def peak() -> float:
    """The most megabytes that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists():  # what the system call says starts with the parent's memory
        line = next(x for x in status.read_text(encoding="ascii").splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
