"""Texts on explaining rules, facts and readings."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "form_duty": ("要求", "requirement"),
    "form_period": ("期间", "period"),
    "form_window": ("权利", "right"),
    "form_effect": ("后果", "consequence"),
    "form_ground": ("情形", "ground"),
    "form_define": ("结论", "conclusion"),
    "form_reading": ("理解", "reading"),
    "reading_of": ("理解", "reading"),
    "reading_split": (
        "强弱：意见不一。介于两线之间的有争议",
        "strength: split; between its lines an act is contested",
    ),
    "reading_arguable": (
        "强弱：仅可争辩。介于两线之间的符合，附说明",
        "strength: arguable; between its lines an act is met, with a remark",
    ),
    "followed_by": ("采用这一理解的规则", "followed by"),
    "form_event": ("事件", "event"),
    "form_fact": ("事实", "fact"),
    "source_direct": ("条文直接规定", "direct"),
    "source_derived": ("由条文推导", "derived"),
    "source_practice": ("惯例", "practice"),
    "source_local": ("地方规定", "local"),
    "owed_by": ("义务人", "owed by"),
    "who_decides": ("由谁决定", "decided by"),
    "example": ("例", "example"),
    "choices": ("可填", "one of"),
    "values": ("取值", "values"),
    "bound_by": ("约束它的期间规则", "bound by"),
    "read_by": ("用到它的规则", "read by"),
    "more": ("另有{0}项", "{0} more"),
}
