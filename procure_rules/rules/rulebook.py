"""The rulebook: rules, vocabulary and all they refer to, in order of evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from procure_rules.rules.model import (
    RANKS,
    Action,
    Bilingual,
    Citation,
    Conclusion,
    Convention,
    Course,
    Define,
    Duty,
    Effect,
    Ground,
    Instrument,
    Parameter,
    Period,
    Presumed,
    Reading,
    Rule,
    Window,
)
from procure_rules.rules.tree import SIDES, Lines, Node, Ref
from procure_rules.texts import Text, cite

__all__ = ["Rulebook", "Step", "lines_of", "nodes_of", "parts_of", "reads_of", "refs_of", "roots_of", "walk"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of evaluation: resolve a conclusion, or judge a rule, in its scope."""

    what: str  # "conclusion" or "rule"
    name: str
    scope: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Rulebook:
    """Rules, vocabulary and everything they refer to. Immutable; shared by all threads."""

    rules: tuple[Rule, ...]
    conclusions: Mapping[str, Conclusion]
    phrases: Mapping[str, Mapping[str, Bilingual]]
    parameters: Mapping[str, Parameter]
    conventions: Mapping[str, Convention]
    instruments: Mapping[str, Instrument]
    actions: Mapping[str, Action]
    order: tuple[tuple[str, str], ...]
    presumed: tuple[Presumed, ...]
    steps: tuple[Step, ...]
    hash: str
    overridden: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    courses: tuple[Course, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    """The English name of a place."""
    core: tuple[str, ...] = ()
    """The events of a procedure without whose periods no audit may say that there is no breach, in order."""
    switches: tuple[str, ...] = ()
    """What a whole procurement turns on: choices and Boolean conclusions, the weightiest first."""
    most_worlds: int = 1
    """How many possibilities of them are looked at."""
    used: str = field(default="", compare=False)
    """Where it was found as kept, the hash of what was kept; see :func:`procure_rules.rules.loader.content_hash`."""

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """All versions of a rule, by the id it has or had. Raises ``KeyError`` if there is none."""
        found = tuple(r for r in self.rules if r.id == rule_id or rule_id in r.formerly)
        if not found:
            raise KeyError(rule_id)
        return found

    def cite(self, citation: Citation, lang: str) -> str:
        """A citation for people: 《政府采购法》第四十六条 / Government Procurement Law art. 46."""
        name, part = self.source(citation)
        return cite(name, citation.article, citation.detail, lang, part)

    def source(self, citation: Citation) -> tuple[Text, Text | None]:
        """What the instrument of a citation is called for short, and the part cited of one that has no articles."""
        known = self.instruments.get(citation.instrument)
        if known is None:
            return Text(citation.instrument, citation.instrument), None
        return known.short, known.parts.get(citation.detail)

    def specific_first(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        """Citations by rank, the most specific first; articles that only say how days are counted come last."""
        counting = {(c.instrument, c.article) for one in self.conventions.values() for c in one.basis}

        def rank(one: Citation) -> tuple[bool, int]:
            known = self.instruments.get(one.instrument)
            return (one.instrument, one.article) in counting, RANKS.index(known.rank) if known else len(RANKS)

        return tuple(sorted(citations, key=rank))


def nodes_of(rule: Rule) -> Iterator[Node]:
    """Every root node of a rule."""
    yield rule.applies
    yield rule.anchor
    form = rule.form
    match form:
        case Define():
            for case in form.cases:
                yield case.when
                yield from lines_of(case.value) if isinstance(case.value, Lines) else (case.value,)
        case Ground():
            yield from (n for n in (form.when, form.safe, form.approved, form.publicity) if n is not None)
        case Duty():
            yield from (n for n in (form.literal, form.safe, form.of, form.limit, form.floor) if n is not None)
        case Period():
            yield from (form.act_date, form.act_happened, *lines_of(form.lines), form.start)
            if form.excuse is not None:
                yield form.excuse
        case Window():
            yield from (form.opens.early, form.opens.late, *lines_of(form.until), form.start)
            yield from (n for n in (form.act_date, form.act_happened, form.usual) if n is not None)
        case Effect():
            yield form.trigger
            yield from (c.when for c in form.cases)


def lines_of(lines: Lines) -> tuple[Node, ...]:
    """The nodes of a date's lines, each once."""
    return tuple(dict.fromkeys(getattr(lines, side) for side in SIDES))


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes right below a node, tolling included."""
    if node.op != "count":
        return node.args
    tolls = ((toll.start, toll.started, toll.end, *((toll.each,) if toll.each else ())) for toll in node.data[2])
    return (*node.args, *chain.from_iterable(tolls))


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, tolling included."""
    todo = [node]
    while todo:
        one = todo.pop()
        yield one
        todo += reversed(parts_of(one))


def roots_of(rules: Iterable[Rule], overridden: Mapping[str, tuple[Rule, ...]]) -> Iterator[Node]:
    """Every root node that bears on rules: their own, and the guards of their exceptions."""
    for rule in rules:
        yield from nodes_of(rule)
        todo = list(overridden.get(rule.id, ()))
        while todo:  # exceptions to exceptions too
            other = todo.pop()
            yield from (other.applies, other.anchor)
            todo += overridden.get(other.id, ())


def reads_of(rules: Iterable[Rule], overridden: Mapping[str, tuple[Rule, ...]]) -> set[tuple[str, str, str]]:
    """What rules and the guards of their exceptions read: (what, scope, name) as :func:`refs_of` names it."""
    found: set[tuple[str, str, str]] = set()
    seen: set[int] = set()  # rules share most of their parts
    todo = list(roots_of(rules, overridden))
    while todo:
        node = todo.pop()
        if id(node) not in seen:
            seen.add(id(node))
            todo += parts_of(node)
            read = _read(node)
            if read:
                found.add((read[0], read[1].scope, read[1].name))
    return found


def refs_of(node: Node) -> Iterator[tuple[str, Ref]]:
    """What a node reads: ("field" | "conclusion" | "breached" | "list", reference)."""
    return (read for one in walk(node) if (read := _read(one)))


def _read(node: Node) -> tuple[str, Ref] | None:
    """What a node reads of itself."""
    match node.op:
        case "field" | "conclusion" | "breached":
            return node.op, node.data
        case "aggregate":
            return "list", node.data[1]
        case "list":
            return "list", node.data[0]
        case "deadline_at":
            return "field", node.data
    return None
