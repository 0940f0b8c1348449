"""What case files show of the rules: verdicts, last days, and the numbers they state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from procure_rules.reading.document import read_document, read_text
from procure_rules.rules.rulebook import walk
from procure_rules.rules.tree import Node

__all__ = ["compared_figures", "read_cases"]


def compared_figures(node: Node) -> Iterator[int]:
    """Figures that a fact is compared with as they stand, in hundredths as case files may state them."""
    for one in walk(node):
        if one.op in ("le", "lt"):
            for a, b in (one.args, one.args[::-1]):
                if a.op == "const" and b.op in ("field", "conclusion", "stated_or") and a.kind in ("amount", "count"):
                    yield a.data if a.kind == "amount" else a.data * 100


def read_cases(folder: Path) -> tuple[dict[str, set[str]], set[str], set[float]]:
    """What case files expect: verdicts by rule or conclusion, rules whose line is stated, and all numbers
    (hundredths).
    """
    shown: dict[str, set[str]] = {}
    lines: set[str] = set()
    numbers: set[float] = set()
    for file in sorted(folder.rglob("*.yaml")):
        rows = read_document(read_text(file), file.name).data
        numbers |= set(stated_numbers(rows)) if isinstance(rows, Mapping) else set()  # projects that cases start from
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, Mapping) or not isinstance(row.get("expect"), list):
                continue
            numbers |= set(stated_numbers(row.get("project")))
            for want in (w for w in row["expect"] if isinstance(w, Mapping)):
                name = next((str(want[k]) for k in ("rule", "conclusion", "effect", "ground") if k in want), "")
                shown.setdefault(name, set()).update(
                    str(want[k]) for k in ("verdict", "strict", "presumed", "active") if k in want
                )
                if {"literal", "safe"} & set(want):
                    lines.add(name)
    return shown, lines, numbers


def stated_numbers(data: Any) -> Iterator[float]:
    """Every number of a case, in hundredths; a count one off is a hundred hundredths off, so both are told."""
    if isinstance(data, Mapping):
        for value in data.values():
            yield from stated_numbers(value)
    elif isinstance(data, list):
        for value in data:
            yield from stated_numbers(value)
    elif isinstance(data, str):
        try:
            number = round(float(data) * 100)
        except (ValueError, OverflowError):
            return
        yield number
        if number < 10**6:  # a count: its neighbours are whole numbers
            yield from (number + 99, number - 99)
