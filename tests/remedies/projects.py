"""Projects that the tests of the remedies share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from procure_rules.answers import Assessment, Right
from procure_rules.assess import assess
from procure_rules.facts import make_project
from procure_rules.views.rights import rights

PROCUREMENT = {
    "title": "设备采购",
    "id": "ZJ-1",
    "purchaser": {"kind": "state_organ", "level": "county", "place": "浙江"},
    "subject": {"category": "goods"},
    "funding": {"budgeted": True},
    "catalogue": {"listed": True},
    "budget": 5000000,
    "method": "open_tendering",
}
WORKS = {
    "purchaser": {"kind": "public_institution", "level": "city", "place": "湖南"},
    "subject": {"category": "works", "works_kind": "new_build"},
    "works_project": {"total_investment": 30000000, "public_institution_funds": 30000000},
    "method": "open_tendering",
    "contract_kind": "construction",
    "estimated_value": 20000000,
}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def made(project: dict[str, Any], on: str, *, proofs: bool = False) -> Assessment:
    return assess(make_project(project), as_of=day(on), proofs=proofs)


def procurement(on: str, *, proofs: bool = False, **more: Any) -> Assessment:
    return made({**PROCUREMENT, **more}, on, proofs=proofs)


def works(on: str, **more: Any) -> Assessment:
    return made({**WORKS, **more}, on)


def windows(answer: Assessment, rule: str, role: str = "supplier", on: str = "", **match: Any) -> list[Right]:
    """The windows of a rule as a role sees them; ``against``: among what a filing may be directed at."""
    word = match.pop("against", None)
    return [
        r
        for r in rights(answer, role, day(on) if on else None)
        if r.rule == rule and (word is None or word in r.against) and all(getattr(r, k) == v for k, v in match.items())
    ]


def lines(one: Right) -> tuple[str, str]:
    return one.safe.text(), one.literal.text()
