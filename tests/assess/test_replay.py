"""A receipt pins an answer: it can be made again, and what differs is named."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from procure_rules import Assessment, assess, compare, differences, load_rulebook, make_project, replay
from procure_rules.assess import ReplayError
from procure_rules.cli import main
from procure_rules.rules.loader import content_hash

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


def _emptied(data: dict[str, Any]) -> None:
    data["findings"] = []


def _turned(data: dict[str, Any]) -> None:
    period = data["periods"][0]
    period["presumed"] = "breached" if period["presumed"] == "met" else "met"


def _renamed(data: dict[str, Any]) -> None:
    data["title"] = "another"


def _retold(data: dict[str, Any]) -> None:
    next(iter(data["rules"].values()))["title"] = ["改", "changed"]


@pytest.mark.parametrize("change", [_emptied, _turned, _renamed, _retold])
@pytest.mark.parametrize("how", [{}, {"every": True}, {"every": True, "proofs": True}])
def test_a_record_verifies_until_any_of_it_is_changed(how: dict[str, bool], change: Any) -> None:
    project = make_project(FACTS | {"price_ceiling": "600万元"})
    made = assess(project, as_of=DAY, proofs=True)
    assert made.findings
    assert made.verify()
    data = json.loads(made.to_json(**how))
    assert Assessment.from_dict(data).verify()
    change(data)
    forged = Assessment.from_dict(data)
    assert not forged.verify()
    with pytest.raises(ReplayError) as caught:
        replay(forged, project)
    assert caught.value.differs == ("answer",)


def test_the_receipt_is_of_the_rulebook_that_was_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCURE_RULES_CACHE", str(tmp_path))
    honest = load_rulebook()
    (kept,) = tmp_path.glob("rulebook-*")
    assert content_hash(honest) == content_hash(load_rulebook())
    head, _, body = kept.read_bytes().partition(b"\n")
    assert body.count(b"20") > 1
    body = body.replace(b"\xe4\xba\x8c\xe5\x8d\x81\xe6\x97\xa5", b"\xe4\xba\x8c\xe6\x97\xa5\xe6\x97\xa5")
    *words, _ = head.split()
    kept.write_bytes(b" ".join([*words, hashlib.sha256(body).hexdigest().encode()]) + b"\n" + body)
    assert content_hash(load_rulebook()) != content_hash(honest)


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
