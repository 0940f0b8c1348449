"""Nobody is accused on a guess, and nothing certain is passed over: kinds of input that real files bring."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from procure_rules import Assessment, assess, make_project

DAY = dt.date(2026, 9, 1)
HOSPITAL: dict[str, Any] = {
    "purchaser": {"kind": "public_institution", "level": "province", "place": "河南"},
    "budget": "900万元",
    "subject": {"name": "设备", "category": "goods"},
    "funding": {"budgeted": True},
    "catalogue": {"listed": True},
    "method": "open_tendering",
}
WORKS: dict[str, Any] = {
    "purchaser": {"kind": "public_institution", "level": "province", "place": "四川"},
    "subject": {"name": "综合楼", "category": "works", "works_kind": "new_build"},
    "works_project": {"total_investment": "5000万元", "budget_funds": "5000万元"},
    "contract_kind": "construction",
    "estimated_value": "3000万元",
    "method": "open_tendering",
}


def answer(base: dict[str, Any], **more: Any) -> Assessment:
    return assess(make_project(base | more), as_of=DAY)


def verdict(made: Assessment, rule: str, index: int = 0) -> str:
    return next((d.presumed for d in (*made.duties, *made.periods) if (d.rule, d.index) == (rule, index)), "silent")


def found(made: Assessment) -> dict[str, str]:
    return {f.rule: f.severity for f in made.findings}


# presumptions -----------------------------------------------------------------------------------------------------
def test_a_declared_procurement_is_not_for_that_reason_on_the_catalogue() -> None:
    unknown = {k: v for k, v in HOSPITAL.items() if k not in ("catalogue", "funding")}
    made = answer(unknown, declared_regime="government_procurement", agency={"kind": "procurement_agency"})
    assert made.conclusion("government_procurement").presumed == "true"
    assert verdict(made, "gp.centralised.entrusted") == "undetermined"
    assert made.breaches == ()


@pytest.mark.parametrize(("listed", "threshold", "law"), [(False, "1000万元", "false"), (False, "100万元", "true")])
def test_catalogue_and_budget_count_where_they_are_told(listed: bool, threshold: str, law: str) -> None:
    told = {"catalogue": {"listed": listed}, "thresholds": {"procurement": threshold}}
    made = answer(HOSPITAL | told, declared_regime="government_procurement")
    assert made.conclusion("government_procurement").presumed == law


@pytest.mark.parametrize("kind", ["disaster_relief", "work_relief", "national_security_or_secret"])
def test_a_general_head_is_not_presumed_absent_beside_one_of_its_kinds(kind: str) -> None:
    made = answer(WORKS, method="single_source", circumstances={kind: True})
    assert answer(WORKS).conclusion("must_tender").presumed == "true"
    assert made.conclusion("must_tender").presumed != "true"
    assert verdict(made, "must-tender.no-avoidance") != "breached"
    assert "circumstances.tender_unsuitable" in {m.fact for m in made.missing}


def test_good_conduct_is_not_presumed_against_stated_facts() -> None:
    times = {"bid_deadline": "2026-04-10T09:30", "bid_opening": "2026-04-10T09:30"}
    assert verdict(answer(WORKS, timeline=times, bids=[{"bidder": "甲"}]), "tb.bids.late-refused") == "met"
    late = answer(WORKS, timeline=times, bids=[{"bidder": "甲", "papers": {"submitted": "2026-04-12"}}])
    assert verdict(late, "tb.bids.late-refused") != "met"


def test_what_rests_on_the_ordinary_course_is_a_risk_and_says_so() -> None:
    short = {"tender_documents_issued": "2026-03-02", "bid_deadline": "2026-03-20T09:30"}
    rule = "gp.tender.bid-preparation"
    known = answer(HOSPITAL, timeline=short)
    (breach,) = [f for f in known.findings if f.rule == rule]
    assert (breach.severity, "ordinary" in breach.rests_on) == ("breach", False)
    guessed = answer({k: v for k, v in HOSPITAL.items() if k != "funding"}, timeline=short)
    (risk,) = [f for f in guessed.findings if f.rule == rule]
    assert (risk.verdict, risk.severity, "ordinary" in risk.rests_on) == ("breached", "risk", True)
    assert "funding.budgeted" in {m.fact for m in risk.changes}


def test_the_budget_of_the_only_lot_is_its_estimate() -> None:
    works = {k: v for k, v in WORKS.items() if k != "estimated_value"}
    assert answer(works, budget="3000万元").conclusion("must_tender").presumed == "true"
    assert answer(works).conclusion("must_tender").presumed == "unknown"


# order ------------------------------------------------------------------------------------------------------------
def test_days_in_an_impossible_order_are_told_and_bear_on_nothing() -> None:
    days = {
        "tender_documents_issued": "2026-07-30",
        "bid_deadline": "2023-01-01T09:00",
        "award_notice_published": "2022-12-01",
    }
    made = answer(HOSPITAL, timeline=days)
    pairs = {(c.first.fact, c.second.fact) for c in made.contradictions}
    assert ("tender_documents_issued", "bid_deadline") in pairs
    assert "2026-07-30" in made.contradictions[0].text.zh
    assert "2026-07-30" in made.contradictions[0].text.en
    assert made.findings == ()
    assert verdict(made, "gp.tender.bid-preparation") == "undetermined"
    assert made.brief().contradictions
    assert Assessment.from_json(made.to_json()).contradictions == made.contradictions


@pytest.mark.parametrize(
    ("deadline", "verdict_"), [("2008-03-04", "undetermined"), ("2013-03-04", "breached"), (None, "breached")]
)
def test_the_law_is_open_between_days_that_contradict_each_other(deadline: str | None, verdict_: str) -> None:
    """The ban came into force on 1 February 2012; a report before the deadline of bids is no report on them."""
    report = "2008-01-09" if deadline == "2008-03-04" else "2013-01-09"
    days = {"evaluation_report_sent": report} | ({"bid_deadline": deadline} if deadline else {})
    made = answer(WORKS, timeline=days, agency={"used": True, "bids_itself": True})
    assert bool(made.contradictions) == (deadline is not None)
    assert verdict(made, "tb.agency.no-bidding") == verdict_


def test_a_step_that_was_left_out_is_no_contradiction() -> None:
    made = answer(HOSPITAL, timeline={"award_decided": "not_yet", "contract_signed": "2026-05-06"})
    assert made.contradictions == ()


# unheard ----------------------------------------------------------------------------------------------------------
def test_what_bears_on_nothing_is_named_with_the_reason() -> None:
    made = answer(HOSPITAL, framework={"rotation_changed": True})
    told = {u.fact: u.why.en for u in made.unheard}
    assert set(told.values()) <= {"no rule reads it", "no rule that reads it applies here"}
    assert told["framework.rotation_changed"] == "no rule that reads it applies here"
    assert "budget" not in told
    assert made.brief().unheard_in_all == len(made.unheard)
    assert Assessment.from_json(made.to_json()).unheard == made.unheard


# lines ------------------------------------------------------------------------------------------------------------
def test_exactly_twenty_days_are_met_and_no_finding() -> None:
    made = answer(HOSPITAL, timeline={"tender_documents_issued": "2026-03-02", "bid_deadline": "2026-03-22T09:30"})
    assert verdict(made, "gp.tender.bid-preparation") == "met"
    assert "gp.tender.bid-preparation" not in found(made)


# published cases --------------------------------------------------------------------------------------------------
def test_a_forged_certificate_voids_the_award_and_is_fined() -> None:
    bid = {"bidder": "甲", "is_winner": True, "fraud": {"false_material": True}}
    made = answer(
        HOSPITAL,
        bids=[bid],
        qualified_candidates_left=True,
        timeline={
            "tender_notice_published": "2026-03-02",
            "award_decided": "2026-04-10",
            "contract_signed": "not_yet",
            "performance_started": "not_yet",
        },
    )
    one = next(f for f in made.findings if f.rule == "gp.supplier.no-false-material")
    assert (one.severity, one.side) == ("breach", "supplier")
    must = {a.action for e in made.effects if e.presumed == "active" for a in e.case.must}
    assert {"void_award", "fine_supplier", "list_bad_conduct"} <= must


def test_a_fine_is_rounded_to_the_fen_before_it_is_compared() -> None:
    ban = {"ban_kind": "from_government_procurement", "sanction_decided": "2026-06-01", "sanction_fine": "7998.35元"}
    bid = {"bidder": "甲", "is_winner": True, "gave_up_award": True, "gave_up_with_reason": False, "bans": [ban]}
    made = answer(
        HOSPITAL,
        award={"winning_price": "1599670元"},
        bids=[bid],
        timeline={"tender_notice_published": "2026-03-02", "award_letter_issued": "2026-04-10"},
    )
    assert verdict(made, "gp.tender.refusal-fine") != "breached"


# any case ---------------------------------------------------------------------------------------------------------
OPEN_LAW = {k: v for k, v in HOSPITAL.items() if k not in ("catalogue", "funding")} | {"budget": "90万元"}
EARLY = {"bid_deadline": "2026-04-13T09:30", "bid_opening": "2026-03-31"}


def test_what_either_law_finds_is_breached_in_any_case() -> None:
    made = answer(OPEN_LAW, timeline=EARLY)
    assert made.conclusion("government_procurement").presumed == "unknown"
    (one,) = made.findings
    assert (one.verdict, one.severity, one.strict) == ("breached", "breach", "undetermined")
    assert one.text.zh.startswith("无论是否属于政府采购：")
    assert [t.zh for t in one.in_any_case] == ["是否属于政府采购"]
    assert {c.instrument for c in one.citations} >= {"mof-order-87"}
    assert len(one.rules) > 1
    for law in (
        {"catalogue": {"listed": True}},
        {"catalogue": {"listed": False}, "thresholds": {"procurement": "200万元"}},
    ):
        known = answer(OPEN_LAW | law, funding={"budgeted": True}, timeline=EARLY)
        assert known.conclusion("government_procurement").presumed != "unknown"
        assert any(f.rule in {r.rule for r in one.rules} and f.verdict == "breached" for f in known.findings)


def test_what_one_law_alone_forbids_is_no_finding_while_the_law_is_open() -> None:
    short = {"tender_documents_issued": "2026-03-02", "bid_deadline": "2026-03-20T09:30"}
    assert answer(OPEN_LAW, timeline=short).findings == ()


def test_a_deadline_ahead_leaves_what_follows_it_ahead() -> None:
    ahead = {"tender_documents_issued": "2026-08-20", "bid_deadline": "2026-09-25T09:30"}
    made = answer(HOSPITAL, timeline=ahead)
    asked = {m.fact for m in made.missing}
    assert not asked & {"evaluation_finished", "award_decided", "award_letter_issued", "award_notice_published"}
    assert "evaluation_finished" in {m.fact for m in answer(HOSPITAL).missing}


# sources of figures ------------------------------------------------------------------------------------------------
CONSULTED = {k: v for k, v in HOSPITAL.items() if k not in ("catalogue", "method")} | {
    "method": "competitive_consultation",
    "grounds": {"complete": True},
    "departure_approved_by_finance": False,
    "timeline": {"tender_notice_published": "2026-03-02"},
}


def test_the_source_of_a_figure_comes_through_to_what_rests_on_it() -> None:
    made = answer(CONSULTED)
    for name in ("procurement_limit", "open_tendering_limit", "open_tendering_reached", "government_procurement"):
        one = made.conclusion(name)
        assert one.source_kind == "derived"
        assert {(f.citations[0].instrument, f.strength) for f in one.figures} == {("henan-catalogue-2020", "press")}
    (finding,) = made.about_method
    assert finding.severity == "risk"
    assert "henan-catalogue-2020" in {c.instrument for c in finding.citations}


def test_a_threshold_that_is_stated_rests_on_no_table() -> None:
    made = answer(CONSULTED, thresholds={"procurement": "100万元", "open_tendering": "400万元"})
    assert made.conclusion("open_tendering_limit").figures == ()
    assert [f.severity for f in made.about_method] == ["breach"]


def test_a_figure_that_is_not_encoded_is_said_to_be_not_encoded() -> None:
    elsewhere = {"purchaser": {"kind": "public_institution", "level": "province", "place": "辽宁"}}
    one = answer(CONSULTED | elsewhere).conclusion("open_tendering_limit")
    assert one.text("zh") == "尚未编入（全国下限200万元）"
    assert one.text("en") == "not encoded (national floor 2,000,000 yuan)"
    assert "open_tendering_threshold" in {m.fact.rpartition(".")[2] for m in one.missing}


# what could not be checked -----------------------------------------------------------------------------------------
def test_no_breach_is_never_said_without_the_core_periods_that_could_not_be_checked() -> None:
    told = {"tender_notice_published": "2026-03-02", "tender_documents_issued": "2026-03-02"}
    made = answer(HOSPITAL, timeline=told | {"bid_deadline": "2026-03-25T09:30"})
    assert not made.breaches
    assert "bid_deadline" not in {u.event for u in made.unchecked}
    signed = next(u for u in made.unchecked if u.event == "contract_signed")
    assert {m.fact for m in signed.missing} >= {"contract_signed", "award_letter_issued"}
    assert signed.text.zh.startswith("合同签订（缺中标（成交）通知书发出")
    first = made.brief().unchecked[0]
    assert made.brief().unchecked_in_all == len({u.event for u in made.unchecked})
    assert first in [u.text for u in made.unchecked]
    assert Assessment.from_json(made.to_json()).unchecked == made.unchecked


def test_what_is_yet_to_come_is_not_unchecked() -> None:
    told = {"tender_notice_published": "2026-08-25", "tender_documents_issued": "2026-08-25"}
    made = answer(HOSPITAL, timeline=told | {"bid_deadline": "2026-09-25T09:30"})
    assert {"contract_signed", "award_letter_issued"}.isdisjoint(u.event for u in made.unchecked)


# closed lists ------------------------------------------------------------------------------------------------------
def test_grounds_are_closed_in_one_word() -> None:
    thresholds = {"procurement": "100万元", "open_tendering": "400万元"}
    base = CONSULTED | {"thresholds": thresholds, "purchaser": {"kind": "public_institution"}}
    made = answer(base)
    by_method = {m.method: m.presumed for m in made.methods}
    assert (by_method["open_tendering"], by_method["competitive_consultation"]) == ("required", "not_allowed")
    opened = answer(base | {"grounds": {"special_circumstances": True}})
    assert {m.method: m.presumed for m in opened.methods}["competitive_consultation"] != "not_allowed"
    kept = answer(base | {"grounds": {"complete": True, "special_circumstances": True}})
    assert {m.method: m.presumed for m in kept.methods}["competitive_consultation"] != "not_allowed"
    assert [f.severity for f in made.about_method] == ["breach"]


def test_closing_the_grounds_leaves_what_is_no_ground_open() -> None:
    made = make_project(CONSULTED | {"grounds": {"complete": True}})
    held = assess(made, as_of=DAY)
    told = {f.fact for m in held.methods for g in m.grounds for f in g.because}
    kept_open = {"grounds.two_stage", "grounds.ground_still_holds", "grounds.earlier_documents_unreasonable"}
    assert told.isdisjoint(kept_open)


def test_a_general_head_is_not_closed_against_one_of_its_kinds() -> None:
    made = answer(WORKS, method="single_source", circumstances={"disaster_relief": True}, grounds={"complete": True})
    assert made.conclusion("must_tender").presumed == "unknown"


def test_a_bid_without_ground_of_rejection_is_said_in_one_word() -> None:
    times = {"bid_deadline": "2026-04-10T09:30", "bid_opening": "2026-04-10T09:30"}
    bid = {"bidder": "甲", "bid_price": "800万元", "grounds_complete": True, "rejected": True}
    rule = "gp.tender.bid.valid-not-rejected"
    assert verdict(answer(HOSPITAL, price_ceiling="900万元", timeline=times, bids=[bid]), rule) == "breached"
    open_ = {k: v for k, v in bid.items() if k != "grounds_complete"}
    assert verdict(answer(HOSPITAL, price_ceiling="900万元", timeline=times, bids=[open_]), rule) != "breached"
    unsigned = bid | {"papers": {"signed": False}}
    assert verdict(answer(HOSPITAL, price_ceiling="900万元", timeline=times, bids=[unsigned]), rule) != "breached"


def test_a_ground_that_is_denied_is_not_named_as_unheard() -> None:
    made = answer(HOSPITAL, grounds={"artistic_design": False, "few_designers": False})
    assert made.unheard == ()


# two periods, one day ------------------------------------------------------------------------------------------------
LETTER = {"award_letter_issued": "2026-02-17"}


def test_of_two_duties_one_is_surely_broken_whatever_the_day_between() -> None:
    stated = LETTER | {"contract_published": "2026-05-19"}
    (one,) = answer(HOSPITAL, timeline=stated).findings
    rules = {r.rule for r in one.rules}
    assert rules == {"gp.contract.thirty-days", "gp.contract.publication"}
    assert (one.verdict, one.severity, one.strict) == ("breached", "breach", "undetermined")
    assert "2026-03-19" in one.text.zh
    assert "2026-05-19" in one.text.en
    first = dt.date(2026, 2, 18)
    for days in range(0, 90, 3):
        signed = answer(HOSPITAL, timeline=stated | {"contract_signed": str(first + dt.timedelta(days))})
        assert rules & {f.rule for f in signed.findings if f.verdict == "breached"}


def test_no_pair_of_duties_is_broken_where_a_day_keeps_both() -> None:
    assert answer(HOSPITAL, timeline=LETTER | {"contract_published": "2026-03-23"}).findings == ()


# in any case -------------------------------------------------------------------------------------------------------
def test_days_are_told_over_all_possibilities() -> None:
    told = {"tender_notice_published": "2026-08-03", "tender_documents_issued": "2026-08-03"}
    made = answer(OPEN_LAW, timeline=told | {"award_letter_issued": "2026-08-28"})
    assert made.conclusion("government_procurement").presumed == "unknown"
    (signed,) = [d for d in made.any_case if d.key == "contract_signed"]
    assert (signed.side, str(signed.first), str(signed.last)) == ("latest", "2026-09-27", "2026-09-28")
    assert signed.text in made.brief().any_case
    assert [t.zh for t in signed.worlds] == [t.zh for t in made.brief().open]
    assert Assessment.from_json(made.to_json()).any_case == made.any_case


def test_what_is_settled_has_no_possibilities() -> None:
    assert answer(HOSPITAL).any_case == ()


def test_a_category_left_open_is_looked_at_word_by_word() -> None:
    either = HOSPITAL | {"subject": {"name": "系统", "category": {"not": "works"}}}
    made = answer(either, timeline={"tender_documents_issued": "2026-03-02", "bid_deadline": "2026-03-12T09:30"})
    (one,) = [f for f in made.findings if "gp.tender.bid-preparation" in {r.rule for r in f.rules}]
    assert one.severity == "breach"


# facts instead of conclusions ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("able", "sole"), [("1", "true"), ("2", "false")])
def test_that_there_is_one_supplier_only_follows_from_their_number(able: str, sole: str) -> None:
    told = {"suppliers_able": able}
    made = answer(HOSPITAL | {"method": "single_source"}, single_source=told)
    (ground,) = made.of("gp.single-source.ground.only-supplier")
    assert ground.presumed in {"true": ("met", "undetermined"), "false": ("not_met",)}[sole]
