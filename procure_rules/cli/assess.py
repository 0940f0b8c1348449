"""``procure-rules assess``: the brief of a project, or everything."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from procure_rules.answers.record import Writer
from procure_rules.cli import session as of
from procure_rules.reports.terminal.assessment import print_assessment
from procure_rules.reports.terminal.differences import print_differences
from procure_rules.views.brief import brief
from procure_rules.views.differences import differences

__all__ = ["assess"]

DETAILS = ("verdicts", "answers", "proofs")


def assess(
    context: typer.Context,
    file: of.File,
    as_of: of.AsOf = None,
    known_at: of.KnownAt = None,
    as_json: of.AsJson = False,
    short: Annotated[
        bool, typer.Option("--brief", help="与 --json 连用：只输出一页摘要 · with --json: the brief only")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="有无法判断时退出码为2 · exit 2 if anything is undetermined")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="全部列出，不只一页 · everything, not only one page")] = False,
    proofs: Annotated[bool, typer.Option("--proofs", help="附逐日计算 · with every day of every count")] = False,
    detail: Annotated[str | None, typer.Option("--detail", hidden=True)] = None,
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
    engine: Annotated[str | None, typer.Option("--engine", help="builtin | durable")] = None,
    compare: Annotated[str | None, typer.Option("--compare", help="与另一日比较 · what differs on another day")] = None,
) -> int:
    """评估项目：适用法律、采购方式、问题、期限、救济 · Assess a project: which law, method, findings, dates,
    remedies.
    """
    if detail not in (None, *DETAILS):
        raise of.BadInput(f"--detail: {' | '.join(DETAILS)}")
    if engine not in (None, "builtin", "durable"):
        raise of.BadInput("--engine: builtin | durable")
    asked = of.opened(file, as_of, known_at, lang, calendar_dir, rules_dir, today=context.obj)
    counted = proofs or detail == "proofs"
    answer = asked.assess(proofs=counted, chaining=engine)
    other: dt.date | None = of.day(compare, "--compare", lang)
    if other is not None:
        found = differences(answer, asked.assess(other, proofs=counted, chaining=engine))
        if as_json:
            of.write_json([Writer().fields(d) for d in found])
        else:
            print_differences(found, lang)
        return 0
    if as_json:
        made = brief(answer).to_dict() if short else answer.to_dict(every=every, proofs=counted)
        of.write_json(made)
    else:
        print_assessment(answer, lang, every=every or counted)
    if answer.breaches:
        return 1
    return 2 if strict and answer.undetermined else 0
