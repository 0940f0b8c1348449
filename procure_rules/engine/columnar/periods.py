"""Ends of periods in columns: by tables of the calendar, one entry a day.

A side of the result that lies beyond the calendar's years is open, as in ``Calendar.bounds``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import polars as pl

from procure_rules.calendar import Calendar, Count
from procure_rules.calendar.days import STATUTORY
from procure_rules.engine.columnar.facts import Facts
from procure_rules.engine.columnar.lists import some_children
from procure_rules.engine.columnar.plan import Plan
from procure_rules.engine.columnar.program import PARENT, ROW, Key, Run
from procure_rules.engine.columnar.tolling import around, stretches
from procure_rules.engine.columnar.values import (
    Bound,
    Span,
    Tri,
    conjunction,
    disjunction,
    invert,
    known,
    lift,
    measure,
    measures,
    minus,
    not_above,
    perhaps,
    plus,
)
from procure_rules.rules.model import Toll
from procure_rules.rules.tree import Node, Ref

__all__ = ["Periods"]

INF = float("inf")
LAST_DAY = 3_652_059  # 9999-12-31
EPOCH = 719_163  # 1970-01-01 as an ordinal
Source: TypeAlias = tuple[str, str, tuple[pl.Expr, ...]]
"""Days left out: home (empty: each row's own) and child, and the ends of what surely and at most is left out."""


class Periods:
    """Compiles counts of one calendar. ``value`` compiles a node in a scope."""

    def __init__(self, plan: Plan, calendar: Calendar, value: Callable[[Node, str], Any]) -> None:
        self.plan = plan
        self.calendar = calendar
        self.value = value
        self.tables: dict[Any, pl.Series] = {}
        self.places: dict[Key, pl.Expr] = {}

    # tables: a series with one entry for each day of the calendar, null where the answer is beyond it ------------
    def _table(self, name: str) -> pl.Series:
        """A table of the calendar, absent days (0) as null."""
        if name not in self.tables:
            raw = pl.Series(list(getattr(self.calendar, name)), dtype=pl.Int64)
            self.tables[name] = raw if name.startswith("rank") else raw.set(raw == 0, None)
        return self.tables[name]

    def _codes(self) -> pl.Series:
        if "codes" not in self.tables:
            self.tables["codes"] = pl.Series(list(self.calendar.codes), dtype=pl.UInt8)
        return self.tables["codes"]

    def _workdays(self, total: int, how: Count, slow: bool) -> pl.Series:
        """The end of ``total`` working days from each day."""
        key = "workday", total, how.first_day, how.backward, slow
        if key not in self.tables:
            pace = "slow" if slow is not how.backward else "fast"
            rank, nth = self._table(f"rank_{pace}"), self._table(f"nth_{pace}")
            before = rank.shift(1).fill_null(0)
            if how.backward:
                k = (before if how.first_day == "excluded" else rank) - total + 1
            else:
                k = (rank if how.first_day == "excluded" else before) + total
            self.tables[key] = nth.gather(k.set((k < 1) | (k >= nth.len()), None))
        return self.tables[key]

    def _rolls(self, how: Count, slow: bool) -> pl.Series:
        pace = "slow" if slow else "fast"
        if how.roll == "forward":
            return self._table("next_nonstat" if how.over == "statutory" else f"next_work_{pace}")
        return self._table(f"prev_work_{pace}")

    def _at(self, scope: str, table: pl.Series, day: pl.Expr) -> pl.Expr:
        """The table's entry of a day, null outside. The day is a column."""
        key, first, last = self.plan.key(day), self.calendar.first, self.calendar.last
        if key not in self.places:
            # places without nulls are looked up faster: days outside find a null after the last day
            inside = pl.when(day.is_between(first, last)).then(day - first).otherwise(last - first + 1)
            self.places[key] = self.plan.keep(scope, inside.cast(pl.UInt32))
        return self.plan.keep(scope, pl.lit(table.extend_constant(None, 1)).gather(self.places[key]))

    # counts -----------------------------------------------------------------------------------------------------
    def count(self, scope: str, start: Span, number: int, how: Count) -> Span:
        """The end of a period from an interval of starts, nothing left out."""
        if not isinstance(start.lo, pl.Expr) and not isinstance(start.hi, pl.Expr):
            lo, hi = self.calendar.bounds(
                (-INF if start.lo is None else start.lo, INF if start.hi is None else start.hi), number, how
            )
            return Span(None if lo == -INF else int(lo), None if hi == INF else int(hi))
        total = number + how.extra
        low = self._unrolled(scope, start.lo, total, how, False)
        high = self._unrolled(scope, start.hi, total, how, True)
        return self._rolled(scope, low, high, how)

    def _rolled(self, scope: str, low: pl.Expr | None, high: pl.Expr | None, how: Count) -> Span:
        if how.roll == "none":
            return Span(low, high)
        if how.roll == "back" and how.over == "statutory":
            return self._back_over_festivals(scope, low, high)
        return Span(
            *(
                b if b is None else self._at(scope, self._rolls(how, slow), b)
                for b, slow in ((low, False), (high, True))
            )
        )

    def _unrolled(self, scope: str, start: Bound, total: int, how: Count, slow: bool) -> pl.Expr | None:
        if start is None:
            return None
        day = self.plan.solid(scope, start)
        if total == 0:
            return day
        if how.unit == "workday":
            return self.plan.keep(scope, self._at(scope, self._workdays(total, how, slow), day))
        if how.unit == "day":
            shift = total - (how.first_day == "included")
            end = day - shift if how.backward else day + shift
        else:
            number = total - how.extra  # what is asked beyond months and years is days
            size = -number if how.backward else number
            dates = (pl.when(day.is_between(1, LAST_DAY)).then(day) - EPOCH).cast(pl.Int32).cast(pl.Date)
            end = (
                dates.dt.offset_by(f"{size}{'mo' if how.unit == 'month' else 'y'}").cast(pl.Int32).cast(pl.Int64)
                + EPOCH
            )
            shift = how.extra - (how.first_day == "included")
            if shift:
                end = end - shift if how.backward else end + shift
        end = self.plan.keep(scope, end)
        return self.plan.keep(scope, pl.when(end.is_between(1, LAST_DAY)).then(end))

    def _back_over_festivals(self, scope: str, low: pl.Expr | None, high: pl.Expr | None) -> Span:
        first, last = self.calendar.first, self.calendar.last
        lo: Bound = None
        if low is not None:
            ahead = self._table("next_stat")
            festival = self._at(scope, ahead, low)
            before = self._at(scope, self._table("prev_work_fast").gather(ahead - first), low)
            met = conjunction([festival.is_not_null(), perhaps(not_above(festival, high))])
            least = pl.when(before <= low).then(before).when(before > low).then(low)
            lo = pl.when(low.is_between(first, last)).then(lift(measure([(met, least)], low), pl.Int64))
        hi: Bound = None
        if high is not None:
            back = self._at(scope, self._table("prev_work_slow"), high)
            plain = self._at(scope, self._table("prev_nonstat"), high)
            stays = conjunction([plain.is_not_null(), perhaps(not_above(low, plain))])
            later = pl.when(back >= plain).then(back).when(back < plain).then(plain)
            moved = lift(measure([(stays, later)], back), pl.Int64)
            hi = (
                pl.when(self._at(scope, self._codes(), high) == STATUTORY)
                .then(moved)
                .when(high.is_between(first, last))
                .then(high)
            )
        return Span(lo, hi)

    # days left out ----------------------------------------------------------------------------------------------
    def tolled(self, scope: str, start: Span, number: int, how: Count, tolls: Sequence[Toll], facts: Facts) -> Span:
        """The end of a period around days left out; open above where what is left out may have no end."""
        plan = self.plan
        endless: list[Tri] = []
        sources: list[Source] = []
        for toll in tolls:
            home, child = "", scope
            if toll.each is not None:
                ref, child = toll.each.data
                home = ref.scope
                endless.append(plan.down(home, invert(facts.complete(home, ref.name)), scope))
                if child not in facts.filled:
                    continue
            sides, open_ = self._left_out(toll, child)
            endless.append(plan.down(home, some_children(plan, home, child, open_), scope) if home else open_)
            sources.append((home, child, tuple(plan.solid(child, s) for s in sides)))
        total = number + how.extra
        if sources and total:
            low = self._around(scope, start.lo, total, how, False, sources)
            high = self._around(scope, start.hi, total, how, True, sources)
            inner = self._rolled(scope, low, high, how)
        else:
            inner = self.count(scope, start, number, how)
        return Span(inner.lo, measure([(disjunction(endless), None)], inner.hi))

    def _left_out(self, toll: Toll, scope: str) -> tuple[tuple[Bound, ...], Tri]:
        """What one toll surely leaves out, what it may leave out at most, and whether that may have no end."""
        plan = self.plan
        started: Tri = self.value(toll.started, scope)
        begin, end = self.value(toll.start, scope), self.value(toll.end, scope)
        a = plan.keep(scope, Span(plus(begin.lo, toll.open_start), plus(begin.hi, toll.open_start)))
        b = plan.keep(scope, Span(minus(end.lo, toll.open_end), minus(end.hi, toll.open_end)))
        sure = plan.keep(scope, conjunction([started, not_above(a.hi, b.lo)]))
        may = plan.keep(scope, conjunction([perhaps(started), not_above(a.lo, b.hi)]))
        small = measures([(sure, Span(a.hi, b.lo))], Span(None, None))
        large = measures([(may, Span(a.lo, b.hi))], Span(None, None))
        open_ = conjunction([perhaps(started), invert(conjunction([known(a.lo), known(b.hi)]))])
        return (*small, *large), open_

    def _around(
        self, scope: str, start: Bound, total: int, how: Count, slow: bool, sources: Sequence[Source]
    ) -> pl.Expr | None:
        """The end before any roll, counted around the days left out."""
        if start is None:
            return None
        plan, calendar = self.plan, self.calendar
        begin, plain = plan.solid(scope, start), self._unrolled(scope, start, total, how, slow)
        assert plain is not None
        # the earliest end leaves out least, or most where the count runs back
        first = 2 if slow is not how.backward else 0
        keys = [plan.key(begin), plan.key(plain)]
        sides = [(home, child, [plan.key(c) for c in columns[first : first + 2]]) for home, child, columns in sources]

        def body(run: Run) -> Sequence[pl.Series]:
            parts: list[pl.DataFrame] = []
            for home, child, columns in sides:
                index = run.get((child, PARENT if home else ROW))
                part = pl.DataFrame([s.alias(n) for n, s in zip("ab", map(run.get, columns), strict=True)])
                part = part.insert_column(0, index.alias("row")).drop_nulls()
                if home and home != scope:
                    up = pl.DataFrame([run.get((scope, f"_up:{home}")).alias("home"), run.get((scope, ROW)).alias("n")])
                    part = (
                        part.join(up, left_on="row", right_on="home").select("a", "b", row="n").select("row", "a", "b")
                    )
                parts.append(part)
            return [around(calendar, run.get(keys[0]), run.get(keys[1]), total, how, slow, stretches(parts, how))]

        same = "around", *keys, *((home, child, *columns) for home, child, columns in sides), total, how, slow
        return plan.call(scope, [*keys, *(k for _, _, columns in sides for k in columns)], body, 1, same)[0]

    # moved deadlines --------------------------------------------------------------------------------------------
    def deadline_at(self, scope: str, when: Span, final: Span, ref: Ref) -> Span:
        """The deadline as it stood on a day, where it was moved; else the deadline."""
        plan = self.plan
        keys: list[Key] = [plan.key(plan.solid(scope, b)) for b in (*when, *final)]

        def body(run: Run) -> Sequence[pl.Series]:
            held = run.frames[ref.scope]
            settings = (
                held.select(
                    pl.int_range(pl.len(), dtype=pl.UInt32).alias("home"), pl.col(f"{ref.name}.settings").alias("s")
                )
                .filter(pl.col("s").list.len() > 1)
                .explode("s")
                .unnest("s")
                .with_columns(
                    next_hi=pl.col("set_hi").shift(-1).over("home"),
                    turn=pl.int_range(pl.len()).over("home"),
                    of=pl.len().over("home"),
                )
            )
            a, b, lo, hi = (run.get(k) for k in keys)
            home = run.get((scope, ROW if scope == ref.scope else f"_up:{ref.scope}"))
            rows = pl.DataFrame([run.get((scope, ROW)), home.alias("home"), a.alias("a"), b.alias("b")])
            moved = (
                rows.join(settings, on="home")
                .filter(
                    (pl.col("turn") == 0) | (pl.col("set_lo") <= pl.col("b")).fill_null(True),
                    (pl.col("turn") == pl.col("of") - 1) | (pl.col("next_hi") > pl.col("a")).fill_null(True),
                )
                .group_by(ROW)
                .agg(
                    pl.when(pl.col("to_lo").null_count() == 0).then(pl.col("to_lo").min()).alias("lo"),
                    pl.when(pl.col("to_hi").null_count() == 0).then(pl.col("to_hi").max()).alias("hi"),
                )
            )
            if not moved.height:
                return [lo, hi]
            return [lo.clone().scatter(moved[ROW], moved["lo"]), hi.clone().scatter(moved[ROW], moved["hi"])]

        return Span(*plan.call(scope, keys, body, 2, ("deadline_at", ref, *keys)))
