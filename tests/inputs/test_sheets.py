"""Tables as they come: workbooks, and text in several encodings; what is hostile is refused in words, none executed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from procure_rules.errors import InputError
from procure_rules.inputs import sheets as module
from procure_rules.inputs.sheets import Sheet, read_sheets


def workbook(path: Path, rows: list[list[Any]], **more: Any) -> Path:
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(more.get("name", "台账"))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(r, c, value)
            elif value is not None:
                sheet.write(r, c, value)
    if "then" in more:
        more["then"](book, sheet)
    book.close()
    return path


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_sheets(path)
    return caught.value


def test_cells_keep_their_kinds(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a", 1, 2.5, True, dt.datetime(2026, 3, 2), None], [None, 0.1 + 0.2]])
    (one,) = read_sheets(path)
    assert one.rows[0][:5] == ["a", 1, 2.5, True, dt.date(2026, 3, 2)]
    assert one.rows[1][1] == 0.3
    assert (one.file, one.name, one.first) == ("a.xlsx", "台账", 1)


def test_empty_rows_and_columns_before_the_table_keep_the_numbers_of_rows(tmp_path: Path) -> None:
    (one,) = read_sheets(workbook(tmp_path / "a.xlsx", [[None], [None], [None, "x"], [None, "y"]]))
    assert one.first == 3
    assert [list(r) for r in one.rows] == [["x"], ["y"]]


def test_what_stands_in_merged_cells_holds_for_each_of_their_rows(tmp_path: Path) -> None:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(1, 0, 3, 0, "甲项目")

    (one,) = read_sheets(workbook(tmp_path / "a.xlsx", [["项目", "包"], ["", 1], [None, 2], [None, 3]], then=merge))
    assert [r[0] for r in one.rows[1:]] == ["甲项目"] * 3


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    def hide(book: Any, sheet: Any) -> None:
        book.add_worksheet("second").write(0, 0, "x")
        book.add_worksheet("hidden").hide()

    assert [s.name for s in read_sheets(workbook(tmp_path / "a.xlsx", [["x"]], then=hide))] == ["台账", "second"]


def test_a_formula_is_never_computed_only_its_kept_value_is_read(tmp_path: Path) -> None:
    def formula(book: Any, sheet: Any) -> None:
        sheet.write_formula(1, 0, '=HYPERLINK("x")&WEBSERVICE("y")', None, "kept")

    (one,) = read_sheets(workbook(tmp_path / "a.xlsx", [["h"]], then=formula))
    assert one.rows[1][0] == "kept"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_delimited_text_is_read_in_usual_encodings(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'采购人{sign}预算\r\n"某{sign}院"{sign}5\r\n'.encode(encoding))
    (one,) = read_sheets(path)
    assert [list(r) for r in one.rows] == [["采购人", "预算"], [f"某{sign}院", "5"]]


def far_cells(path: Path) -> Path:
    """A workbook of two cells at the ends of a sheet."""
    made = io.BytesIO()
    workbook(path, [["x"]])
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                text = text.replace(b"</sheetData>", far)
            new.writestr(part, text)
    path.write_bytes(made.getvalue())
    return path


def test_two_far_cells_do_not_fill_the_memory(tmp_path: Path) -> None:
    assert "17,179,869,184 cells" in str(refused(far_cells(tmp_path / "far.xlsx")))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_UNPACKED", 2 * module.MIB)
    made = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (3 * module.MIB))
    assert "when unpacked" in str(refused(made))


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.xlsb", "a.ods"])
@pytest.mark.parametrize(
    "content", [b"", b"no workbook", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name).problems


def test_text_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\xff\xff\x00")
    assert refused(tmp_path / "a.csv").problems
    (tmp_path / "b.csv").write_bytes(b"a\0b,\x01")
    assert refused(tmp_path / "b.csv").problems


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path / "none.csv").problems
    assert refused(tmp_path).problems
    (tmp_path / "a.csv").write_text("a,b\n1,2\n" * 100)
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    assert refused(tmp_path / "a.csv").problems


def test_a_sheet_too_wide_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x," * 3_000)
    assert "2,000 columns" in str(refused(tmp_path / "a.csv"))


def test_a_million_empty_rows_are_no_rows(tmp_path: Path) -> None:
    def style(book: Any, sheet: Any) -> None:
        sheet.write_blank(1_000_000, 0, None, book.add_format({"bold": True}))

    path = workbook(tmp_path / "a.xlsx", [["采购人", "预算"], ["某院", 5]], then=style)
    (one,) = read_sheets(path)
    assert isinstance(one, Sheet)
    assert sum(any(c is not None for c in row) for row in one.rows) == 2
