"""Which law governs and whether it must be tendered, in two sentences for people who do not read rules."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.assessment import Assessment
from procure_rules.answers.common import Assumption, Figure, MissingFact
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.texts import Text, said

__all__ = ["Sentence", "sentences"]

QUESTIONS = (("law_is", "regime"), ("tender_is", "must_tender"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the conclusion it tells of, and on what it rests: ``certain`` where the facts stated settle it."""

    conclusion: str
    status: str
    text: Text
    certain: bool
    assuming: tuple[Assumption, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    figures: tuple[Figure, ...] = ()


def sentences(answer: Assessment) -> list[tuple[tuple[int, ...], tuple[Sentence, ...]]]:
    """For the procedures (those alike together) the sentence about the law and the one about the duty to tender."""
    known = {(c.rule, c.index): c for c in answer.law}
    found: dict[tuple[Sentence, ...], list[int]] = {}
    for index in sorted({i for name, i in known if name in ("regime", "must_tender")}):
        tendering = known.get(("tendering_procedure", index))
        tendered = tendering is not None and tendering.presumed == "true"
        made = tuple(_sentence(one, key, tendered) for key, name in QUESTIONS if (one := known.get((name, index))))
        found.setdefault(made, []).append(index)
    return [(tuple(where), made) for made, where in found.items()]


def _sentence(one: ConclusionAnswer, key: str, tendered: bool) -> Sentence:
    """``tendered``: whether the tendering law's procedure governs in any case."""
    at_least = tendered and one.rule == "regime" and one.presumed == "unknown"
    text = said("law_is_tendering_at_least" if at_least else f"{key}_{one.presumed}")
    certain = one.strict == one.presumed and one.presumed not in ("unknown", "not_applicable")
    return Sentence(one.rule, one.presumed, text, certain, () if certain else one.assuming, one.missing, one.figures)
