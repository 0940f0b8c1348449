"""What differs between two assessments: of one project on two days, or before and after a fact was stated otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.answers.assessment import Assessment
from procure_rules.answers.common import Answer, DateLine
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.answers.duties import DutyAnswer
from procure_rules.answers.methods import MethodAnswer
from procure_rules.answers.periods import PeriodAnswer
from procure_rules.answers.rights import WindowAnswer
from procure_rules.errors import ASSESSMENT, expect
from procure_rules.texts import Text

__all__ = ["Difference", "Side", "differences"]


@dataclass(frozen=True, slots=True)
class Side:
    """How one side answers: strict and presumed word, both lines of a date, and a bound's figure; empty where none."""

    strict: str = "not_applicable"
    presumed: str = "not_applicable"
    literal: DateLine | None = None
    safe: DateLine | None = None
    limit: str = ""
    said: Text | None = None
    """What the presumed word is called, where it is a value."""

    def __str__(self) -> str:
        lines = [x.text() for x in (self.literal, self.safe) if x is not None]
        shown = " / ".join(lines) or self.limit
        return f"{self.presumed} ({self.strict})" + (f" [{shown}]" if shown else "")


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not the same in both; ``law_changed``: whether the articles or the encoded figures behind it
    differ, and not only the day it is looked at.
    """

    rule: str
    title: Text
    scope: str
    index: int
    before: Side
    after: Side
    law_changed: bool


def differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """The answers in which two assessments differ, in order of the rulebook, then the methods."""
    expect(before, Assessment, "before", ASSESSMENT)
    expect(after, Assessment, "after", ASSESSMENT)
    old, new = ({(type(a).__name__, a.rule, a.index): a for a in made.answers()} for made in (before, after))
    out = []
    for key in dict.fromkeys([*old, *new]):
        one, two = old.get(key), new.get(key)
        sides = _side(one), _side(two)
        known = two or one
        if sides[0] == sides[1] or known is None:
            continue
        law = one is None or two is None or one.citations != two.citations or _figures(sides[0]) != _figures(sides[1])
        out.append(Difference(known.rule, known.title, known.scope, known.index, sides[0], sides[1], law))
    return (*out, *_methods(before, after))


def _methods(before: Assessment, after: Assessment) -> list[Difference]:
    old, new = ({(m.method, m.index): m for m in made.methods} for made in (before, after))
    out = []
    for key in dict.fromkeys([*old, *new]):
        one, two = old.get(key), new.get(key)
        before_, after_ = (Side() if m is None else Side(m.strict, m.presumed) for m in (one, two))
        known: MethodAnswer | None = two or one
        if known is not None and before_ != after_:
            name = f"method.{known.method}"
            out.append(Difference(name, known.title, "procedure", known.index, before_, after_, law_changed=False))
    return out


def _figures(side: Side) -> tuple[object, ...]:
    """The lines where they are certain, and the bound: an open line moves with the day of assessment."""
    lines = (side.literal, side.safe)
    return (*(lines if all(x is not None and x.certain for x in lines) else ()), side.limit)


def _side(one: Answer | None) -> Side:
    if one is None:
        return Side()
    if isinstance(one, (PeriodAnswer, WindowAnswer)):
        if one.literal.certain and one.safe.certain:
            return Side(one.strict, one.presumed, one.literal, one.safe)
    elif isinstance(one, DutyAnswer) and one.limit is not None:
        return Side(one.strict, one.presumed, limit=one.limit.word)
    elif isinstance(one, ConclusionAnswer):
        return Side(one.strict, one.presumed, said=Text(one.text("zh"), one.text("en")) if one.applies else None)
    return Side(one.strict, one.presumed)
