"""``procure-rules explain``: a rule, a conclusion, a reading, a fact or an event in words."""

from __future__ import annotations

from typing import Annotated

import typer

from procure_rules.cli import session as of
from procure_rules.reports.terminal.rules import known_names, print_explanation
from procure_rules.texts import say

__all__ = ["explain"]


def explain(
    name: Annotated[
        str, typer.Argument(help="规则、结论、理解、事实、事件 · rule, conclusion, reading, fact or event")
    ],
    lang: of.Lang = "zh",
    rules_dir: of.Rules = None,
) -> int:
    """解释一条规则（条款、日期、理解、数字），或者一个结论、理解、事实、事件 · Explain a rule with its articles,
    dates, readings and figures, or a conclusion, reading, fact or event.
    """
    of.language(lang)
    book = of.rulebook(rules_dir, lang)
    if not print_explanation(book, name, lang):
        near = [n for n in known_names(book) if name in n][:8]
        hint = say("did_you_mean", lang, ", ".join(near)) if near and name else ""
        raise of.BadInput(f"{name}: {say('no_such_rule', lang)}{hint}")
    return 0
