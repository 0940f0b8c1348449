"""The cut of the library: imports run downwards only, and a module stays small enough to read at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "procure_rules"
MODULES = sorted(ROOT.rglob("*.py"))
# from the bottom up; what stands on one line may know what stands on earlier lines and on its own
LAYERS = (
    {"store"},
    {"texts"},
    {"errors"},
    {"reading"},
    {"calendar"},
    {"facts"},
    {"inputs"},
    {"answers", "views"},
    {"rules"},
    {"engine"},
    {"assess"},
    {"planning", "audit"},
    {"reports"},
    {"cli", "__init__", "__main__"},
)
# what a part may not know although it stands lower
CLOSED = {"answers": {"views"}, "reports": {"engine", "assess"}}
OFFERS = {"answers.assessment"}
"""An assessment offers a few views of itself, each in a line."""
ABOUT_500 = 560


def part_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def layer(module: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if part_of(module) in names)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_downwards_only(path: Path) -> None:
    here = layer(name_of(path))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.split(".")[0] == "procure_rules":
                assert layer(name) <= here, f"{name_of(path)} imports {name}"
                closed = CLOSED.get(part_of(name_of(path)), set())
                if name_of(path).removeprefix("procure_rules.") in OFFERS:
                    continue
                assert part_of(name) not in closed, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= ABOUT_500


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_knows_the_time_or_the_network(path: Path) -> None:
    if path == ROOT / "cli" / "app.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not {a.name.split(".")[0] for a in node.names} & {"socket", "urllib", "http", "requests", "time"}
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now", "utcnow"}
