"""The linter: what the loader refuses, what is meaningless though it loads, and what is missing around the rules.

Errors are faults of the rules: all that :func:`load_rulebook` refuses, constant conditions, cases that are never
reached, words that could be two things, contradictions between rules; of the shipped rules also what nobody owes.
Warnings tell what a rulebook lacks: cases, notes, readers of its facts. A condition is judged by its plain parts only;
nothing that is merely unlikely is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procure_rules.calendar._paths import rulesets_dir
from procure_rules.errors import Problem, RuleError
from procure_rules.facts.registry import all_scopes
from procure_rules.rules import grammar as g
from procure_rules.rules.assembly import Loader
from procure_rules.rules.check import Checker, Typed, Vocabulary, words_of
from procure_rules.rules.folding import Folder, column_of, conjuncts, contradiction, words_said
from procure_rules.rules.model import Define, Duty, Effect, Ground, Period, Presumed, Rule, Window
from procure_rules.rules.reader import FileReader
from procure_rules.rules.rulebook import nodes_of, refs_of, walk
from procure_rules.rules.shown import compared_figures, read_cases
from procure_rules.rules.tree import Node, Ref, and_

__all__ = ["Remark", "lint_rulebook"]

TEXT_KEYS = frozenset(
    {
        "id",
        "scope",
        "title",
        "basis",
        "in_force",
        "place",
        "source_kind",
        "note",
        "overrides",
        "formerly",
        "severity",
        "sanction",
        "reading",
        "owed_by",
        "decided_by",
        "aspect",
        "upon",
        "unless",
        "who",
        "to_whom",
        "form",
        "must",
        "may",
        "approval",
        "method",
        "convention",
        "lines",
        "ends",
        "each",
    }
)
CONDITIONS = frozenset({"applies", "when", "excuse", "approved", "publicity", "require", "forbid"})
WANTED = {  # what the cases of a form should show
    "duty": ("met", "breached", "undetermined"),
    "period": ("met", "breached", "undetermined"),
    "window": ("met", "breached", "undetermined"),
    "ground": ("met", "not_met", "undetermined"),
    "effect": ("true", "false", "unknown"),
}
VOCABULARY = (
    "actions.yaml",
    "conclusions.yaml",
    "conventions.yaml",
    "events.yaml",
    "instruments.yaml",
    "readings.yaml",
)
HEAD = re.compile(r"等[^，；（）]{0,6}(?:情况|情形|行为|变化|手段)")
"""In the Chinese title of a fact: it is the head of kinds that are named before."""
Path_ = tuple[Any, ...]
INF = float("inf")


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One remark: ``level`` is error or warning; line and column from 1, 0 where there is none."""

    file: str
    line: int
    column: int
    level: str
    where: str
    zh: str
    en: str

    def text(self, lang: str = "zh") -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        level = self.level if lang == "en" else {"error": "错误", "warning": "警告"}[self.level]
        return (
            f"{place}: {level}: " + (f"{self.where}: " if self.where else "") + (self.zh if lang == "zh" else self.en)
        )

    @classmethod
    def of(cls, level: str, problem: Problem) -> Remark:
        file, _, where = problem.path.partition(" ")
        line, column = (problem.place.line, problem.place.column) if problem.place else (0, 0)
        value = f"{problem.value}: " if problem.value else ""
        return cls(file, line, column, level, where, value + problem.zh, value + problem.en)


