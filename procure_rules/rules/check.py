"""From syntax tree to typed tree: every name found, every unit right, every number within 64 bits."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from procure_rules.facts.registry import FieldSpec, Scope, all_scopes, chain
from procure_rules.facts.values import AMOUNT_LIMIT, Choice
from procure_rules.rules import grammar as g
from procure_rules.rules.model import Conclusion
from procure_rules.rules.tree import NUMERIC, SIDES, SUM_LIMIT, Lines, Node, Ref, and_, const_bool, not_, or_

__all__ = ["Checker", "TypeProblem", "Typed", "Vocabulary"]

TypeProblem = g.SyntaxProblem
MAX_INT = 2**63 - 1
LIMITS = {"amount": AMOUNT_LIMIT, "count": 10**9, "ratio": 10**5, "days": 10**9, "date": 10**6}
KIND_ZH = {
    "bool": "是非",
    "amount": "金额",
    "count": "数量",
    "ratio": "比例",
    "days": "天数",
    "date": "日期",
    "choice": "类别",
    "text": "文字",
    "list": "列表",
    "event": "事件",
    "deadline": "截止时间",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a rule may use beside the facts: conclusions and parameters."""

    conclusions: Mapping[str, Conclusion] = field(default_factory=dict)
    parameters: Mapping[str, object] = field(default_factory=dict)


class Typed(NamedTuple):
    """A checked expression: its kind and node; dates keep their lines; facts keep their declaration."""

    kind: str
    node: Node
    lines: Lines | None = None
    choices: type[Choice] | tuple[str, ...] | None = None
    spec: FieldSpec | None = None

    @property
    def dates(self) -> Lines:
        return self.lines or Lines.one(self.node)


def with_article(kind: str) -> str:
    """A kind with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def home(scope: str) -> str:
    """The scope that holds a scope's facts: a part of the project is held by the project."""
    return "project" if all_scopes()[scope].part else scope


def words_of(one: Typed) -> tuple[str, ...]:
    """The words that a choice may be."""
    if one.choices is None:
        return ()
    return one.choices if isinstance(one.choices, tuple) else tuple(m.value for m in one.choices)


