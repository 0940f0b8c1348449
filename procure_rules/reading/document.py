"""Reading YAML and JSON that may be hostile: every scalar stays text, every place is known, nothing expands.

YAML is read event by event: nesting, number of nodes and size are bounded, aliases, tags, merge keys, duplicate keys
and second documents are refused. JSON numbers become ``int`` or ``Decimal``. JSON and Python data are held to the same
bounds; a number or text that no fact can have becomes :class:`Unusable`, which every fact refuses at its own place.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from procure_rules.errors import InputError, Place, Problem, expect
from procure_rules.store import read_file

__all__ = [
    "COLON",
    "Document",
    "Swallowed",
    "Unusable",
    "os_words",
    "plain_data",
    "read_document",
    "read_text",
]

MAX_BYTES = 4 * 1024 * 1024
MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_DIGITS = 28  # what decimal arithmetic keeps exactly

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Swallowed(NamedTuple):
    """A line that looks like a key with its value, but was read as the end of the text before it."""

    path: tuple[Any, ...]
    word: str
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed text: plain data, and the place of every value and key by its path."""

    data: Any
    source: str = ""
    values: dict[tuple[Any, ...], Place] = field(default_factory=dict)
    keys: dict[tuple[Any, ...], Place] = field(default_factory=dict)
    swallowed: list[Swallowed] = field(default_factory=list)

    def place(self, path: tuple[Any, ...], *, key: bool = False) -> Place | None:
        """The place of the value (or key) at ``path``, else of its nearest ancestor that has one."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path)


class Unusable:
    """A value that no fact can have, standing where it was written; its ``repr`` shows what was written."""

    __slots__ = ("shown",)

    def __init__(self, shown: str) -> None:
        self.shown = shown if len(shown) <= 60 else f"{shown[:57]}…"

    def __repr__(self) -> str:
        return self.shown


def _fail(source: str, zh: str, en: str, place: Place | None = None) -> InputError:
    return InputError([Problem("", "", zh, en, place)], source)


_OS_WORDS = {
    errno.ENOENT: ("没有此文件或者文件夹", "no such file or folder"),
    errno.EISDIR: ("是文件夹", "it is a folder"),
    errno.ENOTDIR: ("路径中有一处不是文件夹", "a part of the path is no folder"),
    errno.EACCES: ("没有权限", "permission denied"),
    errno.EPERM: ("没有权限", "permission denied"),
    errno.EROFS: ("所在的文件系统为只读", "the file system is read-only"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.ENAMETOOLONG: ("文件名过长", "the name is too long"),
    errno.EINVAL: ("不是普通文件", "it is no regular file"),
    errno.EFBIG: ("文件过大", "the file is too large"),
}


def os_words(error: OSError | ValueError) -> tuple[str, str]:
    """Why a file could not be read or written (zh, en)."""
    if isinstance(error, OSError):
        other = error.strerror or str(error)
        return _OS_WORDS.get(error.errno or 0, (other, other))
    return "路径含不允许的字符", "a character that no path can have"


def read_text(path: str | Path) -> str:
    """A file's text. Too large, not UTF-8 or unreadable files raise :class:`InputError`."""
    expect(path, (str, PathLike), "path", "a path")
    file = Path(path)
    try:
        raw = read_file(file, MAX_BYTES)
    except (OSError, ValueError) as error:  # a NUL in the path is a ValueError
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            mib = MAX_BYTES // 2**20
            raise _fail(str(path), f"文件超过{mib} MiB", f"the file is larger than {mib} MiB") from None
        zh, en = os_words(error)
        raise _fail(str(path), f"无法读取文件（{zh}）", f"the file cannot be read ({en})") from None
    return decoded(raw, str(path))


