"""Rules as sentences, and their figures in the units of the text."""

from typing import Any

import pytest

from procure_rules.rules.aloud import Aloud
from procure_rules.rules.export import export_rules
from procure_rules.rules.loader import default_rulebook

RULE = "- id: r\n  scope: procedure\n  HEAD\n  "


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_shipped_rule_can_be_read_aloud(lang: str) -> None:
    aloud = Aloud(default_rulebook(), lang)
    for one in default_rulebook().rules:
        assert aloud.rule(one), one.id


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        ("3 * bidders >= 2 * final_offers", "的三倍不少于", "three times"),
        ("12 * bidders >= 24", "的12倍不少于24", "12 times"),
        ("odd(bidders)", "为单数", "is odd"),
        ("not odd(bidders)", "为双数", "is even"),
        ("contract_price >= rounded(5‰ * budget)", "（四舍五入到分）", "rounded to the fen"),
        ("contract_price >= 10‰ * budget", "的1%", "1% of"),
    ],
)
def test_factors_odd_numbers_and_rounding_are_read_as_people_say_them(
    ruleset: Any, condition: str, zh: str, en: str
) -> None:
    one = ruleset.rules(f"{RULE}require: {condition}\n").load().rules[0]
    assert zh in "".join(Aloud(ruleset.load(), "zh").rule(one))
    assert en in "".join(Aloud(ruleset.load(), "en").rule(one))


@pytest.mark.parametrize(
    ("form", "figures"),
    [
        ("bound: {of: bid_security, at_most: 5‰ * budget}", [(5, "permille")]),
        ("bound: {of: bid_security, at_most: 2% * budget}", [(2, "percent")]),
        ("bound: {of: records.kept_years, at_least: 15}", [(15, "year")]),
        ("require: records.kept_years >= 15 and bidders >= 3", [(15, "year"), (3, "count")]),
        ("period: {from: bid_deadline, act: contract_signed, at_most: 6 months}", [(6, "month")]),
        (
            "period: {from: bid_deadline, act: contract_signed, at_most: {literal: 30 days, safe: 20 workdays}}",
            [(30, "day"), (20, "workday")],
        ),
    ],
)
def test_figures_are_exported_in_their_own_unit(ruleset: Any, form: str, figures: list[tuple[int, str]]) -> None:
    (row, *_) = export_rules(ruleset.rules(f"{RULE}{form}\n").load())
    assert [(f["value"], f["unit"]) for f in row["figures"]] == figures


def test_the_words_of_a_conclusion_are_told_by_their_titles(ruleset: Any) -> None:
    organisation = "purchase_organisation"
    text = f"{RULE}require: {organisation} == through_centralised_body or bidders >= 3\n"
    either = f"{RULE}forbid: {organisation} in [through_centralised_body, decentralised]\n".replace("id: r", "id: s")
    one, two = ruleset.rules(text + either).load().rules
    zh, en = Aloud(ruleset.load(), "zh"), Aloud(ruleset.load(), "en")
    assert zh.rule(one)[0].startswith("要求：采购组织形式：委托集中采购机构，或者")
    assert "way of organising the purchase: through the centralised procurement body or" in en.rule(one)[0]
    assert zh.rule(two) == ["禁止：采购组织形式：委托集中采购机构或者分散采购。"]
    (word,) = (r for r in default_rulebook().rules if r.id == "regime.word")
    assert "其余两法程序均不适用" in Aloud(default_rulebook()).rule(word)[-1]


def test_the_words_of_conclusions_are_exported(ruleset: Any) -> None:
    rows = {row["id"]: row for row in export_rules(ruleset.load())}
    row = rows["conclusion.remedy_channel"]
    assert (row["kind"], row["scope"], row["basis"], row["figures"]) == ("conclusion", "procedure", [], [])
    assert row["words"]["challenge_to_finance"]["zh"] == "先质疑，再向财政部门投诉"
    assert rows["conclusion.must_tender"]["words"] == {}


@pytest.mark.parametrize(
    ("row", "en"),
    [
        ("kind: choice", "'kind: choice' and 'words', each with its title, go together"),
        ("kind: boolean, words: {a: {zh: 甲, en: A}}", "'kind: choice' and 'words', each with its title, go together"),
        ("kind: choice, words: [a, b]", "a mapping is expected here"),
        ("kind: choice, words: {a: {zh: 甲}}", "'en' is missing"),
    ],
)
def test_a_choice_is_declared_with_its_words_and_their_titles(ruleset: Any, row: str, en: str) -> None:
    assert en in ruleset.declare(f"name: trial, scope: procedure, {row}").said()


def test_a_rule_may_give_no_other_word_than_those_with_a_title(ruleset: Any) -> None:
    text = f"{RULE}define: {{remedy_channel: choice, value: to_the_king}}\n"
    assert "expected one of: challenge_to_finance" in ruleset.rules(text).said()
