"""The linter: every fault at once, placed to the column; what loads but cannot be meant; what a rulebook lacks."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from procure_rules.cli.lint import lint
from procure_rules.cli.session import BadInput
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.lint import HEAD as HEAD_OF_KINDS
from procure_rules.rules.lint import lint_rulebook

SHIPPED = Path(__file__).parents[2] / "rulesets"
CASES = Path(__file__).parents[1] / "cases"
FILE = "procurement/trial.yaml"
HEAD = "title: {zh: 试, en: trial}\n  basis: [gpl-2014:46]\n  in_force: {from: 2000-01-01}"


def place(text: str, where: str) -> tuple[int, int]:
    """Line and column, from 1, of the one ``where`` in ``text``; ``¦`` marks the character meant."""
    plain = where.replace("¦", "")
    assert text.count(plain) == 1, plain
    at = text.index(plain) + max(where.find("¦"), 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def told(ruleset: Any, cases: Path | None = None) -> list[tuple[str, int, int, str]]:
    """Level, line, column and English text of what is said about the trial rules."""
    return [(x.level, x.line, x.column, x.en) for x in lint_rulebook(ruleset.root, cases) if x.file == FILE]


def only(ruleset: Any, text: str) -> tuple[str, int, int, str]:
    ruleset.rules(text)
    (one,) = told(ruleset)
    return one


TWENTY = """\
- id: a1
  scope: procedure
  title: {zh: 甲}
  basis: [gpl-1999:3]
  in_force: {from: 2020-02-30, anchor: [contract_signd]}
  colour: red
  severity: fatal
  require: bidders >= 7元
- id: a2
  scope: procedure
  HEAD
  overrides: [nosuch]
  period: {from: award_letter_isued, act: contract_signed, at_most: 40元}
