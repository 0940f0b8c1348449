"""Filings that were made, checked: in time, by whom, after what, in what form, about what, to whom; and what can
be mended.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from procure_rules.answers import Assessment
from procure_rules.views.filings import FilingCheck, FilingPoint, check_filings
from tests.remedies.projects import procurement, works

GOOD: dict[str, Any] = {
    "by": "A",
    "against": "result",
    "challenge_sent": "2026-09-28",
    "challenge_received": "2026-09-28",
    "challenger_took_part": True,
    "challenge_in_writing": True,
    "challenge_complete": True,
    "challenge_signed": True,
    "challenge_clear_request": True,
}
NOTICE = {"award_notice_published": "2026-09-24"}


def challenge(on: str = "2026-10-20", **more: Any) -> FilingCheck:
    (one,) = check_filings(procurement(on, challenges=[{**GOOD, **more}], timeline=NOTICE))
    return one


def complaint(on: str = "2026-04-10", **more: Any) -> FilingCheck:
    stated = {
        "by": "A",
        "prior_challenge_received": "2026-03-02",
        "prior_challenge_answered": "2026-03-05",
        "complaint_filed": "2026-03-20",
        "complaint_complete": True,
        "complaint_signed": True,
        "complaint_copies_enough": True,
        "clear_request": True,
        "right_authority": True,
    }
    (one,) = check_filings(procurement(on, complaints=[{**stated, **more}]))
    return one


def point(check: FilingCheck, rule: str) -> FilingPoint:
    return next(p for p in check.points if p.rule == rule)


def test_a_good_challenge_has_no_defect() -> None:
    check = challenge()
    assert check.defects == ()
    assert {p.aspect: p.verdict for p in check.points} == {"time": "ok", "standing": "ok", "form": "ok"}
    assert all(p.citations for p in check.points)


@pytest.mark.parametrize(
    ("sent", "verdict"), [("2026-10-12", "ok"), ("2026-10-13", "contested"), ("2026-10-14", "defect")]
)
def test_posting_counts_and_lies_on_one_of_two_lines(sent: str, verdict: str) -> None:
    one = point(challenge(challenge_sent=sent, challenge_received="2026-10-16"), "gp.challenge.window")
    assert (one.aspect, one.verdict) == ("time", verdict)
    assert (one.safe.text(), one.literal.text()) == ("2026-10-12", "2026-10-13")
    assert one.remedy == ("none" if verdict == "defect" else "")


def test_a_lack_of_form_can_be_made_good_by_filing_anew_while_there_is_time() -> None:
    early = point(challenge("2026-09-30", challenge_signed=False), "gp.challenge.content")
    assert (early.verdict, early.remedy) == ("defect", "again")
    assert (early.until_safe.text(), early.until.text()) == ("2026-10-12", "2026-10-13")
    late = point(challenge("2026-10-20", challenge_signed=False), "gp.challenge.content")
    assert (late.verdict, late.remedy) == ("defect", "none")


def test_one_who_took_no_part_has_no_standing() -> None:
    check = challenge("2026-09-30", challenger_took_part=False)
    assert [(p.rule, p.remedy) for p in check.defects] == [("gp.challenge.standing", "none")]  # in time, but of no use


def test_a_second_challenge_of_a_stage_is_not_mended_by_a_third() -> None:
    stated = {"documents": {"one_challenge_per_stage": True}, "timeline": NOTICE}
    filed = [GOOD, {**GOOD, "second_in_same_stage": True}]
    _, check = check_filings(procurement("2026-09-30", challenges=filed, **stated))
    assert [(p.aspect, p.remedy) for p in check.defects] == [("repetition", "none")]


def test_what_nobody_stated_is_no_defect() -> None:
    check = challenge(challenge_signed=None)
    one = point(check, "gp.challenge.content")
    assert check.defects == ()
    assert one.verdict == "undetermined"
    assert [m.fact for m in one.missing] == ["challenge_signed"]


def test_the_authority_asks_for_a_correction_and_sets_a_term() -> None:
    asked = complaint("2026-03-24", complaint_complete=False)
    one = point(asked, "gp.complaint.content")
    assert (one.verdict, one.remedy, one.until.text()) == ("defect", "correction", "2026-03-27")
    told = complaint("2026-03-26", complaint_complete=False, correction_sent="2026-03-24", correction_due="2026-04-02")
    one = point(told, "gp.complaint.content")
    assert (one.remedy, one.until.text()) == ("correction", "2026-04-02")
    done = {"correction_sent": "2026-03-24", "correction_due": "2026-04-02", "corrected": "2026-04-01"}
    for posted, remedy in (("2026-04-01", "corrected"), ("2026-04-03", "none")):
        told = complaint(
            "2026-04-10", complaint_complete=False, **{**done, "correction_posted": posted, "corrected": posted}
        )
        assert point(told, "gp.complaint.content").remedy == remedy


@pytest.mark.parametrize(
    ("facts", "rule", "aspect"),
    [
        ({"complaint_filed": "2026-04-02"}, "gp.complaint.window", "time"),
        ({"prior_challenge_answered": "not_yet", "complaint_filed": "2026-03-04"}, "gp.complaint.window", "time"),
        ({"challenged_first": False}, "gp.complaint.challenged-first", "precondition"),
        ({"beyond_challenged_matters": True, "arises_from_answer": False}, "gp.complaint.scope", "scope"),
        ({"by_consortium": True, "by_all_members": False}, "gp.complaint.consortium", "form"),
        ({"right_authority": False}, "gp.complaint.addressee", "addressee"),
        ({"complaint_by_agent": True, "proxy_filed": False}, "gp.complaint.proxy", "form"),
    ],
)
def test_each_defect_of_a_complaint_is_found(facts: dict[str, Any], rule: str, aspect: str) -> None:
    found = {p.rule: p.aspect for p in complaint(**facts).defects}
    assert found == {rule: aspect}


def test_the_wrong_channel_is_a_defect_of_addressee() -> None:
    filed = {"against": "result", "challenge_received": "2026-09-28"}
    (check,) = check_filings(works("2026-10-20", challenges=[filed]))
    assert [(p.rule, p.aspect, p.remedy) for p in check.defects] == [("remedy.channel.challenge", "addressee", "")]


def test_tendering_has_no_correction() -> None:
    stated = {
        "matter": "evaluation_result",
        "learnt": "2026-05-08",
        "prior_objection_filed": "2026-05-11",
        "prior_objection_answered": "2026-05-14",
    }
    filed = {
        **stated,
        "complaint_received": "2026-05-20",
        "complaint_signed": False,
        "complaint_addressee": "sector_department",
    }
    (check,) = check_filings(works("2026-05-21", complaints=[filed]))
    one = point(check, "tb.complaint.signed")
    assert (one.verdict, one.remedy, one.until.text()) == ("defect", "again", "2026-05-25")


def test_only_what_was_filed_is_checked_and_each_by_itself() -> None:
    filed = [
        GOOD,
        {**GOOD, "by": "B", "challenge_signed": False},
        {"by": "C", "against": "result", "challenge_sent": "not_yet"},
    ]
    checks = check_filings(procurement("2026-10-20", challenges=filed, timeline=NOTICE))
    assert [(c.filing.by, len(c.defects)) for c in checks] == [("A", 0), ("B", 1)]
    assert checks[1].filing.filed.text() == "2026-09-28"


def planned(on: str, **more: Any) -> FilingCheck:
    """A challenge that has yet to go out, checked as of the day on which it shall."""

    def then(later: dt.date) -> Assessment:
        return procurement(later.isoformat(), challenges=[{**GOOD, **more}], timeline=NOTICE)

    (one,) = check_filings(then(dt.date.fromisoformat(on)), then)
    return one


def test_what_is_to_be_filed_later_is_checked_as_of_that_day() -> None:
    sent = {"challenge_sent": "2026-10-12", "challenge_received": "2026-10-12"}
    assert check_filings(procurement("2026-09-30", challenges=[{**GOOD, **sent}], timeline=NOTICE)) == ()
    check = planned("2026-09-30", **sent)
    assert (check.filing.made, check.filing.filed.text(), check.on) == (False, "2026-10-12", dt.date(2026, 10, 12))
    assert {p.aspect: p.verdict for p in check.points} == {"time": "ok", "standing": "ok", "form": "ok"}
    assert planned("2026-10-12", **sent).on is None


def test_a_defect_of_what_is_to_be_filed_is_put_right_first() -> None:
    late = {"challenge_sent": "2026-10-14", "challenge_received": "2026-10-14", "challenge_signed": False}
    found = {p.rule: p for p in planned("2026-09-30", **late).defects}
    assert set(found) == {"gp.challenge.window", "gp.challenge.content"}
    for one in found.values():
        assert (one.remedy, one.until_safe.text(), one.until.text()) == ("before", "2026-10-12", "2026-10-13")
    assert {p.remedy for p in planned("2026-10-13", **late).defects} == {"before"}
    # the time is over, though the letter has not gone out
    out = {**late, "challenge_sent": "2026-10-20", "challenge_received": "2026-10-20"}
    assert {p.remedy for p in planned("2026-10-14", **out).defects} == {"none"}


def test_what_is_in_the_post_is_checked_as_of_its_arrival() -> None:
    check = planned("2026-10-12", challenge_sent="2026-10-12", challenge_received="2026-10-16", challenge_signed=False)
    assert (check.filing.made, check.on) == (True, dt.date(2026, 10, 16))
    assert {p.rule: (p.verdict, p.remedy) for p in check.points if p.verdict != "ok"} == {
        "gp.challenge.content": ("defect", "again")
    }


DECIDED: dict[str, Any] = {
    "matter": "other",
    "learnt": "2026-03-02",
    "complaint_received": "2026-03-02",
    "complaint_signed": True,
    "complaint_addressee": "sector_department",
    "complaint_decided": "2026-04-10",
    "decision_served": "2026-04-24",
    "rights_told": True,
}


@pytest.mark.parametrize(
    ("facts", "rule", "verdict", "literal"),
    [
        ({"reconsideration_filed": "2026-06-23"}, "tb.decision.reconsideration", "ok", "2026-06-23"),
        ({"reconsideration_filed": "2026-06-24"}, "tb.decision.reconsideration", "defect", "2026-06-23"),
        ({"litigation_filed": "2026-10-26"}, "tb.decision.litigation", "contested", "2026-10-26"),
        ({"litigation_filed": "2026-10-27"}, "tb.decision.litigation", "defect", "2026-10-26"),
    ],
)
def test_reconsideration_and_litigation_are_checked_once_brought(
    facts: dict[str, Any], rule: str, verdict: str, literal: str
) -> None:
    (check,) = check_filings(works("2026-11-20", complaints=[{**DECIDED, **facts}]))
    (one,) = [p for p in check.points if p.aspect == "review"]
    assert (one.rule, one.verdict, one.literal.text()) == (rule, verdict, literal)
    assert one.remedy == ("none" if verdict == "defect" else "")
    assert check.points[-1] is one


def test_a_review_that_was_not_brought_is_not_checked() -> None:
    (check,) = check_filings(works("2026-05-20", complaints=[DECIDED]))
    assert "review" not in {p.aspect for p in check.points}


def test_a_complaint_in_tendering_without_the_objection_lacks_what_must_come_first() -> None:
    filed = {**DECIDED, "matter": "documents", "objected_first": False, "objection_proof_attached": True}
    (check,) = check_filings(works("2026-05-20", complaints=[filed]))
    assert ("tb.complaint.objected-first", "defect") in {
        (p.rule, p.verdict) for p in check.points if p.aspect == "precondition"
    }
