"""What all answers are made of: statuses, dates, values, and the rule, facts and presumptions behind an answer.

Answers are frozen and stand on their own: what they say, they carry in both languages, without the rulebook.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from procure_rules.texts import LANGUAGES, Text, cite, joined, said, say
from procure_rules.texts.figures import UNKNOWN, quantity

__all__ = [
    "NO_DAY",
    "NO_REASONS",
    "SOURCE_KINDS",
    "AboutRule",
    "Answer",
    "Assumption",
    "Citation",
    "DateLine",
    "Explained",
    "Fact",
    "Figure",
    "MissingFact",
    "Part",
    "ProofStep",
    "RuleText",
    "Source",
    "Status",
    "Value",
    "Waiting",
    "Why",
    "least_direct",
]


class Status(StrEnum):
    """The word of an answer; equal to its text (``Status.MET == "met"``)."""

    NOT_APPLICABLE = "not_applicable"
    MET = "met"
    CONTESTED = "contested"
    EXCUSED = "excused"
    BREACHED = "breached"
    UNDETERMINED = "undetermined"
    CANNOT_BE_BREACHED = "cannot_be_breached"
    DUE = "due"
    DUE_CONTESTED = "due_contested"
    # windows
    IN_TIME = "in_time"
    TOO_EARLY = "too_early"
    OUT_OF_TIME = "out_of_time"
    # effects
    ACTIVE = "active"
    INACTIVE = "inactive"
    # grounds and methods
    NOT_MET = "not_met"
    REQUIRED = "required"
    ALLOWED = "allowed"
    ALLOWED_WITH_APPROVAL = "allowed_with_approval"
    ONLY_IF = "only_if"
    NOT_ALLOWED = "not_allowed"
    # rights
    OPEN = "open"
    CLOSED = "closed"
    COMING = "coming"
    AVAILABLE = "available"
    NOT_AVAILABLE = "not_available"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    # filings that are checked
    OK = "ok"
    DEFECT = "defect"
    # Boolean conclusions
    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    @property
    def words(self) -> Text:
        """What it is called."""
        return said(self.value)


OPEN_STATUSES = (Status.UNDETERMINED, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date on one line: earliest and latest possible; both equal where it is certain, ``None`` where open."""

    earliest: dt.date | None = None
    latest: dt.date | None = None

    @property
    def certain(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    def text(self) -> str:
        """The day, its bounds, or ``?``."""
        if self.certain:
            return str(self.earliest)
        if self.earliest is None:
            return "?" if self.latest is None else f"≤ {self.latest}"
        return f"≥ {self.earliest}" if self.latest is None else f"{self.earliest} – {self.latest}"


NO_DAY = DateLine()


@dataclass(frozen=True, slots=True)
class Value:
    """A fact's or conclusion's value as data.

    ``kind``: boolean, choice, text, amount, count, ratio, days, date. ``said``: what a Boolean, a choice or a text is;
    ``None`` where unknown. ``low`` and ``high``: both ends of a number (in ``unit``: yuan, percent, day, or none) or of
    a date, equal where it is certain, ``None`` where open. ``title``: what a choice is called.
    """

    kind: str
    said: bool | str | None = None
    low: int | float | dt.date | None = None
    high: int | float | dt.date | None = None
    unit: str = ""
    title: Text | None = None

    @property
    def known(self) -> bool:
        """Whether it is certain."""
        return self.said is not None or (self.low is not None and self.low == self.high)

    @property
    def open(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.said is None and self.low is None and self.high is None

    @property
    def word(self) -> str:
        """The value as a word of no language: true, a choice's word, 5200000, 2026-03-02, 2..5, unknown."""
        if self.said is not None:
            return str(self.said).lower() if isinstance(self.said, bool) else self.said
        if self.open:
            return "unknown"
        low, high = ("" if end is None else str(end) for end in (self.low, self.high))
        return low if low == high else f"{low}..{high}"

    def text(self, lang: str) -> str:
        """The value for people."""
        if isinstance(self.said, bool):
            return say("true" if self.said else "false", lang)
        if self.said is not None:
            return self.title.text(lang) if self.title else self.said
        low, high = (end if end is None else self._shown(end, lang) for end in (self.low, self.high))
        if low is None:
            return UNKNOWN.text(lang) if high is None else f"≤ {high}"
        return f"≥ {low}" if high is None else low if low == high else f"{low} – {high}"

    def _shown(self, end: int | float | dt.date, lang: str) -> str:
        return end.isoformat() if isinstance(end, dt.date) else quantity(end, self.unit, lang)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an instrument, as it is written in a citation, and what it is called."""

    name: str
    title: Text


@dataclass(frozen=True, slots=True)
class Source:
    """A law, regulation or order by its name in the rulebook, and what it is called for short.

    ``parts``: of one that has no articles, the parts that may be cited, by their words, with what they are called.
    """

    instrument: str
    title: Text
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """An article behind an answer, or a part where the instrument has no articles."""

    source: Source
    article: int | None = None
    detail: str = ""

    @property
    def instrument(self) -> str:
        return self.source.instrument

    @property
    def part(self) -> Text | None:
        """The part that is cited of an instrument without articles."""
        return next((p.title for p in self.source.parts if p.name == self.detail), None)

    @property
    def text(self) -> Text:
        """The article in words."""
        return Text(*(cite(self.source.title, self.article, self.detail, lang, self.part) for lang in LANGUAGES))

    @property
    def key(self) -> str:
        """By which it is looked up: ``gpl-2014:35``."""
        return self.instrument if self.article is None else f"{self.instrument}:{self.article}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A presumption that an answer rests on: the fact presumed, and in words what of it.

    ``kind``: ``absence`` (the rare is absent unless mentioned), ``declared`` (a notice says so of itself, or what is
    stated says it), ``ordinary`` (the ordinary course of things; no breach rests on it).
    """

    fact: str
    text: Text
    kind: str = "absence"


@dataclass(frozen=True, slots=True)
class Fact:
    """A stated fact that an answer rests on."""

    fact: str
    title: Text
    value: Value

    def text(self, lang: str) -> str:
        """The fact in words: 预算金额: 520万元."""
        return f"{self.title.text(lang)}{'：' if lang == 'zh' else ': '}{self.value.text(lang)}"


@dataclass(frozen=True, slots=True)
class MissingFact:
    """Why an answer is open. ``kind``: missing, not_encoded, calendar, reading, not_yet, rule."""

    fact: str
    title: Text
    kind: str = "missing"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a table (a threshold of a place) that an answer rests on, with its own source.

    ``strength``: text (the text itself was read), reposted, agreed (copies agree on it), press (a press report or a
    file quoting it), inferred, weak (a secondary source alone); only the first two are ``direct``.
    """

    figure: str
    title: Text
    value: Value
    citations: tuple[Citation, ...]
    source_kind: str
    strength: str
    note: Text | None = None

    @property
    def text(self) -> Text:
        """The figure in words, where it is published, and how far that can be relied on."""
        made = []
        for lang in LANGUAGES:
            cited = joined((c.text.text(lang) for c in self.citations), lang)
            strength = say(f"strength_{self.strength}", lang)
            made.append(say("figure_of", lang, self.title.text(lang), self.value.text(lang), cited, strength))
        return Text(*made)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A missing fact, how many open answers wait for it, and what to ask."""

    missing: MissingFact
    blocks: int
    asked: Text | None = None

    @property
    def kind(self) -> str:
        return self.missing.kind

    @property
    def fact(self) -> str:
        return self.missing.fact

    @property
    def title(self) -> Text:
        return self.missing.title

    @property
    def question(self) -> Text:
        """What to ask; its title where there is no question."""
        return self.asked or self.missing.title


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One day of a count: counted or skipped, why (a key of the catalogue), and the notice that made it so."""

    day: dt.date
    counted: bool
    index: int
    why: str
    notice: str = ""

    @property
    def reason(self) -> Text:
        """Why it is counted or skipped, in words."""
        return said(self.why)


@dataclass(frozen=True, slots=True)
class RuleText:
    """What every answer of a rule says, whatever the project. ``form``: duty, period, window, effect, ground, define.

    ``citations``: the most specific first. ``owed_by``: who owes the duty; ``decided_by``: who decides what the
    conclusion says, where the rule says so. ``aspect``: what of a filing the rule is about. ``origin``: the user's
    folder that the rule came from; empty for shipped rules. ``formerly``: ids it had.
    """

    rule: str
    title: Text
    form: str = "duty"
    scope: str = "procedure"
    citations: tuple[Citation, ...] = ()
    source_kind: str = "direct"
    origin: str = ""
    note: Text | None = None
    readings: tuple[str, ...] = ()
    owed_by: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    aspect: str = ""
    severity: str = "breach"
    sanction: Text | None = None
    formerly: tuple[str, ...] = ()

    def basis(self, lang: str, limit: int = 0) -> str:
        """The articles in words; with a ``limit`` the first ones, and how many more there are."""
        shown = self.citations[:limit] if limit else self.citations
        text = joined((c.text.text(lang) for c in shown), lang)
        if len(shown) == len(self.citations):
            return text
        return say("and_articles", lang, text, len(self.citations))


Reasons = tuple[tuple[Assumption, ...], tuple[Fact, ...], tuple[MissingFact, ...], tuple[Figure, ...]]
REASONS = (("assuming", Assumption), ("because", Fact), ("missing", MissingFact), ("figures", Figure))
"""The four by their names in plain data."""
SOURCE_KINDS = ("direct", "local", "derived", "practice")
"""The most direct first."""


def least_direct(*kinds: str) -> str:
    """Of several kinds of source the least direct: no answer is better founded than the weakest it rests on."""
    return max((k for k in kinds if k), key=SOURCE_KINDS.index, default="")


class Why:
    """Why an answer is what it is: presumptions, stated facts, figures of tables; for an open one, what would decide
    it.

    Looked up when first asked, by what ``make`` does; from then on plain data.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, made: Reasons | None = None, make: Callable[[], Reasons] | None = None) -> None:
        self._made = ((), (), (), ()) if made is None and make is None else made
        self._make = make

    @property
    def reasons(self) -> Reasons:
        """All four."""
        made = self._made
        if made is None:
            assert self._make is not None
            made = self._made = self._make()
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Why) and self.reasons == other.reasons

    def __hash__(self) -> int:
        return hash(self.reasons)

    def __repr__(self) -> str:
        return f"Why{self.reasons}"

    def __reduce__(self) -> tuple[type[Why], tuple[Reasons]]:
        return Why, (self.reasons,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """So that a web framework takes answers as what it answers with: the four by name."""
        from pydantic_core import core_schema

        rows = {name: core_schema.typed_dict_field(handler(tuple[kind, ...]), required=False) for name, kind in REASONS}  # type: ignore[valid-type]
        named = core_schema.typed_dict_schema(rows)
        read = core_schema.no_info_after_validator_function(
            lambda data: cls(tuple(data.get(name, ()) for name, _ in REASONS)), named
        )
        return core_schema.json_or_python_schema(
            json_schema=read,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), read]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda why: {name: rows for (name, _), rows in zip(REASONS, why.reasons, strict=True)},
                return_schema=named,
            ),
        )


