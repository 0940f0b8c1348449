"""Boundary cases generated from the figures of the rulebook, on the ground of the written cases."""

from __future__ import annotations

import copy
import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from procure_rules.calendar import default_calendar
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.engine.versions import Version
from procure_rules.engine.world import World
from procure_rules.facts import InputError, make_project
from procure_rules.facts.project import Project
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.check import home
from procure_rules.rules.model import Define, Figure, Ground, Parameter, Period, Rule, Window
from procure_rules.rules.rulebook import Rulebook, walk
from procure_rules.rules.tree import NUMERIC, Lines, Node, Ref
from tests.cases.written import all_cases
from tests.engine.part import Parts
from tests.figures.naive import Naive, Open, ref_names, roots_of

GROUNDS = 6  # written cases that a period is tried on
STEP = {"amount": 100_000, "ratio": 100}  # how far off the slope of a comparison is taken


@dataclass
class Report:
    """What was generated: boundary cases, figures reached (by rule and line of its source), and cases that failed."""

    cases: int = 0
    reached: set[tuple[str, int, Figure]] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)


def kinds() -> dict[str, str]:
    out: dict[str, str] = {}
    for scope in all_scopes().values():
        for spec in scope.fields.values():
            out[spec.path[-1]] = {"event": "date", "deadline": "date"}.get(spec.kind, spec.kind)
    return out


KINDS = kinds()


