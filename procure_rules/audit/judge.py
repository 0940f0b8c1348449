"""One project of a table judged: what ``assess`` says of it, as far as a row of an audit says it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from procure_rules.answers.assessment import Assessment
from procure_rules.answers.common import DateLine
from procure_rules.answers.periods import PeriodAnswer
from procure_rules.audit.result import Due, Judged
from procure_rules.facts.project import Project
from procure_rules.facts.values import Bounds
from procure_rules.facts.words import Method
from procure_rules.inputs.ledger import Entry
from procure_rules.texts import Text, said
from procure_rules.views.regime import sentences

__all__ = ["DEADLINES", "judged"]

DEADLINES = ("bid_deadline", "first_response_deadline")
MOST_DUE = 3
MOST_ASKED = 3
PERIOD = re.compile(r"(19|20)\d\d")


def judged(entry: Entry, answer: Assessment, periods: Iterable[PeriodAnswer]) -> Judged:
    """What an assessment says of a project of a table. ``periods``: those that bind its deadlines of bids."""
    project = entry.project
    laws = [one.text for _, told in sentences(answer) for one in told if one.conclusion == "regime"]
    purchaser, first = project.purchaser, first_day(project)
    place = "" if purchaser is None else str(purchaser.place or "")
    return Judged(
        origin=entry.origin,
        number=str(project.id or ""),
        title=str(project.title or ""),
        purchaser="" if purchaser is None else str(purchaser.name or ""),
        place=place,
        year=_year(entry, first),
        day=first,
        laws=tuple(dict.fromkeys(laws)),
        methods=_methods(project, answer),
        lots=tuple(str(p.lot or "") for p in project.procedures.items) if project.procedures else (),
        findings=answer.findings,
        contradictions=tuple(c.text for c in answer.contradictions),
        unheard=tuple(dict.fromkeys(u.title for u in answer.unheard)),
        unchecked=tuple(dict.fromkeys(u.text for u in answer.unchecked)),
        due=_due(answer),
        spare=tuple(_spare(periods)),
        decided=answer.tally.decided,
        undetermined=answer.tally.undetermined,
        ask=tuple(dict.fromkeys(m.question for m in answer.missing[:MOST_ASKED])),
        own=entry.own,
    )


def _methods(project: Project, answer: Assessment) -> tuple[Text, ...]:
    """The methods stated; what becomes of one is said where something may be wrong with it."""
    told = {(m.method, m.index): m.presumed for m in answer.methods if m.stated}
    made = []
    for index, procedure in enumerate(project.procedures.items if project.procedures else ()):
        if isinstance(procedure.method, Method):
            title = Text(procedure.method.zh, procedure.method.en)
            status = told.get((procedure.method.value, index))
            made.append(title if status is None else said("audit_method", title, said(status)))
    return tuple(dict.fromkeys(made))


def _due(answer: Assessment) -> tuple[Due, ...]:
    """What is still to be done by some day, the next first."""
    rows = [(e.latest, e.title) for e in answer.due if e.latest is not None]
    made = [Due(title=title, safe=line.safe, literal=line.literal) for line, title in rows]
    return tuple(sorted(made, key=lambda d: _first(d.safe)))[:MOST_DUE]


def _first(line: DateLine) -> dt.date:
    return line.earliest or line.latest or dt.date.max


def _spare(periods: Iterable[PeriodAnswer]) -> Iterator[int]:
    """Days that each deadline of bids leaves beyond the least that a rule demands; the tightest rule of each."""
    found: dict[int, int] = {}
    for one in periods:
        if one.event in DEADLINES and one.side == "earliest" and one.literal.certain and one.actual.certain:
            assert one.actual.earliest is not None
            assert one.literal.earliest is not None
            days = (one.actual.earliest - one.literal.earliest).days
            found[one.index] = min(days, found.get(one.index, days))
    return iter(found.values())


def _year(entry: Entry, first: dt.date | None) -> int | None:
    """The budget year: as the table says, else that of the first day known of the purchase."""
    for own in entry.own:
        if found := PERIOD.search(own.get("year", "")):
            return int(found[0])
    return first.year if first else None


def first_day(project: Project) -> dt.date | None:
    """The day of the first notice that is known to the day, else of the contract."""
    procedures = project.procedures.items if project.procedures else ()
    for name in ("tender_notice_published", "contract_signed"):
        days = [getattr(p.timeline, name) for p in procedures if p.timeline]
        known = [int(e.when.lo) for e in days if e and isinstance(e.when, Bounds) and e.when.point]
        if known:
            return dt.date.fromordinal(min(known))
    return None
