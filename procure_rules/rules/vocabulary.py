"""Reading what rules refer to: instruments, conventions, conclusions, actions, events and parameters."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Any

from procure_rules.facts.document import Problem
from procure_rules.facts.registry import all_scopes
from procure_rules.rules import grammar as g
from procure_rules.rules.check import Conclusion
from procure_rules.rules.dates import line_spec
from procure_rules.rules.model import (
    Action,
    Bilingual,
    Citation,
    Convention,
    Instrument,
    LineSpec,
    Parameter,
    ParameterValue,
    Rule,
)  # fmt: skip
from procure_rules.rules.reader import FileReader

__all__ = ["VocabularyReader"]

KINDS = ("boolean", "count", "amount", "ratio", "days", "date", "choice")


class VocabularyReader:
    """Reads the vocabulary of one folder of rules; ``problems`` collects all that is wrong."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()
        self.instruments: dict[str, Instrument] = {}
        self.conventions: dict[str, Convention] = {}
        self.conclusions: dict[str, Conclusion] = {}
        self.phrases: dict[str, dict[str, Bilingual]] = {}
        self.parameters: dict[str, Parameter] = {}
        self.actions: dict[str, Action] = {}
        self.order: list[tuple[str, str]] = []
        self.scope_of: dict[str, str] = {}
        self.rules: list[Rule] = []

    def open(self, *parts: str) -> FileReader:
        path = self.root.joinpath(*parts)
        reader = FileReader(path, self.problems)
        self.digest.update(f"{'/'.join(parts)}\n".encode())
        self.digest.update("\n".join(reader.lines).encode())
        return reader

    def files(self, folder: str) -> list[str]:
        return sorted(p.name for p in self.root.joinpath(folder).glob("*.yaml"))

    def rows(self, reader: FileReader) -> list[int]:
        return list(range(len(reader.sequence(())))) if reader.data is not None else []

    @staticmethod
    def once(r: FileReader, i: int, name: str, known: Mapping[str, Any]) -> None:
        """Complain of a name that is declared twice."""
        if name in known:
            r.problem((i, "id"), f"“{name}”重复", f"'{name}' occurs twice")

    def read_instruments(self) -> None:
        r = self.open("instruments.yaml")
        for i in self.rows(r):
            said = r.mapping((i,), {"id", "title", "number", "short"}, {"id", "title"})
            if {"id", "title"} <= set(said):
                made = Instrument(
                    r.text((i, "id")), r.bilingual((i, "title")), said.get("number", ""), said.get("short", "")
                )
                self.once(r, i, made.id, self.instruments)
                self.instruments[made.id] = made

    def cited(self, r: FileReader, path: tuple[Any, ...]) -> tuple[Citation, ...]:
        out = r.citations(path)
        for i, one in enumerate(out):
            if one.instrument not in self.instruments:
                r.problem(
                    (*path, i),
                    f"instruments.yaml 中没有“{one.instrument}”",
                    f"'{one.instrument}' is not in instruments.yaml",
                )
        return out

    def read_conventions(self) -> None:
        r = self.open("conventions.yaml")
        for i in self.rows(r):
            said = r.mapping(
                (i,), {"id", "title", "basis", "instruments", "lines", "note"}, {"id", "title", "basis", "lines"}
            )
            if not {"id", "title", "basis", "lines"} <= set(said):
                continue
            lines: dict[str, tuple[LineSpec, LineSpec]] = {}
            given = r.mapping(
                (i, "lines"), {"at_most", "at_least", "full", "ahead"}, {"at_most", "at_least", "full", "ahead"}
            )
            for use in given:
                if len(r.mapping((i, "lines", use), {"literal", "safe"}, {"literal", "safe"})) != 2:
                    continue
                lines[use] = (line_spec(r, (i, "lines", use, "literal")), line_spec(r, (i, "lines", use, "safe")))
            note = r.bilingual((i, "note")) if "note" in said else None
            instruments = r.texts((i, "instruments")) if "instruments" in said else ()
            made = Convention(
                r.text((i, "id")), r.bilingual((i, "title")), self.cited(r, (i, "basis")), instruments, lines, note
            )
            self.once(r, i, made.id, self.conventions)
            self.conventions[made.id] = made
        if not self.conventions and not self.problems:
            r.problem((), "至少需要一种期间计算规则", "at least one counting convention is needed")

    def read_conclusions(self) -> None:
        r = self.open("conclusions.yaml")
        keys = {"name", "scope", "kind", "title", "yes", "no", "words", "working"}
        for i in self.rows(r):
            said = r.mapping((i,), keys, {"name", "scope", "kind", "title"})
            if not {"name", "scope", "kind", "title"} <= set(said):
                continue
            name = r.text((i, "name"))
            scope = r.word((i, "scope"), tuple(all_scopes()))
            kind = r.word((i, "kind"), KINDS)
            title = r.bilingual((i, "title"))
            if any(name in link.fields for link in all_scopes().values()):
                r.problem((i, "name"), f"“{name}”已是事实", f"'{name}' is a fact already; choose another name")
            if name in self.conclusions:
                r.problem((i, "name"), f"结论“{name}”重复", f"the conclusion '{name}' is declared twice")
            words = r.texts((i, "words")) if "words" in said else ()
            self.conclusions[name] = Conclusion(
                name,
                scope,
                {"boolean": "bool"}.get(kind, kind),
                title.zh,
                title.en,
                words,
                said.get("working") == "true",
            )
            self.phrases[name] = {k: r.bilingual((i, k)) for k in ("yes", "no") if k in said}

    def read_actions(self) -> None:
        r = self.open("actions.yaml")
        for i in self.rows(r):
            said = r.mapping((i,), {"id", "title"}, {"id", "title"})
            if {"id", "title"} <= set(said):
                self.once(r, i, r.text((i, "id")), self.actions)
                self.actions[r.text((i, "id"))] = Action(r.text((i, "id")), r.bilingual((i, "title")))

    def read_events(self) -> None:
        r = self.open("events.yaml")
        if r.data is None or not r.mapping((), {"order"}, {"order"}):
            return
        known = {n for s in all_scopes().values() for n, f in s.fields.items() if f.kind in ("event", "deadline")}
        for i, _ in enumerate(r.sequence(("order",))):
            names = r.texts(("order", i))
            for j, name in enumerate(names):
                if name not in known:
                    r.problem(("order", i, j), f"没有事件“{name}”", f"there is no event '{name}'")
            self.order += list(pairwise(names))

    def read_parameters(self) -> None:
        for name in self.files("parameters"):
            r = self.open("parameters", name)
            for i in self.rows(r):
                said = r.mapping(
                    (i,), {"parameter", "title", "kind", "keys", "values"}, {"parameter", "title", "kind", "values"}
                )
                if not {"parameter", "title", "kind", "values"} <= set(said):
                    continue
                kind = r.word((i, "kind"), ("amount", "count", "ratio", "days"))
                keys = r.texts((i, "keys")) if "keys" in said else ()
                values = tuple(
                    v
                    for j, _ in enumerate(r.sequence((i, "values")))
                    if (v := self.parameter_value(r, (i, "values", j), kind, keys))
                )
                word = r.text((i, "parameter"))
                old = self.parameters.get(word)
                if old and (old.kind, old.keys) != (kind, keys):
                    r.problem(
                        (i, "parameter"),
                        "与已有参数的类型或键不同",
                        "kind or keys differ from the parameter's other file",
                    )
                elif old:
                    values = old.values + values
                self.parameters[word] = Parameter(word, r.bilingual((i, "title")), kind, keys, values)
        for one in self.parameters.values():
            self.check_overlap(one)

    def sorted_order(self) -> tuple[tuple[str, str], ...]:
        """The order of events, each pair after all that lead to it: one sweep forward and one back then suffice."""
        after: dict[str, set[str]] = {}
        for a, b in self.order:
            after.setdefault(b, set()).add(a)
            after.setdefault(a, set())
        try:
            rank = {name: i for i, name in enumerate(TopologicalSorter(after).static_order())}
        except CycleError:
            self.problems.append(
                Problem("rulesets/events.yaml", "", "事件先后顺序循环", "the order of events runs in a circle")
            )
            return ()
        return tuple(sorted(dict.fromkeys(self.order), key=lambda edge: rank[edge[0]]))

    def parameter_value(
        self, r: FileReader, path: tuple[Any, ...], kind: str, keys: tuple[str, ...]
    ) -> ParameterValue | None:
        said = r.mapping(
            path, {*keys, "value", "floor", "from", "to", "basis", "source_kind", "note"}, {*keys, "from", "basis"}
        )
        if not {*keys, "from", "basis"} <= set(said) or ("value" in said) == ("floor" in said):
            if ("value" in said) == ("floor" in said):
                r.problem(path, "写 value 或 floor 之一", "write either 'value' or 'floor'")
            return None
        which = "value" if "value" in said else "floor"
        try:
            lit = g.parse(r.text((*path, which)))
        except g.SyntaxProblem as error:
            r.syntax((*path, which), error)
            return None
        want = {"days": "day"}.get(kind, kind)
        if not isinstance(lit, g.Lit) or lit.kind != want or lit.value is None:
            r.problem((*path, which), f"此处应为 {kind} 的数值", f"a plain {kind} is expected here, with its unit")
            return None
        number = int(lit.value * 10_000) if kind == "ratio" else int(lit.value)
        last = float(r.day((*path, "to"))) if "to" in said else float("inf")
        if last < r.day((*path, "from")):
            r.problem((*path, "to"), "终日早于始日", "'to' lies before 'from'")
        source_kind = (
            r.word((*path, "source_kind"), ("direct", "derived", "practice", "local"))
            if "source_kind" in said
            else "direct"
        )
        return ParameterValue(
            tuple(r.texts((*path, k)) for k in keys), number, number if which == "value" else float("inf"),
            r.day((*path, "from")), last, self.cited(r, (*path, "basis")), source_kind, said.get("note", ""),
        )  # fmt: skip

    def check_overlap(self, one: Parameter) -> None:
        for i, a in enumerate(one.values):
            for b in one.values[i + 1 :]:
                same = all(set(x) & set(y) for x, y in zip(a.keys, b.keys, strict=True))
                if same and a.first <= b.last and b.first <= a.last:
                    self.problems.append(
                        Problem(
                            f"parameters {one.name}",
                            "",
                            "同一键的有效期重叠",
                            "two values for the same key overlap in time",
                        )
                    )
