"""Facts as the rules see them: as stated, then as presumed, then narrowed by the declared order of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from procure_rules.engine.columnar.plan import AS_OF, Plan
from procure_rules.engine.columnar.values import (
    Bound, Span, Tri, choose, choose_span, conjunction, invert, known, lift, not_above, below,
)  # fmt: skip
from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.rules.model import Presumed

__all__ = ["Facts"]

Columns = Mapping[str, frozenset[str]]


class Facts:
    """The current value of every fact: of a date its span and whether it happened, of a list whether it is complete.

    ``have`` names the columns that the tables hold: a fact without column is unknown, and folds away. ``filled`` names
    the scopes that have rows.
    """

    def __init__(self, plan: Plan, have: Columns, filled: frozenset[str]) -> None:
        self.plan = plan
        self.have = have
        self.values: dict[tuple[str, str, str], Any] = {}
        self.filled = filled

    def raw(self, scope: str, column: str) -> pl.Expr | None:
        return self.plan.column(scope, column) if column in self.have[scope] else None

    def as_of(self, scope: str) -> pl.Expr:
        return self.plan.down("project", self.plan.column("project", AS_OF), scope)

    def spec(self, scope: str, name: str) -> FieldSpec:
        return all_scopes()[scope].fields[name]

    def plain(self, scope: str, name: str) -> pl.Expr | None:
        """A Boolean, choice or text."""
        key = scope, name, ""
        return self.values[key] if key in self.values else self.raw(scope, name)  # type: ignore[no-any-return]

    def present(self, scope: str, part: str) -> Tri:
        """Whether a part was given; never unknown."""
        return self._flag(scope, f"{part}.present")

    def complete(self, scope: str, name: str) -> Tri:
        """Whether a list is complete; never unknown."""
        return self._flag(scope, f"{name}.complete")

    def _flag(self, scope: str, column: str) -> Tri:
        key = scope, column, ""
        if key not in self.values:
            found = self.raw(scope, column)
            self.values[key] = False if found is None else self.plan.keep(scope, found.fill_null(False))
        return self.values[key]  # type: ignore[no-any-return]

    def span(self, scope: str, name: str) -> Span:
        """A number or date, of an event the day it happened."""
        key = scope, name, "span"
        if key not in self.values:
            spec = self.spec(scope, name)
            lo: Bound = self.raw(scope, f"{name}.lo")
            hi: Bound = self.raw(scope, f"{name}.hi")
            if spec.kind in ("event", "deadline"):
                happened = self.raw(scope, f"{name}.happened")
                if happened is not None:
                    lo = choose([(~happened, self.as_of(scope))], lo, pl.Int64)  # type: ignore[assignment]
                    hi = choose([(happened.fill_null(True), hi)], None, pl.Int64)  # type: ignore[assignment]
            elif spec.kind != "date":
                lo = 0 if not isinstance(lo, pl.Expr) else lo.fill_null(0)
            self.values[key] = self.plan.keep(scope, Span(lo, hi))
        return self.values[key]  # type: ignore[no-any-return]

    def happened(self, scope: str, name: str) -> Tri:
        """Whether an event happened by the day of assessment, as stated or by its dates."""
        key = scope, name, "happened"
        if key not in self.values:
            stated = self.raw(scope, f"{name}.happened")
            span = Span(self.raw(scope, f"{name}.lo"), self.raw(scope, f"{name}.hi"))
            found = self._by_dates(scope, span, [] if stated is None else [(~stated, False), (stated, True)])
            self.values[key] = self.plan.keep(scope, found)
        return self.values[key]  # type: ignore[no-any-return]

    def _by_dates(self, scope: str, span: Span, before: Iterable[tuple[Tri, bool]] = ()) -> Tri:
        today = self.as_of(scope)
        cases = [*before, (not_above(span.hi, today), True), (below(today, span.lo), False)]
        return choose(cases, None, pl.Boolean)  # type: ignore[return-value]

    # presumptions -----------------------------------------------------------------------------------------------
    def presume(self, said: Presumed, when: Tri, value: Any, empty: Callable[[str, str], Tri]) -> None:
        """Fill what nobody stated where the condition holds; ``empty`` tells whether a list has no items."""
        scope, name, plan = said.scope, said.name, self.plan
        if when is None or when is False:
            return
        spec = self.spec(scope, name)
        if said.value == "none":
            filled = conjunction([invert(self.complete(scope, name)), empty(scope, name), when])
            done = choose([(self.complete(scope, name), True), (filled, True)], False, pl.Boolean)
            self.values[scope, f"{name}.complete", ""] = plan.keep(scope, done)
            return
        if spec.kind in ("bool", "choice", "text"):
            old = self.plain(scope, name)
            dtype = pl.Enum([m.value for m in spec.choices]) if spec.choices else pl.Boolean
            new = choose([(known(old), old), (when, value)], None, dtype)
            self.values[scope, name, ""] = plan.keep(scope, new)
            return
        old_span = self.span(scope, name)
        dated = spec.kind in ("event", "deadline")
        unstated = [invert(known(old_span.hi)), invert(known(old_span.lo)) if dated or spec.kind == "date" else not_above(old_span.lo, 0), when]
        if dated:
            happened = self.happened(scope, name)
            unstated.append(invert(known(happened)))  # type: ignore[arg-type]
        new_span = Span(self.as_of(scope), None) if said.value == "not_yet" else value
        if dated:
            # a date that is itself unknown presumes nothing
            unstated.append(choose([(known(new_span.lo), True)], known(new_span.hi), pl.Boolean))  # type: ignore[arg-type]
        fill = plan.keep(scope, conjunction(unstated))
        self.values[scope, name, "span"] = plan.keep(scope, choose_span([(fill, new_span)], old_span))
        if dated:
            by_dates = False if said.value == "not_yet" else self._by_dates(scope, new_span)
            self.values[scope, name, "happened"] = plan.keep(scope, choose([(fill, by_dates)], happened, pl.Boolean))

    # order ------------------------------------------------------------------------------------------------------
    def narrow(self, order: Iterable[tuple[str, str]]) -> None:
        """Bring the declared order of events to bear; stated dates that contradict it are left as stated."""
        pairs = tuple(order)
        for scope in self.filled:
            fields = all_scopes()[scope].fields
            edges = [(a, b) for a, b in pairs if a in fields and b in fields]
            for a, b in edges:
                one, two = self.span(scope, a), self.span(scope, b)
                if one.lo is not None:
                    later = high_low(self.plan, scope, one.lo, two.lo)
                    lo = choose([(below(two.hi, one.lo), two.lo)], later, pl.Int64)
                    self.values[scope, b, "span"] = Span(self.plan.keep(scope, lo), two.hi)  # type: ignore[arg-type]
            for a, b in reversed(edges):
                one, two = self.span(scope, a), self.span(scope, b)
                if two.hi is not None:
                    earlier = low_high(self.plan, scope, one.hi, two.hi)
                    hi = choose([(below(two.hi, one.lo), one.hi)], earlier, pl.Int64)
                    self.values[scope, a, "span"] = Span(one.lo, self.plan.keep(scope, hi))  # type: ignore[arg-type]


def _first(plan: Plan, scope: str, one: Bound, two: Bound, condition: Tri) -> Bound:
    """``one`` where the condition holds or ``two`` is open, else ``two``."""
    if two is None:
        return one
    rest = pl.coalesce(two, lift(one, pl.Int64)) if isinstance(two, pl.Expr) else two
    return plan.keep(scope, choose([(condition, one)], rest, pl.Int64))  # type: ignore[return-value]


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
        out = plan.keep(scope, choose([(here, out), (invert(here), other)], None, pl.Int64))  # type: ignore[assignment]
    return out
