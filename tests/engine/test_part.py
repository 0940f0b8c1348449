"""A part of the rulebook answers as the whole does."""

from __future__ import annotations

from itertools import islice

from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.rules.tree import Ref
from tests.engine.part import Parts
from tests.engine.strategies import stream


def test_each_part_answers_as_the_whole_rulebook_does() -> None:
    whole = engine_for()
    parts = Parts(whole.book)
    cases = list(islice(stream(5), 25))
    worlds = [
        (p, c, run(whole, p, c))
        for p, day in cases
        for c in (Context(day, default_calendar(), s) for s in (False, True))
    ]
    for key, step in list(parts.steps.items())[::3]:
        engine = parts.engine([key])
        for project, context, world in worlds:
            part = run(engine, project, context)
            if step.what == "rule":
                assert part.verdicts.get(step.name) == world.verdicts.get(step.name), key
            else:
                sides = ("early", "late") if whole.book.conclusions[step.name].kind == "date" else ("",)
                for ref in (Ref(step.scope, step.name, side) for side in sides):
                    one, two = part.frames[step.scope], world.frames[step.scope]
                    mine, theirs = engine.layout.slots[ref], whole.layout.slots[ref]
                    assert [f[mine] for f in one] == [f[theirs] for f in two], key


def test_what_rests_on_something_is_found_from_both_ends() -> None:
    parts = Parts(engine_for().book)
    for key in parts.steps:
        for lower in parts.below([key]):
            assert key in parts.above([lower])
