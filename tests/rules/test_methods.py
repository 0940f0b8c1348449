"""Which methods may be used: each verdict, strictly and presumed, and what is said of the method that is stated."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from procure_rules import Assessment, assess, load_project, make_project
from procure_rules.answers import MethodAnswer
from procure_rules.calendar import default_calendar
from procure_rules.engine.candidates import SCOPE, Candidates, ground_verdict, worlds
from procure_rules.engine.law import compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.facts.words import Method
from procure_rules.rules import grammar as g
from procure_rules.rules.check import Checker, Vocabulary
from procure_rules.rules.model import Presumed
from procure_rules.texts import Text, said

DAY = dt.date(2026, 6, 1)
TENDER = "open_tendering"
TALKS = "competitive_negotiation"
OPEN = "method: open_tendering, when: budget >= 4000000 yuan"
BELOW = "method: competitive_negotiation, when: budget < 4000000 yuan"
ROOT = Path(__file__).parents[2]


def ground(form: str, name: str, more: str = "", scope: str = "procedure") -> str:
    return f"- id: {name}\n  scope: {scope}\n  HEAD\n  {more or 'severity: breach'}\n  ground: {{{form}}}\n"


def judged(ruleset: Any, facts: dict[str, Any], *rules: str) -> Assessment:
    return assess(make_project(facts), as_of=DAY, law=compile_law(ruleset.rules("".join(rules)).load()))


def of(answer: Assessment, method: str = TALKS) -> MethodAnswer:
    return next(m for m in answer.methods if m.method == method)


def pair(answer: Assessment, method: str = TALKS) -> tuple[str, str]:
    one = of(answer, method)
    return one.strict, one.presumed


def test_every_method_has_an_answer_in_every_procedure(ruleset: Any) -> None:
    answer = judged(ruleset, {"procedures": [{}, {}]}, ground(OPEN, "a"))
    assert [(m.method, m.index) for m in answer.methods] == [(m.value, i) for i in range(2) for m in Method]


def test_the_only_method_that_the_law_leaves_is_required(ruleset: Any) -> None:
    answer = judged(ruleset, {"budget": 5_000_000}, ground(OPEN, "a"), ground(BELOW, "b"))
    assert pair(answer, TENDER) == ("required", "required")
    assert pair(answer) == ("not_allowed", "not_allowed")
    assert pair(answer, "price_inquiry") == ("undetermined", "undetermined")  # no ground of it is encoded
    assert of(answer, "price_inquiry").note == said("methods_not_encoded")
    assert said("methods_not_encoded").en == "grounds not encoded"


def test_of_two_that_are_allowed_none_is_required(ruleset: Any) -> None:
    answer = judged(ruleset, {"budget": 1}, ground("method: open_tendering, when: 'true'", "a"), ground(BELOW, "b"))
    assert pair(answer, TENDER) == pair(answer) == ("allowed", "allowed")


def test_a_ground_that_waits_for_its_own_facts_leaves_the_method_to_them_and_names_them(ruleset: Any) -> None:
    answer = judged(ruleset, {}, ground(OPEN, "a"), ground(BELOW, "b"))
    assert pair(answer) == ("only_if", "only_if")
    assert [m.fact for m in of(answer).missing] == ["budget"]
    assert of(answer).grounds[0].open_by == "facts"
    assert of(answer).only_if == Text("试", "trial")


def test_a_ground_of_which_it_is_open_whether_it_applies_leaves_the_law_open(ruleset: Any) -> None:
    guarded = ground(BELOW, "b", "applies: total_price_uncertain")
    answer = judged(ruleset, {}, ground("method: open_tendering, when: 'true'", "a"), guarded)
    assert pair(answer) == ("undetermined", "undetermined")
    assert of(answer).grounds[0].open_by == "law"
    assert [m.fact for m in of(answer).missing] == ["total_price_uncertain"]  # not the ground's own fact
    assert pair(answer, TENDER) == ("allowed", "allowed")


LAW = """- id: d
  scope: procedure
  HEAD
  define: {must_tender: boolean, value: budget >= 4000000 yuan}
