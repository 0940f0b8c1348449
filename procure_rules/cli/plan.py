"""``procure-rules plan``: the earliest lawful schedule, or the latest day to start."""

from __future__ import annotations

from typing import Annotated

import typer

from procure_rules.answers.record import Writer
from procure_rules.cli import session as of
from procure_rules.errors import PlanError
from procure_rules.facts.named import event_named, method_named
from procure_rules.planning import plan as make_plan
from procure_rules.reports.terminal.plan import print_plan

__all__ = ["plan"]


def plan(
    file: of.File,
    start: Annotated[str | None, typer.Option("--start", help="开始之日 · first day")] = None,
    target: Annotated[
        str | None, typer.Option("--target", help="目标 · event=DATE, e.g. contract_signed=2026-12-31")
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="按另一采购方式 · another method than the file's")
    ] = None,
    procedure: Annotated[int, typer.Option("--procedure", help="第几个采购程序 · which procedure, from 1")] = 1,
    any_day: Annotated[bool, typer.Option("--any-day", help="休息日也可安排 · acts may fall on rest days")] = False,
    known_at: of.KnownAt = None,
    as_json: of.AsJson = False,
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
) -> int:
    """最早的合法安排（--start），或者最晚的开始之日（--target event=DATE）；不可能的退出码为1 · The earliest
    lawful schedule (--start), or the latest start (--target event=DATE). Exit 1 where it is impossible.
    """
    of.language(lang)
    chosen = of.named(method_named, method, "--method", lang) if method is not None else None
    known = of.day(known_at, "--known-at", lang)
    goal = None
    if target is not None:
        name, _, day = target.partition("=")
        goal = (of.named(event_named, name.strip(), "--target", lang), of.day(day.strip(), "--target", lang))
    project = of.read_project(file, lang)
    try:
        with of.in_words(lang):
            made = make_plan(
                project,
                start=of.day(start, "--start", lang),
                target=goal,
                method=chosen.value if chosen else None,
                index=procedure - 1,
                known_at=known,
                calendar=of.calendar(calendar_dir, known, lang),
                law=of.law(rules_dir, lang),
                working_days=not any_day,
            )
    except PlanError as error:
        raise of.BadInput(error.text(lang)) from None
    if as_json:
        writer = Writer()
        of.write_json(writer.fields(made) | {k: v for k, v in writer.tables.items() if v})
    else:
        print_plan(made, lang)
    return 0 if made.possible else 1
