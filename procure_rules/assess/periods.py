"""Periods as answers."""

from __future__ import annotations

from dataclasses import replace

from procure_rules.answers.common import NO_DAY
from procure_rules.answers.periods import PeriodAnswer
from procure_rules.assess.evidence import STATUSES, Evidence, line
from procure_rules.assess.judge import Judgement
from procure_rules.engine.kleene import Interval, Verdict
from procure_rules.rules.model import Period
from procure_rules.rules.tree import Node
from procure_rules.texts import Text, said

__all__ = ["period"]

INF = float("inf")
REMARKS = {
    True: {True: "on_the_day_latest", False: "arguable_latest"},
    False: {True: "on_the_day_earliest", False: "arguable_earliest"},
}
"""By whether it is a maximum, and whether the act lies on the last arguable day, one beyond the safe line."""


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
        remark=_remark(evidence, one, actual, literal),
        proof=evidence.proof(nodes[0], rule, frame),
        safe_proof=evidence.proof(nodes[1], rule, frame) if safe != literal else (),
    )


def _remark(evidence: Evidence, one: Judgement, actual: Interval, literal: Interval) -> Text | None:
    """What is to be said of an act that is in time, though a reading for which nothing but argument speaks would not
    have it so. To have passed the day to act by is no matter of reading.
    """
    form = one.rule.form
    assert isinstance(form, Period)
    if one.presumed not in (Verdict.MET, Verdict.DUE) or form.lines.settled:
        return None
    strictest = line(evidence.law.fn(one.rule, unfallen(form.lines.early if form.most else form.lines.late))(one.frame))
    day = strictest.latest if form.most else strictest.earliest
    if not strictest.certain or day is None:
        return None
    limit = day.toordinal()
    if one.presumed == Verdict.DUE:
        beyond = form.most and evidence.case.day > limit
    else:
        beyond = actual[0] > limit if form.most else actual[1] < limit
    if not beyond:
        return None
    last = one.presumed == Verdict.MET and actual[0] == actual[1] == literal[0] == literal[1]
    return said(REMARKS[form.most][last and abs(limit - literal[0]) == 1], day)


def unfallen(node: Node) -> Node:
    """A line without its fall back to the last working day before, which is advice."""
    if node.op == "count":
        number, how, tolls = node.data
        node = replace(
            node, data=(number, replace(how, roll="none", over="rest") if how.roll == "back" else how, tolls)
        )
    return replace(node, args=tuple(map(unfallen, node.args))) if node.args else node
