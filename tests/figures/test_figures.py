"""Every figure of the rulebook decides exactly where it stands: one unit below, at it, one above; the day before,
on, after.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from procure_rules.engine.closures import Compiler
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.tree import Node
from tests.figures.boundary import Generator

# figures that no generated case reaches, each with the reason: of rules, and of parameters by number of their row
with (Path(__file__).parent / "unreached.csv").open(encoding="utf-8", newline="") as _file:
    LISTED = [(row["rule"], float(row["value"]), row["unit"]) for row in csv.DictReader(_file)]
UNREACHED = {one for one in LISTED if one[2] != "row"}
ROWS_UNREACHED = {(name.removeprefix("parameter "), int(i)) for name, i, unit in LISTED if unit == "row"}


def test_every_figure_decides_exactly_where_it_stands() -> None:
    book = default_rulebook()
    report = Generator(book).all()
    figures = {(r.id, r.source.line, f) for r in book.rules for f in r.figures}
    rows = {(name, i) for name, t in book.parameters.items() for i, v in enumerate(t.values) if v.lo == v.hi}
    left = {(rule, f.value, f.unit) for rule, _, f in figures - report.reached}
    print(
        f"{report.cases} boundary cases; {len(figures & report.reached)} of {len(figures)} figures of rules and "
        f"{len(rows & report.rows)} of {len(rows)} values of parameters reached; {len(UNREACHED) + len(ROWS_UNREACHED)} listed"  # noqa: E501
    )
    assert report.failures == []
    assert left == UNREACHED
    assert rows - report.rows == ROWS_UNREACHED
    assert report.cases > 20 * len(figures)


def tried(rule_id: str) -> tuple[list[str], int, int]:
    """Failures, figures reached and figures of one rule."""
    book = default_rulebook()
    made = Generator(book)
    for rule in book.versions(rule_id):
        made.one(rule)
    figures = {(r.id, r.source.line, f) for r in book.versions(rule_id) for f in r.figures}
    return made.report.failures, len(made.report.reached & figures), len(figures)


@pytest.mark.parametrize("rule", ["tb.security.works", "sme.reserve.whole", "gp.tender.no-opening-below-three"])
def test_an_engine_that_takes_the_bound_for_the_other_kind_is_noticed(monkeypatch: Any, rule: str) -> None:
    failures, reached, wanted = tried(rule)
    assert (failures, reached) == ([], wanted)
    plain = {"le": Compiler.op_le, "lt": Compiler.op_lt}

    def swapped(op: str) -> Any:
        def compiled(self: Compiler, node: Node) -> Any:
            return plain["le" if op == "lt" else "lt"](self, node)

        return compiled

    monkeypatch.setattr(Compiler, "op_le", swapped("le"))
    monkeypatch.setattr(Compiler, "op_lt", swapped("lt"))
    failures, reached, _ = tried(rule)
    assert failures
    assert not reached


def test_an_engine_that_counts_a_day_too_many_is_noticed(monkeypatch: Any) -> None:
    plain = Compiler.op_count

    def longer(self: Compiler, node: Node) -> Any:
        number, how, tolls = node.data
        return plain(self, Node(node.op, node.kind, node.args, (number + 1, how, tolls), node.scale, node.limit))

    monkeypatch.setattr(Compiler, "op_count", longer)
    failures, _, _ = tried("gp.challenge.answer")
    assert failures


def test_no_place_lies_below_the_guides_floor() -> None:
    tables = default_rulebook().parameters
    checked = 0
    for name in ("procurement", "open_tendering"):
        floors = [v for v in tables[f"{name}_guide_floor"].values if v.last == float("inf")]
        for row in tables[f"{name}_threshold"].values:
            for floor in floors:
                levels, categories = floor.keys
                if row.last >= floor.first and set(row.keys[1]) & set(levels) and set(row.keys[3]) & set(categories):
                    assert row.lo >= floor.lo, row
                    checked += 1
    assert checked > 50
