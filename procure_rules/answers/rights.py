"""Answers about rights to act: windows of the rules, filings that stand in a project, and rights as a role sees
them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from procure_rules.answers.common import NO_DAY, AboutRule, Answer, DateLine, ProofStep, RuleText, Status
from procure_rules.texts import Text

__all__ = ["Filing", "NextStep", "Point", "Right", "WindowAnswer", "window_status"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAnswer(Answer):
    """A right to act: who, from when until when, to whom, in what form. ``status``: open, closed, coming, unknown."""

    strict: Status
    presumed: Status
    who: str
    act: str = ""
    has_opening: bool = False
    """Whether the rule says from when; without it the right is there from the beginning."""
    opens: DateLine = NO_DAY
    literal: DateLine = NO_DAY
    safe: DateLine = NO_DAY
    usual: DateLine | None = None
    status: Status = Status.UNKNOWN
    acted: DateLine = NO_DAY
    to_whom: Text | None = None
    form: Text | None = None
    after: Text | None = None
    proof: tuple[ProofStep, ...] = ()
    safe_proof: tuple[ProofStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Point(AboutRule):
    """A rule that bears on a filing: what to observe, or what the filing stops.

    ``conditional``: only in some cases, which its title names (an agent files it, a consortium complains).
    """

    aspect: str
    about: RuleText
    conditional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """If the filing is made on ``filed`` and nothing comes back: by when it has to be answered (``answer``), and what
    may be done then (``then``, where there is such a right).
    """

    filed: dt.date
    answer: RuleText
    answer_literal: DateLine
    answer_safe: DateLine
    then: RuleText | None = None
    opens: DateLine = NO_DAY
    literal: DateLine = NO_DAY
    safe: DateLine = NO_DAY
    to_whom: Text | None = None

    @property
    def rule(self) -> str:
        return self.then.rule if self.then else ""

    @property
    def answer_rule(self) -> str:
        return self.answer.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(WindowAnswer):
    """A right to act, or a duty towards those who act, as somebody sees it on a day.

    ``strict`` and ``presumed``: available, not_available or undetermined; of a stated filing the verdict. ``status``:
    open, closed, coming, not_available, undetermined; of a duty due, done, contested, done_late, overdue, excused,
    undetermined. ``against``: what a filing may be directed at. ``follows``: the stated filing that comes before.
    ``days_left`` runs to the safe line and is negative after it; of what is still to come none are counted.
    """

    kind: str = "window"
    stated: bool = False
    """Whether the filing stands in the project; else it is one that could be made."""
    procedure: int = 0
    against: tuple[str, ...] = ()
    against_text: tuple[Text, ...] = ()
    follows: str = ""
    by: str = ""
    days_left: int | None = None
    reasons: tuple[Text, ...] = ()
    observe: tuple[Point, ...] = ()
    suspends: tuple[Point, ...] = ()
    next: NextStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A challenge, objection or complaint that stands in the project.

    ``made``: whether it was made by the day of assessment. ``ahead``: where a day on which it is sent, filed or
    received lies after that day, the last such day.
    """

    scope: str
    index: int
    procedure: int
    id: str = ""
    by: str = ""
    against: str = ""
    against_text: Text | None = None
    filed: DateLine = NO_DAY
    made: bool | None = None
    ahead: dt.date | None = None


def window_status(one: Right, on: dt.date, acts: Collection[str]) -> Status:
    """Open, closed, coming, not available or undetermined on a day, by the dates alone.

    ``acts``: the events by which such a filing is made; that nobody has filed yet keeps nothing open.
    """
    if one.presumed == "not_available":
        return Status.NOT_AVAILABLE
    if one.literal.latest is not None and on > one.literal.latest:
        return Status.CLOSED
    if one.presumed == "undetermined" and not one.stated:
        return Status.UNDETERMINED

    def waits() -> list[bool]:
        facts = [m for m in one.missing if m.kind not in ("calendar", "reading")]
        return [m.kind == "not_yet" for m in facts if m.fact.rpartition(".")[2] not in acts]

    first = one.opens.earliest
    if one.has_opening and first is not None and (one.opens.latest is None or one.opens.latest > on):
        if first > on or (first == on and one.opens.latest is None):
            return Status.COMING
        waiting = waits()
        return Status.COMING if waiting and all(waiting) else Status.UNDETERMINED
    if one.literal.latest is None and not one.safe.certain:  # nothing that has happened lets the time run
        return Status.COMING if any(waits()) else Status.UNDETERMINED
    sure = one.literal.earliest or one.safe.earliest
    return Status.OPEN if sure is not None and on <= sure else Status.UNDETERMINED
