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

from procure_rules.engine.columnar.known import Constant, Known, about, either, tell

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
    "stated_first",
    "surely_not",
    "times",
    "truth",
    "within",
]

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


UNKNOWN = pl.lit(None, dtype=pl.Boolean)
vars(UNKNOWN)["known"] = about(None)


def invert(value: Tri) -> Tri:
    """True for false, false for true; unknown stays unknown."""
    if not isinstance(value, pl.Expr):
        return None if value is None else not value
    told = about(value)
    found: Tri = tell(~value, _truth(told.null, told.may(False), told.may(True)))
    return found


def _truth(null: bool, true: bool, false: bool) -> Known:
    """Which truth values are possible."""
    return Known(null, frozenset(word for word, may in ((True, true), (False, false)) if may))


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
        parts.append(UNKNOWN)
    if not parts:
        return not absorbing
    if len(parts) == 1:
        return parts[0]
    told = [about(p) for p in parts]
    neutral = all(k.may(not absorbing) for k in told)
    null = any(k.null for k in told) and all(k.null or k.may(not absorbing) for k in told)
    sides = any(k.may(absorbing) for k in told), neutral
    out = reduce(lambda a, b: a | b if absorbing else a & b, parts)
    found: Tri = tell(out, _truth(null, *(sides if absorbing else reversed(sides))))
    return found


def conjunction(values: Iterable[Tri]) -> Tri:
    """False where one is false, else unknown where one is unknown, else true."""
    return _connect(values, False)


def disjunction(values: Iterable[Tri]) -> Tri:
    """True where one is true, else unknown where one is unknown, else false."""
    return _connect(values, True)


def certain(value: Tri) -> pl.Expr | bool:
    """Whether it is true (unknown counts as no)."""
    return _settled(value, True, True)


def perhaps(value: Tri) -> pl.Expr | bool:
    """Whether it is not false (unknown counts as yes)."""
    return _settled(value, False, False)


def surely_not(value: Tri) -> pl.Expr | bool:
    """Whether it is false (unknown counts as no)."""
    return _settled(value, False, True)


def _settled(value: Tri, word: bool, wanted: bool) -> pl.Expr | bool:
    """Whether it is the word, or is not where that is not wanted; never null."""
    if not isinstance(value, pl.Expr):
        return (value is word) is wanted
    told = about(value)
    if not told.null and word is wanted:
        return value
    is_word, is_other = told.may(word), told.null or told.may(not word)
    out = value.eq_missing(word) if wanted else value.ne_missing(word)
    found: pl.Expr | bool = tell(out, _truth(False, *((is_word, is_other) if wanted else (is_other, is_word))))
    return found


def known(value: pl.Expr | Constant) -> pl.Expr | bool:
    """Whether it is not null."""
    if not isinstance(value, pl.Expr):
        return value is not None
    return tell(value.is_not_null(), _truth(False, True, True)) if about(value).null else True


def same_word(one: pl.Expr | str | bool | None, two: pl.Expr | str | bool | None) -> Tri:
    """Whether two words, or two truth values, are the same; null where one is unknown."""
    if one is None or two is None:
        return None
    if not isinstance(one, pl.Expr):
        one, two = two, one
    if not isinstance(one, pl.Expr):
        return one == two
    told, other = about(one), about(two)
    words, others = told.words, other.words
    equal = words is None or others is None or not words.isdisjoint(others)
    single = words is not None and words == others and len(words) == 1
    found: Tri = tell(one == two, _truth(told.null or other.null, equal, not single))
    return found


def not_above(one: Bound, two: Bound) -> Tri:
    """one ≤ two; null where either is open."""
    if one is None or two is None:
        return None
    a, b = about(one), about(two)
    found: Tri = _compared(one <= two, _truth(a.null or b.null, a.low <= b.high, a.high > b.low))
    return found


