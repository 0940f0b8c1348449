"""Texts on what cannot be done, and on replay and comparison."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "no_such_instrument": ("没有此文件", "no such instrument"),
    "differs_version": ("程序版本", "version"),
    "differs_rulebook": ("规则库", "rulebook"),
    "differs_calendar": ("日历", "calendar"),
    "differs_facts": ("事实", "facts"),
    "differs_answer": ("答案", "answer"),
    "law_changed": ("法律或期限不同", "the law or its lines differ"),
    "day_changed": ("仅评估日不同", "only the day differs"),
    "no_difference": ("没有不同", "nothing differs"),
    "reproduced": ("已重现：{0}", "reproduced: {0}"),
    "not_reproduced": ("未能重现，不同之处：{0}", "not reproduced; it differs in: {0}"),
    "no_such_rule": ("没有此名称", "no such name"),
    "did_you_mean": ("；是否为 {0}？", "; did you mean {0}?"),
    "no_assessment": ("不是评估结果", "is no assessment"),
}
