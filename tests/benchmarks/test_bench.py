"""The benchmarks compare like with like: every contestant gives the same answers. Nothing here is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import engines
from benchmarks.compare import LIBRARY, PLAIN, ZEN, Contest, contest, differences
from benchmarks.same_rules.inputs import inputs
from benchmarks.same_rules.law import CONCLUSIONS, RULES
from procure_rules.engine.kleene import Verdict

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made() -> Contest:
    return contest(200)


def test_plain_python_gives_the_answers_of_the_library(made: Contest) -> None:
    runs = {one.name: one.run() for one in made.contestants() if one.name in (LIBRARY, PLAIN)}
    assert len(runs) == 2
    assert differences(runs) == []


def test_zen_engine_gives_the_answers_of_the_library(made: Contest) -> None:
    pytest.importorskip("zen")
    runs = {one.name: one.run() for one in made.contestants() if one.name != PLAIN}
    assert len(runs) == 3
    assert ZEN in runs
    assert differences(runs) == []


def test_a_difference_is_found(made: Contest) -> None:
    right = [made.shipped.answers(p) for p in made.projects[:2]]
    assert differences({"one": right, "two": right}) == []
    for at, value in enumerate(right[1]):
        for other in {True, False, None, 4} - {value}:
            wrong = [right[0], (*right[1][:at], other, *right[1][at + 1 :])]
            assert len(differences({"one": right, "two": wrong})) == 1
    assert differences({"one": [(True,) * len(right[0])], "two": [(1,) * len(right[0])]}) != []


def test_every_compared_rule_is_met_breached_and_undetermined_by_some_input(made: Contest) -> None:
    counts = [Counter(row) for row in zip(*(made.plain.answers(f) for f in inputs(2000)), strict=True)]
    for name, seen in zip((*CONCLUSIONS, *RULES), counts, strict=True):
        wanted = (
            {True, False, None}
            if name in CONCLUSIONS
            else {Verdict.NOT_APPLICABLE, Verdict.MET, Verdict.BREACHED, Verdict.UNDETERMINED}
        )
        assert wanted <= set(seen), name


def test_inputs_are_the_same_for_the_same_seed() -> None:
    assert inputs(20) == inputs(20)
    assert inputs(20) != inputs(20, seed=1)


def test_the_command_runs_and_writes_json(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--json", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["machine"]["cores"]
    lines = {(f["group"], f["name"]): f for f in found["figures"]}
    assert lines["same rules, equal answers", LIBRARY]["ratios"][PLAIN]["median"] > 0
    for figure in found["figures"]:
        assert 0 < figure["seconds"]["min"] <= figure["seconds"]["median"] <= figure["seconds"]["max"], figure["name"]
    assert LIBRARY in done.stdout


def test_every_engine_gives_the_same_verdicts_for_the_demo() -> None:
    figures, remarks = engines.measure(1, 1)  # raises where they differ
    assert len(figures) + len(remarks) == 3
