"""Replay: the same receipt gives the same answer."""

from __future__ import annotations

import datetime as dt

from procure_rules.answers.assessment import Assessment
from procure_rules.assess.entry import assess
from procure_rules.calendar import Calendar
from procure_rules.engine.law import Law
from procure_rules.errors import ASSESSMENT, ReplayError, expect
from procure_rules.facts.project import Project
from procure_rules.views.differences import Difference, differences

__all__ = ["compare", "replay"]


def replay(
    answer: Assessment, project: Project, *, calendar: Calendar | None = None, law: Law | None = None
) -> Assessment:
    """Make an assessment again from its receipt. Raises :class:`ReplayError` naming everything that differs: what the
    receipt says, and what is answered, as it was read and not as the receipt has it.

    ``calendar`` and ``law``: what the assessment was made with, where it was not with what is shipped. The chainer is
    the one that the receipt names; durable-rules is used only where it is installed, since both give the same answers.
    """
    expect(answer, Assessment, "answer", ASSESSMENT)
    old = answer.receipt
    made = assess(
        project,
        as_of=old.as_of,
        known_at=old.known_at,
        calendar=calendar,
        law=law,
        proofs=answer.sealed_proofs,
        chaining="builtin" if old.engine == "builtin" else None,
    )
    new = made.receipt
    names = ("version", "rulebook", "calendar", "facts", "answer")
    differs = [name for name in names if getattr(old, name) != getattr(new, name)]
    if "answer" not in differs and answer.seal() != made.seal(answer):
        differs.append("answer")
    if differs:
        raise ReplayError(tuple(differs))
    return made


def compare(project: Project, before: dt.date, after: dt.date, *, law: Law | None = None) -> tuple[Difference, ...]:
    """Assess a project on two days; what differs, and whether the law behind it changed."""
    return differences(*(assess(project, as_of=day, law=law) for day in (before, after)))