"""


def test_a_condition_that_asks_for_what_grounds_apply_by_is_open_in_law(ruleset: Any) -> None:
    guarded = ground("method: price_inquiry, when: 'true'", "a", "applies: must_tender")
    asking = ground("method: competitive_negotiation, when: not must_tender", "b")
    answer = judged(ruleset, {}, LAW, guarded, asking, ground("method: open_tendering, when: 'true'", "c"))
    assert pair(answer) == ("undetermined", "undetermined")
    assert pair(judged(ruleset, {}, LAW, asking, ground("method: open_tendering, when: 'true'", "c")))[1] == "only_if"


EASY = ground("method: open_tendering, when: 'true'", "easy")
HARD = "method: competitive_negotiation, when: total_price_uncertain"


def test_where_no_ground_of_another_method_is_mentioned_the_one_left_is_required(ruleset: Any) -> None:
    answer = judged(ruleset, {}, EASY, ground(HARD, "b"))
    assert pair(answer, TENDER) == ("allowed", "required")
    assert [a.fact for a in of(answer, TENDER).assuming] == ["grounds"]
    assert pair(answer) == ("only_if", "only_if")
    for held, verdict in (("true", "allowed"), ("false", "required")):
        assert of(judged(ruleset, {"total_price_uncertain": held}, EASY, ground(HARD, "b")), TENDER).presumed == verdict


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "required"),
        ({"departure_approved_by_finance": "false"}, "required"),
        ({"departure_approved_by_finance": "true"}, "allowed"),
        ({"total_price_uncertain": "true"}, "required"),
        ({"total_price_uncertain": "true", "departure_approved_by_finance": "true"}, "allowed"),
    ],
)
def test_an_open_tender_is_owed_unless_a_departure_is_approved(
    ruleset: Any, facts: dict[str, Any], verdict: str
) -> None:
    owing = "approval: {zh: 财政, en: finance}, approved: budget < 1 yuan or departure_approved_by_finance"
    answer = judged(ruleset, {"budget": 5} | facts, EASY, ground(f"{HARD}, {owing}", "b"))
    assert of(answer, TENDER).presumed == verdict


def test_an_approval_that_is_not_needed_is_no_mention_of_one(ruleset: Any) -> None:
    free = "approval: {zh: 财政部门, en: the finance department}, approved: not task_cancelled"
    answer = judged(ruleset, {"task_cancelled": "false"}, EASY, ground(f"{HARD}, {free}", "b"))
    assert of(answer, TENDER).presumed == "required"


def test_a_method_that_exists_for_nobody_like_this_purchaser_is_told_so(ruleset: Any) -> None:
    guarded = ground("method: soe_direct, when: 'true'", "b", "applies: total_price_uncertain")
    facts = {"total_price_uncertain": "false"}
    assert not of(judged(ruleset, facts, EASY, guarded), "soe_direct").exists
    assert of(judged(ruleset, facts | {"method": "soe_direct"}, EASY, guarded), "soe_direct").exists
    assert of(judged(ruleset, facts, guarded), "soe_direct").exists  # the law is silent: there is nothing else to tell
    assert of(judged(ruleset, facts, EASY, guarded), TENDER).exists


def test_a_ground_without_content_settles_nothing(ruleset: Any) -> None:
    answer = judged(ruleset, {}, ground("method: competitive_negotiation, when: contested", "a"), ground(OPEN, "b"))
    assert pair(answer) == ("undetermined", "undetermined")


def test_failing_needs_all_grounds_and_one_that_is_met_suffices(ruleset: Any) -> None:
    never = ground("method: competitive_negotiation, when: 'false'", "a")
    guarded = ground("method: competitive_negotiation, when: 'true'", "b", "applies: total_price_uncertain")
    assert pair(judged(ruleset, {"total_price_uncertain": "false"}, never, guarded)) == ("not_allowed", "not_allowed")
    answer = judged(ruleset, {"total_price_uncertain": "true"}, never, guarded)
    assert pair(answer) == ("required", "required")
    assert [x.presumed for x in of(answer).grounds] == ["not_met", "met"]
    answer = judged(ruleset, {}, never, guarded)
    assert pair(answer) == ("undetermined", "undetermined")


def test_a_ground_that_fails_is_not_met_even_where_it_may_not_apply(ruleset: Any) -> None:
    answer = judged(
        ruleset, {}, ground("method: competitive_negotiation, when: 'false'", "a", "applies: total_price_uncertain")
    )
    assert [x.presumed for x in of(answer).grounds] == ["not_met"]


def test_where_no_ground_of_any_method_applies_the_law_is_silent(ruleset: Any) -> None:
    answer = judged(
        ruleset,
        {"total_price_uncertain": "false"},
        ground("method: competitive_negotiation, when: 'true'", "a", "applies: total_price_uncertain"),
    )
    assert pair(answer) == ("undetermined", "undetermined")
    note = of(answer).note
    assert note is not None
    assert note.en == "no ground of any method applies: the rules say nothing about the choice of method"
    assert note == said("law_silent")


def test_before_any_rule_on_methods_none_is_forbidden() -> None:
    """Before the laws; a later contract that is not known, or that may be later, does not make the old rules speak."""
    for timeline in (
        {"tender_notice_published": "1995-03-02"},
        {"contract_signed": "1995-04-02"},
        {"tender_notice_published": "1995-03-02", "contract_signed": "1995-04-02"},
    ):
        facts = {
            "purchaser": {"kind": "public_institution", "level": "province", "place": "四川"},
            "funding": {"budgeted": True},
            "subject": {"category": "goods"},
            "budget": 5_000_000,
            "timeline": timeline,
        }
        answer = assess(make_project(facts), as_of=DAY)
        assert {(m.strict, m.presumed) for m in answer.methods} == {("undetermined", "undetermined")}, timeline
        if "tender_notice_published" in timeline:
            notes = {m.note.en for m in answer.methods if m.grounds and m.note}
            assert notes == {
                "no rule on any method was in force then: the rules say nothing about the choice of method"
            }


def test_grounds_that_fail_forbid_nothing_while_it_is_open_whether_any_applies(ruleset: Any) -> None:
    talks, inquiry = "method: competitive_negotiation, when: 'false'", "method: price_inquiry, when: 'false'"
    guard = "applies: total_price_uncertain"
    for facts, verdict in (({}, "undetermined"), ({"total_price_uncertain": "true"}, "not_allowed")):
        answer = judged(ruleset, facts, ground(talks, "a", guard), ground(inquiry, "b", guard))
        assert pair(answer)[0] == pair(answer, "price_inquiry")[0] == verdict


APPROVAL = "method: competitive_negotiation, when: 'true', approval: {zh: 财政部门, en: the finance department}"


@pytest.mark.parametrize(
    ("held", "verdict"), [("true", "allowed"), ("false", "allowed_with_approval"), (None, "allowed_with_approval")]
)
def test_approval_held_denied_or_unknown(ruleset: Any, held: str | None, verdict: str) -> None:
    facts = {"method": TALKS} | ({"departure_approved_by_finance": held} if held else {})
    rules = (
        ground(APPROVAL + ", approved: departure_approved_by_finance", "a"),
        ground("method: open_tendering, when: 'true'", "b"),
    )
    answer = judged(ruleset, facts, *rules)
    assert pair(answer) == (verdict, verdict)
    (one,) = of(answer).grounds
    assert (one.approval, one.approved) == (Text("财政部门", "the finance department"), held or "unknown")
    assert [(f.verdict, f.severity, f.text.en) for f in answer.about_method] == (
        [("breached", "breach", "competitive negotiation was not approved: the finance department")]
        if held == "false"
        else []
    )
    assert ["departure_approved_by_finance" in m.fact for m in of(answer).missing] == ([] if held else [True])


def test_an_approval_of_which_nothing_can_be_known_stays_owed(ruleset: Any) -> None:
    assert pair(judged(ruleset, {}, ground(APPROVAL, "a"))) == ("allowed_with_approval", "allowed_with_approval")


def test_publicity_is_shown_and_changes_nothing(ruleset: Any) -> None:
    form = "method: single_source, when: 'true', publicity: happened(single_source_publicity_started)"
    answer = judged(ruleset, {"timeline": {"single_source_publicity_started": "not_yet"}}, ground(form, "a"))
    (one,) = of(answer, "single_source").grounds
    assert of(answer, "single_source").presumed == "required"
    assert one.publicised == "false"
    assert "single-source publicity started" in one.publicity.en


CONTESTED = "method: competitive_negotiation, when: {literal: bidders >= 1, safe: bidders >= 3}"


@pytest.mark.parametrize(
    ("bidders", "verdict"), [(0, "not_allowed"), (1, "contested"), (3, "allowed"), (None, "only_if")]
)
def test_a_ground_with_two_lines(ruleset: Any, bidders: int | None, verdict: str) -> None:
    facts = {"method": TALKS} | ({} if bidders is None else {"bidders": bidders})
    answer = judged(ruleset, facts, ground(CONTESTED, "a"), ground("method: open_tendering, when: 'true'", "b"))
    assert pair(answer) == (verdict, verdict)
    found = [(f.verdict, f.severity) for f in answer.about_method]
    assert found == {"contested": [("contested", "risk")], "not_allowed": [("breached", "breach")]}.get(verdict, [])


def test_a_ground_that_holds_on_the_letter_is_contested_and_no_finding_while_a_better_one_is_open(ruleset: Any) -> None:
    doubtful = "method: competitive_negotiation, when: {literal: 'true', safe: total_price_uncertain}"
    answer = judged(ruleset, {"method": TALKS}, ground(doubtful, "a"), EASY)
    assert pair(answer) == ("contested", "contested")
    assert of(answer).grounds[0].argued
    assert answer.about_method == ()
    (found,) = judged(
        ruleset, {"method": TALKS, "total_price_uncertain": "false"}, ground(doubtful, "a"), EASY
    ).findings
    assert found.severity == "risk"
    assert pair(answer, TENDER) == ("allowed", "allowed")


def test_a_contested_method_keeps_another_from_being_required(ruleset: Any) -> None:
    answer = judged(
        ruleset, {"bidders": 1}, ground(CONTESTED, "a"), ground("method: open_tendering, when: 'true'", "b")
    )
    assert pair(answer, TENDER) == ("allowed", "allowed")


def test_a_presumption_settles_what_is_strictly_open_and_is_named(ruleset: Any) -> None:
    form = "method: competitive_negotiation, when: follows_failed_open_tender"
    answer = judged(ruleset, {}, ground(form, "a"), ground("method: open_tendering, when: 'true'", "b"))
    assert pair(answer) == ("only_if", "not_allowed")
    assert of(answer).grounds[0].unmentioned
    assert pair(answer, TENDER) == ("allowed", "required")
    for method in (TALKS, TENDER):
        assert [a.fact for a in of(answer, method).assuming] == ["follows_failed_open_tender"]


def test_a_finding_about_a_method_that_rests_on_a_presumption_names_what_would_change_it(ruleset: Any) -> None:
    grounds = (
        ground("method: competitive_negotiation, when: follows_failed_open_tender", "a"),
        ground("method: open_tendering, when: 'true'", "b"),
    )
    (found,) = judged(ruleset, {"method": "competitive_negotiation"}, *grounds).about_method
    assert [m.fact for m in found.changes] == [a.fact for a in found.assuming] == ["follows_failed_open_tender"]
    stated = {"method": "competitive_negotiation", "follows_failed_open_tender": False}
    (found,) = judged(ruleset, stated, *grounds).about_method
    assert (found.changes, found.assuming) == ((), ())


@pytest.mark.parametrize(
    ("source", "severity"), [("direct", "breach"), ("derived", "risk"), ("practice", "info"), ("local", "breach")]
)
def test_the_method_stated_without_a_ground_is_a_finding_as_grave_as_its_source(
    ruleset: Any, source: str, severity: str
) -> None:
    answer = judged(
        ruleset, {"method": TALKS, "budget": 5_000_000}, ground(OPEN, "a"), ground(BELOW, "b", f"source_kind: {source}")
    )
    (found,) = answer.about_method
    assert (found.rule, found.severity, found.verdict) == ("b", severity, "breached")
    assert (
        found.text.en == "there is no ground for competitive negotiation (not met: trial); open tendering is required"
    )
    assert found.citations
    assert of(answer).source_kind == source


def test_a_method_that_nobody_stated_is_no_finding(ruleset: Any) -> None:
    assert judged(ruleset, {"budget": 5_000_000}, ground(OPEN, "a"), ground(BELOW, "b")).about_method == ()


def test_practice_carries_a_method_but_requires_none(ruleset: Any) -> None:
    practice = ground("method: soe_direct, when: 'true'", "a", "source_kind: practice")
    answer = judged(ruleset, {"budget": 5_000_000}, practice, ground(BELOW, "b"))
    assert pair(answer, "soe_direct") == ("allowed", "allowed")
    assert of(answer, "soe_direct").note == said("by_practice")
    assert said("by_practice").en == "by practice, without binding force"
    assert pair(answer) == ("not_allowed", "not_allowed")
    answer = judged(ruleset, {"budget": 5_000_000}, practice, ground(OPEN, "c"))
    assert pair(answer, TENDER) == ("allowed", "allowed")


def test_a_version_that_is_not_in_force_does_not_speak(ruleset: Any) -> None:
    old = ground("method: competitive_negotiation, when: 'true'", "a").replace(
        "HEAD", "title: {zh: 试, en: trial}\n  basis: [gpl-2014:46]\n  in_force: {from: 2000-01-01, to: 2020-12-31}"
    )
    new = ground(BELOW, "a").replace(
        "HEAD", "title: {zh: 试, en: trial}\n  basis: [gpl-2014:46]\n  in_force: {from: 2021-01-01}"
    )
    answer = judged(ruleset, {"budget": 5_000_000}, old, new, ground(OPEN, "b"))
    assert [x.presumed for x in of(answer).grounds] == ["not_met"]


def test_an_exception_silences_a_ground(ruleset: Any) -> None:
    barred = ground("method: competitive_negotiation, when: 'false'", "b", "overrides: [a]")
    answer = judged(ruleset, {}, ground("method: competitive_negotiation, when: 'true'", "a"), barred)
    assert [x.presumed for x in of(answer).grounds] == ["not_applicable", "not_met"]


def test_a_ground_belongs_to_the_procedure(ruleset: Any) -> None:
    ruleset.rules(ground("method: open_tendering, when: 'true'", "a", scope="project"))
    assert "a ground belongs to the scope 'procedure'" in ruleset.said()


# the worlds ---------------------------------------------------------------------------------------------------------
REGIME = """- id: d
  scope: procedure
  HEAD
  define: {tendered: boolean, value: "method in [open_tendering, invited_tendering]"}
