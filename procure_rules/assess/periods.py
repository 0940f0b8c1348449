"""Periods as answers."""

from __future__ import annotations

from procure_rules.answers.common import NO_DAY
from procure_rules.answers.periods import PeriodAnswer
from procure_rules.assess.evidence import STATUSES, Evidence, line
from procure_rules.assess.judge import Judgement
from procure_rules.engine.kleene import Verdict
from procure_rules.rules.model import Period

__all__ = ["period"]

INF = float("inf")


def period(evidence: Evidence, one: Judgement) -> PeriodAnswer:
    """A period with its lines, the act and the margin."""
    rule, form, frame = one.rule, one.rule.form, one.frame
    assert isinstance(form, Period)
    fn = evidence.law.fn
    early, late = fn(rule, form.lines.early)(frame), fn(rule, form.lines.late)(frame)
    actual, happened = fn(rule, form.act_date)(frame), fn(rule, form.act_happened)(frame)
    literal, safe = (late, early) if form.most else (early, late)
    nodes = (form.lines.late, form.lines.early) if form.most else (form.lines.early, form.lines.late)
    margin = None
    if literal[0] == literal[1]:
        if actual[0] == actual[1]:
            margin = int(literal[0] - actual[0] if form.most else actual[0] - literal[0])
        elif happened is False and form.most:
            margin = int(literal[0] - evidence.case.day)
    return PeriodAnswer(
        about=evidence.texts.rule(rule),
        index=one.at,
        strict=STATUSES[one.strict],
        presumed=STATUSES[one.presumed],
        why=evidence.why_rule(one, open_=one.presumed == Verdict.UNDETERMINED),
        event=form.act,
        event_title=evidence.texts.event(form.act),
        side="latest" if form.most else "earliest",
        literal=line(literal),
        safe=line(safe),
        actual=NO_DAY if happened is False and actual[1] == INF else line(actual),
        margin=margin,
        length=form.length,
        convention=form.convention,
        proof=evidence.proof(nodes[0], rule, frame),
        safe_proof=evidence.proof(nodes[1], rule, frame) if safe != literal else (),
    )