- id: a3
  scope: procedure
  HEAD
  applies: method == haggling
  forbid: (bidders < 11
- id: b1
  scope: procedure
  HEAD
  applies: tendered and 3 >= 2
  require: bidders >= 4
- id: b2
  scope: procedure
  HEAD
  applies: >-
    method == open_tendering and bidders > 1
    and method == price_inquiry
  require: bidders >= 5
- id: b3
  scope: procedure
  HEAD
  applies: "tendered or true"
  require: bidders >= 6 and bidders < 2
- id: b4
  scope: procedure
  HEAD
  applies: contract_kind == survey
  require: bidders >= 8 and trial_kind == design
- id: b5
  scope: procedure
  HEAD
  define:
    min_final_offers: count
    cases:
      - {when: tendered, value: "3"}
      - {when: tendered and bidders > 12, value: "4"}
- id: b6
  scope: procedure
  HEAD
  applies: tendered and bidders > 13
  define: {min_final_offers: count, value: "5"}
- id: b7
  scope: procedure
  HEAD
  source_kind: derived
  applies: "subject.category in [goods, works] or subject.category == services"
  require: bidders >= 9
""".replace("HEAD", HEAD)

EXPECTED = [
    ("error", "{zh: 甲}", "'en' is missing"),
    ("error", "gpl-1999", "'gpl-1999' is not in instruments.yaml"),
    ("error", "2020-02-30", "a date is expected here"),
    ("error", "contract_signd", "there is no event 'contract_signd'"),
    ("error", "colour", "unknown key 'colour'"),
    ("error", "fatal", "expected one of: breach, risk, info"),
    ("error", "bidders ¦>= 7元", "a count cannot be compared with an amount"),
    ("error", "[nosuch]", "there is no rule 'nosuch'"),
    ("error", "award_letter_isued", "there is no fact or conclusion 'award_letter_isued'"),
    ("error", "40元", "a length is expected here"),
    ("error", "haggling", "'haggling' is none of: open_tendering"),
    ("error", "(bidders < 11¦\n", "expected ')' here, not 'end'"),
    ("error", "3 ¦>= 2", "this is always true"),
    ("error", "method ¦== price_inquiry", "this is always false"),
    ("error", "tendered or ¦true", "this is always true"),
    ("error", "6 and bidders ¦< 2", "this is always false"),
    ("error", "when: ¦tendered and bidders > 12", "this case is never reached: case 1 holds whenever it does"),
    ("error", '¦"5"', "it contradicts 'b5' where both hold"),
    ("warning", "source_kind: ¦derived", "a derived rule says in a 'note'"),
    ("warning", "category ¦in [goods, works]", "all words of the choice are listed"),
]


def test_one_file_with_twenty_faults_gets_a_message_for_each_right_to_the_column(ruleset: Any) -> None:
    ruleset.declare("name: trial_kind, scope: procedure, kind: choice, words: {design: {zh: 设计, en: design}}").write(
        FILE, TWENTY
    )
    found = told(ruleset)
    for level, where, en in EXPECTED:
        assert [x for x in found if x[:3] == (level, *place(TWENTY, where)) and x[3].startswith(en)], (where, found)
    assert len(found) == len(EXPECTED) == 20
    assert [x[1:3] for x in found] == sorted(x[1:3] for x in found)


def test_a_word_that_is_a_choice_as_well_is_refused_beside_a_choice(ruleset: Any) -> None:
    ruleset.declare("name: survey, scope: procedure, kind: choice, words: {design: {zh: 设计, en: design}}")
    text = f"- id: r\n  scope: procedure\n  {HEAD}\n  require: bidders > 2 or contract_kind == survey\n"
    level, line, column, en = only(ruleset, text)
    assert (level, line, column) == ("error", *place(text, "== ¦survey"))
    assert en == "'survey' is a word of the choice and a fact or conclusion; write 'in [survey]' for the word"
    assert not told(ruleset.rules(text.replace("== survey", "in [survey]")))


def test_a_word_that_is_another_fact_as_well_is_pointed_out(ruleset: Any) -> None:
    ruleset.declare("name: survey, scope: procedure, kind: boolean")
    text = f"- id: r\n  scope: procedure\n  {HEAD}\n  require: contract_kind == survey\n"
    level, line, column, en = only(ruleset, text)
    assert (level, line, column) == ("warning", *place(text, "== ¦survey"))
    assert en.startswith("'survey' is read as a word here")


@pytest.mark.parametrize(
    ("condition", "word"),
    [
        ("bidders > 3 and ¦bidders < 4", "false"),
        ("bidders == 3 and bidders ¦== 4", "false"),
        ("bidders < 3 or bidders ¦>= 3", "true"),
        ("bidders ¦< 0", "false"),
        ("budget ¦>= 0元", "true"),
        ("bidders ¦>= bidders", "true"),
        ("method in [open_tendering, invited_tendering] and method ¦== price_inquiry", "false"),
        ("not (method in [open_tendering, invited_tendering]) and method ¦== open_tendering", "false"),
        ("2018-06-01 ¦> 2018-05-31", "true"),
        ("tendered and must_tender and not ¦tendered", "false"),
        ("purchaser.place == '四川' and purchaser.place ¦== '湖南'", "false"),
        ("any(bids where bid_price > 5元 and bid_price ¦< 3元)", "false"),
        ("bidders == 3 or (tendered and ¦false)", "false"),
        ("must_tender and (tendered or not ¦tendered)", "true"),
    ],
)
def test_a_condition_that_is_always_true_or_false_is_refused_where_it_shows(
    ruleset: Any, condition: str, word: str
) -> None:
    condition = condition.replace("and ¦bidders < 4", "and bidders ¦< 4")
    text = f'- id: r\n  scope: procedure\n  {HEAD}\n  require: "{condition}"\n'.replace("¦", "")
    level, line, column, en = only(ruleset, text)
    assert (level, en.split(";")[0]) == ("error", f"this is always {word}")
    assert (line, column) == (6, len('  require: "') + condition.index("¦") + 1)


@pytest.mark.parametrize(
    "condition",
    [
        "bidders >= 3 and bidders <= 3",
        "bidders > 2 or bidders < 2",
        "bidders == 0 or tendered",
        "bid_security > 0元",
        "method == open_tendering or method == price_inquiry",
        "not tendered or must_tender",
        "2% * budget < bid_security and bid_security < 3% * budget",
        "contract_signed < award_letter_issued and award_letter_issued < contract_signed + 3 days",
    ],
)
def test_what_may_be_true_or_false_is_left_alone(ruleset: Any, condition: str) -> None:
    ruleset.rules(f'- id: r\n  scope: procedure\n  HEAD\n  require: "{condition}"\n')
    assert told(ruleset) == []


def test_a_case_that_contradicts_the_guard_is_refused(ruleset: Any) -> None:
    text = (
        f"- id: r\n  scope: procedure\n  {HEAD}\n  applies: method == price_inquiry\n  define:\n    min_final_offers: count\n"  # noqa: E501
        '    cases:\n      - {when: bidders > 2 and method == open_tendering, value: "3"}\n    otherwise: "2"\n'
    )
    assert only(ruleset, text) == ("error", *place(text, "method ¦== open"), "this contradicts 'applies'")


DEFINES = """\
- id: r
  scope: procedure
  title: {zh: 试, en: trial}
  basis: [gpl-2014:46]
  in_force: {from: 2000-01-01}
  applies: tendered
  define: {min_final_offers: count, value: "3"}
- id: s
  scope: procedure
  title: {zh: 试, en: trial}
  basis: [gpl-2014:46]
  in_force: {from: 2010-01-01}
  applies: bidders > 2 and tendered
  define: {min_final_offers: count, value: "2"}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2010-01-01}", "2010-01-01}\n  overrides: [r]"),
        ('value: "2"', 'value: "3"'),
        ("bidders > 2 and tendered", "bidders > 2 and must_tender"),
        ("{from: 2000-01-01}", "{from: 2000-01-01, to: 2009-12-31}"),
        ("  applies: tendered\n", "  applies: tendered\n  place: '四川'\n"),
    ],
)
def test_contrary_definitions_are_refused_where_one_guard_implies_the_other(ruleset: Any, old: str, new: str) -> None:
    assert only(ruleset, DEFINES) == (
        "error",
        *place(DEFINES, '¦"2"'),
        "it contradicts 'r' where both hold; let one override the other",
    )
    assert told(ruleset.rules(DEFINES.replace(old, new))) == []


