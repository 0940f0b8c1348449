"""Reading the written cases.

A case may name a base project (``given``, of ``given.yaml``); it then states its own facts alone, which are put over
those of the base.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from procure_rules.reading.document import read_document

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yaml"))


def merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Own facts over those of a base: mappings are merged, lists and single values take the place of the base's."""
    out = dict(base)
    for key, value in own.items():
        old = out.get(key)
        out[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return out


@cache
def given() -> dict[str, dict[str, Any]]:
    """The base projects by name."""
    known: dict[str, dict[str, Any]] = _data(HERE / "given.yaml")
    return known


@cache
def read_cases(file: Path) -> list[dict[str, Any]]:
    """The cases of a file, each with its whole project."""
    return [
        {**row, "project": merged(given()[row["given"]] if "given" in row else {}, row["project"])}
        for row in _data(file)
    ]


def all_cases() -> list[dict[str, Any]]:
    """All cases, file by file."""
    return [row for file in FILES for row in read_cases(file)]


def _data(file: Path) -> Any:
    return read_document(file.read_text(encoding="utf-8"), file.name).data
