"""The filings that stand in a project, each checked: in time, by whom, after what, in what form, about what, to
whom, and its review.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from procure_rules.answers.assessment import Assessment
from procure_rules.answers.common import NO_DAY, AboutRule, Answer, DateLine, MissingFact, RuleText
from procure_rules.answers.periods import PeriodAnswer
from procure_rules.answers.rights import Filing, WindowAnswer
from procure_rules.errors import ASSESSMENT, expect
from procure_rules.facts.filings import FILED
from procure_rules.texts import Text

__all__ = ["CHECKED", "LASTING", "FilingCheck", "FilingPoint", "check_filings"]

CHECKED = ("time", "standing", "precondition", "form", "scope", "repetition", "addressee", "review")
LASTING = ("standing", "repetition")
"""What no further filing of the same party can mend."""
OWN_TERM = {"met": "corrected", "contested": "corrected", "breached": "none"}
"""How a correction stands for which the authority has set a term."""
WINDOW = {"in_time": "ok", "contested": "contested", "excused": "ok", "out_of_time": "defect", "too_early": "defect"}
DUTY = {"met": "ok", "cannot_be_breached": "ok", "contested": "contested", "excused": "ok", "breached": "defect"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPoint(AboutRule):
    """One thing checked. ``verdict``: ok, contested, defect or undetermined.

    ``remedy`` of a defect: ``corrected``, where that was done within the term set; ``correction``, where the authority
    asks for one; ``again``, while the time to file still runs; ``before``, while it is not yet filed; ``none``, where
    the time is over or no filing of this party can mend it; empty, where that cannot be told. ``until`` and
    ``until_safe`` are its last day on both lines, where there is one.
    """

    aspect: str
    verdict: str
    about: RuleText
    strict: str
    presumed: str
    missing: tuple[MissingFact, ...] = ()
    filed: DateLine = NO_DAY
    literal: DateLine = NO_DAY
    safe: DateLine = NO_DAY
    remedy: str = ""
    remedy_title: Text | None = None
    until: DateLine = NO_DAY
    until_safe: DateLine = NO_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingCheck:
    """One filing with everything that was checked; ``on``: the later day as of which one that is still to come was."""

    filing: Filing
    points: tuple[FilingPoint, ...] = ()
    on: dt.date | None = None

    @property
    def defects(self) -> tuple[FilingPoint, ...]:
        """What is wrong with it."""
        return tuple(p for p in self.points if p.verdict == "defect")


def check_filings(answer: Assessment, then: Callable[[dt.date], Assessment] | None = None) -> tuple[FilingCheck, ...]:
    """Every challenge, objection and complaint of the project that was made, or may have been, by the day of
    assessment.

    ``then`` gives the assessment of a later day: with it, what is to be filed or received on a later day is
    checked too, as of that day.
    """
    expect(answer, Assessment, "answer", ASSESSMENT)
    out = []
    for filing in answer.filings:
        if then is not None and filing.ahead is not None:
            later = then(filing.ahead)
            out.append(FilingCheck(filing=filing, points=_sorted(later, filing, answer.as_of), on=filing.ahead))
        elif filing.made is not False:
            out.append(FilingCheck(filing=filing, points=_sorted(answer, filing, answer.as_of)))
    return tuple(out)


def _sorted(answer: Assessment, filing: Filing, today: dt.date) -> tuple[FilingPoint, ...]:
    return tuple(sorted(_points(answer, filing, today), key=lambda p: CHECKED.index(p.aspect)))


def _points(answer: Assessment, filing: Filing, today: dt.date) -> Iterator[FilingPoint]:
    here = filing.scope, filing.index
    windows = [w for w in answer.windows if (w.scope, w.index) == here and w.act in FILED[filing.scope]]
    windows = [w for w in windows if w.presumed != "not_applicable"]
    rows: list[Answer] = [*answer.duties, *answer.periods]
    rows = [r for r in rows if (r.scope, r.index) == here and r.aspect and r.presumed != "not_applicable"]
    mending = [r for r in rows if r.aspect == "correction"]
    planned = filing.made is False
    for window in windows:
        yield _mended(_timed(window, "time"), windows, [], today, planned=planned)
    for window in answer.windows:  # reconsideration and litigation, where they were brought
        brought = window.acted.latest is not None and window.act not in FILED[filing.scope]
        if (window.scope, window.index) == here and brought and window.presumed != "not_applicable":
            yield _mended(_timed(window, "review"), [window], [], today, planned=False)
    for row in rows:
        if row.aspect in CHECKED:
            point = _point(row, row.aspect, DUTY.get(row.presumed, "undetermined"))
            yield _mended(point, windows, mending, today, planned=planned)


def _point(one: Answer, aspect: str, verdict: str) -> FilingPoint:
    return FilingPoint(
        aspect=aspect,
        verdict=verdict,
        about=one.about,
        strict=one.strict,
        presumed=one.presumed,
        missing=one.missing,
    )


def _timed(window: WindowAnswer, aspect: str) -> FilingPoint:
    point = _point(window, aspect, WINDOW.get(window.presumed, "undetermined"))
    return replace(point, filed=window.acted, literal=window.literal, safe=window.safe)


def _mended(
    point: FilingPoint, windows: list[WindowAnswer], mending: list[Answer], today: dt.date, *, planned: bool
) -> FilingPoint:
    """Whether a defect can still be mended: a lack of form where a correction is provided for, else by filing anew."""
    if point.verdict != "defect":
        return point
    if point.aspect in LASTING:
        return replace(point, remedy="none")
    if point.aspect == "form" and mending and not planned:
        # the complainant's own term where it is set, else that of the authority for asking
        dated = [m for m in mending if isinstance(m, PeriodAnswer) and m.literal.earliest is not None]
        one = next((m for m in dated if "supplier" in m.owed_by), (dated or mending)[0])
        own = isinstance(one, PeriodAnswer) and "supplier" in one.owed_by
        remedy = OWN_TERM.get(one.presumed, "correction") if own else "correction"
        mended = replace(point, remedy=remedy, remedy_title=one.title)
        return replace(mended, until=one.literal, until_safe=one.safe) if isinstance(one, PeriodAnswer) else mended
    still = [w for w in windows if w.literal.latest is not None and today <= w.literal.latest]
    if still:
        remedy = "before" if planned else "again"
        return replace(point, remedy=remedy, until=still[0].literal, until_safe=still[0].safe)
    shut = bool(windows) and all(w.literal.latest is not None for w in windows)
    return replace(point, remedy="none" if shut else "before" if planned else "")
