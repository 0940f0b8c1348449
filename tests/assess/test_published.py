"""Published decisions, replies and examination answers: what each article brings, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from procure_rules import Assessment
from tests.assess.test_accusations import HOSPITAL, WORKS, answer, found, verdict

TENDER = {
    "tender_notice_published": "2026-03-02",
    "tender_documents_issued": "2026-03-02",
    "bid_deadline": "2026-03-25T09:30",
    "bid_opening": "2026-03-25T09:30",
    "evaluation_finished": "2026-03-25",
}
AWARD = TENDER | {
    "award_decided": "2026-03-30",
    "award_notice_published": "2026-03-31",
    "award_letter_issued": "2026-03-31",
}
UNPERFORMED = AWARD | {"contract_signed": "2026-04-10", "performance_started": "not_yet"}
SMALL = HOSPITAL | {"budget": "150万元", "thresholds": {"procurement": "100万元", "open_tendering": "400万元"}}
OTHER_METHODS = {
    "tender_notice_published": "2026-03-02",
    "tender_documents_issued": "2026-03-02",
    "first_response_deadline": "2026-03-16T09:30",
    "evaluation_finished": "2026-03-16",
    "award_decided": "2026-03-18",
    "award_notice_published": "2026-03-19",
    "award_letter_issued": "2026-03-19",
}
ENTERPRISE = {"kind": "state_owned_enterprise", "level": "province", "place": "四川"}
VOLUNTARY: dict[str, Any] = {
    "purchaser": ENTERPRISE,
    "subject": {"name": "设备", "category": "goods"},
    "budget": "300万元",
    "method": "open_tendering",
}
REPAIR: dict[str, Any] = {
    "purchaser": {"kind": "public_institution", "level": "province", "place": "四川"},
    "subject": {"name": "修缮", "category": "works", "works_kind": "repair", "related_to_new_works": False},
    "funding": {"budgeted": True},
    "catalogue": {"listed": True},
    "contract_kind": "construction",
    "estimated_value": "150万元",
    "budget": "150万元",
    "thresholds": {"procurement": "100万元", "open_tendering": "400万元"},
}
REFUSER: dict[str, Any] = {"bidder": "甲", "is_winner": True, "gave_up_award": True, "gave_up_with_reason": False}
PENALTY = {"fine_supplier", "list_bad_conduct", "ban_one_to_three_years", "confiscate_gain"}
WARNED = {"order_to_correct", "warn_organiser", "discipline_and_circular"}


def must(made: Assessment, rule: str, index: int = 0) -> set[str]:
    """What has to follow by a rule, where it is active."""
    of_rule = [e for e in made.effects if (e.rule, e.index, e.presumed) == (rule, index, "active")]
    return {a.action for e in of_rule for a in e.case.must}


def may(made: Assessment, rule: str) -> set[str]:
    """What may follow by a rule, where it is active."""
    return {a.action for e in made.effects if (e.rule, e.presumed) == (rule, "active") for a in e.case.may}


def method(made: Assessment, name: str) -> str:
    return next(m.presumed for m in made.methods if m.method == name)


# complaints -------------------------------------------------------------------------------------------------------
UNCHALLENGED = {"challenged_first": False, "complaint_received": "2026-04-10", "right_authority": True}


def test_a_complaint_without_a_challenge_is_refused_and_never_admitted() -> None:
    """Order 94, articles 19 and 21: what fails a condition of admission is refused, with reasons."""
    waiting = UNCHALLENGED | {"reviewed": "2026-04-15", "admitted": "not_yet", "parties_notified": "not_yet"}
    made = answer(HOSPITAL, timeline=AWARD, complaints=[waiting])
    assert verdict(made, "gp.complaint.challenged-first") == "breached"
    assert must(made, "gp.complaint.refusal-heads") == {"refuse_complaint"}
    assert "admit_and_notify" not in {a.action for e in made.effects if e.presumed == "active" for a in e.case.must}


@pytest.mark.parametrize(("told", "right"), [("2026-04-20", "met"), ("2026-04-21", "breached")])
def test_the_refusal_is_told_within_three_working_days_of_the_review(told: str, right: str) -> None:
    refused = UNCHALLENGED | {"reviewed": "2026-04-15", "refusal_notified": told}
    assert verdict(answer(HOSPITAL, timeline=AWARD, complaints=[refused]), "gp.complaint.refusal") == right


def test_want_of_a_challenge_found_after_admission_dismisses_the_complaint() -> None:
    """Order 94, article 29 (1)."""
    admitted = UNCHALLENGED | {"admitted": "2026-04-10", "parties_notified": "2026-04-15"}
    made = answer(HOSPITAL, timeline=AWARD, complaints=[admitted])
    assert must(made, "gp.complaint.refusal-heads") == {"dismiss_complaint"}


# the winner gives up ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("way", ["competitive_consultation", "competitive_negotiation"])
def test_a_winner_outside_tenders_that_gives_up_is_punished_and_another_may_be_taken(way: str) -> None:
    """Regulation, articles 49 and 72 (2), with article 77 of the law."""
    made = answer(SMALL | {"method": way}, bids=[REFUSER], qualified_candidates_left=True, timeline=OTHER_METHODS)
    assert found(made)["gp.nontender.award.not-given-up"] == "breach"
    assert must(made, "gp.supplier.liability") == PENALTY
    assert may(made, "gp.award.given-up") == {"award_next_candidate", "restart"}


def test_a_winner_that_gives_up_with_good_reason_is_not_punished() -> None:
    given_up = REFUSER | {"gave_up_with_reason": True}
    base = SMALL | {"method": "competitive_consultation"}
    made = answer(base, bids=[given_up], qualified_candidates_left=True, timeline=OTHER_METHODS)
    assert verdict(made, "gp.nontender.award.not-given-up") == "met"
    assert must(made, "gp.supplier.liability") == set()
    assert may(made, "gp.award.given-up") == {"award_next_candidate", "restart"}


@pytest.mark.parametrize(("stated", "right"), [(True, "keep_bid_security"), (False, "return_bid_security")])
def test_the_security_of_a_refusing_winner_is_kept_only_if_the_documents_say_so(stated: bool, right: str) -> None:
    """Order 87, articles 20 and 23: the order itself lets it be kept for a bid revoked within its validity only."""
    bid = REFUSER | {"papers": {"security_given": True}}
    made = answer(HOSPITAL, documents={"refusal_forfeits_security": stated}, bids=[bid], timeline=AWARD)
    assert must(made, "gp.tender.security.winner-refused") == {right}


def test_good_reason_leaves_the_security_of_the_winner_alone() -> None:
    bid = REFUSER | {"gave_up_with_reason": True, "papers": {"security_given": True}}
    made = answer(HOSPITAL, documents={"refusal_forfeits_security": True}, bids=[bid], timeline=AWARD)
    assert "keep_bid_security" not in must(made, "gp.tender.security.winner-refused")
    assert "gp.tender.award.not-given-up" not in found(made)


@pytest.mark.parametrize(("fine", "right"), [("7998.34元", "breached"), ("7998.35元", "contested")])
def test_a_fen_below_five_permille_is_too_little(fine: str, right: str) -> None:
    """On the budget the fine would be 8,000: what is right on the award alone stays contested."""
    ban = {"ban_kind": "from_government_procurement", "sanction_decided": "2026-06-01", "sanction_fine": fine}
    made = answer(
        HOSPITAL,
        budget="160万元",
        award={"winning_price": "1599670元"},
        bids=[REFUSER | {"bans": [ban]}],
        timeline=AWARD,
    )
    assert verdict(made, "gp.tender.refusal-fine") == right


# which law, which method ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("approved", "right"), [(True, "allowed"), (False, "allowed_with_approval")])
def test_after_a_second_failure_tendering_may_end_with_leave(approved: bool, right: str) -> None:
    """Order 30, article 38: a project that needs approval takes leave of the authority that gave it."""
    made = answer(
        WORKS | {"purchaser": ENTERPRISE, "method": "soe_direct"},
        works_project=WORKS["works_project"] | {"needs_approval": True},
        follows_failed_open_tender=True,
        re_tender_failed=True,
        approval={"no_tender_approved": approved},
    )
    assert made.conclusion("tendering_ended_lawfully").presumed == ("true" if approved else "false")
    assert method(made, "soe_direct") == right
    assert verdict(made, "must-tender.no-avoidance") == ("met" if approved else "breached")


def test_without_a_second_failure_a_direct_choice_avoids_the_tender() -> None:
    made = answer(
        WORKS | {"purchaser": ENTERPRISE, "method": "soe_direct"},
        grounds={"complete": True},
        re_tender_failed=False,
        approval={"no_tender_approved": False},
    )
    assert verdict(made, "must-tender.no-avoidance") == "breached"
    assert method(made, "soe_direct") == "not_allowed"


def test_the_money_of_a_public_hospital_is_presumed_budgeted_and_the_presumption_is_named() -> None:
    """Law, article 2; regulation, article 2: budget management decides; a public institution's income enters it."""
    made = answer({k: v for k, v in HOSPITAL.items() if k != "funding"})
    law = made.conclusion("government_procurement")
    assert (law.strict, law.presumed) == ("unknown", "true")
    assert ("funding.budgeted", "ordinary") in {(a.fact, a.kind) for a in law.assuming}
    assert answer(HOSPITAL, funding={"budgeted": False}).conclusion("government_procurement").presumed == "false"