NO_REASONS = Why()


class Explained:
    """What an answer that has a ``why`` says of it."""

    __slots__ = ()
    why: Why

    @property
    def assuming(self) -> tuple[Assumption, ...]:
        """The presumptions it rests on."""
        return self.why.reasons[0]

    @property
    def because(self) -> tuple[Fact, ...]:
        """The stated facts it rests on."""
        return self.why.reasons[1]

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What would decide it, where it is open."""
        return self.why.reasons[2]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of tables (thresholds of places …) that it rests on, each with its own source."""
        return self.why.reasons[3]


class AboutRule:
    """What is said about one rule."""

    __slots__ = ()
    about: RuleText

    @property
    def rule(self) -> str:
        return self.about.rule

    @property
    def title(self) -> Text:
        return self.about.title

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.about.citations


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(AboutRule, Explained):
    """What all answers about a rule carry: the rule, where, strict and presumed status, and why."""

    about: RuleText
    index: int = 0
    strict: str
    presumed: str
    why: Why = NO_REASONS
    remark: Text | None = None
    """What is to be said of this answer beside the rule's note."""

    @property
    def scope(self) -> str:
        return self.about.scope

    @property
    def source_kind(self) -> str:
        """How direct the source of its rule is."""
        return self.about.source_kind

    @property
    def origin(self) -> str:
        return self.about.origin

    @property
    def readings(self) -> tuple[str, ...]:
        return self.about.readings

    @property
    def owed_by(self) -> tuple[str, ...]:
        return self.about.owed_by

    @property
    def aspect(self) -> str:
        return self.about.aspect

    @property
    def note(self) -> Text:
        """The rule's note, and what is to be said of this answer."""
        parts = [t for t in (self.about.note, self.remark) if t]
        return Text(" ".join(t.zh for t in parts), " ".join(t.en for t in parts))

    @property
    def open(self) -> bool:
        """Whether it stays undetermined even with the presumptions."""
        return self.presumed in OPEN_STATUSES

    @property
    def key(self) -> str:
        """By which it is looked up again: the rule, with the number where there are several instances."""
        return f"{self.rule}[{self.index}]" if self.index else self.rule
