"""The laws of the rule language (docs/semantics.md), each shown by the smallest ruleset that has it."""

import datetime as dt
from typing import Any

import pytest

from procure_rules.assess import assess
from procure_rules.calendar import load_calendar
from procure_rules.engine.law import compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.facts import make_project

INF = float("inf")
UNKNOWN_DATE = (-INF, INF)


def rule(body: str, *, name: str = "r", scope: str = "procedure", span: str = "from: 2000-01-01") -> str:
    head = f"title: {{zh: 试, en: trial}}\n  basis: [gpl-2014:46]\n  in_force: {{{span}}}"
    return f"- id: {name}\n  scope: {scope}\n  {head}\n  {body}\n"


def is_(condition: str) -> str:
    """A rule by which ``tendered`` is what a condition is."""
    return rule(f'define: {{tendered: boolean, value: "{condition}"}}')


def on(**events: Any) -> dict[str, Any]:
    return {"timeline": events}


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


# (1) three values and intervals ---------------------------------------------------------------------------------

T, F, U = True, False, None
SAID = {T: "true", F: "false", U: "unknown"}


@pytest.mark.parametrize(
    ("one", "two", "conjunction", "disjunction"),
    [(T, T, T, T), (T, F, F, T), (T, U, U, T), (F, F, F, F), (F, U, F, U), (U, U, U, U)],
)
def test_unknown_is_neither_true_nor_false(
    ruleset: Any, one: Any, two: Any, conjunction: Any, disjunction: Any
) -> None:
    facts = {"task_cancelled": SAID[one], "discriminated": SAID[two]}
    assert ruleset.rules(is_("task_cancelled and discriminated")).value("tendered", facts) is conjunction
    assert ruleset.rules(is_("discriminated or task_cancelled")).value("tendered", facts) is disjunction
    assert ruleset.rules(is_("not task_cancelled")).value("tendered", facts) is {T: F, F: T, U: U}[one]


@pytest.mark.parametrize(
    "condition",
    [
        "task_cancelled or not task_cancelled",
        "subject.category in [goods, works, services]",
        "budget >= budget",
        "lot == lot",
    ],
)
def test_connectives_look_at_values_not_at_cases_so_a_tautology_over_the_unknown_is_unknown(
    ruleset: Any, condition: str
) -> None:
    assert ruleset.rules(is_(condition)).value("tendered") is None


@pytest.mark.parametrize(
    ("budget", "at_least", "above", "equal"),
    [
        ({"min": 300}, True, None, None),
        ({"min": 301}, True, True, False),
        ({"max": 300}, None, False, None),
        ({"max": 299}, False, False, False),
        ({"min": 200, "max": 400}, None, None, None),
        (300, True, False, True),
        ("unknown", None, None, None),
    ],
)
def test_a_comparison_of_intervals_is_decided_where_every_point_agrees(
    ruleset: Any, budget: Any, at_least: bool | None, above: bool | None, equal: bool | None
) -> None:
    assert ruleset.rules(is_("budget >= 300元")).value("tendered", {"budget": budget}) is at_least
    assert ruleset.rules(is_("budget > 300元")).value("tendered", {"budget": budget}) is above
    assert ruleset.rules(is_("budget == 300元")).value("tendered", {"budget": budget}) is equal
    assert ruleset.rules(is_("budget != 300元")).value("tendered", {"budget": budget}) is {T: F, F: T, U: U}[equal]


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        ("budget + lot_budget", (500, 900)),
        ("budget - lot_budget", (-100, 300)),
        ("3 * budget", (900, 1500)),
        ("min(budget, lot_budget)", (200, 400)),
        ("max(budget, lot_budget)", (300, 500)),
        ("between(budget, lot_budget)", (200, 500)),
        ("max(budget - lot_budget, 0元)", (0, 300)),
    ],
)
def test_arithmetic_of_intervals_holds_every_result(ruleset: Any, value: str, interval: tuple[int, int]) -> None:
    ruleset.rules(rule(f'define: {{procurement_limit: amount, value: "{value}"}}'))
    facts = {"budget": {"min": 3, "max": 5}, "lot_budget": {"min": 2, "max": 4}}
    assert ruleset.value("procurement_limit", facts) == interval


@pytest.mark.parametrize(("security", "met"), [("1.99", True), (2, True), ("2.01", False)])
def test_a_ratio_is_compared_by_products_to_the_fen(ruleset: Any, security: Any, met: bool) -> None:
    ruleset.rules(rule('bound: {of: bid_security, at_most: "2% * budget"}'))
    facts = {"budget": 100, "bid_security": security}
    assert ruleset.verdict(facts) == ("met" if met else "breached")


def test_nothing_of_an_unknown_amount_is_nothing(ruleset: Any) -> None:
    ruleset.rules(rule('bound: {of: bid_security, at_most: "0% * budget"}'))
    assert ruleset.verdict({"bid_security": 5}) == "breached"


def test_a_product_with_a_negative_difference_holds_every_result(ruleset: Any) -> None:
    ruleset.rules(rule('require: "deduction_applied * (bidders - qualified_bidders) >= 0 - 2"', scope="bid"))
    facts = {"bidders": 1, "qualified_bidders": 11, "bids": [{"deduction_applied": {"min": "10%", "max": "50%"}}]}
    assert ruleset.verdict(facts) == "undetermined"


# (2) lists ------------------------------------------------------------------------------------------------------

ABSENT, NONE, ONE_UNKNOWN = "unknown", [], [{}]
FIVE = [{"bid_price": 5}]
SOME_FIVE = {"partial": True, "items": FIVE}
SOME = {"partial": True, "items": []}


@pytest.mark.parametrize(
    ("condition", "absent", "none", "some", "one_unknown", "five", "some_five"),
    [
        ("any(bids)", U, F, U, T, T, T),
        ("any(bids where bid_price >= 3元)", U, F, U, U, T, T),
        ("any(bids where bid_price >= 9元)", U, F, U, U, F, U),
        ("all(bids where bid_price >= 3元)", U, T, U, U, T, U),
        ("all(bids where bid_price >= 9元)", U, T, U, U, F, F),
        ("count(bids) == 0", U, T, U, F, F, F),
        ("count(bids) >= 1", U, F, U, T, T, T),
        ("count(bids) <= 1", U, T, U, T, T, U),
        ("count(bids where bid_price >= 3元) >= 1", U, F, U, U, T, T),
        ("sum(bids.bid_price) == 0元", U, T, U, U, F, F),
        ("sum(bids.bid_price) >= 5元", U, F, U, U, T, T),
        ("sum(bids.bid_price) <= 5元", U, T, U, U, T, U),
        ("min_of(bids.bid_price) <= 5元", U, U, U, U, T, T),
        ("min_of(bids.bid_price) >= 5元", U, U, U, U, T, U),
        ("max_of(bids.bid_price) >= 5元", U, U, U, U, T, T),
        ("max_of(bids.bid_price) <= 5元", U, U, U, U, T, U),
    ],
)
def test_a_list_left_out_is_unknown_given_is_complete_partial_may_go_on_and_empty_is_none(
    ruleset: Any, condition: str, absent: Any, none: Any, some: Any, one_unknown: Any, five: Any, some_five: Any
) -> None:
    ruleset.rules(is_(condition))
    given = (ABSENT, NONE, SOME, ONE_UNKNOWN, FIVE, SOME_FIVE)
    found = [ruleset.value("tendered", {} if bids == ABSENT else {"bids": bids}) for bids in given]
    assert found == [absent, none, some, one_unknown, five, some_five]


