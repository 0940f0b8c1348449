"""Conditions that are plainly always true or always false, and where in their text that shows."""

from __future__ import annotations

from typing import Any

from procure_rules.rules.tree import NUMERIC, TRUE, Node, not_

__all__ = ["Folder", "column_of", "conjuncts", "contradiction", "words_said"]

INF = float("inf")


def conjuncts(node: Node) -> tuple[Node, ...]:
    """The parts of a conjunction."""
    return node.args if node.op == "and" else () if node == TRUE else (node,)


def column_of(node: Node) -> int:
    """Where a node begins in its text: connectives have no column of their own."""
    while node.op in ("and", "or", "not"):
        node = node.args[0]
    return node.column


def words_said(node: Node) -> tuple[Node, frozenset[Any]] | None:
    """The term and words of ``x == a`` or ``x in [a, b]``."""
    out: set[Any] = set()
    terms: set[Node] = set()
    for one in node.args if node.op == "or" else (node,):
        if one.op != "same" or (one.args[0].op == "const") == (one.args[1].op == "const"):
            return None
        term, word = one.args if one.args[1].op == "const" else (one.args[1], one.args[0])
        terms.add(term)
        out.add(word.data)
    return (terms.pop(), frozenset(out)) if len(terms) == 1 else None


def bound_said(node: Node, *, holds: bool) -> tuple[Node, float, float] | None:
    """The term and the closed interval of ``x <= 3`` and the like; a strict bound of a fraction is drawn in a
    little.
    """
    if node.op not in ("le", "lt") or node.args[0].kind not in NUMERIC:
        return None
    one, two = node.args
    strict = node.op == "lt"
    if not holds:  # not x <= c: c < x
        one, two, strict = two, one, not strict
    step = (1 if one.scale == 1 else 1e-6) if strict else 0
    if two.op == "const" and one.op != "const":
        return one, -INF, two.data - step
    return (two, one.data + step, INF) if one.op == "const" and two.op != "const" else None


def mirrored(node: Node, parts: tuple[Node, ...]) -> bool:
    """Whether a comparison is one half of an equality of different things."""
    turned = node.args[::-1]
    return node.op == "le" and turned != node.args and any(p.op == "le" and p.args == turned for p in parts)


def contradiction(parts: tuple[Node, ...]) -> int | None:
    """Where a conjunction plainly contradicts itself: the column of the part that cannot hold beside those before
    it.
    """
    said: dict[tuple[Node, bool], None] = {}
    words: dict[Node, frozenset[Any]] = {}
    never: dict[Node, frozenset[Any]] = {}
    bounds: dict[Node, tuple[float, float]] = {}
    for part in parts:
        holds = part.op != "not"
        atom = part if holds else part.args[0]
        if (atom, not holds) in said:
            return column_of(atom)
        said[atom, holds] = None
        found = words_said(atom)
        if found and holds:
            term, these = found
            words[term] = words.get(term, these) & these
        elif found:
            term, these = found
            never[term] = never.get(term, frozenset()) | these
        if found and found[0] in words and not words[found[0]] - never.get(found[0], frozenset()):
            return column_of(atom)
        bound = bound_said(atom, holds=holds)
        if bound:
            term, lo, hi = bound
            least = 0 if term.op == "field" and term.kind != "date" else -INF
            old = bounds.get(term, (least, INF))
            bounds[term] = (max(old[0], lo), min(old[1], hi))
            if bounds[term][0] > bounds[term][1]:
                return column_of(atom)
    return None


class Folder:
    """Whether a condition is always true or always false; ``found`` holds where that comes from."""

    def __init__(self) -> None:
        self.found: list[tuple[int, bool]] = []

    def told(self, column: int, value: bool) -> bool:
        self.found.append((column, value))
        return value

    def fold(self, node: Node) -> bool | None:
        match node.op:
            case "const":
                return node.data if node.kind == "bool" else None
            case "not":
                below = self.fold(node.args[0])
                return None if below is None else not below
            case "and" | "or":
                strong = node.op == "or"
                # x == 0 is x <= 0 and 0 <= x: each by itself says nothing
                parts = [None if mirrored(a, node.args) else self.fold(a) for a in node.args]
                if strong in parts:
                    return strong
                if all(p is not None for p in parts):
                    return not strong
                at = contradiction(tuple(not_(a) for a in node.args) if strong else node.args)
                return None if at is None else self.told(at, strong)
            case "le" | "lt" | "same":
                return self.compared(node)
        for arg in node.args:  # conditions inside of aggregates
            if (arg.kind == "bool" and arg.op != "const") or arg.kind != "bool":
                self.fold(arg)
        return None

    def compared(self, node: Node) -> bool | None:
        one, two = node.args
        if one.op == two.op == "const":
            holds = one.data == two.data if node.op == "same" else one.data < two.data + (node.op == "le")
            return self.told(node.column, holds)
        if one == two:
            return self.told(node.column, node.op != "lt")
        for holds in (True, False):
            if contradiction((node if holds else not_(node),)) is not None:
                return self.told(node.column, not holds)
        for arg in node.args:
            self.fold(arg)
        return None
