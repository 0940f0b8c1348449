import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from procure_rules.calendar import default_calendar
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.engine.world import World
from procure_rules.facts import Problem, make_project
from procure_rules.rules.assembly import RULE_DIRS
from procure_rules.rules.loader import load_rulebook
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Ref

SHIPPED = Path(__file__).parents[2] / "rulesets"
VOCABULARY = (
    "actions.yaml",
    "conclusions.yaml",
    "conventions.yaml",
    "events.yaml",
    "instruments.yaml",
    "readings.yaml",
)
FOLDERS = ("vocabulary", *RULE_DIRS)
TODAY = dt.date(2026, 6, 1)

HEAD = "title: {zh: 试, en: trial}\n  basis: [gpl-2014:46]\n  in_force: {from: 2000-01-01}"


class Ruleset:
    """A folder of rules with the shipped vocabulary and no rule but those written into it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made: Rulebook | None = None
        for name in FOLDERS:
            (root / name).mkdir()
        for name in VOCABULARY:
            shutil.copy(SHIPPED / "vocabulary" / name, root / "vocabulary" / name)
        shutil.copytree(SHIPPED / "parameters", root / "parameters")

    def write(self, name: str, text: str | bytes) -> "Ruleset":
        self.made = None
        path = self.root / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def rules(self, text: str) -> "Ruleset":
        """Rules, where HEAD stands for title, basis and in_force (always in force)."""
        return self.write("procurement/trial.yaml", text.replace("HEAD", HEAD))

    def declare(self, *rows: str) -> "Ruleset":
        """Further conclusions."""
        path = self.root / "vocabulary" / "conclusions.yaml"
        more = "".join(f"- {{{row}, title: {{zh: 试, en: trial}}}}\n" for row in rows)
        return self.write("vocabulary/conclusions.yaml", path.read_text(encoding="utf-8") + more)

    def load(self) -> Rulebook:
        if self.made is None:
            self.made = load_rulebook(self.root)
        return self.made

    def problems(self) -> tuple[Problem, ...]:
        """What the loader says is wrong. Fails if it says nothing."""
        with pytest.raises(ValueError) as caught:  # noqa: PT011
            load_rulebook(self.root)
        return caught.value.problems  # type: ignore[attr-defined, no-any-return]

    def said(self) -> str:
        return "\n".join(p.text("en") for p in self.problems())

    def run(self, facts: dict[str, Any] | None = None, *, as_of: dt.date = TODAY, presumed: bool = False) -> World:
        context = Context(as_of.toordinal(), default_calendar(), presumed)
        return run(compile_law(self.load()), make_project(facts or {}), context)

    def verdict(self, facts: dict[str, Any] | None = None, rule: str = "r", **how: Any) -> str:
        """The verdict of a rule's first instance."""
        code = self.run(facts, **how).verdicts[rule][0]
        return f"case {code - EFFECT_CASE}" if code >= EFFECT_CASE else Verdict.NAMES[code]

    def value(self, name: str, facts: dict[str, Any] | None = None, aspect: str = "", **how: Any) -> Any:
        """The value of a conclusion or fact in the first instance of its scope."""
        engine = compile_law(self.load())
        world = self.run(facts, **how)
        for ref, at in engine.layout.slots.items():
            if ref == Ref(ref.scope, name, aspect):
                return world.frames[ref.scope][0][at]
        raise KeyError(name)


@pytest.fixture
def ruleset(tmp_path: Path) -> Ruleset:
    return Ruleset(tmp_path)
