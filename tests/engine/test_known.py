"""What is known of columns beforehand changes no answer: every operation with and without it, on columns drawn at
random.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import polars as pl

from procure_rules.engine.columnar import values as v
from procure_rules.engine.columnar.facts import high_high, high_low, low_high, low_low
from procure_rules.engine.columnar.known import Known, about, tell
from procure_rules.engine.columnar.plan import Plan

ROUNDS = 400
WORDS = pl.Enum(["a", "b", "c"])


class Bare(Plan):
    """A plan that makes no columns."""

    def keep(self, scope: str, value: Any) -> Any:
        return value


def operations(truths: list[Any], numbers: list[Any], words: list[Any]) -> list[Any]:
    """A value of every operation."""
    (a, b, c), (x, y, z), (s, t, _) = truths, numbers, words
    span, other = v.Span(x, y), v.Span(z, 5)
    merges: list[Callable[..., Any]] = [high_low, low_high, low_low, high_high]
    return [
        v.invert(a),
        v.conjunction([a, b, c]),
        v.disjunction([a, b, c]),
        v.certain(a),
        v.perhaps(a),
        v.surely_not(a),
        v.conjunction([a, None]),
        v.disjunction([a, None]),
        v.known(x),
        v.known(a),
        v.not_above(x, y),
        v.below(x, y),
        v.not_above(3, x),
        v.below(x, 3),
        v.plus(x, y),
        v.minus(x, y),
        v.times(x, y),
        v.same_word(s, t),
        v.same_word(s, "b"),
        v.same_word(a, b),
        v.truth([(a, b), (v.invert(a), c)], True),
        v.measure([(a, x), (b, 3)], z),
        v.stated_first(x, y),
        v.stated_first(x, 2),
        v.measure([(v.known(x), x), (v.conjunction([a, v.known(y)]), y)], z, closed=True),
        v.choose([(a, s), (b, "c")], t, WORDS),
        *v.measures([(a, span), (b, other)], other),
        v.within(span, 2, 4),
        *(merge(Bare({}), "", x, y, z) for merge in merges),
    ]


def draw(rng: random.Random) -> pl.DataFrame:
    """Three columns of each kind, some without nulls, some with few different values."""
    kinds: list[tuple[list[Any], Any]] = [
        ([True, False], pl.Boolean),
        (list(range(-2, 7)), pl.Int64),
        (["a", "b", "c"], WORDS),
    ]
    out: list[pl.Series] = []
    for of, dtype in kinds:
        for _ in range(3):
            pool = rng.sample(of, rng.randint(1, len(of))) + rng.choice([[], [None]])
            out.append(pl.Series(f"{len(out)}", [rng.choice(pool) for _ in range(4)], dtype=dtype))
    return pl.DataFrame(out)


def shown(series: pl.Series) -> Known:
    """What a column shows of itself."""
    values = [x for x in series.to_list() if x is not None]
    if not values:
        return about(None)
    if series.dtype == pl.Int64:
        return Known(series.null_count() > 0, None, min(values), max(values))
    return Known(series.null_count() > 0, frozenset(values))


def evaluated(frame: pl.DataFrame, value: Any) -> list[Any]:
    found: list[Any] = [value] * frame.height
    return frame.select(value.alias("out"))["out"].to_list() if isinstance(value, pl.Expr) else found


def test_what_is_known_changes_no_answer() -> None:
    rng = random.Random(5)
    folded = [0] * len(operations(*([pl.lit(None)] * 3 for _ in range(3))))
    for _ in range(ROUNDS):
        frame = draw(rng)
        plain: list[list[Any]] = [[pl.col(f"{3 * kind + i}") for i in range(3)] for kind in range(3)]
        told = [[tell(pl.col(c.meta.output_name()), shown(frame[c.meta.output_name()])) for c in cs] for cs in plain]
        for number, (one, two) in enumerate(zip(operations(*plain), operations(*told), strict=True)):
            assert evaluated(frame, one) == evaluated(frame, two), (number, frame)
            folded[number] += isinstance(one, pl.Expr) and not isinstance(two, pl.Expr)
    assert all(folded)