class _Linter(Loader):
    """The loader, which here keeps every problem and every place, and goes on."""

    def __init__(self, root: Path, more: tuple[Path, ...] = ()) -> None:
        super().__init__(root, more)
        self.read: list[tuple[FileReader, int, Rule]] = []
        self.warnings: list[Problem] = []
        self.loaded = False
        self.shipped = not more and root.resolve() == rulesets_dir().resolve()
        self.all_presumed: list[Presumed] | None = None

    def rule(self, r: FileReader, i: int, number: int) -> Rule | None:
        made = super().rule(r, i, number)
        if made is not None:
            self.read.append((r, i, made))
        return made

    def run(self) -> list[Remark]:
        try:
            book = self.load()
        except RuleError:
            book = None
        for r, i, rule in self.read:
            if len(self.folders) > 1 and not r.origin:
                continue  # a shipped rule, beneath those of a user's own
            r.problems = self.problems  # the loader drops repetitions into a list of its own
            self.expressions(r, i, rule)
            self.dead_cases(r, i, rule)
            if self.shipped and isinstance(rule.form, (Duty, Period, Effect)) and not rule.owed_by:
                r.problem((i, "id"), "应以 owed_by 写明由谁承担", "'owed_by' is missing: say who owes it")
            self.waits(r, i, rule)
            self.silent(r, i, rule)
            if rule.source_kind == "derived" and rule.note is None and "source_kind" in r.at((i,)):
                self.warn(
                    r,
                    (i, "source_kind"),
                    "推导得出的规则应以 note 说明理由",
                    "a derived rule says in a 'note' what it is derived from",
                )
        for r in {id(r): r for r, _, _ in self.read if r.origin or len(self.folders) == 1}.values():
            for path, zh, en in dict.fromkeys(r.hints):
                self.warn(r, path, zh, en)
        self.conflicts()
        if self.shipped:
            self.heads()
        self.loaded = book is not None
        if self.loaded and len(self.folders) == 1:
            self.unread()
        out = [Remark.of("error", p) for p in self.problems] + [Remark.of("warning", p) for p in self.warnings]
        return sorted(dict.fromkeys(out))

    def warn(self, r: FileReader, path: Path_, zh: str, en: str, *, offset: int | None = None) -> None:
        kept, r.problems = r.problems, self.warnings
        r.problem(path, zh, en, offset=offset)
        r.problems = kept

    # expressions ------------------------------------------------------------------------------------------------
    def strings(self, r: FileReader, path: Path_) -> Iterator[Path_]:
        here = r.at(path)
        if isinstance(here, str):
            yield path
        elif isinstance(here, dict):
            for key in here:
                if key not in TEXT_KEYS:
                    yield from self.strings(r, (*path, key))
        elif isinstance(here, list):
            for j, _ in enumerate(here):
                yield from self.strings(r, (*path, j))

    def expressions(self, r: FileReader, i: int, rule: Rule) -> None:
        checker = Checker(Vocabulary(self.conclusions, self.parameters), rule.scope, rule.anchor)
        for path in self.strings(r, (i,)):
            try:
                tree = g.parse(r.at(path))
                node = checker.typed(tree).node
            except g.SyntaxProblem:
                continue  # no expression: a word or a length
            self.ambiguous(r, path, tree, checker)
            self.enumerated(r, path, node)
            key = next(k for k in reversed(path) if isinstance(k, str) and k not in ("literal", "safe"))
            self.constant(r, path, tree, node, condition=key in CONDITIONS)

    def constant(self, r: FileReader, path: Path_, tree: g.Ast, node: Node, *, condition: bool) -> None:
        plain = list(literals(tree)) if condition or not isinstance(tree, g.Lit) else []
        folder = Folder()
        folder.fold(node)
        for column, value in [(x.column, bool(x.value)) for x in plain] + folder.found:
            word = "true" if value else "false"
            r.problem(
                path,
                f"此处恒为 {word}；请删去或者改正",
                f"this is always {word}; leave it out or correct it",
                offset=column,
            )

    def ambiguous(self, r: FileReader, path: Path_, tree: g.Ast, checker: Checker) -> None:
        """A bare word beside a choice that is one of its words and a fact or conclusion as well."""
        for one in asts(tree):
            for left, right in ((one.left, one.right), (one.right, one.left)) if isinstance(one, g.Cmp) else ():
                if not isinstance(right, g.Name) or right.name.startswith("'"):
                    continue
                try:
                    other, typed = checker.typed(left), checker.typed(right)
                except g.SyntaxProblem:
                    continue
                if right.name in words_of(other):
                    self.two_things(r, path, right, typed)

    def two_things(self, r: FileReader, path: Path_, word: g.Name, typed: Typed) -> None:
        if typed.kind == "choice":
            r.problem(
                path,
                f"“{word.name}”既是可选词，又是事实或结论，含义不明；请改写为 in […]",
                f"'{word.name}' is a word of the choice and a fact or conclusion; "
                f"write 'in [{word.name}]' for the word",
                offset=word.column,
            )
        else:
            self.warn(
                r,
                path,
                f"“{word.name}”在此读作可选词，但也是事实或结论",
                f"'{word.name}' is read as a word here, though it is a fact or conclusion as well",
                offset=word.column,
            )

    def words_of_node(self, term: Node) -> frozenset[str]:
        if term.op == "conclusion":
            return frozenset(self.conclusions[term.data.name].choices)
        spec = all_scopes()[term.data.scope].fields.get(term.data.name) if term.op == "field" else None
        return frozenset(m.value for m in spec.choices) if spec and spec.choices else frozenset()

    def enumerated(self, r: FileReader, path: Path_, node: Node) -> None:
        for one in walk(node):
            terms: dict[Node, set[Any]] = {}
            for part in one.args if one.op == "or" else ():
                found = words_said(part)
                if found:
                    terms.setdefault(found[0], set()).update(found[1])
            for term, words in terms.items():
                if words and words >= self.words_of_node(term) and term.kind == "choice":
                    self.warn(
                        r,
                        path,
                        "穷举了全部可选词：事实未知时此处仍为未知，并非恒真",
                        "all words of the choice are listed: while the fact is unknown this is unknown, not true",
                        offset=column_of(one),
                    )

    # between cases and rules ------------------------------------------------------------------------------------
    def dead_cases(self, r: FileReader, i: int, rule: Rule) -> None:
        form = rule.form
        if not isinstance(form, (Define, Effect)):
            return
        guard = conjuncts(rule.applies)
        rows = (i, "define", "cases") if isinstance(form, Define) else (i, "effect")
        before: list[frozenset[Node]] = []
        for j, when in enumerate([c.when for c in form.cases]):
            parts = conjuncts(when)
            stands = isinstance(form, Effect) or j < len(r.at((i, "define")).get("cases", ()))
            path = (*rows, j) if stands else (i, "define", "otherwise")
            where = (*path, "when") if stands and "when" in r.at(path) else path
            earlier = next((k for k, b in enumerate(before) if b <= {*guard, *parts}), None)
            if earlier is not None:
                r.problem(
                    where,
                    f"第{earlier + 1}种情形在先，此处永远不会适用",
                    f"this case is never reached: case {earlier + 1} holds whenever it does",
                )
            elif parts and contradiction(guard) is None and contradiction(parts) is None:
                at = contradiction((*guard, *parts))
                if at is not None:
                    r.problem(where, "与 applies 矛盾", "this contradicts 'applies'", offset=at)
            before.append(frozenset(parts))

    def silent(self, r: FileReader, i: int, rule: Rule) -> None:
        """A duty that breaks where nobody says anything: what it asks for is an exception, presumed absent."""
        form = rule.form
        if not isinstance(form, Duty):
            return
        guard = {ref.name for _, ref in refs_of(rule.applies)}

        def absent(ref: Ref) -> bool | None:
            yields = all_scopes()[ref.scope].fields[ref.name].fact.yields if exceptional(ref) else ""
            yielding = yields and ref.name not in guard and not any(name in yields for name in guard)
            return False if yielding else None

        if truth(form.literal, absent) is False:
            r.problem(
                (i, "require"),
                "所要求的只是推定不存在的例外：无人提及即成违反；请在该事实上写明 unless，或者改写",
                "all that it asks for are exceptions, presumed absent: it breaks on silence; let the fact yield "
                "('unless') to what the guard asks, or write it otherwise",
            )

    def heads(self) -> None:
        """Exceptions that are the head of a list of kinds, without a word about which facts are its kinds."""
        for scope in all_scopes().values():
            for spec in () if scope.part else scope.fields.values():
                told = spec.fact.umbrella is not None or any(
                    p.kind == "absence" and p.unless != "false" for p in spec.fact.presume
                )
                absent = spec.fact.exceptional or any(p.kind == "absence" for p in spec.fact.presume)
                if spec.kind == "bool" and absent and not told and HEAD.search(spec.fact.zh):
                    self.problems.append(
                        Problem(
                            f"facts {scope.name}.{spec.name}",
                            spec.fact.zh,
                            "系概括性情形，须以 umbrella 写明其下的事实（没有的写 ()）",
                            "a head of several kinds: 'umbrella' names the facts that are its kinds (() for none)",
                        )
                    )

    def waits(self, r: FileReader, i: int, rule: Rule) -> None:
        """A duty that waits for an event, or for a fact of which nothing is presumed, though a fault that alone makes
        the breach is stated only where that is so.
        """
        form = rule.form
        if not isinstance(form, Duty):
            return
        faults = [
            ref
            for _, ref in refs_of(form.literal)
            if not ref.aspect and exceptional(ref) and truth(form.literal, {ref: True}.get) is False
        ]
        for part in conjuncts(rule.applies):
            ref = part.data
            if part.op != "field" or part.kind != "bool":
                continue
            said = [p for p in self.presumed() if (p.scope, p.name) == (ref.scope, ref.name)]
            if ref.aspect != "happened" and (
                exceptional(ref)
                or said
                or not any(x.name.partition(".")[0] == ref.name.partition(".")[0] for x in faults)
            ):
                continue
            told = {(x.scope, x.name) for p in said for node in p.nodes for _, x in refs_of(node)}
            for fault in dict.fromkeys(faults):
                if (fault.scope, fault.name) not in told:
                    self.warn(
                        r,
                        (i, "applies"),
                        f"等待“{ref.name}”，但载明“{fault.name}”即以其为前提；"
                        "请在该事实上以 done 或者 declared 推定，或者改写 applies",
                        f"it waits for '{ref.name}', though whoever states '{fault.name}' says that it is so: let a "
                        "presumption of that fact say it (done, declared), or let 'applies' name the fault",
                    )

    def presumed(self) -> list[Presumed]:
        if self.all_presumed is None:
            self.all_presumed = self.presumptions()
        return self.all_presumed

    def conflicts(self) -> None:
        """Rules that say different things wherever the narrower of them holds."""
        above = {r.id: set(r.overrides) for _, _, r in self.read}
        for _ in above:
            above = {k: v | {x for o in v for x in above.get(o, ())} for k, v in above.items()}
        said: dict[str, list[tuple[Rule, frozenset[Any], Any]]] = {}
        for r, i, rule in self.read:
            form = rule.form
            if not isinstance(form, Define) or not form.cases or not isinstance(form.cases[0].value, Node):
                continue
            value = form.cases[0].value
            if value.op != "const":
                continue
            guard: frozenset[Any] = frozenset(conjuncts(and_(rule.applies, form.cases[0].when)))
            for old, other, data in said.get(form.name, []):
                apart = old.id == rule.id or rule.id in above[old.id] or old.id in above[rule.id]
                meet = rule.in_force.first <= (old.in_force.last or INF) and old.in_force.first <= (
                    rule.in_force.last or INF
                )
                implied = (guard <= other or other <= guard) and bool(guard or other)  # the loader refuses the rest
                if (
                    data != value.data
                    and implied
                    and meet
                    and not apart
                    and not self.excepted(guard | other, rule, old)
                ):
                    path = (
                        (i, "define", "value") if "value" in r.at((i, "define")) else (i, "define", "cases", 0, "value")
                    )
                    path = path if len(path) == 3 or r.at((i, "define")).get("cases") else (i, "define", "otherwise")
                    r.problem(
                        path,
                        f"与“{old.id}”矛盾；请以 overrides 排除其一",
                        f"it contradicts '{old.id}' where both hold; let one override the other",
                    )
            said.setdefault(form.name, []).append((rule, guard, value.data))

    def excepted(self, guard: frozenset[Any], *rules: Rule) -> bool:
        """Whether a third rule defeats one of these wherever they meet."""
        return any(
            {*conjuncts(x.applies)} <= guard and any(r.id in x.overrides for r in rules)
            for _, _, x in self.read
            if x not in rules
        )

    # what nobody reads ------------------------------------------------------------------------------------------
    def unread(self) -> None:
        roots = [n for _, _, rule in self.read for n in nodes_of(rule)]
        refs = {(ref.scope, ref.name) for n in roots for _, ref in refs_of(n)}
        tables = {n.data.name for root in roots for n in walk(root) if n.op == "param"}
        for one in self.presumptions():
            refs |= {(x.scope, x.name) for node in one.nodes for _, x in refs_of(node)}
        names = {name for _, name in refs}
        r = FileReader(self.root / "vocabulary" / "conclusions.yaml", self.warnings)
        for i, row in enumerate(r.data or ()):
            if row["name"] not in names and row.get("working") == "true":
                self.warn(
                    r,
                    (i, "name"),
                    f"结论“{row['name']}”既不显示，也无规则使用",
                    f"the conclusion '{row['name']}' is neither shown nor used by a rule",
                )
        for name in self.files("parameters"):
            r = FileReader(self.root / "parameters" / name, self.warnings)
            for i, row in enumerate(r.data or ()):
                if row["parameter"] not in tables:
                    self.warn(
                        r,
                        (i, "parameter"),
                        f"没有规则使用参数“{row['parameter']}”",
                        f"no rule reads the parameter '{row['parameter']}'",
                    )
        named = {name for _, _, rule in self.read for name in rule.readings}
        r = FileReader(self.root / "vocabulary" / "readings.yaml", self.warnings)
        for i, row in enumerate(r.data or ()):
            if row["id"] not in named and row.get("general") != "true":
                self.warn(r, (i, "id"), "没有规则引用该解释", "no rule names this reading")
        for scope in all_scopes().values():
            for spec in () if scope.part else scope.fields.values():
                if (scope.name, spec.name) in refs or spec.kind == "text":  # texts name and describe
                    continue
                event = spec.kind in ("event", "deadline")
                zh = "没有规则涉及该事件" if event else "没有规则使用该事实"
                en = "no rule reaches this event" if event else "no rule reads this fact"
                self.warnings.append(Problem(f"facts {scope.name}.{spec.name}", "", zh, en))

    # cases ------------------------------------------------------------------------------------------------------
    def cases(self, folder: Path) -> list[Remark]:
        """Rules that the case files do not show met, breached and undetermined, and bounds that none of them meets."""
        shown, lines, numbers = read_cases(folder)
        for r, i, rule in self.read:
            form, path = rule.form, (i, "id")
            if isinstance(form, Define):
                if form.name not in shown and not self.conclusions[form.name].working:
                    self.warn(r, path, "没有案例表明该结论", "no case shows this conclusion")
            else:
                missing = [v for v in WANTED[rule.kind] if v not in shown.get(rule.id, ())]
                if missing:
                    which = ", ".join(missing)
                    self.warn(r, path, f"没有案例表明：{which}", f"no case shows: {which}")
            if isinstance(form, (Period, Window)) and rule.id not in lines and rule.figures:
                self.warn(r, path, "没有案例写明期间的末日", "no case states the day on which its period ends")
            if isinstance(form, (Duty, Define, Effect, Ground)):
                for figure in sorted({f for n in nodes_of(rule) for f in compared_figures(n)}):
                    if figure not in numbers or not {figure - 1, figure + 1} & numbers:
                        text = f"{figure / 100:,.15g}"
                        self.warn(
                            r,
                            path,
                            f"没有案例恰在界限 {text} 及其相邻一单位上",
                            f"no case lies at the figure {text} and one unit off it",
                        )
        return sorted({Remark.of("warning", p) for p in self.warnings})


