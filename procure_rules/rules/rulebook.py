"""The rulebook: every file of rulesets/, read, checked and put in order of evaluation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Any

from procure_rules.calendar._paths import rulesets_dir
from procure_rules.facts.document import Place, Problem
from procure_rules.facts.registry import all_scopes, chain
from procure_rules.rules import grammar as g
from procure_rules.rules.check import LIMITS, Checker, Conclusion, Vocabulary, home, width
from procure_rules.rules.forms import FORMS, FormReader, event_nodes, line_spec
from procure_rules.rules.model import (
    Action,
    Bilingual,
    Citation,
    Convention,
    Define,
    Duty,
    Effect,
    Ground,
    InForce,
    Instrument,
    LineSpec,
    Parameter,
    ParameterValue,
    Period,
    Presumed,
    Rule,
    Source,
    Window,
)  # fmt: skip
from procure_rules.rules.reader import FileReader, RuleError
from procure_rules.rules.tree import NUMERIC, TRUE, Lines, Node, Ref

__all__ = ["Rulebook", "Step", "default_rulebook", "load_rulebook", "nodes_of", "refs_of"]

RULE_DIRS = ("applicability", "methods", "timeline", "remedies", "conduct", "effects", "local")
RULE_KEYS = {
    "id", "scope", "title", "basis", "in_force", "place", "source_kind", "applies", "note", "overrides", "upon", "when", "severity",
    "sanction", "reading", *FORMS,
}  # fmt: skip
KINDS = ("boolean", "count", "amount", "ratio", "days", "date", "choice")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of evaluation: resolve a conclusion, or judge a rule, in its scope."""

    what: str  # "conclusion" or "rule"
    name: str
    scope: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Rulebook:
    """Rules, vocabulary and everything they refer to. Immutable; shared by all threads."""

    rules: tuple[Rule, ...]
    conclusions: Mapping[str, Conclusion]
    phrases: Mapping[str, Mapping[str, Bilingual]]
    parameters: Mapping[str, Parameter]
    conventions: Mapping[str, Convention]
    instruments: Mapping[str, Instrument]
    actions: Mapping[str, Action]
    order: tuple[tuple[str, str], ...]
    presumed: tuple[Presumed, ...]
    steps: tuple[Step, ...]
    hash: str
    overridden: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """All versions of a rule. Raises ``KeyError`` if there is none."""
        found = tuple(r for r in self.rules if r.id == rule_id)
        if not found:
            raise KeyError(rule_id)
        return found

    def cite(self, citation: Citation, lang: str) -> str:
        """A citation for people: 《政府采购法》第四十六条 / Government Procurement Law art. 46."""
        known = self.instruments.get(citation.instrument)
        title = known.title.text(lang) if known else citation.instrument
        if lang == "zh":
            article = f"第{citation.article}条" if citation.article is not None else ""
            return f"《{title}》{article}{citation.detail}"
        article = f" art. {citation.article}" if citation.article is not None else ""
        return f"{title}{article}" + (f" {citation.detail}" if citation.detail else "")


