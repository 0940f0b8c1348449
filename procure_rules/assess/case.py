"""One project on one day, run through the law twice: as stated, and with the presumptions."""

from __future__ import annotations

import datetime as dt
import warnings
from dataclasses import dataclass

from procure_rules.calendar import Calendar
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context
from procure_rules.engine.program import Chaining
from procure_rules.engine.run import run_both
from procure_rules.engine.world import World
from procure_rules.errors import DurableError
from procure_rules.facts.project import Project

__all__ = ["Case", "Question", "case_of", "handed_over"]


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


def case_of(law: Law, project: Project, question: Question, calendar: Calendar, chaining: Chaining | None) -> Case:
    """Runs a project through the law, strict and presumed; by the built-in chainer where the other fails at work."""
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
