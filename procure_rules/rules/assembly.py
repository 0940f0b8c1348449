"""Putting a rulebook together: every file of its folders, read, checked and put in order of evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procure_rules.errors import Problem, RuleError
from procure_rules.facts.project import CENTRAL
from procure_rules.facts.registry import FieldSpec, all_scopes, chain
from procure_rules.rules import grammar as g
from procure_rules.rules.between import BetweenRules
from procure_rules.rules.check import LIMITS, Checker, Vocabulary, home
from procure_rules.rules.dates import event_nodes
from procure_rules.rules.forms import FORMS, FormReader
from procure_rules.rules.model import (
    ASPECTS,
    DECIDERS,
    PARTIES,
    Bilingual,
    Course,
    Define,
    Duty,
    Ground,
    InForce,
    Period,
    Presumed,
    Rule,
    Source,
    Window,
)
from procure_rules.rules.reader import FileReader
from procure_rules.rules.rulebook import Rulebook, Step, reads_of, refs_of, walk
from procure_rules.rules.tree import TRUE, Node, Ref, and_, or_
from procure_rules.rules.vocabulary import VocabularyReader

__all__ = ["RULE_DIRS", "RULE_KEYS", "Loader"]

RULE_DIRS = ("which-law", "procurement", "tendering", "enterprises", "local")
RULE_KEYS = {
    "id",
    "scope",
    "title",
    "basis",
    "in_force",
    "place",
    "source_kind",
    "applies",
    "note",
    "overrides",
    "formerly",
    "upon",
    "unless",
    "when",
    "severity",
    "sanction",
    "reading",
    "owed_by",
    "decided_by",
    "aspect",
    *FORMS,
}


def _tendered_in(place: str) -> Node:
    """The guard of a local rule: purchasers of the place, and units of the central level that tender there."""

    def said(name: str, value: str) -> Node:
        return Node(
            "same", "bool", (Node("field", "text", data=Ref("project", name)), Node("const", "text", data=value))
        )

    central = and_(said("purchaser.place", CENTRAL), said("tender_place", place))
    return or_(said("purchaser.place", place), central)


class Loader(VocabularyReader, BetweenRules):
    """Reads a folder of rules, and further folders over it."""

    def __init__(self, root: Path, more: tuple[Path, ...] = ()) -> None:
        super().__init__(root)
        self.folders = [(root, ""), *((folder, folder.name) for folder in more)]

    def each_folder(self) -> Iterator[bool]:
        """Turn to each folder of rules in order of precedence, the shipped one first; whether it is a user's."""
        for root, origin in self.folders:
            self.root, self.origin = root, origin
            yield bool(origin)
        self.root, self.origin = self.folders[0]

    def read_rules(self) -> None:
        readers = [self.open(d, name) for _ in self.each_folder() for d in RULE_DIRS for name in self.files(d)]
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
        # a later folder that states a rule under a known id puts its own in place of all versions of the earlier one
        last = {r.at((i,))["id"]: r.origin for r, i in places}
        for number, (r, i) in enumerate(places):
            if r.origin != last[r.at((i,))["id"]]:
                continue
            rule = self.rule(r, i, number)
            if rule is not None:
                self.rules.append(rule)
        self.check_versions()
        self.check_overrides()
        self.check_contrary()

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
        for key in ("upon", "unless", "when"):
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
            if end.args:  # the first known event has to know when the procedure has ended
                anchor = Node("first_known", "date", anchor.args, end.args[1], limit=LIMITS["date"])
                anchor = Node("through", "date", (anchor, *end.args), limit=LIMITS["date"])
        basis = self.cited(r, (i, "basis")) if "basis" in said else ()
        checker = Checker(Vocabulary(self.conclusions, self.parameters), scope, anchor)
        convention = next(
            (c for one in basis for c in self.conventions.values() if one.instrument in c.instruments), None
        ) or next(iter(self.conventions.values()))
        named = r.texts((i, "reading")) if "reading" in said else ()
        forms_reader = FormReader(
            r,
            checker,
            convention,
            self.conventions,
            self.actions,
            lambda rule, p: self.breached(r, p, scope, rule),
            self.readings,
            named,
        )
        applies = forms_reader.condition((i, "applies")) if "applies" in said else TRUE
        place_bound = r.text((i, "place")) if "place" in said else ""
        if place_bound:
            applies = and_(_tendered_in(place_bound), applies)
        form = next(iter([forms_reader.read((i,), f) for f in forms]), None)
        overrides = r.texts((i, "overrides")) if "overrides" in said else ()
        for name in overrides:
            if name not in self.scope_of:
                r.problem((i, "overrides"), f"没有规则“{name}”", f"there is no rule '{name}'")
            elif self.scope_of[name] != scope:
                r.problem((i, "overrides"), f"规则“{name}”的 scope 不同", f"'{name}' has another scope")
        owed_by = self.parties(r, (i, "owed_by"), PARTIES)
        decided_by = self.parties(r, (i, "decided_by"), DECIDERS)
        if owed_by and isinstance(form, (Define, Ground, Window)):
            r.problem(
                (i, "owed_by"),
                "owed_by 只用于义务、期间和后果",
                "'owed_by' belongs to duties, periods and effects",
                key=True,
            )
        if decided_by and not isinstance(form, Define):
            r.problem((i, "decided_by"), "decided_by 只用于结论", "'decided_by' belongs to conclusions", key=True)
        if "aspect" in said and not isinstance(form, (Duty, Period)):
            r.problem((i, "aspect"), "aspect 只用于义务和期间", "'aspect' belongs to duties and periods", key=True)
        formerly = r.texts((i, "formerly")) if "formerly" in said else ()
        for name in formerly:
            if name in self.scope_of:
                r.problem((i, "formerly"), f"现有规则“{name}”", f"there is a rule '{name}' today")
        readings = [*forms_reader.readings, *named]
        for name in dict.fromkeys(readings):
            if name not in self.readings:
                r.problem(
                    (i, "reading") if "reading" in said else (i,),
                    f"readings.yaml 中没有“{name}”",
                    f"'{name}' is not in readings.yaml",
                )
        place = r.place((i,))
        made = Rule(
            id=said["id"],
            scope=scope,
            title=r.bilingual((i, "title")) if "title" in said else Bilingual("", ""),
            basis=basis,
            in_force=in_force,
            source_kind=r.word((i, "source_kind"), ("direct", "derived", "practice", "local"))
            if "source_kind" in said
            else "direct",
            applies=applies,
            anchor=anchor,
            form=form or Duty(TRUE, TRUE, TRUE),
            source=Source(r.name, place.line if place else 0, place.column if place else 1, r.origin),
            figures=tuple(dict.fromkeys(forms_reader.figures)),
            overrides=overrides,
            formerly=formerly,
            place=place_bound,
            note=r.bilingual((i, "note")) if "note" in said else None,
            readings=tuple(dict.fromkeys(readings)),
            severity=r.word((i, "severity"), ("breach", "risk", "info")) if "severity" in said else "breach",
            sanction=r.bilingual((i, "sanction")) if "sanction" in said else None,
            owed_by=owed_by,
            decided_by=decided_by,
            aspect=r.word((i, "aspect"), ASPECTS) if "aspect" in said else "",
            part=all_scopes()[scope].part,
            order=number,
        )
        return made if form is not None and len(self.problems) == before else None

    def parties(self, r: FileReader, path: tuple[str | int, ...], known: tuple[str, ...]) -> tuple[str, ...]:
        """Who is named under a key of a rule."""
        key = path[-1]
        named = r.texts(path) if key in r.at(path[:-1]) else ()
        if set(named) - set(known):
            shown = ", ".join(known)
            r.problem(path, f"{key} 应取自：{shown}", f"'{key}' names parties out of: {shown}")
        return named

    def read_courses(self) -> tuple[Course, ...]:
        """The usual courses of procurements, for plans; the file is optional in every folder."""
        out: list[Course] = []
        events = {n for link in chain("procedure") for n, f in link.fields.items() if f.kind in ("event", "deadline")}
        for _ in self.each_folder():
            if not self.root.joinpath("vocabulary", "courses.yaml").exists():
                continue
            r = self.open("vocabulary", "courses.yaml")
            anchor = self.anchor(r, (), "procedure", ())
            checker = Checker(Vocabulary(self.conclusions, self.parameters), "procedure", anchor)
            convention = next(iter(self.conventions.values()))
            forms = FormReader(
                r, checker, convention, self.conventions, self.actions, lambda rule, path: TRUE, self.readings
            )
            for i in self.rows(r):
                said = r.mapping((i,), {"id", "title", "when", "steps"}, {"id", "title", "when", "steps"})
                steps: list[tuple[str, Node]] = []
                for j, raw in enumerate(r.sequence((i, "steps")) if "steps" in said else ()):
                    at: tuple[Any, ...] = (i, "steps", j)
                    when = TRUE
                    if isinstance(raw, dict):
                        inner = r.mapping(at, {"event", "when"}, {"event", "when"})
                        when = forms.condition((*at, "when")) if "when" in inner else TRUE
                        at = (*at, "event") if "event" in inner else at
                    name = r.text(at)
                    if name not in events:
                        r.problem(at, f"没有事件“{name}”", f"there is no event '{name}' in a procedure")
                    steps.append((name, when))
                if len(said) == 4:
                    out.append(
                        Course(r.text((i, "id")), r.bilingual((i, "title")), forms.condition((i, "when")), tuple(steps))
                    )
        return tuple(out)

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

    def presumptions(self) -> list[Presumed]:
        """Those declared on the facts, and of facts that a rule reads: that an exceptional one is absent, and what
        follows where all of its like are stated.
        """
        read = {(scope, name) for what, scope, name in reads_of(self.rules, {}) if what == "field"}
        out: list[Presumed] = []
        for scope in all_scopes().values():
            if scope.part:
                continue
            for spec in scope.fields.values():
                heard = (scope.name, spec.name) in read
                further = (spec.fact.closure, spec.fact.absence) if heard else ()
                for said in (*spec.fact.presume, *filter(None, further)):
                    checker = Checker(Vocabulary(), scope.name, presumption=True)
                    try:
                        when, unless = (checker.boolean(g.parse(x)) for x in (said.when, said.unless))
                        plain = said.value in ("not_yet", "done", "none") or spec.kind == "choice"
                        if spec.kind == "choice":
                            self.check_words(said.value, spec)
                        value = said.value if plain else checker.typed(g.parse(said.value)).node
                    except g.SyntaxProblem as error:
                        self.problems.append(Problem(f"facts {scope.name}.{spec.name}", said.value, error.zh, error.en))
                        continue
                    text = Bilingual(said.zh, said.en)
                    out.append(Presumed(scope.name, spec.name, said.kind, when, unless, value, text))
        # those that look at a list come last, when the presumptions about its items are made, and what rests on these
        late = {id(p) for p in out if any(n.op == "aggregate" for r in p.nodes for n in walk(r))}
        grown = True
        while grown:
            facts = {(p.scope, p.name) for p in out if id(p) in late and p.kind != "implied"}
            more = {id(p) for p in out if any((x.scope, x.name) in facts for n in p.nodes for _, x in refs_of(n))}
            before: set[tuple[str, str]] = set()
            for one in out:  # of several on one fact the first that holds is made: their order stays
                if one.kind == "implied":
                    continue
                if id(one) in late | more:
                    before.add((one.scope, one.name))
                elif (one.scope, one.name) in before:
                    more.add(id(one))
            grown = not more <= late
            late |= more
        return sorted(out, key=lambda p: id(p) in late)

    @staticmethod
    def check_words(value: str, spec: FieldSpec) -> None:
        """Raises where a presumption names a word that the choice has not."""
        strange = set(value.split("|")) - {m.value for m in spec.choices or ()}
        if strange:
            told = ", ".join(sorted(strange))
            raise g.SyntaxProblem(0, f"没有这样的词：{told}", f"no such word: {told}")

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
            kinds = {"conclusion": "conclusion", "breached": "rule"}
            needs[key] = {(kinds[what], name) for what, _, name in reads_of(step.rules, overridden) if what in kinds}
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

    def check_files(self, user: bool) -> None:
        """Files and folders that would be passed over in silence."""
        folders = {"vocabulary", *RULE_DIRS, "parameters"}
        if not user:
            folders.add("calendar")  # which the calendar reads
        for path in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if path.suffix in (".yaml", ".yml"):
                self.problems.append(
                    Problem(path.name, "", "规则和词表放在各文件夹中", "rules and vocabulary stand in the folders")
                )
            elif path.is_dir() and path.name == "calendar" not in folders:
                zh = "日历不在规则文件夹中读取：命令行用 --calendar-dir，程序用 load_calendar"
                en = "no calendar is read from a folder of rules: --calendar-dir of a command, load_calendar in Python"
                self.problems.append(Problem(path.name, "", zh, en))
            elif path.is_dir() and path.name not in folders:
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
        readers = {
            "instruments.yaml": self.read_instruments,
            "conventions.yaml": self.read_conventions,
            "conclusions.yaml": self.read_conclusions,
            "actions.yaml": self.read_actions,
            "readings.yaml": self.read_readings,
            "events.yaml": self.read_events,
            "switches.yaml": self.read_switches,
        }
        for user in self.each_folder():
            if user and not self.root.is_dir():
                self.problems.append(Problem(str(self.root), "", "没有这个文件夹", "there is no such folder"))
                continue
            self.check_files(user)
            for name, read in readers.items():
                if not user or self.root.joinpath("vocabulary", name).exists():
                    read()
            self.read_places()
            self.read_parameters()
        self.read_steps()
        self.check_conventions()
        if self.problems:
            self.problems = list(dict.fromkeys(self.problems))
            # rules rest on the vocabulary: judged without it, they would only repeat its faults
            raise RuleError(self.problems, str(self.root.name))
        self.read_rules()
        courses = self.read_courses()
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
            tuple(self.rules),
            self.conclusions,
            self.phrases,
            self.parameters,
            self.conventions,
            self.instruments,
            self.actions,
            order,
            tuple(presumed),
            steps,
            self.digest.hexdigest(),
            overridden,
            courses,
            self.readings,
            self.places,
            tuple(self.core),
            tuple(self.switches),
            self.most_worlds,
        )
