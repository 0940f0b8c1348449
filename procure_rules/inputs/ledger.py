"""A ledger of purchases, one row a lot: from the cells of its sheets to projects, with what could not be read."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from procure_rules.errors import InputError, Problem
from procure_rules.facts import make_project
from procure_rules.facts.choice import Choice
from procure_rules.facts.project import Project
from procure_rules.facts.regions import PROVINCES
from procure_rules.facts.values import parse_amount
from procure_rules.inputs.columns import Column, Headers, blank, headers_of, list_home
from procure_rules.inputs.sheets import Cell, Sheet
from procure_rules.texts import LANGUAGES, Text, said

__all__ = ["Entry", "Origin", "Rejected", "SheetRead", "read_ledger"]

Path = tuple[str, ...]
TOLD = {said(key).text(lang) for key in ("ledger_example", "ledger_how") for lang in LANGUAGES}
"""The sheets of a template that show how it is filled in."""
FLAGS = {
    **dict.fromkeys(("是", "√", "✓", "有", "y", "yes", "true", "对", "1"), True),
    **dict.fromkeys(("否", "×", "✗", "x", "无", "n", "no", "false", "错", "0", "没有", "不是"), False),
}
DATED = ("event", "deadline", "date")
PLACE = ("purchaser", "place")
EXCEL = dt.date(1899, 12, 30)
SERIALS = range(18_264, 73_051)
"""Days that a spreadsheet shows as numbers: of the years 1950 to 2099."""
_DIGITS_ONLY = re.compile(r"(19|20)\d{6}\Z")
_NUMBER = re.compile(r"[\d,，.．]+\Z")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a project was read: the file, the sheet, and its rows as the program numbers them (none for a whole
    file).
    """

    file: str
    sheet: str = ""
    rows: tuple[int, ...] = ()

    def text(self) -> Text:
        """Short, to stand in a cell."""
        parts = [self.file, *([self.sheet] if self.sheet else [])]
        if not self.rows:
            return Text("·".join(parts), " · ".join(parts))
        rows = ",".join(map(str, self.rows[:5])) + ("…" if len(self.rows) > 5 else "")
        return Text(f"{'·'.join(parts)} 第{rows}行", f"{' · '.join(parts)} row {rows}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One project of a table. ``own``: what the ledger says besides, by its own words (``supplier``, ``item`` …), for
    each of its procedures.
    """

    origin: Origin
    project: Project
    own: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """Rows that could not be read, and why: every problem with the cell it stands in."""

    origin: Origin
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How a sheet was understood. ``rows``: those below the headers with something in them; ``headers``: none where
    nothing was understood; ``of``: the list whose entries it holds, empty for purchases.
    """

    file: str
    name: str
    rows: int
    headers: Headers | None

    @property
    def of(self) -> str:
        return self.headers.of if self.headers else ""


@dataclass(slots=True)
class Ledger:
    """What came out of some sheets."""

    entries: list[Entry] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    sheets: list[SheetRead] = field(default_factory=list)
    again: list[Origin] = field(default_factory=list)
    """Rows that say again what another row of their sheet says; each counted once, with that one."""
    left_out: list[tuple[Origin, Problem]] = field(default_factory=list)
    """Cells with a word that is none of its choice: the rest of the row is read all the same."""
    passed_over: list[tuple[Origin, Text]] = field(default_factory=list)
    """Rows that state nothing, and why: sums, headers again, nothing in a column that is heard."""


@dataclass(slots=True)
class _Row:
    """A row as far as it is read: facts by path, of the project and of the procedure, and from which cells."""

    sheet: Sheet
    number: int
    project: dict[str, Any] = field(default_factory=dict)
    procedure: dict[str, Any] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    cells: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By name of a list that another sheet gave, what holds it."""

    @property
    def key(self) -> str:
        return str(self.project.get("id") or "")

    @property
    def lot(self) -> str:
        return str(self.procedure.get("lot") or "")

    @property
    def origin(self) -> Origin:
        return Origin(self.sheet.file, self.sheet.name, (self.number,))


def read_ledger(sheets: Sequence[Sheet], mapping: Mapping[str, str] | None = None) -> Ledger:
    """The projects of some sheets of one file. Rows with the same number are one project: with its lots, or what
    further sheets say of it; sheets named after a list (投标人, 质疑, 投诉 …) hold its entries. Nothing is lost: each
    row is in an entry, among the rejected, said again or passed over.
    """
    made = Ledger()
    purchases: list[_Row] = []
    entries: list[tuple[str, _Row]] = []
    for sheet in sheets:
        if sheet.name in TOLD:
            continue
        headers = headers_of(sheet, mapping)
        below = sheet.rows[headers.at + 1 :] if headers else sheet.rows
        filled = sum(any(not blank(c) for c in row) for row in below)
        made.sheets.append(SheetRead(sheet.file, sheet.name, filled, headers))
        if headers is None:
            continue
        for row in _rows(sheet, headers, made):
            if headers.of:
                entries.append((headers.of, row))
            else:
                purchases.append(row)
    groups = _together(purchases, made)
    _put_entries(groups, entries, made)
    for rows in groups:
        _finish(rows, made)
    return made


# cells ------------------------------------------------------------------------------------------------------------
SUMS = ("合计", "总计", "小计", "共计", "total")
SUM_LINE = Text("合计行", "a line of sums")
AGAIN = Text("重复的表头", "the headers again")
NOTHING = Text("已识别的列中没有内容", "nothing in a column that is heard")


def _rows(sheet: Sheet, headers: Headers, ledger: Ledger) -> Iterator[_Row]:
    for at, cells in enumerate(sheet.rows[headers.at + 1 :], headers.at + 1):
        if all(blank(c) for c in cells):
            continue
        made = _Row(sheet, sheet.first + at)
        why = AGAIN if _repeats(cells, headers) else SUM_LINE if _sum_line(cells) else None
        for column in headers.heard if why is None else ():
            cell = cells[column.at] if column.at < len(cells) else None
            if blank(cell):
                continue
            if strange := _strange(made, column, cell):
                ledger.left_out.append((made.origin, strange))
            else:
                _put(made, column, cell)
        if made.project or made.procedure or set(made.own) - {"of.id", "of.lot"}:
            yield made
        else:
            ledger.passed_over.append((made.origin, why or NOTHING))


def _repeats(cells: Sequence[Cell], headers: Headers) -> bool:
    """Whether a row is the headers again, as on each printed page."""
    return all(
        c.at < len(cells) and isinstance(cells[c.at], str) and str(cells[c.at]).strip() == c.header.strip()
        for c in headers.heard
    )


def _sum_line(cells: Sequence[Cell]) -> bool:
    said = [c for c in cells if not blank(c)]
    first = said[0] if said else None
    return isinstance(first, str) and re.sub(r"\s|[:：]", "", first).casefold() in SUMS


def _strange(row: _Row, column: Column, cell: Cell) -> Problem | None:
    """What is wrong with a word that is none of its choice."""
    if column.choices is None or column.choices.named(_word(_text(cell), column.choices)):
        return None
    words = "、".join(m.zh for m in column.choices), ", ".join(m.en for m in column.choices)
    zh, en = (
        f"该格未读取，其余已读取；应为：{words[0]}",
        f"this cell was left out, the rest was read; expected: {words[1]}",
    )
    return Problem(_cell(column, row), _text(cell)[:60], zh, en)


def _put(row: _Row, column: Column, cell: Cell) -> None:
    if column.own:
        row.own[column.own] = _text(cell)
        return
    value = _value(column, cell)
    into = row.procedure if column.scope == "procedure" else row.project
    for step in column.path[:-1]:
        into = into.setdefault(step, {})
    into[column.path[-1]] = value
    row.cells[column.path] = _cell(column, row)


def _value(column: Column, cell: Cell) -> Any:
    kind = column.kind
    if kind in DATED:
        return _day(cell)
    if kind == "bool":
        return cell if isinstance(cell, bool) else FLAGS.get(_text(cell).casefold(), cell)
    if kind == "amount" and column.unit:
        text = _text(cell)
        return f"{text}{column.unit}" if _NUMBER.match(text) else cell
    if kind == "ratio" and column.unit:
        text = _text(cell)
        return f"{text}{column.unit}" if _NUMBER.match(text) else cell
    if kind == "choice" and column.choices is not None:
        return _word(_text(cell), column.choices)
    if column.path == PLACE:
        return _province(_text(cell))
    if kind == "text":
        return _text(cell)
    return cell


def _word(text: str, choices: type[Choice]) -> str:
    """The word of a choice: as it is written, else without what stands in brackets or 方式 behind it."""
    plain = re.sub(r"[（(][^（）()]*[)）]", "", text)
    return next((t for t in (text, plain, plain.removesuffix("方式")) if choices.named(t)), text)


_PROVINCE = re.compile(
    rf"({'|'.join(PROVINCES)})(?:省|(?:壮族|回族|维吾尔)?自治区|特别行政区|(?<=北京|天津|上海|重庆)市)."
)


def _province(text: str) -> str:
    """The province of a place that begins with the whole name of one; any other place as it is written: 海南州 lies in
    Qinghai.
    """
    found = _PROVINCE.match(text)
    return found[1] if found else text


def _day(cell: Cell) -> Any:
    """A date as a project file has it: of a date cell, a serial number, eight digits, or as it is written."""
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d" if (cell.hour, cell.minute) == (0, 0) else "%Y-%m-%dT%H:%M")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if int(cell) in SERIALS:
            minutes = round((cell - int(cell)) * 24 * 60)
            day = dt.datetime.combine(EXCEL, dt.time()) + dt.timedelta(days=int(cell), minutes=minutes)
            return _day(day)
        cell = str(cell)
    if isinstance(cell, str) and _DIGITS_ONLY.match(cell.strip()):
        text = cell.strip()
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return cell.strip() if isinstance(cell, str) else cell


def _text(cell: Cell) -> str:
    if isinstance(cell, dt.datetime):
        return str(_day(cell))
    return str(cell).strip()


def _cell(column: Column, row: _Row) -> str:
    return f"{column.header} {_letters(column.at)}{row.number}"


def _letters(at: int) -> str:
    """The letters of a column."""
    out = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        out = chr(65 + rest) + out
    return out


# rows that belong together ----------------------------------------------------------------------------------------
def _together(rows: Sequence[_Row], made: Ledger) -> list[list[_Row]]:
    """The rows of each project. One of another sheet with the same number (and lot) says more of the same lot."""
    groups: dict[object, list[_Row]] = {}
    for row in rows:
        group = groups.setdefault(row.key or id(row), [])
        if not row.key:
            group.append(row)
            continue
        alike = [one for one in group if one.lot == row.lot]
        if any(one.sheet is row.sheet and _same(one, row) for one in alike):
            made.again.append(row.origin)
        elif alike and all(one.sheet is not row.sheet for one in alike):
            for one in alike if len(alike) == 1 else alike[:1]:
                _join(one, row)
        else:
            group.append(row)
    return list(groups.values())


def _same(one: _Row, other: _Row) -> bool:
    return (one.project, one.procedure, one.own) == (other.project, other.procedure, other.own)


def _join(one: _Row, more: _Row) -> None:
    """What a row of another sheet says of the same lot; the same fact said otherwise is a problem."""
    one.problems += more.problems
    one.own |= {k: v for k, v in more.own.items() if k not in one.own}
    for mine, other in ((one.project, more.project), (one.procedure, more.procedure)):
        _merge(one, mine, other, more, ())
    one.cells |= {path: cell for path, cell in more.cells.items() if path not in one.cells}


def _merge(row: _Row, mine: dict[str, Any], other: Mapping[str, Any], from_: _Row, at: Path) -> None:
    for key, value in other.items():
        here = (*at, key)
        if isinstance(value, dict) and isinstance(mine.get(key), dict):
            _merge(row, mine[key], value, from_, here)
        elif key not in mine:
            mine[key] = value
        elif mine[key] != value:
            first, second = row.cells.get(here, ""), f"{from_.sheet.name} {from_.cells.get(here, '')}"
            zh, en = f"与“{first}”所述不同", f"it differs from what stands at '{first}'"
            row.problems.append(Problem(second.strip(), str(value)[:60], zh, en))


def _put_entries(groups: Sequence[Sequence[_Row]], entries: Sequence[tuple[str, _Row]], made: Ledger) -> None:
    """The entries of lists, each to its purchase by number and lot."""
    known = {rows[0].key: rows for rows in groups if rows[0].key}
    for name, entry in entries:
        key, lot = entry.own.get("of.id", ""), entry.own.get("of.lot", "")
        rows = known.get(key, [])
        scope, _ = list_home(name)
        homes = rows[:1] if scope == "project" else [r for r in rows if not lot or r.lot == lot]
        if len(homes) != 1:
            if not key:
                zh, en = "没有项目编号，不知属于哪一项目", "without the number of a project"
            elif not rows:
                zh, en = f"没有编号为“{key}”的项目", f"there is no project with the number '{key}'"
            else:
                zh, en = "该项目有几个包，应写明包号", "the project has several lots: say which"
            made.rejected.append(Rejected(entry.origin, (Problem("", key, zh, en), *entry.problems)))
            continue
        into = homes[0].project if scope == "project" else homes[0].procedure
        *groups_, last = name.split(".")
        for step in groups_:
            into = into.setdefault(step, {})
        homes[0].lists[name] = into
        listed = into.setdefault(last, [])
        for path, cell in entry.cells.items():
            homes[0].cells[(*groups_, last, str(len(listed)), *path)] = f"{entry.sheet.name} {cell}"
        listed.append(entry.project | entry.procedure)
        homes[0].problems += entry.problems


# projects ---------------------------------------------------------------------------------------------------------
def _budget(rows: Sequence[_Row]) -> dict[str, str] | None:
    """The budget of a project of several rows that each state one, taken off them: where these differ, each is that of
    its lot, and the project's is no less than their sum; where all are the same, it may be that of the project said
    again or that of each lot.
    """
    stated = [parse_amount(r.project.get("budget")) for r in rows]
    known = [fen for fen in stated if fen is not None]
    if len(rows) < 2 or len(known) != len(rows):
        return None
    for row, fen in zip(rows, known, strict=True):
        del row.project["budget"]
        if len(set(known)) > 1:
            row.procedure.setdefault("lot_budget", _yuan(fen))
    if len(set(known)) > 1:
        return {"min": _yuan(sum(known))}
    return {"min": _yuan(known[0]), "max": _yuan(sum(known))}


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _perhaps_more(row: _Row) -> None:
    """A sheet of entries may leave some out. The bids are all where their number is stated, too, and is the same."""
    for name, holder in row.lists.items():
        last = name.rpartition(".")[2]
        items = holder[last]
        if name != "bids" or _text(row.procedure.get("bidders")) != str(len(items)):
            holder[last] = {"items": items, "partial": True}


def _finish(rows: Sequence[_Row], made: Ledger) -> None:
    for row in rows:
        _perhaps_more(row)
    first = rows[0]
    origin = Origin(first.sheet.file, first.sheet.name, tuple(r.number for r in rows))
    project = dict(first.project)
    problems = [p for r in rows for p in r.problems]
    budget = _budget(rows)
    for other in rows[1:]:
        before = len(first.problems)
        _merge(first, project, other.project, other, ())
        problems += first.problems[before:]
    if budget is not None:
        project["budget"] = budget
    procedures = [r.procedure for r in rows]
    counted = Counter(r.lot for r in rows)
    if len(rows) > 1 and any(n > 1 for lot, n in counted.items() if lot):
        lot = next(lot for lot, n in counted.items() if lot and n > 1)
        zh, en = f"包号“{lot}”有几行，内容不同", f"several rows of the lot '{lot}' say different things"
        problems.append(Problem("", lot, zh, en))
    if not problems:
        try:
            data = project | {"procedures": procedures}
            made.entries.append(Entry(origin, make_project(data), tuple(r.own for r in rows)))
            return
        except InputError as error:
            problems = [_placed(p, rows) for p in error.problems]
    made.rejected.append(Rejected(origin, tuple(problems)))


def _placed(one: Problem, rows: Sequence[_Row]) -> Problem:
    """The problem with the cell that it stands in, in the place of its path."""
    steps = tuple(re.findall(r"[^.\[\]]+", one.path))
    row = rows[0]
    if steps[:1] == ("procedures",) and len(steps) > 1 and int(steps[1]) < len(rows):
        row, steps = rows[int(steps[1])], steps[2:]
    for n in range(len(steps), 0, -1):
        cell = next((r.cells[steps[:n]] for r in (row, *rows) if steps[:n] in r.cells), None)
        if cell:
            return Problem(cell, one.value, one.zh, one.en)
    return one
