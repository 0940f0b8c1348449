"""Laws of counting, for every start, length and convention."""

from array import array
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procure_rules.calendar import Calendar, Count, DayClass, default_calendar, load_calendar
from procure_rules.calendar._load import assemble
from procure_rules.calendar._tables import Days
from procure_rules.calendar.days import CODES, UNDECIDED

CALENDAR = default_calendar()
FIRM = (date(2008, 1, 1), date(2026, 6, 30))
OPEN = (date(2026, 11, 1), date(2029, 6, 30))


def _ordinals(span: tuple[date, date]) -> st.SearchStrategy[int]:
    return st.integers(span[0].toordinal(), span[1].toordinal())


LENGTHS = st.integers(0, 90)
COUNTS = st.builds(
    Count,
    unit=st.sampled_from(["day", "workday"]),
    first_day=st.sampled_from(["excluded", "included"]),
    extra=st.integers(0, 3),
    roll=st.sampled_from(["none", "forward", "back"]),
    over=st.sampled_from(["rest", "statutory"]),
    backward=st.booleans(),
)


def _around(start: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    ends = st.tuples(st.integers(start - 60, start + 60), st.integers(-1, 20))
    return st.lists(ends.map(lambda p: (p[0], p[0] + p[1])), max_size=4)


def _monotone(how: Count) -> bool:
    """A day that goes back behind a weekend overtakes the weekend, which stays: that roll alone is not monotone."""
    return not (how.roll == "back" and how.over == "statutory")


def _class(o: int, undecided_works: bool) -> DayClass:
    cls = CALENDAR.day_class(o)
    if cls is None:
        weekend = date.fromordinal(o).weekday() >= 5
        works, rests = (DayClass.MAKE_UP_WORKDAY, DayClass.WEEKEND) if weekend else (DayClass.WORKDAY, DayClass.WEEKEND)
        return works if undecided_works else rests
    return cls


def _naive(start: int, n: int, how: Count, slow: bool, tolled: list[tuple[int, int]]) -> int:
    """The reference: day by day, straight from the words of the convention."""
    left = n + how.extra
    step = -1 if how.backward else 1
    # Earliest result: forward, undecided days work; backward, they rest. Latest: the other way round.
    works = slow if how.backward else not slow
    day = start
    if left:
        day = start if how.first_day == "included" else start + step
        while True:
            out = any(a <= day <= b for a, b in tolled)
            if not out and (how.unit == "day" or _class(day, works).works):
                left -= 1
            if left == 0:
                break
            day += step
    rolls = (
        _class(day, works) is DayClass.STATUTORY_HOLIDAY
        if how.over == "statutory"
        else not _class(day, not slow if how.roll == "forward" else slow).works
    )
    if how.roll == "none" or not rolls:
        return day
    if how.roll == "forward" and how.over == "statutory":
        while _class(day, works) is DayClass.STATUTORY_HOLIDAY:
            day += 1
        return day
    lands = not slow if how.roll == "forward" else slow
    while not _class(day, lands).works:
        day += 1 if how.roll == "forward" else -1
    return day


@settings(max_examples=400, deadline=None)
@given(st.data(), st.one_of(_ordinals(FIRM), _ordinals(OPEN)), LENGTHS, COUNTS, st.booleans())
def test_the_tables_agree_with_counting_day_by_day(data: Any, start: int, n: int, how: Count, slow: bool) -> None:
    tolled = data.draw(_around(start))
    end = CALENDAR.end(start, n, how, slow, tolled)
    assert end == _naive(start, n, how, slow, tolled)
    proof = CALENDAR.proof(start, n, how, slow, tolled)
    assert proof.end is not None
    assert proof.end.toordinal() == end
    assert sum(s.counted for s in proof.steps) == n + how.extra


@settings(max_examples=200, deadline=None)
@given(_ordinals(OPEN), LENGTHS, COUNTS)
def test_the_earliest_result_is_never_after_the_latest(start: int, n: int, how: Count) -> None:
    fast, slow = (CALENDAR.end(start, n, how, late) for late in (False, True))
    assert fast is not None
    assert slow is not None
    assert fast <= slow


@settings(max_examples=200, deadline=None)
@given(st.data(), _ordinals(FIRM), LENGTHS, COUNTS)
def test_leaving_out_more_days_never_ends_a_period_earlier(data: Any, start: int, n: int, how: Count) -> None:
    if not _monotone(how):
        return
    some, more = data.draw(_around(start)), data.draw(_around(start))
    less, all_of_them = (CALENDAR.end(start, n, how, False, t) for t in (some, some + more))
    assert less is not None
    assert all_of_them is not None
    assert all_of_them <= less if how.backward else less <= all_of_them


@settings(max_examples=200, deadline=None)
@given(_ordinals(FIRM), st.integers(0, 30), LENGTHS, COUNTS)
def test_a_later_start_never_ends_a_period_earlier(start: int, later: int, n: int, how: Count) -> None:
    ends = [CALENDAR.end(start + d, n, how, False) for d in (0, later)]
    assert ends[0] is not None
    assert ends[1] is not None
    if _monotone(how):
        assert ends[0] <= ends[1]
    lo, hi = CALENDAR.bounds((start, start + later), n, how)
    assert lo <= min(ends)  # type: ignore[type-var]
    assert max(ends) <= hi  # type: ignore[type-var]


@settings(max_examples=200, deadline=None)
@given(_ordinals(FIRM), st.integers(1, 90), st.sampled_from(["day", "workday"]))
def test_counting_back_undoes_counting_forward(start: int, n: int, unit: Any) -> None:
    end = CALENDAR.end(start, n, Count(unit), False)
    assert end is not None
    back = CALENDAR.end(end, n, Count(unit, backward=True), False)
    assert back is not None
    if unit == "day" or CALENDAR.must_work(start):
        assert back == start
    else:
        # From a rest day the way back stops on the working day before it.
        assert back == CALENDAR.prev_work_fast[start - CALENDAR.first]


@settings(max_examples=200, deadline=None)
@given(_ordinals(FIRM), LENGTHS, COUNTS)
def test_a_roll_over_rest_days_lands_on_a_working_day(start: int, n: int, how: Count) -> None:
    end = CALENDAR.end(start, n, how, False)
    assert end is not None
    if how.roll != "none" and how.over == "rest":
        assert CALENDAR.must_work(end)
    if how.roll != "none":
        assert CALENDAR.day_class(end) is not DayClass.STATUTORY_HOLIDAY


@st.composite
def completions(draw: st.DrawFn) -> Calendar:
    """The calendar with every undecided day settled, one way or the other."""
    choice = draw(st.randoms(use_true_random=False))
    work, weekend = CODES.index(DayClass.WORKDAY), CODES.index(DayClass.WEEKEND)
    codes = bytes(choice.choice((work, weekend)) if c == UNDECIDED else c for c in CALENDAR.codes)
    days = Days(CALENDAR.first, CALENDAR.last, codes, array("i", CALENDAR.notice_of), CALENDAR.notices)
    return assemble(days, 1, None)


@settings(max_examples=25, deadline=None)
@given(completions(), st.lists(st.tuples(_ordinals(OPEN), st.integers(0, 10), LENGTHS, COUNTS), min_size=20))
def test_bounds_bracket_every_completion_of_a_year_without_a_notice(
    complete: Calendar, cases: list[tuple[int, int, int, Count]]
) -> None:
    for start, width, n, how in cases:
        lo, hi = CALENDAR.bounds((start, start + width), n, how)
        for o in range(start, start + width + 1):
            end = complete.end(o, n, how, False)
            assert end is not None
            assert end == complete.end(o, n, how, True)
            assert lo <= end <= hi, (date.fromordinal(o), how)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_adding_a_holiday_never_shortens_a_working_day_period(plan_2027: str, planned: Calendar, data: Any) -> None:
    day = date(2027, 1, 4) + timedelta(days=data.draw(st.integers(0, 350)))
    if planned.day_class(day.toordinal()) is not DayClass.WORKDAY:
        return
    extra = f"rest:\n  - {{festivals: [new-year], days: {day}, notice: 0}}"
    with TemporaryDirectory() as folder:
        (Path(folder) / "2027.yaml").write_text(plan_2027.replace("rest:", extra, 1), encoding="utf-8")
        longer = load_calendar([folder])
    assert longer.day_class(day.toordinal()) is DayClass.ADJUSTED_REST
    starts = st.integers(day.toordinal() - 60, day.toordinal() + 30)
    for start, n in data.draw(st.lists(st.tuples(starts, LENGTHS), min_size=30)):
        for first_day in ("excluded", "included"):
            for backward in (False, True):
                how = Count("workday", first_day=first_day, backward=backward)  # type: ignore[arg-type]
                for slow in (False, True):
                    before, after = (c.end(start, n, how, slow) for c in (planned, longer))
                    assert before is not None
                    assert after is not None
                    assert after <= before if backward else before <= after


@pytest.mark.parametrize("name", ["rank_fast", "rank_slow"])
def test_a_rank_grows_by_at_most_one_a_day(name: str) -> None:
    rank = getattr(CALENDAR, name)
    assert all(b - a in (0, 1) for a, b in pairwise(rank))
    assert len(rank) == CALENDAR.last - CALENDAR.first + 1
