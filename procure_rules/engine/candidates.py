"""The methods one after the other: what each would bring if it were the method, and the grounds for it.

Which law governs may depend on the method, so each is judged in a world in which it is the method. Of such a world only
that is evaluated anew which rests on the method and on which a ground rests.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from typing import Any

from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Frame
from procure_rules.engine.program import Chaining
from procure_rules.engine.run import clear, prepare
from procure_rules.engine.versions import Version, Versions
from procure_rules.engine.world import World
from procure_rules.facts.project import Project
from procure_rules.facts.words import Method
from procure_rules.rules.model import Ground, Rule
from procure_rules.rules.rulebook import Rulebook, parts_of, reads_of, refs_of, roots_of, walk
from procure_rules.rules.tree import Node, Ref

__all__ = [
    "FACTS",
    "LAW",
    "METHOD",
    "SCOPE",
    "Candidates",
    "approved",
    "argued",
    "asks_law",
    "by_practice",
    "granted",
    "ground_verdict",
    "open_by",
    "open_parts",
    "publicised",
    "wanting",
    "worlds",
]

SCOPE = "procedure"
PLAIN = {"const", "same", "and", "or", "not"}
METHOD = Ref(SCOPE, "method")
FAILING = {Verdict.NOT_APPLICABLE, Verdict.BREACHED}
CONNECTIVES = ("and", "or", "not")
FACTS, LAW = "facts", "law"


# grounds ----------------------------------------------------------------------------------------------------------
def by_practice(ground: Versions) -> bool:
    """Usage without binding force: it may carry a method, but its failing forbids nothing."""
    return all(v.rule.source_kind == "practice" for v in ground)


def ground_verdict(ground: Versions, frame: Frame) -> int:
    """Met, contested, breached (not met), not applicable or undetermined.

    A ground that surely fails is not met even where it is open whether it applies.
    """
    if len(ground) == 1:
        (one,) = ground
        return _of_version(one, frame, one.in_force(frame))
    found = {_of_version(one, frame, True) for one in ground.live(frame)}
    if found <= FAILING:
        return max(found, default=Verdict.NOT_APPLICABLE)
    return found.pop() if len(found) == 1 and ground.covered(frame) else Verdict.UNDETERMINED


def _of_version(one: Version, frame: Frame, in_force: bool | None) -> int:
    applies = one.applies(frame)
    if applies is False or in_force is False:
        return Verdict.NOT_APPLICABLE
    core = one.core(frame)
    return core if (applies and in_force) or core == Verdict.BREACHED else Verdict.UNDETERMINED


def approved(one: Version, frame: Frame) -> bool | None:
    """Whether the approval that a ground asks for is given; also where it asks for none."""
    form = one.rule.form
    assert isinstance(form, Ground)
    if form.approved is None:
        return True if form.approval is None else None
    given: bool | None = one.at(form.approved)(frame)
    return given


def publicised(one: Version, frame: Frame) -> bool | None:
    """Whether what a ground asks to be published is."""
    form = one.rule.form
    assert isinstance(form, Ground)
    assert form.publicity is not None
    public: bool | None = one.at(form.publicity)(frame)
    return public


# what keeps a ground open --------------------------------------------------------------------------------------------
def open_by(ground: Versions, frame: Frame, law: frozenset[Ref]) -> str:
    """What keeps the condition of a ground open: its own facts, or the law; nothing where it is decided.

    It is the law that is open where the condition asks for one of the conclusions by which grounds apply (``law``)
    and that is unknown, and where nothing is unknown but a point that is left contested.
    """
    one = ground.speaking(frame)
    return _open(open_parts(one, frame), law)


def open_parts(one: Version, frame: Frame) -> list[Node]:
    """The parts of a ground's condition that leave it unknown."""
    form = one.rule.form
    assert isinstance(form, Ground)
    return list(dict.fromkeys(x for node in (form.when, form.safe) for x in _unknown(one, node, frame)))


def asks_law(node: Node, law: frozenset[Ref]) -> bool:
    """Whether a part of a condition asks for one of the conclusions by which grounds apply."""
    return any(what == "conclusion" and ref in law for what, ref in refs_of(node))


def _open(parts: list[Node], law: frozenset[Ref]) -> str:
    if not parts:
        return ""
    lawful = any(asks_law(node, law) for node in parts) or all(node.op == "contested" for node in parts)
    return LAW if lawful else FACTS


def _unknown(one: Version, node: Node, frame: Frame) -> list[Node]:
    """The parts of a condition that leave it unknown."""
    if one.at(node)(frame) is not None:
        return []
    if node.op not in CONNECTIVES:
        return [node]
    return [x for part in node.args for x in _unknown(one, part, frame)]


def argued(ground: Versions, frame: Frame) -> bool:
    """Whether a ground surely holds on the literal line."""
    one = ground.speaking(frame)
    form = one.rule.form
    assert isinstance(form, Ground)
    return ground.available(frame) is True and one.at(form.when)(frame) is True


