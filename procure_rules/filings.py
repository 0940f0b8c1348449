"""The filings that stand in a project, each checked: in time, by whom, after what, in what form, about what, to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from procure_rules.answers import (
    Answer,
    Assessment,
    CitationText,
    DateLine,
    Filing,
    MissingFact,
    RemedyAnswer,
    TimelineAnswer,
)
from procure_rules.answers import _Model as Model
from procure_rules.facts.filings import FILED

__all__ = ["CHECKED", "FilingCheck", "FilingPoint", "check_filings"]

CHECKED = ("time", "standing", "precondition", "form", "scope", "addressee")
WINDOW = {"in_time": "ok", "contested": "contested", "excused": "ok", "out_of_time": "defect", "too_early": "defect"}
DUTY = {"met": "ok", "cannot_be_breached": "ok", "contested": "contested", "excused": "ok", "breached": "defect"}


class FilingPoint(Model):
    """One thing checked. ``verdict``: ok, contested, defect or undetermined.

    ``remedy`` of a defect: ``correction``, where the authority asks for one; ``again``, while the time to file still
    runs; ``none``. ``until`` and ``until_safe`` are its last day on both lines, where there is one.
    """

    aspect: str
    verdict: str
    rule: str
    title: str
    strict: str
    presumed: str
    citations: tuple[CitationText, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    filed: DateLine = DateLine()
    literal: DateLine = DateLine()
    safe: DateLine = DateLine()
    remedy: str = ""
    remedy_title: str = ""
    until: DateLine = DateLine()
    until_safe: DateLine = DateLine()


class FilingCheck(Model):
    """One filing with everything that was checked."""

    filing: Filing
    points: tuple[FilingPoint, ...] = ()

    @property
    def defects(self) -> tuple[FilingPoint, ...]:
        """What is wrong with it."""
        return tuple(p for p in self.points if p.verdict == "defect")


def check_filings(answer: Assessment) -> tuple[FilingCheck, ...]:
    """Every challenge, objection and complaint of the project that was made, or may have been, by the day of assessment."""
    return tuple(
        FilingCheck(filing=f, points=tuple(sorted(_points(answer, f), key=lambda p: CHECKED.index(p.aspect))))
        for f in answer.filings
        if f.made is not False
    )


def _points(answer: Assessment, filing: Filing) -> Iterator[FilingPoint]:
    here = filing.scope, filing.index
    windows = [w for w in answer.windows if (w.scope, w.index) == here and w.act in FILED[filing.scope]]
    windows = [w for w in windows if w.presumed != "not_applicable"]
    rows: list[Answer] = [*answer.duties, *answer.periods]
    rows = [r for r in rows if (r.scope, r.index) == here and r.aspect and r.presumed != "not_applicable"]
    mending = [r for r in rows if r.aspect == "correction"]
    for window in windows:
        made = _point(window, "time", WINDOW.get(window.presumed, "undetermined"))
        update = {"filed": window.acted, "literal": window.literal, "safe": window.safe}
        yield _mended(made.model_copy(update=update), windows, [], answer.receipt.as_of)
    for row in rows:
        if row.aspect in CHECKED:
            yield _mended(
                _point(row, row.aspect, DUTY.get(row.presumed, "undetermined")), windows, mending, answer.receipt.as_of
            )


def _point(one: Answer, aspect: str, verdict: str) -> FilingPoint:
    return FilingPoint(
        aspect=aspect, verdict=verdict, rule=one.rule, title=one.title, strict=one.strict, presumed=one.presumed, citations=one.citations, missing=one.missing,
    )  # fmt: skip


def _mended(point: FilingPoint, windows: list[RemedyAnswer], mending: list[Answer], as_of: dt.date) -> FilingPoint:
    """Whether a defect can still be mended: a lack of form where a correction is provided for, else by filing anew."""
    if point.verdict != "defect":
        return point
    if point.aspect == "form" and mending:
        # the complainant's own term where it is set, else that of the authority for asking
        dated = [m for m in mending if isinstance(m, TimelineAnswer) and m.literal.earliest is not None]
        one = next((m for m in dated if "supplier" in m.owed_by), (dated or mending)[0])
        lines = {"until": one.literal, "until_safe": one.safe} if isinstance(one, TimelineAnswer) else {}
        return point.model_copy(update={"remedy": "correction", "remedy_title": one.title, **lines})
    still = [w for w in windows if w.literal.latest is not None and as_of <= w.literal.latest]
    if not still:
        return point.model_copy(update={"remedy": "none"})
    return point.model_copy(update={"remedy": "again", "until": still[0].literal, "until_safe": still[0].safe})
