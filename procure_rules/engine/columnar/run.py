"""Running a rulebook over tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from procure_rules.calendar import Calendar
from procure_rules.engine.columnar.any_case import AnyCase, Rows
from procure_rules.engine.columnar.facts import Facts
from procure_rules.engine.columnar.judge import VERDICTS
from procure_rules.engine.columnar.known import Known
from procure_rules.engine.columnar.lists import no_items
from procure_rules.engine.columnar.nodes import Nodes
from procure_rules.engine.columnar.plan import Plan
from procure_rules.engine.columnar.program import AS_OF, PARENT, Key, Program, Run
from procure_rules.engine.columnar.rules import Rules
from procure_rules.engine.columnar.tables import Tables, Today, ordinals, scope_parents
from procure_rules.engine.columnar.values import truth
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.model import Presumed
from procure_rules.rules.rulebook import Rulebook

__all__ = ["PRESUMED", "STRICT", "Columnar", "Outcome", "Pass", "Shape"]

KEPT_PROGRAMS = 8
EMPTY: Mapping[Key, Known] = MappingProxyType({})


@dataclass(frozen=True)
class Outcome:
    """The tables with what the rules came to, row by row.

    Added columns: ``name`` for a Boolean conclusion or a choice (null: unknown or in conflict), ``name.lo`` and
    ``name.hi`` for a number, ``name.early.lo`` … ``name.late.hi`` for a date, as for facts; ``rule:id`` with the
    verdict (the numbers of ``Verdict``, and ``EFFECT_CASE`` + i for an effect whose case i is decided).
    ``conflicts`` lists (conclusion, row) where two rules that surely apply contradict each other.
    """

    frames: Mapping[str, pl.DataFrame]
    conflicts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a program is made for: the columns of each scope, and which scopes have rows."""

    have: tuple[tuple[str, frozenset[str]], ...]
    filled: frozenset[str]
    told: tuple[tuple[Key, Known], ...] = ()
    """What is known of the columns, the day of assessment (``_as_of``) among them."""

    @classmethod
    def of(
        cls, columns: Mapping[str, Iterable[str]], heights: Mapping[str, int], told: Mapping[Key, Known] = EMPTY
    ) -> Shape:
        filled = frozenset(s for s in scope_parents() if s == "project" or heights.get(s))
        have = ((s, frozenset(columns[s]) - {PARENT} if s in filled else frozenset[str]()) for s in scope_parents())
        return cls(tuple(have), filled, tuple(told.items()))


class Pass(NamedTuple):
    """One way to judge: strict or with presumptions made; ``firm``: but those of the ordinary course; ``left``: put out
    what is left of what a procurement turns on.
    """

    presumed: bool
    firm: bool = False
    left: bool = False

    def makes(self, one: Presumed) -> bool:
        """Whether a presumption is made."""
        return self.presumed and one.kind != "implied" and not (self.firm and one.kind == "ordinary")


STRICT, PRESUMED = Pass(False), Pass(True)


