"""Duties and effects as answers."""

from __future__ import annotations

from typing import Any

from procure_rules.answers.common import Status, Value
from procure_rules.answers.duties import NOTHING_FOLLOWS, Action, DutyAnswer, EffectAnswer, EffectCase
from procure_rules.assess.evidence import STATUSES, Evidence, value_of
from procure_rules.assess.judge import Judgement
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.rules.model import Duty, Effect, Rule
from procure_rules.rules.tree import Node
from procure_rules.texts import said

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
    case = NOTHING_FOLLOWS
    if one.presumed >= EFFECT_CASE:
        said = form.cases[one.presumed - EFFECT_CASE]
        actions = evidence.law.book.actions
        must, may = (tuple(Action(a, actions[a].title) for a in names) for names in (said.must, said.may))
        case = EffectCase(must, may, said.note)
    open_ = one.presumed in (Verdict.UNDETERMINED, Verdict.MET)  # met: in force without a case that is decided
    return EffectAnswer(
        about=evidence.texts.rule(rule),
        index=one.at,
        strict=_active(one.strict),
        presumed=_active(one.presumed),
        why=evidence.why_rule(one, open_=open_),
        remark=case.note,
        case=case,
        upon=form.upon,
    )


def _active(code: int) -> Status:
    if code == Verdict.NOT_APPLICABLE:
        return Status.INACTIVE
    return Status.UNDETERMINED if code == Verdict.UNDETERMINED else Status.ACTIVE
