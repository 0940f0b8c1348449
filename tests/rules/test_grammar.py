"""The condition language: what may be written, what it means, and where each fault is."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procure_rules.rules import grammar as g
from procure_rules.rules.check import Checker, Typed, Vocabulary
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.tree import Node
from tests.promptly import promptly


def shape(ast: Any) -> Any:
    """A syntax tree as nested tuples, without columns."""
    match ast:
        case g.Lit():
            return (ast.kind, ast.value)
        case g.Name():
            return ast.name
        case g.Not():
            return ("not", shape(ast.arg))
        case g.And():
            return ("and", *map(shape, ast.args))
        case g.Or():
            return ("or", *map(shape, ast.args))
        case g.Cmp() | g.Bin():
            return (ast.op, shape(ast.left), shape(ast.right))
        case g.In():
            return ("not in" if ast.negated else "in", shape(ast.arg), [shape(i) for i in ast.items])
        case g.Call():
            return (ast.function, *map(shape, ast.args))
        case g.Agg():
            return (ast.function, ast.items.name, ast.where and shape(ast.where))
    raise AssertionError(ast)


def read(text: str) -> Any:
    return shape(g.parse(text))


def fault(text: str) -> tuple[int, str]:
    """Column and English text of the fault in an expression."""
    with pytest.raises(g.SyntaxProblem) as caught:
        g.parse(text)
    assert caught.value.zh
    return caught.value.column, caught.value.en


# precedence -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a or b and c", ("or", "a", ("and", "b", "c"))),
        ("a and b or c", ("or", ("and", "a", "b"), "c")),
        ("(a or b) and c", ("and", ("or", "a", "b"), "c")),
        ("a or b or c", ("or", "a", "b", "c")),
        ("not a and b", ("and", ("not", "a"), "b")),
        ("not a == b", ("not", ("==", "a", "b"))),
        ("not not a", "a"),
        ("not not not a", ("not", "a")),
        ("not a in [b]", ("not", ("in", "a", ["b"]))),
        ("a not in [b, c]", ("not in", "a", ["b", "c"])),
        ("not a not in [b]", ("not", ("not in", "a", ["b"]))),
        ("a + b * c", ("+", "a", ("*", "b", "c"))),
        ("(a + b) * c", ("*", ("+", "a", "b"), "c")),
        ("a - b - c", ("-", ("-", "a", "b"), "c")),
        ("a * b * c", ("*", ("*", "a", "b"), "c")),
        ("a + b <= c - d", ("<=", ("+", "a", "b"), ("-", "c", "d"))),
        ("a < b and c > d", ("and", ("<", "a", "b"), (">", "c", "d"))),
    ],
)
def test_or_binds_weaker_than_and_than_not_than_comparison_than_sum_than_product(text: str, meant: Any) -> None:
    assert read(text) == meant


@pytest.mark.parametrize("op", ["==", "!=", "<", "<=", ">", ">="])
def test_there_are_six_comparisons(op: str) -> None:
    assert read(f"a{op}b") == (op, "a", "b")


def test_names_have_dots_and_texts_have_quotes() -> None:
    assert read("purchaser.place == '中 央'") == ("==", "purchaser.place", "'中 央'")


def test_calls_and_aggregates_nest() -> None:
    assert read("count(bids where bid_price < min(a, b + 1元)) >= 3") == (
        ">=",
        ("count", "bids", ("<", "bid_price", ("min", "a", ("+", "b", ("amount", 100))))),
        ("count", 3),
    )
    assert read("sum(bids.bid_price)") == ("sum", "bids.bid_price", None)
    assert read("any ( bids where not x )") == ("any", "bids", ("not", "x"))


def test_the_name_of_a_function_without_parentheses_is_a_name() -> None:
    assert read("count and happened") == ("and", "count", "happened")


def test_space_and_line_ends_mean_nothing() -> None:
    assert read(" a\n\tand\u3000b ") == ("and", "a", "b")


# literals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("true", "bool", True),
        ("false", "bool", False),
        ("contested", "contested", None),
        ("0", "count", 0),
        ("010", "count", 10),
        ("1_000", "count", 1000),
        ("3.0", "count", 3),
        ("400元", "amount", 40_000),
        ("400 元", "amount", 40_000),
        ("4_000_000 yuan", "amount", 400_000_000),
        ("400万元", "amount", 400_000_000),
        ("1.5万元", "amount", 1_500_000),
        ("1亿元", "amount", 10_000_000_000),
        ("0.01元", "amount", 1),
        ("2%", "ratio", Decimal("0.02")),
        ("5‰", "ratio", Decimal("0.005")),
        ("0.35 %", "ratio", Decimal("0.0035")),
        ("113%", "ratio", Decimal("1.13")),
        ("20 days", "day", 20),
        ("1 day", "day", 1),
        ("20日", "day", 20),
        ("20 天", "day", 20),
        ("7 workdays", "workday", 7),
        ("1 workday", "workday", 1),
        ("7个工作日", "workday", 7),
        ("7工作日", "workday", 7),
        ("6 months", "month", 6),
        ("1 month", "month", 1),
        ("6个月", "month", 6),
        ("3 years", "year", 3),
        ("1 year", "year", 1),
        ("3年", "year", 3),
        ("2018-06-01", "date", 736_846),
    ],
)
def test_every_literal_carries_its_unit(text: str, kind: str, value: Any) -> None:
    assert read(text) == (kind, value)


@pytest.mark.parametrize(
    ("text", "length"),
    [("20 days", (20, "day")), ("7个工作日", (7, "workday")), ("6 months", (6, "month")), ("1 year", (1, "year"))],
)
def test_a_length_is_a_number_of_days_working_days_months_or_years(text: str, length: tuple[int, str]) -> None:
    assert g.parse_duration(text) == length


@pytest.mark.parametrize("text", ["20", "20元", "20%", "bids", "20 days + 1 day", "2024-01-01"])
def test_what_is_no_length_is_refused_as_one(text: str) -> None:
    with pytest.raises(g.SyntaxProblem, match="a length is expected here"):
        g.parse_duration(text)


# faults and their columns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "column", "en"),
    [
        ("", 0, "the expression is empty"),
        ("  \n ", 0, "the expression is empty"),
        ("a ==", 4, "a fact, value or parenthesis is expected here, not 'end'"),
        ("a and", 5, "a fact, value or parenthesis is expected here, not 'end'"),
        ("and a", 0, "a fact, value or parenthesis is expected here, not 'and'"),
        ("a == == b", 5, "a fact, value or parenthesis is expected here, not '=='"),
        ("a b", 2, "unexpected 'b'; join conditions with 'and' or 'or'"),
        ("a)", 1, "unexpected ')'; join conditions with 'and' or 'or'"),
        ("(a", 2, "expected ')' here, not 'end'"),
        ("a in b", 5, "expected '[' here, not 'b'"),
        ("a in []", 6, "a fact, value or parenthesis is expected here, not ']'"),
        ("a in [b, c", 10, "expected ']' here, not 'end'"),
        ("1 < a < 3", 6, "comparisons cannot be chained; join two with 'and'"),
        ("a == b == c", 7, "comparisons cannot be chained; join two with 'and'"),
        ("a = b", 2, "unexpected character '='; remove it"),
        ("a / b", 2, "unexpected character '/'; remove it"),
        ("a && b", 2, "unexpected character '&'; remove it"),
        ("a; b", 1, "unexpected character ';'; remove it"),
        ("-1 < a", 0, "a fact, value or parenthesis is expected here, not '-'"),
        ("a == 'x", 5, "unexpected character '''; remove it"),
        ('a == "x"', 5, "unexpected character '\"'; remove it"),
        ("预算 > 1元", 0, "unexpected character '预'; remove it"),
        ("a.b.", 3, "unexpected character '.'; remove it"),
        ("a == 2024-02-30", 5, "there is no day 2024-02-30"),
        ("a == 2024-13-01", 5, "there is no day 2024-13-01"),
        ("a == 0000-01-01", 5, "there is no day 0000-01-01"),
        ("a > 2.5", 4, "a whole number is needed here; give a unit (元, %, days) or drop the fraction"),
        ("a > 0.001元", 4, "a whole number is needed here; give a unit (元, %, days) or drop the fraction"),
        ("a > 0.5 days", 4, "a whole number is needed here; give a unit (元, %, days) or drop the fraction"),
        ("a > " + "9" * 21, 4, "the number is too long; 20 digits at most"),
        ("20daysx", 2, "unexpected 'daysx'; join conditions with 'and' or 'or'"),
        ("sqrt(a)", 0, "there is no function 'sqrt'"),
        ("a and __import__('os')", 6, "there is no function '__import__'"),
        ("happened()", 9, "a fact, value or parenthesis is expected here, not ')'"),
        ("min(a,)", 6, "a fact, value or parenthesis is expected here, not ')'"),
        ("count()", 6, "the name of a list is expected here"),
        ("count(3)", 6, "the name of a list is expected here"),
        ("count(bids, x)", 10, "expected ')' here, not ','"),
        ("count(bids where)", 16, "a fact, value or parenthesis is expected here, not ')'"),
        ("bids where x", 5, "unexpected 'where'; join conditions with 'and' or 'or'"),
        ("a not b", 2, "unexpected 'not'; join conditions with 'and' or 'or'"),
    ],
)
def test_a_fault_is_named_at_its_column_with_its_fix(text: str, column: int, en: str) -> None:
    found = fault(text)
    assert found[0] == column
    assert found[1].startswith(en)


# limits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "(" * 100_000 + "a" + ")" * 100_000, "not " * 100_000, "a+" * 100_000, "9" * 1_000_000]
)
def test_a_monstrous_expression_is_refused_at_once(text: str) -> None:
    with promptly():
        assert fault(text) == (g.MAX_LENGTH, "the expression is longer than 2000 characters; split it")


def test_two_thousand_characters_and_four_hundred_tokens_are_the_limit() -> None:
    assert read("a" * g.MAX_LENGTH) == "a" * g.MAX_LENGTH
    assert fault("a" * (g.MAX_LENGTH + 1))[0] == g.MAX_LENGTH
    chain = "+".join("a" * 200)
    assert g.parse(chain)
    assert fault(chain + "+a+a") == (400, "more than 400 tokens; split the rule")


def test_forty_levels_are_the_limit_and_refused_at_the_first_beyond() -> None:
    deepest = g.MAX_DEPTH - 1
    assert read("(" * deepest + "a" + ")" * deepest) == "a"
    for beyond in (deepest + 1, 150):
        found = fault("(" * beyond + "a" + ")" * beyond)
        assert found == (g.MAX_DEPTH, "nested deeper than 40; split the rule")
    calls = "min(a," * 100
    assert fault(calls)[1] == "nested deeper than 40; split the rule"
    assert fault("any(x where " * 100)[1] == "nested deeper than 40; split the rule"


def test_negations_do_not_nest() -> None:
    assert read("not " * 300 + "a") == "a"


FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "a",
                "bids",
                "purchaser.place",
                "and",
                "or",
                "not",
                "in",
                "where",
                "true",
                "false",
                "contested",
                "count",
                "any",
                "sum",
                "min_of",
                "happened",
                "param",
                "min",
                "stated_or",
                "==",
                "!=",
                "<",
                "<=",
                ">",
                ">=",
                "+",
                "-",
                "*",
                "(",
                ")",
                "[",
                "]",
                ",",
                "3",
                "2.5",
                "400万元",
                "2%",
                "5‰",
                "7个工作日",
                "20 days",
                "2018-06-01",
                "2024-02-30",
                "'x'",
                "'",
                "_",
                ".",
                "1,2",
                "²",
                "٣",
                "\0",
                "\ud800",
                "元",
                "method",
                "budget",
                "open_tendering",
                "bid_price",
            ]
        ),
        st.text(st.characters(), max_size=3),
    ),
    max_size=40,
).map(" ".join)


def outcome(read_it: Callable[[], Any]) -> Any:
    """What reading gives: a tree, or the problem with it. Any other exception escapes."""
    try:
        return read_it()
    except g.SyntaxProblem as problem:
        return problem


@given(st.one_of(FRAGMENTS, st.text(st.characters()), FRAGMENTS.map(lambda s: s.replace(" ", ""))))
@settings(max_examples=500)
def test_any_text_is_an_expression_or_a_syntax_problem_at_a_column_within_it(text: str) -> None:
    found = outcome(lambda: g.parse(text))
    assert 0 <= found.column <= len(text)
    if isinstance(found, g.SyntaxProblem):
        assert found.zh
        assert found.en


# types ----------------------------------------------------------------------------------------------------------

BOOK = default_rulebook()
WORDS = Vocabulary(BOOK.conclusions, BOOK.parameters)
ANCHOR = Node("first_known", "date")


def checker(scope: str = "procedure") -> Checker:
    return Checker(WORDS, scope, ANCHOR)


def typed(text: str, scope: str = "procedure") -> Typed:
    return checker(scope).typed(g.parse(text))


def condition(text: str, scope: str = "procedure") -> Node:
    return checker(scope).boolean(g.parse(text))


def mistyped(text: str, scope: str = "procedure") -> tuple[int, str]:
    with pytest.raises(g.SyntaxProblem) as caught:
        condition(text, scope)
    assert caught.value.zh
    return caught.value.column, caught.value.en


@pytest.mark.parametrize(
    ("text", "column", "en"),
    [
        # units are types
        ("bids >= 3", 5, "a list cannot be compared with a count; write count(…)"),
        ("3 <= bids", 2, "a count cannot be compared with a list; write count(…)"),
        ("bids == challenges", 5, "a list cannot be compared with a number; write count(…)"),
        ("1 < budget", 2, "a count cannot be compared with an amount; give the literal a unit"),
        ("budget > 2%", 7, "an amount cannot be compared with a ratio; compare like with like"),
        ("bid_validity >= 90", 13, "a days cannot be compared with a count; give the literal a unit"),
        ("budget > contract_signed", 7, "an amount cannot be compared with a date; compare like with like"),
        ("contract_signed > 5元", 16, "a date cannot be compared with an amount; compare like with like"),
        ("contract_signed > 30 days", 16, "a date cannot be compared with a days; compare like with like"),
        ("bid_validity > 7 workdays", 15, "working days, months and years stand in period fields only"),
        ("contract_signed > award_decided + 1 month", 34, "working days, months and years stand in period fields only"),
        # names and words
        ("biders >= 3", 0, "there is no fact or conclusion 'biders'; did you mean bidders?"),
        ("bidders >= 3 and must_tendr", 17, "there is no fact or conclusion 'must_tendr'; did you mean must_tender?"),
        ("xyzzy", 0, "there is no fact or conclusion 'xyzzy'; declare it as a fact or conclusion"),
        ("bid_price > 5元", 0, "'bid_price' belongs to bid and cannot be seen from procedure; count or check it there"),
        ("method == open", 10, "'open' is none of: open_tendering, invited_tendering"),
        ("open == method", 0, "'open' is none of: open_tendering"),
        ("method in [open_tendering, price_enquiry]", 27, "'price_enquiry' is none of: open_tendering"),
        ("regime == both", 10, "'both' is none of: government_procurement, tendering"),
        ("purchaser.place == 中央", 19, "unexpected character '中'"),
        # what has no order, what is no condition
        ("tendered == true", 9, "write the condition itself, or 'not' before it, instead of comparing it"),
        ("tendered != must_tender", 9, "write the condition itself, or 'not' before it"),
        ("method > open_tendering", 7, "a choice has no order; use == or !="),
        ("purchaser.place < '中央'", 16, "a text has no order; use == or !="),
        ("budget", 0, "a condition is needed here, not an amount; write a comparison"),
        ("contract_signed", 0, "a condition is needed here, not a date; write happened(…)"),
        ("not bids", 4, "a condition is needed here, not a list; write a comparison"),
        ("bidders in [3, 4]", 8, "'in' is for choices and texts only; use comparisons for numbers"),
        ("method in [3]", 11, "a word is expected here"),
        # arithmetic
        ("budget + 3 > 5元", 7, "an amount and a count cannot be added or subtracted"),
        ("contract_signed - award_decided > 3 days", 16, "a date and a date cannot be added or subtracted"),
        ("bid_validity + contract_signed > 3 days", 13, "a days and a date cannot be added or subtracted"),
        ("budget * budget > 5元", 7, "only an amount, count or length can be multiplied, by a ratio or a whole number"),
        ("bidders * bidders > 5", 8, "only an amount, count or length can be multiplied, by a ratio or a whole number"),
        ("budget * 99999 * 9999 > 5元", 7, "the product could pass 64 bits; use smaller figures"),
        ("deduction_applied * budget > 5元", 18, "the product could pass 64 bits; compare by a fixed ratio instead"),
        ("0.0000000000000001% * budget > 5元", 29, "the product could pass 64 bits; use smaller figures"),
        ("budget > 10001亿元", 9, "the number is too large"),
        # functions
        ("happened(budget)", 9, "the name of an event is expected here"),
        (
            "happened(contract_signd)",
            9,
            "there is no fact or conclusion 'contract_signd'; did you mean contract_signed?",
        ),
        ("happened(contract_signed, bid_opening)", 0, "happened takes one event"),
        ("min(budget) > 5元", 0, "min needs two or more values of one kind"),
        ("min(budget, bidders) > 5元", 0, "min needs two or more values of one kind"),
        ("earlier(budget, contract_price) > 5元", 0, "earlier is for dates; use min or max for numbers"),
        ("max(contract_signed, bid_opening) > 2024-01-01", 0, "max is for numbers; use earlier or later for dates"),
        ("stated_or(budget * 2, budget) > 5元", 0, "stated_or takes a number or date that is a fact, and a fallback"),
        ("stated_or(task_cancelled, tendered)", 0, "stated_or takes a number or date that is a fact, and a fallback"),
        ("hull_of_known(budget, contract_price) > 5元", 0, "hull_of_known may stand in presumptions only"),
        ("deadline_at(bid_opening, award_decided) > 2024-01-01", 0, "deadline_at takes a deadline and a date"),
        (
            "budget > param(tender_valu, contract_kind)",
            15,
            "there is no parameter 'tender_valu'; did you mean tender_value?",
        ),
        ("budget > param(tender_value)", 9, "this parameter takes 1 key(s): words or texts"),
        ("budget > param(tender_value, bidders)", 9, "this parameter takes 1 key(s): words or texts"),
        # lists
        ("count(bidders) > 1", 6, "a list is expected here"),
        ("count(bidz) > 1", 6, "there is no fact or conclusion 'bidz'; did you mean bids?"),
        ("all(bids)", 0, "all needs a condition after 'where'"),
        ("sum(bids) > 5元", 4, "sum needs a field, such as bids.bid_price"),
        ("count(bids.bid_price) > 1", 6, "count takes a list without a field"),
        ("sum(bids.bidder) > 5元", 4, "that field is no number"),
        ("max_of(bids.bid_withdrawn) > 2024-01-01", 7, "that field is no number"),
        ("any(bids where bid_prize > 5元)", 15, "there is no fact or conclusion 'bid_prize'; did you mean bid_price?"),
        ("any(bids where bid_price > 5)", 25, "an amount cannot be compared with a count; give the literal a unit"),
    ],
)
def test_a_mistyped_condition_is_refused_at_its_column_with_its_fix(text: str, column: int, en: str) -> None:
    scope = "bid" if text.startswith("deduction_applied") else "procedure"
    found = mistyped(text, scope)
    assert found[1].startswith(en)
    assert found[0] == column


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2% * budget", "amount"),
        ("budget * 2%", "amount"),
        ("3 * budget", "amount"),
        ("50% * bidders", "count"),
        ("2 * bid_validity", "days"),
        ("min(2% * budget, 80万元)", "amount"),
        ("contract_signed + 30 days", "date"),
        ("bid_deadline - bid_validity", "date"),
        ("later(contract_signed, bid_validity_end)", "date"),
        ("sum(bids.bid_price where small_or_micro)", "amount"),
        ("count(bids)", "count"),
        ("param(tender_value, contract_kind)", "amount"),
        ("stated_or(lot_budget, budget)", "amount"),
        ("between(2%, 3%)", "ratio"),
        ("deadline_at(bid_deadline, contract_signed)", "date"),
        ("'四川'", "text"),
        ("any(bids)", "bool"),
    ],
)
def test_every_expression_has_one_kind(text: str, kind: str) -> None:
    assert typed(text).kind == kind


def test_a_scope_sees_its_ancestors_and_a_child_is_seen_through_its_list_only() -> None:
    assert condition("bid_price > budget and method == open_tendering", "bid").kind == "bool"
    assert condition("any(bids where bid_price > budget)").kind == "bool"
    assert mistyped("bid_price > budget", "project")[1].startswith("'bid_price' belongs to bid")


def test_a_word_takes_its_meaning_from_the_other_side() -> None:
    assert condition("goods == subject.category").args == condition("subject.category == goods").args[::-1]
    assert condition("method in [open_tendering]") == condition("method == open_tendering")


def test_products_are_compared_on_one_denominator_and_nothing_is_divided() -> None:
    node = condition("bid_security <= 2% * budget")
    left, right = node.args
    assert (node.op, left.op, left.data, left.scale) == ("le", "scale", 50, 50)
    assert (right.op, right.scale) == ("field", 50)


@given(FRAGMENTS)
@settings(max_examples=300)
def test_any_text_is_typed_or_refused(text: str) -> None:
    tree = outcome(lambda: g.parse(text))
    if isinstance(tree, g.SyntaxProblem):
        return
    for read_it in (checker().typed, checker().boolean):
        found = outcome(lambda read_it=read_it: read_it(tree))
        if isinstance(found, g.SyntaxProblem):
            assert 0 <= found.column <= len(text)
