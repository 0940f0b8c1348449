"""The verdict of one version of a rule where its guard holds: duties, grounds, periods, windows and effects."""

from __future__ import annotations

from collections.abc import Callable

from procure_rules.engine.closures import Fn
from procure_rules.engine.kleene import Verdict, excused, judge_duty, judge_least, judge_most
from procure_rules.engine.layout import Frame
from procure_rules.rules.model import Duty, Effect, Ground, Period, Rule, Window
from procure_rules.rules.tree import Lines, Node

__all__ = ["EFFECT_CASE", "core", "deciding", "judged"]

INF = float("inf")
Compile = Callable[[Node], Fn]

EFFECT_CASE = 10  # an effect in force whose case i is decided is coded EFFECT_CASE + i; undecided: Verdict.MET


def core(rule: Rule, compile_: Compile, *, careful: bool = False) -> Callable[[Frame], int]:
    """What a rule says of a frame in which it applies and is in force.

    ``careful``: where it is contested on any reading, arguable ones included, and past the day to act by.
    """
    form = rule.form
    match form:
        case Duty():
            return _dutiful(compile_(form.literal), compile_(form.safe if careful else form.firm))
        case Ground():
            return _dutiful(compile_(form.when), compile_(form.safe if careful else form.firm))
        case Period():
            act, happened = compile_(form.act_date), compile_(form.act_happened)
            early, late = map(compile_, judged(form.lines, most=form.most, careful=careful))
            excuse = compile_(form.excuse) if form.excuse is not None else None
            if form.most:

                def most(f: Frame) -> int:
                    found = judge_most(act(f), happened(f), early(f), late(f), f[1].as_of)
                    return found if excuse is None else excused(found, excuse(f))

                return most
            return lambda f: judge_least(act(f), happened(f), early(f), late(f))
        case Window():
            return _window(form, compile_, careful)
        case Effect():
            trigger = compile_(form.trigger)
            cases = [compile_(c.when) for c in form.cases]

            def effect(f: Frame) -> int:
                active = trigger(f)
                if not active:
                    return Verdict.NOT_APPLICABLE if active is False else Verdict.UNDETERMINED
                for i, case in enumerate(cases):
                    holds = case(f)
                    if holds:
                        return EFFECT_CASE + i
                    if holds is None:
                        break
                return Verdict.MET

            return effect
    return lambda f: Verdict.MET


def judged(lines: Lines, *, most: bool, careful: bool = False) -> tuple[Node, Node]:
    """The early and late line by which a bound is judged."""
    if careful:
        return lines.early, lines.late
    return (lines.firm_early, lines.late) if most else (lines.early, lines.firm_late)


def _window(form: Window, compile_: Compile, careful: bool) -> Callable[[Frame], int]:
    if form.act_date is None or form.act_happened is None:
        return lambda f: Verdict.UNDETERMINED
    act, happened = compile_(form.act_date), compile_(form.act_happened)
    early, late = map(compile_, judged(form.until, most=True, careful=careful))
    opens = compile_(form.opens.early) if form.opens.early.op != "unknown" else None

    def window(f: Frame) -> int:
        when, done = act(f), happened(f)
        found = judge_most(when, done, early(f), late(f), f[1].as_of)
        if opens is not None and done is not False:
            start = opens(f)
            if when[1] < start[0]:
                return Verdict.BREACHED
            unbounded = f[1].presumed and when[0] == -INF  # then it is taken not to have been too early
            if found in (Verdict.MET, Verdict.CONTESTED) and when[0] < start[1] and not unbounded:
                return Verdict.UNDETERMINED
        return found

    return window


def _dutiful(literal: Fn, safe: Fn) -> Callable[[Frame], int]:
    if literal is safe:
        verdicts = {one: judge_duty(one, one) for one in (True, False, None)}
        return lambda f: verdicts[literal(f)]
    return lambda f: judge_duty(literal(f), safe(f))


def deciding(rule: Rule) -> tuple[Node, ...]:
    """The nodes that a rule's verdict rests on where it holds, each once."""
    form = rule.form
    nodes: tuple[Node | None, ...] = ()
    match form:
        case Duty():
            nodes = (form.literal, form.firm)
        case Ground():
            nodes = (form.when, form.firm)
        case Period():
            nodes = (form.act_date, *judged(form.lines, most=form.most), form.excuse)
        case Window():
            nodes = (form.act_date, *judged(form.until, most=True))
        case Effect():
            nodes = (form.trigger, *(c.when for c in form.cases))
    return tuple(dict.fromkeys(n for n in nodes if n is not None))
