"""The answers: plain, frozen results that survive a round trip through JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict

__all__ = [
    "Answer",
    "Assessment",
    "Assumption",
    "Bound",
    "CitationText",
    "ConclusionAnswer",
    "DateLine",
    "DutyAnswer",
    "EffectAnswer",
    "EventAnswer",
    "Filing",
    "Finding",
    "GroundAnswer",
    "MethodAnswer",
    "MissingFact",
    "NextStep",
    "Point",
    "ProofStep",
    "Receipt",
    "Remedy",
    "RemedyAnswer",
    "TimelineAnswer",
]


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
    owed_by: tuple[str, ...] = ()
    """Who owes the duty, where the rule says so."""
    aspect: str = ""
    """What of a filing the rule is about, where it says so."""


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

    ``earliest`` and ``latest``: the bounds that bind; ``status``: the gravest verdict of its rules, where what is still to
    be done (due) comes before what is undetermined; ``margin``: the least margin in days. ``no_lawful_day``: its earliest day lies after its latest on the literal line. ``open_rules``: those
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
    act: str = ""
    has_opening: bool = False
    """Whether the rule says from when; without it the right is there from the beginning."""
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


class Point(_Model):
    """A rule that bears on a filing: what to observe, or what the filing stops.

    ``conditional``: only in some cases, which its title names (an agent files it, a consortium complains).
    """

    aspect: str
    rule: str
    title: str
    citations: tuple[CitationText, ...] = ()
    conditional: bool = False


class NextStep(_Model):
    """If the filing is made on ``filed`` and nothing comes back: by when it has to be answered, and what may be done then."""

    filed: dt.date
    answer_rule: str
    answer_title: str
    answer_literal: DateLine
    answer_safe: DateLine
    answer_citations: tuple[CitationText, ...] = ()
    rule: str = ""
    title: str = ""
    opens: DateLine = DateLine()
    literal: DateLine = DateLine()
    safe: DateLine = DateLine()
    to_whom: str = ""
    citations: tuple[CitationText, ...] = ()


class Remedy(RemedyAnswer):
    """A right to act, or a duty towards those who act, as somebody sees it on a day.

    ``strict`` and ``presumed``: available, not_available or undetermined; of a stated filing the verdict. ``status``:
    open, closed, coming, not_available, undetermined; of a duty due, done, contested, done_late, overdue, excused,
    undetermined. ``against``: what a filing may be directed at. ``follows``: the stated filing that comes before.
    ``days_left`` runs to the safe line and is negative after it.
    """

    kind: str = "window"
    stated: bool = False
    """Whether the filing stands in the project; else it is one that could be made."""
    procedure: int = 0
    against: tuple[str, ...] = ()
    against_text: tuple[str, ...] = ()
    follows: str = ""
    by: str = ""
    days_left: int | None = None
    reasons: tuple[str, ...] = ()
    observe: tuple[Point, ...] = ()
    suspends: tuple[Point, ...] = ()
    next: NextStep | None = None
    safe_proof: tuple[ProofStep, ...] = ()


class Filing(_Model):
    """A challenge, objection or complaint that stands in the project.

    ``ahead``: where a day on which it is sent, filed or received lies after the day of assessment, the last such day.
    """

    scope: str
    index: int
    procedure: int
    id: str = ""
    by: str = ""
    against: str = ""
    against_text: str = ""
    filed: DateLine = DateLine()
    made: bool | None = None
    ahead: dt.date | None = None


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
    filings: tuple[Filing, ...] = ()
    openings: tuple[Remedy, ...] = ()
    """What could be filed: rights to act of filings that nobody has made yet. See :meth:`remedies`."""
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

    def remedies(self, role: str | None = None, on: dt.date | None = None) -> tuple[Remedy, ...]:
        """What a party may still do, or has to do, as it stands on ``on`` (default: the day of assessment).

        For those who may file: every window, open, closed, coming, not available or undetermined. For the others: what
        they owe after each filing that stands in the project. ``on`` changes the status, never a date; what comes next
        is told for a filing on the day of assessment, or on the first possible day after it. Raises ``ValueError`` for
        an unknown role.
        """
        from procure_rules.remedies import remedies_of

        return remedies_of(self, role, on or self.receipt.as_of)

    def conclusion(self, name: str, index: int = 0) -> ConclusionAnswer:
        """One conclusion by name. Raises ``KeyError``."""
        for one in self.conclusions:
            if one.rule == name and one.index == index:
                return one
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_defaults=True)