def test_an_open_tender_of_works_that_need_none_is_contested() -> None:
    """Regulation, article 25, sends them to negotiation or single source; no text forbids the tender."""
    made = answer(REPAIR | {"method": "open_tendering"}, timeline=TENDER)
    assert made.conclusion("must_tender").presumed == "false"
    assert method(made, "open_tendering") == "contested"
    assert found(made)["gp.works.ground.open"] == "risk"
    assert method(answer(REPAIR | {"method": "competitive_negotiation"}), "competitive_negotiation") == "allowed"


def test_works_are_not_bought_by_price_inquiry() -> None:
    """Order 74, article 3: an inquiry is for goods."""
    made = answer(REPAIR | {"method": "price_inquiry"}, timeline=OTHER_METHODS)
    assert method(made, "price_inquiry") == "not_allowed"
    assert found(made)["gp.inquiry.grounded"] == "breach"


@pytest.mark.parametrize(("value", "right"), [("400万元", "true"), ("399万元", "false"), (None, "unknown")])
def test_dominant_state_capital_meets_the_scope_and_the_value_decides(value: str | None, right: str) -> None:
    """Law on tendering, article 3: whose money it is needs no sums, what must be tendered takes the value too."""
    works: dict[str, Any] = {
        "purchaser": ENTERPRISE,
        "subject": {"name": "厂房", "category": "works", "works_kind": "new_build"},
        "contract_kind": "construction",
        "method": "open_tendering",
        "works_project": {"state_capital_dominant": True},
    }
    made = answer(works if value is None else works | {"estimated_value": value}, timeline=TENDER)
    assert made.conclusion("in_tender_scope").presumed == "true"
    assert made.conclusion("must_tender").presumed == right


