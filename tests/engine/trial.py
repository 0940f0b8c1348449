"""A rulebook that uses every operation of the language, and rules made at random."""

from __future__ import annotations

import random
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from procure_rules.facts.registry import all_scopes, chain
from procure_rules.rules.loader import load_rulebook
from procure_rules.rules.rulebook import Rulebook

__all__ = ["random_rulebook", "trial_rulebook"]

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "rulesets"
TITLE = "title: {zh: 试, en: trial}, basis: [gpl-2014:46]"
CONCLUSIONS = (
    "t_high: amount",
    "t_low: amount",
    "t_left: amount",
    "t_number: ratio",
    "t_day: date",
    "t_arguable: date",
    "t_yes: boolean",
    "t_word: choice",
)
PARAMETER = """
- parameter: t_param
  title: {zh: 试, en: trial}
  kind: amount
  keys: [place, kind]
  values:
    - {place: [中央, 四川], kind: construction, value: 400万元, from: 2015-01-01, to: 2018-05-31, basis: [gpl-2014:46]}
    - {place: [中央, 四川], kind: construction, floor: 600万元, from: 2018-06-01, to: 2022-06-30, basis: [gpl-2014:46]}
    - {place: 四川, kind: [construction, design], value: 50万元, from: 2022-07-01, basis: [gpl-2014:46]}
    - {place: 四川, kind: design, value: 60万元, from: 2018-06-01, to: 2022-06-30, basis: [gpl-2014:46]}
    - {place: 北京, kind: [survey, design, other_goods], value: 80万元, from: 2000-01-01, basis: [gpl-2014:46]}
"""


def _load(rules: str) -> Rulebook:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "rulesets"
        shutil.copytree(SHIPPED, root)
        words = (root / "vocabulary" / "conclusions.yaml").read_text(encoding="utf-8")
        for one in CONCLUSIONS:
            name, kind = one.split(": ")
            choices = (
                ", words: {red: {zh: 红, en: red}, green: {zh: 绿, en: green}, blue: {zh: 蓝, en: blue}}"
                if kind == "choice"
                else ""
            )
            words += f"- {{name: {name}, scope: procedure, kind: {kind}, title: {{zh: 试, en: trial}}{choices}}}\n"
        (root / "vocabulary" / "conclusions.yaml").write_text(words, encoding="utf-8")
        (root / "parameters" / "trial.yaml").write_text(PARAMETER, encoding="utf-8")
        (root / "local").mkdir(exist_ok=True)
        (root / "local" / "trial.yaml").write_text(rules, encoding="utf-8")
        return load_rulebook(root)


@cache
def trial_rulebook() -> Rulebook:
    """The shipped rules and those of ``trial.yaml``."""
    text = (HERE / "trial.yaml").read_text(encoding="utf-8")
    return _load(
        text.replace("T: B,", f"{TITLE},").replace("  T: B\n", "  " + TITLE.replace("}, basis", "}\n  basis") + "\n")
    )


