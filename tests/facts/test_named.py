"""Commands take a role, an event and a method by what people call them; what is none is answered with the nearest."""

from __future__ import annotations

import pytest

from procure_rules.errors import NoSuchName
from procure_rules.facts.named import event_named, method_named, role_named
from procure_rules.facts.registry import all_scopes
from procure_rules.facts.words import Method
from procure_rules.views.rights import ROLES


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("供应商", "supplier"),
        ("supplier", "supplier"),
        ("Supplier", "supplier"),
        ("potential-bidder", "potential_bidder"),
        ("潜在供应商", "potential_bidder"),
        ("投标人", "bidder"),
        ("采购人", "purchaser"),
        ("招标人", "tenderee"),
        ("采购代理机构", "agency"),
        ("财政部门", "supervisor"),
        ("利害关系人", "interested_party"),
        ("联合体", "consortium"),
    ],
)
def test_a_role_is_known_by_what_it_is_called(text: str, role: str) -> None:
    assert role_named(text) == role


def test_every_role_of_the_remedies_is_a_role() -> None:
    assert [role_named(r) for r in ROLES] == list(ROLES)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("投标截止", "bid_deadline"),
        ("投标截止时间", "bid_deadline"),
        ("bid_deadline", "bid_deadline"),
        ("bid deadline", "bid_deadline"),
        ("bid-deadline", "bid_deadline"),
        ("开标", "bid_opening"),
        ("开标日期", "bid_opening"),
        ("招标公告", "tender_notice_published"),
        ("采购公告发布", "tender_notice_published"),
        ("中标公告日期", "award_notice_published"),
        ("合同签订", "contract_signed"),
        ("响应文件提交截止时间", "first_response_deadline"),
    ],
)
def test_an_event_is_known_by_what_it_is_called(text: str, event: str) -> None:
    assert event_named(text) == event


def test_every_event_and_method_is_known_by_name_and_by_title() -> None:
    for spec in all_scopes()["procedure"].fields.values():
        if spec.kind in ("event", "deadline"):
            assert event_named(spec.name) == event_named(spec.fact.zh) == spec.name
    for method in Method:
        assert method_named(method.value) is method_named(method.zh) is method_named(method.en) is method


@pytest.mark.parametrize(
    ("text", "method"),
    [("公开招标", "open_tendering"), ("竞谈", "competitive_negotiation"), ("单一来源", "single_source")],
)
def test_a_method_is_known_by_what_it_is_called(text: str, method: str) -> None:
    assert method_named(text) == method


def test_what_is_none_or_several_is_answered_with_the_nearest() -> None:
    for call, text, zh, en in (
        (role_named, "供应伤", "没有“供应伤”这一角色；请写其一：supplier（供应商）", "there is no role '供应伤'"),
        (
            role_named,
            "律师",
            "没有“律师”这一角色；请写其一：supplier（供应商）、bidder（投标人）",
            "there is no role '律师'",
        ),
        (
            role_named,
            "suplier",
            "没有“suplier”这一角色；请写其一：supplier（供应商）",
            "there is no role 'suplier'; write one of: supplier",
        ),
        (
            event_named,
            "截止时间",
            "“截止时间”可以指多种事件；请写其一：bid_deadline（投标截止）、first_response_deadline",
            "'截止时间' can mean",
        ),
        (event_named, "开标时见", "没有“开标时见”这一事件；请写其一：bid_opening（开标）", "there is no event"),
        (event_named, "xyzzy", "没有“xyzzy”这一事件", "there is no event 'xyzzy'"),
        (
            method_named,
            "谈判",
            "“谈判”可以指多种采购方式；请写其一：competitive_negotiation（竞争性谈判）、soe_negotiation",
            "'谈判' can mean",
        ),
    ):
        with pytest.raises(NoSuchName) as caught:
            call(text)
        assert caught.value.zh.startswith(zh)
        assert caught.value.en.startswith(en)
