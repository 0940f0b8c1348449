"""The law with some Boolean conclusions supposed to be true, or false, where they are open."""

from __future__ import annotations

from dataclasses import dataclass

from procure_rules.engine.law import Law
from procure_rules.engine.layout import Frame
from procure_rules.engine.program import Program, Run, Stage
from procure_rules.engine.world import World
from procure_rules.rules.tree import Ref

__all__ = ["Supposed", "supposed"]

Truths = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Supposed:
    """A way to draw the conclusions in which some, where they are open, are what is supposed."""

    program: Program
    stages: tuple[Stage, ...]


def supposed(law: Law, truths: Truths) -> Supposed:
    """The law's program with each conclusion taken to be what is supposed where it is open; made once for each."""
    known = law.kept(_Known)
    if truths not in known.made:
        number = {step.name: i for i, step in enumerate(law.book.steps) if step.what == "conclusion"}
        drawn = {}
        for name, value in truths:
            at = law.layout.slots[Ref(law.book.steps[number[name]].scope, name)]
            drawn[number[name]] = _drawn(law.program[number[name]], at, value)
        program = law.program.replaced(drawn)
        known.made[truths] = Supposed(program, law.staged(program))
    return known.made[truths]


class _Known:
    def __init__(self, law: Law) -> None:
        self.made: dict[Truths, Supposed] = {}


def _drawn(run: Run, at: int, value: bool) -> Run:
    def draw(world: World, frame: Frame, index: int) -> None:
        run(world, frame, index)
        if frame[at] is None:
            frame[at] = value

    return draw
