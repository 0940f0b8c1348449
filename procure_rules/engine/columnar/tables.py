"""Facts in columns: one frame for each kind of thing, its rows in the order of their parents.

Columns are named as facts are in rules: ``name`` for a Boolean, choice or text (null: unknown); ``name.lo`` and
``name.hi`` for amounts (fen), counts, ratios (basis points), days and dates (ordinals), both included, null where that
side is open; ``name.happened`` beside the dates of an event, false where it was stated not to have happened yet, else
null; ``name.settings`` for a deadline that was moved; ``name.complete`` for a list, true where it was given and not
marked partial. ``_parent`` is the row of the parent. A column that is not there is unknown in every row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import polars as pl

from procure_rules.engine.columnar.program import PARENT
from procure_rules.facts.choice import Words
from procure_rules.facts.project import Project
from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.facts.values import AMOUNT_LIMIT, COUNT_LIMIT, FIRST_YEAR, INF, LAST_YEAR, Deadline

__all__ = ["Tables", "Today", "check_parents", "fact_columns", "ordinals", "scope_parents", "tables_from_projects"]

SETTINGS = pl.List(pl.Struct({"set_lo": pl.Int64, "set_hi": pl.Int64, "to_lo": pl.Int64, "to_hi": pl.Int64}))
BOUNDS: dict[str, tuple[int, int]] = {
    "amount": (0, AMOUNT_LIMIT),
    "count": (0, COUNT_LIMIT),
    "ratio": (0, 100_000),
    "days": (0, COUNT_LIMIT),
    "date": (dt.date(FIRST_YEAR, 1, 1).toordinal() - 1, dt.date(LAST_YEAR, 12, 31).toordinal() + 1),
}
DATED = ("date", "event", "deadline")
EPOCH = dt.date(1970, 1, 1).toordinal()
SHOWN = 5  # words of a wrong column that are told
PLAIN: dict[str, type[pl.DataType]] = {"bool": pl.Boolean, "text": pl.String}


@cache
def scope_parents() -> Mapping[str, str | None]:
    """Scopes that have rows of their own with their parents, parents first."""
    return {s.name: s.parent for s in all_scopes().values() if not s.part}


def _columns(spec: FieldSpec) -> dict[str, pl.DataType | type[pl.DataType]]:
    name = spec.name
    if spec.kind == "choice":
        return {name: pl.Enum([m.value for m in spec.choices or ()]), f"{name}.may": pl.Int64}
    if spec.kind in PLAIN:
        return {name: PLAIN[spec.kind]}
    if spec.kind == "list":
        return {f"{name}.complete": pl.Boolean}
    out: dict[str, pl.DataType | type[pl.DataType]] = {f"{name}.lo": pl.Int64, f"{name}.hi": pl.Int64}
    if spec.kind in ("event", "deadline"):
        out[f"{name}.happened"] = pl.Boolean
    if spec.kind == "deadline":
        out[f"{name}.settings"] = SETTINGS
    return out


Today = dt.date | int | pl.Series
"""A day of assessment, or one for each project: dates, or their ordinals."""


def ordinals(as_of: Today) -> int | pl.Series:
    """The day of assessment as the engine counts days. Raises ``TypeError`` for what is no day, and ``ValueError`` for
    one out of all years.
    """
    if isinstance(as_of, pl.Series):
        if as_of.dtype == pl.Date:
            return as_of.cast(pl.Int64) + EPOCH
        if not as_of.dtype.is_integer():
            raise TypeError(f"as_of: a series of dates, not of {as_of.dtype}")
        if as_of.null_count() or not as_of.is_between(*BOUNDS["date"]).all():
            raise ValueError("as_of: every project needs a day of assessment from 1949 to 2100")
        return as_of
    if isinstance(as_of, dt.date) and not isinstance(as_of, dt.datetime):
        return as_of.toordinal()
    if isinstance(as_of, bool) or not isinstance(as_of, int):
        raise TypeError("as_of: a datetime.date, without a time of day")
    low, high = BOUNDS["date"]
    if not low <= as_of <= high:
        raise ValueError("as_of: the ordinal of a day from 1949 to 2100; a datetime.date is understood, too")
    return as_of


def mask_of(spec: FieldSpec, words: Iterable[str]) -> int:
    """Several words of a choice as one number, a bit for each in the order of the choice."""
    return sum(1 << at for at, one in enumerate(spec.choices or ()) if one.value in words)


@cache
def fact_columns(scope: str) -> Mapping[str, pl.DataType | type[pl.DataType]]:
    """Every column that the frame of a scope may have, with its type."""
    out: dict[str, pl.DataType | type[pl.DataType]] = {} if scope == "project" else {PARENT: pl.UInt32}
    for spec in all_scopes()[scope].fields.values():
        out |= _columns(spec)
    if scope == "project":
        out |= {f"{s.part}.present": pl.Boolean for s in all_scopes().values() if s.part}
    return out


def _fitting(scope: str, series: pl.Series) -> pl.Series:
    """The column in the type of its fact, nothing lost. Raises ``ValueError``."""
    name, kind = series.name, series.dtype
    wanted = fact_columns(scope).get(name)
    if wanted is None:
        raise ValueError(f"unknown column '{name}'")
    if kind == wanted:
        return series
    text = kind in (pl.String, pl.Categorical, pl.Enum)
    if isinstance(wanted, pl.Enum) and text:
        words = series.cast(pl.String)
        strange = words.filter(~words.is_in(wanted.categories)).drop_nulls().unique(maintain_order=True)
        if strange.len():
            raise ValueError(f"'{name}' holds words that are none of its choice: {', '.join(strange.head(SHOWN))}")
    elif wanted == pl.Int64 and kind == pl.Date and all_scopes()[scope].fields[name.rpartition(".")[0]].kind in DATED:
        series = series.cast(pl.Int64) + EPOCH
    elif not (
        kind == pl.Null
        or (wanted in (pl.Int64, pl.UInt32) and kind.is_integer())
        or (wanted == pl.String and text)
        or wanted == SETTINGS
    ):
        raise ValueError(f"'{name}' is {kind}, not {wanted}")
    try:
        return series.cast(wanted)
    except pl.exceptions.PolarsError as error:
        raise ValueError(f"'{name}' cannot be {wanted}: {error}") from error


def check_parents(scope: str, frame: pl.DataFrame, height: int) -> None:
    """Raises ``ValueError`` unless the rows follow those of their parents, of which there are ``height``."""
    if PARENT not in frame.columns:
        raise ValueError(f"the frame '{scope}' has no column {PARENT}")
    index = frame[PARENT]
    if not index.dtype.is_integer() and frame.height:
        raise ValueError(f"{scope}: '{PARENT}' is {index.dtype}, not {pl.UInt32}")
    if index.null_count() or not index.is_sorted() or (index.len() and not 0 <= index[0] <= index[-1] < height):
        raise ValueError(f"{PARENT} of {scope} must name rows of {scope_parents()[scope]}, in ascending order")


@dataclass(frozen=True)
class Tables:
    """Facts of many projects: a frame by scope; ``project`` is needed, another scope left out has no rows.

    Dates may come as such. Raises ``ValueError`` naming every unknown scope or column and every column of another
    type or with other words than those of its fact, or else for rows that do not follow the order of their
    parents; ``TypeError`` for what are no frames.
    """

    frames: Mapping[str, pl.DataFrame]

    def __post_init__(self) -> None:
        if not isinstance(self.frames, Mapping):
            raise TypeError("frames: a mapping of scopes to polars.DataFrame")
        given = cast("Any", self.frames)
        if strange := [str(s) for s in given if not isinstance(given[s], pl.DataFrame)]:
            told = ", ".join(strange)
            raise TypeError(f"frames: each is a polars.DataFrame (a LazyFrame is collected first); not so {told}")
        problems = [f"unknown frame '{s}'" for s in self.frames if s not in scope_parents()]
        if "project" not in self.frames:
            problems.append("there is no frame 'project'")
        frames: dict[str, pl.DataFrame] = {}
        for scope in scope_parents():
            frame = self.frames.get(scope, pl.DataFrame(schema={PARENT: pl.UInt32}))
            columns: list[pl.Series] = []
            for series in frame.get_columns():
                try:
                    columns.append(_fitting(scope, series))
                except ValueError as error:
                    problems.append(f"{scope}: {error}")
            if not problems:
                # many small chunks, as after concatenation, would slow every operation down
                frames[scope] = pl.DataFrame(columns, height=frame.height).rechunk()
        if problems:
            raise ValueError("; ".join(problems))
        for scope, parent in scope_parents().items():
            if parent is not None:
                check_parents(scope, frames[scope], frames[parent].height)
        object.__setattr__(self, "frames", frames)

    @property
    def height(self) -> int:
        """The number of projects."""
        return self.frames["project"].height

    def slice(self, offset: int, length: int) -> Tables:
        """Some projects with all that belongs to them, rows numbered anew."""
        spans = {"project": (offset, min(offset + length, self.height))}
        out = {"project": self.frames["project"].slice(offset, length)}
        for scope, parent in scope_parents().items():
            if parent is None:
                continue
            first, last = spans[parent]
            index = self.frames[scope][PARENT]
            spans[scope] = start, stop = int(index.search_sorted(first, "left")), int(index.search_sorted(last, "left"))
            rows = self.frames[scope].slice(start, stop - start)
            out[scope] = rows.with_columns((pl.col(PARENT) - first).cast(pl.UInt32))
        return Tables(out)

    def chunks(self, size: int) -> Iterator[Tables]:
        """The projects, ``size`` at a time."""
        for offset in range(0, self.height, size):
            yield self.slice(offset, size)

    def check(self) -> Tables:
        """Self, if every number lies within the bounds of its kind and no interval is empty.

        Raises ``ValueError`` naming every column that breaks this: numbers beyond the bounds could pass 64 bits.
        """
        problems: list[str] = []
        for scope, frame in self.frames.items():
            for spec in all_scopes()[scope].fields.values():
                if spec.kind not in BOUNDS and spec.kind not in DATED:
                    continue
                least, most = BOUNDS.get(spec.kind, BOUNDS["date"])
                sides = [c for c in (f"{spec.name}.lo", f"{spec.name}.hi") if c in frame.columns]
                for side in sides:
                    low, high = frame[side].min(), frame[side].max()
                    if isinstance(low, int) and isinstance(high, int) and (low < least or high > most):
                        problems.append(f"{scope}: {side} holds numbers outside {least} to {most}")
                if len(sides) == 2 and (frame[sides[0]] > frame[sides[1]]).any():
                    problems.append(f"{scope}: {sides[0]} lies above {sides[1]}")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def write(self, directory: str | Path) -> None:
        """One Parquet file for each scope that has rows."""
        folder = Path(directory)
        folder.mkdir(parents=True, exist_ok=True)
        for scope, frame in self.frames.items():
            if scope == "project" or frame.height:
                frame.write_parquet(folder / f"{scope}.parquet")

    @classmethod
    def read(cls, directory: str | Path) -> Tables:
        """The tables that :meth:`write` wrote, or that follow the same names, checked.

        Raises ``ValueError`` as the class and :meth:`check` do, and for a file that is no Parquet.
        """
        found = {s: Path(directory) / f"{s}.parquet" for s in scope_parents()}
        return cls({s: read_frame(p) for s, p in found.items() if p.exists()}).check()


def read_frame(path: Path) -> pl.DataFrame:
    """A Parquet file. Raises ``ValueError`` for what is none."""
    try:
        return pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise ValueError(f"{path.name} is no readable Parquet file: {error}") from error


class _Sparse:
    """One column being filled: only the rows where something was said."""

    __slots__ = ("rows", "values")

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.values: list[Any] = []

    def add(self, row: int, value: Any) -> None:
        self.rows.append(row)
        self.values.append(value)

    def series(self, name: str, dtype: pl.DataType | type[pl.DataType], height: int) -> pl.Series:
        out: list[Any] = [None] * height
        for row, value in zip(self.rows, self.values, strict=True):
            out[row] = value
        return pl.Series(name, out, dtype=dtype)


class _Builder:
    def __init__(self) -> None:
        self.heights = dict.fromkeys(scope_parents(), 0)
        self.columns = {s: {c: _Sparse() for c in fact_columns(s)} for s in scope_parents()}
        self.plans = {s: self.plan(s) for s in scope_parents()}

    def plan(
        self, scope: str
    ) -> list[tuple[tuple[str, ...], _Sparse | None, list[tuple[str, FieldSpec, list[_Sparse]]]]]:
        groups: dict[tuple[str, ...], list[FieldSpec]] = {}
        for spec in all_scopes()[scope].fields.values():
            groups.setdefault(spec.path[:-1], []).append(spec)
        columns = self.columns[scope]
        return [
            (
                path,
                columns.get(f"{path[0]}.present") if path else None,
                [(s.path[-1], s, [columns[c] for c in _columns(s)]) for s in specs],
            )
            for path, specs in groups.items()
        ]

    def add(self, scope: str, entity: Any, parent: int | None) -> None:
        row = self.heights[scope]
        self.heights[scope] += 1
        if parent is not None:
            self.columns[scope][PARENT].add(row, parent)
        for path, present, specs in self.plans[scope]:
            holder = entity
            for step in path:
                holder = getattr(holder, step)
                if holder is None:
                    break
            if holder is None:
                continue
            if present is not None:
                present.add(row, True)
            values = holder.__dict__
            for attribute, spec, columns in specs:
                value = values[attribute]
                if value is not None:
                    self.put(row, spec, columns, value)

    def put(self, row: int, spec: FieldSpec, columns: list[_Sparse], value: Any) -> None:
        kind = spec.kind
        if kind in PLAIN:
            columns[0].add(row, value)
        elif kind == "choice":
            if isinstance(value, Words):
                columns[1].add(row, mask_of(spec, value.value))
            else:
                columns[0].add(row, value.value)
        elif kind == "list":
            columns[0].add(row, not value.partial)
            for item in value.items:
                self.add(spec.child or "", item, row)
        else:
            if isinstance(value, Deadline):
                if len(value.settings) > 1:
                    rows = [(*_sides(s.set), *_sides(s.to)) for s in value.settings]
                    columns[3].add(
                        row, [dict(zip(("set_lo", "set_hi", "to_lo", "to_hi"), r, strict=True)) for r in rows]
                    )
                value = value.final.to
            elif kind == "event":
                if value.not_yet:
                    columns[2].add(row, False)
                value = value.when
            lo, hi = _sides(value)
            if lo is not None:
                columns[0].add(row, lo)
            if hi is not None:
                columns[1].add(row, hi)


def _sides(value: tuple[float, float]) -> tuple[int | None, int | None]:
    lo, hi = value
    return (int(lo) if lo > -INF else None), (int(hi) if hi < INF else None)


def tables_from_projects(projects: Iterable[Project]) -> Tables:
    """The facts of projects in columns; columns of which nothing was said are left out."""
    builder = _Builder()
    for project in projects:
        builder.add("project", project, None)
    frames: dict[str, pl.DataFrame] = {}
    for scope, columns in builder.columns.items():
        height = builder.heights[scope]
        always = PARENT if scope != "project" else "id"
        frames[scope] = pl.DataFrame(
            [c.series(n, fact_columns(scope)[n], height) for n, c in columns.items() if c.rows or n == always]
        )
    return Tables(frames)
