"""Reading YAML and JSON that may be hostile: every scalar stays text, every place is known, nothing expands.

YAML is read event by event: nesting, number of nodes and size are bounded, aliases, tags, merge keys, duplicate keys and
second documents are refused. JSON numbers become ``int`` or ``Decimal``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import yaml

__all__ = ["Document", "InputError", "Place", "Problem", "read_document", "read_text"]

MAX_BYTES = 4 * 1024 * 1024
MAX_NODES = 200_000
MAX_DEPTH = 40
SHOWN_PROBLEMS = 100

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Place(NamedTuple):
    """Line and column, both from 1; ``style`` tells how a scalar was quoted."""

    line: int
    column: int
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where, what stands there, what was expected."""

    path: str
    value: str
    zh: str
    en: str
    place: Place | None = None

    def text(self, lang: str = "zh") -> str:
        at = f"{self.place.line}:{self.place.column} " if self.place else ""
        shown = f" = {self.value}" if self.value else ""
        return f"{at}{self.path or '.'}{shown}: {self.zh if lang == 'zh' else self.en}"


class InputError(ValueError):
    """Bad input: every problem at once. ``problems`` holds them; ``text(lang)`` prints them."""

    def __init__(self, problems: list[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self.text("en"))

    def text(self, lang: str = "zh") -> str:
        total = len(self.problems)
        head = f"{self.source}: " if self.source else ""
        head += f"输入有{total}处问题" if lang == "zh" else f"{total} problem{'s' if total != 1 else ''} in the input"
        lines = [f"  {p.text(lang)}" for p in self.problems[:SHOWN_PROBLEMS]]
        if total > SHOWN_PROBLEMS:
            more = total - SHOWN_PROBLEMS
            lines.append(f"  …… 另有{more}处" if lang == "zh" else f"  … and {more} more")
        return "\n".join([head, *lines])


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed text: plain data, and the place of every value and key by its path."""

    data: Any
    source: str = ""
    values: dict[tuple[Any, ...], Place] = field(default_factory=dict)
    keys: dict[tuple[Any, ...], Place] = field(default_factory=dict)

    def place(self, path: tuple[Any, ...], *, key: bool = False) -> Place | None:
        """The place of the value (or key) at ``path``, else of its nearest ancestor that has one."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path)


def _fail(source: str, zh: str, en: str, place: Place | None = None) -> InputError:
    return InputError([Problem("", "", zh, en, place)], source)


def read_text(path: str | Path) -> str:
    """A file's text. Too large, not UTF-8 or unreadable files raise :class:`InputError`."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _fail(str(path), f"无法读取文件（{error.strerror}）", f"the file cannot be read ({error.strerror})") from None
    if len(raw) > MAX_BYTES:
        mib = MAX_BYTES // 2**20
        raise _fail(str(path), f"文件超过{mib} MiB", f"the file is larger than {mib} MiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        place = Place(line, column)
        raise _fail(str(path), "文件不是有效的 UTF-8 文本", "the file is not valid UTF-8 text", place) from None


def read_document(text: str, source: str = "", *, json_text: bool = False) -> Document:
    """Parse ``text`` as YAML (or JSON). Raises :class:`InputError` with line and column."""
    if len(text) > MAX_BYTES:
        mib = MAX_BYTES // 2**20
        raise _fail(source, f"文本超过{mib} MiB", f"the text is larger than {mib} MiB")
    if not text.strip():
        raise _fail(source, "文件为空", "the file is empty")
    return _read_json(text, source) if json_text else _read_yaml(text, source)


def _read_json(text: str, source: str) -> Document:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        out = dict(items)
        if len(out) != len(items):
            raise _fail(source, "同一对象内键重复", "a key occurs twice in one object")
        return out

    def refuse(word: str) -> Any:
        raise _fail(source, f"不接受 {word}", f"{word} is not accepted")

    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    # brackets inside strings count too: a false alarm would need a text of unbalanced brackets
    if deepest > MAX_DEPTH:
        raise _fail(source, f"嵌套超过{MAX_DEPTH}层", f"nested deeper than {MAX_DEPTH} levels")
    try:
        return Document(json.loads(text, object_pairs_hook=pairs, parse_float=Decimal, parse_constant=refuse), source)
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        raise _fail(source, f"不是有效的 JSON（{error.msg}）", f"not valid JSON ({error.msg})", place) from None
    except InputError:
        raise
    except ValueError:
        raise _fail(source, "数字过长", "a number is too long") from None


def _read_yaml(text: str, source: str) -> Document:
    values: dict[tuple[Any, ...], Place] = {}
    keys: dict[tuple[Any, ...], Place] = {}
    stack: list[tuple[tuple[Any, ...], Any, list[Any]]] = []  # path, container, [pending key]
    root: list[Any] = []
    nodes = 0

    def where(event: Any) -> Place:
        mark = event.start_mark
        return Place(mark.line + 1, mark.column + 1, getattr(event, "style", None))

    def put(value: Any, place: Place, *, scalar: bool) -> tuple[Any, ...]:
        if not stack:
            if root:
                raise _fail(source, "只能有一个文档", "only one document is allowed", place)
            root.append(value)
            values[()] = place
            return ()
        path, container, pending = stack[-1]
        if isinstance(container, list):
            here = (*path, len(container))
            container.append(value)
        elif not pending:
            if not scalar:
                raise _fail(source, "键必须是文字", "a key must be a plain text", place)
            if value in container:
                raise _fail(source, f"键“{value[:40]}”重复", f"the key '{value[:40]}' occurs twice", place)
            pending.append(value)
            keys[(*path, value)] = place
            return path
        else:
            here = (*path, pending.pop())
            container[here[-1]] = value
        values[here] = place
        return here

    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.NodeEvent):
                nodes += 1
                if nodes > MAX_NODES:
                    raise _fail(source, f"超过{MAX_NODES}个节点", f"more than {MAX_NODES} nodes", where(event))
                if isinstance(event, yaml.AliasEvent) or event.anchor:
                    raise _fail(source, "不接受锚点和别名", "anchors and aliases are not accepted", where(event))
                if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.implicit[0]):
                    raise _fail(source, "不接受类型标签", "tags are not accepted", where(event))
            if isinstance(event, yaml.ScalarEvent):
                plain = event.style is None
                value = None if plain and event.value in {"", "~", "null"} and stack and (
                    isinstance(stack[-1][1], list) or stack[-1][2]
                ) else event.value  # fmt: skip
                put(value, where(event), scalar=True)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if len(stack) >= MAX_DEPTH:
                    raise _fail(source, f"嵌套超过{MAX_DEPTH}层", f"nested deeper than {MAX_DEPTH} levels", where(event))
                made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                stack.append((put(made, where(event), scalar=False), made, []))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else None
        raise _fail(source, f"不是有效的 YAML（{error.problem}）", f"not valid YAML ({error.problem})", place) from None
    except yaml.YAMLError as error:
        raise _fail(source, "不是有效的 YAML（含不允许的字符）", f"not valid YAML ({str(error).splitlines()[0]})") from None
    if not root or root[0] is None:
        raise _fail(source, "文件为空", "the file is empty")
    return Document(root[0], source, values, keys)