class _Writer:
    """Writes random conditions over the facts that a scope sees."""

    def __init__(self, rng: random.Random, scope: str) -> None:
        self.rng = rng
        self.scope = scope
        self.names: dict[str, list[str]] = {}
        self.words: dict[str, list[str]] = {}
        self.items: dict[str, str] = {}
        for link in chain(scope):
            for spec in link.fields.values():
                self.names.setdefault(spec.kind, []).append(spec.name)
                if spec.choices is not None:
                    # a word that is also a conclusion's name would be read as the conclusion
                    self.words[spec.name] = [m.value for m in spec.choices if m.value != "government_procurement"]
                if spec.kind == "list":
                    self.items[spec.name] = spec.child or ""

    def condition(self, depth: int) -> str:
        rng = self.rng
        if depth <= 0 or rng.random() < 0.15:
            return self.atom()
        match rng.randrange(8):
            case 0 | 1:
                return f"({self.condition(depth - 1)} and {self.condition(depth - 1)})"
            case 2 | 3:
                return f"({self.condition(depth - 1)} or {self.condition(depth - 1)})"
            case 4:
                return f"not ({self.condition(depth - 1)})"
            case 5 if self.items:
                name = rng.choice(sorted(self.items))
                inner = _Writer(rng, self.items[name]).condition(depth - 2)
                return rng.choice(
                    (
                        f"any({name} where {inner})",
                        f"all({name} where {inner})",
                        f"count({name} where {inner}) {self.sign()} {rng.randint(0, 3)}",
                    )
                )
        return self.comparison(depth)

    def atom(self) -> str:
        rng = self.rng
        if rng.random() < 0.3:
            name = rng.choice(sorted(self.words))
            word = rng.choice(self.words[name])
            return rng.choice(
                (f"{name} == {word}", f"{name} != {word}", f"{name} in [{word}, {rng.choice(self.words[name])}]")
            )
        events = self.names.get("event", []) + self.names.get("deadline", [])
        if events and rng.random() < 0.4:
            return f"happened({rng.choice(events)})"
        return rng.choice(self.names["bool"])

    def sign(self) -> str:
        return self.rng.choice(("<", "<=", ">", ">=", "==", "!="))

    def comparison(self, depth: int) -> str:
        kind = self.rng.choice(("amount", "amount", "date", "date", "count", "ratio"))
        return f"{self.number(kind, depth - 1)} {self.sign()} {self.number(kind, depth - 1)}"

    def literal(self, kind: str) -> str:
        rng = self.rng
        return {
            "amount": f"{rng.choice((0, 1, 50, 100, 200, 400))}万元",
            "count": f"{rng.randint(0, 6)}",
            "ratio": f"{rng.choice((1, 2, 10, 30))}%",
            "date": rng.choice(("2018-06-01", "2022-07-01", "2025-10-01", "2026-02-14", "2027-02-10")),
        }[kind]

    def number(self, kind: str, depth: int) -> str:
        rng = self.rng
        names = self.names.get(kind, []) + (self.names.get("event", []) if kind == "date" else [])
        if not names or rng.random() < 0.2:
            return self.literal(kind)
        if depth <= 0 or rng.random() < 0.3:
            return rng.choice(names)
        if kind == "count" and rng.random() < 0.3:
            return f"({self.number('ratio', 0)} * ({self.number(kind, 0)} - {self.number(kind, 0)}))"
        one, two = self.number(kind, depth - 1), self.number(kind, depth - 1)
        if kind == "date":
            return rng.choice(
                (
                    f"earlier({one}, {two})",
                    f"later({one}, {two})",
                    f"between({one}, {two})",
                    f"({one} + {rng.randint(1, 20)} days)",
                )
            )
        if kind == "amount" and self.items and rng.random() < 0.3:
            measures = [
                (i, f)
                for i, child in sorted(self.items.items())
                for f, s in all_scopes()[child].fields.items()
                if s.kind == "amount" and "." not in f
            ]
            if measures:
                items, measure = rng.choice(measures)
                inner = _Writer(rng, self.items[items]).condition(depth - 2)
                return f"{rng.choice(('sum', 'min_of', 'max_of'))}({items}.{measure} where {inner})"
        if kind == "amount" and rng.random() < 0.2:
            return f"({rng.randint(1, 150)}% * {self.number(kind, 0)})"
        return rng.choice(
            (
                f"min({one}, {two})",
                f"max({one}, {two})",
                f"between({one}, {two})",
                f"({one} + {two})",
                f"({one} - {two})",
            )
        )


def random_rulebook(seed: int, size: int = 80) -> Rulebook:
    """The shipped rules and ``size`` duties with random guards and conditions."""
    rng = random.Random(seed)
    rows = []
    scopes = [s for s in all_scopes().values() if not s.part]
    for i in range(size):
        scope = rng.choice(scopes).name
        writer = _Writer(rng, scope)
        events = rng.sample(writer.names.get("event", []), k=min(rng.randint(0, 2), len(writer.names.get("event", []))))
        anchor = f", anchor: [{', '.join(events)}]" if events else ""
        start = rng.choice(("2000-01-01", "2018-06-01", "2022-07-01"))
        rows.append(
            f"- {{id: random.{i}, scope: {scope}, {TITLE}, in_force: {{from: {start}{anchor}}}, "
            f'applies: "{writer.condition(1)}", require: "{writer.condition(4)}"}}'
        )
    return _load("\n".join(rows) + "\n")