def test_goods_that_came_before_the_procurement_were_bought_without_a_procedure() -> None:
    """Law, articles 64 and 71: papers made afterwards are no procedure."""
    base = SMALL | {"method": "competitive_consultation"}
    made = answer(base, conduct={"delivered_before_procurement": True}, timeline=OTHER_METHODS)
    assert found(made)["gp.procedure.kept"] == "breach"
    assert must(made, "gp.liability.organiser") == WARNED
    assert may(made, "gp.liability.organiser") == {"fine_of_article_71"}


@pytest.mark.parametrize(("delivered", "right"), [("2026-03-01", "breached"), ("2026-04-20", "met")])
def test_a_delivery_before_the_documents_went_out_performs_no_contract_of_theirs(delivered: str, right: str) -> None:
    made = answer(SMALL | {"method": "competitive_consultation"}, timeline=OTHER_METHODS | {"delivered": delivered})
    assert verdict(made, "gp.procedure.delivery-after-documents") == right


# small firms ------------------------------------------------------------------------------------------------------
CONSORTIUM: dict[str, Any] = {
    "bidder": "甲",
    "declared_small_or_micro": True,
    "maker_small_or_micro": False,
    "consortium": {"is_consortium": True, "small_share": "40%"},
}
TIED = CONSORTIUM["consortium"] | {"sme_tied_to_other_members": True}
GIVEN, OWED = "sme.deduction.not-otherwise", "sme.deduction.consortium-given"


