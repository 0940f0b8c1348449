"""The library on the compared rules alone, and on the conclusions they need."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.same_rules.inputs import AS_OF
from benchmarks.same_rules.law import CONCLUSIONS, RULES
from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar
from procure_rules.calendar._paths import rulesets_dir
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.facts import Project
from procure_rules.rules.loader import load_rulebook
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Ref
from tests.engine.part import Parts

__all__ = ["Library", "compared_rulebook"]

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


class Library:
    """The library's answers in the order of ``CONCLUSIONS``, then ``RULES``."""

    def __init__(self) -> None:
        wanted = [*(("conclusion", name) for name in CONCLUSIONS), *(("rule", name) for name in RULES)]
        self.law = engine_for(Parts(compared_rulebook()).engine(wanted).book)
        self.context = Context(AS_OF.toordinal(), default_calendar())
        self.slots = [self.law.layout.slots[Ref("procedure", name)] for name in CONCLUSIONS]

    def answers(self, project: Project) -> tuple[bool | int | None, ...]:
        world = run(self.law, project, self.context)
        frame = world.frames["procedure"][0]
        return (*(frame[at] for at in self.slots), *(world.verdicts[rule][0] for rule in RULES))
