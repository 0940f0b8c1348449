"""Citations for people: one short style, in both languages, and the most specific of several first."""

import re
from typing import Any

import pytest

from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.model import Citation
from procure_rules.texts.citing import numeral

BOOK = default_rulebook()


def test_numbers_are_written_as_statutes_write_them() -> None:
    said = {10: "十", 12: "十二", 20: "二十", 31: "三十一", 100: "一百", 105: "一百零五", 110: "一百一十"}
    said |= {1000: "一千", 1005: "一千零五", 1259: "一千二百五十九"}
    assert {n: numeral(n) for n in said} == said


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        (Citation("gpl-2014", 35), "《政府采购法》第三十五条", "Government Procurement Law art. 35"),
        (Citation("gpl-2014", 30, "（二）"), "《政府采购法》第三十条第二项", "Government Procurement Law art. 30(2)"),
        (Citation("mof-order-87", 71), "87号令第七十一条", "Order 87 art. 71"),
        (
            Citation("mof-order-87", 20, "（八）至（十五）"),
            "87号令第二十条第八项至第十五项",
            "Order 87 art. 20(8)–(15)",
        ),
        (Citation("mof-order-74", 37, "（一）（二）"), "74号令第三十七条第一项、第二项", "Order 74 art. 37(1), (2)"),
        (
            Citation("mof-order-94", 22, "第二款第三项"),
            "94号令第二十二条第二款第三项",
            "Order 94 art. 22 para. 2 item 3",
        ),
        (
            Citation("mof-order-94", 22, "第二款（三）（四）"),
            "94号令第二十二条第二款第三项、第四项",
            "Order 94 art. 22 para. 2 items 3, 4",
        ),
        (Citation("caiku-2019-38", None, "一（七）"), "财库〔2019〕38号第一条第七项", "Caiku 2019 No. 38 sec. 1(7)"),
        (Citation("caiku-2024-13", None, "第二十三条"), "财库〔2024〕13号第二十三条", "Caiku 2024 No. 13 art. 23"),
        (Citation("gbf-2025-34", None, "过渡"), "国办发〔2025〕34号（过渡安排）", "Guobanfa 2025 No. 34 (transition)"),
        (
            Citation("beijing-tb-regulation", 3),
            "《北京市招标投标条例》第三条",
            "Beijing Tendering and Bidding Regulation art. 3",
        ),
        (Citation("gpl-2014"), "《政府采购法》", "Government Procurement Law"),
        (Citation("mof-order-87", 3, "表"), "87号令第三条表", "Order 87 art. 3 表"),
        (Citation("house-rules", 3), "house-rules第三条", "house-rules art. 3"),
    ],
)
def test_a_citation_is_written_in_one_style(citation: Citation, zh: str, en: str) -> None:
    assert (BOOK.cite(citation, "zh"), BOOK.cite(citation, "en")) == (zh, en)


def every() -> set[Citation]:
    bases = [r.basis for r in BOOK.rules] + [v.basis for p in BOOK.parameters.values() for v in p.values]
    return {c for basis in [*bases, *(n.basis for n in BOOK.conventions.values())] for c in basis}


def test_every_shipped_citation_is_wholly_of_its_language() -> None:
    assert len(every()) > 1000
    for one in every():
        zh, en = BOOK.cite(one, "zh"), BOOK.cite(one, "en")
        assert not re.search(r"[A-Za-z]|第\d+条", zh), zh
        assert not re.search(r"[一-鿿（）《》、]", en), en


def test_no_two_instruments_share_a_short_name() -> None:
    for lang in ("zh", "en"):
        names = [i.short.text(lang) for i in BOOK.instruments.values()]
        assert [n for n in names if names.count(n) > 1] == []


def test_laws_and_regulations_stand_in_book_marks() -> None:
    ranks = {i.rank for i in BOOK.instruments.values()}
    assert ranks == {"law", "regulation", "order", "normative", "local"}
    for one in BOOK.instruments.values():
        assert one.rank not in ("law", "regulation") or one.short.zh.startswith("《"), one.id


def test_the_provision_that_fixes_the_figure_comes_first_and_the_way_of_counting_last() -> None:
    said = ("gpl-2014", "tbl-regulation-2019", "mof-order-87", "caiku-2020-46", "beijing-tb-regulation", "house")
    by_rank = [c.instrument for c in BOOK.specific_first(Citation(name, 1) for name in said)]
    assert by_rank == [
        "beijing-tb-regulation",
        "caiku-2020-46",
        "mof-order-87",
        "tbl-regulation-2019",
        "gpl-2014",
        "house",
    ]
    counted = (Citation("mof-order-87", 85), Citation("gpl-2014", 46), Citation("mof-order-87", 71))
    assert [str(c) for c in BOOK.specific_first(counted)] == ["mof-order-87:71", "gpl-2014:46", "mof-order-87:85"]
    equal = (Citation("mof-order-94", 13), Citation("mof-order-87", 5))
    assert BOOK.specific_first(equal) == equal


def test_an_instrument_without_a_short_name_is_cited_by_its_title(ruleset: Any) -> None:
    path = ruleset.root / "vocabulary" / "instruments.yaml"
    row = (
        "- {id: a, text: full, articles: 9, title: {zh: 试行办法, en: Trial Measures}, issuer: {zh: 甲, en: A},"
        " status: {zh: 乙, en: B}, verification: {zh: 丙, en: C}}\n"
    )
    book = ruleset.write("vocabulary/instruments.yaml", path.read_text(encoding="utf-8") + row).load()
    assert book.instruments["a"].rank == "normative"
    assert book.cite(Citation("a", 2), "zh") == "《试行办法》第二条"
    assert book.cite(Citation("a", 2), "en") == "Trial Measures art. 2"
