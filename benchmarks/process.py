"""A whole process beside an empty one."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from time import perf_counter

from benchmarks.measure import Row, Size, Times
from benchmarks.projects import EXAMPLE, EXAMPLE_DAY, ROOT
from procure_rules.store.files import VARIABLE

__all__ = ["measure"]

BRIEF, EMPTY = "start to the printed brief", "empty program"
TEN_FIELDS = "".join(f"    field_{i}: int | None = None\n" for i in range(10))
PROGRAMS = {
    BRIEF: ("from procure_rules.cli import main; main()", "assess", str(EXAMPLE), "--as-of", str(EXAMPLE_DAY)),
    EMPTY: (f"from pydantic import BaseModel\nclass Ten(BaseModel):\n{TEN_FIELDS}print(Ten())",),
}


def measure(size: Size) -> Iterator[Row]:
    """a whole process, and an empty program that imports pydantic and declares a model of ten fields, by turns"""
    times, elapsed = (Times({name: [] for name in PROGRAMS}) for _ in range(2))
    with tempfile.TemporaryDirectory() as cache:
        # bytecode and rules are kept as in any installation, whatever the environment says, and outside of the checkout
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
            "PYTHONPYCACHEPREFIX": cache,
            VARIABLE: f"{cache}/rules",
        }
        for turn in range(size.rounds + 1):
            for name, arguments in PROGRAMS.items():
                taken = _run(arguments, environment)
                if turn:
                    times[name].append(taken[0])
                    elapsed[name].append(taken[1])
    yield Row(f"{BRIEF} / {EMPTY}", times.ratio(BRIEF, EMPTY), "×", 2.5)
    yield Row("  the same, elapsed", elapsed.ratio(BRIEF, EMPTY), "×")
    for name in PROGRAMS:
        yield Row(name, 1e3 * times.median(name), "ms", note=f"{1e3 * elapsed.median(name):,.0f} ms elapsed")


def _run(arguments: tuple[str, ...], environment: dict[str, str]) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    seconds, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    # the command line tells a breach by its exit code
    if done.returncode > 2 or done.stderr or not done.stdout:
        raise RuntimeError(done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, seconds
