"""Which rules are compared, and their figures as the rulebook exports them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from procure_rules.rules.export import export_rules
from procure_rules.rules.rulebook import Rulebook

__all__ = ["CONCLUSIONS", "RULES", "Law", "law_of"]

CONCLUSIONS = ("government_procurement", "must_tender", "tendering_procedure", "gp_procedure")
RULES = (
    "gp.security",
    "gp.security.non-cash",
    "tb.security.works",
    "tb.security.goods",
    "tb.security.design",
    "tb.security.other",
    "sme.reserve.whole",
    "sme.deduction",
    "sme.deduction.works",
    "sme.score-bonus",
    "gp.tender.bid-preparation",
    "tb.tender.bid-preparation",
    "must-tender.no-avoidance",
    "gp.tender.no-opening-below-three",
    "tb.tender.no-opening-below-three",
)


@dataclass(frozen=True, slots=True)
class Law:
    """Figures in fen, basis points and days; each rule's first day in force."""

    since: dict[str, int]
    second_deduction: int
    procurement_limit: dict[str, int]
    tender_value: dict[str, int]
    security_rate: int
    security_cap: dict[str, int]
    reserve_goods: int
    reserve_works: int
    deduction: tuple[int, int]
    deduction_second: tuple[int, int]
    deduction_works: tuple[int, int]
    bonus: tuple[int, int]
    preparation_days: int
    fewest_bidders: int
    scope_funds: int
    scope_funds_share: int
    scope_state_share: int
    tax_factor: int


def law_of(book: Rulebook) -> Law:
    """Read the figures off the rulebook."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in export_rules(book):
        rows.setdefault(row["id"], []).append(row)

    def figures(rule: str, unit: str, version: int = 0) -> list[int]:
        scale = {"yuan": 100, "percent": 100}.get(unit, 1)
        return sorted(round(f["value"] * scale) for f in rows[rule][version]["figures"] if f["unit"] == unit)

    def span(rule: str, version: int = 0) -> tuple[int, int]:
        low, high = figures(rule, "percent", version)
        return low, high

    def first(row: dict[str, Any]) -> int:
        return dt.date.fromisoformat(row["in_force"].split("–")[0]).toordinal()

    day = dt.date(2025, 1, 1).toordinal()
    table = {
        name: {
            word: value.lo
            for value in book.parameters[name].values
            if value.first <= day <= value.last
            for word in value.keys[-1]
        }
        for name in ("procurement_threshold", "tender_value")
    }
    goods, works = figures("sme.reserve.whole", "yuan")
    return Law(
        since={rule: min(first(row) for row in rows[rule]) for rule in RULES},
        second_deduction=max(first(row) for row in rows["sme.deduction"]),
        procurement_limit=table["procurement_threshold"],
        tender_value=table["tender_value"],
        security_rate=figures("gp.security", "percent")[0],
        security_cap={
            "construction": figures("tb.security.works", "yuan")[0],
            "works_related_goods": figures("tb.security.goods", "yuan")[0],
            "survey": figures("tb.security.design", "yuan")[0],
            "design": figures("tb.security.design", "yuan")[0],
        },
        reserve_goods=goods,
        reserve_works=works,
        deduction=span("sme.deduction"),
        deduction_second=span("sme.deduction", 1),
        deduction_works=span("sme.deduction.works"),
        bonus=span("sme.score-bonus"),
        preparation_days=figures("gp.tender.bid-preparation", "day")[0],
        fewest_bidders=figures("gp.tender.no-opening-below-three", "count")[0],
        scope_funds=figures("must-tender.scope", "yuan")[0],
        scope_funds_share=figures("must-tender.scope", "percent")[0],
        scope_state_share=figures("must-tender.scope", "percent")[1],
        tax_factor=figures("must-tender.value", "percent")[0],
    )
