"""The six forms of a rule, read from its mapping into typed trees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procure_rules.facts.words import Method
from procure_rules.rules.check import LIMITS, with_article
from procure_rules.rules.dates import COUNTED_TIMES, DateReader, Path
from procure_rules.rules.model import (
    Case,
    Define,
    Duty,
    Effect,
    EffectCase,
    Form,
    Ground,
    Period,
    Window,
)
from procure_rules.rules.tree import FALSE, NUMERIC, TRUE, Lines, Node, and_, not_, or_

__all__ = ["FORMS", "FormReader"]

FORMS = ("define", "ground", "require", "forbid", "bound", "period", "window", "effect")


class FormReader(DateReader):
    """Reads the form of one rule."""

    # forms ------------------------------------------------------------------------------------------------------
    def read(self, path: Path, form: str) -> Form | None:
        """The rule's form; ``None`` where it cannot be read (the problems are recorded)."""
        here = self.at = (*path, form)
        if form == "define":
            return self.define(here)
        if form == "ground":
            return self.ground(here)
        if form == "period":
            return self.period(here)
        if form == "window":
            return self.window(here)
        if form == "effect":
            return self.effect(path)
        if form == "bound":
            return self.bound(here)
        literal, safe = self.both(here, self.condition)
        if literal is None:
            return None
        firm = safe if self.split() else literal
        if form == "require":
            return Duty(literal, safe, firm)
        return Duty(not_(literal), not_(safe), not_(firm), forbids=True)

    def define(self, path: Path) -> Define | None:
        raw = self.r.at(path)
        if not isinstance(raw, dict):
            self.r.problem(path, "此处应为键值组", "a mapping is expected here")
            return None
        names = [k for k in raw if k not in ("cases", "value", "otherwise")]
        if len(names) != 1:
            self.r.problem(path, "define 需要且只需要一个结论名", "define names one conclusion, no more")
            return None
        name = names[0]
        kind = {"boolean": "bool"}.get(self.r.text((*path, name)), self.r.text((*path, name)))
        known = self.c.vocabulary.conclusions.get(name)
        if known is None:
            self.r.problem(
                (*path, name),
                f"结论“{name}”未登记",
                f"the conclusion '{name}' is not declared in conclusions.yaml",
                key=True,
            )
            return None
        if known.kind != kind or known.scope != self.c.scope:
            self.r.problem(
                (*path, name),
                f"结论“{name}”登记为 {known.scope} 的 {known.kind}",
                f"'{name}' is declared as {known.kind} of {known.scope}",
            )
            return None
        cases: list[Case] = []
        if "value" in raw and ("cases" in raw or "otherwise" in raw):
            self.r.problem(
                (*path, "value"),
                "value 不能与 cases、otherwise 并用",
                "'value' stands alone; with cases, write 'otherwise'",
                key=True,
            )
        if "cases" in raw:
            for i, _ in enumerate(self.r.sequence((*path, "cases"))):
                row = (*path, "cases", i)
                said = self.r.mapping(row, {"when", "value", "reading"}, {"when", "value"})
                if {"when", "value"} <= set(said):
                    reading = self.r.text((*row, "reading")) if "reading" in said else ""
                    self.readings.extend([reading] if reading else [])
                    whole, self.named = self.named, (reading,) if reading else self.named
                    value = self.of_kind((*row, "value"), kind, known.choices)
                    self.named = whole
                    cases.append(Case(self.condition((*row, "when")), value, reading))
        for key in ("value", "otherwise"):
            if raw.get(key) is not None:
                cases.append(Case(TRUE, self.of_kind((*path, key), kind, known.choices)))
        if not cases and not raw.get("cases"):
            self.r.problem(path, "缺少 value 或 cases", "'value' or 'cases' is missing")
        return Define(name, kind, tuple(cases))

    def of_kind(self, path: Path, kind: str, choices: tuple[str, ...]) -> Node | Lines:
        if kind == "date":
            return self.date(path)
        if kind == "bool":
            return self.condition(path)
        if kind == "choice":
            return Node("const", "choice", data=self.r.word(path, choices))
        found = self.value(path)
        if found is not None and found.kind != kind:
            self.r.problem(path, f"此处应为 {kind}", f"the value must be of kind {kind}, not {found.kind}", offset=0)
        if found is not None and found.node.scale != 1:
            self.r.problem(
                path,
                "结论的金额须为整分",
                "a defined amount must be whole: compare products instead of naming them",
                offset=0,
            )
        return Node("unknown", kind, limit=LIMITS.get(kind, 0)) if found is None else found.node

    def ground(self, path: Path) -> Ground | None:
        said = self.r.mapping(path, {"method", "when", "approval", "approved", "publicity"}, {"method", "when"})
        if not {"method", "when"} <= set(said):
            return None
        if self.c.scope != "procedure":
            self.r.problem(path, "ground 只用于 procedure", "a ground belongs to the scope 'procedure'", key=True)
        method = self.r.word((*path, "method"), tuple(m.value for m in Method))
        literal, safe = self.both((*path, "when"), self.condition)
        if literal is None:
            return None
        return Ground(
            method,
            literal,
            safe,
            safe if self.split() else literal,
            self.r.bilingual((*path, "approval")) if "approval" in said else None,
            self.condition((*path, "approved")) if "approved" in said else None,
            self.condition((*path, "publicity")) if "publicity" in said else None,
        )

    def bound(self, path: Path) -> Duty | None:
        ops = {"at_most": "le", "at_least": "ge", "below": "lt", "above": "gt"}
        said = self.r.mapping(path, {"of", *ops}, {"of"})
        given = [k for k in ops if k in said]
        if "of" not in said:
            return None
        if not given:
            self.r.problem(
                path,
                "bound 需要 of 和 at_most/at_least/below/above 之一",
                "bound needs 'of' and one of at_most, at_least, below, above",
            )
            return None
        of = self.value((*path, "of"))
        if of is not None and of.spec is not None and of.spec.fact.unit in COUNTED_TIMES:
            self.counted = of.spec.fact.unit
        conditions: list[list[Node]] = [[], []]
        limit = floor = None
        for key in given:
            for line, found in zip(conditions, self.both((*path, key), self.value), strict=True):
                if of is None or found is None:
                    return None
                if found.kind != of.kind or of.kind not in NUMERIC:
                    self.r.problem(
                        (*path, key),
                        "上下限须与所限的量同类",
                        f"{with_article(of.kind)} is bounded by {with_article(of.kind)}, "
                        f"not by {with_article(found.kind)}",
                    )
                    return None
                one, two = self.c.level(of.node, found.node, 0)
                turned = key in ("at_least", "above")
                if turned:
                    one, two = two, one
                line.append(Node("lt" if key in ("below", "above") else "le", "bool", (one, two), turned))
                if limit is not None and floor is None and turned and given[0] in ("at_most", "below"):
                    floor = found.node
                limit = limit or found.node
        literal, safe = and_(*conditions[0]), and_(*conditions[1])
        firm = safe if self.split() else literal
        return Duty(literal, safe, firm, of.node if of else None, limit, ops[given[0]], floor=floor)

    def period(self, path: Path) -> Period | None:
        r = self.r
        said = r.mapping(
            path,
            {
                "from",
                "to",
                "act",
                "at_least",
                "at_most",
                "before",
                "not_before",
                "not_after",
                "ahead_of",
                "full",
                "convention",
                "lines",
                "tolled",
                "excuse",
            },
        )
        excuse = self.condition((*path, "excuse")) if "excuse" in said else None
        bounds = [k for k in ("at_least", "at_most", "before", "not_before", "not_after") if k in said]
        if len(bounds) > 1:
            r.problem(
                (*path, bounds[1]),
                "一条期间规则只能有一个界限",
                "a period has one bound; write a second rule for the other",
                key=True,
            )
            return None
        for key in ("tolled", "full") if "ahead_of" in said or simple_bound(said) else ():
            if key in said:
                r.problem(
                    (*path, key), f"“{key}”在此处不起作用", f"'{key}' has no meaning here; leave it out", key=True
                )
        if excuse is not None and ({"at_least", "not_before"} & set(bounds)) and "ahead_of" not in said:
            r.problem((*path, "excuse"), "excuse 只用于“不得晚于”的期间", "an excuse is for lateness only", key=True)
        if "full" in said and r.text((*path, "full")) != "true":
            r.problem((*path, "full"), "full 只能为 true", "'full' is either true or left out")
        act = self.event((*path, "act" if "act" in said else "to")) if "act" in said or "to" in said else None
        if act is None:
            if not {"act", "to"} & set(said):
                r.problem(path, "period 需要 act（或 to）", "a period needs 'act' (or 'to'): the event that it binds")
            return None
        convention = r.at(path).get("convention", self.convention.id)
        simple = [k for k in ("before", "not_before", "not_after") if k in said]
        if simple:
            key = simple[0]
            lines = self.date((*path, key), "at_least" if key == "not_before" else "at_most")
            if key == "before":
                one = Node("const", "days", data=1, limit=1)
                lines = lines.each(lambda line: Node("sub", "date", (line, one), limit=LIMITS["date"]))
            return Period(
                key != "not_before",
                act[0],
                act[1],
                act[2],
                lines,
                lines.late,
                excuse,
                "",
                convention,
                str(r.at((*path, key))),
            )
        if "at_most" in said and "from" in said:
            lines = self.date_lines(path, "at_most", self.lengths((*path, "at_most")))
            return Period(
                True,
                *act,
                lines,
                self.date((*path, "from")).late,
                excuse,
                self.length_text((*path, "at_most")),
                convention,
                str(said["from"]),
            )
        if "at_least" in said and "ahead_of" in said:
            lengths, target = self.lengths((*path, "at_least")), self.date((*path, "ahead_of"))
            lines = self.ahead(path, lengths, target)
            return Period(
                True,
                *act,
                lines,
                target.late,
                excuse,
                self.length_text((*path, "at_least")),
                convention,
                str(said["ahead_of"]),
            )
        if "at_least" in said and "from" in said:
            full = "full" in said
            lines = self.date_lines(path, "full" if full else "at_least", self.lengths((*path, "at_least")))
            if full:
                one = Node("const", "days", data=1, limit=1)
                lines = lines.each(lambda line: Node("add", "date", (line, one), limit=LIMITS["date"]))
            return Period(
                False,
                *act,
                lines,
                self.date((*path, "from"), "at_least").early,
                excuse,
                self.length_text((*path, "at_least")),
                convention,
                str(said["from"]),
            )
        r.problem(
            path,
            "period 写作 from + act + at_most、from + to + at_least、act + at_least + ahead_of，或 before/not_before",
            "write from + act + at_most, from + to + at_least, act + at_least + ahead_of, or before/not_before",
        )
        return None

    def window(self, path: Path) -> Window | None:
        r = self.r
        said = r.mapping(
            path, {"who", "opens", "until", "act", "to_whom", "form", "after"}, {"who", "until", "to_whom"}
        )
        if not {"who", "until"} <= set(said):
            return None
        until = self.date((*path, "until"))
        opens = (
            self.date((*path, "opens"), "at_least")
            if "opens" in said
            else Lines.one(Node("unknown", "date", limit=LIMITS["date"]))
        )
        act = self.event((*path, "act")) if "act" in said else None
        raw = r.at((*path, "until"))
        usual = self.date((*path, "until", "default")).late if isinstance(raw, dict) and "default" in raw else None
        length = self.length_text((*path, "until", "after")) if isinstance(raw, dict) and "after" in raw else ""
        texts = {k: r.bilingual((*path, k)) if k in said else None for k in ("to_whom", "form", "after")}
        return Window(
            r.word((*path, "who"), ("supplier", "potential_bidder", "bidder", "interested_party")),
            opens,
            until,
            opens.early,
            act[0] if act else "",
            act[1] if act else None,
            act[2] if act else None,
            usual,
            texts["to_whom"],
            texts["form"],
            texts["after"],
            length,
            self.convention.id,
        )

    def effect(self, path: Path) -> Effect | None:
        r = self.r
        raw = r.at(path)
        upon = r.texts((*path, "upon")) if raw.get("upon") is not None else ()
        parts = [self.breached(rule, (*path, "upon")) for rule in upon]
        if raw.get("when") is not None:
            parts.append(self.condition((*path, "when")))
        if not parts:
            r.problem(path, "effect 需要 upon 或 when", "an effect needs 'upon' or 'when'")
        unless = r.texts((*path, "unless")) if raw.get("unless") is not None else ()
        trigger = or_(*parts) if parts else FALSE
        if unless:  # a breach that is open does not keep it back
            breaches = or_(*(self.breached(rule, (*path, "unless")) for rule in unless))
            trigger = and_(trigger, not_(Node("known_or", "bool", (breaches, FALSE))))
        cases = []
        for i, _ in enumerate(r.sequence((*path, "effect"))):
            row = (*path, "effect", i)
            said = r.mapping(row, {"when", "must", "may", "note"})
            lists: dict[str, tuple[str, ...]] = {}
            for key in ("must", "may"):
                words = r.texts((*row, key)) if key in said else ()
                for word in words:
                    if word not in self.actions:
                        r.problem(
                            (*row, key), f"没有后果“{word}”", f"there is no action '{word}'; declare it in actions.yaml"
                        )
                lists[key] = words
            note = r.bilingual((*row, "note")) if "note" in said else None
            cases.append(
                EffectCase(
                    self.condition((*row, "when")) if "when" in said else TRUE, lists["must"], lists["may"], note
                )
            )
        return Effect(trigger, tuple(cases), upon, unless)


def simple_bound(said: Mapping[str, Any]) -> bool:
    """Whether a period is bounded by a day, not by a length."""
    return bool({"before", "not_before", "not_after"} & set(said))
