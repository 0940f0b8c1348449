"""Random projects that fill every field of the fact model, with values near the figures of the rules.

Facts that no rule reads are stated only here and there: they cost time and cannot change an answer.
``random_project`` is plain Python over ``random.Random``; Hypothesis need only draw the seed (``projects``).
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from procure_rules.calendar import default_calendar
from procure_rules.facts import make_project
from procure_rules.facts.project import Project
from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.facts.values import COUNT_LIMIT
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook, nodes_of, refs_of, walk
from procure_rules.rules.tree import Node

__all__ = ["day_of_change", "projects", "random_as_of", "random_project", "turning_points"]

PLACES = ("中央", "四川", "北京")
LONGEST_LIST = 4
UNREAD = 0.2  # the chance that an entity states some facts that no rule reads

# Facts that bring a project under one of the laws: where all is drawn at random, most rules would never apply.
THEMES: tuple[dict[str, dict[str, tuple[Any, ...]]], ...] = (
    {},
    {
        "project": {
            "purchaser.kind": ("state_organ", "public_institution"),
            "purchaser.place": ("中央", "四川"),
            "subject.category": ("goods", "services"),
            "subject.part_of_works": (False,),
            "funding.budgeted": (True,),
            "funding.other_money_too": (False,),
            "catalogue.listed": (True, True, False),
            "circumstances.national_security_or_secret": (False,),
            "circumstances.force_majeure_emergency": (False,),
        },
        "procedure": {
            "method": (
                "open_tendering",
                "open_tendering",
                "invited_tendering",
                "competitive_negotiation",
                "competitive_consultation",
            ),
            "contract_kind": ("other_goods", "other_service"),
        },
    },
    {
        "project": {
            "subject.category": ("works",),
            "subject.works_kind": ("new_build", "extension", "repair"),
            "works_project.state_controls": (True,),
            "circumstances.tender_unsuitable": (False,),
            "circumstances.tender_exemption": (False,),
            "purchaser.kind": ("state_owned_enterprise", "state_organ"),
        },
        "procedure": {
            "method": ("open_tendering", "invited_tendering"),
            "contract_kind": ("construction", "works_related_goods", "design", "general_contracting"),
            "lot_budget": ("8000000", "3999999.99", "4000000"),
        },
    },
)


def examples(number: int) -> int:
    """So many examples of a property in the tests, and as many times more as the environment asks (``EXAMPLES``)."""
    return number * int(os.environ.get("EXAMPLES", "1"))


@cache
def figures() -> dict[str, list[int]]:
    """Numbers of the rules and parameters by kind, as the facts hold them, with their neighbours."""
    book = default_rulebook()
    found: dict[str, set[int]] = {k: set() for k in ("amount", "count", "ratio", "days")}
    for rule in book.rules:
        for root in nodes_of(rule):
            for node in walk(root):
                if node.op == "const" and node.kind in found:
                    found[node.kind].add(node.data // node.scale)
                elif node.op == "param":
                    found[node.data.kind].update(v.lo for v in node.data.values)
    tops = {"amount": 10**14, "count": COUNT_LIMIT, "ratio": 100_000, "days": COUNT_LIMIT}
    return {
        k: sorted({n + d for n in v | {0, 5} for d in (-1, 0, 1) if 0 <= n + d <= tops[k]}) for k, v in found.items()
    }


Facts = dict[str, tuple[list[FieldSpec], list[FieldSpec]]]
_FACTS: dict[str, Facts] = {}


def facts_of(book: Rulebook) -> Facts:
    """By scope, the facts that bear on some answer of a rulebook, and the others."""
    if book.hash not in _FACTS:
        roots = [n for r in book.rules for n in nodes_of(r)]
        roots += [n for p in book.presumed for n in (p.when, p.value) if isinstance(n, Node)]
        names = {(ref.scope, ref.name) for n in roots for _, ref in refs_of(n)}
        ordered = {name for pair in book.order for name in pair}
        themes = {name for theme in THEMES for facts in theme.values() for name in facts}

        def bears(one: FieldSpec, here: str) -> bool:
            if one.kind == "list":
                return any(bears(f, one.child or "") for f in all_scopes()[one.child or ""].fields.values())
            return (here, one.name) in names or one.name in ordered or one.name in themes

        _FACTS[book.hash] = {
            scope.name: (
                [f for f in scope.fields.values() if bears(f, scope.name)],
                [f for f in scope.fields.values() if not bears(f, scope.name)],
            )
            for scope in all_scopes().values()
        }
    return _FACTS[book.hash]


@cache
def turning_points() -> list[int]:
    """Days near which the law or the calendar changes."""
    book = default_rulebook()
    days = {r.in_force.first for r in book.rules} | {r.in_force.last + 1 for r in book.rules if r.in_force.last}
    days |= {int(v.first) for p in book.parameters.values() for v in p.values}
    days |= {dt.date(*d).toordinal() for d in ((2018, 6, 1), (2022, 7, 1))}
    return sorted(days)


@cache
def holidays() -> list[int]:
    """Days off and undecided days of the last tabled years, the first one without notice among them."""
    calendar = default_calendar()
    years = range(dt.date(2025, 1, 1).toordinal(), min(calendar.last, dt.date(2027, 12, 31).toordinal()))
    return [o for o in years if calendar.day_class(o) is None or calendar.codes[o - calendar.first] == 1]


def random_as_of(rng: random.Random) -> int:
    """A day of assessment near a turning point or a holiday, or any."""
    place = rng.random()
    if place < 0.35:
        return rng.choice(turning_points()) + rng.randint(-20, 120)
    if place < 0.75:
        return rng.choice(holidays()) + rng.randint(-5, 40)
    return rng.randint(dt.date(2004, 1, 1).toordinal(), dt.date(2027, 12, 31).toordinal())


def day_of_change(rng: random.Random) -> int:
    """A day of assessment close to the first or the last day in force of some rule or figure."""
    return rng.choice(turning_points()) + rng.choice((-60, -20, -7, -2, -1, 0, 1, 7))


class _Maker:
    """One project's random facts. ``known`` is the chance that a fact is stated."""

    def __init__(self, rng: random.Random, as_of: int, facts: Facts) -> None:
        self.rng = rng
        self.as_of = as_of
        self.facts = facts
        self.known = rng.choice((0.08, 0.35, 0.7, 0.95))
        self.certain = rng.choice((0.4, 0.85, 1.0))
        self.theme = rng.choice(THEMES)
        # all days of a project lie close together, or no line would ever be met or passed by a little
        self.middle = as_of + rng.choice((-5, -20, -40, -400)) + rng.randint(-10, 10)
        self.clock = self.middle

    def iso(self, day: int) -> str:
        return dt.date.fromordinal(max(day, dt.date(1949, 1, 1).toordinal())).isoformat()

    def some_day(self) -> int:
        rng = self.rng
        place = rng.random()
        if place < 0.55:
            self.clock += rng.choice((0, 0, 1, 1, 2, 3, 5, 7, 10, 14, 15, 16, 20, 21, 30, 31))
            return self.clock
        if place < 0.85:
            return self.middle + rng.randint(-30, 60)
        return random_as_of(rng)

    def day(self) -> Any:
        rng, day = self.rng, self.some_day()
        if rng.random() < self.certain:
            return self.iso(day)
        match rng.randrange(6):
            case 0:
                return self.iso(day)[:7]
            case 1:
                return {"from": self.iso(day)}
            case 2:
                return {"to": self.iso(day)}
            case 3:
                return {"after": self.iso(day)}
            case 4:
                return {"before": self.iso(day)}
        return {"from": self.iso(day), "to": self.iso(day + rng.randint(0, 25))}

    def number(self, kind: str) -> Any:
        rng = self.rng
        near = figures()[kind]
        value = (
            rng.choice(near)
            if rng.random() < 0.8
            else rng.randint(0, {"amount": 10**10, "count": 12, "ratio": 2_000, "days": 200}[kind])
        )
        if rng.random() < self.certain:
            return self.shown(kind, value)
        other = value + rng.choice((0, 1, 7, 100, 10**6 if kind == "amount" else 3))
        return rng.choice(
            (
                {"min": self.shown(kind, value)},
                {"max": self.shown(kind, value)},
                {
                    "min": self.shown(kind, value),
                    "max": self.shown(kind, min(other, 100_000) if kind == "ratio" and value <= 100_000 else other),
                },
            )
        )

    @staticmethod
    def shown(kind: str, value: int) -> str:
        if kind == "amount":
            return f"{value // 100}.{value % 100:02d}"
        return f"{value // 100}.{value % 100:02d}%" if kind == "ratio" else str(value)

    def deadline(self) -> Any:
        rng = self.rng
        if rng.random() < 0.5:
            return self.day()
        rows: list[dict[str, Any]] = []
        start = self.some_day()
        for _ in range(rng.randint(1, 3)):
            to = self.day()
            rows.append({"to": to} if rng.random() < 0.25 else {"set": self.iso(start), "to": to})
            start += rng.randint(0, 12)
        return rows

    def value(self, spec: FieldSpec) -> Any:
        rng = self.rng
        match spec.kind:
            case "bool":
                return rng.random() < 0.5
            case "choice":
                assert spec.choices is not None
                words = [m.value for m in spec.choices]
                if len(words) > 2 and rng.random() > max(self.certain, 0.85):
                    some = rng.sample(words, rng.randint(1, len(words) - 1))
                    return rng.choice(({"not": some}, {"one_of": some}))
                return rng.choice(words)
            case "text":
                return rng.choice(PLACES) if spec.name.endswith("place") else "x"
            case "event":
                return "not_yet" if rng.random() < 0.15 else self.day()
            case "deadline":
                return self.deadline()
            case "date":
                return self.day()
            case "list":
                items = [
                    self.entity(spec.child or "")
                    for _ in range(rng.choice((0, 0, 1, 1, 2, rng.randint(0, LONGEST_LIST))))
                ]
                return {"items": items, "partial": True} if rng.random() < 0.2 else items
        return self.number(spec.kind)

    def entity(self, scope: str) -> dict[str, Any]:
        out: dict[str, Any] = {}
        rng, theme = self.rng, self.theme.get(scope, {})
        left_out = {p for p in ("works_project", "group") if rng.random() < 0.3}
        read, unread = self.facts[scope]
        wanted: list[tuple[FieldSpec, tuple[Any, ...]]] = []
        for spec in read:
            likely = theme.get(spec.name, ())
            chance = 0.95 if likely else max(self.known, 0.5) if spec.kind == "list" else self.known
            if rng.random() < chance and (likely or spec.path[0] not in left_out):
                wanted.append((spec, likely))
        if unread and rng.random() < UNREAD:
            wanted += [(spec, ()) for spec in rng.sample(unread, min(len(unread), rng.randint(1, 6)))]
        for spec, likely in wanted:
            holder = out
            for step in spec.path[:-1]:
                holder = holder.setdefault(step, {})
            holder[spec.path[-1]] = rng.choice(likely) if likely and rng.random() < 0.95 else self.value(spec)
        return out


def random_project(rng: random.Random, as_of: int | None = None, book: Rulebook | None = None) -> Project:
    """A valid project with random facts, its dates around the day of assessment; ``book``: whose facts (the
    shipped one's).
    """
    maker = _Maker(rng, random_as_of(rng) if as_of is None else as_of, facts_of(book or default_rulebook()))
    data = maker.entity("project")
    if "procedures" not in data and rng.random() < 0.9:
        data["procedures"] = [maker.entity("procedure")]
    return make_project(data)


def stream(seed: int, book: Rulebook | None = None) -> Iterator[tuple[Project, int]]:
    """Endless random projects with their days of assessment."""
    rng = random.Random(seed)
    while True:
        as_of = random_as_of(rng)
        yield random_project(rng, as_of, book), as_of


@st.composite
def projects(draw: st.DrawFn) -> tuple[Project, int]:
    """A random project with its day of assessment; the seed is drawn, so that failures replay but do not shrink."""
    return next(stream(draw(st.integers(0, 2**32 - 1))))