def decoded(raw: bytes, source: str = "") -> str:
    """The text of bytes that were read. What is not UTF-8 raises :class:`InputError` with line and column."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        place = Place(line, column)
        zh, en = "文件不是有效的 UTF-8 文本，请另存为 UTF-8", "the file is not valid UTF-8 text; save it as UTF-8"
        raise _fail(source, zh, en, place) from None


def read_document(text: str, source: str = "", *, json_text: bool = False) -> Document:
    """Parse ``text`` as YAML (or JSON). Raises :class:`InputError` with line and column."""
    if len(text) > MAX_BYTES:
        mib = MAX_BYTES // 2**20
        raise _fail(source, f"文本超过{mib} MiB", f"the text is larger than {mib} MiB")
    if not text.strip():
        raise _fail(source, "文件为空", "the file is empty")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        place = _place_at(text, error.start)
        raise _fail(source, "含无效的 Unicode 字符", "a character is not valid Unicode", place) from None
    return _read_json(text, source) if json_text else _read_yaml(text, source)


def _place_at(text: str, offset: int) -> Place:
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


# possessive, so that no text makes it slow; a text left open runs to the end
_JSON_TEXT_OR_MARK = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},:]', re.DOTALL)


def _read_json(text: str, source: str) -> Document:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        out = dict(items)
        if len(out) != len(items):
            seen: set[str] = set()
            twice = next(k for k, _ in items if k in seen or seen.add(k))  # type: ignore[func-returns-value]
            raise _fail(source, f"键“{twice[:40]}”重复", f"the key '{twice[:40]}' occurs twice")
        return out

    def refuse(word: str) -> Any:
        raise _fail(source, f"不接受 {word}", f"{word} is not accepted")

    depth = nodes = 0
    for match in _JSON_TEXT_OR_MARK.finditer(text):
        mark = match[0]
        if mark in ("[", "{"):
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep(source, _place_at(text, match.start()))
        elif mark in ("]", "}"):
            depth -= 1
        elif mark in (",", ":"):
            nodes += 1
            if nodes > MAX_NODES:
                raise _too_many(source, _place_at(text, match.start()))
    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_int=_number, parse_float=_number, parse_constant=refuse)
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        raise _fail(source, f"不是有效的 JSON（{error.msg}）", f"not valid JSON ({error.msg})", place) from None
    return Document(plain_data(data, source), source)


def _number(text: str) -> int | Decimal | Unusable:
    if len(text) > 2 * MAX_DIGITS:
        return Unusable(text)
    try:
        number = Decimal(text)
    except ArithmeticError:
        return Unusable(text)
    if not _exact(number):
        return Unusable(text)
    return number if number.as_tuple().exponent else int(number)


def _exact(number: Decimal) -> bool:
    """Whether a number is finite, and arithmetic with it stays exact."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MAX_DIGITS and number.adjusted() < MAX_DIGITS


def _too_deep(source: str, place: Place | None = None) -> InputError:
    return _fail(source, f"嵌套超过{MAX_DEPTH}层", f"nested deeper than {MAX_DEPTH} levels", place)


def _too_many(source: str, place: Place | None = None) -> InputError:
    return _fail(source, f"超过{MAX_NODES}个节点", f"more than {MAX_NODES} nodes", place)


def plain_data(data: Any, source: str = "") -> Any:
    """A copy of plain data in which every number and text is usable. Raises :class:`InputError` beyond the bounds."""
    nodes = 0

    def copy(value: Any, depth: int) -> Any:
        nonlocal nodes
        nodes += 1
        if isinstance(value, (dict, list, tuple)) and not hasattr(value, "_fields"):
            if depth > MAX_DEPTH:
                raise _too_deep(source)
            if nodes + len(value) > MAX_NODES:
                raise _too_many(source)
            if isinstance(value, dict):
                nodes += len(value)
                return {_usable_key(k): copy(v, depth + 1) for k, v in value.items()}
            return [copy(v, depth + 1) for v in value]
        if isinstance(value, str):
            return value if _encodable(value) else Unusable(ascii(value[:60]))
        if isinstance(value, int):
            return value if value.bit_length() <= 3 * MAX_DIGITS else Unusable(f"({value.bit_length()} bit)")
        if isinstance(value, Decimal):
            return value if _exact(value) else Unusable(str(value))
        if isinstance(value, dt.datetime) and not dt.MINYEAR < value.year < dt.MAXYEAR:
            return value.date()  # its time zone could carry it beyond the calendar
        return value

    return copy(data, 1)


