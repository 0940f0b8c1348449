"""How much code there is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, Size

__all__ = ["measure"]

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def measure(size: Size) -> Iterator[Row]:
    """how much there is to read in procure_rules"""
    files = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "procure_rules").rglob("*.py")
    }
    trees = {name: ast.parse(text) for name, text in files.items()}
    lengths = {name: len(text.splitlines()) for name, text in files.items()}
    yield Row("lines", sum(lengths.values()), "")
    yield Row("lines of code", sum(map(code_lines, trees.values())), "", note="no blanks, comments, docstrings")
    yield Row("modules", len(files), "")
    longest = max(lengths, key=lengths.__getitem__)
    yield Row("longest module", lengths[longest], "lines", note=longest.removeprefix("procure_rules/"))
    classes = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    longest = max(classes, key=classes.__getitem__)
    yield Row("longest class", classes[longest], "lines", note=longest)


def code_lines(tree: ast.Module) -> int:
    """The lines on which something of the code begins or ends."""
    documented = [node for node in ast.walk(tree) if isinstance(node, DOCUMENTED) and ast.get_docstring(node)]
    docs = {id(part) for node in documented for part in ast.walk(node.body[0])}
    nodes = (
        n for n in ast.walk(tree) if isinstance(n, ast.stmt | ast.expr | ast.arg | ast.alias) and id(n) not in docs
    )
    return len({line for n in nodes for line in (n.lineno, n.end_lineno)})
