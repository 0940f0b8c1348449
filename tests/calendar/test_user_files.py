"""A user's own year file makes a year firm; a faulty one is refused with every fault named."""

from datetime import date
from pathlib import Path

import pytest

from procure_rules.calendar import (
    Calendar,
    CalendarError,
    DayClass,
    add_workdays,
    day_class,
    load_calendar,
    workdays_between,
)


def _write(folder: Path, text: str, name: str = "2027.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def _problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(CalendarError) as caught:
        load_calendar([folder])
    for problem in caught.value.problems:
        assert problem in str(caught.value)
    return caught.value.problems


def test_a_year_without_a_notice_is_bounded_and_firm_once_its_file_is_added(
    calendar: Calendar, planned: Calendar
) -> None:
    lo, hi = workdays_between(date(2026, 12, 31), date(2027, 12, 24))
    assert lo < hi
    firm = workdays_between(date(2026, 12, 31), date(2027, 12, 24), planned)
    assert firm[0] == firm[1]
    assert lo <= firm[0] <= hi
    span = add_workdays(date(2027, 1, 28), 7)
    assert not span.certain
    assert span.lo <= add_workdays(date(2027, 1, 28), 7, planned).date <= span.hi
    assert calendar.version != planned.version


def test_a_later_folder_replaces_a_year(tmp_path: Path, plan_2027: str) -> None:
    folders = []
    for name, text in (("one", plan_2027), ("two", plan_2027.replace("2027-02-14", "2027-02-20"))):
        (tmp_path / name).mkdir()
        folders.append(_write(tmp_path / name, text.replace("2027-02-20]", "2027-02-13]")))
    assert day_class(date(2027, 2, 14), load_calendar(folders[:1])) is DayClass.MAKE_UP_WORKDAY
    both = load_calendar(folders)
    assert day_class(date(2027, 2, 13), both) is DayClass.MAKE_UP_WORKDAY
    assert day_class(date(2027, 2, 14), both) is DayClass.WEEKEND


def test_every_problem_of_every_file_in_one_error(tmp_path: Path, plan_2027: str) -> None:
    bad = (
        plan_2027.replace("what: original", "what: first")
        .replace("[dragon-boat], days: 2027-06-09", "[dragonboat], days: 2027-06-31")
        .replace("[2027-05-08], notice: 0", "[2028-05-08], notice: 4")
        .replace("2027-10-01/2027-10-07", "2027-10-07/2027-10-01")
        .replace("verified: false", "verified: perhaps\n    colour: red")
        .replace("days: 2027-09-15", "days: soon")
    )
    _write(tmp_path, bad)
    _write(tmp_path, "year: 2028\nyear: 2028\n", "2028.yaml")
    problems = _problems(tmp_path)
    name = tmp_path.name
    for start, part in [
        (f"{name}/2027.yaml: notices[0].what:", "expected one of original, amendment, found `first`"),
        (f"{name}/2027.yaml: notices[0].verified:", "true or false"),
        (f"{name}/2027.yaml: notices[0]:", "`colour` is not known here"),
        (f"{name}/2027.yaml: rest[4].festivals[0]:", "found `dragonboat`"),
        (f"{name}/2027.yaml: rest[4].days:", "expected a date"),
        (f"{name}/2027.yaml: rest[5].days:", "`soon`"),
        (f"{name}/2027.yaml: rest[6].days:", "is after"),
        (f"{name}/2027.yaml: work[1].days[0]:", "is not in 2027"),
        (f"{name}/2027.yaml: work[1].notice:", "from 0 to 0, found `4`"),
        (f"{name}/2028.yaml: file:", "stands twice"),
    ]:
        assert any(p.startswith(start) and part in p for p in problems), (start, problems)
    assert len(problems) == 10


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("[2027-05-08]", "[2027-05-02]"), "2027-05-02 is a festival day by the regulation and cannot be worked"),
        (("[2027-05-08]", "[2027-05-04]"), "2027-05-04 is both off and worked by the same notice"),
        (
            ("2027-05-01/2027-05-05", "2027-05-02/2027-05-05"),
            "2027-05-01 is a festival day by the regulation and is mi",
        ),
        (("what: original", "what: amendment"), "the first notice of a year is the original"),
        (("year: 2027", "year: 2107"), "from 2000 to 2045"),
        (("year: 2027", "years: 2027"), "`year` is missing"),
        (("rest:", "rest: 5\nignored:"), "expected a list, found `5`"),
        (("    title: 2027年放假测试计划\n", ""), "`title` is missing"),
        (("days: 2027-06-09", "days: {from: 2027-06-09}"), "found a mapping"),
        (("days: 2027-06-09", "days: null"), "found nothing"),
    ],
)
def test_a_faulty_year_file_is_refused(tmp_path: Path, plan_2027: str, change: tuple[str, str], problem: str) -> None:
    assert change[0] in plan_2027
    assert any(problem in p for p in _problems(_write(tmp_path, plan_2027.replace(*change))))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("year: [", "no valid YAML"),
        ("- 1", "expected a mapping"),
        ("", "found nothing"),
        ("[" * 501, "too deeply nested"),
        ("[" * 500, "no valid YAML"),
        ("- " * 30000, "too deeply nested"),
        ("#" * 70000, "too large"),
        ("year: 2027\nnotices: []\nrest: []\nwork: []\n", "a year needs at least one notice"),
        ("year: !!python/object/apply:os.system ['true']", "no valid YAML"),
    ],
)
def test_a_hostile_or_empty_file_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert any(problem in p for p in _problems(_write(tmp_path, text)))


def test_a_year_in_two_files_of_one_folder_is_refused(tmp_path: Path, plan_2027: str) -> None:
    _write(tmp_path, plan_2027)
    _write(tmp_path, plan_2027, "2027-again.yaml")
    assert any("2027 stands in" in p for p in _problems(tmp_path))


def test_a_year_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "2027.yaml").mkdir()
    assert any("cannot be read" in p for p in _problems(tmp_path))


def test_a_year_without_days_off_is_refused_for_each_festival_day(tmp_path: Path, plan_2027: str) -> None:
    empty = plan_2027[: plan_2027.index("rest:")] + "rest:\nwork:\n"
    assert len(_problems(_write(tmp_path, empty))) == 13


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert any("is no folder" in p for p in _problems(tmp_path / "nowhere"))
