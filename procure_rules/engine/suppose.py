"""Worlds in which a Boolean conclusion that is open is supposed to be true, or false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context, Frame
from procure_rules.engine.program import Run, Stage
from procure_rules.engine.run import clear, prepare
from procure_rules.engine.world import World
from procure_rules.facts.project import Project
from procure_rules.rules.tree import Ref

__all__ = ["Supposed", "supposing"]


@dataclass(frozen=True)
class Supposed:
    """The stages of a law in which one conclusion, where it is open, is what is supposed; made once, kept with it."""

    stages: dict[tuple[str, bool], tuple[Stage, ...]]

    @classmethod
    def none(cls, law: Law) -> Supposed:
        return cls({})

    def of(self, law: Law, name: str, value: bool) -> tuple[Stage, ...]:
        """The stages for a conclusion and a value."""
        key = name, value
        if key not in self.stages:
            number = next(i for i, step in enumerate(law.book.steps) if (step.what, step.name) == ("conclusion", name))
            scope = law.book.steps[number].scope
            drawn = _drawn(law.program[number], law.layout.slots[Ref(scope, name)], value)
            self.stages[key] = law.staged(law.program.replaced({number: drawn}))
        return self.stages[key]


def _drawn(run: Run, at: int, value: bool) -> Run:
    def draw(world: World, frame: Frame, index: int) -> None:
        run(world, frame, index)
        if frame[at] is None:
            frame[at] = value

    return draw


def supposing(law: Law, project: Project, context: Context, name: str, value: bool) -> World:
    """The project run through the law with the conclusion ``name`` taken to be ``value`` where it is open."""
    stages: Any = law.kept(Supposed.none).of(law, name, value)
    world = World(law.layout, context, law.layout.build(project, context))
    prepare(law, world)
    clear(law, world)
    for stage in stages:
        for index, frame in enumerate(world.frames[stage.scope]):
            stage.take(world, frame, index)
    return world
