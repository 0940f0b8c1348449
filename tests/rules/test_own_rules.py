"""A user's own rules: added to the shipped ones or put in place of one of them, and named in the answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from procure_rules import assess, load_rulebook, make_project
from procure_rules.cli import main
from procure_rules.engine.scalar import Engine
from procure_rules.rules.reader import RuleError

DAY = dt.date(2026, 11, 20)
FACTS = {
    "purchaser": {"kind": "public_institution", "place": "中央"},
    "funding": {"budgeted": True},
    "catalogue": {"listed": True},
    "subject": {"category": "goods"},
    "budget": 5000000,
    "method": "open_tendering",
    "timeline": {"tender_documents_issued": "2026-03-02", "bid_deadline": "2026-03-25T09:30"},
}
OWN = """- id: {id}
  scope: procedure
  title: {{zh: 本单位要求投标准备期不少于三十日, en: our house asks for thirty days}}
  basis: [gpl-2014:35]
  in_force: {{from: 2020-01-01, anchor: [tender_documents_issued]}}
  source_kind: practice
  applies: gp_procedure and tendered
  note: {{zh: 内部制度。, en: House rule.}}
  period: {{from: tender_documents_issued, to: bid_deadline, at_least: 30 days}}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house" / "timeline").mkdir(parents=True)
    return tmp_path / "house"


def write(house: Path, rule_id: str) -> Path:
    (house / "timeline" / "own.yaml").write_text(OWN.format(id=rule_id), encoding="utf-8")
    return house


def test_a_new_rule_is_added(house: Path) -> None:
    book = load_rulebook(more=[write(house, "house.thirty-days")])
    answer = assess(make_project(FACTS), as_of=DAY, compiled=Engine(book))
    found = {t.rule: t for t in answer.periods}
    assert found["house.thirty-days"].presumed == "breached"
    assert found["house.thirty-days"].origin == "house"
    assert found["gp.tender.bid-preparation"].presumed == "met"
    assert found["gp.tender.bid-preparation"].origin == ""
    assert answer.breaches == ()
    assert [f.severity for f in answer.findings if f.rule == "house.thirty-days"] == ["info"]


def test_a_rule_of_a_known_id_takes_its_place(house: Path) -> None:
    book = load_rulebook(more=[write(house, "gp.tender.bid-preparation")])
    (only,) = book.versions("gp.tender.bid-preparation")
    assert only.source.origin == "house"
    assert book.hash != load_rulebook().hash
    answer = assess(make_project(FACTS), as_of=DAY, compiled=Engine(book))
    assert {t.rule: t.presumed for t in answer.periods}["gp.tender.bid-preparation"] == "breached"


def test_faults_name_the_folder(house: Path) -> None:
    (house / "timeline" / "own.yaml").write_text(OWN.format(id="x").replace("30 days", "30 weeks"), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rulebook(more=[house])
    assert "house/timeline/own.yaml" in caught.value.text("en")
    with pytest.raises(RuleError):
        load_rulebook(more=[house / "nowhere"])


def test_own_rules_on_the_command_line(capsys: pytest.CaptureFixture[str], house: Path) -> None:
    write(house, "house.thirty-days")
    with pytest.raises(SystemExit) as stop:
        main(["explain", "house.thirty-days", "--rules", str(house)])
    assert stop.value.code == 0
    assert "30日" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stop:
        main(["rules", "--rules", str(house / "nowhere")])
    assert stop.value.code == 3
