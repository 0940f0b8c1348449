"""The methods as they are printed: in short each in a line with the grounds that decide it, in full every ground."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from rich.console import Console

from procure_rules import assess, make_project
from procure_rules.engine.law import compile_law
from procure_rules.reports.terminal.methods import print_methods

DAY = dt.date(2026, 6, 1)
OWED = "approval: {zh: 财政部门, en: the finance department}, approved: departure_approved_by_finance"


def ground(
    title: str,
    said: str,
    *,
    article: int = 46,
    kind: str = "direct",
    applies: str = "'true'",
    method: str = "competitive_negotiation",
) -> str:
    return (
        f"- id: {title.replace(' ', '-')}\n  scope: procedure\n  title: {{zh: 试, en: {title}}}\n  basis: [gpl-2014:{article}]\n"  # noqa: E501
        f"  in_force: {{from: 2000-01-01}}\n  source_kind: {kind}\n  applies: {applies}\n  ground: {{method: {method}, {said}}}\n"  # noqa: E501
    )


def printed(ruleset: Any, facts: dict[str, Any], *rules: str, every: bool = False) -> list[str]:
    engine = compile_law(ruleset.rules("".join(rules)).load())
    out = io.StringIO()
    answer = assess(make_project(facts), as_of=DAY, law=engine)
    print_methods(answer, "en", Console(file=out, width=200), every=every)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def line(ruleset: Any, facts: dict[str, Any], *rules: str) -> str:
    (one,) = [x for x in printed(ruleset, facts, *rules) if x.startswith("competitive negotiation: ")]
    return one.removeprefix("competitive negotiation: ").replace("Government Procurement Law", "GPL")


def test_a_method_that_is_allowed_names_the_ground_that_allows_it(ruleset: Any) -> None:
    never = ground("never so", "when: 'false'")
    owing = ground("always but owing", "when: 'true', " + OWED)
    always = ground("always so", "when: 'true'", article=30)
    wide = ground("wide", "when: 'true'", method="open_tendering")
    facts = {"departure_approved_by_finance": "false"}
    assert line(ruleset, facts, never, owing, always, wide) == "allowed. Ground: always so (GPL art. 30)."


def test_the_only_one_left_is_required_by_its_ground(ruleset: Any) -> None:
    assert line(ruleset, {}, ground("always so", "when: 'true'")) == "required. Ground: always so (GPL art. 46)."


def test_one_that_may_be_left_if_a_ground_is_mentioned_says_so(ruleset: Any) -> None:
    easy, other = (
        ground("always so", "when: 'true'"),
        ground("hard", "when: total_price_uncertain", method="price_inquiry"),
    )
    assert line(ruleset, {}, easy, other) == (
        "required. Ground: always so (GPL art. 46). Another method takes a ground of its own, with the approval the "
        "law asks for; none is mentioned, so none is presumed."
    )


@pytest.mark.parametrize(("fact", "held"), [("false", "not given"), (None, "not known to be given")])
def test_what_is_owed_is_said_with_the_ground(ruleset: Any, fact: str | None, held: str) -> None:
    facts = {"departure_approved_by_finance": fact} if fact else {}
    assert line(ruleset, facts, ground("always so", "when: 'true', " + OWED), ground("never so", "when: 'false'")) == (
        f"allowed with approval. Ground: always so (GPL art. 46). Approval: the finance department ({held})."
    )


def test_a_method_that_waits_for_its_grounds_names_them_and_whose_approval(ruleset: Any) -> None:
    small, never = ground("small", "when: budget < 5 yuan, " + OWED, article=31), ground("never so", "when: 'false'")
    assert line(ruleset, {}, never, small) == (
        "only if this holds: small (GPL art. 31). With approval: the finance department."
    )
    late = ground("late", "when: budget > 5 yuan, publicity: task_cancelled")
    assert line(ruleset, {}, small, late) == (
        "only if one of these holds: small (GPL art. 31; the finance department); "
        "late (GPL art. 46; to be made public first)."
    )


def test_what_is_not_mentioned_and_presumed_absent_is_named(ruleset: Any) -> None:
    small = ground("small", "when: budget < 5 yuan")
    failed = ground("a tender failed", "when: follows_failed_open_tender")
    wide = ground("wide", "when: 'true'", method="open_tendering")
    assert line(ruleset, {}, small, failed, wide) == (
        "only if this holds: small (GPL art. 46). Not mentioned, and presumed not to hold: a tender failed."
    )
    assert line(ruleset, {}, failed, wide) == (
        "not allowed, unless this holds (it is not mentioned and presumed not to): a tender failed (GPL art. 46)."
    )


def test_an_open_law_names_the_facts_it_hangs_on(ruleset: Any) -> None:
    guarded = ground("guarded", "when: budget < 5 yuan", applies="total_price_uncertain")
    wide = ground("wide", "when: 'true'", method="open_tendering")
    found = line(ruleset, {}, guarded, wide)
    assert found.startswith("undetermined; it depends on: ")
    assert "budget" not in found


def test_a_method_that_is_not_allowed_names_the_grounds_that_fail_and_those_of_practice_last(ruleset: Any) -> None:
    usual = ground("usual", "when: 'false'", kind="practice")
    guarded = ground("guarded", "when: 'true'", applies="total_price_uncertain")
    never = ground("never so", "when: 'false'")
    facts = {"total_price_uncertain": "false"}
    assert line(ruleset, facts, usual, guarded, never) == "not allowed, since its grounds do not hold: never so; usual."


def test_usage_that_the_law_leaves_no_room_for_is_told_as_such(ruleset: Any) -> None:
    usual = ground("usual", "when: 'false'", kind="practice")
    assert line(ruleset, {}, usual) == ("not allowed: the law prescribes the methods here, and this is none of them.")
    usual = ground("usual", "when: 'true'", kind="practice")
    assert line(ruleset, {}, usual) == "allowed. Ground: usual (GPL art. 46; by practice, without binding force)."


def test_where_the_law_is_silent_the_line_says_so(ruleset: Any) -> None:
    guarded = ground("guarded", "when: 'true'", applies="total_price_uncertain")
    assert line(ruleset, {"total_price_uncertain": "false"}, guarded) == (
        "undetermined: no ground of any method applies: the rules say nothing about the choice of method."
    )


def test_what_a_sentence_leaves_out_is_counted_and_all_of_it_shown_on_demand(ruleset: Any) -> None:
    rules = [ground(f"case {n}", "when: 'false'") for n in range(6)]
    short = printed(ruleset, {}, *rules)
    assert any(one.endswith("; case 3, and 2 more.") for one in short)
    assert "every ground with its articles: --all" in short
    full = printed(ruleset, {}, *rules, every=True)
    assert [one.split()[:2] for one in full if one.startswith("  case")] == [["case", str(n)] for n in range(6)]
    assert not any("--all" in one for one in full)


def test_a_contested_ground_is_named_with_what_would_put_it_beyond_dispute(ruleset: Any) -> None:
    doubtful = ground("doubtful", "when: {literal: budget < 5 yuan, safe: budget < 2 yuan}")
    never = ground("never so", "when: 'false'")
    assert line(ruleset, {"budget": 3}, doubtful, never) == (
        "contested, allowed on the letter only: doubtful (GPL art. 46)."
    )
    hard = ground("hard", "when: total_price_uncertain")
    assert line(ruleset, {"budget": 3}, doubtful, hard) == (
        "contested, allowed on the letter only: doubtful (GPL art. 46). Beyond dispute with this as well: "
        "hard (GPL art. 46)."
    )


def test_methods_that_are_none_of_this_purchaser_s_are_left_out_of_the_short_page(ruleset: Any) -> None:
    wide = ground("wide", "when: 'true'", method="open_tendering")
    other = ground("other", "when: 'true'", applies="total_price_uncertain", method="soe_direct")
    facts = {"total_price_uncertain": "false"}
    name = "direct purchase (state-owned enterprise)"
    assert not any(x.startswith(name) for x in printed(ruleset, facts, wide, other))
    assert any(x.startswith("direct purchase") for x in printed(ruleset, facts, wide, other, every=True))


def test_what_does_not_hold_on_the_facts_alone_is_told_once(ruleset: Any) -> None:
    wide = ground("wide", "when: 'true'", method="open_tendering")
    failed = ground("a tender failed", "when: follows_failed_open_tender")
    told = printed(ruleset, {}, wide, failed)
    assert "on the facts stated alone, open tendering: allowed" in told
    assert "on the facts stated alone, competitive negotiation: only if a ground holds" in told