@pytest.mark.parametrize(
    ("bid", "broken"),
    [
        ({"maker_sme": False, "deduction_applied": "4%"}, {GIVEN}),
        ({"maker_sme": True, "deduction_applied": "4%"}, set()),
        ({"maker_sme": True, "deduction_applied": "0%"}, {OWED}),
        ({"maker_sme": True, "deduction_applied": "4%", "consortium": TIED}, {GIVEN}),
    ],
    ids=["goods of a large maker", "due and given", "due and withheld", "tied to another member"],
)
def test_a_consortium_gets_its_deduction_where_due_and_only_there(bid: dict[str, Any], broken: set[str]) -> None:
    """Measures for small firms, articles 4 and 9: any goods of a large maker, or a tie of control, end it."""
    shares = {"sme_price_deduction": "10%", "sme_consortium_deduction": "4%"}
    made = answer(HOSPITAL, **shares, bids=[CONSORTIUM | bid], timeline=AWARD)
    assert {f.rule for f in made.findings} == broken
    assert must(made, "sme.liability.deduction") == (WARNED if broken else set())


# responses and their review ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("way", ["competitive_consultation", "competitive_negotiation", "price_inquiry"])
def test_a_reply_that_misses_a_substantive_demand_is_invalid_and_does_not_win(way: str) -> None:
    """Order 74, article 30; consultation measures, article 16."""
    bids = [{"bidder": "甲", "papers": {"responsive": False}, "is_winner": True, "is_candidate": True}]
    made = answer(SMALL | {"method": way}, bids=bids, timeline=OTHER_METHODS)
    assert made.conclusion("bid_invalid").presumed == "true"
    assert found(made)["gp.nontender.response.invalid-not-taken"] == "breach"
    rejected = [{"bidder": "甲", "papers": {"responsive": False}, "rejected": True}]
    assert found(answer(SMALL | {"method": way}, bids=rejected, timeline=OTHER_METHODS)) == {}


@pytest.mark.parametrize(
    ("affected", "right"),
    [
        (False, {"warn", "fine_expert", "discard_view_and_fee", "confiscate_gain"}),
        (True, {"fine_expert_more", "ban_from_reviewing", "discard_view_and_fee", "confiscate_gain"}),
    ],
)
def test_an_expert_that_leaks_the_review_is_fined_more_where_the_result_was_affected(
    affected: bool, right: set[str]
) -> None:
    """Regulation, articles 40 and 75; the purchaser's representative is no review expert."""
    members = [{"member_role": role, "leaked_review": True} for role in ("review_expert", "purchaser_side")]
    base = SMALL | {"method": "competitive_consultation"}
    made = answer(base, breach_affected_result=affected, panel_members=members, timeline=OTHER_METHODS)
    assert [verdict(made, "gp.panel.member.secret", n) for n in (0, 1)] == ["breached", "breached"]
    assert must(made, "gp.panel.expert.liability", 0) == right
    assert must(made, "gp.panel.expert.liability", 1) == set()


def test_a_panel_that_did_not_review_independently_leaves_open_who_answers() -> None:
    base = SMALL | {"method": "competitive_consultation"}
    members = [{"member_role": "review_expert"}]
    made = answer(base, evaluation={"independent": False}, panel_members=members, timeline=OTHER_METHODS)
    assert found(made)["gp.nontender.evaluation.independent"] == "breach"
    assert must(made, "gp.panel.expert.liability") == set()
    assert may(made, "gp.panel.expert.liability") == {"warn", "fine_expert", "discard_view_and_fee"}


@pytest.mark.parametrize(("by_price", "right"), [(True, "met"), (False, "breached")])
def test_equal_scores_are_ranked_by_the_lower_price(by_price: bool, right: str) -> None:
    """Order 87, article 57."""
    stated = {"method": "comprehensive_scoring", "scores_equal": True, "equal_scores_by_price": by_price}
    made = answer(HOSPITAL, evaluation=stated, timeline=AWARD)
    assert verdict(made, "gp.tender.evaluation.equal-scores") == right