def nodes_of(rule: Rule) -> Iterator[Node]:
    """Every root node of a rule."""
    yield rule.applies
    yield rule.anchor
    form = rule.form
    match form:
        case Define():
            for case in form.cases:
                yield case.when
                yield from (case.value.early, case.value.late) if isinstance(case.value, Lines) else (case.value,)
        case Ground():
            yield from (n for n in (form.when, form.approved, form.publicity) if n is not None)
        case Duty():
            yield from (n for n in (form.literal, form.safe, form.of, form.limit) if n is not None)
        case Period():
            yield from (form.act_date, form.act_happened, form.lines.early, form.lines.late, form.start)
            if form.excuse is not None:
                yield form.excuse
        case Window():
            yield from (form.opens.early, form.opens.late, form.until.early, form.until.late, form.start)
            yield from (n for n in (form.act_date, form.act_happened, form.usual) if n is not None)
        case Effect():
            yield form.trigger
            yield from (c.when for c in form.cases)


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, tolling included."""
    yield node
    for arg in node.args:
        yield from walk(arg)
    if node.op == "count":
        for toll in node.data[2]:
            for inner in (toll.start, toll.started, toll.end, *((toll.each,) if toll.each else ())):
                yield from walk(inner)


def refs_of(node: Node) -> Iterator[tuple[str, Ref]]:
    """What a node reads: ("field" | "conclusion" | "breached" | "list", reference)."""
    for one in walk(node):
        if one.op in ("field", "conclusion", "breached"):
            yield one.op, one.data
        elif one.op == "aggregate":
            yield "list", one.data[1]
        elif one.op == "list":
            yield "list", one.data[0]
        elif one.op == "deadline_at":
            yield "field", one.data


class _Loader:
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
        if name in known:
            r.problem((i, "id"), f"“{name}”重复", f"'{name}' occurs twice")

    # vocabulary -------------------------------------------------------------------------------------------------
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

    # rules ------------------------------------------------------------------------------------------------------
    def read_rules(self) -> None:
        readers = [self.open(d, name) for d in RULE_DIRS for name in self.files(d)]
        places: list[tuple[FileReader, int]] = []
        for r in readers:
            for i in self.rows(r):
                row = r.at((i,))
                if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                    r.problem((i,), "每条规则需要 id", "each rule is a mapping with an 'id'")
                    continue
                scope = row.get("scope")
                if not isinstance(scope, str) or scope not in all_scopes():
                    shown = ", ".join(all_scopes())
                    where = (i, "scope") if "scope" in row else (i,)
                    r.problem(where, f"scope 应为：{shown}", f"'scope' must be one of: {shown}")
                    continue
                if self.scope_of.setdefault(row["id"], scope) != scope:
                    r.problem((i, "scope"), "同一规则各版本的 scope 不同", "the versions of one rule differ in scope")
                    continue
                places.append((r, i))
        for number, (r, i) in enumerate(places):
            rule = self.rule(r, i, number)
            if rule is not None:
                self.rules.append(rule)
        self.check_versions()
        self.check_overrides()
        self.check_contrary()

    def between(self, rule: Rule, zh: str, en: str) -> None:
        """A fault that lies between rules, placed at one of them."""
        self.problems.append(
            Problem(f"{rule.source.file} {rule.id}", "", zh, en, Place(rule.source.line, rule.source.column))
        )

    def check_overrides(self) -> None:
        by_id: dict[str, Rule] = {}
        for rule in self.rules:
            by_id.setdefault(rule.id, rule)
        graph = {r.id: set(r.overrides) for r in self.rules}
        for rule in self.rules:
            seen, todo = set(), list(rule.overrides)
            while todo:
                name = todo.pop()
                if name == rule.id:
                    self.between(
                        rule, "规则不能直接或间接排除自己", "a rule overrides itself, directly or through others"
                    )
                    break
                if name not in seen:
                    seen.add(name)
                    todo += graph.get(name, ())
            for name in rule.overrides:
                other = by_id.get(name)
                if other is None:
                    continue
                one, two = (getattr(x.form, "name", None) for x in (rule, other))
                if one != two:
                    self.between(
                        rule,
                        f"与被排除的“{name}”不是同一结论",
                        f"it says something else than '{name}', which it overrides",
                    )

    def check_contrary(self) -> None:
        """Two rules that always hold and always contradict each other."""
        plain: dict[str, list[tuple[Rule, object]]] = {}
        for rule in self.rules:
            form = rule.form
            if (
                not isinstance(form, Define)
                or rule.applies != TRUE
                or rule.id in {o for r in self.rules for o in r.overrides}
                or rule.place
            ):
                continue
            case = form.cases[0]
            if case.when == TRUE and isinstance(case.value, Node) and case.value.op == "const":
                for old, value in plain.get(form.name, []):
                    same = rule.in_force.first <= (old.in_force.last or 10**7) and old.in_force.first <= (
                        rule.in_force.last or 10**7
                    )
                    if same and value != case.value.data:
                        self.between(
                            rule,
                            f"与“{old.id}”矛盾",
                            f"it contradicts '{old.id}' in every case; let one override the other",
                        )
                plain.setdefault(form.name, []).append((rule, case.value.data))

    def anchor(self, r: FileReader, path: tuple[Any, ...], scope: str, names: tuple[str, ...]) -> Node:
        args: list[Node] = []
        for j, name in enumerate(names):
            for link in chain(scope):
                spec = link.fields.get(name)
                if spec and spec.kind in ("event", "deadline"):
                    when, happened = event_nodes(link, spec)
                    args += [happened, when]
                    break
            else:
                r.problem(
                    (*path, j) if isinstance(r.at(path), list) else path,
                    f"没有事件“{name}”",
                    f"there is no event '{name}' in the scope {scope}",
                )
        return Node("first_known", "date", tuple(args), limit=LIMITS["date"])

    def rule(self, r: FileReader, i: int, number: int) -> Rule | None:
        before = len(self.problems)
        said = r.mapping((i,), RULE_KEYS, {"id", "scope", "title", "basis", "in_force"})
        forms = [f for f in FORMS if f in said]
        if len(forms) != 1:
            shown = ", ".join(FORMS)
            r.problem((i,), f"每条规则需要且只需要一种形式：{shown}", f"a rule has exactly one form out of: {shown}")
        for key in ("upon", "when"):
            if key in said and forms and "effect" not in forms:
                r.problem(
                    (i, key),
                    f"“{key}”只用于 effect",
                    f"'{key}' belongs to effects; a guard is written 'applies'",
                    key=True,
                )
        scope = said["scope"]
        dates = r.mapping((i, "in_force"), {"from", "to", "anchor", "through"}, {"from"}) if "in_force" in said else {}
        names = r.texts((i, "in_force", "anchor")) if "anchor" in dates else ()
        in_force = InForce(
            r.day((i, "in_force", "from")) if "from" in dates else 1,
            r.day((i, "in_force", "to")) if "to" in dates else None,
            names,
            r.text((i, "in_force", "through")) if "through" in dates else "",
        )
        if in_force.last is not None and in_force.last < in_force.first:
            r.problem((i, "in_force", "to"), "施行期间的终日早于始日", "'to' lies before 'from'")
        anchor = self.anchor(r, (i, "in_force", "anchor"), scope, names)
        if in_force.through:
            end = self.anchor(r, (i, "in_force", "through"), scope, (in_force.through,))
            anchor = Node("through", "date", (anchor, *end.args), limit=LIMITS["date"]) if end.args else anchor
        basis = self.cited(r, (i, "basis")) if "basis" in said else ()
        checker = Checker(Vocabulary(self.conclusions, self.parameters), scope, anchor)
        convention = next(
            (c for one in basis for c in self.conventions.values() if one.instrument in c.instruments), None
        ) or next(iter(self.conventions.values()))
        forms_reader = FormReader(
            r, checker, convention, self.conventions, self.actions, lambda rule, p: self.breached(r, p, scope, rule)
        )
        applies = forms_reader.condition((i, "applies")) if "applies" in said else TRUE
        form = next(iter([forms_reader.read((i,), f) for f in forms]), None)
        overrides = r.texts((i, "overrides")) if "overrides" in said else ()
        for name in overrides:
            if name not in self.scope_of:
                r.problem((i, "overrides"), f"没有规则“{name}”", f"there is no rule '{name}'")
            elif self.scope_of[name] != scope:
                r.problem((i, "overrides"), f"规则“{name}”的 scope 不同", f"'{name}' has another scope")
        readings = list(forms_reader.readings) + (list(r.texts((i, "reading"))) if "reading" in said else [])
        place = r.place((i,))
        made = Rule(
            id=said["id"], scope=scope, title=r.bilingual((i, "title")) if "title" in said else Bilingual("", ""), basis=basis, in_force=in_force,
            source_kind=r.word((i, "source_kind"), ("direct", "derived", "practice", "local")) if "source_kind" in said else "direct",
            applies=applies, anchor=anchor, form=form or Duty(TRUE, TRUE), source=Source(r.name, place.line if place else 0, place.column if place else 1),
            figures=tuple(dict.fromkeys(forms_reader.figures)), overrides=overrides,
            place=r.text((i, "place")) if "place" in said else "",
            note=r.bilingual((i, "note")) if "note" in said else None, readings=tuple(dict.fromkeys(readings)),
            severity=r.word((i, "severity"), ("breach", "risk", "info")) if "severity" in said else "breach",
            sanction=r.bilingual((i, "sanction")) if "sanction" in said else None,
            part=all_scopes()[scope].part, order=number,
        )  # fmt: skip
        return made if form is not None and len(self.problems) == before else None

    def breached(self, r: FileReader, path: tuple[Any, ...], scope: str, rule: str) -> Node:
        other = self.scope_of.get(rule)
        if other is None:
            r.problem(path, f"没有规则“{rule}”", f"there is no rule '{rule}'")
            return TRUE
        node = Node("breached", "bool", data=Ref(home(other), rule))
        if any(link.name == other for link in chain(scope)) or all_scopes()[other].part:
            return node
        for name, spec in all_scopes()[scope].fields.items():
            if spec.child == other:
                return Node("aggregate", "bool", (node,), ("any", Ref(scope, name), other))
        r.problem(path, f"从 {scope} 看不到规则“{rule}”", f"the rule '{rule}' cannot be seen from {scope}")
        return TRUE

    def check_versions(self) -> None:
        seen: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for old in seen.get(rule.id, []):
                if rule.in_force.first <= (old.in_force.last or 10**7) and old.in_force.first <= (
                    rule.in_force.last or 10**7
                ):
                    self.between(
                        rule, "各版本的施行期间重叠", "two versions overlap in time; close the earlier one with 'to'"
                    )
                if old.kind != rule.kind:
                    self.between(rule, "各版本形式不同", "the versions differ in form")
            seen.setdefault(rule.id, []).append(rule)

    # presumptions and order -------------------------------------------------------------------------------------
    def presumptions(self) -> list[Presumed]:
        out: list[Presumed] = []
        for scope in all_scopes().values():
            if scope.part:
                continue
            for spec in scope.fields.values():
                for said in spec.fact.presume:
                    checker = Checker(Vocabulary(), scope.name, presumption=True)
                    try:
                        when = checker.boolean(g.parse(said.when))
                        plain = said.value in ("not_yet", "none") or spec.kind == "choice"
                        value = said.value if plain else checker.typed(g.parse(said.value)).node
                    except g.SyntaxProblem as error:
                        self.problems.append(Problem(f"facts {scope.name}.{spec.name}", said.value, error.zh, error.en))
                        continue
                    out.append(Presumed(scope.name, spec.name, when, value, Bilingual(said.zh, said.en)))
        # those that look at a list come last, when the presumptions about its items are made
        return sorted(
            out,
            key=lambda p: any(n.op == "aggregate" for r in (p.when, p.value) if isinstance(r, Node) for n in walk(r)),
        )

    def steps(self, overridden: dict[str, tuple[Rule, ...]]) -> tuple[Step, ...]:
        steps: dict[tuple[str, str], Step] = {}
        for name, one in self.conclusions.items():
            rules = tuple(r for r in self.rules if isinstance(r.form, Define) and r.form.name == name)
            steps["conclusion", name] = Step("conclusion", name, home(one.scope), rules)
        for rule in self.rules:
            if not isinstance(rule.form, (Define, Ground)) and ("rule", rule.id) not in steps:
                versions = tuple(r for r in self.rules if r.id == rule.id)
                steps["rule", rule.id] = Step("rule", rule.id, home(rule.scope), versions)
        needs: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for key, step in steps.items():
            wanted: set[tuple[str, str]] = set()
            for rule in step.rules:
                exceptions, todo = [], list(overridden.get(rule.id, ()))
                while todo:  # exceptions to exceptions too
                    exceptions.append(todo.pop())
                    todo += overridden.get(exceptions[-1].id, ())
                roots = [*nodes_of(rule), *(n for o in exceptions for n in (o.applies, o.anchor))]
                for root in roots:
                    for what, ref in refs_of(root):
                        if what == "conclusion":
                            wanted.add(("conclusion", ref.name))
                        elif what == "breached":
                            wanted.add(("rule", ref.name))
            needs[key] = wanted
        done: dict[tuple[str, str], None] = {}
        path: list[tuple[str, str]] = []

        def visit(key: tuple[str, str]) -> None:
            if key in done:
                return
            if key in path:
                loop = " → ".join(n for _, n in [*path[path.index(key) :], key])
                self.problems.append(Problem("rules", "", f"循环：{loop}", f"a cycle: {loop}"))
                return
            path.append(key)
            for need in sorted(needs.get(key, ())):
                if need in steps:
                    visit(need)
            path.pop()
            done[key] = None

        for key in steps:
            visit(key)
        return tuple(steps[k] for k in done)

    def check_widths(self, steps: tuple[Step, ...]) -> None:
        """No number may pass 64 bits, also where conclusions rest on conclusions."""
        known: dict[str, int] = {}
        for step in steps:
            for rule in step.rules:
                try:
                    for node in nodes_of(rule):
                        width(node, known)
                except OverflowError:
                    self.between(
                        rule, "数值可能超出64位整数", "a number could pass 64 bits; use smaller figures or fewer sums"
                    )
                    continue
                if step.what == "conclusion" and isinstance(rule.form, Define):
                    values = [
                        n for c in rule.form.cases if isinstance(c.value, Node) for n in (c.value,) if n.kind in NUMERIC
                    ]
                    known[step.name] = max([known.get(step.name, 0), *(width(n, known) for n in values)])

    def check_files(self) -> None:
        """Files and folders that would be passed over in silence."""
        folders = {*RULE_DIRS, "parameters", "calendar"}
        for path in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if path.is_dir() and path.name not in folders:
                shown = ", ".join(sorted(folders))
                self.problems.append(
                    Problem(path.name, "", f"未知的文件夹；可用：{shown}", f"unknown folder; known: {shown}")
                )
            for file in sorted(path.iterdir()) if path.is_dir() and path.name in folders else ():
                if file.suffix != ".yaml":
                    self.problems.append(
                        Problem(f"{path.name}/{file.name}", "", "规则文件以 .yaml 结尾", "rule files end in .yaml")
                    )

    def load(self) -> Rulebook:
        self.check_files()
        self.read_instruments()
        self.read_conventions()
        self.read_conclusions()
        self.read_actions()
        self.read_events()
        self.read_parameters()
        if self.problems:
            self.problems = list(dict.fromkeys(self.problems))
            # rules rest on the vocabulary: judged without it, they would only repeat its faults
            raise RuleError(self.problems, str(self.root.name))
        self.read_rules()
        presumed = self.presumptions()
        order = self.sorted_order()
        overridden: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            for name in rule.overrides:
                overridden[name] = (*overridden.get(name, ()), rule)
        # what is read twice (the start of a period, for both lines) is complained of once
        self.problems = list(dict.fromkeys(self.problems))
        steps = self.steps(overridden) if not self.problems else ()
        self.check_widths(steps)
        if self.problems:
            raise RuleError(self.problems, str(self.root.name))
        return Rulebook(
            tuple(self.rules), self.conclusions, self.phrases, self.parameters, self.conventions, self.instruments, self.actions,
            order, tuple(presumed), steps, self.digest.hexdigest(), overridden,
        )  # fmt: skip


def load_rulebook(root: Path | str | None = None) -> Rulebook:
    """The rulebook in ``root`` (default: the one shipped). Raises :class:`RuleError` listing every problem."""
    return _Loader(Path(root) if root else rulesets_dir()).load()


@cache
def default_rulebook() -> Rulebook:
    """The shipped rulebook, read once a process."""
    return load_rulebook()
