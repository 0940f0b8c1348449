"""Bars as inline SVG: told apart by pattern and by words, never by colour alone, and as wide as there is room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procure_rules.reports.markup import plain, shown

__all__ = ["Bar", "Line", "bars", "key"]

SIZE = 13
"""Of letters, in pixels."""
SMALL = 12
STEP = 17
"""From line to line."""
THICK = 14
WIDE = 24.0
"""What a line of a label holds on a telephone, in widths of a Chinese character."""
MOST_LINES = 3
NARROW = 330
"""What a chart has on a telephone, in pixels."""
LEAST, MOST = 12, 62
"""Of the longest bar, in percent of the width."""
KINDS = ("breach", "risk", "info", "below", "above")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its parts (a kind and a number), and the words behind it."""

    label: str
    parts: tuple[tuple[str, int], ...]
    words: str

    @property
    def total(self) -> int:
        return sum(number for _, number in self.parts)


@dataclass(frozen=True, slots=True)
class Line:
    """A line drawn across between two bars, with its name."""

    label: str


def bars(name: str, title: str, told: str, rows: Sequence[Bar | Line], *, beside: int = 0) -> str:
    """A chart of bars, one under the other. ``name``: what its parts are called by, once in a page. ``told``: what a
    reader hears who does not see it. ``beside``: how much of the width the labels have that stand at the left, in
    percent; without it they stand above.
    """
    unit = _unit([r for r in rows if isinstance(r, Bar)], beside)
    used = {kind for r in rows if isinstance(r, Bar) for kind, number in r.parts if number}
    drawn: list[str] = []
    top = 2
    for row in rows:
        if isinstance(row, Line):
            made, height = _line(row, top)
        else:
            made, height = _bar(name, row, top, unit, beside)
        drawn.append(made)
        top += height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="100%" height="{top}" role="img" '
        f'aria-labelledby="{name}-t {name}-d" font-size="{SIZE}">'
        f'<title id="{name}-t">{shown(title)}</title><desc id="{name}-d">{shown(told)}</desc>'
        f"<defs>{''.join(_pattern(name, kind) for kind in KINDS if kind in used)}</defs>{''.join(drawn)}</svg>"
    )


def key(name: str, kind: str) -> str:
    """A small picture of the pattern of a kind, for a legend."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="key" width="26" height="{THICK}" aria-hidden="true">'
        f"<defs>{_pattern(name, kind)}</defs>"
        f'<rect class="part {kind}" x="1" y="1" width="24" height="{THICK - 2}" fill="url(#{name}-{kind})"/></svg>'
    )


def _bar(name: str, row: Bar, top: int, unit: float, beside: int) -> tuple[str, int]:
    label = [row.label] if beside else _wrapped(plain(row.label))
    made = [f"<g><title>{shown(f'{row.label} {row.words}')}</title>"]
    for number, line in enumerate(label):
        made.append(f'<text class="label" x="0" y="{top + 13 + number * STEP}">{shown(line)}</text>')
    at = top + (2 if beside else len(label) * STEP + 2)
    left = float(beside)
    for kind, number in row.parts:
        if number:
            width = max(number * unit, 0.8)
            made.append(
                f'<rect class="part {kind}" x="{left:.2f}%" y="{at}" width="{width:.2f}%" height="{THICK}" '
                f'fill="url(#{name}-{kind})"/>'
            )
            left += width
    made.append(f'<text class="words" x="{left:.2f}%" dx="6" y="{at + 12}">{shown(row.words)}</text></g>')
    return "".join(made), at - top + THICK + (7 if beside else 12)


def _unit(rows: Sequence[Bar], beside: int) -> float:
    """How much of the width, in percent, one of what is counted has: such that on a telephone too there is room for the
    words behind each bar.
    """
    most = max((r.total for r in rows), default=0) or 1
    room = ((100 - beside - 100 * (_width(r.words) * SMALL + 10) / NARROW) / (r.total or 1) for r in rows)
    return max(LEAST / most, min((MOST / most, *room)))


def _line(row: Line, top: int) -> tuple[str, int]:
    return (
        f'<g><line class="law" x1="0" x2="100%" y1="{top + 3}" y2="{top + 3}" stroke-dasharray="6 3"/>'
        f'<text class="law" x="0" y="{top + 17}">{shown(row.label)}</text></g>'
    ), 22


def _pattern(name: str, kind: str) -> str:
    """Solid, slanted, dotted, crossed, plain: each a picture of its own without colour too."""
    ink = {
        "breach": "",
        "risk": '<path class="ink" d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/>',
        "info": '<circle class="dot" cx="4" cy="4" r="1.6"/>',
        "below": '<path class="ink" d="M0 8L8 0M-2 2L2 -2M6 10L10 6M0 0L8 8"/>',
        "above": "",
    }[kind]
    return (
        f'<pattern id="{name}-{kind}" class="{kind}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect class="ground" width="8" height="8"/>{ink}</pattern>'
    )


# labels -----------------------------------------------------------------------------------------------------------
def _width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.56 for c in text)


def _wrapped(label: str) -> list[str]:
    """A label in lines that a telephone has room for; what does not fit in these is left to the tables."""
    lines = [""]
    for word in _words(label):
        if lines[-1] and _width(lines[-1] + word.rstrip()) > WIDE:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    kept = [line.rstrip() for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        while _width(kept[-1]) > WIDE - 1:
            kept[-1] = kept[-1][:-1]
        kept[-1] += "…"
    return kept


def _words(label: str) -> Iterator[str]:
    """Where a line may end: after a blank, and after a character of Chinese; a word too long for a line anywhere."""
    for word in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+", label):
        size = int(WIDE)
        yield from (word[i : i + size] for i in range(0, len(word), size))
