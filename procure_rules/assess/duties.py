"""Duties and effects as answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from procure_rules.answers.common import Status, Value
from procure_rules.answers.duties import NOTHING_FOLLOWS, Action, DutyAnswer, EffectAnswer, EffectCase
from procure_rules.assess.evidence import STATUSES, Evidence, value_of
from procure_rules.assess.judge import Judgement
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.rules import model as m
from procure_rules.rules.model import Duty, Effect, Rule
from procure_rules.rules.tree import TRUE, Node, not_
from procure_rules.texts import Text, said

__all__ = ["duty", "effect", "figure"]

INF = float("inf")


def duty(evidence: Evidence, one: Judgement) -> DutyAnswer:
    """A requirement, with the figures where it bounds one."""
    form = one.rule.form
    assert isinstance(form, Duty)
    figures: dict[str, Any] = {}
    if form.of is not None and form.limit is not None:
        bounds = {"of": form.of, "limit": form.limit} | ({} if form.floor is None else {"floor": form.floor})
        figures = {name: figure(evidence, node, one.rule, one.frame) for name, node in bounds.items()}
        figures["quantity"] = evidence.texts.quantity(form.of)
    return DutyAnswer(
        about=evidence.texts.rule(one.rule),
        index=one.at,
        strict=STATUSES[one.strict],
        presumed=STATUSES[one.presumed],
        why=evidence.why_rule(one, open_=one.presumed == Verdict.UNDETERMINED),
        remark=said("arguable_duty") if _arguable(one) else None,
        **figures,
    )


def _arguable(one: Judgement) -> bool:
    """Whether a duty that is met would not be on a reading for which nothing but argument speaks."""
    return one.presumed == Verdict.MET and one.versions.heard(one.frame)[0].careful(one.frame) == Verdict.CONTESTED


def figure(evidence: Evidence, node: Node, rule: Rule, frame: Frame) -> Value:
    """What a number comes to."""
    low, high = evidence.law.fn(rule, node)(frame)
    return value_of(tuple(x if abs(x) == INF else x // node.scale for x in (low, high)), node.kind)


def effect(evidence: Evidence, one: Judgement) -> EffectAnswer:
    """What must or may follow, by the case that is decided."""
    rule, form = one.rule, one.rule.form
    assert isinstance(form, Effect)
    case, alternatives = NOTHING_FOLLOWS, tuple[EffectCase, ...]()
    if one.presumed >= EFFECT_CASE:
        holds = form.cases[one.presumed - EFFECT_CASE]
        case = _case(evidence, holds.must, holds.may, holds.note)
    elif one.presumed == Verdict.MET:
        case, alternatives = _open_cases(evidence, rule, form, one.frame)
    open_ = one.presumed in (Verdict.UNDETERMINED, Verdict.MET)  # met: in force without a case that is decided
    return EffectAnswer(
        about=evidence.texts.rule(rule),
        index=one.at,
        strict=_active(one.strict),
        presumed=_active(one.presumed),
        why=evidence.why_rule(one, open_=open_),
        remark=case.note,
        case=case,
        alternatives=alternatives,
        upon=form.upon,
    )


def _case(
    evidence: Evidence, must: Sequence[str], may: Sequence[str], note: Text | None = None, when: Text | None = None
) -> EffectCase:
    actions = evidence.law.book.actions
    called = [tuple(Action(a, actions[a].title) for a in names) for names in (must, may)]
    return EffectCase(called[0], called[1], note, when)


def _open_cases(
    evidence: Evidence, rule: Rule, form: Effect, frame: Frame
) -> tuple[EffectCase, tuple[EffectCase, ...]]:
    """What all cases share that may still hold, and what each has beside it."""
    left: list[tuple[Node, m.EffectCase]] = []
    for case in form.cases:
        holds = evidence.law.fn(rule, case.when)(frame)
        if holds is False:
            continue
        node = TRUE if holds else _undecided(evidence, rule, case.when, frame)
        if node == TRUE:  # what comes to the same as the last case needs no condition of its own
            while left and (left[-1][1].must, left[-1][1].may) == (case.must, case.may):
                left.pop()
        left.append((node, case))
        if holds or not_(node) in [n for n, _ in left]:  # the cases after it cannot come into question
            break
    if not left:
        return NOTHING_FOLLOWS, ()
    conditions = [node for node, _ in left]
    some = conditions[-1] == TRUE or any(not_(node) in conditions for node in conditions)
    cases = [case for _, case in left]
    shared = [a for a in cases[0].must if some and all(a in c.must for c in cases)]
    may = [
        a
        for a in dict.fromkeys(a for c in cases for a in (*c.must, *c.may))
        if some and a not in shared and all(a in (*c.must, *c.may) for c in cases)
    ]
    common = _case(evidence, shared, may, cases[0].note if len(cases) == 1 else None)
    if some and all((set(c.must), set(c.may)) == (set(shared), set(may)) for c in cases):
        return common, ()
    beside = [(node, case) for node, case in left if not {*case.must, *case.may} <= {*shared, *may} or node != TRUE]
    return common, tuple(
        _case(
            evidence,
            [a for a in case.must if a not in shared],
            [a for a in case.may if a not in may],
            case.note,
            said("otherwise") if node == TRUE else evidence.texts.condition(node),
        )
        for node, case in beside
    )


def _undecided(evidence: Evidence, rule: Rule, node: Node, frame: Frame) -> Node:
    """What of an open condition is open."""
    if node.op not in ("and", "or"):
        return node
    args = [_undecided(evidence, rule, a, frame) for a in node.args if evidence.law.fn(rule, a)(frame) is None]
    return args[0] if len(args) == 1 else replace(node, args=tuple(args))


def _active(code: int) -> Status:
    if code == Verdict.NOT_APPLICABLE:
        return Status.INACTIVE
    return Status.UNDETERMINED if code == Verdict.UNDETERMINED else Status.ACTIVE
