"""Which methods may be used: each verdict, strictly and presumed, and what is said of the method that is stated."""

from __future__ import annotations

import dataclasses
import datetime as dt
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


def test_a_ground_that_may_still_be_met_leaves_the_method_open_and_names_the_fact(ruleset: Any) -> None:
    answer = judged(ruleset, {}, ground(OPEN, "a"), ground(BELOW, "b"))
    assert pair(answer) == ("undetermined", "undetermined")
    assert [m.fact for m in of(answer).missing] == ["budget"]


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
    ("bidders", "verdict"), [(0, "not_allowed"), (1, "contested"), (3, "allowed"), (None, "undetermined")]
)
def test_a_ground_with_two_lines(ruleset: Any, bidders: int | None, verdict: str) -> None:
    facts = {"method": TALKS} | ({} if bidders is None else {"bidders": bidders})
    answer = judged(ruleset, facts, ground(CONTESTED, "a"), ground("method: open_tendering, when: 'true'", "b"))
    assert pair(answer) == (verdict, verdict)
    found = [(f.verdict, f.severity) for f in answer.about_method]
    assert found == {"contested": [("contested", "risk")], "not_allowed": [("breached", "breach")]}.get(verdict, [])


def test_a_contested_method_keeps_another_from_being_required(ruleset: Any) -> None:
    answer = judged(
        ruleset, {"bidders": 1}, ground(CONTESTED, "a"), ground("method: open_tendering, when: 'true'", "b")
    )
    assert pair(answer, TENDER) == ("allowed", "allowed")


def test_a_presumption_settles_what_is_strictly_open_and_is_named(ruleset: Any) -> None:
    form = "method: competitive_negotiation, when: follows_failed_open_tender"
    answer = judged(ruleset, {}, ground(form, "a"), ground("method: open_tendering, when: 'true'", "b"))
    assert pair(answer) == ("undetermined", "not_allowed")
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
