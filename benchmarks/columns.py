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
LARGER = 4
TODAY = FULL_DAY.toordinal()


def measure(size: Size) -> Iterator[Row | str]:
    """distinct projects, whole rulebook, strict and presumed; equal to the scalar interpreter; elapsed time"""
    if not importlib.util.find_spec("polars"):
        yield "  polars is not installed: left out"
        return
    from procure_rules.engine.columnar import Columnar, tables_from_projects
    from procure_rules.engine.columnar.run import Shape

    projects = full_projects(size.base)
    start = process_time()
    base = tables_from_projects(projects)
    yield Row("project to columns", 1e6 * (process_time() - start) / len(projects), "µs", note="processor time, each")
    columnar = Columnar(default_rulebook())
    shape = Shape.of({s: f.columns for s, f in base.frames.items()}, {s: f.height for s, f in base.frames.items()})
    start = process_time()
    columnar.program(shape, default_calendar(), (False, True))
    yield Row("plan compiled", process_time() - start, "s", COMPILED, "processor time")
    check(columnar, base, projects)
    with TemporaryDirectory() as folder:
        times = max(1, size.columns // base.height)
        if size.columns >= MILLION:
            write(base, times, f"{folder}/facts")
            (seconds, worked), most = apart(judge, folder, ("facts",), PART, 1)
            yield _judged(times * base.height, seconds, worked, BUDGET)
            yield Row("memory of the process, at most", most, "MB", MEMORY)
            return
        # two parts a file, so that both workers are busy as they are with a million
        sizes = {times * base.height: "few", LARGER * times * base.height: "more"}
        for count, name in sizes.items():
            write(base, count // base.height, f"{folder}/{name}")
        calls, most = apart(judge, folder, tuple(sizes.values()), size.columns // WORKERS, 2)
        first, few, _, more = calls
        for count, (seconds, worked) in zip(sizes, (few, more), strict=True):
            yield _judged(count, seconds, worked)
        less, larger = sizes
        each = max(0.0, (more[0] - few[0]) / (larger - less))
        a_turn = max(0.0, few[0] - each * less)
        compiling = max(0.0, first[0] - few[0])
        whole = compiling + a_turn * MILLION / PART / WORKERS + each * MILLION
        yield Row(f"{MILLION:,} projects, extrapolated", whole, "s", BUDGET, f"in parts of {PART:,}; compiled")
        yield Row("memory of the process, at most", most, "MB", note=f"budget {MEMORY:,.0f} MB in the full run")


def _judged(count: int, seconds: float, worked: float, budget: float | None = None) -> Row:
    told = f"{count / seconds:,.0f}/s; processor {worked:.1f} s"
    return Row(f"{count:,} projects, Parquet to verdicts", seconds, "s", budget, told)


def judge(folder: str, names: tuple[str, ...], rows: int, turns: int) -> tuple[list[tuple[float, float]], float]:
    """In a process of its own: seconds elapsed and worked of each call, the plan made in the first; peak memory."""
    from procure_rules.engine.columnar import Columnar, judge_files

    columnar, calendar = Columnar(default_rulebook()), default_calendar()
    taken = []
    for name in names:
        for turn in range(turns):
            start, worked = perf_counter(), process_time()
            judge_files(columnar, f"{folder}/{name}", f"{folder}/{name}-{turn}", TODAY, calendar, rows, WORKERS)
            taken.append((perf_counter() - start, process_time() - worked))
    return taken, peak()


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
