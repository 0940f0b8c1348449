"""Reading one file of the rulebook: typed access to its tree, with every problem placed to the column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from procure_rules.errors import InputError, Place, Problem
from procure_rules.reading.document import Document, read_document, read_text
from procure_rules.rules.grammar import SyntaxProblem
from procure_rules.rules.model import Bilingual, Citation
from procure_rules.texts import printable, unprintable

__all__ = ["FileReader"]

_CITATION = re.compile(r"(?P<stem>[a-z0-9][a-z0-9-]*)(?::(?P<article>\d{1,4}))?(?:\s+(?P<detail>.{1,60}))?\Z")


class FileReader:
    """One YAML file; ``problems`` collects all that is wrong with it."""

    def __init__(self, path: Path, problems: list[Problem], origin: str = "") -> None:
        self.path = path
        self.problems = problems
        self.origin = origin
        self.name = f"{path.parent.name}/{path.name}"
        if origin and path.parent.name != origin:
            self.name = f"{origin}/{self.name}"
        self.hints: list[tuple[tuple[Any, ...], str, str]] = []
        """What is not wrong, but may be left out; the linter tells it."""
        self.lines: list[str] = []
        self.document = Document(None)
        try:
            text = read_text(path)
            self.lines = text.split("\n")
            self.document = read_document(text, self.name)
        except InputError as error:
            problems.extend(Problem(self.name, p.value, p.zh, p.en, p.place) for p in error.problems)

    @property
    def data(self) -> Any:
        return self.document.data

    def place(self, path: tuple[Any, ...], *, key: bool = False) -> Place | None:
        return self.document.place(path, key=key)

    def problem(self, path: tuple[Any, ...], zh: str, en: str, *, key: bool = False, offset: int | None = None) -> None:
        """Record a problem at a value (or key), or at ``offset`` characters into a value's text."""
        place = self.place(path, key=key)
        if offset is not None and place is not None:
            place = self.inside(place, self.at(path), offset)
        self.problems.append(Problem(f"{self.name} {self.label(path)}".strip(), "", zh, en, place))

    def label(self, path: tuple[Any, ...]) -> str:
        """The rule's id where there is one, then the path inside it."""
        head, rest = "", path
        if path and isinstance(path[0], int) and isinstance(self.data, list) and path[0] < len(self.data):
            item = self.data[path[0]]
            head = str(item.get("id", f"[{path[0]}]")) if isinstance(item, dict) else f"[{path[0]}]"
            rest = path[1:]
        return ".".join([head, *(str(p) for p in rest)]) if head else ".".join(str(p) for p in rest)

    def at(self, path: tuple[Any, ...]) -> Any:
        here = self.data
        for step in path:
            here = here[step]
        return here

    def inside(self, place: Place, value: Any, offset: int) -> Place:
        """The place of one character of a scalar: walks the file's text, which may be quoted or folded over lines."""
        line, column = place.line - 1, place.column - 1
        if place.style in ("'", '"'):
            column += 1
        elif place.style in ("|", ">"):
            line, column = line + 1, 0
        text = str(value)
        for char in text[:offset]:
            if char.isspace():
                continue
            while line < len(self.lines):
                column = self.lines[line].find(char, column)
                if column >= 0:
                    column += 1
                    break
                line, column = line + 1, 0
        if offset >= len(text.rstrip()):
            return Place(line + 1, column + 1)
        while line < len(self.lines):
            rest = self.lines[line][column:]
            if rest.strip():
                return Place(line + 1, column + len(rest) - len(rest.lstrip()) + 1)
            line, column = line + 1, 0
        return Place(place.line, place.column + offset)

    def syntax(self, path: tuple[Any, ...], error: SyntaxProblem) -> None:
        self.problem(path, error.zh, error.en, offset=error.column)

    # typed access -----------------------------------------------------------------------------------------------
    def mapping(self, path: tuple[Any, ...], allowed: set[str], required: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]
        value = self.at(path)
        if not isinstance(value, dict):
            self.problem(path, "此处应为键值组", "a mapping is expected here")
            return {}
        for key in value:
            if key not in allowed:
                shown = ", ".join(sorted(allowed))
                self.problem(
                    (*path, key), f"未知的键“{key}”；可用：{shown}", f"unknown key '{key}'; known: {shown}", key=True
                )
        for key in sorted(required):
            if value.get(key) is None:
                self.problem(path, f"缺少“{key}”", f"'{key}' is missing")
        return {k: v for k, v in value.items() if k in allowed and v is not None}

    def sequence(self, path: tuple[Any, ...]) -> list[Any]:
        value = self.at(path)
        if isinstance(value, list):
            return value
        self.problem(path, "此处应为列表", "a list is expected here")
        return []

    def text(self, path: tuple[Any, ...]) -> str:
        value = self.at(path)
        if isinstance(value, str):
            if (hidden := unprintable(value.replace("\n", " "))) != "":
                name = printable(hidden)
                self.problem(path, f"文字含不可见字符（{name}）", f"the text holds {name}, which does not show")
            return value
        self.problem(path, "此处应为文字", "a text is expected here")
        return ""

    def texts(self, path: tuple[Any, ...]) -> tuple[str, ...]:
        """A list of texts, or one text."""
        value = self.at(path)
        if isinstance(value, str):
            return (value,)
        return tuple(self.text((*path, i)) for i, _ in enumerate(self.sequence(path)))

    def word(self, path: tuple[Any, ...], words: tuple[str, ...]) -> str:
        value = self.text(path)
        if value not in words:
            shown = ", ".join(words)
            self.problem(path, f"应为下列之一：{shown}", f"expected one of: {shown}")
            return words[0]
        return value

    def bilingual(self, path: tuple[Any, ...]) -> Bilingual:
        said = self.mapping(path, {"zh", "en"}, {"zh", "en"})
        return Bilingual(*(self.text((*path, k)) if k in said else "" for k in ("zh", "en")))

    def day(self, path: tuple[Any, ...]) -> int:
        value = str(self.at(path))
        try:
            if len(value) != len("YYYY-MM-DD"):
                raise ValueError(value)
            return dt.date.fromisoformat(value).toordinal()
        except ValueError:
            self.problem(path, "此处应为日期（YYYY-MM-DD）", "a date is expected here (YYYY-MM-DD)")
            return 1

    def citations(
        self, path: tuple[Any, ...], check: Callable[[tuple[Any, ...], Citation], None] | None = None
    ) -> tuple[Citation, ...]:
        """A list of citations; ``check`` is called with the path of each."""
        out = []
        for i, raw in enumerate(self.sequence(path)):
            match = _CITATION.match(raw) if isinstance(raw, str) else None
            if not match:
                self.problem(
                    (*path, i),
                    "引注应写作 文件名:条号，如 gpl-2014:46",
                    "a citation is written instrument:article, such as gpl-2014:46",
                )
                continue
            one = Citation(match["stem"], int(match["article"]) if match["article"] else None, match["detail"] or "")
            if check is not None:
                check((*path, i), one)
            out.append(one)
        if not out:
            self.problem(path, "至少需要一处引注", "at least one citation is needed")
        return tuple(out)
