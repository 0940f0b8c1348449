"""``python -m benchmarks [--full] [--only GROUP]``: measure, and tell each figure as soon as it is there."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks import answers, code, columns, deadline, ledger, loading, memory, process, run, same_rules, wide
from benchmarks.measure import FULL, QUICK, Row, Size

GROUPS: dict[str, Callable[[Size], Iterator[Row | str]]] = {
    "code": code.measure,
    "process": process.measure,
    "loading": loading.measure,
    "run": run.measure,
    "answers": answers.measure,
    "same-rules": same_rules.measure,
    "deadline": deadline.measure,
    "columns": columns.measure,
    "memory": memory.measure,
    "wide": wide.measure,
    "ledger": ledger.measure,
}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="The budgets, measured in one run.")
    parser.add_argument("--full", action="store_true", help="1,000,000 projects, 100,000 assessments; an hour or more")
    parser.add_argument("--only", metavar="GROUP", choices=GROUPS, help=", ".join(GROUPS))
    asked = parser.parse_args(argv)
    start, said = perf_counter(), {True: 0, False: 0, None: 0}
    print(f"{machine()}. Times are processor time, medians of rounds, unless a line says otherwise.", flush=True)
    for name in [asked.only] if asked.only else GROUPS:
        print(f"{name}: {GROUPS[name].__doc__}", flush=True)
        for row in GROUPS[name](FULL if asked.full else QUICK):
            print(row, flush=True)
            if isinstance(row, Row):
                said[row.met] += 1
    print(f"{said[True]} budgets met, {said[False]} missed; {perf_counter() - start:.0f} s.")
    return 0


def machine() -> str:
    """What the figures are measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{cores} cores{load}, Python {platform.python_version()}"


if __name__ == "__main__":
    raise SystemExit(main())
