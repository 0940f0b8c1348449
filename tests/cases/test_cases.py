"""The cases: what the law gives for a project, written from the legal texts alone and readable by a lawyer.

A case names a project, the day of assessment and what is expected: the verdict of a rule (presumed, and strict
where stated) with its literal and safe line, the value of a conclusion, the consequences of an effect, or a
ground. ``read`` tells who wrote it: the rule's author, a second reader, a generator (``edge``), or someone who
used the rules (``practice``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar
from procure_rules.engine.candidates import ground_verdict
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.engine.world import World
from procure_rules.facts import make_project
from procure_rules.facts.project import Project
from procure_rules.rules.model import Define, Effect, Ground, Period, Window
from procure_rules.rules.tree import Ref
from tests.cases.written import FILES, all_cases, given, merged, read_cases

INF = float("inf")
READ = {"author", "second", "practice"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEYS = {
    "rule": {"rule", "instance", "verdict", "strict", "literal", "safe", "usual"},
    "conclusion": {
        "conclusion",
        "instance",
        *(f"{k}{s}" for k in ("strict", "presumed") for s in ("", "_early", "_late")),
    },
    "effect": {"effect", "instance", "active", "actions", "case"},
    "ground": {"ground", "instance", "verdict", "approved", "publicity"},
}


def runs(law: Law, project: Project, day: int, wants: list[dict[str, Any]]) -> tuple[World, World]:
    """The strict and the presumed world; the strict one is made where an expectation looks at it."""
    presumed = run(law, project, Context(day, default_calendar(), presumed=True))
    if not any("strict" in key for want in wants for key in want):
        return presumed, presumed
    return run(law, project, Context(day, default_calendar(), presumed=False)), presumed


def iso(value: tuple[float, float]) -> str:
    assert value[0] == value[1], f"the date is not certain: {value}"
    return dt.date.fromordinal(int(value[0])).isoformat()


def check_rule(want: dict[str, Any], engine: Law, strict: World, presumed: World) -> None:
    rule_id, index = want["rule"], int(want.get("instance", "0"))
    assert Verdict.NAMES[presumed.verdicts[rule_id][index]] == want["verdict"]
    if "strict" in want:
        assert Verdict.NAMES[strict.verdicts[rule_id][index]] == want["strict"]
    versions = engine.rules[rule_id]
    frame = presumed.frames[versions.scope][index]
    rule = versions.heard(frame)[0].rule  # the lines are those of the version that speaks
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


def shown(value: Any, kind: str) -> str:
    """A value as a case writes it; what is open on one side, ``unknown`` on both."""
    if kind in ("bool", "choice", "text"):
        return {True: "true", False: "false", None: "unknown"}.get(value, str(value))
    low, high = value
    if (low, high) in ((-INF, INF), (0, INF)):
        return "unknown"
    return number(low, kind) if low == high else f"{number(low, kind)}..{number(high, kind)}"


def number(value: float, kind: str) -> str:
    if value in (-INF, INF):
        return "?"
    if kind == "date":
        return dt.date.fromordinal(int(value)).isoformat()
    if kind in ("amount", "ratio"):
        whole, rest = divmod(int(value), 100)
        return f"{whole}.{rest:02d}".removesuffix(".00") + ("%" if kind == "ratio" else "")
    return str(value)


def check_conclusion(want: dict[str, Any], engine: Law, strict: World, presumed: World) -> None:
    """``strict`` and ``presumed`` are the value; of a date both lines, or each by ``early`` and ``late``."""
    known = engine.book.conclusions[want["conclusion"]]
    index = int(want.get("instance", "0"))
    sides = ("early", "late") if known.kind == "date" else ("",)
    for key, world in (("strict", strict), ("presumed", presumed)):
        for side in sides:
            for name in (key, f"{key}_{side}"):
                if name in want:
                    value = world.get(Ref(known.scope, known.name, side), index)
                    assert shown(value, known.kind) == str(want[name]), f"{name} {side}".strip()


def check_effect(want: dict[str, Any], engine: Law, presumed: World) -> None:
    code = presumed.verdicts[want["effect"]][int(want.get("instance", "0"))]
    active = {Verdict.NOT_APPLICABLE: "false", Verdict.UNDETERMINED: "unknown"}.get(code, "true")
    assert active == want["active"]
    if active == "true" and "actions" in want:
        form = engine.rules[want["effect"]].rule.form
        assert isinstance(form, Effect)
        assert code >= EFFECT_CASE, "the case is not decided"
        case = form.cases[code - EFFECT_CASE]
        assert {*case.must, *case.may} == set(want["actions"])
        assert int(want.get("case", code - EFFECT_CASE + 1)) == code - EFFECT_CASE + 1


def check_ground(want: dict[str, Any], engine: Law, presumed: World) -> None:
    """``approved`` and ``publicity`` are looked at where they are expected; the verdict asks neither of them."""
    ground = engine.grounds[want["ground"]]
    frame = presumed.frames[ground.scope][int(want.get("instance", "0"))]
    one = next((v for v in ground if v.in_force(frame) is True), ground.all[0])
    form = one.rule.form
    assert isinstance(form, Ground)
    code = ground_verdict(ground, frame)
    named = {Verdict.BREACHED: "not_met", Verdict.NOT_APPLICABLE: "not_met"}.get(code, Verdict.NAMES[code])
    assert named == want["verdict"]
    for key, node in (("approved", form.approved), ("publicity", form.publicity)):
        if key in want:
            assert node is not None
            assert shown(engine.fn(one.rule, node)(frame), "bool") == want[key], key


def check(want: dict[str, Any], engine: Law, strict: World, presumed: World) -> None:
    if "rule" in want:
        check_rule(want, engine, strict, presumed)
    elif "conclusion" in want:
        check_conclusion(want, engine, strict, presumed)
    elif "effect" in want:
        check_effect(want, engine, presumed)
    else:
        check_ground(want, engine, presumed)


def failures(rows: list[dict[str, Any]]) -> list[str]:
    """The cases that do not hold, each with what failed."""
    engine, out = engine_for(), []
    for row in rows:
        try:
            project, day = make_project(row["project"]), dt.date.fromisoformat(row["as_of"]).toordinal()
            worlds = runs(engine, project, day, row["expect"])
            for want in row["expect"]:
                check(want, engine, *worlds)
                assert set(want) <= KEYS[next(iter(want))], "an expectation that nothing looks at"
        except Exception as error:  # an error of one case hides no other
            out.append(f"{row['name']}: {type(error).__name__} {error}")
    return out


def label(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def about(want: dict[str, Any]) -> tuple[str, str]:
    """What an expectation is about: a conclusion, or a rule of any other form."""
    kind, name = next(iter(want.items()))
    return ("conclusion" if kind == "conclusion" else "rule"), name


@cache
def places() -> dict[tuple[str, str], set[str]]:
    """The files of the rules behind what an expectation is about."""
    out: dict[tuple[str, str], set[str]] = {}
    for rule in engine_for().book.rules:
        key = ("conclusion", rule.form.name) if isinstance(rule.form, Define) else ("rule", rule.id)
        out.setdefault(key, set()).add(rule.source.file)
    return out


@pytest.mark.parametrize("file", FILES, ids=label)
def test_the_cases_hold(file: Path) -> None:
    """One test a file: what pytest does around a test takes longer than a case."""
    name = f"{label(file).removesuffix('.edges')}.yaml"
    rows = read_cases(file)
    assert "\n\n".join(failures(rows)) == ""
    for row in rows:
        assert all(row[key] for key in ("zh", "en", "basis", "expect")), row["name"]
        assert SLUG.fullmatch(row["name"])
        assert row["read"] in ({"edge"} if file.stem.endswith(".edges") else READ), row["name"]
        assert name.startswith("parameters/") or name in places()[about(row["expect"][0])], row["name"]


def test_own_facts_are_put_over_those_of_the_base() -> None:
    base = {"a": "1", "b": {"x": "1", "y": {"z": "1"}}, "list": [{"x": "1"}]}
    own = {"a": "2", "b": {"y": {"w": "3"}}, "list": [{"y": "2"}], "new": {"k": "1"}}
    assert merged(base, own) == {
        "a": "2",
        "b": {"x": "1", "y": {"z": "1", "w": "3"}},
        "list": [{"y": "2"}],
        "new": {"k": "1"},
    }
    assert merged(base, {}) == base
    assert merged(base, {"b": "none", "a": {"k": "1"}}) == {"a": {"k": "1"}, "b": "none", "list": [{"x": "1"}]}
    assert base == {"a": "1", "b": {"x": "1", "y": {"z": "1"}}, "list": [{"x": "1"}]}


def test_a_case_that_fails_is_named() -> None:
    row = read_cases(FILES[0])[0]
    wrong = {**row, "name": "wrong", "expect": [{**row["expect"][0], "instance": "7"}]}
    refused = {**row, "name": "refused", "project": {"no_such_fact": "1"}}
    assert [f.split(":")[0] for f in failures([row, wrong, refused])] == ["wrong", "refused"]


def test_every_rule_has_a_case_every_case_its_own_name_and_every_base_its_cases() -> None:
    rows = all_cases()
    assert [name for name, times in Counter(row["name"] for row in rows).items() if times > 1] == []
    assert {row["given"] for row in rows if "given" in row} == set(given())
    used = {about(want) for row in rows for want in row["expect"]}
    working = {("conclusion", one.name) for one in engine_for().book.conclusions.values() if one.working}
    assert sorted(set(places()) - used - working) == []
