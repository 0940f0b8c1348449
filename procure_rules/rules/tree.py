"""The one typed tree that every interpreter reads.

A :class:`Node` has an operation, a kind (its type) and arguments. Numeric kinds hold intervals of integers;
``scale`` is the denominator of a node's unit (``2 % * budget`` holds fen × 100 with scale 100), fixed when the
rule is read, so that no interpreter ever divides. ``limit`` bounds the absolute value: a tree whose numbers could
pass 64 bits is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "FALSE",
    "NUMERIC",
    "SIDES",
    "SUM_LIMIT",
    "TRUE",
    "Lines",
    "Node",
    "Ref",
    "and_",
    "const_bool",
    "not_",
    "or_",
]

NUMERIC = frozenset({"amount", "count", "ratio", "days", "date"})
SIDES = ("early", "late", "firm_early", "firm_late")
"""The lines of a date, by the names under which conclusions keep them."""
SUM_LIMIT = 10**15  # a sum saturates here (ten trillion yuan): ten thousand absurd amounts must not pass 64 bits


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in the facts or conclusions: scope and name; ``aspect`` tells date from happened, line from line."""

    scope: str
    name: str
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One operation of the tree. ``column`` points into the rule's text.

    ``data`` of a comparison tells that the rule wrote it the other way round, for reading aloud.
    """

    op: str
    kind: str
    args: tuple[Node, ...] = ()
    data: Any = None
    scale: int = 1
    limit: int = 0
    column: int = field(default=0, compare=False)
    kept_hash: int = field(default=0, init=False, compare=False, repr=False)

    def __hash__(self) -> int:
        # trees are hashed again and again, and the hash of a node needs those of all below it
        if not self.kept_hash:
            made = hash((self.op, self.kind, self.args, self.data, self.scale)) or 1
            object.__setattr__(self, "kept_hash", made)
        return self.kept_hash


@dataclass(frozen=True, slots=True)
class Lines:
    """A date that may be contested: its earliest and latest reading (the same node where it is settled).

    Plans and advice go by these. A verdict takes as the safe line of a maximum ``firm_early``, of a minimum
    ``firm_late``: what is merely arguable is left out, and no day falls back to the last working day before it.
    """

    early: Node
    late: Node
    firm_early: Node
    firm_late: Node

    @classmethod
    def one(cls, node: Node) -> Lines:
        """A date that is settled."""
        return cls(node, node, node, node)

    def each(self, change: Callable[[Node], Node]) -> Lines:
        """The same done to every line."""
        return Lines(*(change(getattr(self, side)) for side in SIDES))

    @classmethod
    def joined(cls, join: Callable[[tuple[Node, ...]], Node], parts: Sequence[Lines]) -> Lines:
        """Several dates made one, line by line."""
        return cls(*(join(tuple(getattr(part, side) for part in parts)) for side in SIDES))

    @property
    def settled(self) -> bool:
        return self.early == self.late

    def span(self) -> Node:
        """Both readings as one interval, for comparisons."""
        return self.early if self.settled else Node("hull", "date", (self.early, self.late))


TRUE = Node("const", "bool", data=True)
FALSE = Node("const", "bool", data=False)


def const_bool(value: bool) -> Node:
    """A constant condition."""
    return TRUE if value else FALSE


def and_(*args: Node) -> Node:
    """A conjunction, flattened; constants are folded."""
    flat = [x for a in args for x in (a.args if a.op == "and" else (a,)) if x != TRUE]
    if FALSE in flat:
        return FALSE
    return TRUE if not flat else flat[0] if len(flat) == 1 else Node("and", "bool", tuple(flat))


def or_(*args: Node) -> Node:
    """A disjunction, flattened; constants are folded."""
    flat = [x for a in args for x in (a.args if a.op == "or" else (a,)) if x != FALSE]
    if TRUE in flat:
        return TRUE
    return FALSE if not flat else flat[0] if len(flat) == 1 else Node("or", "bool", tuple(flat))


def not_(arg: Node) -> Node:
    """A negation; a double one is dropped."""
    if arg.op == "const":
        return const_bool(not arg.data)
    return arg.args[0] if arg.op == "not" else Node("not", "bool", (arg,))
