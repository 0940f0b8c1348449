"""``procure-rules law``: the instruments, how much of each is at hand, and what rests on it."""

from __future__ import annotations

from typing import Annotated

import typer

from procure_rules.cli import session as of
from procure_rules.reports.terminal.law import law_data, print_law
from procure_rules.rules.loader import default_rulebook
from procure_rules.texts import say

__all__ = ["law"]


def law(
    instrument: Annotated[str | None, typer.Argument(metavar="ID", help="文件编号 · instrument id")] = None,
    as_json: of.AsJson = False,
    lang: of.Lang = "zh",
) -> int:
    """法律法规目录、文本掌握程度、依据它的规则 · Show the laws and orders, how much of each is at hand, and which
    rules rest on them.
    """
    of.language(lang)
    book = default_rulebook()
    if instrument is not None and instrument not in book.instruments:
        near = [i.id for i in book.instruments.values() if any(instrument in t for t in (i.id, i.number, i.title.zh))]
        more = f"; {', '.join(near[:8])}?" if near and instrument else ""
        raise of.BadInput(f"{instrument}: {say('no_such_instrument', lang)}{more}")
    if as_json:
        of.write_json(law_data(book, instrument))
    else:
        print_law(book, instrument, lang)
    return 0
