"""The brief: one page of an assessment. Law, method, findings, next dates, rights, and what is worth asking."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from procure_rules.answers.assessment import Assessment
from procure_rules.answers.common import DateLine
from procure_rules.answers.findings import Finding
from procure_rules.answers.methods import MethodAnswer
from procure_rules.answers.periods import EventAnswer
from procure_rules.answers.record import Writer
from procure_rules.answers.rights import Right
from procure_rules.errors import ASSESSMENT, expect
from procure_rules.texts import LANGUAGES, Text, listed
from procure_rules.views.regime import sentences
from procure_rules.views.rights import rights_to_file

__all__ = ["Ask", "Brief", "BriefDate", "BriefFinding", "BriefLaw", "BriefMethod", "brief"]

MOST_FINDINGS = 3
MOST_DATES = 2
MOST_UNCHECKED = 3
MOST_RIGHTS = 3
MOST_ASKED = 3
MOST_PRESUMPTIONS = 3
WORTH = (("required",), ("allowed", "allowed_with_approval"), ("contested", "only_if"))
"""Where no method is stated, the first of these that there are."""
FILED_RIGHTS = ("challenge", "objection", "complaint")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLaw:
    """Which law governs, and the presumptions it rests on; ``procedures`` counts from 0. ``figures``: those of tables
    that it rests on and whose text was not seen, by where they stand.
    """

    key: str
    procedures: tuple[int, ...]
    status: str
    text: Text
    certain: bool
    assuming: tuple[Text, ...] = ()
    more: int = 0
    missing: tuple[Text, ...] = ()
    figures: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMethod:
    """The method stated; where none is, the one that is required, else those that may be used, else those that may be
    if a ground holds. ``only_if``: its grounds, and whose approval it needs.
    """

    key: str
    procedures: tuple[int, ...]
    title: Text
    status: str
    stated: bool
    only_if: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFinding:
    """A breach or a risk in a line."""

    key: str
    side: str
    severity: str
    title: Text
    text: Text
    where: Text | None = None
    basis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefDate:
    """What is to be done or may be done, until when: ``safe`` is the day to act by, ``literal`` the one to argue."""

    key: str
    title: Text
    status: str
    safe: DateLine
    literal: DateLine
    days_left: int | None = None
    who: str = ""
    to_whom: Text | None = None
    against: Text | None = None
    where: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A fact worth asking next, and how many open answers wait for it."""

    fact: str
    question: Text
    blocks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One page; what is listed in part says how much there is in all. Every ``key`` can be asked further.

    ``any_case``: the next days that are sure in every possibility that ``open`` leaves.
    """

    title: str
    as_of: dt.date
    laws: tuple[BriefLaw, ...]
    methods: tuple[BriefMethod, ...]
    findings: tuple[BriefFinding, ...]
    breaches: int
    risks: int
    infos: int
    contradictions: tuple[Text, ...]
    unchecked: tuple[Text, ...]
    unchecked_in_all: int
    unheard: tuple[Text, ...]
    unheard_in_all: int
    dates: tuple[BriefDate, ...]
    rights: tuple[BriefDate, ...]
    any_case: tuple[Text, ...]
    open: tuple[Text, ...]
    decided: int
    undetermined: int
    ask: tuple[Ask, ...]

    def to_dict(self) -> dict[str, Any]:
        """The brief as plain data, at most 5 kB of JSON for an ordinary project."""
        made: dict[str, Any] = Writer().fields(self)
        return made


def brief(answer: Assessment) -> Brief:
    """The brief of an assessment."""
    expect(answer, Assessment, "answer", ASSESSMENT)
    found = answer.findings
    asked = answer.missing[:MOST_ASKED]
    sure = [d for d in answer.any_case if d.side == "latest" and d.last >= answer.as_of]
    return Brief(
        title=answer.title,
        as_of=answer.as_of,
        laws=_laws(answer),
        methods=_methods(answer),
        findings=tuple(_finding(f) for f in found[:MOST_FINDINGS]),
        breaches=sum(f.severity == "breach" for f in found),
        risks=sum(f.severity == "risk" for f in found),
        infos=sum(f.severity == "info" for f in found),
        unchecked=tuple(dict.fromkeys(u.text for u in answer.unchecked))[:MOST_UNCHECKED],
        unchecked_in_all=len({u.event for u in answer.unchecked}),
        unheard=tuple(dict.fromkeys(u.title for u in answer.unheard))[:MOST_FINDINGS],
        unheard_in_all=len(answer.unheard),
        contradictions=tuple(c.text for c in answer.contradictions[:MOST_FINDINGS]),
        dates=_dates(answer),
        rights=_rights(answer),
        any_case=tuple(d.text for d in sure[:MOST_DATES]),
        open=sure[0].worlds if sure else (),
        decided=answer.tally.decided,
        undetermined=answer.tally.undetermined,
        ask=tuple(Ask(fact=m.fact, question=m.question, blocks=m.blocks) for m in asked),
    )


def _laws(answer: Assessment) -> tuple[BriefLaw, ...]:
    made = []
    for where, told in sentences(answer):
        one = next((s for s in told if s.conclusion == "regime"), None)
        if one is None:
            continue
        assuming = tuple(dict.fromkeys(a.text for a in one.assuming))
        law = BriefLaw(
            key=one.conclusion,
            procedures=where,
            status=one.status,
            text=one.text,
            certain=one.certain,
            assuming=assuming[:MOST_PRESUMPTIONS],
            more=max(0, len(assuming) - MOST_PRESUMPTIONS),
            missing=tuple(dict.fromkeys(m.title for m in one.missing))[:MOST_ASKED],
            figures=tuple(dict.fromkeys(c.text for f in one.figures if f.source_kind != "direct" for c in f.citations)),
        )
        made.append(law)
    return tuple(made)


def _methods(answer: Assessment) -> tuple[BriefMethod, ...]:
    """What is stated, procedure by procedure (those alike together); where nothing is, what is worth a line."""
    groups: dict[tuple[str, str, bool, Text | None], list[int]] = {}
    titles: dict[str, Text] = {}
    for index in sorted({m.index for m in answer.methods}):
        here = [m for m in answer.methods if m.index == index]
        for one in _shown(here):
            titles[one.method] = one.title
            groups.setdefault((one.method, one.presumed, one.stated, one.only_if), []).append(index)
    return tuple(
        BriefMethod(
            key=f"method.{name}",
            procedures=tuple(where),
            title=titles[name],
            status=status,
            stated=stated,
            only_if=condition,
        )
        for (name, status, stated, condition), where in groups.items()
    )


def _shown(methods: list[MethodAnswer]) -> list[MethodAnswer]:
    """The methods of one procedure that are worth a line, by what is most worth saying."""
    stated = [m for m in methods if m.stated]
    if stated:
        return stated
    for group in WORTH:
        found = [m for m in methods if m.presumed in group]
        if found:
            return found
    return []


def _finding(one: Finding) -> BriefFinding:
    return BriefFinding(
        key=one.key,
        side=one.side,
        severity=one.severity,
        title=one.title,
        text=one.text,
        where=one.where,
        basis=one.citations[0].text if one.citations else None,
    )


def _dates(answer: Assessment) -> tuple[BriefDate, ...]:
    """The next days by which something is to be done."""
    due = [e for e in answer.due if e.latest is not None]
    many = {"procedure"} if len({m.index for m in answer.methods}) > 1 else set()
    due.sort(key=lambda e: (_safe_day(e), e.event))
    return tuple(_date(e, answer.as_of, placed=e.scope in many) for e in due[:MOST_DATES])


def _safe_day(one: EventAnswer) -> dt.date:
    assert one.latest is not None
    return one.latest.safe.earliest or one.latest.safe.latest or dt.date.max


def _date(one: EventAnswer, today: dt.date, *, placed: bool) -> BriefDate:
    assert one.latest is not None
    safe = one.latest.safe
    return BriefDate(
        key=one.event,
        title=one.title,
        status=one.status,
        safe=safe,
        literal=one.latest.literal,
        days_left=(safe.earliest - today).days if safe.certain and safe.earliest else None,
        where=one.index if placed else None,
    )


def _rights(answer: Assessment) -> tuple[BriefDate, ...]:
    """What may be filed until when: what is open first, the nearest end first, each thing filed against once."""
    live = [r for r in rights_to_file(answer) if r.scope in FILED_RIGHTS]
    live = [r for r in live if r.status in ("open", "coming") and (r.safe.earliest or r.literal.latest)]
    live.sort(key=lambda r: (r.status != "open", r.safe.earliest or r.literal.latest or dt.date.max))
    many = len({r.procedure for r in live}) > 1
    shown: dict[tuple[object, ...], BriefDate] = {}
    for one in live:
        shown.setdefault((one.rule, one.safe, one.literal, one.procedure), _right(one, placed=many))
    return tuple(shown.values())[:MOST_RIGHTS]


def _right(one: Right, *, placed: bool) -> BriefDate:
    against = Text(*(listed((t.text(lang) for t in one.against_text), lang) for lang in LANGUAGES))
    return BriefDate(
        key=one.rule,
        title=one.title,
        status=one.status,
        safe=one.safe,
        literal=one.literal,
        days_left=one.days_left,
        who=one.who,
        to_whom=one.to_whom,
        against=against or None,
        where=one.procedure if placed else None,
    )