@pytest.mark.parametrize("key", ["from", "basis"])
def test_figures_without_a_date_or_source_are_refused(ruleset: Any, key: str) -> None:
    row = {"value": "3", "from": "2020-01-01", "basis": "[gpl-2014:46]"}
    said = ", ".join(f"{k}: {v}" for k, v in row.items() if k != key)
    text = f"- {{parameter: p, title: {{zh: 试, en: p}}, kind: count, values: [{{{said}}}]}}\n"
    ruleset.write("parameters/more.yaml", text)
    (one,) = (x for x in lint_rulebook(ruleset.root) if x.level == "error")
    assert (one.file, one.line, one.column, one.en) == (
        "parameters/more.yaml",
        *place(text, "[¦{value"),
        f"'{key}' is missing",
    )


# what a rulebook lacks ------------------------------------------------------------------------------------------


def test_what_nobody_reads_is_pointed_out(ruleset: Any) -> None:
    ruleset.declare('name: step, scope: procedure, kind: boolean, working: "true"')
    ruleset.write(
        "parameters/more.yaml",
        "- {parameter: p, title: {zh: 试, en: p}, kind: count, values: [{value: 3, from: 2020-01-01, basis: [gpl-2014:46]}]}\n",  # noqa: E501
    )
    ruleset.rules("- id: r\n  scope: procedure\n  HEAD\n  require: happened(bid_opening) and bidders > 2\n")
    found = {(x.file, x.where, x.en) for x in lint_rulebook(ruleset.root) if x.level == "warning"}
    assert ("facts", "procedure.contract_filed", "no rule reaches this event") in found
    assert ("facts", "procedure.final_offers", "no rule reads this fact") in found
    assert not [x for x in found if x[1] in ("procedure.bid_opening", "procedure.bidders")]
    texts = {en for _, _, en in found}
    assert {"no rule reads the parameter 'p'", "the conclusion 'step' is neither shown nor used by a rule"} <= texts


