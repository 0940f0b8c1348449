"""Reading rules aloud: typed trees and forms as sentences, in Chinese and English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.facts.values import Choice
from procure_rules.rules.dates import COUNTED_TIMES
from procure_rules.rules.model import Bilingual, Case, Define, Duty, Effect, Ground, Parameter, Period, Rule, Window
from procure_rules.rules.phrases import DAY, HELP, SUBJECT, WORDS
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import FALSE, TRUE, Lines, Node, Ref, and_, not_

__all__ = ["Aloud", "show_value"]


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


def conjuncts(node: Node) -> tuple[Node, ...]:
    return node.args if node.op == "and" else (node,)


def is_place(node: Node, place: str) -> bool:
    """Whether a condition is the guard that the loader gives to a rule of a place."""
    first = node.args[0] if node.op == "or" else node
    return (
        first.op == "same" and first.args[0].data == Ref("project", "purchaser.place") and first.args[1].data == place
    )


def bounds(one: Node, other: Node) -> tuple[Node, Node, Node] | None:
    """The lower bound, the thing and the upper bound, where two comparisons are both about it."""
    if one.op != "le" or other.op != "le":
        return None
    for low, high in ((one, other), (other, one)):
        if low.args[1] == high.args[0] and low.args[1].op != "const":
            return low.args[0], low.args[1], high.args[1]
    return None


class Aloud:
    """Sentences for a rulebook in one language."""

    def __init__(self, book: Rulebook, lang: str = "zh") -> None:
        self.book = book
        self.lang = lang

    @cached_property
    def codes(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Where the codes of readings stand in texts, and what stays of it."""
        one = f"(?:{'|'.join(self.book.readings) or '(?!)'})"
        some, comma = rf"\b{one}(?:(?:、|，|；|, |; | and ){one})*\b", r"[，；、,;] ?"
        return (
            (re.compile(rf" ?[（(]{some}[）)]"), ""),
            (re.compile(rf"([（(]|{comma}){some}{comma}"), r"\1"),
            (re.compile(rf"{comma}{some}(?=[）)])"), ""),
        )

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
            return HELP.sub("", spec.fact.zh if self.lang == "zh" else spec.fact.en)
        known = self.book.conclusions.get(ref.name)
        if known is not None:
            return known.zh if self.lang == "zh" else known.en
        rules = [r for r in self.book.rules if r.id == ref.name]
        return rules[0].title.text(self.lang) if rules else ref.name

    def question(self, ref: Ref) -> str:
        """A yes-or-no question about a fact or conclusion: 供应商是否为中小企业？ / Is it so that …?"""
        text = self.flag(Node("field", "bool", data=ref), True)
        if self.lang == "en":
            return self.say("question", text)
        subject = SUBJECT.match(text)
        about = subject[0] if subject else ""
        said = text.removeprefix(about)
        for verb, asked in (
            ("系", "是否为"),
            ("没有", "是否没有"),
            ("已经", "是否已经"),
            ("有", "是否有"),
            ("不", "是否不"),
        ):
            if said.startswith(verb):
                return self.say("question", f"{about}{asked}{said.removeprefix(verb)}")
        return self.say("question", f"{about}是否{said}")

    def items(self, ref: Ref, where: Node) -> str:
        spec = self.spec(ref)
        many = ref.name if spec is None else spec.fact.zh if self.lang == "zh" else spec.fact.many_en
        said = "" if where == TRUE else self.node(where, nested=True)
        named = self.lang == "zh" and said.endswith(many)  # the condition ends in the name of the thing itself
        return many if not said else said if named else self.say("where", many, said)

    def place(self, name: str) -> str:
        return self.book.places.get(name, name) if self.lang == "en" else name

    def word(self, value: str, other: Node) -> str:
        spec = self.spec(other.data) if other.op == "field" else None
        if spec is not None and spec.choices is not None:
            member = spec.choices(value)  # type: ignore[call-arg]
            return str(member.zh if self.lang == "zh" else member.en)
        if spec is not None and spec.kind == "text":
            return self.place(value)
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
            return self.say("breached" if positive else "not_breached", self.say("title", self.title(node.data)))
        if op == "same":
            return self.choice(node.args[0], self.word(str(node.args[1].data), node.args[0]), positive)
        if op in ("le", "lt"):
            return self.comparison(node, positive)
        if op == "known_or":
            if node.args[1] == FALSE:
                return self.condition(node.args[0], positive=positive, nested=nested)
            first, fallback = (self.condition(a, positive=positive) for a in node.args)
            return self.say("known_or", first, fallback)
        if op == "odd":
            return self.say("odd" if positive else "even", self.quantity(node.args[0]))
        if op == "aggregate":
            return self.list_condition(node, positive)
        if op in ("and", "or"):
            return self.junction(node, positive=positive, nested=nested)
        return op

    def junction(self, node: Node, *, positive: bool, nested: bool) -> str:
        args = node.args
        found = bounds(*args) if node.op == "and" and len(args) == 2 else None
        if found and found[0] == found[2]:
            return self.say("eq" if positive else "ne", self.quantity(found[1]), self.quantity(found[0]))
        joiner = self.say(node.op if positive else {"and": "or", "or": "and"}[node.op])
        parts = self.parts(node, positive)
        text = joiner.join(parts)
        return f"{self.say('open')}{text}{self.say('close')}" if nested and len(parts) > 1 else text

    def parts(self, node: Node, positive: bool) -> list[str]:
        """The parts of a junction, what is said of one thing taken together: one of several words, a lower and an
        upper bound.
        """
        out: list[str] = []
        rest = list(node.args)
        while rest:
            one = rest.pop(0)
            if node.op == "or" and one.op in ("same", "breached"):
                like = [a for a in rest if a.op == one.op and (one.op == "breached" or a.args[0] == one.args[0])]
                rest = [a for a in rest if a not in like]
                out.append(self.one_of([one, *like], positive))
                continue
            pairs = ((a, bounds(one, a)) for a in rest if node.op == "and" and positive)
            other, found = next((pair for pair in pairs if pair[1]), (one, None))
            if found:
                rest.remove(other)
                low, what, high = map(self.quantity, found)
                words = "within_dates" if one.args[0].kind == "date" else "within"
                out.append(self.say("eq", what, low) if low == high else self.say(words, what, low, high))
                continue
            out.append(self.condition(one, positive=positive, nested=True))
        return out

    def one_of(self, like: list[Node], positive: bool) -> str:
        if like[0].op == "breached":
            titles = (self.say("title", self.title(a.data)) for a in like)
            return self.say("breached" if positive else "none_breached", self.series("list_or", titles))
        words = self.series("list_or", (self.word(str(a.args[1].data), a.args[0]) for a in like))
        return self.choice(like[0].args[0], words, positive)

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
        if right.op == "const" and right.data == 0 and word in ("le", "gt"):
            return self.say(f"{word}_zero", self.quantity(left))
        spec = self.spec(left.data) if left.op == "field" else None
        if right.op == "const" and spec is not None and spec.kind == "count" and spec.fact.unit in COUNTED_TIMES:
            return self.say(word, self.quantity(left), self.length(int(right.data / right.scale), spec.fact.unit))
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
            return self.place(str(node.data))
        real = Fraction(node.data, node.scale)
        if node.kind == "amount":
            return money(real, self.lang)
        if node.kind == "ratio":
            return percent(real / 10_000)
        if node.kind == "days":
            return self.length(int(real), "day")
        if node.kind == "date":
            day = dt.date.fromordinal(int(real))
            return f"{day.year}年{day.month}月{day.day}日" if self.lang == "zh" else day.isoformat()
        return f"{int(real):,}" if real.denominator == 1 else f"{float(real):g}"

    def ended(self, node: Node) -> str:
        """A date beside others, with the ways in which its count may differ from theirs."""
        text = self.quantity(node)
        if node.op != "count":
            return text
        ways = {"first_in": node.data[1].first_day == "included", "rolled": node.data[1].roll == "forward"}
        for way, holds in ways.items():
            text = self.say(way, text) if holds else text
        return text

    def quantity_plain(self, node: Node) -> str:
        op, date = node.op, "_date" if node.kind == "date" else ""
        if op in ("field", "conclusion"):
            title = self.title(node.data)
            return self.say("day_of", title) if date and self.lang == "zh" and not DAY.search(title) else title
        if op == "scale":
            return self.quantity(node)
        if op == "add" and date and node.args[1].op == "const" and node.args[1].data == 1:
            return self.say("next_day", self.quantity(node.args[0]))
        if op == "add" and not date:
            return self.say("total", self.series("list_and", (t for arg in node.args for t in self.addends(arg))))
        if op in ("add", "sub"):
            return self.say(op + date, self.quantity(node.args[0]), self.quantity(node.args[1]))
        if op in ("min", "max"):
            texts = list(dict.fromkeys(self.ended(a) if date else self.quantity(a) for a in node.args))
            return texts[0] if len(texts) == 1 else self.say(op + date, self.series("list_and", texts))
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
            stretches = [self.say("stretch", self.quantity(toll.start), self.quantity(toll.end)) for toll in tolls]
            return self.say("leaving_out", text, self.series("list_and", stretches)) if stretches else text
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
        guard = and_(*(part for part in conjuncts(rule.applies) if not (rule.place and is_place(part, rule.place))))
        out = [self.say("place", self.place(rule.place))] if rule.place else []
        if guard != TRUE:
            out.append(self.say("applies", self.node(guard)))
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
                out += self.window(form)
            case Define():
                out.append(self.define(form, rule))
            case Ground():
                word = "free_ground" if form.when == TRUE else "ground"
                out.append(self.say(word, self.method(form.method), self.node(form.when)))
                if form.safe != form.when:
                    out.append(self.say("safe", self.node(form.safe)))
                if form.approval:
                    out.append(self.say("approval", self.plain(form.approval)))
                if form.publicity is not None:
                    out.append(self.say("publicity", self.node(form.publicity)))
            case Effect():
                out += self.effect(form)
        return [line[0].upper() + line[1:] for line in out]

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

    def window(self, form: Window) -> list[str]:
        until = self.quantity(form.until.late)
        opens = self.quantity(form.opens.early) if form.opens.early.op != "unknown" else ""
        out = [self.say("until" if not opens else "on_the_day" if opens == until else "from_until", until, opens)]
        if self.quantity(form.until.early) != until:
            out.append(self.say("safe_line", self.quantity(form.until.early)))
        if form.to_whom:
            out.append(self.addressee(self.plain(form.to_whom)))
        if form.form:
            out.append(self.say("form", self.plain(form.form)))
        if form.after:
            out.append(self.say("first", self.plain(form.after)))
        return out

    def plain(self, text: Bilingual) -> str:
        """A text of a rule without the codes of readings, which say nothing to a reader; the rule itself names them."""
        said = text.text(self.lang)
        for pattern, instead in self.codes:
            said = pattern.sub(instead, said)
        return said

    def note(self, rule: Rule) -> str:
        """What the rule notes on itself; empty: nothing."""
        return self.plain(rule.note) if rule.note else ""

    def addressee(self, text: str) -> str:
        """To whom: the first of several clauses is only a name, the others are whole."""
        semicolon, stop = ("；", "。") if self.lang == "zh" else ("; ", ".")
        first, *more = text.split(semicolon)
        if more and self.lang == "zh" and "向" in more[-1] and not more[-1].endswith("提出"):
            more[-1] += "提出"
        return semicolon.join([self.say("to_whom", first), *more]) + stop

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
        what = Node("conclusion", form.kind, data=Ref(rule.scope, form.name))
        title = self.title(what.data)
        told = [(case, *self.case_value(case, what)) for case in form.cases]
        if len(told) == 1 and told[0][0].when == TRUE:
            return self.say(f"is_{told[0][1]}", title, told[0][2])
        texts = [
            self.say(f"else_{how}", value)
            if case.when == TRUE
            else self.say(f"case_{how}", self.node(case.when), value)
            for case, how, value in told
        ]
        return self.say("cases", title, ("；" if self.lang == "zh" else "; ").join(texts))

    def case_value(self, case: Case, what: Node) -> tuple[str, str]:
        """How a value is told, and the value."""
        value = case.value
        if isinstance(value, Lines):
            early, late = self.quantity(value.early), self.quantity(value.late)
            safe = self.say("safe_line", early).rstrip("。.")
            return "value", late if early == late else f"{late}{self.say('open')}{safe}{self.say('close')}"
        if value.op == "const" and value.kind == "bool":
            return "found", self.flag(what, bool(value.data))
        if value.op == "contested":
            return "found", self.node(value)
        if value.kind == "bool":
            return "meant", self.node(value)
        if value.op == "const" and value.kind == "choice":
            return "word", self.word(str(value.data), what)
        return "value", self.quantity(value)

    def effect(self, form: Effect) -> list[str]:
        out = []
        for case in form.cases:
            parts = [
                self.say(
                    key,
                    self.series(
                        "list_do" if key == "must" else "list_or",
                        (self.book.actions[a].title.text(self.lang) for a in actions),
                    ),
                )
                for key, actions in (("must", case.must), ("may", case.may))
                if actions
            ]
            when = self.node(form.trigger) if case.when == TRUE else self.node(case.when)
            semicolon, stop = ("；", "。") if self.lang == "zh" else ("; ", ".")
            out.append(self.say("effect", when) + semicolon.join(parts) + stop)
        return out
