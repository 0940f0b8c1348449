"""A project file may be written in Chinese: keys by title or as people call them, words of lists, yes and no, days."""

from __future__ import annotations

import json
from typing import Any

import pytest

from procure_rules.facts import InputError, make_project, parse_project
from procure_rules.facts.aliases import KEYS, WORDS
from procure_rules.facts.choice import Choice
from procure_rules.facts.keys import english
from procure_rules.facts.registry import all_scopes

CHINESE = """
项目名称: 省医院设备采购
采购人: {名称: 某省医院, 类型: 事业单位, 级次: 省级, 所属地区: 河南}
预算金额: 520万元
采购标的: {名称: 医疗设备, 类别: 货物}
代理机构: 某招标公司
采购方式: 公开招标
最高限价: 530万元
投标人数: 4家
是否专门面向中小企业采购: 否
公告日期: 2026年9月3日
投标截止时间: 2026年9月23日9时30分
开标时间: 2026年9月23日（星期三）09:30
评审: {评标办法: 综合评分法, 价格分值: 30%}
中标公告日期: 2026/9/24
时间轴:
  合同签订: 尚未
质疑:
  - 质疑人: 甲公司
    质疑对象: 采购文件
    收到日期: 2026.9.10
    质疑函按规定签字、盖章: 否
投标:
  items:
    - {供应商名称: 乙公司, 报价: 500万元}
  partial: true
投诉: []
"""
ENGLISH = """
title: 省医院设备采购
purchaser: {name: 某省医院, kind: public_institution, level: province, place: 河南}
budget: 5200000
subject: {name: 医疗设备, category: goods}
agency: {name: 某招标公司}
method: open_tendering
price_ceiling: 5300000
bidders: 4
sme_reserved_whole: false
evaluation: {method: comprehensive_scoring, price_weight: 30%}
timeline:
  tender_notice_published: 2026-09-03
  bid_deadline: 2026-09-23T09:30
  bid_opening: 2026-09-23T09:30
  award_notice_published: 2026-09-24
  contract_signed: not_yet
challenges:
  - {by: 甲公司, against: documents, challenge_received: 2026-09-10, challenge_signed: false}
bids:
  items:
    - {bidder: 乙公司, bid_price: 5000000}
  partial: true
complaints: []
"""


def said(project: Any) -> Any:
    return json.loads(project.model_dump_json(exclude_none=True))


def test_a_file_in_chinese_means_what_the_one_in_english_means() -> None:
    assert said(parse_project(CHINESE)) == said(parse_project(ENGLISH))


@pytest.mark.parametrize(
    ("chinese", "means"),
    [
        ("采购人类型: 事业单位", "purchaser: {kind: public_institution}"),
        ("招标人: {名称: 甲}\n采购人: {地区: 河南}", "purchaser: {name: 甲, place: 河南}"),
        ("purchaser: {类型: 国企}", "purchaser: {kind: state_owned_enterprise}"),
        ("procedures: [{采购方式: 询价, 预算金额: 5万}]", "procedures: [{method: price_inquiry, lot_budget: 5万}]"),
        ("标段: [{包号: 1}]", "procedures: [{lot: 1}]"),
        ("标段: 二", "lot: 二"),
        ("开标: 2026-1-2", "timeline: {bid_opening: 2026-01-02}"),
        ("开标: {at_deadline: 是}", "opening: {at_deadline: true}"),
        ("招标公告发布日期: 2026-1-2", "timeline: {tender_notice_published: 2026-01-02}"),
        ("时间轴: {投标截止时间: 2026-1-2}", "timeline: {bid_deadline: 2026-01-02}"),
        ("投标截止: [{set: 2026-1-1, to: 2026-2-1}]", "timeline: {bid_deadline: [{set: 2026-01-01, to: 2026-02-01}]}"),
        ("合同签订日期: {from: 2026-1-1}", "timeline: {contract_signed: {from: 2026-01-01}}"),
        ("供应商是否为中小企业: 是", "payment: {supplier_is_sme: true}"),
        ("最高限价： 1".replace("：", ":"), "price_ceiling: 1"),
        ("采购 方式: 竞谈", "method: competitive_negotiation"),
        ("确定成交人日期: 2026-1-2", "timeline: {award_decided: 2026-01-02}"),
        ("截止时间:", "{timeline: {}}"),
    ],
)
def test_keys_and_words_mean_what_people_mean(chinese: str, means: str) -> None:
    assert said(parse_project(chinese)) == said(parse_project(means))