def granted(one: Version, frame: Frame) -> bool:
    """Whether the approval that a ground asks for is stated to be given, and not merely not needed."""
    form = one.rule.form
    assert isinstance(form, Ground)
    return form.approved is not None and _granted(one, form.approved, frame)


def _granted(one: Version, node: Node, frame: Frame) -> bool:
    if one.at(node)(frame) is not True or node.op == "not":
        return False
    return any(_granted(one, x, frame) for x in node.args) if node.op in CONNECTIVES else node.op == "field"


def wanting(one: Version, frame: Frame, law: frozenset[Ref]) -> bool:
    """Whether an approval is surely owed, and denied or not stated."""
    form = one.rule.form
    assert isinstance(form, Ground)
    if form.approved is None:
        return False
    parts = _unknown(one, form.approved, frame)
    return approved(one, frame) is not True and not any(x.op == "contested" or asks_law(x, law) for x in parts)


# worlds -----------------------------------------------------------------------------------------------------------
def _read(rules: Iterable[Rule], book: Rulebook) -> set[tuple[str, str]]:
    """What rules read: facts by scope and name, conclusions and breaches by the step that makes them."""
    step = {"conclusion": "conclusion", "breached": "rule"}
    return {(step.get(what, scope), name) for what, scope, name in reads_of(rules, book.overridden)}


class Candidates:
    """The grounds of every method, and what has to be evaluated anew for a method that is not the one stated."""

    def __init__(self, law: Law) -> None:
        book = law.book
        self.by_method: dict[str, list[Versions]] = {m.value: [] for m in Method}
        for ground in law.grounds.values():
            for method in dict.fromkeys(v.rule.form.method for v in ground if isinstance(v.rule.form, Ground)):
                self.by_method[method].append(ground)
        rules = [v.rule for ground in law.grounds.values() for v in ground]
        self.law = frozenset(ref for rule in rules for what, ref in refs_of(rule.applies) if what == "conclusion")
        """The conclusions by which grounds apply: which law governs, and what of it."""
        # forwards: what rests on the method
        changed = {(METHOD.scope, METHOD.name)}
        grown = True
        while grown:  # a presumption may rest on the method, and another on what it presumes
            grown = False
            for said in book.presumed:
                reads = {(ref.scope, ref.name) for n in said.nodes for _, ref in refs_of(n)}
                if reads & changed and (said.scope, said.name) not in changed:
                    changed.add((said.scope, said.name))
                    grown = True
        self.presumes = len(changed) > 1
        # backwards: what grounds rest on
        needed = _read(rules, book)
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
        self.slots = [(at, ref.scope) for ref, at in law.layout.slots.items() if (ref.scope, ref.name) in steps]
        roots = [n for p in book.presumed for n in p.nodes]
        roots += roots_of(rules, book.overridden)
        roots += roots_of((r for i in self.again for r in book.steps[i].rules), book.overridden)
        self.alike = self._alike(law, roots)
        """Methods of which everything says the same share one world."""

    def _alike(self, law: Law, roots: list[Node]) -> list[tuple[str, ...]]:
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
        compile_ = law.compilers[SCOPE]
        frame = law.layout.blank[SCOPE].copy()
        groups: dict[tuple[Any, ...], list[str]] = {}
        for method, grounds in self.by_method.items():
            if grounds:
                frame[law.layout.slots[METHOD]] = method
                groups.setdefault(tuple(compile_(node)(frame) for node in asked), []).append(method)
        return [tuple(group) for group in groups.values()]


def worlds(
    law: Law, world: World, project: Project, chaining: Chaining | None = None, only: Collection[str] | None = None
) -> Generator[tuple[tuple[str, ...], World], None, None]:
    """For the methods that have grounds worlds in which each is the method of every procedure; ``only``: for some.

    A world is good until the next one is asked for: most are the given world with a few values replaced, and these are
    put back at the end.
    """
    made = law.kept(Candidates)
    at = law.layout.slots[METHOD]
    alike = [group for group in made.alike if only is None or any(m in only for m in group)]
    if made.presumes and world.context.presumed:
        for methods in alike:
            other = World(law.layout, world.context, law.layout.build(project, world.context))
            for frame in other.frames[SCOPE]:
                frame[at] = methods[0]
            prepare(law, other)
            _evaluate(law, made, other, chaining)
            yield methods, other
        return
    frames = world.frames
    other = World(law.layout, world.context, frames)
    slots = [(at, SCOPE), *made.slots]
    before: list[tuple[Frame, int, Any]] = [(f, slot, f[slot]) for slot, scope in slots for f in frames[scope]]
    try:
        for methods in alike:
            for frame in frames[SCOPE]:
                frame[at] = methods[0]
            _evaluate(law, made, other, chaining)
            yield methods, other
    finally:
        for frame, slot, value in before:
            frame[slot] = value


def _evaluate(law: Law, made: Candidates, world: World, chaining: Chaining | None) -> None:
    program = (chaining or law).program
    clear(law, world)
    for i in made.again:
        run = program[i]
        for index, frame in enumerate(world.frames[law.book.steps[i].scope]):
            run(world, frame, index)