@pytest.mark.parametrize(("as_stated", "right"), [(True, "met"), (False, "breached")])
def test_candidates_equal_in_score_and_price_are_chosen_as_the_documents_say(as_stated: bool, right: str) -> None:
    """Order 87, article 68: as the documents say, or by lot where they are silent."""
    made = answer(HOSPITAL, award={"tie": True, "tie_broken_as_stated": as_stated}, timeline=AWARD)
    assert verdict(made, "gp.tender.award.tie") == right


ONE, BEST = "gp.tender.same-brand.one-candidate", "gp.tender.same-brand.best-stands"


@pytest.mark.parametrize(
    ("candidates", "broken"),
    [((True, True), {ONE, BEST}), ((False, True), {BEST}), ((True, False), set())],
    ids=["both", "the lower score", "the best score"],
)
def test_of_one_brand_only_the_best_score_is_a_candidate(candidates: tuple[bool, bool], broken: set[str]) -> None:
    """Order 87, article 31: the first bid stands for the brand, the second has the lower score."""
    bids = [
        {"bidder": name, "is_candidate": taken, "papers": {"same_brand_as_other": True, "stands_for_brand": first}}
        for name, taken, first in zip("甲乙", candidates, (True, False), strict=True)
    ]
    made = answer(HOSPITAL, evaluation={"method": "comprehensive_scoring"}, bids=bids, timeline=AWARD)
    assert {f.rule for f in made.findings} == broken


@pytest.mark.parametrize(("base", "rule"), [(WORKS, "tb.opening.host"), (HOSPITAL, "gp.tender.opening.host")])
def test_only_the_tenderee_or_its_agency_presides_at_the_opening(base: dict[str, Any], rule: str) -> None:
    """Law on tendering, article 35; order 87, article 40."""
    made = answer(base, opening={"presided_by_purchaser_side": False}, timeline=TENDER)
    assert found(made) == {rule: "breach"}
    held = {"presided_by_purchaser_side": True, "bidders_invited": True}
    assert verdict(answer(base, opening=held, timeline=TENDER), rule) == "met"


@pytest.mark.parametrize("defect", ["ambiguous_or_defective", "mandatory_rules_broken"])
def test_documents_too_defective_to_evaluate_stop_the_evaluation_and_are_mended(defect: str) -> None:
    """Order 87, article 65."""
    rule = "gp.tender.evaluation.stopped-for-defects"
    stopped = answer(HOSPITAL, documents={defect: True}, evaluation={"stopped_for_defects": True}, timeline=TENDER)
    assert verdict(stopped, rule) == "met"
    assert must(stopped, "gp.tender.documents-defective") == {"correct_documents_and_re_tender"}
    gone_on = answer(HOSPITAL, documents={defect: True}, evaluation={"stopped_for_defects": False}, timeline=TENDER)
    assert found(gone_on)[rule] == "breach"


@pytest.mark.parametrize(
    ("panel", "right"),
    [
        ({"recommended_admitted": True, "drawn_at_random": True}, "met"),
        ({"recommended_admitted": False, "drawn_at_random": True}, "breached"),
        ({"recommended_admitted": True, "drawn_at_random": False}, "breached"),
    ],
)
def test_a_library_too_small_is_filled_up_and_then_drawn_from(panel: dict[str, bool], right: str) -> None:
    """Measures for review experts, article 12: recommended, vetted, admitted, and only then drawn."""
    made = answer(HOSPITAL, panel=panel | {"pool_too_small": True}, timeline=AWARD)
    assert verdict(made, "gp.experts.pool-too-small") == right


def test_a_library_too_small_is_no_ground_to_name_the_experts() -> None:
    """Measures for review experts, article 13: only where a random draw does not serve, and with consent."""
    named = {"pool_too_small": True, "chosen_directly": True, "direct_choice_ground": False}
    assert verdict(answer(HOSPITAL, panel=named, timeline=AWARD), "gp.tender.panel.chosen") == "breached"


@pytest.mark.parametrize(("by_panel", "right"), [(False, "breached"), (True, "met")])
def test_a_scoring_error_is_put_right_by_the_panel_itself(by_panel: bool, right: str) -> None:
    """Order 87, article 64: one of the four errors, and after signing still the same panel."""
    review = {
        "result_altered": True,
        "alteration_lawful_ground": True,
        "altered_by_panel": False,
        "reviewed_again": by_panel,
        "same_panel_reviewed_again": by_panel,
    }
    made = answer(HOSPITAL, evaluation=review, timeline=AWARD)
    assert verdict(made, "gp.tender.evaluation.result-kept") == "met"
    assert verdict(made, "gp.tender.evaluation.result-kept.by-panel") == right


