"""Aggregates over lists: children are reduced to their parents' rows, with the list's completeness taken into account."""

from __future__ import annotations

from typing import Any

import polars as pl

from procure_rules.engine.columnar.plan import Plan
from procure_rules.engine.columnar.values import (
    Bound, Span, Tri, certain, choose, choose_span, conjunction, disjunction, invert, known, lift, plus,
)  # fmt: skip

__all__ = ["aggregate", "no_items", "some_children"]


def aggregate(
    plan: Plan, scope: str, child: str, function: str, where: Tri, value: Span | None, complete: Tri, unknown: Span
) -> Any:
    """One aggregate of the children for which ``where`` holds, may hold, or does not.

    ``where`` and ``value`` are columns of the child; the result belongs to ``scope``. Of a list that is not complete
    there may be more: a count has no upper bound, and ``any`` and ``all`` are known only by a witness.
    """
    reducer = _Reducer(plan, scope, child, where)
    if function == "any":
        settled = _closed(complete, reducer.number(reducer.maybe))
        return choose([(_some(reducer.number(reducer.sure)), True), (settled, False)], None, pl.Boolean)
    if function == "all":
        settled = _closed(complete, reducer.number(reducer.maybe))
        return choose([(_some(reducer.number(reducer.never)), False), (settled, True)], None, pl.Boolean)
    sure = reducer.number(reducer.sure)
    if function == "count":
        return Span(sure, choose([(complete, plus(sure, reducer.number(reducer.maybe)))], None, pl.Int64))  # type: ignore[arg-type]
    assert value is not None
    possible = disjunction([reducer.sure, reducer.maybe])
    if function == "sum":
        lo = choose([(_some(reducer.number(conjunction([reducer.sure, invert(known(value.lo))]))), None)], reducer.sum(reducer.sure, value.lo), pl.Int64)
        opened = _some(reducer.number(conjunction([possible, invert(known(value.hi))])))
        hi = choose([(opened, None), (complete, reducer.sum(possible, value.hi))], None, pl.Int64)
        return Span(lo, hi)  # type: ignore[arg-type]
    found = plan.keep(scope, _some(sure))
    if function == "min_of":
        opened = _some(reducer.number(conjunction([possible, invert(known(value.lo))])))
        lo = choose([(invert(complete), unknown.lo), (opened, None)], reducer.extreme(possible, value.lo, "min"), pl.Int64)
        return choose_span([(found, Span(lo, reducer.extreme(reducer.sure, value.hi, "min")))], unknown)  # type: ignore[arg-type]
    opened = _some(reducer.number(conjunction([possible, invert(known(value.hi))])))
    hi = choose([(opened, None), (complete, reducer.extreme(possible, value.hi, "max"))], None, pl.Int64)
    return choose_span([(found, Span(reducer.extreme(reducer.sure, value.lo, "max"), hi))], unknown)  # type: ignore[arg-type]


def no_items(plan: Plan, scope: str, child: str, filled: bool) -> Tri:
    """Whether a list has no items stated."""
    return plan.keep(scope, plan.fold(scope, child, pl.len()).is_null()) if filled else True


def some_children(plan: Plan, scope: str, child: str, condition: Tri) -> Tri:
    """Whether a condition, never unknown, holds for one child at least."""
    return plan.keep(scope, _some(_Reducer(plan, scope, child, True).number(condition)))


def _some(number: Bound) -> Tri:
    return None if number is None else number > 0


def _closed(complete: Tri, maybe: Bound) -> Tri:
    """Whether the list is complete and none of its items is undecided."""
    return conjunction([complete, None if maybe is None else maybe == 0])


class _Reducer:
    """Sums and extremes by parent; 0 or null where a parent has no children."""

    def __init__(self, plan: Plan, scope: str, child: str, where: Tri) -> None:
        self.plan, self.scope, self.child = plan, scope, child
        self.sure = plan.keep(child, certain(where))
        self.never = plan.keep(child, certain(invert(where)))
        self.maybe: pl.Expr | bool = where.is_null() if isinstance(where, pl.Expr) else where is None

    def number(self, condition: Tri) -> Bound:
        """How many children meet a condition that is never unknown."""
        if condition is False:
            return 0
        of = condition.sum() if isinstance(condition, pl.Expr) else pl.len()
        return self.plan.keep(self.scope, self.plan.fold(self.scope, self.child, of.cast(pl.Int64)).fill_null(0))

    def sum(self, condition: Tri, bound: Bound) -> Bound:
        if condition is False or bound is None:
            return 0
        of = lift(choose([(condition, bound)], 0, pl.Int64), pl.Int64)  # type: ignore[arg-type]
        total = (of if of.meta.root_names() else self._spread(of)).sum()
        return self.plan.keep(self.scope, self.plan.fold(self.scope, self.child, total).fill_null(0))

    def extreme(self, condition: Tri, bound: Bound, which: str) -> Bound:
        if condition is False or bound is None:
            return None
        of = lift(choose([(condition, bound)], None, pl.Int64), pl.Int64)  # type: ignore[arg-type]
        of = of if of.meta.root_names() else self._spread(of)
        return self.plan.fold(self.scope, self.child, of.min() if which == "min" else of.max())

    def _spread(self, constant: pl.Expr) -> pl.Expr:
        return self.plan.keep(self.child, constant)
