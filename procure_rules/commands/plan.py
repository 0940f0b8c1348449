"""``procure-rules plan``: the earliest lawful schedule, or the latest day to start."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from procure_rules.assess import engine_for
from procure_rules.calendar import load_calendar
from procure_rules.commands import BadInput
from procure_rules.engine.scalar import Engine
from procure_rules.facts import InputError, load_project
from procure_rules.facts.words import Method
from procure_rules.messages import say
from procure_rules.plan import Obstacle, Plan, PlanError, PlanStep
from procure_rules.plan import plan as make_plan
from procure_rules.rules.loader import load_rulebook

__all__ = ["plan", "print_plan"]

WIDTH = 28  # characters of the picture


def plan(
    file: Annotated[Path, typer.Argument(help="项目文件 · project file (YAML or JSON)")],
    start: Annotated[str | None, typer.Option("--start", help="开始之日 · first day")] = None,
    target: Annotated[
        str | None, typer.Option("--target", help="目标 · event=DATE, e.g. contract_signed=2026-12-31")
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="按另一采购方式 · another method than the file's")
    ] = None,
    procedure: Annotated[int, typer.Option("--procedure", help="第几个采购程序 · which procedure, from 1")] = 1,
    any_day: Annotated[bool, typer.Option("--any-day", help="休息日也可安排 · acts may fall on rest days")] = False,
    known_at: Annotated[
        str | None, typer.Option("--known-at", help="已知放假通知的截止日 · which notices were known")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: Annotated[str, typer.Option("--lang", help="zh | en")] = "zh",
    calendar_dir: Annotated[
        list[Path] | None, typer.Option("--calendar-dir", help="自备年份文件的目录 · year files")
    ] = None,
    rules_dir: Annotated[list[Path] | None, typer.Option("--rules", help="自备规则的目录 · folder with rules")] = None,
) -> int:
    """The earliest lawful schedule (--start), or the latest start (--target event=DATE). Exit 1 where it is impossible."""
    if lang not in ("zh", "en"):
        raise BadInput("--lang: zh | en")
    if method is not None and method not in [m.value for m in Method]:
        raise BadInput("--method: " + " | ".join(m.value for m in Method))
    known = _day(known_at, "--known-at")
    goal = None
    if target is not None:
        name, _, day = target.partition("=")
        goal = (name.strip(), _date(day.strip(), "--target"))
    try:
        made = make_plan(
            load_project(file), start=_day(start, "--start"), target=goal, method=method, index=procedure - 1, known_at=known, lang=lang,
            calendar=load_calendar(tuple(calendar_dir), known_at=known) if calendar_dir else None,
            compiled=Engine(load_rulebook(more=tuple(rules_dir))) if rules_dir else engine_for(), working_days=not any_day,
        )  # fmt: skip
    except InputError as error:
        raise BadInput(error.text(lang)) from None
    except PlanError as error:
        raise BadInput(str(error)) from None
    if as_json:
        sys.stdout.write(made.model_dump_json(indent=1) + "\n")
    else:
        print_plan(made)
    return 0 if made.possible else 1


def _day(text: str | None, name: str) -> dt.date | None:
    return None if text is None else _date(text, name)


def _date(text: str, name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{name}: {text!r}: YYYY-MM-DD") from None


def print_plan(made: Plan, console: Console | None = None) -> None:
    """The plan as a table with a picture: each act, its day, what keeps it from coming sooner; ``*`` on the critical path."""
    out = console or Console(highlight=False)
    lang = made.lang
    out.print(f"[bold]{escape(made.course_title)}[/]")
    if made.steps:
        table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
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
        out.print(escape(say("plan_open", lang, ", ".join(made.open_rules))))


def _because(step: PlanStep | Obstacle) -> str:
    return f"{step.rule_title} · {step.citations[0].text}"


def _bar(start: dt.date, day: dt.date, first: dt.date, last: dt.date) -> str:
    span = max((last - first).days, 1)
    left, right = (round((d - first).days * (WIDTH - 1) / span) for d in (min(start, day), day))
    return " " * left + "─" * (right - left) + "●"
