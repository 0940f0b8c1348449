"""What statuses are called."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    "met": ("符合", "met"),
    "contested": ("符合，但有争议", "met, contested"),
    "excused": ("逾期但免责", "late, excused"),
    "breached": ("违反", "breached"),
    "not_applicable": ("不适用", "not applicable"),
    "undetermined": ("未能判断", "undetermined"),
    "cannot_be_breached": ("不构成违反", "cannot be breached"),
    "due": ("尚未到期", "not yet due"),
    "due_contested": ("尚未到期，已过稳妥线", "not yet due, past the safe line"),
    "active": ("成立", "applies"),
    "inactive": ("不成立", "does not apply"),
    "not_met": ("不符合", "not met"),
    "in_time": ("在期限内", "in time"),
    "too_early": ("过早（尚不得提起）", "too early"),
    "out_of_time": ("超过期限", "out of time"),
    "true": ("是", "yes"),
    "false": ("否", "no"),
    "unknown": ("未知", "unknown"),
    "open": ("可以行使", "open"),
    "closed": ("已届满", "closed"),
    "coming": ("尚未开始", "coming"),
    "allowed": ("可以采用", "allowed"),
    "allowed_with_approval": ("经批准可以采用", "allowed with approval"),
    "only_if": ("具备情形方可采用", "only if a ground holds"),
    "required": ("应当采用", "required"),
    "not_allowed": ("不得采用", "not allowed"),
    "available": ("有此权利", "available"),
    "not_available": ("无此权利", "not available"),
    "overdue": ("逾期未办", "overdue"),
    "done_late": ("逾期才办", "done late"),
    "done": ("已办", "done"),
    "ok": ("符合要求", "in order"),
    "defect": ("有缺陷", "defect"),
}
