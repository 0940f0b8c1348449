"""Why an answer is what it is: the facts it rests on, and for an open one what would decide it.

Everything here is on demand; the interpreter itself keeps no trace.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from procure_rules.engine.closures import Compiler, Fn
from procure_rules.engine.kleene import within
from procure_rules.engine.law import Law
from procure_rules.engine.layout import UNKNOWN, Frame
from procure_rules.engine.versions import Version, Versions
from procure_rules.rules.model import Define, Rule
from procure_rules.rules.rulebook import lines_of
from procure_rules.rules.tree import Lines, Node, Ref

__all__ = ["FIGURE", "VERSION", "Gap", "Leaf", "Numbers", "Tracer"]

INF = float("inf")
T = TypeVar("T")
FIGURE = "@figure "
"""Before the name of a parameter and the number of its value: the answer rests on this figure of a table."""
SOMETHING = re.compile(rb"[^\x00]")
BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
VERSION = "@version"  # no event is dated on both sides: the version rests on a presumption


class Leaf(NamedTuple):
    """A fact that an answer rests on: scope, which instance, name."""

    scope: str
    at: int
    name: str


class Gap(NamedTuple):
    """Why something stays open: ``missing`` fact, ``not_encoded`` figure or rule, ``calendar``, ``reading``,
    ``not_yet``.
    """

    kind: str
    scope: str
    at: int
    name: str


class Numbers(Generic[T]):
    """Leaves, or gaps, by number, so that a set of them is one whole number and sets are united by ``|``."""

    def __init__(self) -> None:
        self.of: dict[T, int] = {}
        self.items: list[T] = []

    def bit(self, item: T) -> int:
        """The set of one."""
        at = self.of.get(item)
        if at is None:
            at = self.of[item] = len(self.items)
            self.items.append(item)
        return 1 << at  # made anew: kept, the numbers of a wide project would outweigh all else

    def union(self, items: Iterable[T]) -> int:
        """The set of several."""
        out = 0
        for item in items:
            out |= self.bit(item)
        return out

    def listed(self, bits: int) -> Iterator[T]:
        """What is in a set. Sets are sparse and may be wide: bytes that are nothing are passed over at once."""
        data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        for found in SOMETHING.finditer(data):
            at = found.start()
            for bit in BITS[data[at]]:
                yield self.items[8 * at + bit]


class Tracer:
    """Traces answers of one world (one run of the engine). Sets of leaves and gaps are numbers (:class:`Numbers`)."""

    def __init__(self, law: Law, frames: dict[str, list[Frame]], leaves: Numbers[Leaf], left: Numbers[Gap]) -> None:
        self.law = law
        self.leaves, self.named_gaps = leaves, left
        self.index = {id(f): i for group in frames.values() for i, f in enumerate(group)}
        # by frame: by the name of a conclusion, and by what computes a node, which equal nodes share
        self.conclusions: defaultdict[int, dict[str, int]] = defaultdict(dict)
        self.open: defaultdict[int, dict[str, int]] = defaultdict(dict)
        self.rests: defaultdict[int, dict[Fn, int]] = defaultdict(dict)
        self.left: defaultdict[int, dict[Fn, int]] = defaultdict(dict)

    def forget(self, frame: Frame) -> None:
        """Lets go of what was traced of one instance: of many the sets would fill the memory."""
        for kept in (self.conclusions, self.open, self.rests, self.left):
            kept.pop(id(frame), None)

    @staticmethod
    def holder(ref: Ref, at: Compiler, frame: Frame) -> Frame:
        """The frame that holds a reference, seen from a frame of a compiler's scope."""
        for _ in range(at.depths[ref.scope]):
            frame = frame[0]
        return frame

    def leaf(self, ref: Ref, at: Compiler, frame: Frame) -> Leaf:
        return Leaf(ref.scope, self.index[id(self.holder(ref, at, frame))], ref.name)

    def gap(self, kind: str, at: Compiler, frame: Frame, name: str = "") -> int:
        return self.named_gaps.bit(Gap(kind, at.scope, self.index[id(frame)], name))

    @staticmethod
    def decided(value: Any, kind: str) -> bool:
        if kind in ("bool", "choice", "text"):
            return value is not None
        return bool(value[0] == value[1])

    def without(self, renewed: Collection[str], tracer: Tracer) -> None:
        """Hands what was traced of conclusions on, but for those of these names."""
        for mine, other in ((self.conclusions, tracer.conclusions), (self.open, tracer.open)):
            for frame, known in mine.items():
                other[frame] = {name: found for name, found in known.items() if name not in renewed}

    # what a decided value rests on ------------------------------------------------------------------------------
    def because(self, node: Node, at: Compiler, frame: Frame) -> int:
        """The facts that a node's value rests on; of a conjunction that fails, the part that fails."""
        fn, kept = at(node), self.rests[id(frame)]
        found = kept.get(fn)
        if found is None:
            found = kept[fn] = self._because(node, fn, at, frame)
        return found

    def _because(self, node: Node, fn: Fn, at: Compiler, frame: Frame) -> int:
        op, found = node.op, 0
        if op == "field":
            return self.leaves.bit(self.leaf(node.data, at, frame))
        if op == "conclusion":
            return self.conclusion(node.data, self.holder(node.data, at, frame))
        if op in ("and", "or"):
            value = fn(frame)
            deciding = value is (op == "or")
            for arg in node.args:
                one = at(arg)(frame)
                if deciding:
                    if one is value:
                        return self.because(arg, at, frame)
                elif one is value or value is None:
                    found |= self.because(arg, at, frame)
            return found
        if op == "aggregate":
            alone = self.leaves.bit(self.leaf(node.data[1], at, frame))
            return self._list(node, fn, at, frame, self.because, alone)
        if op == "stated_or":
            fact = at(node.args[0])(frame)
            return self.because(node.args[0 if fact[0] > -INF and fact[1] < INF else 1], at, frame)
        if op == "known_or":
            first, fallback = node.args
            return self.because(first if at(first)(frame) is not None else fallback, at, frame)
        if op in ("first_known", "through"):
            return self._anchor(node, at, frame)
        if op == "count":
            found = self.because(node.args[0], at, frame)
            for toll in node.data[2]:
                if toll.each is None:
                    found |= self.because(toll.start, at, frame) | self.because(toll.end, at, frame)
                else:
                    found |= self.leaves.bit(self.leaf(toll.each.data[0], at, frame))
        elif op == "param":
            return self._figure(node, at, frame)
        elif op in ("min", "max"):
            for arg in _attaining(op, [(arg, at(arg)(frame)) for arg in node.args]):
                found |= self.because(arg, at, frame)
        elif op != "breached":
            for arg in node.args:
                found |= self.because(arg, at, frame)
        return found

    def _figure(self, node: Node, at: Compiler, frame: Frame) -> int:
        """The keys of a figure of a table, the day that picks it, and the values that may be meant."""
        *keys, anchor = node.args
        found = self.because(anchor, at, frame)
        for key in keys:
            found |= self.because(key, at, frame)
        words, when = [at.words(key)(frame) for key in keys], at(anchor)(frame)
        if at(node)(frame) == UNKNOWN[node.data.kind]:
            return found
        for number, one in enumerate(node.data.values):
            meant = all(any(w in k for w in may) for may, k in zip(words, one.keys, strict=True))
            if meant and within(when, one.first, one.last) is not False:
                name = f"{FIGURE}{node.data.name} {number}"
                found |= self.leaves.bit(Leaf(at.scope, self.index[id(frame)], name))
        return found

    def _anchor(self, node: Node, at: Compiler, frame: Frame) -> int:
        if node.op == "through":
            return self._anchor(node.args[0], at, frame)
        for i in range(0, len(node.args), 2):
            when = node.args[i + 1]
            lo, hi = at(when)(frame)
            if (lo > -INF and hi < INF) or at.doubted(when.data)(frame) is not None:
                return self.because(when, at, frame)
        return self.leaves.bit(Leaf(at.scope, self.index[id(frame)], VERSION)) if node.args else 0

    def _list(
        self, node: Node, fn: Fn, at: Compiler, frame: Frame, visit: Callable[[Node, Compiler, Frame], int], alone: int
    ) -> int:
        function, ref, child = node.data
        items, _ = self.holder(ref, at, frame)[self.law.layout.slots[ref]]
        wanted, inner, found, seen = fn(frame), self.law.compilers[child], 0, False
        for item in items:
            where = inner(node.args[0])(item)
            if function in ("any", "all") and wanted is (function == "any") and where is not wanted:
                continue
            seen = True
            found |= visit(node.args[0], inner, item)
            if len(node.args) > 1 and where is not False:
                found |= visit(node.args[1], inner, item)
        return found if seen else alone

    def speaking(self, name: str, frame: Frame) -> list[Rule]:
        """The rules that may speak of a conclusion."""
        return [one.rule for one in self.law.defining[name] if one.may_speak(frame)]

    def conclusion(self, ref: Ref, frame: Frame) -> int:
        """The facts that a conclusion's value rests on."""
        name = ref.name
        kept = self.conclusions[id(frame)]
        known = kept.get(name)
        if known is not None:
            return known
        at = self.law.compilers[ref.scope]
        found = 0
        for one in self.law.defining[name]:
            if not isinstance(one.rule.form, Define) or not one.may_speak(frame):
                continue
            found |= self.because(one.rule.applies, at, frame) | self.because(one.rule.anchor, at, frame)
            for case in one.rule.form.cases:
                holds = at(case.when)(frame)
                found |= self.because(case.when, at, frame)
                if holds is not False:
                    for part in _parts(case.value):
                        found |= self.because(part, at, frame)
                if holds:
                    break
        kept[name] = found
        return found

    # what would decide an open value ----------------------------------------------------------------------------
    def gaps(self, node: Node, at: Compiler, frame: Frame) -> int:
        """What keeps a node's value open."""
        fn, kept = at(node), self.left[id(frame)]
        found = kept.get(fn)
        if found is None:
            found = kept[fn] = self._gaps(node, fn, at, frame)
        return found

    def _gaps(self, node: Node, fn: Fn, at: Compiler, frame: Frame) -> int:
        op, found = node.op, 0
        if op == "contested":
            return self.gap("reading", at, frame)
        if op in ("first_known", "through"):
            for arg in node.args:
                if arg.op == "field" and arg.data.aspect == "date" and not self.decided(at(arg)(frame), "date"):
                    found |= self._field_gap(arg.data, at, frame)
            return found
        if op == "unknown" or self.decided(fn(frame), node.kind):
            return 0
        if op == "field":
            return self._field_gap(node.data, at, frame)
        if op == "conclusion":
            return self.open_conclusion(node.data, self.holder(node.data, at, frame))
        if op == "aggregate":
            return self._open_list(node.data[1], at, frame) | self._list(node, fn, at, frame, self.gaps, 0)
        if op == "param":
            for key in node.args[:-1]:
                found |= self.gaps(key, at, frame)
            return found or self.gap("not_encoded", at, frame, node.data.name)
        if op == "count":
            found = self.gaps(node.args[0], at, frame)
            for toll in node.data[2]:
                if toll.each is not None:
                    found |= self._open_list(toll.each.data[0], at, frame)
                elif at(toll.started)(frame) is not False:
                    found |= self.gaps(toll.start, at, frame) | self.gaps(toll.end, at, frame)
            return found or self.gap("calendar", at, frame)
        if op == "breached":
            return self.gap("rule", at, frame, node.data.name)
        for arg in node.args:
            found |= self.gaps(arg, at, frame)
        return found

    def _open_list(self, ref: Ref, at: Compiler, frame: Frame) -> int:
        if self.holder(ref, at, frame)[self.law.layout.slots[ref]][1]:
            return 0
        return self.named_gaps.bit(Gap("missing", *self.leaf(ref, at, frame)))

    def _field_gap(self, ref: Ref, at: Compiler, frame: Frame) -> int:
        leaf = self.leaf(ref, at, frame)
        happened = Ref(ref.scope, ref.name, "happened")
        slots = self.law.layout.slots
        waits = happened in slots and self.holder(ref, at, frame)[slots[happened]] is False
        return self.named_gaps.bit(Gap("not_yet" if waits else "missing", *leaf))

    def open_conclusion(self, ref: Ref, frame: Frame) -> int:
        """What keeps a conclusion open."""
        name = ref.name
        kept = self.open[id(frame)]
        known = kept.get(name)
        if known is not None:
            return known
        at = self.law.compilers[ref.scope]
        found = 0
        spoken = False
        for one in self.law.defining[name]:
            applies, in_force = one.applies(frame), one.in_force(frame)
            if applies is False or in_force is False or not isinstance(one.rule.form, Define):
                continue
            spoken = True
            if applies is None:
                found |= self.gaps(one.rule.applies, at, frame)
                for other in self.law.book.overridden.get(one.rule.id, ()):
                    found |= self.gaps(other.applies, at, frame)
            if in_force is None:
                found |= self.gaps(one.rule.anchor, at, frame)
            for case in one.rule.form.cases:
                holds = at(case.when)(frame)
                if holds is False:
                    continue
                if holds is None:
                    found |= self.gaps(case.when, at, frame)
                for part in _parts(case.value):
                    found |= self.gaps(part, at, frame)
                if holds:
                    break
            else:
                found |= self.gap("not_encoded", at, frame, name)
        if not spoken:
            found |= self.gap("not_encoded", at, frame, name)
        kept[name] = found
        return found

    # rules ------------------------------------------------------------------------------------------------------
    def rule(self, versions: Versions, frame: Frame, *, asked: bool = True) -> tuple[int, int]:
        """The facts that a rule's verdict rests on, and, if ``asked``, what keeps it open."""
        rests = open_ = 0
        compiler = self.law.compilers[versions.scope]
        for one in versions.heard(frame):
            rests |= self.because(one.rule.applies, compiler, frame)
            if one.applies(frame) is False:
                continue
            rests |= self.because(one.rule.anchor, compiler, frame)
            for node in one.deciding:
                rests |= self.because(node, compiler, frame)
            if asked:
                open_ |= self._open_version(one, compiler, frame)
        return rests, open_

    def open_rule(self, versions: Versions, frame: Frame) -> int:
        """What keeps a rule open."""
        found = 0
        for one in versions:
            if one.may_speak(frame):
                found |= self._open_version(one, self.law.compilers[versions.scope], frame)
        return found

    def _open_version(self, one: Version, at: Compiler, frame: Frame) -> int:
        found = 0
        for node in one.deciding:
            found |= self.gaps(node, at, frame)
        if one.applies(frame) is None:
            found |= self.gaps(one.rule.applies, at, frame)
        if one.in_force(frame) is None:
            found |= self.gaps(one.rule.anchor, at, frame)
        return found


def _attaining(op: str, parts: list[tuple[Node, tuple[float, float]]]) -> list[Node]:
    """Of what the least or the greatest is taken of, that which may be it."""
    if op == "max":
        bound = max(value[0] for _, value in parts)
        return [node for node, value in parts if value[1] >= bound]
    bound = min(value[1] for _, value in parts)
    return [node for node, value in parts if value[0] <= bound]


def _parts(value: Node | Lines) -> tuple[Node, ...]:
    return lines_of(value) if isinstance(value, Lines) else (value,)