def test_the_sum_counts_what_may_belong_to_it_at_its_upper_end_only(ruleset: Any) -> None:
    ruleset.rules(rule('define: {procurement_limit: amount, value: "sum(bids.bid_price where small_or_micro)"}'))
    bids = [{"bid_price": 3, "small_or_micro": True}, {"bid_price": 5}, {"bid_price": 7, "small_or_micro": False}]
    assert ruleset.value("procurement_limit", {"bids": bids}) == (300, 800)


# (3) guards -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guard", "bidders", "verdict"),
    [
        (True, 3, "met"),
        (True, 2, "breached"),
        (True, "unknown", "undetermined"),
        (False, 3, "not_applicable"),
        (False, 2, "not_applicable"),
        ("unknown", 3, "cannot_be_breached"),
        ("unknown", 2, "undetermined"),
        ("unknown", "unknown", "undetermined"),
    ],
)
def test_a_rule_whose_guard_is_unknown_cannot_be_breached_where_it_is_met_anyway(
    ruleset: Any, guard: Any, bidders: Any, verdict: str
) -> None:
    ruleset.rules(rule("applies: task_cancelled\n  require: bidders >= 3"))
    assert ruleset.verdict({"task_cancelled": guard, "bidders": bidders}) == verdict


@pytest.mark.parametrize(
    ("place", "verdict"), [("四川", "breached"), ("湖南", "not_applicable"), ("unknown", "undetermined")]
)
def test_a_local_rule_binds_in_its_place_only(ruleset: Any, place: str, verdict: str) -> None:
    ruleset.rules(rule("place: 四川\n  require: bidders >= 3"))
    assert ruleset.verdict({"bidders": 1, "purchaser": {"place": place}}) == verdict


def test_a_rule_of_a_part_of_the_project_speaks_where_the_part_is_given(ruleset: Any) -> None:
    ruleset.rules(rule("require: group.year >= 2020", scope="group"))
    assert ruleset.verdict({}) == "not_applicable"
    assert ruleset.verdict({"group": {}}) == "undetermined"
    assert ruleset.verdict({"group": {"year": 2019}}) == "breached"


# odd numbers, whole fen, lengths of two lines ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "value"), [(5, True), (4, False), (0, False), ("unknown", None), ({"min": 5, "max": 7}, None)]
)
def test_a_number_is_odd_or_even_once_it_is_known(ruleset: Any, size: Any, value: bool | None) -> None:
    ruleset.rules(is_("odd(bidders)"))
    assert ruleset.value("tendered", {"bidders": size}) is value


@pytest.mark.parametrize(
    ("price", "fine"),
    [("100.00", (50, 50)), ("100.99", (50, 50)), ("101.00", (51, 51)), ("unknown", (0, INF)), ("0.99", (0, 0))],
)
def test_an_amount_is_rounded_to_whole_fen_half_a_fen_upwards(
    ruleset: Any, price: Any, fine: tuple[float, float]
) -> None:
    ruleset.declare("name: t_fine, scope: procedure, kind: amount")
    ruleset.rules(rule('define: {t_fine: amount, value: "rounded(5‰ * contract_price)"}'))
    assert ruleset.value("t_fine", {"contract_price": price}) == fine


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [("2024-03-21", "met"), ("2024-03-22", "contested"), ("2024-03-31", "contested"), ("2024-04-01", "breached")],
)
def test_a_length_may_differ_on_the_two_lines(ruleset: Any, signed: str, verdict: str) -> None:
    ruleset.rules(
        rule(
            "period: {from: award_letter_issued, act: contract_signed, at_most: {literal: 30 days, safe: 20 days}, "
            "lines: {literal: {roll: none}, safe: {roll: none}}}"
        )
    )
    assert ruleset.verdict(on(award_letter_issued="2024-03-01", contract_signed=signed)) == verdict
    assert ruleset.load().rules[0].form.length == "30 days / 20 days"


# (4) exceptions -------------------------------------------------------------------------------------------------

MINIMUM = rule('define: {min_final_offers: count, value: "3"}', name="three") + rule(
    'overrides: [three]\n  applies: task_cancelled\n  define: {min_final_offers: count, value: "2"}', name="two"
)


@pytest.mark.parametrize(("exception", "value"), [(False, (3, 3)), (True, (2, 2)), ("unknown", (2, 3))])
def test_an_exception_that_may_hold_leaves_both_values_possible(
    ruleset: Any, exception: Any, value: tuple[int, int]
) -> None:
    assert ruleset.rules(MINIMUM).value("min_final_offers", {"task_cancelled": exception}) == value


def test_rule_and_exception_that_agree_need_not_know_which_of_them_speaks(ruleset: Any) -> None:
    assert ruleset.rules(MINIMUM.replace('"2"', '"3"')).value("min_final_offers") == (3, 3)


def test_an_exception_to_an_exception_revives_the_rule(ruleset: Any) -> None:
    again = rule(
        'overrides: [two]\n  applies: discriminated\n  define: {min_final_offers: count, value: "3"}',
        name="three-again",
    )
    facts = {"task_cancelled": True, "discriminated": True}
    assert ruleset.rules(MINIMUM + again).value("min_final_offers", facts) == (3, 3)
    assert ruleset.value("min_final_offers", facts | {"discriminated": False}) == (2, 2)


@pytest.mark.parametrize(
    ("exception", "bidders", "verdict"),
    [
        (False, 1, "breached"),
        (True, 1, "not_applicable"),
        ("unknown", 1, "undetermined"),
        ("unknown", 3, "cannot_be_breached"),
    ],
)
def test_a_duty_under_an_exception_that_may_hold_is_undetermined(
    ruleset: Any, exception: Any, bidders: int, verdict: str
) -> None:
    ruleset.rules(
        rule("require: bidders >= 3", name="r")
        + rule("overrides: [r]\n  applies: task_cancelled\n  require: bidders >= 1", name="s")
    )
    assert ruleset.verdict({"task_cancelled": exception, "bidders": bidders}) == verdict


@pytest.mark.parametrize(("exception", "value"), [(False, (3, 3)), (True, (2, 2)), ("unknown", (2, 3))])
def test_an_exception_to_several_versions_is_one_to_each(ruleset: Any, exception: Any, value: tuple[int, int]) -> None:
    three, two = MINIMUM.split("- id: two")
    old = three.replace("from: 2000-01-01", "from: 1999-01-01, to: 2010-12-31, anchor: contract_signed")
    new = three.replace("from: 2000-01-01", "from: 2011-01-01, anchor: contract_signed")
    ruleset.rules(f"{old}{new}- id: two{two}")
    across = on(contract_signed={"from": "2010-12-01", "to": "2011-01-31"})
    for facts in (on(contract_signed="2020-01-01"), across):
        assert ruleset.value("min_final_offers", facts | {"task_cancelled": exception}) == value


def test_an_exception_has_its_own_time(ruleset: Any) -> None:
    late = MINIMUM.replace("- id: two\n", "- id: two\n").replace("from: 2000-01-01", "from: 2000-01-01", 1)
    head, tail = late.split("- id: two")
    ruleset.rules(head + "- id: two" + tail.replace("from: 2000-01-01", "from: 2026-06-02"))
    facts = {"task_cancelled": True}
    assert ruleset.value("min_final_offers", facts, as_of=dt.date(2026, 6, 1)) == (3, 3)
    assert ruleset.value("min_final_offers", facts, as_of=dt.date(2026, 6, 2)) == (2, 2)


# (5) conflict ---------------------------------------------------------------------------------------------------


def test_two_undefeated_contrary_rules_are_a_conflict_and_decide_nothing(ruleset: Any) -> None:
    ruleset.rules(
        rule('define: {tendered: boolean, value: "true"}', name="yes")
        + rule('applies: task_cancelled\n  define: {tendered: boolean, value: "false"}', name="no")
    )
    assert ruleset.run({"task_cancelled": True}).conflicts == [("tendered", 0)]
    assert ruleset.value("tendered", {"task_cancelled": True}) is None


