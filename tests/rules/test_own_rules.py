"""A user's own rules: added to the shipped ones or put in place of one of them, and named in the answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from procure_rules import assess, compare, load_rulebook, make_project, replay
from procure_rules.answers import Value
from procure_rules.assess import ReplayError, engine_for
from procure_rules.cli import main
from procure_rules.engine.law import compile_law
from procure_rules.errors import RuleError
from procure_rules.rules.lint import lint_rulebook

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
    (tmp_path / "house" / "procurement").mkdir(parents=True)
    return tmp_path / "house"


def write(house: Path, rule_id: str) -> Path:
    (house / "procurement" / "own.yaml").write_text(OWN.format(id=rule_id), encoding="utf-8")
    return house


def test_a_new_rule_is_added(house: Path) -> None:
    book = load_rulebook(more=[write(house, "house.thirty-days")])
    answer = assess(make_project(FACTS), as_of=DAY, law=engine_for(book))
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
    answer = assess(make_project(FACTS), as_of=DAY, law=compile_law(book))
    assert {t.rule: t.presumed for t in answer.periods}["gp.tender.bid-preparation"] == "breached"


def test_faults_name_the_folder(house: Path) -> None:
    (house / "procurement" / "own.yaml").write_text(OWN.format(id="x").replace("30 days", "30 weeks"), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rulebook(more=[house])
    assert "house/procurement/own.yaml" in caught.value.text("en")
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


def test_a_folder_of_ones_own_is_linted_over_the_shipped_rules(house: Path) -> None:
    assert lint_rulebook(write(house, "house.thirty-days")) == []
    for old, new, where in (
        ("gp_procedure and tendered", "true or tendered", "applies"),
        ("gpl-2014:35", "gpl-2014:350", "basis.0"),
    ):
        text = OWN.format(id="house.other").replace(old, new)
        (house / "procurement" / "own.yaml").write_text(text, encoding="utf-8")
        found = [(x.level, x.file, x.where) for x in lint_rulebook(house)]
        assert found == [("error", "house/procurement/own.yaml", f"house.other.{where}")]


def test_an_answer_by_rules_of_ones_own_is_made_again_with_them(
    capsys: pytest.CaptureFixture[str], house: Path, tmp_path: Path
) -> None:
    own = compile_law(load_rulebook(more=[write(house, "house.thirty-days")]))
    project = make_project(FACTS)
    answer = assess(project, as_of=DAY, law=own)
    assert replay(answer, project, law=own) == answer
    with pytest.raises(ReplayError, match="rulebook"):
        replay(answer, project)
    file, saved = tmp_path / "project.json", tmp_path / "answer.json"
    file.write_text(project.model_dump_json(exclude_none=True), encoding="utf-8")
    saved.write_text(answer.to_json(), encoding="utf-8")
    for more, code in (["--rules", str(house)], 0), ([], 1):
        with pytest.raises(SystemExit) as stop:
            main(["replay", str(saved), str(file), *more])
        assert stop.value.code == code
    capsys.readouterr()
    project, days = make_project(FACTS | {"timeline": None}), (dt.date(2019, 12, 31), dt.date(2020, 1, 1))
    assert "house.thirty-days" in {d.rule for d in compare(project, *days, law=own)}
    assert "house.thirty-days" not in {d.rule for d in compare(project, *days)}


@pytest.mark.parametrize("place", ["山西", "贵州"])
def test_a_place_of_ones_own_needs_no_checkout(tmp_path: Path, place: str) -> None:
    for name in ("parameters", "vocabulary"):
        (tmp_path / "mine" / name).mkdir(parents=True)
    (tmp_path / "mine" / "vocabulary" / "instruments.yaml").write_text(
        "- id: own-catalogue\n  title: {zh: 目录, en: catalogue}\n  issuer: {zh: 政府, en: government}\n  sections: true\n"  # noqa: E501
        "  text: digest\n  status: {zh: 现行, en: in force}\n  verification: {zh: 未核对, en: not compared}\n",
        encoding="utf-8",
    )
    rows = "\n".join(
        f"- parameter: {name}\n  title: {{zh: 限额, en: threshold}}\n  kind: amount\n  keys: [place, level, city, category]\n  values:\n"  # noqa: E501
        f"    - {{place: {place}, level: city, city: other, category: goods, value: {value}, from: 2023-01-01, basis: [own-catalogue 一]}}"  # noqa: E501
        for name, value in (("procurement_threshold", "77万元"), ("open_tendering_threshold", "377万元"))
    )
    (tmp_path / "mine" / "parameters" / "own.yaml").write_text(rows + "\n", encoding="utf-8")
    assert lint_rulebook(tmp_path / "mine") == []
    facts = FACTS | {"purchaser": {"kind": "public_institution", "place": place, "level": "city", "city": "某市"}}
    answer = assess(make_project(facts), as_of=DAY, law=compile_law(load_rulebook(more=[tmp_path / "mine"])))
    for name, yuan, zh, en in (
        ("procurement_limit", 770_000, "77万元", "770,000 yuan"),
        ("open_tendering_limit", 3_770_000, "377万元", "3,770,000 yuan"),
    ):
        one = answer.conclusion(name)
        assert (one.presumed, one.value) == (str(yuan), Value("amount", low=yuan, high=yuan, unit="yuan"))
        assert (one.text("zh"), one.text("en")) == (zh, en)
