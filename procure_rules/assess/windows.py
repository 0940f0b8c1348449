"""Windows as answers: rights that stated filings used or may use."""

from __future__ import annotations

from procure_rules.answers.common import NO_DAY, Status
from procure_rules.answers.rights import WindowAnswer
from procure_rules.assess.evidence import STATUSES, Evidence, line
from procure_rules.assess.judge import Judgement
from procure_rules.engine.kleene import Verdict
from procure_rules.rules.model import Window

__all__ = ["window"]

INF = float("inf")


def window(evidence: Evidence, one: Judgement) -> WindowAnswer:
    """A right to act with its lines, and how the act stands to them."""
    rule, form, frame = one.rule, one.rule.form, one.frame
    assert isinstance(form, Window)
    fn = evidence.law.fn
    early, late, opens = (fn(rule, n)(frame) for n in (form.until.early, form.until.late, form.opens.early))
    acted = fn(rule, form.act_date)(frame) if form.act_date is not None else (-INF, INF)
    happened = fn(rule, form.act_happened)(frame) if form.act_happened is not None else None
    has_opening = form.opens.early.op != "unknown"
    missed = Status.TOO_EARLY if acted[1] < opens[0] else Status.OUT_OF_TIME
    labels = {Verdict.MET: Status.IN_TIME, Verdict.BREACHED: missed}
    strict, presumed = (labels.get(code, STATUSES[code]) for code in (one.strict, one.presumed))
    return WindowAnswer(
        about=evidence.texts.rule(rule),
        index=one.at,
        strict=strict,
        presumed=presumed,
        why=evidence.why_rule(one, open_=one.presumed == Verdict.UNDETERMINED),
        who=form.who,
        act=form.act,
        has_opening=has_opening,
        opens=line(opens),
        literal=line(late),
        safe=line(early),
        usual=line(fn(rule, form.usual)(frame)) if form.usual is not None else None,
        status=_status(evidence.case.day, early, late, opens, has_opening=has_opening),
        acted=NO_DAY if happened is False and acted[1] == INF else line(acted),
        to_whom=form.to_whom,
        form=form.form,
        after=form.after,
        proof=evidence.proof(form.until.late, rule, frame),
    )


Bounds = tuple[float, float]


def _status(day: int, early: Bounds, late: Bounds, opens: Bounds, *, has_opening: bool) -> Status:
    if day > late[1]:
        return Status.CLOSED
    if has_opening and (opens[0] > day or (opens[0] == day and opens[1] == INF)):
        return Status.COMING
    if has_opening and opens[0] > -INF and day < opens[1]:
        return Status.UNKNOWN
    return Status.OPEN if day <= late[0] else Status.UNKNOWN
