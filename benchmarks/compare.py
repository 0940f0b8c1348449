"""The same rules with equal answers: the library, plain Python and zen-engine."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import Any

from benchmarks.same_rules.inputs import Facts, inputs, project_of
from benchmarks.same_rules.law import CONCLUSIONS, RULES, Law, law_of
from benchmarks.same_rules.ours import Library, compared_rulebook
from benchmarks.same_rules.plain import Plain
from benchmarks.same_rules.zen_model import Zen, zen_facts
from benchmarks.timing import Contestant, Figure, alternate
from procure_rules.calendar import Calendar, default_calendar
from procure_rules.facts import Project

__all__ = ["PLAIN", "ZEN", "Contest", "contest", "differences", "measure", "next_workdays"]

GROUP = "same rules, equal answers"
LIBRARY, PLAIN, ZEN = "procure_rules, strict", "plain Python", "zen-engine"
Answers = list[tuple[bool | int | None, ...]]


def next_workdays(calendar: Calendar, first: int, last: int) -> dict[int, int]:
    """For each ordinal the first working day not before it."""
    return {o: calendar.next_work_slow[o - calendar.first] for o in range(first, last + 1)}


@dataclass(frozen=True)
class Contest:
    """The contestants, and the inputs in the form that each of them takes."""

    shipped: Library
    plain: Plain
    zen: Zen | None
    law: Law
    projects: list[Project]
    facts: list[Facts]
    zen_facts: list[Facts]

    def contestants(self) -> list[Contestant]:
        size, zen = len(self.facts), self.zen
        cut = f"{len(self.shipped.book.rules)} rules; builds its frames in this time"
        out = [
            Contestant(LIBRARY, lambda: [self.shipped.answers(p) for p in self.projects], size, cut),
            Contestant(PLAIN, lambda: [self.plain.answers(f) for f in self.facts], size, "by hand, same figures"),
        ]
        if zen is not None:
            out += [
                Contestant(
                    ZEN, lambda: [zen.answers(f) for f in self.zen_facts], size, "static loader; workdays given"
                ),
                Contestant(f"{ZEN}, batch", lambda: zen.all_answers(self.zen_facts), size, "all at once, with threads"),
            ]
        return out


def contest(count: int) -> Contest:
    """Everything made and read beforehand."""
    book, calendar = compared_rulebook(), default_calendar()
    law, facts = law_of(book), inputs(count)
    days = [f["notice"] for f in facts]
    following = next_workdays(calendar, min(days), max(days) + 60)
    zen = Zen(law) if importlib.util.find_spec("zen") else None
    return Contest(
        Library(book, calendar),
        Plain(law, following),
        zen,
        law,
        [project_of(f) for f in facts],
        facts,
        [zen_facts(f, law, following) for f in facts],
    )


def differences(answers: dict[str, Any]) -> list[str]:
    """Where a contestant's answers are not the library's, with the first input that shows it."""
    names = (*CONCLUSIONS, *RULES)
    (first, ours), *others = answers.items()
    out = []
    for who, theirs in others:
        for at, name in enumerate(names):
            pairs = [(a[at], b[at]) for a, b in zip(ours, theirs, strict=True)]
            # True is not 1: a verdict is no truth value
            rows = [i for i, (a, b) in enumerate(pairs) if type(a) is not type(b) or a != b]
            if rows:
                i = rows[0]
                out.append(
                    f"{name}: {first} {ours[i][at]}, {who} {theirs[i][at]} (input {i}, and {len(rows) - 1} more)"
                )
    return out


def measure(made: Contest, count: int) -> list[Figure]:
    """Times of all contestants. Raises ``AssertionError`` if their answers differ."""
    contestants = made.contestants()
    wrong = differences({one.name: one.run() for one in contestants})
    if wrong:
        raise AssertionError("\n".join(wrong))
    return alternate(GROUP, "project", count, contestants, (PLAIN, ZEN))