@pytest.mark.parametrize(
    ("guard", "body", "pointed_out"),
    [
        ("happened(contract_signed)", "forbid: evaluation.outsiders_present", True),
        ("happened(evaluation_finished)", "forbid: evaluation.outsiders_present", False),  # its presumption names it
        ("happened(contract_signed) or evaluation.outsiders_present", "forbid: evaluation.outsiders_present", False),
        ("happened(contract_signed)", "require: bidders >= 3", False),
        ("happened(contract_signed)", "require: evaluation.independent or evaluation.outsiders_present", False),
    ],
)
def test_a_duty_that_waits_for_what_its_fault_presupposes_is_pointed_out(
    ruleset: Any, guard: str, body: str, pointed_out: bool
) -> None:
    ruleset.rules(f"- id: r\n  scope: procedure\n  HEAD\n  applies: {guard}\n  {body}\n")
    assert any("it waits for" in en for _, _, _, en in told(ruleset)) == pointed_out


RULES = """\
- id: r
  scope: procedure
  title: {zh: 试, en: trial}
  basis: [gpl-2014:46]
  in_force: {from: 2000-01-01}
  require: bidders >= 3
- id: p
  scope: procedure
  title: {zh: 试, en: trial}
  basis: [gpl-2014:46]
  in_force: {from: 2000-01-01}
  period: {from: award_letter_issued, act: contract_signed, at_most: 30 days}
- id: e
  scope: procedure
  title: {zh: 试, en: trial}
  basis: [gpl-2014:46]
  in_force: {from: 2000-01-01}
  when: discriminated
  effect: [{must: [restart]}]
"""
CASE = (
    "- name: c\n  project: {bidders: 5}\n  expect:\n    - {rule: r, verdict: met}\n    - {effect: e, active: 'true'}\n"
)
MORE = """\
- name: d
  project: {bidders: 2}
  expect: [{rule: r, verdict: breached, strict: undetermined}, {rule: p, verdict: met, literal: 2026-03-02}]
- name: f
  project: {bidders: 3}
  expect:
    - {rule: p, verdict: breached}
    - {rule: p, verdict: undetermined}
    - {effect: e, active: 'false'}
    - {effect: e, active: unknown}
"""


def test_rules_and_figures_without_cases_are_pointed_out(ruleset: Any, tmp_path_factory: Any) -> None:
    cases = tmp_path_factory.mktemp("cases")
    ruleset.write(FILE, RULES)
    (cases / "a.yaml").write_text(CASE, encoding="utf-8")
    found = told(ruleset, cases)
    assert sorted((x[1], x[3]) for x in found) == [
        (1, "no case lies at the figure 3 and one unit off it"),
        (1, "no case shows: breached, undetermined"),
        (7, "no case shows: met, breached, undetermined"),
        (7, "no case states the day on which its period ends"),
        (13, "no case shows: false, unknown"),
    ]
    (cases / "b.yaml").write_text(MORE, encoding="utf-8")
    assert told(ruleset, cases) == []


