"""The columnar interpreter against the scalar one, which defines the meaning: equal answers in every row."""

from __future__ import annotations

import datetime as dt
import random
from itertools import islice
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar, load_calendar
from procure_rules.engine.columnar import Columnar, Tables, tables_from_projects
from procure_rules.engine.law import Law, compile_law
from procure_rules.facts import make_project
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook
from tests.cases.written import FILES, read_cases
from tests.engine.equal import Case, any_case_differences, differences, replicated
from tests.engine.strategies import projects, stream
from tests.engine.trial import random_rulebook, trial_rulebook

CALENDAR = default_calendar()


def drawn(seed: int, number: int, book: Rulebook | None = None) -> list[Case]:
    return list(islice(stream(seed, book), number))


@pytest.fixture(scope="module")
def engine() -> Law:
    return compile_law(default_rulebook())


@pytest.fixture(scope="module")
def columnar() -> Columnar:
    return Columnar(default_rulebook())


@pytest.mark.parametrize("folder", sorted({f.parent.name for f in FILES}))
def test_cases_give_equal_answers(folder: str, engine: Law, columnar: Columnar) -> None:
    rows = [row for file in FILES if file.parent.name == folder for row in read_cases(file)]
    assert rows
    for first in range(0, len(rows), 2_000):
        some = rows[first : first + 2_000]
        cases = [(make_project(r["project"]), dt.date.fromisoformat(r["as_of"]).toordinal()) for r in some]
        assert list(differences(engine, columnar, cases, CALENDAR)) == []


def test_random_projects_give_equal_answers(engine: Law, columnar: Columnar) -> None:
    source = stream(2026)
    for _ in range(3):
        assert list(differences(engine, columnar, list(islice(source, 500)), CALENDAR)) == []


def test_what_is_breached_in_any_case_is_the_same_in_columns(engine: Law, columnar: Columnar) -> None:
    cases = list(islice(stream(11), 500))
    tables = tables_from_projects(p for p, _ in cases)
    days = pl.Series([d for _, d in cases], dtype=pl.Int64)
    assert columnar.any_case(tables, days, CALENDAR).height > 5
    assert list(any_case_differences(engine, columnar, cases, CALENDAR)) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(projects())
def test_any_single_project_gives_equal_answers(case: Case) -> None:
    # a table of one project lacks most columns and scopes
    assert list(differences(engine_for(), Columnar(default_rulebook()), [case], CALENDAR)) == []


def test_every_operation_gives_equal_answers() -> None:
    book = trial_rulebook()
    engine, columnar = compile_law(book), Columnar(book)
    assert list(differences(engine, columnar, drawn(7, 500, book), CALENDAR)) == []
    source, rng = stream(8, book), random.Random(8)
    for _ in range(12):
        assert list(differences(engine, columnar, list(islice(source, rng.randint(1, 3))), CALENDAR)) == []


def test_the_trial_rules_conflict_somewhere() -> None:
    cases = drawn(7, 500, trial_rulebook())
    days = pl.Series([d for _, d in cases])
    outcome = Columnar(trial_rulebook()).run(tables_from_projects(p for p, _ in cases), days, CALENDAR)
    assert {name for name, _ in outcome.conflicts} == {"t_word", "t_yes", "t_number", "t_day"}


@pytest.mark.parametrize("seed", range(4))
def test_random_rules_give_equal_answers(seed: int) -> None:
    book = random_rulebook(seed)
    assert list(differences(compile_law(book), Columnar(book), drawn(seed, 150, book), CALENDAR)) == []


def test_a_calendar_as_known_earlier_gives_equal_answers(engine: Law, columnar: Columnar) -> None:
    calendar = load_calendar(known_at=dt.date(2024, 6, 1))
    assert list(differences(engine, columnar, drawn(5, 250), calendar)) == []


