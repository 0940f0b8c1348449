"""The scalar interpreter: one project run through a compiled rulebook, strict or presumed.

Frames are built, presumptions made, conclusions drawn and rules judged in the order of the strata.
"""

from __future__ import annotations

from dataclasses import replace

from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context
from procure_rules.engine.program import Chaining
from procure_rules.engine.world import World
from procure_rules.facts.project import Project

__all__ = ["clear", "evaluate", "prepare", "run", "run_both"]


def run(law: Law, project: Project, context: Context, chaining: Chaining | None = None) -> World:
    """Evaluates every conclusion and rule for every instance.

    ``chaining`` draws the Boolean conclusions from what is decided; without it the built-in chainer does.
    """
    return _run(law, World(law.layout, context, law.layout.build(project, context)), chaining)


def run_both(law: Law, project: Project, context: Context, chaining: Chaining | None = None) -> tuple[World, World]:
    """Runs a project as stated and with the presumptions; its facts are read once."""
    presumed = replace(context, presumed=True)
    frames = law.layout.build(project, context)
    worlds = World(law.layout, context, frames), World(law.layout, presumed, law.layout.copied(frames, presumed))
    return _run(law, worlds[0], chaining), _run(law, worlds[1], chaining)


def _run(law: Law, world: World, chaining: Chaining | None) -> World:
    prepare(law, world)
    evaluate(law, world, chaining)
    return world


def prepare(law: Law, world: World) -> None:
    """What follows from the facts by the meaning of the words, presumptions where they are made, then the order of
    events.
    """
    world.impossible = law.layout.impossible(world.frames)
    for implied in law.implications:
        if frames := world.frames[implied.scope]:
            implied.make(frames, world.context.as_of, {})
    if world.context.presumed:
        for one in law.presumptions:
            if one.ordinary and world.context.firm:
                continue
            if frames := world.frames[one.scope]:
                one.make(frames, world.context.as_of, world.applied)
    law.layout.narrow(world.frames)


def evaluate(law: Law, world: World, chaining: Chaining | None = None) -> None:
    """All steps, with presumptions and the order of events made before."""
    clear(law, world)
    for stage in (chaining or law).stages:
        for index, frame in enumerate(world.frames[stage.scope]):
            stage.take(world, frame, index)


def clear(law: Law, world: World) -> None:
    """No rule applies: what stands of one that is passed over. The rows of a scope are one until they are written."""
    for scope, names in law.judged.items():
        if world.frames[scope]:
            row = world.blank[scope] = [int(Verdict.NOT_APPLICABLE)] * len(world.frames[scope])
            world.verdicts.update(dict.fromkeys(names, row))