def test_contrary_rules_that_always_hold_are_refused_when_loaded(ruleset: Any) -> None:
    ruleset.rules(
        rule('define: {tendered: boolean, value: "true"}', name="yes")
        + rule('define: {tendered: boolean, value: "false"}', name="no")
    )
    assert "it contradicts 'yes' in every case" in ruleset.said()


def test_a_rule_that_may_apply_and_says_otherwise_leaves_the_conclusion_open_without_a_conflict(ruleset: Any) -> None:
    ruleset.rules(
        rule('define: {tendered: boolean, value: "true"}', name="yes")
        + rule('applies: task_cancelled\n  define: {tendered: boolean, value: "false"}', name="no")
    )
    assert ruleset.run().conflicts == []
    assert ruleset.value("tendered") is None
    assert ruleset.value("tendered", {"task_cancelled": False}) is True


def test_rules_that_say_the_same_support_each_other(ruleset: Any) -> None:
    ruleset.rules(
        rule('define: {tendered: boolean, value: "true"}', name="a")
        + rule('applies: task_cancelled\n  define: {tendered: boolean, value: "true"}', name="b")
    )
    assert ruleset.value("tendered") is True


def test_contrary_figures_are_a_conflict_and_decide_nothing(ruleset: Any) -> None:
    ruleset.rules(
        rule('define: {min_final_offers: count, value: "3"}', name="a")
        + rule('applies: task_cancelled\n  define: {min_final_offers: count, value: "2"}', name="b")
    )
    assert ruleset.run({"task_cancelled": True}).conflicts == [("min_final_offers", 0)]
    assert ruleset.value("min_final_offers", {"task_cancelled": True}) == (0, INF)
    assert ruleset.run().conflicts == []
    assert ruleset.value("min_final_offers") == (2, 3)


def test_a_conclusion_about_which_no_rule_surely_speaks_is_unknown(ruleset: Any) -> None:
    ruleset.rules(rule('applies: task_cancelled\n  define: {tendered: boolean, value: "true"}'))
    assert ruleset.value("tendered") is None
    assert ruleset.value("tendered", {"task_cancelled": False}) is None
    assert ruleset.value("tendered", {"task_cancelled": True}) is True


# cases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        (True, True, (1, 1)),
        (False, True, (2, 2)),
        (False, False, (3, 3)),
        ("unknown", True, (1, 2)),
        ("unknown", False, (1, 3)),
        (False, "unknown", (2, 3)),
        ("unknown", "unknown", (1, 3)),
    ],
)
def test_the_first_case_that_holds_gives_the_value_and_cases_that_may_hold_leave_theirs_possible(
    ruleset: Any, first: Any, second: Any, value: tuple[int, int]
) -> None:
    ruleset.rules(
        rule(
            "define:\n    min_final_offers: count\n    cases:\n"
            '      - {when: task_cancelled, value: "1"}\n      - {when: discriminated, value: "2"}\n    otherwise: "3"'
        )
    )
    assert ruleset.value("min_final_offers", {"task_cancelled": first, "discriminated": second}) == value


def test_cases_without_otherwise_leave_the_rest_unknown(ruleset: Any) -> None:
    ruleset.rules(rule('define: {tendered: boolean, cases: [{when: task_cancelled, value: "true"}]}'))
    assert ruleset.value("tendered", {"task_cancelled": True}) is True
    assert ruleset.value("tendered", {"task_cancelled": False}) is None
    assert ruleset.value("tendered", {}) is None


def test_contested_is_a_value_that_stays_unknown_whatever_is_stated(ruleset: Any) -> None:
    ruleset.rules(
        rule("define: {tendered: boolean, cases: [{when: task_cancelled, value: contested}], otherwise: 'false'}")
    )
    assert ruleset.value("tendered", {"task_cancelled": True}) is None
    assert ruleset.value("tendered", {"task_cancelled": False}) is False


# (6) versions ---------------------------------------------------------------------------------------------------

OLD = "from: 2005-01-01, to: 2009-12-31, anchor: [contract_signed]"
NEW = "from: 2010-01-01, anchor: [contract_signed]"
VERSIONS = rule("require: bidders >= 3", span=OLD) + rule("require: bidders >= 2", span=NEW)


@pytest.mark.parametrize(
    ("signed", "bidders", "verdict"),
    [
        ("2009-12-31", 2, "breached"),
        ("2010-01-01", 2, "met"),
        ("2004-12-31", 1, "not_applicable"),
        ({"from": "2009-06-01", "to": "2010-06-01"}, 3, "met"),
        ({"from": "2009-06-01", "to": "2010-06-01"}, 1, "breached"),
        ({"from": "2009-06-01", "to": "2010-06-01"}, 2, "undetermined"),
        ({"from": "2004-06-01", "to": "2006-06-01"}, 1, "undetermined"),
        ({"from": "2004-06-01", "to": "2006-06-01"}, 3, "cannot_be_breached"),
    ],
)
def test_every_version_that_may_be_in_force_is_judged_and_equal_verdicts_win(
    ruleset: Any, signed: Any, bidders: int, verdict: str
) -> None:
    assert ruleset.rules(VERSIONS).verdict({"bidders": bidders, **on(contract_signed=signed)}) == verdict


def test_before_the_law_a_rule_does_not_apply(ruleset: Any) -> None:
    ruleset.rules(rule("require: bidders >= 3", span=NEW))
    assert ruleset.verdict({"bidders": 1, **on(contract_signed="2009-12-31")}) == "not_applicable"


GAP = rule("require: bidders >= 3", span=OLD) + rule("require: bidders >= 3", span=NEW.replace("2010", "2012"))


@pytest.mark.parametrize(("bidders", "verdict"), [(1, "undetermined"), (3, "cannot_be_breached")])
def test_versions_that_leave_a_gap_within_the_anchor_settle_nothing(ruleset: Any, bidders: int, verdict: str) -> None:
    signed = {"from": "2009-06-01", "to": "2012-06-01"}
    assert ruleset.rules(GAP).verdict({"bidders": bidders, **on(contract_signed=signed)}) == verdict


def test_a_gap_that_is_not_encoded_is_undetermined(ruleset: Any) -> None:
    assert ruleset.rules(GAP).verdict({"bidders": 1, **on(contract_signed="2011-01-01")}) == "undetermined"


def test_versions_of_a_definition_give_their_hull_where_the_anchor_meets_both(ruleset: Any) -> None:
    ruleset.rules(
        rule('define: {min_final_offers: count, value: "3"}', span=OLD)
        + rule('define: {min_final_offers: count, value: "2"}', span=NEW)
    )
    assert ruleset.value("min_final_offers", on(contract_signed={"from": "2009-06-01", "to": "2010-06-01"})) == (2, 3)
    assert ruleset.value("min_final_offers", on(contract_signed={"from": "2004-06-01", "to": "2006-06-01"})) == (0, INF)


ANCHORS = "from: 2018-01-01, anchor: [tender_notice_published, contract_signed]"


@pytest.mark.parametrize(
    ("notice", "strict", "presumed"),
    [("2017-12-31", None, None), ("2018-01-01", True, True), ("not_yet", True, True), ("unknown", None, True)],
)
def test_the_first_known_event_of_the_anchor_picks_the_version_and_an_unknown_one_before_it_leaves_it_open_strictly(
    ruleset: Any, notice: str, strict: Any, presumed: Any
) -> None:
    ruleset.rules(rule('define: {tendered: boolean, value: "true"}', span=ANCHORS))
    facts = on(tender_notice_published=notice, contract_signed="2019-01-01")
    assert ruleset.value("tendered", facts) is strict
    assert ruleset.value("tendered", facts, presumed=True) is presumed


