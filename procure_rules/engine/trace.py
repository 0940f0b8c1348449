"""Why an answer is what it is: the facts it rests on, and for an open one what would decide it.

Everything here is on demand; the interpreter itself keeps no trace.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from procure_rules.engine.closures import Fn
from procure_rules.engine.layout import Frame
from procure_rules.engine.scalar import Engine, Judged
from procure_rules.rules.model import Define, Duty, Effect, Ground, Period, Rule, Window
from procure_rules.rules.tree import Lines, Node, Ref

__all__ = ["VERSION", "Gap", "Leaf", "Tracer"]

INF = float("inf")
VERSION = "@version"  # no event is dated on both sides: the version rests on a presumption


class Leaf(NamedTuple):
    """A fact that an answer rests on: scope, which instance, name."""

    scope: str
    at: int
    name: str


class Gap(NamedTuple):
    """Why something stays open: ``missing`` fact, ``not_encoded`` figure or rule, ``calendar``, ``reading``, ``not_yet``."""

    kind: str
    scope: str
    at: int
    name: str


class Tracer:
    """Traces answers of one world (one run of the engine)."""

    def __init__(self, engine: Engine, frames: dict[str, list[Frame]]) -> None:
        self.engine = engine
        self.index = {id(f): i for group in frames.values() for i, f in enumerate(group)}
        self.conclusions: dict[tuple[int, str], frozenset[Leaf]] = {}
        self.open: dict[tuple[int, str], frozenset[Gap]] = {}
        # by what computes a node, which equal nodes share, and frame
        self.rests: dict[tuple[Fn, int], frozenset[Leaf]] = {}
        self.left: dict[tuple[Fn, int], frozenset[Gap]] = {}

    def value(self, node: Node, scope: str, frame: Frame) -> Any:
        return self.engine.compiler(scope)(node)(frame)

    def holder(self, ref: Ref, scope: str, frame: Frame) -> Frame:
        """The frame that holds a reference, seen from a frame of ``scope``."""
        for _ in range(self.engine.compiler(scope).depths[ref.scope]):
            frame = frame[0]
        return frame

    def leaf(self, ref: Ref, scope: str, frame: Frame) -> Leaf:
        return Leaf(ref.scope, self.index[id(self.holder(ref, scope, frame))], ref.name)

    @staticmethod
    def decided(value: Any, kind: str) -> bool:
        if kind in ("bool", "choice", "text"):
            return value is not None
        return bool(value[0] == value[1])

    # what a decided value rests on ------------------------------------------------------------------------------
    def because(self, node: Node, scope: str, frame: Frame) -> frozenset[Leaf]:
        """The facts that a node's value rests on; of a conjunction that fails, the part that fails."""
        key = self.engine.compiler(scope)(node), id(frame)
        if key not in self.rests:
            self.rests[key] = frozenset(self._because(node, scope, frame))
        return self.rests[key]

    def _because(self, node: Node, scope: str, frame: Frame) -> Iterator[Leaf]:
        op = node.op
        if op == "field":
            yield self.leaf(node.data, scope, frame)
        elif op == "conclusion":
            yield from self.conclusion(node.data.name, self.holder(node.data, scope, frame))
        elif op in ("and", "or"):
            value = self.value(node, scope, frame)
            deciding = value is (op == "or")
            for arg in node.args:
                found = self.value(arg, scope, frame)
                if deciding:
                    if found is value:
                        yield from self._because(arg, scope, frame)
                        return
                elif found is value or value is None:
                    yield from self._because(arg, scope, frame)
        elif op == "aggregate":
            yield from self._list(node, scope, frame, self._because)
        elif op == "count":
            yield from self._because(node.args[0], scope, frame)
            for toll in node.data[2]:
                if toll.each is None:
                    yield from self._because(toll.start, scope, frame)
                    yield from self._because(toll.end, scope, frame)
                else:
                    yield self.leaf(toll.each.data[0], scope, frame)
        elif op == "stated_or":
            fact = self.value(node.args[0], scope, frame)
            yield from self._because(node.args[0 if fact[0] > -INF and fact[1] < INF else 1], scope, frame)
        elif op in ("first_known", "through"):
            yield from self._anchor(node, scope, frame)
        elif op != "breached":
            for arg in node.args:
                yield from self._because(arg, scope, frame)

    def _anchor(self, node: Node, scope: str, frame: Frame) -> Iterator[Leaf]:
        if node.op == "through":
            yield from self._anchor(node.args[0], scope, frame)
            return
        for i in range(0, len(node.args), 2):
            lo, hi = self.value(node.args[i + 1], scope, frame)
            if lo > -INF and hi < INF:
                yield from self._because(node.args[i + 1], scope, frame)
                return
        if node.args:
            yield Leaf(scope, self.index[id(frame)], VERSION)

    def _list(self, node: Node, scope: str, frame: Frame, visit: Any) -> Iterator[Any]:
        function, ref, child = node.data
        items, _ = self.holder(ref, scope, frame)[self.engine.layout.slots[ref]]
        wanted = self.value(node, scope, frame)
        any_leaf = False
        for item in items:
            where = self.value(node.args[0], child, item)
            if function in ("any", "all") and wanted is (function == "any") and where is not wanted:
                continue
            any_leaf = True
            yield from visit(node.args[0], child, item)
            if len(node.args) > 1 and where is not False:
                yield from visit(node.args[1], child, item)
        if not any_leaf and visit == self._because:
            yield self.leaf(ref, scope, frame)

    def compiled(self, name: str) -> list[Judged]:
        """The rules that define a conclusion."""
        return self.engine.defining[name]

    def conclusion(self, name: str, frame: Frame) -> frozenset[Leaf]:
        """The facts that a conclusion's value rests on."""
        key = (id(frame), name)
        if key not in self.conclusions:
            self.conclusions[key] = frozenset()
            scope = self.engine.scope_of[name]
            found: set[Leaf] = set()
            for one in self.compiled(name):
                if one.applies(frame) is False or one.in_force(frame) is False or not isinstance(one.rule.form, Define):
                    continue
                found |= self.guard(one.rule, scope, frame)
                for case in one.rule.form.cases:
                    holds = self.value(case.when, scope, frame)
                    found |= self.because(case.when, scope, frame)
                    if holds is not False:
                        for part in (
                            (case.value.early, case.value.late) if isinstance(case.value, Lines) else (case.value,)
                        ):
                            found |= self.because(part, scope, frame)
                    if holds:
                        break
            self.conclusions[key] = frozenset(found)
        return self.conclusions[key]

    def guard(self, rule: Rule, scope: str, frame: Frame) -> frozenset[Leaf]:
        return self.because(rule.applies, scope, frame) | self.because(rule.anchor, scope, frame)

    # what would decide an open value ----------------------------------------------------------------------------
    def gaps(self, node: Node, scope: str, frame: Frame) -> frozenset[Gap]:
        """What keeps a node's value open."""
        key = self.engine.compiler(scope)(node), id(frame)
        if key not in self.left:
            self.left[key] = frozenset(self._gaps(node, scope, frame))
        return self.left[key]

    def _gaps(self, node: Node, scope: str, frame: Frame) -> Iterator[Gap]:
        op = node.op
        if op == "contested":
            yield Gap("reading", scope, self.index[id(frame)], "")
            return
        if op in ("first_known", "through"):
            for arg in node.args:
                if (
                    arg.op == "field"
                    and arg.data.aspect == "date"
                    and not self.decided(self.value(arg, scope, frame), "date")
                ):
                    yield self._field_gap(arg.data, scope, frame)
            return
        value = self.value(node, scope, frame)
        if self.decided(value, node.kind):
            return
        if op == "field":
            yield self._field_gap(node.data, scope, frame)
        elif op == "conclusion":
            yield from self.open_conclusion(node.data.name, self.holder(node.data, scope, frame))
        elif op == "aggregate":
            _, ref, _ = node.data
            if not self.holder(ref, scope, frame)[self.engine.layout.slots[ref]][1]:
                yield Gap("missing", *self.leaf(ref, scope, frame))
            yield from self._list(node, scope, frame, self._gaps)
        elif op == "param":
            keys = [g for key in node.args[:-1] for g in self._gaps(key, scope, frame)]
            yield from keys
            if not keys:
                yield Gap("not_encoded", scope, self.index[id(frame)], node.data.name)
        elif op == "count":
            inner = list(self._gaps(node.args[0], scope, frame))
            for toll in node.data[2]:
                if toll.each is None and self.value(toll.started, scope, frame) is not False:
                    inner += [*self._gaps(toll.start, scope, frame), *self._gaps(toll.end, scope, frame)]
                elif (
                    toll.each is not None
                    and not self.holder(toll.each.data[0], scope, frame)[self.engine.layout.slots[toll.each.data[0]]][1]
                ):
                    inner.append(Gap("missing", *self.leaf(toll.each.data[0], scope, frame)))
            yield from inner or (Gap("calendar", scope, self.index[id(frame)], ""),)
        elif op == "unknown":
            return
        elif op == "breached":
            yield Gap("rule", scope, self.index[id(frame)], node.data.name)
        else:
            for arg in node.args:
                yield from self._gaps(arg, scope, frame)

    def _field_gap(self, ref: Ref, scope: str, frame: Frame) -> Gap:
        leaf = self.leaf(ref, scope, frame)
        happened = Ref(ref.scope, ref.name, "happened")
        slots = self.engine.layout.slots
        if happened in slots and self.holder(ref, scope, frame)[slots[happened]] is False:
            return Gap("not_yet", *leaf)
        return Gap("missing", *leaf)

    def open_conclusion(self, name: str, frame: Frame) -> frozenset[Gap]:
        """What keeps a conclusion open."""
        key = (id(frame), name)
        if key in self.open:
            return self.open[key]
        self.open[key] = frozenset()
        scope = self.engine.scope_of[name]
        found: set[Gap] = set()
        spoken = False
        for one in self.compiled(name):
            applies, in_force = one.applies(frame), one.in_force(frame)
            if applies is False or in_force is False or not isinstance(one.rule.form, Define):
                continue
            spoken = True
            if applies is None:
                found |= self.gaps(one.rule.applies, scope, frame)
                for other in self.engine.book.overridden.get(one.rule.id, ()):
                    found |= self.gaps(other.applies, scope, frame)
            if in_force is None:
                found |= self.gaps(one.rule.anchor, scope, frame)
            for case in one.rule.form.cases:
                holds = self.value(case.when, scope, frame)
                if holds is False:
                    continue
                if holds is None:
                    found |= self.gaps(case.when, scope, frame)
                for part in (case.value.early, case.value.late) if isinstance(case.value, Lines) else (case.value,):
                    found |= self.gaps(part, scope, frame)
                if holds:
                    break
            else:
                found.add(Gap("not_encoded", scope, self.index[id(frame)], name))
        if not spoken:
            found.add(Gap("not_encoded", scope, self.index[id(frame)], name))
        self.open[key] = frozenset(found)
        return self.open[key]

    # rules ------------------------------------------------------------------------------------------------------
    def rule(self, judged: list[Judged], frame: Frame) -> tuple[Rule, frozenset[Leaf], frozenset[Gap]]:
        """The version that speaks, the facts its verdict rests on, and what keeps it open."""
        live = [j for j in judged if j.in_force(frame) is not False and j.applies(frame) is not False] or judged[-1:]
        rests: set[Leaf] = set()
        open_: set[Gap] = set()
        for one in live:
            rule = one.rule
            scope = "project" if rule.part else rule.scope
            rests |= self.because(rule.applies, scope, frame)
            if one.applies(frame) is False:
                continue
            rests |= self.because(rule.anchor, scope, frame)
            if one.applies(frame) is None:
                open_ |= self.gaps(rule.applies, scope, frame)
            if one.in_force(frame) is None:
                open_ |= self.gaps(rule.anchor, scope, frame)
            for node in self._core_nodes(rule):
                rests |= self.because(node, scope, frame)
                open_ |= self.gaps(node, scope, frame)
        return live[0].rule, frozenset(rests), frozenset(open_)

    @staticmethod
    def _core_nodes(rule: Rule) -> tuple[Node, ...]:
        form = rule.form
        match form:
            case Duty():
                return (form.literal, form.safe)
            case Ground():
                return (form.when, form.safe)
            case Period():
                return (form.act_date, form.lines.early, form.lines.late, *((form.excuse,) if form.excuse else ()))
            case Window():
                return (*((form.act_date,) if form.act_date else ()), form.until.early, form.until.late)
            case Effect():
                return (form.trigger, *(c.when for c in form.cases))
        return ()
