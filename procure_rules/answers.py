"""The answers: plain, frozen results that survive a round trip through JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict

__all__ = [
    "Answer", "Assessment", "Assumption", "Bound", "CitationText", "ConclusionAnswer", "DateLine", "DutyAnswer", "EffectAnswer", "EventAnswer", "Finding", "GroundAnswer",
    "MethodAnswer", "MissingFact", "ProofStep", "Receipt", "RemedyAnswer", "TimelineAnswer",
]  # fmt: skip


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CitationText(_Model):
    """An article behind an answer: instrument and article as data, ``text`` for people."""

    instrument: str
    article: int | None = None
    detail: str = ""
    text: str = ""


class Assumption(_Model):
    """A presumption that an answer rests on."""

    fact: str
    text: str


class MissingFact(_Model):
    """Why an answer is open. ``kind``: missing, not_encoded, calendar, reading, not_yet, rule."""

    kind: str
    fact: str
    title: str
    question: str = ""
    blocks: int = 0


class DateLine(_Model):
    """A date on one line: earliest and latest possible; both equal where it is certain, ``None`` where open."""

    earliest: dt.date | None = None
    latest: dt.date | None = None

    @property
    def certain(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    def text(self) -> str:
        if self.certain:
            return str(self.earliest)
        if self.earliest is None:
            return "?" if self.latest is None else f"≤ {self.latest}"
        return f"≥ {self.earliest}" if self.latest is None else f"{self.earliest} – {self.latest}"


class ProofStep(_Model):
    """One day of a count: counted or skipped, why, and the notice that made it so."""

    day: dt.date
    counted: bool
    index: int
    reason: str
    notice: str = ""


class Answer(_Model):
    """What all answers carry: rule, where, strict and presumed value, and why."""

    rule: str
    title: str
    scope: str
    index: int = 0
    strict: str
    presumed: str
    assuming: tuple[Assumption, ...] = ()
    because: tuple[str, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    citations: tuple[CitationText, ...] = ()
    source_kind: str = "direct"
    origin: str = ""
    """The user's folder that the rule came from; empty for shipped rules."""
    note: str = ""
    readings: tuple[str, ...] = ()


class ConclusionAnswer(Answer):
    """A conclusion; ``rule`` is its name, ``strict`` and ``presumed`` its values as text."""

    kind: str


class TimelineAnswer(Answer):
    """A period: the event it binds, the bound on both lines, and how the act stands to it.

    ``side`` is *latest* (no later than) or *earliest* (no earlier than); ``margin`` days left (negative: days late, or
    too early), measured on the literal line.
    """

    event: str
    event_title: str
    side: str
    literal: DateLine
    safe: DateLine
    actual: DateLine
    margin: int | None = None
    length: str = ""
    convention: str = ""
    proof: tuple[ProofStep, ...] = ()
    safe_proof: tuple[ProofStep, ...] = ()


class Bound(_Model):
    """The day before or after which an event must not lie, on both lines, and the rule that sets the literal one."""

    rule: str
    title: str
    literal: DateLine
    safe: DateLine
    verdict: str
    citations: tuple[CitationText, ...] = ()


class EventAnswer(_Model):
    """An event of one instance, with the rules that bind it.

    ``earliest`` and ``latest``: the bounds that bind; ``status``: the gravest verdict of its rules; ``margin``: the least
    margin in days. ``no_lawful_day``: its earliest day lies after its latest on the literal line. ``open_rules``: those
    that cannot be judged.
    """

    scope: str
    index: int
    event: str
    title: str
    actual: DateLine
    status: str
    earliest: Bound | None = None
    latest: Bound | None = None
    margin: int | None = None
    no_lawful_day: bool = False
    rules: tuple[str, ...] = ()
    open_rules: tuple[str, ...] = ()


class RemedyAnswer(Answer):
    """A right to act: who, from when until when, to whom, in what form. ``status``: open, closed, coming, unknown."""

    who: str
    opens: DateLine
    literal: DateLine
    safe: DateLine
    usual: DateLine | None = None
    status: str = "unknown"
    acted: DateLine
    to_whom: str = ""
    form: str = ""
    after: str = ""
    proof: tuple[ProofStep, ...] = ()


