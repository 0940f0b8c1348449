"""The worked examples of the counting and remedy readings, as far as counting alone decides them.

Each states a literal line (the furthest bound arguable) and a safe line (the bound no reading can attack).
"""

from datetime import date

import pytest

from procure_rules.calendar import Calendar, Count

DAYS = Count("day")
ROLLED = Count("day", roll="forward")
SAFE_AT_MOST = Count("day", roll="back", over="statutory")
WORKDAYS = Count("workday")
WORKDAYS_BACK = Count("workday", backward=True)


def _day(text: str, year: int = 2026) -> int:
    return date.fromisoformat(f"{year}-{text}").toordinal()


def _show(o: int | None) -> str | None:
    return None if o is None else f"{date.fromordinal(o):%m-%d}"


@pytest.mark.parametrize(
    ("reading", "start", "n", "how", "expected"),
    [
        ("C2 literal: every rest day rolls", "01-16", 30, ROLLED, "02-24"),
        ("C2 safe: only a festival day proper rolls", "01-16", 30, SAFE_AT_MOST, "02-15"),
        ("C3 literal: twenty days, issue day out", "03-02", 20, DAYS, "03-22"),
        ("C3 safe: twenty clear days", "03-02", 20, Count("day", extra=1), "03-23"),
        ("C4 literal: a minimum does not roll", "09-12", 20, DAYS, "10-02"),
        ("C4 safe: a minimum rolls", "09-12", 20, ROLLED, "10-08"),
        ("C5 literal: fifteen days before the deadline", "04-20", 15, Count("day", backward=True), "04-05"),
        ("C5 safe: fifteen clear days before", "04-20", 15, Count("day", extra=1, backward=True), "04-04"),
        ("C6: late amendment moves the deadline", "04-08", 15, DAYS, "04-23"),
        ("C7 literal: ten days before", "05-11", 10, Count("day", backward=True), "05-01"),
        ("C7 safe: a working day", "05-11", 10, Count("day", extra=1, roll="back", backward=True), "04-30"),
        ("C8 literal: three days of publicity", "04-03", 3, DAYS, "04-06"),
        ("C8 safe: rolled", "04-03", 3, ROLLED, "04-07"),
        ("C9 (b): day of publication out", "09-24", 1, WORKDAYS, "09-28"),
        ("C9 (a): day of publication in", "09-24", 1, Count("workday", first_day="included"), "09-24"),
        ("C10 literal: a make-up Saturday does not roll", "01-15", 30, ROLLED, "02-14"),
        ("C10 safe: a make-up Saturday", "01-15", 30, SAFE_AT_MOST, "02-14"),
        ("C10 literal: day thirty is National Day", "09-01", 30, ROLLED, "10-08"),
        ("C10 safe: the working day before National Day", "09-01", 30, SAFE_AT_MOST, "09-30"),
        ("C11: bid validity of ninety days", "03-20", 90, DAYS, "06-18"),
        ("C11: thirty days to sign", "06-01", 30, DAYS, "07-01"),
        ("C11: thirty working days before validity ends", "06-30", 30, WORKDAYS_BACK, "05-18"),
        ("C12: ten days for consultation", "09-24", 10, DAYS, "10-04"),
        ("C12: five working days of documents", "09-24", 5, WORKDAYS, "10-09"),
        ("C13: three working days before", "10-09", 3, WORKDAYS_BACK, "09-29"),
        ("C13 safe: notice on a working day", "05-08", 3, WORKDAYS_BACK, "04-30"),
        ("C16: third working day across make-up days", "02-13", 3, WORKDAYS, "02-25"),
        ("C16: publish within two working days", "09-23", 2, WORKDAYS, "09-28"),
        ("C16: file within seven working days", "09-23", 7, WORKDAYS, "10-10"),
        ("R1: notice period of the tender", "04-27", 5, WORKDAYS, "05-07"),
        ("R1 safe: from obtaining", "04-28", 7, WORKDAYS, "05-11"),
        ("R1 literal: from expiry", "05-07", 7, WORKDAYS, "05-15"),
        ("R3: from the opening", "02-11", 7, WORKDAYS, "02-27"),
        ("R4 literal: from expiry, publication day out", "09-28", 7, WORKDAYS, "10-13"),
        ("R4 safe: from expiry, publication day in", "09-24", 7, WORKDAYS, "10-12"),
        ("R5: answer after arrival", "10-16", 7, WORKDAYS, "10-27"),
        ("R6: answer after receipt", "03-02", 7, WORKDAYS, "03-11"),
        ("R7 safe: from an early answer", "03-05", 15, WORKDAYS, "03-26"),
        ("R7 literal: from expiry of the answer period", "03-11", 15, WORKDAYS, "04-01"),
        ("R10: review within five", "09-22", 5, WORKDAYS, "09-30"),
        ("R10: notice within three after review", "09-30", 3, WORKDAYS, "10-10"),
        ("R10: eight in all", "09-22", 8, WORKDAYS, "10-10"),
        ("R11: suspension", "03-09", 30, DAYS, "04-08"),
        ("R14: single-source publicity", "02-11", 5, WORKDAYS, "02-25"),
        ("R14: reasoning after it", "02-25", 5, WORKDAYS, "03-03"),
        ("R16 literal: fresh ten days from the answer, rolled", "05-14", 10, ROLLED, "05-25"),
        ("S2: five working days", "09-29", 5, WORKDAYS, "10-12"),
        ("S2 literal: five days, rolled", "09-29", 5, ROLLED, "10-08"),
        ("S2 safe: five days", "09-29", 5, SAFE_AT_MOST, "10-04"),
        ("S16: thirty days from delivery", "01-05", 30, DAYS, "02-04"),
        ("S17: report within fifteen days", "05-12", 15, DAYS, "05-27"),
    ],
)
def test_reading(calendar: Calendar, reading: str, *, start: str, n: int, how: Count, expected: str) -> None:
    ends = {_show(calendar.end(_day(start), n, how, slow)) for slow in (False, True)}
    assert ends == {expected}, reading
    proof = calendar.proof(_day(start), n, how)
    assert proof.end is not None
    assert _show(proof.end.toordinal()) == expected


