"""What holds in any case: in each of the possibilities that are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from procure_rules.answers.any_case import AnyCase
from procure_rules.answers.common import DateLine, Status
from procure_rules.answers.findings import Finding
from procure_rules.answers.methods import MethodAnswer
from procure_rules.answers.periods import EventAnswer, by_event
from procure_rules.answers.rights import Right
from procure_rules.assess.case import Case
from procure_rules.assess.duties import duty
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.findings import finding, united
from procure_rules.assess.judge import Judgement
from procure_rules.assess.methods import statuses
from procure_rules.assess.periods import period
from procure_rules.assess.worlds import Worlds
from procure_rules.engine.defects import defects
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.rules.model import Duty, Period
from procure_rules.texts import Text, said

__all__ = ["days_in_any_case", "found_in_any_case", "methods_in_any_case"]

FILED = ("challenge", "objection")
SCOPE = "procedure"


class Answers(Protocol):
    """What is answered in one possibility."""

    @property
    def timeline(self) -> tuple[EventAnswer, ...]: ...
    @property
    def openings(self) -> tuple[Right, ...]: ...


# findings ---------------------------------------------------------------------------------------------------------
def found_in_any_case(evidence: Evidence, worlds: Worlds, known: Collection[tuple[str, int]]) -> list[Finding]:
    """The defects that are found in every possibility; ``known``: what is found already, by rule and instance."""
    if not worlds.open:
        return []
    number = evidence.law.kept(_defects)
    found_already = {(number[rule], index) for rule, index in known}
    each: list[dict[tuple[int, int], Judgement]] = []
    left: Collection[tuple[int, int]] | None = None
    for case in worlds.one_by_one():  # as soon as nothing is left, no other possibility is looked at
        each.append(_breached(evidence, worlds, case, number))
        left = [key for key in (each[0] if left is None else left) if key in each[-1] and key not in found_already]
        if not left:
            return []
    made = []
    for key in left or ():
        rules = {one[key].versions.id: one[key] for one in each}
        found = [_finding(evidence, judgement) for judgement in rules.values()]
        whole = found[0]
        for one in found[1:]:
            whole = united(whole, one)
        text = said("in_any_case", worlds.text, whole.text)
        made.append(replace(whole, text=text, in_any_case=worlds.texts))
    return made


def _defects(law: Law) -> Mapping[str, int]:
    return defects(law.book)


def _breached(
    evidence: Evidence, worlds: Worlds, case: Case, number: Mapping[str, int]
) -> dict[tuple[int, int], Judgement]:
    """By defect, what breaks it in a possibility; seen in the presumed world, in which answers are told."""
    found: dict[tuple[int, int], Judgement] = {}
    strict, presumed, world = evidence.case.strict, evidence.case.presumed, case.presumed
    for name, versions in evidence.law.rules.items():
        if not isinstance(versions.rule.form, (Duty, Period)) or worlds.told_apart(name):
            continue
        for index, code in enumerate(world.verdicts.get(name, ())):
            if code == Verdict.BREACHED:
                frame = presumed.frames[versions.scope][index]
                rule = versions.speaking(world.frames[versions.scope][index]).rule
                one = Judgement(versions, rule, index, strict.verdicts[name][index], code, frame)
                found.setdefault((number[name], index), one)
    return found


def _finding(evidence: Evidence, one: Judgement) -> Finding:
    answer = period(evidence, one) if isinstance(one.rule.form, Period) else duty(evidence, one)
    return finding(evidence, one, answer, (), guessed=False)


# methods ----------------------------------------------------------------------------------------------------------
def methods_in_any_case(worlds: Worlds, methods: Sequence[MethodAnswer]) -> tuple[MethodAnswer, ...]:
    """The methods; one that is open, and in every possibility may be used, or may not, is said so. Where a method is
    stated, it alone is looked at.
    """
    stated = {m.index for m in methods if m.stated}
    open_ = {
        (m.method, m.index)
        for m in methods
        if m.presumed == Status.UNDETERMINED and (m.stated or m.index not in stated)
    }
    if not open_ or not worlds.cases:
        return tuple(methods)
    found = [statuses(case, {method for method, _ in open_}) for case in worlds.cases]

    def told(one: MethodAnswer) -> MethodAnswer:
        if (one.method, one.index) not in open_:
            return one
        return _method(worlds, one, [world[one.index].get(one.method, ("", False)) for world in found])

    return tuple(map(told, methods))


def _method(worlds: Worlds, one: MethodAnswer, others: list[tuple[str, bool]]) -> MethodAnswer:
    if all(status == Status.ALLOWED for status, _ in others):
        status = Status.ALLOWED
    elif all(status == Status.NOT_ALLOWED and fails for status, fails in others):
        status = Status.NOT_ALLOWED
    else:
        return one
    text = said("in_any_case", worlds.text, said(f"any_{status}"))
    return replace(one, presumed=status, text=text, only_if=None, in_any_case=worlds.texts)


# days -------------------------------------------------------------------------------------------------------------
def days_in_any_case(evidence: Evidence, worlds: Worlds, parts: Sequence[Answers], now: Answers) -> tuple[AnyCase, ...]:
    """The days that bind the core events, and filings that could be made, over all possibilities."""
    if not parts:
        return ()
    return (*_events(evidence, worlds, now), *_rights(worlds, parts, now))


def _bounds(evidence: Evidence, case: Case) -> dict[tuple[int, str], EventAnswer]:
    """What binds the core events in one possibility."""
    core = set(evidence.law.book.core)
    found = []
    for versions in evidence.law.rules.values():
        rule = versions.rule
        if rule.scope != SCOPE or not isinstance(rule.form, Period) or rule.form.act not in core:
            continue
        for index, code in enumerate(case.presumed.verdicts.get(versions.id, ())):
            if code != Verdict.NOT_APPLICABLE:
                frame = case.presumed.frames[SCOPE][index]
                one = Judgement(versions, versions.heard(frame)[0].rule, index, code, code, frame)
                found.append(period(evidence, one))
    return {(e.index, e.event): e for e in by_event(found)}


def _events(evidence: Evidence, worlds: Worlds, now: Answers) -> list[AnyCase]:
    core = evidence.law.book.core
    rows = [_bounds(evidence, case) for case in worlds.cases]
    made = []
    for one in now.timeline:
        key = one.index, one.event
        if one.event not in core or one.scope != SCOPE or one.status not in (Status.UNDETERMINED, Status.DUE):
            continue
        if one.actual.certain or not all(key in row for row in rows):
            continue
        if any(worlds.told_apart(rule) for row in rows for rule in row[key].rules):
            continue
        for side in ("earliest", "latest"):
            if getattr(one, side) is not None and one.status != Status.UNDETERMINED:
                continue  # it is told already
            bounds = [getattr(row[key], side) for row in rows]
            if all(b is not None for b in bounds):
                lines = [(b.safe, b.literal) for b in bounds]
                made += _day("event", one.event, one.index, one.title, side, lines, worlds)
    return made


def _rights(worlds: Worlds, parts: Sequence[Answers], now: Answers) -> list[AnyCase]:
    """Until when something can be attacked, by whatever filing a possibility has for it."""
    if len(worlds.case.presumed.frames[SCOPE]) != 1:
        return []
    open_ = {r.against: r for r in now.openings if r.presumed == Status.UNDETERMINED and r.scope in FILED}
    made = []
    for against, right in open_.items():
        rows = [[r for r in one.openings if _may(r) and r.against == against] for one in parts]
        if against and all(rows):
            lines = [(r.safe, r.literal) for row in rows for r in row]
            title = said("file_against", right.against_text[0])
            made += _day("right", "|".join(against), right.procedure, title, "latest", lines, worlds)
    return made


def _may(one: Right) -> bool:
    return one.scope in FILED and not one.follows and one.presumed == Status.AVAILABLE


def _day(
    kind: str,
    key: str,
    index: int,
    title: Text,
    side: str,
    lines: Iterable[tuple[DateLine, DateLine]],
    worlds: Worlds,
) -> list[AnyCase]:
    """The days of one side, where every possibility has certain ones."""
    days: list[dt.date] = []
    for safe, literal in lines:
        if not (safe.certain and literal.certain) or safe.earliest is None or literal.earliest is None:
            return []
        days += [safe.earliest, literal.earliest]
    more: dict[str, Any] = {"first": min(days), "last": max(days), "worlds": worlds.texts}
    return [AnyCase(kind=kind, key=key, index=index, title=title, side=side, **more)]
