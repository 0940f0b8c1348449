"""Presumptions: what is filled in where nobody stated it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from procure_rules.engine.kleene import Interval
from procure_rules.rules.model import Bilingual, Presumed
from procure_rules.rules.tree import TRUE, Node, Ref

if TYPE_CHECKING:
    from procure_rules.engine.scalar import Engine, World

__all__ = ["Applied", "presuming"]

INF = float("inf")
UNSTATED: tuple[Any, ...] = (None, (0, INF), (-INF, INF), ((), False))


@dataclass(frozen=True, slots=True)
class Applied:
    """A presumption as applied to one frame."""

    scope: str
    index: int
    name: str
    text: Bilingual


def presuming(engine: Engine) -> list[Presuming | Absences]:
    """The presumptions of a rulebook, in order; those that have no condition are made together, scope by scope."""
    out: list[Presuming | Absences] = []
    waiting: dict[str, list[tuple[int, bool, Presuming]]] = {}
    for said in engine.book.presumed:
        one = Presuming(engine, said)
        value = said.value
        if said.when == TRUE and isinstance(value, Node) and value.op == "const" and value.kind == "bool":
            waiting.setdefault(said.scope, []).append((one.at, value.data, one))
            continue
        out += [Absences(scope, plain) for scope, plain in waiting.items()]
        waiting = {}
        out.append(one)
    return out + [Absences(scope, plain) for scope, plain in waiting.items()]


class Absences:
    """Presumptions of one scope that say plainly yes or no, as those that there was no exception, fault or misconduct."""

    def __init__(self, scope: str, plain: list[tuple[int, bool, Presuming]]) -> None:
        self.scope, self.plain = scope, plain

    def make(self, world: World) -> None:
        """Fill the facts in every frame in which nobody stated them."""
        applied = world.applied
        for index, frame in enumerate(world.frames[self.scope]):
            for at, value, one in self.plain:
                if frame[at] is None:
                    frame[at] = value
                    applied.append(one.named(index))


class Presuming:
    """One presumption of a compiled rulebook."""

    def __init__(self, engine: Engine, said: Presumed) -> None:
        slots = engine.layout.slots
        self.engine, self.said = engine, said
        self.happened = Ref(said.scope, said.name, "happened") in slots
        self.at = slots[Ref(said.scope, said.name, "date" if self.happened else "")]
        self.applied: list[Applied] = []

    def make(self, world: World) -> None:
        """Fill the fact in every frame in which nobody stated it, if the condition surely holds."""
        said, at, as_of = self.said, self.at, world.context.as_of
        compile_ = self.engine.compiler(said.scope)
        for index, frame in enumerate(world.frames[said.scope]):
            old = frame[at]
            if old not in UNSTATED or (self.happened and frame[at + 1] is not None):
                continue
            new: Any
            if said.value == "none":
                new = ((), True)
            elif said.value == "not_yet":
                new = (as_of, INF)
            else:
                new = compile_(said.value)(frame) if isinstance(said.value, Node) else said.value
            if new is None or new == old or not compile_(said.when)(frame):
                continue
            frame[at] = new
            if self.happened:
                frame[at + 1] = self.happens(new, as_of)
            world.applied.append(self.named(index))

    def happens(self, when: Interval, as_of: int) -> bool | None:
        """Whether an event on the presumed day has happened."""
        if when[0] > as_of or self.said.value == "not_yet":
            return False
        return True if when[1] <= as_of else None

    def named(self, index: int) -> Applied:
        while len(self.applied) <= index:
            self.applied.append(Applied(self.said.scope, len(self.applied), self.said.name, self.said.text))
        return self.applied[index]
