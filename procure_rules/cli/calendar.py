"""``procure-rules calendar``: working days."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from procure_rules.calendar import Count, load_calendar
from procure_rules.cli import session as of
from procure_rules.reports.terminal.calendar import print_count, print_day, print_year

__all__ = ["calendar"]

YEARS = (2000, 2045)
MOST = 10_000


def calendar(
    day: Annotated[str | None, typer.Argument(help="YYYY-MM-DD")] = None,
    add: Annotated[int | None, typer.Option("--add", help="加多少个工作日 · working days to add")] = None,
    year: Annotated[int | None, typer.Option("--year", help="该年工作日数 · working days of a year")] = None,
    known_at: of.KnownAt = None,
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
) -> int:
    """工作日：某日属于何类、加若干工作日（附逐日计算）、某年工作日数 · Working days: the class of a day, N working
    days on (with proof), or the working days of a year.
    """
    of.language(lang)
    known = of.day(known_at, "--known-at", lang)
    made = of.calendar(calendar_dir, known, lang) or load_calendar(known_at=known)
    if year is not None:
        if not YEARS[0] <= year <= YEARS[1]:
            raise of.BadInput(f"--year: {YEARS[0]} – {YEARS[1]}")
        print_year(made, year, lang)
        return 0
    start = of.day(day, "day", lang)
    if start is None:
        raise of.BadInput("YYYY-MM-DD, or --year")
    if not made.first <= start.toordinal() <= made.last:
        raise of.BadInput(f"{start}: {dt.date.fromordinal(made.first)} – {dt.date.fromordinal(made.last)}")
    if add is None:
        print_day(made, start, lang)
        return 0
    if not -MOST <= add <= MOST:
        raise of.BadInput(f"--add: {-MOST} – {MOST}")
    print_count(made, start, abs(add), Count("workday", backward=add < 0), lang)
    return 0
