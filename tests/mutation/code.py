"""Changes the code that counts and judges, one expression at a time, and counts how many changes are noticed.

``python -m tests.mutation.code [--files GLOB] [--each N]``. A mutant is one comparison, sign, connective, number,
minimum or truth value of the calendar, the three-valued logic or the closures of the scalar interpreter. The
written cases are tried first, then the tests of the calendar and of the semantics. Each mutant lives in a child
process of its own.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib
import io
import multiprocessing
import os
import random
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from multiprocessing.connection import wait
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from procure_rules.calendar import default_calendar
from procure_rules.engine.law import compile_law
from procure_rules.rules.loader import default_rulebook
from tests.cases.test_cases import check, runs
from tests.mutation.mutate import prepared

TARGET = 0.9
ROOT = Path(__file__).parents[2]
MODULES = ("procure_rules.calendar.core", "procure_rules.engine.kleene", "procure_rules.engine.closures")
TESTS = ("tests/calendar", "tests/rules/test_semantics.py")
SECONDS = 60  # of computing; a mutant that takes longer runs in a circle
OTHER: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
TEXTS = {"forward": "back", "back": "forward", "statutory": "rest", "rest": "statutory", "excluded": "included"}
NAMES = {"min": "max", "max": "min"}


@dataclass(frozen=True, slots=True)
class CodeMutant:
    """The ``number``-th possible edit of a module."""

    module: str
    number: int
    function: str
    line: int
    text: str


class _Editor(ast.NodeTransformer):
    """Numbers all edits of a tree; makes the one that is asked for."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.count = wanted, 0
        self.found: list[tuple[str, int, str]] = []
        self.path: list[str] = []
        self.inside = 0  # of functions

    def edit(self, node: ast.AST, made: ast.AST) -> bool:
        self.found.append((".".join(self.path), node.lineno, f"{ast.unparse(node)} → {ast.unparse(made)}"))  # type: ignore[attr-defined]
        self.count += 1
        return self.count - 1 == self.wanted

    def body(self, node: Any) -> ast.AST:
        self.path.append(node.name)
        self.inside += isinstance(node, ast.FunctionDef)
        node.body = [self.visit(one) for one in node.body]  # signatures and decorators stay
        self.inside -= isinstance(node, ast.FunctionDef)
        self.path.pop()
        return ast.copy_location(node, node)

    visit_FunctionDef = visit_ClassDef = body

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if self.inside and node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        return self.generic_visit(node) if self.inside else node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for i, op in enumerate(node.ops):
            if type(op) in OTHER:
                made = copy.deepcopy(node)
                made.ops[i] = OTHER[type(op)]()
                if self.edit(node, made):
                    return made
        return node

    def swapped(self, node: Any) -> ast.AST:
        self.generic_visit(node)
        if type(node.op) in OTHER:
            made = copy.deepcopy(node)
            made.op = OTHER[type(node.op)]()
            if self.edit(node, made):
                return made
        return node

    visit_BinOp = visit_BoolOp = visit_AugAssign = swapped

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in NAMES:
            made = ast.copy_location(ast.Name(NAMES[node.id], node.ctx), node)
            if self.edit(node, made):
                return made
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        value = node.value
        other: Any = None
        if isinstance(value, bool):
            other = not value
        elif isinstance(value, int):
            other = value + 1
        elif isinstance(value, str):
            other = TEXTS.get(value)
        if other is not None:
            made = ast.copy_location(ast.Constant(other), node)
            if self.edit(node, made):
                return made
        return node


@cache
def source(module: str) -> str:
    found: ModuleType = importlib.import_module(module)
    assert found.__file__ is not None
    return Path(found.__file__).read_text(encoding="utf-8")


def code_mutants(module: str) -> list[CodeMutant]:
    editor = _Editor()
    editor.visit(ast.parse(source(module)))
    return [CodeMutant(module, i, *one) for i, one in enumerate(editor.found) if one[0]]


def functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    for owner in [
        module,
        *(v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__),
    ]:
        for value in list(vars(owner).values()):
            plain = value.__func__ if isinstance(value, staticmethod) else value
            plain = getattr(plain, "__wrapped__", plain)
            if isinstance(plain, FunctionType) and plain.__module__ == module.__name__:
                yield plain.__qualname__, plain


def codes(code: CodeType, prefix: str = "") -> Iterator[tuple[str, CodeType]]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield prefix + one.co_name, one
            yield from codes(one, f"{prefix}{one.co_name}.")


def put_in_place(one: CodeMutant) -> None:
    """Give the functions of this process the mutant's code."""
    tree = _Editor(one.number).visit(ast.parse(source(one.module)))
    made = dict(codes(compile(ast.fix_missing_locations(tree), one.module, "exec")))
    for name, function in functions(sys.modules[one.module]):
        if name in made and len(made[name].co_freevars) == len(function.__code__.co_freevars):
            function.__code__ = made[name]


def noticed() -> str:
    """What notices the code as it now is."""
    engine = compile_law(default_rulebook())
    for row, project, day in prepared():
        worlds = runs(engine, project, day, row["expect"])
        for want in row["expect"]:
            try:
                check(want, engine, *worlds)
            except AssertionError:
                return str(row["name"])
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *(str(ROOT / t) for t in TESTS)])
    return "tests" if code else ""


def child(one: CodeMutant, end: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    put_in_place(one)
    try:
        why = noticed()
    except Exception as error:  # the mutant breaks off
        why = type(error).__name__
    end.send(why)


def tried(todo: list[CodeMutant], workers: int) -> list[tuple[CodeMutant, str]]:
    """Each mutant and what noticed it; a process that dies or runs in a circle is noticed."""
    context = multiprocessing.get_context("fork")
    out: list[tuple[CodeMutant, str]] = []
    waiting, running = list(reversed(todo)), {}
    while waiting or running:
        while waiting and len(running) < workers:
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=child, args=(waiting[-1], there))
            process.start()
            there.close()
            running[here] = waiting.pop(), process
        for end in wait(list(running)):
            one, process = running.pop(end)
            try:
                out.append((one, end.recv()))
            except EOFError:
                out.append((one, "ended"))
            process.join()
            end.close()
    return out


def drawn(patterns: list[str], each: int, seed: int) -> list[CodeMutant]:
    out: list[CodeMutant] = []
    for module in MODULES:
        if not patterns or any(fnmatchcase(module, p) for p in patterns):
            found = code_mutants(module)
            out += random.Random(seed).sample(found, each) if 0 < each < len(found) else found
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", nargs="*", default=[], metavar="GLOB", help="only modules of these names")
    parser.add_argument("--each", type=int, default=0, help="so many mutants of each module, drawn at random (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    todo = drawn(args.files, args.each, args.seed)
    prepared()
    default_calendar()
    found = tried(todo, int(os.environ.get("WORKERS", "2")))
    for module in MODULES:
        mine = [(m, why) for m, why in found if m.module == module]
        for one, _ in ((m, w) for m, w in mine if not w):
            print(f"survived: {module}:{one.line} {one.function}: {one.text}")
        if mine:
            print(f"{module}: {sum(bool(w) for _, w in mine)} of {len(mine)} noticed")
    share = sum(bool(w) for _, w in found) / max(len(found), 1)
    print(f"{len(found)} mutants, {share:.1%} noticed")
    return 0 if share >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
