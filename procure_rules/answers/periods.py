"""Answers about dates: each period by rule, and what binds each event."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.common import Answer, DateLine, ProofStep, RuleText, Status
from procure_rules.texts import Text

__all__ = ["Bound", "EventAnswer", "PeriodAnswer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodAnswer(Answer):
    """A period: the event it binds, the bound on both lines, and how the act stands to it.

    ``side`` is *latest* (no later than) or *earliest* (no earlier than); ``margin`` days left (negative: days late, or
    too early), measured on the literal line. ``proof`` and ``safe_proof``: the count day by day, where it was asked for.
    """

    strict: Status
    presumed: Status
    event: str
    event_title: Text
    side: str
    literal: DateLine
    safe: DateLine
    actual: DateLine
    margin: int | None = None
    length: str = ""
    convention: str = ""
    proof: tuple[ProofStep, ...] = ()
    safe_proof: tuple[ProofStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """The day before or after which an event must not lie, on both lines, and the rule that sets the literal one."""

    about: RuleText
    literal: DateLine
    safe: DateLine
    verdict: Status

    @property
    def rule(self) -> str:
        return self.about.rule

    @property
    def title(self) -> Text:
        return self.about.title


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """An event of one instance, with the rules that bind it.

    ``earliest`` and ``latest``: the bounds that bind; ``status``: the gravest verdict of its rules, where what is still
    to be done (due) comes before what is undetermined; ``margin``: the least margin in days. ``no_lawful_day``: its
    earliest day lies after its latest on the literal line. ``open_rules``: those that cannot be judged.
    """

    scope: str
    index: int
    event: str
    title: Text
    actual: DateLine
    status: Status
    earliest: Bound | None = None
    latest: Bound | None = None
    margin: int | None = None
    no_lawful_day: bool = False
    rules: tuple[str, ...] = ()
    open_rules: tuple[str, ...] = ()
