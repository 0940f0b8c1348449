"""Reading rules aloud: typed trees and forms as sentences, in Chinese and English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.facts.values import Choice
from procure_rules.rules.model import Case, Define, Duty, Effect, Ground, Parameter, Period, Rule, Window
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import TRUE, Lines, Node, Ref, not_

__all__ = ["Aloud", "show_value"]

WORDS: dict[str, tuple[str, str]] = {
    "and": ("，且", " and "),
    "or": ("，或者", " or "),
    "not": ("并非（{0}）", "not ({0})"),
    "happened": ("“{0}”已发生", "“{0}” has happened"),
    "not_happened": ("“{0}”尚未发生", "“{0}” has not happened"),
    "is": ("{0}为{1}", "{0} is {1}"),
    "is_not": ("{0}不是{1}", "{0} is not {1}"),
    "drawn_is": ("{0}：{1}", "{0}: {1}"),
    "drawn_is_not": ("{0}并非：{1}", "{0} is not: {1}"),
    "le": ("{0}不超过{1}", "{0} is at most {1}"),
    "ge": ("{0}不少于{1}", "{0} is at least {1}"),
    "lt": ("{0}少于{1}", "{0} is below {1}"),
    "gt": ("{0}超过{1}", "{0} is above {1}"),
    "eq": ("{0}等于{1}", "{0} equals {1}"),
    "ne": ("{0}不等于{1}", "{0} does not equal {1}"),
    "le_date": ("{0}不晚于{1}", "{0} is no later than {1}"),
    "ge_date": ("{0}不早于{1}", "{0} is no earlier than {1}"),
    "lt_date": ("{0}早于{1}", "{0} is before {1}"),
    "gt_date": ("{0}晚于{1}", "{0} is after {1}"),
    "odd": ("{0}为单数", "{0} is odd"),
    "even": ("{0}为双数", "{0} is even"),
    "rounded": ("{0}（四舍五入到分）", "{0}, rounded to the fen"),
    "times": ("{1}的{0}倍", "{0} times {1}"),
    "share": ("{1}的{0}", "{0} of {1}"),
    "add": ("{0}与{1}之和", "{0} plus {1}"),
    "total": ("{0}之和", "the sum of {0}"),
    "next_day": ("{0}的次日", "the day after {0}"),
    "sub": ("{0}减去{1}", "{0} minus {1}"),
    "add_date": ("{0}后{1}", "{1} after {0}"),
    "sub_date": ("{0}前{1}", "{1} before {0}"),
    "min": ("{0}中的较低者", "the lesser of {0}"),
    "max": ("{0}中的较高者", "the greater of {0}"),
    "min_date": ("{0}中的较早者", "the earlier of {0}"),
    "max_date": ("{0}中的较晚者", "the later of {0}"),
    "hull": ("{0}之间", "between {0}"),
    "stated_or": ("{0}（未写明的，为{1}）", "{0} (if not stated, {1})"),
    "deadline_at": ("{0}时有效的{1}", "the {1} as it stood on {0}"),
    "count_list": ("{0}的数量", "the number of {0}"),
    "sum_list": ("{0}的{1}合计", "the total {1} of {0}"),
    "min_list": ("{0}的{1}最小值", "the least {1} of {0}"),
    "max_list": ("{0}的{1}最大值", "the greatest {1} of {0}"),
    "any_list": ("存在{0}", "there are {0}"),
    "none_list": ("不存在{0}", "there are no {0}"),
    "all_list": ("各{0}均{1}", "all {0}: {1}"),
    "where": ("{1}的{0}", "{0} where {1}"),
    "after": ("{0}之后{1}", "{1} after {0}"),
    "ahead": ("{0}之前{1}", "{1} before {0}"),
    "leaving_out": ("{0}（{1}至{2}不计）", "{0} (leaving out {1} to {2})"),
    "breached": ("违反“{0}”", "“{0}” is breached"),
    "contested": ("存在争议", "it is contested"),
    "unknown": ("未知", "unknown"),
    "true": ("成立", "it holds"),
    "false": ("不成立", "it does not hold"),
    "list_and": ("与", " and "),
    "list_or": ("或者", " or "),
    "open": ("（", "("),
    "close": ("）", ")"),
    "day": ("{0}日", "{0} days"),
    "workday": ("{0}个工作日", "{0} working days"),
    "month": ("{0}个月", "{0} months"),
    "year": ("{0}年", "{0} years"),
    "applies": ("适用于：{0}。", "Applies where {0}."),
    "require": ("要求：{0}。", "Required: {0}."),
    "forbid": ("禁止：{0}。", "Forbidden: {0}."),
    "safe": ("稳妥要求：{0}。", "To be safe: {0}."),
    "at_most": ("“{1}”不得晚于{0}。", "“{1}” comes no later than {0}."),
    "at_least": ("“{1}”不得早于{0}。", "“{1}” comes no earlier than {0}."),
    "literal_line": ("字面线：{0}。", "Literal line: {0}."),
    "safe_line": ("稳妥线：{0}。", "Safe line: {0}."),
    "until": ("期限截至{0}。", "Open until {0}."),
    "opens": ("自{0}起。", "Open from {0}."),
    "to_whom": ("向{0}提出。", "To {0}."),
    "define": ("“{0}”：", "“{0}”: "),
    "case": ("{0}的，{1}；", "where {0}: {1}; "),
    "otherwise": ("其余{0}。", "otherwise {0}."),
    "value": ("即{0}。", "{0}."),
    "ground": ("可以采用{0}：{1}。", "{0} may be used where {1}."),
    "approval": ("须{0}。", "It needs {0}."),
    "effect": ("{0}时：", "Where {0}: "),
    "must": ("应当{0}", "must: {0}"),
    "may": ("可以{0}", "may: {0}"),
    "excuse": ("免责：{0}。", "Excused where {0}."),
}


def money(fen: Decimal | Fraction | float, lang: str) -> str:
    yuan = Fraction(int(fen) if not isinstance(fen, Fraction) else fen) / 100
    if lang == "zh" and yuan >= 10_000 and (yuan / 10_000 * 100).denominator == 1:
        wan = yuan / 10_000
        return f"{float(wan):,.2f}".rstrip("0").rstrip(".") + "万元"
    text = f"{float(yuan):,.2f}".rstrip("0").rstrip(".") if yuan.denominator != 1 else f"{int(yuan):,}"
    return f"{text}元" if lang == "zh" else f"{text} yuan"


TIMES = {
    "zh": ("两", "三", "四", "五", "六", "七", "八", "九", "十"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}


def percent(share: Fraction) -> str:
    value = float(share * 100)
    return f"{value:g}%"


def show_value(value: Any, kind: str, lang: str, choices: Any = None) -> str:
    """A fact's or conclusion's value for people."""
    if kind in ("bool",):
        words = {"zh": {True: "是", False: "否", None: "未知"}, "en": {True: "yes", False: "no", None: "unknown"}}
        return words[lang][value]
    if value is None:
        return "未知" if lang == "zh" else "unknown"
    if kind in ("choice", "text"):
        if isinstance(choices, type) and issubclass(choices, Choice):
            member = choices(value)  # type: ignore[call-arg]
            return member.zh if lang == "zh" else member.en
        return str(value)
    lo, hi = value
    low_open, high_open = lo == float("-inf") or (lo == 0 and hi == float("inf") and kind != "date"), hi == float("inf")

    def one(number: float) -> str:
        if kind == "date":
            return dt.date.fromordinal(int(number)).isoformat()
        if kind == "amount":
            return money(number, lang)
        if kind == "ratio":
            return percent(Fraction(int(number), 10_000))
        if kind == "days":
            return WORDS["day"][lang == "en"].format(int(number))
        return f"{int(number):,}"

    if low_open and high_open:
        return "未知" if lang == "zh" else "unknown"
    if lo == hi:
        return one(lo)
    if lo == float("-inf"):
        return f"≤ {one(hi)}"
    return f"≥ {one(lo)}" if high_open else f"{one(lo)} – {one(hi)}"


class Aloud:
    """Sentences for a rulebook in one language."""

    def __init__(self, book: Rulebook, lang: str = "zh") -> None:
        self.book = book
        self.lang = lang

    def series(self, key: str, items: Iterable[str]) -> str:
        """Items joined as a list: A、B与C / A, B and C."""
        *head, last = items
        comma = ", " if self.lang == "en" else "、"
        return f"{comma.join(head)}{self.say(key)}{last}" if head else last

    def say(self, key: str, *args: str) -> str:
        return WORDS[key][self.lang == "en"].format(*args)

    # names ------------------------------------------------------------------------------------------------------
    def spec(self, ref: Ref) -> FieldSpec | None:
        return all_scopes()[ref.scope].fields.get(ref.name)

    def title(self, ref: Ref) -> str:
        spec = self.spec(ref)
        if spec is not None:
            return spec.fact.zh if self.lang == "zh" else spec.fact.en
        known = self.book.conclusions.get(ref.name)
        if known is not None:
            return known.zh if self.lang == "zh" else known.en
        rules = [r for r in self.book.rules if r.id == ref.name]
        return rules[0].title.text(self.lang) if rules else ref.name

    def items(self, ref: Ref, where: Node) -> str:
        spec = self.spec(ref)
        many = ref.name if spec is None else spec.fact.zh if self.lang == "zh" else spec.fact.many_en
        return many if where == TRUE else self.say("where", many, self.node(where, nested=True))

    def word(self, value: str, other: Node) -> str:
        spec = self.spec(other.data) if other.op == "field" else None
        if spec is not None and spec.choices is not None:
            member = spec.choices(value)  # type: ignore[call-arg]
            return str(member.zh if self.lang == "zh" else member.en)
        known = self.book.conclusions.get(other.data.name) if other.op == "conclusion" else None
        return known.words[value].text(self.lang) if known is not None and value in known.words else value

    def length(self, number: int, unit: str) -> str:
        text = self.say(unit, str(number))
        return text[:-1] if self.lang == "en" and number == 1 else text

    # expressions ------------------------------------------------------------------------------------------------
    def node(self, node: Node, *, nested: bool = False) -> str:
        """A condition or quantity as words."""
        if node.kind == "bool":
            return self.condition(node, positive=True, nested=nested)
        return self.quantity(node)

    def condition(self, node: Node, *, positive: bool, nested: bool = False) -> str:
        op = node.op
        if op == "not":
            return self.condition(node.args[0], positive=not positive, nested=nested)
        if op == "const":
            return self.say("true" if node.data == positive else "false")
        if op == "contested":
            return self.say("contested")
        if op in ("field", "conclusion"):
            return self.flag(node, positive)
        if op == "breached":
            text = self.say("breached", self.title(node.data))
            return text if positive else self.say("not", text)
        if op == "same":
            return self.choice(node.args[0], self.word(str(node.args[1].data), node.args[0]), positive)
        if op in ("le", "lt"):
            return self.comparison(node, positive)
        if op == "odd":
            return self.say("odd" if positive else "even", self.quantity(node.args[0]))
        if op == "aggregate":
            return self.list_condition(node, positive)
        if op in ("and", "or"):
            return self.junction(node, positive=positive, nested=nested)
        return op

    def junction(self, node: Node, *, positive: bool, nested: bool) -> str:
        args = node.args
        if (
            node.op == "and"
            and len(args) == 2
            and args[0].op == args[1].op == "le"
            and args[0].args == args[1].args[::-1]
        ):
            return self.say("eq" if positive else "ne", self.quantity(args[0].args[0]), self.quantity(args[0].args[1]))
        if node.op == "or" and all(a.op == "same" and a.args[0] == args[0].args[0] for a in args):
            words = self.series("list_or", (self.word(str(a.args[1].data), a.args[0]) for a in args))
            return self.choice(args[0].args[0], words, positive)
        joiner = self.say(node.op if positive else {"and": "or", "or": "and"}[node.op])
        text = joiner.join(self.condition(a, positive=positive, nested=True) for a in args)
        return f"{self.say('open')}{text}{self.say('close')}" if nested else text

    def choice(self, what: Node, words: str, positive: bool) -> str:
        drawn = "drawn_" if what.op == "conclusion" else ""  # its words may be clauses of their own
        return self.say(f"{drawn}is" if positive else f"{drawn}is_not", self.quantity(what), words)

    def flag(self, node: Node, positive: bool) -> str:
        ref: Ref = node.data
        if ref.aspect == "happened":
            return self.say("happened" if positive else "not_happened", self.title(ref))
        spec = self.spec(ref)
        if spec is not None:
            said = spec.fact
            text = (
                (said.yes_zh if positive else said.no_zh)
                if self.lang == "zh"
                else (said.yes_en if positive else said.no_en)
            )
        else:
            phrase = self.book.phrases.get(ref.name, {}).get("yes" if positive else "no")
            text = phrase.text(self.lang) if phrase else ""
        return text or (self.title(ref) if positive else self.say("not", self.title(ref)))

    def comparison(self, node: Node, positive: bool) -> str:
        left, right = node.args
        words = {("le", True): "le", ("le", False): "gt", ("lt", True): "lt", ("lt", False): "ge"}
        turned = {"le": "ge", "gt": "lt", "lt": "gt", "ge": "le"}
        word = words[node.op, positive]
        if node.data or left.op == "const":
            left, right, word = right, left, turned[word]
        if node.args[0].kind == "date":
            word += "_date"
        return self.say(word, self.quantity(left), self.quantity(right))

    def list_condition(self, node: Node, positive: bool) -> str:
        function, ref, _ = node.data
        if function == "all":
            text = self.say("all_list", self.items(ref, TRUE), self.node(node.args[0], nested=True))
            return text if positive else self.say("not", text)
        return self.say("any_list" if positive else "none_list", self.items(ref, node.args[0]))

    def quantity(self, node: Node) -> str:
        natural = node.args[0].scale if node.args and node.op not in ("aggregate", "param", "count", "rounded") else 1
        if node.op == "const":
            return self.constant(node)
        share = Fraction(natural, node.scale)
        if node.op == "scale":
            share = Fraction(int(node.data) * node.args[0].scale, node.scale)
            text = self.quantity_plain(node.args[0])
            inner = Fraction(self.natural(node.args[0]), node.args[0].scale)
            share *= inner
        else:
            text = self.quantity_plain(node)
        if share == 1:
            return text
        if share.denominator == 1 and share > 1:
            number = int(share)
            many = TIMES[self.lang][number - 2] if number <= 10 else f"{number:,}"
            return self.say("times", many, text)
        return self.say("share", percent(share), text)

    @staticmethod
    def natural(node: Node) -> int:
        return node.args[0].scale if node.args and node.op in ("add", "sub", "min", "max", "hull", "stated_or") else 1

    def addends(self, node: Node) -> list[str]:
        if node.op == "add" and node.scale == node.args[0].scale:
            return [text for arg in node.args for text in self.addends(arg)]
        return [self.quantity(node)]

    def constant(self, node: Node) -> str:
        if node.kind in ("choice", "text"):
            return str(node.data)
        real = Fraction(node.data, node.scale)
        if node.kind == "amount":
            return money(real, self.lang)
        if node.kind == "ratio":
            return percent(real / 10_000)
        if node.kind == "days":
            return self.length(int(real), "day")
        if node.kind == "date":
            return dt.date.fromordinal(int(real)).isoformat()
        return f"{int(real):,}" if real.denominator == 1 else f"{float(real):g}"

    def quantity_plain(self, node: Node) -> str:
        op, date = node.op, "_date" if node.kind == "date" else ""
        if op in ("field", "conclusion"):
            return self.title(node.data)
        if op == "scale":
            return self.quantity(node)
        if op == "add" and date and node.args[1].op == "const" and node.args[1].data == 1:
            return self.say("next_day", self.quantity(node.args[0]))
        if op == "add" and not date:
            return self.say("total", self.series("list_and", (t for arg in node.args for t in self.addends(arg))))
        if op in ("add", "sub"):
            return self.say(op + date, self.quantity(node.args[0]), self.quantity(node.args[1]))
        if op in ("min", "max"):
            return self.say(op + date, self.series("list_and", (self.quantity(a) for a in node.args)))
        if op == "rounded":
            return self.say("rounded", self.quantity(node.args[0]))
        if op in ("hull", "hull_of_known"):
            texts = list(dict.fromkeys(self.quantity(a) for a in node.args))
            return texts[0] if len(texts) == 1 else self.say("hull", self.series("list_and", texts))
        if op == "stated_or":
            return self.say("stated_or", self.quantity(node.args[0]), self.quantity(node.args[1]))
        if op == "mul":
            return self.say("share", self.quantity(node.args[0]), self.quantity(node.args[1]))
        if op == "param":
            table: Parameter = node.data
            return table.title.text(self.lang)
        if op == "count":
            number, how, tolls = node.data
            word = "ahead" if how.backward else "after"
            beyond = how.extra if how.unit in ("month", "year") else 0
            text = self.say(word, self.quantity(node.args[0]), self.length(number + how.extra - beyond, how.unit))
            if beyond:
                text = self.say(word, text, self.length(beyond, "day"))
            for toll in tolls:
                text = self.say("leaving_out", text, self.quantity(toll.start), self.quantity(toll.end))
            return text
        if op == "deadline_at":
            return self.say("deadline_at", self.quantity(node.args[0]), self.title(node.data))
        if op == "aggregate":
            function, ref, _ = node.data
            items = self.items(ref, node.args[0])
            if function == "count":
                return self.say("count_list", items)
            return self.say(
                {"sum": "sum_list", "min_of": "min_list", "max_of": "max_list"}[function],
                items,
                self.quantity(node.args[1]),
            )
        return self.say("unknown")

    # rules ------------------------------------------------------------------------------------------------------
    def rule(self, rule: Rule) -> list[str]:
        """A rule's guard and content as sentences."""
        out = [] if rule.applies == TRUE else [self.say("applies", self.node(rule.applies))]
        form = rule.form
        match form:
            case Duty():
                if form.forbids:
                    out.append(self.say("forbid", self.node(not_(form.literal))))
                else:
                    out.append(self.say("require", self.node(form.literal)))
                if form.safe != form.literal:
                    out.append(self.say("safe", self.node(form.safe)))
            case Period():
                out += self.period(form, rule)
            case Window():
                if form.opens.early.op != "unknown":
                    out.append(self.say("opens", self.quantity(form.opens.early)))
                out.append(self.say("until", self.quantity(form.until.late)))
                if not form.until.settled:
                    out.append(self.say("safe_line", self.quantity(form.until.early)))
                if form.to_whom:
                    out.append(self.say("to_whom", form.to_whom.text(self.lang)))
            case Define():
                out.append(self.define(form, rule))
            case Ground():
                out.append(self.say("ground", self.method(form.method), self.node(form.when)))
                if form.safe != form.when:
                    out.append(self.say("safe", self.node(form.safe)))
                if form.approval:
                    out.append(self.say("approval", form.approval.text(self.lang)))
            case Effect():
                out += self.effect(form)
        return out

    def period(self, form: Period, rule: Rule) -> list[str]:
        act = (
            self.title(Ref(rule.scope, form.act))
            if form.act in all_scopes()[rule.scope].fields
            else self.event_title(form.act)
        )
        literal, safe = (form.lines.late, form.lines.early) if form.most else (form.lines.early, form.lines.late)
        out = [self.say("at_most" if form.most else "at_least", self.quantity(literal), act)]
        if self.quantity(safe) != self.quantity(literal):
            out.append(self.say("safe_line", self.quantity(safe)))
        if form.excuse is not None:
            out.append(self.say("excuse", self.node(form.excuse)))
        return out

    def event_title(self, name: str) -> str:
        for scope in all_scopes().values():
            if name in scope.fields:
                return self.title(Ref(scope.name, name))
        return name

    def method(self, name: str) -> str:
        spec = all_scopes()["procedure"].fields["method"]
        member = spec.choices(name) if spec.choices else name  # type: ignore[call-arg]
        return str(getattr(member, self.lang, name))

    def define(self, form: Define, rule: Rule) -> str:
        out = self.say("define", self.title(Ref(rule.scope, form.name)))
        for case in form.cases:
            value = self.case_value(case, Node("conclusion", form.kind, data=Ref(rule.scope, form.name)))
            if case.when == TRUE:
                out += self.say("otherwise" if len(form.cases) > 1 else "value", value)
            else:
                out += self.say("case", self.node(case.when), value)
        return out

    def case_value(self, case: Case, what: Node) -> str:
        if not isinstance(case.value, Lines):
            plain = case.value.op == "const" and case.value.kind == "choice"
            return self.word(str(case.value.data), what) if plain else self.node(case.value)
        early, late = self.quantity(case.value.early), self.quantity(case.value.late)
        return late if early == late else f"{late}{self.say('open')}{self.say('safe_line', early)}{self.say('close')}"

    def effect(self, form: Effect) -> list[str]:
        out = []
        for case in form.cases:
            parts = [
                self.say(
                    key,
                    self.series(
                        "list_and" if key == "must" else "list_or",
                        (self.book.actions[a].title.text(self.lang) for a in actions),
                    ),
                )
                for key, actions in (("must", case.must), ("may", case.may))
                if actions
            ]
            when = self.node(form.trigger) if case.when == TRUE else self.node(case.when)
            out.append(
                self.say("effect", when) + "；".join(parts)
                if self.lang == "zh"
                else self.say("effect", when) + "; ".join(parts)
            )
        return out
