"""A choice of which only some words are left: how it is written, what follows, and what stays open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from procure_rules import InputError, assess
from procure_rules.facts import make_project
from procure_rules.facts.choice import Words
from procure_rules.facts.words import Category

DAY = dt.date(2026, 9, 1)
HOSPITAL = {
    "purchaser": {"kind": "public_institution", "level": "province", "place": "四川"},
    "budget": "900万元",
    "catalogue": {"listed": True},
    "method": "open_tendering",
}


def category(written: Any) -> Any:
    subject = make_project({"subject": {"name": "系统", "category": written}}).subject
    assert subject is not None
    return subject.category


@pytest.mark.parametrize(
    "written",
    [
        {"not": "works"},
        {"非": "工程"},
        {"不是": ["工程"]},
        ["goods", "services"],
        {"one_of": ["services", "货物"]},
        {"之一": ["货物", "服务"]},
    ],
)
def test_several_words_are_written_in_many_ways(written: Any) -> None:
    found = category(written)
    assert isinstance(found, Words)
    assert found.value == {"goods", "services"}
    assert category(found.plain()) == found  # what is dumped is read again


def test_one_word_left_is_that_word_and_all_words_say_nothing() -> None:
    assert category({"not": ["works", "services"]}) is Category.goods
    assert category(["goods"]) is Category.goods
    assert category(["goods", "works", "services"]) is None


@pytest.mark.parametrize("written", [[], {"not": "x"}, {"not": ["goods", "works", "services"]}, {"of": "goods"}])
def test_a_set_that_says_nothing_or_names_no_word_is_refused(written: Any) -> None:
    with pytest.raises(InputError):
        category(written)


def law(**more: Any) -> Any:
    return assess(make_project(HOSPITAL | more), as_of=DAY).conclusion("regime")


def test_no_works_settles_the_law() -> None:
    assert law(subject={"name": "系统"}).presumed == "unknown"
    assert law(subject={"name": "系统", "category": {"not": "works"}}).presumed == "government_procurement"
    assert law(subject={"name": "系统", "category": {"not": "goods"}}).presumed == "unknown"


def test_the_kind_of_contract_tells_the_category_strictly() -> None:
    answer = assess(make_project(HOSPITAL | {"subject": {"name": "x"}, "contract_kind": "other_goods"}), as_of=DAY)
    assert answer.conclusion("works_of_the_tendering_law").strict == "false"
    assert law(subject={"name": "x"}, contract_kind="other_goods").presumed == "government_procurement"


def test_what_contradicts_itself_is_left_as_stated() -> None:
    project = make_project(HOSPITAL | {"subject": {"category": "services"}, "contract_kind": "construction"})
    assert assess(project, as_of=DAY).conclusion("works_of_the_tendering_law").strict == "false"


def test_a_set_is_told_as_a_fact() -> None:
    told = law(subject={"name": "系统", "category": {"not": "works"}}).because
    one = next(f for f in told if f.fact == "subject.category")
    assert (one.value.said, one.value.text("zh"), one.value.text("en")) == (
        "goods|services",
        "货物或者服务",
        "goods or services",
    )
