"""Projects of many lots, bids and filings: time and memory of an assessment, and how they grow."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time
from typing import Any, NamedTuple

from benchmarks.measure import Row, Size, apart, peak
from benchmarks.projects import FULL_DAY
from procure_rules import assess, make_project

__all__ = ["measure"]

TENDER: dict[str, Any] = {
    "purchaser": {"kind": "public_institution", "level": "province", "place": "河南"},
    "budget": "900万元",
    "subject": {"name": "设备", "category": "goods"},
    "funding": {"budgeted": True},
    "catalogue": {"listed": True},
    "method": "open_tendering",
}
LINEAR = 2.4  # twice as many may take this much longer


class Wide(NamedTuple):
    """How many, and what they may cost: seconds and megabytes, where a bound is set."""

    count: int
    seconds: float | None = None
    megabytes: float | None = None


KINDS = {"lots of which nothing is stated": Wide(40, 2, 200), "bids": Wide(1_000, 3, 300), "complaints": Wide(300)}


def measure(size: Size) -> Iterator[Row]:
    """one project of many instances, in a process of its own: read, assessed, and the brief made of it"""
    for kind, wide in KINDS.items():
        count = wide.count if size.rounds > 1 else 4
        bound = count == wide.count
        half, whole = apart(brief_of, kind, count // 2), apart(brief_of, kind, count)
        yield Row(f"{count:,} {kind}", whole[0], "s", wide.seconds if bound else None)
        yield Row("  the most memory held", whole[1], "MB", wide.megabytes if bound else None)
        yield Row(f"  {count:,} / {count // 2:,}", whole[0] / half[0], "×", LINEAR if bound else None)


def brief_of(kind: str, count: int) -> tuple[float, float]:
    """Seconds, and the most megabytes held, after a project of one instance."""
    for number in (1, count):
        start = process_time()
        assess(make_project(project(kind, number)), as_of=FULL_DAY).brief()
    return process_time() - start, peak()


def project(kind: str, count: int) -> dict[str, Any]:
    """A project of so many instances of a kind."""
    if kind == "bids":
        return TENDER | {"bids": [{"bidder": f"{i}号公司", "bid_price": f"{800 + i}万元"} for i in range(count)]}
    if kind == "complaints":
        return TENDER | {"complaints": [{"complaint_filed": "2026-03-02"} for _ in range(count)]}
    return {"procedures": [{} for _ in range(count)]}
