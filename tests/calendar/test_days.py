"""What each day is, and agreement with two independent calendars."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from procure_rules.calendar import (
    Calendar,
    DayClass,
    OutOfRange,
    UndecidedDate,
    add_workdays,
    day_class,
    is_workday,
    workdays_between,
)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def test_every_day_agrees_with_chinesecalendar_and_holidays_from_2007_to_2026() -> None:
    china = holidays.country_holidays("CN", years=range(2006, 2028))
    for day in _days(date(2007, 1, 1), date(2026, 12, 31)):
        works = is_workday(day)
        assert works is chinese_calendar.is_workday(day), day
        assert works is china.is_working_day(day), day


def test_before_2007_the_two_differ_on_one_day_and_the_make_up_working_day_is_right() -> None:
    china = holidays.country_holidays("CN", years=range(2003, 2008))
    for day in _days(date(2004, 1, 1), date(2006, 12, 31)):
        assert is_workday(day) is china.is_working_day(day), day
        assert (is_workday(day) is chinese_calendar.is_workday(day)) == (day != date(2005, 12, 31)), day
    assert day_class(date(2005, 12, 31)) is DayClass.MAKE_UP_WORKDAY


@pytest.mark.parametrize(
    ("year", "days"),
    {
        2015: 249,
        2016: 250,
        2017: 249,
        2018: 250,
        2019: 250,
        2020: 249,
        2021: 250,
        2022: 249,
        2023: 249,
        2024: 251,
        2025: 248,
        2026: 248,
    }.items(),
)
def test_working_days_of_a_year(year: int, days: int) -> None:
    assert workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == (days, days)


@pytest.mark.parametrize(
    ("day", "cls"),
    [
        ("2026-02-14", DayClass.MAKE_UP_WORKDAY),
        ("2026-02-15", DayClass.WEEKEND),  # off, a Sunday, no festival day
        ("2026-02-16", DayClass.STATUTORY_HOLIDAY),  # the eve, since 2025
        ("2024-02-09", DayClass.WORKDAY),  # the eve, 2014 to 2024
        ("2013-02-09", DayClass.STATUTORY_HOLIDAY),  # the eve, 2008 to 2013
        ("2026-02-20", DayClass.ADJUSTED_REST),
        ("2026-02-24", DayClass.WORKDAY),
        ("2026-05-02", DayClass.STATUTORY_HOLIDAY),  # second day of Labour Day since 2025, a Saturday
        ("2024-05-02", DayClass.ADJUSTED_REST),
        ("2007-05-03", DayClass.STATUTORY_HOLIDAY),
        ("2012-06-23", DayClass.STATUTORY_HOLIDAY),  # Dragon Boat on a Saturday
        ("2012-06-22", DayClass.ADJUSTED_REST),
        ("2015-09-03", DayClass.ADJUSTED_REST),  # off by a single notice, no festival of the regulation
        ("2020-01-31", DayClass.ADJUSTED_REST),
        ("2020-02-01", DayClass.WEEKEND),  # was to be worked, then the holiday was extended
        ("2020-10-01", DayClass.STATUTORY_HOLIDAY),
        ("2026-11-21", DayClass.WEEKEND),
    ],
)
def test_class_of_a_day(day: str, cls: DayClass) -> None:
    assert day_class(date.fromisoformat(day)) is cls
    assert is_workday(date.fromisoformat(day)) is cls.works


def test_a_festival_day_is_certain_in_a_year_without_a_notice() -> None:
    assert day_class(date(2030, 10, 1)) is DayClass.STATUTORY_HOLIDAY
    assert day_class(date(2030, 9, 30)) is None
    assert is_workday(date(2030, 9, 30)) is None
    assert is_workday(date(2030, 7, 1)) is True
    assert is_workday(date(2030, 7, 6)) is False


def test_beyond_the_tables_nothing_is_known(calendar: Calendar) -> None:
    assert is_workday(date(1999, 12, 31)) is None
    assert day_class(date(2046, 1, 1)) is None
    assert calendar.notice_for(calendar.last + 1) is None
    with pytest.raises(OutOfRange, match="2000 to 2045"):
        add_workdays(date(2045, 12, 29), 5)
    with pytest.raises(OutOfRange, match="2000 to 2045"):
        workdays_between(date(1999, 1, 1), date(2026, 1, 1))


def test_the_notice_of_a_day(calendar: Calendar) -> None:
    def number(day: date) -> str | None:
        notice = calendar.notice_for(day.toordinal())
        return notice and notice.number

    assert number(date(2026, 2, 15)) == "国办发明电〔2025〕7号"
    assert number(date(2019, 5, 2)) == "国办发明电〔2019〕3号"
    assert number(date(2007, 12, 31)) == "国办发明电〔2007〕52号"
    assert number(date(2026, 3, 2)) is None


def test_seven_working_days_across_mid_autumn_and_national_day() -> None:
    assert add_workdays(date(2026, 9, 22), 7).date == date(2026, 10, 9)
    assert add_workdays(date(2026, 10, 9), -7).date == date(2026, 9, 22)
    assert add_workdays(date(2026, 10, 3), 0).date == date(2026, 10, 3)
    assert workdays_between(date(2026, 10, 9), date(2026, 9, 22)) == (-7, -7)


def test_an_uncertain_span_has_no_date() -> None:
    span = add_workdays(date(2027, 1, 28), 7)
    assert not span.certain
    assert span.lo < span.hi
    with pytest.raises(UndecidedDate, match="holiday notice"):
        _ = span.date


def test_the_calendar_is_immutable(calendar: Calendar) -> None:
    with pytest.raises(AttributeError):
        calendar.first = 1  # type: ignore[misc]
    assert "2000-01-01..2045-12-31" in repr(calendar)
