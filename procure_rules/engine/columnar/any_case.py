"""What is breached in any case, in columns: the rows in which something is open on which a whole procurement turns are
repeated, once for each possibility, and judged without presumptions of the ordinary course.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from procure_rules.engine.columnar.program import PARENT, Key
from procure_rules.engine.columnar.rules import LEFT, SUPPOSE
from procure_rules.engine.columnar.tables import Tables, scope_parents
from procure_rules.engine.defects import across, defects
from procure_rules.engine.kleene import Verdict
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.rulebook import Rulebook

__all__ = ["AnyCase", "Rows", "Runner"]

WRONG = (Verdict.BREACHED, Verdict.CONTESTED, Verdict.DUE_CONTESTED)
PROCEDURE, PROJECT = "procedure", "project"
OLD, NEW, WORLD, WORLDS = "_old", "_new", "_world", "_worlds"
FOUND: dict[str, Any] = {"scope": pl.String, "row": pl.UInt32, "rules": pl.List(pl.String)}


@dataclass(frozen=True)
class Rows:
    """Frames that are run without being looked at again."""

    frames: Mapping[str, pl.DataFrame]

    @property
    def height(self) -> int:
        return self.frames[PROJECT].height


Made = Mapping[Key, pl.Series]
Runner = Callable[[Rows, int | pl.Series, bool], Sequence[Made]]
"""Runs frames; with what is open (presumed, then firm), or firm only."""


@dataclass(frozen=True, slots=True)
class _Switch:
    """A switch, in which scope it stands, and its words where it is a choice."""

    name: str
    scope: str
    words: tuple[str, ...] = ()


class AnyCase:
    """The switches of a rulebook, and which of its rules find the same defect."""

    def __init__(self, book: Rulebook) -> None:
        self.most = book.most_worlds
        self.defects = defects(book)
        self.across = across(book)
        self.scopes = {rule.id: "project" if rule.part else rule.scope for rule in book.rules}
        self.switches = tuple(filter(None, (_switch(book, name) for name in book.switches)))

    def run(self, tables: Tables, as_of: int | pl.Series, runner: Runner) -> pl.DataFrame:
        """One row for each defect that is found in every possibility, and not without: scope, row, rules."""
        presumed, firm = runner(Rows(tables.frames), as_of, True)
        sizes = [self._sizes(tables, firm, switch) for switch in self.switches]
        open_ = [self._sizes(tables, presumed, switch) for switch in self.switches]
        plan = self._plan(tables.height, sizes, open_)
        if plan.is_empty():
            return pl.DataFrame(schema=FOUND)
        frames, olds = self._repeated(tables, firm, plan)
        today = as_of.gather(plan[OLD]) if isinstance(as_of, pl.Series) else as_of
        (made,) = runner(Rows(frames), today, False)
        return self._found(tables, presumed, made, olds)

    # what is open -------------------------------------------------------------------------------------------------
    @staticmethod
    def _left(made: Made, switch: _Switch) -> pl.Series:
        """Of a choice the words that are left, a bit for each, 0 where it is decided; of a conclusion whether it is
        open.
        """
        return made[switch.scope, f"{LEFT}{switch.name}"]

    def _sizes(self, tables: Tables, made: Made, switch: _Switch) -> pl.Series:
        """For each project how many possibilities a switch leaves; 1 where it is decided."""
        left = self._left(made, switch).alias("left").to_frame()
        if switch.words:
            bits = [(pl.col("left") // (1 << i)) % 2 for i in range(len(switch.words))]
            size = pl.max_horizontal(pl.sum_horizontal(bits), 1)
        else:
            size = pl.when("left").then(2).otherwise(1)
        sizes = left.select(size.cast(pl.Int64).alias("size")).to_series()
        if switch.scope == PROJECT:
            return sizes
        rows = pl.DataFrame([tables.frames[PROCEDURE][PARENT], sizes]).group_by(PARENT).agg(pl.col("size").max())
        projects = pl.int_range(tables.height, dtype=pl.UInt32, eager=True).alias(PARENT).to_frame()
        joined = projects.join(rows, on=PARENT, how="left", maintain_order="left")
        return joined["size"].fill_null(1)

    def _plan(self, height: int, sizes: Sequence[pl.Series], open_: Sequence[pl.Series]) -> pl.DataFrame:
        """The projects with something open, each once for each possibility; of each switch the stride (0: left open)
        and the size.
        """
        plan = pl.DataFrame([pl.int_range(height, dtype=pl.UInt32, eager=True).alias(OLD)]).with_columns(
            *(size.alias(f"size:{i}") for i, size in enumerate(sizes)),
            pl.any_horizontal([s.alias(str(i)) > 1 for i, s in enumerate(open_)]).alias("open"),
            pl.lit(1, dtype=pl.Int64).alias(WORLDS),
        )
        for i in range(len(sizes)):
            size = pl.col(f"size:{i}")
            taken = (size > 1) & (pl.col(WORLDS) * size <= self.most)
            plan = plan.with_columns(pl.when(taken).then(WORLDS).otherwise(0).alias(f"stride:{i}")).with_columns(
                pl.when(taken).then(pl.col(WORLDS) * size).otherwise(WORLDS).alias(WORLDS)
            )
        plan = plan.filter(pl.col("open") & (pl.col(WORLDS) > 1))
        return plan.with_columns(pl.int_ranges(pl.col(WORLDS)).alias(WORLD)).explode(WORLD)

    # the possibilities --------------------------------------------------------------------------------------------
    def _repeated(
        self, tables: Tables, firm: Made, plan: pl.DataFrame
    ) -> tuple[dict[str, pl.DataFrame], dict[str, pl.Series]]:
        """The frames with what is open stated or supposed, and for each row the row it was."""
        frames: dict[str, pl.DataFrame] = {}
        olds: dict[str, pl.Series] = {}
        # for each row of a scope: the row it was, and which possibility of which project
        rows = {PROJECT: plan.with_row_index(NEW)}
        for scope, parent in scope_parents().items():
            frame = tables.frames[scope]
            if parent is not None:
                above = rows[parent].rename({OLD: "_above", NEW: PARENT})
                below = frame.select(pl.col(PARENT).alias("_above")).with_row_index(OLD)
                rows[scope] = (
                    above.join(below, on="_above", how="inner").sort(PARENT, OLD).drop("_above").with_row_index(NEW)
                )
            here = rows[scope]
            made = frame.select(pl.all().gather(here[OLD])) if frame.width else frame
            if parent is not None:
                made = made.with_columns(here[PARENT].cast(pl.UInt32))
                rows[scope] = here.drop(PARENT)
            frames[scope] = made.with_columns(self._stated(scope, frame, firm, here)).rechunk()
            olds[scope] = here[OLD]
        return frames, olds

    def _stated(self, scope: str, frame: pl.DataFrame, firm: Made, rows: pl.DataFrame) -> list[pl.Series]:
        """The columns of the switches of a scope in each possibility."""
        made = []
        for i, switch in enumerate(self.switches):
            if switch.scope != scope:
                continue
            stride, size = pl.col(f"stride:{i}"), pl.col(f"size:{i}")
            number = pl.when(stride > 0).then((pl.col(WORLD) // stride) % size)
            if not switch.words:
                made.append(rows.select((number == 0).alias(f"{SUPPOSE}{switch.name}")).to_series())
                continue
            kind = pl.Enum(switch.words)
            stated = frame[switch.name] if switch.name in frame.columns else pl.repeat(None, frame.height, eager=True)
            with_left = rows.with_columns(
                self._left(firm, switch).gather(rows[OLD]).alias("left"),
                stated.cast(kind).gather(rows[OLD]).alias("stated"),
            )
            words = [
                pl.when((pl.col("left") // (1 << at)) % 2 == 1).then(pl.lit(word, dtype=kind))
                for at, word in enumerate(switch.words)
            ]
            listed = pl.concat_list(words).list.drop_nulls()
            word = listed.list.get(number % pl.max_horizontal(listed.list.len(), 1), null_on_oob=True)
            made.append(with_left.select(pl.coalesce("stated", word).alias(switch.name)).to_series())
        return made

    # what is found ------------------------------------------------------------------------------------------------
    def _found(self, tables: Tables, presumed: Made, made: Made, olds: Mapping[str, pl.Series]) -> pl.DataFrame:
        number: dict[tuple[str, int], list[str]] = {}
        for rule, defect in self.defects.items():
            number.setdefault((self.scopes[rule], defect), []).append(rule)
        many = self._many(tables)
        out = []
        for scope in scope_parents():
            groups = {d: rules for (s, d), rules in number.items() if s == scope}
            if not groups or not olds[scope].len():
                continue
            several = many[scope]
            told = {
                d: [self._told(made[scope, f"rule:{r}"], r, several, olds[scope]) for r in g] for d, g in groups.items()
            }
            breached = [reduce(or_, series).alias(str(d)) for d, series in told.items()]
            everywhere = (
                pl.DataFrame([olds[scope].alias(OLD), *breached]).group_by(OLD, maintain_order=True).agg(pl.all().all())
            )
            for d, rules in groups.items():
                found = everywhere.filter(str(d))[OLD]
                if not found.len():
                    continue
                known = reduce(or_, (presumed[scope, f"rule:{r}"].to_physical().is_in(WRONG) for r in rules))
                new = pl.DataFrame([found]).filter(~known.gather(found))
                seen = [
                    pl.DataFrame([olds[scope].alias(OLD)])
                    .filter(made[scope, f"rule:{r}"].to_physical() == Verdict.BREACHED)
                    .unique()
                    .with_columns(pl.lit(r).alias("rule"))
                    for r in rules
                ]
                listed = new.join(pl.concat(seen), on=OLD, how="inner", maintain_order="left")
                listed = listed.group_by(OLD, maintain_order=True).agg(pl.col("rule").alias("rules"))
                out.append(listed.select(pl.lit(scope).alias("scope"), pl.col(OLD).alias("row"), "rules"))
        return pl.concat(out).cast(pl.Schema(FOUND)) if out else pl.DataFrame(schema=FOUND)

    def _told(self, verdicts: pl.Series, rule: str, several: pl.Series, old: pl.Series) -> pl.Series:
        """Where a rule is breached; where what it says of one procedure may rest on another, nowhere."""
        found = verdicts.to_physical() == Verdict.BREACHED
        return found & ~several.gather(old) if rule in self.across else found

    @staticmethod
    def _many(tables: Tables) -> dict[str, pl.Series]:
        """For each row whether its project has several procedures."""
        parents = tables.frames[PROCEDURE][PARENT]
        counts = pl.DataFrame([parents]).group_by(PARENT).len()
        projects = pl.int_range(tables.height, dtype=pl.UInt32, eager=True).alias(PARENT).to_frame()
        made = {PROJECT: projects.join(counts, on=PARENT, how="left", maintain_order="left")["len"].fill_null(0) > 1}
        for scope, parent in scope_parents().items():
            if parent is not None:
                made[scope] = made[parent].gather(tables.frames[scope][PARENT])
        return made


def _switch(book: Rulebook, name: str) -> _Switch | None:
    for scope in (PROCEDURE, PROJECT):
        spec = all_scopes()[scope].fields.get(name)
        if spec is not None:
            return _Switch(name, scope, tuple(m.value for m in spec.choices or ()))
    known = book.conclusions.get(name)
    return None if known is None else _Switch(name, known.scope)