class DutyAnswer(Answer):
    """A condition that must (or must not) hold, or a bound on a figure."""

    of: str = ""
    limit: str = ""


class EffectAnswer(Answer):
    """What must or may follow."""

    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


class GroundAnswer(Answer):
    """A ground for a method: met, contested, not_met, not_applicable or undetermined.

    ``approval`` says whose approval is needed; ``strict_approved`` and ``approved`` whether it is given or not needed
    (true, false, unknown; empty where the ground is not met or asks for none). ``publicity`` says what must be made public first, and
    ``publicised`` whether it was.
    """

    approval: str = ""
    strict_approved: str = ""
    approved: str = ""
    publicity: str = ""
    publicised: str = ""


class MethodAnswer(_Model):
    """One method in one procedure, with every ground that the rulebook knows for it.

    ``strict`` and ``presumed``: required, allowed, allowed_with_approval, contested, not_allowed or undetermined.
    ``source_kind`` is that of the most direct ground.
    """

    method: str
    title: str
    index: int
    strict: str
    presumed: str
    source_kind: str = ""
    assuming: tuple[Assumption, ...] = ()
    because: tuple[str, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    grounds: tuple[GroundAnswer, ...] = ()
    note: str = ""


class Finding(_Model):
    """A breach, or a risk. A reason to look, not a verdict of guilt."""

    rule: str
    title: str
    scope: str
    index: int
    verdict: str
    severity: str
    text: str
    citations: tuple[CitationText, ...] = ()
    assuming: tuple[Assumption, ...] = ()
    sanction: str = ""
    effects: tuple[str, ...] = ()


class Receipt(_Model):
    """What the answer was made from; the same receipt gives the same answer."""

    version: str
    rulebook: str
    calendar: str
    facts: str
    as_of: dt.date
    known_at: dt.date
    detail: str = "answers"
    engine: str = "builtin"
    notices: tuple[str, ...] = ()
    answer: str = ""
    """A hash of everything answered; the engine that drew the conclusions is no part of it."""


class Assessment(_Model):
    """Everything that the rulebook says about a project on a day.

    ``periods``: every period by rule; ``timeline``: the same by event, with the bounds that bind it.
    """

    title: str = ""
    lang: str
    conclusions: tuple[ConclusionAnswer, ...] = ()
    methods: tuple[MethodAnswer, ...] = ()
    timeline: tuple[EventAnswer, ...] = ()
    periods: tuple[TimelineAnswer, ...] = ()
    duties: tuple[DutyAnswer, ...] = ()
    windows: tuple[RemedyAnswer, ...] = ()
    effects: tuple[EffectAnswer, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    conflicts: tuple[str, ...] = ()
    receipt: Receipt

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings beyond the literal line."""
        return tuple(f for f in self.findings if f.verdict == "breached" and f.severity == "breach")

    @property
    def about_method(self) -> tuple[Finding, ...]:
        """The findings about the method that is stated."""
        grounds = {g.rule for m in self.methods for g in m.grounds}
        return tuple(f for f in self.findings if f.rule in grounds)

    @property
    def undetermined(self) -> tuple[Answer, ...]:
        """Every answer that stays open even with the presumptions."""
        return tuple(a for a in self.answers() if a.presumed in ("undetermined", "unknown"))

    def answers(self) -> tuple[Answer, ...]:
        return (*self.conclusions, *self.periods, *self.duties, *self.windows, *self.effects)

    def remedies(self, role: str | None = None) -> tuple[RemedyAnswer, ...]:
        """The rights to act, of one role or of all."""
        return tuple(w for w in self.windows if role is None or w.who == role)

    def conclusion(self, name: str, index: int = 0) -> ConclusionAnswer:
        """One conclusion by name. Raises ``KeyError``."""
        for one in self.conclusions:
            if one.rule == name and one.index == index:
                return one
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_defaults=True)
