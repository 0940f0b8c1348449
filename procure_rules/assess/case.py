"""One project on one day, run through the law twice: as stated, and with the presumptions."""

from __future__ import annotations

import datetime as dt
import warnings
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from procure_rules.calendar import Calendar
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context
from procure_rules.engine.program import Chaining
from procure_rules.engine.run import run_both
from procure_rules.engine.world import World
from procure_rules.errors import DurableError, InputError, Problem
from procure_rules.facts.project import Project
from procure_rules.facts.registry import all_scopes

__all__ = ["MOST_JUDGEMENTS", "Case", "Question", "case_of", "handed_over"]

MOST_JUDGEMENTS = 200_000
"""At most about 20 seconds and 700 megabytes: some 220 lots, 1,300 bids, 1,800 complaints."""


@dataclass(frozen=True, slots=True)
class Question:
    """The two clocks: the day of assessment, and until when holiday notices are known."""

    as_of: dt.date
    known_at: dt.date


@dataclass(frozen=True, slots=True)
class Case:
    """What judgements are made from: the project, and both worlds of it."""

    law: Law
    project: Project
    question: Question
    calendar: Calendar
    chaining: Chaining | None
    strict: World
    presumed: World

    @property
    def day(self) -> int:
        """The day of assessment as an ordinal."""
        return self.question.as_of.toordinal()


@cache
def _lists() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By scope, the lists that its instances hold: the path, and the scope of the items."""
    return {
        name: [(spec.path, spec.child) for spec in scope.fields.values() if spec.child]
        for name, scope in all_scopes().items()
    }


def bounded(law: Law, project: Project) -> None:
    """Refuses a project of more judgements than are made at once (:data:`MOST_JUDGEMENTS`): each instance of a list is
    judged by every rule of its kind. Raises ``InputError``.
    """
    number: Counter[str] = Counter()
    pending: list[tuple[str, Any]] = [("project", project)]
    while pending:
        name, entity = pending.pop()
        number[name] += 1
        for path, child in _lists()[name]:
            holder = entity
            for step in path:
                holder = getattr(holder, step) if holder is not None else None
            pending += [(child, item) for item in holder.items] if holder is not None else []
    each = {name: number[name] * len(rules) for name, rules in law.judged.items()}
    total = sum(each.values())
    if total > MOST_JUDGEMENTS:
        most = max(each, key=lambda name: each[name])
        path = next(at for rows in _lists().values() for at, child in rows if child == most)
        bound = f"{MOST_JUDGEMENTS:,}"
        zh = f"该项目需要作出{total:,}项判断，一次最多{bound}项；请分成几个文件；程序中可用 judge_files 成批判断"
        en = f"{total:,} judgements, {bound} at most are made at once: divide the file, or judge columns (judge_files)"
        raise InputError([Problem(".".join(path), f"{number[most]:,}", zh, en)])


def case_of(law: Law, project: Project, question: Question, calendar: Calendar, chaining: Chaining | None) -> Case:
    """Runs a project through the law, strict and presumed; by the built-in chainer where the other fails at work."""
    bounded(law, project)
    context = Context(question.as_of.toordinal(), calendar)
    try:
        strict, presumed = run_both(law, project, context, chaining)
    except DurableError as error:
        handed_over(error)
        return case_of(law, project, question, calendar, None)
    return Case(law, project, question, calendar, chaining, strict, presumed)


def handed_over(error: DurableError) -> None:
    """Warns that the built-in chainer takes over."""
    warnings.warn(f"{error.zh} · {error.en}", RuntimeWarning, stacklevel=4)
