"""A receipt pins an answer: it can be made again, and what differs is named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from procure_rules import Assessment, assess, compare, differences, make_project, replay
from procure_rules.assess import ReplayError
from procure_rules.cli import main

DAY = dt.date(2026, 11, 20)
FACTS = {
    "declared_regime": "government_procurement",
    "purchaser": {"kind": "public_institution", "level": "central", "place": "中央"},
    "subject": {"category": "goods"},
    "budget": 5000000,
    "method": "open_tendering",
    "timeline": {"award_letter_issued": "2026-10-26", "contract_signed": "not_yet"},
}


@pytest.mark.parametrize("every", [False, True])
def test_the_same_receipt_gives_the_same_answer(every: bool) -> None:
    project = make_project(FACTS)
    old = Assessment.from_json(assess(project, as_of=DAY).to_json(every=every))
    assert replay(old, project).receipt == old.receipt


def test_other_facts_are_named() -> None:
    old = assess(make_project(FACTS), as_of=DAY)
    with pytest.raises(ReplayError) as caught:
        replay(old, make_project({**FACTS, "budget": 6000000}))
    assert "facts" in caught.value.differs


def test_an_edited_answer_is_found_out() -> None:
    project = make_project(FACTS)
    data = assess(project, as_of=DAY).to_dict()
    data["receipt"]["answer"] = "0" * 16
    forged = Assessment.from_dict(data)
    with pytest.raises(ReplayError) as caught:
        replay(forged, project)
    assert caught.value.differs == ("answer",)


def test_a_day_apart_only_what_is_due_differs() -> None:
    found = compare(make_project(FACTS), DAY, dt.date(2026, 11, 26))
    assert [(d.rule, d.law_changed) for d in found] == [("gp.contract.thirty-days", False)]
    assert found[0].before.presumed == "due"
    assert found[0].after.presumed == "breached"


def test_across_a_change_of_law_the_change_is_named() -> None:
    project = make_project(
        {
            "subject": {"category": "works", "works_kind": "new_build"},
            "works_project": {"total_investment": 20000000, "budget_funds": 20000000},
            "contract_kind": "construction",
            "estimated_value": 3000000,
            "method": "open_tendering",
        }
    )
    found = {d.rule: d for d in compare(project, dt.date(2018, 5, 1), dt.date(2018, 7, 1))}
    assert found["must_tender"].before.presumed == "true"
    assert found["must_tender"].after.presumed == "false"
    assert compare(project, dt.date(2025, 5, 1), dt.date(2025, 5, 1)) == ()


def test_replay_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = Path(__file__).parents[2] / "examples" / "hospital-tender.yaml"
    with pytest.raises(SystemExit):
        main(["assess", str(file), "--as-of", "2026-11-20", "--json"])
    saved = tmp_path / "answer.json"
    saved.write_text(capsys.readouterr().out, encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["replay", str(saved), str(file)])
    assert stop.value.code == 0
    saved.write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["replay", str(saved), str(file)])
    assert stop.value.code == 3


def test_compare_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(__file__).parents[2] / "examples" / "hospital-tender.yaml"
    with pytest.raises(SystemExit) as stop:
        main(["assess", str(file), "--as-of", "2026-11-20", "--compare", "2026-11-21"])
    assert stop.value.code == 0
    assert "没有不同" in capsys.readouterr().out


def test_what_changed_because_of_a_fact() -> None:
    before = assess(make_project(FACTS), as_of=DAY)
    after = assess(make_project({**FACTS, "budget": 500000, "catalogue": {"listed": False}}), as_of=DAY)
    found = {d.rule: d for d in differences(before, after)}
    assert (found["regime"].before.presumed, found["regime"].after.presumed) != ("", "")
    assert found["regime"].before.presumed == "government_procurement"
    assert found["government_procurement"].after.presumed == "false"