def test_the_order_of_the_anchor_counts_not_the_order_in_time(ruleset: Any) -> None:
    ruleset.rules(rule('define: {tendered: boolean, value: "true"}', span=ANCHORS))
    assert ruleset.value("tendered", on(tender_notice_published="2020-01-01", contract_signed="2017-01-01")) is True


@pytest.mark.parametrize(("as_of", "verdict"), [("2026-05-31", "not_applicable"), ("2026-06-01", "breached")])
def test_without_an_anchor_or_a_known_event_of_it_the_day_of_assessment_picks_the_version(
    ruleset: Any, as_of: str, verdict: str
) -> None:
    today = dt.date.fromisoformat(as_of)
    ruleset.rules(rule("require: bidders >= 3", span="from: 2026-06-01"))
    assert ruleset.verdict({"bidders": 1}, as_of=today) == verdict
    ruleset.rules(rule("require: bidders >= 3", span="from: 2026-06-01, anchor: [contract_signed]"))
    facts = {"bidders": 1, **on(contract_signed="not_yet")}
    assert ruleset.verdict(facts, as_of=today, presumed=True) == verdict


@pytest.mark.parametrize(
    ("span", "signed", "strict", "presumed"),
    [
        ("from: 2026-06-01", "not_yet", "undetermined", "not_applicable"),
        ("from: 2026-06-01", "unknown", "undetermined", "not_applicable"),
        ("from: 2026-06-01", {"to": "2026-06-01"}, "undetermined", "breached"),
        ("from: 2026-06-01", {"to": "2026-05-31"}, "not_applicable", "not_applicable"),
        ("from: 2026-06-02", {"to": "2026-06-01"}, "not_applicable", "not_applicable"),
        ("from: 2026-06-01", {"from": "2026-06-01"}, "undetermined", "not_applicable"),
        ("from: 2010-01-01, to: 2026-05-30", "not_yet", "not_applicable", "not_applicable"),
        ("from: 2010-01-01, to: 2026-05-31", "not_yet", "undetermined", "breached"),
        ("from: 2010-01-01", "not_yet", "breached", "breached"),
    ],
)
def test_an_open_event_may_come_under_a_later_law_strictly(
    ruleset: Any, span: str, signed: Any, strict: str, presumed: str
) -> None:
    today = dt.date(2026, 5, 31)
    ruleset.rules(rule("require: bidders >= 3", span=f"{span}, anchor: [contract_signed]"))
    facts = {"bidders": 1, **on(contract_signed=signed)}
    assert ruleset.verdict(facts, as_of=today) == strict
    assert ruleset.verdict(facts, as_of=today, presumed=True) == presumed


@pytest.mark.parametrize(
    ("through", "notice", "verdict"),
    [
        ("", "not_yet", "undetermined"),
        (", through: contract_signed", "not_yet", "breached"),
        (", through: contract_signed", "unknown", "undetermined"),
    ],
)
def test_what_had_not_happened_when_the_procedure_ended_no_longer_bears_on_the_version(
    ruleset: Any, through: str, notice: str, verdict: str
) -> None:
    span = f"from: 2010-01-01, to: 2018-05-31, anchor: [tender_notice_published, contract_signed]{through}"
    ruleset.rules(rule("require: bidders >= 3", span=span))
    facts = {"bidders": 1, **on(tender_notice_published=notice, contract_signed="2017-05-15")}
    assert ruleset.verdict(facts, as_of=dt.date(2019, 6, 28)) == verdict


@pytest.mark.parametrize(
    ("signed", "strict", "presumed"),
    [("2018-05-20", True, True), ("2018-06-20", None, None), ("not_yet", None, True), ("unknown", None, True)],
)
def test_a_change_of_law_on_the_way_through_a_procedure_leaves_the_version_open(
    ruleset: Any, signed: str, strict: Any, presumed: Any
) -> None:
    span = "from: 2000-05-01, to: 2018-05-31, anchor: [tender_notice_published], through: contract_signed"
    ruleset.rules(rule('define: {tendered: boolean, value: "true"}', span=span))
    facts = on(tender_notice_published="2018-05-01", contract_signed=signed)
    assert ruleset.value("tendered", facts) is strict
    assert ruleset.value("tendered", facts, presumed=True) is presumed


# parameters -----------------------------------------------------------------------------------------------------

TABLE = """
- parameter: limit
  title: {zh: 限, en: limit}
  kind: amount
  keys: [place]
  values:
    - {place: 四川, value: 1元, from: 2010-01-01, to: 2014-12-31, basis: [gpl-2014:8]}
    - {place: 四川, value: 3元, from: 2015-01-01, basis: [gpl-2014:8]}
    - {place: 湖南, value: 2元, from: 2010-01-01, to: 2014-12-31, basis: [gpl-2014:8]}
    - {place: 河南, floor: 5元, from: 2010-01-01, basis: [gpl-2014:8]}
"""


@pytest.mark.parametrize(
    ("place", "signed", "value"),
    [
        ("四川", "2014-12-31", (100, 100)),
        ("四川", "2015-01-01", (300, 300)),
        ("四川", {"from": "2014-06-01", "to": "2015-06-01"}, (100, 300)),
        ("四川", {"from": "2009-06-01", "to": "2010-06-01"}, (0, INF)),
        ("四川", "2009-12-31", (0, INF)),
        ("湖南", "2015-01-01", (0, INF)),
        ("河南", "2015-01-01", (500, INF)),
        ("青海", "2012-01-01", (0, INF)),
        ("unknown", "2012-01-01", (0, INF)),
    ],
)
def test_a_figure_is_looked_up_on_the_day_of_the_anchor_and_never_borrowed_from_another_place_or_time(
    ruleset: Any, place: str, signed: Any, value: tuple[float, float]
) -> None:
    ruleset.write("parameters/limit.yaml", TABLE)
    ruleset.rules(
        rule(
            'define: {procurement_limit: amount, value: "param(limit, purchaser.place)"}',
            span="from: 2000-01-01, anchor: [contract_signed]",
        )
    )
    assert ruleset.value("procurement_limit", {"purchaser": {"place": place}, **on(contract_signed=signed)}) == value


KINDS = """
- parameter: limit
  title: {zh: 限额, en: limit}
  kind: count
  keys: [kind]
  values:
    - {kind: goods, value: "3", from: 2000-01-01, basis: [gpl-2014:8]}
    - {kind: works, value: "7", from: 2000-01-01, basis: [gpl-2014:8]}
    - {kind: services, value: "5", from: 2020-01-01, basis: [gpl-2014:8]}
"""


@pytest.mark.parametrize(
    ("category", "signed", "value"),
    [
        ("goods", "2021-01-01", (3, 3)),
        ({"not": "works"}, "2021-01-01", (3, 5)),
        ({"one_of": ["goods", "works"]}, "2021-01-01", (3, 7)),
        (None, "2021-01-01", (3, 7)),
        (None, "2019-01-01", (0, INF)),  # no figure yet for services
        ({"not": "services"}, "2019-01-01", (3, 7)),
    ],
)
def test_a_figure_of_an_open_choice_is_the_hull_of_those_of_all_that_it_may_be(
    ruleset: Any, category: Any, signed: str, value: tuple[float, float]
) -> None:
    ruleset.write("parameters/limit.yaml", KINDS)
    ruleset.rules(
        rule(
            'define: {min_final_offers: count, value: "param(limit, subject.category)"}',
            span="from: 2000-01-01, anchor: [contract_signed]",
        )
    )
    subject = {} if category is None else {"subject": {"category": category}}
    assert ruleset.value("min_final_offers", {**subject, **on(contract_signed=signed)}) == value


# (7) conclusions keep their anchor ------------------------------------------------------------------------------


