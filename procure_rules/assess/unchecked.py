"""The core events of a procedure whose periods could not be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procure_rules.answers.unchecked import Unchecked
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.judge import Judgement
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.trace import Gap
from procure_rules.rules.model import Period
from procure_rules.rules.tree import Ref

__all__ = ["unchecked"]

SCOPE = "procedure"


def unchecked(evidence: Evidence, periods: Iterable[Judgement]) -> tuple[Unchecked, ...]:
    """The core events, in order, of which no period is decided and some is open; up to the first yet to come."""
    rows: dict[tuple[int, str], list[Judgement]] = {}
    for one in periods:
        assert isinstance(one.rule.form, Period)
        if one.rule.scope == SCOPE and one.presumed != Verdict.NOT_APPLICABLE:
            rows.setdefault((one.at, one.rule.form.act), []).append(one)
    return tuple(
        Unchecked(
            event=event,
            index=index,
            title=evidence.texts.event(event),
            missing=tuple(map(evidence.gap, _wanted(evidence, open_))),
        )
        for index in range(len(evidence.case.presumed.frames[SCOPE]))
        for event in _reached(evidence, index)
        if (open_ := _open(rows.get((index, event), [])))
    )


def _reached(evidence: Evidence, index: int) -> Iterator[str]:
    """The core events before the first that has surely not happened yet; what comes after it is yet to come, too."""
    frame, slots = evidence.case.presumed.frames[SCOPE][index], evidence.law.layout.slots
    for event in evidence.law.book.core:
        if frame[slots[Ref(SCOPE, event, "happened")]] is False:
            return
        yield event


def _open(rows: list[Judgement]) -> list[Judgement]:
    """Those that are open, where none is decided."""
    open_ = [one for one in rows if one.presumed == Verdict.UNDETERMINED]
    return open_ if len(open_) == len(rows) else []


def _wanted(evidence: Evidence, open_: list[Judgement]) -> Iterator[Gap]:
    """What they wait for: the facts that most of them do first."""
    times: dict[Gap, int] = {}
    for one in open_:
        for gap in evidence.gaps.listed(evidence.trace.open_rule(one.versions, one.frame)):
            if gap.kind in ("missing", "not_encoded", "calendar"):
                times[gap] = times.get(gap, 0) + 1
    return iter(sorted(times, key=lambda gap: (-times[gap], gap)))
