"""Kinds of stated facts from which the law draws one answer: what is breached, what is open, what follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from procure_rules import Assessment
from tests.assess.test_accusations import HOSPITAL, WORKS, answer, found, verdict

TIMES = {"tender_notice_published": "2026-03-02", "bid_deadline": "2026-04-10T09:30"}
WON = {"bidder": "甲", "is_winner": True}
CONSULTATION = HOSPITAL | {"method": "competitive_consultation", "budget": "300万元"}
GOODS = {
    "purchaser": {"kind": "public_institution", "level": "province", "place": "四川"},
    "subject": {"name": "设备", "category": "goods"},
    "budget": "520万元",
    "thresholds": {"procurement": "100万元", "open_tendering": "400万元"},
}


def does(made: Assessment, rule: str) -> tuple[set[str], set[str]]:
    """What an active effect says must and may be done."""
    (one,) = [e for e in made.effects if (e.rule, e.presumed) == (rule, "active")]
    return set(one.must), set(one.may)


def methods(made: Assessment) -> dict[str, str]:
    return {m.method: m.presumed for m in made.methods if m.exists}


# presumed and stated ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("budget", "law"), [("50万元", "false"), ("150万元", "true")])
def test_off_the_catalogue_the_amount_decides_and_nothing_need_be_entrusted(budget: str, law: str) -> None:
    told = {"catalogue": {"listed": False}, "thresholds": {"procurement": "100万元"}, "budget": budget}
    made = answer(HOSPITAL | told, declared_regime="government_procurement", agency={"kind": "procurement_agency"})
    assert made.conclusion("government_procurement").presumed == law
    assert verdict(made, "gp.centralised.entrusted") == "not_applicable"


@pytest.mark.parametrize("ground", ["irreplaceable_patent", "own_capacity", "concessionaire_capacity"])
def test_a_stated_exemption_ends_the_duty_to_tender(ground: str) -> None:
    """Regulation on tendering, article 9: the cases that may go without tender."""
    made = answer(WORKS, method="single_source", grounds={ground: True})
    assert answer(WORKS, method="single_source").conclusion("must_tender").presumed == "true"
    assert made.conclusion("must_tender").presumed == "false"
    assert "must-tender.no-avoidance" not in found(made)


@pytest.mark.parametrize(
    ("base", "rule"), [(HOSPITAL, "gp.tender.bid.unsealed-refused"), (WORKS, "tb.bid.unsealed-refused")]
)
def test_an_unsealed_bid_that_took_part_was_not_refused(base: dict[str, Any], rule: str) -> None:
    """Order 87, article 33; regulation on tendering, article 36."""

    def judged(**more: Any) -> str:
        return verdict(answer(base, timeline=TIMES, bids=[{"bidder": "甲", "papers": {"sealed": False}} | more]), rule)

    assert judged() == "undetermined"
    assert judged(is_winner=True) == "breached"
    assert judged(passed_qualification=True) == "breached"
    assert judged(refused_on_receipt=True) == "met"


def test_a_late_bid_that_took_part_in_a_tender_was_not_refused() -> None:
    """Tendering law, article 28."""
    rule = "tb.bid.late-refused"
    late = {"bidder": "甲", "papers": {"submitted": "2026-04-12"}}
    assert verdict(answer(WORKS, timeline=TIMES, bids=[late]), rule) == "undetermined"
    assert verdict(answer(WORKS, timeline=TIMES, bids=[late | {"is_candidate": True}]), rule) == "breached"
    assert verdict(answer(WORKS, timeline=TIMES, bids=[late | {"refused_on_receipt": True}]), rule) == "met"


# what is stated is heard ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("record", ["convicted", "licence_revoked"])
def test_a_supplier_with_a_grave_record_may_not_win(record: str) -> None:
    """Procurement law, article 22 (5); its regulation, article 19."""
    made = answer(HOSPITAL, bids=[WON | {"eligibility": {record: True}}], timeline=TIMES)
    assert verdict(made, "gp.supplier.no-grave-record") == "breached"
    assert verdict(made, "gp.supplier.ineligible-not-awarded") == "breached"
    assert verdict(answer(HOSPITAL, bids=[WON], timeline=TIMES), "gp.supplier.no-grave-record") != "breached"


@pytest.mark.parametrize(
    ("act", "rule"), [("colluded", "gp.organiser.no-collusion"), ("took_bribes", "gp.organiser.no-bribes")]
)
def test_collusion_and_bribes_of_the_purchaser_are_punished(act: str, rule: str) -> None:
    """Procurement law, article 72."""
    made = answer(HOSPITAL, conduct={act: True}, timeline=TIMES)
    assert found(made)[rule] == "breach"
    assert does(made, "gp.liability.corruption")[0] == {"fine_of_article_72", "confiscate_gain", "discipline_staff"}


@pytest.mark.parametrize(
    "told",
    [
        {"bids": [WON | {"gave_up_award": True, "gave_up_with_reason": False}]},
        {"bids": [WON | {"gave_up_with_reason": False}], "award": {"winner_refused": True}},
    ],
)
def test_giving_up_the_award_is_one_thing_under_either_name(told: dict[str, Any]) -> None:
    """Regulation on procurement, article 72."""
    made = answer(HOSPITAL, timeline=TIMES | {"award_letter_issued": "2026-04-20"}, **told)
    assert found(made)["gp.tender.award.not-given-up"] == "breach"
    assert "fine_supplier" in does(made, "gp.supplier.liability")[0]


@pytest.mark.parametrize(
    "told",
    [
        {"eligibility": {"largest_fine": "300万元"}},
        {"bans": [{"sanction_decided": "2025-06-01", "sanction_fine": "300万元"}]},
    ],
)
def test_a_large_fine_is_heard_under_either_name(told: dict[str, Any]) -> None:
    """Caiku 2022 No. 3: two million yuan, unless another rule sets a higher standard."""
    made = answer(HOSPITAL, bids=[WON | told], timeline=TIMES)
    assert (verdict(made, "gp.supplier.no-grave-record"), found(made)["gp.supplier.no-grave-record"]) == (
        "contested",
        "risk",
    )


@pytest.mark.parametrize(("base", "rule"), [(HOSPITAL, "gp.security.return.losers"), (WORKS, "tb.security.return")])
def test_all_securities_are_back_with_each_of_them_in_time(base: dict[str, Any], rule: str) -> None:
    """Order 87, article 38; regulation on tendering, article 57."""
    signed = TIMES | {"award_letter_issued": "2026-04-20", "contract_signed": "2026-04-28"}
    bid = {"bidder": "甲", "is_winner": False, "papers": {"security_given": True}}

    def judged(day: str) -> str:
        made = answer(base, bid_security="10万元", bids=[bid], timeline=signed | {"security_returned": day})
        return verdict(made, rule)

    assert judged("2026-04-24") == "met"
    assert judged("2026-06-30") != "met"


@pytest.mark.parametrize("fact", [{"site_visit_for_some_only": True}, {"site_visit_told_to_all": False}])
def test_a_visit_for_some_bidders_only_is_a_breach_under_either_name(fact: dict[str, bool]) -> None:
    """Regulation on tendering, article 28."""
    assert found(answer(WORKS, documents=fact, timeline=TIMES)) == {"tb.documents.site-visit": "breach"}


@pytest.mark.parametrize("key", ["bid_deadline", "first_response_deadline"])
def test_a_consultation_has_ten_days_whatever_its_deadline_is_called(key: str) -> None:
    """Caiku 2014 No. 214, article 10."""
    issued = {"tender_notice_published": "2026-03-02", "tender_documents_issued": "2026-03-02"}
    rule = "gp.consultation.response-time"
    assert found(answer(CONSULTATION, timeline=issued | {key: "2026-03-10T09:30"})) == {rule: "breach"}
    assert verdict(answer(CONSULTATION, timeline=issued | {key: "2026-03-13T09:30"}), rule) == "met"


# duties that wait for nothing -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "rule"),
    [(HOSPITAL, "gp.contract.performance-security-given"), (WORKS, "tb.contract.performance-security-given")],
)
def test_a_winner_that_gives_up_still_owed_the_performance_security(base: dict[str, Any], rule: str) -> None:
    """Regulation on procurement, article 48; tendering law, article 46."""
    made = answer(
        base,
        bids=[WON | {"gave_up_award": True, "gave_up_with_reason": False}],
        timeline=TIMES | {"award_letter_issued": "2026-04-20"},
        contract={"performance_security": "50万元", "performance_security_given": False},
    )
    assert found(made)[rule] == "breach"


@pytest.mark.parametrize("base", [HOSPITAL, WORKS])
def test_performance_security_above_a_tenth_is_a_breach_before_any_contract(base: dict[str, Any]) -> None:
    """Regulation on procurement, article 48; regulation on tendering, article 58."""
    rules = {"gp.contract.performance-security", "tb.contract.performance-security"}
    above = answer(base, award={"winning_price": "800万元"}, contract={"performance_security": "120万元"})
    assert list(found(above).values()) == ["breach"]
    assert set(found(above)) < rules
    assert not found(answer(base, award={"winning_price": "800万元"}, contract={"performance_security": "80万元"}))


def test_in_an_inquiry_one_price_only_is_quoted_on_whatever_day() -> None:
    """Procurement law, article 40 (3)."""
    inquiry = HOSPITAL | {"method": "price_inquiry", "budget": "300万元"}
    assert found(answer(inquiry, evaluation={"quoted_once": False})) == {"gp.inquiry.one-quote": "breach"}


@pytest.mark.parametrize(
    ("base", "method", "rule"),
    [
        (HOSPITAL, "invited_tendering", "gp.invited.number"),
        (CONSULTATION, "competitive_consultation", "gp.suppliers.three"),
        (CONSULTATION, "competitive_negotiation", "gp.suppliers.three"),
        (WORKS, "invited_tendering", "tb.invitation.three"),
    ],
)
def test_two_invited_suppliers_are_too_few_however_they_were_found(
    base: dict[str, Any], method: str, rule: str
) -> None:
    """Procurement law, articles 34 and 38; tendering law, article 17; caiku 2014 No. 214, article 6."""
    assert found(answer(base, method=method, invitation={"invited_suppliers": 2}))[rule] == "breach"
    assert rule not in found(answer(base, method=method, invitation={"invited_suppliers": 3}))


def test_a_bid_above_the_ceiling_is_rejected_though_nothing_says_that_the_ceiling_was_published() -> None:
    """Regulation on tendering, article 51 (5)."""
    rule = "tb.evaluation.rejected-as-due"
    made = answer(WORKS, price_ceiling="100万元", timeline=TIMES, bids=[WON | {"bid_price": "120万元"}])
    assert found(made) == {rule: "breach"}
    below = answer(WORKS, price_ceiling="100万元", timeline=TIMES, bids=[WON | {"bid_price": "90万元"}])
    assert rule not in found(below)


# rights to come ---------------------------------------------------------------------------------------------------
AHEAD = {
    "tender_notice_published": "2026-08-20",
    "tender_documents_issued": "2026-08-20",
    "bid_deadline": "2026-09-20T09:30",
    "bid_opening": "2026-09-20T09:30",
}


def test_no_challenge_of_opening_or_result_before_there_is_one() -> None:
    """Order 94, article 10."""
    planned = answer(HOSPITAL, timeline=AHEAD | {"award_notice_published": "2026-10-10"})
    rights = {r.against: r for r in planned.rights() if r.rule == "gp.challenge.window"}
    opening, result = rights[("opening_stage",)], rights[("result",)]
    assert (opening.status, opening.days_left) == ("coming", None)
    assert (result.status, result.days_left) == ("coming", None)
    assert str(opening.opens.earliest) == "2026-09-20"
    assert str(result.opens.earliest) == "2026-10-10"
    unplanned = {r.against: r.status for r in answer(HOSPITAL, timeline=AHEAD).rights()}
    assert unplanned[("result",)] == "coming"


def test_no_objection_to_opening_or_candidates_before_there_are_any() -> None:
    """Regulation on tendering, articles 22, 44 and 54."""
    made = answer(WORKS, timeline=AHEAD | {"candidates_published": "2026-10-10"})
    status = {r.rule: r.status for r in made.rights()}
    assert status["tb.objection.window.documents"] == "open"
    assert status["tb.objection.window.opening"] == "coming"
    assert status["tb.objection.window.result"] == "coming"


# sets of words ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "told",
    [
        {"subject": {"name": "系统", "category": {"not": "works"}}},
        {"subject": {"name": "系统", "category": "goods", "part_of_works": False}},
        {"subject": {"name": "系统"}, "contract_kind": "other_goods"},
        {"subject": {"name": "系统"}, "contract_kind": "other_service"},
    ],
)
def test_what_is_no_works_follows_procurement_law_in_its_procedure(told: dict[str, Any]) -> None:
    """Regulation on procurement, article 7."""
    base = HOSPITAL | {"subject": {"name": "系统"}}
    assert answer(base).conclusion("gp_procedure").presumed == "unknown"
    made = answer(base, **told)
    assert made.conclusion("must_tender").presumed == "false"
    assert made.conclusion("gp_procedure").presumed == "true"


# hours ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "late", "opening"),
    [
        (HOSPITAL, "gp.tender.bid.handed-in.hour", "gp.tender.opening.at-deadline"),
        (WORKS, "tb.bid.late-refused", "tb.opening.time-and-place"),
    ],
)
def test_the_hour_of_the_deadline_counts(base: dict[str, Any], late: str, opening: str) -> None:
    """Order 87, articles 33 and 39; tendering law, articles 28 and 34."""

    def taken(hour: str) -> dict[str, str]:
        bid = {"bidder": "甲", "is_candidate": True, "papers": {"submitted": f"2026-04-10T{hour}"}}
        return found(answer(base, timeline=TIMES, bids=[bid]))

    assert taken("10:30") == {late: "breach"}
    assert taken("09:30") == {}
    evening = {"bid_deadline": "2026-04-10T18:00"}
    assert found(answer(base, timeline=evening | {"bid_opening": "2026-04-10T12:00"})) == {opening: "breach"}
    assert found(answer(base, timeline=evening | {"bid_opening": "2026-04-10T18:00"})) == {}


# lines ------------------------------------------------------------------------------------------------------------
def test_a_further_clear_day_does_not_roll_over_the_holiday_on_which_it_falls() -> None:
    """Ten days from Monday 24 March 2025 are full on 3 April; the clear day more is Friday 4 April, Qingming."""
    days = {"tender_documents_issued": "2025-03-24", "first_response_deadline": "2025-04-04T09:00"}
    (one,) = answer(CONSULTATION, timeline=days).of("gp.consultation.response-time")
    assert one.presumed == "met"
    assert (one.literal.latest, one.safe.latest) == (dt.date(2025, 4, 3), dt.date(2025, 4, 4))


def test_a_line_written_by_the_rule_itself_keeps_the_roll_of_its_convention() -> None:
    """Regulation on tendering, article 16: on sale from Tuesday 1 April 2025 for five days, safely Monday 7 April."""
    (one,) = answer(WORKS, timeline={"tender_documents_issued": "2025-04-01"}).of("tb.documents.sale")
    assert (one.literal.latest, one.safe.latest) == (dt.date(2025, 4, 5), dt.date(2025, 4, 7))


# effects ----------------------------------------------------------------------------------------------------------
def test_too_few_bidders_in_a_first_attempt_lead_to_a_new_tender() -> None:
    """Tendering law, article 28; a first attempt has no earlier failure, stated or not."""
    for attempt in ({}, {"attempt": 1}):
        made = answer(WORKS, bidders=2, timeline=TIMES, **attempt)
        assert does(made, "tb.tender.too-few") == ({"re_tender"}, set())


def test_what_is_common_to_all_open_cases_is_said_and_the_rest_as_alternatives() -> None:
    """Order 87, article 43; procurement law, articles 36 and 37."""
    made = answer(HOSPITAL, bidders=2, timeline=TIMES)
    assert does(made, "gp.tender.void")[0] == {"void_tender", "re_tender_or_change_method"}
    (open_,) = [e for e in made.effects if e.rule == "gp.tender.too-few"]
    actions = [{a.action for a in (*c.must, *c.may)} for c in open_.alternatives]
    assert actions == [{"correct_documents_and_re_tender"}, {"re_tender", "change_method_with_approval"}]
    settled = answer(HOSPITAL, bidders=2, timeline=TIMES, documents_unreasonable=True)
    assert does(settled, "gp.tender.too-few")[0] == {"correct_documents_and_re_tender"}


@pytest.mark.parametrize(
    ("approval", "act"), [(True, "end_tendering_with_approval"), (False, "end_tendering_by_own_decision")]
)
def test_after_a_second_failure_tendering_may_end(approval: bool, act: str) -> None:
    """Order 30, article 38."""
    project = WORKS["works_project"] | {"needs_approval": approval}
    made = answer(WORKS | {"works_project": project}, attempt=2, bidders=2, timeline=TIMES)
    assert does(made, "tb.tender.too-few") == (set(), {act})


def test_a_complaint_that_fails_a_condition_is_refused_and_not_admitted_as_well() -> None:
    """Order 94, articles 19 and 21."""
    complaint = {
        "complaint_filed": "2026-07-30",
        "complaint_received": "2026-07-30",
        "prior_challenge_answered": "2026-04-27",
        "reviewed": "2026-08-03",
        "admitted": "not_yet",
        "parties_notified": "not_yet",
        "right_authority": True,
    }
    challenge = {"by": "甲", "against": "result", "challenge_received": "2026-04-20"}
    made = answer(
        HOSPITAL,
        timeline=TIMES | {"award_notice_published": "2026-04-15"},
        challenges=[challenge | {"challenge_answered": "2026-04-27"}],
        complaints=[complaint],
    )
    assert does(made, "gp.complaint.refusal-heads") == ({"refuse_complaint"}, set())
    assert [e.presumed for e in made.effects if e.rule == "gp.complaint.admission"] == ["inactive"]


# one law at a time ------------------------------------------------------------------------------------------------
def test_no_duty_that_only_the_tendering_law_knows_shows_in_a_procurement_of_goods() -> None:
    """Regulation on procurement, article 7: goods are tendered under order 87."""
    bid = WON | {"affiliation": {"tie_to_tenderee": True}}

    def shown(base: dict[str, Any]) -> set[str]:
        made = answer(base, bids=[bid], timeline=TIMES)
        judged = [d for d in (*made.duties, *made.periods) if d.presumed != "not_applicable"]
        cited = {d.rule: {c.source.instrument for c in d.citations} for d in judged}
        return {rule for rule, laws in cited.items() if laws and all(law.startswith(("tbl-", "tb-")) for law in laws)}

    assert "tb.bid.no-tie-to-tenderee" in shown(WORKS)
    assert shown(HOSPITAL) == set()


# facts instead of conclusions -------------------------------------------------------------------------------------
@pytest.mark.parametrize(("left", "severity"), [("2025-05-31", "breach"), ("2022-05-31", None)])
def test_employment_that_ended_within_three_years_follows_from_its_last_day(left: str, severity: str | None) -> None:
    """Regulation on procurement, article 9 (1)."""
    member = {"member_role": "review_expert", "left_supplier_on": left, "recused": False}
    made = answer(HOSPITAL, timeline=TIMES | {"bid_opening": "2026-04-10T09:30"}, panel_members=[member])
    assert found(made).get("gp.experts.recusal") == severity


@pytest.mark.parametrize(("counted", "severity"), [(1, "breach"), (2, None)])
def test_the_grade_of_a_consortium_is_that_of_its_lower_member(counted: int, severity: str | None) -> None:
    """Tendering law, article 31."""
    consortium = {"is_consortium": True, "lowest_grade": 2, "grade_counted": counted}
    made = answer(WORKS, timeline=TIMES, bids=[{"bidder": "甲", "consortium": consortium}])
    assert found(made).get("tb.consortium.lower-grade") == severity


# who --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "base", [HOSPITAL, WORKS, CONSULTATION, HOSPITAL | {"method": "single_source"}, WORKS | {"attempt": 2}]
)
def test_every_duty_period_and_effect_says_who_owes_it(base: dict[str, Any]) -> None:
    made = answer(base)
    assert [a.rule for a in (*made.duties, *made.periods, *made.effects) if not a.owed_by] == []


def test_who_publishes_the_intention_names_the_winner_and_sets_the_threshold() -> None:
    """Order 87, article 68; procurement law, articles 8 and 27."""
    made = answer(HOSPITAL)
    owed = {a.rule: a.owed_by for a in (*made.duties, *made.periods)}
    assert owed["gp.intention.thirty-days"] == ("purchaser",)
    assert owed["gp.tender.award.in-order"] == ("purchaser",)
    assert made.conclusion("open_tendering_limit").decided_by == ("government",)
    assert {a.rule: a.owed_by for a in answer(WORKS).duties}["tb.award.from-candidates"] == ("tenderee",)


# the other half of an article -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "rule"), [(HOSPITAL, "gp.bid.consortium.signs-together"), (WORKS, "tb.consortium.signs-together")]
)
def test_all_members_of_a_consortium_sign_the_contract(base: dict[str, Any], rule: str) -> None:
    """Procurement law, article 24; tendering law, article 31 (3)."""
    signed = TIMES | {"award_letter_issued": "2026-04-20", "contract_signed": "2026-05-06"}

    def judged(jointly: bool) -> str:
        consortium = {"is_consortium": True, "signed_jointly": jointly}
        return verdict(answer(base, timeline=signed, bids=[WON | {"consortium": consortium}]), rule)

    assert (judged(False), judged(True)) == ("breached", "met")


def test_the_security_of_a_consortium_is_in_the_name_of_its_members_or_leader() -> None:
    """Order 30, article 45."""

    def judged(named: bool) -> str:
        consortium = {"is_consortium": True, "security_in_own_name": named}
        bid = {"bidder": "甲", "consortium": consortium, "papers": {"security_given": True}}
        return verdict(answer(WORKS, bid_security="10万元", timeline=TIMES, bids=[bid]), "tb.consortium.security")

    assert (judged(False), judged(True)) == ("breached", "met")


@pytest.mark.parametrize(("security", "compensates"), [("10万元", True), ("40万元", False), ("0元", True)])
def test_loss_above_the_security_is_made_good_by_a_winner_that_gives_up(security: str, compensates: bool) -> None:
    """Order 30, article 81."""
    made = answer(
        WORKS,
        bid_security=security,
        contract={"loss_caused": "30万元"},
        bids=[WON | {"gave_up_award": True, "gave_up_with_reason": False}],
        timeline=TIMES | {"award_letter_issued": "2026-04-20"},
    )
    must, _ = does(made, "tb.liability.winner")
    assert {"withdraw_award", "keep_bid_security"} <= must
    assert ("compensate" in must) is compensates


def test_what_is_bought_for_use_abroad_need_not_be_domestic() -> None:
    """Procurement law, article 10 (2)."""
    imports = {
        "imported": True,
        "approved": "not_yet",
        "unobtainable_in_china": False,
        "unreasonable_terms_in_china": False,
    }
    assert found(answer(HOSPITAL, timeline=TIMES, imports=imports))["gp.imports.need"] == "breach"
    assert found(answer(HOSPITAL, timeline=TIMES, imports=imports | {"for_use_abroad": True})) == {}


# sectors and owners -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("security", "severity"), [("18万元", None), ("19万元", "risk"), ("60万元", "risk")])
def test_bid_security_for_water_works_follows_the_scale_of_the_ministry(security: str, severity: str | None) -> None:
    """Order 14 of 2001, article 25: six per mille of an estimate of thirty million."""
    water = WORKS | {"works_project": WORKS["works_project"] | {"sector": "water_control"}}
    assert found(answer(water, bid_security=security, timeline=TIMES)).get("tb.security.water") == severity
    assert found(answer(WORKS, bid_security=security, timeline=TIMES)) == {}


def test_a_general_contractor_need_not_tender_what_it_buys_within_its_contract() -> None:
    """Regulation on tendering, article 29: provisional sums alone are tendered."""
    assert answer(WORKS).conclusion("must_tender").presumed == "true"
    within = answer(WORKS, circumstances={"within_general_contract": True}, method="single_source")
    assert within.conclusion("must_tender").presumed == "false"
    assert "must-tender.no-avoidance" not in found(within)


# which methods ----------------------------------------------------------------------------------------------------
def test_above_the_threshold_open_tendering_is_required_and_the_rest_only_on_grounds() -> None:
    """Procurement law, articles 27 and 29 to 32; nothing special is said, so neither ground nor approval is there."""
    made = answer(GOODS)
    by_method = methods(made)
    assert by_method.pop("open_tendering") == "required"
    assert {"invited_tendering", "competitive_negotiation", "price_inquiry", "single_source"} < set(by_method)
    assert set(by_method.values()) == {"only_if"}
    assert not any(m.startswith("soe_") for m in by_method)
    single = next(m for m in made.methods if m.method == "single_source")
    assert "只能从唯一供应商处采购" in single.text.zh
    assert "须先行公示" in single.text.zh
    assert "报设区的市以上财政部门批准" in single.text.zh
    required = next(m for m in made.methods if m.method == "open_tendering")
    assert "grounds" in {a.fact for a in required.assuming}


def test_a_ground_needs_its_approval_and_an_approval_its_ground() -> None:
    """Order 74, articles 4 and 27."""
    ground = {"detailed_specification_impossible": True}
    approved = {"departure_approved_by_finance": True}
    assert methods(answer(GOODS, **ground))["competitive_negotiation"] == "allowed_with_approval"
    assert methods(answer(GOODS, **ground))["open_tendering"] == "required"
    assert methods(answer(GOODS, **approved))["competitive_negotiation"] == "only_if"
    both = methods(answer(GOODS, **ground, **approved))
    assert (both["competitive_negotiation"], both["open_tendering"]) == ("allowed", "allowed")
    denied = methods(answer(GOODS, grounds={"complete": True}))
    assert (denied["competitive_negotiation"], denied["single_source"]) == ("not_allowed", "not_allowed")


# what follows from the order of things -----------------------------------------------------------------------------
def test_documents_are_not_issued_before_the_notice_nor_after_the_deadline() -> None:
    short = {"tender_notice_published": "2026-03-02", "bid_deadline": "2026-03-13T09:30"}
    for base, rule in ((HOSPITAL, "gp.tender.bid-preparation"), (WORKS, "tb.tender.bid-preparation")):
        assert found(answer(base, timeline=short))[rule] == "breach"
    enough = short | {"bid_deadline": "2026-03-30T09:30"}
    assert "gp.tender.bid-preparation" not in found(answer(HOSPITAL, timeline=enough))


def test_with_the_deadline_ahead_nothing_after_it_is_asked_for() -> None:
    made = answer(HOSPITAL, timeline={"tender_documents_issued": "2026-08-20", "bid_deadline": "2026-09-25T09:30"})
    asked = {m.fact for m in made.missing}
    assert asked.isdisjoint({"contract_signed", "contract_published", "contract_filed", "bid_opening"})
    opening = [r for r in made.openings if "opening_stage" in r.against]
    assert [r.status for r in opening] == ["coming"]


def test_a_deadline_under_the_name_of_another_method_is_understood() -> None:
    stated = {"tender_documents_issued": "2026-03-02", "first_response_deadline": "2026-03-12T09:30"}
    assert found(answer(HOSPITAL, timeline=stated))["gp.tender.bid-preparation"] == "breach"
