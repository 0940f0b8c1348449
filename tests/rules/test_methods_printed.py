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


def test_a_method_that_is_allowed_names_the_grounds_that_allow_it(ruleset: Any) -> None:
    never = ground("never so", "when: 'false'")
    owing = ground("always but owing", "when: 'true', " + OWED)
    always = ground("always so", "when: 'true'", article=30)
    wide = ground("wide", "when: 'true'", method="open_tendering")
    facts = {"departure_approved_by_finance": "false"}
    assert line(ruleset, facts, never, owing, always, wide) == "allowed  met: always so (GPL art. 30)"


def test_the_only_one_left_is_required_by_its_ground(ruleset: Any) -> None:
    assert line(ruleset, {}, ground("always so", "when: 'true'")) == "required  met: always so (GPL art. 46)"


@pytest.mark.parametrize(("fact", "held"), [("false", "not given"), (None, "not known to be given")])
def test_what_is_owed_is_said_with_the_ground(ruleset: Any, fact: str | None, held: str) -> None:
    facts = {"departure_approved_by_finance": fact} if fact else {}
    assert line(ruleset, facts, ground("always so", "when: 'true', " + OWED), ground("never so", "when: 'false'")) == (
        f"allowed with approval  met: always so (GPL art. 46) · approval: the finance department ({held})"
    )


def test_an_open_method_names_the_grounds_it_hangs_on(ruleset: Any) -> None:
    small, never = ground("small", "when: budget < 5 yuan", article=31), ground("never so", "when: 'false'")
    assert line(ruleset, {}, never, small) == "undetermined  depends on: small (GPL art. 31)"


def test_a_method_that_is_not_allowed_names_the_grounds_that_fail_and_those_of_practice_last(ruleset: Any) -> None:
    usual = ground("usual", "when: 'false'", kind="practice")
    guarded = ground("guarded", "when: 'true'", applies="total_price_uncertain")
    never = ground("never so", "when: 'false'")
    facts = {"total_price_uncertain": "false"}
    assert (
        line(ruleset, facts, usual, guarded, never)
        == "not allowed  not met: never so (GPL art. 46); usual (GPL art. 46)"
    )


def test_a_ground_of_practice_is_told_as_such(ruleset: Any) -> None:
    usual = ground("usual", "when: 'false'", kind="practice")
    assert line(ruleset, {}, usual) == "not allowed  not met: usual (GPL art. 46) · by practice, without binding force"


def test_where_the_law_is_silent_the_line_says_so(ruleset: Any) -> None:
    guarded = ground("guarded", "when: 'true'", applies="total_price_uncertain")
    assert line(ruleset, {"total_price_uncertain": "false"}, guarded) == (
        "undetermined  not applicable: guarded (GPL art. 46) · "
        "no ground of any method applies: the rules say nothing about the choice of method"
    )


def test_what_a_line_leaves_out_is_counted_and_all_of_it_shown_on_demand(ruleset: Any) -> None:
    rules = [ground(f"case {n}", "when: 'false'") for n in range(6)]
    short = printed(ruleset, {}, *rules)
    assert any(one.endswith("; case 3 (Government Procurement Law art. 46) +2") for one in short)
    assert "  2 more; --all shows them" in short
    full = printed(ruleset, {}, *rules, every=True)
    assert [one.split()[:2] for one in full if one.startswith("  case")] == [["case", str(n)] for n in range(6)]
    assert not any("--all" in one for one in full)


def test_a_contested_ground_is_named_without_saying_so_twice(ruleset: Any) -> None:
    doubtful = ground("doubtful", "when: {literal: budget < 5 yuan, safe: budget < 2 yuan}")
    never = ground("never so", "when: 'false'")
    assert line(ruleset, {"budget": 3}, doubtful, never) == "met, contested  doubtful (GPL art. 46)"
