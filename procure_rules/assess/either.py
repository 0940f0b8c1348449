"""Two periods of which one is surely broken: the day between them is not stated, and no day keeps both."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from procure_rules.answers.common import Status
from procure_rules.answers.findings import Finding
from procure_rules.assess.evidence import Evidence, line
from procure_rules.assess.findings import finding, united
from procure_rules.assess.judge import Judgement
from procure_rules.assess.periods import period
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Frame
from procure_rules.engine.versions import Versions
from procure_rules.rules.model import Period
from procure_rules.rules.rulebook import refs_of
from procure_rules.rules.tree import Ref
from procure_rules.texts import said

__all__ = ["one_of_two"]


class _Pair(NamedTuple):
    """A period by which something is due, and one that runs from when that was done."""

    first: Versions
    second: Versions
    event: Ref


def one_of_two(evidence: Evidence) -> list[Finding]:
    """The pairs of periods that no day of the event between them keeps, where neither is found by itself.

    Without presumptions of the ordinary course.
    """
    presumed, made = evidence.case.presumed, []
    for pair in evidence.law.kept(_pairs):
        codes = (presumed.verdicts.get(one.id, []) for one in (pair.first, pair.second))
        for at, both in enumerate(zip(*codes, strict=True)):
            if both == (Verdict.UNDETERMINED, Verdict.UNDETERMINED):
                found = _found(evidence, pair, at)
                made += [found] if found is not None else []
    return made


def _pairs(law: Law) -> tuple[_Pair, ...]:
    latest = [v for v in law.rules.values() if all(isinstance(x.rule.form, Period) and x.rule.form.most for x in v)]
    made = []
    for first in latest:
        event = Ref(first.scope, _form(first).act, "date")
        if event in law.layout.slots:
            made += [_Pair(first, second, event) for second in latest if second is not first and _from(second, event)]
    return tuple(made)


def _form(versions: Versions) -> Period:
    form = versions.rule.form
    assert isinstance(form, Period)
    return form


def _from(versions: Versions, event: Ref) -> bool:
    """Whether a period in the event's scope runs from it."""
    if versions.scope != event.scope or _form(versions).act == event.name:
        return False
    lines = _form(versions).lines
    return ("field", event) in set(refs_of(lines.late))


def _may_bind(evidence: Evidence, pair: _Pair, frame: Frame) -> bool:
    """Whether both periods surely bind, and the day on which the first ends is known."""
    if pair.first.available(frame) is not True or pair.second.available(frame) is not True:
        return False
    rule = pair.first.speaking(frame).rule
    assert isinstance(rule.form, Period)
    first, last = evidence.law.fn(rule, rule.form.lines.late)(frame)
    return bool(first == last)


def _found(evidence: Evidence, pair: _Pair, at: int) -> Finding | None:
    # what is not sure with all presumptions is not sure with fewer, for which another world would have to be made
    if not _may_bind(evidence, pair, evidence.frames[pair.first.scope][at]):
        return None
    frame, slots = evidence.firm.frames[pair.first.scope][at], evidence.law.layout.slots
    if not _may_bind(evidence, pair, frame):
        return None
    spoke = pair.first.speaking(frame)
    form = spoke.rule.form
    assert isinstance(form, Period)
    bound = evidence.law.fn(spoke.rule, form.lines.late)(frame)
    known = frame[slots[pair.event]]
    if known[0] == known[1]:
        return None

    def on(day: float) -> Frame:
        supposed = frame.copy()
        supposed[slots[pair.event]] = day, day
        supposed[slots[Ref(pair.event.scope, pair.event.name, "happened")]] = True
        return supposed

    in_time, late = on(bound[1]), on(bound[1] + 1)
    if pair.first.verdict(late) != Verdict.BREACHED or pair.second.verdict(in_time) != Verdict.BREACHED:
        return None
    rules = (pair.first.speaking(late).rule, pair.second.speaking(in_time).rule)
    strict = evidence.case.strict.verdicts
    here = evidence.frames[pair.first.scope][at]
    judged = [
        Judgement(versions, rule, at, strict[versions.id][at], int(Verdict.UNDETERMINED), here)
        for versions, rule in zip((pair.first, pair.second), rules, strict=True)
    ]
    answers = [period(evidence, one) for one in judged]
    actual = evidence.law.fn(rules[1], rules[1].form.act_date)(frame) if isinstance(rules[1].form, Period) else bound
    text = said(
        "either",
        answers[0].event_title,
        line(bound).text(),
        answers[1].event_title,
        line(actual).text(),
        answers[0].title,
        answers[1].title,
    )
    found = []
    for one, answer in zip(judged, answers, strict=True):
        broken = one._replace(presumed=int(Verdict.BREACHED)), replace(answer, presumed=Status.BREACHED)
        found.append(finding(evidence, *broken, (), guessed=False))
    return replace(united(*found), text=text)
