"""The scalar interpreter's expressions: each node of the tree becomes one Python closure over a frame.

This is the reference meaning of every operation (docs/semantics.md).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from operator import itemgetter
from typing import Any

from procure_rules.engine.arithmetic import INF, Arithmetic, Fn
from procure_rules.engine.kleene import LAST_DAY, Interval, within
from procure_rules.engine.layout import UNKNOWN, Frame, Layout, taken_back
from procure_rules.facts.registry import all_scopes, chain
from procure_rules.rules.folding import words_said
from procure_rules.rules.model import Parameter, Toll
from procure_rules.rules.tree import SUM_LIMIT, Node, Ref

__all__ = ["Compiler", "Fn"]

MOST_KEYS = 1000  # keys of a parameter that are kept: a place may be any text


def _kept(fn: Fn, at: int) -> Fn:
    """Computed once a frame, and kept in it."""

    def kept(f: Frame) -> Any:
        value = f[at]
        if value is None:
            value = f[at] = fn(f)
        return value

    return kept


class Compiler(Arithmetic):
    """Compiles nodes of one scope; equal nodes share one closure."""

    def __init__(self, layout: Layout, scope: str) -> None:
        self.layout = layout
        self.scope = scope
        self.depths = {link.name: depth for depth, link in enumerate(chain(scope))}
        self.made: dict[Node, Fn] = {}
        self.kept: dict[int, tuple[Node, Fn]] = {}
        self.children: dict[str, Compiler] = {}

    def child(self, scope: str) -> Compiler:
        if scope not in self.children:
            self.children[scope] = Compiler(self.layout, scope)
        return self.children[scope]

    def __call__(self, node: Node) -> Fn:
        kept = self.kept.get(id(node))
        if kept is not None:
            return kept[1]
        fn = self.made.get(node)
        if fn is None:
            fn = getattr(self, "op_" + node.op)(node)
            at = self.layout.anchors.get((self.scope, node))
            fn = self.made[node] = fn if at is None else _kept(fn, at)
        self.kept[id(node)] = node, fn  # equal trees are compared once; the node is kept, so that its id stays its own
        return fn

    def slot(self, ref: Ref) -> Fn:
        at, depth = self.layout.slots[ref], self.depths[ref.scope]
        if depth == 0:
            return itemgetter(at)
        if depth == 1:
            return lambda f: f[0][at]
        if depth == 2:
            return lambda f: f[0][0][at]
        return lambda f: f[0][0][0][at]

    def op_const(self, node: Node) -> Fn:
        value = node.data if node.kind in ("bool", "choice", "text") else (node.data, node.data)
        return lambda f: value

    def op_unknown(self, node: Node) -> Fn:
        value = UNKNOWN.get(node.kind)
        return lambda f: value

    def op_contested(self, node: Node) -> Fn:
        return lambda f: None

    def op_field(self, node: Node) -> Fn:
        fn = self.slot(node.data)
        if node.kind != "choice":
            return fn

        def word(f: Frame) -> str | None:
            value: str | frozenset[str] | None = fn(f)
            return None if value.__class__ is frozenset else value  # type: ignore[return-value]

        return word

    def possible(self, node: Node) -> Fn:
        """A word, a set of words of which it is one, or ``None``: what is compared with words."""
        return self.slot(node.data) if node.op == "field" and node.kind == "choice" else self(node)

    def op_conclusion(self, node: Node) -> Fn:
        return self.slot(node.data)

    def op_breached(self, node: Node) -> Fn:
        return self.slot(Ref(node.data.scope, node.data.name, "breached"))

    def op_and(self, node: Node) -> Fn:
        fns = tuple(self(a) for a in node.args)
        if len(fns) == 2:
            one, two = fns

            def pair(f: Frame) -> bool | None:
                a = one(f)
                if a is False:
                    return False
                b = two(f)
                return b if a or b is False else None

            return pair

        def conjunction(f: Frame) -> bool | None:
            out: bool | None = True
            for fn in fns:
                value = fn(f)
                if value is False:
                    return False
                if value is None:
                    out = None
            return out

        return conjunction

    def op_or(self, node: Node) -> Fn:
        listed = words_said(node)
        if listed is not None:
            return self.one_of(*listed)
        fns = tuple(self(a) for a in node.args)
        if len(fns) == 2:
            one, two = fns

            def pair(f: Frame) -> bool | None:
                a = one(f)
                if a:
                    return True
                b = two(f)
                return b if b or a is False else None

            return pair

        def disjunction(f: Frame) -> bool | None:
            out: bool | None = False
            for fn in fns:
                value = fn(f)
                if value:
                    return True
                if value is None:
                    out = None
            return out

        return disjunction

    def op_not(self, node: Node) -> Fn:
        fn = self(node.args[0])

        def negation(f: Frame) -> bool | None:
            value = fn(f)
            return None if value is None else not value

        return negation

    def one_of(self, term: Node, words: frozenset[Any]) -> Fn:
        fn = self.possible(term)

        def listed(f: Frame) -> bool | None:
            value = fn(f)
            if value.__class__ is frozenset:
                return True if value <= words else False if value.isdisjoint(words) else None
            return None if value is None else value in words

        return listed

    def op_same(self, node: Node) -> Fn:
        said = words_said(node)
        if said is not None:
            return self.one_of(*said)
        one, two = self(node.args[0]), self(node.args[1])

        def same(f: Frame) -> bool | None:
            a, b = one(f), two(f)
            return None if a is None or b is None else a == b

        return same

    def op_le(self, node: Node) -> Fn:
        one, two = self(node.args[0]), self(node.args[1])

        def at_most(f: Frame) -> bool | None:
            a, b = one(f), two(f)
            return True if a[1] <= b[0] else False if a[0] > b[1] else None

        return at_most

    def op_lt(self, node: Node) -> Fn:
        one, two = self(node.args[0]), self(node.args[1])

        def below(f: Frame) -> bool | None:
            a, b = one(f), two(f)
            return True if a[1] < b[0] else False if a[0] >= b[1] else None

        return below

    def op_odd(self, node: Node) -> Fn:
        fn = self(node.args[0])

        def odd(f: Frame) -> bool | None:
            lo, hi = fn(f)
            return lo % 2 == 1 if lo == hi else None

        return odd

    def op_stated_or(self, node: Node) -> Fn:
        fact, fallback = self(node.args[0]), self(node.args[1])

        def stated(f: Frame) -> Interval:
            a: Interval = fact(f)
            if a[0] > -INF and a[1] < INF:
                return a
            other: Interval = fallback(f)
            return other

        return stated

    def op_known_or(self, node: Node) -> Fn:
        fn, fallback = self(node.args[0]), self(node.args[1])

        def known(f: Frame) -> bool | None:
            value: bool | None = fn(f)
            if value is None:
                value = fallback(f)
            return value

        return known

    def op_through(self, node: Node) -> Fn:
        anchor, end, doubted = self(node.args[0]), self(node.args[2]), self.doubted(node.args[2].data)

        def lasting(f: Frame) -> Interval:
            (lo, hi), (a, b) = anchor(f), end(f)
            if a > -INF and b < INF:
                return lo, max(hi, b)
            days = doubted(f)
            if days is not None:
                hi = max(hi, days[1])
            return (lo, hi) if f[1].presumed else (lo, max(hi, min(b, LAST_DAY)))

        return lasting

    def doubted(self, event: Ref) -> Callable[[Frame], Interval | None]:
        """From when to when the law may be that of an event whose stated day was taken back; else nothing."""
        at, back = self.layout.slots[event], self.slot(taken_back(event.scope))

        def days(f: Frame) -> Interval | None:
            found: tuple[set[int], Interval] | None = back(f)
            return found[1] if found is not None and at in found[0] else None

        return days

    def op_first_known(self, node: Node) -> Fn:
        events = [(node.args[i], node.args[i + 1]) for i in range(0, len(node.args), 2)]
        pairs = tuple((self(happened), self(when), self.doubted(when.data)) for happened, when in events)
        end = self(node.data) if node.data else None
        backs = [self.slot(taken_back(scope)) for scope in {when.data.scope for _, when in events}]

        def anchor(f: Frame) -> Interval:
            context = f[1]
            lo, hi = INF, -INF
            for happened, when, doubted in pairs:
                a, b = when(f)
                if a > -INF and b < INF:
                    return (a if a < lo else lo), (b if b > hi else hi)
                days = doubted(f)
                if days is not None:  # of days that contradict each other any may tell the law
                    lo, hi = min(lo, days[0]), max(hi, days[1])
                if context.presumed:
                    if days is None and b < INF and happened(f) is not False:
                        first = min([b, *(found[1][0] for back in backs if (found := back(f)) is not None)])
                        return min(lo, max(a, first)), max(hi, b)
                elif a < context.as_of or end is None or end(f)[1] > context.as_of:
                    # it may be dated yet, on a day to come as well, unless the procedure has ended without it
                    lo, hi = min(lo, a), max(hi, min(b, LAST_DAY))
            lo, hi = min(lo, context.as_of), max(hi, context.as_of)
            for back in backs:
                if (found := back(f)) is not None:
                    lo, hi = min(lo, found[1][0]), max(hi, found[1][1])
            return lo, hi

        return anchor

    def words(self, key: Node) -> Callable[[Frame], tuple[str, ...]]:
        """The words that a key of a table may be; none where a text is unknown."""
        if key.op == "field" and key.kind == "choice":
            fn = self.possible(key)
            every = tuple(m.value for m in all_scopes()[key.data.scope].fields[key.data.name].choices or ())

            def left(f: Frame) -> tuple[str, ...]:
                value: str | frozenset[str] | None = fn(f)
                if value is None:
                    return every
                return (value,) if isinstance(value, str) else tuple(value)

            return left
        plain = self(key)

        def only(f: Frame) -> tuple[str, ...]:
            word: str | None = plain(f)
            return () if word is None else (word,)

        return only

    def op_param(self, node: Node) -> Fn:
        table: Parameter = node.data
        keys = tuple(self.words(a) for a in node.args[:-1])
        anchor = self(node.args[-1])
        unknown = UNKNOWN[table.kind]
        fitting = self.layout.fitting.setdefault(table.name, {})

        def of(words: tuple[str, ...], when: Interval) -> Interval:
            these = fitting.get(words)
            if these is None:
                these = [
                    (v.first, v.last, (v.lo, v.hi))
                    for v in table.values
                    if all(w in k for w, k in zip(words, v.keys, strict=True))
                ]
                if len(fitting) < MOST_KEYS:
                    fitting[words] = these
            found: list[Interval] = []
            reached = when[0]
            for first, last, value in these:
                if within(when, first, last) is not False:
                    found.append(value)
                    if first <= reached <= last:
                        reached = last + 1
            if not found or reached <= when[1]:
                return unknown
            return min(v[0] for v in found), max(v[1] for v in found)

        def lookup(f: Frame) -> Interval:
            left = [key(f) for key in keys]
            if () in left:
                return unknown
            when = anchor(f)
            values = [of(words, when) for words in product(*left)]
            return values[0] if len(values) == 1 else (min(v[0] for v in values), max(v[1] for v in values))

        return lookup

    def op_deadline_at(self, node: Node) -> Fn:
        when, final = self(node.args[0]), self(node.args[1])
        settings = self.slot(node.data)

        def stood(f: Frame) -> Interval:
            rows = settings(f)
            if len(rows) < 2:
                standing: Interval = final(f)
                return standing
            a, b = when(f)
            possible = [
                row.to
                for i, row in enumerate(rows)
                if (i == 0 or row.set[0] <= b) and (i + 1 == len(rows) or rows[i + 1].set[1] > a)
            ]
            return min(p[0] for p in possible), max(p[1] for p in possible)

        return stood

    # periods ----------------------------------------------------------------------------------------------------
    def op_count(self, node: Node) -> Fn:
        number, how, tolls = node.data
        start = self(node.args[0])
        if not tolls:
            return lambda f: f[1].calendar.bounds(start(f), number, how)
        parts = tuple(self.toll(t) for t in tolls)

        def counted(f: Frame) -> Interval:
            small: list[tuple[int, int]] = []
            large: list[tuple[int, int]] = []
            endless = False
            for part in parts:
                endless |= part(f, small, large)
            lo, hi = f[1].calendar.bounds(start(f), number, how, tuple(small), tuple(large))
            return lo, (INF if endless else hi)

        return counted

    def toll(self, toll: Toll) -> Callable[[Frame, list[tuple[int, int]], list[tuple[int, int]]], bool]:
        if toll.each is not None:
            ref, child = toll.each.data
            items = self.slot(ref)
            inner = self.child(child)
        else:
            items, inner = None, self
        started, begin, end = inner(toll.started), inner(toll.start), inner(toll.end)

        def collect(f: Frame, small: list[tuple[int, int]], large: list[tuple[int, int]]) -> bool:
            frames, complete = items(f) if items else ((f,), True)
            endless = not complete
            for frame in frames:
                happened = started(frame)
                if happened is False:
                    continue
                (a_lo, a_hi), (b_lo, b_hi) = begin(frame), end(frame)
                a_lo, a_hi, b_lo, b_hi = (
                    a_lo + toll.open_start,
                    a_hi + toll.open_start,
                    b_lo - toll.open_end,
                    b_hi - toll.open_end,
                )
                if happened and a_hi <= b_lo and a_hi > -INF and b_lo < INF:
                    small.append((int(a_hi), int(b_lo)))
                if b_hi == INF or a_lo == -INF:
                    endless = True
                elif a_lo <= b_hi:
                    large.append((int(a_lo), int(b_hi)))
            return endless

        return collect

    # lists ------------------------------------------------------------------------------------------------------
    def op_aggregate(self, node: Node) -> Fn:
        function, ref, child = node.data
        items = self.slot(ref)
        inner = self.child(child)
        where = inner(node.args[0])
        value = inner(node.args[1]) if len(node.args) > 1 else None
        return getattr(self, "list_" + function)(items, where, value, node)  # type: ignore[no-any-return]

    def list_any(self, items: Fn, where: Fn, value: Any, node: Node) -> Fn:
        def some(f: Frame) -> bool | None:
            frames, complete = items(f)
            out: bool | None = False if complete else None
            for frame in frames:
                found = where(frame)
                if found:
                    return True
                if found is None:
                    out = None
            return out

        return some

    def list_all(self, items: Fn, where: Fn, value: Any, node: Node) -> Fn:
        def every(f: Frame) -> bool | None:
            frames, complete = items(f)
            out: bool | None = True if complete else None
            for frame in frames:
                found = where(frame)
                if found is False:
                    return False
                if found is None:
                    out = None
            return out

        return every

    def list_count(self, items: Fn, where: Fn, value: Any, node: Node) -> Fn:
        def number(f: Frame) -> Interval:
            frames, complete = items(f)
            sure = maybe = 0
            for frame in frames:
                found = where(frame)
                sure += found is True
                maybe += found is None
            return sure, (sure + maybe if complete else INF)

        return number

    def list_sum(self, items: Fn, where: Fn, value: Fn, node: Node) -> Fn:
        def total(f: Frame) -> Interval:
            frames, complete = items(f)
            lo: float = 0
            hi: float = 0 if complete else INF
            for frame in frames:
                found = where(frame)
                if found is False:
                    continue
                a, b = value(frame)
                hi += b
                if found:
                    lo += a
            return min(lo, SUM_LIMIT), (min(hi, SUM_LIMIT) if hi < INF else INF)

        return total

    def list_min_of(self, items: Fn, where: Fn, value: Fn, node: Node) -> Fn:
        unknown = UNKNOWN[node.kind]

        def least(f: Frame) -> Interval:
            frames, complete = items(f)
            lo, hi, sure = INF, INF, False
            for frame in frames:
                found = where(frame)
                if found is False:
                    continue
                a, b = value(frame)
                lo = min(lo, a)
                if found:
                    hi, sure = min(hi, b), True
            return ((lo if complete else unknown[0]), hi) if sure else unknown

        return least

    def list_max_of(self, items: Fn, where: Fn, value: Fn, node: Node) -> Fn:
        unknown = UNKNOWN[node.kind]

        def greatest(f: Frame) -> Interval:
            frames, complete = items(f)
            lo, hi, sure = -INF, -INF, False
            for frame in frames:
                found = where(frame)
                if found is False:
                    continue
                a, b = value(frame)
                hi = max(hi, b)
                if found:
                    lo, sure = max(lo, a), True
            return (lo, (hi if complete else INF)) if sure else unknown

        return greatest

    def op_list(self, node: Node) -> Fn:
        return self.slot(node.data[0])
