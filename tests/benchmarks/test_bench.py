"""The benchmarks compare like with like, and tell every budget. Nothing here is timed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.__main__ import GROUPS, main
from benchmarks.columns import write
from benchmarks.measure import TINY, Row
from benchmarks.projects import full_projects
from benchmarks.same_rules import LIBRARY, PLAIN, ZEN, contestants, differences
from benchmarks.same_rules.inputs import inputs
from benchmarks.same_rules.law import CONCLUSIONS, RULES
from procure_rules.engine.kleene import Verdict

WIDTH = 120
# every row that has a budget, by group
BUDGETS = {
    "code": (),
    "process": ("start to the printed brief / empty program",),
    "loading": (),
    "run": tuple(
        f"{project}, {what}"
        for project in ("hospital tender", "full projects")
        for what in ("built-in", "durable-rules", "all rules / half")
    ),
    "answers": (
        *(f"{one}, {what} / run" for one in ("hospital tender", "full projects") for what in ("brief", "everything")),
        "hospital tender, JSON",
        "hospital tender, JSON of the brief",
    ),
    "same-rules": ("procure_rules / zen-engine",),
    "deadline": (
        "7 workdays",
        "30 days, rolled",
        "7 workdays, start within 3 days",
        "30 days, rolled, start within 3 days",
        "7 workdays, dates in and out",
    ),
    "columns": ("plan compiled", "  extrapolated to 1,000,000"),
    "memory": ("growth from there to the end",),
    "wide": (),  # so few are held to nothing
    "ledger": (),
}
NEEDS = {"run": "durable_rules_engine", "same-rules": "zen", "columns": "polars", "ledger": "xlsxwriter"}


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_tells_every_budget_in_lines_that_fit(group: str) -> None:
    if group in NEEDS:
        pytest.importorskip(NEEDS[group])
    rows = list(GROUPS[group](TINY))
    assert rows
    assert all(isinstance(row, Row) for row in rows)
    assert all(len(str(row)) <= WIDTH for row in rows), [str(row) for row in rows]
    assert tuple(row.what for row in rows if isinstance(row, Row) and row.budget) == BUDGETS[group]


def test_the_projects_in_columns_are_distinct(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    from procure_rules.engine.columnar import Tables, tables_from_projects

    base = tables_from_projects(full_projects(20))
    write(base, 3, str(tmp_path / "facts"))
    made = Tables.read(tmp_path / "facts")
    assert made.height == 60
    assert made.frames["project"].drop("id").n_unique() == 60
    assert {s: 3 * f.height for s, f in base.frames.items()} == {s: f.height for s, f in made.frames.items()}


def test_a_row_says_whether_the_budget_is_met() -> None:
    assert str(Row("what", 1.25, "ms", 2)).split() == ["what", "1.25", "ms", "≤", "2", "ms", "met"]
    assert str(Row("what", 1234.5, "ms", 2, "why")).split() == ["what", "1,234", "ms", "≤", "2", "ms", "missed", "why"]
    assert str(Row("what", 12.34, "MB")).split() == ["what", "12.3", "MB"]


def test_the_command_measures_one_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "code"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= WIDTH for line in lines)
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")][1] == "code"
    assert any("longest class" in line for line in lines)


def test_headings_fit() -> None:
    assert all(len(f"{name}: {measure.__doc__}") <= WIDTH for name, measure in GROUPS.items())


def test_plain_python_and_zen_engine_give_the_answers_of_the_library() -> None:
    runs = contestants(200)
    assert {LIBRARY, PLAIN} <= set(runs) <= {LIBRARY, PLAIN, ZEN}
    assert differences({name: run() for name, run in runs.items()}) == []


def test_a_difference_is_found() -> None:
    right = contestants(2)[LIBRARY]()
    assert differences({"one": right, "two": right}) == []
    for at, value in enumerate(right[1]):
        for other in {True, False, None, 4} - {value}:
            wrong = [right[0], (*right[1][:at], other, *right[1][at + 1 :])]
            assert len(differences({"one": right, "two": wrong})) == 1
    assert differences({"one": [(True,) * len(right[0])], "two": [(1,) * len(right[0])]}) != []


def test_every_compared_rule_is_met_breached_and_undetermined_by_some_input() -> None:
    counts = [Counter(row) for row in zip(*contestants(2000)[PLAIN](), strict=True)]
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
