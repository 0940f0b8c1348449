"""The scalar interpreter's numbers: sums, products and bounds of intervals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from procure_rules.engine.kleene import ALL, Interval
from procure_rules.engine.layout import UNKNOWN, Frame
from procure_rules.rules.tree import Node

__all__ = ["INF", "Arithmetic", "Fn"]

Fn = Callable[[Frame], Any]
INF = float("inf")


class Arithmetic:
    """Compiles what is reckoned from the closures of its parts, which the whole interpreter gives."""

    def __call__(self, node: Node) -> Fn:
        raise NotImplementedError

    def op_rounded(self, node: Node) -> Fn:
        fn, scale = self(node.args[0]), node.args[0].scale

        def nearest(x: float) -> float:
            return x if x in (-INF, INF) else x // scale + (2 * (x % scale) >= scale)

        def rounded(f: Frame) -> Interval:
            lo, hi = fn(f)
            return nearest(lo), nearest(hi)

        return self(node.args[0]) if scale == 1 else rounded

    def op_scale(self, node: Node) -> Fn:
        fn, factor = self(node.args[0]), node.data

        def scaled(f: Frame) -> Interval:
            a = fn(f)
            return a[0] * factor, a[1] * factor

        return scaled

    def op_mul(self, node: Node) -> Fn:
        one, two = self(node.args[0]), self(node.args[1])

        def product(f: Frame) -> Interval:
            a, b = one(f), two(f)
            if a[0] >= 0 and b[0] >= 0:
                return (a[0] * b[0] if a[0] and b[0] else 0), (a[1] * b[1] if a[1] and b[1] else 0)
            if -INF in a or -INF in b or INF in a or INF in b:
                return ALL
            corners = [x * y for x in a for y in b]
            return min(corners), max(corners)

        return product

    def op_add(self, node: Node) -> Fn:
        one, two = self(node.args[0]), self(node.args[1])

        def total(f: Frame) -> Interval:
            a, b = one(f), two(f)
            return a[0] + b[0], a[1] + b[1]

        return total

    def op_sub(self, node: Node) -> Fn:
        one, two = self(node.args[0]), self(node.args[1])

        def difference(f: Frame) -> Interval:
            a, b = one(f), two(f)
            return a[0] - b[1], a[1] - b[0]

        return difference

    def op_min(self, node: Node) -> Fn:
        fns = tuple(self(a) for a in node.args)

        def least(f: Frame) -> Interval:
            parts = [fn(f) for fn in fns]
            return min(p[0] for p in parts), min(p[1] for p in parts)

        return least

    def op_max(self, node: Node) -> Fn:
        fns = tuple(self(a) for a in node.args)

        def greatest(f: Frame) -> Interval:
            parts = [fn(f) for fn in fns]
            return max(p[0] for p in parts), max(p[1] for p in parts)

        return greatest

    def op_hull(self, node: Node) -> Fn:
        fns = tuple(self(a) for a in node.args)

        def span(f: Frame) -> Interval:
            parts = [fn(f) for fn in fns]
            return min(p[0] for p in parts), max(p[1] for p in parts)

        return span

    def op_hull_of_known(self, node: Node) -> Fn:
        fns = tuple(self(a) for a in node.args)
        unknown = UNKNOWN[node.kind]

        def span(f: Frame) -> Interval:
            parts = [p for fn in fns if (p := fn(f))[1] < INF]
            return (min(p[0] for p in parts), max(p[1] for p in parts)) if parts else unknown

        return span