# conditions -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("base", [WORKS, VOLUNTARY], ids=["owed by law", "voluntary"])
def test_a_local_seat_is_no_condition_of_any_tender(base: dict[str, Any]) -> None:
    """Law on tendering, articles 18 and 51; its regulation, articles 32 and 33."""
    made = answer(base, conditions={"location_restricted": True}, timeline=TENDER)
    assert made.conclusion("must_tender").presumed == ("true" if base is WORKS else "false")
    assert found(made) == {"tb.conditions.local-seat": "breach"}
    assert must(made, "tb.liability.discrimination") == {"order_correction"}
    assert may(made, "tb.liability.discrimination") == {"fine_unit"}


@pytest.mark.parametrize("base", [WORKS, VOLUNTARY], ids=["owed by law", "voluntary"])
@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ("local_tax_required", "tb.conditions.local-payments"),
        ("local_achievements_only", "tb.conditions.local-record"),
        ("pool_required", "tb.conditions.pool"),
        ("abolished_certificate_required", "tb.conditions.certificates"),
        ("software_purchase_required", "tb.conditions.no-tools-to-buy"),
    ],
)
def test_unreasonable_conditions_keep_bidders_out_and_may_be_fined(
    base: dict[str, Any], condition: str, rule: str
) -> None:
    """Law on tendering, articles 18 and 51; its regulation, article 32."""
    made = answer(base, conditions={condition: True}, timeline=TENDER)
    assert found(made) == {rule: "breach"}
    assert must(made, "tb.liability.discrimination") == {"order_correction"}
    assert may(made, "tb.liability.discrimination") == {"fine_unit"}


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ("local_tax_required", "gp.fair.local-payments"),
        ("local_achievements_only", "gp.fair.local-record"),
        ("abolished_certificate_required", "gp.fair.certificates"),
        ("years_established_required", "gp.fair.years"),
        ("scale_condition", "gp.tender.no-scale-condition"),
        ("personal_attendance_required", "gp.fair.attendance"),
        ("unnecessary_proof_required", "gp.fair.proof"),
        ("software_purchase_required", "gp.fair.software"),
    ],
)
def test_government_procurement_forbids_the_same_conditions_by_its_own_texts(condition: str, rule: str) -> None:
    assert found(answer(HOSPITAL, conditions={condition: True}, timeline=TENDER)) == {rule: "breach"}


@pytest.mark.parametrize("base", [WORKS, VOLUNTARY], ids=["owed by law", "voluntary"])
def test_the_winner_of_a_tender_is_not_drawn_by_lot(base: dict[str, Any]) -> None:
    assert found(answer(base, award={"drawn_by_lot": True}, timeline=AWARD))["tb.award.not-by-lot"] == "breach"


def test_documents_are_issued_when_and_where_announced() -> None:
    """Regulation on tendering, article 16."""
    made = answer(WORKS, documents={"not_given_as_announced": True}, timeline=TENDER)
    assert found(made) == {"tb.documents.as-announced": "breach"}


def test_a_voluntary_tender_too_leaves_reasonable_time_to_apply() -> None:
    """Regulation on tendering, article 17: five days are owed where a tender is, reasonable time always."""
    made = answer(VOLUNTARY, prequalification={"used": True, "time_unreasonable": True}, timeline=TENDER)
    assert found(made) == {"tb.prequalification.time-reasonable": "breach"}


# suppliers and organisers -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("misconduct", "rule"),
    [
        ({"fraud": {"slandered_others": True}}, "gp.supplier.no-slander"),
        ({"collusion": {"agreed_on_winner": True}}, "gp.supplier.no-collusion"),
        ({"fraud": {"bribed": True}}, "gp.supplier.no-bribery"),
        ({"fraud": {"negotiated_during_tender": True}}, "gp.supplier.no-talks-in-tender"),
    ],
)
def test_each_of_the_first_five_heads_voids_the_award_and_is_fined(misconduct: dict[str, Any], rule: str) -> None:
    """Law, article 77: fine, list, ban, gain; the award is void, and a contract not yet performed is rescinded."""
    bid = {"bidder": "甲", "is_winner": True} | misconduct
    made = answer(HOSPITAL, bids=[bid], qualified_candidates_left=True, timeline=UNPERFORMED)
    assert verdict(made, rule) == "breached"
    assert must(made, "gp.supplier.liability") == PENALTY
    assert must(made, "gp.supplier.award-void") == {"void_award", "rescind_contract", "award_next_candidate"}


