"""The written grammar is the grammar, and its examples are the law as shipped."""

import re
from pathlib import Path

import pytest

from procure_rules.rules import grammar as g
from procure_rules.rules.assembly import RULE_DIRS, RULE_KEYS
from procure_rules.rules.forms import FORMS

ROOT = Path(__file__).parents[2]
PAGES = ("rule-language.md", "rule-language.zh-CN.md")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", page(name), re.DOTALL)


def terminals(rule: str, name: str = PAGES[0]) -> set[str]:
    (grammar,) = blocks(name, "ebnf")
    (body,) = re.findall(rf"^{rule} += (.*?) ;$", grammar, re.DOTALL | re.MULTILINE)
    return set(re.findall(r'"([^"]+)"', body))


def test_the_grammar_names_every_function_reducer_and_unit() -> None:
    assert terminals("function") == g.FUNCTIONS
    assert terminals("reducer") == g.AGGREGATES
    units = terminals("unit")
    for unit in units:
        assert isinstance(g.parse(f"2 {unit}"), g.Lit)
    assert {g.parse(f"2{u}").kind for u in units} == {"amount", "ratio", "day", "workday", "month", "year"}  # type: ignore[attr-defined]


def test_the_reserved_words_and_limits_are_named() -> None:
    text = page(PAGES[0])
    assert "`and or not in where true false contested` are reserved" in text
    assert set("and or not in where true false contested".split()) == g.RESERVED  # noqa: SIM905
    assert f"at most {g.MAX_LENGTH:,} characters, {g.MAX_TOKENS} tokens and {g.MAX_DEPTH} levels" in text


def test_every_key_form_and_folder_is_described() -> None:
    for name in PAGES:
        text = page(name)
        for word in (*RULE_KEYS, *FORMS):
            assert f"`{word}`" in text, word
        for folder in RULE_DIRS:
            assert f"`{folder}/`" in text, folder


def test_both_languages_show_the_same_grammar_and_examples() -> None:
    one, two = PAGES
    for kind in ("ebnf", "yaml"):
        assert blocks(one, kind) == blocks(two, kind)


@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_an_example_stands_in_the_rulebook(name: str) -> None:
    shipped = {
        line.strip()
        for path in (ROOT / "rulesets").rglob("*.yaml")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    shown = [line.strip() for block in blocks(name, "yaml") for line in block.splitlines()]
    assert [line for line in shown if line not in shipped] == []
