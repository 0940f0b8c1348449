"""Every figure of the rulebook decides exactly where it stands: one unit below, at it, one above; the day before, on, after."""

from __future__ import annotations

from typing import Any

import pytest

from procure_rules.engine.closures import Compiler
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.tree import Node
from tests.figures.boundary import Generator

# figures that no generated case reaches: (rule, value, unit) → why
NEXT_EVEN = "the next even number is two on, so the verdict turns again close by; written cases stand for it"
NEXT_EVEN = "the next even number is two on, so the verdict turns again close by; a written case stands for each"
UNREACHED: dict[tuple[str, float, str], str] = {
    **{("gp.panel.odd", float(size), "count"): NEXT_EVEN for size in (2, 4, 6, 8, 10, 12)},
    **{("tb.panel.odd", float(size), "count"): NEXT_EVEN for size in range(4, 20, 2)},
    **{(f"tb.penalty.{bar}", 1.0, "count"): "next to the upper bound" for bar in ("agency-ban", "collusion-bar")},
    ("tb.bid.no-recent-fraud", 3, "year"): "years are not counted by hand; written cases stand on both sides",
    ("tb.prequalification.too-few", 3.0, "count"): "its fact shares its last name with one that is no number",
    ("gp.negotiation.grounded", 0.0, "count"): "two is a ground as well and lies close by; written cases show 0 to 3",
    (
        "local.chongqing.second-opening",
        1.0,
        "count",
    ): "too close to the three of the safe line; cases show none and one",
    ("scope.government-procurement", 0.0, "yuan"): "a catalogue without a start: no amount lies below nothing",
    ("scope.government-procurement.before-2015", 0.0, "yuan"): "the same",
    **{("gp.panel.odd", float(size), "count"): NEXT_EVEN for size in range(2, 14, 2)},
    **{("gp.tender.panel.odd", float(size), "count"): NEXT_EVEN for size in range(2, 20, 2)},
    (
        "gp.negotiation.grounded",
        0.0,
        "count",
    ): "two is a ground as well and lies close by; written cases stand for 0 to 3",
    ("gp.records.not-destroyed-early", 15.0, "year"): "years are not counted by hand; written cases stand for it",
}
ROWS_UNREACHED: dict[tuple[str, int], str] = {
    ("procurement_guide_floor", 0): "no floor before the guide: nothing lies below 0 yuan",
    ("open_tendering_guide_floor", 0): "no floor before the guide: nothing lies below 0 yuan",
ROWS_UNREACHED: dict[tuple[str, int], str] = {}
    ("scope.government-procurement", 0.0, "yuan"): "a catalogue without a start of its own: no amount lies below nothing",
    ): "too close to the three of the safe line; written cases show none and one",
    (
        "scope.government-procurement",
        0.0,
        "yuan",
    ): "a catalogue without a start of its own: no amount lies below nothing",
    ("scope.government-procurement.before-2015", 0.0, "yuan"): "the same",
    ("tb.bid.no-recent-fraud", 3, "year"): "years are not counted by hand; written cases stand on both sides",
    ("tb.prequalification.too-few", 3.0, "count"): "its fact shares its last name with one that is no number",
}
UNREACHED |= {("tb.panel.odd", float(size), "count"): "next to the next even number" for size in range(4, 20, 2)}
UNREACHED |= {(f"tb.penalty.{bar}", 1.0, "count"): "next to the upper bound" for bar in ("agency-ban", "collusion-bar")}
ROWS_UNREACHED: dict[tuple[str, int], str] = {
}
ROWS_UNREACHED: dict[tuple[str, int], str] = {
    ("procurement_guide_floor", 3): "no floor before the guide: nothing lies below 0 yuan",
    ("open_tendering_guide_floor", 1): "no floor before the guide: nothing lies below 0 yuan",
}


def test_every_figure_decides_exactly_where_it_stands() -> None:
    book = default_rulebook()
    report = Generator(book).all()
    figures = {(r.id, r.source.line, f) for r in book.rules for f in r.figures}
    rows = {(name, i) for name, t in book.parameters.items() for i, v in enumerate(t.values) if v.lo == v.hi}
    left = {(rule, f.value, f.unit) for rule, _, f in figures - report.reached}
    print(
        f"{report.cases} boundary cases; {len(figures & report.reached)} of {len(figures)} figures of rules and "
        f"{len(rows & report.rows)} of {len(rows)} values of parameters reached; {len(UNREACHED) + len(ROWS_UNREACHED)} listed"
    )
    assert report.failures == []
    assert left == set(UNREACHED)
    assert rows - report.rows == set(ROWS_UNREACHED)
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
