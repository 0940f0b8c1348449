"""``procure-rules check-filing``: every filed challenge, objection and complaint, checked."""

from __future__ import annotations

from functools import cache

import typer

from procure_rules.assess import assess
from procure_rules.commands import common
from procure_rules.filings import check_filings
from procure_rules.report.remedies import print_filings

__all__ = ["check_filing"]


def check_filing(
    context: typer.Context,
    file: common.File,
    as_of: common.AsOf = None,
    as_json: common.AsJson = False,
    lang: common.Lang = "zh",
    rules_dir: common.Rules = None,
) -> int:
    """Each filing: in time, standing, what must come first, form, scope, addressee; whether a defect can be mended. Exit 1 at a defect."""
    common.language(lang)
    day = common.day(as_of or None, "--as-of") or context.obj
    project = common.read_project(file, lang)
    engine = common.engine(rules_dir)
    made = assess(project, as_of=day, lang=lang, compiled=engine)
    checks = check_filings(
        made, cache(lambda later: assess(project, as_of=later, known_at=day, lang=lang, compiled=engine))
    )
    if as_json:
        common.write_json([c.model_dump(mode="json", exclude_defaults=True) for c in checks])
    else:
        print_filings(checks, made)
    return 1 if any(c.defects for c in checks) else 0
