"""The scalar interpreter: one project, the whole rulebook, strict or presumed.

``Engine`` is compiled once a rulebook; ``run`` builds frames, resolves the conclusions and judges the rules in the order
of the strata. Verdicts are the small numbers of :class:`~procure_rules.engine.kleene.Verdict`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from weakref import proxy

from procure_rules.engine.chaining import CONFLICT, Contribution, derive, derive_interval
from procure_rules.engine.closures import Compiler, Fn
from procure_rules.engine.grouping import Group, grouped
from procure_rules.engine.judging import EFFECT_CASE, core
from procure_rules.engine.kleene import (
    Interval,
    Verdict,
    both,
    covered,
    guarded,
    negate,
)
from procure_rules.engine.layout import UNKNOWN, Context, Frame, Layout
from procure_rules.engine.presuming import Applied, presuming
from procure_rules.facts.project import Project
from procure_rules.rules.model import Define, Effect, Rule
from procure_rules.rules.rulebook import Rulebook, Step
from procure_rules.rules.tree import Lines, Node, Ref

if TYPE_CHECKING:
    from procure_rules.engine.candidates import Candidates
    from procure_rules.engine.trials import Trials

__all__ = ["EFFECT_CASE", "Applied", "Chaining", "Engine", "Judged", "Program", "Stage", "World"]

INF = float("inf")


@dataclass(eq=False)
class Judged:
    """One compiled version of one rule."""

    rule: Rule
    in_force: Callable[[Frame], bool | None]
    applies: Callable[[Frame], bool | None]
    anchor: Fn
    core: Callable[[Frame], int]
    own: Callable[[Frame], bool | None]
    """The guard without regard to exceptions: where it holds, either the rule or an exception to it is active."""
    exceptions: tuple[Judged, ...] = field(default_factory=tuple)


class _Judged(Judged):
    """One version that is compiled when it is first asked: most rules are passed over with their group."""

    def __init__(self, rule: Rule, engine: Engine) -> None:
        self.rule = rule
        self.engine = engine

    def __getattr__(self, name: str) -> Any:
        if name not in Judged.__dataclass_fields__:
            raise AttributeError(name)
        self.__dict__.update(self.engine.compiled(self.rule))
        return self.__dict__[name]


class Chaining(Protocol):
    """Another way to draw the conclusions: the engine's program with some of its steps replaced."""

    @property
    def program(self) -> Program: ...

    @property
    def stages(self) -> list[Stage]: ...


@dataclass
class World:
    """The outcome of one run: frames with conclusions, verdicts by rule id (one for each frame of the rule's scope)."""

    context: Context
    frames: dict[str, list[Frame]]
    chaining: Chaining | None = None
    verdicts: dict[str, list[int]] = field(default_factory=dict)
    blank: dict[str, list[int]] = field(default_factory=dict)
    """By scope, the row of a rule that applies to nothing."""
    conflicts: list[tuple[str, int]] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)

    def note(self, rule: str, scope: str, index: int, verdict: int) -> None:
        """Write a verdict into the row of a rule, which is its own from the first one on."""
        row = self.verdicts[rule]
        if row is self.blank[scope]:
            row = self.verdicts[rule] = row.copy()
        row[index] = verdict


Run = Callable[[World, Frame, int], None]
Program = list[tuple[str, Run]]  # scope and step, in the rulebook's order


class Stage(NamedTuple):
    """Steps of one scope that are passed over together where the condition is false."""

    scope: str
    condition: Fn | None
    runs: tuple[Run, ...]
    inner: tuple[Stage, ...]


def _conjunction(conditions: Sequence[Fn]) -> Fn:
    if len(conditions) == 1:
        return conditions[0]

    def every(f: Frame) -> bool | None:
        out: bool | None = True
        for condition in conditions:
            value = condition(f)
            if value is False:
                return False
            if value is None:
                out = None
        return out

    return every


def _between(when: Interval, spans: Sequence[tuple[float, float]]) -> int:
    """A day that no version covers: before the law and after its end nothing applies, a gap between is not encoded."""
    inside = min(s[0] for s in spans) < when[1] and when[0] < max(s[1] for s in spans)
    return Verdict.UNDETERMINED if inside else Verdict.NOT_APPLICABLE


