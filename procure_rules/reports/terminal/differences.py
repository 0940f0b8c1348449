"""What differs between two assessments, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.markup import escape

from procure_rules.reports.terminal.console import Console
from procure_rules.texts import label, say
from procure_rules.views.differences import Difference, Side

__all__ = ["print_differences"]


def print_differences(found: Iterable[Difference], lang: str, console: Console | None = None) -> None:
    """Each answer that differs, before and after, and whether the law behind it changed."""
    out = console or Console(highlight=False)
    rows = list(found)
    for one in rows:
        mark = say("law_changed" if one.law_changed else "day_changed", lang)
        out.print(f"{escape(one.title.text(lang))}  [dim]{one.rule} [{one.index}] · {mark}[/]", soft_wrap=True)
        out.print(f"    {escape(_side(one.before, lang))} → {escape(_side(one.after, lang))}", soft_wrap=True)
    if not rows:
        out.print(say("no_difference", lang))


def _side(one: Side, lang: str) -> str:
    if one.said is not None:
        return one.said.text(lang)
    shown = say(one.presumed, lang)
    if one.strict != one.presumed:
        shown += say("in_brackets", lang, label("col_strict", say(one.strict, lang), lang))
    lines = " / ".join(x.text() for x in (one.literal, one.safe) if x is not None) or one.limit
    return f"{shown} [{lines}]" if lines else shown
