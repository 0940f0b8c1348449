"""Conclusions and rules in columns: guards, versions and exceptions, and what follows from several rules together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from procure_rules.engine.columnar.facts import Facts, high_high, high_low, low_high, low_low
from procure_rules.engine.columnar.judge import (
    VERDICTS,
    Ruling,
    covered,
    excused,
    guarded,
    judge_duty,
    judge_least,
    judge_most,
    judge_window,
    ruling,
    same,
    worded,
)
from procure_rules.engine.columnar.nodes import Nodes, unknown_span
from procure_rules.engine.columnar.plan import Plan
from procure_rules.engine.columnar.values import (
    DType,
    Span,
    Tri,
    below,
    certain,
    choose,
    conjunction,
    disjunction,
    invert,
    known,
    lift,
    measure,
    measures,
    not_above,
    perhaps,
    same_word,
    truth,
    within,
)
from procure_rules.engine.judging import EFFECT_CASE, judged
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import shown, sides
from procure_rules.rules.model import Define, Duty, Effect, Period, Rule, Window
from procure_rules.rules.rulebook import Rulebook, Step
from procure_rules.rules.tree import Lines, Node, Ref

__all__ = ["LEFT", "SUPPOSE", "Rules"]

INF = float("inf")
SUPPOSE, LEFT = "suppose:", "left:"
"""Before the name of a Boolean conclusion: what it is taken to be where it is open; before that of a choice: the words
that are left.
"""


@dataclass(frozen=True, slots=True)
class _Guard:
    """What stands before one version of a rule, in its scope."""

    rule: Rule
    in_force: Tri
    applies: Tri
    anchor: Span
    own: Tri


@dataclass(frozen=True, slots=True)
class _Part:
    """What the versions of one rule contribute to a conclusion: whether anything, what, and how surely."""

    speaks: Tri
    active: Tri
    value: Any
    sure: Tri


class Rules:
    """Compiles the steps of a rulebook into a plan."""

    def __init__(self, book: Rulebook, plan: Plan, facts: Facts, nodes: Nodes) -> None:
        self.book, self.plan, self.facts, self.nodes = book, plan, facts, nodes
        self.steps = {(s.what, s.name): s for s in book.steps}
        self.guards: dict[int, _Guard] = {}
        self.speaks: dict[str, Tri] = {}
        """By Boolean or choice conclusion, whether any rule may speak of it."""
        nodes.resolve = lambda what, name: self.compile(self.steps[what, name])

    def compile(self, step: Step) -> None:
        """Add a step's columns to the outputs, unless they are there."""
        aspect = "early" if step.what == "conclusion" and self.book.conclusions[step.name].kind == "date" else ""
        if step.scope not in self.facts.filled:
            self._nothing(step)
        elif (step.what, Ref(step.scope, step.name, aspect)) not in self.nodes.results:
            (self._conclusion if step.what == "conclusion" else self._rule)(step)

    def _nothing(self, step: Step) -> None:
        """The columns of a step whose scope has no rows."""
        output = self.plan.output
        if step.what == "rule":
            output(step.scope, f"rule:{step.name}", None, VERDICTS)
            return
        told = self.book.conclusions[step.name]
        if told.kind in ("bool", "choice"):
            output(step.scope, step.name, None, pl.Boolean if told.kind == "bool" else pl.Enum(told.choices))
            return
        for name in (f"{step.name}.{side}" if side else step.name for side in shown(told.kind)):
            for side in ("lo", "hi"):
                output(step.scope, f"{name}.{side}", None, pl.Int64)

    def open(self, name: str) -> None:
        """Put out whether a Boolean conclusion is open, though some rule may speak of it."""
        scope = self.book.conclusions[name].scope
        found = None
        if scope in self.facts.filled:
            value = self.nodes.results["conclusion", Ref(scope, name)]
            found = conjunction([invert(known(value)), self.speaks.get(name, False)])
        self.plan.output(scope, f"{LEFT}{name}", found, pl.Boolean)

    def left(self, scope: str, name: str) -> None:
        """Put out which words are left of a choice, a bit for each; 0 where it is decided."""
        if scope not in self.facts.filled:
            self.plan.output(scope, f"{LEFT}{name}", None, pl.Int64)
            return
        out = self.facts.excluded(scope, name)
        bits = [
            lift(choose([(certain(out.get(word, False)), 0)], 1 << at, pl.Int64), pl.Int64)
            for at, word in enumerate(self.facts.choice(scope, name))
        ]
        total = pl.sum_horizontal(bits)
        decided = known(self.facts.plain(scope, name))
        mask = total if decided is False else choose([(decided, 0)], total, pl.Int64)
        self.plan.output(scope, f"{LEFT}{name}", mask, pl.Int64)

    # guards -----------------------------------------------------------------------------------------------------
    def _guard(self, rule: Rule) -> _Guard:
        found = self.guards.get(id(rule))
        if found is not None:
            return found
        scope = "project" if rule.part else rule.scope
        value, keep = self.nodes.value, self.plan.keep
        conditions: list[Tri] = [self.facts.present("project", rule.part)] if rule.part else []
        conditions.append(value(rule.applies, scope))
        own = keep(scope, conjunction(conditions))
        exceptions: list[Tri] = []
        for other in self.book.overridden.get(rule.id, ()):
            exception = self._guard(other)
            exceptions.append(invert(conjunction([exception.in_force, exception.applies])))
        anchor: Span = value(rule.anchor, scope)
        last = INF if rule.in_force.last is None else rule.in_force.last
        in_force = self._in_force(rule.anchor, scope, rule.in_force.first, last)
        made = self.guards[id(rule)] = _Guard(rule, in_force, keep(scope, conjunction([own, *exceptions])), anchor, own)
        return made

    def _in_force(self, anchor: Node, scope: str, first: int, last: float) -> Tri:
        key = scope, Node("within", "bool", (anchor,), (first, last))
        if key not in self.nodes.made:
            home = self.nodes.home(anchor)
            found = self.plan.keep(home, within(self.nodes.span(anchor, home), first, last))
            self.nodes.made[key] = self.plan.down(home, found, scope)
        made: Tri = self.nodes.made[key]
        return made

    @staticmethod
    def _spans(rules: Sequence[Rule]) -> list[tuple[float, float]]:
        return [(r.in_force.first, INF if r.in_force.last is None else r.in_force.last) for r in rules]

    def _covered(self, scope: str, group: Sequence[_Guard]) -> Tri:
        """Whether the anchor of the first version that may be in force surely lies within the versions' dates."""
        spans = self._spans([g.rule for g in group])
        out: Tri = False
        for guard in reversed(group):
            out = truth([(perhaps(guard.in_force), covered(guard.anchor, spans))], out)
        return self.plan.keep(scope, out)

    # conclusions ------------------------------------------------------------------------------------------------
    def _conclusion(self, step: Step) -> None:
        told = self.book.conclusions[step.name]
        scope, results, plan = step.scope, self.nodes.results, self.plan
        groups: dict[str, list[_Guard]] = {}
        for rule in step.rules:
            groups.setdefault(rule.id, []).append(self._guard(rule))
        if told.kind in ("bool", "choice"):
            dtype = pl.Boolean() if told.kind == "bool" else pl.Enum(told.choices)
            word = partial(self._word, scope, dtype)
            parts = [self._part(scope, g, word, partial(self._agree, scope, dtype)) for g in groups.values()]
            sure = disjunction(p.sure for p in parts)
            said = self._agree(scope, dtype, [(p.speaks, p.value) for p in parts])
            self.speaks[step.name] = plan.keep(scope, disjunction(p.speaks for p in parts))
            found = plan.keep(scope, choose([(sure, said)], None, dtype))
            if (supposed := self.facts.raw(scope, f"{SUPPOSE}{step.name}")) is not None:
                found = plan.keep(scope, choose([(known(found), found)], supposed, dtype))
            results["conclusion", Ref(scope, step.name)] = found
            plan.output(scope, step.name, found, dtype)
            if len(parts) > 1:
                plan.output(scope, f"{step.name}.conflict", self._conflict(parts), pl.Boolean)
            return
        unknown = unknown_span(told.kind)
        contrary: list[Tri] = []
        for side in sides(told.kind):
            number = partial(self._number, scope, side, unknown)
            parts = [self._part(scope, g, number, partial(self._hull, scope, unknown)) for g in groups.values()]
            sure = disjunction(p.sure for p in parts)
            span = self.nodes.masked_hull([(p.speaks, p.value) for p in parts], sure, unknown, scope)
            contrary.append(plan.keep(scope, self._disjoint(scope, parts)))
            span = plan.keep(scope, measures([(contrary[-1], unknown)], span))
            results["conclusion", Ref(scope, step.name, side)] = span
            if side not in shown(told.kind):
                continue
            name = f"{step.name}.{side}" if side else step.name
            plan.output(scope, f"{name}.lo", span.lo, pl.Int64)
            plan.output(scope, f"{name}.hi", span.hi, pl.Int64)
        if len(groups) > 1:
            plan.output(scope, f"{step.name}.conflict", disjunction(contrary), pl.Boolean)

    def _part(
        self,
        scope: str,
        group: Sequence[_Guard],
        value: Callable[[Rule], Any],
        merge: Callable[[Sequence[tuple[Tri, Any]]], Any],
    ) -> _Part:
        """What each rule says; versions of one rule speak with one voice where one of them surely is in force."""
        keep = self.plan.keep
        if len(group) == 1:
            one = group[0]
            speaks = keep(scope, conjunction([perhaps(one.applies), perhaps(one.in_force)]))
            sure = keep(
                scope,
                conjunction([speaks, certain(one.in_force), disjunction([certain(one.applies), certain(one.own)])]),
            )
            active = conjunction([certain(one.applies), certain(one.in_force)])
            return _Part(speaks, active, keep(scope, value(one.rule)), sure)
        possible = [keep(scope, perhaps(g.in_force)) for g in group]
        saying = [keep(scope, conjunction([p, perhaps(g.applies)])) for p, g in zip(possible, group, strict=True)]
        all_apply = conjunction(
            disjunction([invert(p), certain(g.applies)]) for p, g in zip(possible, group, strict=True)
        )
        some_version = conjunction(
            disjunction([invert(p), certain(g.applies), conjunction([perhaps(g.applies), certain(g.own)])])
            for p, g in zip(possible, group, strict=True)
        )
        speaks = keep(scope, disjunction(saying))
        active = keep(scope, conjunction([speaks, all_apply, self._covered(scope, group)]))
        sure = keep(scope, conjunction([speaks, some_version, self._covered(scope, group)]))
        said = [(s, keep(scope, value(g.rule))) for s, g in zip(saying, group, strict=True)]
        return _Part(speaks, active, keep(scope, merge(said)), sure)

    def _agree(self, scope: str, dtype: DType, parts: Sequence[tuple[Tri, Any]]) -> Any:
        """The word that all parts with a true condition say; null where one says nothing or they differ."""
        if len(parts) == 1:
            return parts[0][1]
        if dtype == pl.Boolean:
            yes, no = (
                conjunction(disjunction([invert(c), certain(v)]) for c, v in side)
                for side in (parts, [(c, invert(v)) for c, v in parts])
            )
            return truth([(conjunction([yes, disjunction(c for c, _ in parts)]), True), (no, False)])
        first = self.plan.keep(scope, choose(list(parts), None, dtype))
        alike = conjunction(disjunction([invert(c), same_word(v, first)]) for c, v in parts)
        return choose([(alike, first)], None, dtype)

    def _disjoint(self, scope: str, parts: Sequence[_Part]) -> Tri:
        """Whether the surely active rules leave no common number."""
        if len(parts) < 2:
            return False
        least = high_low(self.plan, scope, *(measure([(p.active, p.value.lo)]) for p in parts))
        most = low_high(self.plan, scope, *(measure([(p.active, p.value.hi)]) for p in parts))
        return certain(below(most, least))

    @staticmethod
    def _conflict(parts: Sequence[_Part]) -> Tri:
        """Whether two surely active rules say different things."""
        pairs = [(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :]]
        return disjunction(
            conjunction([a.active, b.active, certain(invert(same_word(a.value, b.value)))]) for a, b in pairs
        )

    def _hull(self, scope: str, unknown: Span, parts: Sequence[tuple[Tri, Any]]) -> Span:
        return self.nodes.masked_hull(parts, disjunction(c for c, _ in parts), unknown, scope)

    def _word(self, scope: str, dtype: DType, rule: Rule) -> Any:
        """The value of the first case that holds; unknown where an earlier one may hold and says otherwise."""
        assert isinstance(rule.form, Define)
        out: Any = None
        for case in reversed(rule.form.cases):
            assert isinstance(case.value, Node)
            when, said = self.nodes.value(case.when, scope), self.nodes.value(case.value, scope)
            alike = choose([(same_word(said, out), said)], None, dtype) if when is not True else None
            out = self.plan.keep(scope, choose([(when, said), (invert(when), out)], alike, dtype))
        return out

    def _number(self, scope: str, side: str, unknown: Span, rule: Rule) -> Span:
        assert isinstance(rule.form, Define)
        plan = self.plan
        out: Span | None = None
        decided: Tri = False
        for case in reversed(rule.form.cases):
            node = getattr(case.value, side) if isinstance(case.value, Lines) else case.value
            when, said = self.nodes.value(case.when, scope), self.nodes.value(node, scope)
            decided = disjunction([certain(when), decided])
            if out is None or when is True:
                out = said
                continue
            either = Span(low_low(plan, scope, said.lo, out.lo), high_high(plan, scope, said.hi, out.hi))
            not_here = plan.keep(scope, invert(when))
            out = plan.keep(scope, measures([(when, said), (not_here, out)], either))
        return measures([(plan.keep(scope, decided), out)], unknown) if out is not None else unknown

    # rules ------------------------------------------------------------------------------------------------------
    def _rule(self, step: Step) -> None:
        scope, plan = step.scope, self.plan
        found = self._verdict(scope, [self._guard(r) for r in step.rules])
        breached: Tri = None
        if isinstance(step.rules[0].form, Effect):
            found = plan.keep(scope, found)
            found = ruling([(same(found, Verdict.CANNOT_BE_BREACHED), Verdict.UNDETERMINED)], found)
        found = plan.keep(scope, found)
        if not isinstance(step.rules[0].form, Effect):
            breached = truth([(same(found, Verdict.BREACHED), True), (same(found, Verdict.UNDETERMINED), None)], False)
        self.nodes.results["rule", Ref(scope, step.name)] = plan.keep(scope, breached)
        plan.output(scope, f"rule:{step.name}", worded(found), VERDICTS)

    def _verdict(self, scope: str, group: Sequence[_Guard]) -> Ruling:
        keep = self.plan.keep
        if len(group) == 1:
            one = group[0]
            active = keep(scope, conjunction([one.applies, one.in_force]))
            return guarded(active, keep(scope, self._core(scope, one.rule)))
        possible = [keep(scope, perhaps(g.in_force)) for g in group]
        found = [keep(scope, guarded(g.applies, keep(scope, self._core(scope, g.rule)))) for g in group]
        none = keep(scope, self._between(group))
        first = keep(scope, ruling(list(zip(possible, found, strict=True)), none))
        one_voice = keep(
            scope, conjunction(disjunction([invert(p), same(first, f)]) for p, f in zip(possible, found, strict=True))
        )
        harmless = conjunction(
            disjunction([invert(p), same(f, Verdict.MET, Verdict.CANNOT_BE_BREACHED, Verdict.NOT_APPLICABLE)])
            for p, f in zip(possible, found, strict=True)
        )
        sure = self._covered(scope, group)
        unsure = keep(scope, guarded(None, first))
        return ruling(
            [
                (conjunction(invert(p) for p in possible), none),
                (conjunction([one_voice, disjunction([sure, same(first, Verdict.NOT_APPLICABLE)])]), first),
                (one_voice, unsure),
                (harmless, Verdict.CANNOT_BE_BREACHED),
            ],
            Verdict.UNDETERMINED,
        )

    def _between(self, group: Sequence[_Guard]) -> Ruling:
        """A day that no version covers: a gap between versions is not encoded, before and after them nothing
        applies.
        """
        spans = self._spans([g.rule for g in group])
        last = max(s[1] for s in spans)
        ended = certain(not_above(int(last), group[0].anchor.lo)) if last < INF else False
        begun = invert(certain(not_above(group[0].anchor.hi, int(min(s[0] for s in spans)))))
        return ruling([(conjunction([begun, invert(ended)]), Verdict.UNDETERMINED)], Verdict.NOT_APPLICABLE)

    def _core(self, scope: str, rule: Rule) -> Ruling:
        value, keep = self.nodes.value, self.plan.keep
        form = rule.form
        match form:
            case Duty():
                return judge_duty(value(form.literal, scope), value(form.firm, scope))
            case Period():
                act, happened = value(form.act_date, scope), value(form.act_happened, scope)
                early, late = (value(line, scope) for line in judged(form.lines, most=form.most))
                if not form.most:
                    return judge_least(act, happened, early, late)
                found = judge_most(act, happened, early, late, self.facts.as_of(scope))
                return found if form.excuse is None else excused(keep(scope, found), value(form.excuse, scope))
            case Window():
                if form.act_date is None or form.act_happened is None:
                    return Verdict.UNDETERMINED
                act, happened = value(form.act_date, scope), value(form.act_happened, scope)
                early, late = (value(line, scope) for line in judged(form.until, most=True))
                found = judge_most(act, happened, early, late, self.facts.as_of(scope))
                if form.opens.early.op == "unknown":
                    return found
                opens = value(form.opens.early, scope)
                return judge_window(keep(scope, found), act, happened, opens, presumed=self.nodes.presumed)
            case Effect():
                trigger = value(form.trigger, scope)
                chosen: Ruling = Verdict.MET
                for i in reversed(range(len(form.cases))):
                    holds = value(form.cases[i].when, scope)
                    chosen = ruling([(holds, EFFECT_CASE + i), (invert(holds), chosen)], Verdict.MET)
                return ruling([(trigger, chosen), (invert(trigger), Verdict.NOT_APPLICABLE)], Verdict.UNDETERMINED)
        return Verdict.MET
