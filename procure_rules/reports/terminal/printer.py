"""What the reports in the terminal are made of: words in their colours, lists, labels, citations, tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from rich.markup import escape
from rich.table import Table

from procure_rules.answers import Answer, Assessment, Citation, MethodAnswer
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.lines import print_hanging
from procure_rules.texts import Text, joined, label, listed, say

__all__ = ["Printer", "coloured", "plain_table", "word"]

STYLE = {
    "required": "bold green",
    "allowed": "green",
    "met": "green",
    "in_time": "green",
    "true": "green",
    "open": "green",
    "done": "green",
    "ok": "green",
    "allowed_with_approval": "cyan",
    "only_if": "cyan",
    "due": "cyan",
    "coming": "cyan",
    "contested": "yellow",
    "due_contested": "yellow",
    "excused": "yellow",
    "active": "yellow",
    "not_allowed": "red",
    "not_met": "red",
    "done_late": "red",
    "breached": "bold red",
    "out_of_time": "bold red",
    "too_early": "bold red",
    "overdue": "bold red",
    "defect": "bold red",
    "undetermined": "magenta",
    "unknown": "magenta",
    "not_applicable": "dim",
    "closed": "dim",
    "not_available": "dim",
}


HEAD = re.compile(r"[^：。，:.,;]+")
"""What the sentence about a method begins with: the verdict in words."""


def word(value: str, lang: str, key: str = "") -> str:
    """What a value is called (by ``key``, where it is called otherwise here), in its colour."""
    return coloured(value, say(key or value, lang))


def coloured(value: str, text: str) -> str:
    """A text in the colour of a value."""
    style = STYLE.get(value)
    return f"[{style}]{escape(text)}[/]" if style else escape(text)


def plain_table(*, expand: bool = False) -> Table:
    """A table without lines."""
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=expand, header_style="bold")


class Printer:
    """Prints an assessment, or a part of it, in one language."""

    def __init__(self, answer: Assessment, console: Console, lang: str) -> None:
        self.a = answer
        self.out = console
        self.lang = lang

    def text(self, text: Text | None) -> str:
        return text.text(self.lang) if text is not None else ""

    def say(self, key: str, *args: object) -> str:
        return say(key, self.lang, *args)

    def word(self, value: str, key: str = "") -> str:
        return word(value, self.lang, key)

    def strictly(self, value: str) -> str:
        text = self.say("in_brackets", self.label("col_strict", self.say(value)))
        return f"[dim]{escape(text)}[/]"

    def both(self, one: Answer | MethodAnswer) -> str:
        """The presumed word, and the strict one where it differs."""
        shown = self.method_word(one.presumed) if isinstance(one, MethodAnswer) else self.word(one.presumed)
        return shown if one.strict == one.presumed else shown + self.strictly(one.strict)

    def method_word(self, value: str) -> str:
        """What the verdict on a method is called."""
        return self.word(value, "method_in_dispute" if value == "contested" else "")

    def verdict_first(self, one: MethodAnswer) -> str:
        """The sentence about a method, its beginning in the verdict's colour."""
        text = self.text(one.text)
        head = HEAD.match(text)
        end = head.end() if head else 0
        return coloured(one.presumed, text[:end]) + escape(text[end:])

    def listed(self, parts: Iterable[str]) -> str:
        return listed(parts, self.lang)

    def joined(self, parts: Iterable[str]) -> str:
        return joined(parts, self.lang)

    def label(self, key: str, text: str) -> str:
        return label(key, text, self.lang)

    def basis(self, found: Sequence[Citation], limit: int = 2) -> str:
        """The articles, the first ones and how many there are in all."""
        shown = self.joined(self.text(c.text) for c in found[:limit])
        return self.say("and_articles", shown, len(found)) if len(found) > limit else shown

    def colon(self, text: str) -> str:
        """A heading before what is said of it."""
        return escape(text) + ("：" if self.lang == "zh" else ": ")

    def bracketed(self, text: str) -> str:
        """A text in brackets behind another."""
        return self.say("in_brackets", text)

    def hang(self, markup: str, indent: int = 0, *, hang: int = 2, first: str = "") -> None:
        """A paragraph with its further lines set in."""
        print_hanging(self.out, markup, indent, hang=hang, first=first)

    def note(self, text: str) -> None:
        self.hang(f"[dim]{escape(text)}[/]", 4)

    def more(self, number: int) -> None:
        """How many are left out."""
        if number > 0:
            self.out.print(f"  [dim]{escape(self.say('more_all', number))}[/]")

    def head(self, as_of: dt.date, known_at: dt.date | None = None) -> None:
        self.out.print(f"[bold]{escape(self.a.title)}[/]")
        days = [self.say("as_of", as_of)] + ([self.say("known_at", known_at)] if known_at else [])
        self.out.print(f"[dim]{' · '.join(days)}[/]")

    def disclaimer(self) -> None:
        self.out.print(f"[dim]{self.say('disclaimer')}[/]")
