"""The plan of a run: small column operations, ordered by what they need, dead ones dropped, run level by level.

Every column belongs to one scope and has one row for each instance of it. Operations name the columns they need, so
that all that can be computed at one time goes to polars in one call, and each column is freed after its last use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeAlias, TypeVar, cast

import polars as pl

from procure_rules.engine.columnar.values import DType, Span, lift

__all__ = ["AS_OF", "PARENT", "ROW", "Key", "Plan", "Program", "Run"]

Key: TypeAlias = tuple[str, str]
"""Scope and column."""
ROW, PARENT, AS_OF = "_row", "_parent", "_as_of"
V = TypeVar("V")


@dataclass(slots=True)
class _Op:
    """One operation: an expression, values of the parent by index, an aggregate of children, or a call."""

    kind: str
    scope: str
    outs: tuple[str, ...]
    needs: tuple[Key, ...]
    body: Any
    other: str = ""


@dataclass(slots=True)
class Run:
    """The columns of one run, by scope and name."""

    frames: Mapping[str, pl.DataFrame]
    parents: Mapping[str, str | None]
    store: dict[Key, pl.Series] = field(default_factory=dict)

    def height(self, scope: str) -> int:
        return self.frames[scope].height

    def get(self, key: Key) -> pl.Series:
        """A column: computed, given, or the row numbers of the scope or of an ancestor (``_row``, ``_up:…``)."""
        found = self.store.get(key)
        if found is None:
            scope, name = key
            if name == ROW:
                found = pl.int_range(self.height(scope), dtype=pl.UInt32, eager=True).alias(ROW)
            elif name.startswith("_up:"):
                found = self._up(scope, name[4:])
            elif name.startswith(("_start:", "_count:")):
                self._place(scope, name[7:])
                return self.store[key]
            else:
                return self.frames[scope][name]
            self.store[key] = found
        return found

    def _up(self, scope: str, ancestor: str) -> pl.Series:
        parent = self.parents[scope]
        index = self.frames[scope][PARENT]
        if parent is None or parent == ancestor:
            return index.alias(f"_up:{ancestor}")
        return self.get((parent, f"_up:{ancestor}")).gather(index)

    def _place(self, scope: str, child: str) -> None:
        """Where the children of each row stand: the first, and how many."""
        index = self.frames[child][PARENT]
        lengths = index.to_frame().group_by(PARENT).len("n")
        count = (
            self.get((scope, ROW))
            .to_frame()
            .join(lengths, left_on=ROW, right_on=PARENT, how="left", maintain_order="left")["n"]
            .fill_null(0)
        )
        self.store[scope, f"_count:{child}"] = count
        self.store[scope, f"_start:{child}"] = count.cum_sum() - count

    def frame(self, scope: str, names: Iterable[str]) -> pl.DataFrame:
        """Columns of one scope as a frame, row numbers first."""
        rest = [self.get((scope, n)).alias(n) for n in names if n != ROW]
        return pl.DataFrame([self.get((scope, ROW)), *rest])


@dataclass(frozen=True, slots=True)
class Program:
    """Operations in levels, with the columns that may be dropped after each."""

    levels: tuple[tuple[_Op, ...], ...]
    drops: tuple[tuple[Key, ...], ...]
    passes: tuple[Mapping[Key, Key], ...]

    def execute(self, run: Run) -> list[dict[Key, pl.Series]]:
        """Run all levels; the outputs of each pass by scope and name."""
        for level, drops in zip(self.levels, self.drops, strict=True):
            groups: dict[tuple[str, str, str], list[_Op]] = defaultdict(list)
            for op in level:
                groups[op.kind, op.scope, op.other].append(op)
            for (kind, scope, other), ops in groups.items():
                if kind == "call":
                    for op in ops:
                        for name, series in zip(op.outs, op.body(run), strict=True):
                            run.store[scope, name] = series
                    continue
                made = getattr(self, f"_{kind}")(run, scope, other, ops)
                for op in ops:
                    run.store[scope, op.outs[0]] = made[op.outs[0]]
            for key in drops:
                run.store.pop(key, None)
        return [{out: run.get(key).alias(out[1]) for out, key in outputs.items()} for outputs in self.passes]

    @staticmethod
    def _expr(run: Run, scope: str, other: str, ops: Sequence[_Op]) -> pl.DataFrame:
        frame = run.frame(scope, dict.fromkeys(n for op in ops for _, n in op.needs))
        # the row numbers make constants as long as the frame
        return frame.select(ROW, *(op.body.alias(op.outs[0]) for op in ops))

    @staticmethod
    def _down(run: Run, scope: str, other: str, ops: Sequence[_Op]) -> pl.DataFrame:
        index = run.get((scope, f"_up:{other}"))
        held = pl.DataFrame([run.get(op.needs[0]).alias(op.outs[0]) for op in ops])
        return held.select(pl.all().gather(pl.lit(index)))

    @staticmethod
    def _fold(run: Run, scope: str, other: str, ops: Sequence[_Op]) -> Mapping[str, pl.Series]:
        start, count = run.get((scope, f"_start:{other}")), run.get((scope, f"_count:{other}"))
        single = bool((count.max() or 0) <= 1)  # type: ignore[operator]
        made: dict[str, pl.Series] = {}
        grouped: list[pl.Expr] = []
        for op in ops:
            name, how = op.outs[0], op.body
            if how == "len":
                made[name] = count.cast(pl.Int64)
                continue
            column = run.get(op.needs[0])
            if how == "sum":
                # what wraps around in the running sum comes back in the difference
                running = pl.concat(
                    [pl.Series([0], dtype=pl.Int64), column.cast(pl.Int64).fill_null(0).cum_sum()], rechunk=True
                )
                made[name] = running.gather(start + count) - running.gather(start)
            elif single:
                made[name] = column.gather(start.zip_with(count > 0, pl.Series([None], dtype=start.dtype)))
            else:
                grouped.append(
                    (pl.col(op.needs[0][1]).min() if how == "min" else pl.col(op.needs[0][1]).max()).alias(name)
                )
        if grouped:
            children = run.frame(other, dict.fromkeys([PARENT, *(n for op in ops for _, n in op.needs)]))
            found = children.group_by(PARENT).agg(grouped)
            rows = (
                run.get((scope, ROW))
                .to_frame()
                .join(found, left_on=ROW, right_on=PARENT, how="left", maintain_order="left")
            )
            made |= {e.meta.output_name(): rows[e.meta.output_name()] for e in grouped}
        return made


class Plan:
    """Collects operations while expressions are compiled. The same operation on the same columns is done once."""

    def __init__(self, parents: Mapping[str, str | None]) -> None:
        self.parents = parents
        self.order: list[_Op] = []
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
            self.order.append(_Op(kind, scope, names, tuple(needs), body, other))
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
        return cast("V", self._add("expr", scope, needs, value, same=same)[0])

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
        return cast("V", self._add("down", scope, [key], None, source, same=key)[0])

    def fold(self, parent: str, child: str, how: str, column: pl.Expr | None = None) -> pl.Expr:
        """A column of the children brought to their parents: ``len`` and ``sum`` (0 where there are none), ``min``, ``max``."""
        needs = [] if column is None else [self.key(self.keep(child, column))]
        return self._add("fold", parent, needs, how, child, same=(how, *needs))[0]

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
        levels: list[list[_Op]] = [[] for _ in range(1 + max(depths.values(), default=-1))]
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
        return Program(tuple(map(tuple, levels)), tuple(map(tuple, drops)), tuple(self.passes))
