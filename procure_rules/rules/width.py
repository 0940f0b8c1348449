"""How large the numbers of a tree may grow: none may pass 64 bits, also where conclusions rest on conclusions."""

from __future__ import annotations

from collections.abc import Mapping

from procure_rules.rules.check import LIMITS, MAX_INT
from procure_rules.rules.tree import NUMERIC, SUM_LIMIT, Node

__all__ = ["width"]


def width(node: Node, conclusions: Mapping[str, int]) -> int:
    """The greatest absolute value that a number may take, given those of the conclusions it rests on.

    Raises ``OverflowError`` where some number on the way could pass 64 bits.
    """
    parts = [width(a, conclusions) for a in node.args]
    match node.op:
        case "const":
            found = abs(node.data) if node.kind in NUMERIC else 0
        case "conclusion":
            found = conclusions.get(node.data.name, LIMITS.get(node.kind, 0))
        case "scale":
            found = parts[0] * node.data
        case "add" | "sub":
            found = sum(parts)
        case "rounded":
            found = parts[0] // node.args[0].scale + 1
        case "mul":
            found = parts[0] * parts[1]
        case "min" | "max" | "hull" | "hull_of_known" | "stated_or":
            found = max(parts)
        case "aggregate":
            found = SUM_LIMIT if node.data[0] == "sum" else parts[-1] if len(parts) > 1 else LIMITS["count"]
        case _:
            found = LIMITS.get(node.kind, 0)
    if found > MAX_INT:
        raise OverflowError
    return found
