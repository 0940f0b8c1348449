"""The plan of a run: small column operations, ordered by what they need, dead ones dropped, run level by level.

Every column belongs to one scope and has one row for each instance of it. Operations name the columns they need, so
that all that can be computed at one time goes to polars in one call, and each column is freed after its last use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, TypeVar, cast

import polars as pl

from procure_rules.engine.columnar.known import Known, about, tell
from procure_rules.engine.columnar.program import Batch, Key, Op, Program, Run
from procure_rules.engine.columnar.values import DType, Span, lift

__all__ = ["Plan"]

V = TypeVar("V")


class Plan:
    """Collects operations while expressions are compiled. The same operation on the same columns is done once."""

    def __init__(self, parents: Mapping[str, str | None]) -> None:
        self.parents = parents
        self.order: list[Op] = []
        self.columns: dict[Key, pl.Expr] = {}
        self.names: dict[int, Key] = {}
        self.known: dict[Hashable, tuple[pl.Expr, ...]] = {}
        self.passes: list[dict[Key, Key]] = []
        self.number = 0

    def column(self, scope: str, name: str) -> pl.Expr:
        """The expression of a column, always the same object."""
        key = scope, name
        found = self.columns.get(key)
        if found is None:
            found = self.columns[key] = pl.col(name)
            self.names[id(found)] = key
        return found

    def _add(
        self,
        kind: str,
        scope: str,
        needs: Iterable[Key],
        body: Any,
        other: str = "",
        outs: int = 1,
        same: Hashable = None,
    ) -> tuple[pl.Expr, ...]:
        """The columns of an operation, which ``same`` tells from others of its kind."""
        key = kind, scope, other, same
        found = self.known.get(key)
        if found is None:
            names = tuple(f"_{self.number + i}" for i in range(outs))
            self.number += outs
            self.order.append(Op(kind, scope, names, tuple(needs), body, other))
            found = self.known[key] = tuple(self.column(scope, name) for name in names)
        return found

    def keep(self, scope: str, value: V) -> V:
        """The value as a column, so that using it twice computes it once; constants stay constants."""
        if isinstance(value, Span):
            return cast("V", Span(self.keep(scope, value.lo), self.keep(scope, value.hi)))
        if not isinstance(value, pl.Expr) or id(value) in self.names:
            return value
        needs = ((scope, n) for n in value.meta.root_names())
        # tables of the calendar stand in expressions: a digest is kept instead
        same = blake2b(value.meta.serialize(), digest_size=16).digest()
        return cast("V", tell(self._add("expr", scope, needs, value, same=same)[0], about(value)))

    def solid(self, scope: str, value: pl.Expr | bool | int | None, dtype: DType = pl.Int64) -> pl.Expr:
        """The value as a column, constants too."""
        return self.keep(scope, lift(value, dtype))

    def key(self, value: pl.Expr) -> Key:
        """Scope and column of a value that was kept."""
        return self.names[id(value)]

    def down(self, source: str, value: V, scope: str) -> V:
        """A value of an ancestor, seen from a scope below it."""
        if isinstance(value, Span):
            return cast("V", Span(self.down(source, value.lo, scope), self.down(source, value.hi, scope)))
        if source == scope or not isinstance(value, pl.Expr):
            return value
        key = self.key(self.keep(source, value))
        return cast("V", tell(self._add("down", scope, [key], None, source, same=key)[0], about(value)))

    def fold(self, parent: str, child: str, how: str, column: pl.Expr | None = None) -> pl.Expr:
        """A column of the children brought to their parents: ``len`` and ``sum`` (0 where there are none),
        ``min``, ``max``.
        """
        needs = [] if column is None else [self.key(self.keep(child, column))]
        found = self._add("fold", parent, needs, how, child, same=(how, *needs))[0]
        if how == "len" or (how == "sum" and column is not None and about(column).words is not None):
            tell(found, Known(null=False, low=0))
        return found

    def call(
        self, scope: str, needs: Iterable[Key], body: Callable[[Run], Sequence[pl.Series]], outs: int, same: Hashable
    ) -> tuple[pl.Expr, ...]:
        """Columns computed in Python from whole columns; calls that are the ``same`` do the same."""
        return self._add("call", scope, needs, body, outs=outs, same=same)

    def another(self) -> None:
        """What is output from now on belongs to another pass."""
        self.passes.append({})

    def output(self, scope: str, name: str, value: pl.Expr | bool | int | str | None, dtype: DType) -> None:
        """Name a column of the outcome."""
        self.passes[-1][scope, name] = self.key(self.keep(scope, lift(value, dtype)))

    def finish(self) -> Program:
        """Levels of what the outputs need."""
        depths: dict[Key, int] = {}
        for op in self.order:
            depths |= dict.fromkeys(
                ((op.scope, out) for out in op.outs), 1 + max((depths.get(n, -1) for n in op.needs), default=-1)
            )
        wanted = {key for outputs in self.passes for key in outputs.values()}
        live = set(wanted)
        last: dict[Key, int] = {}
        levels: list[list[Op]] = [[] for _ in range(1 + max(depths.values(), default=-1))]
        for op in reversed(self.order):
            keys = [(op.scope, out) for out in op.outs]
            if not live.intersection(keys):
                continue
            live.update(op.needs)
            level = depths[keys[0]]
            levels[level].append(op)
            for key in (*keys, *op.needs):
                last[key] = max(last.get(key, 0), level)
        drops: list[list[Key]] = [[] for _ in levels]
        for key, at in last.items():
            if key in depths and key not in wanted:
                drops[at].append(key)
        batches: list[tuple[Batch, tuple[Key, ...]]] = []
        for ops, done in zip(levels, drops, strict=True):
            groups: dict[tuple[str, str, str], list[Op]] = defaultdict(list)
            for op in ops:
                groups[op.kind, op.scope, op.other].append(op)
            made = [Batch(group) for group in groups.values()]
            batches += [(batch, () if batch is not made[-1] else tuple(done)) for batch in made]
        return Program(tuple(batches), tuple(self.passes))