@pytest.mark.parametrize(
    ("text", "path", "zh"),
    [
        (
            "截止时间: 2026-9-1",
            "截止时间",
            "有多种含义，请写明其一：timeline.bid_deadline（投标截止）、timeline.first_response_deadline（首次响应文件提交截止）",
        ),
        ("公示日期: 2026-9-1", "公示日期", "有多种含义，请写明其一：timeline.candidates_published"),
        ("保证金: 5万", "保证金", "有多种含义，请写明其一：bid_security（投标保证金）"),
        ("预算金额: 1\nbudget: 2", "budget", "同一事实（budget）写了两次"),
        ("采购人: 甲\n招标人: 乙", "招标人", "同一事实（purchaser.name）写了两次"),
        (
            "合同签订日期: 2026-1-2\n时间轴: {合同签订: 2026-1-3}",
            "合同签订日期",
            "同一事实（timeline.contract_signed）",
        ),
        ("名称: 甲", "名称", "没有这个事实"),
        ("procedures: [{}]\n采购方式: 询价", "采购方式", "已有 procedures"),
        # what is wrong with a value is told at the key as it was written
        ("采购人: {类型: 医院}", "采购人.类型", "应为下列之一：state_organ（国家机关）"),
        ("投标截止时间: 2023年2月30日", "投标截止时间", "应为日期时间"),
        ("标段: [{}, {最高限价: 五}]", "标段[1].最高限价", "应为人民币金额"),
        ("质疑: [{是否签字: 是}]", "质疑[0].是否签字", "没有这个事实"),
        ("采购方式: 谈判", "采购方式", "应为下列之一：competitive_negotiation（竞争性谈判）、soe_negotiation"),
        ("purchaser: {level: 市级}", "purchaser.level", "应为下列之一：city（设区的市级）、province（省级）"),
    ],
)
def test_what_is_ambiguous_unknown_or_wrong_is_told_at_the_key_that_was_written(text: str, path: str, zh: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_project(text)
    found = {p.path: p for p in caught.value.problems}
    assert path in found, caught.value.text()
    assert found[path].zh.startswith(zh)
    assert found[path].place is not None


def test_python_data_and_rows_of_a_table_may_have_chinese_keys() -> None:
    data = {"采购方式": "公开招标", "开标时间": "2026年1月2日", "质疑": [{"质疑人": "甲"}]}
    before = json.dumps(data)
    assert said(make_project(data)) == said(
        make_project(
            {"method": "open_tendering", "timeline": {"bid_opening": "2026-01-02"}, "challenges": [{"by": "甲"}]}
        )
    )
    assert json.dumps(data) == before  # what was given is left as it is


def test_data_in_english_is_taken_as_it_is() -> None:
    data = {"timeline": {"bid_opening": "2026-01-02"}, "bids": [{"bidder": "甲"}]}
    assert english(data).data is data


def test_every_title_is_a_key_in_its_place() -> None:
    for scope in all_scopes().values():
        if scope.name not in ("project", "procedure"):
            continue
        for spec in scope.fields.values():
            group = [all_scopes()[scope.name].entity.model_fields[spec.path[0]].metadata[0].zh] if spec.path[1:] else []
            if len(spec.path) > 2:
                continue
            value: Any = [] if spec.kind == "list" else "未知"
            inner: Any = {spec.fact.zh: value}
            made = english({group[0]: inner} if group else inner).data
            for step in spec.path:
                assert step in made, (scope.name, spec.name, made)
                made = made[step]


def test_every_declared_key_and_word_has_a_meaning() -> None:
    for scope, keys in KEYS.items():
        owner, *groups = scope.split(".")
        for words, meant in keys.items():
            assert words.split()
            for name in meant.split():
                fields = all_scopes()[owner].fields | (all_scopes()["procedure"].fields if owner == "project" else {})
                whole = ".".join((*groups, name))
                assert whole in fields or any(f.startswith(f"{whole}.") for f in fields), (scope, name)
    for name, declared in WORDS.items():
        (choice,) = [c for c in Choice.__subclasses__() if c.__name__ == name]
        for words, meant in declared.items():
            for word in words.split():
                assert tuple(m.value for m in choice.named(word)) == tuple(meant.split()), (name, word)


def test_a_word_declared_is_not_the_title_of_another() -> None:
    for name, declared in WORDS.items():
        (choice,) = [c for c in Choice.__subclasses__() if c.__name__ == name]
        titles = {m.zh for m in choice}
        assert not titles & {w for words in declared for w in words.split()}


@pytest.mark.parametrize("word", ["招标（采购）公告", "招标公告", "采购公告", "tender_notice"])
def test_a_word_with_brackets_may_be_written_without(word: str) -> None:
    made = said(parse_project(f"notices: [{{notice_kind: {word}}}]"))
    assert made["procedures"]["items"][0]["notices"]["items"] == [{"notice_kind": "tender_notice"}]
