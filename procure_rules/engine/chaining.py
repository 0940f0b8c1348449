"""From decided rules to conclusions, stratum by stratum: the built-in chainer.

A stratum is one conclusion (or rule) all of whose premises lie in earlier strata; the rulebook orders them and refuses
cycles. Within a stratum every rule that may be active contributes its value. True and false are derived separately
(unknown is neither), so the result equals the least fixpoint of the corresponding pairs of Horn clauses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from procure_rules.engine.kleene import Interval

__all__ = ["CONFLICT", "Contribution", "derive", "derive_interval"]

CONFLICT = object()


class Contribution(NamedTuple):
    """What one rule says: whether it is active, and the value it then gives."""

    active: bool | None
    value: Any
    sure: bool = False
    """Surely some rule speaks: this one, or an exception to it that contributes as well."""


def derive(parts: Iterable[Contribution]) -> Any:
    """A Boolean or word: known when a rule is surely active and no rule that may be active says otherwise.

    ``None`` is unknown; :data:`CONFLICT` where two surely active rules contradict each other.
    """
    sure = False
    certain: list[Any] = []
    said: list[Any] = []
    for active, value, speaks in parts:
        if active is False:
            continue
        said.append(value)
        sure = sure or speaks
        if active and value is not None:
            certain.append(value)
    if len(said) < 2:
        return said[0] if sure else None
    if any(v != certain[0] for v in certain):
        return CONFLICT
    return said[0] if sure and all(v == said[0] for v in said) else None


def derive_interval(parts: Iterable[Contribution], unknown: Interval) -> Any:
    """A number or date: the hull of all that may apply, where one rule surely does.

    :data:`CONFLICT` where two surely active rules leave no common value.
    """
    lo, hi, sure = float("inf"), float("-inf"), False
    low, high = float("-inf"), float("inf")
    for active, said, speaks in parts:
        if active is False:
            continue
        sure = sure or speaks
        lo, hi = min(lo, said[0]), max(hi, said[1])
        if active:
            low, high = max(low, said[0]), min(high, said[1])
    if low > high:
        return CONFLICT
    return (lo, hi) if sure else unknown
