"""Counting conventions: first day, corresponding day, roll, tolling, direction, limits."""

import doctest
from datetime import date
from math import inf
from typing import Any

import pytest

from procure_rules.calendar import Calendar, Count, DayClass, Reason, spans


def _o(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _end(calendar: Calendar, start: str, n: int, how: Count, *tolled: tuple[str, str]) -> str | None:
    o = calendar.end(_o(start), n, how, False, [(_o(a), _o(b)) for a, b in tolled])
    return None if o is None else str(date.fromordinal(o))


@pytest.mark.parametrize(
    ("start", "n", "how", "end"),
    [
        ("2026-03-02", 1, Count("month"), "2026-04-02"),
        ("2026-01-31", 1, Count("month"), "2026-02-28"),  # Civil Code 202: no corresponding day, the month's last
        ("2024-02-29", 1, Count("year"), "2025-02-28"),
        ("2026-03-31", 1, Count("month", backward=True), "2026-02-28"),
        ("2026-03-02", 1, Count("month", first_day="included"), "2026-04-01"),
        ("2026-03-02", 1, Count("month", first_day="included", backward=True), "2026-02-03"),
        ("2026-09-01", 1, Count("month", roll="forward"), "2026-10-08"),
        ("2026-09-01", 1, Count("month", roll="forward", over="statutory"), "2026-10-04"),
        ("2026-03-02", 0, Count("year", extra=1), "2026-03-03"),
        ("2026-03-02", 1, Count("year", extra=1), "2027-03-03"),  # a full year: one day more, not one year
        ("2026-01-31", 1, Count("month", extra=1), "2026-03-01"),
        ("2026-03-31", 1, Count("month", extra=1, backward=True), "2026-02-27"),
        ("2026-03-02", 20, Count("day", first_day="included"), "2026-03-21"),
        ("2026-03-21", 20, Count("day", first_day="included", backward=True), "2026-03-02"),
        ("2026-10-09", 2, Count("workday", first_day="included", backward=True), "2026-10-08"),
        ("2026-10-03", 1, Count("workday", first_day="included"), "2026-10-08"),
        ("2026-10-03", 0, Count("workday"), "2026-10-03"),
        ("2026-10-03", 0, Count("workday", roll="forward"), "2026-10-08"),
        ("2026-10-03", 0, Count("day", roll="back"), "2026-09-30"),
        ("2000-01-01", 1, Count("workday", first_day="included"), "2000-01-02"),  # a Sunday that may have been worked
    ],
)
def test_end_of_a_period(calendar: Calendar, start: str, n: int, how: Count, end: str) -> None:
    assert _end(calendar, start, n, how) == end


def test_days_left_out_are_a_union_and_count_once(calendar: Calendar) -> None:
    days, back = Count("day"), Count("day", backward=True)
    assert _end(calendar, "2026-03-02", 10, days) == "2026-03-12"
    assert _end(calendar, "2026-03-02", 10, days, ("2026-03-05", "2026-03-08")) == "2026-03-16"
    both = (("2026-03-05", "2026-03-07"), ("2026-03-06", "2026-03-08"), ("2026-03-09", "2026-03-01"))
    assert _end(calendar, "2026-03-02", 10, days, *both) == "2026-03-16"
    assert _end(calendar, "2026-03-02", 10, days, ("2026-03-13", "2026-03-20")) == "2026-03-12"
    assert _end(calendar, "2026-03-02", 10, days, ("2026-02-01", "2026-03-02")) == "2026-03-12"
    assert _end(calendar, "2026-03-12", 10, back, ("2026-03-05", "2026-03-08")) == "2026-02-26"
    assert _end(calendar, "2026-03-12", 10, back, ("2026-03-12", "2026-03-20")) == "2026-03-02"
    assert _end(calendar, "2026-03-12", 10, back, ("2026-02-01", "2026-03-01")) == "2026-03-02"


def test_beyond_the_tables_an_end_is_none(calendar: Calendar) -> None:
    assert _end(calendar, "2045-12-20", 30, Count("workday")) is None
    assert _end(calendar, "2000-01-10", 30, Count("workday", backward=True)) is None
    assert _end(calendar, "2046-01-01", 1, Count("workday")) is None
    assert _end(calendar, "1999-01-01", 1, Count("workday", backward=True)) is None
    assert _end(calendar, "2045-12-20", 30, Count("day", roll="forward")) is None
    assert _end(calendar, "2045-12-20", 30, Count("day")) == "2046-01-19"  # no calendar is needed
    assert _end(calendar, "9999-12-20", 30, Count("day")) is None
    assert _end(calendar, "9999-12-20", 30, Count("month")) is None
    assert _end(calendar, "2045-12-01", 5, Count("workday"), ("2045-12-02", "2046-06-01")) is None
    assert _end(calendar, "2000-01-31", 5, Count("workday", backward=True), ("1999-06-01", "2000-01-30")) is None
    assert calendar.bounds((_o("2045-12-20"), inf), 30, Count("workday")) == (-inf, inf)
    assert calendar.bounds((_o("2045-12-20"), _o("2045-12-21")), 30, Count("day", roll="forward")) == (-inf, inf)
    assert calendar.proof(_o("2045-12-20"), 30, Count("workday")).end is None


def test_a_negative_length_and_tolled_months_are_refused(calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        calendar.end(_o("2026-03-02"), 1, Count("day", extra=-2), False)
    with pytest.raises(ValueError, match="around tolled days"):
        calendar.end(_o("2026-03-02"), 1, Count("month"), False, [(1, 2)])
    assert _end(calendar, "2026-03-02", 1, Count("month"), ("2026-03-09", "2026-03-01")) == "2026-04-02"


@pytest.mark.parametrize(
    "wrong", [{"unit": "hour"}, {"first_day": "in"}, {"roll": "up"}, {"over": "weekend"}, {"extra": 0.5}]
)
def test_an_unknown_convention_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"Count.{next(iter(wrong))}"):
        Count(**({"unit": "day"} | wrong))


def test_bounds_of_an_uncertain_start(calendar: Calendar) -> None:
    start = (_o("2026-09-22"), _o("2026-09-24"))
    assert calendar.bounds(start, 7, Count("workday")) == (_o("2026-10-09"), _o("2026-10-12"))
    assert calendar.bounds((-inf, _o("2026-09-22")), 7, Count("workday")) == (-inf, _o("2026-10-09"))
    assert calendar.bounds((_o("2026-09-22"), inf), 7, Count("day")) == (_o("2026-09-29"), inf)
    assert calendar.bounds(start, 7, Count("day", roll="forward", over="statutory")) == (
        _o("2026-09-29"),
        _o("2026-10-04"),
    )


def test_bounds_hold_the_day_that_goes_back_behind_a_weekend(calendar: Calendar) -> None:
    # Day 30 on Sunday 02-15 stays; on the eve, 02-16, it goes back to the make-up Saturday 02-14.
    how = Count("day", roll="back", over="statutory")
    assert calendar.bounds((_o("2026-01-16"), _o("2026-01-17")), 30, how) == (_o("2026-02-14"), _o("2026-02-15"))
    assert calendar.bounds((-inf, inf), 30, how) == (-inf, inf)


def test_bounds_with_tolling_that_may_be_shorter_or_longer(calendar: Calendar) -> None:
    small, large = [(_o("2026-03-06"), _o("2026-03-11"))], [(_o("2026-03-05"), _o("2026-03-12"))]
    start = (_o("2026-03-02"), _o("2026-03-02"))
    assert calendar.bounds(start, 30, Count("workday"), small, large) == (_o("2026-04-20"), _o("2026-04-22"))
    back = calendar.bounds((_o("2026-04-22"),) * 2, 30, Count("workday", backward=True), small, large)
    assert back == (_o("2026-03-02"), _o("2026-03-04"))


def test_the_proof_shows_each_day_and_why(calendar: Calendar) -> None:
    proof = calendar.proof(_o("2026-02-12"), 3, Count("workday"))
    assert proof.end == date(2026, 2, 24)
    assert [s.index for s in proof.steps if s.counted] == [1, 2, 3]
    reasons = {f"{s.day:%m-%d}": s.reason for s in proof.steps}
    assert reasons["02-12"] is Reason.START_EXCLUDED
    assert reasons["02-13"] is Reason.WORKDAY
    assert reasons["02-14"] is Reason.MAKE_UP_WORKDAY
    assert reasons["02-15"] is Reason.WEEKEND
    assert reasons["02-16"] is Reason.STATUTORY_HOLIDAY
    assert reasons["02-20"] is Reason.ADJUSTED_REST
    assert proof.steps[2].notice is not None
    assert proof.steps[2].notice.number == "国办发明电〔2025〕7号"
    assert proof.roll == ()


def test_the_proof_of_a_roll_shows_the_days_rolled_over(calendar: Calendar) -> None:
    proof = calendar.proof(_o("2026-09-01"), 30, Count("day", roll="forward"))
    assert [f"{s.day:%m-%d}" for s in proof.roll] == [f"10-{d:02}" for d in range(1, 9)]
    assert [s.reason for s in proof.roll] == [Reason.ROLLED_OVER] * 7 + [Reason.ROLLED_TO]
    assert proof.roll[0].cls is DayClass.STATUTORY_HOLIDAY
    back = calendar.proof(_o("2026-09-01"), 30, Count("day", roll="back", over="statutory"))
    assert [f"{s.day:%m-%d}" for s in back.roll] == ["10-01", "09-30"]


def test_the_proof_of_months_tolling_and_undecided_days(calendar: Calendar) -> None:
    def reasons(start: str, n: int, how: Count, slow: bool = False, tolled: tuple[str, str] | None = None) -> list[str]:
        spans = [(_o(tolled[0]), _o(tolled[1]))] if tolled else []
        return [s.reason.value for s in calendar.proof(_o(start), n, how, slow, spans).steps]

    assert reasons("2026-03-02", 1, Count("month")) == ["corresponding_day"]
    assert reasons("2026-01-31", 1, Count("month")) == ["month_end"]
    assert reasons("2026-01-31", 1, Count("month", first_day="included")) == ["day_before_corresponding"]
    assert reasons("2026-03-02", 0, Count("month")) == []
    assert reasons("2026-03-02", 1, Count("day"), tolled=("2026-03-03", "2026-03-03")) == [
        "start_excluded",
        "tolled",
        "calendar_day",
    ]
    assert reasons("2027-02-08", 1, Count("workday"))[-1] == "undecided_counted"
    assert "undecided_skipped" in reasons("2027-02-08", 1, Count("workday"), slow=True)
    assert "undecided_skipped" in reasons("2027-02-16", 2, Count("workday", backward=True))
    assert "undecided_counted" in reasons("2027-02-16", 3, Count("workday", backward=True), slow=True)


def test_the_examples_in_the_docstrings() -> None:
    result = doctest.testmod(spans)
    assert result.attempted > 0
    assert result.failed == 0