def test_a_conclusion_keeps_its_own_anchor_when_a_later_rule_uses_it(ruleset: Any) -> None:
    notice = "anchor: [tender_notice_published]"
    ruleset.rules(
        rule(
            'define: {min_final_offers: count, value: "3"}',
            name="old",
            span=f"from: 2000-01-01, to: 2017-12-31, {notice}",
        )
        + rule('define: {min_final_offers: count, value: "2"}', name="new", span=f"from: 2018-01-01, {notice}")
        + rule("require: final_offers >= min_final_offers", span="from: 2000-01-01, anchor: [contract_signed]")
    )
    facts = {"final_offers": 2, **on(tender_notice_published="2017-06-01", contract_signed="2018-06-01")}
    assert ruleset.verdict(facts) == "breached"


# (8) two clocks -------------------------------------------------------------------------------------------------


def test_as_of_dates_what_has_happened_and_known_at_dates_what_was_announced(ruleset: Any) -> None:
    ruleset.rules(rule("period: {from: award_letter_issued, act: contract_signed, at_most: 30 workdays}"))
    engine = compile_law(ruleset.load())
    project = make_project(on(award_letter_issued="2026-01-15", contract_signed="2026-03-05"))
    announced, before = load_calendar(known_at=dt.date(2025, 12, 1)), load_calendar(known_at=dt.date(2025, 10, 1))
    today = day("2026-06-01")
    assert run(engine, project, Context(today, announced)).verdicts["r"] == [4]  # breached
    assert run(engine, project, Context(today, before)).verdicts["r"] == [5]  # undetermined
    assert run(engine, project, Context(day("2026-01-20"), announced)).verdicts["r"] == [
        4
    ]  # a date stands, though to come


def test_known_at_is_as_of_unless_given() -> None:
    made = assess(make_project({}), as_of=dt.date(2026, 6, 1))
    assert made.receipt.known_at == made.receipt.as_of == dt.date(2026, 6, 1)


# (9) kinds of undetermined --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "facts", "kinds"),
    [
        ('define: {tendered: boolean, value: "catalogue.listed"}', {}, {("missing", "catalogue.listed")}),
        ('define: {tendered: boolean, value: "happened(contract_signed)"}', {}, {("missing", "contract_signed")}),
        (
            'define: {procurement_limit: amount, value: "param(limit, purchaser.place)"}',
            {"purchaser": {"place": "青海"}},
            {("not_encoded", "limit")},
        ),
        (
            'define: {procurement_limit: amount, value: "param(limit, purchaser.place)"}',
            {},
            {("missing", "purchaser.place")},
        ),
        ('define: {tendered: boolean, value: "contested"}', {}, {("reading", "reading")}),
        (
            'define: {tendered: boolean, cases: [{when: task_cancelled, value: "true"}]}',
            {"task_cancelled": False},
            {("not_encoded", "tendered")},
        ),
    ],
)
def test_what_is_undetermined_says_of_what_kind(
    ruleset: Any, body: str, facts: dict[str, Any], kinds: set[tuple[str, str]]
) -> None:
    ruleset.write("parameters/limit.yaml", TABLE).rules(rule(body))
    made = assess(make_project(facts), as_of=dt.date(2026, 6, 1), law=compile_law(ruleset.load()))
    (answer,) = (c for c in made.conclusions if c.rule in body)
    assert answer.presumed == "unknown"
    assert {(m.kind, m.fact) for m in answer.missing} == kinds


# (10) unknown keys ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lot", "place", "same"),
    [("四川", "四川", True), ("四川", "湖南", False), ("四川", "unknown", None), ("unknown", "unknown", None)],
)
def test_two_unknown_texts_are_never_the_same(ruleset: Any, lot: str, place: str, same: Any) -> None:
    ruleset.rules(is_("lot == purchaser.place"))
    assert ruleset.value("tendered", {"lot": lot, "purchaser": {"place": place}}) is same


# (11) the regime and the candidate methods ----------------------------------------------------------------------


def test_the_regime_is_several_booleans_and_one_word_for_display() -> None:
    facts = {
        "purchaser": {"kind": "state_organ", "level": "central", "place": "中央"},
        "subject": {"category": "goods"},
        "budget": 5_000_000,
        "funding": {"budgeted": True},
        "catalogue": {"listed": True},
        "method": "open_tendering",
        "timeline": {"tender_notice_published": "2026-03-02"},
    }
    made = {c.rule: c.presumed for c in assess(make_project(facts), as_of=dt.date(2026, 6, 1)).conclusions}
    assert {made[c] for c in ("government_procurement", "gp_procedure", "tendered")} == {"true"}
    assert {made[c] for c in ("tendering_procedure", "must_tender")} == {"false"}
    assert made["regime"] == "government_procurement"


def test_each_method_is_judged_in_the_world_in_which_it_is_the_method(ruleset: Any) -> None:
    ruleset.rules(
        is_("method in [open_tendering, invited_tendering]")
        + rule("ground: {method: competitive_negotiation, when: not tendered}", name="g")
        + rule("ground: {method: invited_tendering, when: not tendered}", name="h")
    )
    made = assess(
        make_project({"method": "open_tendering"}), as_of=dt.date(2026, 6, 1), law=compile_law(ruleset.load())
    )
    verdicts = {m.method: (m.strict, m.presumed) for m in made.methods}
    assert verdicts["competitive_negotiation"] == ("required", "required")  # no other way is left
    assert verdicts["invited_tendering"] == ("not_allowed", "not_allowed")
    assert verdicts["single_source"] == ("undetermined", "undetermined")  # no ground of it is encoded


# events ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "date", "happened"),
    [
        ("2026-05-31", (day("2026-05-31"), day("2026-05-31")), True),
        ("2026-06-01", (day("2026-06-01"), day("2026-06-01")), True),
        ("2026-06-02", (day("2026-06-02"), day("2026-06-02")), False),
        ("2026-05", (day("2026-05-01"), day("2026-05-31")), True),
        ("2026-06", (day("2026-06-01"), day("2026-06-30")), None),
        ("not_yet", (day("2026-06-01"), INF), False),
        ({"before": "2026-06-01"}, (-INF, day("2026-05-31")), True),
        ({"after": "2026-06-01"}, (day("2026-06-02"), INF), False),
        ("unknown", UNKNOWN_DATE, None),
    ],
)
def test_an_event_happened_or_lies_on_or_after_the_day_of_assessment_or_is_unknown(
    ruleset: Any, signed: Any, date: tuple[float, float], happened: bool | None
) -> None:
    assert ruleset.value("contract_signed", on(contract_signed=signed), "date", as_of=dt.date(2026, 6, 1)) == date
    assert (
        ruleset.value("contract_signed", on(contract_signed=signed), "happened", as_of=dt.date(2026, 6, 1)) is happened
    )


@pytest.mark.parametrize(
    ("facts", "event", "date"),
    [
        (on(contract_published="2020-01-01"), "contract_signed", (-INF, day("2020-01-01"))),
        (on(contract_signed="2020-01-01"), "contract_published", (day("2020-01-01"), INF)),
        (on(contract_signed="not_yet"), "contract_published", (day("2026-06-01"), INF)),
        (
            on(bid_deadline="2020-03-20", evaluation_report_received="2020-03-25"),
            "evaluation_finished",
            (day("2020-03-20"), day("2020-03-25")),
        ),
        (
            on(contract_signed="2020-01", contract_published="2020-01-10"),
            "contract_signed",
            (day("2020-01-01"), day("2020-01-10")),
        ),
        (
            on(contract_signed="2020-01-20", contract_published="2020-01-10"),  # cannot be: nothing is derived
            "contract_signed",
            (-INF, day("2026-06-01")),
        ),
        (
            on(contract_signed={"after": "2020-01-20"}, contract_published="2020-01-10"),
            "contract_signed",
            (day("2020-01-21"), INF),
        ),
    ],
)
def test_the_order_of_events_narrows_what_is_not_exactly_known_and_never_what_is_stated(
    ruleset: Any, facts: dict[str, Any], event: str, date: tuple[float, float]
) -> None:
    assert ruleset.value(event, facts, "date", as_of=dt.date(2026, 6, 1)) == date