def test_refusing_an_inspection_is_fined_but_leaves_the_award() -> None:
    """Law, article 77: the sixth head does not make the award void."""
    bid = {"bidder": "甲", "is_winner": True, "fraud": {"refused_inspection": True}}
    made = answer(HOSPITAL, bids=[bid], timeline=UNPERFORMED)
    assert found(made) == {"gp.supplier.inspection": "breach"}
    assert must(made, "gp.supplier.liability") == PENALTY
    assert must(made, "gp.supplier.award-void") == set()


@pytest.mark.parametrize("misconduct", ["colluded", "took_bribes", "false_information", "leaked_base_price"])
def test_a_corrupt_organiser_is_fined_and_the_award_falls(misconduct: str) -> None:
    """Law, articles 72 and 73; regulation, articles 66 and 71: the fine is owed, not optional."""
    made = answer(
        HOSPITAL,
        conduct={misconduct: True},
        breach_may_affect_result=True,
        qualified_candidates_left=True,
        timeline=UNPERFORMED,
    )
    assert must(made, "gp.liability.corruption") == {"fine_of_article_72", "confiscate_gain", "discipline_staff"}
    assert must(made, "gp.breach.affecting-result") == {"rescind_contract", "award_next_candidate"}


def test_corruption_before_the_award_ends_the_procurement() -> None:
    """Regulation, article 71 (1)."""
    nothing_yet = dict.fromkeys(
        ("award_decided", "award_letter_issued", "contract_signed", "performance_started"), "not_yet"
    )
    made = answer(HOSPITAL, conduct={"took_bribes": True}, breach_may_affect_result=True, timeline=TENDER | nothing_yet)
    assert must(made, "gp.breach.affecting-result") == {"terminate", "restart"}


@pytest.mark.parametrize(
    "stated",
    [
        {"conduct": {"standard_raised": True}},
        {"conditions": {"location_restricted": True, "restriction_based_on_law": False}},
        {"award": {"substance_negotiated_before": True}},
        {"contract": {"purchaser_refused": True}},
        {"conduct": {"inspection_refused": True}},
    ],
    ids=["raised standard", "unequal treatment", "talks", "not signing", "inspection"],
)
def test_each_head_of_article_71_brings_warning_and_perhaps_a_fine(stated: dict[str, Any]) -> None:
    made = answer(HOSPITAL, **stated, timeline=AWARD)
    assert list(found(made).values()) == ["breach"]
    assert must(made, "gp.liability.organiser") == WARNED
    assert may(made, "gp.liability.organiser") == {"fine_of_article_71"}


def test_another_method_without_ground_or_leave_is_warned_and_perhaps_fined() -> None:
    """Law, article 71 (1)."""
    base = HOSPITAL | {"method": "competitive_negotiation", "thresholds": SMALL["thresholds"]}
    days = {"tender_notice_published": "2026-03-02", "contract_signed": "2026-05-06"}
    made = answer(base, departure_approved_by_finance=False, grounds={"complete": True}, timeline=days)
    assert {"gp.departure.approval", "gp.negotiation.grounded"} <= set(found(made))
    assert must(made, "gp.liability.organiser") == WARNED


@pytest.mark.parametrize(
    ("act", "liability", "right"),
    [
        (
            "took_favours",
            "gp.panel.expert.liability-favours",
            {"fine_expert_more", "ban_from_reviewing", "discard_view_and_fee", "confiscate_gain"},
        ),
        ("private_contact", "gp.tender.panel.views-void", {"discard_view_and_fee"}),
        ("showed_inclination", "gp.tender.panel.views-void", {"discard_view_and_fee"}),
        ("took_material_away", "gp.tender.panel.views-void", set()),
    ],
)
def test_what_a_member_of_the_panel_may_not_do(act: str, liability: str, right: set[str]) -> None:
    """Order 87, articles 62 and 81; regulation, article 75: items 1 to 5 void the opinion, item 6 does not."""
    member = {"member_role": "review_expert", act: True}
    made = answer(HOSPITAL, panel_members=[member], timeline=AWARD)
    assert list(found(made).values()) == ["breach"]
    assert must(made, "gp.tender.panel.member-liability") == {"order_to_correct"}
    assert must(made, liability) == right


