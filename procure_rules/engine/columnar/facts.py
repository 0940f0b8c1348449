"""Facts as the rules see them: as stated, then as presumed, then narrowed by the declared order of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import polars as pl

from procure_rules.engine.columnar.known import ANYTHING, Known, about, tell
from procure_rules.engine.columnar.plan import Plan
from procure_rules.engine.columnar.program import AS_OF
from procure_rules.engine.columnar.tables import PLAIN
from procure_rules.engine.columnar.values import (
    Bound,
    Span,
    Tri,
    below,
    certain,
    choose,
    conjunction,
    disjunction,
    invert,
    known,
    measure,
    measures,
    not_above,
    perhaps,
    plus,
    stated_first,
    truth,
)
from procure_rules.engine.layout import reached
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.model import Presumed

__all__ = ["Columns", "Facts", "high_high", "high_low", "low_high", "low_low"]

Columns: TypeAlias = Mapping[str, frozenset[str]]
Name: TypeAlias = tuple[str, str]
DATED = ("event", "deadline")


def _left_out(mask: pl.Expr | int, bit: int) -> pl.Expr | bool:
    """Whether a word, by its bit, is not among those that a choice may be; where nothing is said, it may be any."""
    if isinstance(mask, int):
        return not mask >> bit & 1
    return certain((mask // (1 << bit)) % 2 == 0)


class Facts:
    """The current value of every fact: of a date its span and whether it happened, of a list whether it is complete.

    ``have`` names the columns that the tables hold: a fact without column is unknown, and folds away. ``filled`` names
    the scopes that have rows.
    """

    def __init__(self, plan: Plan, have: Columns, filled: frozenset[str], told: Mapping[Name, Known]) -> None:
        self.plan = plan
        self.told = told
        self.have = have
        self.filled = filled
        self.words: dict[Name, pl.Expr | str | bool | None] = {}
        self.out: dict[Name, dict[str, Tri]] = {}
        self.truths: dict[Name, Tri] = {}
        self.spans: dict[Name, Span] = {}
        self.wrong: dict[str, dict[str, tuple[Tri, Span]]] = {}
        """By scope, the events whose stated days were taken back: in which rows, and the days."""
        self.back: dict[str, tuple[Tri, Span]] = {}

    def raw(self, scope: str, column: str) -> Any:
        """A column of the tables, if it is there, or the value it has in every row."""
        if column not in self.have[scope]:
            return None
        return tell(self.plan.column(scope, column), self.told.get((scope, column), ANYTHING))

    def as_of(self, scope: str) -> Bound:
        """The day of assessment, in every row."""
        today: Bound = tell(self.plan.column("project", AS_OF), self.told.get(("project", AS_OF), Known(null=False)))
        return self.plan.down("project", today, scope)

    def plain(self, scope: str, name: str) -> pl.Expr | str | bool | None:
        """A Boolean, choice or text."""
        key = scope, name
        return self.words[key] if key in self.words else self.raw(scope, name)

    @staticmethod
    def choice(scope: str, name: str) -> list[str]:
        """The words of a choice, in order."""
        return [m.value for m in all_scopes()[scope].fields[name].choices or ()]

    def excluded(self, scope: str, name: str) -> dict[str, Tri]:
        """Of a choice the words that it surely is not, each with the rows in which that is so."""
        key = scope, name
        if key not in self.out:
            mask = self.raw(scope, f"{name}.may")
            words = self.choice(scope, name) if mask is not None else []
            self.out[key] = {w: self.plan.keep(scope, _left_out(mask, at)) for at, w in enumerate(words)}
        return self.out[key]

    def present(self, scope: str, part: str) -> Tri:
        """Whether a part was given; never unknown."""
        return self._flag(scope, f"{part}.present")

    def complete(self, scope: str, name: str) -> Tri:
        """Whether a list is complete; never unknown."""
        return self._flag(scope, f"{name}.complete")

    def _flag(self, scope: str, column: str) -> Tri:
        key = scope, column
        if key not in self.truths:
            found = self.raw(scope, column)
            self.truths[key] = self.plan.keep(scope, certain(found))
        return self.truths[key]

    def span(self, scope: str, name: str) -> Span:
        """A number or date, of an event the day it happened."""
        key = scope, name
        if key not in self.spans:
            kind = all_scopes()[scope].fields[name].kind
            lo: Bound = self.raw(scope, f"{name}.lo")
            hi: Bound = self.raw(scope, f"{name}.hi")
            if kind in DATED:
                happened = self.raw(scope, f"{name}.happened")
                if happened is not None:
                    # not yet: still possible on the day of assessment itself
                    lo = measure([(invert(happened), self.as_of(scope))], lo)
                    hi = measure([(perhaps(happened), hi)])
            elif kind != "date":
                lo = measure([(known(lo), lo)], 0)
            self.spans[key] = self.plan.keep(scope, Span(lo, hi))
        return self.spans[key]

    def happened(self, scope: str, name: str) -> Tri:
        """Whether an event happened by the day of assessment, as stated or by its dates."""
        key = scope, name
        if key not in self.truths:
            stated = self.raw(scope, f"{name}.happened")
            span = Span(self.raw(scope, f"{name}.lo"), self.raw(scope, f"{name}.hi"))
            before: list[tuple[Tri, Tri]] = [] if stated is None else [(invert(stated), False), (stated, True)]
            self.truths[key] = self.plan.keep(scope, self._by_dates(scope, span, before))
        return self.truths[key]

    def _by_dates(self, scope: str, span: Span, before: Iterable[tuple[Tri, Tri]] = ()) -> Tri:
        today = self.as_of(scope)
        return truth([*before, (not_above(span.hi, today), True), (below(today, span.lo), False)])

    # presumptions -----------------------------------------------------------------------------------------------
    def presume(self, said: Presumed, when: Tri, value: Any, empty: Callable[[str, str], Tri]) -> None:
        """Fill what nobody stated where the condition holds; ``empty`` tells whether a list has no items."""
        scope, name, plan = said.scope, said.name, self.plan
        if when is None or when is False:
            return
        spec = all_scopes()[scope].fields[name]
        if said.value == "none":
            complete = self.complete(scope, name)
            filled = conjunction([empty(scope, name), when])
            self.truths[scope, f"{name}.complete"] = plan.keep(scope, truth([(complete, True), (filled, True)], False))
        elif spec.choices is not None:
            self._presume_word(scope, name, when, value.split("|"))
        elif spec.kind in ("bool", "text"):
            old = self.plain(scope, name)
            self.words[scope, name] = plan.keep(
                scope, choose([(known(old), old), (when, value)], None, PLAIN[spec.kind])
            )
        else:
            known_ahead = {"not_yet": Span(self.as_of(scope), None), "done": Span(None, None)}
            self._presume_span(said, spec.kind, when, known_ahead[value] if isinstance(value, str) else value)

    def _presume_word(self, scope: str, name: str, when: Tri, words: Sequence[str]) -> None:
        """The word, or what is left of a choice by these words, where the condition holds and some are left."""
        old, out, keep = self.plain(scope, name), self.excluded(scope, name), self.plan.keep
        some = disjunction(invert(out.get(w, False)) for w in words)
        fill = keep(scope, certain(conjunction([when, invert(known(old)), some])))
        if fill is False:
            return
        only: list[tuple[Tri, str]] = [(fill, words[0])] if len(words) == 1 else []
        if len(words) > 1:
            for w in words:
                others = [out.get(o, False) for o in words if o != w]
                only.append((conjunction([fill, invert(out.get(w, False)), *others]), w))
            left = {o: out.get(o, False) for o in self.choice(scope, name)}
            left |= {o: keep(scope, disjunction([x, fill])) for o, x in left.items() if o not in words}
            self.out[scope, name] = {o: x for o, x in left.items() if x is not False}
        self.words[scope, name] = keep(scope, choose(only, old, pl.Enum(self.choice(scope, name))))

    def _presume_span(self, said: Presumed, kind: str, when: Tri, new: Span) -> None:
        scope, name, plan = said.scope, said.name, self.plan
        old = self.span(scope, name)
        unstated = [
            when,
            invert(known(old.hi)),
            not_above(old.lo, 0) if kind not in (*DATED, "date") else invert(known(old.lo)),
        ]
        if kind in DATED:
            # a date that is itself unknown presumes nothing
            unstated.append(invert(known(self.happened(scope, name))))
            if said.value != "done":
                unstated.append(disjunction([known(new.lo), known(new.hi)]))
        fill = plan.keep(scope, conjunction(unstated))
        self.spans[scope, name] = plan.keep(scope, measures([(fill, new)], old))
        if kind in DATED:
            plain = {"not_yet": False, "done": True}
            happened = plain[said.value] if isinstance(said.value, str) else self._by_dates(scope, new)
            self.truths[scope, name] = plan.keep(scope, truth([(fill, happened)], self.happened(scope, name)))

    # order ------------------------------------------------------------------------------------------------------
    def take_back(self, order: Iterable[tuple[str, str]]) -> None:
        """Of two days stated in an order that cannot be, nothing is derived: whether the events happened stays."""
        pairs = reached(order)
        for scope in self.filled:
            fields = all_scopes()[scope].fields
            behind: dict[str, list[Tri]] = {}
            for a, b in pairs:
                if a in fields and b in fields:
                    one, two = self.span(scope, a), self.span(scope, b)
                    # what did not happen was left out
                    found = self.plan.keep(scope, conjunction([below(two.hi, one.lo), known(one.hi)]))
                    if found is not None and found is not False:
                        behind.setdefault(a, []).append(found)
                        behind.setdefault(b, []).append(found)
            for name, parts in behind.items():
                wrong = self.plan.keep(scope, certain(disjunction(map(certain, parts))))
                happened, today, span = self.happened(scope, name), self.as_of(scope), self.span(scope, name)
                self.wrong.setdefault(scope, {})[name] = wrong, span
                cases = [
                    (conjunction([wrong, happened]), Span(None, today)),
                    (conjunction([wrong, below(today, span.lo)]), Span(plus(today, 1), None)),
                    (conjunction([wrong, invert(happened)]), Span(today, None)),
                    (wrong, Span(None, None)),
                ]
                self.spans[scope, name] = self.plan.keep(scope, measures(cases, span))

    def doubted(self, scope: str, name: str) -> Tri:
        """In which rows an event's stated day was taken back."""
        return self.wrong.get(scope, {}).get(name, (False, Span(None, None)))[0]

    def taken_back(self, scope: str) -> tuple[Tri, Span]:
        """In which rows days were taken back, and from when to when they lie."""
        if scope not in self.back:
            some: Tri = False
            days, plan = Span(None, None), self.plan
            for wrong, one in self.wrong.get(scope, {}).values():
                both = Span(low_low(plan, scope, days.lo, one.lo), high_high(plan, scope, days.hi, one.hi))
                days = plan.keep(scope, measures([(conjunction([wrong, some]), both), (wrong, one)], days))
                some = plan.keep(scope, disjunction([some, wrong]))
            self.back[scope] = some, days
        return self.back[scope]

    def narrow(self, order: Iterable[tuple[str, str]]) -> None:
        """Bring the declared order of events to bear; stated dates that contradict it are left as stated, and
        of an event whose day was taken back nothing is said anew, and it bounds nothing from above.
        """
        pairs = tuple(order)
        for scope in self.filled:
            fields = all_scopes()[scope].fields
            edges = [(a, b) for a, b in pairs if a in fields and b in fields]
            for a, b in edges:
                one, two = self.span(scope, a), self.span(scope, b)
                if one.lo is not None:
                    later = high_low(self.plan, scope, one.lo, two.lo)
                    lo = measure([(below(two.hi, one.lo), two.lo), (self.doubted(scope, b), two.lo)], later)
                    self.spans[scope, b] = Span(self.plan.keep(scope, lo), two.hi)
            for name in dict.fromkeys(b for _, b in edges):
                happened, ahead = self.happened(scope, name), below(self.as_of(scope), self.span(scope, name).lo)
                ahead = conjunction([ahead, invert(self.doubted(scope, name))])
                if happened is not False:  # what comes after what is still ahead is ahead
                    self.truths[scope, name] = self.plan.keep(scope, truth([(ahead, False)], happened))
            for a, b in reversed(edges):
                one, two = self.span(scope, a), self.span(scope, b)
                if two.hi is not None:
                    earlier = low_high(self.plan, scope, one.hi, two.hi)
                    # what is merely planned does not show that what should come before it will happen
                    planned = conjunction([below(self.as_of(scope), two.hi), invert(known(one.hi))])
                    # what is not yet was left out where a later event lies behind
                    without = conjunction([invert(self.happened(scope, a)), not_above(two.hi, self.as_of(scope))])
                    aside = [certain(without), self.doubted(scope, a), self.doubted(scope, b)]
                    left = disjunction([planned, certain(below(two.hi, one.lo)), *aside])
                    hi = measure([(left, one.hi)], earlier)
                    self.spans[scope, a] = Span(one.lo, self.plan.keep(scope, hi))


