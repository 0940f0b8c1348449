"""The tabled data: lunar dates, notices, and an envelope that holds every notice so far."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from lunar_python import Lunar, Solar

from procure_rules.calendar import Calendar
from procure_rules.calendar._paths import rulesets_dir
from procure_rules.calendar._source import Data, read_data
from procure_rules.calendar._tables import UNDECIDED, classify


@pytest.fixture(scope="module")
def data() -> Data:
    return read_data(())


def test_the_rulesets_are_found() -> None:
    assert (rulesets_dir() / "calendar" / "festivals.yaml").is_file()


def test_lunar_festivals_recomputed_from_2000_to_2045(data: Data) -> None:
    def lunar(year: int, month: int, day: int) -> date:
        return date.fromisoformat(Lunar.fromYmd(year, month, day).getSolar().toYmd())

    expected = {
        year: {
            "spring-festival": lunar(year, 1, 1),
            "qingming": date.fromisoformat(Solar.fromYmd(year, 4, 10).getLunar().getJieQiTable()["清明"].toYmd()),
            "dragon-boat": lunar(year, 5, 5),
            "mid-autumn": lunar(year, 8, 15),
        }
        for year in range(2000, 2046)
    }
    assert data.festivals.lunar == expected


@pytest.mark.parametrize(
    ("year", "count"), [(2007, 10), (2008, 11), (2013, 11), (2014, 11), (2024, 11), (2025, 13), (2045, 13)]
)
def test_number_of_festival_days_by_version_of_the_regulation(data: Data, year: int, count: int) -> None:
    assert sum(len(days) for days in data.festivals.of_year(year, None).values()) == count


def test_the_versions_of_the_regulation_follow_each_other_without_a_gap(data: Data) -> None:
    versions = data.festivals.versions
    for older, newer in pairwise(versions):
        assert older.end == newer.start - timedelta(days=1)
    assert versions[-1].end is None


def test_every_notice_of_2004_to_2026_is_there_and_the_unverified_ones_say_so(calendar: Calendar) -> None:
    originals = [n for n in calendar.notices if n.what == "original"]
    assert [n.year for n in originals] == list(range(2004, 2027))
    assert [(n.year, n.number) for n in calendar.notices if n.what == "amendment"] == [
        (2015, "国发明电〔2015〕1号"),
        (2019, "国办发明电〔2019〕3号"),
        (2020, "国办发明电〔2020〕1号"),
    ]
    assert [n.year for n in calendar.notices if not n.verified] == [2004, 2005, 2008]
    assert [n.year for n in calendar.notices if n.published is None] == [2004, 2005, 2006]
    for notice in calendar.notices:
        assert notice.dated is None or notice.published is None or notice.dated <= notice.published
        if notice.what == "original" and notice.published is not None:
            assert notice.published.year == notice.year - 1
        assert notice.number.startswith(("国办发明电", "国发明电"))


@pytest.mark.parametrize("year", range(2004, 2027))
def test_the_envelope_of_an_unpublished_year_holds_what_the_notice_then_said(data: Data, year: int) -> None:
    firm = []
    for file in data.years:
        keep = [i for i, n in enumerate(file.notices) if n.number not in data.envelope.exceptional]
        trimmed = replace(
            file,
            notices=tuple(file.notices[i] for i in keep),
            rest=tuple(e for e in file.rest if e.notice in keep),
            work=tuple(e for e in file.work if e.notice in keep),
        )
        firm.append(trimmed)
    known = replace(data, years=tuple(firm))
    unknown = replace(data, years=tuple(f for f in firm if f.year != year))
    with_notice, without = classify(known, None), classify(unknown, None)
    first = date(year - 1, 12, 1).toordinal()
    for o in range(first, date(year, 12, 31).toordinal() + 1):
        said, reckoned = with_notice.codes[o - with_notice.first], without.codes[o - without.first]
        assert reckoned in (UNDECIDED, said), date.fromordinal(o)


def test_a_new_year_on_friday_leaves_the_december_before_it_firm(calendar: Calendar) -> None:
    # New Year 2027 joins the weekend, so the count of 2026 does not wait for the notice of 2027.
    for o in range(date(2026, 12, 1).toordinal(), date(2027, 1, 1).toordinal()):
        assert calendar.day_class(o) is not None
