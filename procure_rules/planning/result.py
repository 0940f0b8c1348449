"""Plans as data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from procure_rules.answers.common import Citation, RuleText
from procure_rules.texts import Text

__all__ = ["Obstacle", "Plan", "PlanStep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One act of a plan.

    ``day``: the first day on which it breaches no rule. ``after``: the act it hangs on; ``about``: the rule that
    keeps it from coming sooner (``None``: it may follow the act before on the same day). ``fixed``: the day was
    stated as a fact. ``critical``: a later day here makes the end later.
    """

    event: str
    title: Text
    day: dt.date
    after: str = ""
    about: RuleText | None = None
    fixed: bool = False
    critical: bool = False

    @property
    def rule(self) -> str:
        return self.about.rule if self.about else ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.about.citations if self.about else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A rule that no day can keep, with the day tried last."""

    event: str
    title: Text
    about: RuleText
    tried: dt.date

    @property
    def rule(self) -> str:
        return self.about.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps in order, on the safe line; ``obstacles`` where no lawful day was found, then without an end.

    ``possible``: every step has a day and, where a target was asked for, it is kept. ``open_rules``: rules that
    would bear on the steps but cannot be judged, since facts are missing.
    """

    index: int
    course: str
    course_title: Text
    method: str
    steps: tuple[PlanStep, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    target: str = ""
    target_day: dt.date | None = None
    possible: bool = True
    open_rules: tuple[str, ...] = ()
    open_titles: tuple[Text, ...] = ()
    working_days: bool = True

    @property
    def start(self) -> dt.date | None:
        return self.steps[0].day if self.steps else None

    @property
    def end(self) -> dt.date | None:
        return self.steps[-1].day if self.steps else None

    def day(self, event: str) -> dt.date:
        """The day of an act. Raises ``KeyError``."""
        for step in self.steps:
            if step.event == event:
                return step.day
        raise KeyError(event)
