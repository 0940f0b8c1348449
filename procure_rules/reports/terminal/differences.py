"""What differs between two assessments, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from procure_rules.texts import say
from procure_rules.texts.words import MESSAGES
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
    strict, presumed = (say(w, lang) if w in MESSAGES else w for w in (one.strict, one.presumed))
    shown = presumed
    if strict != presumed:
        shown += say("in_brackets", lang, f"{say('col_strict', lang)}: {strict}")
    lines = " / ".join(x.text() for x in (one.literal, one.safe) if x is not None) or one.limit
    return f"{shown} [{lines}]" if lines else shown