def _first(plan: Plan, scope: str, one: Bound, two: Bound, condition: Tri) -> Bound:
    """``one`` where the condition holds or ``two`` is open, else ``two``."""
    # the condition holds only where both are closed
    return plan.keep(scope, measure([(condition, one)], stated_first(two, one), closed=True))


def high_low(plan: Plan, scope: str, *bounds: Bound) -> Bound:
    """The greatest of lower bounds."""
    out = bounds[0]
    for other in bounds[1:]:
        out = other if out is None else _first(plan, scope, out, other, not_above(other, out))
    return out


def low_high(plan: Plan, scope: str, *bounds: Bound) -> Bound:
    """The least of upper bounds."""
    out = bounds[0]
    for other in bounds[1:]:
        out = other if out is None else _first(plan, scope, out, other, not_above(out, other))
    return out


def low_low(plan: Plan, scope: str, *bounds: Bound) -> Bound:
    """The least of lower bounds: open where one is."""
    return _open(plan, scope, bounds, not_above)


def high_high(plan: Plan, scope: str, *bounds: Bound) -> Bound:
    """The greatest of upper bounds: open where one is."""
    return _open(plan, scope, bounds, lambda a, b: not_above(b, a))


def _open(plan: Plan, scope: str, bounds: tuple[Bound, ...], first: Callable[[Bound, Bound], Tri]) -> Bound:
    out = bounds[0]
    for other in bounds[1:]:
        if out is None or other is None:
            return None
        here = first(out, other)
        # where one side is open, so is the other branch
        if not about(out).null:
            found = measure([(here, out)], other)
        elif not about(other).null:
            found = measure([(invert(here), other)], out)
        else:
            found = measure([(here, out), (invert(here), other)])
        out = plan.keep(scope, found)
    return out