- id: e
  scope: procedure
  HEAD
  define: {gp_procedure: boolean, value: not tendered and budget >= 1 yuan}
"""
MANY = [ground(f"method: {m.value}, when: gp_procedure", f"g.{m.value}") for m in Method]


def test_only_what_rests_on_the_method_is_drawn_anew(ruleset: Any) -> None:
    more = "- id: f\n  scope: procedure\n  HEAD\n  define: {must_tender: boolean, value: budget > 1 yuan}\n"
    more += ground("method: single_source, when: must_tender", "g2")
    engine = compile_law(ruleset.rules(REGIME + more + "".join(MANY)).load())
    made = engine.kept(Candidates)
    assert made.renewed == {"tendered", "gp_procedure"}
    assert made.alike == [("open_tendering", "invited_tendering"), tuple(m.value for m in Method)[2:]]


@pytest.mark.parametrize("presumed", [False, True])
@pytest.mark.parametrize("dependent", [False, True])
def test_a_method_is_judged_as_if_it_were_stated(ruleset: Any, presumed: bool, dependent: bool) -> None:
    more = ground("method: single_source, when: task_cancelled", "h", "applies: tendered or budget > 2 yuan")
    book = ruleset.rules(REGIME + "".join(MANY) + more).load()
    if dependent:  # a presumption that rests on the method
        checker = Checker(Vocabulary(), SCOPE, presumption=True)
        when, value = checker.boolean(g.parse("method == single_source")), checker.typed(g.parse("true")).node
        one = Presumed(
            SCOPE, "task_cancelled", "absence", when, checker.boolean(g.parse("false")), value, Text("试", "trial")
        )
        book = dataclasses.replace(book, presumed=(one,))
    engine = compile_law(book)
    project = make_project({"procedures": [{"method": TENDER, "lot_budget": 5}, {}], "budget": 3})
    context = Context(DAY.toordinal(), default_calendar(), presumed)
    world = run(engine, project, context)
    before = {scope: [list(f) for f in frames] for scope, frames in world.frames.items()}
    made = engine.kept(Candidates)
    seen = []
    for methods, other in worlds(engine, world, project):
        for method in methods:
            seen.append(method)
            stated = make_project(
                {"procedures": [{"method": method, "lot_budget": 5}, {"method": method}], "budget": 3}
            )
            whole = run(engine, stated, context)
            for one in made.by_method[method]:
                for a, b in zip(other.frames[SCOPE], whole.frames[SCOPE], strict=True):
                    assert ground_verdict(one, a) == ground_verdict(one, b)
    assert sorted(seen) == sorted(m.value for m in Method)
    assert {scope: [list(f) for f in frames] for scope, frames in world.frames.items()} == before


def test_the_shipped_example_has_every_method_and_gives_no_offence() -> None:
    answer = assess(load_project(ROOT / "examples" / "hospital-tender.yaml"), as_of=dt.date(2024, 10, 1))
    assert {m.method for m in answer.methods} == {m.value for m in Method}
    assert not [f for f in answer.about_method if f.severity == "breach"]
    for one in answer.methods:
        if one.presumed == "undetermined" and one.grounds and not one.note:
            assert one.missing, one.method


HOSPITAL = {
    "purchaser": {"kind": "public_institution", "level": "province", "place": "河南"},
    "funding": {"budgeted": True},
    "catalogue": {"listed": False},
    "subject": {"category": "goods", "part_of_works": False},
}


def shipped(facts: dict[str, Any]) -> dict[str, MethodAnswer]:
    answer = assess(make_project(HOSPITAL | facts), as_of=dt.date(2026, 9, 29))
    return {m.method: m for m in answer.methods if m.exists}


def test_a_hospital_s_goods_at_the_threshold_get_one_answer_for_each_method() -> None:
    """gpl-2014:27; gpl-regulation-2015:23: an open tender is owed, another method takes its ground and an approval."""
    found = shipped({"budget": 5_200_000})
    assert found.pop("open_tendering").presumed == "required"
    assert {m.presumed for m in found.values()} == {"only_if"}
    assert not {m for m in found if m.startswith("soe_") or m == "emergency_procurement"}
    assert set(found) >= {"invited_tendering", "competitive_negotiation", "competitive_consultation", "price_inquiry"}
    single = found["single_source"]
    assert "设区的市以上财政部门批准" in single.text.zh
    assert "须先行公示" in single.text.zh
    assert "to be made public first" in single.text.en
    assert {m.strict for m in found.values()} == {"undetermined"}  # a secret or an emergency is not ruled out


def test_below_the_threshold_negotiation_and_inquiry_are_contested_and_single_source_needs_its_ground() -> None:
    """mof-order-74:3 against gpl-2014:30-32 (U3)."""
    found = shipped({"budget": 1_500_000, "catalogue": {"listed": True}})
    assert {m: found[m].presumed for m in ("open_tendering", "competitive_negotiation", "price_inquiry")} == {
        "open_tendering": "allowed",
        "competitive_negotiation": "contested",
        "price_inquiry": "contested",
    }
    assert found["single_source"].presumed == found["competitive_consultation"].presumed == "only_if"
    assert "批准" not in found["single_source"].text.zh  # none is owed
    assert "公示" not in found["single_source"].text.zh
    denied = {"single_source": {"only_supplier": False, "consistency": False}}
    denied["grounds"] = {"emergency_not_from_delay": False}
    found = shipped({"budget": 1_500_000, "catalogue": {"listed": True}} | denied)
    assert found["single_source"].presumed == "not_allowed"


def test_a_ground_that_is_stated_is_allowed_with_approval_and_allowed_once_it_is_given() -> None:
    facts = {"budget": 5_200_000, "single_source": {"only_supplier": True}}
    found = shipped(facts)
    assert found["single_source"].presumed == "allowed_with_approval"
    assert found["open_tendering"].presumed == "required"
    found = shipped(facts | {"departure_approved_by_finance": True})
    assert found["single_source"].presumed == "allowed"
    assert found["open_tendering"].presumed == "allowed"


def test_works_that_need_no_tender_are_contested_when_tendered() -> None:
    """gpl-regulation-2015:25 (U4)."""
    works = {
        "budget": 2_500_000,
        "subject": {"category": "works", "works_kind": "repair"},
        "contract_kind": "construction",
        "estimated_value": 2_500_000,
    }
    found = shipped(works)
    assert found["open_tendering"].presumed == found["invited_tendering"].presumed == "contested"
    assert found["competitive_negotiation"].presumed == found["competitive_consultation"].presumed == "allowed"
    assert found["price_inquiry"].presumed == "not_allowed"


def test_an_enterprise_s_works_that_must_be_tendered_are_owed_an_open_tender() -> None:
    """tbl-regulation-2019:8, 9."""
    facts = {
        "purchaser": {"kind": "state_owned_enterprise", "place": "四川"},
        "subject": {"category": "works", "works_kind": "new_build"},
        "works_project": {
            "total_investment": 50_000_000,
            "state_enterprise_funds": 50_000_000,
            "budget_funds": 0,
            "needs_approval": False,
        },
        "contract_kind": "construction",
        "estimated_value": 30_000_000,
    }
    answer = assess(make_project(facts), as_of=dt.date(2026, 9, 29))
    found = {m.method: m.presumed for m in answer.methods if m.exists}
    assert found["open_tendering"] == "required"
    assert found["invited_tendering"] == "only_if"
    assert {found[m] for m in ("soe_negotiation", "soe_direct", "price_inquiry")} == {"not_allowed"}
    assert "cooperative_innovation" not in found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_method_is_told_in_a_sentence(lang: str) -> None:
    for one in shipped({"budget": 5_200_000}).values():
        text = one.text.text(lang)
        assert text.endswith({"zh": "。", "en": "."}[lang])
        assert not re.search(r"[。：；，]{2}|\.\.|  |\{\d\}", text), text
