"""Three-valued logic and intervals as polars expressions, with constants folded away.

A truth value is an expression, or a Python constant where every row has the same one; null is unknown. A bound is an
expression of Int64 or a constant; null is an open side. Comparisons with null give null, and a ``when`` with a null
condition is not taken, so *open* and *unknown* need no case of their own in what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

import polars as pl

__all__ = [
    "ALL", "Bound", "Span", "Tri", "Word", "certain", "choose", "choose_span", "conjunction", "disjunction", "invert", "known",
    "lift", "minus", "not_above", "perhaps", "plus", "below", "surely_not", "times", "within",
]  # fmt: skip

Tri: TypeAlias = pl.Expr | bool | None
Word: TypeAlias = pl.Expr | str | None
Bound: TypeAlias = pl.Expr | int | None


class Span(NamedTuple):
    """An interval; a null bound is an open side."""

    lo: Bound
    hi: Bound


ALL = Span(None, None)


def lift(value: pl.Expr | bool | int | str | None, dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """The value as an expression."""
    return value if isinstance(value, pl.Expr) else pl.lit(value, dtype=dtype)


def invert(value: Tri) -> Tri:
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
        parts.append(pl.lit(None, dtype=pl.Boolean))
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
    return value.fill_null(False) if isinstance(value, pl.Expr) else value is True


def perhaps(value: Tri) -> pl.Expr | bool:
    """Whether it is not false (unknown counts as yes)."""
    return value.fill_null(True) if isinstance(value, pl.Expr) else value is not False


def surely_not(value: Tri) -> pl.Expr | bool:
    """Whether it is false (unknown counts as no)."""
    return ~value.fill_null(True) if isinstance(value, pl.Expr) else value is False


def known(value: pl.Expr | bool | int | str | None) -> pl.Expr | bool:
    """Whether it is not null."""
    return value.is_not_null() if isinstance(value, pl.Expr) else value is not None


def not_above(one: Bound, two: Bound) -> Tri:
    """one ≤ two; null where either is open."""
    return None if one is None or two is None else one <= two


def below(one: Bound, two: Bound) -> Tri:
    """one < two; null where either is open."""
    return None if one is None or two is None else one < two


def plus(one: Bound, two: Bound) -> Bound:
    return None if one is None or two is None else one + two


def minus(one: Bound, two: Bound) -> Bound:
    return None if one is None or two is None else one - two


def times(one: Bound, two: Bound) -> Bound:
    return None if one is None or two is None else one * two


def choose(
    cases: Sequence[tuple[Tri, pl.Expr | bool | int | str | None]],
    otherwise: pl.Expr | bool | int | str | None,
    dtype: pl.DataType | type[pl.DataType],
) -> pl.Expr | bool | int | str | None:
    """The value of the first case whose condition is true; an unknown condition is not taken."""
    live: list[tuple[pl.Expr, pl.Expr | bool | int | str | None]] = []
    for condition, value in cases:
        if condition is True:
            otherwise = value
            break
        if isinstance(condition, pl.Expr):
            live.append((condition, value))
    if not isinstance(otherwise, pl.Expr):
        while live and not isinstance(live[-1][1], pl.Expr) and live[-1][1] is otherwise:
            live.pop()
    if not live:
        return otherwise
    chain: pl.Expr | None = None
    out = lift(otherwise, dtype)
    for condition, value in reversed(live):
        out = pl.when(condition).then(lift(value, dtype)).otherwise(out)
        chain = out
    assert chain is not None
    return chain


def choose_span(cases: Sequence[tuple[Tri, Span]], otherwise: Span) -> Span:
    """The interval of the first case whose condition is true. Conditions are used twice."""
    return Span(
        choose([(c, s.lo) for c, s in cases], otherwise.lo, pl.Int64),  # type: ignore[arg-type]
        choose([(c, s.hi) for c, s in cases], otherwise.hi, pl.Int64),  # type: ignore[arg-type]
    )


def within(when: Span, first: int, last: float) -> Tri:
    """Whether a date lies in a closed period without a beginning before ``first``; ``last`` may be infinite."""
    inside = not_above(first, when.lo)
    outside = below(when.hi, first)
    if last < float("inf"):
        inside = conjunction([inside, not_above(when.hi, int(last))])
        outside = disjunction([outside, below(int(last), when.lo)])
    return choose([(inside, True), (outside, False)], None, pl.Boolean)  # type: ignore[return-value]


def fold(parts: Sequence[Bound], merge: Callable[[Bound, Bound], Bound]) -> Bound:
    return reduce(merge, parts)
