"""What a rule is, once read: typed, located, ready for every interpreter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from procure_rules.calendar import Count
from procure_rules.rules.tree import Lines, Node
from procure_rules.texts import Text as Bilingual

__all__ = [
    "ASPECTS",
    "DECIDERS",
    "PARTIES",
    "RANKS",
    "STRENGTHS",
    "STRENGTHS_OF_SOURCES",
    "Action",
    "Bilingual",
    "Case",
    "Citation",
    "Conclusion",
    "Convention",
    "Course",
    "Define",
    "Duty",
    "Effect",
    "EffectCase",
    "Figure",
    "Form",
    "Ground",
    "InForce",
    "Instrument",
    "LineSpec",
    "Parameter",
    "ParameterValue",
    "Period",
    "Presumed",
    "Reading",
    "Rule",
    "Source",
    "Toll",
    "Window",
]


PARTIES = ("purchaser", "agency", "supervisor", "supplier", "tenderee", "panel", "platform")
"""Who may owe a duty; ``panel``: it or its members; ``platform``: trading platforms and places, publishing media."""
DECIDERS = (*PARTIES, "government")
"""Who may decide what a conclusion says; ``government``: it, or a department that it empowers."""
RANKS = ("local", "normative", "order", "regulation", "law")
"""Kinds of instruments, the most specific first: it fixes the figure or the procedure that the others leave to it."""
STRENGTHS = ("split", "arguable")
"""Of a reading: authorities, courts, official replies or two texts disagree; or a careful opponent could argue it."""
ASPECTS = ("standing", "precondition", "form", "scope", "repetition", "addressee", "correction", "suspension")
"""What of a filing a rule may be about; whether it came in time is told by its window."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument (file stem of its text) with article, paragraph and item, or section where it has no articles."""

    instrument: str
    article: int | None = None
    detail: str = ""

    def __str__(self) -> str:
        out = self.instrument if self.article is None else f"{self.instrument}:{self.article}"
        return f"{out} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands; ``origin`` names the user's folder that brought it (empty: shipped)."""

    file: str
    line: int
    column: int = 1
    origin: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """From and to (both included, ordinals), and the events of which the first known picks the version.

    ``through``: the procedure runs on to this event; a change of law on the way leaves the version contested.
    """

    first: int
    last: int | None = None
    anchor: tuple[str, ...] = ()
    through: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the rule states, in the unit it is stated in (day, workday, yuan, percent, count …)."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class LineSpec:
    """How one line of a period is counted, beyond number and unit. ``id``: the reading it rests on."""

    first_day: str = "excluded"
    extra: int = 0
    roll: str = "none"
    over: str = "rest"
    id: str = ""

    def firm(self, literal: LineSpec) -> tuple[LineSpec, ...]:
        """The readings by which a verdict goes: to fall back from a festival day to the working day before it is advice
        and no reading, and where a line falls back from any day off, that and its way of counting are two.
        """
        if self.roll != "back":
            return (self,)
        plain = replace(self, roll="none", over="rest")
        if self.over == "statutory":
            return (plain,)
        alone = replace(literal, roll=self.roll, over=self.over, id=self.id)
        return (self,) if replace(self, id="") == replace(alone, id="") else (plain, alone)

    def count(self, unit: str, *, backward: bool = False) -> Count:
        return Count(unit, self.first_day, self.extra, self.roll, self.over, backward)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Convention:
    """A counting convention: whose, from when, and the lines for each use of a period in days, months or years.

    The safe line is the furthest of its readings, each counted by itself.
    """

    id: str
    title: Bilingual
    basis: tuple[Citation, ...]
    instruments: tuple[str, ...]
    lines: Mapping[str, tuple[LineSpec, tuple[LineSpec, ...]]]  # use → literal, readings of the safe line
    note: Bilingual | None = None


