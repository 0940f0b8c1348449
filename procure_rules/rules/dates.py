"""Conditions, values and dates of a rule, read into typed trees; figures are noted on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from procure_rules.facts.registry import FieldSpec, Scope, chain
from procure_rules.rules import grammar as g
from procure_rules.rules.check import LIMITS, Checker, Typed, home, with_article
from procure_rules.rules.model import (
    Action,
    Convention,
    Figure,
    LineSpec,
    Reading,
    Toll,
)
from procure_rules.rules.reader import FileReader
from procure_rules.rules.tree import SIDES, TRUE, Lines, Node, Ref

__all__ = ["DateReader", "Path", "event_nodes", "line_spec", "safe_specs"]

Path = tuple[Any, ...]
Length = tuple[int, str]  # number and unit
Specs = tuple[LineSpec, tuple[LineSpec, ...]]  # the literal line, and the readings of the safe one
COUNTED_TIMES = frozenset({"year", "month", "hour", "minute"})
DATE_SHAPES: tuple[
    tuple[set[str], set[str]], ...
] = (  # the keys that make a date, and those that may stand beside them
    ({"reading"}, {"id"}),
    ({"literal", "safe"}, {"default", "id"}),
    ({"stated", "otherwise"}, {"id"}),
    ({"ahead", "of"}, {"convention", "lines", "id"}),
    ({"after", "from"}, {"convention", "lines", "tolled", "id"}),
)


class DateReader:
    """Reads conditions, values and dates of one rule. ``convention`` is that of the rule's instrument."""

    def __init__(
        self,
        reader: FileReader,
        checker: Checker,
        convention: Convention,
        conventions: Mapping[str, Convention],
        actions: Mapping[str, Action],
        breached: Callable[[str, Path], Node],
        known: Mapping[str, Reading],
        named: tuple[str, ...] = (),
    ) -> None:
        self.r = reader
        self.c = checker
        self.convention = convention
        self.conventions = conventions
        self.actions = actions
        self.breached = breached
        self.known = known
        self.named = named  # the readings that the rule names for all of it
        self.figures: list[Figure] = []
        self.readings: list[str] = []
        self.at: Path = ()
        self.counted = "count"  # what a plain number counts

    def split(self, *ids: str) -> bool:
        """Whether what two lines differ by is more than arguable: by its own readings, else by those of the rule."""
        own = [name for name in ids if name] or self.named
        strengths = {self.known[name].strength for name in own if name in self.known}
        return strengths != {"arguable"}

    # expressions ------------------------------------------------------------------------------------------------
    def parsed(self, path: Path) -> g.Ast | None:
        text = self.r.text(path)
        try:
            tree = g.parse(text)
        except g.SyntaxProblem as error:
            self.r.syntax(path, error)
            return None
        self.note_figures(tree, self.counted)
        return tree

    def note_figures(self, ast: Any, unit: str = "count") -> None:
        """The figures of an expression; a plain number beside a fact counted in years is a number of years."""
        if isinstance(ast, g.Lit):
            self.note_literal(ast, unit)
        elif isinstance(ast, g.Cmp):
            self.note_figures(ast.left, self.unit_of(ast.right))
            self.note_figures(ast.right, self.unit_of(ast.left))
        elif isinstance(ast, g.Ast):
            for slot in ast.__slots__:
                value = getattr(ast, slot)
                for item in value if isinstance(value, tuple) else (value,):
                    self.note_figures(item)

    def unit_of(self, ast: g.Ast) -> str:
        """What a fact counts, where that is time; else simply ``count``."""
        found = self.c.find(ast.name) if isinstance(ast, g.Name) else None
        unit = found[1].fact.unit if isinstance(found, tuple) else ""
        return unit if unit in COUNTED_TIMES else "count"

    def note_literal(self, lit: g.Lit, unit: str) -> None:
        if lit.value is None or lit.kind in ("bool", "date", "contested"):
            return
        value = float(lit.value)
        if lit.kind == "amount":
            self.figures.append(Figure(value / 100, "yuan"))
        elif lit.kind == "ratio":
            per, said = (1000, "permille") if lit.permille else (100, "percent")
            self.figures.append(Figure(round(value * per, 6), said))
        else:
            self.figures.append(Figure(value, unit if lit.kind == "count" else lit.kind))

    def condition(self, path: Path) -> Node:
        tree = self.parsed(path)
        if tree is None:
            return TRUE
        try:
            return self.c.boolean(tree)
        except g.SyntaxProblem as error:
            self.r.syntax(path, error)
            return TRUE

    def value(self, path: Path) -> Typed | None:
        tree = self.parsed(path)
        if tree is None:
            return None
        try:
            return self.c.typed(tree)
        except g.SyntaxProblem as error:
            self.r.syntax(path, error)
            return None

    def both(self, path: Path, read: Callable[[Path], Any]) -> tuple[Any, Any]:
        """A value with one line, or ``{literal: …, safe: …}``."""
        if isinstance(self.r.at(path), dict):
            said = self.r.mapping(path, {"literal", "safe"}, {"literal", "safe"})
            if {"literal", "safe"} <= set(said):
                return read((*path, "literal")), read((*path, "safe"))
            return None, None
        one = read(path)
        return one, one

    def event(self, path: Path) -> tuple[str, Node, Node] | None:
        """An event's name, date and happened nodes."""
        name = self.r.text(path)
        for link in chain(self.c.scope):
            spec: FieldSpec | None = link.fields.get(name)
            if spec and spec.kind in ("event", "deadline"):
                return name, *event_nodes(link, spec)
        self.r.problem(path, f"没有事件“{name}”", f"there is no event '{name}' in the scope {self.c.scope}")
        return None

    # dates ------------------------------------------------------------------------------------------------------
    def duration(self, path: Path) -> tuple[int, str]:
        try:
            number, unit = g.parse_duration(self.r.text(path))
        except g.SyntaxProblem as error:
            self.r.syntax(path, error)
            return 0, "day"
        self.figures.append(Figure(number, unit))
        return number, unit

    def lengths(self, path: Path) -> tuple[Length, Length]:
        """A length, or ``{literal: …, safe: …}`` with one for each line."""
        literal, safe = self.both(path, self.duration)
        return literal or (0, "day"), safe or (0, "day")

    def length_text(self, path: Path) -> str:
        """A length as it is written; of two the one of the literal line first."""
        raw = self.r.at(path)
        return f"{raw['literal']} / {raw['safe']}" if isinstance(raw, dict) and len(raw) == 2 else str(raw)

    def specs(self, path: Path, use: str, units: tuple[Length, Length]) -> Specs:
        """Literal line and readings of the safe line of a period: the convention's, or what the rule says.

        A line of the rule's own keeps the convention's roll unless it says otherwise; roll and own reading are then
        two readings, each counted by itself.
        """
        said = self.r.at(path)
        convention = self.convention
        if "convention" in said:
            name = self.r.text((*path, "convention"))
            if name not in self.conventions:
                self.r.problem(
                    (*path, "convention"), f"没有计算规则“{name}”", f"there is no counting convention '{name}'"
                )
            convention = self.conventions.get(name, convention)
        usual, readings = convention.lines[use]
        if units[0][1] == "workday":
            usual = LineSpec()
        if units[1][1] == "workday":
            readings = (usual,)
        if "lines" not in said:
            return usual, readings
        given = self.r.mapping((*path, "lines"), {"literal", "safe"})
        literal = usual
        if "literal" in given:
            literal = self.rolled((*path, "lines", "literal"), line_spec(self.r, (*path, "lines", "literal")), usual)
        if "safe" not in given:
            return literal, readings
        where = (*path, "lines", "safe")
        own = safe_specs(self.r, where, literal)
        self.readings.extend(spec.id for spec in own if spec.id)
        if any("roll" in (self.r.at(p) or {}) for p in safe_paths(self.r, where)):
            return literal, own
        rolls = [
            replace(literal, roll=other.roll, over=other.over, id=other.id)
            for other in readings
            if (other.roll, other.over) != (usual.roll, usual.over)
        ]
        mine = [replace(spec, roll=literal.roll, over=literal.over) for spec in own]
        mine = [spec for spec in mine if replace(spec, id="") != literal or not rolls]
        return literal, (*mine, *rolls)

    def rolled(self, path: Path, spec: LineSpec, usual: LineSpec) -> LineSpec:
        """A line of the rule's own, with the convention's roll where it says nothing of one."""
        if "roll" not in (self.r.at(path) or {}):
            return replace(spec, roll=usual.roll, over=usual.over)
        if (spec.roll, spec.over) == (usual.roll, usual.over):
            self.r.hints.append(
                ((*path, "roll"), "与计算规则的顺延相同，可以省略", "the convention rolls so anyway; leave it out")
            )
        return spec

    def count(
        self,
        start: Node,
        number: int,
        unit: str,
        spec: LineSpec,
        tolls: tuple[Toll, ...] = (),
        *,
        backward: bool = False,
    ) -> Node:
        if tolls and unit in ("month", "year"):
            self.r.problem(
                self.at,
                "以月、年计算的期间不能扣除日数",
                "a period in months or years cannot leave days out; state it in days",
            )
            tolls = ()
        data = (number, spec.count(unit, backward=backward), tolls)
        return Node("count", "date", (start,), data, limit=LIMITS["date"])

    def date(self, path: Path, use: str = "at_most") -> Lines:
        """A date: an expression, ``{reading: […]}``, ``{after: LENGTH, from: …}`` or ``{literal: …, safe: …}``."""
        nothing = Lines.one(Node("unknown", "date", limit=LIMITS["date"]))
        raw = self.r.at(path)
        if isinstance(raw, str):
            found = self.value(path)
            if found is None:
                return nothing
            if found.kind != "date":
                self.r.problem(path, "此处应为日期", f"a date is needed here, not {with_article(found.kind)}", offset=0)
                return nothing
            return found.dates
        said = self.r.mapping(
            path,
            {
                "reading",
                "id",
                "after",
                "from",
                "convention",
                "lines",
                "tolled",
                "literal",
                "safe",
                "default",
                "stated",
                "otherwise",
                "ahead",
                "of",
            },
        )
        shape = next((w for w in DATE_SHAPES if w[0] <= set(said)), None)
        for key in set(said) - (shape[0] | shape[1]) if shape else ():
            self.r.problem(
                (*path, key), f"“{key}”在此处不起作用", f"'{key}' has no meaning here; leave it out", key=True
            )
        said_id = (self.r.text((*path, "id")),) if "id" in said else ()
        self.readings.extend(said_id)
        if "reading" in said:
            each = [self.date((*path, "reading", i), use) for i, _ in enumerate(self.r.sequence((*path, "reading")))]
            if len(each) < 2:
                self.r.problem((*path, "reading"), "至少需要两种读法", "two readings at least are needed")
                return nothing
            least, most = ("min", "max") if self.split(*said_id) else ("max", "min")
            return Lines(
                *(
                    Node(op, "date", tuple(getattr(e, side) for e in each), limit=LIMITS["date"])
                    for op, side in zip(("min", "max", least, most), SIDES, strict=True)
                )
            )
        if "literal" in said and "safe" in said:
            literal, safe = self.date((*path, "literal"), use), self.date((*path, "safe"), use)
            first, last = (safe, literal) if use in ("at_most", "ahead") else (literal, safe)
            firm = (first, last) if self.split(*said_id) else (last, first)
            return Lines(first.early, last.late, firm[0].firm_early, firm[1].firm_late)
        if "stated" in said and "otherwise" in said:
            fact, other = self.event((*path, "stated")), self.date((*path, "otherwise"), use)
            if fact is None:
                return nothing
            when = fact[1]
            return other.each(lambda line: Node("stated_or", "date", (when, line), limit=LIMITS["date"]))
        if "ahead" in said and "of" in said:
            return self.ahead(path, self.lengths((*path, "ahead")), self.date((*path, "of")))
        if "after" in said and "from" in said:
            return self.after(path, use)
        self.r.problem(
            path,
            "日期写作表达式、{after, from}、{reading} 或 {literal, safe}",
            "write an expression, {after, from}, {reading} or {literal, safe}",
        )
        return nothing

    def after(self, path: Path, use: str) -> Lines:
        return self.date_lines(path, use, self.lengths((*path, "after")))

    def ahead(self, path: Path, lengths: tuple[Length, Length], target: Lines) -> Lines:
        """The last day that lies so far before a date."""
        return self.counted_lines(path, "ahead", lengths, target)

    def tolls(self, path: Path) -> tuple[tuple[tuple[Toll, ...], tuple[Toll, ...]], tuple[str, ...]]:
        """Days left out, on the literal and on the safe line, and the readings by which these differ."""
        ids: list[str] = []
        literal: list[Toll] = []
        safe: list[Toll] = []
        rows = self.r.at(path)
        paths = [(*path, i) for i, _ in enumerate(rows)] if isinstance(rows, list) else [path]
        for row in paths:
            said = self.r.mapping(row, {"from", "to", "ends", "each", "id"}, {"from", "to", "ends"})
            if "id" in said:
                ids.append(self.r.text((*row, "id")))
            if not {"from", "to", "ends"} <= set(said):
                continue
            each, inner = None, self
            if "each" in said:
                found = self.c.find(self.r.text((*row, "each")))
                if not isinstance(found, tuple) or found[1].kind != "list":
                    self.r.problem((*row, "each"), "此处应为列表", "the name of a list is expected here")
                    continue
                each = Node("list", "list", data=(Ref(found[0].name, found[1].name), found[1].child))
                inner = type(self)(
                    self.r,
                    Checker(self.c.vocabulary, found[1].child or "", self.c.anchor),
                    self.convention,
                    self.conventions,
                    self.actions,
                    self.breached,
                    self.known,
                    self.named,
                )
            start = inner.event((*row, "from"))
            if start is None:
                continue
            to_is = self.r.at((*row, "to"))
            both = isinstance(to_is, dict) and bool({"literal", "safe"} & set(to_is))
            if both and len(self.r.mapping((*row, "to"), {"literal", "safe"}, {"literal", "safe"})) != 2:
                continue
            ends = self.both((*row, "ends"), lambda p: self.r.word(p, ("both", "after_start", "before_end", "none")))
            for out, end_word, line in ((literal, ends[0], "literal"), (safe, ends[1], "safe")):
                to = inner.date((*row, "to", line) if both else (*row, "to"))
                node = to.late if line == "literal" else to.early
                out.append(
                    Toll(
                        start[1],
                        start[2],
                        node,
                        int(end_word in ("after_start", "none")),
                        int(end_word in ("before_end", "none")),
                        each,
                    )
                )
            self.figures.extend(inner.figures if inner is not self else ())
        self.readings.extend(ids)
        return (tuple(literal), tuple(safe)), tuple(ids)

    def date_lines(self, path: Path, use: str, lengths: tuple[Length, Length]) -> Lines:
        """Bounds so long after ``from``."""
        return self.counted_lines(path, use, lengths, self.date((*path, "from"), use))

    def counted_lines(self, path: Path, use: str, lengths: tuple[Length, Length], start: Lines) -> Lines:
        """The lines of a length counted from a date. Each reading of the safe line is counted by itself."""
        literal, readings = self.specs(path, use, lengths)
        said = self.r.at(path)
        tolls, ids = self.tolls((*path, "tolled")) if "tolled" in said else (((), ()), ())
        own = (self.r.text((*path, "id")),) if "id" in said else ids
        most = use in ("at_most", "ahead")
        safe, plain = ("early", "late") if most else ("late", "early")

        def counted(line: str, spec: LineSpec, side: int) -> Node:
            start_of = getattr(start, line)
            return self.count(start_of, *lengths[side], spec, tolls[side], backward=use == "ahead")

        def furthest(line: str, specs: Iterable[LineSpec], side: int) -> Node:
            nodes = tuple(dict.fromkeys(counted(line, spec, side) for spec in specs))
            return nodes[0] if len(nodes) == 1 else Node("min" if most else "max", "date", nodes, limit=LIMITS["date"])

        # the lines may differ by the length and by what is left out, beside the ways of counting
        ends = int((lengths[0] != lengths[1] or tolls[0] != tolls[1]) and self.split(*own))
        strong = [spec for spec in readings if (self.split(spec.id) if spec.id else self.split(*own))]
        held, every = ([one for spec in some for one in spec.firm(literal)] for some in (strong, readings))
        found = {
            safe: furthest(safe, readings, 1),
            plain: counted(plain, literal, 0),
            f"firm_{safe}": furthest(f"firm_{safe}", held or [literal], ends),
            f"firm_{plain}": counted(f"firm_{plain}", literal, 0)
            if held or ends
            else furthest(f"firm_{plain}", every, 1),
        }
        return Lines(*(found[side] for side in SIDES))


