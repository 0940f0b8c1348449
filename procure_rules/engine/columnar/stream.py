"""Parquet to Parquet: tables of any length, some projects at a time, so that memory does not grow with their number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise
from pathlib import Path
from shutil import rmtree

import polars as pl

from procure_rules.calendar import Calendar
from procure_rules.engine.columnar.known import Known, about
from procure_rules.engine.columnar.program import AS_OF, PARENT, Program
from procure_rules.engine.columnar.run import PRESUMED as PASS
from procure_rules.engine.columnar.run import STRICT, Columnar, Shape
from procure_rules.engine.columnar.tables import Tables, check_parents, fact_columns, ordinals, scope_parents

__all__ = ["ANY_CASE", "CONFLICTS", "PRESUMED", "judge_files"]

PRESUMED = "presumed:"
CONFLICTS = "conflicts"
ANY_CASE = "any_case"


def judge_files(
    columnar: Columnar,
    source: str | Path,
    target: str | Path,
    as_of: dt.date | int,
    calendar: Calendar,
    rows: int = 100_000,
    workers: int = 2,
    any_case: bool = False,
) -> int:
    """Judge the tables of a folder, strictly and with presumptions made, ``rows`` projects at a time; how many
    there are.

    Memory grows with ``rows`` times ``workers`` (threads). Files of more than one part are read through
    beforehand: what their columns may hold settles much once for all rows. Shorter ones share the program of all
    files with their columns.

    ``source`` holds files as ``Tables.write`` makes them. ``target`` must be new or empty; it gets a folder for
    each scope that has rows, with parts in the order of the rows: ``_parent`` (the row of the parent, of a project
    its ``id`` if there is one) and the columns of an ``Outcome``, verdicts in words (an effect whose case is
    decided: ``case 1`` …). A column ``presumed:name`` is there only where presumptions may change ``name``. The
    folder ``conflicts`` lists (presumed, name, row). ``any_case``: the folder ``any_case`` lists what is breached in
    any case (``Columnar.any_case``): scope, row, rules. Raises ``ValueError`` as ``Tables.read`` does, and for a full
    target; then nothing is left there.
    """
    today = ordinals(as_of)
    if isinstance(today, pl.Series):
        raise TypeError("as_of: one day for all projects")
    for name, number in (("rows", rows), ("workers", workers)):
        if isinstance(number, bool) or not isinstance(number, int):
            raise TypeError(f"{name}: a whole number")
        if number < 1:
            raise ValueError(f"{name}: at least 1")
    files, folder = _Files(Path(source)), Path(target)
    if folder.exists() and any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty")
    shape = files.shape(today if files.heights["project"] > rows else None)
    program = columnar.program(shape, calendar, (STRICT, PASS))
    writer = _Writer(columnar, program, files, folder, today, calendar if any_case else None)
    try:
        with ThreadPoolExecutor(workers) as pool:
            for _ in pool.map(writer.judge, count(), files.chunks(rows)):
                pass
    except BaseException:
        for part in folder.iterdir() if folder.exists() else ():
            rmtree(part)  # all or nothing
        raise
    return files.heights["project"]


class _Files:
    """The files of the source: which columns they have, and where the children of each row stand."""

    def __init__(self, folder: Path) -> None:
        found = {s: folder / f"{s}.parquet" for s in scope_parents()}
        self.paths = {s: p for s, p in found.items() if p.exists()}  # parents first
        strange = sorted(p.name for p in folder.glob("*.parquet") if p not in self.paths.values())
        if strange:
            raise ValueError(f"no such frame: {', '.join(strange)}; known: {', '.join(found)}")
        if "project" not in self.paths:
            raise ValueError("there is no frame 'project'")
        self.parents: dict[str, pl.Series] = {}
        self.heights: dict[str, int] = {}
        for scope, path in self.paths.items():
            # the whole column of parents is looked at here, all else by parts
            parent = scope_parents()[scope]
            try:
                columns = [PARENT] if PARENT in pl.read_parquet_schema(path) else []
                whole = pl.scan_parquet(path)
                rows = pl.read_parquet(path, columns=columns) if parent else whole.select(pl.len()).collect()
            except pl.exceptions.PolarsError as error:
                raise ValueError(f"{path.name} is no readable Parquet file: {error}") from error
            if parent:
                check_parents(scope, rows, self.heights.get(parent, 0))
                self.parents[scope] = rows[PARENT]
            self.heights[scope] = rows.height if parent else int(rows.item())

    def shape(self, as_of: int | None) -> Shape:
        """The shape of the tables: their columns, and where the day of assessment is given, what is known of them."""
        have = {s: pl.read_parquet_schema(p) for s, p in self.paths.items()}
        if as_of is None:
            return Shape.of(have, self.heights)
        told = {(s, n): k for s, schema in have.items() if self.heights[s] for n, k in self._told(s, schema)}
        return Shape.of(have, self.heights, {**told, ("project", AS_OF): about(as_of)})

    def _told(self, scope: str, schema: Mapping[str, pl.DataType]) -> Iterator[tuple[str, Known]]:
        """What the values of each column show; of one whose type must be changed, nothing."""
        kinds = fact_columns(scope)
        names = [n for n, kind in schema.items() if n != PARENT and kinds.get(n) == kind and not kind.is_nested()]
        wanted: list[pl.Expr] = []
        for name in names:
            column, kind = pl.col(name), schema[name]
            wanted.append(column.null_count().name.suffix(":null"))
            if kind.is_integer():
                wanted += [column.min().name.suffix(":low"), column.max().name.suffix(":high")]
            elif kind == pl.Boolean or isinstance(kind, pl.Enum):
                wanted.append(column.unique().implode().name.suffix(":words"))
        if not wanted:
            return
        found = pl.scan_parquet(self.paths[scope]).select(wanted).collect(engine="streaming").row(0, named=True)
        for name in names:
            null, words = found[f"{name}:null"] > 0, found.get(f"{name}:words")
            low, high = found.get(f"{name}:low"), found.get(f"{name}:high")
            if words is not None:
                yield name, Known(null, frozenset(w for w in words if w is not None))
            elif low is not None and high is not None:
                yield name, Known(null, None, low, high)
            else:
                yield name, about(None) if found[f"{name}:null"] == self.heights[scope] else Known(null)

    def chunks(self, rows: int) -> Iterator[Mapping[str, tuple[int, int]]]:
        """First row and the row after the last of each scope, some projects at a time."""
        height = self.heights["project"]
        for first, last in pairwise([*range(0, height, rows), height] if height else [0, 0]):
            spans = {"project": (first, last)}
            for scope, parent in scope_parents().items():
                if parent is not None and scope in self.paths and parent in spans:
                    start, stop = (int(self.parents[scope].search_sorted(at, "left")) for at in spans[parent])
                    spans[scope] = start, stop
            yield spans

    def read(self, spans: Mapping[str, tuple[int, int]]) -> Tables:
        frames: dict[str, pl.DataFrame] = {}
        for scope, (first, last) in spans.items():
            frame = pl.scan_parquet(self.paths[scope]).slice(first, last - first).collect()
            parent = scope_parents()[scope]
            if parent is not None:
                frame = frame.with_columns((pl.col(PARENT) - spans[parent][0]).cast(pl.UInt32))
            frames[scope] = frame
        return Tables(frames).check()


class _Writer:
    """Judges parts and writes them."""

    def __init__(
        self,
        columnar: Columnar,
        program: Program,
        files: _Files,
        folder: Path,
        as_of: int,
        calendar: Calendar | None,
    ) -> None:
        self.columnar, self.program, self.files, self.folder, self.as_of = columnar, program, files, folder, as_of
        self.calendar = calendar
        """By which it is looked for what is breached in any case, if that is asked for."""

    def judge(self, number: int, spans: Mapping[str, tuple[int, int]]) -> None:
        tables = self.files.read(spans)
        made = self.columnar.execute(self.program, tables, self.as_of)
        strict = self.program.passes[0]
        out: dict[str, list[pl.Series]] = {s: [] for s in spans}
        conflicts: list[pl.DataFrame] = []
        for columns, keys, prefix in zip(made, self.program.passes, ("", PRESUMED), strict=True):
            for (scope, name), series in columns.items():
                if scope not in spans:
                    continue
                if name.endswith(".conflict"):
                    if series.any():
                        conflicts.append(self._conflicts(bool(prefix), name, series, spans[scope][0]))
                elif not prefix or strict[scope, name] != keys[scope, name]:
                    out[scope].append(series.alias(prefix + name))
        for scope, (first, last) in spans.items():
            if not self.files.heights[scope] or first == last:
                continue
            frame, parent = tables.frames[scope], scope_parents()[scope]
            known = frame.select(pl.col(PARENT) + spans[parent][0]) if parent else frame.select(pl.col("^id$"))
            self._write(scope, number, [*known.get_columns(), *out[scope]])
        if self.calendar is not None:
            found = self.columnar.any_case(tables, self.as_of, self.calendar)
            firsts = {scope: first for scope, (first, _) in spans.items()}
            rows = pl.col("row") + pl.col("scope").replace_strict(firsts, default=0, return_dtype=pl.UInt32)
            self._write(ANY_CASE, number, found.with_columns(rows).get_columns())
        if conflicts:
            self._write(CONFLICTS, number, pl.concat(conflicts).get_columns())

    @staticmethod
    def _conflicts(presumed: bool, name: str, series: pl.Series, first: int) -> pl.DataFrame:
        rows = (series.fill_null(False).arg_true() + first).alias("row").to_frame()
        return rows.select(presumed=pl.lit(presumed), name=pl.lit(name.removesuffix(".conflict")), row=pl.col("row"))

    def _write(self, scope: str, number: int, columns: Sequence[pl.Series]) -> None:
        path = self.folder / scope / f"{number:06}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pl.DataFrame(columns).write_parquet(path, compression="lz4", statistics=False)
