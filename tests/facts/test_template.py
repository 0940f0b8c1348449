"""The file to fill in: it loads as it stands, and what its examples say agrees and keeps the law."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Any

import pytest

from procure_rules import Assessment, assess
from procure_rules.facts import make_project, parse_project
from procure_rules.facts.registry import all_scopes
from procure_rules.facts.template import EXAMPLES, KINDS, template

SPECS = all_scopes()["procedure"].fields | all_scopes()["project"].fields
LANGUAGES = ("zh", "en")
AS_OF = dt.date(2026, 5, 6)


def method(answer: Assessment, name: str) -> str:
    return next(m.presumed for m in answer.methods if m.method == name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_blank_file_gives_an_answer_without_conflict_or_finding(kind: str, lang: str) -> None:
    answer = assess(parse_project(template(kind, lang)), as_of=AS_OF)
    assert not answer.conflicts
    assert not answer.findings
    # whether works that need no tender may be tendered openly is disputed under the procurement law
    assert method(answer, "open_tendering") == ("undetermined" if kind == "works" else "allowed")
    assert answer.missing


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_in_chinese_says_what_the_one_in_english_says(kind: str) -> None:
    zh, en = (re.sub(r":  # .*: ([0-9][^:#]*(?::30)?)$", r": \1", template(kind, x), flags=re.M) for x in LANGUAGES)
    assert "2026-03-24 09:30" in zh
    assert parse_project(zh) == parse_project(en)
    assert not re.search(r"^ *[a-z_]+:", zh, re.M)
    assert not re.search(r"^ *[一-鿿]+:", en, re.M)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_agency_thresholds_and_both_deadlines_are_asked_with_a_word_which_is_for_what(lang: str) -> None:
    text = template("goods", lang)
    for said in ("委托代理机构采购", "适用的采购限额标准", "适用的公开招标数额标准"):
        assert said in text
    (bid,) = re.findall(r".*bid deadline.*", text)
    (response,) = re.findall(r".*deadline of the first response.*", text)
    assert "仅用于公开招标、邀请招标" in bid
    assert "用于谈判、磋商、询价" in response


def test_the_example_days_are_in_order() -> None:
    days = [EXAMPLES[n] for n in EXAMPLES if SPECS[n].kind in ("event", "deadline")]
    assert all(a[:10] <= b[:10] for a, b in itertools.pairwise(days))
    assert EXAMPLES["bid_deadline"] == EXAMPLES["bid_opening"] == EXAMPLES["first_response_deadline"]


@pytest.mark.parametrize(
    ("kind", "by", "left_out"),
    [
        ("goods", "open_tendering", ("first_response_deadline",)),
        ("services", "open_tendering", ("first_response_deadline",)),
        ("works", "open_tendering", ("first_response_deadline",)),
        ("services", "competitive_consultation", ("bid_deadline", "bid_opening")),
    ],
)
def test_the_examples_filled_in_keep_the_law(kind: str, by: str, left_out: tuple[str, ...]) -> None:
    said: dict[str, Any] = {n: v for n, v in EXAMPLES.items() if n not in left_out}
    said |= {"purchaser.kind": "事业单位", "purchaser.level": "设区的市级", "purchaser.place": "四川"}
    said |= {"agency.used": "是", "subject.category": kind, "method": by, "sme_reserved_whole": "否"}
    if kind == "works":
        said |= {"declared_regime": "招标投标", "subject.works_kind": "新建", "contract_kind": "施工"}
        said |= {"works_project.total_investment": "2100万元", "works_project.budget_funds": "2100万元"}
    else:
        said = {n: v for n, v in said.items() if not n.startswith("candidates_")}
        said |= {"declared_regime": "政府采购", "evaluation.method": "综合评分法"}
    data: dict[str, Any] = {}
    for name, value in said.items():
        at = data
        for step in SPECS[name].path[:-1]:
            at = at.setdefault(step, {})
        at[SPECS[name].path[-1]] = value
    answer = assess(make_project(data), as_of=AS_OF)
    assert not answer.conflicts
    assert not answer.breaches
    assert not [p.rule for p in answer.periods if p.presumed in ("breached", "contested")]
