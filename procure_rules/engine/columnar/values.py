"""Three-valued logic and intervals as polars expressions, with constants folded away.

A truth value is an expression, or a Python constant where every row has the same one; null is unknown. A bound is an
expression of Int64 or a constant; null is an open side. Comparisons with null give null, and a ``when`` with a null
condition is not taken, so *open* and *unknown* need no case of their own in what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from typing import Any, NamedTuple, TypeAlias

import polars as pl

__all__ = [
    "ALL",
    "Bound",
    "DType",
    "Span",
    "Tri",
    "below",
    "certain",
    "choose",
    "conjunction",
    "disjunction",
    "invert",
    "known",
    "lift",
    "measure",
    "measures",
    "minus",
    "not_above",
    "perhaps",
    "plus",
    "same_word",
    "surely_not",
    "times",
    "truth",
    "within",
]

Constant: TypeAlias = bool | int | str | None
DType: TypeAlias = pl.DataType | type[pl.DataType]
Tri: TypeAlias = pl.Expr | bool | None
Bound: TypeAlias = pl.Expr | int | None


class Span(NamedTuple):
    """An interval; a null bound is an open side."""

    lo: Bound
    hi: Bound


ALL = Span(None, None)


def lift(value: pl.Expr | Constant, dtype: DType) -> pl.Expr:
    """The value as an expression."""
    return value if isinstance(value, pl.Expr) else _literal(value, dtype)


@lru_cache(maxsize=4096)
def _literal(value: Constant, dtype: DType) -> pl.Expr:
    # made thousands of times, and each makes a series
    return pl.lit(value, dtype=dtype)


def invert(value: Tri) -> Tri:
    """True for false, false for true; unknown stays unknown."""
    return ~value if isinstance(value, pl.Expr) else None if value is None else not value


def _connect(values: Iterable[Tri], absorbing: bool) -> Tri:
    parts: list[pl.Expr] = []
    unknown = False
    for value in values:
        if isinstance(value, pl.Expr):
            parts.append(value)
        elif value is absorbing:
            return absorbing
        elif value is None:
            unknown = True
    if unknown:
        if not parts:
            return None
        parts.append(_literal(None, pl.Boolean))
    if not parts:
        return not absorbing
    return reduce(lambda a, b: a | b if absorbing else a & b, parts)


def conjunction(values: Iterable[Tri]) -> Tri:
    """False where one is false, else unknown where one is unknown, else true."""
    return _connect(values, False)


def disjunction(values: Iterable[Tri]) -> Tri:
    """True where one is true, else unknown where one is unknown, else false."""
    return _connect(values, True)


def certain(value: Tri) -> pl.Expr | bool:
    """Whether it is true (unknown counts as no)."""
    return value.eq_missing(True) if isinstance(value, pl.Expr) else value is True


def perhaps(value: Tri) -> pl.Expr | bool:
    """Whether it is not false (unknown counts as yes)."""
    return value.ne_missing(False) if isinstance(value, pl.Expr) else value is not False


def surely_not(value: Tri) -> pl.Expr | bool:
    """Whether it is false (unknown counts as no)."""
    return value.eq_missing(False) if isinstance(value, pl.Expr) else value is False


def known(value: pl.Expr | Constant) -> pl.Expr | bool:
    """Whether it is not null."""
    return value.is_not_null() if isinstance(value, pl.Expr) else value is not None


def same_word(one: pl.Expr | str | bool | None, two: pl.Expr | str | bool | None) -> Tri:
    """Whether two words, or two truth values, are the same; null where one is unknown."""
    if one is None or two is None:
        return None
    return one == two if isinstance(one, pl.Expr) or not isinstance(two, pl.Expr) else two == one


def not_above(one: Bound, two: Bound) -> Tri:
    """one ≤ two; null where either is open."""
    return None if one is None or two is None else one <= two


def below(one: Bound, two: Bound) -> Tri:
    """one < two; null where either is open."""
    return None if one is None or two is None else one < two


def plus(one: Bound, two: Bound) -> Bound:
    """The sum; open where one is open."""
    return None if one is None or two is None else one + two


def minus(one: Bound, two: Bound) -> Bound:
    """The difference; open where one is open."""
    return None if one is None or two is None else one - two


def times(one: Bound, two: Bound) -> Bound:
    """The product; open where one is open."""
    return None if one is None or two is None else one * two


def choose(cases: Sequence[tuple[Tri, pl.Expr | Constant]], otherwise: pl.Expr | Constant, dtype: DType) -> Any:
    """The value of the first case whose condition is true; an unknown condition is not taken."""
    live: list[tuple[pl.Expr, pl.Expr | Constant]] = []
    for condition, value in cases:
        if condition is True:
            otherwise = value
            break
        if isinstance(condition, pl.Expr):
            live.append((condition, value))
    if not isinstance(otherwise, pl.Expr):
        while live and not isinstance(live[-1][1], pl.Expr) and live[-1][1] == otherwise:
            live.pop()
    if not live:
        return otherwise
    out = lift(otherwise, dtype)
    for condition, value in reversed(live):
        out = pl.when(condition).then(lift(value, dtype)).otherwise(out)
    return out


def truth(cases: Sequence[tuple[Tri, Tri]], otherwise: Tri = None) -> Tri:
    """``choose`` for truth values."""
    found: Tri = choose(cases, otherwise, pl.Boolean)
    return found


def measure(cases: Sequence[tuple[Tri, Bound]], otherwise: Bound = None) -> Bound:
    """``choose`` for bounds."""
    found: Bound = choose(cases, otherwise, pl.Int64)
    return found


def measures(cases: Sequence[tuple[Tri, Span]], otherwise: Span) -> Span:
    """``choose`` for intervals. Conditions are used twice."""
    return Span(
        measure([(c, s.lo) for c, s in cases], otherwise.lo), measure([(c, s.hi) for c, s in cases], otherwise.hi)
    )


def within(when: Span, first: int, last: float) -> Tri:
    """Whether a date lies in a closed period; ``last`` may be infinite."""
    inside = not_above(first, when.lo)
    outside = below(when.hi, first)
    if last < float("inf"):
        inside = conjunction([inside, not_above(when.hi, int(last))])
        outside = disjunction([outside, below(int(last), when.lo)])
    return truth([(inside, True), (outside, False)])