def _usable_key(key: Any) -> Any:
    return ascii(key[:60]) if isinstance(key, str) and not _encodable(key) else key


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_PROBLEMS = {
    "mapping values are not allowed in this context": (
        "此处不能再写“键: 值”：缩进多了，或者上一行没有写完",
        "no key with its value can stand here: it is indented too far, or the line above is not complete",
    )
}
COLON = "键之后应为半角冒号加空格", "after a key stands an ordinary colon (not ：) and a space"
_KEY_LINE = re.compile(r"\s*(?:-\s+)?[\"']?([\w.（）、]{1,60}+)[\"']?\s*[：:]")

# keys in Chinese only at the margin: what stands further in may be running text
_WRONG_COLON = re.compile(
    r"^(?:[ \t]*(?:-[ \t]+)?[\"']?[A-Za-z_][A-Za-z0-9_.]*+|[\"']?[一-鿿][\w（）、]*+)[\"']?(：|:(?=[^ \t\r\n/]))",
    re.MULTILINE,
)


def _refuse_colons(text: str, source: str) -> None:
    """Of a text that is no YAML, or no keys and values: the colons that make it so, if that is the reason."""
    found = [_place_at(text, m.start(1)) for m in _WRONG_COLON.finditer(text)]
    if found:
        zh, en = COLON
        raise InputError([Problem("", "", zh, en, place) for place in found], source)


def _swallowed(event: Any, path: tuple[Any, ...], lines: list[str]) -> Iterator[Swallowed]:
    """Of a text without marks that runs over several lines: those that look like a key with its value."""
    for number in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(lines))):
        if found := _KEY_LINE.match(lines[number]):
            yield Swallowed(path, found[1], Place(number + 1, found.start(1) + 1))


_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _where(event: Any) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1, getattr(event, "style", None))


def _refuse_depth(text: str, source: str) -> None:
    """Of a text that the parser gave up: nesting beyond our bound before that place. It reads ahead, up to its own."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _too_deep(source, _where(event))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return


def _read_yaml(text: str, source: str) -> Document:
    values: dict[tuple[Any, ...], Place] = {}
    keys: dict[tuple[Any, ...], Place] = {}
    stack: list[tuple[tuple[Any, ...], Any, list[Any]]] = []  # path, container, [pending key]
    root: list[Any] = []
    swallowed: list[Swallowed] = []
    lines = text.splitlines()
    nodes = 0

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
                    raise _too_many(source, _where(event))
                if isinstance(event, yaml.AliasEvent) or event.anchor:
                    raise _fail(source, "不接受锚点和别名", "anchors and aliases are not accepted", _where(event))
                tag = getattr(event, "tag", None)
                if tag and not (isinstance(event, yaml.ScalarEvent) and event.implicit[0]):
                    raise _fail(source, "不接受类型标签", "tags are not accepted", _where(event))
            if isinstance(event, yaml.ScalarEvent):
                plain = not event.style  # None or, from the C parser, empty
                value = (
                    None
                    if plain
                    and event.value in {"", "~", "null"}
                    and stack
                    and (isinstance(stack[-1][1], list) or stack[-1][2])
                    else event.value
                )
                here = put(value, _where(event), scalar=True)
                if plain and "\n" in text:
                    swallowed += _swallowed(event, here, lines)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if len(stack) >= MAX_DEPTH:
                    raise _too_deep(source, _where(event))
                made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                stack.append((put(made, _where(event), scalar=False), made, []))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
    except yaml.MarkedYAMLError as error:
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
        if marks:
            _refuse_depth(text[: min(mark.index for mark in marks)], source)
        _refuse_colons(text, source)
        place = Place(marks[0].line + 1, marks[0].column + 1) if marks else None
        zh, en = _PROBLEMS.get(str(error.problem), (error.problem, error.problem))
        raise _fail(source, f"不是有效的 YAML（{zh}）", f"not valid YAML ({en})", place) from None
    except yaml.YAMLError:
        bad = _NOT_YAML.search(text)
        place = _place_at(text, bad.start()) if bad else None
        zh, en = "不是有效的 YAML（含不允许的字符）", "not valid YAML (a control character)"
        raise _fail(source, zh, en, place) from None
    if not root or root[0] is None:
        raise _fail(source, "文件为空", "the file is empty")
    if isinstance(root[0], str):
        _refuse_colons(text, source)
    return Document(root[0], source, values, keys, swallowed)
