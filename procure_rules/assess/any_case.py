"""What is breached in any case: where it is open which law governs, the defects that either law finds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from procure_rules.answers.findings import Finding
from procure_rules.assess.duties import duty
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.findings import defect, finding, united
from procure_rules.assess.judge import Judgement
from procure_rules.assess.periods import period
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.suppose import supposing
from procure_rules.engine.world import World
from procure_rules.rules.model import Duty, Period
from procure_rules.rules.tree import Ref
from procure_rules.texts import said

__all__ = ["in_any_case"]

SWITCH = "government_procurement"
"""The conclusion on which it hangs which of the two laws governs."""


def in_any_case(evidence: Evidence, known: Collection[object]) -> list[Finding]:
    """The defects that are found whichever law governs, where that is open; ``known``: those found already.

    Both worlds are without presumptions of the ordinary course.
    """
    case = evidence.case
    frames = case.presumed.frames["procedure"]
    at = case.law.layout.slots.get(Ref("procedure", SWITCH))
    if at is None or all(frame[at] is not None for frame in frames):
        return []
    context = replace(case.presumed.context, firm=True)
    worlds = [supposing(case.law, case.project, context, SWITCH, value) for value in (True, False)]
    one, two = (_breached(evidence, world) for world in worlds)
    made = []
    for key in one:
        if key in two and key not in known:
            first, second = (_finding(evidence, judgement) for judgement in (one[key], two[key]))
            made.append(first if one[key].versions is two[key].versions else united(first, second))
    return made


def _breached(evidence: Evidence, world: World) -> dict[object, Judgement]:
    """By defect, what breaks it in a world; seen in the presumed one, in which answers are told."""
    found: dict[object, Judgement] = {}
    strict, presumed = evidence.case.strict, evidence.case.presumed
    for name, versions in evidence.law.rules.items():
        if not isinstance(versions.rule.form, (Duty, Period)):
            continue
        for index, code in enumerate(world.verdicts.get(name, ())):
            if code == Verdict.BREACHED:
                frame = presumed.frames[versions.scope][index]
                rule = versions.speaking(world.frames[versions.scope][index]).rule
                one = Judgement(versions, rule, index, strict.verdicts[name][index], code, frame)
                found.setdefault(defect(one), one)
    return found


def _finding(evidence: Evidence, one: Judgement) -> Finding:
    answer = period(evidence, one) if isinstance(one.rule.form, Period) else duty(evidence, one)
    made = finding(evidence, one, answer, (), guessed=False)
    return replace(made, text=said("in_any_case", made.text))