def test_what_is_planned_does_not_show_that_what_should_come_before_it_will_be_done(ruleset: Any) -> None:
    ruleset.rules(rule("period: {act: contract_signed, not_after: 2026-12-31}"))
    today = dt.date(2026, 6, 1)
    assert ruleset.verdict(on(contract_published="2026-05-31"), as_of=today) == "met"  # it happened, so signing did
    assert ruleset.verdict(on(contract_published="2026-06-30"), as_of=today) == "undetermined"
    assert ruleset.verdict(on(contract_published="2026-06-30", contract_signed="not_yet"), as_of=today) == "due"
    stated = on(contract_signed={"from": "2026-01-01", "to": "2026-07-15"}, contract_published="2026-06-30")
    assert ruleset.verdict(stated, as_of=today) == "met"
    assert ruleset.value("contract_signed", stated, "date", as_of=today)[1] == day("2026-06-30")


def test_narrowing_moves_dates_and_leaves_open_whether_an_event_happened(ruleset: Any) -> None:
    assert ruleset.value("contract_signed", on(contract_published="2020-01-01"), "happened") is None


@pytest.mark.parametrize(
    ("signed", "stood"), [("2024-04-14", "2024-04-22"), ("2024-04-15", "2024-05-06"), ("2024-04-16", "2024-05-06")]
)
def test_a_moved_deadline_is_judged_as_it_stood_from_the_day_it_was_set(ruleset: Any, signed: str, stood: str) -> None:
    ruleset.rules(rule('define: {notice_period_end: date, value: "deadline_at(bid_deadline, contract_signed)"}'))
    moved = [{"set": "2024-04-01", "to": "2024-04-22T09:30"}, {"set": "2024-04-15", "to": "2024-05-06T09:30"}]
    assert ruleset.value("notice_period_end", on(bid_deadline=moved, contract_signed=signed), "early") == (
        day(stood),
        day(stood),
    )
    assert ruleset.value("bid_deadline", on(bid_deadline=moved), "date") == (day("2024-05-06"), day("2024-05-06"))


# presumptions ---------------------------------------------------------------------------------------------------


def test_a_presumption_enters_the_presumed_verdict_only_and_is_named_with_it(ruleset: Any) -> None:
    ruleset.rules(rule("require: not circumstances.force_majeure_emergency"))
    assert ruleset.verdict({}) == "undetermined"
    assert ruleset.verdict({}, presumed=True) == "met"
    assert [name for _, _, name in ruleset.run(presumed=True).applied if name.endswith("emergency")] == [
        "circumstances.force_majeure_emergency"
    ]


def test_what_is_stated_even_in_part_is_not_presumed_otherwise(ruleset: Any) -> None:
    ruleset.rules(rule("require: not circumstances.tender_exemption or attempt > 2"))
    assert ruleset.verdict({"circumstances": {"tender_exemption": True}}, presumed=True) == "breached"
    assert ruleset.value("attempt", {}, presumed=True) == (1, 1)
    assert ruleset.value("attempt", {"attempt": {"max": 2}}, presumed=True) == (0, 2)


def test_the_first_presumption_whose_condition_surely_holds_is_made(ruleset: Any) -> None:
    ruleset.rules(rule("require: contract_kind == other_goods"))
    assert ruleset.value("contract_kind", {"subject": {"category": "goods"}}, presumed=True) == "other_goods"
    assert ruleset.value("contract_kind", {"subject": {"category": "works"}}, presumed=True) == "construction"
    left = {"construction", "general_contracting", "other_goods", "other_service"}
    assert ruleset.value("contract_kind", {}, presumed=True) == left


def test_what_no_rule_reads_is_not_presumed(ruleset: Any) -> None:
    ruleset.rules(rule("require: budget > 1 yuan"))
    assert ruleset.value("contract_kind", {"subject": {"category": "goods"}}, presumed=True) is None


# the two lines --------------------------------------------------------------------------------------------------

SIGNING = rule("period: {from: award_letter_issued, act: contract_signed, at_most: 30 days, excuse: task_cancelled}")
# letter on 2026-01-16: day 30 is Sunday 02-15, the first rest day of the festival; literal line 02-24, safe line 02-15
LETTER = "2026-01-16"


@pytest.mark.parametrize(
    ("signed", "as_of", "verdict"),
    [
        ("2026-02-15", "2026-06-01", "met"),
        ("2026-02-16", "2026-06-01", "contested"),
        ("2026-02-24", "2026-06-01", "contested"),
        ("2026-02-25", "2026-06-01", "breached"),
        ("2026-02", "2026-06-01", "undetermined"),
        ({"from": "2026-02-16", "to": "2026-02-24"}, "2026-06-01", "contested"),
        ({"from": "2026-02-10", "to": "2026-02-24"}, "2026-06-01", "undetermined"),
        ({"after": "2026-02-24"}, "2026-06-01", "breached"),
        ("unknown", "2026-06-01", "undetermined"),
        ("not_yet", "2026-01-20", "due"),
        ("not_yet", "2026-02-15", "due"),
        ("not_yet", "2026-02-16", "due_contested"),
        ("not_yet", "2026-02-24", "due_contested"),
        ("not_yet", "2026-02-25", "breached"),
        ("2026-02-25", "2026-01-20", "breached"),
    ],
)
def test_a_maximum_is_met_on_the_safe_line_contested_to_the_literal_line_and_breached_beyond(
    ruleset: Any, signed: Any, as_of: str, verdict: str
) -> None:
    facts = {"task_cancelled": False, **on(award_letter_issued=LETTER, contract_signed=signed)}
    assert ruleset.rules(SIGNING).verdict(facts, as_of=dt.date.fromisoformat(as_of)) == verdict


@pytest.mark.parametrize(
    ("excuse", "signed", "verdict"),
    [
        (True, "2026-02-25", "excused"),
        ("unknown", "2026-02-25", "undetermined"),
        (False, "2026-02-25", "breached"),
        (True, "2026-02-15", "met"),
        (True, "2026-02-16", "contested"),
    ],
)
def test_an_excuse_turns_a_breach_into_lateness_excused_and_nothing_else(
    ruleset: Any, excuse: Any, signed: str, verdict: str
) -> None:
    facts = {"task_cancelled": excuse, **on(award_letter_issued=LETTER, contract_signed=signed)}
    assert ruleset.rules(SIGNING).verdict(facts) == verdict


SPLIT = ", lines: {literal: {}, safe: {extra: 1, id: C9}}"
ARGUABLE = ", lines: {literal: {}, safe: {extra: 1, id: C3}}"


@pytest.mark.parametrize(
    ("opened", "as_of", "split", "arguable"),
    [
        ("2026-03-21", "2026-06-01", "breached", "breached"),
        ("2026-03-22", "2026-06-01", "contested", "met"),
        ("2026-03-23", "2026-06-01", "met", "met"),
        ("2026-03", "2026-06-01", "undetermined", "undetermined"),
        ("not_yet", "2026-03-10", "due", "due"),
        ("not_yet", "2026-03-22", "due", "met"),
        ("not_yet", "2026-03-23", "met", "met"),
        ("unknown", "2026-06-01", "undetermined", "undetermined"),
    ],
)
def test_a_minimum_is_breached_before_the_literal_line_contested_to_the_line_of_a_split_reading_and_met_from_it(
    ruleset: Any, opened: str, as_of: str, split: str, arguable: str
) -> None:
    facts = on(tender_documents_issued="2026-03-02", bid_opening=opened)
    for lines, verdict in ((SPLIT, split), (ARGUABLE, arguable), ("", arguable)):
        ruleset.rules(rule(f"period: {{from: tender_documents_issued, to: bid_opening, at_least: 20 days{lines}}}"))
        assert ruleset.verdict(facts, as_of=dt.date.fromisoformat(as_of)) == verdict


