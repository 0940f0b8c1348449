"""Sheets of cells: workbooks and delimited text, read whole, nothing executed; what is too large is refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procure_rules.errors import InputError, Problem
from procure_rules.reading.document import os_words
from procure_rules.store.files import read_file

__all__ = ["DELIMITED", "WORKBOOKS", "Cell", "Sheet", "fault", "read_bytes", "read_sheets", "sheets_of"]

Cell = None | bool | int | float | str | dt.date | dt.datetime

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
DELIMITED = (".csv", ".tsv", ".txt")
MIB = 2**20
MOST_BYTES = 256 * MIB
MOST_UNPACKED = 2048 * MIB
MOST_CELLS = 20_000_000
"""Cells between the first and the last that is used; a sheet may be wide or long, not both."""
MOST_COLUMNS = 2_000
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of one file: its rows, of which the first is numbered ``first`` there (from 1)."""

    file: str
    name: str
    rows: Sequence[Sequence[Cell]]
    first: int = 1


def fault(source: str, zh: str, en: str, at: str = "") -> InputError:
    """One problem of a file."""
    return InputError([Problem(at, "", zh, en)], source)


def read_bytes(path: Path) -> bytes:
    """A regular file of bounded size. Raises :class:`InputError`."""
    try:
        return read_file(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        zh, en = os_words(error)
        most = MOST_BYTES // MIB
        raise fault(
            str(path),
            f"无法读取文件（{zh}；至多 {most} MiB）",
            f"the file cannot be read ({en}; {most} MiB at most)",
        ) from None


def read_sheets(path: Path) -> list[Sheet]:
    """The visible sheets of a workbook, or the one of a delimited text. Raises :class:`InputError`."""
    return sheets_of(path, read_bytes(path))


def sheets_of(path: Path, raw: bytes) -> list[Sheet]:
    """The sheets of a file whose bytes were read: what is hashed and what is judged is the same."""
    return _workbook(path, raw) if path.suffix.lower() in WORKBOOKS else [_delimited(path, raw)]


# delimited text ---------------------------------------------------------------------------------------------------
def _delimited(path: Path, raw: bytes) -> Sheet:
    text = _decoded(path, raw)
    head = text[:20_000].splitlines()[:20]
    sign = max(",\t;|", key=lambda s: sum(line.count(s) for line in head))
    csv.field_size_limit(131_072)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=False))
    except csv.Error as error:
        raise fault(str(path), "不是有效的分隔文本", f"no readable delimited text ({error})") from None
    if rows and max(map(len, rows)) > MOST_COLUMNS:
        raise _too_wide(path, path.stem)
    return Sheet(path.name, path.stem, rows)


def _decoded(path: Path, raw: bytes) -> str:
    """As UTF-8 (or what its mark says), else as GB 18030, in which office programs of the country write."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise fault(str(path), "不是 UTF-8 或者 GB 18030 的文本", "no text in UTF-8 or GB 18030")


# workbooks --------------------------------------------------------------------------------------------------------
def _workbook(path: Path, raw: bytes) -> list[Sheet]:
    try:
        import python_calamine as calamine
    except ImportError:
        raise fault(
            str(path),
            "读取工作簿需要安装附加组件：pip install 'procure-rules[audit]'",
            "to read workbooks, install the extra: pip install 'procure-rules[audit]'",
        ) from None
    _refuse_bombs(path, raw)
    try:
        book = calamine.load_workbook(io.BytesIO(raw))
        visible = calamine.SheetVisibleEnum.Visible
        kinds = (calamine.SheetTypeEnum.WorkSheet,)
        names = [s.name for s in book.sheets_metadata if s.visible == visible and s.typ in kinds]
        return [_sheet(path, book.get_sheet_by_name(name)) for name in names]
    except calamine.PasswordError:
        raise fault(str(path), "工作簿有打开密码，请先去除", "the workbook has a password: take it off first") from None
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError, ValueError) as error:
        raise fault(str(path), "不是可以读取的工作簿", f"no readable workbook ({str(error)[:200]})") from None


def _sheet(path: Path, sheet: Any) -> Sheet:
    if sheet.total_width > MOST_COLUMNS:
        raise _too_wide(path, sheet.name)
    start = sheet.start or (0, 0)
    rows: list[list[Cell]] = [[_plain(c) for c in row] for row in sheet.to_python(skip_empty_area=True)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _spread(rows, top - start[0], left - start[1], bottom - start[0], right - start[1])
    return Sheet(path.name, sheet.name, rows, start[0] + 1)


def _spread(rows: list[list[Cell]], top: int, left: int, bottom: int, right: int) -> None:
    """What stands in merged cells of one column holds for each of their rows."""
    if left != right or top < 0 or not 0 <= left < (len(rows[0]) if rows else 0):
        return
    for row in rows[top + 1 : bottom + 1]:
        row[left] = rows[top][left]


def _plain(cell: Any) -> Cell:
    """A cell as it would be typed: no fraction where there is none, no digits that a spreadsheet does not keep."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else float(f"{cell:.15g}")
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, dt.timedelta | dt.time):
        return str(cell)
    return cell  # type: ignore[no-any-return]


def _too_wide(path: Path, name: str) -> InputError:
    return fault(str(path), f"工作表超过 {MOST_COLUMNS} 列", f"the sheet has more than {MOST_COLUMNS:,} columns", name)


# A reader lays a sheet out as a whole, from its first cell to its last: two far cells are enough to fill the memory.
_CELL = re.compile(rb'<(?:\w+:)?c[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_PART = 4 * MIB


def _refuse_bombs(path: Path, raw: bytes) -> None:
    if not raw.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
            if sum(p.file_size for p in parts) > MOST_UNPACKED:
                most = MOST_UNPACKED // MIB
                raise fault(
                    str(path),
                    f"解压后超过 {most} MiB",
                    f"it holds more than {most:,} MiB when unpacked",
                )
            for part in parts:
                if re.search(r"worksheets/[^/]+\.xml\Z", part.filename):
                    _refuse_far_cells(path, part.filename, packed.open(part))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise fault(str(path), "不是可以读取的工作簿", f"no readable workbook ({str(error)[:200]})") from None


def _refuse_far_cells(path: Path, name: str, stream: Any) -> None:
    wide, long = 0, 0
    for text in _pieces(stream):
        for letters, number in _CELL.findall(text):
            long = max(long, int(number))
            if len(letters) > 1 or wide < 26:
                at = 0
                for letter in letters:
                    at = at * 26 + letter - 64
                wide = max(wide, at)
    if wide * long > MOST_CELLS:
        raise fault(
            str(path),
            f"工作表从首格到末格有 {wide * long:,} 格，至多 {MOST_CELLS:,} 格；请删去远处的空行空列",
            f"from its first cell to its last the sheet has {wide * long:,} cells, {MOST_CELLS:,} at most: "
            "delete the empty rows and columns far out",
            name,
        )


def _pieces(stream: Any) -> Iterator[bytes]:
    left = b""
    while piece := stream.read(_PART):
        text = left + piece
        cut = text.rfind(b"<") + 1 or len(text)
        yield text[: cut - 1] if cut else text
        left = text[cut - 1 :] if cut else b""
    yield left
