"""Who may do what, and who owes what to those who did: the remedies of an assessment as a role sees them on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from procure_rules.answers import Assessment, DateLine, DutyAnswer, Filing, Remedy, RemedyAnswer, TimelineAnswer
from procure_rules.facts.filings import FILED

__all__ = ["FILING_SCOPES", "ROLES", "remedies_of"]

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
DONE = {"met": "done", "contested": "contested", "excused": "excused", "breached": "done_late"}


def remedies_of(answer: Assessment, role: str | None, on: dt.date) -> tuple[Remedy, ...]:
    """See :meth:`procure_rules.answers.Assessment.remedies`."""
    if role is not None and role not in ROLES:
        raise ValueError(f"role: {', '.join(ROLES)}")
    rights = PARTIES if role is None else SEES.get(role, ())
    owed = None if role is None else OWES[role]
    known = {(f.scope, f.index): f for f in answer.filings}
    found = [*_windows(answer, rights, known, on), *_duties(answer, owed, known, on, clocks_only=role in SEES)]
    return tuple(sorted(found, key=_rank))


def _rank(one: Remedy) -> tuple[int, dt.date, int, str, int, tuple[str, ...]]:
    day = one.safe.earliest or one.safe.latest or dt.date.max
    return ORDER.index(one.status), day, one.procedure, one.rule, one.index, one.against


def _windows(
    answer: Assessment, rights: tuple[str, ...], known: dict[tuple[str, int], Filing], on: dt.date
) -> Iterator[Remedy]:
    for one in answer.openings:
        if one.who in rights:
            yield _seen(one, window_status(one, on), on)
    for window in answer.windows:
        f = known.get((window.scope, window.index))
        if f is not None and f.made is False and window.act not in FILED[window.scope]:
            continue  # nothing has been decided on what nobody has filed yet
        used = window.acted.latest is not None and window.acted.latest <= on
        if window.who in rights and window.presumed != "not_applicable" and not used:
            made = Remedy(**_fields(window), **_of(known, window.scope, window.index), stated=True)
            yield _seen(made, window_status(made, on), on)


def _duties(
    answer: Assessment,
    owed: tuple[str, ...] | None,
    known: dict[tuple[str, int], Filing],
    on: dt.date,
    *,
    clocks_only: bool,
) -> Iterator[Remedy]:
    rows: list[TimelineAnswer | DutyAnswer] = [p for p in answer.periods if p.side == "latest"]
    if not clocks_only:
        rows += answer.duties
    for one in rows:
        if one.scope not in FILING_SCOPES or one.presumed == "not_applicable" or not one.owed_by:
            continue
        if (f := known.get((one.scope, one.index))) is not None and f.made is False:
            continue  # nobody has filed it yet
        if owed is not None and not set(owed) & set(one.owed_by):
            continue
        clock = isinstance(one, TimelineAnswer)
        fields = {k: v for k, v in _fields(one).items() if k in Remedy.model_fields}
        fields |= _NO_DATES if not clock else {"opens": DateLine()}
        if isinstance(one, TimelineAnswer):
            fields |= {"act": one.event, "acted": one.actual}
        fields |= _of(known, one.scope, one.index)
        made = Remedy(**{**fields, "kind": "duty", "stated": True, "who": one.owed_by[0]})
        yield _seen(made, _clock_status(made, on) if clock else _duty_status(one.presumed), on)


_NO_DATES: dict[str, Any] = {"opens": DateLine(), "literal": DateLine(), "safe": DateLine(), "acted": DateLine()}


def _fields(one: RemedyAnswer | TimelineAnswer | DutyAnswer) -> dict[str, Any]:
    return {name: getattr(one, name) for name in type(one).model_fields}


def _of(known: dict[tuple[str, int], Filing], scope: str, index: int) -> dict[str, Any]:
    one = known.get((scope, index))
    if one is None:
        return {}
    return {
        "procedure": one.procedure,
        "by": one.by,
        "against": (one.against,) if one.against else (),
        "against_text": (one.against_text,) if one.against_text else (),
    }


def _seen(one: Remedy, status: str, on: dt.date) -> Remedy:
    left = (one.safe.earliest - on).days if one.safe.certain and one.safe.earliest is not None else None
    if left is None and one.safe.latest is not None and one.safe.latest < on:
        left = (one.safe.latest - on).days  # past in any case
    return one.model_copy(update={"status": status, "days_left": left})


def window_status(one: Remedy, on: dt.date) -> str:
    """Open, closed, coming, not available or undetermined, by the dates alone."""
    if one.presumed == "not_available":
        return "not_available"
    if one.literal.latest is not None and on > one.literal.latest:
        return "closed"
    if one.presumed == "undetermined" and not one.stated:
        return "undetermined"
    acts = FILED.get(one.scope, (one.act,))  # that nobody has filed yet keeps nothing open
    facts = [m for m in one.missing if m.kind not in ("calendar", "reading")]
    waits = [m.kind == "not_yet" for m in facts if m.fact.rpartition(".")[2] not in acts]
    if one.has_opening and (one.opens.latest is None or one.opens.latest > on):
        first = one.opens.earliest
        later = first is not None and (first > on or (first == on and one.opens.latest is None))
        return "coming" if later or (waits and all(waits)) else "undetermined"
    if one.literal.latest is None and not one.safe.certain:  # nothing that has happened lets the time run
        return "coming" if any(waits) else "undetermined"
    sure = one.literal.earliest or one.safe.earliest
    return "open" if sure is not None and on <= sure else "undetermined"


def _clock_status(one: Remedy, on: dt.date) -> str:
    day = one.acted.earliest
    if day is not None and one.acted.certain and day <= on:
        return DONE.get(one.presumed, "done")
    if one.presumed == "excused":
        return one.presumed
    if one.presumed == "undetermined" and any(not m.fact.endswith(one.act) for m in one.missing):
        return one.presumed  # more is open than whether it was done
    if one.literal.latest is not None and on > one.literal.latest and one.presumed != "undetermined":
        return "overdue"
    return "due" if one.literal.earliest is not None and on <= one.literal.earliest else "undetermined"


def _duty_status(verdict: str) -> str:
    return {"met": "done", "cannot_be_breached": "done", "breached": "overdue", "contested": "contested"}.get(
        verdict, "undetermined"
    )
