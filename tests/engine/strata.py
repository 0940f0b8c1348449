"""Random definitions of truth values: versions, exceptions to exceptions, ordered cases."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from procure_rules.engine.chaining import CONFLICT, derive
from procure_rules.engine.clauses import Stratum, stratum
from procure_rules.engine.defining import cases, contributions
from procure_rules.engine.versions import Version
from procure_rules.rules.loader import load_rulebook
from procure_rules.rules.model import Case, Define, InForce
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Node
from tests.engine.trial import SHIPPED, TITLE, _Writer

__all__ = ["RandomStratum", "random_definitions"]

Frame = list[Any]
DAYS = 12


def _compile(node: Node) -> Callable[[Frame], Any]:
    at = node.data
    return (lambda f: at) if node.op == "const" else (lambda f: f[at])


class RandomStratum:
    """``expected`` is what the built-in chainer says of a frame; ``stratum`` the clauses that should say the same."""

    def __init__(self, rng: random.Random, most: int = 5) -> None:
        self.rng = rng
        self.kinds: list[str] = []
        number = rng.choice((1, rng.randint(1, most)))
        ids: list[str] = []
        for i in range(number):
            ids.append(rng.choice(ids) if ids and rng.random() < 0.4 else f"r{i}")
        anchors = [self.slot("interval") for _ in range(2)]
        self.rules: list[Version] = []
        strangers = [self.version(f"x{i}", (), anchors) for i in range(rng.randint(0, 2))]
        for one in ids:
            earlier = [j for j in (*self.rules, *strangers) if j.rule.id != one]
            chosen = tuple(j for j in earlier if rng.random() < 0.4)
            self.rules.append(self.version(one, chosen, anchors))
        rng.shuffle(self.rules)
        self.stratum: Stratum = stratum("c", self.rules, _compile)
        self.values = {id(one): cases(one.rule.form, _compile, "") for one in self.rules}  # type: ignore[arg-type]
        said = [(one, self.values[id(one)]) for one in self.rules]
        self.parts = contributions(said, lambda a, b: a if a == b else None)

    def slot(self, kind: str) -> int:
        self.kinds.append(kind)
        return len(self.kinds) - 1

    def node(self) -> Node:
        if self.rng.random() < 0.25:
            return Node("const", "bool", data=self.rng.random() < 0.6)
        return Node("field", "bool", data=self.slot("bool"))

    def version(self, rule_id: str, exceptions: tuple[Version, ...], anchors: list[int]) -> Version:
        rng, applies = self.rng, self.node()
        first = rng.randint(0, DAYS)
        span = InForce(first, rng.choice((None, rng.randint(first, DAYS))))
        given = tuple(Case(self.node(), self.node()) for _ in range(rng.choice((1, 1, 2, 3, 20))))
        anchor = Node("field", "date", data=rng.choice(anchors))
        rule: Any = SimpleNamespace(
            id=rule_id,
            part=None,
            scope="procedure",
            applies=applies,
            in_force=span,
            anchor=anchor,
            form=Define("c", "bool", given),
        )
        return Version(rule, _compile, exceptions)

    def frame(self) -> Frame:
        rng, open_ = self.rng, self.rng.choice((0.0, 0.2, 0.6))
        out: Frame = []
        for kind in self.kinds:
            if kind == "bool":
                out.append(None if rng.random() < open_ else rng.random() < 0.6)
            else:
                day = rng.randint(0, DAYS)
                out.append((day, day) if rng.random() > open_ else (day, rng.choice((float("inf"), day + 3))))
        return out

    def expected(self, frame: Frame) -> tuple[bool | None, bool]:
        if len(self.rules) == 1:
            (one,) = self.rules
            speaks = one.applies(frame) and one.in_force(frame)
            return (self.values[id(one)](frame) if speaks else None), False
        found = derive(self.parts(frame))
        return (None, True) if found is CONFLICT else (found, False)


def random_definitions(seed: int, most: int = 6) -> Rulebook:
    """The shipped rules and random ones that define a few truth values of a procedure, the later by the earlier."""
    rng = random.Random(seed)
    writer = _Writer(rng, "procedure")
    facts = [n for n in writer.names["bool"] if "." not in n][:6]
    rows = []

    def condition() -> str:
        if rng.random() < 0.2:
            return writer.condition(1)
        return f"{rng.choice(('', 'not '))}{rng.choice(facts)}"

    for name, given in (("t_yes", ""), ("t_then", "t_yes"), ("t_last", "t_then")):
        ids: list[str] = []
        for i in range(rng.randint(2, most)):
            events = rng.sample(writer.names["event"], k=rng.randint(0, 2))
            dates = "from: 1990-01-01"
            if ids and ids.count(ids[-1]) == 1 and rng.random() < 0.25:  # another version of the last rule
                rule_id, over = ids[-1], []
                rows[-1] = rows[-1].replace("from: 1990-01-01", "from: 1990-01-01, to: 2021-12-31")
                dates = "from: 2022-01-01"
            else:
                rule_id = f"{name.replace('_', '.')}.{i}"
                over = [x for x in dict.fromkeys(ids) if rng.random() < 0.25]
            ids.append(rule_id)
            cases = ", ".join(f"{{when: '{condition()}', value: '{condition()}'}}" for _ in range(rng.randint(1, 3)))
            applies = rng.choice(("", f"applies: '{condition()}', ", f"applies: '{given or condition()}', "))
            end = rng.choice(("", f", otherwise: '{condition()}'"))
            overrides = f"overrides: [{', '.join(over)}], " if over else ""
            anchor = f", anchor: [{', '.join(events)}]" if events else ""
            rows.append(
                f"- {{id: {rule_id}, scope: procedure, {TITLE}, in_force: {{{dates}{anchor}}}, {overrides}{applies}"
                f"define: {{{name}: boolean, cases: [{cases}]{end}}}}}"
            )
    with TemporaryDirectory() as folder:
        root = Path(folder) / "rulesets"
        shutil.copytree(SHIPPED, root)
        (root / "local").mkdir(exist_ok=True)
        (root / "local" / "random.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
        with (root / "vocabulary" / "conclusions.yaml").open("a", encoding="utf-8") as words:
            for name in ("t_yes", "t_then", "t_last"):
                words.write(f"- {{name: {name}, scope: procedure, kind: boolean, title: {{zh: 试, en: trial}}}}\n")
        return load_rulebook(root)
