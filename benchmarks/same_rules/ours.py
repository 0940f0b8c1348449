"""The library on the compared rules alone: a rulebook cut down to them and to the conclusions they need."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.same_rules.inputs import AS_OF
from benchmarks.same_rules.law import CONCLUSIONS, RULES
from procure_rules.calendar import Calendar, default_calendar
from procure_rules.calendar._paths import rulesets_dir
from procure_rules.engine.law import compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.engine.world import World
from procure_rules.facts import Project
from procure_rules.rules.loader import load_rulebook
from procure_rules.rules.rulebook import Rulebook, Step, nodes_of, refs_of
from procure_rules.rules.tree import Ref

__all__ = ["Library", "compared_rulebook", "cut_down"]

KEPT = Path(__file__).parent / "rulebook"
SHIPPED = ("instruments.yaml", "conventions.yaml", "actions.yaml", "readings.yaml", "events.yaml")


def compared_rulebook() -> Rulebook:
    """The compared rules as they are kept here, with the shipped instruments, conventions and events."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "rulesets"
        for name in ("vocabulary", "which-law", "parameters"):
            (root / name).mkdir(parents=True)
        for name in SHIPPED:
            shutil.copy(rulesets_dir() / "vocabulary" / name, root / "vocabulary" / name)
        shutil.copy(KEPT / "conclusions.yaml", root / "vocabulary" / "conclusions.yaml")
        shutil.copy(KEPT / "rules.yaml", root / "which-law" / "rules.yaml")
        shutil.copy(KEPT / "parameters.yaml", root / "parameters" / "parameters.yaml")
        return load_rulebook(root)


def cut_down(book: Rulebook) -> Rulebook:
    """The rulebook with the compared rules, and whatever they rest on, in the order of evaluation."""
    wanted: set[str] = {*RULES, *CONCLUSIONS}
    kept: list[Step] = []
    for step in reversed(book.steps):
        if step.name not in wanted:
            continue
        kept.append(step)
        rules = [*step.rules, *(other for rule in step.rules for other in book.overridden.get(rule.id, ()))]
        wanted |= {
            ref.name
            for rule in rules
            for node in nodes_of(rule)
            for what, ref in refs_of(node)
            if what in ("conclusion", "breached")
        }
    steps = tuple(reversed(kept))
    return replace(book, steps=steps, rules=tuple(rule for step in steps for rule in step.rules))


class Library:
    """The library's answers in the order of ``CONCLUSIONS``, then ``RULES``."""

    def __init__(self, book: Rulebook, calendar: Calendar | None = None) -> None:
        self.book = cut_down(book)
        self.engine = compile_law(self.book)
        self.context = Context(AS_OF.toordinal(), calendar or default_calendar())
        self.slots = [self.engine.layout.slots[Ref("procedure", name)] for name in CONCLUSIONS]

    def run(self, project: Project) -> World:
        return run(self.engine, project, self.context)

    def answers(self, project: Project) -> tuple[bool | int | None, ...]:
        world = self.run(project)
        frame = world.frames["procedure"][0]
        return (*(frame[at] for at in self.slots), *(world.verdicts[rule][0] for rule in RULES))
