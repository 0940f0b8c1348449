"""Who may still file what, by the worked dates of the contested readings; and who owes what to those who filed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from procure_rules.answers import Assessment
from procure_rules.assess import assess
from procure_rules.facts import make_project
from procure_rules.views.rights import ROLES, rights
from tests.remedies.projects import PROCUREMENT, WORKS, day, lines, made, procurement, windows, works

CHALLENGE = "gp.challenge.window"
COMPLAINT = "gp.complaint.window"
AFTER_OBJECTION = "tb.complaint.window.after-objection"


# hypothetical filings: the worked dates ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("obtained", "safe", "literal"),
    [("2026-04-28", "2026-05-11", "2026-05-15"), ("2026-05-12", "2026-05-14", "2026-05-21")],
)
def test_a_planned_challenge_of_the_documents_has_both_lines(obtained: str, safe: str, literal: str) -> None:
    planned = {"by": "A", "against": "documents", "documents_obtained": obtained, "challenge_sent": "not_yet"}
    answer = procurement("2026-05-12", timeline={"tender_notice_published": "2026-04-27"}, challenges=[planned])
    (one,) = windows(answer, CHALLENGE, stated=True)
    assert lines(one) == (safe, literal)
    assert one.status == "open"


def test_without_the_day_of_obtaining_the_lines_are_bounds_and_the_fact_is_named() -> None:
    answer = procurement("2026-05-12", timeline={"tender_notice_published": "2026-04-27"})
    (one,) = windows(answer, CHALLENGE, against="documents")
    assert one.status == "undetermined"
    assert lines(one) == ("2026-05-09 – 2026-05-14", "≥ 2026-05-15")
    # the documents are presumed to be provided from the notice on
    assert [m.fact for m in one.missing] == ["challenge[+].documents_obtained", "tender_documents_closed"]
    # once the issue of documents has ended, nobody can have obtained them later
    ended = {
        "tender_notice_published": "2026-04-27",
        "tender_documents_issued": "2026-04-27",
        "tender_documents_closed": "2026-05-06",
    }
    (one,) = windows(procurement("2026-05-18", timeline=ended), CHALLENGE, against="documents")
    assert (one.status, one.literal.text()) == ("closed", "2026-05-15")


def test_the_process_is_challenged_stage_by_stage() -> None:
    answer = procurement("2026-02-25", timeline={"bid_opening": "2026-02-11"})
    (opening,) = windows(answer, CHALLENGE, against="opening_stage")
    assert lines(opening) == ("2026-02-27", "2026-02-27")
    (evaluation,) = windows(answer, CHALLENGE, against="evaluation_stage")
    assert evaluation.status == "undetermined"


@pytest.mark.parametrize(
    ("on", "status", "left"),
    [("2026-09-24", "open", 18), ("2026-10-12", "open", 0), ("2026-10-13", "open", -1), ("2026-10-14", "closed", -2)],
)
def test_the_result_is_challenged_from_the_end_of_its_notice(on: str, status: str, left: int) -> None:
    answer = procurement("2026-09-24", timeline={"award_notice_published": "2026-09-24"})
    (one,) = windows(answer, CHALLENGE, against="result", on=on)
    assert lines(one) == ("2026-10-12", "2026-10-13")  # the day changes the status, never a date
    assert (one.status, one.days_left) == (status, left)


PROCUREMENT_STEPS = {
    "tender_notice_published": "2026-08-03",
    "tender_documents_issued": "2026-08-03",
    "tender_documents_closed": "2026-08-10",
    "bid_deadline": "2026-08-31",
    "bid_opening": "2026-08-31",
    "evaluation_finished": "2026-09-01",
    "award_notice_published": "2026-09-03",
}


@pytest.mark.parametrize(
    ("against", "opens", "before", "after"),
    [
        ("documents", "2026-08-03", "2026-08-02", "2026-08-03"),
        ("opening_stage", "2026-08-31", "2026-08-12", "2026-09-02"),
        ("evaluation_stage", "2026-09-01", "2026-08-31", "2026-09-02"),
        ("result", "2026-09-03", "2026-09-02", "2026-09-04"),
    ],
)
@pytest.mark.parametrize("assessed", [True, False])
def test_a_challenge_opens_with_its_event(against: str, opens: str, before: str, after: str, assessed: bool) -> None:
    """Whether it is assessed on the day, or once and looked at on the day."""
    for on, status in ((before, "coming"), (opens, "open"), (after, "open")):
        answer = procurement(on if assessed else "2026-08-01", timeline=PROCUREMENT_STEPS)
        (one,) = windows(answer, CHALLENGE, against=against, on="" if assessed else on)
        assert (one.status, one.opens.text()) == (status, opens), on
        if status == "coming":
            assert one.days_left is None


@pytest.mark.parametrize(
    ("rule", "against", "opens"),
    [
        ("tb.objection.window.documents", "documents", "2026-08-03"),
        ("tb.objection.window.opening", "opening", "2026-08-31"),
        ("tb.objection.window.result", "evaluation_result", "2026-09-03"),
    ],
)
def test_an_objection_opens_with_its_event(rule: str, against: str, opens: str) -> None:
    steps = {
        "tender_notice_published": "2026-08-03",
        "bid_deadline": "2026-08-31",
        "bid_opening": "2026-08-31",
        "evaluation_finished": "2026-09-01",
        "candidates_published": "2026-09-03",
    }
    eve = str(day(opens) - dt.timedelta(days=1))
    for on, status in ((eve, "coming"), (opens, "open")):
        (one,) = windows(works(on, timeline=steps), rule, "bidder", against=against)
        assert (one.status, one.opens.text()) == (status, opens)


def test_a_filing_before_its_event_is_too_early() -> None:
    early = {"against": "result", "challenge_sent": "2026-08-24", "challenge_received": "2026-08-24"}
    answer = procurement("2026-08-25", timeline=PROCUREMENT_STEPS, challenges=[early])
    (one,) = [w for w in answer.windows if w.rule == CHALLENGE]
    assert one.presumed == "too_early"


def test_what_has_not_happened_yet_can_be_challenged_later() -> None:
    answer = procurement("2026-09-01", timeline={"award_notice_published": "not_yet"})
    (one,) = windows(answer, CHALLENGE, against="result")
    assert one.status == "coming"
    assert one.next is not None


@pytest.mark.parametrize(
    ("answered", "on", "opens", "safe", "literal", "status"),
    [
        ("2026-03-05", "2026-03-06", "2026-03-05", "2026-03-26", "2026-04-01", "open"),
        ("2026-04-07", "2026-04-08", "2026-03-12", "2026-04-01", "2026-04-01", "closed"),
        ("not_yet", "2026-03-20", "2026-03-12", "2026-04-01", "2026-04-01", "open"),
        ("not_yet", "2026-03-03", "2026-03-03 – 2026-03-12", "2026-03-24 – 2026-04-01", "2026-04-01", "coming"),
    ],
)
def test_a_complaint_after_a_challenge(
    answered: str, on: str, opens: str, safe: str, literal: str, status: str
) -> None:
    filed = {"by": "A", "against": "documents", "challenge_received": "2026-03-02", "challenge_answered": answered}
    (one,) = windows(procurement(on, challenges=[filed]), COMPLAINT, follows="challenge[0]")
    assert (one.opens.text(), *lines(one)) == (opens, safe, literal)
    assert (one.status, one.by) == (status, "A")


def test_a_complaint_without_a_challenge_is_not_available() -> None:
    (one,) = windows(procurement("2026-03-06"), COMPLAINT, follows="")
    assert (one.status, one.presumed) == ("not_available", "not_available")
    assert "a lawful challenge came before" in one.reasons[0]


def test_a_challenge_that_was_too_late_opens_no_complaint() -> None:
    late = {
        "against": "process",
        "stage_ended": "2026-02-11",
        "challenge_sent": "2026-03-10",
        "challenge_received": "2026-03-10",
    }
    (one,) = windows(procurement("2026-04-01", challenges=[late]), COMPLAINT, follows="challenge[0]")
    assert one.status == "not_available"
    assert "A lawful challenge comes before the complaint" in one.reasons[0]


def test_a_complaint_that_was_made_is_no_longer_offered() -> None:
    filed = {"by": "A", "against": "documents", "challenge_received": "2026-03-02", "challenge_answered": "2026-03-05"}
    complaint = {"by": "A", "prior_challenge_received": "2026-03-02", "complaint_filed": "2026-03-10"}
    answer = procurement("2026-03-12", challenges=[filed], complaints=[complaint])
    assert windows(answer, COMPLAINT, follows="challenge[0]") == []
    other = procurement("2026-03-12", challenges=[filed], complaints=[{**complaint, "by": "B"}])
    assert len(windows(other, COMPLAINT, follows="challenge[0]")) == 1


def test_a_complaint_after_an_objection_has_three_lines() -> None:
    objection = {
        "objection_to": "evaluation_result",
        "objection_received": "2026-05-11",
        "objection_answered": "2026-05-14",
    }
    answer = works("2026-05-15", timeline={"candidates_published": "2026-05-08"}, objections=[objection])
    (one,) = windows(answer, AFTER_OBJECTION, "bidder", follows="objection[0]")
    assert lines(one) == ("2026-05-21", "2026-05-25")
    assert one.usual is not None
    assert one.usual.text() == "2026-05-22"
    assert one.status == "open"


def test_documents_known_early_leave_the_safe_line_behind() -> None:
    timeline = {
        "tender_documents_issued": "2026-03-02",
        "tender_documents_closed": "2026-03-06",
        "bid_deadline": "2026-04-20T09:30",
    }
    (open_,) = windows(
        works("2026-04-09", timeline=timeline), "tb.objection.window.documents", "bidder", against="documents"
    )
    assert lines(open_) == ("2026-04-09", "2026-04-10")
    objection = {"objection_to": "documents", "objection_received": "2026-04-08", "objection_answered": "2026-04-10"}
    answer = works("2026-04-11", timeline=timeline, objections=[objection])
    (one,) = windows(answer, AFTER_OBJECTION, "bidder", follows="objection[0]")
    assert lines(one) == ("2026-03-12 – 2026-03-16", "2026-04-20")


def test_other_matters_go_straight_to_a_complaint() -> None:
    planned = {"matter": "other", "learnt": "2026-06-08", "complaint_received": "not_yet"}
    answer = works("2026-06-09", complaints=[planned])
    (one,) = windows(answer, "tb.complaint.window", "bidder", stated=True)
    assert lines(one) == ("2026-06-18", "2026-06-18")
    (direct,) = windows(answer, "tb.complaint.window", "bidder", against="other", stated=False)
    assert direct.status == "undetermined"
    assert [m.fact for m in direct.missing] == ["complaint[+].learnt"]
    first = windows(answer, AFTER_OBJECTION, "bidder", against="documents", stated=False)
    assert [r.status for r in first] == ["not_available"]


def test_an_extended_deadline_opens_the_objection_again() -> None:
    moved = [{"set": "2026-03-02", "to": "2026-03-30T09:30"}, {"set": "2026-03-24", "to": "2026-04-20T09:30"}]
    (one,) = windows(works("2026-03-25", timeline={"bid_deadline": moved}), "tb.objection.window.documents", "bidder")
    assert (one.literal.text(), one.status) == ("2026-04-10", "open")


@pytest.mark.parametrize(
    ("project", "more", "scope", "planned", "rule"),
    [
        (
            PROCUREMENT,
            {"award_notice_published": "2026-09-24"},
            "challenges",
            {"against": "result", "challenge_sent": "not_yet", "challenge_received": "not_yet"},
            CHALLENGE,
        ),
        (
            PROCUREMENT,
            {"award_notice_published": "2026-09-24"},
            "challenges",
            {"against": "documents", "challenge_sent": "not_yet", "challenge_received": "not_yet"},
            CHALLENGE,
        ),
        (
            WORKS,
            {"bid_deadline": "2026-10-20T09:30"},
            "objections",
            {"objection_to": "documents", "objection_received": "not_yet"},
            "tb.objection.window.documents",
        ),
        (
            WORKS,
            {"candidates_published": "2026-09-27"},
            "objections",
            {"objection_to": "evaluation_result", "objection_received": "not_yet"},
            "tb.objection.window.result",
        ),
    ],
)
def test_a_planned_filing_and_one_that_is_tried_have_the_same_lines(
    project: dict[str, Any], more: dict[str, Any], scope: str, planned: dict[str, Any], rule: str
) -> None:
    answer = made({**project, "timeline": more, scope: [planned]}, "2026-09-28")
    word = planned.get("against") or planned["objection_to"]
    (stated,) = windows(answer, rule, "bidder", stated=True)
    (tried,) = windows(answer, rule, "bidder", stated=False, against=word)
    assert lines(stated) == lines(tried)
    assert (stated.opens, stated.status, stated.to_whom) == (tried.opens, tried.status, tried.to_whom)


# no remedy, and the wrong one ---------------------------------------------------------------------------------------
def test_below_the_threshold_there_is_no_statutory_remedy() -> None:
    answer = procurement("2026-03-06", budget=10000, catalogue={"listed": False}, method="price_inquiry")
    found = rights(answer, "supplier")
    assert found
    assert {r.status for r in found} == {"not_available"}
    assert any("Neither" in reason for r in found for reason in r.reasons)


def test_the_wrong_channel_is_told() -> None:
    rows = windows(works("2026-03-06"), CHALLENGE)
    assert [(r.status, r.reasons[0].en) for r in rows] == [
        ("not_available", "the procurement law's procedure does not bind")
    ]
    rows = [r for r in rights(procurement("2026-03-06"), "supplier") if r.scope == "objection"]
    assert [(r.status, r.reasons[-1].en) for r in rows] == [
        ("not_available", "The procurement law's procedure governs")
    ]


# one step on ----------------------------------------------------------------------------------------------------------
def test_what_comes_next_if_nothing_comes_back() -> None:
    answer = procurement("2026-09-28", timeline={"award_notice_published": "2026-09-24"})
    (one,) = windows(answer, CHALLENGE, against="result")
    step = one.next
    assert step is not None
    assert (str(step.filed), step.answer_rule, step.answer_literal.text()) == (
        "2026-09-28",
        "gp.challenge.answer",
        "2026-10-13",
    )
    assert (step.rule, step.opens.text(), step.literal.text()) == (COMPLAINT, "2026-10-14", "2026-11-03")
    assert {p.rule for p in one.suspends} == {"gp.challenge.hold-signing", "gp.challenge.hold-performance"}
    observe = {p.aspect: p for p in one.observe}
    assert set(observe) >= {"standing", "form"}
    proxy = next(p for p in one.observe if p.rule == "gp.challenge.proxy")
    assert proxy.conditional


def test_an_objection_never_answered_leaves_the_literal_line_open() -> None:
    answer = works("2026-05-09", timeline={"candidates_published": "2026-05-08"})
    (one,) = windows(answer, "tb.objection.window.result", "interested_party", against="evaluation_result")
    step = one.next
    assert step is not None
    assert (step.answer_rule, step.answer_literal.text()) == ("tb.objection.answer", "2026-05-12")
    assert step.rule == AFTER_OBJECTION
    assert step.safe.certain
    assert step.literal.latest is None


def test_what_is_not_filed_stays_out_of_the_main_answer() -> None:
    plain = procurement("2026-09-28", timeline={"award_notice_published": "2026-09-24"})
    assert plain.windows == ()
    assert plain.filings == ()
    assert all("[+]" not in m.fact for m in plain.missing)
    assert "openings" not in vars(plain._source)  # not even tried before they are asked for


# several suppliers, several objects -----------------------------------------------------------------------------------
def test_several_challenges_each_have_their_own_clock() -> None:
    filed: list[dict[str, Any]] = [
        {"by": "A", "against": "documents", "challenge_received": "2026-03-02", "challenge_answered": "2026-03-05"},
        {"by": "B", "against": "documents", "challenge_received": "2026-03-04", "challenge_answered": "not_yet"},
        {"by": "A", "against": "process", "challenged_stage": "opening_stage", "challenge_received": "2026-03-30"},
    ]
    answer = procurement("2026-04-01", challenges=filed, timeline={"bid_opening": "2026-03-25"})
    ends = {r.follows: (r.by, r.literal.text()) for r in windows(answer, COMPLAINT) if r.follows}
    assert ends == {
        "challenge[0]": ("A", "2026-04-01"),
        "challenge[1]": ("B", "2026-04-03"),
        "challenge[2]": ("A", "2026-04-30"),
    }
    clocks = windows(answer, "gp.challenge.answer", "purchaser")
    assert {(r.by, r.index): r.status for r in clocks} == {("A", 0): "done", ("B", 1): "overdue", ("A", 2): "due"}


def test_overlapping_inspections_and_corrections_are_left_out_once() -> None:
    complaints = [
        {
            "by": "A",
            "complaint_received": "2026-03-02",
            "correction_sent": "2026-03-05",
            "corrected": "2026-03-12",
            "inspections": [
                {"inspection_sent": "2026-03-10", "inspection_returned": "2026-03-13"},
                {"inspection_sent": "2026-03-11", "inspection_returned": "2026-03-12"},
            ],
            "complaint_decided": "not_yet",
        },
        {
            "by": "B",
            "complaint_received": "2026-03-02",
            "correction_sent": "2026-03-05",
            "corrected": "2026-03-12",
            "inspections": [],
            "complaint_decided": "not_yet",
        },
        {"by": "C", "complaint_received": "2026-03-02", "complaint_decided": "not_yet"},
    ]
    answer = procurement("2026-03-20", complaints=complaints)
    ends = {r.by: r.literal.text() for r in windows(answer, "gp.complaint.decision", "supervisor")}
    assert ends == {"A": "2026-04-23", "B": "2026-04-22", "C": "2026-04-14"}
    safe = {r.by: r.safe.text() for r in windows(answer, "gp.complaint.decision", "supervisor")}
    assert safe["B"] == "2026-04-20"


def test_each_procedure_has_its_own_windows() -> None:
    project = {k: v for k, v in PROCUREMENT.items() if k != "method"}
    project["procedures"] = [
        {"method": "open_tendering", "timeline": {"award_notice_published": "2026-09-24"}},
        {"method": "open_tendering", "timeline": {"award_notice_published": "2026-03-02"}},
    ]
    found = windows(made(project, "2026-09-28"), CHALLENGE, against="result")
    assert {r.procedure: r.status for r in found} == {0: "open", 1: "closed"}


# roles
# ------------------------------------------------------------------------------------------------------------------
def test_the_deciding_authority_sees_its_terms_and_the_purchaser_its_own() -> None:
    complaint = {"complaint_received": "2026-09-22", "complaint_decided": "not_yet", "reviewed": "not_yet"}
    answer = procurement("2026-09-23", complaints=[complaint])
    supervisor = {r.rule: lines(r) for r in rights(answer, "supervisor") if r.status == "due"}
    assert supervisor["gp.complaint.review"] == ("2026-09-30", "2026-09-30")
    assert supervisor["gp.complaint.notify-parties"] == ("2026-10-10", "2026-10-10")
    assert not {r.rule for r in rights(answer, "purchaser")} & set(supervisor)
    assert all(r.kind == "duty" for r in rights(answer, "agency"))


def test_a_bidder_has_every_right_and_an_interested_party_its_own() -> None:
    answer = works("2026-05-09", timeline={"candidates_published": "2026-05-08"})
    parties = {
        role: {r.who for r in rights(answer, role)}
        for role in ("bidder", "consortium", "potential_bidder", "interested_party")
    }
    assert parties["bidder"] == parties["consortium"] >= {"bidder", "interested_party", "potential_bidder", "supplier"}
    assert "bidder" not in parties["potential_bidder"]
    assert parties["interested_party"] == {"interested_party"}


def test_an_unknown_role_is_refused() -> None:
    answer = procurement("2026-09-23")
    with pytest.raises(ValueError, match="role"):
        rights(answer, "neighbour")
    assert all(rights(answer, role) is not None for role in ROLES)


# what an answer promises
# -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("project", [PROCUREMENT, WORKS], ids=["procurement", "works"])
def test_remedies_survive_json(project: dict[str, Any]) -> None:
    more = {"timeline": {"award_notice_published": "2026-09-24", "candidates_published": "2026-09-20"}}
    filed = {"challenges": [{"against": "result", "challenge_received": "2026-09-25"}]}
    answer = made({**project, **more, **filed}, "2026-09-28", proofs=True)
    again = Assessment.from_json(answer.to_json(every=True, proofs=True))
    assert again == answer
    for role in ROLES:
        assert rights(again, role, day("2026-10-01")) == rights(answer, role, day("2026-10-01"))


def test_every_right_says_to_whom_and_by_which_article() -> None:
    for answer in (procurement("2026-09-28"), works("2026-09-28")):
        for one in rights(answer, "bidder"):
            assert one.citations
            assert one.kind == "duty" or one.to_whom
            assert one.status != "undetermined" or one.missing
            assert one.status != "not_available" or one.reasons


def test_both_engines_see_the_same_openings() -> None:
    project = make_project({**PROCUREMENT, "timeline": {"award_notice_published": "2026-09-24"}})
    one = assess(project, as_of=day("2026-09-28"), chaining="builtin")
    assert one.openings == assess(project, as_of=day("2026-09-28")).openings


@pytest.mark.parametrize(
    ("rule", "status", "safe", "literal"),
    [
        ("tb.decision.reconsideration", "open", "2026-06-23", "2026-06-23"),
        ("tb.decision.litigation", "open", "2026-10-24", "2026-10-26"),
    ],
)
@pytest.mark.parametrize("role", ["bidder", "interested_party"])
def test_a_decision_in_tendering_opens_reconsideration_and_the_court(
    role: str, rule: str, status: str, safe: str, literal: str
) -> None:
    filed = {
        "matter": "other",
        "learnt": "2026-03-02",
        "complaint_received": "2026-03-02",
        "complaint_decided": "2026-04-10",
        "decision_served": "2026-04-24",
        "rights_told": True,
    }
    (one,) = windows(works("2026-05-20", complaints=[filed]), rule, role)
    assert (one.status, one.safe.text(), one.literal.text()) == (status, safe, literal)


def test_a_complaint_in_tendering_left_undecided_opens_reconsideration() -> None:
    filed = {
        "matter": "other",
        "learnt": "2026-03-02",
        "complaint_received": "2026-03-02",
        "complaint_decided": "not_yet",
    }
    (one,) = windows(works("2026-05-20", complaints=[filed]), "tb.decision.overdue", "bidder")
    assert (one.status, *lines(one)) == ("open", "2026-06-13", "2026-06-15")


def test_what_nobody_has_filed_yet_has_no_review() -> None:
    filed = {"by": "A", "prior_challenge_received": "2026-03-02", "prior_challenge_answered": "2026-03-05"}
    later = procurement("2026-03-10", complaints=[{**filed, "complaint_filed": "2026-03-20"}])
    assert windows(later, "gp.decision.litigation") == []
    assert windows(later, COMPLAINT, stated=True)[0].status == "open"
    now = procurement("2026-03-20", complaints=[{**filed, "complaint_filed": "2026-03-20"}])
    assert windows(now, "gp.decision.litigation") != []


def test_a_safe_line_that_is_past_whatever_was_obtained_is_told_as_past() -> None:
    ended = {
        "tender_notice_published": "2026-04-27",
        "tender_documents_issued": "2026-04-27",
        "tender_documents_closed": "2026-05-07",
    }
    (one,) = windows(procurement("2026-05-15", timeline=ended), CHALLENGE, against="documents")
    assert (one.status, one.days_left) == ("open", -1)
    assert not one.safe.certain
