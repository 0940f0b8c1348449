"""What a figure means, worked out by hand: exact numbers, days counted one by one on another calendar.

Facts and conclusions are read from the engine's frames; sums, products, comparisons, periods and lines are not.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import cache
from typing import Any

import chinese_calendar

from procure_rules.calendar import Count
from procure_rules.engine.judging import judged
from procure_rules.engine.law import Law
from procure_rules.engine.world import World
from procure_rules.rules.model import Period, Rule, Toll, Window
from procure_rules.rules.tree import Node, Ref

# 全国年节及纪念日放假办法 (2024): the festival days proper of 2026
FESTIVALS = {
    dt.date.fromisoformat(f"2026-{day}").toordinal()
    for day in (
        "01-01",
        "02-16",
        "02-17",
        "02-18",
        "02-19",
        "04-05",
        "05-01",
        "05-02",
        "06-19",
        "09-25",
        "10-01",
        "10-02",
        "10-03",
    )
}
FIRST, LAST = dt.date(2026, 1, 1).toordinal(), dt.date(2026, 12, 31).toordinal()


class Open(Exception):
    """The value is not exactly known, or lies beyond the days that are counted here."""


@cache
def works(day: int) -> bool:
    try:
        return bool(chinese_calendar.is_workday(dt.date.fromordinal(day)))
    except NotImplementedError:
        raise Open from None


def festival(day: int) -> bool:
    if not FIRST <= day <= LAST:
        raise Open
    return day in FESTIVALS


def corresponding(day: int, months: int) -> int:
    """The same day of a later month, or that month's last."""
    start = dt.date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    after = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1).toordinal()
    return min(dt.date(year, month + 1, 1).toordinal() + start.day - 1, after - 1)


class Naive:
    """Values of a rule's nodes in one world. ``bent``: a node or count whose figure is taken as one more."""

    def __init__(self, engine: Law, world: World, scope: str, bent: Node | None = None) -> None:
        self.engine, self.world, self.scope, self.bent = engine, world, scope, bent

    def exact(self, node: Node, frame: Any, scope: str) -> Any:
        value = self.engine.compilers[scope](node)(frame)
        if isinstance(value, tuple):
            if value[0] != value[1]:
                raise Open
            return value[0]
        return value

    def value(self, node: Node, frame: Any, scope: str | None = None) -> int:
        """A number or date, exactly."""
        here = scope or self.scope
        parts = lambda: [self.value(a, frame, here) for a in node.args]  # noqa: E731
        extra = 1 if node is self.bent else 0
        match node.op:
            case "const":
                return int(node.data) + extra
            case "scale":
                return self.value(node.args[0], frame, here) * (node.data + extra)
            case "add":
                return sum(parts()) + extra
            case "sub":
                one, two = parts()
                return one - two
            case "mul":
                one, two = parts()
                return one * two
            case "min":
                return min(parts())
            case "max":
                return max(parts())
            case "stated_or":
                low, high = self.engine.compilers[here](node.args[0])(frame)
                stated = low > -math.inf and high < math.inf  # if only between two bounds, it is stated and open
                return self.value(node.args[not stated], frame, here) + extra * node.scale
            case "count":
                return self.counted(node, frame, here)
        return int(self.exact(node, frame, here)) + extra * node.scale

    def counted(self, node: Node, frame: Any, scope: str) -> int:
        number, how, tolls = node.data
        start = self.value(node.args[0], frame, scope)
        if how.unit in ("month", "year"):
            if how.backward or how.extra or how.first_day == "included":
                raise Open
            months = (number + (1 if node is self.bent else 0)) * (12 if how.unit == "year" else 1)
            return self.rolled(corresponding(start, months), how)
        left_out = {day for toll in tolls for day in self.tolled(toll, frame, scope)}
        step = -1 if how.backward else 1
        to_count = number + how.extra + (1 if node is self.bent else 0)
        day = start
        if how.first_day == "included" and to_count:
            day -= step
        while to_count:
            day += step
            to_count -= day not in left_out and (how.unit == "day" or works(day))
        return self.rolled(day, how)

    @staticmethod
    def rolled(day: int, how: Count) -> int:
        if how.roll == "none":
            return day
        if how.over == "rest":
            while not works(day):
                day += 1 if how.roll == "forward" else -1
        elif how.roll == "forward":
            while festival(day):
                day += 1
        elif festival(day):
            while not works(day):
                day -= 1
        return day

    def tolled(self, toll: Toll, frame: Any, scope: str) -> set[int]:
        frames, inner = [frame], scope
        if toll.each is not None:
            frames, complete = self.engine.compilers[scope](toll.each)(frame)
            inner = toll.each.data[1]
            if not complete:
                raise Open
        out: set[int] = set()
        for one in frames:
            started = self.exact(toll.started, one, inner)
            if started is None:
                raise Open
            if started:
                first = self.value(toll.start, one, inner) + toll.open_start
                out |= set(range(first, self.value(toll.end, one, inner) - toll.open_end + 1))
        return out

    def verdict(self, rule: Rule, frame: Any) -> str:
        """What the two lines say of an act that has a date."""
        form = rule.form
        assert isinstance(form, (Period, Window))
        assert form.act_date is not None
        act = self.value(form.act_date, frame)
        lines = form.lines if isinstance(form, Period) else form.until
        most = isinstance(form, Window) or form.most
        early, late = (self.value(node, frame) for node in judged(lines, most=most))
        opened = isinstance(form, Window) and form.opens.early.op != "unknown" and act <= frame[1].as_of
        if opened and act < self.value(form.opens.early, frame):
            return "breached"
        if isinstance(form, Period) and not form.most:
            return "breached" if act < early else "contested" if act < late else "met"
        return "met" if act <= early else "contested" if act <= late else "breached"


def ref_names(engine: Law, node: Node, seen: frozenset[str] = frozenset()) -> set[str]:
    """Last words of the facts that a node rests on, conclusions followed down."""
    out: set[str] = set()
    if node.op in ("field", "conclusion", "deadline_at") and isinstance(node.data, Ref):
        out.add(node.data.name.rpartition(".")[2])
    if node.op == "aggregate":
        out.add(node.data[1].name.rpartition(".")[2])
    if node.op == "conclusion" and node.data.name not in seen:
        for judged in engine.defining[node.data.name]:
            for root in roots_of(judged.rule):
                out |= ref_names(engine, root, seen | {node.data.name})
    for arg in node.args:
        out |= ref_names(engine, arg, seen)
    return out


def roots_of(rule: Rule) -> list[Node]:
    from procure_rules.rules.rulebook import nodes_of

    return [n for n in nodes_of(rule) if n is not rule.anchor]
