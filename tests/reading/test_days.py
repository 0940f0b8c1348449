"""A day is read as people write it, and what can be understood in two ways is none."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procure_rules.errors import NoDay
from procure_rules.reading.days import DAY_PATTERNS, parse_day, parse_day_span, why_no_day

DAY = dt.date(2023, 11, 9)
DAYS = (
    "2023年11月9日",
    "2023年11月09日",
    "2023年11月9号",
    "2023 年 11 月 9 日",
    "2023-11-9",
    "2023/11/9",
    "2023.11.9",
    " 2023-11-09 ",
    "２０２３年１１月９日",
    "２０２３－１１－０９",
    "2023年11月9日（星期四）",
    "2023-11-09（周四）",
    "2023年11月9日(礼拜四)",
)


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("2023年11月9日9时30分", 9 * 60 + 30),
        ("2023年11月09日 09点30分（北京时间）", 9 * 60 + 30),
        ("2023年11月9日（星期四）09:30", 9 * 60 + 30),
        ("2023年11月9日上午9:30", 9 * 60 + 30),
        ("2023年11月9日上午9时", 9 * 60),
        ("2023年11月9日 北京时间 9:30", 9 * 60 + 30),
        ("2023年11月9日9时30分00秒", 9 * 60 + 30),
        ("2023年11月9日下午2点半", 14 * 60 + 30),
        ("2023年11月9日下午14:30", 14 * 60 + 30),
        ("2023年11月9日14时整", 14 * 60),
        ("2023年11月9日中午12:00", 12 * 60),
        ("2023年11月9日24时", 24 * 60),
        ("２０２３年１１月９日　０９：３０", 9 * 60 + 30),
        ("2023/11/9 9:30", 9 * 60 + 30),
        ("2023-11-09T09:30:00", 9 * 60 + 30),
        ("2023-11-09T01:30:00.000Z", 9 * 60 + 30),
        ("2023-11-09T09:30:00+08:00", 9 * 60 + 30),
    ],
)
def test_a_time_is_that_of_the_clock_in_china(text: str, minute: int) -> None:
    assert parse_day_span(text) == (DAY.toordinal(), DAY.toordinal(), minute)
    with pytest.raises(NoDay):
        parse_day(text)


@pytest.mark.parametrize("text", ["2023年11月", "2023年11月份", "2023-11", "2023/11", "２０２３年１１月"])
def test_a_month_is_all_its_days(text: str) -> None:
    assert parse_day_span(text) == (dt.date(2023, 11, 1).toordinal(), dt.date(2023, 11, 30).toordinal(), None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2023年2月30日", "没有这一日"),
        ("2023年13月", "没有这一日"),
        ("2023年0月1日", "没有这一日"),
        ("1948年12月31日", "年份超出范围"),
        ("2023-11-09T24:01", "没有这一日"),
        ("2023年11月9日9时60分", "没有这一日"),
        ("2023年11月（星期四）", "没有这一日"),
        ("2023年11月9日（星期五）", "这一日是星期四"),
        ("2023年11月9日2点半", "上午还是下午不明"),
        ("2023年11月9日上午14:30", "上午还是下午不明"),
        ("2023年11月9日下午12:30", "上午还是下午不明"),
        ("23年11月9日", "年份应写四位"),
        ("23-11-9", "年份应写四位"),
        ("9/11/2023", "年份应写四位"),
        ("9.11.2023", "年份应写四位"),
        ("11月9日", ""),
        ("2023-11/9", ""),
        ("2023年11月9日以前", ""),
        ("20231109", ""),
        ("明天", ""),
        ("2023年11月9日" + " " * 100 + "9时", ""),
    ],
)
def test_what_is_none_or_can_be_understood_in_two_ways_is_refused_with_the_reason(text: str, why: str) -> None:
    assert parse_day_span(text) is None
    zh, en = why_no_day(text)
    assert why in zh
    assert bool(zh) == bool(en)
    with pytest.raises(NoDay) as caught:
        parse_day(text)
    assert caught.value.zh.startswith("应为日期")
    assert caught.value.zh.endswith(zh)
    assert "2023-11-09" in caught.value.en


@given(st.dates(dt.date(1949, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(["年月日", "-", "/", "."]), st.booleans())
def test_every_day_is_read_in_every_form(day: dt.date, form: str, wide: bool) -> None:
    text = (
        f"{day.year}年{day.month}月{day.day}日"
        if form == "年月日"
        else form.join(map(str, (day.year, day.month, day.day)))
    )
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
        assert unicodedata.normalize("NFKC", text) != text
    assert parse_day(text) == day
    assert any(re.search(p, text) for p in DAY_PATTERNS)


@given(st.text(max_size=70))
def test_any_text_is_a_day_or_none(text: str) -> None:
    found = parse_day_span(text)
    assert found is None or dt.date(1949, 1, 1).toordinal() <= found[0] <= found[1] <= dt.date(2100, 12, 31).toordinal()
