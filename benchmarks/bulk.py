"""Many projects at a time in columns: whole rulebook, strict and presumed, and the compared rules alone."""

from __future__ import annotations

import itertools
import resource
import sys
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.compare import PLAIN, ZEN, Contest
from benchmarks.projects import full_projects
from benchmarks.same_rules.inputs import AS_OF
from benchmarks.same_rules.law import RULES
from benchmarks.timing import Contestant, Figure, Spread, alternate, rounds
from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run as run_law
from procure_rules.facts import Project
from procure_rules.facts.registry import all_scopes

if TYPE_CHECKING:
    from procure_rules.engine.columnar import Outcome, Tables

__all__ = ["available", "measure", "peak_memory"]

GROUP = "many projects in columns"
PARENT = "_parent"


def available() -> str:
    """Why columns cannot be measured; empty where they can."""
    try:
        import procure_rules.engine.columnar  # noqa: F401
    except ImportError as error:
        return str(error)
    return ""


def repeated(tables: Tables, times: int) -> Tables:
    """The same projects ``times`` over, parents numbered anew."""
    import polars as pl

    from procure_rules.engine.columnar import Tables as Made

    heights = {scope: frame.height for scope, frame in tables.frames.items()}
    parents = {s.name: s.parent for s in all_scopes().values()}
    out = {}
    for scope, frame in tables.frames.items():
        above = parents[scope]
        copies = [
            frame
            if above is None
            else frame.with_columns((pl.col(PARENT) + i * heights[above]).cast(frame.schema[PARENT]))
            for i in range(times)
        ]
        out[scope] = pl.concat(copies, rechunk=True)
    return Made(out)


def _check(engine: Law, outcome: Outcome, projects: list[Project], presumed: bool) -> None:
    """Raises ``AssertionError`` unless the columns hold the verdicts of the scalar interpreter."""
    context = Context(AS_OF.toordinal(), default_calendar(), presumed)
    worlds = [run_law(engine, p, context) for p in projects]
    for rule, judged in engine.rules.items():
        one = judged.rule
        scope = "project" if one.part else one.scope
        wanted = [v for world in worlds for v in world.verdicts.get(rule, ())]
        frame = outcome.frames[scope]
        found = frame[f"rule:{rule}"].to_list() if frame.height else []
        if wanted != found:
            at = next(i for i, (a, b) in enumerate(zip(wanted, found, strict=True)) if a != b)
            raise AssertionError(f"{rule}, row {at}, presumed={presumed}: scalar {wanted[at]}, columnar {found[at]}")


def measure(made: Contest, rows: int, count: int, checked: int) -> list[Figure]:
    """From prepared tables to outcomes. Raises ``AssertionError`` if the interpreters differ."""
    from procure_rules.engine.columnar import Columnar, judge_files, tables_from_projects

    engine = engine_for()
    figures: list[Figure] = []

    # the whole rulebook
    projects = full_projects(checked)
    start = perf_counter()
    few = tables_from_projects(projects)
    building = perf_counter() - start
    columnar = Columnar(engine.book)
    start = perf_counter()
    small = columnar.both(few, AS_OF.toordinal(), default_calendar())
    first = perf_counter() - start
    for outcome, presumed in zip(small, (False, True), strict=True):
        _check(engine, outcome, projects, presumed)
    figures.append(
        Figure(
            GROUP,
            "tables_from_projects",
            Spread.of([building / len(projects)]),
            "project",
            1,
            {},
            "not in the lines below",
        )
    )
    figures.append(
        Figure(
            GROUP,
            f"first run: compile, {len(projects):,} rows",
            Spread.of([first]),
            "run",
            1,
            {},
            "strict + presumed, equal to the scalar interpreter",
        )
    )
    tables = repeated(few, max(1, rows // len(projects)))
    size = f"{tables.height:,} projects, {sum(f.height for f in tables.frames.values()):,} rows"

    def run() -> None:
        columnar.both(tables, AS_OF.toordinal(), default_calendar())

    figures.append(rounds(GROUP, "whole rulebook, strict + presumed", "run", run, count, 1, size))
    whole = figures[-1].seconds
    per = Spread(whole.median / tables.height, whole.least / tables.height, whole.most / tables.height)
    figures.append(Figure(GROUP, "  for one project", per, "project", count))

    with TemporaryDirectory() as folder:
        tables.write(f"{folder}/facts")
        turns = itertools.count()

        def files() -> None:
            judge_files(columnar, f"{folder}/facts", f"{folder}/{next(turns)}", AS_OF.toordinal(), default_calendar())

        figures.append(rounds(GROUP, "whole rulebook, Parquet to Parquet", "run", files, min(count, 3), 1, size))

    # the compared rules
    cut = Columnar(made.shipped.book)
    strict = tables_from_projects(made.projects)
    outcome = cut.run(strict, AS_OF.toordinal(), default_calendar(), False)
    ours = [made.shipped.answers(p)[-len(RULES) :] for p in made.projects]
    theirs = list(zip(*(outcome.frames["procedure"][f"rule:{rule}"].to_list() for rule in RULES), strict=True))
    if ours != theirs:
        raise AssertionError("columns differ from the scalar interpreter on the compared rules")
    wide = repeated(strict, max(1, rows // len(made.projects)))
    note = f"{wide.height:,} projects at a time; equal answers"
    ours_in_columns = Contestant(
        "compared rules, strict", lambda: cut.run(wide, AS_OF.toordinal(), default_calendar(), False), wide.height, note
    )
    beside = [one for one in made.contestants() if one.name in (PLAIN, ZEN)]
    figures.append(alternate(GROUP, "project", count, [ours_in_columns, *beside], (PLAIN, ZEN))[0])
    return figures


def peak_memory() -> int:
    """The most memory that the process has held so far, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
