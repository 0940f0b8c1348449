"""``procure-rules check-filing``: every filed challenge, objection and complaint, checked."""

from __future__ import annotations

import datetime as dt
from functools import cache

import typer

from procure_rules.answers import Assessment
from procure_rules.assess import assess
from procure_rules.commands import common
from procure_rules.filings import check_filings
from procure_rules.report.remedies import print_filings

__all__ = ["check_filing"]


def check_filing(
    context: typer.Context,
    file: common.File,
    as_of: common.AsOf = None,
    known_at: common.KnownAt = None,
    as_json: common.AsJson = False,
    lang: common.Lang = "zh",
    calendar_dir: common.Years = None,
    rules_dir: common.Rules = None,
) -> int:
    """逐一检查已提出的质疑、异议、投诉：期限、主体资格、前置条件、形式、范围、对象，缺陷能否补正；有缺陷的退出码为1 · Each filing: in time, standing, what must come first, form, scope, addressee; whether a defect can be mended. Exit 1 at a defect."""
    common.language(lang)
    day = common.day(as_of or None, "--as-of") or context.obj
    project = common.read_project(file, lang)
    known = common.day(known_at or None, "--known-at") or day
    years, engine = common.calendar(calendar_dir, known, lang), common.engine(rules_dir, lang)

    def on(then: dt.date) -> Assessment:
        return assess(project, as_of=then, known_at=known, lang=lang, calendar=years, compiled=engine)

    made = on(day)
    checks = check_filings(made, cache(on))
    if as_json:
        common.write_json([c.model_dump(mode="json", exclude_defaults=True) for c in checks])
    else:
        print_filings(checks, made)
    return 1 if any(c.defects for c in checks) else 0