@pytest.mark.parametrize(
    ("reading", "verdict"), [("C9", "contested"), ("C3", "met"), ("[C3, C9]", "contested"), ("", "contested")]
)
def test_a_line_of_no_own_reading_rests_on_those_of_its_rule(ruleset: Any, reading: str, verdict: str) -> None:
    named = f"reading: {reading}\n  " if reading else ""
    ruleset.rules(
        rule(
            f"{named}period: {{from: tender_documents_issued, to: bid_opening, "
            "at_least: {literal: 20 days, safe: 30 days}, lines: {literal: {}, safe: {roll: none}}}"
        )
    )
    assert ruleset.verdict(on(tender_documents_issued="2026-03-02", bid_opening="2026-03-25")) == verdict


@pytest.mark.parametrize(
    ("reading", "before", "after"),
    [("C9", "contested", "contested"), ("C3", "met", "met"), ("", "contested", "contested")],
)
def test_the_strength_of_a_reading_goes_with_a_date_that_rules_define(
    ruleset: Any, reading: str, before: str, after: str
) -> None:
    ruleset.declare("name: t_end, scope: procedure, kind: date")
    named = f", id: {reading}" if reading else ""
    dates = "reading: [award_letter_issued, award_letter_issued + 10 days]"
    define = rule(f"define: {{t_end: date, value: {{{dates}{named}}}}}", name="end")
    facts = on(award_letter_issued="2026-03-02", contract_signed="2026-03-05")
    ruleset.rules(define + rule("period: {act: contract_signed, not_after: t_end}"))
    assert ruleset.verdict(facts) == before
    ruleset.rules(define + rule("period: {act: contract_signed, not_before: t_end}"))
    assert ruleset.verdict(facts) == after


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [("2026-09-30", "met"), ("2026-10-01", "met"), ("2026-10-02", "contested"), ("2026-10-08", "contested")],
)
def test_an_act_on_the_festival_day_itself_is_in_time_though_it_was_to_be_done_before(
    ruleset: Any, signed: str, verdict: str
) -> None:
    ruleset.rules(rule("period: {from: award_letter_issued, act: contract_signed, at_most: 30 days}"))
    facts = on(award_letter_issued="2026-09-01", contract_signed=signed)
    assert ruleset.verdict(facts) == verdict
    lines = ruleset.load().rules[0].form.lines
    assert lines.early.data[1].roll == "back"
    assert lines.firm_early.data[1].roll == "none"


@pytest.mark.parametrize(
    ("issued", "safe"),
    [("2026-03-02", "2026-03-13"), ("2026-04-20", "2026-05-01"), ("2026-04-21", "2026-05-06")],
)
def test_readings_of_a_line_are_not_stacked(ruleset: Any, issued: str, safe: str) -> None:
    """Ten days: one clear day more, or the roll of a last day off, whichever is later."""
    ruleset.rules(rule("period: {from: tender_documents_issued, to: bid_opening, at_least: 10 days}"))
    world = ruleset.run(on(tender_documents_issued=issued))
    form = ruleset.load().rules[0].form
    frame = world.frames["procedure"][0]
    day = compile_law(ruleset.load()).compilers["procedure"](form.lines.late)(frame)
    assert day == (dt.date.fromisoformat(safe).toordinal(),) * 2


@pytest.mark.parametrize(
    ("lines", "safe"),
    [
        ("{literal: {first_day: included}, safe: {id: C12}}", "2025-04-07"),
        ("{literal: {first_day: included}, safe: {roll: none, id: C12}}", "2025-04-06"),
        ("{literal: {first_day: included}, safe: [{id: C12}, {extra: 3, id: C3}]}", "2025-04-09"),
    ],
)
def test_a_line_of_the_rules_own_keeps_the_roll_of_its_convention(ruleset: Any, lines: str, safe: str) -> None:
    """Documents on sale for five days from Tuesday 2025-04-01; Friday to Sunday are days off."""
    ruleset.rules(
        rule(
            f"period: {{from: tender_documents_issued, to: tender_documents_closed, at_least: 5 days, lines: {lines}}}"
        )
    )
    world = ruleset.run(on(tender_documents_issued="2025-04-01"))
    form = ruleset.load().rules[0].form
    compile_ = compile_law(ruleset.load()).compilers["procedure"]
    frame = world.frames["procedure"][0]
    assert compile_(form.lines.early)(frame) == (dt.date(2025, 4, 5).toordinal(),) * 2
    assert compile_(form.lines.late)(frame) == (dt.date.fromisoformat(safe).toordinal(),) * 2


def test_two_readings_stacked_in_one_line_are_refused(ruleset: Any) -> None:
    lines = "{literal: {}, safe: {extra: 1, roll: forward}}"
    ruleset.rules(rule(f"period: {{from: award_letter_issued, to: contract_signed, at_least: 5 days, lines: {lines}}}"))
    assert "two readings are stacked in one line" in ruleset.said()


@pytest.mark.parametrize(
    ("bidders", "verdict"),
    [
        (3, "met"),
        (2, "contested"),
        (1, "breached"),
        ({"min": 2, "max": 3}, "undetermined"),
        ({"min": 1, "max": 2}, "undetermined"),
        ({"max": 1}, "breached"),
        ({"min": 3}, "met"),
    ],
)
def test_a_duty_with_two_lines_is_contested_between_them(ruleset: Any, bidders: Any, verdict: str) -> None:
    ruleset.rules(rule("require: {literal: bidders >= 2, safe: bidders >= 3}"))
    assert ruleset.verdict({"bidders": bidders}) == verdict


def test_what_is_forbidden_is_required_not_to_be(ruleset: Any) -> None:
    ruleset.rules(rule("forbid: bidders < 3"))
    assert [ruleset.verdict({"bidders": n}) for n in (2, 3, "unknown")] == ["breached", "met", "undetermined"]


def test_readings_run_from_the_earliest_to_the_latest(ruleset: Any) -> None:
    ruleset.rules(rule("define: {notice_period_end: date, value: {reading: [bid_opening, award_decided]}}"))
    facts = on(bid_opening="2026-03-23", award_decided="2026-03-30")
    assert ruleset.value("notice_period_end", facts, "early") == (day("2026-03-23"), day("2026-03-23"))
    assert ruleset.value("notice_period_end", facts, "late") == (day("2026-03-30"), day("2026-03-30"))


def test_a_contested_date_is_an_interval_in_a_condition(ruleset: Any) -> None:
    ruleset.rules(
        rule("define: {notice_period_end: date, value: {reading: [bid_opening, award_decided]}}", name="d")
        + is_("contract_signed > notice_period_end").replace("id: r", "id: e")
    )
    events = {"bid_opening": "2026-03-23", "award_decided": "2026-03-30"}
    found = [
        ruleset.value("tendered", on(**events, contract_signed=d)) for d in ("2026-03-23", "2026-03-25", "2026-03-31")
    ]
    assert found == [False, None, True]


WINDOW = rule(
    "window: {who: supplier, opens: award_decided, until: {after: 3 workdays, from: award_decided}, act: contract_signed, to_whom: {zh: 甲, en: a}}"  # noqa: E501
)


