"""Changes the rules one at a time and counts how many changes the written cases notice.

A mutant is one edit of one rule file: ``<`` for ``<=``, a figure one more or less, working days for days, another
anchor, the lines swapped, another end of tolling, ``or`` for ``and``. It is killed where it no longer loads or where
some case fails; one that leaves every rule as it was (a convention that no rule follows) does not count. Only what
rests on the changed rule is compiled and tried, the nearest first.

``python -m tests.mutation.mutate [--rules GLOB] [--each N]`` prints the score and what survived.
"""

from __future__ import annotations

import argparse
import atexit
import datetime as dt
import hashlib
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from procure_rules.engine.law import Law
from procure_rules.errors import RuleError
from procure_rules.facts import make_project
from procure_rules.reading.document import read_document
from procure_rules.rules import reader
from procure_rules.rules.assembly import RULE_DIRS, Loader
from procure_rules.rules.model import Rule
from procure_rules.rules.reader import FileReader
from procure_rules.rules.rulebook import Rulebook
from tests.cases.test_cases import check, runs
from tests.cases.written import all_cases
from tests.engine.part import Key, Parts

SHIPPED = Path(__file__).parents[2] / "rulesets"
TARGET = 0.95
NO_EFFECT = "no effect"
OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
ENDS = {"both": "after_start", "none": "both", "after_start": "before_end", "before_end": "after_start"}
PLACE: list[str] = []  # where the workers put their copies
NO_RULE = re.compile(
    r"^\s*(#|zh:|en:|title:|note:|sanction:|basis:|reading:|- id:|id:|to_whom:|form:|after: \{zh|approval:)"
)
WORDS = re.compile(r'((?<=\bnote: )|(?<=\bzh: )|(?<=\ben: ))"[^"]*"')  # told to people in the middle of a line
FIGURE = re.compile(
    r"(?<![\w.-])(\d[\d_]*)(?=\s*(?:万元|元|%|days?\b|workdays?\b))|(?:[<>=] |value: \")(\d+)(?![\d\w-]|\s*(?:万|元|%|days|workdays))|(?:extra: )(\d)"  # noqa: E501
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
    whole, line = line, WORDS.sub(lambda m: " " * len(m[0]), line)
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
    for m in re.finditer(r"(?<![\d_])(?!0 )\d+ (days?|workdays?)\b", line):  # no day is no working day either
        yield "unit", m.start(1), m.end(1), m[1][4:] if m[1].startswith("work") else "work" + m[1]
    for m in re.finditer(r"anchor: \[([^\]]*)\]", line):
        names = m[1].split(", ")
        if len(names) > 1:
            yield "anchor", m.start(1), m.end(1), ", ".join(names[1:])
        else:
            yield "anchor", m.start() - 2, m.end(), ""
    if "literal:" in line and "safe:" in line:
        swapped = whole.replace("literal:", "\0").replace("safe:", "literal:").replace("\0", "safe:")
        yield "lines", 0, len(whole), swapped
    for m in re.finditer(r"ends: (?:\{literal: (\w+), safe: (\w+)\}|(\w+))", line):
        for group in (1, 2, 3):
            if m[group]:
                yield "ends", m.start(group), m.end(group), ENDS[m[group]]


def mutants(root: Path = SHIPPED) -> list[Mutant]:
    """Every mutant of a folder of rules, in order of files and lines."""
    out: list[Mutant] = []
    files = [
        root / "vocabulary" / "conventions.yaml",
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


def sample(number: int) -> list[Mutant]:
    """As many mutants as asked, drawn by what each of them changes: an edit of one rule does not redraw the others."""
    seen: Counter[str] = Counter()
    lots: list[tuple[bytes, Mutant]] = []
    for one in mutants():
        name = f"{one.rule} {one.kind} {one.old} {one.new}"
        seen[name] += 1
        lots.append((hashlib.sha256(f"{name} {seen[name]}".encode()).digest(), one))
    return [one for _, one in sorted(lots, key=itemgetter(0))[:number]]


@cache
def prepared() -> list[tuple[dict[str, Any], Any, int]]:
    """The cases with their projects, made once."""
    return [(row, make_project(row["project"]), dt.date.fromisoformat(row["as_of"]).toordinal()) for row in all_cases()]


@cache
def wanted() -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """What the cases expect, by the name of the rule or conclusion: the number of the case and the expectation."""
    out: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, (row, _, _) in enumerate(prepared()):
        for want in row["expect"]:
            name = next(want[k] for k in ("rule", "conclusion", "effect", "ground") if k in want)
            out.setdefault(name, []).append((number, want))
    return out


def holds(engine: Law, project: Any, day: int, want: dict[str, Any]) -> bool:
    """Whether an expectation still holds."""
    try:
        check(want, engine, *runs(engine, project, day, [want]))
    except (AssertionError, KeyError, IndexError):
        return False
    return True


class Original(Loader):
    """The rules as they are; the rules already read serve again wherever a change cannot reach them."""

    def __init__(self, root: Path, base: Original | None = None, reread: str | None = None) -> None:
        super().__init__(root)
        self.base, self.reread = base, reread
        self.made: dict[tuple[str, int], tuple[Any, Rule | None]] = {}

    def rule(self, r: FileReader, i: int, number: int) -> Rule | None:
        if self.base is not None and self.reread is not None:
            row, old = self.base.made[r.name, i]
            if self.reread not in str(row):
                return old
        made = super().rule(r, i, number)
        self.made[r.name, i] = r.at((i,)), made
        return made

    def one(self, file: Path, old: Rule) -> Rule | None:
        """A rule read from a file that holds it alone, in the place of another; nothing where it is refused."""
        before, self.problems = self.problems, []
        try:
            read = FileReader(file, self.problems)
            made = None if self.problems else self.rule(read, 0, old.order)
        finally:
            refused, self.problems = bool(self.problems), before
        return None if refused or made is None else replace(made, source=old.source)


@cache
def workspace() -> tuple[Path, Original, Parts]:
    """A copy of the rules for this process, and what was read from it; files that do not change are parsed once."""
    reader.read_document = cache(read_document)
    top = tempfile.mkdtemp(prefix="mutants-", dir=PLACE[0] if PLACE else None)
    atexit.register(shutil.rmtree, top, ignore_errors=True)
    root = Path(top) / "rules"
    shutil.copytree(SHIPPED, root, ignore=shutil.ignore_patterns("calendar"))
    (Path(top) / "one").mkdir()
    loader = Original(root)
    return root, loader, Parts(loader.load())


def entry(text: str, start: int) -> tuple[int, int]:
    """Where the entry of a list begins and ends in which a character stands."""
    heads = [m.start() for m in re.finditer(r"^- ", text, re.MULTILINE)]
    first = max(h for h in heads if h <= start)
    return first, min((h for h in heads if h > start), default=len(text))


def differing(parts: Parts, others: Rulebook | list[tuple[Rule, Rule]]) -> dict[int, Rule]:
    """The rules that a change has changed, by the object they take the place of."""
    pairs = others if isinstance(others, list) else list(zip(parts.book.rules, others.rules, strict=True))
    return {id(old): new for old, new in pairs if replace(old, figures=()) != replace(new, figures=())}


def changed(one: Mutant) -> dict[int, Rule] | None:
    """The rules that a mutant changes; nothing where it no longer loads."""
    root, loader, parts = workspace()
    path = root / one.file
    text = path.read_text(encoding="utf-8")
    new = text[: one.start] + one.new + text[one.end :]
    first, last = entry(text, one.start)
    if path.parent.name in RULE_DIRS:
        line = text.count("\n", 0, first) + 1
        old = next(r for r in parts.book.rules if (r.source.file, r.source.line) == (one.file, line))
        alone = root.parent / "one" / path.name
        alone.write_text(new[first : last + len(new) - len(text)], encoding="utf-8")
        made = loader.one(alone, old)
        return None if made is None else differing(parts, [(old, made)])
    path.write_text(new, encoding="utf-8")
    try:
        again = Original(root, loader, one.rule if path.parent.name == "parameters" else "")
        return differing(parts, again.load())
    except RuleError:
        return None
    finally:
        path.write_text(text, encoding="utf-8")


def killed(one: Mutant) -> str:
    """What kills a mutant: ``load``, the name of a case, or nothing; or that there is nothing to notice."""
    parts = workspace()[2]
    rules = changed(one)
    if not rules:
        return "load" if rules is None else NO_EFFECT
    return noticed(parts, rules)


def noticed(parts: Parts, rules: Mapping[int, Rule]) -> str:
    """The case that notices other rules in the place of the book's."""
    changed_keys: dict[Key, None] = dict.fromkeys(parts.key(old) for old in parts.book.rules if id(old) in rules)
    for key in parts.above(changed_keys):
        names = {key[1], *(r.id for r in parts.rules[key])} if key in parts.rules else {key[1]}
        wants = [w for name in sorted(names) for w in wanted().get(name, ())]
        engine = parts.engine([key], rules) if wants else None
        for number, want in wants:
            row, project, day = prepared()[number]
            if engine is not None and not holds(engine, project, day, want):
                return str(row["name"])
    return ""


def tried(one: Mutant) -> tuple[Mutant, str]:
    """A mutant and what killed it."""
    return one, killed(one)


def drawn(found: list[Mutant], patterns: list[str], each: int, seed: int) -> list[Mutant]:
    """The mutants of the rules asked for, at most so many of each."""
    rng = random.Random(seed)
    of: dict[str, list[Mutant]] = {}
    for one in found:
        if not patterns or any(fnmatchcase(one.rule, p) for p in patterns):
            of.setdefault(one.rule, []).append(one)
    return [m for mine in of.values() for m in (rng.sample(mine, each) if 0 < each < len(mine) else mine)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rules", nargs="*", default=[], metavar="GLOB", help="only rules (parameters, conventions) of these ids"
    )
    parser.add_argument(
        "--each", type=int, default=0, help="at most so many mutants of one rule, drawn at random (0: all)"
    )
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    todo = drawn(mutants(), args.rules, args.each, args.seed)
    wanted()
    with tempfile.TemporaryDirectory(prefix="mutation-") as top:
        PLACE[:] = [top]  # before the workers are made: they end without a word
        with multiprocessing.get_context("fork").Pool(int(os.environ.get("WORKERS", "2"))) as pool:
            found = pool.map(tried, todo, chunksize=8)
    counted = [(m, why) for m, why in found if why != NO_EFFECT]
    survivors = [m for m, why in counted if not why]
    for one in survivors:
        print(f"survived: {one.text()}")
    for kind in sorted({m.kind for m, _ in counted}):
        mine = [why for m, why in counted if m.kind == kind]
        print(f"{kind:10} {sum(map(bool, mine)):4} of {len(mine)} killed")
    share = 1 - len(survivors) / max(len(counted), 1)
    loads = sum(why == "load" for _, why in counted)
    print(
        f"{len(counted) - len(survivors)} of {len(counted)} mutants killed ({share:.1%}), {loads} of them refused at load; "  # noqa: E501
        f"{len(found) - len(counted)} more change no rule"
    )
    return 0 if share >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