STRENGTHS_OF_SOURCES = ("text", "reposted", "agreed", "press", "inferred", "weak")
"""How far the source of a figure can be relied on: the text itself, the text as others posted it, copies that agree on
what it says, a press report or a file quoting it, inferred from other texts, a secondary source alone.
"""


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One dated value: the words that each key must be one of, the bounds of the value, in force from and to;
    ``strength``: one of ``STRENGTHS_OF_SOURCES``.
    """

    keys: tuple[tuple[str, ...], ...]
    lo: int
    hi: float
    first: int
    last: float
    basis: tuple[Citation, ...]
    source_kind: str
    strength: str = "text"
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that changes by date, place or kind."""

    name: str
    title: Bilingual
    kind: str
    keys: tuple[str, ...]
    values: tuple[ParameterValue, ...]

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or order: what it is, when it is in force, and how much of its text is at hand.

    ``articles``: how many the text in force has; ``None`` where it is cited by section, in words. ``held``: the
    articles at hand of an excerpt, as first and last of each run. ``first`` and ``last``: ordinals, both included.
    ``short``: how a citation names it. ``rank``: one of ``RANKS``. ``parts``: sections that citations name in words.
    """

    id: str
    title: Bilingual
    issuer: Bilingual
    text: str  # "full", "excerpt", "digest" or "missing"
    status: Bilingual
    verification: Bilingual
    short: Bilingual
    rank: str = "normative"
    number: str = ""
    url: str = ""
    first: int | None = None
    last: int | None = None
    articles: int | None = None
    held: tuple[tuple[int, int], ...] = ()
    parts: Mapping[str, Bilingual] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)

    def holds(self, article: int) -> bool:
        """Whether the text of an article is at hand, not merely known to exist."""
        if self.text == "full":
            return self.articles is not None and 1 <= article <= self.articles
        return any(a <= article <= b for a, b in self.held)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that must or may follow."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Reading:
    """A question that the texts leave open, and how the rules that name it by its id read them.

    ``strength``: one of ``STRENGTHS``; between the lines of a split reading an act is contested, between those of an
    arguable one it is met with a remark.
    """

    id: str
    title: Bilingual
    text: Bilingual
    strength: str
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A word that rules define: its scope, kind and titles."""

    name: str
    scope: str
    kind: str
    zh: str
    en: str
    words: Mapping[str, Bilingual] = field(default_factory=dict)
    """Of a choice: what it may be, each with its title."""
    working: bool = False
    """A step on the way, not shown to people unless asked for."""

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(self.words)


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a definition: the first whose condition holds gives the value."""

    when: Node
    value: Node | Lines
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Define:
    """A conclusion: ``cases`` in order, then ``otherwise`` (absent: unknown, not encoded)."""

    name: str
    kind: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A candidate method may be used because ``when`` holds; where ``when`` holds and ``firm`` does not, it is
    contested. ``firm`` is ``safe`` where the reading is split, else ``when``.
    """

    method: str
    when: Node
    safe: Node
    firm: Node
    approval: Bilingual | None = None
    approved: Node | None = None
    publicity: Node | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """``literal`` false is a breach; ``literal`` true with ``firm`` false is contested. ``firm`` is ``safe`` where the
    reading is split, else ``literal``.
    """

    literal: Node
    safe: Node
    firm: Node
    of: Node | None = None
    limit: Node | None = None
    limit_op: str = ""
    forbids: bool = False
    floor: Node | None = None  # the lower end, where there are two


@dataclass(frozen=True, slots=True)
class Toll:
    """Days left out: from one event to another, ends in or out; ``each`` names a list whose items carry the events."""

    start: Node
    started: Node
    end: Node
    open_start: int
    open_end: int
    each: Node | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A bound on an event. ``most``: the act not after ``lines``; else not before. Early line first."""

    most: bool
    act: str
    act_date: Node
    act_happened: Node
    lines: Lines
    start: Node
    excuse: Node | None = None
    length: str = ""
    convention: str = ""
    from_text: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A right to act from ``opens`` until ``until`` (safe line early, literal line late)."""

    who: str
    opens: Lines
    until: Lines
    start: Node
    act: str = ""
    act_date: Node | None = None
    act_happened: Node | None = None
    usual: Node | None = None
    to_whom: Bilingual | None = None
    form: Bilingual | None = None
    after: Bilingual | None = None
    length: str = ""
    convention: str = ""


@dataclass(frozen=True, slots=True)
class EffectCase:
    """One case of an effect: what must and what may follow when it holds."""

    when: Node
    must: tuple[str, ...]
    may: tuple[str, ...]
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows when ``trigger`` holds: the first case whose condition holds."""

    trigger: Node
    cases: tuple[EffectCase, ...]
    upon: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Rules whose breach has an answer of its own: then nothing follows here."""


Form = Define | Ground | Duty | Period | Window | Effect


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule. Several with the same id are versions, told apart by their dates."""

    id: str
    scope: str
    title: Bilingual
    basis: tuple[Citation, ...]
    in_force: InForce
    source_kind: str
    applies: Node
    anchor: Node
    form: Form
    source: Source
    figures: tuple[Figure, ...] = ()
    overrides: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    """Ids that it had in earlier releases: looking it up by them still works."""
    place: str = ""
    note: Bilingual | None = None
    readings: tuple[str, ...] = ()
    severity: str = "breach"
    sanction: Bilingual | None = None
    owed_by: tuple[str, ...] = ()
    """Who owes the duty, each one of ``PARTIES``; empty: not said."""
    decided_by: tuple[str, ...] = ()
    """Who decides what the conclusion says, each one of ``DECIDERS``; empty: the law itself, or not said."""
    aspect: str = ""
    """What of a filing the rule is about, one of ``ASPECTS``; empty: nothing of the kind."""
    part: str | None = None
    order: int = field(default=0, compare=False)

    @property
    def kind(self) -> str:
        return type(self.form).__name__.lower()

    def in_force_text(self) -> str:
        last = dt.date.fromordinal(self.in_force.last).isoformat() if self.in_force.last else ""
        return f"{dt.date.fromordinal(self.in_force.first).isoformat()}–{last}"


@dataclass(frozen=True, slots=True)
class Course:
    """The usual course of a procurement where ``when`` holds: the events that a plan schedules, in order.

    Each step is an event and the condition on which it belongs to the course.
    """

    id: str
    title: Bilingual
    when: Node
    steps: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Presumed:
    """A compiled presumption: the fact's scope and name, its kind (``absence``, ``ordinary`` or ``declared``; or what
    is ``implied`` by other facts, strictly, too), value and conditions: where ``when`` holds and ``unless`` does not.
    """

    scope: str
    name: str
    kind: str
    when: Node
    unless: Node
    value: Node | str
    text: Bilingual

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All that it reads."""
        return (self.when, self.unless, *((self.value,) if isinstance(self.value, Node) else ()))
