"""Reading the written cases."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from procure_rules.facts.document import read_document

FILES = sorted(Path(__file__).parent.glob("*/*.yaml"))


@cache
def read_cases(file: Path) -> list[dict[str, Any]]:
    """The cases of a file."""
    rows: list[dict[str, Any]] = read_document(file.read_text(encoding="utf-8"), file.name).data
    return rows


def all_cases() -> list[dict[str, Any]]:
    """All cases, file by file."""
    return [row for file in FILES for row in read_cases(file)]
