"""Lines that break as Chinese and English text does: no mark at the wrong end, no article, amount or word cut in
two.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

__all__ = ["fitted", "print_hanging"]

OPEN, CLOSE = "（〔［《「『“‘", "，。、；：？！）〕］》」』”’…／"
WIDE = "\u2e80-\uffef"
DIGITS = "一二三四五六七八九十百千零"
PIECE = re.compile(
    rf"[{OPEN}]*(?:(?:Order|art\.|No\.|sec\.|para\.) [^\s{OPEN}{CLOSE}{WIDE}]+|(?:第[{DIGITS}]+[条款项章])+|[^\s{OPEN}{CLOSE}{WIDE}]+[万元日条号年月项]?|[{WIDE}])?[{CLOSE}]*(?:\s+[·–→/](?=\s))?\s*"  # noqa: E501
)


def _offsets(text: str, first: int, further: int) -> list[int]:
    """Where a text is broken; what is longer than a line by itself is broken anywhere."""
    found: list[int] = []
    used, width = 0, first
    for match in PIECE.finditer(text):
        piece = match.group()
        if used and used + cell_len(piece.rstrip()) > width:
            found.append(match.start())
            used, width = 0, further
        if cell_len(piece.rstrip()) > width:
            for at, char in enumerate(piece.rstrip(), match.start()):
                if used and used + cell_len(char) > width:
                    found.append(at)
                    used, width = 0, further
                used += cell_len(char)
        else:
            used += cell_len(piece)
    return found


class _Fitted(Text):
    def wrap(self, console: Console, width: int, **_: Any) -> Lines:
        lines = Lines()
        for one in self.split(allow_blank=True):
            lines.extend(one.divide(_offsets(one.plain, width, width)))
        for one in lines:
            one.rstrip()
        return lines


def fitted(markup: str) -> Text:
    """A text for a cell of a table, or for a paragraph."""
    return _Fitted(overflow="fold").append_text(Text.from_markup(markup))


def print_hanging(out: Console, markup: str, indent: int = 0, *, hang: int = 2, first: str = "") -> None:
    """A paragraph whose further lines stand ``hang`` columns in from its first; one long line where nobody sees a
    width.

    ``first`` stands before it, ``indent`` columns wide, where it is given.
    """
    before = Text.from_markup(first) if first else Text(" " * indent)
    before.pad_right(max(0, indent - before.cell_len))
    if out.is_terminal or (out.file is sys.stdout and "COLUMNS" in os.environ):
        text, width = Text.from_markup(markup), max(20, out.width - indent)
        head, *rest = text.divide(_offsets(text.plain, width, max(20, width - hang)))
    else:
        head, rest = Text.from_markup(markup), []
    head.rstrip()
    out.print(before.append_text(head), soft_wrap=True, highlight=False)
    for one in rest:
        one.rstrip()
        one.pad_left(indent + hang)
        out.print(one, soft_wrap=True, highlight=False)