def _present(at: int) -> Fn:
    return lambda f: f[at] is True


def _unless(exception: Judged) -> Fn:
    return lambda f: negate(both(exception.in_force(f), exception.applies(f)))


def _looked_up(values: dict[int, Fn]) -> Callable[[Judged, Frame], Any]:
    return lambda one, frame: values[id(one.rule)](frame)


def _pass(stage: Stage, world: World, frame: Frame, index: int) -> None:
    for run in stage.runs:
        run(world, frame, index)
    for inner in stage.inner:
        if inner.condition is None or inner.condition(frame) is not False:
            _pass(inner, world, frame, index)


class Engine:
    """A compiled rulebook."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.itself: Engine = proxy(self)  # for its own parts: without a cycle all goes with the last who holds it
        self.layout = Layout.of(book)
        self.compilers: dict[str, Compiler] = {}
        self.made: dict[int, Judged] = {}
        self.judged: dict[str, list[Judged]] = {}
        self.defining: dict[str, list[Judged]] = {}
        self.presumptions = presuming(self.itself)
        self.program: Program = []
        self.scope_of = {step.name: step.scope for step in book.steps if step.what == "conclusion"}
        self.chaining: Chaining | None = None  # kept here once made, to end with the engine
        self.candidates: Candidates | None = None  # likewise
        self.trials: Trials | None = None  # likewise
        self.traced: dict[int, tuple[Compiler, tuple[Node, ...]]] = {}  # by rule, what its verdict rests on
        self.texts: Any = None  # what answers say whatever the project, kept here once made
        for step in book.steps:
            run = self._conclusion(step) if step.what == "conclusion" else self._rule(step)
            self.program.append((step.scope, run))
        self.rules: dict[str, list[str]] = {}
        for step in book.steps:
            if step.what == "rule":
                self.rules.setdefault(step.scope, []).append(step.name)
        self.groups = grouped(book)
        self.stages = self.staged(self.program)

    def compiler(self, scope: str) -> Compiler:
        if scope not in self.compilers:
            self.compilers[scope] = Compiler(self.layout, scope)
        return self.compilers[scope]

    def fn(self, rule: Rule, node: Node) -> Fn:
        """The closure of one of a rule's nodes, for display."""
        return self.compiler("project" if rule.part else rule.scope)(node)

    # running ----------------------------------------------------------------------------------------------------
    def run(self, project: Project, context: Context, chaining: Chaining | None = None) -> World:
        """Evaluate every conclusion and rule for every instance.

        ``chaining`` draws the Boolean conclusions from what is decided; without it the built-in chainer does.
        """
        frames = self.layout.build(project, context)
        world = World(context, frames, chaining)
        self.prepare(world)
        self.evaluate(world)
        return world

    def prepare(self, world: World) -> None:
        """Presumptions where they are made, then the order of events."""
        if world.context.presumed:
            self.presume(world)
        self.layout.narrow(world.frames)

    def evaluate(self, world: World) -> None:
        frames = world.frames
        self.clear(world)
        for stage in (world.chaining or self).stages:
            for index, frame in enumerate(frames[stage.scope]):
                _pass(stage, world, frame, index)

    def clear(self, world: World) -> None:
        """No rule applies: what stands of one that is passed over. The rows of a scope are one until they are written."""
        for scope, names in self.rules.items():
            if world.frames[scope]:
                row = world.blank[scope] = [int(Verdict.NOT_APPLICABLE)] * len(world.frames[scope])
                world.verdicts.update(dict.fromkeys(names, row))

    def staged(self, program: Program) -> list[Stage]:
        """The steps of a program in groups."""
        return [self._stage(group, program) for group in self.groups]

    def _stage(self, group: Group, program: Program) -> Stage:
        condition = None if group.condition is None else self.compiler(group.scope)(group.condition)
        runs = tuple(program[i][1] for i in group.steps)
        return Stage(group.scope, condition, runs, tuple(self._stage(g, program) for g in group.inner))

    def presume(self, world: World) -> None:
        """Fill what nobody stated, where a presumption is declared and its condition holds."""
        for one in self.presumptions:
            one.make(world)

    # guards -----------------------------------------------------------------------------------------------------
    def judge(self, rule: Rule) -> Judged:
        """One version of one rule: its guards, and its verdict where they hold."""
        if id(rule) not in self.made:
            self.made[id(rule)] = _Judged(rule, self.itself)
        return self.made[id(rule)]

    def compiled(self, rule: Rule) -> dict[str, Any]:
        compile_ = self.compiler("project" if rule.part else rule.scope)
        first, last = rule.in_force.first, INF if rule.in_force.last is None else rule.in_force.last
        anchor = compile_(rule.anchor)
        conditions: list[Fn] = [compile_(rule.applies)]
        if rule.part:
            at = self.layout.slots[Ref("project", rule.part, "present")]
            conditions.insert(0, _present(at))
        exceptions = tuple(self.judge(other) for other in self.book.overridden.get(rule.id, ()))

        def in_force(f: Frame) -> bool | None:
            lo, hi = anchor(f)
            if first <= lo and hi <= last:
                return True
            return False if hi < first or lo > last else None

        own = _conjunction(conditions)
        applies = _conjunction([own, *(_unless(e) for e in exceptions)]) if exceptions else own
        return {
            "in_force": in_force,
            "applies": applies,
            "anchor": anchor,
            "core": core(rule, compile_),
            "own": own,
            "exceptions": exceptions,
        }

    @staticmethod
    def _spans(rules: Sequence[Judged]) -> list[tuple[float, float]]:
        return [(j.rule.in_force.first, INF if j.rule.in_force.last is None else j.rule.in_force.last) for j in rules]

    def _contributions(
        self, rules: Sequence[Judged], value: Callable[[Judged, Frame], Any], merge: Callable[[Any, Any], Any]
    ) -> Callable[[Frame], list[Contribution]]:
        """What each rule says; versions of one rule speak with one voice where one of them surely is in force."""
        groups: dict[str, list[Judged]] = {}
        for one in rules:
            groups.setdefault(one.rule.id, []).append(one)
        plans = [(group, self._spans(group)) for group in groups.values()]

        def contributions(f: Frame) -> list[Contribution]:
            out: list[Contribution] = []
            for group, spans in plans:
                if len(group) == 1:
                    one = group[0]
                    applies = one.applies(f)
                    if applies is False:
                        continue
                    in_force = one.in_force(f)
                    if in_force is not False:
                        sure = bool(in_force and (applies or one.own(f)))
                        out.append(Contribution(both(applies, in_force), value(one, f), sure))
                    continue
                possible = [one for one in group if one.in_force(f) is not False]
                if not possible:
                    continue
                guards = [one.applies(f) for one in possible]
                if all(g is False for g in guards):
                    continue
                covers = covered(possible[0].anchor(f), spans)
                active = covers and all(guards)
                # where a version may give way to an exception, the exception contributes as well
                sure = active or (
                    covers and all(g or (g is None and one.own(f)) for one, g in zip(possible, guards, strict=True))
                )
                said = [value(one, f) for one, g in zip(possible, guards, strict=True) if g is not False]
                merged = said[0]
                for more in said[1:]:
                    merged = merge(merged, more)
                out.append(Contribution(True if active else None, merged, sure))
            return out

        return contributions

    # conclusions ------------------------------------------------------------------------------------------------
    def _conclusion(self, step: Step) -> Callable[[World, Frame, int], None]:
        kind = self.book.conclusions[step.name].kind
        rules = self.defining[step.name] = [self.judge(r) for r in step.rules]
        compile_ = self.compiler(step.scope)
        if kind in ("bool", "choice"):
            at = self.layout.slots[Ref(step.scope, step.name)]
            values = {
                id(j.rule): self._cases(j.rule.form, compile_, "") for j in rules if isinstance(j.rule.form, Define)
            }
            parts = self._contributions(rules, _looked_up(values), lambda a, b: a if a == b else None)

            if len(rules) == 1:
                only, value_of = rules[0], values[id(rules[0].rule)]

                def decide_one(world: World, frame: Frame, index: int) -> None:
                    # one rule alone: its value, where it surely speaks
                    frame[at] = value_of(frame) if only.applies(frame) and only.in_force(frame) else None

                return decide_one

            def decide(world: World, frame: Frame, index: int) -> None:
                found = derive(parts(frame))
                if found is CONFLICT:
                    world.conflicts.append((step.name, index))
                    found = None
                frame[at] = found

            return decide
        unknown = UNKNOWN[kind]
        sides = ("early", "late") if kind == "date" else ("",)
        if len(rules) == 1:
            return self._measured_by_one(step, rules[0], sides, unknown)
        plans = []
        for side in sides:
            at = self.layout.slots[Ref(step.scope, step.name, side)]
            values = {
                id(j.rule): self._cases(j.rule.form, compile_, side, unknown)
                for j in rules
                if isinstance(j.rule.form, Define)
            }
            plans.append(
                (at, self._contributions(rules, _looked_up(values), lambda a, b: (min(a[0], b[0]), max(a[1], b[1]))))
            )

        def measure(world: World, frame: Frame, index: int) -> None:
            for at, parts in plans:
                found = derive_interval(parts(frame), unknown)
                if found is CONFLICT:
                    if (step.name, index) not in world.conflicts:
                        world.conflicts.append((step.name, index))
                    found = unknown
                frame[at] = found

        return measure

    def _measured_by_one(
        self, step: Step, only: Judged, sides: Sequence[str], unknown: Interval
    ) -> Callable[[World, Frame, int], None]:
        compile_, form = self.compiler(step.scope), only.rule.form
        assert isinstance(form, Define)
        plans = [
            (self.layout.slots[Ref(step.scope, step.name, side)], self._cases(form, compile_, side, unknown))
            for side in sides
        ]

        def measure_one(world: World, frame: Frame, index: int) -> None:
            speaks = only.applies(frame) and only.in_force(frame)
            for at, value in plans:
                frame[at] = value(frame) if speaks else unknown

        return measure_one

    @staticmethod
    def _cases(form: Define, compile_: Compiler, side: str, unknown: Interval | None = None) -> Fn:
        plan = [
            (compile_(c.when), compile_(getattr(c.value, side) if isinstance(c.value, Lines) else c.value))
            for c in form.cases
        ]
        if unknown is None:

            def word(f: Frame) -> Any:
                found: list[Any] = []
                for when, value in plan:
                    holds = when(f)
                    if holds is False:
                        continue
                    found.append(value(f))
                    if holds:
                        return found[0] if all(v == found[0] for v in found) else None
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

    # rules ------------------------------------------------------------------------------------------------------
    def _rule(self, step: Step) -> Callable[[World, Frame, int], None]:
        versions = [self.judge(r) for r in step.rules]
        self.judged[step.name] = versions
        at = self.layout.slots[Ref(step.scope, step.name, "breached")]
        spans = self._spans(versions)
        effect = isinstance(versions[0].rule.form, Effect)

        name, scope, one = step.name, step.scope, versions[0]

        def verdict(f: Frame) -> int:
            possible = [one for one in versions if one.in_force(f) is not False]
            if not possible:
                return _between(versions[0].anchor(f), spans)
            sure = covered(possible[0].anchor(f), spans)
            found = {guarded(one.applies(f), one.core(f)) for one in possible}
            if len(found) == 1:
                only = found.pop()
                return guarded(True if sure or only == Verdict.NOT_APPLICABLE else None, only)
            if found <= {Verdict.MET, Verdict.CANNOT_BE_BREACHED, Verdict.NOT_APPLICABLE}:
                return Verdict.CANNOT_BE_BREACHED
            return Verdict.UNDETERMINED

        def verdict_of_one(f: Frame) -> int:
            applies = one.applies(f)
            if applies is False:
                return Verdict.NOT_APPLICABLE
            in_force = one.in_force(f)
            if in_force is False:
                return Verdict.NOT_APPLICABLE
            return one.core(f) if applies and in_force else guarded(None, one.core(f))

        found_in = verdict_of_one if len(versions) == 1 else verdict

        def judge(world: World, frame: Frame, index: int) -> None:
            found = found_in(frame)
            if found:
                world.note(name, scope, index, found)
            frame[at] = True if found == Verdict.BREACHED else None if found == Verdict.UNDETERMINED else False

        def judge_effect(world: World, frame: Frame, index: int) -> None:
            found = found_in(frame)
            if found:
                told = Verdict.UNDETERMINED if found == Verdict.CANNOT_BE_BREACHED else found
                world.note(name, scope, index, told)

        return judge_effect if effect else judge
