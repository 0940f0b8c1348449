"""Whether all engines give the same answers: ``python -m tests.engine.equal --projects 20000``.

The scalar interpreter with the built-in chainer is the measure; durable-rules (where installed) and the columns follow.
The projects are drawn and compared in chunks, each of its own seed, by several processes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, repeat
from operator import itemgetter
from typing import Any

import polars as pl

from procure_rules.assess.any_case import found_in_any_case
from procure_rules.assess.case import Question, case_of
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.findings import WRONG
from procure_rules.assess.worlds import Worlds
from procure_rules.calendar import Calendar, default_calendar
from procure_rules.engine.columnar import Columnar, Outcome, Tables, tables_from_projects
from procure_rules.engine.columnar.tables import scope_parents
from procure_rules.engine.defects import defects
from procure_rules.engine.durable import durable_for
from procure_rules.engine.law import Law, compile_law
from procure_rules.engine.layout import Context, Frame
from procure_rules.engine.program import Chaining
from procure_rules.engine.run import run
from procure_rules.engine.world import World
from procure_rules.errors import DurableError
from procure_rules.facts.project import Project
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Ref
from tests.engine.strategies import stream

Case = tuple[Project, int]
Reads = dict[str, Callable[[Frame], tuple[Any, ...]]]
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


def worlds(
    engine: Law, cases: Sequence[Case], calendar: Calendar, presumed: bool, chaining: Chaining | None = None
) -> Iterator[World]:
    """What becomes of each case."""
    return (run(engine, p, Context(day, calendar, presumed), chaining) for p, day in cases)


def drawn(engine: Law) -> Reads:
    """By scope, what reads all conclusions out of a frame."""
    slots: dict[str, list[int]] = {}
    for scope, name, kind in names(engine.book):
        if kind != "rule":
            slots.setdefault(scope, []).append(slot(engine, scope, name, kind))
    # twice the first, so that one alone gives a tuple, too
    return {scope: itemgetter(at[0], *at) for scope, at in slots.items()}


def slot(engine: Law, scope: str, name: str, kind: str) -> int:
    side = name.rsplit(".", 1) if kind == "date" else (name, "")
    return engine.layout.slots[Ref(scope, *side)]


class Wanted:
    """The scalar answers, row by row of each scope, and the conflicts."""

    def __init__(self, engine: Law) -> None:
        self.book = engine.book
        self.names = names(engine.book)
        self.slots = [(s, n, slot(engine, s, n, k)) for s, n, k in self.names if k != "rule"]
        self.columns: dict[tuple[str, str], list[Any]] = {(s, n): [] for s, n, _ in self.names}
        self.of_rules = {n: self.columns[s, n] for s, n, k in self.names if k == "rule"}
        self.conflicts: list[tuple[str, int]] = []
        self.offsets: Counter[str] = Counter()

    def add(self, world: World) -> None:
        for name, row in world.verdicts.items():
            self.of_rules[name] += row
        for scope, name, at in self.slots:
            self.columns[scope, name] += [frame[at] for frame in world.frames[scope]]
        self.conflicts += [
            (name, row + self.offsets[self.book.conclusions[name].scope]) for name, row in world.conflicts
        ]
        self.offsets.update({s: len(f) for s, f in world.frames.items()})


def found(outcome: Outcome, scope: str, name: str, kind: str) -> list[Any]:
    """One column of the outcome in the scalar form."""
    frame = outcome.frames[scope]
    if kind == "rule":
        return frame[f"rule:{name}"].to_list()
    if kind in ("bool", "choice"):
        return frame[name].to_list()
    lows, highs = frame[f"{name}.lo"].to_list(), frame[f"{name}.hi"].to_list()
    return [(-INF if a is None else a, INF if b is None else b) for a, b in zip(lows, highs, strict=True)]


Difference = tuple[str, bool, int, Any, Any]


def unequal(wanted: Wanted, presumed: bool, outcome: Outcome) -> Iterator[Difference]:
    """(column, presumed, row, scalar answer, other answer) wherever the columns differ."""
    if sorted(wanted.conflicts) != sorted(outcome.conflicts):
        yield "conflicts", presumed, 0, sorted(wanted.conflicts), sorted(outcome.conflicts)
    for scope, name, kind in wanted.names:
        one, two = wanted.columns[scope, name], found(outcome, scope, name, kind)
        if one != two:
            assert len(one) == len(two), name
            yield from ((name, presumed, i, a, b) for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b)


def against(reads: Reads, presumed: bool, number: int, one: World, two: World) -> Iterator[Difference]:
    """Where two worlds of one case differ; the row is the number of the case."""
    if one.conflicts != two.conflicts:
        yield "conflicts", presumed, number, one.conflicts, two.conflicts
    if one.verdicts != two.verdicts:
        both = ((name, row, two.verdicts[name]) for name, row in one.verdicts.items())
        yield from ((name, presumed, number, a, b) for name, a, b in both if a != b)
    for scope, read in reads.items():
        pairs = zip(one.frames[scope], two.frames[scope], strict=True)
        yield from ((scope, presumed, number, read(a), read(b)) for a, b in pairs if read(a) != read(b))


def chained(engine: Law, chaining: Chaining, cases: Sequence[Case], calendar: Calendar) -> Iterator[Difference]:
    """Where another chainer says something else than the built-in one."""
    reads = drawn(engine)
    for presumed in (False, True):
        pairs = zip(
            worlds(engine, cases, calendar, presumed), worlds(engine, cases, calendar, presumed, chaining), strict=True
        )
        for number, (one, two) in enumerate(pairs):
            yield from against(reads, presumed, number, one, two)


def differences(
    engine: Law,
    columnar: Columnar,
    cases: Sequence[Case],
    calendar: Calendar,
    tables: Tables | None = None,
    chaining: Chaining | None = None,
) -> Iterator[Difference]:
    """(column, presumed, row, scalar answer, other answer) wherever they differ: columns, and the chainer if given."""
    tables = tables or tables_from_projects(p for p, _ in cases)
    days = pl.Series([d for _, d in cases], dtype=pl.Int64)
    reads = drawn(engine)
    for presumed, outcome in zip((False, True), columnar.both(tables, days, calendar), strict=True):
        wanted = Wanted(engine)
        others = worlds(engine, cases, calendar, presumed, chaining) if chaining is not None else repeat(None)
        for number, (world, other) in enumerate(zip(worlds(engine, cases, calendar, presumed), others, strict=False)):
            wanted.add(world)
            if other is not None:
                yield from against(reads, presumed, number, world, other)
        yield from unequal(wanted, presumed, outcome)


def any_case_differences(
    engine: Law, columnar: Columnar, cases: Sequence[Case], calendar: Calendar
) -> Iterator[Difference]:
    """The same of what is breached in any case."""
    number = defects(engine.book)
    wanted: set[tuple[str, int, int]] = set()
    offsets: Counter[str] = Counter()
    for project, as_of in cases:
        day = dt.date.fromordinal(as_of)
        case = case_of(engine, project, Question(day, day), calendar, None)
        evidence = Evidence(case)
        wrong = {
            (name, index)
            for name, row in case.presumed.verdicts.items()
            for index, code in enumerate(row)
            if code in WRONG and name in number
        }
        for one in found_in_any_case(evidence, Worlds(evidence), wrong):
            wanted.add((one.scope, offsets[one.scope] + one.index, number[one.rule]))
        offsets.update({s: len(f) for s, f in case.presumed.frames.items()})
    tables = tables_from_projects(p for p, _ in cases)
    made = columnar.any_case(tables, pl.Series([d for _, d in cases], dtype=pl.Int64), calendar)
    seen = {(row["scope"], row["row"], number[row["rules"][0]]) for row in made.iter_rows(named=True)}
    yield from (("any case", True, 0, one, None) for one in sorted(wanted - seen))
    yield from (("any case", True, 0, None, one) for one in sorted(seen - wanted))


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


@cache
def engines() -> tuple[Law, Columnar, Chaining | None]:
    """What is compared, compiled once a process."""
    book = default_rulebook()
    engine = compile_law(book)
    try:
        return engine, Columnar(book), durable_for(engine)
    except DurableError:
        return engine, Columnar(book), None


def chunk(asked: tuple[int, int, int]) -> tuple[int, list[Difference]]:
    """The differences in one chunk: its number, how many projects, the seed of all."""
    number, size, seed = asked
    engine, columnar, chaining = engines()
    cases = list(islice(stream(seed * 1_000_003 + number), size))
    calendar = default_calendar()
    found_ = list(differences(engine, columnar, cases, calendar, chaining=chaining))
    return number, [*found_, *any_case_differences(engine, columnar, cases, calendar)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_500)
    parser.add_argument("--chunk", type=int, default=2_500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rows", type=int, default=100_000, help="projects in the timing (0: none)")
    args = parser.parse_args()
    started = time.perf_counter()
    sizes = [min(args.chunk, args.projects - done) for done in range(0, args.projects, args.chunk)]
    wrong: Counter[tuple[str, bool]] = Counter()
    # each process has one core to itself; a fork would take along locks of the threads of polars
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    with multiprocessing.get_context("spawn").Pool(min(args.workers, len(sizes))) as pool:
        for number, found_ in pool.imap(chunk, [(i, size, args.seed) for i, size in enumerate(sizes)]):
            for name, presumed, row, one, two in found_:
                wrong[name, presumed] += 1
                if wrong[name, presumed] <= 2:
                    print(
                        f"{name} {'presumed' if presumed else 'strict'} row {row} of chunk {number}: built-in {one}, other {two}"  # noqa: E501
                    )
    try:
        durable_for(compile_law(default_rulebook()))
        compared = "built-in, columnar, durable"
    except DurableError as error:
        print(error)
        compared = "built-in, columnar"
    print(
        f"{args.projects} projects, {compared}: {sum(wrong.values())} differences, {time.perf_counter() - started:.1f} s"  # noqa: E501
    )
    if any(wrong.values()):
        sys.exit(1)
    if args.rows:
        calendar, columnar = default_calendar(), Columnar(default_rulebook())
        cases = list(islice(stream(args.seed), 2_000))
        began = time.perf_counter()
        tables = tables_from_projects(p for p, _ in cases)
        print(f"tables from {len(cases)} projects: {time.perf_counter() - began:.2f} s")
        tables = replicated(tables, max(1, args.rows // len(cases)))
        print(
            {s: f.height for s, f in tables.frames.items()},
            f"{sum(f.estimated_size() for f in tables.frames.values()) / 1e6:.0f} MB",
        )
        for _ in range(2):
            began = time.perf_counter()
            columnar.both(tables, cases[0][1], calendar)
            print(f"{tables.height} projects, strict and presumed: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
