"""The condition language: text to syntax tree, with the exact column of every error.

The grammar stands in docs/rule-language.md. It is a hand-written precedence parser: no text is ever evaluated as code,
length, number of tokens and depth are bounded.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

__all__ = [
    "Agg",
    "And",
    "Ast",
    "Bin",
    "Call",
    "Cmp",
    "In",
    "Lit",
    "Name",
    "Not",
    "Or",
    "SyntaxProblem",
    "parse",
    "parse_duration",
]

MAX_LENGTH = 2000
MAX_TOKENS = 400
MAX_DEPTH = 40

AGGREGATES = frozenset({"count", "any", "all", "sum", "min_of", "max_of"})
FUNCTIONS = frozenset(
    {
        "happened",
        "param",
        "min",
        "max",
        "earlier",
        "later",
        "between",
        "hull_of_known",
        "deadline_at",
        "stated_or",
        "known_or",
        "odd",
        "rounded",
    }
)
RESERVED = frozenset({"and", "or", "not", "in", "where", "true", "false", "contested"})


class SyntaxProblem(ValueError):
    """A fault in an expression: ``column`` counts from 0 in the expression's text; ``fix`` says what to write."""

    def __init__(self, column: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.column, self.zh, self.en = column, zh, en


@dataclass(frozen=True, slots=True)
class Ast:
    """A node of the syntax tree; ``column`` counts from 0 in the expression."""

    column: int


@dataclass(frozen=True, slots=True)
class Lit(Ast):
    """A literal: ``kind`` is bool, count, amount (fen), ratio, day, workday, month, year, date (ordinal) or
    contested.
    """

    kind: str
    value: int | Decimal | bool | None
    permille: bool = False


@dataclass(frozen=True, slots=True)
class Name(Ast):
    """The name of a fact, conclusion, word or list; a quoted text keeps its first quote."""

    name: str


@dataclass(frozen=True, slots=True)
class Call(Ast):
    """A function with its arguments."""

    function: str
    args: tuple[Ast, ...]


@dataclass(frozen=True, slots=True)
class Not(Ast):
    """Negation."""

    arg: Ast


@dataclass(frozen=True, slots=True)
class And(Ast):
    """Conjunction."""

    args: tuple[Ast, ...]


@dataclass(frozen=True, slots=True)
class Or(Ast):
    """Disjunction."""

    args: tuple[Ast, ...]


@dataclass(frozen=True, slots=True)
class Cmp(Ast):
    """A comparison: ``==``, ``!=``, ``<``, ``<=``, ``>`` or ``>=``."""

    op: str
    left: Ast
    right: Ast


@dataclass(frozen=True, slots=True)
class In(Ast):
    """Membership in a list of words."""

    arg: Ast
    items: tuple[Ast, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Bin(Ast):
    """``+``, ``-`` or ``*``."""

    op: str
    left: Ast
    right: Ast


@dataclass(frozen=True, slots=True)
class Agg(Ast):
    """``count(xs where …)``, ``any``, ``all``, ``sum(xs.field where …)``, ``min_of``, ``max_of``."""

    function: str
    items: Name
    where: Ast | None


class _Token(NamedTuple):
    kind: str
    text: str
    column: int
    value: Lit | None = None


_UNITS = {
    "元": "amount",
    "yuan": "amount",
    "万元": "amount",
    "亿元": "amount",
    "%": "ratio",
    "‰": "ratio",
    "day": "day",
    "days": "day",
    "日": "day",
    "天": "day",
    "workday": "workday",
    "workdays": "workday",
    "个工作日": "workday",
    "工作日": "workday",
    "month": "month",
    "months": "month",
    "个月": "month",
    "year": "year",
    "years": "year",
    "年": "year",
}
_SCALE = {"万元": Decimal(10**4), "亿元": Decimal(10**8), "%": Decimal("0.01"), "‰": Decimal("0.001")}
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))
      | (?P<number>[0-9][0-9_]*[0-9]|[0-9])(?P<fraction>\.[0-9]+)?\s*
        (?P<unit>(?:万元|亿元|元|个工作日|工作日|个月|日|天|年|%|‰
          |(?:yuan|workdays?|days?|months?|years?)(?![A-Za-z0-9_])))?
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
      | (?P<text>'[^'\n]*')
      | (?P<op><=|>=|==|!=|<|>|\+|-|\*|\(|\)|\[|\]|,)""",
    re.VERBOSE,
)


def _number(match: re.Match[str], column: int) -> Lit:
    digits = match["number"].replace("_", "") + (match["fraction"] or "")
    if len(digits) > 20:
        raise SyntaxProblem(column, "数字过长", "the number is too long; 20 digits at most")
    number = Decimal(digits)
    unit = match["unit"]
    kind = _UNITS[unit] if unit else "count"
    number *= _SCALE.get(unit or "", 1)
    if kind == "amount":
        number *= 100
    if kind != "ratio":
        if number != number.to_integral_value():
            raise SyntaxProblem(
                column, "此处应为整数", "a whole number is needed here; give a unit (元, %, days) or drop the fraction"
            )
        return Lit(column, kind, int(number))
    return Lit(column, kind, number, permille=unit == "‰")


def _tokens(text: str) -> list[_Token]:
    if len(text) > MAX_LENGTH:
        raise SyntaxProblem(
            MAX_LENGTH,
            f"表达式超过{MAX_LENGTH}字符",
            f"the expression is longer than {MAX_LENGTH} characters; split it",
        )
    out: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise SyntaxProblem(at, f"不能识别的字符“{text[at]}”", f"unexpected character '{text[at]}'; remove it")
        start, at = at, match.end()
        if match["space"]:
            continue
        if len(out) >= MAX_TOKENS:
            raise SyntaxProblem(start, "表达式过长", f"more than {MAX_TOKENS} tokens; split the rule")
        if match["date"]:
            try:
                day = dt.date.fromisoformat(match["date"])
            except ValueError:
                raise SyntaxProblem(start, "日期不存在", f"there is no day {match['date']}") from None
            out.append(_Token("literal", match[0], start, Lit(start, "date", day.toordinal())))
        elif match["number"]:
            out.append(_Token("literal", match[0], start, _number(match, start)))
        elif match["name"]:
            word = match["name"]
            if word in ("true", "false"):
                out.append(_Token("literal", word, start, Lit(start, "bool", word == "true")))
            elif word == "contested":
                out.append(_Token("literal", word, start, Lit(start, "contested", None)))
            else:
                out.append(_Token("word" if word in RESERVED else "name", word, start))
        elif match["text"]:
            out.append(_Token("text", match["text"][1:-1], start))
        else:
            out.append(_Token("op", match["op"], start))
    out.append(_Token("end", "", len(text)))
    return out


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def is_op(self, *ops: str) -> bool:
        return self.next.kind == "op" and self.next.text in ops

    def is_word(self, word: str) -> bool:
        return self.next.kind == "word" and self.next.text == word

    def expect(self, op: str) -> None:
        if not self.is_op(op):
            shown = self.next.text or "end"
            raise SyntaxProblem(
                self.next.column, f"此处应为“{op}”，而非“{shown}”", f"expected '{op}' here, not '{shown}'"
            )
        self.take()

    def either(self) -> Ast:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise SyntaxProblem(
                self.next.column, f"嵌套超过{MAX_DEPTH}层", f"nested deeper than {MAX_DEPTH}; split the rule"
            )
        column = self.next.column
        args = [self.both()]
        while self.is_word("or"):
            self.take()
            args.append(self.both())
        self.depth -= 1
        return args[0] if len(args) == 1 else Or(column, tuple(args))

    def both(self) -> Ast:
        column = self.next.column
        args = [self.negation()]
        while self.is_word("and"):
            self.take()
            args.append(self.negation())
        return args[0] if len(args) == 1 else And(column, tuple(args))

    def negation(self) -> Ast:
        count, column = 0, self.next.column
        while self.is_word("not"):
            self.take()
            count += 1
        arg = self.comparison()
        return Not(column, arg) if count % 2 else arg

    def comparison(self) -> Ast:
        left = self.sum()
        if self.is_op("==", "!=", "<", "<=", ">", ">="):
            op = self.take()
            right = self.sum()
            if self.is_op("==", "!=", "<", "<=", ">", ">="):
                raise SyntaxProblem(
                    self.next.column, "比较不能连写", "comparisons cannot be chained; join two with 'and'"
                )
            return Cmp(op.column, op.text, left, right)
        negated = False
        if self.is_word("not") and self.tokens[self.at + 1].text == "in":
            self.take()
            negated = True
        if self.is_word("in"):
            column = self.take().column
            self.expect("[")
            items = [self.sum()]
            while self.is_op(","):
                self.take()
                items.append(self.sum())
            self.expect("]")
            return In(column, left, tuple(items), negated)
        return left

    def sum(self) -> Ast:
        left = self.product()
        while self.is_op("+", "-"):
            op = self.take()
            left = Bin(op.column, op.text, left, self.product())
        return left

    def product(self) -> Ast:
        left = self.atom()
        while self.is_op("*"):
            op = self.take()
            left = Bin(op.column, op.text, left, self.atom())
        return left

    def atom(self) -> Ast:
        token = self.next
        if token.kind == "literal" and token.value is not None:
            self.take()
            return token.value
        if token.kind == "text":
            self.take()
            return Name(token.column, f"'{token.text}'")
        if token.kind == "name":
            self.take()
            if self.is_op("("):
                return self.call(token)
            return Name(token.column, token.text)
        if self.is_op("("):
            self.take()
            inner = self.either()
            self.expect(")")
            return inner
        shown = token.text or "end"
        raise SyntaxProblem(
            token.column,
            f"此处应为事实、数值或括号，而非“{shown}”",
            f"a fact, value or parenthesis is expected here, not '{shown}'",
        )

    def call(self, token: _Token) -> Ast:
        self.take()
        if token.text in AGGREGATES:
            name = self.next
            if name.kind != "name":
                raise SyntaxProblem(name.column, "此处应为列表名", "the name of a list is expected here")
            self.take()
            where = None
            if self.is_word("where"):
                self.take()
                where = self.either()
            self.expect(")")
            return Agg(token.column, token.text, Name(name.column, name.text), where)
        if token.text not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS | AGGREGATES))
            raise SyntaxProblem(
                token.column, f"没有函数“{token.text}”", f"there is no function '{token.text}'; known: {known}"
            )
        args = [self.either()]
        while self.is_op(","):
            self.take()
            args.append(self.either())
        self.expect(")")
        return Call(token.column, token.text, tuple(args))


def parse(text: str) -> Ast:
    """The syntax tree of an expression. Raises :class:`SyntaxProblem` with the column (from 0)."""
    parser = _Parser(text)
    if parser.next.kind == "end":
        raise SyntaxProblem(0, "表达式为空", "the expression is empty")
    tree = parser.either()
    if parser.next.kind != "end":
        token = parser.next
        raise SyntaxProblem(
            token.column, f"多余的“{token.text}”", f"unexpected '{token.text}'; join conditions with 'and' or 'or'"
        )
    return tree


def parse_duration(text: str) -> tuple[int, str]:
    """``20 days`` → (20, "day"). Raises :class:`SyntaxProblem`."""
    tree = parse(text)
    if isinstance(tree, Lit) and tree.kind in {"day", "workday", "month", "year"} and isinstance(tree.value, int):
        return tree.value, tree.kind
    raise SyntaxProblem(
        0, "此处应为期间，如 20 days、7 workdays", "a length is expected here, such as 20 days or 7 workdays"
    )
