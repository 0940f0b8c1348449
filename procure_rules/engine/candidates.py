"""The methods one after the other: what each would bring if it were the method, and the grounds for it.

Which law governs may depend on the method, so each is judged in a world in which it is the method. Of such a world only
that is evaluated anew which rests on the method and on which a ground rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from procure_rules.engine.closures import Fn
from procure_rules.engine.kleene import Verdict, covered
from procure_rules.engine.layout import Frame
from procure_rules.engine.scalar import Engine, Judged, World
from procure_rules.facts.project import Project
from procure_rules.facts.words import Method
from procure_rules.rules.model import Ground, Rule
from procure_rules.rules.rulebook import Rulebook, parts_of, reads_of, refs_of, roots_of, walk
from procure_rules.rules.tree import Node, Ref

__all__ = ["SCOPE", "Candidates", "GroundRule", "Version", "candidates_for"]

SCOPE = "procedure"
PLAIN = {"const", "same", "and", "or", "not"}
METHOD = Ref(SCOPE, "method")
INF = float("inf")
FAILING = {Verdict.NOT_APPLICABLE, Verdict.BREACHED}


def _granted(frame: Frame) -> bool | None:
    return True


def _unknown(frame: Frame) -> bool | None:
    return None


def _read(rules: Iterable[Rule], book: Rulebook) -> set[tuple[str, str]]:
    """What rules read: facts by scope and name, conclusions and breaches by the step that makes them."""
    step = {"conclusion": "conclusion", "breached": "rule"}
    return {(step.get(what, scope), name) for what, scope, name in reads_of(rules, book.overridden)}


class Version(NamedTuple):
    """One version of a ground: its guard and condition, whether approval is given or not needed, whether it is public."""

    judged: Judged
    approved: Fn
    publicity: Fn | None


@dataclass(frozen=True, slots=True)
class GroundRule:
    """One ground with all its versions."""

    id: str
    versions: tuple[Version, ...]

    @property
    def practice(self) -> bool:
        """Usage without binding force: it may carry a method, but its failing forbids nothing."""
        return all(v.judged.rule.source_kind == "practice" for v in self.versions)

    def verdict(self, frame: Frame) -> int:
        """Met, contested, breached (not met), not applicable or undetermined.

        A ground that surely fails is not met even where it is open whether it applies.
        """
        if len(self.versions) == 1:
            one = self.versions[0].judged
            return self._one(one, frame, one.in_force(frame))
        live = [v.judged for v in self.versions if v.judged.in_force(frame) is not False]
        if not live:
            return Verdict.NOT_APPLICABLE
        found = {self._one(one, frame, True) for one in live}
        if found <= FAILING:
            return max(found)
        spans = [
            (r.in_force.first, INF if r.in_force.last is None else r.in_force.last)
            for r in (v.judged.rule for v in self.versions)
        ]
        return found.pop() if len(found) == 1 and covered(live[0].anchor(frame), spans) else Verdict.UNDETERMINED

    def speaks(self, frame: Frame) -> bool:
        """Whether it surely applies: without one such ground the rules may have nothing to say about the choice."""
        live = [v.judged for v in self.versions if v.judged.in_force(frame) is not False]
        if not live or not all(one.applies(frame) for one in live):
            return False
        spans = [
            (r.in_force.first, INF if r.in_force.last is None else r.in_force.last)
            for r in (v.judged.rule for v in self.versions)
        ]
        return covered(live[0].anchor(frame), spans)

    def over(self, frame: Frame) -> bool:
        """Whether no version of it was in force."""
        return all(v.judged.in_force(frame) is False for v in self.versions)

    @staticmethod
    def _one(one: Judged, frame: Frame, in_force: bool | None) -> int:
        applies = one.applies(frame)
        if applies is False or in_force is False:
            return Verdict.NOT_APPLICABLE
        core = one.core(frame)
        return core if (applies and in_force) or core == Verdict.BREACHED else Verdict.UNDETERMINED

    def speaking(self, frame: Frame) -> Version:
        """The first version that may be in force and applies, else may be in force, else the last."""
        if len(self.versions) == 1:
            return self.versions[0]
        live = [v for v in self.versions if v.judged.in_force(frame) is not False]
        return next((v for v in live if v.judged.applies(frame) is not False), (live or self.versions[-1:])[0])


class Candidates:
    """The grounds of every method, and what has to be evaluated anew for a method that is not the one stated."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        book = engine.book
        rules: dict[str, list[Rule]] = {}
        for rule in book.rules:
            if isinstance(rule.form, Ground):
                rules.setdefault(rule.id, []).append(rule)
        self.grounds: dict[str, GroundRule] = {}
        self.by_method: dict[str, list[GroundRule]] = {m.value: [] for m in Method}
        for name, versions in rules.items():
            one = self.grounds[name] = self._ground(name, versions)
            for method in dict.fromkeys(r.form.method for r in versions if isinstance(r.form, Ground)):
                self.by_method[method].append(one)
        # forwards: what rests on the method
        changed = {(METHOD.scope, METHOD.name)}
        grown = True
        while grown:  # a presumption may rest on the method, and another on what it presumes
            grown = False
            for said in book.presumed:
                nodes = [n for n in (said.when, said.value) if isinstance(n, Node)]
                reads = {(ref.scope, ref.name) for n in nodes for _, ref in refs_of(n)}
                if reads & changed and (said.scope, said.name) not in changed:
                    changed.add((said.scope, said.name))
                    grown = True
        self.presumes = len(changed) > 1
        # backwards: what grounds rest on
        needed = _read((r for versions in rules.values() for r in versions), book)
        reads_by: dict[int, set[tuple[str, str]]] = {}
        for i, step in reversed(list(enumerate(book.steps))):
            if (step.what, step.name) in needed:
                reads_by[i] = _read(step.rules, book)
                needed |= reads_by[i]
        # forwards again: what of it rests on the method
        for i in sorted(reads_by):
            if self.presumes or reads_by[i] & changed:
                changed.add((book.steps[i].what, book.steps[i].name))
        self.again = [i for i in sorted(reads_by) if (book.steps[i].what, book.steps[i].name) in changed]
        self.renewed = frozenset(book.steps[i].name for i in self.again)
        """The conclusions that are drawn anew for each method."""
        steps = {(book.steps[i].scope, book.steps[i].name) for i in self.again}
        self.slots = [(at, ref.scope) for ref, at in engine.layout.slots.items() if (ref.scope, ref.name) in steps]
        roots = [n for p in book.presumed for n in (p.when, p.value) if isinstance(n, Node)]
        roots += roots_of((r for rs in rules.values() for r in rs), book.overridden)
        roots += roots_of((r for i in self.again for r in book.steps[i].rules), book.overridden)
        self.alike = self._alike(roots)
        """Methods of which everything says the same share one world."""

    def _alike(self, roots: list[Node]) -> list[tuple[str, ...]]:
        asked: dict[Node, None] = {}

        def look(node: Node) -> None:
            below = list(walk(node))
            if not any(n.op == "field" and n.data == METHOD for n in below):
                return
            if all(n.op in PLAIN or (n.op == "field" and n.data == METHOD) for n in below):
                asked[node] = None  # rests on the method alone
                return
            for part in parts_of(node):
                look(part)

        for root in roots:
            look(root)
        compile_ = self.engine.compiler(SCOPE)
        frame = self.engine.layout.blank[SCOPE].copy()
        groups: dict[tuple[Any, ...], list[str]] = {}
        for method, grounds in self.by_method.items():
            if grounds:
                frame[self.engine.layout.slots[METHOD]] = method
                groups.setdefault(tuple(compile_(node)(frame) for node in asked), []).append(method)
        return [tuple(group) for group in groups.values()]

    def _ground(self, name: str, rules: list[Rule]) -> GroundRule:
        versions = []
        for rule in rules:
            form = rule.form
            assert isinstance(form, Ground)
            if form.approved is not None:
                approved = self.engine.fn(rule, form.approved)
            else:
                approved = _unknown if form.approval is not None else _granted
            publicity = self.engine.fn(rule, form.publicity) if form.publicity is not None else None
            versions.append(Version(self.engine.judge(rule), approved, publicity))
        return GroundRule(name, tuple(versions))

    def worlds(self, world: World, project: Project) -> Iterator[tuple[tuple[str, ...], World]]:
        """For the methods that have grounds worlds in which each is the method of every procedure.

        A world is good until the next one is asked for: most are the given world with a few values replaced, and these
        are put back at the end.
        """
        at = self.engine.layout.slots[METHOD]
        if self.presumes and world.context.presumed:
            for methods in self.alike:
                frames = self.engine.layout.build(project, world.context)
                other = World(world.context, frames, world.chaining)
                for frame in frames[SCOPE]:
                    frame[at] = methods[0]
                self.engine.prepare(other)
                self._evaluate(other)
                yield methods, other
            return
        frames = world.frames
        other = World(world.context, frames, world.chaining)
        slots = [(at, SCOPE), *self.slots]
        kept: list[tuple[Frame, int, Any]] = [(f, slot, f[slot]) for slot, scope in slots for f in frames[scope]]
        try:
            for methods in self.alike:
                for frame in frames[SCOPE]:
                    frame[at] = methods[0]
                self._evaluate(other)
                yield methods, other
        finally:
            for frame, slot, value in kept:
                frame[slot] = value

    def _evaluate(self, world: World) -> None:
        program = (world.chaining or self.engine).program
        self.engine.clear(world)
        for i in self.again:
            scope, run = program[i]
            for index, frame in enumerate(world.frames[scope]):
                run(world, frame, index)


def candidates_for(engine: Engine) -> Candidates:
    """The candidates of a compiled rulebook, made once and kept with it."""
    if engine.candidates is None:
        engine.candidates = Candidates(engine.itself)
    return engine.candidates
