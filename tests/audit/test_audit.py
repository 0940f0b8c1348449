"""An audit says of each row what ``assess`` says of it, and across rows no more than a sign where facts are wanting."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

from procure_rules import assess, audit, make_project
from procure_rules.audit.compare import compared, read_audit
from procure_rules.audit.result import Audit
from procure_rules.audit.rows import TABLES, counts, table, tables
from procure_rules.errors import InputError
from procure_rules.reports.audit_files import delimited, lines, parquet
from tests.examples.collection import collection

DAY = dt.date(2026, 9, 29)
HEAD = (
    "项目编号,项目名称,采购人,单位性质,级次,地区,采购类别,适用制度,是否财政资金,预算金额(万元),采购方式,公告日期,"
    "采购文件发售开始时间,投标截止时间,中标通知书日期,合同签订日期,中标供应商,品目,年度,预算项目"
)
HOSPITAL = "设备采购,某市医院,事业单位,省级,河南,货物,政府采购,是,520,公开招标,2026-03-02,2026-03-02"
TENDER = f"A,{HOSPITAL},2026-03-20,2026-03-25,2026-05-10"
GOOD = f"B,{HOSPITAL},2026-03-26,2026-03-30,2026-04-10"


def written(folder: Path, *rows: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def bought(
    number: str, amount: str, method: str = "询价", *, supplier: str = "甲公司", item: str = "打印机", **more: str
) -> str:
    """A small purchase of one purchaser."""
    year, budget_item = more.get("year", "2026"), more.get("budget_item", "")
    return (
        f"{number},小额采购,某市医院,事业单位,省级,河南,货物,政府采购,是,{amount},{method},2026-03-02,,,,,"
        f"{supplier},{item},{year},{budget_item}"
    )


def test_each_finding_is_that_of_assess(tmp_path: Path) -> None:
    items = collection()
    path = tmp_path / "notices.jsonl"
    rows = [json.dumps(i.project.model_dump(mode="json", exclude_none=True), ensure_ascii=False) for i in items]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    made = audit(path, as_of=DAY)
    assert len(made.projects) == len(items)
    for one, item in zip(made.projects, items, strict=True):
        answer = assess(item.project, as_of=DAY)
        assert one.findings == answer.findings
        assert (one.decided, one.undetermined) == (answer.tally.decided, answer.tally.undetermined)


def test_a_row_comes_to_what_its_facts_come_to(tmp_path: Path) -> None:
    made = audit(written(tmp_path, TENDER, GOOD), as_of=DAY)
    bad, good = made.projects
    assert {f.rule for f in bad.findings} == {"gp.tender.bid-preparation", "gp.contract.thirty-days"}
    assert not good.findings
    assert (bad.spare, good.spare) == ((-2,), (4,))
    assert (bad.year, bad.day, bad.place, bad.number) == (2026, dt.date(2026, 3, 2), "河南", "A")
    assert made.breaches == sum(f.severity == "breach" for f in bad.findings) == 2


def test_processes_and_one_process_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, *(TENDER.replace("A,", f"A{n},", 1) for n in range(70)), GOOD)
    told: list[tuple[int, int]] = []
    many = audit(path, as_of=DAY, workers=2, told=lambda done, all_: told.append((done, all_)))
    assert many == audit(path, as_of=DAY)
    assert told[-1] == (71, 71)


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    path = written(tmp_path, TENDER, TENDER, "C,x,y,事业单位,省级,火星", "合计,,,,,,,,,9")
    made = audit(path, as_of=DAY)
    assert counts(made) | {"findings": 0, "breaches": 0} == {
        "rows": 4,
        "projects": 1,
        "rejected": 1,
        "left_out": 0,
        "again": 1,
        "passed_over": 1,
        "findings": 0,
        "breaches": 0,
    }
    assert [r[:2] for r in table(made, "rejected", "en").rows] == [
        ("a.csv · a row 4", "not read"),
        ("a.csv · a row 3", "says again what another row says; counted once"),
        ("a.csv · a row 5", "passed over"),
    ]


def test_a_folder_is_read_whole_and_what_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, TENDER, name="a.csv")
    (tmp_path / "one.yaml").write_text("title: 一\nbudget: 500万元\n", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("budget: many\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("x")
    made = audit(tmp_path, as_of=DAY)
    assert [p.name for p in made.projects] == ["设备采购", "一"]
    assert [r.origin.file for r in made.rejected] == ["bad.yaml"]
    (tmp_path / "b.xlsx").write_bytes(b"none")
    (tmp_path / "c.xlsx").write_bytes(b"none")
    with pytest.raises(InputError) as caught:
        audit(tmp_path, as_of=DAY)
    assert len(caught.value.problems) == 2
    with pytest.raises(InputError, match="not a kind that is read"):
        audit(tmp_path / "notes.md", as_of=DAY)


def test_a_file_is_opened_once_and_what_is_hashed_is_what_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from procure_rules.inputs import sheets

    opened: list[Path] = []
    plain = sheets.read_file
    monkeypatch.setattr(sheets, "read_file", lambda path, most: opened.append(path) or plain(path, most))
    monkeypatch.setattr("procure_rules.reading.document.read_file", lambda *_: pytest.fail("opened again"))
    (tmp_path / "one.yaml").write_text("title: 一\n", encoding="utf-8")
    (tmp_path / "two.json").write_text('{"title": "二"}', encoding="utf-8")
    written(tmp_path, GOOD)
    assert len(audit(tmp_path, as_of=DAY).projects) == 3
    assert len(opened) == len(set(opened)) == 3


@pytest.mark.parametrize("line", ['{"title": "一", "title": "二"}', '{"budget": NaN}', "[]", "{"])
def test_a_line_that_a_project_file_could_not_be_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{line}\n{{"title": "三"}}\n', encoding="utf-8")
    made = audit(path, as_of=DAY)
    assert [r.origin.rows for r in made.rejected] == [(1,)]
    assert [p.title for p in made.projects] == ["三"]


def test_one_faulty_process_of_open_data_refuses_itself_alone(tmp_path: Path) -> None:
    releases = [{"ocid": "a", "tender": {"title": "一"}}, {"ocid": "b", "tender": 5}, {"ocid": "c"}]
    path = tmp_path / "package.json"
    path.write_text(json.dumps({"releases": releases}))
    made = audit(path, as_of=DAY)
    assert [p.number for p in made.projects] == ["a", "c"]
    assert [len(r.problems) for r in made.rejected] == [1]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"as_of": "2026-09-29"}, TypeError),
        ({"workers": 0}, ValueError),
        ({"workers": "2"}, TypeError),
        ({"sources": [3]}, TypeError),
    ],
)
def test_wrong_arguments_are_refused_by_name(tmp_path: Path, wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error, match=next(iter(wrong))):
        audit(**({"sources": written(tmp_path, TENDER), "as_of": DAY} | wrong))


# across purchases ---------------------------------------------------------------------------------------------------
def leads(folder: Path, *rows: str) -> dict[str, Any]:
    return {lead.kind: lead for lead in audit(written(folder, *rows), as_of=DAY).leads}


def splitting() -> str:
    from procure_rules.rules.loader import default_rulebook

    return next(r.id for r in default_rulebook().rules if r.scope == "group" and r.id.startswith("gp."))


def test_purchases_of_one_budget_item_that_pass_the_threshold_together_are_found_by_the_rule(tmp_path: Path) -> None:
    rows = [bought(f"S{n}", "150", budget_item="运维") for n in range(3)]
    lead = leads(tmp_path, *rows)[splitting()]
    assert (lead.verdict, lead.members) == ("breached", (0, 1, 2))
    assert lead.citations
    assert "450万元" in lead.text.zh


def test_without_the_budget_item_it_is_a_sign_and_accuses_nobody(tmp_path: Path) -> None:
    lead = leads(tmp_path, *(bought(f"S{n}", "150") for n in range(3)))[splitting()]
    assert (lead.verdict, lead.severity) == ("", "info")
    assert "not stated" in lead.text.en


@pytest.mark.parametrize(
    "rows",
    [
        [bought("S1", "150", budget_item="运维"), bought("S2", "150", budget_item="运维")],  # together not above
        [bought("S1", "250", budget_item="运维"), bought("S2", "250", budget_item="建设")],  # two budget items
        [bought("S1", "250", item="打印机"), bought("S2", "250", item="电脑")],  # two items
        [bought("S1", "250", year="2025"), bought("S2", "250", year="2026")],  # two years
        [bought("S1", "250", "公开招标"), bought("S2", "250")],  # tendered openly
        [bought("S1", "250", ""), bought("S2", "250")],  # method not stated
        [bought("S1", "", budget_item="运维"), bought("S2", "250", budget_item="运维")],  # amount not stated
    ],
)
def test_what_is_not_surely_one_group_above_the_threshold_is_no_splitting(tmp_path: Path, rows: list[str]) -> None:
    assert splitting() not in leads(tmp_path, *rows)


def test_signs_across_purchases(tmp_path: Path) -> None:
    rows = [bought("S1", "80", "单一来源采购", item="甲"), bought("S2", "70", "单一来源采购", item="乙")]
    rows += [bought("S3", "20", supplier="乙公司", item="丙")]
    found = leads(tmp_path, *rows)
    assert set(found) == {"audit_single_source", "audit_share"}
    assert found["audit_single_source"].text.zh == "2次以单一来源（直接采购）方式向“甲公司”采购，合计150万元"
    assert found["audit_share"].text.en == "甲公司 got 2 of 3 purchases, 1,500,000 yuan of 1,700,000 yuan"
    assert not any(lead.verdict for lead in found.values())


def test_one_supplier_of_all_that_is_told_is_no_share(tmp_path: Path) -> None:
    assert set(leads(tmp_path, bought("S1", "80", item="甲"), bought("S2", "70", item="乙"))) == set()


def test_the_very_same_bidders_are_a_sign() -> None:
    bids = [{"bidder": "甲公司"}, {"bidder": "乙公司"}]
    made = [make_project({"id": n, "bids": bids}) for n in "AB"]
    from procure_rules.assess import engine_for
    from procure_rules.assess.case import Question
    from procure_rules.audit.judge import judged
    from procure_rules.audit.leads import leads_of
    from procure_rules.calendar import default_calendar
    from procure_rules.inputs.ledger import Entry, Origin

    entries = [Entry(Origin("x"), p) for p in made]
    rows = [judged(e, assess(e.project, as_of=DAY), ()) for e in entries]
    (lead,) = leads_of(entries, rows, engine_for(), default_calendar(), Question(DAY, DAY))
    assert (lead.kind, lead.members, lead.verdict) == ("audit_bidders", (0, 1), "")


# as files -----------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    rows = [TENDER, GOOD, TENDER.replace("A,设备采购", "D,=1+1|cmd"), "C,x,y,事业单位,省级,火星"]
    return audit(written(tmp_path_factory.mktemp("a"), *rows), as_of=DAY)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_are_full_in_both_languages(made: Audit, lang: str) -> None:
    for one in tables(made, lang):
        assert len(one.keys) == len(one.head)
        assert all(len(row) == len(one.head) for row in one.rows), one.name
        assert one.title
    assert {t.name for t in tables(made, lang)} >= {"findings", "projects", "by_rule", "rejected", "columns", "receipt"}


def test_sums_add_up(made: Audit) -> None:
    found = len(made.findings)
    for name in ("by_purchaser", "by_rule", "by_place"):
        keys = TABLES[name][0]
        at = [keys.index(k) for k in ("breaches", "risks", "infos")]
        assert sum(int(str(row[i])) for row in table(made, name, "zh").rows for i in at) == found


def test_a_spreadsheet_takes_no_cell_for_a_formula(made: Audit) -> None:
    text = delimited(table(made, "projects", "zh")).decode("utf-8-sig")
    (cells,) = [r for r in csv.reader(io.StringIO(text)) if "cmd" in r[1]]
    assert cells[1] == "'=1+1|cmd"


def test_parquet_holds_the_table(made: Audit) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.read_parquet(io.BytesIO(parquet(table(made, "findings", "en"))))
    assert frame.height == len(made.findings)
    assert frame.columns == list(TABLES["findings"][0])


def test_two_audits_are_compared_by_rule(made: Audit, tmp_path: Path) -> None:
    later = audit(written(tmp_path, GOOD.replace("2026-04-10", "2026-06-10"), TENDER), as_of=DAY)
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_bytes(lines(made))
    new.write_bytes(lines(later))
    flips = {(f.project, f.rule, f.old, f.new) for f in compared(read_audit(old), read_audit(new))}
    assert ("B · 设备采购", "gp.contract.thirty-days", "", "breach") in flips
    assert {p for p, *_ in flips} == {"B · 设备采购", "D · =1+1|cmd"}
    assert not list(compared(read_audit(old), read_audit(old)))


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"is": "audit", "format": 2}', '{"is": "audit", "format": 1}\n{"is": "project"}', "x"]
)
def test_what_is_no_audit_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    with pytest.raises(InputError):
        read_audit(path)
