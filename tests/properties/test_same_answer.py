"""What must not change an answer: saying what is presumed, another order of the keys, another name, another form of the
file; and what the passing of days may change.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from procure_rules.assess import assess, engine_for
from procure_rules.engine.kleene import Verdict
from procure_rules.facts import make_project, parse_project
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.tree import Ref
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
