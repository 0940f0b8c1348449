"""Many projects at a time in columns."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from benchmarks.measure import Row, Size, apart, peak
from benchmarks.projects import FULL_DAY, full_projects
from benchmarks.run import runner
from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar
from procure_rules.facts import Project
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.loader import default_rulebook

if TYPE_CHECKING:
    import polars as pl

    from procure_rules.engine.columnar import Columnar, Tables

__all__ = ["measure"]

BUDGET, MEMORY, COMPILED = 10.0, 2_000.0, 1.0  # seconds for a million, megabytes, seconds
MILLION, PART, WORKERS = 1_000_000, 100_000, 2  # projects in a part, parts at a time
TURNS = 4
TODAY = FULL_DAY.toordinal()


def measure(size: Size) -> Iterator[Row | str]:
    """distinct projects, whole rulebook, strict and presumed; equal to the scalar interpreter; elapsed time"""
    if not importlib.util.find_spec("polars"):
        yield "  polars is not installed: left out"
        return
    from procure_rules.engine.columnar import Columnar, tables_from_projects
    from procure_rules.engine.columnar.run import PRESUMED, STRICT, Shape

    projects = full_projects(size.base)
    start = process_time()
    base = tables_from_projects(projects)
    yield Row("project to columns", 1e6 * (process_time() - start) / len(projects), "µs", note="processor time, each")
    columnar = Columnar(default_rulebook())
    shape = Shape.of({s: f.columns for s, f in base.frames.items()}, {s: f.height for s, f in base.frames.items()})
    start = process_time()
    columnar.program(shape, default_calendar(), (STRICT, PRESUMED))
    compiling = process_time() - start
    yield Row("plan compiled", compiling, "s", COMPILED, "processor time")
    check(columnar, base, projects)
    count = max(1, size.columns // base.height) * base.height
    full = count >= MILLION
    with TemporaryDirectory() as folder:
        write(base, count // base.height, f"{folder}/facts")
        # fewer in two parts, so that both workers are busy as they are with a million
        seconds, worked, most = apart(judge, folder, min(PART, -(-count // WORKERS)), 1 if full else TURNS)
    told = f"{count / seconds:,.0f}/s; processor {worked:.1f} s"
    yield Row(f"{count:,} projects, Parquet to verdicts", seconds, "s", BUDGET if full else None, told)
    if not full:
        whole = compiling + seconds * MILLION / count
        yield Row(f"  extrapolated to {MILLION:,}", whole, "s", BUDGET, "and compiled")
    told = "" if full else f"budget {MEMORY:,.0f} MB in the full run"
    yield Row("memory of the process, at most", most, "MB", MEMORY if full else None, told)


def judge(folder: str, rows: int, turns: int) -> tuple[float, float, float]:
    """Seconds elapsed and worked, and peak memory; ``rows`` projects at a time.

    Of several turns the first makes the plan and does not count, and the shortest does: a busy machine never shortens.
    """
    from procure_rules.engine.columnar import Columnar, judge_files

    columnar, calendar = Columnar(default_rulebook()), default_calendar()
    taken = []
    for turn in range(turns):
        start, worked = perf_counter(), process_time()
        judge_files(columnar, f"{folder}/facts", f"{folder}/{turn}", TODAY, calendar, rows, WORKERS)
        taken.append((perf_counter() - start, process_time() - worked))
    return *min(taken[1:] or taken), peak()


def write(base: Tables, times: int, folder: str) -> None:
    """``times`` as many projects, all distinct: each copy lies a day before the last and states a yuan more."""
    from pathlib import Path

    import polars as pl

    Path(folder).mkdir()
    for scope, frame in base.frames.items():
        if frame.height:
            copies = [frame.lazy().with_columns(_changed(base, scope, number)) for number in range(times)]
            pl.concat(copies).sink_parquet(f"{folder}/{scope}.parquet")


def _changed(base: Tables, scope: str, number: int) -> list[pl.Expr]:
    import polars as pl

    step = {"amount": 100, "date": -1, "event": -1, "deadline": -1}
    fields, parent, frame = all_scopes()[scope].fields, all_scopes()[scope].parent, base.frames[scope]
    out = [
        pl.col(column) + number * step[fields[name].kind]
        for column in frame.columns
        for name, _, side in [column.rpartition(".")]
        if side in ("lo", "hi") and fields[name].kind in step
    ]
    if parent:
        out.append((pl.col("_parent") + number * base.frames[parent].height).cast(frame.schema["_parent"]))
    return out


def check(columnar: Columnar, tables: Tables, projects: list[Project]) -> None:
    """Raises ``AssertionError`` unless the columns hold the verdicts of the scalar interpreter."""
    cases = runner(engine_for(), projects, FULL_DAY)()
    outcomes = columnar.both(tables, TODAY, default_calendar())
    for outcome, worlds in zip(outcomes, ([c.strict for c in cases], [c.presumed for c in cases]), strict=True):
        for name, versions in engine_for().rules.items():
            wanted = [verdict for world in worlds for verdict in world.verdicts.get(name, ())]
            frame = outcome.frames[versions.scope]
            found = frame[f"rule:{name}"].to_list() if frame.height else []
            if wanted != found:
                raise AssertionError(f"{name}: columns and scalar interpreter differ")
