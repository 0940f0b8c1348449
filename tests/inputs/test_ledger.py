"""A ledger as people keep it: titles above, units in headers, dates in all forms, lots, sheets of bids."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from procure_rules.facts import make_project
from procure_rules.inputs.columns import child_list, understood
from procure_rules.inputs.ledger import Ledger, read_ledger
from procure_rules.inputs.sheets import Cell, Sheet

HEADERS: list[Cell] = ["项目编号", "采购单位", "预算金额", "采购方式", "公告日期", "投标截止时间"]


def ledger(*rows: list[Cell], headers: list[Cell] | None = None, name: str = "采购台账", **more: Any) -> Ledger:
    sheets = [Sheet("t.xlsx", name, [HEADERS if headers is None else headers, *rows])]
    sheets += [Sheet("t.xlsx", n, r) for n, r in more.pop("others", {}).items()]
    return read_ledger(sheets, **more)


def facts(made: Ledger, at: int = 0) -> dict[str, Any]:
    out: dict[str, Any] = made.entries[at].project.model_dump(mode="json", exclude_none=True)
    return out


def procedure(made: Ledger, at: int = 0) -> dict[str, Any]:
    out: dict[str, Any] = facts(made, at)["procedures"]["items"][0]
    return out


@pytest.mark.parametrize(
    ("header", "fact", "unit"),
    [
        ("采购人", "purchaser.name", ""),
        ("采购单位", "purchaser.name", ""),
        ("预算金额(万元)", "budget", "万元"),
        ("预算金额（单位：元）", "budget", "元"),
        ("采购方式", "method", ""),
        ("公告日期", "timeline.tender_notice_published", ""),
        ("投标截止时间", "timeline.bid_deadline", ""),
        ("中标（成交）金额/万元", "award.winning_price", "万元"),
        ("代理机构", "agency.name", ""),
        ("合同签订日期*", "timeline.contract_signed", ""),
        ("3、开标时间", "timeline.bid_opening", ""),
        ("包号", "lot", ""),
        ("中标供应商", "supplier", ""),
        ("品目", "item", ""),
        ("预算年度", "year", ""),
        ("budget", "budget", ""),
        ("contract_signed", "timeline.contract_signed", ""),
        ("purchaser.place", "purchaser.place", ""),
    ],
)
def test_headers_are_understood_as_people_write_them(header: str, fact: str, unit: str) -> None:
    column = understood(0, header)
    assert (column.fact, column.unit, column.why) == (fact, unit, None)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("备注", "no fact that rules read"),
        ("质疑", "list them on a sheet of their own"),
        ("截止时间", "it can mean several facts"),
        ("谈判地点甲乙丙", "no such fact"),
        ("", "without a header"),
    ],
)
def test_what_a_header_does_not_say_is_not_guessed(header: str, told: str) -> None:
    column = understood(0, header)
    assert (column.path, column.own) == ((), "")
    assert told in str(column.why and column.why.en)


def test_a_map_wins_over_what_a_header_seems_to_say() -> None:
    made = ledger(["A", 7, 3], headers=["编号", "甲", "预算"], mapping={"编号": "id", "甲": "bidders", "预算": ""})
    assert facts(made)["id"] == "A"
    assert procedure(made)["bidders"] == 7
    assert "budget" not in facts(made)


def test_a_unit_above_the_table_and_a_title_are_understood() -> None:
    rows: list[list[Cell]] = [
        ["某单位采购台账"],
        ["单位：万元", None],
        HEADERS,
        ["A", "某院", 52.5, "公开招标", None, None],
    ]
    made = read_ledger([Sheet("t.xlsx", "一", rows, first=3)])
    assert facts(made)["budget"] == 525_000
    assert made.entries[0].origin.rows == (6,)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (dt.datetime(2026, 3, 20, 9, 30), "2026-03-20T09:30"),
        (dt.datetime(2026, 3, 20), "2026-03-20"),
        (dt.date(2026, 3, 20), "2026-03-20"),
        (46101, "2026-03-20"),
        (46101.395833333, "2026-03-20T09:30"),
        (20260320, "2026-03-20"),
        ("20260320", "2026-03-20"),
        ("2026/3/20", "2026-03-20"),
        ("2026.3.20", "2026-03-20"),
        ("2026年3月20日 9:30", "2026-03-20T09:30"),
        ("2026-03-20 09:30:00", "2026-03-20T09:30"),
    ],
)
def test_a_day_is_read_in_every_usual_form(cell: Cell, day: str) -> None:
    made = ledger(["A", None, None, "公开招标", None, cell])
    assert not made.rejected
    assert procedure(made)["timeline"]["bid_deadline"] == day


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [(520, 5_200_000), ("520万元", 5_200_000), ("5200000元", 5_200_000), ("1,234.56", 12_345_600), (0.1 + 0.2, 3_000)],
)
def test_an_amount_has_the_unit_of_its_cell_or_else_of_its_header(cell: Cell, yuan: int) -> None:
    cell = float(f"{cell:.15g}") if isinstance(cell, float) else cell
    made = ledger(["A", cell], headers=["项目编号", "预算金额(万元)"])
    assert not made.rejected, made.rejected
    assert facts(made)["budget"] == yuan


@pytest.mark.parametrize("cell", [None, "", "/", "-", "——", "不详", "#N/A", "n/a"])
def test_an_empty_cell_says_nothing(cell: Cell) -> None:
    made = ledger(["A", cell, cell, "公开招标", cell, cell])
    assert facts(made) == make_project({"id": "A", "method": "公开招标"}).model_dump(mode="json", exclude_none=True)


@pytest.mark.parametrize(
    ("cell", "said"), [("是", True), ("√", True), ("否", False), ("无", False), (True, True), (0, False)]
)
def test_yes_and_no_are_read_as_they_are_ticked(cell: Cell, said: bool) -> None:
    made = ledger(["A", cell], headers=["项目编号", "是否财政资金"])
    assert facts(made)["funding"]["budgeted"] is said


def test_every_problem_of_a_row_is_told_with_its_cell() -> None:
    made = ledger(["A", "某院", "约500", "公开招标", "2026-13-01", None], ["B", "某院", 500, "公开招标", None, None])
    (one,) = made.rejected
    assert one.origin.rows == (2,)
    assert [(p.path, p.value) for p in one.problems] == [("预算金额 C2", "'约500'"), ("公告日期 E2", "'2026-13-01'")]
    assert [e.project.id for e in made.entries] == ["B"]


def test_rows_with_one_number_are_the_lots_of_one_project() -> None:
    headers: list[Cell] = ["项目编号", "包号", "采购人", "最高限价(万元)"]
    made = ledger(["A", 1, "某院", 100], ["A", 2, "某院", 50], ["B", 1, "某局", 7], headers=headers)
    assert [len(facts(made, i)["procedures"]["items"]) for i in range(2)] == [2, 1]
    assert made.entries[0].origin.rows == (2, 3)
    assert [p["price_ceiling"] for p in facts(made)["procedures"]["items"]] == [1_000_000, 500_000]


def test_lots_that_disagree_about_their_project_are_refused() -> None:
    headers: list[Cell] = ["项目编号", "包号", "采购人"]
    made = ledger(["A", 1, "某院"], ["A", 2, "某局"], headers=headers)
    (one,) = made.rejected
    assert one.origin.rows == (2, 3)
    assert "it differs from what stands at" in one.problems[0].en
    assert not made.entries


def test_a_row_said_again_counts_once_and_one_that_differs_is_refused() -> None:
    headers: list[Cell] = ["项目编号", "包号", "最高限价(万元)"]
    made = ledger(["A", 1, 100], ["A", 1, 100], ["B", 1, 5], ["B", 1, 6], headers=headers)
    assert [o.rows for o in made.again] == [(3,)]
    assert [e.project.id for e in made.entries] == ["A"]
    assert "several rows of the lot" in made.rejected[0].problems[0].en


def test_lines_of_sums_headers_again_and_notes_are_passed_over_and_counted() -> None:
    made = ledger(
        ["A", "某院", 1, None, None, None], ["合计", None, 9], HEADERS, [None, None, None, None, None, None, "注"]
    )
    assert [(o.rows, why.en) for o, why in made.passed_over] == [
        ((3,), "a line of sums"),
        ((4,), "the headers again"),
        ((5,), "nothing in a column that is heard"),
    ]
    assert len(made.entries) == 1
    assert made.sheets[0].rows == 4


def test_bids_and_challenges_stand_on_sheets_of_their_own() -> None:
    others: dict[str, list[list[Cell]]] = {
        "投标人": [["项目编号", "投标人", "报价(元)"], ["A", "甲公司", 10], ["A", "乙公司", 11], ["Z", "丙公司", 12]],
        "质疑": [["项目编号", "质疑人", "收到质疑日期"], ["A", "乙公司", "2026-04-01"]],
    }
    made = ledger(["A", "某院", 500, "公开招标", None, None], others=others)
    assert [b["bidder"] for b in procedure(made)["bids"]["items"]] == ["甲公司", "乙公司"]
    assert procedure(made)["bids"]["partial"]
    assert procedure(made)["challenges"]["items"][0]["challenge_received"] == "2026-04-01"
    assert [r.origin.text().en for r in made.rejected] == ["t.xlsx · 投标人 row 4"]


def test_bids_are_all_where_their_number_is_stated_and_is_the_same() -> None:
    others: dict[str, list[list[Cell]]] = {"投标人": [["项目编号", "投标人"], ["A", "甲公司"], ["A", "乙公司"]]}
    headers: list[Cell] = ["项目编号", "投标家数"]
    assert not procedure(ledger(["A", 2], headers=headers, others=others))["bids"]["partial"]
    assert procedure(ledger(["A", 3], headers=headers, others=others))["bids"]["partial"]


def test_a_further_sheet_says_more_of_the_same_purchase_but_not_otherwise() -> None:
    others: dict[str, list[list[Cell]]] = {
        "合同": [["项目编号", "合同签订日期", "采购方式"], ["A", "2026-05-01", "公开招标"]]
    }
    made = ledger(["A", "某院", 500, "公开招标", None, None], others=others)
    assert procedure(made)["timeline"]["contract_signed"] == "2026-05-01"
    others["合同"][1][2] = "询价"
    made = ledger(["A", "某院", 500, "公开招标", None, None], others=others)
    assert not made.entries
    assert made.rejected[0].problems[0].path.startswith("合同 采购方式")


def test_a_sheet_without_headers_that_are_understood_is_said_to_be_unread() -> None:
    made = ledger(["x", "y"], headers=["甲甲甲", "乙乙乙"])
    assert made.sheets[0].headers is None
    assert made.sheets[0].rows == 2
    assert not made.entries


def test_a_sheet_is_known_by_the_name_of_its_list() -> None:
    assert [child_list(n) for n in ("投标人", "质疑", "投诉", "异议", "bids", "合同", "一")] == [
        "bids",
        "challenges",
        "complaints",
        "objections",
        "bids",
        "",
        "",
    ]


def test_a_fact_stated_by_two_columns_is_stated_by_the_first() -> None:
    made = ledger(["A", 5, 6], headers=["项目编号", "预算金额", "项目预算"])
    headers = made.sheets[0].headers
    assert headers is not None
    assert "the same fact as the column" in str(headers.columns[2].why and headers.columns[2].why.en)
    assert facts(made)["budget"] == 5


def test_budgets_of_lots_that_differ_are_those_of_the_lots() -> None:
    headers: list[Cell] = ["项目编号", "包号", "预算金额(万元)"]
    made = ledger(["A", 1, 100], ["A", 2, 50.5], headers=headers)
    assert facts(made)["budget"] == {"min": 1_505_000}
    assert [p["lot_budget"] for p in facts(made)["procedures"]["items"]] == [1_000_000, 505_000]


def test_one_budget_said_on_every_row_may_be_of_the_project_or_of_each_lot() -> None:
    headers: list[Cell] = ["项目编号", "包号", "预算金额(万元)"]
    made = ledger(["A", 1, 100], ["A", 2, 100], headers=headers)
    assert facts(made)["budget"] == {"min": 1_000_000, "max": 2_000_000}
    assert "lot_budget" not in procedure(made)


@pytest.mark.parametrize(
    ("header", "cell", "fact", "value"),
    [
        ("采购方式", "公开招标（电子）", "method", "open_tendering"),
        ("采购方式", "竞争性磋商方式", "method", "competitive_consultation"),
        ("采购类别", "货物类", "category", "goods"),
        ("地区", "河南省郑州市", "place", "河南"),
        ("地区", "重庆市渝中区", "place", "重庆"),
        ("地区", "广西壮族自治区南宁市", "place", "广西"),
        ("地区", "内蒙古自治区", "place", "内蒙古"),
        ("地区", "河南", "place", "河南"),
    ],
)
def test_a_word_is_known_in_the_forms_of_ledgers(header: str, cell: str, fact: str, value: str) -> None:
    made = ledger(["A", cell], headers=["项目编号", header])
    assert not made.rejected
    found = {**procedure(made), **facts(made).get("subject", {}), **facts(made).get("purchaser", {})}
    assert found[fact] == value


@pytest.mark.parametrize(
    "cell", ["火星", "金水区", "海南州", "海南藏族自治州", "河南蒙古族自治县", "河南郑州", "吉林市丰满区"]
)
def test_a_place_that_is_none_is_refused_not_guessed(cell: str) -> None:
    assert ledger(["A", cell], headers=["项目编号", "地区"]).rejected


def test_a_word_that_is_none_of_its_choice_is_left_out_and_told() -> None:
    made = ledger(["A", "网上竞价", 5], headers=["项目编号", "采购方式", "预算金额"])
    assert facts(made)["budget"] == 5
    assert "method" not in procedure(made)
    ((origin, problem),) = made.left_out
    assert (origin.rows, problem.path, problem.value) == ((2,), "采购方式 B2", "网上竞价")
