"""Every exception of the library stands in one module, in the tree that it shows, and has one base."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from procure_rules import errors

TREE = [line for line in (errors.__doc__ or "").splitlines() if "── " in line]
PUBLIC = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.ProcureRulesError)]
# these do not leave the library
WITHIN = {"BadInput", "Misfit", "SyntaxProblem"}


def test_the_tree_is_that_of_the_classes() -> None:
    drawn: dict[str, tuple[str, ...]] = {}
    outer = ""
    for line in TREE:
        deeper, name, other = re.match(r"(│   |    )?[├└]── (\w+)(?: \((\w+)\))?  ", line).groups()  # type: ignore[union-attr]
        drawn[name] = (outer if deeper else "ProcureRulesError", *([other] if other else []))
        outer = outer if deeper else name
    assert drawn == {one.__name__: tuple(b.__name__ for b in one.__bases__) for one in PUBLIC[1:]}


@pytest.mark.parametrize("one", PUBLIC, ids=lambda one: one.__name__)
def test_an_exception_is_named_and_says_what_it_is(one: type) -> None:
    assert one.__name__ in errors.__all__
    assert one.__doc__


def test_no_exception_is_declared_elsewhere() -> None:
    root = Path(errors.__file__).parent
    declared = {
        name
        for file in root.rglob("*.py")
        if file.name != "errors.py"
        for name in re.findall(
            r"^class (\w+)\(\w*(?:Error|Exception)\):", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert declared == WITHIN