def paths(data: Any, names: set[str], here: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Places of a project where a fact of these names stands, with its kind."""
    if isinstance(data, dict):
        for key, value in data.items():
            kind = KINDS.get(key, "")
            if key in names and (isinstance(value, list) if kind == "list" else kind in NUMERIC):
                yield (*here, key), kind
            yield from paths(value, names, (*here, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from paths(value, names, (*here, i))


def read(text: Any, kind: str) -> int:
    """A stated value in its smallest unit."""
    if kind == "list":
        return len(text)
    if kind == "date":
        return dt.date.fromisoformat(str(text)[:10]).toordinal()
    if kind == "ratio":
        number = Fraction(str(text).rstrip("%"))
        return int(number * (100 if str(text).endswith("%") else 10_000))
    return int(Fraction(str(text)) * (100 if kind == "amount" else 1))


def put(project: Any, path: tuple[Any, ...], kind: str, value: int) -> Any:
    """The project with one fact restated; only the branch that changes is copied."""
    out = copy.copy(project)
    if len(path) > 1:
        out[path[0]] = put(project[path[0]], path[1:], kind, value)
    elif kind == "list":
        out[path[0]] = [project[path[0]][0]] * value
    elif kind == "date":
        old = str(project.get(path[0], ""))
        out[path[0]] = dt.date.fromordinal(value).isoformat() + (old[10:] if old[10:11] == "T" else "")
    elif kind == "ratio":
        out[path[0]] = f"{value // 100}.{value % 100:02d}%"
    else:
        out[path[0]] = f"{value // 100}.{value % 100:02d}" if kind == "amount" else str(value)
    return out


@dataclass(frozen=True)
class Atom:
    """One comparison of a rule: the pairs compared (two for an equality) and the scope in which it stands."""

    rule: Rule
    scope: str
    pairs: tuple[Node, ...]

    def gap(self, naive: Naive, frame: Any) -> int:
        one, two = self.pairs[0].args
        return naive.value(one, frame, self.scope) - naive.value(two, frame, self.scope)

    def holds(self, gap: int) -> bool:
        if len(self.pairs) == 2:
            return gap == 0
        return gap < 0 if self.pairs[0].op == "lt" else gap <= 0


@cache
def atoms(rule: Rule) -> list[Atom]:
    found: dict[Atom, None] = {}

    def visit(node: Node, scope: str) -> None:
        if node.op == "and":
            for one in node.args:
                turned = [o for o in node.args if o.op == one.op == "le" and o.args == one.args[::-1]]
                if turned and node.args.index(one) < node.args.index(turned[0]):
                    found[Atom(rule, scope, (one, turned[0]))] = None
                elif not turned:
                    visit(one, scope)
            return
        if node.op in ("le", "lt"):
            found[Atom(rule, scope, (node,))] = None
        for arg in node.args:
            visit(arg, node.data[2] if node.op == "aggregate" else scope)

    for root in roots_of(rule):
        visit(root, home(rule.scope))
    return list(found)


def within_reach(node: Node) -> list[int]:
    """The rows of a table that a look-up can come to: those of the keys that it names."""
    keys = node.args[:-1]
    return [
        i
        for i, row in enumerate(node.data.values)
        if all(key.op != "const" or key.data in words for key, words in zip(keys, row.keys, strict=True))
    ]


class Generator:
    """Runs the written cases with facts moved onto the figures of the rules.

    Each rule is tried on an engine of that rule and what it rests on.
    """

    engine: Law
    judged: Mapping[int, Version]

    def __init__(self, book: Rulebook) -> None:
        self.parts = Parts(book)
        self.report = Report()
        self.bases = all_cases()
        self.made: dict[int, Project | None] = {}
        self.worlds: dict[int, World | None] = {}
        self.named: dict[str, list[int]] = {}
        for i, base in enumerate(self.bases):
            for name in {str(v) for w in base["expect"] for v in w.values()}:
                self.named.setdefault(name, []).append(i)

    def turn_to(self, rule: Rule) -> None:
        self.engine = self.parts.engine([self.parts.key(rule)])
        self.worlds.clear()
        groups = (*self.engine.rules.values(), *self.engine.defining.values())
        self.judged = {id(j.rule): j for group in groups for j in group}

    def project(self, base: dict[str, Any], project: Any) -> Project | None:
        """The project that the facts make; of a written case as it stands, made once."""
        plain = project is base["project"]
        if plain and id(base) in self.made:
            return self.made[id(base)]
        made: Project | None
        try:
            made = make_project(project)
        except InputError:
            made = None
        if plain:
            self.made[id(base)] = made
        return made

    def run(self, base: dict[str, Any], project: Any) -> World | None:
        """The conclusions about facts; about a written case as it stands, drawn once with each engine."""
        plain = project is base["project"]
        if plain and id(base) in self.worlds:
            return self.worlds[id(base)]
        made = self.project(base, project)
        world: World | None = None
        if made is not None:
            day = dt.date.fromisoformat(base["as_of"]).toordinal()
            world = run(self.engine, made, Context(day, default_calendar(), presumed=True))
        if plain:
            self.worlds[id(base)] = world
        return world

    def grounds(self, rule: Rule) -> list[dict[str, Any]]:
        """The cases of a rule; of a conclusion, then those of what rests on it, and then the others."""
        found = self.cases_of([rule.id])
        if isinstance(rule.form, Define):
            near = self.cases_of([name for _, name in self.parts.above([self.parts.key(rule)])])
            found = list(dict.fromkeys((*found, *near, *range(len(self.bases)))))
        return [self.bases[i] for i in found]

    def cases_of(self, names: list[str]) -> list[int]:
        return list(dict.fromkeys(i for name in names for i in self.named.get(name, ())))

    def outcome(self, rule: Rule, world: World) -> Any:
        form = rule.form
        if isinstance(form, Define):
            known = self.engine.book.conclusions[form.name]
            sides = ("early", "late") if known.kind == "date" else ("",)
            slots = [self.engine.layout.slots[Ref(home(known.scope), form.name, s)] for s in sides]
            return [[f[at] for at in slots] for f in world.frames[home(known.scope)]]
        if isinstance(form, Ground):
            nodes = [n for n in (rule.applies, form.when, form.approved, form.publicity) if n is not None]
            return [[self.engine.fn(rule, n)(f) for n in nodes] for f in world.frames[rule.scope]]
        return list(world.verdicts.get(rule.id, ()))

    def in_force(self, rule: Rule, world: World, index: int) -> bool:
        frames = world.frames[home(rule.scope)]
        judged = self.judged.get(id(rule))
        return index < len(frames) and (judged is None or judged.in_force(frames[index]) is True)

    # comparisons ------------------------------------------------------------------------------------------------
    def comparison(self, atom: Atom) -> None:
        """Moves a fact over the figures of one comparison until each of them has decided."""
        rule = atom.rule
        wanted = {id(n): (n, f) for f in rule.figures for p in atom.pairs for n in walk(p) if states(n, f)}
        looked_up = list({(id(owner), id(n)): (owner, n) for owner, n in self.parameters(atom)}.values())
        todo = set(wanted)
        rows = {(n.data.name, i) for _, n in looked_up for i in within_reach(n)} - self.report.rows
        values = {(r, f) for r, f in self.valued(atom) if (r.id, r.source.line, f) not in self.report.reached}
        if not todo and not rows and not values:
            return
        names = {n for p in atom.pairs for n in ref_names(self.engine, p)}
        for base in self.grounds(rule):
            found = list(paths(base["project"], names))
            world = self.run(base, base["project"]) if found else None
            if world is None or not self.in_force(rule, world, 0) or len(world.frames[atom.scope]) != 1:
                continue
            if not todo and not values and not any(self.comes_to(rows, atom, o, n, world) for o, n in looked_up):
                continue
            for path, kind in found:
                crossing = self.crossing(atom, base, path, kind)
                if crossing is None or not self.decides(atom, base, path, kind, crossing):
                    continue
                at = self.run(base, put(base["project"], path, kind, crossing))
                assert at is not None
                frame = at.frames[atom.scope][0]
                for key in list(todo):
                    plain = Naive(self.engine, at, atom.scope)
                    bent = Naive(self.engine, at, atom.scope, wanted[key][0])
                    if atom.gap(plain, frame) != atom.gap(bent, frame):
                        todo.discard(key)
                        self.report.reached.add((rule.id, rule.source.line, wanted[key][1]))
                for owner, node in looked_up:
                    row = self.row_used(atom, owner, node, at)
                    if row is not None:
                        rows.discard((node.data.name, row))
                        self.report.rows.add((node.data.name, row))
                self.values_used(atom, at)
                values = {(r, f) for r, f in values if (r.id, r.source.line, f) not in self.report.reached}
                if not todo and not rows and not values:
                    return

    def gap(self, atom: Atom, base: dict[str, Any], path: tuple[Any, ...], kind: str, value: int) -> int | None:
        return self.gap_in(atom, self.run(base, put(base["project"], path, kind, value)))

    def gap_in(self, atom: Atom, world: World | None) -> int | None:
        """How far apart the two sides of a comparison are, by hand."""
        if world is None or len(world.frames[atom.scope]) != 1:
            return None
        try:
            return atom.gap(Naive(self.engine, world, atom.scope), world.frames[atom.scope][0])
        except Open:
            return None

    def holds(self, atom: Atom, world: World) -> bool | None:
        """Whether a comparison holds in the first instance, by hand."""
        try:
            return atom.holds(atom.gap(Naive(self.engine, world, atom.scope), world.frames[atom.scope][0]))
        except (Open, IndexError):
            return None

    def crossing(self, atom: Atom, base: dict[str, Any], path: tuple[Any, ...], kind: str) -> int | None:
        """The last value at or before the point where both sides are equal, by secants."""
        here: Any = base["project"]
        for step in path:
            here = here[step]
        try:
            value = read(here, kind)
        except (ValueError, TypeError):
            return None  # a range, a month, unknown
        if kind == "list" and not value:
            return None
        for _ in range(5):
            one = self.gap(atom, base, path, kind, value)
            two = self.gap(atom, base, path, kind, value + STEP.get(kind, 1))
            if one is None or two is None or one == two:
                return None
            root = math.floor(value - Fraction(one * STEP.get(kind, 1), two - one))
            if root < (1 if kind == "list" else 0) or root > 10**16:
                return None
            if root == value:
                return value
            value = root
        return None

    def decides(self, atom: Atom, base: dict[str, Any], path: tuple[Any, ...], kind: str, at: int) -> bool:
        """Whether the outcome turns here; it must turn exactly where the comparison does."""
        said: list[tuple[int, bool, Any]] = []
        others: list[list[bool | None]] = []
        for value in range(max(at - 1, 1 if kind == "list" else 0), at + 3 if kind != "list" else at + 2):
            world = self.run(base, put(base["project"], path, kind, value))
            gap = self.gap_in(atom, world)
            if world is None or gap is None:
                return False
            said.append((value, atom.holds(gap), self.outcome(atom.rule, world)))
            others.append([self.holds(o, world) for o in atoms(atom.rule)])
        if all(x[2] == said[0][2] for x in said):
            return False
        turns = [(a[1] != b[1], a[2] != b[2]) for a, b in pairwise(said)]
        self.report.cases += len(said)
        explained = [a != b for a, b in pairwise(others)]  # another comparison of the rule may turn close by
        if any(y and not x for x, (_, y) in zip(explained, turns, strict=True)):
            self.report.failures.append(f"{atom.rule.id} {base['name']} {path} {said}")
        return all(x == y for x, y in turns) and any(x for x, _ in turns)

    # figures behind conclusions ---------------------------------------------------------------------------------
    def parameters(self, atom: Atom) -> Iterator[tuple[Rule, Node]]:
        def visit(rule: Rule, node: Node, seen: frozenset[str]) -> Iterator[tuple[Rule, Node]]:
            for one in walk(node):
                if one.op == "param":
                    yield rule, one
                elif one.op == "conclusion" and one.data.name not in seen:
                    for judged in self.engine.defining[one.data.name]:
                        if one.kind != "bool":
                            for root in roots_of(judged.rule):
                                yield from visit(judged.rule, root, seen | {one.data.name})

        for pair in atom.pairs:
            yield from visit(atom.rule, pair, frozenset())

    def comes_to(self, rows: set[tuple[str, int]], atom: Atom, owner: Rule, node: Node, world: World) -> bool:
        scope = atom.scope if owner is atom.rule else home(owner.scope)
        return (node.data.name, self.row(node, world, scope)) in rows

    def row_used(self, atom: Atom, owner: Rule, node: Node, world: World) -> int | None:
        """The row of a parameter that a comparison at this point rests on."""
        scope = atom.scope if owner is atom.rule else home(owner.scope)
        i = self.row(node, world, scope)
        if i is None:
            return None
        naive = Naive(self.engine, world, atom.scope)
        inner = world.frames[atom.scope][0]
        sides = {Fraction(naive.value(side, inner), side.scale) for p in atom.pairs for side in p.args}
        return i if any(abs(s - node.data.values[i].lo) <= 2 for s in sides) else None

    def row(self, node: Node, world: World, scope: str) -> int | None:
        """The row of a parameter that a look-up comes to."""
        frame, table = world.frames[scope][0], node.data
        assert isinstance(table, Parameter)
        keys = [self.engine.compilers[scope](k)(frame) for k in node.args[:-1]]
        when = self.engine.compilers[scope](node.args[-1])(frame)
        for i, row in enumerate(table.values):
            same = all(k in words for k, words in zip(keys, row.keys, strict=True))
            if same and row.first <= when[0] and when[1] <= row.last:
                return i
        return None

    def valued(self, atom: Atom) -> Iterator[tuple[Rule, Figure]]:
        """Rules whose figures are the value of a conclusion that this comparison reads."""
        for one in (n for p in atom.pairs for n in walk(p) if n.op == "conclusion" and n.kind in NUMERIC):
            for judged in self.engine.defining[one.data.name]:
                form = judged.rule.form
                for case in form.cases if isinstance(form, Define) else ():
                    yield from (
                        (judged.rule, f)
                        for f in judged.rule.figures
                        if isinstance(case.value, Node) and states(case.value, f) and case.value.op == "const"
                    )

    def values_used(self, atom: Atom, world: World) -> None:
        """Figures that are themselves the value of a conclusion on one side of the comparison."""
        for one in (n for p in atom.pairs for n in walk(p) if n.op == "conclusion" and n.kind in NUMERIC):
            for judged in self.engine.defining[one.data.name]:
                form = judged.rule.form
                frame = world.frames[home(judged.rule.scope)][0]
                active = judged.applies(frame) and judged.in_force(frame)
                for case in form.cases if isinstance(form, Define) and active else ():
                    if isinstance(case.value, Node) and case.value.op == "const":
                        for figure in judged.rule.figures:
                            if states(case.value, figure):
                                self.report.reached.add((judged.rule.id, judged.rule.source.line, figure))

    # periods ----------------------------------------------------------------------------------------------------
    def period(self, rule: Rule) -> None:
        """The day before, on and after each line, from the days of the written cases and some days later."""
        form = rule.form
        assert isinstance(form, (Period, Window))
        if form.act_date is None:
            return
        act = form.act_date.data.name
        lines = form.lines if isinstance(form, Period) else form.until
        opens = [form.opens.early] if isinstance(form, Window) and form.opens.early.op != "unknown" else []
        starts = {n for line in (lines.early, lines.late, form.start) for n in ref_names(self.engine, line)} - {act}
        grounds_used = 0
        for base in self.grounds(rule):
            start = [p for p, k in paths(base["project"], starts) if k == "date"]
            where = [p for p, k in paths(base["project"], {act}) if k == "date"]
            where = where or [(*p[:-1], act) for p in start[:1]]
            if len(where) != 1 or len(start) > 4:
                continue
            if (
                grounds_used >= GROUNDS
                and {(rule.id, rule.source.line, f) for f in rule.figures} <= self.report.reached
            ):
                break
            before = self.report.cases
            for later in (0, 1, 2, 4, 9) if start else (0,):
                project = base["project"]
                try:
                    for path in start:
                        project = put(project, path, "date", read(reach(project, path), "date") + later)
                    if not self.days(rule, base, project, where[0], (lines.early, lines.late, *opens)):
                        break
                except (ValueError, Open):
                    continue
            grounds_used += self.report.cases > before

    def days(
        self, rule: Rule, base: dict[str, Any], project: Any, path: tuple[Any, ...], nodes: tuple[Node, ...]
    ) -> bool:
        """Tries the days around each line; false where the act has no place in the project."""
        world = self.run(base, project)
        if world is None or len(world.frames[home(rule.scope)]) != 1 or not self.in_force(rule, world, 0):
            return True
        frame = world.frames[home(rule.scope)][0]
        judged, form = self.judged[id(rule)], rule.form
        excused = (
            isinstance(form, Period)
            and form.excuse is not None
            and self.engine.fn(rule, form.excuse)(frame) is not False
        )
        if judged.applies(frame) is not True or excused:
            return True
        plain = Naive(self.engine, world, home(rule.scope))
        ends = [plain.value(n, frame) for n in nodes]
        for figure in rule.figures:
            for node in (x for n in nodes for x in walk(n) if states(x, figure)):
                bent = Naive(self.engine, world, home(rule.scope), node)
                if [bent.value(n, frame) for n in nodes] != ends:
                    self.report.reached.add((rule.id, rule.source.line, figure))
        for day in sorted({end + off for end in ends for off in (-1, 0, 1)}):
            world = self.run(base, put(project, path, "date", day))
            if world is None:
                return False
            frame = world.frames[home(rule.scope)][0]
            if judged.applies(frame) is not True or judged.in_force(frame) is not True:
                continue
            want = Naive(self.engine, world, home(rule.scope)).verdict(rule, frame)
            found = Verdict.NAMES[world.verdicts[rule.id][0]]
            self.report.cases += 1
            if found != want:
                shown = dt.date.fromordinal(day).isoformat()
                self.report.failures.append(f"{rule.id} {base['name']} {shown}: {found}, by hand {want}")
        return True

    def dates(self, rule: Rule) -> None:
        """Conclusions that are dates end on the days counted by hand, in every written case."""
        form = rule.form
        assert isinstance(form, Define)
        lines = [n for c in form.cases if isinstance(c.value, Lines) for n in (c.value.early, c.value.late)]
        names = {name for n in lines for name in ref_names(self.engine, n)}
        for base in self.bases[:: 1 if rule.figures else 4]:
            world = self.run(base, base["project"]) if any(paths(base["project"], names)) else None
            if world is None or len(world.frames[home(rule.scope)]) != 1 or not self.in_force(rule, world, 0):
                continue
            frame, judged = world.frames[home(rule.scope)][0], self.judged[id(rule)]
            value = form.cases[0].value
            if judged.applies(frame) is not True or len(form.cases) != 1 or not isinstance(value, Lines):
                continue
            sides = ("early", "late")
            found = [frame[self.engine.layout.slots[Ref(home(rule.scope), form.name, s)]] for s in sides]
            try:
                naive = Naive(self.engine, world, home(rule.scope))
                want = [naive.value(n, frame) for n in (value.early, value.late)]
                for figure in rule.figures:
                    for node in (x for n in (value.early, value.late) for x in walk(n) if states(x, figure)):
                        bent = Naive(self.engine, world, home(rule.scope), node)
                        if [bent.value(n, frame) for n in (value.early, value.late)] != want:
                            self.report.reached.add((rule.id, rule.source.line, figure))
            except Open:
                continue
            self.report.cases += 1
            if found != [(w, w) for w in want]:
                self.report.failures.append(f"{rule.id} {base['name']}: {found}, by hand {want}")

    def all(self) -> Report:
        for rule in self.parts.book.rules:
            self.one(rule)
        return self.report

    def one(self, rule: Rule) -> None:
        self.turn_to(rule)
        if isinstance(rule.form, (Period, Window)):
            self.period(rule)
        if isinstance(rule.form, Define) and rule.form.kind == "date":
            self.dates(rule)
        for atom in atoms(rule):
            self.comparison(atom)


def reach(project: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        project = project[step]
    return project


def states(node: Node, figure: Figure) -> bool:
    """Whether a node carries this figure."""
    if node.op == "count":
        return bool(node.data[0] == figure.value and node.data[1].unit == figure.unit)
    if figure.unit in ("percent", "permille"):
        share = Fraction(str(figure.value)) / (100 if figure.unit == "percent" else 1000)
        if node.op == "const" and node.kind == "ratio":
            return Fraction(node.data, node.scale * 10_000) == share
        if node.op == "scale":
            return Fraction(node.data, node.scale) == share
        return node.kind in NUMERIC and node.scale > 1 and Fraction(1, node.scale) == share and node.op != "const"
    if figure.unit == "count" and node.op == "scale":  # a whole factor, such as three times the security
        return Fraction(node.data, node.scale) == figure.value
    per = 100 if figure.unit == "yuan" else 1
    kinds = {"yuan": "amount", "day": "days", "year": "count", "month": "count", "hour": "count", "minute": "count"}
    kind = kinds.get(figure.unit, figure.unit)
    return node.op == "const" and node.kind == kind and Fraction(node.data, node.scale) == round(figure.value * per)
