"""Reading YAML data against an expected shape, collecting every problem instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import yaml

# Bounds on a file before it is parsed, below those of any parser: deep nesting would exhaust the stack of the C parser.
_MAX_BYTES = 65_536
_MAX_BRACKETS = 500

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TAG = "tag:yaml.org,2002:timestamp"


class Reader:
    """Access to the nodes of one file; `problems` grows by `file: path: …` for each fault, and a fault gives None."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = problems

    def fault(self, path: str, text: str) -> None:
        self.problems.append(f"{self.source}: {path or 'file'}: {text}")

    def table(self, node: Any, path: str, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Any]:
        if not isinstance(node, dict):
            self.fault(path, f"expected a mapping with {', '.join(required)}, found {_kind(node)}")
            return {}
        for key in required:
            if key not in node:
                self.fault(path, f"`{key}` is missing")
        for key in node:
            if key not in required and key not in optional:
                self.fault(path, f"`{key}` is not known here; known: {', '.join([*required, *optional])}")
        return node

    def rows(self, node: Any, path: str) -> Iterator[tuple[str, Any]]:
        if node is None:
            return
        if not isinstance(node, list):
            self.fault(path, f"expected a list, found {_kind(node)}")
            return
        for index, item in enumerate(node):
            yield f"{path}[{index}]", item

    def text(self, node: Any, path: str) -> str | None:
        if isinstance(node, str) and node.strip():
            return node
        self.fault(path, f"expected text, found {_kind(node)}")
        return None

    def choice(self, node: Any, path: str, allowed: Collection[str]) -> str | None:
        if isinstance(node, str) and node in allowed:
            return node
        self.fault(path, f"expected one of {', '.join(allowed)}, found {_kind(node)}")
        return None

    def day(self, node: Any, path: str) -> date | None:
        if isinstance(node, str) and _ISO_DAY.fullmatch(node):
            try:
                return date.fromisoformat(node)
            except ValueError:
                pass
        self.fault(path, f"expected a date such as 2026-01-31, found {_kind(node)}")
        return None

    def whole(self, node: Any, path: str, low: int, high: int) -> int | None:
        if isinstance(node, int) and not isinstance(node, bool) and low <= node <= high:
            return node
        self.fault(path, f"expected a whole number from {low} to {high}, found {_kind(node)}")
        return None

    def days(self, node: Any, path: str) -> tuple[date, date] | None:
        """A day, or an interval written `2026-02-15/2026-02-23`, both ends included."""
        if isinstance(node, str) and "/" in node:
            left, _, right = node.partition("/")
            first, last = self.day(left, path), self.day(right, path)
        else:
            first = last = self.day(node, path)
        if first is None or last is None:
            return None
        if first > last:
            self.fault(path, f"{first} is after {last}")
            return None
        return first, last


def read_yaml(path: Path, source: str, problems: list[str]) -> Any:
    """The content of a YAML file, or None with a problem noted."""
    reader = Reader(source, problems)
    try:
        raw = path.read_bytes()
    except OSError as error:
        reader.fault("", f"cannot be read: {error.strerror}")
        return None
    if len(raw) > _MAX_BYTES or raw.count(b"[") + raw.count(b"{") + raw.count(b"- -") > _MAX_BRACKETS:
        reader.fault("", "is too large or too deeply nested for a calendar file")
        return None
    try:
        return yaml.load(raw, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reader.fault("", "is no valid YAML: " + " ".join(str(error).split()))
        return None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, with two differences.

    A key written twice is refused: YAML would silently keep the last. Dates stay text: a day that does not exist is
    then reported with its place, like any other fault.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, Any]]]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _DATE_TAG]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise yaml.constructor.ConstructorError(None, None, f"key `{twice}` stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _kind(node: Any) -> str:
    if node is None:
        return "nothing"
    if isinstance(node, dict | list):
        return "a mapping" if isinstance(node, dict) else "a list"
    shown = str(node)
    return f"`{shown[:40]}…`" if len(shown) > 40 else f"`{shown}`"
