"""A sample of the mutants, every time the tests run; all of them with ``make mutation``."""

from __future__ import annotations

import pytest

from tests.mutation.mutate import NO_EFFECT, TARGET, drawn, edits, killed, mutants, sample, tried

SAMPLE = 100


def test_a_sample_of_changed_rules_is_noticed_by_the_cases() -> None:
    survivors = [one.text() for one, why in map(tried, sample(SAMPLE)) if not why]
    print("\n".join(survivors))
    # twice the share that all of them may leave: so few may by chance hold more
    assert len(survivors) <= 2 * (1 - TARGET) * SAMPLE


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("  forbid: bidders < 3", "operator", ["  forbid: bidders <= 3"]),
        ("  forbid: bidders < 3", "figure", ["  forbid: bidders < 4", "  forbid: bidders < 2"]),
        ("  applies: a and b or c", "connective", ["  applies: a or b or c", "  applies: a and b and c"]),
        ("  period: {at_most: 7 workdays}", "unit", ["  period: {at_most: 7 days}"]),
        ("  period: {at_most: 1 days}", "figure", ["  period: {at_most: 2 days}", "  period: {at_most: 0 days}"]),
        ("  in_force: {from: 2018-06-01, anchor: [a, b]}", "anchor", ["  in_force: {from: 2018-06-01, anchor: [b]}"]),
        ("  in_force: {from: 2018-06-01, anchor: [a]}", "anchor", ["  in_force: {from: 2018-06-01}"]),
        ("  in_force: {from: 2018-06-01, anchor: [a]}", "figure", []),
        ("  x: {literal: {}, safe: {extra: 1}}", "lines", ["  x: {safe: {}, literal: {extra: 1}}"]),
        ("  x: {ends: both}", "ends", ["  x: {ends: after_start}"]),
        ("    bound: {at_most: 10%}", "figure", ["    bound: {at_most: 11%}", "    bound: {at_most: 9%}"]),
    ],
)
def test_edits_are_made_where_they_are_meant(line: str, kind: str, expected: list[str]) -> None:
    assert [line[:start] + new + line[end:] for k, start, end, new in edits(line) if k == kind] == expected


def test_every_rule_file_has_mutants_and_texts_for_people_have_none() -> None:
    found = mutants()
    assert len(found) > 500
    assert not any(m.old in ("and", "or") and "basis" in m.text() for m in found)
    assert {"figure", "operator", "unit", "anchor", "lines", "ends", "connective"} == {m.kind for m in found}


def test_an_edit_that_changes_nothing_is_not_counted() -> None:
    for one in (mutants()[0], mutants()[-1], mutants()[300]):
        same = type(one)(one.file, one.rule, one.line, one.kind, one.start, one.start, "", "")
        assert killed(same) == NO_EFFECT


def test_rules_are_chosen_by_pattern_and_number() -> None:
    found = mutants()
    few = drawn(found, ["gp.challenge.*"], 2, 1)
    assert few == drawn(found, ["gp.challenge.*"], 2, 1) != drawn(found, ["gp.challenge.*"], 2, 2)
    assert {m.rule for m in few} == {m.rule for m in found if m.rule.startswith("gp.challenge.")}
    assert max(sum(m.rule == rule for m in few) for rule in {m.rule for m in few}) == 2
