"""What an assessment is made of, and where its parts come from."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from procure_rules.answers.any_case import AnyCase
from procure_rules.answers.common import Answer, Waiting
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.answers.contradictions import Contradiction
from procure_rules.answers.duties import DutyAnswer, EffectAnswer
from procure_rules.answers.findings import Finding
from procure_rules.answers.methods import MethodAnswer
from procure_rules.answers.periods import EventAnswer, PeriodAnswer
from procure_rules.answers.rights import Filing, Right, WindowAnswer
from procure_rules.answers.unchecked import Unchecked
from procure_rules.answers.unheard import Unheard

__all__ = ["DUE_STATUSES", "LAW", "Receipt", "SavedParts", "Source", "Tally"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the answer was made from; the same receipt gives the same answer.

    ``answer``: a hash of everything that is answered; the engine that drew the conclusions is no part of it.
    """

    version: str
    rulebook: str
    calendar: str
    facts: str
    as_of: dt.date
    known_at: dt.date
    engine: str
    notices: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requirements and periods that apply, or may apply, are decided, and how many are not."""

    decided: int = 0
    undetermined: int = 0


LAW = ("regime", "must_tender", "tendering_procedure")
"""The conclusions that say which law governs."""
DUE_STATUSES = ("due", "due_contested")


class Source(Protocol):
    """Where the parts of an assessment come from: a case that is being judged, or a record."""

    @property
    def lock(self) -> AbstractContextManager[object]: ...
    @property
    def conclusions(self) -> tuple[ConclusionAnswer, ...]: ...
    @property
    def receipt(self) -> Receipt: ...
    @property
    def law(self) -> tuple[ConclusionAnswer, ...]: ...
    @property
    def tally(self) -> Tally: ...
    @property
    def due(self) -> tuple[EventAnswer, ...]: ...
    @property
    def methods(self) -> tuple[MethodAnswer, ...]: ...
    @property
    def timeline(self) -> tuple[EventAnswer, ...]: ...
    @property
    def periods(self) -> tuple[PeriodAnswer, ...]: ...
    @property
    def duties(self) -> tuple[DutyAnswer, ...]: ...
    @property
    def windows(self) -> tuple[WindowAnswer, ...]: ...
    @property
    def filings(self) -> tuple[Filing, ...]: ...
    @property
    def openings(self) -> tuple[Right, ...]: ...
    @property
    def effects(self) -> tuple[EffectAnswer, ...]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def missing(self) -> tuple[Waiting, ...]: ...
    @property
    def contradictions(self) -> tuple[Contradiction, ...]: ...
    @property
    def any_case(self) -> tuple[AnyCase, ...]: ...
    @property
    def unchecked(self) -> tuple[Unchecked, ...]: ...
    @property
    def unheard(self) -> tuple[Unheard, ...]: ...
    @property
    def conflicts(self) -> tuple[str, ...]: ...
    def passed_over(self, name: str) -> tuple[Answer, ...]: ...


@dataclass(frozen=True, kw_only=True)
class SavedParts:
    """The parts as they stand in a record."""

    receipt: Receipt
    conclusions: tuple[ConclusionAnswer, ...] = ()
    methods: tuple[MethodAnswer, ...] = ()
    timeline: tuple[EventAnswer, ...] = ()
    periods: tuple[PeriodAnswer, ...] = ()
    duties: tuple[DutyAnswer, ...] = ()
    windows: tuple[WindowAnswer, ...] = ()
    filings: tuple[Filing, ...] = ()
    openings: tuple[Right, ...] = ()
    effects: tuple[EffectAnswer, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[Waiting, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    any_case: tuple[AnyCase, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    unheard: tuple[Unheard, ...] = ()
    conflicts: tuple[str, ...] = ()
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tally: Tally = Tally()

    @property
    def law(self) -> tuple[ConclusionAnswer, ...]:
        return tuple(c for c in self.conclusions if c.rule in LAW)

    @property
    def due(self) -> tuple[EventAnswer, ...]:
        return tuple(e for e in self.timeline if e.status in DUE_STATUSES)

    @property
    def lock(self) -> threading.RLock:
        return LOCK

    def passed_over(self, name: str) -> tuple[Answer, ...]:
        """A record knows nothing of what does not apply but what it holds."""
        return ()


LOCK = threading.RLock()