@pytest.mark.parametrize(
    ("lacking", "rule"),
    [
        ({"civil_capacity": False}, "gp.supplier.conditions"),
        ({"sound_credit_and_accounts": False}, "gp.supplier.conditions"),
        ({"taxes_and_social_security_paid": False}, "gp.supplier.conditions"),
        ({"conditions_met": False}, "gp.supplier.conditions-of-documents"),
        ({"convicted": True}, "gp.supplier.no-grave-record"),
        ({"licence_revoked": True}, "gp.supplier.no-grave-record"),
    ],
)
def test_who_lacks_a_condition_of_the_law_does_not_win(lacking: dict[str, bool], rule: str) -> None:
    """Law, article 22; regulation, article 19."""
    bids = [{"bidder": "甲", "is_winner": True, "eligibility": lacking}]
    made = answer(HOSPITAL, bids=bids, timeline=AWARD)
    assert verdict(made, rule) == "breached"
    assert verdict(made, "gp.supplier.ineligible-not-awarded") == "breached"


@pytest.mark.parametrize("listed", ["dishonest_debtor", "tax_offender_listed", "procurement_offender_listed"])
def test_who_stands_on_a_list_of_offenders_is_kept_out(listed: str) -> None:
    bids = [{"bidder": "甲", "is_winner": True, "eligibility": {listed: True}}]
    assert verdict(answer(HOSPITAL, bids=bids, timeline=AWARD), "gp.supplier.credit-lists") == "breached"


@pytest.mark.parametrize(
    ("stated", "rule"),
    [
        (
            {"prequalification": {"used": True}, "documents": {"given_to_all_prequalified": False}},
            "gp.prequalification.documents-to-all",
        ),
        (
            {"documents": {"samples_required": True, "winners_samples_sealed": False}},
            "gp.tender.samples.winner-sealed",
        ),
        ({"documents": {"samples_required": True, "losers_samples_returned": False}}, "gp.tender.samples.returned"),
        ({"demand": {"price_estimated": False}}, "gp.tender.demand.price-estimated"),
        (
            {"evaluation": {"recheck_refused": True, "recheck_refusal_reported": False}},
            "gp.tender.evaluation.recheck-refused",
        ),
        (
            {"panel": {"member_missing": True, "replaced_lawfully": True, "change_recorded": False}},
            "gp.tender.panel.change-recorded",
        ),
    ],
    ids=["documents for all", "winner's samples", "losers' samples", "price", "refused check", "changed panel"],
)
def test_the_lesser_duties_of_order_87_are_kept_too(stated: dict[str, Any], rule: str) -> None:
    """Order 87, articles 10, 18, 22, 45 (8) and 49."""
    made = answer(HOSPITAL, **stated, timeline=AWARD | {"contract_signed": "2026-04-10"})
    assert found(made) == {rule: "breach"}


@pytest.mark.parametrize(("paid", "right"), [(False, "breached"), (True, "met")])
def test_a_purchaser_that_changes_the_contract_makes_good_the_loss(paid: bool, right: str) -> None:
    """Law, article 50; Ministry of Finance, No. 38 of 2019, part 3."""
    change = {"changed_by_purchaser": True, "loss_caused": "10万元", "supplier_compensated": paid}
    made = answer(HOSPITAL, contract=change, timeline=AWARD | {"contract_signed": "2026-04-10"})
    assert verdict(made, "gp.contract.change-compensated") == right


def test_a_loss_from_a_rescinded_contract_falls_on_whoever_is_at_fault() -> None:
    rescinded = {"rescinded": True, "loss_caused": "10万元"}
    made = answer(HOSPITAL, contract=rescinded, timeline=AWARD | {"contract_signed": "2026-04-10"})
    assert must(made, "gp.contract.change-liability") == {"compensate"}
