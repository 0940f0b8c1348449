"""Who may do what, and who owes what to those who did: rights and duties of an assessment as a role sees them on a
day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from procure_rules.answers.assessment import Assessment
from procure_rules.answers.common import Status
from procure_rules.answers.duties import DutyAnswer
from procure_rules.answers.periods import PeriodAnswer
from procure_rules.answers.rights import Filing, Right, WindowAnswer, window_status
from procure_rules.errors import ASSESSMENT, expect
from procure_rules.facts.filings import FILED

__all__ = ["FILING_SCOPES", "ROLES", "rights", "rights_to_file"]

PARTIES = ("supplier", "potential_bidder", "bidder", "interested_party")
SEES = {
    "supplier": PARTIES,
    "bidder": PARTIES,
    "consortium": PARTIES,
    "potential_bidder": ("supplier", "potential_bidder", "interested_party"),
    "interested_party": ("interested_party",),
}
"""The rights that a role has: whoever bids is an interested party too, and a supplier."""
OWES = {
    "supplier": ("supplier",),
    "bidder": ("supplier",),
    "consortium": ("supplier",),
    "potential_bidder": ("supplier",),
    "interested_party": ("supplier",),
    "purchaser": ("purchaser", "tenderee"),
    "tenderee": ("purchaser", "tenderee"),
    "agency": ("agency",),
    "supervisor": ("supervisor",),
}
"""Whose duties a role has: the purchaser of one law is the tenderee of the other."""
ROLES = tuple(OWES)
FILING_SCOPES = ("challenge", "objection", "complaint", "inquiry", "inspection")
ORDER = (
    "open",
    "overdue",
    "due",
    "coming",
    "undetermined",
    "contested",
    "done_late",
    "excused",
    "done",
    "closed",
    "not_available",
)
DONE = {
    Status.MET: Status.DONE,
    Status.CONTESTED: Status.CONTESTED,
    Status.EXCUSED: Status.EXCUSED,
    Status.BREACHED: Status.DONE_LATE,
}
HELD = {
    Status.MET: Status.DONE,
    Status.CANNOT_BE_BREACHED: Status.DONE,
    Status.BREACHED: Status.OVERDUE,
    Status.CONTESTED: Status.CONTESTED,
}
Known = dict[tuple[str, int], Filing]


def rights(answer: Assessment, role: str | None = None, on: dt.date | None = None) -> tuple[Right, ...]:
    """What a party may still do, or has to do, as it stands on ``on`` (default: the day of assessment).

    For those who may file: every window, open, closed, coming, not available or undetermined. For the others: what
    they owe after each filing that stands in the project. Without a role: every window and every duty. ``on``
    changes the status, never a date; what comes next is told for a filing on the day of assessment, or on the
    first possible day after it. Raises ``ValueError`` for an unknown role.
    """
    expect(answer, Assessment, "answer", ASSESSMENT)
    if role is not None and role not in ROLES:
        raise ValueError(f"role: {', '.join(ROLES)}")
    day = on or answer.as_of
    parties = PARTIES if role is None else SEES.get(role, ())
    owed = None if role is None else OWES[role]
    known = {(f.scope, f.index): f for f in answer.filings}
    found = [*_windows(answer, parties, known, day), *_duties(answer, owed, known, day, clocks_only=role in SEES)]
    return tuple(sorted(found, key=_rank))


def rights_to_file(answer: Assessment) -> tuple[Right, ...]:
    """Of these the windows alone, of whoever may file, on the day of assessment."""
    known = {(f.scope, f.index): f for f in answer.filings}
    return tuple(sorted(_windows(answer, PARTIES, known, answer.as_of), key=_rank))


def _rank(one: Right) -> tuple[int, dt.date, int, str, int, tuple[str, ...]]:
    day = one.safe.earliest or one.safe.latest or dt.date.max
    return ORDER.index(one.status.value), day, one.procedure, one.rule, one.index, one.against


def _windows(answer: Assessment, parties: tuple[str, ...], known: Known, on: dt.date) -> Iterator[Right]:
    for one in answer.openings:
        if one.who in parties:
            yield _seen(one, window_status(one, on, FILED[one.scope]), on)
    for window in answer.windows:
        filing = known.get((window.scope, window.index))
        if filing is not None and filing.made is False and window.act not in FILED[window.scope]:
            continue  # nothing has been decided on what nobody has filed yet
        used = window.acted.latest is not None and window.acted.latest <= on
        if window.who in parties and window.presumed != "not_applicable" and not used:
            made = Right(**_fields(window), **_of(filing), stated=True)
            yield _seen(made, window_status(made, on, FILED.get(window.scope, (window.act,))), on)


def _duties(
    answer: Assessment, owed: tuple[str, ...] | None, known: Known, on: dt.date, *, clocks_only: bool
) -> Iterator[Right]:
    rows: list[PeriodAnswer | DutyAnswer] = [p for p in answer.periods if p.side == "latest"]
    if not clocks_only:
        rows += answer.duties
    for one in rows:
        if one.scope not in FILING_SCOPES or one.presumed == "not_applicable" or not one.owed_by:
            continue
        filing = known.get((one.scope, one.index))
        if filing is not None and filing.made is False:
            continue  # nobody has filed it yet
        if owed is not None and not set(owed) & set(one.owed_by):
            continue
        common = {name: value for name, value in _fields(one).items() if name in RIGHT_FIELDS}
        common |= _of(filing) | {"kind": "duty", "stated": True, "who": one.owed_by[0]}
        if isinstance(one, PeriodAnswer):
            made = Right(**common, act=one.event, acted=one.actual)
            yield _seen(made, _clock_status(made, on), on)
        else:
            yield _seen(Right(**common), HELD.get(one.presumed, Status.UNDETERMINED), on)


RIGHT_FIELDS = {f.name for f in fields(Right)}


def _fields(one: WindowAnswer | PeriodAnswer | DutyAnswer) -> dict[str, Any]:
    return {f.name: getattr(one, f.name) for f in fields(one)}


def _of(filing: Filing | None) -> dict[str, Any]:
    if filing is None:
        return {}
    return {
        "procedure": filing.procedure,
        "by": filing.by,
        "against": (filing.against,) if filing.against else (),
        "against_text": (filing.against_text,) if filing.against_text else (),
    }


def _seen(one: Right, status: Status, on: dt.date) -> Right:
    if status == Status.COMING:  # no time runs yet
        return replace(one, status=status, days_left=None)
    left = (one.safe.earliest - on).days if one.safe.certain and one.safe.earliest is not None else None
    if left is None and one.safe.latest is not None and one.safe.latest < on:
        left = (one.safe.latest - on).days  # past in any case
    return replace(one, status=status, days_left=left)


def _clock_status(one: Right, on: dt.date) -> Status:
    day = one.acted.earliest
    if day is not None and one.acted.certain and day <= on:
        return DONE.get(one.presumed, Status.DONE)
    if one.presumed == "excused":
        return one.presumed
    if one.presumed == "undetermined" and any(not m.fact.endswith(one.act) for m in one.missing):
        return one.presumed  # more is open than whether it was done
    if one.literal.latest is not None and on > one.literal.latest and one.presumed != "undetermined":
        return Status.OVERDUE
    return Status.DUE if one.literal.earliest is not None and on <= one.literal.earliest else Status.UNDETERMINED
