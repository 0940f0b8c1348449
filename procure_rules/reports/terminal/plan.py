"""A plan in the terminal."""

from __future__ import annotations

import datetime as dt

from rich.markup import escape

from procure_rules.planning.result import Obstacle, Plan, PlanStep
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.lines import fitted, print_hanging
from procure_rules.reports.terminal.printer import plain_table
from procure_rules.texts import joined, say

__all__ = ["print_plan"]

LEAST, MOST = 28, 60  # characters of the picture
NAME = 34  # columns for the steps


def print_plan(made: Plan, lang: str = "zh", console: Console | None = None) -> None:
    """The plan as a table with a picture: each act, its day, what keeps it from coming sooner; ``*`` on the
    critical path.
    """
    out = console or Console(highlight=False)
    out.print(f"[bold]{escape(made.course_title.text(lang))}[/]")
    if made.steps:
        table = plain_table()
        table.add_column(say("plan_step", lang), max_width=NAME)
        table.add_column(say("plan_day", lang), no_wrap=True)
        table.add_column("", no_wrap=True)
        first, last = made.steps[0].day, max(s.day for s in made.steps)
        width = min(max(out.width - NAME - 18, LEAST), MOST)
        days = {s.event: s.day for s in made.steps}
        for step in made.steps:
            mark = "* " if step.critical else "  "
            bar = _bar(days.get(step.after, step.day), step.day, first, last, width)
            table.add_row(fitted(escape(mark + step.title.text(lang))), str(step.day), bar)
        out.print(table)
        out.print(f"[dim]{escape(say('plan_legend', lang))}[/]\n")
        for step in made.steps:
            why = say("plan_fixed", lang) if step.fixed else _because(step, lang) if step.rule else ""
            if why:
                named = escape(step.title.text(lang)) + ("：" if lang == "zh" else ": ")
                print_hanging(out, f"{step.day}  {named}[dim]{escape(why)}[/]", hang=12)
    for one in made.obstacles:
        text = say("plan_obstacle", lang, one.title, one.tried, _because(one, lang))
        print_hanging(out, f"[bold red]{escape(text)}[/]")
    if made.possible and made.target_day is None and made.steps:
        out.print(escape(say("plan_earliest", lang, made.start, made.end)))
    elif made.possible and made.target:
        out.print(escape(say("plan_latest_start", lang, made.start, made.target_day)))
    elif not made.obstacles and made.target:
        reached = made.day(made.target)
        out.print(f"[bold red]{escape(say('plan_missed', lang, made.target_day, reached))}[/]")
        for step in made.steps:
            if step.critical and step.rule:
                print_hanging(out, f"{step.day}  {escape(_because(step, lang))}", 2, hang=12)
    if made.open_rules:
        print_hanging(out, escape(say("plan_open", lang, joined((t.text(lang) for t in made.open_titles), lang))))


def _because(step: PlanStep | Obstacle, lang: str) -> str:
    assert step.about is not None
    return f"{step.about.title.text(lang)} · {step.about.citations[0].text.text(lang)}"


def _bar(start: dt.date, day: dt.date, first: dt.date, last: dt.date, width: int) -> str:
    span = max((last - first).days, 1)
    left, right = (round((d - first).days * (width - 1) / span) for d in (min(start, day), day))
    return " " * left + "─" * (right - left) + "●"
