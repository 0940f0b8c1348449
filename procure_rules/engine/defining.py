"""How a conclusion gets its value from the rules that define it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from procure_rules.engine.chaining import CONFLICT, Contribution, derive, derive_interval
from procure_rules.engine.closures import Fn
from procure_rules.engine.judging import Compile
from procure_rules.engine.kleene import Interval, both
from procure_rules.engine.layout import UNKNOWN, Frame, Layout, sides
from procure_rules.engine.program import Run
from procure_rules.engine.versions import Version, Versions
from procure_rules.engine.world import World
from procure_rules.rules.model import Define
from procure_rules.rules.tree import Lines, Ref

__all__ = ["cases", "contributions", "defined"]

INF = float("inf")
Value = Callable[[Version], Fn]


def defined(ref: Ref, kind: str, rules: Sequence[Version], compile_: Compile, layout: Layout) -> Run:
    """The step that draws one conclusion."""
    places = [(layout.slots[Ref(ref.scope, ref.name, side)], side) for side in sides(kind)]
    unknown = UNKNOWN.get(kind)

    def plan(side: str) -> list[tuple[Version, Fn]]:
        return [
            (one, cases(one.rule.form, compile_, side, unknown)) for one in rules if isinstance(one.rule.form, Define)
        ]

    if len(rules) == 1:
        return _by_one(rules[0], [(at, plan(side)[0][1]) for at, side in places], unknown)
    if unknown is None:
        return _decided(ref.name, places[0][0], contributions(plan(""), lambda a, b: a if a == b else None))
    return _measured(ref.name, [(at, contributions(plan(side), _hull)) for at, side in places], unknown)


def _hull(one: Interval, two: Interval) -> Interval:
    return min(one[0], two[0]), max(one[1], two[1])


def _by_one(only: Version, plans: Sequence[tuple[int, Fn]], unknown: Interval | None) -> Run:
    """One rule alone: its value, where it surely speaks."""
    applies, in_force = only.applies, only.in_force
    ((at, value_of), *others) = plans

    def one(world: World, frame: Frame, index: int) -> None:
        frame[at] = value_of(frame) if applies(frame) and in_force(frame) else unknown

    def several(world: World, frame: Frame, index: int) -> None:
        speaks = applies(frame) and in_force(frame)
        for place, value in plans:
            frame[place] = value(frame) if speaks else unknown

    return several if others else one


Contributions = Callable[[Frame], list[Contribution]]


def _decided(name: str, at: int, parts: Contributions) -> Run:
    def decide(world: World, frame: Frame, index: int) -> None:
        found = derive(parts(frame))
        if found is CONFLICT:
            world.conflicts.append((name, index))
            found = None
        frame[at] = found

    return decide


def _measured(name: str, plans: Sequence[tuple[int, Contributions]], unknown: Interval) -> Run:
    def measure(world: World, frame: Frame, index: int) -> None:
        for at, parts in plans:
            found = derive_interval(parts(frame), unknown)
            if found is CONFLICT:
                if (name, index) not in world.conflicts:
                    world.conflicts.append((name, index))
                found = unknown
            frame[at] = found

    return measure


def contributions(rules: Sequence[tuple[Version, Fn]], merge: Callable[[Any, Any], Any]) -> Contributions:
    """What each rule says; versions of one rule speak with one voice where one of them surely is in force."""
    groups: dict[str, list[tuple[Version, Fn]]] = {}
    for one in rules:
        groups.setdefault(one[0].rule.id, []).append(one)
    plans = [(Versions(v for v, _ in group), {id(v): value for v, value in group}) for group in groups.values()]

    def contributed(f: Frame) -> list[Contribution]:
        out: list[Contribution] = []
        for versions, values in plans:
            if len(versions.all) == 1:
                one = versions.all[0]
                applies = one.applies(f)
                if applies is False:
                    continue
                in_force = one.in_force(f)
                if in_force is not False:
                    sure = bool(in_force and (applies or one.own(f)))
                    out.append(Contribution(both(applies, in_force), values[id(one)](f), sure))
                continue
            live = versions.live(f)
            guards = [v.applies(f) for v in live]
            speaking = [v for v, applies in zip(live, guards, strict=True) if applies is not False]
            if not speaking:
                continue
            covers = versions.covers(live, f)
            active = covers and all(guards)
            # where a version may give way to an exception, the exception contributes as well
            sure = active or (covers and all(g or (g is None and v.own(f)) for v, g in zip(live, guards, strict=True)))
            merged, *others = [values[id(v)](f) for v in speaking]
            for more in others:
                merged = merge(merged, more)
            out.append(Contribution(True if active else None, merged, sure))
        return out

    return contributed


def cases(form: Define, compile_: Compile, side: str, unknown: Interval | None = None) -> Fn:
    """The value that the cases of a definition give: a Boolean or word, or an interval where ``unknown`` is one."""
    plan = [
        (compile_(c.when), compile_(getattr(c.value, side) if isinstance(c.value, Lines) else c.value))
        for c in form.cases
    ]
    if unknown is None:

        def word(f: Frame) -> Any:
            found: list[Any] = []  # of cases that may hold, before the first that does
            for when, value in plan:
                holds = when(f)
                if holds is False:
                    continue
                said = value(f)
                if holds:
                    return said if all(v == said for v in found) else None
                found.append(said)
            return None

        return word

    def number(f: Frame) -> Interval:
        lo, hi = INF, -INF
        for when, value in plan:
            holds = when(f)
            if holds is False:
                continue
            a, b = value(f)
            lo, hi = min(lo, a), max(hi, b)
            if holds:
                return lo, hi
        return unknown

    return number
