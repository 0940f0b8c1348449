"""The timeline by event: which rule binds, what is late, and where no lawful day is left."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from procure_rules.answers import Assessment, EventAnswer
from procure_rules.assess import assess
from procure_rules.cli import main
from procure_rules.engine.law import compile_law
from procure_rules.facts import make_project
from procure_rules.rules.loader import load_rulebook

FACTS: dict[str, Any] = {
    "purchaser": {"kind": "public_institution", "level": "central", "place": "中央"},
    "funding": {"budgeted": True},
    "budget": 3_000_000,
    "subject": {"category": "goods", "part_of_works": False},
    "catalogue": {"listed": True},
    "method": "open_tendering",
    "timeline": {
        "tender_notice_published": "2026-09-12",
        "tender_documents_issued": "2026-09-12",
        "bid_deadline": "2026-10-02",
        "bid_opening": "2026-10-02",
        "award_letter_issued": "2026-10-12",
        "contract_signed": "not_yet",
    },
}
DAY = dt.date(2026, 11, 20)
STEPS = Path(__file__).parents[2] / "examples" / "first-steps.yaml"


def event(answer: Assessment, name: str, index: int = 0) -> EventAnswer:
    return next(e for e in answer.timeline if e.event == name and e.index == index)


def test_the_binding_rule_and_both_lines_stand_at_each_event() -> None:
    answer = assess(make_project(FACTS), as_of=DAY)
    deadline = event(answer, "bid_deadline")
    assert deadline.earliest is not None
    assert deadline.earliest.rule == "gp.tender.bid-preparation"
    assert (deadline.earliest.literal.text(), deadline.earliest.safe.text()) == ("2026-10-02", "2026-10-08")
    assert deadline.status == "met"
    assert [r.en for r in deadline.remarks] == ["from 2026-10-08 on it is beyond argument"]
    contract = event(answer, "contract_signed")
    assert contract.latest is not None
    assert contract.latest.rule == "gp.contract.thirty-days"
    assert contract.latest.literal.text() == "2026-11-11"
    assert (contract.status, contract.margin) == ("breached", -9)
    assert Assessment.from_json(answer.to_json(every=True)).timeline == answer.timeline


def test_what_is_still_to_be_done_shows_although_another_rule_is_open(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    answer = assess(make_project(FACTS), as_of=dt.date(2026, 10, 20))
    contract = event(answer, "contract_signed")
    assert contract.status == "due"
    assert contract.open_rules == ("gp.contract.after-validity",)
    with pytest.raises(SystemExit):
        main(["timeline", str(STEPS), "--as-of", "2026-09-29", "--lang", "en"])
    assert "not yet due · 1 open" in capsys.readouterr().out


def test_each_lot_and_attempt_has_its_own_row() -> None:
    lots = [
        {"method": "open_tendering", "timeline": {"tender_documents_issued": "2026-03-02", "bid_deadline": day}}
        for day in ("2026-03-20", "2026-03-23")
    ]
    whole = {k: v for k, v in FACTS.items() if k not in ("method", "timeline")}
    answer = assess(make_project({**whole, "procedures": lots}), as_of=DAY)
    assert event(answer, "bid_deadline").status == "breached"
    assert event(answer, "bid_deadline", 1).status != "breached"


def test_rules_that_leave_no_lawful_day_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "procurement"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        """
- id: own.deadline-soon
  scope: procedure
  title: {zh: 十日内截止, en: The deadline is within ten days}
  basis: [gpl-2014:35]
  in_force: {from: 2003-01-01}
  applies: gp_procedure
  period: {from: tender_documents_issued, act: bid_deadline, at_most: 10 days}
""",
        encoding="utf-8",
    )
    answer = assess(
        make_project(FACTS), as_of=DAY, law=compile_law(load_rulebook(more=[folder.parent])), chaining="builtin"
    )
    deadline = event(answer, "bid_deadline")
    assert deadline.no_lawful_day
    assert {"own.deadline-soon", "gp.tender.bid-preparation"} <= set(deadline.rules)
    assert not event(answer, "contract_signed").no_lawful_day


def test_the_command_shows_a_table_a_picture_and_the_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps(FACTS), encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["timeline", str(file), "--as-of", str(DAY), "--lang", "en"])
    assert stop.value.code == 1
    out = capsys.readouterr().out
    assert "├" in out
    assert "●" in out
    assert "At least twenty days to prepare bids" in out
    with pytest.raises(SystemExit):
        main(["timeline", str(file), "--as-of", str(DAY), "--json"])
    assert {e["event"] for e in json.loads(capsys.readouterr().out)["timeline"]} >= {"bid_deadline", "contract_signed"}
    with pytest.raises(SystemExit) as stop:
        main(["timeline", str(file), "--as-of", "tomorrow"])
    assert stop.value.code == 3