def test_a_roll_that_the_convention_has_anyway_is_pointed_out_and_two_readings_in_one_line_are_refused(
    ruleset: Any,
) -> None:
    period = "  period: {{from: award_letter_issued, act: contract_signed, at_most: 9 days, lines: {}}}\n"
    head = "- id: a1\n  scope: procedure\n  HEAD\n"
    said = only(ruleset, head + period.format("{literal: {roll: forward}, safe: {roll: none}}"))
    assert (said[0], said[3]) == ("warning", "the convention rolls so anyway; leave it out")
    said = only(ruleset, head + period.format("{literal: {}, safe: {first_day: included, roll: none}}"))
    assert (said[0], said[3][:24]) == ("error", "two readings are stacked")


def test_the_shipped_rulebook_has_no_errors() -> None:
    found = lint_rulebook(SHIPPED, CASES)
    assert [x.text("en") for x in found if x.level == "error"] == []


@pytest.mark.parametrize(
    "form",
    [
        "require: tendered",
        "period: {from: award_letter_issued, act: contract_signed, at_most: 9 days}",
        "when: tendered\n  effect: [{must: [re_tender]}]",
    ],
)
def test_a_shipped_duty_period_or_effect_says_who_owes_it(ruleset: Any, monkeypatch: Any, form: str) -> None:
    text = f"- id: a1\n  scope: procedure\n  {HEAD}\n"
    ruleset.rules(f"{text}  {form}\n")
    assert not [x for x in told(ruleset) if x[0] == "error"]  # a rule of one's own need not
    monkeypatch.setattr("procure_rules.rules.lint.rulesets_dir", lambda: ruleset.root)
    (said,) = [x for x in told(ruleset) if x[0] == "error"]
    assert said == ("error", 1, 7, "'owed_by' is missing: say who owes it")
    ruleset.rules(f"{text}  owed_by: [panel, platform]\n  {form}\n")
    assert not [x for x in told(ruleset) if x[0] == "error"]


# the command ----------------------------------------------------------------------------------------------------


def test_the_command_ends_with_one_on_errors_only(ruleset: Any, capsys: Any) -> None:
    ruleset.write(FILE, RULES)
    assert lint(ruleset.root, lang="en") == 0
    out = capsys.readouterr().out.splitlines()
    assert "facts: warning: bid.bid_price: no rule reads this fact" in out
    assert out[-1].startswith("0 errors, ")
    ruleset.write(FILE, RULES.replace("bidders >= 3", "bidders >= 3元").replace("[restart]", "[rest]"))
    assert lint(ruleset.root, lang="zh", quiet=True) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{FILE}:6:20: 错误: r.require: 数量不能与金额比较；请给出单位或改用同类值"
    assert out[-1].startswith("2处错误，")
    assert len(out) == 3


def test_the_command_refuses_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such folder"):
        lint(tmp_path / "none", lang="en")
    with pytest.raises(BadInput, match=r"zh \| en"):
        lint(tmp_path, lang="fr")


SILENT = """\
- id: a1
  scope: procedure
  HEAD
  applies: happened(contract_signed)
  require: contract.subcontracted or contract.core_subcontracted
"""


def test_a_duty_that_breaks_on_silence_is_refused(ruleset: Any) -> None:
    level, line, _, text = only(ruleset, SILENT.replace("HEAD", HEAD))
    assert (level, line) == ("error", 7)
    assert "breaks on silence" in text
    ruleset.rules(SILENT.replace("HEAD", HEAD).replace("contract.subcontracted or", "contract.written or"))
    assert told(ruleset) == []


def test_a_head_of_kinds_names_the_facts_that_are_its_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = all_scopes()["procedure"].fields["grounds.special_circumstances"]
    assert HEAD_OF_KINDS.search(spec.fact.zh)
    monkeypatch.setitem(
        all_scopes()["procedure"].fields, spec.name, replace(spec, fact=replace(spec.fact, umbrella=None))
    )
    (said,) = [x for x in lint_rulebook(SHIPPED, None) if x.level == "error"]
    assert said.where == "procedure.grounds.special_circumstances"
    assert "umbrella" in said.en
