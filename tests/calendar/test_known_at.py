"""A calendar as it was known on a day: later notices, amendments and texts of the regulation are left out."""

from datetime import date

import pytest

from procure_rules.calendar import (
    Calendar,
    DayClass,
    add_workdays,
    calendar_known_at,
    day_class,
    is_workday,
    load_calendar,
)


@pytest.mark.parametrize(
    ("known_at", "cls"),
    [
        ("2018-12-05", None),  # no notice for 2019 yet
        ("2018-12-06", DayClass.WORKDAY),  # one day of Labour Day only
        ("2019-03-21", DayClass.WORKDAY),
        ("2019-03-22", DayClass.ADJUSTED_REST),  # amended to four days
    ],
)
def test_labour_day_2019_before_and_after_its_amendment(known_at: str, cls: DayClass | None) -> None:
    calendar = load_calendar(known_at=date.fromisoformat(known_at))
    assert day_class(date(2019, 5, 2), calendar) is cls


@pytest.mark.parametrize(
    ("known_at", "friday", "saturday"),
    [
        ("2020-01-26", DayClass.WORKDAY, DayClass.MAKE_UP_WORKDAY),
        ("2020-01-27", DayClass.ADJUSTED_REST, DayClass.WEEKEND),
    ],
)
def test_spring_festival_2020_before_and_after_its_extension(
    known_at: str, friday: DayClass, saturday: DayClass
) -> None:
    calendar = load_calendar(known_at=date.fromisoformat(known_at))
    assert day_class(date(2020, 1, 31), calendar) is friday
    assert day_class(date(2020, 2, 1), calendar) is saturday


def test_victory_day_2015_was_a_working_day_until_the_notice() -> None:
    assert is_workday(date(2015, 9, 3), load_calendar(known_at=date(2015, 5, 12))) is True
    assert is_workday(date(2015, 9, 3), load_calendar(known_at=date(2015, 5, 13))) is False


def test_a_year_is_open_until_its_notice_is_out() -> None:
    before, after = (load_calendar(known_at=date(2025, 11, day)) for day in (3, 4))
    assert day_class(date(2026, 2, 23), before) is None
    assert day_class(date(2026, 2, 23), after) is DayClass.ADJUSTED_REST
    assert not add_workdays(date(2026, 2, 13), 3, before).certain
    assert add_workdays(date(2026, 2, 13), 3, after).date == date(2026, 2, 25)
    assert max(n.year for n in before.notices) == 2025
    assert before.version != after.version


def test_a_notice_without_a_day_of_publication_is_known_from_the_first_of_january() -> None:
    assert day_class(date(2006, 2, 1), load_calendar(known_at=date(2005, 12, 31))) is None
    assert day_class(date(2006, 2, 1), load_calendar(known_at=date(2006, 1, 1))) is DayClass.ADJUSTED_REST


def test_a_text_of_the_regulation_is_not_known_before_it_is_published() -> None:
    before, after = (load_calendar(known_at=date(2024, 11, day)) for day in (9, 10))
    assert day_class(date(2030, 5, 2), before) is None
    assert day_class(date(2030, 5, 2), after) is DayClass.STATUTORY_HOLIDAY


def test_knowing_everything_is_the_default(calendar: Calendar) -> None:
    assert load_calendar(known_at=date(2026, 12, 31)).version == calendar.version
    assert load_calendar().version == calendar.version


def test_days_between_two_publications_share_one_calendar() -> None:
    early, late = calendar_known_at(date(2026, 1, 5)), calendar_known_at(date(2026, 11, 20))
    assert early is late
    assert late.version == load_calendar(known_at=date(2026, 11, 20)).version
    assert calendar_known_at(date(2025, 11, 3)).version != late.version
    assert calendar_known_at(date(2025, 11, 3)).version == load_calendar(known_at=date(2025, 11, 3)).version
    assert calendar_known_at(date(1990, 1, 1)).version == load_calendar(known_at=date(1990, 1, 1)).version
