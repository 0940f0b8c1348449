"""Markup of pages, safe as it is made: every text goes through :func:`shown`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from procure_rules.audit.rows import Cell
from procure_rules.texts import printable

__all__ = ["el", "folded", "grid", "lines_of", "own", "pairs_of", "plain", "several", "shown"]

NO_XML = re.compile("[\ufffe\uffff]")
LINES = re.compile(r"[\t\r\n]+")


def plain(text: str) -> str:
    """A text of others on one line, what hides or turns text written out."""
    return printable(LINES.sub(" ", NO_XML.sub("\ufffd", text)))


def shown(text: str) -> str:
    """The same as it may stand in a page: what would be markup is escaped."""
    return html.escape(plain(text), quote=True)


def el(name: str, inner: str, **attributes: str) -> str:
    """An element around markup; ``cls`` is its class."""
    pairs = (("class" if k == "cls" else k.replace("_", "-"), v) for k, v in attributes.items() if v)
    made = "".join(f' {k}="{shown(v)}"' for k, v in pairs)
    return f"<{name}{made}>{inner}</{name}>"


def own(text: str) -> str:
    """A text of the table within a line of ours: it turns nothing but itself about."""
    return el("bdi", shown(text))


def several(lines: Sequence[str], cls: str = "") -> str:
    """Lines as a list; one line as it is."""
    if len(lines) == 1:
        return shown(lines[0])
    return el("ul", "".join(el("li", shown(line)) for line in lines), cls=cls)


def lines_of(cell: Cell) -> list[str]:
    """The lines of a cell of a table."""
    return [] if cell is None or cell == "" else str(cell).split("\n")


def pairs_of(pairs: Iterable[tuple[str, str]], cls: str) -> str:
    """Names and what belongs to them; names without anything are left out."""
    made = "".join(f"<dt>{shown(name)}</dt><dd>{inner}</dd>" for name, inner in pairs if inner)
    return el("dl", made, cls=cls) if made else ""


def folded(title: str, lines: Sequence[str]) -> str:
    """A list that is shut until it is asked for."""
    inner = el("ul", "".join(el("li", shown(line)) for line in lines))
    return el("details", el("summary", shown(title)) + inner) if lines else ""


def grid(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int], size: str) -> str:
    """A table of cells that are markup; ``numbers``: the columns of these."""
    right = set(numbers)
    top = "".join(
        el("th", shown(h), scope="col", cls="n" if at in right else "first" if not at else "")
        for at, h in enumerate(head)
    )
    body = "".join(
        "<tr>"
        + el("th", row[0], scope="row")
        + "".join(el("td", c, cls="n" if at in right else "") for at, c in enumerate(row[1:], 1))
        + "</tr>\n"
        for row in rows
    )
    made = f"<caption>{shown(caption)}</caption><thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody>"
    return el("div", el("table", made, cls=size), cls="scroll", tabindex="0", role="region", aria_label=caption)
