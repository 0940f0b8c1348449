"""Runs: both passes of the engine over the whole rulebook, for one project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from benchmarks.measure import Row, Size, by_turns
from benchmarks.projects import EXAMPLE_DAY, FULL_DAY, example, full_projects
from procure_rules.assess import engine_for
from procure_rules.assess.case import Case, Question, case_of
from procure_rules.calendar import calendar_known_at
from procure_rules.engine.durable import Durable, durable_for
from procure_rules.engine.law import Law
from procure_rules.engine.program import Chaining
from procure_rules.errors import DurableError
from procure_rules.facts import Project
from tests.engine.part import Parts

__all__ = ["measure", "runner"]

BUDGET, RULES = 3.0, 1_400  # milliseconds, and the number of rules for which they are allowed


def measure(size: Size) -> Iterator[Row | str]:
    """both passes of the engine (strict, presumed) over the whole rulebook, for one project"""
    law = engine_for()
    half = part(law)
    hospital = [example()]
    full = full_projects(size.projects)
    try:
        durable = durable_for(law)
    except DurableError as error:
        durable = None
        yield f"  {error.text('en')}"[:120]
    for name, projects, day in (("hospital tender", hospital, EXAMPLE_DAY), ("full projects", full, FULL_DAY)):
        builtin = runner(law, projects, day)
        runs: dict[str, Callable[[], object]] = {"builtin": builtin, "half": runner(half, projects, day)}
        if durable:
            chained = runner(law, projects, day, durable)
            if list(map(verdicts, builtin())) != list(map(verdicts, chained())):
                raise AssertionError("durable-rules and the built-in chainer differ")
            runs["durable"] = chained
            runs["forgetful"] = partial(forgetful, durable, chained)
        times = by_turns(size.rounds, runs, 10 // len(projects) or 1)
        found = {which: 1e3 * times.median(which) / len(projects) for which in times}
        count = len(law.book.rules)
        least = 1e3 * min(times["builtin"]) / len(projects)  # a busy machine is never faster
        yield Row(
            f"{name}, built-in", found["builtin"], "ms", BUDGET * count / RULES, f"{count:,} rules; least {least:.2f}"
        )
        if durable:
            yield Row(f"{name}, durable-rules", found["durable"], "ms", found["builtin"] + 1, "built-in + 1 ms")
            yield Row("  the same, drawing all conclusions anew", found["forgetful"], "ms")
        rules, fewer = (sum(len(step.rules) for step in one.book.steps) for one in (law, half))
        told = f"{rules:,} / {fewer:,} rules evaluated"
        yield Row(f"{name}, all rules / half", times.ratio("builtin", "half"), "×", rules / fewer, told)


def runner(
    law: Law, projects: Sequence[Project], day: dt.date, chaining: Chaining | None = None
) -> Callable[[], list[Case]]:
    """A call that runs each of the projects."""
    calendar, question = calendar_known_at(day), Question(day, day)
    return lambda: [case_of(law, project, question, calendar, chaining) for project in projects]


def forgetful(chaining: Durable, run: Callable[[], object]) -> None:
    """As for a project unlike all before it."""
    chaining.forget()
    run()


def verdicts(case: Case) -> tuple[object, ...]:
    return case.strict.verdicts, case.presumed.verdicts, case.strict.conflicts, case.presumed.conflicts


def part(law: Law) -> Law:
    """About half of the rules: each third, and what these rest on."""
    parts = Parts(law.book)
    book = parts.engine([key for key in parts.rules if key[0] != "conclusion"][::3]).book
    return engine_for(book)
