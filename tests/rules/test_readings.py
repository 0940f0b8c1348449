"""Readings ship with the rules: whole, named by the rules that rest on them, and carried wherever a rulebook goes."""

import re
from pathlib import Path
from typing import Any

import pytest

from procure_rules.rules.export import export_rules
from procure_rules.rules.lint import lint_rulebook
from procure_rules.rules.loader import default_rulebook, load_rulebook
from procure_rules.rules.model import Reading

BOOK = default_rulebook()
RULE = "- id: r\n  scope: procedure\n  HEAD\n  reading: CODES\n  require: bidders >= 3\n"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCURE_RULES_CACHE", str(tmp_path / "cache"))


def test_every_code_that_a_rule_names_is_a_reading() -> None:
    named = {code for rule in BOOK.rules for code in rule.readings}
    assert len(named) > 90
    assert named <= BOOK.readings.keys()


@pytest.mark.parametrize("one", BOOK.readings.values(), ids=lambda r: r.id)
def test_a_reading_is_a_question_with_its_answer(one: Reading) -> None:
    assert re.fullmatch(r"[A-Z]\d{1,2}", one.id)
    assert 5 <= len(one.title.zh) <= 40
    assert 20 <= len(one.title.en) <= 100
    assert 1 <= one.text.zh.count("。") <= 6
    assert 25 <= len(one.text.zh) <= 260
    assert not re.search(r"[A-Za-z]", one.title.zh + one.text.zh)
    assert not re.search(r"[一-鿿（）、。]", one.title.en + one.text.en)
    assert one.basis


def test_a_contested_term_says_what_either_line_is() -> None:
    for code in ("C3", "C4", "C5", "C7", "C8", "C9", "C10", "R1", "R7", "R9", "R16", "R17", "S17"):
        text = BOOK.readings[code].text
        assert "字面线" in text.zh, code
        assert "稳妥线" in text.zh, code
        assert "literal line" in text.en, code
        assert "safe line" in text.en, code


def test_a_rule_may_name_only_what_is_a_reading(ruleset: Any) -> None:
    assert ruleset.rules(RULE.replace("CODES", "[C3, R5]")).load().rules[0].readings == ("C3", "R5")
    (one,) = ruleset.rules(RULE.replace("CODES", "[C3, Z9]")).problems()
    assert one.en == "'Z9' is not in readings.yaml"
    assert one.zh == "readings.yaml 中没有“Z9”"
    assert (one.path, one.place.line) == ("procurement/trial.yaml r.reading", 6)


def test_a_case_may_name_only_what_is_a_reading(ruleset: Any) -> None:
    case = "define: {tendered: boolean, cases: [{when: bidders >= 3, value: contested, reading: Z9}]}"
    assert "'Z9' is not in readings.yaml" in ruleset.rules(f"- id: r\n  scope: procedure\n  HEAD\n  {case}\n").said()


@pytest.mark.parametrize(
    ("row", "en"),
    [
        ("id: Z1, title: {zh: 甲, en: A}, basis: [gpl-2014:35]", "'text' is missing"),
        ("id: Z1, title: {zh: 甲, en: A}, text: {zh: 甲}, strength: split, basis: [gpl-2014:35]", "'en' is missing"),
        (
            "id: Z1, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, strength: split, basis: [gpl-2014:89]",
            "no article 89",
        ),
        ("id: Z1, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, basis: [gpl-2014:35]", "'strength' is missing"),
        (
            "id: Z1, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, strength: weak, basis: [gpl-2014:35]",
            "expected one of: split, arguable",
        ),
        (
            "id: C3, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, strength: split, basis: [gpl-2014:35]",
            "'C3' occurs twice",
        ),
    ],
)
def test_a_wrong_reading_is_refused(ruleset: Any, row: str, en: str) -> None:
    path = ruleset.root / "vocabulary" / "readings.yaml"
    before = path.read_text(encoding="utf-8")
    assert en in ruleset.write("vocabulary/readings.yaml", before + f"- {{{row}}}\n").said()


def test_a_reading_that_no_rule_names_is_told_by_the_linter(ruleset: Any) -> None:
    ruleset.rules(RULE.replace("CODES", "C3"))
    told = {x.where for x in lint_rulebook(ruleset.root) if x.en == "no rule names this reading"}
    assert {"R5.id", "U4.id"} <= told
    assert "C3.id" not in told


def test_a_house_may_add_readings_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "house" / "vocabulary").mkdir(parents=True)
    text = "- {id: H1, title: {zh: 本院怎么看, en: what we think}, text: {zh: 从严。, en: Strictly.}, strength: arguable, basis: [gpl-2014:35]}\n"  # noqa: E501
    (tmp_path / "house" / "vocabulary" / "readings.yaml").write_text(text, encoding="utf-8")
    book = load_rulebook(more=[tmp_path / "house"])
    assert book.readings.keys() == BOOK.readings.keys() | {"H1"}


@pytest.mark.usefixtures("kept")
def test_a_kept_rulebook_carries_readings_words_and_short_names() -> None:
    first, again = load_rulebook(), load_rulebook()
    assert again is not first
    assert again.readings == first.readings
    assert again.conclusions == first.conclusions
    assert again.instruments == first.instruments
    assert again.conclusions["regime"].choices == tuple(first.conclusions["regime"].words)


def test_readings_are_exported_and_state_no_figure() -> None:
    rows = {row["id"]: row for row in export_rules(BOOK)}
    row = rows["reading.C3"]
    assert (row["kind"], row["basis"], row["figures"]) == ("reading", [], [])
    assert {"instrument": "gpl-2014", "article": 35} in row["about"]
    assert row["title"]["zh"] == BOOK.readings["C3"].title.zh
    assert row["text"]["en"] == BOOK.readings["C3"].text.en
