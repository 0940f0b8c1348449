"""Parquet to Parquet: what is judged by parts and written is what the whole comes to."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from procure_rules.calendar import default_calendar
from procure_rules.engine.columnar import Columnar, Tables, judge_files, tables_from_projects
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict
from procure_rules.rules.loader import default_rulebook
from tests.engine.strategies import stream
from tests.engine.trial import trial_rulebook

CALENDAR = default_calendar()
DAY = 739_000


def word(code: int | None) -> str | None:
    if code is None or code < len(Verdict.NAMES):
        return None if code is None else Verdict.NAMES[code]
    return f"case {code - EFFECT_CASE + 1}"


def agree(columnar: Columnar, tables: Tables, folder: Path, rows: int) -> tuple[int, int]:
    """Judge by parts what is judged at once, too; how many columns presumptions change, and how many conflicts."""
    tables.write(folder / "facts")
    assert judge_files(columnar, folder / "facts", folder / "answers", DAY, CALENDAR, rows) == tables.height
    whole = columnar.both(tables, DAY, CALENDAR)
    told = {s for s, f in tables.frames.items() if f.height}
    assert {p.name for p in (folder / "answers").iterdir()} - {"conflicts"} == told
    differing = 0
    for scope in told:
        read = pl.concat([pl.read_parquet(p) for p in sorted((folder / "answers" / scope).iterdir())])
        first = "id" if scope == "project" else "_parent"
        assert read[first].equals(tables.frames[scope][first])
        names = {c.removeprefix("presumed:") for c in read.columns} - {first}
        strict, presumed = (outcome.frames[scope] for outcome in whole)
        assert names == set(strict.columns) - set(tables.frames[scope].columns)
        for name in names:
            differing += f"presumed:{name}" in read.columns
            for wanted, kept in ((strict, name), (presumed, f"presumed:{name}")):
                found = read[kept if kept in read.columns else name].to_list()
                codes = wanted[name].to_list()
                assert found == ([word(c) for c in codes] if name.startswith("rule:") else codes), (kept, scope)
    parts = sorted((folder / "answers" / "conflicts").glob("*"))
    listed = [row for part in parts for row in pl.read_parquet(part).select("presumed", "name", "row").rows()]
    wanted_rows = [(p, *row) for p, o in zip((False, True), whole, strict=True) for row in o.conflicts]
    assert sorted(listed) == sorted(wanted_rows)
    return differing, len(listed)


def test_parts_written_are_the_outcome_of_the_whole(tmp_path: Path) -> None:
    book = trial_rulebook()
    tables = tables_from_projects(p for p, _ in islice(stream(21, book), 120))
    differing, conflicts = agree(Columnar(book), tables, tmp_path, 17)
    assert differing
    assert conflicts
    assert len(list((tmp_path / "answers" / "bid").iterdir())) > 1


@pytest.mark.parametrize("seed", range(4))
def test_what_few_projects_show_of_their_facts_changes_no_answer(seed: int, tmp_path: Path) -> None:
    book = default_rulebook()
    tables = tables_from_projects(p for p, _ in islice(stream(seed, book), 2 + seed))
    agree(Columnar(book), tables, tmp_path, 1)


def test_a_part_may_lack_what_the_whole_has(tmp_path: Path) -> None:
    # the bids of the last project only, and parts of one project: programs are made for the whole
    columnar = Columnar(trial_rulebook())
    tables = Tables(
        {
            "project": pl.DataFrame({"id": ["1", "2", "3"], "procedures.complete": [True] * 3}),
            "procedure": pl.DataFrame({"_parent": [0, 2], "bids.complete": [True, True]}),
            "bid": pl.DataFrame({"_parent": [1, 1], "bid_price.lo": [5, 7], "bid_price.hi": [5, 7]}),
        }
    )
    tables.write(tmp_path / "facts")
    judge_files(columnar, tmp_path / "facts", tmp_path / "answers", DAY, CALENDAR, rows=1)
    assert len(columnar._programs) == 1
    strict, _ = columnar.both(tables, DAY, CALENDAR)
    for scope in ("project", "procedure", "bid"):
        read = pl.concat([pl.read_parquet(p) for p in sorted((tmp_path / "answers" / scope).iterdir())])
        for rule in (c for c in read.columns if c.startswith("rule:")):
            assert read[rule].to_list() == [word(c) for c in strict.frames[scope][rule].to_list()]


def test_what_cannot_be_judged_is_refused(tmp_path: Path) -> None:
    columnar = Columnar(trial_rulebook())
    facts = tmp_path / "facts"
    with pytest.raises(ValueError, match="there is no frame 'project'"):
        judge_files(columnar, facts, tmp_path / "answers", DAY, CALENDAR)
    facts.mkdir()
    pl.DataFrame({"id": ["1"]}).write_parquet(facts / "project.parquet")
    pl.DataFrame({"_parent": [1]}).write_parquet(facts / "procedure.parquet")
    with pytest.raises(ValueError, match="must name rows of project"):
        judge_files(columnar, facts, tmp_path / "answers", DAY, CALENDAR)
    pl.DataFrame({"_parent": [0], "colour": ["red"]}).write_parquet(facts / "procedure.parquet")
    with pytest.raises(ValueError, match="procedure: unknown column 'colour'"):
        judge_files(columnar, facts, tmp_path / "answers", DAY, CALENDAR)
    pl.DataFrame({"_parent": [0]}).write_parquet(facts / "procedure.parquet")
    with pytest.raises(ValueError, match="is not empty"):
        judge_files(columnar, facts, facts, DAY, CALENDAR)


def test_a_fault_in_a_later_part_leaves_nothing_behind(tmp_path: Path) -> None:
    facts, answers = tmp_path / "facts", tmp_path / "answers"
    facts.mkdir()
    pl.DataFrame({"id": ["1", "2", "3"], "budget.lo": [1, 2, -3]}).write_parquet(facts / "project.parquet")
    with pytest.raises(ValueError, match=r"budget\.lo"):
        judge_files(Columnar(trial_rulebook()), facts, answers, DAY, CALENDAR, rows=1, workers=1)
    assert not answers.exists() or not list(answers.iterdir())
    pl.DataFrame({"id": ["1", "2", "3"], "budget.lo": [1, 2, 3]}).write_parquet(facts / "project.parquet")
    assert judge_files(Columnar(trial_rulebook()), facts, answers, DAY, CALENDAR, rows=1) == 3


def test_what_is_breached_in_any_case_is_listed_for_all_parts(tmp_path: Path) -> None:
    columnar = Columnar(default_rulebook())
    tables = tables_from_projects(p for p, _ in islice(stream(22), 300))
    tables.write(tmp_path / "facts")
    judge_files(columnar, tmp_path / "facts", tmp_path / "answers", DAY, CALENDAR, 150, any_case=True)
    read = pl.concat([pl.read_parquet(p) for p in sorted((tmp_path / "answers" / "any_case").iterdir())])
    whole = columnar.any_case(tables, DAY, CALENDAR)
    order = ["scope", "row"]
    assert read.height == whole.height > 0
    assert read.sort(order, maintain_order=True)[order].equals(whole.sort(order, maintain_order=True)[order])


@pytest.mark.parametrize("wrong", [None, 3.5, True, dt.datetime(2026, 9, 29, 12), "2026-09-29", pl.Series([1.5])])
def test_a_day_of_assessment_that_is_no_day_is_refused(wrong: Any, tmp_path: Path) -> None:
    columnar = Columnar(trial_rulebook())
    tables = tables_from_projects(p for p, _ in islice(stream(21, trial_rulebook()), 3))
    tables.write(tmp_path / "facts")
    with pytest.raises(TypeError, match="as_of"):
        columnar.both(tables, wrong, CALENDAR)
    with pytest.raises(TypeError, match="as_of"):
        judge_files(columnar, tmp_path / "facts", tmp_path / "answers", wrong, CALENDAR)
    for number in (-1, 0, 3):
        with pytest.raises(ValueError, match="as_of"):
            columnar.both(tables, number, CALENDAR)


def test_a_date_and_its_ordinal_are_the_same_day() -> None:
    columnar = Columnar(trial_rulebook())
    tables = tables_from_projects(p for p, _ in islice(stream(21, trial_rulebook()), 20))
    day = dt.date.fromordinal(DAY)
    series = pl.Series([day] * tables.height)
    wanted = columnar.both(tables, DAY, CALENDAR)[1].frames
    for same in (day, series, pl.Series([DAY] * tables.height)):
        found = columnar.both(tables, same, CALENDAR)[1].frames
        assert all(found[scope].equals(wanted[scope]) for scope in wanted)


def test_files_that_are_no_frames_and_rows_below_one_are_refused(tmp_path: Path) -> None:
    columnar = Columnar(trial_rulebook())
    tables_from_projects(p for p, _ in islice(stream(21, trial_rulebook()), 3)).write(tmp_path / "facts")
    for rows in (0, -1):
        with pytest.raises(ValueError, match="rows"):
            judge_files(columnar, tmp_path / "facts", tmp_path / "answers", DAY, CALENDAR, rows)
    (tmp_path / "facts" / "foo.parquet").write_bytes(b"garbage")
    with pytest.raises(ValueError, match=r"foo\.parquet"):
        judge_files(columnar, tmp_path / "facts", tmp_path / "answers", DAY, CALENDAR)
    assert not (tmp_path / "answers").exists()