def event_nodes(link: Scope, spec: FieldSpec) -> tuple[Node, Node]:
    """The date and the happened node of an event."""
    where = home(link.name)
    return (
        Node("field", "date", data=Ref(where, spec.name, "date"), limit=LIMITS["date"]),
        Node("field", "bool", data=Ref(where, spec.name, "happened")),
    )


def line_spec(reader: FileReader, path: Path) -> LineSpec:
    """How a line is counted: ``{first_day, extra, roll, over, id}``, all optional."""
    raw = reader.at(path)
    if raw is None or raw == {}:
        return LineSpec()
    said = reader.mapping(path, {"first_day", "extra", "roll", "over", "id"})
    extra = said.get("extra", "0")
    if str(extra) not in "0123456789" or len(str(extra)) != 1:
        reader.problem((*path, "extra"), "extra 应为0至9", "'extra' is a number from 0 to 9")
        extra = "0"
    return LineSpec(
        reader.word((*path, "first_day"), ("excluded", "included")) if "first_day" in said else "excluded",
        int(str(extra)),
        reader.word((*path, "roll"), ("none", "forward", "back")) if "roll" in said else "none",
        reader.word((*path, "over"), ("rest", "statutory")) if "over" in said else "rest",
        reader.text((*path, "id")) if "id" in said else "",
    )


def safe_paths(reader: FileReader, path: Path) -> list[Path]:
    """Where the readings of a safe line stand: one, or a list of them."""
    raw = reader.at(path)
    return [(*path, i) for i, _ in enumerate(raw)] if isinstance(raw, list) and raw else [path]


def safe_specs(reader: FileReader, path: Path, literal: LineSpec) -> tuple[LineSpec, ...]:
    """The readings of a safe line. One that counts otherwise than the literal line and rolls otherwise as well is two
    readings, each of which stands by itself; to fall back to a working day is none.
    """
    out = []
    for at in safe_paths(reader, path):
        spec = line_spec(reader, at)
        counts = (spec.first_day, spec.extra) != (literal.first_day, literal.extra)
        rolls = (spec.roll, spec.over) != (literal.roll, literal.over) and spec.roll != "back"
        if counts and rolls and "roll" in reader.at(at):
            reader.problem(
                at,
                "两种解释叠加在一条线上；请分列，各自计算",
                "two readings are stacked in one line; list them, and each is counted by itself",
            )
        out.append(spec)
    return tuple(out)
