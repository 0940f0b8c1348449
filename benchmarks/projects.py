"""Projects for what is no comparison: the shipped example, and full ones with lists of everything."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

from benchmarks.same_rules.inputs import AS_OF, data_of, inputs
from procure_rules.facts import Project, load_project, make_project

__all__ = ["EXAMPLE", "EXAMPLE_DAY", "FULL_DAY", "ROOT", "example", "full_data", "full_projects"]

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "hospital-tender.yaml"
EXAMPLE_DAY = dt.date(2024, 10, 1)
FULL_DAY = AS_OF


def example() -> Project:
    """The hospital of the demo: what three notices say, and no more."""
    return load_project(EXAMPLE)


def full_projects(count: int) -> list[Project]:
    """See :func:`full_data`."""
    return [make_project(data) for data in full_data(count)]


def full_data(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """A whole timeline, bids, and now and then amendments, challenges and complaints; some facts unknown."""
    rng = random.Random(seed)
    out = []
    for facts in inputs(count, seed):
        data = data_of(facts)
        procedure = data["procedures"][0]
        start = dt.date.fromordinal(facts["notice"])
        events: dict[str, dt.date | str] = {}

        def after(days: int, start: dt.date = start) -> dt.date:
            return start + dt.timedelta(days=days)

        for name, low, high in (
            ("tender_documents_closed", 5, 9),
            ("evaluation_finished", 32, 34),
            ("evaluation_report_received", 34, 36),
            ("candidates_published", 36, 40),
            ("award_decided", 41, 44),
            ("award_letter_issued", 44, 47),
            ("award_notice_published", 44, 47),
            ("contract_signed", 60, 85),
            ("contract_published", 86, 90),
        ):
            if rng.random() < 0.85:
                events[name] = after(rng.randint(low, high))
        procedure["timeline"] |= events
        procedure |= {
            "bid_validity": rng.choice((60, 90, 120)),
            "contract_price": rng.randint(300_000, 5_000_000),
            "final_offers": rng.choice((2, 3, 4)),
        }
        procedure["bids"] = [
            {"bid_price": rng.randint(300_000, 5_000_000), "small_or_micro": rng.random() < 0.5}
            for _ in range(rng.randint(2, 5))
        ]
        if rng.random() < 0.5:
            procedure["amendments"] = [
                {"documents_amended": after(rng.randint(3, 15)), "may_affect_preparation": rng.random() < 0.7}
            ]
        if rng.random() < 0.4:
            procedure["challenges"] = [
                {
                    "against": rng.choice(("documents", "process", "result")),
                    "documents_obtained": after(2),
                    "challenge_received": after(rng.randint(8, 60)),
                    "challenge_answered": after(rng.randint(61, 72)),
                }
            ]
        if rng.random() < 0.3:
            procedure["complaints"] = [
                {
                    "matter": "evaluation_result",
                    "learnt": after(47),
                    "prior_challenge_received": after(50),
                    "prior_challenge_answered": after(57),
                    "complaint_filed": after(rng.randint(58, 90)),
                    "complaint_decided": after(rng.randint(95, 150)),
                    "correction_sent": after(92),
                    "corrected": after(95),
                    "inspections": [{"inspection_sent": after(97), "inspection_returned": after(101)}],
                }
            ]
            procedure["objections"] = [
                {"objection_to": "evaluation_result", "objection_received": after(42), "objection_answered": after(44)}
            ]
        out.append(data)
    return out
