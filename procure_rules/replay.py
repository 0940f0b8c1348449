"""Replay and comparison: the same receipt gives the same answer, and two days differ only where something changed."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict

from procure_rules.answers import Answer, Assessment, RemedyAnswer, TimelineAnswer
from procure_rules.assess import assess
from procure_rules.calendar import Calendar
from procure_rules.engine.scalar import Engine
from procure_rules.facts.project import Project

__all__ = ["Difference", "ReplayError", "compare", "differences", "replay"]


class ReplayError(ValueError):
    """The answer cannot be reproduced; ``differs`` names what is not the same (rulebook, calendar, facts, answer)."""

    def __init__(self, differs: tuple[str, ...]) -> None:
        self.differs = differs
        super().__init__(f"not reproduced: {', '.join(differs)}")


class Difference(BaseModel):
    """One answer that is not the same on two days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    title: str
    scope: str
    index: int
    before: str
    after: str
    law_changed: bool
    """Whether the articles or the encoded figures behind the answer differ, and not only the day it is looked at."""


def replay(
    answer: Assessment, project: Project, *, calendar: Calendar | None = None, compiled: Engine | None = None
) -> Assessment:
    """Make an assessment again from its receipt. Raises :class:`ReplayError` naming everything that differs.

    ``calendar`` and ``compiled``: what the assessment was made with, where it was not with what is shipped. The engine is
    the one that the receipt names; durable-rules is used only where it is installed, since both give the same answers.
    """
    old = answer.receipt
    made = assess(
        project,
        as_of=old.as_of,
        known_at=old.known_at,
        lang=answer.lang,
        detail=old.detail,
        calendar=calendar,
        engine="builtin" if old.engine == "builtin" else None,
        compiled=compiled,
    )
    new = made.receipt
    differs = [
        name
        for name in ("version", "rulebook", "calendar", "facts", "answer")
        if getattr(old, name) != getattr(new, name)
    ]
    if differs:
        raise ReplayError(tuple(differs))
    return made


def compare(
    project: Project, before: dt.date, after: dt.date, *, lang: str = "zh", compiled: Engine | None = None
) -> tuple[Difference, ...]:
    """Assess a project on two days; what differs, and whether the law behind it changed."""
    return differences(*(assess(project, as_of=day, lang=lang, compiled=compiled) for day in (before, after)))


def differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """The answers in which two assessments of one project differ."""
    old, new = ({(type(a).__name__, a.rule, a.index): a for a in made.answers()} for made in (before, after))
    out = []
    for key in dict.fromkeys([*old, *new]):
        one, two = old.get(key), new.get(key)
        shown = (_text(one), _text(two))
        if shown[0] == shown[1]:
            continue
        known = two or one
        assert known is not None
        law = one is None or two is None or one.citations != two.citations or _lines(one) != _lines(two)
        out.append(
            Difference(
                rule=known.rule,
                title=known.title,
                scope=known.scope,
                index=known.index,
                before=shown[0],
                after=shown[1],
                law_changed=law,
            )
        )
    return tuple(out)


def _lines(one: Answer) -> str:
    """The lines where they are certain: an open bound moves with the day of assessment, which is no difference."""
    if isinstance(one, (TimelineAnswer, RemedyAnswer)):
        return f"{one.literal.text()} / {one.safe.text()}" if one.literal.certain and one.safe.certain else ""
    return getattr(one, "limit", "")


def _text(one: Answer | None) -> str:
    if one is None:
        return "not_applicable"
    lines = _lines(one)
    return f"{one.presumed} ({one.strict})" + (f" [{lines}]" if lines else "")
