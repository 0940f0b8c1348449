"""Conclusions as answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from procure_rules.answers.common import Value
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.assess.evidence import Evidence, value_of
from procure_rules.engine.layout import Frame, shown
from procure_rules.engine.trace import Tracer
from procure_rules.rules.model import Conclusion
from procure_rules.rules.rulebook import Step
from procure_rules.rules.tree import Ref

__all__ = ["conclusions", "open_conclusions"]


def conclusions(evidence: Evidence, names: Collection[str] | None = None) -> tuple[ConclusionAnswer, ...]:
    """Every conclusion, or those of some names, for every instance."""
    case = evidence.case
    out = []
    for step in case.law.book.steps:
        if step.what == "conclusion" and step.rules and (names is None or step.name in names):
            known = case.law.book.conclusions[step.name]
            slots = _slots(evidence, step, known.kind)
            pairs = zip(case.strict.frames[step.scope], case.presumed.frames[step.scope], strict=True)
            out += [_answer(evidence, step, known, slots, index, one, two) for index, (one, two) in enumerate(pairs)]
    return tuple(out)


def open_conclusions(evidence: Evidence) -> Iterator[tuple[Frame, Ref]]:
    """Each conclusion that is shown to people and open, with its instance."""
    law, frames = evidence.law, evidence.case.presumed.frames
    for step in law.book.steps:
        if step.what != "conclusion" or not step.rules or law.book.conclusions[step.name].working:
            continue
        kind = law.book.conclusions[step.name].kind
        slots = _slots(evidence, step, kind)
        for frame in frames[step.scope]:
            if not all(Tracer.decided(frame[at], kind) for at in slots) and evidence.trace.speaking(step.name, frame):
                yield frame, Ref(step.scope, step.name)


def _slots(evidence: Evidence, step: Step, kind: str) -> list[int]:
    return [evidence.law.layout.slots[Ref(step.scope, step.name, side)] for side in shown(kind)]


def _answer(
    evidence: Evidence, step: Step, known: Conclusion, slots: list[int], index: int, one: Frame, two: Frame
) -> ConclusionAnswer:
    trace = evidence.trace
    strict, presumed = ([_value(known, frame[at]) for at in slots] for frame in (one, two))
    speaking = trace.speaking(step.name, two)
    ref = Ref(step.scope, step.name)
    open_ = bool(speaking) and not all(Tracer.decided(two[at], known.kind) for at in slots)

    def why() -> Any:
        rests = 0 if presumed[0].open else trace.conclusion(ref, two)
        assumed, stated, figures = evidence.reasons(rests)
        if strict == presumed:  # what holds without presumptions rests on none
            assumed = ()
        return assumed, stated, evidence.missing(trace.open_conclusion(ref, two)) if open_ else (), figures

    rules = evidence.texts.those(speaking or step.rules)
    return ConclusionAnswer(
        about=evidence.texts.conclusion(known.name, rules[0]),
        index=index,
        strict=_word(strict),
        presumed=_word(presumed) if speaking else "not_applicable",
        why=evidence.lazily(why),
        kind=strict[0].kind,
        strict_value=strict[0],
        value=presumed[0],
        strict_literal=_other(strict),
        literal=_other(presumed),
        rules=rules,
        working=known.working,
    )


def _value(known: Conclusion, raw: Any) -> Value:
    return value_of(raw, known.kind, known.words.get(raw) if known.kind == "choice" else None)


def _word(values: list[Value]) -> str:
    words = [v.word for v in values]
    return words[0] if len(set(words)) == 1 else " / ".join(words)


def _other(values: list[Value]) -> Value | None:
    """The second line, where it differs."""
    return values[1] if len(values) > 1 and values[1] != values[0] else None
