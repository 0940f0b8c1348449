"""The timeline in the terminal: for each event the earliest and the latest lawful day, and what binds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rich.markup import escape

from procure_rules.answers import Bound, DateLine, EventAnswer
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.lines import fitted, print_hanging
from procure_rules.reports.terminal.printer import plain_table, word
from procure_rules.texts import listed, say

__all__ = ["print_timeline"]

LEAST, MOST = 40, 80  # characters of the picture
NAME = 30  # columns for the names beside it
DAY = 13  # columns of a day, of one bound of a range or of a day in brackets


def print_timeline(events: Iterable[EventAnswer], lang: str, console: Console | None = None) -> None:
    """The events as a table, a picture of them on one axis, and the rules that bind them."""
    out = console or Console(highlight=False)
    every = list(events)
    every.sort(key=lambda e: e.scope != "procedure")  # what is filed comes after the procedure
    rows = [e for e in every if e.earliest or e.latest or e.status != "undetermined"]
    if not rows:
        out.print(say("timeline_empty", lang))
    many = {s for s in {r.scope for r in every} if len({r.index for r in every if r.scope == s}) > 1}
    if rows:
        _table(rows, many, out, lang)
    left = dict.fromkeys(_name(e, many, lang) for e in every if e not in rows)
    if left:
        gap = "" if lang == "zh" else " "
        out.print()
        print_hanging(out, f"{escape(say('timeline_open', lang))}{gap}[dim]{escape(listed(left, lang))}[/]")


def _table(rows: list[EventAnswer], many: set[str], out: Console, lang: str) -> None:
    table = plain_table(expand=True)
    table.add_column(say("col_event", lang), ratio=3)
    for key in ("timeline_earliest", "timeline_latest", "col_actual"):
        table.add_column(say(key, lang), width=DAY)
    table.add_column(say("col_status", lang), ratio=2)
    for one in rows:
        status = word(one.status, lang)
        if one.margin is not None and one.margin < 0:
            status += " " + say("days_off", lang, -one.margin)
        if one.open_rules and one.status != "undetermined":
            status += ("" if lang == "zh" else " ") + say("rules_open", lang, len(one.open_rules))
        days = _both(one.earliest), _both(one.latest), one.actual.text()
        table.add_row(*map(fitted, (escape(_name(one, many, lang)), *days, status)))
    out.print(table)
    _picture(rows, many, out, lang)
    out.print()
    for one in rows:
        for key, bound in (("timeline_earliest", one.earliest), ("timeline_latest", one.latest)):
            if bound is not None:
                text = f"{_name(one, many, lang)} · {say(key, lang)} {bound.literal.text()}"
                why = f"{bound.title.text(lang)} · {bound.about.citations[0].text.text(lang)}"
                print_hanging(out, f"[dim]{escape(text)}{'：' if lang == 'zh' else ': '}{escape(why)}[/]")
        for remark in one.remarks:
            print_hanging(
                out,
                f"[dim]{escape(_name(one, many, lang))}{'：' if lang == 'zh' else ': '}{escape(remark.text(lang))}[/]",
            )
        if one.no_lawful_day and one.earliest is not None and one.latest is not None:
            text = say("no_lawful_day", lang, _name(one, many, lang), one.earliest.title, one.latest.title)
            print_hanging(out, f"[bold red]{escape(text)}[/]")


def _name(one: EventAnswer, many: set[str], lang: str) -> str:
    title = one.title.text(lang)
    if one.scope not in many:
        return title
    return title + say("in_brackets", lang, say("instance", lang, say(f"scope_{one.scope}", lang), one.index + 1))


def _both(bound: Bound | None) -> str:
    """Literal line, and the safe one where it differs."""
    if bound is None:
        return ""
    literal, safe = bound.literal.text(), bound.safe.text()
    return literal if literal == safe else f"{literal}\n({safe.replace('≤ ', '≤').replace('≥ ', '≥')})"


def _days(line: DateLine) -> list[dt.date]:
    return [d for d in (line.earliest, line.latest) if d is not None]


def _picture(rows: list[EventAnswer], many: set[str], out: Console, lang: str) -> None:
    days = [
        d for r in rows for b in (r.earliest, r.latest) if b is not None for d in (*_days(b.literal), *_days(b.safe))
    ]
    days += [d for r in rows for d in _days(r.actual)]
    if len(set(days)) < 2:
        return
    first, last = min(days), max(days)
    span = (last - first).days
    width = min(max(out.width - NAME - 4, LEAST), MOST)

    def at(day: dt.date) -> int:
        return round((day - first).days * (width - 1) / span)

    table = plain_table()
    table.add_column("", max_width=NAME)
    table.add_column(f"{first}{last!s:>{width - 10}}", no_wrap=True)
    for one in rows:
        cells = [" "] * width
        low = one.earliest.literal.earliest if one.earliest else None
        high = one.latest.literal.latest if one.latest else None
        if low is not None or high is not None:
            for i in range(at(low) if low else 0, (at(high) if high else width - 1) + 1):
                cells[i] = "·"
        if low is not None:
            cells[at(low)] = "├"
        if high is not None:
            cells[at(high)] = "┤"
        if one.actual.certain and one.actual.earliest is not None:
            cells[at(one.actual.earliest)] = "●"
        table.add_row(fitted(escape(_name(one, many, lang))), "".join(cells))
    out.print()
    out.print(table)
    out.print(f"[dim]{escape(say('timeline_legend', lang))}[/]")