def test_chunks_and_parquet_and_copies_and_passes_give_the_answers_of_the_whole(
    tmp_path: Path, columnar: Columnar
) -> None:
    cases = drawn(11, 60)
    tables = tables_from_projects(p for p, _ in cases)
    day = cases[0][1]
    whole = columnar.run(tables, day, CALENDAR, presumed=True)
    for alone, together in zip(
        (columnar.run(tables, day, CALENDAR), whole), columnar.both(tables, day, CALENDAR), strict=True
    ):
        assert all(together.frames[s].equals(f) for s, f in alone.frames.items())
        assert alone.conflicts == together.conflicts
    tables.write(tmp_path)
    again = columnar.run(Tables.read(tmp_path), pl.Series([day] * 60), CALENDAR, presumed=True)
    parts = [columnar.run(t, day, CALENDAR, presumed=True) for t in tables.chunks(17)]
    twice = columnar.run(replicated(tables, 2), day, CALENDAR, presumed=True)
    for scope, frame in whole.frames.items():
        assert again.frames[scope].equals(frame)
        results = [c for c in frame.columns if c not in tables.frames[scope].columns]
        assert pl.concat([p.frames[scope].select(results) for p in parts]).equals(frame.select(results))
        assert twice.frames[scope].select(results).equals(pl.concat([frame.select(results)] * 2))


def test_tables_without_rows(columnar: Columnar) -> None:
    outcome = columnar.run(tables_from_projects([]), 739_000, CALENDAR)
    assert all(f.height == 0 for f in outcome.frames.values())
    assert "rule:gp.contract.thirty-days" in outcome.frames["procedure"].columns


@pytest.mark.parametrize(
    ("frames", "complaint"),
    [
        ({"procedure": {"_parent": [0]}}, "there is no frame 'project'"),
        ({"project": {"id": ["1"]}, "lots": {"_parent": [0]}}, "unknown frame 'lots'"),
        ({"project": {"id": ["1"], "colour": ["red"]}}, "project: unknown column 'colour'"),
        ({"project": {"id": ["1"]}, "procedure": {"lot": ["1"]}}, "has no column _parent"),
        ({"project": {"id": ["1"]}, "procedure": {"_parent": [1]}}, "must name rows of project"),
        ({"project": {"id": ["1", "2"]}, "procedure": {"_parent": [1, 0]}}, "must name rows of project"),
        ({"project": {"id": ["1"], "budget.lo": [-1]}}, "budget.lo"),
        ({"project": {"id": ["1"], "budget.lo": [2], "budget.hi": [1]}}, "budget"),
        (
            {"project": {"id": ["1"]}, "procedure": {"_parent": [0], "contract_signed.lo": [20240503]}},
            "contract_signed.lo",
        ),
    ],
)
def test_faulty_tables_are_refused(frames: dict[str, dict[str, list[object]]], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Tables({s: pl.DataFrame(c) for s, c in frames.items()}).check()


def test_every_column_that_does_not_fit_is_named() -> None:
    day = dt.date(2026, 9, 3)
    frames = {
        "project": pl.DataFrame(
            {"id": ["1"], "budget.lo": [1.5], "budget.hi": [day], "purchaser.kind": ["ministry"], "x": [1]}
        ),
        "procedure": pl.DataFrame({"_parent": [0], "method": ["tender"], "lot": [3]}),
        "lots": pl.DataFrame(),
    }
    with pytest.raises(ValueError, match="lots") as told:
        Tables(frames)
    for word in (
        "'budget.lo' is Float64",
        "'budget.hi' is Date",
        "ministry",
        "'x'",
        "'method'",
        "tender",
        "'lot' is Int64",
    ):
        assert word in str(told.value)


def test_dates_come_as_dates_or_as_ordinals() -> None:
    day = dt.date(2026, 9, 3)
    columns = {"bid_deadline.lo": [day], "bid_deadline.hi": [day]}
    made = Tables({"project": pl.DataFrame({"id": ["1"]}), "procedure": pl.DataFrame({"_parent": [0], **columns})})
    assert made.check().frames["procedure"]["bid_deadline.lo"].to_list() == [day.toordinal()]


def test_stated_columns_mean_what_the_project_file_says(columnar: Columnar) -> None:
    tables = Tables(
        {
            "project": pl.DataFrame(
                {"budget.lo": [500_000_000], "budget.hi": [500_000_000], "procedures.complete": [True]}
            ),
            "procedure": pl.DataFrame(
                {"_parent": [0], "method": ["open_tendering"], "contract_signed.happened": [False]}
            ),
        }
    )
    project = make_project(
        {"budget": 5_000_000, "procedures": [{"method": "open_tendering", "timeline": {"contract_signed": "not_yet"}}]}
    )
    want = columnar.run(tables_from_projects([project]), 739_000, CALENDAR, presumed=True)
    found = columnar.run(tables, 739_000, CALENDAR, presumed=True)
    for scope, frame in want.frames.items():
        names = [c for c in frame.columns if c.startswith("rule:") or c in default_rulebook().conclusions]
        assert found.frames[scope].select(names).equals(frame.select(names))
