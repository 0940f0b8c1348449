"""Rules as sentences, and their figures in the units of the text."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from procure_rules.facts.registry import all_scopes
from procure_rules.rules.aloud import Aloud
from procure_rules.rules.export import export_rules
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.model import Bilingual, Rule
from procure_rules.rules.tree import Ref

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
    assert "其他情形为“两法程序均不适用”。" in Aloud(default_rulebook()).rule(word)[-1]


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


# one language at a time -----------------------------------------------------------------------------------------

LATIN = {"PPP"}  # what people in the trade say in Chinese too: public-private partnership


def everything(rule: Rule, aloud: Aloud) -> Iterator[str]:
    """All that a reader is told of a rule."""
    yield from (aloud.plain(rule.title), aloud.note(rule), *aloud.rule(rule))
    if rule.sanction:
        yield aloud.plain(rule.sanction)
    for case in getattr(rule.form, "cases", ()):
        if isinstance(getattr(case, "note", None), Bilingual):
            yield aloud.plain(case.note)


def test_a_rule_in_chinese_holds_no_latin_word() -> None:
    aloud = Aloud(default_rulebook(), "zh")
    for rule in default_rulebook().rules:
        for text in everything(rule, aloud):
            assert set(re.findall(r"[A-Za-z_]+\d*", text)) <= LATIN, (rule.id, text)


def test_a_rule_in_english_holds_no_chinese_character() -> None:
    aloud = Aloud(default_rulebook(), "en")
    for rule in default_rulebook().rules:
        for text in everything(rule, aloud):
            assert not re.search(r"[㐀-鿿（）《》、，。；：]", text), (rule.id, text)


def test_sentences_in_chinese_are_whole_and_stammer_not() -> None:
    aloud = Aloud(default_rulebook(), "zh")
    for rule in default_rulebook().rules:
        for line in aloud.rule(rule):
            assert line.endswith("。"), (rule.id, line)
            assert not re.search(r"提出提出|之日之日|日之后|的的，|。。|；。|，，|须须|应当应当|可以可以", line), (
                rule.id,
                line,
            )
            assert not re.search(r"（[^（）]*(?:填|简称)[^（）]*）", line), (rule.id, line)


def test_vocabulary_keeps_to_one_language() -> None:
    book = default_rulebook()
    texts = [a.title for a in book.actions.values()]
    texts += [Bilingual(c.zh, c.en) for c in book.conclusions.values()]
    texts += [w for c in book.conclusions.values() for w in c.words.values()]
    texts += [p for phrases in book.phrases.values() for p in phrases.values()]
    texts += [p.title for p in book.parameters.values()]
    assert [t.zh for t in texts if re.search(r"[A-Za-z]", t.zh)] == []
    assert [t.en for t in texts if re.search(r"[㐀-鿿]", t.en)] == []


# kinds of sentences ---------------------------------------------------------------------------------------------


def read(ruleset: Any, form: str, lang: str = "zh", **more: str) -> list[str]:
    extra = "".join(f"\n  {key}: {value}" for key, value in more.items())
    book = ruleset.rules(RULE.replace("HEAD", f"HEAD{extra}") + form + "\n").load()
    return Aloud(book, lang).rule(book.rules[-1])


@pytest.mark.parametrize(
    ("condition", "zh"),
    [
        ("bidders >= 3 and bidders <= 5", "投标截止时的投标人（供应商）数不少于3且不超过5"),
        ("bidders == 2", "投标截止时的投标人（供应商）数等于2"),
        ("2 == bidders", "投标截止时的投标人（供应商）数等于2"),
        ("bid_security > 0元", "投标保证金大于零"),
        ("not bid_security > 0元", "投标保证金为零"),
        ("records.kept_years >= 15", "不少于15年"),
        ("happened(contract_signed)", "在合同签订之后"),
        ("not happened(contract_signed)", "在合同签订之前"),
        ("method == price_inquiry or bidders > 3 or method == single_source", "采购方式为询价或者单一来源采购，或者"),
        ("contract_signed > 2018-06-01", "合同签订之日晚于2018年6月1日"),
        ("contract_signed > award_decided", "合同签订之日晚于确定中标（成交）人之日"),
    ],
)
def test_conditions_are_said_as_people_say_them(ruleset: Any, condition: str, zh: str) -> None:
    assert zh in read(ruleset, f"require: {condition}")[0]


def test_breaches_are_told_together(ruleset: Any) -> None:
    rules = "".join(
        f"- id: {name}\n  scope: procedure\n  title: {{zh: {zh}, en: {name}}}\n  basis: [gpl-2014:46]\n"
        "  in_force: {from: 2000-01-01}\n  require: bidders >= 3\n"
        for name, zh in (("a", "甲"), ("b", "乙"))
    )
    effect = "- id: e\n  scope: procedure\n  HEAD\n  upon: [a, b]\n  effect:\n  - {must: [terminate, restart], may: [fine_unit]}\n"  # noqa: E501
    book = ruleset.rules(rules + effect).load()
    assert Aloud(book).rule(book.rules[-1]) == [
        "违反“甲”或者“乙”的，应当终止采购活动，并重新开展采购活动；可以处以罚款。"
    ]


def test_a_place_stands_apart_from_the_conditions(ruleset: Any) -> None:
    form = "require: bidders >= 3"
    ruleset.write("vocabulary/places.yaml", "重庆: Chongqing\n")
    assert read(ruleset, form, place="重庆", applies="tendered")[:2] == ["适用地区：重庆。", "适用情形：采用招标方式。"]
    assert read(ruleset, form, "en", place="重庆")[:1] == ["Place: Chongqing."]
    assert read(ruleset, form, "en", place="四川")[:1] == ["Place: 四川."]  # no English name is known


@pytest.mark.parametrize(
    ("to_whom", "zh"),
    [
        ("采购人", "向采购人提出。"),
        ("采购人；委托代理的，也可以向代理机构", "向采购人提出；委托代理的，也可以向代理机构提出。"),
        ("采购人；委托代理的，也可以向代理机构提出", "向采购人提出；委托代理的，也可以向代理机构提出。"),
        ("采购人；同时抄送财政部门", "向采购人提出；同时抄送财政部门。"),
    ],
)
def test_to_whom_is_one_sentence(ruleset: Any, to_whom: str, zh: str) -> None:
    text = f"{{zh: {to_whom}, en: the purchaser}}"
    window = (
        f"window: {{who: supplier, opens: bid_deadline, until: {{after: 7 days, from: bid_deadline}}, to_whom: {text}}}"
    )
    assert zh in read(ruleset, window)


def test_codes_of_readings_are_left_out_of_texts() -> None:
    zh, en = Aloud(default_rulebook(), "zh"), Aloud(default_rulebook(), "en")
    said = {
        "无须报批（M2）。": "无须报批。",
        "没有情形的（A13、A22）。": "没有情形的。",
        "含税（A3，未含税的不作判断）。": "含税（未含税的不作判断）。",
        "合并计算（A4；770号（四）未见全文）。": "合并计算（770号（四）未见全文）。",
        "含本数（“以下”含本数，C15）。": "含本数（“以下”含本数）。",
        "政府和社会资本合作（PPP）项目": "政府和社会资本合作（PPP）项目",
    }
    assert {text: zh.plain(Bilingual(text, "")) for text in said} == said
    assert en.plain(Bilingual("", "no approval is needed (M2); see (A4, A5).")) == "no approval is needed; see."


@pytest.mark.parametrize(
    ("scope", "name", "zh", "en"),
    [
        ("bid", "papers.signed", "是否按要求签署、盖章？", "Is it so that it is signed and stamped as required?"),
        ("procedure", "tendered", "是否采用招标方式？", "Is it so that it is made by tender?"),
    ],
)
def test_a_question_about_what_it_is_about(scope: str, name: str, zh: str, en: str) -> None:
    ref = Ref(scope, name)
    assert Aloud(default_rulebook()).question(ref) == zh
    assert Aloud(default_rulebook(), "en").question(ref) == en


def test_a_question_has_its_subject_first() -> None:
    (found,) = (
        (s.name, f.name) for s in all_scopes().values() for f in s.fields.values() if f.name.endswith("supplier_is_sme")
    )
    assert Aloud(default_rulebook()).question(Ref(*found)) == "供应商是否为中小企业？"


def test_no_question_asks_whether_before_who() -> None:
    aloud = Aloud(default_rulebook())
    for scope in all_scopes().values():
        for spec in scope.fields.values():
            if spec.kind == "bool":
                asked = aloud.question(Ref(scope.name, spec.name))
                assert asked.endswith("？")
                assert asked.count("是否") >= 1
                assert not re.match(
                    r"是否(?:供应商|采购文件|采购人|投标人|招标人|代理机构)(?:系|载明|与|已|未)", asked
                ), asked
