"""A compiled program: column operations in batches, each batch one call of polars, and the columns of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import polars as pl

__all__ = ["AS_OF", "PARENT", "ROW", "Batch", "Key", "Op", "Program", "Run"]

Key: TypeAlias = tuple[str, str]
"""Scope and column."""
ROW, PARENT, AS_OF = "_row", "_parent", "_as_of"


@dataclass(frozen=True, slots=True)
class Op:
    """One operation: an expression, values of the parent by index, an aggregate of children, or a call."""

    kind: str
    scope: str
    outs: tuple[str, ...]
    needs: tuple[Key, ...]
    body: Any
    other: str = ""


@dataclass(slots=True)
class Run:
    """The columns of one run, by scope and name; every column bears its name."""

    frames: Mapping[str, pl.DataFrame]
    parents: Mapping[str, str | None]
    store: dict[Key, pl.Series] = field(default_factory=dict)

    def height(self, scope: str) -> int:
        return self.frames[scope].height

    def get(self, key: Key) -> pl.Series:
        """A column: computed, given, or made from the tables (``_row``, and what begins with ``_up:``,
        ``_bounds:``, ``_group:``).
        """
        found = self.store.get(key)
        if found is None:
            scope, name = key
            what, _, of = name.partition(":")
            if name == ROW:
                found = pl.int_range(self.height(scope), dtype=pl.UInt32, eager=True)
            elif what == "_up":
                found = self._up(scope, of)
            elif what == "_bounds":
                found = self._bounds(scope, of)
            elif what == "_group":
                found = self._group(scope, of)
            else:
                return self.frames[scope][name]
            found = self.store[key] = found.alias(name)
        return found

    def _up(self, scope: str, ancestor: str) -> pl.Series:
        """The row of an ancestor."""
        parent = self.parents[scope]
        index = self.frames[scope][PARENT]
        if parent is None or parent == ancestor:
            return index
        return self.get((parent, f"_up:{ancestor}")).gather(index)

    def _runs(self, scope: str, child: str) -> pl.Series:
        """How many children each row has."""
        runs = self.frames[child][PARENT].rle().struct.unnest()
        none = pl.repeat(0, self.height(scope), dtype=pl.UInt32, eager=True)
        return none.scatter(runs["value"], runs["len"].cast(pl.UInt32)) if runs.height else none

    def _bounds(self, scope: str, child: str) -> pl.Series:
        """The child before those of each row, and the last of all; null where there is none before."""
        before = (
            pl.DataFrame([self._runs(scope, child).alias("n")])
            .select(pl.concat([pl.lit(0, dtype=pl.UInt32), pl.col("n").cum_sum()]))
            .to_series()
        )
        return before.to_frame("n").select(pl.when(pl.col("n") > 0).then(pl.col("n") - 1)).to_series()

    def _group(self, scope: str, child: str) -> pl.Series:
        """The number of the group of children of each row, counting groups that are there; null where it has none."""
        some = pl.col("n") > 0
        frame = self._runs(scope, child).to_frame("n")
        return frame.select(pl.when(some).then(some.cum_sum() - 1).cast(pl.UInt32)).to_series()

    def frame(self, scope: str, names: Iterable[str]) -> pl.DataFrame:
        """Columns of one scope as a frame."""
        return pl.DataFrame([self.get((scope, n)) for n in names])


class Batch:
    """Operations of one kind and scope that need nothing of each other."""

    def __init__(self, ops: Sequence[Op]) -> None:
        self.ops = tuple(ops)
        self.kind, self.scope, self.other = ops[0].kind, ops[0].scope, ops[0].other
        # the row numbers make constants as long as the frame
        needs = dict.fromkeys(n for op in ops for _, n in op.needs)
        self.names = list(needs)
        self.frame_names = [ROW, *(n for n in needs if n != ROW)]
        self.exprs = [ROW, *(op.body.alias(op.outs[0]) for op in ops)] if self.kind == "expr" else []

    def execute(self, run: Run) -> Iterable[pl.Series]:
        """The columns made."""
        made: Iterable[pl.Series] = getattr(self, f"_{self.kind}")(run)
        return made

    def _expr(self, run: Run) -> Iterable[pl.Series]:
        return run.frame(self.scope, self.frame_names).select(self.exprs).get_columns()[1:]

    def _call(self, run: Run) -> Iterable[pl.Series]:
        for op in self.ops:
            for name, series in zip(op.outs, op.body(run), strict=True):
                yield series.alias(name)

    def _down(self, run: Run) -> Iterable[pl.Series]:
        index = run.get((self.scope, f"_up:{self.other}"))
        held = run.frame(self.other, self.names)
        pairs = [(op.needs[0][1], op.outs[0]) for op in self.ops]
        rows = run.get((self.other, ROW))
        if index.len() == rows.len() and (index == rows).all():
            return [held[name].alias(out) for name, out in pairs]
        gathered = [pl.col(name).gather(pl.lit(index)).alias(out) for name, out in pairs]
        truths = [out for name, out in pairs if held.schema[name] == pl.Boolean]
        if not truths or index.len() < rows.len():
            return held.select(gathered).get_columns()
        # bytes without nulls are gathered much faster than bits with nulls
        made = held.with_columns(pl.col(pl.Boolean).cast(pl.UInt8).fill_null(2)).select(gathered)
        return made.with_columns(pl.when(pl.col(truths) < 2).then(pl.col(truths) == 1)).get_columns()

    def _fold(self, run: Run) -> Iterable[pl.Series]:
        children = run.frame(self.other, [PARENT, *self.names])
        sums: list[pl.Expr] = []
        extremes: list[pl.Expr] = []
        bounds = pl.lit(run.get((self.scope, f"_bounds:{self.other}")))
        for op in self.ops:
            name, how = op.outs[0], op.body
            if how in ("len", "sum"):
                column = pl.col(op.needs[0][1]) if how == "sum" else pl.col(PARENT).is_not_null()
                small = how == "len" or children.schema[op.needs[0][1]] == pl.Boolean
                # what wraps around in the running sum comes back in the difference
                running = column.cast(pl.Int32 if small else pl.Int64).fill_null(0).cum_sum().gather(bounds)
                sums.append(running.fill_null(0).diff().slice(1).cast(pl.Int64).alias(name))
            else:
                of = pl.col(op.needs[0][1])
                extremes.append((of.min() if how == "min" else of.max()).alias(name))
        made = children.select(sums).get_columns() if sums else []
        if extremes:
            groups = (
                children.with_columns(pl.col(PARENT).set_sorted()).group_by(PARENT, maintain_order=True).agg(extremes)
            )
            at = pl.lit(run.get((self.scope, f"_group:{self.other}")))
            made += groups.select(pl.exclude(PARENT).gather(at)).get_columns()
        return made


@dataclass(frozen=True, slots=True)
class Program:
    """Batches in order, each with the columns that may be dropped after it, and what each pass puts out."""

    batches: tuple[tuple[Batch, tuple[Key, ...]], ...]
    passes: tuple[Mapping[Key, Key], ...]

    def execute(self, run: Run) -> list[dict[Key, pl.Series]]:
        """Run all; the outputs of each pass by scope and name."""
        store = run.store
        for batch, drops in self.batches:
            for series in batch.execute(run):
                store[batch.scope, series.name] = series
            for key in drops:
                store.pop(key, None)
        return [{out: run.get(key).alias(out[1]) for out, key in outputs.items()} for outputs in self.passes]
