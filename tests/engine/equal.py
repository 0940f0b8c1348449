"""Whether the columnar interpreter gives the scalar one's answers: ``python -m tests.engine.equal --projects 20000``."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import polars as pl

from procure_rules.calendar import Calendar, default_calendar
from procure_rules.engine.columnar import Columnar, Outcome, Tables, tables_from_projects
from procure_rules.engine.columnar.tables import scope_parents
from procure_rules.engine.layout import Context
from procure_rules.engine.scalar import Engine
from procure_rules.facts.project import Project
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Ref
from tests.engine.strategies import stream

Case = tuple[Project, int]
INF = float("inf")


def names(book: Rulebook) -> list[tuple[str, str, str]]:
    """(scope, column, kind) of every conclusion and rule."""
    out: list[tuple[str, str, str]] = []
    for step in book.steps:
        kind = book.conclusions[step.name].kind if step.what == "conclusion" else "rule"
        if kind == "date":
            out += [(step.scope, f"{step.name}.{side}", "date") for side in ("early", "late")]
        else:
            out.append((step.scope, step.name, kind))
    return out


def expected(
    engine: Engine, cases: Sequence[Case], calendar: Calendar, presumed: bool
) -> tuple[dict[tuple[str, str], list[Any]], list[tuple[str, int]]]:
    """The scalar answers, row by row of each scope, and the conflicts."""
    book = engine.book
    wanted = names(book)
    out: dict[tuple[str, str], list[Any]] = {(s, n): [] for s, n, _ in wanted}
    conflicts: list[tuple[str, int]] = []
    offsets: Counter[str] = Counter()
    for project, as_of in cases:
        world = engine.run(project, Context(as_of, calendar, presumed))
        for scope, name, kind in wanted:
            if kind == "rule":
                out[scope, name] += world.verdicts.get(name, [])
                continue
            side = name.rsplit(".", 1) if kind == "date" else (name, "")
            slot = engine.layout.slots[Ref(scope, *side)]
            out[scope, name] += [frame[slot] for frame in world.frames[scope]]
        conflicts += [(name, row + offsets[book.conclusions[name].scope]) for name, row in world.conflicts]
        offsets.update({s: len(f) for s, f in world.frames.items()})
    return out, sorted(conflicts)


def found(outcome: Outcome, scope: str, name: str, kind: str) -> list[Any]:
    """One column of the outcome in the scalar form."""
    frame = outcome.frames[scope]
    if kind == "rule":
        return frame[f"rule:{name}"].to_list()
    if kind in ("bool", "choice"):
        return frame[name].to_list()
    lows, highs = frame[f"{name}.lo"].to_list(), frame[f"{name}.hi"].to_list()
    return [(-INF if a is None else a, INF if b is None else b) for a, b in zip(lows, highs, strict=True)]


def differences(
    engine: Engine, columnar: Columnar, cases: Sequence[Case], calendar: Calendar, tables: Tables | None = None
) -> Iterator[tuple[str, bool, int, Any, Any]]:
    """(column, presumed, row, scalar answer, columnar answer) wherever they differ."""
    tables = tables or tables_from_projects(p for p, _ in cases)
    days = pl.Series([d for _, d in cases], dtype=pl.Int64)
    for presumed in (False, True):
        want, conflicts = expected(engine, cases, calendar, presumed)
        outcome = columnar.run(tables, days, calendar, presumed)
        if conflicts != sorted(outcome.conflicts):
            yield "conflicts", presumed, 0, conflicts, sorted(outcome.conflicts)
        for scope, name, kind in names(engine.book):
            one, two = want[scope, name], found(outcome, scope, name, kind)
            if one != two:
                assert len(one) == len(two), name
                yield from ((name, presumed, i, a, b) for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b)


def replicated(tables: Tables, times: int) -> Tables:
    """The tables several times over."""
    out: dict[str, pl.DataFrame] = {}
    heights = {s: f.height for s, f in tables.frames.items()}
    parents = {s: p for s, p in scope_parents().items() if p}
    for scope, frame in tables.frames.items():
        copies: Iterable[pl.DataFrame] = [frame] * times
        if scope in parents:
            step = heights[parents[scope]]
            copies = (frame.with_columns((pl.col("_parent") + i * step).cast(pl.UInt32)) for i in range(times))
        out[scope] = pl.concat(list(copies))
    return Tables(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_500)
    parser.add_argument("--chunk", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=100_000, help="projects in the timing (0: none)")
    args = parser.parse_args()
    book, calendar = default_rulebook(), default_calendar()
    engine, columnar = Engine(book), Columnar(book)
    started = time.perf_counter()
    source = stream(args.seed)
    wrong: Counter[tuple[str, bool]] = Counter()
    done = 0
    while done < args.projects:
        cases = list(islice(source, min(args.chunk, args.projects - done)))
        for name, presumed, row, one, two in differences(engine, columnar, cases, calendar):
            wrong[name, presumed] += 1
            if wrong[name, presumed] <= 2:
                print(
                    f"{name} {'presumed' if presumed else 'strict'} row {row} of chunk at {done}: scalar {one}, columnar {two}"
                )
        done += len(cases)
    print(f"{done} projects, {sum(wrong.values())} differences, {time.perf_counter() - started:.1f} s")
    if args.rows:
        cases = list(islice(stream(args.seed), 2_000))
        began = time.perf_counter()
        tables = tables_from_projects(p for p, _ in cases)
        print(f"tables from {len(cases)} projects: {time.perf_counter() - began:.2f} s")
        tables = replicated(tables, max(1, args.rows // len(cases)))
        print(
            {s: f.height for s, f in tables.frames.items()},
            f"{sum(f.estimated_size() for f in tables.frames.values()) / 1e6:.0f} MB",
        )
        for presumed in (False, True, False, True):
            began = time.perf_counter()
            columnar.run(tables, cases[0][1], calendar, presumed)
            print(
                f"{tables.height} projects {'presumed' if presumed else 'strict'}: {time.perf_counter() - began:.2f} s"
            )


if __name__ == "__main__":
    main()
