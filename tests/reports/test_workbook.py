"""Workbooks: what stands in an audit stands in its sheets, text stays text, and the ledger to fill in is understood."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine

from procure_rules import InputError, audit
from procure_rules.audit.result import Audit
from procure_rules.audit.rows import counts, tables
from procure_rules.audit.run import audited
from procure_rules.facts.registry import all_scopes
from procure_rules.inputs.columns import MOST_ROWS_ABOVE, understood
from procure_rules.inputs.ledger import read_ledger
from procure_rules.inputs.sheets import Sheet, read_sheets
from procure_rules.inputs.sources import Read, read_source
from procure_rules.reports import workbook as module
from procure_rules.reports.ledger_template import EXAMPLES, HEADERS, fields_of, ledger_template
from procure_rules.reports.workbook import safe, workbook
from procure_rules.texts import LANGUAGES, say

DAY = dt.date(2026, 4, 1)
HOSTILE = ('=HYPERLINK("http://example.org","x")', "+1", "@SUM(A1)", "-2+3", "http://example.org", "0012", "{=1}")
HEAD = "项目编号,项目名称,采购单位,单位性质,级次,地区,采购类别,适用制度,预算金额(万元),采购方式,公告日期,投标截止时间,"
HEAD += "确定中标人日期,中标通知书日期,合同签订日期,中标供应商,年度"


def row(number: int, title: str, deadline: str, signed: str, purchaser: str = "某市第一人民医院") -> str:
    cells = [f"{number:04}", f'"{title.replace(chr(34), chr(34) * 2)}"', purchaser, "事业单位", "省级", "河南", "货物"]
    cells += [
        "政府采购",
        "520",
        "公开招标",
        "2026-01-05",
        deadline,
        "2026-02-10",
        "2026-02-11",
        signed,
        "甲公司",
        "2026",
    ]
    return ",".join(cells)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    rows = [row(n, title, "2026-01-20", "2026-03-30") for n, title in enumerate(HOSTILE)]
    rows += [row(20, "彩超采购", "2026-02-05", "2026-02-20", "某市教育局"), row(21, "办公设备采购", "2026-03-10", "")]
    rows += [row(22, "坏行", "某日", "")]
    path = tmp_path_factory.mktemp("audit") / "台账.csv"
    path.write_text("\n".join([HEAD, *rows]), "utf-8")
    return audit(path, as_of=DAY)


def cells_of(content: bytes) -> dict[str, list[list[Any]]]:
    book = calamine.load_workbook(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode("utf-8") for name in packed.namelist()}


def read_back(cell: object) -> object:
    """A cell as it is compared: a sheet knows one kind of number, and no difference of nothing and an empty text."""
    if isinstance(cell, str):
        return safe(cell)
    return "" if cell is None else cell.date() if isinstance(cell, dt.datetime) else cell


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_is_there_cell_for_cell(made: Audit, lang: str) -> None:
    sheets = cells_of(workbook(made, lang))
    wanted = tables(made, lang)
    names = [say("book_overview", lang), *(t.title for t in wanted), say("book_chart_data", lang)]
    assert list(sheets) == names
    for table in wanted:
        head, *rows = sheets[table.title]
        assert head == list(table.head)
        assert [[read_back(c) for c in r] for r in rows] == [[read_back(c) for c in r] for r in table.rows]


def test_numbers_and_dates_are_such(made: Audit) -> None:
    about = {r[0]: r[1] for r in cells_of(workbook(made, "zh"))[say("audit_receipt", "zh")]}
    assert read_back(about[say("audit_as_of", "zh")]) == DAY
    assert isinstance(about[say("audit_as_of", "zh")], dt.date)
    assert about[say("audit_count_findings", "zh")] == len(made.findings)
    assert about[say("audit_version", "zh")] == made.receipt.version


def test_what_others_wrote_stays_text(made: Audit) -> None:
    content = workbook(made, "zh")
    sheets = {n: x for n, x in parts_of(content).items() if n.startswith("xl/worksheets/")}
    for name, xml in sheets.items():
        assert "<f>" not in xml, name
        assert "hyperlink" not in xml, name
    assert not any("External" in x for x in parts_of(content).values())
    titles = {r[1] for r in cells_of(content)[say("audit_projects", "zh")]}
    assert titles >= set(HOSTILE)
    assert "0012" in titles  # no number was made of it


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a\x07b", "a\\x07b"),
        ("\u202eabc", "\\u202eabc"),
        ("a\nb", "a\nb"),
        ("a\uffffb", "a\ufffdb"),
        ("彩超\u3000采购", "彩超\u3000采购"),
        ("\ud800", "\\ud800"),
        ("x" * 40_000, "x" * 32_766 + "…"),
        ("😀" * 20_000, "😀" * 16_383 + "…"),
    ],
)
def test_a_cell_holds_nothing_that_hides_or_breaks(text: str, held: str) -> None:
    assert safe(text) == held


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_audit_gives_the_same_bytes(made: Audit, lang: str) -> None:
    content = workbook(made, lang)
    assert workbook(made, lang) == content
    assert f"{DAY}T00:00:00Z" in parts_of(content)["docProps/core.xml"]


def test_the_overview_tells_what_was_read_and_what_was_not(made: Audit) -> None:
    overview = cells_of(workbook(made, "zh"))["概览"]
    cells = [c for r in overview for c in r if c != ""]
    assert cells[0] == say("book_title", "zh")
    assert str(DAY) in str(cells[1])
    said = [str(c) for c in cells]
    for name, number in counts(made).items():
        at = said.index(say(f"audit_count_{name}", "zh"))
        assert cells[at - len(counts(made))] == number
    for key in ("breach", "risk", "sign", "undetermined"):
        assert say(f"audit_means_{key}", "zh") in said
    assert counts(made)["rejected"] == 1


def test_charts_are_drawn_of_figures_on_a_hidden_sheet(made: Audit) -> None:
    content = workbook(made, "zh")
    parts = parts_of(content)
    assert sum(n.startswith("xl/charts/chart") for n in parts) == 4
    assert re.search('name="图表数据"[^>]*state="hidden"', parts["xl/workbook.xml"])
    data = cells_of(content)["图表数据"]
    short = [r for r in data if str(r[0]).startswith("短")]
    assert sum(r[1] for r in short) == sum(n < 0 for p in made.projects for n in p.spare) == len(HOSTILE)
    names = [r[0] for r in data]
    assert sum(data[names.index("某市第一人民医院")][1:4]) == len(made.findings)
    by_month = data[names.index(say("book_by_month", "zh")) + 1]
    assert by_month[0] == "2026-01"
    assert sum(by_month[1:4]) == len(made.findings)


@pytest.mark.parametrize("short", [-40, -11, -10, -5, -1, 0, 4, 29, 30, 90])
def test_each_deadline_is_counted_once_on_its_side(made: Audit, short: int) -> None:
    one = replace(made, projects=(replace(made.projects[0], spare=(short,)),), leads=())
    data = cells_of(workbook(one, "en"))["Chart data"]
    at = [r[0] for r in data].index(say("book_spare", "en"))
    rows = [r for r in data[at + 1 :] if r[0] != ""]
    assert sum(r[1] for r in rows) == (short < 0)
    assert sum(r[2] for r in rows) == (short >= 0)


def test_what_does_not_fit_goes_on_a_second_sheet(made: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 4)
    sheets = cells_of(workbook(made, "zh"))
    table = tables(made, "zh")[1]
    assert table.name == "projects"
    parts = [sheets["项目"], sheets["项目 2"], sheets["项目 3"]]
    assert [len(p) for p in parts] == [5, 5, 2]
    assert all(p[0] == list(table.head) for p in parts)
    assert [r[0] for p in parts for r in p[1:]] == [r[0] for r in table.rows]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_audit_has_heads_and_no_charts(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "空.csv"
    path.write_text(HEAD, "utf-8")
    empty = audit(path, as_of=DAY)
    content = workbook(empty, lang)
    sheets = cells_of(content)
    assert say("audit_findings", lang) in sheets
    assert len(sheets[say("audit_findings", lang)]) == 1
    assert not any("chart" in n for n in parts_of(content))
    assert say("book_chart_data", lang) not in sheets


def test_without_the_extra_it_says_what_to_install(made: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for write in (lambda: workbook(made, "zh"), lambda: ledger_template("en")):
        with pytest.raises(InputError, match=r"procure-rules\[audit\]"):
            write()


# the ledger to be filled in ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("of", "at"), [(of, at) for of, rows in HEADERS.items() for at in range(len(rows))])
def test_every_header_is_understood_as_the_same_fact_in_both_languages(of: str, at: int) -> None:
    zh, en = (understood(at, header, of) for header in HEADERS[of][at])
    assert zh.fact
    assert (zh.fact, zh.kind, zh.scope, zh.own) == (en.fact, en.kind, en.scope, en.own)
    named = HEADERS[of][at][1]
    meant = {"number": "of.id", "group.budget_item": "budget_item"}.get(named, named)
    assert zh.fact == meant or zh.fact.endswith(f".{meant}")
    assert zh.unit == ("万元" if zh.kind == "amount" else "")
    assert en.unit == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_to_choose_from_is_understood(lang: str) -> None:
    for of in HEADERS:
        for at, one in enumerate(fields_of(of, lang)):
            column = understood(at, one.header, of)
            for word, _ in one.choices if one.kind == "choice" else ():
                specs = all_scopes()[column.scope].fields.values()
                choices = next(s for s in specs if s.path == column.path).choices
                assert choices is not None
                assert len(choices.named(word)) == 1, word


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_ledger_has_no_projects_and_no_fault(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(ledger_template(lang))
    assert ledger_template(lang) == path.read_bytes()
    read = read_source(path).ledger
    assert (read.entries, read.rejected, read.passed_over, read.again) == ([], [], [], [])
    assert [s.of for s in read.sheets if s.headers] == ["", "bids", "challenges", "complaints"]
    assert all(c.path or c.own for s in read.sheets if s.headers for c in s.headers.columns)
    assert audit(path, as_of=DAY).projects == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_read_and_has_no_findings(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(ledger_template(lang))
    example = next(s for s in read_sheets(path) if s.name == say("ledger_example", lang))
    rows = example.rows[MOST_ROWS_ABOVE:]
    ledger = read_ledger([Sheet(path.name, say("ledger_purchases", lang), rows)])
    assert ledger.rejected == []
    assert len(ledger.entries) == len(EXAMPLES)
    assert {e.project.budget for e in ledger.entries} == {(520_000_000, 520_000_000), (126_500_000, 126_500_000)}
    made = audited([Read(path, "", ledger)], dt.date(2026, 11, 30), dt.date(2026, 11, 30))
    assert [p.title for p in made.projects] == [v[1][lang == "en"] for v in EXAMPLES]  # type: ignore[index]
    assert made.findings == ()
    assert not any(p.contradictions or p.unheard for p in made.projects)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_header_has_a_note_and_each_closed_column_a_list(lang: str) -> None:
    parts = parts_of(ledger_template(lang))
    notes = [x for n, x in sorted(parts.items()) if n.startswith("xl/comments")]
    sheets = [parts[f"xl/worksheets/sheet{n}.xml"] for n in (1, 3, 4, 5)]
    assert [x.count("<comment ") for x in notes[:1]] == [len(HEADERS[""])]
    assert len(notes) == 1 + len(HEADERS)
    for of, xml in zip(HEADERS, sheets, strict=True):
        assert xml.count('type="list"') == sum(bool(f.choices) for f in fields_of(of, lang))
    assert len(EXAMPLES[0]) == len(EXAMPLES[1]) == len(HEADERS[""])
