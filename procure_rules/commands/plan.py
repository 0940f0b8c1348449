"""``procure-rules plan``: the earliest lawful schedule, or the latest day to start."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from procure_rules.commands import BadInput, common
from procure_rules.facts.words import Method
from procure_rules.messages import say
from procure_rules.plan import Obstacle, Plan, PlanError, PlanStep
from procure_rules.plan import plan as make_plan
from procure_rules.report.printer import plain_table

__all__ = ["plan", "print_plan"]

WIDTH = 28  # characters of the picture


def plan(
    file: common.File,
    start: Annotated[str | None, typer.Option("--start", help="开始之日 · first day")] = None,
    target: Annotated[
        str | None, typer.Option("--target", help="目标 · event=DATE, e.g. contract_signed=2026-12-31")
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="按另一采购方式 · another method than the file's")
    ] = None,
    procedure: Annotated[int, typer.Option("--procedure", help="第几个采购程序 · which procedure, from 1")] = 1,
    any_day: Annotated[bool, typer.Option("--any-day", help="休息日也可安排 · acts may fall on rest days")] = False,
    known_at: common.KnownAt = None,
    as_json: common.AsJson = False,
    lang: common.Lang = "zh",
    calendar_dir: common.Years = None,
    rules_dir: common.Rules = None,
) -> int:
    """最早的合法安排（--start），或者最晚的开始之日（--target event=DATE）；不可能的退出码为1 · The earliest lawful schedule (--start), or the latest start (--target event=DATE). Exit 1 where it is impossible."""
    common.language(lang)
    if method is not None and method not in [m.value for m in Method]:
        raise BadInput("--method: " + " | ".join(m.value for m in Method))
    known = common.day(known_at, "--known-at")
    goal = None
    if target is not None:
        name, _, day = target.partition("=")
        goal = (name.strip(), common.day(day.strip(), "--target"))
    project = common.read_project(file, lang)
    try:
        with common.in_words(lang):
            made = make_plan(
                project,
                start=common.day(start, "--start"),
                target=goal,
                method=method,
                index=procedure - 1,
                known_at=known,
                lang=lang,
                calendar=common.calendar(calendar_dir, known, lang),
                compiled=common.engine(rules_dir, lang),
                working_days=not any_day,
            )
    except PlanError as error:
        raise BadInput(str(error)) from None
    if as_json:
        sys.stdout.write(made.model_dump_json(indent=1) + "\n")
    else:
        print_plan(made)
    return 0 if made.possible else 1


def print_plan(made: Plan, console: Console | None = None) -> None:
    """The plan as a table with a picture: each act, its day, what keeps it from coming sooner; ``*`` on the critical path."""
    out = console or Console(highlight=False)
    lang = made.lang
    out.print(f"[bold]{escape(made.course_title)}[/]")
    if made.steps:
        table = plain_table()
        table.add_column(say("plan_step", lang), overflow="fold", max_width=34)
        table.add_column(say("plan_day", lang), no_wrap=True)
        table.add_column("", no_wrap=True)
        first, last = made.steps[0].day, max(s.day for s in made.steps)
        days = {s.event: s.day for s in made.steps}
        for step in made.steps:
            mark = "* " if step.critical else "  "
            bar = _bar(days.get(step.after, step.day), step.day, first, last)
            table.add_row(escape(mark + step.title), str(step.day), bar)
        out.print(table)
        out.print(f"[dim]{escape(say('plan_legend', lang))}[/]\n")
        for step in made.steps:
            why = say("plan_fixed", lang) if step.fixed else _because(step) if step.rule else ""
            if why:
                out.print(f"{step.day}  {escape(step.title)}: [dim]{escape(why)}[/]", soft_wrap=True)
    for one in made.obstacles:
        text = say("plan_obstacle", lang, one.title, one.tried, _because(one))
        out.print(f"[bold red]{escape(text)}[/]", soft_wrap=True)
    if made.possible and made.target_day is None and made.steps:
        out.print(escape(say("plan_earliest", lang, made.start, made.end)))
    elif made.possible and made.target:
        out.print(escape(say("plan_latest_start", lang, made.start, made.target_day)))
    elif not made.obstacles and made.target:
        reached = made.day(made.target)
        out.print(f"[bold red]{escape(say('plan_missed', lang, made.target_day, reached))}[/]")
        for step in made.steps:
            if step.critical and step.rule:
                out.print(f"  {step.day}  {escape(_because(step))}", soft_wrap=True)
    if made.open_rules:
        out.print(escape(say("plan_open", lang, ("；" if lang == "zh" else "; ").join(made.open_titles))))


def _because(step: PlanStep | Obstacle) -> str:
    return f"{step.rule_title} · {step.citations[0].text}"


def _bar(start: dt.date, day: dt.date, first: dt.date, last: dt.date) -> str:
    span = max((last - first).days, 1)
    left, right = (round((d - first).days * (WIDTH - 1) / span) for d in (min(start, day), day))
    return " " * left + "─" * (right - left) + "●"
