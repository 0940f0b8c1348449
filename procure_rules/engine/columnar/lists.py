"""Aggregates over lists: children are reduced to their parents' rows, with the list's completeness taken into
account.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from procure_rules.engine.columnar.plan import Plan
from procure_rules.engine.columnar.values import (
    Bound,
    Span,
    Tri,
    below,
    certain,
    conjunction,
    disjunction,
    invert,
    known,
    measure,
    measures,
    plus,
    truth,
)
from procure_rules.rules.tree import SUM_LIMIT

__all__ = ["aggregate", "no_items", "some_children"]


def aggregate(
    plan: Plan, scope: str, child: str, function: str, where: Tri, value: Span, complete: Tri, unknown: Span
) -> Any:
    """One aggregate of the children for which ``where`` holds, may hold, or does not.

    ``where`` and ``value`` are columns of the child; the result belongs to ``scope``. Of a list that is not complete
    there may be more items: a count has no upper bound, and ``any`` and ``all`` are known only by a witness.
    """
    items = _Items(plan, scope, child)
    sure, never = plan.keep(child, certain(where)), plan.keep(child, certain(invert(where)))
    maybe: Tri = invert(known(where))
    if function in ("any", "all"):
        witness = _some(items.number(sure if function == "any" else never))
        settled = conjunction([complete, invert(_some(items.number(maybe)))])
        return truth([(witness, function == "any"), (settled, function == "all")])
    number = items.number(sure)
    if function == "count":
        return Span(number, measure([(complete, plus(number, items.number(maybe)))]))
    possible = plan.keep(child, disjunction([sure, maybe]))
    open_below = conjunction([sure if function == "sum" else possible, invert(known(value.lo))])
    open_above = conjunction([possible, invert(known(value.hi))])
    no_lower, no_upper = (_some(items.number(c)) for c in (open_below, open_above))
    if function == "sum":
        lo = measure([(no_lower, None)], items.sum(sure, value.lo))
        return Span(lo, measure([(no_upper, None), (complete, items.sum(possible, value.hi))]))
    if function == "min_of":
        lo = measure([(invert(complete), unknown.lo), (no_lower, None)], items.extreme(possible, value.lo, "min"))
        found = Span(lo, items.extreme(sure, value.hi, "min"))
    else:
        hi = measure([(no_upper, None), (complete, items.extreme(possible, value.hi, "max"))])
        found = Span(items.extreme(sure, value.lo, "max"), hi)
    return measures([(plan.keep(scope, _some(number)), found)], unknown)


def no_items(plan: Plan, scope: str, child: str, filled: bool) -> Tri:
    """Whether a list has no items stated; ``filled`` tells whether there are such items at all."""
    return plan.keep(scope, plan.fold(scope, child, "len") == 0) if filled else True


def some_children(plan: Plan, scope: str, child: str, condition: Tri) -> Tri:
    """Whether a condition, never unknown, holds for one child at least."""
    return plan.keep(scope, _some(_Items(plan, scope, child).number(condition)))


def _some(number: Bound) -> Tri:
    return below(0, number)


class _Items:
    """Sums and extremes by parent over the children that meet a condition, which is never unknown."""

    def __init__(self, plan: Plan, scope: str, child: str) -> None:
        self.plan, self.scope, self.child = plan, scope, child

    def number(self, condition: Tri) -> Bound:
        """How many there are."""
        if condition is False:
            return 0
        if isinstance(condition, pl.Expr):
            return self.plan.fold(self.scope, self.child, "sum", condition)
        return self.plan.fold(self.scope, self.child, "len")

    def sum(self, condition: Tri, bound: Bound) -> Bound:
        """The sum of their bounds, open ones left out."""
        if condition is False or bound is None:
            return 0
        of = self.plan.solid(self.child, measure([(condition, bound)], 0))
        return self.plan.fold(self.scope, self.child, "sum", of).clip(upper_bound=SUM_LIMIT)

    def extreme(self, condition: Tri, bound: Bound, which: str) -> Bound:
        """The least or greatest of their bounds, open ones left out; null where there is none."""
        if condition is False or bound is None:
            return None
        of = self.plan.solid(self.child, measure([(condition, bound)]))
        return self.plan.fold(self.scope, self.child, which, of)
