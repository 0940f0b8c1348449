"""What an assessment promises: two values, reasons, articles, dates with their count, and honesty about the unknown."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from procure_rules import Assessment, Project, assess, load_project, make_project
from procure_rules.answers.common import Answer, Status
from procure_rules.assess import engine_for
from procure_rules.assess.case import MOST_JUDGEMENTS
from procure_rules.assess.findings import united
from procure_rules.errors import InputError
from tests.answers import golden

DAY = dt.date(2026, 11, 20)
TENDER = {
    "declared_regime": "government_procurement",
    "purchaser": {"kind": "public_institution", "level": "central", "place": "中央"},
    "subject": {"category": "goods"},
    "budget": 5000000,
    "method": "open_tendering",
    "bid_security": 100001,
    "timeline": {
        "tender_notice_published": "2026-08-31",
        "tender_documents_issued": "2026-08-31",
        "bid_deadline": "2026-09-19T09:30",
        "award_letter_issued": "2026-09-22",
        "contract_signed": "2026-10-23",
    },
}


def tender(**more: object) -> Project:
    return make_project({**TENDER, **more})


def test_a_breach_is_found_with_its_article_and_presumptions() -> None:
    answer = assess(tender(), as_of=DAY)
    found = {f.rule: f for f in answer.breaches}
    assert set(found) == {"gp.tender.bid-preparation", "gp.security", "gp.contract.thirty-days"}
    law = found["gp.tender.bid-preparation"]
    assert ("gpl-2014", 35) in {(c.instrument, c.article) for c in law.citations}
    assert any("推定" in a.text.zh for a in law.assuming)
    assert "2026-09-20" in law.text.zh
    assert found["gp.security"].text.zh == "投标保证金为100,001元，限额为10万元"


def test_strict_and_presumed_stand_side_by_side() -> None:
    answer = assess(tender(), as_of=DAY)
    regime = answer.conclusion("gp_procedure")
    assert (regime.strict, regime.presumed) == ("unknown", "true")
    assert regime.assuming


def test_what_is_unknown_is_named_with_what_would_decide_it() -> None:
    answer = assess(make_project({"method": "open_tendering"}), as_of=DAY)
    one = answer.conclusion("government_procurement")
    assert one.presumed == "unknown"
    assert "purchaser.kind" in {m.fact for m in one.missing if m.kind == "missing"}
    assert answer.findings == ()
    assert answer.missing[0].blocks >= answer.missing[-1].blocks


def test_a_place_that_is_not_encoded_is_said_to_be_so() -> None:
    answer = assess(
        make_project({"purchaser": {"kind": "state_organ", "place": "甘肃"}, "subject": {"category": "goods"}}),
        as_of=DAY,
    )
    one = answer.conclusion("procurement_limit")
    assert "not_encoded" in {m.kind for m in one.missing}


def test_an_answer_says_who_owes_and_who_decides() -> None:
    answer = assess(tender(), as_of=DAY)
    for one in (answer, Assessment.from_json(answer.to_json(every=True))):
        assert one.conclusion("procurement_limit").decided_by == ("government",)
        assert one.conclusion("tendered").decided_by == ()
        assert all(x.owed_by for x in (*one.duties, *one.periods, *one.effects) if not x.origin)


def test_a_contested_reading_is_a_risk_not_a_breach() -> None:
    timeline = {
        "tender_notice_published": "2026-07-01",
        "tender_documents_issued": "2026-07-01",
        "bid_deadline": "2026-08-03T09:30",
        "award_letter_issued": "2026-09-01",
        "contract_signed": "2026-10-05",
    }
    answer = assess(tender(timeline=timeline, bid_security=100000), as_of=DAY)
    assert answer.breaches == ()
    (risk,) = [f for f in answer.findings if f.rule == "gp.contract.thirty-days"]
    assert (risk.verdict, risk.severity) == ("contested", "risk")


def test_what_is_merely_arguable_is_met_with_a_remark_and_no_finding() -> None:
    def prepared(day: str) -> tuple[Assessment, Answer]:
        answer = assess(tender(timeline={**TENDER["timeline"], "bid_deadline": day}), as_of=DAY)
        return answer, next(p for p in answer.periods if p.rule == "gp.tender.bid-preparation")

    answer, period = prepared("2026-09-20")
    assert period.presumed == "met"
    assert period.remark is not None
    assert period.remark.en == "on the first possible day; one day more (2026-09-21) is beyond argument"
    assert period.remark.zh == "恰在最早可行之日；再多一日（2026-09-21）即无可争议"
    assert period.rule not in {f.rule for f in answer.findings}
    kept = Assessment.from_json(answer.to_json(every=True)).periods
    assert period.remark in {p.remark for p in kept}
    _, beyond = prepared("2026-09-21")
    assert (beyond.presumed, beyond.remark) == ("met", None)


def test_each_day_of_a_count_is_shown_with_the_notice_that_made_it_so() -> None:
    answer = assess(
        tender(challenges=[{"against": "result", "challenge_received": "2026-09-22"}]), as_of=DAY, proofs=True
    )
    (one,) = [t for t in answer.periods if t.rule == "gp.challenge.answer"]
    assert str(one.literal.earliest) == "2026-10-09"
    assert sum(s.counted for s in one.proof) == 7
    assert any(s.notice and not s.counted for s in one.proof)
    assert answer.receipt.notices


def test_a_year_without_a_notice_gives_bounds_and_says_why(tmp_path: Path) -> None:
    project = tender(challenges=[{"against": "result", "challenge_received": "2027-02-01"}])
    answer = assess(project, as_of=dt.date(2027, 3, 1))
    (one,) = [t for t in answer.periods if t.rule == "gp.challenge.answer"]
    assert not one.literal.certain
    assert one.literal.earliest is not None


def test_what_was_known_then_differs_from_what_is_known_now() -> None:
    project = tender(challenges=[{"against": "result", "challenge_received": "2026-02-11"}])
    then = assess(project, as_of=DAY, known_at=dt.date(2025, 10, 1))
    now = assess(project, as_of=DAY)
    line = [next(t.literal for t in a.periods if t.rule == "gp.challenge.answer") for a in (then, now)]
    assert not line[0].certain
    assert str(line[1].earliest) == "2026-02-27"  # 02-14 is a working Saturday
    assert line[0].earliest <= line[1].earliest <= line[0].latest


def test_an_assessment_survives_json() -> None:
    answer = assess(tender(), as_of=DAY, proofs=True)
    assert Assessment.from_json(answer.to_json(every=True, proofs=True)) == answer


def test_a_short_record_keeps_what_is_decided_and_tells_what_is_open() -> None:
    answer = assess(tender(), as_of=DAY)
    saved = Assessment.from_json(answer.to_json())
    decided = [d for d in answer.duties if d.presumed not in ("not_applicable", "undetermined")]
    assert [(d.key, d.strict, d.presumed, d.because) for d in saved.duties] == [
        (d.key, d.strict, d.presumed, d.because) for d in decided
    ]
    assert [(f.key, f.text, f.assuming) for f in saved.findings] == [
        (f.key, f.text, f.assuming) for f in answer.findings
    ]
    assert set(saved.waiting) == {a.key for a in answer.undetermined if not getattr(a, "working", False)}
    assert saved.receipt == answer.receipt


def test_the_answer_depends_on_nothing_but_its_arguments() -> None:
    assert assess(tender(), as_of=DAY) == assess(tender(), as_of=DAY)


def test_proofs_never_change_a_verdict() -> None:
    full, other = assess(tender(), as_of=DAY, proofs=True), assess(tender(), as_of=DAY)
    assert full.digest() == other.digest()


def test_both_languages_say_the_same() -> None:
    answer = assess(tender(), as_of=DAY)
    assert answer.findings
    for one in answer.findings:
        assert not any("一" <= c <= "鿿" for c in one.text.en)
        assert any("一" <= c <= "鿿" for c in one.text.zh)


@pytest.mark.parametrize(
    ("old", "instead"),
    [({"lang": "en"}, "printing"), ({"detail": "proofs"}, "proofs=True"), ({"engine": "builtin"}, "chaining")],
)
def test_old_arguments_are_taken_with_a_warning(old: dict[str, Any], instead: str) -> None:
    with pytest.warns(DeprecationWarning, match=instead):
        answer = assess(tender(), as_of=DAY, **old)
    assert answer.digest() == assess(tender(), as_of=DAY).digest()
    assert answer.lang == old.get("lang", "zh")


def test_a_project_of_more_judgements_than_are_made_at_once_is_refused_with_the_limit() -> None:
    rules = len(engine_for().judged["bid"])
    bids = [{"bidder": str(i)} for i in range(MOST_JUDGEMENTS // rules)]
    with pytest.raises(InputError) as refused:
        assess(make_project({"bids": bids}), as_of=DAY)
    (problem,) = refused.value.problems
    assert (problem.path, problem.value) == ("bids", f"{len(bids):,}")
    assert all(f"{MOST_JUDGEMENTS:,}" in text and "judge_files" in text for text in (problem.zh, problem.en))


def test_wrong_arguments_are_refused() -> None:
    with pytest.warns(DeprecationWarning, match="printing"), pytest.raises(ValueError, match="lang"):
        assess(tender(), as_of=DAY, lang="fr")
    with pytest.warns(DeprecationWarning, match="proofs"), pytest.raises(ValueError, match="detail"):
        assess(tender(), as_of=DAY, detail="all")
    with pytest.raises(ValueError, match="chaining"):
        assess(tender(), as_of=DAY, chaining="prolog")


def test_an_answer_is_looked_up_by_what_one_knows_of_it() -> None:
    answer = assess(tender(), as_of=DAY)
    by_rule = answer.of("gp.tender.bid-preparation")
    assert {type(a).__name__ for a in by_rule} == {"Finding", "PeriodAnswer"}
    assert set(by_rule) <= set(answer.of("gpl-2014:35"))
    assert set(by_rule) <= set(answer.of("C3"))
    assert answer.of("regime")[0].presumed == "government_procurement"
    assert answer.of("bid_deadline")[0].event == "bid_deadline"
    assert answer.of("method.open_tendering")[0].stated
    assert answer.of("gp.tender.bid-preparation[0]") == by_rule
    for unknown in ("no.such.rule", "gp.tender.bid-preparation[7]"):
        with pytest.raises(KeyError):
            answer.of(unknown)


def test_why_a_rule_does_not_apply_is_answered_as_fully_as_why_it_does() -> None:
    (one,) = assess(tender(), as_of=DAY).of("tb.tender.bid-preparation")
    assert one.presumed == "not_applicable"
    assert one.because
    assert one.assuming


def test_the_brief_is_one_page_whose_keys_can_be_asked_further() -> None:
    answer = assess(tender(), as_of=DAY)
    page = answer.brief()
    assert (page.breaches, page.risks, page.infos) == (3, 0, 0)
    assert page.decided + page.undetermined == len(
        [a for a in (*answer.periods, *answer.duties) if a.presumed != "not_applicable"]
    )
    assert len(json.dumps(page.to_dict(), ensure_ascii=False).encode()) < 5000
    keys = [x.key for x in (*page.laws, *page.methods, *page.findings, *page.dates, *page.rights)]
    assert keys
    assert all(answer.of(k) for k in keys)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, [("method.open_tendering", "required", "未提及")]),
        ({"budget": 1_500_000, "catalogue": {"listed": True}}, [("method.open_tendering", "allowed", "")]),
        ({"method": "single_source"}, [("method.single_source", "only_if", "批准")]),
        (
            {"method": "competitive_negotiation", "budget": 1_500_000, "catalogue": {"listed": True}},
            [("method.competitive_negotiation", "contested", "没有争议须具备")],
        ),
        (
            {"method": "single_source", "single_source": {"only_supplier": True}},
            [("method.single_source", "allowed_with_approval", "设区的市以上财政部门批准")],
        ),
    ],
)
def test_the_brief_tells_the_method_stated_or_the_one_that_the_law_asks_for(
    facts: dict[str, Any], told: list[tuple[str, str, str]]
) -> None:
    given = {
        "purchaser": {"kind": "public_institution", "level": "province", "place": "河南"},
        "funding": {"budgeted": True},
        "catalogue": {"listed": False},
        "subject": {"category": "goods", "part_of_works": False},
        "budget": 5_200_000,
    }
    page = assess(make_project(given | facts), as_of=dt.date(2026, 9, 29)).brief()
    assert [(m.key, m.status) for m in page.methods] == [one[:2] for one in told]
    for one, (_, _, condition) in zip(page.methods, told, strict=True):
        assert condition in (one.only_if.zh if one.only_if else "")


@pytest.mark.parametrize(
    ("project", "days", "said"),
    [
        ({"budget": 1}, {"as_of": dt.date(2026, 11, 20)}, "project: a Project"),
        (None, {"as_of": "2026-11-20"}, "as_of: a datetime.date"),
        (None, {"as_of": dt.datetime(2026, 11, 20, 9)}, "as_of: a datetime.date"),
        (None, {"as_of": dt.date(2026, 11, 20), "known_at": "2026-11-20"}, "known_at: a datetime.date"),
    ],
)
def test_what_is_no_project_or_no_day_is_told(project: Any, days: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        assess(project or make_project({}), **days)


def test_a_ground_is_judged_for_the_candidate_method() -> None:
    answer = assess(
        tender(follows_failed_open_tender=True, responsive_in_failed_tender=2, departure_approved_by_finance=False),
        as_of=DAY,
    )
    (one,) = [m for m in answer.methods if m.method == "competitive_negotiation"]
    assert one.presumed == "allowed_with_approval"
    assert {g.rule: g.presumed for g in one.grounds}["gp.negotiation.ground.two-suppliers"] == "met"


def test_remedies_are_listed_by_role() -> None:
    answer = assess(
        tender(challenges=[{"against": "process", "stage_ended": "2026-02-11", "challenge_sent": "not_yet"}]),
        as_of=dt.date(2026, 2, 25),
    )
    (one,) = [r for r in answer.rights("supplier") if r.stated and r.kind == "window"]
    assert (one.status, str(one.literal.earliest)) == ("open", "2026-02-27")
    assert not [r for r in answer.rights("interested_party") if r.stated]


@pytest.mark.parametrize("file", sorted(Path(__file__).parents[2].glob("examples/**/*.yaml")), ids=lambda p: p.stem)
def test_real_notices_are_assessed_without_accusing_anyone_of_what_is_unknown(file: Path) -> None:
    answer = assess(load_project(file), as_of=DAY)
    for finding in answer.findings:
        assert finding.citations
    for one in answer.answers():
        if one.presumed in ("undetermined", "unknown"):
            assert one.missing, one.rule
        if one.strict != one.presumed and one.presumed not in (
            "undetermined",
            "unknown",
            "not_applicable",
            "active",
            "inactive",
        ):
            assert one.assuming, one.rule


@pytest.mark.parametrize(("name", "project"), golden.projects().items(), ids=list(golden.projects()))
def test_what_holds_without_presumptions_names_none_and_nothing_presumed_would_change_it(
    name: str, project: Project
) -> None:
    answer = assess(project, as_of=golden.AS_OF)
    methods = [*answer.methods, *(g for m in answer.methods for g in m.grounds if not g.approval)]
    sure = [a for a in (*answer.conclusions, *answer.effects, *methods) if a.strict == a.presumed]
    assert [(a.key if isinstance(a, Answer) else a.method) for a in sure if a.assuming] == []
    assert [f.key for f in answer.findings if bool(f.changes) != bool(f.assuming)] == []


def test_of_two_rules_about_one_defect_the_surer_speaks() -> None:
    answer = assess(tender(), as_of=DAY)
    one = answer.findings[0]
    guessed, surely = replace(one, strict=Status.UNDETERMINED), replace(one, strict=one.verdict, assuming=())
    for found in (united(guessed, surely), united(surely, guessed)):
        assert (found.strict, found.changes) == (one.verdict, ())
        assert found.assuming == guessed.assuming


WORKS = {
    "purchaser": {"kind": "public_institution", "level": "city", "place": "湖南"},
    "subject": {"category": "works", "works_kind": "new_build"},
    "works_project": {"total_investment": 30000000, "public_institution_funds": 30000000},
    "method": "open_tendering",
    "contract_kind": "construction",
    "estimated_value": 20000000,
    "bidders": 2,
    "timeline": {"tender_notice_published": "2026-08-31", "bid_deadline": "2026-09-25T09:30"},
}


def effect_of(answer: Assessment, rule: str) -> Any:
    (one,) = [e for e in answer.effects if e.rule == rule and e.presumed == "active"]
    return one


def told(one: Any) -> list[tuple[str, list[str], list[str]]]:
    return [(c.when.en, [a.action for a in c.must], [a.action for a in c.may]) for c in one.alternatives]


def test_a_first_attempt_with_two_bidders_is_tendered_again() -> None:
    one = effect_of(assess(make_project({**WORKS, "attempt": 1}), as_of=DAY), "tb.tender.too-few")
    assert (one.must, one.may, one.alternatives) == (("re_tender",), (), ())


def test_an_effect_whose_case_is_open_tells_its_alternatives_and_what_decides_them() -> None:
    one = effect_of(assess(make_project({**WORKS, "attempt": 2}), as_of=DAY), "tb.tender.too-few")
    assert told(one) == [
        ("the project needs approval or verification", [], ["end_tendering_with_approval"]),
        ("the project needs no approval or verification", [], ["end_tendering_by_own_decision"]),
    ]
    stated = {**WORKS["works_project"], "needs_approval": True}
    decided = make_project({**WORKS, "attempt": 2, "works_project": stated})
    one = effect_of(assess(decided, as_of=DAY), "tb.tender.too-few")
    assert (one.may, one.alternatives) == (("end_tendering_with_approval",), ())


def test_what_all_open_cases_share_is_said_once() -> None:
    upheld = {"outcome": "upheld", "matter_documents": True, "affects_result": True, "complaint_decided": "2026-11-02"}
    project = json.loads(json.dumps({**TENDER, "complaints": [upheld]}))
    project["timeline"] = {"tender_notice_published": "2026-08-31", "performance_started": "not_yet"}
    one = effect_of(assess(make_project(project), as_of=DAY), "gp.complaint.upheld.documents")
    assert one.must == ("restart",)
    assert told(one) == [
        ("“contract signed” has happened", ["rescind_contract"], []),
        ("“award decided” has happened", ["void_award"], []),
    ]


@pytest.mark.parametrize(("name", "project"), golden.projects().items(), ids=list(golden.projects()))
def test_an_active_effect_is_never_empty(name: str, project: Project) -> None:
    for one in assess(project, as_of=golden.AS_OF).effects:
        if one.presumed == "active":
            assert one.must or one.may or one.alternatives, one.rule
