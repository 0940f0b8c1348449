"""What is known of a column before it is computed: whether it may be null, and which values it may hold.

What is known makes comparisons constant and conditions superfluous. It comes from the tables (see ``Shape``), and goes
with the expressions that are made of their columns. Of an expression of which nothing was said everything is possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

import polars as pl

__all__ = ["ANYTHING", "Constant", "Known", "about", "either", "tell"]

Constant: TypeAlias = bool | int | str | None
INF = float("inf")


class Known(NamedTuple):
    """Possible values: of truth values and words ``words`` (none: any), of numbers those from ``low`` to ``high``."""

    null: bool = True
    words: frozenset[bool | str] | None = None
    low: float = -INF
    high: float = INF

    def may(self, word: bool | str) -> bool:
        """Whether the word is possible."""
        return self.words is None or word in self.words


ANYTHING = Known()


def about(value: pl.Expr | Constant) -> Known:
    """What is known of a value."""
    if isinstance(value, pl.Expr):
        found: Known = vars(value).get("known", ANYTHING)
        return found
    if value is None:
        return Known(True, frozenset(), INF, -INF)
    if isinstance(value, bool | str):
        return Known(False, frozenset((value,)))
    return Known(False, None, value, value)


def tell(value: pl.Expr, known: Known) -> Any:
    """The expression with what is known of it, or its value where only one is possible."""
    if known.words is not None and len(known.words) + known.null == 1:
        return None if known.null else next(iter(known.words))
    if known.low == known.high and not known.null:
        return int(known.low)
    vars(value)["known"] = known
    return value


def either(values: Iterable[Known]) -> Known:
    """What is known of a value that is one of some."""
    null, low, high = False, INF, -INF
    words: frozenset[bool | str] | None = frozenset()
    for one in values:
        null = null or one.null
        low, high = min(low, one.low), max(high, one.high)
        words = None if words is None or one.words is None else words | one.words
    return Known(null, words, low, high)
