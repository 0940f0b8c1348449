"""``procure-rules check-filing``: every filed challenge, objection and complaint, checked."""

from __future__ import annotations

from functools import cache

import typer

from procure_rules.cli import session as of
from procure_rules.reports.terminal.rights import print_filings
from procure_rules.views.filings import check_filings

__all__ = ["check_filing"]


def check_filing(
    context: typer.Context,
    file: of.File,
    as_of: of.AsOf = None,
    known_at: of.KnownAt = None,
    as_json: of.AsJson = False,
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
) -> int:
    """逐一检查已提出的质疑、异议、投诉：期限、主体资格、前置条件、形式、范围、对象，缺陷能否补正；
    有缺陷的退出码为1 · Each filing: in time, standing, what must come first, form, scope, addressee; whether a
    defect can be mended. Exit 1 at a defect.
    """
    of.language(lang)
    today = of.day(as_of or None, "--as-of", lang) or context.obj
    # what is still to come is checked as of its own day, by the notices known on the day of assessment
    asked = of.opened(file, as_of, known_at or str(today), lang, calendar_dir, rules_dir, today=context.obj)
    on = cache(asked.assess)
    answer = on(asked.day)
    checks = check_filings(answer, on)
    if as_json:
        of.write_json(answer.record(checks=checks))
    else:
        print_filings(checks, answer, lang)
    return 1 if any(c.defects for c in checks) else 0
