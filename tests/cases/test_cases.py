"""The cases: what the law gives for a project, written from the legal texts alone and readable by a lawyer.

A case names a project, the day of assessment and what is expected: the verdict of a rule (presumed, and strict where
stated) with its literal and safe line, the value of a conclusion, the consequences of an effect, or a ground.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Context
from procure_rules.engine.scalar import EFFECT_CASE, Engine, World
from procure_rules.facts import make_project
from procure_rules.facts.document import read_document
from procure_rules.rules.model import Effect, Ground, Period, Window
from procure_rules.rules.tree import Ref

FILES = sorted(Path(__file__).parent.glob("*/*.yaml"))


@cache
def cases() -> list[tuple[str, dict[str, Any]]]:
    out = []
    for file in FILES:
        rows = read_document(file.read_text(encoding="utf-8"), file.name).data
        out += [(f"{file.parent.name}/{file.stem}/{row['name']}", row) for row in rows]
    return out


def runs(case: dict[str, Any]) -> tuple[Engine, World, World]:
    engine = engine_for()
    project = make_project(case["project"])
    day = dt.date.fromisoformat(case["as_of"]).toordinal()
    strict, presumed = (engine.run(project, Context(day, default_calendar(), presumed=p)) for p in (False, True))
    return engine, strict, presumed


def iso(value: tuple[float, float]) -> str:
    assert value[0] == value[1], f"the date is not certain: {value}"
    return dt.date.fromordinal(int(value[0])).isoformat()


def check_rule(want: dict[str, Any], engine: Engine, strict: World, presumed: World) -> None:
    rule_id, index = want["rule"], int(want.get("instance", "0"))
    assert Verdict.NAMES[presumed.verdicts[rule_id][index]] == want["verdict"]
    if "strict" in want:
        assert Verdict.NAMES[strict.verdicts[rule_id][index]] == want["strict"]
    rule = engine.judged[rule_id][0].rule
    frame = presumed.frames["project" if rule.part else rule.scope][index]
    for line in ("literal", "safe"):
        if line in want:
            form = rule.form
            assert isinstance(form, (Period, Window))
            lines = form.lines if isinstance(form, Period) else form.until
            latest = not isinstance(form, Period) or form.most
            node = lines.late if (line == "literal") == latest else lines.early
            assert iso(engine.fn(rule, node)(frame)) == want[line], line
    if "usual" in want:
        assert isinstance(rule.form, Window)
        assert rule.form.usual is not None
        assert iso(engine.fn(rule, rule.form.usual)(frame)) == want["usual"]


def check_conclusion(want: dict[str, Any], engine: Engine, strict: World, presumed: World) -> None:
    known = engine.book.conclusions[want["conclusion"]]
    index = int(want.get("instance", "0"))
    for key, world in (("strict", strict), ("presumed", presumed)):
        if key in want:
            value = world.frames[known.scope][index][engine.layout.slots[Ref(known.scope, known.name)]]
            if known.kind == "amount":
                shown = "unknown" if value[0] != value[1] else str(value[0] // 100)
            else:
                shown = {True: "true", False: "false", None: "unknown"}.get(value, value)
            assert shown == str(want[key]), key


def check_effect(want: dict[str, Any], engine: Engine, presumed: World) -> None:
    code = presumed.verdicts[want["effect"]][int(want.get("instance", "0"))]
    active = {Verdict.NOT_APPLICABLE: "false", Verdict.UNDETERMINED: "unknown"}.get(code, "true")
    assert active == want["active"]
    if active == "true" and "actions" in want:
        form = engine.judged[want["effect"]][0].rule.form
        assert isinstance(form, Effect)
        assert code >= EFFECT_CASE, "the case is not decided"
        case = form.cases[code - EFFECT_CASE]
        assert {*case.must, *case.may} == set(want["actions"])


def check_ground(want: dict[str, Any], engine: Engine, presumed: World) -> None:
    rule = engine.book.versions(want["ground"])[0]
    assert isinstance(rule.form, Ground)
    frame = presumed.frames[rule.scope][int(want.get("instance", "0"))]
    found = (engine.fn(rule, rule.applies)(frame), engine.fn(rule, rule.form.when)(frame))
    shown = "not_met" if False in found else "undetermined" if None in found else "met"
    assert shown == want["verdict"]


@pytest.mark.parametrize("case", [pytest.param(row, id=name) for name, row in cases()])
def test_case(case: dict[str, Any]) -> None:
    engine, strict, presumed = runs(case)
    for want in case["expect"]:
        if "rule" in want:
            check_rule(want, engine, strict, presumed)
        elif "conclusion" in want:
            check_conclusion(want, engine, strict, presumed)
        elif "effect" in want:
            check_effect(want, engine, presumed)
        else:
            check_ground(want, engine, presumed)


def test_every_case_says_what_it_shows_in_both_languages() -> None:
    names = [name for name, _ in cases()]
    assert len(names) == len(set(names))
    for name, row in cases():
        assert all(row[key] for key in ("zh", "en", "basis", "expect")), name


def test_every_shipped_rule_has_a_case() -> None:
    used = {w.get("rule") or w.get("effect") or w.get("ground") for _, row in cases() for w in row["expect"]}
    conclusions = {w["conclusion"] for _, row in cases() for w in row["expect"] if "conclusion" in w}
    book = engine_for().book
    missing = []
    for rule in book.rules:
        name = getattr(rule.form, "name", None)
        if rule.id not in used and name is None:
            missing.append(rule.id)
        if name is not None and name not in conclusions and not book.conclusions[name].working:
            missing.append(rule.id)
    assert sorted(set(missing)) == []
