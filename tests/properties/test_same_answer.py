"""What must not change an answer: saying what is presumed, another order of the keys, another name, another form of the
file; and what the passing of days may change.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from functools import cache
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from procure_rules.assess import assess, engine_for
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.world import World
from procure_rules.facts import make_project, parse_project
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.check import home
from procure_rules.rules.rulebook import walk
from procure_rules.rules.tree import Ref
from tests.engine.part import Key, Parts
from tests.engine.strategies import examples
from tests.properties.test_laws import CONFIG, drawn, holders, plain, run, with_value

SEEDS = st.integers(0, 2**32)
FEWER = settings(CONFIG, max_examples=examples(40))


@FEWER
@given(SEEDS)
def test_saying_what_is_presumed_changes_no_presumed_verdict(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    before = run(project, presumed=True, as_of=as_of)
    paths = {(scope, index): path for scope, index, path in holders(project)}
    said = []
    for (scope, index, name), one in before.applied.items():
        spec = all_scopes()[scope].fields[name]
        value = before.get(Ref(scope, name), index) if spec.kind in ("bool", "choice") else None
        if value is not None and not isinstance(value, frozenset) and one.kind != "implied":
            said.append(((*paths[scope, index], *spec.path), value))
    assume(said)
    data = plain(project.model_dump(mode="json"))
    for path, value in rng.sample(said, min(len(said), rng.randint(1, 8))):
        with_value(data, path, value)
    after = run(make_project(data), presumed=True, as_of=as_of)
    assert {r: v for r, v in after.verdicts.items() if v != before.verdicts[r]} == {}


def shuffled(data: Any, rng: random.Random) -> Any:
    """The same with its keys in another order."""
    if isinstance(data, dict):
        return {k: shuffled(data[k], rng) for k in rng.sample(list(data), len(data))}
    return [shuffled(one, rng) for one in data] if isinstance(data, list) else data


@FEWER
@given(SEEDS)
def test_the_order_of_keys_and_the_name_of_a_project_change_nothing(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    data = plain(project.model_dump(mode="json", exclude_none=True))
    other = make_project(shuffled(data, rng) | {"title": "又一个项目", "source": "别处"})
    for presumed in (False, True):
        assert (
            run(project, presumed=presumed, as_of=as_of).verdicts == run(other, presumed=presumed, as_of=as_of).verdicts
        )


@settings(CONFIG, max_examples=examples(20))
@given(SEEDS)
def test_yaml_flow_json_and_python_data_are_one_project(seed: int) -> None:
    project, _ = drawn(random.Random(seed))
    text = project.model_dump_json(exclude_none=True)
    data = json.loads(text)
    forms = [
        make_project(data),
        parse_project(yaml.safe_dump(data, allow_unicode=True)),
        parse_project(yaml.safe_dump(data, allow_unicode=True, default_flow_style=True)),
        parse_project(text),
    ]
    assert all(one == project for one in forms)


LATER = {Verdict.DUE, Verdict.DUE_CONTESTED, Verdict.UNDETERMINED, Verdict.CANNOT_BE_BREACHED}


@FEWER
@given(SEEDS, st.sampled_from([1, 7, 40, 400]))
def test_days_that_pass_decide_what_was_open_and_move_nothing_that_was_decided(seed: int, days: int) -> None:
    project, _ = drawn(random.Random(seed))
    text = project.model_dump_json(exclude_none=True).replace('"not_yet"', "null")  # what is not yet may come
    settled, all_past = make_project(json.loads(text)), dt.date(2090, 1, 1).toordinal()
    before, after = run(settled, as_of=all_past), run(settled, as_of=all_past + days)
    law = engine_for()
    for rule, verdicts in before.verdicts.items():
        if any(not version.rule.anchor.args for version in law.rules[rule]):
            continue  # the law of the day itself
        for one, two in zip(verdicts, after.verdicts[rule], strict=True):
            assert one in LATER or one == two, rule


@settings(CONFIG, max_examples=examples(20))
@given(SEEDS)
def test_an_answer_says_the_same_of_the_same_project_written_otherwise(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    day = dt.date.fromordinal(as_of)
    data = plain(project.model_dump(mode="json", exclude_none=True))
    one, two = assess(project, as_of=day), assess(make_project(shuffled(data, rng)), as_of=day)
    assert one.receipt == two.receipt


# periods of sixty days, and what precedes them, run from these days without a public holiday or a day worked for one
BEGUN, TURNED = dt.date(2025, 6, 23).toordinal(), dt.date(2025, 7, 11).toordinal()
YEAR = 364  # whole weeks
DAY = re.compile(r"\d{4}-\d\d-\d\d")


PARTS = Parts(engine_for().book)


@cache
def turned(key: Key) -> bool:
    """Whether a version of a rule or conclusion, an exception to it or a figure that it reads began or ended."""
    rules = [r for own in PARTS.rules[key] for r in (own, *PARTS.exceptions(own))]
    tables = [n.data for root in PARTS.roots(key) for n in walk(root) if n.op == "param"]
    days = [d for r in rules for d in (r.in_force.first, (r.in_force.last or 0) + 1)]
    days += [d for t in tables for row in t.values for d in (row.first, row.last + 1)]
    return any(BEGUN <= day <= TURNED + YEAR for day in days)


def said_of(world: World, key: Key, later: int) -> Any:
    """What a world says of a rule or conclusion; days as they would be without the shift."""
    what, name = key
    if what == "rule":
        return world.verdicts.get(name)
    known = engine_for().book.conclusions[name]
    dated = known.kind == "date"
    refs = [Ref(home(known.scope), name, side) for side in (("early", "late") if dated else ("",))]
    values = [frame[world.layout.slots[ref]] for frame in world.frames[home(known.scope)] for ref in refs]
    return [tuple(day - later for day in value) for value in values] if dated else values


@FEWER
@given(SEEDS)
def test_the_same_days_a_year_later_are_judged_alike_where_the_law_stayed(seed: int) -> None:
    rng = random.Random(seed)
    text = drawn(rng)[0].model_dump_json(exclude_none=True)
    days = sorted(set(DAY.findall(text)))
    assume(len(days) > 1)
    chosen = sorted(rng.choices(range(BEGUN, TURNED), k=len(days)))
    worlds = []
    for later in (0, YEAR):
        put = {day: dt.date.fromordinal(new + later).isoformat() for day, new in zip(days, chosen, strict=True)}
        moved = make_project(json.loads(DAY.sub(lambda hit, put=put: put[hit.group()], text)))
        worlds.append(run(moved, as_of=TURNED + later))
    keys = [(step.what, step.name) for step in engine_for().book.steps]
    other = {key for key in keys if said_of(worlds[0], key, 0) != said_of(worlds[1], key, YEAR)}
    assert {key for key in other if not turned(key) and not other & set(PARTS.needs[key])} == set()