class Columnar:
    """A rulebook ready to run over tables. Compiled programs are kept for the next tables with the same columns."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._programs: dict[tuple[tuple[Pass, ...], Calendar, Shape], Program] = {}
        self._any_case: AnyCase | None = None

    def run(self, tables: Tables, as_of: Today, calendar: Calendar, presumed: bool = False) -> Outcome:
        """Every conclusion and rule for every row, strict or with presumptions made.

        ``as_of`` is the day of assessment, or a series of days, one for each project. Time and memory
        grow with the rows of one call; ``Tables.chunks`` bounds them.
        """
        return self._run(tables, ordinals(as_of), calendar, (Pass(presumed),))[0]

    def both(self, tables: Tables, as_of: Today, calendar: Calendar) -> tuple[Outcome, Outcome]:
        """Strict and presumed, as :meth:`run` gives them; what they have in common is computed once."""
        strict, presumed = self._run(tables, ordinals(as_of), calendar, (STRICT, PRESUMED))
        return strict, presumed

    def any_case(self, tables: Tables, as_of: Today, calendar: Calendar) -> pl.DataFrame:
        """What is breached in any case where it is open on what a whole procurement turns (which law governs, what is
        bought …), and no rule by itself finds it: one row for each defect, with scope, row and the rules that find it
        in one possibility or another. As ``assess`` finds it; the rows with something open are judged once for each of
        at most eight possibilities.
        """
        if self._any_case is None:
            self._any_case = AnyCase(self.book)

        def run(rows: Rows, today: int | pl.Series, opened: bool) -> list[dict[Key, pl.Series]]:
            frames = rows.frames
            shape = Shape.of({s: f.columns for s, f in frames.items()}, {s: f.height for s, f in frames.items()})
            firm = Pass(presumed=True, firm=True, left=opened)
            passes = (Pass(presumed=True, left=True), firm) if opened else (firm,)
            return self.execute(self.program(shape, calendar, passes), rows, today)

        return self._any_case.run(tables, ordinals(as_of), run)

    def _run(
        self, tables: Tables, as_of: int | pl.Series, calendar: Calendar, passes: tuple[Pass, ...]
    ) -> list[Outcome]:
        frames = tables.frames
        shape = Shape.of({s: f.columns for s, f in frames.items()}, {s: f.height for s, f in frames.items()})
        made = self.execute(self.program(shape, calendar, passes), tables, as_of)
        return [self._outcome(tables, one) for one in made]

    def program(self, shape: Shape, calendar: Calendar, passes: tuple[Pass, ...]) -> Program:
        """The program for tables of a shape, compiled if it is not at hand."""
        key = passes, calendar, shape
        found = self._programs.get(key)
        if found is None:
            if len(self._programs) >= KEPT_PROGRAMS:
                self._programs.clear()
            plan = Plan(scope_parents())
            for one in passes:
                self._compile(plan, Facts(plan, dict(shape.have), shape.filled, dict(shape.told)), calendar, one)
            found = self._programs[key] = plan.finish()
        return found

    @staticmethod
    def execute(program: Program, tables: Tables | Rows, as_of: int | pl.Series) -> list[dict[Key, pl.Series]]:
        """The columns of each pass. The program must be made for the columns of the tables; a scope may lack rows
        here.
        """
        today = as_of if isinstance(as_of, pl.Series) else pl.repeat(as_of, tables.height, dtype=pl.Int64, eager=True)
        frames = dict(tables.frames)
        frames["project"] = frames["project"].with_columns(today.cast(pl.Int64).alias(AS_OF))
        return program.execute(Run(frames, scope_parents()))

    @staticmethod
    def _outcome(tables: Tables, made: Mapping[Key, pl.Series]) -> Outcome:
        conflicts: list[tuple[str, int]] = []
        added: dict[str, list[pl.Series]] = {s: [] for s in tables.frames}
        for (scope, name), series in made.items():
            if name.endswith(".conflict"):
                conflicts += [
                    (name.removesuffix(".conflict"), row) for row in series.fill_null(False).arg_true().to_list()
                ]
            elif series.dtype == VERDICTS:
                added[scope].append(series.to_physical().reinterpret(signed=True))
            else:
                added[scope].append(series)
        return Outcome({s: f.with_columns(added[s]) for s, f in tables.frames.items()}, tuple(conflicts))

    def _compile(self, plan: Plan, facts: Facts, calendar: Calendar, how: Pass) -> None:
        book, filled = self.book, facts.filled
        plan.another()
        nodes = Nodes(plan, facts, calendar, how.presumed)
        rules = Rules(book, plan, facts, nodes)
        facts.take_back(book.order)
        implied = [p for p in book.presumed if p.kind == "implied"]
        others = [p for p in book.presumed if how.makes(p)]
        for said in (*implied, *implied, *others):
            if said.scope not in filled:
                continue
            unless = nodes.value(said.unless, said.scope)
            when = truth([(unless, False)], nodes.value(said.when, said.scope))
            value = said.value if isinstance(said.value, str) else nodes.value(said.value, said.scope)

            def empty(scope: str, name: str) -> bool | pl.Expr | None:
                child = all_scopes()[scope].fields[name].child or ""
                return no_items(plan, scope, child, child in filled)

            facts.presume(said, when, value, empty)
            # what was compiled may have read the fact that is now presumed
            nodes.fresh()
        facts.narrow(book.order)
        for step in book.steps:
            rules.compile(step)
        for name in book.switches if how.left else ():
            scope = next((s for s in ("procedure", "project") if name in all_scopes()[s].fields), None)
            if scope is not None:
                rules.left(scope, name)
            elif name in book.conclusions:
                rules.open(name)
