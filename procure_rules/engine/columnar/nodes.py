"""Each node of the typed tree as columns of the scope it belongs to: the columnar counterpart of the closures.

A node is computed in the deepest scope that it reads, once, and seen from below by index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import polars as pl

from procure_rules.calendar import Calendar
from procure_rules.engine.columnar.facts import Facts, high_high, high_low, low_high, low_low
from procure_rules.engine.columnar.known import about
from procure_rules.engine.columnar.lists import aggregate
from procure_rules.engine.columnar.periods import Periods
from procure_rules.engine.columnar.plan import Plan
from procure_rules.engine.columnar.values import (
    ALL,
    Bound,
    Span,
    Tri,
    below,
    certain,
    conjunction,
    disjunction,
    invert,
    known,
    measure,
    measures,
    minus,
    not_above,
    perhaps,
    plus,
    same_word,
    times,
    truth,
)
from procure_rules.engine.kleene import LAST_DAY
from procure_rules.facts.registry import all_scopes, chain
from procure_rules.rules.folding import words_said
from procure_rules.rules.model import Parameter
from procure_rules.rules.tree import Node, Ref

__all__ = ["Nodes", "unknown_span"]

INF = float("inf")


def unknown_span(kind: str) -> Span:
    """What an unknown number of this kind may be: a date anything, all else nothing below 0."""
    return ALL if kind == "date" else Span(0, None)


def never_negative(node: Node) -> bool:
    """Whether a number cannot lie below 0, by its form."""
    if node.op in ("field", "param", "aggregate"):
        return node.op != "aggregate" or node.data[0] == "count"
    if node.op == "const":
        return bool(node.data >= 0)
    return node.op in ("scale", "mul", "add", "min", "max", "hull", "hull_of_known", "stated_or", "rounded") and all(
        map(never_negative, node.args)
    )


class Nodes:
    """Compiles nodes into a plan. ``fresh`` forgets what was compiled, after facts have been replaced."""

    def __init__(self, plan: Plan, facts: Facts, calendar: Calendar, presumed: bool) -> None:
        self.plan = plan
        self.facts = facts
        self.presumed = presumed
        self.periods = Periods(plan, calendar, self.value)
        self.made: dict[tuple[str, Node], Any] = {}
        self.homes: dict[Node, str] = {}
        self.results: dict[tuple[str, Ref], Any] = {}
        self.resolve: Callable[[str, str], None] = lambda what, name: None

    def fresh(self) -> None:
        self.made.clear()

    # where a node belongs ---------------------------------------------------------------------------------------
    def home(self, node: Node) -> str:
        """The deepest scope that the node reads; empty for a constant."""
        found = self.homes.get(node)
        if found is None:
            found = self.homes[node] = max(self._reads(node), key=lambda s: len(chain(s)) if s else 0, default="")
        return found

    def _reads(self, node: Node) -> list[str]:
        if node.op in ("field", "conclusion", "breached"):
            return [node.data.scope]
        if node.op == "aggregate":
            return [node.data[1].scope]
        out = [self.home(a) for a in node.args]
        if node.op == "deadline_at":
            out.append(node.data.scope)
        elif node.op in ("first_known", "through"):
            out += ["project", *([self.home(node.data)] if node.data else ())]
        elif node.op == "count":
            for toll in node.data[2]:
                inner = (toll.start, toll.started, toll.end) if toll.each is None else ()
                out += [*(self.home(n) for n in inner), *([toll.each.data[0].scope] if toll.each else ())]
        return out

    # values -----------------------------------------------------------------------------------------------------
    def value(self, node: Node, scope: str) -> Any:
        """The node's value in a scope: truth value, interval or word."""
        key = scope, node
        if key in self.made:
            return self.made[key]
        home = self.home(node)
        if home and home != scope:
            out = self.plan.down(home, self.value(node, home), scope)
        else:
            out = getattr(self, "op_" + node.op)(node, scope)
            if node.op != "not":
                out = self.plan.keep(scope, out)
        self.made[key] = out
        return out

    def span(self, node: Node, scope: str) -> Span:
        found: Span = self.value(node, scope)
        return found

    def spans(self, node: Node, scope: str) -> list[Span]:
        return [self.value(a, scope) for a in node.args]

    def op_const(self, node: Node, scope: str) -> Any:
        return node.data if node.kind in ("bool", "choice", "text") else Span(node.data, node.data)

    def op_unknown(self, node: Node, scope: str) -> Any:
        return None if node.kind in ("bool", "choice", "text") else unknown_span(node.kind)

    def op_contested(self, node: Node, scope: str) -> Tri:
        return None

    def op_field(self, node: Node, scope: str) -> Any:
        ref: Ref = node.data
        if ref.aspect == "happened":
            return self.facts.happened(scope, ref.name)
        if ref.aspect == "present":
            return self.facts.present(scope, ref.name)
        if node.kind in ("bool", "choice", "text"):
            return self.facts.plain(scope, ref.name)
        return self.facts.span(scope, ref.name)

    def op_conclusion(self, node: Node, scope: str) -> Any:
        return self.result("conclusion", node.data)

    def op_breached(self, node: Node, scope: str) -> Tri:
        found: Tri = self.result("rule", node.data)
        return found

    def result(self, what: str, ref: Ref) -> Any:
        """What a conclusion or rule came to; computed now if it was not yet."""
        if (what, ref) not in self.results:
            self.resolve(what, ref.name)
        return self.results[what, ref]

    # connectives ------------------------------------------------------------------------------------------------
    def _parts(self, node: Node, scope: str) -> list[Tri]:
        """The arguments, those of one ancestor joined there first, so that one column is handed down for all."""
        groups: dict[str, list[Node]] = {}
        for arg in node.args:
            groups.setdefault(self.home(arg), []).append(arg)
        out: list[Tri] = []
        for home, args in groups.items():
            if home in ("", scope) or len(args) == 1:
                out += [self.value(a, scope) for a in args]
            else:
                out.append(self.value(Node(node.op, "bool", tuple(args)), scope))
        return out

    def op_and(self, node: Node, scope: str) -> Tri:
        return conjunction(self._parts(node, scope))

    def op_or(self, node: Node, scope: str) -> Tri:
        return self._among(node, scope, disjunction(self._parts(node, scope)))

    def _among(self, node: Node, scope: str, found: Tri) -> Tri:
        """A comparison with words (``found`` by the word), where it may be known which words a choice is not."""
        said = words_said(node)
        if said is None or said[0].op != "field" or said[0].kind != "choice" or said[0].data.scope != scope:
            return found
        term, words = said
        out = self.facts.excluded(scope, term.data.name)
        if not out:
            return found
        others = [w for w in self.facts.choice(scope, term.data.name) if w not in words]
        # of a choice of which nothing is said it is not known either that it is one of all its words
        surely = conjunction([disjunction(out.values()), *(out.get(w, False) for w in others)])
        never = conjunction(out.get(w, False) for w in words)
        return truth([(found, True), (invert(found), False), (surely, True), (never, False)])

    def op_not(self, node: Node, scope: str) -> Tri:
        return invert(self.value(node.args[0], scope))

    def op_same(self, node: Node, scope: str) -> Tri:
        one, two = (self.value(a, scope) for a in node.args)
        if isinstance(one, pl.Expr) and isinstance(two, pl.Expr):
            # the words may come from different lists
            return one.cast(pl.String) == two.cast(pl.String)
        return self._among(node, scope, same_word(one, two))

    def op_le(self, node: Node, scope: str) -> Tri:
        a, b = self.spans(node, scope)
        return truth([(not_above(a.hi, b.lo), True), (below(b.hi, a.lo), False)])

    def op_lt(self, node: Node, scope: str) -> Tri:
        a, b = self.spans(node, scope)
        return truth([(below(a.hi, b.lo), True), (not_above(b.hi, a.lo), False)])

    def op_odd(self, node: Node, scope: str) -> Tri:
        a = self.span(node.args[0], scope)
        known = conjunction([not_above(a.lo, a.hi), not_above(a.hi, a.lo)])
        return truth([(known, None if a.lo is None else a.lo % 2 == 1)])

    # numbers ----------------------------------------------------------------------------------------------------
    def op_rounded(self, node: Node, scope: str) -> Span:
        scale = node.args[0].scale

        def nearest(x: Bound) -> Bound:
            if x is None or scale == 1:
                return x
            up = 2 * (x % scale) >= scale
            return x // scale + (up.cast(pl.Int64) if isinstance(up, pl.Expr) else int(up))

        a = self.span(node.args[0], scope)
        return self.plan.keep(scope, Span(nearest(a.lo), nearest(a.hi)))

    def op_scale(self, node: Node, scope: str) -> Span:
        a = self.span(node.args[0], scope)
        return Span(times(a.lo, node.data), times(a.hi, node.data))

    def op_mul(self, node: Node, scope: str) -> Span:
        a, b = self.spans(node, scope)

        def product(x: Bound, y: Bound) -> Bound:
            nothing = disjunction([None if s is None else s == 0 for s in (x, y)])
            return measure([(nothing, 0)], times(x, y))

        plain = Span(product(a.lo, b.lo), product(a.hi, b.hi))
        if never_negative(node):
            return plain
        corners = [self.plan.keep(scope, times(x, y)) for x in a for y in b]
        any_sign = Span(low_low(self.plan, scope, *corners), high_high(self.plan, scope, *corners))
        positive = self.plan.keep(scope, conjunction([not_above(0, a.lo), not_above(0, b.lo)]))
        return measures([(positive, plain)], any_sign)

    def op_add(self, node: Node, scope: str) -> Span:
        a, b = self.spans(node, scope)
        return Span(plus(a.lo, b.lo), plus(a.hi, b.hi))

    def op_sub(self, node: Node, scope: str) -> Span:
        a, b = self.spans(node, scope)
        return Span(minus(a.lo, b.hi), minus(a.hi, b.lo))

    def op_min(self, node: Node, scope: str) -> Span:
        parts = self.spans(node, scope)
        return Span(
            low_low(self.plan, scope, *(p.lo for p in parts)), low_high(self.plan, scope, *(p.hi for p in parts))
        )

    def op_max(self, node: Node, scope: str) -> Span:
        parts = self.spans(node, scope)
        return Span(
            high_low(self.plan, scope, *(p.lo for p in parts)), high_high(self.plan, scope, *(p.hi for p in parts))
        )

    def op_hull(self, node: Node, scope: str) -> Span:
        return self.hull(self.spans(node, scope), scope)

    def hull(self, parts: Sequence[Span], scope: str) -> Span:
        return Span(
            low_low(self.plan, scope, *(p.lo for p in parts)), high_high(self.plan, scope, *(p.hi for p in parts))
        )

    def op_hull_of_known(self, node: Node, scope: str) -> Span:
        unknown = unknown_span(node.kind)
        closed = [(known(p.hi), p) for p in self.spans(node, scope)]
        some = disjunction(c for c, _ in closed)
        return self.masked_hull(closed, some, unknown, scope)

    def masked_hull(self, parts: Sequence[tuple[Tri, Span]], some: Tri, unknown: Span, scope: str) -> Span:
        """The hull of the parts whose condition holds, ``unknown`` unless ``some`` is true, which says that one
        does.
        """
        parts = [(c, p) for c, p in parts if c is not False]
        if not parts or some is False or some is None:
            return unknown
        if len(parts) == 1:
            return measures([(some, parts[0][1])], unknown)
        some = self.plan.keep(scope, some)
        parts = [(self.plan.keep(scope, c), p) for c, p in parts]
        out: list[Bound] = []
        for side, merge in (("lo", low_high), ("hi", high_low)):
            bounds = [(c, getattr(p, side)) for c, p in parts]
            least = merge(self.plan, scope, *(measure([(c, b)]) for c, b in bounds))
            opened = disjunction(conjunction([c, invert(known(b))]) for c, b in bounds)
            out.append(measure([(opened, None)], least))
        return measures([(some, self.plan.keep(scope, Span(*out)))], unknown)

    def op_stated_or(self, node: Node, scope: str) -> Span:
        fact, fallback = self.spans(node, scope)
        stated = self.plan.keep(scope, conjunction([known(fact.lo), known(fact.hi)]))
        return measures([(stated, fact)], fallback, closed=True)

    def op_known_or(self, node: Node, scope: str) -> Tri:
        value, fallback = (self.value(a, scope) for a in node.args)
        value = self.plan.keep(scope, value)
        return truth([(known(value), value)], fallback)

    # versions ---------------------------------------------------------------------------------------------------
    def op_through(self, node: Node, scope: str) -> Span:
        anchor, _, end = (self.value(a, scope) for a in node.args)
        stated = conjunction([known(end.lo), known(end.hi)])
        reached = high_high(self.plan, scope, anchor.hi, end.hi)
        open_end = low_high(self.plan, scope, LAST_DAY, end.hi)
        doubted, days = self.doubted(node.args[2].data, scope)
        hi = measure([(doubted, high_high(self.plan, scope, anchor.hi, days.hi))], anchor.hi)
        rest = hi if self.presumed else high_high(self.plan, scope, self.plan.keep(scope, hi), open_end)
        return Span(anchor.lo, measure([(stated, reached)], rest))

    def op_first_known(self, node: Node, scope: str) -> Span:
        today = self.facts.as_of(scope)
        sources = dict.fromkeys(when.data.scope for when in node.args[1::2])
        out = self.widened(Span(today, today), sources, scope)
        ended = certain(not_above(self.span(node.data, scope).hi, today)) if node.data else False
        for i in reversed(range(0, len(node.args), 2)):
            happened, when = self.value(node.args[i], scope), self.span(node.args[i + 1], scope)
            stated = conjunction([known(when.lo), known(when.hi)])
            doubted, days = self.doubted(node.args[i + 1].data, scope)
            unsure = measures([(doubted, self.hull([out, days], scope))], out)
            if self.presumed:
                dated = conjunction([perhaps(happened), known(when.hi), invert(certain(doubted))])
                first = self.widened(Span(when.hi, when.hi), sources, scope).lo
                day = Span(high_low(self.plan, scope, when.lo, first), when.hi)
                later = measures([(self.plan.keep(scope, dated), day)], unsure)
            else:
                capped = Span(when.lo, low_high(self.plan, scope, LAST_DAY, when.hi))
                left_out = conjunction([certain(not_above(today, when.lo)), ended])
                unsure = self.plan.keep(scope, unsure)
                later = measures([(self.plan.keep(scope, left_out), unsure)], self.hull([capped, unsure], scope))
            out = self.plan.keep(scope, measures([(self.plan.keep(scope, stated), when)], later, closed=True))
        return out

    def doubted(self, event: Ref, scope: str) -> tuple[Tri, Span]:
        """Where the stated day of an event was taken back, and from when to when the law may be that of such a day."""
        back, (_, days) = self.facts.doubted(event.scope, event.name), self.facts.taken_back(event.scope)
        return self.plan.down(event.scope, back, scope), self.plan.down(event.scope, days, scope)

    def widened(self, when: Span, sources: Iterable[str], scope: str) -> Span:
        """A presumed day that picks the law, widened by the days that contradict each other."""
        for source in sources:
            back, days = self.facts.taken_back(source)
            back, days = self.plan.down(source, back, scope), self.plan.down(source, days, scope)
            when = self.plan.keep(scope, measures([(back, self.hull([when, days], scope))], when))
        return when

    def op_param(self, node: Node, scope: str) -> Span:
        table: Parameter = node.data
        keys = [self.value(a, scope) for a in node.args[:-1]]
        for place, (key, said) in enumerate(zip(node.args, keys, strict=False)):
            if key.op == "field" and key.kind == "choice" and about(said).null:
                return self._of_any_word(node, place, scope)
        when: Span = self.value(node.args[-1], scope)
        unknown = unknown_span(table.kind)
        if any(k is None for k in keys):
            return unknown
        # one cell for each combination of key words, with its dated values in the order of the file
        words = [list(dict.fromkeys(w for v in table.values for w in v.keys[i])) for i in range(len(keys))]
        cell: pl.Expr | int = 0
        size = 1
        for place, (key, known_words) in enumerate(zip(keys, words, strict=True)):
            index: pl.Expr | int
            if isinstance(key, str):
                if key not in known_words:
                    return unknown
                index = known_words.index(key)
            else:
                index = self._index(node.args[place], scope, known_words)
            cell = cell * len(known_words) + index
            size *= len(known_words)
        cells: list[list[tuple[int, float, int, float]]] = [[] for _ in range(size)]
        for v in table.values:
            spots = [0]
            for known_words, said in zip(words, v.keys, strict=True):
                spots = [s * len(known_words) + known_words.index(w) for s in spots for w in dict.fromkeys(said)]
            for spot in spots:
                cells[spot].append((v.first, v.last, v.lo, v.hi))
        cell = self.plan.keep(scope, cell)
        parts: list[tuple[Tri, Span]] = []
        reached: Bound = when.lo
        for j in range(max(map(len, cells), default=0)):
            rows = [c[j] if j < len(c) else None for c in cells]
            first, last, lo, hi = (
                self.plan.keep(scope, self._pick(cell, [None if r is None or r[i] == INF else int(r[i]) for r in rows]))
                for i in range(4)
            )
            here = known(first)
            outside = disjunction([certain(below(when.hi, first)), certain(below(last, when.lo))])
            parts.append((conjunction([here, invert(outside)]), Span(lo, hi)))
            ends = measure([(known(last), last)], FOREVER)
            held = conjunction([not_above(first, reached), not_above(reached, ends)])
            reached = self.plan.keep(scope, measure([(held, plus(ends, 1))], reached))
        return self.masked_hull(parts, certain(below(when.hi, reached)), unknown, scope)

    def _of_any_word(self, node: Node, place: int, scope: str) -> Span:
        """A figure whose key may be several words: the hull of the figures of all that it may be."""
        key = node.args[place]
        ref: Ref = key.data
        said, out = self.value(key, ref.scope), self.facts.excluded(ref.scope, ref.name)
        parts: list[tuple[Tri, Span]] = []
        for word in self.facts.choice(ref.scope, ref.name):
            may = truth([(known(said), same_word(said, word))], invert(out.get(word, False)))
            may = self.plan.down(ref.scope, self.plan.keep(ref.scope, certain(may)), scope)
            args = (*node.args[:place], Node("const", "choice", data=word), *node.args[place + 1 :])
            parts.append((may, self.value(Node("param", node.kind, args, node.data, node.scale, node.limit), scope)))
        return self.masked_hull(parts, True, unknown_span(node.data.kind), scope)

    def _index(self, key: Node, scope: str, words: list[str]) -> pl.Expr:
        """The place of a key in a list of words, null where it is none of them."""
        memo = scope, Node("index", key.kind, (key,), tuple(words))
        if memo not in self.made:
            home = self.home(key)
            column: pl.Expr = self.value(key, home)
            found = column.cast(pl.String).replace_strict(words, range(len(words)), default=None, return_dtype=pl.Int64)
            choices = all_scopes()[home].fields[key.data.name].choices if key.op == "field" else None
            if choices is not None:
                places = pl.Series(
                    [words.index(m.value) if m.value in words else None for m in choices], dtype=pl.Int64
                )
                found = pl.lit(places).gather(column.to_physical())
            self.made[memo] = self.plan.down(home, found, scope)
        index: pl.Expr = self.made[memo]
        return index

    @staticmethod
    def _pick(cell: pl.Expr | int, values: list[int | None]) -> Bound:
        if isinstance(cell, int):
            return values[cell]
        if all(v is None for v in values):
            return None
        return pl.lit(pl.Series(values, dtype=pl.Int64)).gather(cell)

    # moved deadlines, periods, lists ----------------------------------------------------------------------------
    def op_deadline_at(self, node: Node, scope: str) -> Span:
        when, final = self.spans(node, scope)
        ref: Ref = node.data
        if self.facts.raw(ref.scope, f"{ref.name}.settings") is None:
            return final
        return self.periods.deadline_at(scope, when, final, ref)

    def op_count(self, node: Node, scope: str) -> Span:
        number, how, tolls = node.data
        start = self.span(node.args[0], scope)
        if not tolls:
            return self.periods.count(scope, start, number, how)
        return self.periods.tolled(scope, start, number, how, tolls, self.facts)

    def op_aggregate(self, node: Node, scope: str) -> Any:
        function, ref, child = node.data
        if child not in self.facts.filled:
            where: Tri = False
            value = ALL
        else:
            where = self.value(node.args[0], child)
            value = self.span(node.args[1], child) if len(node.args) > 1 else ALL
        complete = self.facts.complete(scope, ref.name)
        return aggregate(self.plan, scope, child, function, where, value, complete, unknown_span(node.kind))


FOREVER = 10**9
"""A day after every other."""
