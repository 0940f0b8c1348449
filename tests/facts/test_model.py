"""The fact model as a whole: everything is said about every fact, and what is made from the model is current."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from procure_rules.cli.new import new
from procure_rules.cli.schema import schema
from procure_rules.cli.session import BadInput
from procure_rules.errors import InputError
from procure_rules.facts import make_project, parse_project
from procure_rules.facts.registry import FieldSpec, all_scopes, chain
from procure_rules.facts.schema import DIALECT, ID, VERSION, project_schema
from procure_rules.facts.template import KINDS, template
from procure_rules.rules.facts_page import facts_page
from procure_rules.rules.loader import default_rulebook

ROOT = Path(__file__).parents[2]
SCOPES = [s for s in all_scopes().values() if not s.part]
FACTS = [(s.name, f) for s in SCOPES for f in s.fields.values()]
CHINESE = re.compile("[\u4e00-\u9fff]")
UNITS = {
    "amount": {"yuan"},
    "days": {"day"},
    "ratio": {"percent"},
    "count": {"count", "year", "minute", "hour", "attempt", "rank", "usd"},
}
EVENTS = """
intention_published prequalification_notice_published prequalification_deadline tender_notice_published
tender_documents_issued tender_documents_closed documents_amended bid_deadline bid_opening evaluation_finished
evaluation_report_received documents_obtained notice_period_ended first_response_deadline
single_source_publicity_started single_source_publicity_ended approval_granted bid_withdrawn bid_validity_ended
security_returned candidates_published candidates_publication_ended award_decided award_notice_published
award_notice_period_ended award_letter_issued contract_signed contract_published contract_filed delivered
works_accepted invoice_received paid tender_voided tender_failed procurement_terminated re_tendered challenge_sent
challenge_received challenge_answered objection_received objection_answered complaint_filed complaint_received
inspection_sent inspection_returned admitted purchaser_holds standstill
""".split()  # noqa: SIM905


def facts(*kinds: str) -> Iterator[FieldSpec]:
    return (f for _, f in FACTS if f.kind in kinds or not kinds)


def test_every_fact_has_titles_in_both_languages() -> None:
    for spec in facts():
        said = spec.fact
        assert CHINESE.search(said.zh), spec.name
        assert said.en, spec.name
        assert not CHINESE.search(said.en.replace("中央", "")), spec.name
        assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", spec.name), spec.name


def test_every_boolean_can_be_read_aloud() -> None:
    for spec in facts("bool"):
        said = spec.fact
        assert CHINESE.search(said.yes_zh), spec.name
        assert CHINESE.search(said.no_zh), spec.name
        assert said.yes_en, spec.name
        assert said.no_en, spec.name
        assert (said.yes_zh, said.yes_en) != (said.no_zh, said.no_en), spec.name
        assert not CHINESE.search(said.yes_en + said.no_en), spec.name


def test_every_list_has_one_and_many() -> None:
    for spec in facts("list"):
        assert spec.fact.one_en, spec.name
        assert spec.fact.many_en, spec.name
        assert spec.fact.one_en != spec.fact.many_en, spec.name


def test_every_example_is_a_value_of_its_fact() -> None:
    for spec in facts("amount", "count", "ratio", "days", "date", "event", "deadline", "choice", "text"):
        scope = next(s for s, f in FACTS if f is spec)
        made: Any = spec.fact.example
        assert made, spec.name
        for step in reversed(spec.path):
            made = {step: made}
        for link in chain(scope)[:-1]:
            above = next(f for f in all_scopes()[link.parent or ""].fields.values() if f.child == link.name)
            made = [made]
            for step in reversed(above.path):
                made = {step: made}
        assert make_project(made), spec.name


def test_every_number_has_a_unit() -> None:
    for spec in facts("amount", "count", "ratio", "days"):
        assert spec.fact.unit in UNITS[spec.kind], spec.name


def test_every_presumption_has_a_reason() -> None:
    for _, spec in FACTS:
        for said in (*spec.fact.presume, *filter(None, [spec.fact.absence])):
            assert CHINESE.search(said.zh)
            assert said.en
            assert said.value


def test_an_exceptional_fact_is_a_boolean_that_may_be_presumed_absent() -> None:
    marked = [f for _, f in FACTS if f.fact.exceptional]
    assert marked
    for spec in marked:
        assert spec.kind == "bool"
        assert spec.fact.absence is not None
        assert spec.fact.absence.value == "false"
    assert all(f.fact.absence is None for _, f in FACTS if not f.fact.exceptional)


@pytest.mark.parametrize("name", EVENTS)
def test_events_bear_the_names_of_the_glossary(name: str) -> None:
    assert {f.kind for _, f in FACTS if f.name == name} <= {"event", "deadline"}
    assert any(f.name == name for _, f in FACTS)


def test_no_fact_shadows_a_conclusion_or_a_word() -> None:
    names = {f.name for _, f in FACTS}
    assert not names & set(default_rulebook().conclusions)
    words = {m.value for _, f in FACTS if f.choices is not None for m in f.choices}
    assert not {n for n in names if n in words and all_kinds(n) != {"list"}} - {"infrastructure"}


def all_kinds(name: str) -> set[str]:
    return {f.kind for _, f in FACTS if f.name == name}


def test_titles_of_facts_of_one_scope_differ() -> None:
    for scope in SCOPES:
        for lang in ("zh", "en"):
            seen: dict[tuple[str, tuple[str, ...]], str] = {}
            for spec in scope.fields.values():
                title = getattr(spec.fact, lang), spec.path[:-1]
                assert title not in seen, (scope.name, spec.name, seen[title])
                seen[title] = spec.name


@pytest.mark.parametrize("kind", KINDS)
def test_templates_load_and_say_nothing_but_the_category(kind: str) -> None:
    text = template(kind)
    project = parse_project(text)
    assert project.subject is not None
    assert project.subject.category == kind
    said = project.model_dump(exclude_none=True)
    said.pop("procedures")
    assert [k for k, v in said.items() if v] == ["subject"]
    assert project.procedures is not None
    assert not any(json.loads(p.model_dump_json(exclude_none=True)).get("bids") for p in project.procedures.items)
    for line in text.splitlines():
        assert line == "" or line.startswith("#") or line.endswith(":") or "  # " in line


def test_the_schema_is_sound() -> None:
    made = json.loads(json.dumps(project_schema()))
    assert (made["$schema"], made["$id"], made["version"]) == (DIALECT, ID, VERSION)
    assert str(VERSION) in ID
    types = {"object", "array", "string", "number", "boolean", "null", "integer"}

    def check(one: Any) -> None:
        assert isinstance(one, (bool, dict))
        if isinstance(one, bool):
            return
        for key, value in one.items():
            if key in ("properties", "patternProperties", "$defs"):
                for inner in value.values():
                    check(inner)
            elif key in ("items", "not", "if", "then", "additionalProperties"):
                check(value)
            elif key == "anyOf":
                assert value
                for inner in value:
                    check(inner)
            elif key == "type":
                assert set([value] if isinstance(value, str) else value) <= types
            elif key == "$ref":
                assert value.removeprefix("#/$defs/") in made["$defs"]
            elif key == "pattern":
                re.compile(value)
            elif key in ("enum", "examples", "required"):
                assert isinstance(value, list)
            else:
                assert (
                    key
                    in (
                        "title",
                        "maxProperties",
                        "description",
                        "maxLength",
                        "maxItems",
                        "minItems",
                        "minimum",
                        "minProperties",
                        "$schema",
                        "$id",
                        "version",
                    )
                    or key[:2] == "x-"
                )

    check(made)


def test_the_schema_names_every_fact_with_its_titles() -> None:
    made = project_schema()
    for scope, spec in FACTS:
        at: Any = made if scope == "project" else made["$defs"][all_scopes()[scope].entity.__name__]
        for step in spec.path[:-1]:
            (ref,) = [o["$ref"] for o in at["properties"][step]["anyOf"] if "$ref" in o]
            at = made["$defs"][ref.removeprefix("#/$defs/")]
        assert at["properties"][spec.path[-1]]["x-title"] == {"zh": spec.fact.zh, "en": spec.fact.en}
        assert at["additionalProperties"] is False


def test_the_reference_is_current() -> None:
    page = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    assert page == facts_page(default_rulebook()), "run: python -m procure_rules.rules.facts_page > docs/facts.md"


def test_the_reference_is_printed_by_its_module() -> None:
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "procure_rules.rules.facts_page"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert made.stdout.decode() == facts_page(default_rulebook())


def test_the_commands_print_and_write(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert schema() == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(project_schema()))
    assert schema(core=True) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(project_schema(core=True)))
    assert schema(tmp_path / "s.json") == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["$id"] == ID
    assert new("goods") == 0
    assert capsys.readouterr().out == template("goods")
    assert new("works", tmp_path / "p.yaml") == 0
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == template("works")


def test_the_commands_refuse_bad_input(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("title: mine\n", encoding="utf-8")
    with pytest.raises(BadInput, match="works"):
        new("ships")
    with pytest.raises(BadInput, match="exists"):
        new("goods", tmp_path / "p.yaml")
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == "title: mine\n"
    with pytest.raises(BadInput):
        new("goods", tmp_path / "none" / "p.yaml")
    with pytest.raises(BadInput):
        schema(tmp_path)


@pytest.mark.parametrize("said", [None, False, True])
def test_only_a_contract_paid_in_one_sum_may_be_written_flat(said: bool | None) -> None:
    # "paid" alone may be the last of many payments, the retained part a year after the rest
    data: dict[str, Any] = {
        "contract_price": 1_400_000,
        "payment": {} if said is None else {"in_one_sum": said},
        "timeline": {"delivered": "2025-08-20", "paid": "2026-08-20"},
    }
    (procedure,) = make_project(data).procedures.items  # type: ignore[union-attr]
    if not said:
        assert procedure.payments is None
        return
    (payment,) = procedure.payments.items  # type: ignore[union-attr]
    assert payment.instalment_amount == procedure.contract_price
    assert str(payment.instalment_delivered.when) == str(procedure.timeline.delivered.when)  # type: ignore[union-attr]
    listed = make_project(data | {"payments": [{"id": "1"}, {"id": "2"}]})
    assert len(listed.procedures.items[0].payments.items) == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("written", [6, "10", "1.5"])
def test_a_bare_number_above_one_is_no_ratio_and_both_meanings_are_told(written: Any) -> None:
    with pytest.raises(InputError) as caught:
        make_project({"sme_price_deduction": written})
    assert "%" in caught.value.text("zh")
    assert " or " in caught.value.text("en")
    assert make_project({"sme_price_deduction": 1}) == make_project({"sme_price_deduction": "100%"})
