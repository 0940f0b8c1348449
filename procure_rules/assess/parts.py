"""The parts of an assessment, each made when first asked and once."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import chain

from procure_rules.answers.any_case import AnyCase
from procure_rules.answers.common import Answer, Status, Waiting
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.answers.contradictions import Contradiction
from procure_rules.answers.duties import DutyAnswer, EffectAnswer
from procure_rules.answers.findings import Finding
from procure_rules.answers.methods import MethodAnswer
from procure_rules.answers.periods import EventAnswer, PeriodAnswer, by_event
from procure_rules.answers.rights import Filing, Right, WindowAnswer
from procure_rules.answers.source import DUE_STATUSES, LAW, Receipt, Tally
from procure_rules.answers.unchecked import Unchecked
from procure_rules.answers.unheard import Unheard
from procure_rules.assess.any_case import days_in_any_case, found_in_any_case, methods_in_any_case
from procure_rules.assess.case import Case
from procure_rules.assess.conclusions import conclusions, open_conclusions
from procure_rules.assess.duties import duty, effect
from procure_rules.assess.either import one_of_two
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.filings import filings
from procure_rules.assess.findings import WRONG, findings, sorted_findings
from procure_rules.assess.judge import Judgement, judge, judgement_of
from procure_rules.assess.methods import methods, sound
from procure_rules.assess.missing import ranked
from procure_rules.assess.openings import openings
from procure_rules.assess.periods import period
from procure_rules.assess.unchecked import unchecked
from procure_rules.assess.unheard import unheard
from procure_rules.assess.windows import window
from procure_rules.assess.worlds import Worlds
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Frame
from procure_rules.engine.trace import Leaf
from procure_rules.errors import DurableError
from procure_rules.rules.loader import content_hash
from procure_rules.rules.model import Duty, Effect, Period, Window
from procure_rules.rules.tree import Ref
from procure_rules.store import uncollected

__all__ = ["Parts"]

FEW = 20  # instances of which all that was traced is kept
DUE = (Verdict.DUE, Verdict.DUE_CONTESTED)


def _event(one: Judgement) -> tuple[str, int, str]:
    """Which event of which instance a period binds."""
    assert isinstance(one.rule.form, Period)
    return one.rule.scope, one.at, one.rule.form.act


def _hash(law: Law) -> str:
    return content_hash(law.book)


class Resting:
    """A lock while whose holder works the collector rests: of many instances much is made, and all of it stays."""

    def __init__(self, lock: threading.RLock) -> None:
        self.lock = lock
        self.resting: list[AbstractContextManager[None]] = []

    def __enter__(self) -> None:
        self.lock.acquire()
        self.resting.append(uncollected())
        self.resting[-1].__enter__()

    def __exit__(self, *raised: object) -> None:
        self.resting.pop().__exit__(None, None, None)
        self.lock.release()


class Parts:
    """What a case answers. Not shared between threads while it works: whoever asks holds ``lock``."""

    def __init__(self, case: Case, proofs: bool, version: str, *, supposed: bool = False, narrow: bool = False) -> None:
        self.case = case
        self.narrow = narrow
        """Whether of methods only those stated are asked for, and only where something may be wrong with them: as where
        many projects are judged.
        """
        self.supposed = supposed
        """Whether it is one of several possibilities: then no further ones are looked for."""
        self.version = version
        self.proofs = proofs
        self.evidence = Evidence(case, proofs)
        several = sum(map(len, case.presumed.frames.values())) > FEW
        self.lock: AbstractContextManager[object] = Resting(self.evidence.lock) if several else self.evidence.lock

    @cached_property
    def receipt(self) -> Receipt:
        case = self.case
        facts = case.project.model_dump(mode="json", exclude_none=True)
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
        return Receipt(
            version=self.version,
            rulebook=case.law.kept(_hash)[:16],
            calendar=str(case.calendar.version)[:16],
            facts=hashlib.sha256(text.encode()).hexdigest()[:16],
            as_of=case.question.as_of,
            known_at=case.question.known_at,
            engine="durable" if case.chaining else "builtin",
        )

    @cached_property
    def judgements(self) -> list[Judgement]:
        return judge(self.case)

    def of_form(self, form: type) -> list[Judgement]:
        """The judgements of one kind of rule."""
        return [j for j in self.judgements if isinstance(j.rule.form, form)]

    @cached_property
    def conclusions(self) -> tuple[ConclusionAnswer, ...]:
        return conclusions(self.evidence)

    @cached_property
    def law(self) -> tuple[ConclusionAnswer, ...]:
        return conclusions(self.evidence, LAW)

    @cached_property
    def tally(self) -> Tally:
        rows = [*self.of_form(Period), *self.of_form(Duty)]
        live = [j.presumed for j in rows if j.presumed != Verdict.NOT_APPLICABLE]
        open_ = sum(code == Verdict.UNDETERMINED for code in live)
        return Tally(len(live) - open_, open_)

    @cached_property
    def due(self) -> tuple[EventAnswer, ...]:
        rows = [j for j in self.of_form(Period) if j.presumed != Verdict.NOT_APPLICABLE]
        events = {_event(j) for j in rows if j.presumed in DUE}
        found = by_event(period(self.evidence, j) for j in rows if _event(j) in events)
        return tuple(e for e in found if e.status in DUE_STATUSES)

    @cached_property
    def periods(self) -> tuple[PeriodAnswer, ...]:
        return tuple(period(self.evidence, j) for j in self.of_form(Period))

    def periods_of(self, events: Collection[str]) -> tuple[PeriodAnswer, ...]:
        """The periods of some events alone."""
        found = (j for j in self.of_form(Period) if isinstance(j.rule.form, Period) and j.rule.form.act in events)
        return tuple(period(self.evidence, j) for j in found)

    @cached_property
    def timeline(self) -> tuple[EventAnswer, ...]:
        return by_event(self.periods)

    @cached_property
    def duties(self) -> tuple[DutyAnswer, ...]:
        return tuple(duty(self.evidence, j) for j in self.of_form(Duty))

    @cached_property
    def windows(self) -> tuple[WindowAnswer, ...]:
        return tuple(window(self.evidence, j) for j in self.of_form(Window))

    @cached_property
    def effects(self) -> tuple[EffectAnswer, ...]:
        return tuple(effect(self.evidence, j) for j in self.of_form(Effect))

    @cached_property
    def _methods(self) -> tuple[tuple[MethodAnswer, ...], list[Finding], list[int]]:
        if self.narrow and self._sound:
            return (), [], []
        return methods(self.evidence, narrow=self.narrow)

    @cached_property
    def _sound(self) -> bool:
        try:
            return sound(self.case)
        except DurableError:
            return False

    @cached_property
    def methods(self) -> tuple[MethodAnswer, ...]:
        found = self._methods[0]
        if self.supposed or all(m.presumed != Status.UNDETERMINED for m in found):
            return found
        return methods_in_any_case(self.worlds, found)

    @cached_property
    def worlds(self) -> Worlds:
        """The possibilities that are left."""
        return Worlds(self.evidence)

    @cached_property
    def alternatives(self) -> tuple[Parts, ...]:
        """What is answered in each of them."""
        return tuple(Parts(case, False, self.version, supposed=True) for case in self.worlds.cases)

    @cached_property
    def any_case(self) -> tuple[AnyCase, ...]:
        return days_in_any_case(self.evidence, self.worlds, self.alternatives, self)

    @cached_property
    def filings(self) -> tuple[Filing, ...]:
        return filings(self.case)

    @cached_property
    def openings(self) -> tuple[Right, ...]:
        return openings(self.evidence, self.filings)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        wrong = [
            (j, period(self.evidence, j) if isinstance(j.rule.form, Period) else duty(self.evidence, j))
            for j in self.judgements
            if j.presumed in WRONG and isinstance(j.rule.form, (Period, Duty))
        ]
        active = [effect(self.evidence, j) for j in self.of_form(Effect) if j.presumed != Verdict.NOT_APPLICABLE]
        either = found_in_any_case(self.evidence, self.worlds, {(j.versions.id, j.at) for j, _ in wrong})
        told = [*self._methods[1], *findings(self.evidence, wrong, active), *either, *one_of_two(self.evidence)]
        return sorted_findings(told)

    @cached_property
    def missing(self) -> tuple[Waiting, ...]:
        return ranked(self.evidence, chain(self._open_methods(), self._open()))

    def _open(self) -> Iterator[int]:
        """What keeps each conclusion and judgement open; an effect also where it is in force without a case that is
        decided. Instance by instance, so that what was traced of one of many can be let go.
        """
        trace = self.evidence.trace
        asked: dict[int, tuple[Frame, list[Ref | Judgement]]] = {}
        for frame, ref in open_conclusions(self.evidence):
            asked.setdefault(id(frame), (frame, []))[1].append(ref)
        for one in self.judgements:
            undecided = one.presumed == Verdict.MET and isinstance(one.rule.form, Effect)
            if one.presumed == Verdict.UNDETERMINED or undecided:
                asked.setdefault(id(one.frame), (one.frame, []))[1].append(one)
        for frame, waiting in asked.values():
            for each in waiting:
                if isinstance(each, Ref):
                    yield trace.open_conclusion(each, frame)
                else:
                    yield trace.open_rule(each.versions, frame)
            if len(asked) > FEW:
                trace.forget(frame)

    def _open_methods(self) -> Iterator[int]:
        """What keeps the method open that is stated, or all where none is: nobody would ask for facts about others."""
        stated = {m.index for m in self.methods if m.stated}
        for method, gaps in zip(self.methods, self._methods[2], strict=True):
            if method.stated or method.index not in stated:
                yield gaps

    def passed_over(self, name: str) -> tuple[Answer, ...]:
        """A rule that does not apply to any instance, answered all the same."""
        known = self.case.law.rules
        found = name if name in known else next((k for k, v in known.items() if name in v.rule.formerly), "")
        makers = {Period: period, Duty: duty, Window: window, Effect: effect}
        return tuple(
            makers[type(j.rule.form)](self.evidence, j)
            for j in (judgement_of(self.case, found) if found else [])
            if type(j.rule.form) in makers
        )

    @cached_property
    def unchecked(self) -> tuple[Unchecked, ...]:
        return unchecked(self.evidence, self.of_form(Period))

    @cached_property
    def unheard(self) -> tuple[Unheard, ...]:
        return unheard(self.evidence)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        day = self.evidence.day
        return tuple(
            Contradiction(
                one.scope,
                one.at,
                day(Leaf(one.scope, one.at, one.first), one.first_day),
                day(Leaf(one.scope, one.at, one.second), one.second_day),
            )
            for one in self.case.strict.impossible
        )

    @cached_property
    def conflicts(self) -> tuple[str, ...]:
        found = dict.fromkeys([*self.case.strict.conflicts, *self.case.presumed.conflicts])
        return tuple(f"{name}[{index}]" for name, index in found)
