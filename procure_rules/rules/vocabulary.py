"""Reading what rules refer to: instruments, conventions, conclusions, actions, readings, events and parameters."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Any

from procure_rules.errors import Problem
from procure_rules.facts.registry import all_scopes
from procure_rules.rules import grammar as g
from procure_rules.rules.dates import line_spec, safe_specs
from procure_rules.rules.model import (
    RANKS,
    STRENGTHS,
    STRENGTHS_OF_SOURCES,
    Action,
    Bilingual,
    Citation,
    Conclusion,
    Convention,
    Instrument,
    LineSpec,
    Parameter,
    ParameterValue,
    Reading,
    Rule,
)
from procure_rules.rules.reader import FileReader

__all__ = ["INSTRUMENT_KEYS", "VocabularyReader"]

INSTRUMENT_NEEDS = {"id", "title", "issuer", "text", "status", "verification"}
INSTRUMENT_KEYS = INSTRUMENT_NEEDS | {"number", "url", "in_force", "articles", "sections", "articles_held"}
INSTRUMENT_KEYS |= {"short", "rank", "parts"}
TEXTS = ("full", "excerpt", "digest", "missing")
LAST_ARTICLE = 1500  # no statute has more
KINDS = ("boolean", "count", "amount", "ratio", "days", "date", "choice")


class VocabularyReader:
    """Reads the vocabulary of one folder of rules; ``problems`` collects all that is wrong."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.origin = ""  # the shipped rules have none; a user's folder is named in each of its rules
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()
        self.instruments: dict[str, Instrument] = {}
        self.conventions: dict[str, Convention] = {}
        self.conclusions: dict[str, Conclusion] = {}
        self.phrases: dict[str, dict[str, Bilingual]] = {}
        self.parameters: dict[str, Parameter] = {}
        self.actions: dict[str, Action] = {}
        self.readings: dict[str, Reading] = {}
        self.places: dict[str, str] = {}
        self.core: list[str] = []
        self.switches: list[str] = []
        self.most_worlds = 1
        self.order: list[tuple[str, str]] = []
        self.file_order: dict[str, int] = {}
        self.scope_of: dict[str, str] = {}
        self.rules: list[Rule] = []

    def open(self, *parts: str) -> FileReader:
        path = self.root.joinpath(*parts)
        reader = FileReader(path, self.problems, self.origin)
        self.digest.update(f"{'/'.join(parts)}\n".encode())
        self.digest.update("\n".join(reader.lines).encode())
        return reader

    def files(self, folder: str) -> list[str]:
        names = [p.name for p in self.root.joinpath(folder).glob("*.yaml")]
        return sorted(
            names, key=lambda name: (self.file_order.get(name.removesuffix(".yaml"), len(self.file_order)), name)
        )

    def rows(self, reader: FileReader) -> list[int]:
        return list(range(len(reader.sequence(())))) if reader.data is not None else []

    @staticmethod
    def once(r: FileReader, i: int, name: str, known: Mapping[str, Any]) -> None:
        """Complain of a name that is declared twice."""
        if name in known:
            r.problem((i, "id"), f"“{name}”重复", f"'{name}' occurs twice")

    def read_instruments(self) -> None:
        r = self.open("vocabulary", "instruments.yaml")
        for i in self.rows(r):
            said = r.mapping((i,), INSTRUMENT_KEYS, INSTRUMENT_NEEDS)
            if not said.keys() >= INSTRUMENT_NEEDS:
                continue
            text = r.word((i, "text"), TEXTS)
            first, last = self.instrument_dates(r, (i, "in_force")) if "in_force" in said else (None, None)
            articles, held = self.instrument_articles(r, i, said, text)
            number, url = (r.text((i, k)) if k in said else "" for k in ("number", "url"))
            title = r.bilingual((i, "title"))
            made = Instrument(
                r.text((i, "id")),
                title,
                r.bilingual((i, "issuer")),
                text,
                r.bilingual((i, "status")),
                r.bilingual((i, "verification")),
                r.bilingual((i, "short")) if "short" in said else Bilingual(f"《{title.zh}》", title.en),
                r.word((i, "rank"), RANKS) if "rank" in said else "normative",
                number,
                url,
                first,
                last,
                articles,
                held,
                self.bilinguals(r, (i, "parts")) if "parts" in said else {},
            )
            self.once(r, i, made.id, self.instruments)
            self.instruments[made.id] = made

    @staticmethod
    def bilinguals(r: FileReader, path: tuple[Any, ...]) -> dict[str, Bilingual]:
        """Texts by word."""
        value = r.at(path)
        words = set(value) if isinstance(value, dict) else set()
        return {word: r.bilingual((*path, word)) for word in r.mapping(path, words, words)}

    def instrument_dates(self, r: FileReader, path: tuple[Any, ...]) -> tuple[int | None, int | None]:
        said = r.mapping(path, {"from", "to"}, {"from"})
        first = r.day((*path, "from")) if "from" in said else None
        last = r.day((*path, "to")) if "to" in said else None
        if first is not None and last is not None and last < first:
            r.problem((*path, "to"), "终日早于始日", "'to' lies before 'from'")
        return first, last

    def instrument_articles(
        self, r: FileReader, i: int, said: Mapping[str, Any], text: str
    ) -> tuple[int | None, tuple[tuple[int, int], ...]]:
        """How many articles an instrument has, and which are at hand."""
        if ("articles" in said) == ("sections" in said):
            r.problem(
                (i,),
                "写 articles（总条数）或 sections: true（不按条号引用）之一",
                "write either 'articles' (how many there are) or 'sections: true' (cited by section)",
            )
            return None, ()
        if (text == "excerpt") != ("articles_held" in said):
            r.problem(
                (i, "articles_held" if "articles_held" in said else "text"),
                "articles_held 与 text: excerpt 须同时写出",
                "'articles_held' and 'text: excerpt' go together",
            )
        if "sections" in said:
            r.word((i, "sections"), ("true",))
            if text == "excerpt":
                r.problem(
                    (i, "sections"), "节录须写总条数 articles", "an excerpt states how many 'articles' there are in all"
                )
            return None, ()
        count = self.article(r, (i, "articles"), LAST_ARTICLE)
        if not count or "articles_held" not in said:
            return count, ()
        held: list[tuple[int, int]] = []
        for j, one in enumerate(r.texts((i, "articles_held"))):
            path = (i, "articles_held", j) if isinstance(said["articles_held"], list) else (i, "articles_held")
            ends = [self.article(r, path, count, part) for part in one.split("-", 1)]
            first, last = ends[0], ends[-1]
            if first and last and (last < first or (held and first <= held[-1][1])):
                r.problem(path, "条号应由小到大，不得重复", "articles are listed once each, from low to high")
            elif first and last:
                held.append((first, last))
        return count, tuple(held)

    @staticmethod
    def article(r: FileReader, path: tuple[Any, ...], most: int, text: str | None = None) -> int | None:
        """The number of an article, from 1 to ``most``."""
        said = r.text(path) if text is None else text
        if said.isascii() and said.isdigit() and len(said) <= 4 and 1 <= int(said) <= most:
            return int(said)
        r.problem(path, f"此处应为 1 至 {most} 的条数或条号", f"a number of articles from 1 to {most} is expected here")
        return None

    def cited(self, r: FileReader, path: tuple[Any, ...]) -> tuple[Citation, ...]:
        return r.citations(path, lambda at, one: self.check_citation(r, at, one))

    def check_citation(self, r: FileReader, path: tuple[Any, ...], one: Citation) -> None:
        """Complain of an instrument that is not listed, and of an article that it cannot have."""
        name, article = one.instrument, one.article
        known = self.instruments.get(name)
        if known is None:
            r.problem(path, f"instruments.yaml 中没有“{name}”", f"'{name}' is not in instruments.yaml")
        elif article is not None and known.articles is None:
            fix = f"{name} 第{article}条{one.detail}"
            r.problem(
                path,
                f"“{name}”不按条号引用；空一格后用文字写明，如“{fix}”",
                f"'{name}' is not cited by article number; say where in words after a space, such as '{fix}'",
                offset=len(name) + 1,
            )
        elif article is not None and known.articles is not None and not 1 <= article <= known.articles:
            r.problem(
                path,
                f"“{name}”共{known.articles}条，没有第{article}条；请改正条号",
                f"'{name}' has {known.articles} articles and no article {article}; correct the number",
                offset=len(name) + 1,
            )

    def read_conventions(self) -> None:
        r = self.open("vocabulary", "conventions.yaml")
        for i in self.rows(r):
            said = r.mapping(
                (i,), {"id", "title", "basis", "instruments", "lines", "note"}, {"id", "title", "basis", "lines"}
            )
            if not {"id", "title", "basis", "lines"} <= set(said):
                continue
            lines: dict[str, tuple[LineSpec, tuple[LineSpec, ...]]] = {}
            given = r.mapping(
                (i, "lines"), {"at_most", "at_least", "full", "ahead"}, {"at_most", "at_least", "full", "ahead"}
            )
            for use in given:
                if len(r.mapping((i, "lines", use), {"literal", "safe"}, {"literal", "safe"})) != 2:
                    continue
                literal = line_spec(r, (i, "lines", use, "literal"))
                lines[use] = literal, safe_specs(r, (i, "lines", use, "safe"), literal)
            note = r.bilingual((i, "note")) if "note" in said else None
            instruments = r.texts((i, "instruments")) if "instruments" in said else ()
            made = Convention(
                r.text((i, "id")), r.bilingual((i, "title")), self.cited(r, (i, "basis")), instruments, lines, note
            )
            self.once(r, i, made.id, self.conventions)
            self.conventions[made.id] = made
        if not self.conventions and not self.problems:
            r.problem((), "至少需要一种期间计算规则", "at least one counting convention is needed")

    def check_conventions(self) -> None:
        """The readings that lines of conventions rest on."""
        for one in self.conventions.values():
            for name in (spec.id for _, readings in one.lines.values() for spec in readings):
                if name and name not in self.readings:
                    self.problems.append(
                        Problem(
                            "conventions.yaml",
                            one.id,
                            f"readings.yaml 中没有“{name}”",
                            f"'{name}' is not in readings.yaml",
                        )
                    )

    def read_conclusions(self) -> None:
        r = self.open("vocabulary", "conclusions.yaml")
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
            words = self.bilinguals(r, (i, "words")) if "words" in said else {}
            if (kind == "choice") != ("words" in said):
                r.problem(
                    (i, "words" if "words" in said else "kind"),
                    "kind: choice 与 words（每个可选词及其名称）须同时写出",
                    "'kind: choice' and 'words', each with its title, go together",
                )
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
        r = self.open("vocabulary", "actions.yaml")
        for i in self.rows(r):
            said = r.mapping((i,), {"id", "title"}, {"id", "title"})
            if {"id", "title"} <= set(said):
                self.once(r, i, r.text((i, "id")), self.actions)
                self.actions[r.text((i, "id"))] = Action(r.text((i, "id")), r.bilingual((i, "title")))

    def read_readings(self) -> None:
        r = self.open("vocabulary", "readings.yaml")
        keys = {"id", "title", "text", "strength", "basis"}
        for i in self.rows(r):
            if not r.mapping((i,), keys | {"general"}, keys).keys() >= keys:
                continue
            made = Reading(
                r.text((i, "id")),
                r.bilingual((i, "title")),
                r.bilingual((i, "text")),
                r.word((i, "strength"), STRENGTHS),
                self.cited(r, (i, "basis")),
            )
            self.once(r, i, made.id, self.readings)
            self.readings[made.id] = made

    def read_places(self) -> None:
        """English names of places; the file is optional in every folder."""
        if self.root.joinpath("vocabulary", "places.yaml").exists():
            r = self.open("vocabulary", "places.yaml")
            names = set(r.data) if isinstance(r.data, dict) else set()
            self.places |= {name: r.text((name,)) for name in r.mapping((), names)}

    def read_events(self) -> None:
        r = self.open("vocabulary", "events.yaml")
        if r.data is None or not r.mapping((), {"order", "core"}, {"order"}):
            return
        known = {n for s in all_scopes().values() for n, f in s.fields.items() if f.kind in ("event", "deadline")}
        for i, _ in enumerate(r.sequence(("order",))):
            names = r.texts(("order", i))
            for j, name in enumerate(names):
                if name not in known:
                    r.problem(("order", i, j), f"没有事件“{name}”", f"there is no event '{name}'")
            self.order += list(pairwise(names))
        if "core" in r.data:
            procedure = {n for n, f in all_scopes()["procedure"].fields.items() if f.kind in ("event", "deadline")}
            for i, name in enumerate(r.texts(("core",))):
                if name not in procedure:
                    r.problem(("core", i), f"采购程序没有事件“{name}”", f"there is no event '{name}' in a procedure")
                elif name not in self.core:
                    self.core.append(name)

    def read_switches(self) -> None:
        """What a whole procurement turns on; the file is optional in every folder, and one replaces another."""
        if not self.root.joinpath("vocabulary", "switches.yaml").exists():
            return
        r = self.open("vocabulary", "switches.yaml")
        if r.data is None or not {"most", "switches"} <= set(r.mapping((), {"most", "switches"}, {"most", "switches"})):
            return
        most = r.text(("most",))
        if not most.isdigit() or int(most) < 1:
            r.problem(("most",), "应为正整数", "a whole number above 0")
        else:
            self.most_worlds = int(most)
        self.switches = list(r.texts(("switches",)))
        for i, name in enumerate(self.switches):
            fields = [all_scopes()[s].fields.get(name) for s in ("project", "procedure")]
            known = self.conclusions.get(name)
            if not any(f is not None and f.kind == "choice" for f in fields) and (
                known is None or known.kind != "bool"
            ):
                r.problem(
                    ("switches", i),
                    f"“{name}”不是项目或者采购程序的选项，也不是可真可假的结论",
                    f"'{name}' is neither a choice of a project or procedure nor a Boolean conclusion",
                )

    def read_steps(self) -> None:
        """The order in which the files of rules are read; the file is optional."""
        if self.root.joinpath("vocabulary", "steps.yaml").exists():
            r = self.open("vocabulary", "steps.yaml")
            self.file_order = {name: i for i, name in enumerate(r.texts(()) if r.data is not None else ())}

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
                # in order of time, however written: a look-up over a span of days follows one row after another
                values = tuple(sorted(values, key=lambda v: v.first))
                self.parameters[word] = Parameter(word, r.bilingual((i, "title")), kind, keys, values)
        for one in self.parameters.values():
            self.check_overlap(one)

    def sorted_order(self) -> tuple[tuple[str, str], ...]:
        """The order of events, each pair after all that lead to it: one sweep forward and one back then suffice."""
        after: dict[str, list[str]] = {}  # no sets: the same files make the same rulebook in every process
        for a, b in self.order:
            after.setdefault(b, []).append(a)
            after.setdefault(a, [])
        try:
            rank = {name: i for i, name in enumerate(TopologicalSorter(after).static_order())}
        except CycleError:
            self.problems.append(
                Problem("vocabulary/events.yaml", "", "事件先后顺序循环", "the order of events runs in a circle")
            )
            return ()
        return tuple(sorted(dict.fromkeys(self.order), key=lambda edge: rank[edge[0]]))

    def parameter_value(
        self, r: FileReader, path: tuple[Any, ...], kind: str, keys: tuple[str, ...]
    ) -> ParameterValue | None:
        said = r.mapping(
            path,
            {*keys, "value", "floor", "from", "to", "basis", "source_kind", "strength", "note"},
            {*keys, "from", "basis"},
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
            tuple(r.texts((*path, k)) for k in keys),
            number,
            number if which == "value" else float("inf"),
            r.day((*path, "from")),
            last,
            self.cited(r, (*path, "basis")),
            source_kind,
            r.word((*path, "strength"), STRENGTHS_OF_SOURCES) if "strength" in said else "text",
            r.bilingual((*path, "note")) if "note" in said else None,
        )

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