def test_c13_literal_notice_may_fall_on_a_rest_day(calendar: Calendar) -> None:
    # Three working days must lie after the notice, the deadline day among them: the day before the third.
    third = calendar.end(_day("05-08"), 3, Count("workday", first_day="included", backward=True), False)
    assert third is not None
    assert _show(calendar.end(third, 1, Count("day", backward=True), False)) == "05-05"


@pytest.mark.parametrize(
    ("reading", "start", "n", "how", "tolled", "expected"),
    [
        ("R9: no tolling", "03-02", 30, WORKDAYS, [], "04-14"),
        ("R9 literal: both end days out", "03-02", 30, WORKDAYS, [("03-05", "03-12")], "04-22"),
        ("R9 safe: only the days between", "03-02", 30, WORKDAYS, [("03-06", "03-11")], "04-20"),
        ("R9: a union, no sum", "03-02", 30, WORKDAYS, [("03-05", "03-10"), ("03-09", "03-12")], "04-22"),
        ("R16 default: filing day and answer day out", "05-08", 10, DAYS, [("05-11", "05-14")], "05-22"),
        ("R16 safe: only days after filing", "05-08", 10, DAYS, [("05-12", "05-14")], "05-21"),
    ],
)
def test_reading_with_time_left_out(
    calendar: Calendar, reading: str, *, start: str, n: int, how: Count, tolled: list[tuple[str, str]], expected: str
) -> None:
    spans = [(_day(a), _day(b)) for a, b in tolled]
    assert _show(calendar.end(_day(start), n, how, False, spans)) == expected, reading
    proof = calendar.proof(_day(start), n, how, tolled=spans)
    assert proof.end is not None
    assert _show(proof.end.toordinal()) == expected
    assert sum(step.counted for step in proof.steps) == n