def exceptional(ref: Ref) -> bool:
    """Whether a fact is a fault or an exception, which is absent unless somebody states it."""
    spec = all_scopes()[ref.scope].fields.get(ref.name)
    return spec is not None and spec.fact.exceptional and spec.kind == "bool"


def truth(node: Node, known: Callable[[Ref], bool | None]) -> bool | None:
    """A condition where of all facts only those are known that ``known`` says."""
    if node.op == "const" and node.kind == "bool":
        return bool(node.data)
    if node.op == "field" and node.kind == "bool":
        return known(node.data)
    parts = [truth(a, known) for a in node.args] if node.op in ("not", "and", "or") else [None]
    if node.op == "not":
        return None if parts[0] is None else not parts[0]
    stop = node.op == "or"
    return stop if stop in parts else None if None in parts else not stop


def asts(tree: Any) -> Iterator[g.Ast]:
    """A syntax tree and all below it."""
    if isinstance(tree, g.Ast):
        yield tree
        for slot in tree.__slots__:
            value = getattr(tree, slot)
            for item in value if isinstance(value, tuple) else (value,):
                yield from asts(item)


def literals(tree: g.Ast) -> Iterator[g.Lit]:
    """The truth values written in a condition."""
    return (x for x in asts(tree) if isinstance(x, g.Lit) and x.kind == "bool")


def lint_rulebook(root: Path, cases: Path | None = None) -> list[Remark]:
    """All remarks on the rulebook in ``root``, sorted by file and line; ``cases``: a folder of case files.

    A folder without a whole vocabulary holds rules of a user's own: they are read over the shipped ones, and
    warnings are those about them. Raises ``InputError`` for case files that cannot be read.
    """
    own = root != rulesets_dir() and not all((root / "vocabulary" / name).exists() for name in VOCABULARY)
    linter = _Linter(rulesets_dir(), (root,)) if own else _Linter(root)
    out = linter.run()
    if cases is not None and linter.loaded:
        out = sorted({*out, *linter.cases(cases)})
    return [x for x in out if x.level == "error" or x.file.startswith(f"{root.name}/")] if own else out
