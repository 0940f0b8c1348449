"""Judgements: for each rule and instance the version that speaks and its two verdicts. Data, no words."""

from __future__ import annotations

from typing import NamedTuple

from procure_rules.assess.case import Case
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.engine.versions import Versions
from procure_rules.rules.model import Rule

__all__ = ["Judgement", "judge", "judgement_of"]


class Judgement(NamedTuple):
    """One rule for one instance: all its versions, the one that speaks, which instance, and both verdicts as
    numbers.
    """

    versions: Versions
    rule: Rule
    at: int
    strict: int
    presumed: int
    frame: Frame
    """The instance in the presumed world."""


def judge(case: Case) -> list[Judgement]:
    """Every rule that applies, or may apply, in order of the rulebook's steps."""
    out = []
    strict, presumed = case.strict, case.presumed
    for name, versions in case.law.rules.items():
        scope = versions.scope
        if not presumed.frames[scope]:
            continue
        one, two = strict.verdicts[name], presumed.verdicts[name]
        if one is strict.blank[scope] and two is presumed.blank[scope]:
            continue  # it applies to nothing
        for index, frame in enumerate(presumed.frames[scope]):
            if one[index] != Verdict.NOT_APPLICABLE or two[index] != Verdict.NOT_APPLICABLE:
                rule = versions.heard(frame)[0].rule
                out.append(Judgement(versions, rule, index, one[index], two[index], frame))
    return out


def judgement_of(case: Case, name: str) -> list[Judgement]:
    """A rule for every instance, also where it does not apply. Raises ``KeyError`` for an unknown rule."""
    versions = case.law.rules[name]
    frames = case.presumed.frames[versions.scope]
    if not frames:
        return []
    one, two = case.strict.verdicts[name], case.presumed.verdicts[name]
    return [Judgement(versions, versions.heard(f)[0].rule, i, one[i], two[i], f) for i, f in enumerate(frames)]
