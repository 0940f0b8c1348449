"""Texts on days, counts and calendar files."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "start_excluded": ("起算当日不计", "first day, not counted"),
    "tolled": ("不计算在期限内", "left out"),
    "calendar_day": ("计入", "counted"),
    "workday": ("工作日，计入", "working day, counted"),
    "make_up_workday": ("调休上班，计入", "make-up working day, counted"),
    "weekend": ("周末，不计", "weekend, not counted"),
    "adjusted_rest": ("调休放假，不计", "adjusted rest day, not counted"),
    "statutory_holiday": ("法定节假日，不计", "statutory holiday, not counted"),
    "undecided_counted": ("安排未公布，按工作日计", "not yet decided, taken as working day"),
    "undecided_skipped": ("安排未公布，按休息日计", "not yet decided, taken as rest day"),
    "corresponding_day": ("到期月的对应日", "corresponding day"),
    "month_end": ("无对应日，取月末日", "no corresponding day: end of the month"),
    "day_before_corresponding": ("对应日的前一日", "day before the corresponding day"),
    "rolled_over": ("末日休息，顺延", "last day off, rolled"),
    "rolled_to": ("期限届满日", "the period ends"),
    "past_safe_title": ("［已过稳妥线］{0}", "[past the safe line] {0}"),
    "coming_title": ("［尚未开始，{1}起］{0}", "[not yet, from {1}] {0}"),
    "calendar_written": ("已写日历文件：{0}", "calendar file written: {0}"),
    "calendar_without_days": (
        "已写日历文件：{0}（没有可以写入的期限：日期都还未能判断，或者都已届满）",
        "calendar file written: {0} (without a deadline: no day is known yet, or all have passed)",
    ),
    "calendar_extra": (
        "写日历文件需要安装附加组件：pip install 'procure-rules[calendar]'",
        "calendar files need an extra: pip install 'procure-rules[calendar]'",
    ),
    "calendar_unreadable": ("不是可以更新的日历文件", "is no calendar file that could be brought up to date"),
}
