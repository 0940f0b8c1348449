"""Changes the rules one at a time and counts how many changes the written cases notice.

A mutant is one edit of one rule file: ``<`` for ``<=``, a figure one more or less, working days for days, another
anchor, the lines swapped, another end of tolling, ``or`` for ``and``. It is killed where it no longer loads or where
some case fails. ``python -m tests.mutation.mutate [RULE…]`` prints the score and what survived.
"""

from __future__ import annotations

import atexit
import datetime as dt
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from procure_rules.calendar import default_calendar
from procure_rules.engine.layout import Context
from procure_rules.engine.scalar import Engine, World
from procure_rules.facts import InputError, make_project
from procure_rules.facts.document import read_document
from procure_rules.rules import reader
from procure_rules.rules.assembly import RULE_DIRS
from procure_rules.rules.loader import load_rulebook
from tests.cases import test_cases as written

SHIPPED = Path(__file__).parents[2] / "rulesets"
TARGET = 0.9
OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
ENDS = {"both": "after_start", "none": "both", "after_start": "before_end", "before_end": "after_start"}
PLACE: list[str] = []  # where the workers put their copies
NO_RULE = re.compile(
    r"^\s*(#|zh:|en:|title:|note:|sanction:|basis:|reading:|- id:|id:|to_whom:|form:|after: \{zh|approval:)"
)
FIGURE = re.compile(
    r"(?<![\w.-])(\d[\d_]*)(?=\s*(?:万元|元|%|days?\b|workdays?\b))|(?:[<>=] |value: \")(\d+)(?![\d\w-]|\s*(?:万|元|%|days|workdays))|(?:extra: )(\d)"
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One edit: characters ``start`` to ``end`` of a file become ``new``."""

    file: str
    rule: str
    line: int
    kind: str
    start: int
    end: int
    new: str
    old: str

    def text(self) -> str:
        return f"{self.rule} ({self.file}:{self.line}) {self.kind}: {self.old.strip()!r} → {self.new.strip()!r}"


def edits(line: str) -> Iterator[tuple[str, int, int, str]]:
    """Kind, start, end and new text of every edit of one line."""
    for m in re.finditer(r" (<=|>=|<|>) ", line):
        yield "operator", m.start(1), m.end(1), OTHER[m[1]]
    for m in re.finditer(r" (and|or) ", line):
        yield "connective", m.start(1), m.end(1), "or" if m[1] == "and" else "and"
    for m in FIGURE.finditer(line):
        group = next(g for g in (1, 2, 3) if m[g])
        number = int(m[group].replace("_", ""))
        for new in (number + 1, number - 1):
            if 0 <= new <= (9 if group == 3 else new):
                yield "figure", m.start(group), m.end(group), str(new)
    for m in re.finditer(r"\d (days?|workdays?)\b", line):
        yield "unit", m.start(1), m.end(1), m[1][4:] if m[1].startswith("work") else "work" + m[1]
    for m in re.finditer(r"anchor: \[([^\]]*)\]", line):
        names = m[1].split(", ")
        if len(names) > 1:
            yield "anchor", m.start(1), m.end(1), ", ".join(names[1:])
        else:
            yield "anchor", m.start() - 2, m.end(), ""
    if "literal:" in line and "safe:" in line:
        swapped = line.replace("literal:", "\0").replace("safe:", "literal:").replace("\0", "safe:")
        yield "lines", 0, len(line), swapped
    for m in re.finditer(r"ends: (?:\{literal: (\w+), safe: (\w+)\}|(\w+))", line):
        for group in (1, 2, 3):
            if m[group]:
                yield "ends", m.start(group), m.end(group), ENDS[m[group]]


def mutants(root: Path = SHIPPED) -> list[Mutant]:
    """Every mutant of a folder of rules, in order of files and lines."""
    out: list[Mutant] = []
    files = [
        root / "conventions.yaml",
        *(f for d in (*RULE_DIRS, "parameters") for f in sorted((root / d).glob("*.yaml"))),
    ]
    for file in files:
        text = file.read_text(encoding="utf-8")
        at, rule, skip = 0, "", -1
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            indent = len(line) - len(line.lstrip())
            head = re.match(r"- (?:id|parameter): (\S+)", line)
            rule = head[1] if head else rule
            skip = skip if skip >= 0 and (indent > skip or not line.strip()) else -1
            if NO_RULE.match(line):
                skip = indent
            elif skip < 0:
                name = str(file.relative_to(root))
                for kind, start, end, new in edits(line):
                    out.append(Mutant(name, rule, number, kind, at + start, at + end, new, line[start:end]))
                block = re.match(r"( +)literal: ", line)
                after = lines[number] if block and number < len(lines) else ""
                if block and after.startswith(f"{block[1]}safe:"):
                    both = f"{line}\n{after}"
                    new = both.replace("literal:", "\0", 1).replace(f"\n{block[1]}safe:", f"\n{block[1]}literal:", 1)
                    out.append(
                        Mutant(name, rule, number, "lines", at, at + len(both), new.replace("\0", "safe:"), both)
                    )
            at += len(line) + 1
    return out


@cache
def prepared() -> list[tuple[dict[str, Any], Any, int]]:
    """The cases with their projects, made once."""
    return [
        (row, make_project(row["project"]), dt.date.fromisoformat(row["as_of"]).toordinal())
        for _, row in written.cases()
    ]


def holds(engine: Engine, row: dict[str, Any], project: Any, day: int) -> bool:
    """Whether a case still holds."""

    def run(presumed: bool) -> World:
        return engine.run(project, Context(day, default_calendar(), presumed=presumed))

    presumed_world = run(True)
    strict = run(False) if any("strict" in want for want in row["expect"]) else presumed_world
    try:
        for want in row["expect"]:
            if "rule" in want:
                written.check_rule(want, engine, strict, presumed_world)
            elif "conclusion" in want:
                written.check_conclusion(want, engine, strict, presumed_world)
            elif "effect" in want:
                written.check_effect(want, engine, presumed_world)
            else:
                written.check_ground(want, engine, presumed_world)
    except (AssertionError, KeyError, IndexError):
        return False
    return True


def named(row: dict[str, Any], rule: str) -> bool:
    """Whether a case speaks of a rule, so that it is tried first."""
    return any(rule in want.values() for want in row["expect"])


def killed(one: Mutant, root: Path) -> str:
    """What kills a mutant: ``load``, the name of a case, or nothing."""
    path = root / one.file
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: one.start] + one.new + text[one.end :], encoding="utf-8")
    try:
        engine = Engine(load_rulebook(root))
    except InputError:
        return "load"
    finally:
        path.write_text(text, encoding="utf-8")
    rows = sorted(prepared(), key=lambda r: not named(r[0], one.rule))
    return next((row["name"] for row, project, day in rows if not holds(engine, row, project, day)), "")


@cache
def workspace() -> Path:
    """A copy of the rules for this process; files that do not change are parsed once."""
    reader.read_document = cache(read_document)
    top = tempfile.mkdtemp(prefix="mutants-", dir=PLACE[0] if PLACE else None)
    atexit.register(shutil.rmtree, top, ignore_errors=True)
    root = Path(top) / "rules"
    shutil.copytree(SHIPPED, root, ignore=shutil.ignore_patterns("calendar"))
    return root


def tried(one: Mutant) -> tuple[Mutant, str]:
    """A mutant and what killed it."""
    return one, killed(one, workspace())


def main(names: list[str]) -> int:
    """Try all mutants, or those of the rules named."""
    todo = [m for m in mutants() if not names or m.rule in names]
    prepared()
    with tempfile.TemporaryDirectory(prefix="mutation-") as top:
        PLACE[:] = [top]  # before the workers are made: they end without a word
        with multiprocessing.get_context("fork").Pool(int(os.environ.get("WORKERS", "2"))) as pool:
            found = pool.map(tried, todo, chunksize=8)
    survivors = [m for m, why in found if not why]
    for one in survivors:
        print(f"survived: {one.text()}")
    for kind in sorted({m.kind for m in todo}):
        mine = [why for m, why in found if m.kind == kind]
        print(f"{kind:10} {sum(map(bool, mine)):4} of {len(mine)} killed")
    share = 1 - len(survivors) / max(len(todo), 1)
    loads = sum(why == "load" for _, why in found)
    print(f"{len(todo) - len(survivors)} of {len(todo)} mutants killed ({share:.1%}), {loads} of them refused at load")
    return 0 if share >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