class Checker:
    """Checks expressions of one rule. ``anchor`` is the date that picks versions of parameters."""

    def __init__(
        self, vocabulary: Vocabulary, scope: str, anchor: Node | None = None, *, presumption: bool = False
    ) -> None:
        self.vocabulary = vocabulary
        self.scope = scope
        self.anchor = anchor
        self.presumption = presumption

    # names ------------------------------------------------------------------------------------------------------
    def find(self, name: str) -> tuple[Scope, FieldSpec] | Conclusion | None:
        links = chain(self.scope)
        for link in links:
            if name in link.fields:
                return link, link.fields[name]
        found = self.vocabulary.conclusions.get(name)
        if found and any(home(link.name) == home(found.scope) for link in links):
            return found
        return None

    def unknown(self, name: str, column: int) -> TypeProblem:
        known = [n for link in chain(self.scope) for n in link.fields] + list(self.vocabulary.conclusions)
        elsewhere = [s.name for s in all_scopes().values() if name in s.fields]
        other = self.vocabulary.conclusions.get(name)
        if elsewhere or other:
            where = elsewhere[0] if elsewhere else other.scope if other else ""
            return TypeProblem(
                column,
                f"“{name}”属于 {where}，在 {self.scope} 中不可见",
                f"'{name}' belongs to {where} and cannot be seen from {self.scope}; count or check it there",
            )
        near = difflib.get_close_matches(name, known, 1)
        hint_zh, hint_en = (
            (f"；是否为 {near[0]}？", f"; did you mean {near[0]}?")
            if near
            else ("", "; declare it as a fact or conclusion")
        )
        return TypeProblem(
            column, f"没有事实或结论“{name}”{hint_zh}", f"there is no fact or conclusion '{name}'{hint_en}"
        )

    def name(self, ast: g.Name) -> Typed:
        if ast.name.startswith("'"):
            return Typed("text", Node("const", "text", data=ast.name[1:-1], column=ast.column))
        found = self.find(ast.name)
        if found is None:
            raise self.unknown(ast.name, ast.column)
        if isinstance(found, Conclusion):
            return self.conclusion(found, ast.column)
        link, spec = found
        where = home(link.name)
        ref = Ref(where, spec.name)
        limit = LIMITS.get(spec.kind, 0)
        if spec.kind in ("event", "deadline"):
            node = Node("field", "date", data=Ref(where, spec.name, "date"), limit=LIMITS["date"], column=ast.column)
            return Typed("date", node, spec=spec)
        node = Node("field", spec.kind, data=ref, limit=limit, column=ast.column)
        return Typed(spec.kind, node, choices=spec.choices, spec=spec)

    def conclusion(self, found: Conclusion, column: int) -> Typed:
        where = home(found.scope)
        limit = LIMITS.get(found.kind, 0)
        if found.kind == "date":
            lines = Lines(
                *(
                    Node("conclusion", "date", data=Ref(where, found.name, side), limit=limit, column=column)
                    for side in SIDES
                )
            )
            return Typed("date", lines.span(), lines)
        node = Node("conclusion", found.kind, data=Ref(where, found.name), limit=limit, column=column)
        return Typed(found.kind, node, choices=found.choices or None)

    # expressions ------------------------------------------------------------------------------------------------
    def typed(self, ast: g.Ast) -> Typed:
        match ast:
            case g.Lit():
                return self.literal(ast)
            case g.Name():
                return self.name(ast)
            case g.Not() | g.And() | g.Or() | g.Cmp() | g.In():
                return Typed("bool", self.boolean(ast))
            case g.Bin():
                return self.arithmetic(ast)
            case g.Call():
                return self.call(ast)
            case g.Agg():
                return self.aggregate(ast)
        raise AssertionError(ast)

    def literal(self, ast: g.Lit) -> Typed:
        if ast.kind == "bool":
            return Typed("bool", const_bool(bool(ast.value)))
        if ast.kind == "contested":
            return Typed("bool", Node("contested", "bool", column=ast.column))
        if ast.kind == "ratio":
            points = Fraction(ast.value if isinstance(ast.value, Decimal) else 0) * 10_000
            node = Node(
                "const",
                "ratio",
                data=points.numerator,
                scale=points.denominator,
                limit=points.numerator,
                column=ast.column,
            )
            return Typed("ratio", node)
        if ast.kind in ("workday", "month", "year"):
            raise TypeProblem(
                ast.column,
                "工作日、月、年只能写在期间字段中（at_least、at_most、after）",
                "working days, months and years stand in period fields only (at_least, at_most, after)",
            )
        kind = "days" if ast.kind == "day" else ast.kind
        value = int(ast.value or 0)
        if value > LIMITS.get(kind, MAX_INT):
            raise TypeProblem(ast.column, "数值过大", "the number is too large")
        return Typed(kind, Node("const", kind, data=value, limit=value, column=ast.column))

    def boolean(self, ast: g.Ast) -> Node:
        """A condition."""
        match ast:
            case g.Not():
                return not_(self.boolean(ast.arg))
            case g.And():
                return and_(*(self.boolean(a) for a in ast.args))
            case g.Or():
                return or_(*(self.boolean(a) for a in ast.args))
            case g.Cmp():
                return self.compare(ast)
            case g.In():
                return self.within(ast)
        found = self.typed(ast)
        if found.kind != "bool":
            zh = KIND_ZH.get(found.kind, found.kind)
            fix = "happened(…)" if found.kind == "date" else "a comparison"
            raise TypeProblem(
                ast.column,
                f"此处应为条件，而非{zh}",
                f"a condition is needed here, not {with_article(found.kind)}; write {fix}",
            )
        return found.node

    def compare(self, ast: g.Cmp) -> Node:
        left, right = self.pair(ast.left, ast.right, ast)
        if left.kind in ("choice", "text", "bool"):
            if ast.op not in ("==", "!="):
                raise TypeProblem(
                    ast.column,
                    f"{KIND_ZH[left.kind]}不能比较大小",
                    f"{with_article(left.kind)} has no order; use == or !=",
                )
            if left.kind == "bool":
                raise TypeProblem(
                    ast.column,
                    "是非值不用 == 比较",
                    "write the condition itself, or 'not' before it, instead of comparing it",
                )
            equal = Node("same", "bool", (left.node, right.node), column=ast.column)
            return equal if ast.op == "==" else not_(equal)
        if left.kind == "list":
            raise TypeProblem(ast.column, "列表不能直接比较", "a list cannot be compared with a number; write count(…)")
        if left.kind not in NUMERIC:
            raise TypeProblem(
                ast.column, f"{KIND_ZH[left.kind]}不能比较", f"{with_article(left.kind)} cannot be compared"
            )
        one, two = self.level(left.node, right.node, ast.column)
        if ast.op in ("==", "!="):
            equal = and_(
                Node("le", "bool", (one, two), column=ast.column), Node("le", "bool", (two, one), column=ast.column)
            )
            return equal if ast.op == "==" else not_(equal)
        turned = ast.op in (">", ">=")
        if turned:
            one, two = two, one
        return Node("lt" if ast.op in ("<", ">") else "le", "bool", (one, two), turned, column=ast.column)

    def pair(self, left: g.Ast, right: g.Ast, ast: g.Ast) -> tuple[Typed, Typed]:
        """Two sides of one comparison; a bare word takes the meaning of the other side's list of words."""
        if isinstance(left, g.Name) and self.find(left.name) is None and not left.name.startswith("'"):
            two = self.typed(right)
            return self.word(left, two), two
        one = self.typed(left)
        if (
            one.kind == "choice"
            and isinstance(right, g.Name)
            and (self.find(right.name) is None or right.name in words_of(one))
        ):
            return one, self.word(right, one)
        two = self.typed(right)
        if one.kind != two.kind:
            raise self.mismatch(one, two, ast.column)
        return one, two

    def mismatch(self, one: Typed, two: Typed, column: int) -> TypeProblem:
        zh = f"{KIND_ZH.get(one.kind, one.kind)}不能与{KIND_ZH.get(two.kind, two.kind)}比较"
        fix = "give the literal a unit" if "count" in (one.kind, two.kind) else "compare like with like"
        if "list" in (one.kind, two.kind):
            fix = "write count(…)"
        return TypeProblem(
            column,
            f"{zh}；请给出单位或改用同类值",
            f"{with_article(one.kind)} cannot be compared with {with_article(two.kind)}; {fix}",
        )

    def word(self, ast: g.Name, other: Typed) -> Typed:
        words, names = other.choices, words_of(other)
        if other.kind != "choice" or ast.name not in names:
            if other.kind == "choice":
                shown = ", ".join(names)
                raise TypeProblem(ast.column, f"“{ast.name}”不在可选词中：{shown}", f"'{ast.name}' is none of: {shown}")
            raise self.unknown(ast.name, ast.column)
        return Typed("choice", Node("const", "choice", data=ast.name, column=ast.column), choices=words)

    def within(self, ast: g.In) -> Node:
        one = self.typed(ast.arg)
        if one.kind not in ("choice", "text"):
            raise TypeProblem(
                ast.column, "in 只用于类别或文字", "'in' is for choices and texts only; use comparisons for numbers"
            )
        items = [
            self.word(i, one) if isinstance(i, g.Name) and one.kind == "choice" else self.typed(i) for i in ast.items
        ]
        for item, source in zip(items, ast.items, strict=True):
            if item.kind != one.kind or item.node.op != "const":
                raise TypeProblem(source.column, "此处应为词", "a word is expected here")
        node = or_(*(Node("same", "bool", (one.node, i.node), column=ast.column) for i in items))
        return not_(node) if ast.negated else node

    # numbers ----------------------------------------------------------------------------------------------------
    def scaled(self, node: Node, factor: int, scale: int, column: int) -> Node:
        """``node`` × factor, with its unit's denominator now ``scale``."""
        limit = node.limit * factor
        if factor == 0:
            return Node("const", node.kind, data=0, scale=scale, column=column)
        if limit > MAX_INT:
            raise TypeProblem(column, "乘积可能超出64位整数", "the product could pass 64 bits; use smaller figures")
        if node.op == "const":
            return Node("const", node.kind, data=node.data * factor, scale=scale, limit=limit, column=node.column)
        if factor == 1:
            return Node(node.op, node.kind, node.args, node.data, scale, limit, node.column)
        return Node("scale", node.kind, (node,), factor, scale, limit, column)

    def level(self, one: Node, two: Node, column: int) -> tuple[Node, Node]:
        """Both nodes on one denominator."""
        common = lcm(one.scale, two.scale)
        out = []
        for node in (one, two):
            out.append(node if node.scale == common else self.scaled(node, common // node.scale, common, column))
        return out[0], out[1]

    def arithmetic(self, ast: g.Bin) -> Typed:
        one, two = self.typed(ast.left), self.typed(ast.right)
        if ast.op == "*":
            return self.multiply(ast, one, two)
        if one.kind == "date" and two.kind == "days":
            op = "add" if ast.op == "+" else "sub"
            lines = one.dates.each(
                lambda line: Node(op, "date", (line, two.node), limit=LIMITS["date"], column=ast.column)
            )
            return Typed("date", lines.span(), lines)
        if one.kind != two.kind or one.kind not in ("amount", "count", "days", "ratio"):
            raise TypeProblem(
                ast.column,
                f"{KIND_ZH.get(one.kind, one.kind)}与{KIND_ZH.get(two.kind, two.kind)}不能相加减",
                f"{with_article(one.kind)} and {with_article(two.kind)} cannot be added or subtracted",
            )
        a, b = self.level(one.node, two.node, ast.column)
        limit = a.limit + b.limit
        if limit > MAX_INT:
            raise TypeProblem(ast.column, "和可能超出64位整数", "the sum could pass 64 bits")
        return Typed(
            one.kind, Node("add" if ast.op == "+" else "sub", one.kind, (a, b), None, a.scale, limit, ast.column)
        )

    def multiply(self, ast: g.Bin, one: Typed, two: Typed) -> Typed:
        if one.kind in ("amount", "days") and two.kind in ("ratio", "count"):
            one, two = two, one
        if one.kind == "ratio" and one.node.op == "const" and two.kind in ("amount", "count", "days"):
            share = Fraction(one.node.data, one.node.scale * 10_000)
            node = self.scaled(two.node, share.numerator, two.node.scale * share.denominator, ast.column)
            return Typed(two.kind, node)
        if one.kind == "count" and two.kind in ("amount", "count", "days", "ratio"):
            const, other = (one.node, two.node) if one.node.op == "const" else (two.node, one.node)
            if const.op == "const" and const.kind == "count":
                return Typed(other.kind, self.scaled(other, const.data, other.scale, ast.column))
        if one.kind == "ratio" and two.kind in ("amount", "count"):
            limit = one.node.limit * two.node.limit
            if limit <= MAX_INT:
                scale = one.node.scale * 10_000 * two.node.scale
                return Typed(two.kind, Node("mul", two.kind, (one.node, two.node), None, scale, limit, ast.column))
            raise TypeProblem(
                ast.column, "乘积可能超出64位整数", "the product could pass 64 bits; compare by a fixed ratio instead"
            )
        raise TypeProblem(
            ast.column,
            "只能以比例或整数乘以金额、数量",
            "only an amount, count or length can be multiplied, by a ratio or a whole number",
        )

    def call(self, ast: g.Call) -> Typed:
        name = ast.function
        if name == "happened":
            return Typed("bool", self.happened(ast))
        if name == "param":
            return self.parameter(ast)
        if name == "deadline_at":
            return self.deadline_at(ast)
        if name == "known_or":
            return self.known_or(ast)
        if name in ("odd", "rounded"):
            return self.odd(ast) if name == "odd" else self.rounded(ast)
        if name == "hull_of_known" and not self.presumption:
            raise TypeProblem(
                ast.column,
                "hull_of_known 只能用于推定",
                "hull_of_known may stand in presumptions only: it is no statement of law",
            )
        args = [self.typed(a) for a in ast.args]
        kinds = {a.kind for a in args}
        if len(args) < 2 or len(kinds) != 1:
            raise TypeProblem(
                ast.column, f"{name} 需要两个以上同类的值", f"{name} needs two or more values of one kind"
            )
        kind = kinds.pop()
        if name == "stated_or":
            return self.stated_or(ast, kind, args)
        if name in ("earlier", "later"):
            if kind != "date":
                raise TypeProblem(ast.column, f"{name} 用于日期", f"{name} is for dates; use min or max for numbers")
            op = "min" if name == "earlier" else "max"
            lines = Lines.joined(
                lambda parts: Node(op, "date", parts, limit=LIMITS["date"], column=ast.column),
                [a.dates for a in args],
            )
            return Typed("date", lines.span(), lines)
        if kind not in ("amount", "count", "ratio", "days") and not (kind == "date" and name == "between"):
            raise TypeProblem(ast.column, f"{name} 用于数值", f"{name} is for numbers; use earlier or later for dates")
        scale = lcm(*(a.node.scale for a in args))
        nodes = tuple(
            a.node if a.node.scale == scale else self.scaled(a.node, scale // a.node.scale, scale, ast.column)
            for a in args
        )
        op = {"min": "min", "max": "max", "between": "hull", "hull_of_known": "hull_of_known"}[name]
        return Typed(kind, Node(op, kind, nodes, None, scale, max(n.limit for n in nodes), ast.column))

    def odd(self, ast: g.Call) -> Typed:
        args = [self.typed(a) for a in ast.args]
        if len(args) != 1 or args[0].kind != "count" or args[0].node.scale != 1:
            raise TypeProblem(ast.column, "odd 需要一个整数", "odd takes one whole number")
        return Typed("bool", Node("odd", "bool", (args[0].node,), column=ast.column))

    def rounded(self, ast: g.Call) -> Typed:
        args = [self.typed(a) for a in ast.args]
        if len(args) != 1 or args[0].kind != "amount":
            raise TypeProblem(ast.column, "rounded 需要一个金额", "rounded takes one amount")
        node = args[0].node
        limit = node.limit // node.scale + 1
        return Typed("amount", Node("rounded", "amount", (node,), None, 1, limit, ast.column))

    def known_or(self, ast: g.Call) -> Typed:
        """A truth where it is decided, else what takes its place."""
        args = [self.typed(a) for a in ast.args]
        if [a.kind for a in args] != ["bool", "bool"]:
            raise TypeProblem(ast.column, "known_or 需要两个是否条件", "known_or takes two conditions")
        return Typed("bool", Node("known_or", "bool", tuple(a.node for a in args), column=ast.column))

    def stated_or(self, ast: g.Call, kind: str, args: list[Typed]) -> Typed:
        """A figure or date that the user stated, else what the rules give."""
        if len(args) != 2 or args[0].node.op != "field" or kind not in NUMERIC:
            raise TypeProblem(
                ast.column,
                "stated_or 需要一个事实和一个同类的值",
                "stated_or takes a number or date that is a fact, and a fallback",
            )
        if kind == "date":
            lines = args[1].dates.each(
                lambda line: Node("stated_or", "date", (args[0].node, line), limit=LIMITS["date"])
            )
            return Typed("date", lines.span(), lines)
        a, b = self.level(args[0].node, args[1].node, ast.column)
        return Typed(kind, Node("stated_or", kind, (a, b), None, a.scale, max(a.limit, b.limit), ast.column))

    def event(self, ast: g.Ast) -> tuple[Scope, FieldSpec]:
        """The event or deadline that ``ast`` names."""
        if isinstance(ast, g.Name):
            found = self.find(ast.name)
            if found is None:
                raise self.unknown(ast.name, ast.column)
            if not isinstance(found, Conclusion) and found[1].kind in ("event", "deadline"):
                return found
        raise TypeProblem(ast.column, "此处应为事件", "the name of an event is expected here")

    def happened(self, ast: g.Call) -> Node:
        if len(ast.args) != 1:
            raise TypeProblem(ast.column, "happened 需要一个事件", "happened takes one event")
        link, spec = self.event(ast.args[0])
        return Node("field", "bool", data=Ref(home(link.name), spec.name, "happened"), column=ast.column)

    def deadline_at(self, ast: g.Call) -> Typed:
        if len(ast.args) != 2:
            raise TypeProblem(ast.column, "deadline_at 需要截止时间和日期", "deadline_at takes a deadline and a date")
        link, spec = self.event(ast.args[0])
        when = self.typed(ast.args[1])
        if spec.kind != "deadline" or when.kind != "date":
            raise TypeProblem(ast.column, "deadline_at 需要截止时间和日期", "deadline_at takes a deadline and a date")
        ref = Ref(link.name, spec.name, "settings")
        now = Node("field", "date", data=Ref(link.name, spec.name, "date"), limit=LIMITS["date"])
        return Typed(
            "date", Node("deadline_at", "date", (when.node, now), ref, limit=LIMITS["date"], column=ast.column)
        )

    def parameter(self, ast: g.Call) -> Typed:
        first = ast.args[0]
        table = self.vocabulary.parameters.get(first.name) if isinstance(first, g.Name) else None
        if table is None:
            shown = first.name if isinstance(first, g.Name) else "?"
            near = difflib.get_close_matches(shown, list(self.vocabulary.parameters), 1)
            hint = f"; did you mean {near[0]}?" if near else "; add it to rulesets/parameters"
            raise TypeProblem(first.column, f"没有参数“{shown}”", f"there is no parameter '{shown}'{hint}")
        keys = [self.typed(a) for a in ast.args[1:]]
        wanted = len(table.keys)  # type: ignore[attr-defined]
        if len(keys) != wanted or any(k.kind not in ("choice", "text") for k in keys):
            raise TypeProblem(
                ast.column, f"该参数需要{wanted}个键", f"this parameter takes {wanted} key(s): words or texts"
            )
        if self.anchor is None:
            raise TypeProblem(ast.column, "此处不能使用参数", "a parameter cannot be used here")
        kind: str = table.kind  # type: ignore[attr-defined]
        node = Node("param", kind, (*(k.node for k in keys), self.anchor), table, 1, LIMITS[kind], ast.column)
        return Typed(kind, node)

    def aggregate(self, ast: g.Agg) -> Typed:
        name, measure = ast.items.name, None
        found = self.find(name)
        if found is None and "." in name:
            name, _, measure = name.rpartition(".")
            found = self.find(name)
        if found is None:
            raise self.unknown(ast.items.name, ast.items.column)
        if isinstance(found, Conclusion) or found[1].kind != "list":
            raise TypeProblem(ast.items.column, "此处应为列表", "a list is expected here")
        link, spec = found
        child = spec.child or ""
        inner = Checker(self.vocabulary, child, self.anchor, presumption=self.presumption)
        where = inner.boolean(ast.where) if ast.where is not None else const_bool(True)
        data = (ast.function, Ref(home(link.name), spec.name), child)
        if ast.function in ("count", "any", "all"):
            if measure is not None:
                raise TypeProblem(
                    ast.items.column, f"{ast.function} 不带字段", f"{ast.function} takes a list without a field"
                )
            if ast.function == "all" and ast.where is None:
                raise TypeProblem(ast.column, "all 需要 where", "all needs a condition after 'where'")
            kind = "count" if ast.function == "count" else "bool"
            return Typed(kind, Node("aggregate", kind, (where,), data, 1, 10_000 if kind == "count" else 0, ast.column))
        if measure is None:
            raise TypeProblem(
                ast.items.column,
                f"{ast.function} 需要字段，如 bids.bid_price",
                f"{ast.function} needs a field, such as bids.bid_price",
            )
        value = inner.name(g.Name(ast.items.column, measure))
        if value.kind not in ("amount", "count", "days") or (ast.function != "sum" and value.kind == "date"):
            raise TypeProblem(ast.items.column, "该字段不是数值", "that field is no number")
        limit = SUM_LIMIT if ast.function == "sum" else value.node.limit
        return Typed(
            value.kind, Node("aggregate", value.kind, (where, value.node), data, value.node.scale, limit, ast.column)
        )
