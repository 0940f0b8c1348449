"""Texts on timelines and plans."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "timeline_earliest": ("不得早于", "not before"),
    "timeline_latest": ("不得晚于", "not after"),
    "timeline_empty": ("没有可以判断的期间", "no period can be judged"),
    "timeline_open": ("因缺少事实尚算不出界限：", "Without a bound for now, since facts are missing:"),
    "timeline_legend": (
        "├ 最早 ┤ 最晚（字面线） ● 实际；表中括号内为稳妥线",
        "├ earliest ┤ latest (literal line) ● actual; the safe line stands in brackets in the table",
    ),
    "no_lawful_day": (
        "“{0}”没有合法的日期：“{1}”与“{2}”相互冲突",
        "There is no lawful day for “{0}”: “{1}” and “{2}” collide",
    ),
    "rules_open": ("（另{0}条待定）", "· {0} open"),
    "days_off": ("差{0}日", "by {0} days"),
    "plan_step": ("步骤", "step"),
    "plan_day": ("日期", "day"),
    "plan_fixed": ("日期已定", "stated"),
    "plan_legend": ("* 在关键路径上；日期均取稳妥线", "* on the critical path; all days are on the safe line"),
    "plan_obstacle": ("“{0}”没有合法的日期（试至{1}）：{2}", "There is no lawful day for “{0}” (tried up to {1}): {2}"),
    "plan_earliest": ("自{0}开始，最早于{1}完成。", "Started on {0}, it is done on {1} at the earliest."),
    "plan_latest_start": (
        "最晚于{0}开始，方可不迟于{1}实现目标。",
        "The latest day to start is {0}, for the target of {1}.",
    ),
    "plan_missed": (
        "目标{0}不能实现，最早为{1}；决定于以下期间：",
        "The target of {0} cannot be reached, the earliest is {1}; these periods make it so:",
    ),
    "plan_open": (
        "因缺少事实未能检查的期间规则：{0}",
        "Periods that could not be checked, since facts are missing: {0}",
    ),
    "plan_needs": ("请给出开始之日或者目标日", "state a start or a target"),
    "plan_no_step": ("“{0}”不是该流程的步骤；可用：{1}", "'{0}' is no step of this course; known: {1}"),
    "plan_no_procedure": ("没有第{0}个采购程序", "there is no procedure {0}"),
    "plan_no_course": (
        "采购方式为{0}的，适用的流程无法确定：请补充采购人、资金、标的和采购方式等事实",
        "for the method {0} the course cannot be told: state purchaser, funding, subject and method",
    ),
}
