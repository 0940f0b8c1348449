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
from procure_rules.engine.candidates import ground_verdict
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.engine.world import World
from procure_rules.facts import make_project
from procure_rules.facts.document import read_document
from procure_rules.rules.model import Effect, Ground, Period, Window
from procure_rules.rules.tree import Ref

INF = float("inf")
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
FILES = sorted(Path(__file__).parent.glob("*/*.yaml"))


@cache
def cases() -> list[tuple[str, dict[str, Any]]]:
    out = []
    for file in FILES:
        rows = read_document(file.read_text(encoding="utf-8"), file.name).data
        out += [(f"{file.parent.name}/{file.stem}/{row['name']}", row) for row in rows]
    return out


def runs(case: dict[str, Any]) -> tuple[Law, World, World]:
    engine = engine_for()
    project = make_project(case["project"])
    day = dt.date.fromisoformat(case["as_of"]).toordinal()
    strict, presumed = (run(engine, project, Context(day, default_calendar(), presumed=p)) for p in (False, True))
    return engine, strict, presumed


def iso(value: tuple[float, float]) -> str:
    assert value[0] == value[1], f"the date is not certain: {value}"
    return dt.date.fromordinal(int(value[0])).isoformat()


def check_rule(want: dict[str, Any], engine: Law, strict: World, presumed: World) -> None:
    rule_id, index = want["rule"], int(want.get("instance", "0"))
    assert Verdict.NAMES[presumed.verdicts[rule_id][index]] == want["verdict"]
    if "strict" in want:
        assert Verdict.NAMES[strict.verdicts[rule_id][index]] == want["strict"]
    rule = engine.rules[rule_id].rule
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


@pytest.mark.parametrize("case", [pytest.param(row, id=name) for name, row in cases()])
def test_case(case: dict[str, Any]) -> None:
    engine, strict, presumed = runs(case)
    for want in case["expect"]:
        check(want, engine, strict, presumed)
        assert set(want) <= KEYS[next(iter(want))], "an expectation that nothing looks at"


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
