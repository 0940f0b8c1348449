"""``procure-rules rules``: the rules listed, or exported with articles and figures."""

from __future__ import annotations

from procure_rules.cli import session as of
from procure_rules.reports.terminal.rules import print_rules
from procure_rules.rules.export import export_rules

__all__ = ["rules"]


def rules(as_json: of.AsJson = False, lang: of.Lang = "zh", rules_dir: of.Rules = None) -> int:
    """列出规则，或者连同条款和数字导出 · List the rules, or export them with their articles and figures."""
    of.language(lang)
    book = of.rulebook(rules_dir, lang)
    if as_json:
        of.write_json(export_rules(book))
    else:
        print_rules(book, lang)
    return 0