def below(one: Bound, two: Bound) -> Tri:
    """one < two; null where either is open."""
    if one is None or two is None:
        return None
    a, b = about(one), about(two)
    found: Tri = _compared(one < two, _truth(a.null or b.null, a.low < b.high, a.high >= b.low))
    return found


def _compared(value: Tri, told: Known) -> Any:
    return tell(value, told) if isinstance(value, pl.Expr) else value


def plus(one: Bound, two: Bound) -> Bound:
    """The sum; open where one is open."""
    if one is None or two is None:
        return None
    a, b = about(one), about(two)
    return _number(one + two, a.null or b.null, a.low + b.low, a.high + b.high)


def minus(one: Bound, two: Bound) -> Bound:
    """The difference; open where one is open."""
    if one is None or two is None:
        return None
    a, b = about(one), about(two)
    return _number(one - two, a.null or b.null, a.low - b.high, a.high - b.low)


def times(one: Bound, two: Bound) -> Bound:
    """The product; open where one is open."""
    if one is None or two is None:
        return None
    a, b = about(one), about(two)
    corners = [0 if 0 in (x, y) else x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return _number(one * two, a.null or b.null, min(corners), max(corners))


def _number(value: pl.Expr | int, null: bool, low: float, high: float) -> Bound:
    if not isinstance(value, pl.Expr):
        return value
    found: Bound = tell(value, Known(null, None, low, high)) if low <= high else value
    return found


def choose(
    cases: Sequence[tuple[Tri, pl.Expr | Constant]], otherwise: pl.Expr | Constant, dtype: DType, closed: bool = False
) -> Any:
    """The value of the first case whose condition is true; an unknown condition is not taken.

    ``closed`` tells that a condition is true only where the value of its case is not null.
    """
    live: list[tuple[pl.Expr, pl.Expr | Constant]] = []
    for condition, value in cases:
        told = about(condition)
        if condition is True:
            otherwise = value
            break
        if isinstance(condition, pl.Expr) and told.may(True):
            live.append((condition, value))
    if not isinstance(otherwise, pl.Expr):
        while live and not isinstance(live[-1][1], pl.Expr) and live[-1][1] == otherwise:
            live.pop()
    if not live:
        return otherwise
    out = lift(otherwise, dtype)
    for condition, value in reversed(live):
        out = pl.when(condition).then(lift(value, dtype)).otherwise(out)
    told = either(about(v) for v in (*(v for _, v in live), otherwise))
    return tell(out, told._replace(null=about(otherwise).null) if closed else told)


def truth(cases: Sequence[tuple[Tri, Tri]], otherwise: Tri = None) -> Tri:
    """``choose`` for truth values."""
    found: Tri = choose(cases, otherwise, pl.Boolean)
    return found


def measure(cases: Sequence[tuple[Tri, Bound]], otherwise: Bound = None, closed: bool = False) -> Bound:
    """``choose`` for bounds."""
    found: Bound = choose(cases, otherwise, pl.Int64, closed)
    return found


def measures(cases: Sequence[tuple[Tri, Span]], otherwise: Span, closed: bool = False) -> Span:
    """``choose`` for intervals. Conditions are used twice."""
    return Span(
        measure([(c, s.lo) for c, s in cases], otherwise.lo, closed),
        measure([(c, s.hi) for c, s in cases], otherwise.hi, closed),
    )


def stated_first(one: Bound, two: Bound) -> Bound:
    """``one``, or ``two`` where that is open."""
    a, b = about(one), about(two)
    if one is None or two is None or not a.null:
        return two if one is None else one
    found: Bound = tell(pl.coalesce(one, lift(two, pl.Int64)), either((a, b))._replace(null=b.null))
    return found


def within(when: Span, first: int, last: float) -> Tri:
    """Whether a date lies in a closed period; ``last`` may be infinite."""
    inside = not_above(first, when.lo)
    outside = below(when.hi, first)
    if last < float("inf"):
        inside = conjunction([inside, not_above(when.hi, int(last))])
        outside = disjunction([outside, below(int(last), when.lo)])
    return truth([(inside, True), (outside, False)])
