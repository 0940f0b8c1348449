"""Every fact can be asked for: 是否 stands where the phrases part, and a declared question wins over the made one."""

from __future__ import annotations

import re

import pytest

from procure_rules.facts.questions import question_of
from procure_rules.facts.registry import all_scopes

SPECS = [(s, f) for s in all_scopes().values() if not s.part for f in s.fields.values()]


@pytest.mark.parametrize(
    ("scope", "name", "zh", "en"),
    [
        (
            "procedure",
            "payment.supplier_is_sme",
            "供应商是否为中小企业？",
            "Is the supplier a small or medium-sized enterprise?",
        ),
        (
            "procedure",
            "low_price_rules.stated",
            "采购文件是否载明异常低价审查情形？",
            "Is it so that the documents state when a low price is reviewed?",
        ),
        ("project", "agency.used", "是否委托代理机构采购（招标）？", "Is an agency entrusted?"),
        (
            "project",
            "demand.covered_by_feasibility_study",
            "可行性研究等前期工作是否已包含需求调查内容？",
            "Is it so that a feasibility study or the like covers what a survey would?",
        ),
        (
            "notice",
            "same_everywhere",
            "在不同媒体发布的内容是否一致？",
            "Does it read the same on all media?",
        ),
        ("bid", "eligibility.foreign_bidder", "是否为境外投标单位？", "Is the bidder a foreign unit?"),
        (
            "procedure",
            "documents.contract_text_included",
            "是否附有拟签订的合同文本？",
            "Is the contract text included?",
        ),
        (
            "project",
            "own_organisation.tendering_unit",
            "是否设有专门的招标机构？",
            "Does it have a unit for tendering?",
        ),
        (
            "panel_member",
            "private_contact",
            "是否私下接触供应商（投标人）？",
            "Is it so that the member met a supplier in private?",
        ),
        # declared, because what the phrases make reads badly
        (
            "procedure",
            "evaluation.outsiders_present",
            "是否有无关人员进入评审现场？",
            "Is it so that outsiders entered the place of evaluation?",
        ),
        (
            "procedure",
            "bidders",
            "投标截止时有几家投标人（供应商）？",
            "How many bidders (suppliers) were there at the deadline?",
        ),
        # of other kinds
        ("project", "budget", "项目预算金额是多少元？", "What is the project budget, in yuan?"),
        ("procedure", "method", "采购方式是什么？", "What is the method?"),
        ("procedure", "bid_validity", "投标有效期是多少日？", "How many days is the bid validity?"),
        (
            "procedure",
            "contract_signed",
            "“合同签订”是哪一天？",
            "On which day did “contract signed” take place?",
        ),
        (
            "procedure",
            "bid_deadline",
            "“投标截止”是何日何时？",
            "On which day and at what time does “bid deadline” fall?",
        ),
        ("procedure", "challenges", "有哪些质疑？没有的，请写明没有。", "Which challenges were there, if any?"),
        (
            "bid",
            "papers.other_deviations",
            "一般条款偏离项数是多少？",
            "How many deviations from other requirements?",
        ),
    ],
)
def test_questions(scope: str, name: str, zh: str, en: str) -> None:
    spec = all_scopes()[scope].fields[name]
    assert (question_of(spec, "zh"), question_of(spec, "en")) == (zh, en)


def test_every_fact_has_a_question_in_both_languages() -> None:
    for scope, spec in SPECS:
        zh, en = question_of(spec, "zh"), question_of(spec, "en")
        assert re.search("？$|。$", zh), (scope.name, spec.name, zh)
        assert en.endswith("?"), (scope.name, spec.name, en)
        assert en[0].isupper()
        assert not re.search("[一-鿿]", en), (scope.name, spec.name, en)


def test_a_question_of_yes_or_no_asks_whether_without_the_written_copula() -> None:
    for scope, spec in SPECS:
        if spec.kind == "bool":
            zh = question_of(spec, "zh")
            assert "是否" in zh, (scope.name, spec.name, zh)
            assert not re.search("是否系(?!统)|系是否|是否是|不是否|未是否|？？|是否？", zh), (
                scope.name,
                spec.name,
                zh,
            )


def test_english_questions_have_one_finite_verb_at_their_head() -> None:
    for scope, spec in SPECS:
        if spec.kind == "bool":
            en = question_of(spec, "en")
            two = re.match(
                r"(?!Is it so that)(Is|Are|Was|Were|Can|May|Must) [^,]*\b(has|have|states|limit)\b(?! existed)", en
            )
            assert not two, (scope.name, spec.name, en)