@pytest.mark.parametrize(
    ("acted", "verdict"),
    [
        ("2026-03-01", "breached"),
        ("2026-03-02", "met"),
        ("2026-03-05", "met"),
        ("2026-03-06", "breached"),
        ("unknown", "undetermined"),
        ("not_yet", "breached"),
    ],
)
def test_a_window_is_missed_before_it_opens_and_after_it_closes(ruleset: Any, acted: str, verdict: str) -> None:
    assert ruleset.rules(WINDOW).verdict(on(award_decided="2026-03-02", contract_signed=acted)) == verdict


# effects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "stage", "verdict"),
    [
        ("unknown", "2026-03-01", "undetermined"),
        (False, "2026-03-01", "not_applicable"),
        (True, "2026-03-01", "case 0"),
        (True, "not_yet", "case 1"),
        (True, "unknown", "met"),
    ],
)
def test_an_effect_in_force_is_decided_by_the_first_case_that_holds_and_open_from_the_first_that_may(
    ruleset: Any, trigger: Any, stage: str, verdict: str
) -> None:
    ruleset.rules(
        rule(
            "when: task_cancelled\n  effect:\n    - {when: happened(contract_signed), must: [rescind_contract]}\n    - {must: [restart]}"  # noqa: E501
        )
    )
    assert ruleset.verdict({"task_cancelled": trigger, **on(contract_signed=stage)}) == verdict


def test_an_effect_follows_the_breach_it_is_upon_in_any_instance_of_the_scope_below(ruleset: Any) -> None:
    ruleset.rules(
        rule("require: bid_price >= 3元", name="price", scope="bid")
        + rule("upon: [price]\n  effect: [{must: [restart]}]")
    )
    cases = {
        "case 0": [{"bid_price": 5}, {"bid_price": 1}],
        "undetermined": [{"bid_price": 5}, {}],
        "not_applicable": [{"bid_price": 5}],
    }
    assert [ruleset.verdict({"bids": bids}) for bids in cases.values()] == list(cases)


@pytest.mark.parametrize(
    ("price", "presumed", "verdict"),
    [(1, True, "not_applicable"), (5, True, "case 0"), (None, True, "case 0"), (None, False, "case 0")],
)
def test_nothing_follows_where_a_rule_that_answers_for_itself_is_surely_breached(
    ruleset: Any, price: int | None, presumed: bool, verdict: str
) -> None:
    ruleset.rules(
        rule("require: bidders >= 3", name="price")
        + rule("when: task_cancelled\n  unless: [price]\n  effect: [{must: [restart]}]")
    )
    facts = {"task_cancelled": True, **({} if price is None else {"bidders": price})}
    assert ruleset.verdict(facts, presumed=presumed) == verdict


def test_what_is_stated_of_an_event_says_that_it_happened(ruleset: Any) -> None:
    ruleset.rules(
        rule("applies: happened(evaluation_finished)\n  require: evaluation.quoted_once")
        + rule("applies: evaluation_finished <= 2026-05-31\n  require: bidders >= 3", name="dated")
    )
    fault = {"evaluation": {"quoted_once": False}}
    assert ruleset.verdict(fault, presumed=True) == "breached"
    assert ruleset.verdict(fault) == "undetermined"  # strictly nothing is presumed
    assert ruleset.verdict({**fault, **on(evaluation_finished="not_yet")}, presumed=True) == "not_applicable"
    assert ruleset.verdict({"evaluation": {"quoted_once": True}}, presumed=True) == "cannot_be_breached"
    assert ruleset.verdict({**fault, "bidders": 2}, "dated", presumed=True) == "undetermined"  # on what day is open


# stated_or ------------------------------------------------------------------------------------------------------


def test_a_stated_figure_wins_over_the_rulebook(ruleset: Any) -> None:
    ruleset.rules(rule('define: {procurement_limit: amount, value: "stated_or(thresholds.procurement, 100元)"}'))
    assert ruleset.value("procurement_limit") == (10_000, 10_000)
    assert ruleset.value("procurement_limit", {"thresholds": {"procurement": 3}}) == (300, 300)
    assert ruleset.value("procurement_limit", {"thresholds": {"procurement": {"min": 3, "max": 5}}}) == (300, 500)


def test_a_figure_stated_from_below_only_does_not_count_as_stated(ruleset: Any) -> None:
    ruleset.rules(rule('define: {procurement_limit: amount, value: "stated_or(thresholds.procurement, 100元)"}'))
    assert ruleset.value("procurement_limit", {"thresholds": {"procurement": {"min": 3}}}) == (10_000, 10_000)
    assert ruleset.value("procurement_limit", {"thresholds": {"procurement": {"max": 5}}}) == (0, 500)


def test_stating_such_a_figure_may_turn_a_strict_verdict(ruleset: Any) -> None:
    ruleset.rules(rule('require: "budget >= stated_or(thresholds.procurement, 100元)"'))
    assert ruleset.verdict({"budget": 50}) == "breached"
    assert ruleset.verdict({"budget": 50, "thresholds": {"procurement": 30}}) == "met"


# tolling --------------------------------------------------------------------------------------------------------

HELD = {"from": "correction_sent", "to": "corrected"}


@pytest.mark.parametrize(
    ("ends", "last"),
    [("both", "2026-03-20"), ("after_start", "2026-03-19"), ("before_end", "2026-03-19"), ("none", "2026-03-18")],
)
def test_days_left_out_run_from_end_to_end_with_the_ends_that_are_named(ruleset: Any, ends: str, last: str) -> None:
    ruleset.rules(
        rule(
            "period: {from: complaint_received, act: complaint_decided, at_most: 10 days, lines: {literal: {}, safe: {}}, "  # noqa: E501
            f"tolled: {{from: correction_sent, to: corrected, ends: {ends}}}}}",
            scope="complaint",
        )
    )
    # ten days from 03-02 end on 03-12; the correction lasts from 03-05 to 03-12, eight days with both ends
    for decided, verdict in ((day(last), "met"), (day(last) + 1, "breached")):
        complaint = {
            "complaint_received": "2026-03-02",
            "correction_sent": "2026-03-05",
            "corrected": "2026-03-12",
            "complaint_decided": dt.date.fromordinal(decided),
        }
        assert ruleset.verdict({"complaints": [complaint]}) == verdict


def test_stretches_left_out_are_a_union(ruleset: Any) -> None:
    ruleset.rules(
        rule(
            "period: {from: complaint_received, act: complaint_decided, at_most: 10 days, lines: {literal: {}, safe: {}}, "  # noqa: E501
            "tolled: {each: inspections, from: inspection_sent, to: inspection_returned, ends: both}}",
            scope="complaint",
        )
    )
    twice = [
        {"inspection_sent": "2026-03-05", "inspection_returned": "2026-03-10"},
        {"inspection_sent": "2026-03-08", "inspection_returned": "2026-03-12"},
    ]
    for inspections, last in ((twice, "2026-03-20"), (twice[:1], "2026-03-18"), ([], "2026-03-12")):
        complaint = {"complaint_received": "2026-03-02", "inspections": inspections, "complaint_decided": last}
        assert ruleset.verdict({"complaints": [complaint]}) == "met"
        complaint["complaint_decided"] = dt.date.fromordinal(day(last) + 1)
        assert ruleset.verdict({"complaints": [complaint]}) == "breached"


def test_a_stretch_that_has_not_ended_leaves_the_end_open(ruleset: Any) -> None:
    ruleset.rules(
        rule(
            "period: {from: complaint_received, act: complaint_decided, at_most: 10 days, "
            "tolled: {from: correction_sent, to: corrected, ends: both}}",
            scope="complaint",
        )
    )
    complaint = {"complaint_received": "2026-03-02", "correction_sent": "2026-03-05", "complaint_decided": "2026-05-01"}
    assert ruleset.verdict({"complaints": [complaint]}) == "undetermined"
    assert (
        ruleset.verdict({"complaints": [complaint | {"corrected": "not_yet"}]}) == "met"
    )  # left out to this day at least
