"""``procure-rules methods``: which methods may be used."""

from __future__ import annotations

from typing import Annotated

import typer

from procure_rules.cli import session as of
from procure_rules.reports.terminal.methods import print_methods

__all__ = ["methods"]


def methods(
    context: typer.Context,
    file: of.File,
    as_of: of.AsOf = None,
    known_at: of.KnownAt = None,
    every: Annotated[bool, typer.Option("--all", help="列出每一种情形 · every ground of every method")] = False,
    as_json: of.AsJson = False,
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
) -> int:
    """可以采用哪些采购方式，由什么决定；已选方式不得采用的退出码为1 · Which methods may be used: every method with
    what decides it, or with all its grounds; exit 1 if the one stated may not.
    """
    asked = of.opened(file, as_of, known_at, lang, calendar_dir, rules_dir, today=context.obj)
    answer = asked.assess()
    wrong = answer.about_method
    if as_json:
        of.write_json(answer.record(methods=answer.methods, findings=wrong))
    else:
        print_methods(answer, lang, every=every)
    return 1 if any(f.severity == "breach" for f in wrong) else 0
