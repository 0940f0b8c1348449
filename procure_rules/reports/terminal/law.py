"""The instruments in the terminal and as data: how much of each is at hand, and what rests on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from rich.markup import escape

from procure_rules.reports.terminal.console import Console
from procure_rules.rules.model import Bilingual, Citation, Instrument
from procure_rules.rules.rulebook import Rulebook
from procure_rules.texts import Text, cite, listed

__all__ = ["law_data", "print_law"]

WORDS: dict[str, tuple[str, str]] = {
    "full": ("全文", "full text"),
    "excerpt": ("节录", "excerpt"),
    "digest": ("摘要", "digest"),
    "missing": ("文本未取得", "text not obtained"),
    "articles": ("共{0}条", "{0} articles"),
    "sections": ("不按条号引用", "not cited by article number"),
    "held": ("所收条文：{0}", "articles held: {0}"),
    "in_force": ("施行", "in force"),
    "rules": ("所支持的规则", "rules that rest on it"),
    "parameters": ("数值", "figures"),
    "conventions": ("期间计算", "counting of periods"),
    "nothing": ("没有规则引用", "no rule cites it"),
    "not_held": ("条文未收", "article not held"),
    "count": ("规则{0}条", "rules: {0}"),
}
KINDS = ("rules", "parameters", "conventions")


def _say(word: str, lang: str, *values: object) -> str:
    return WORDS[word][lang != "zh"].format(*values)


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else dt.date.fromordinal(ordinal).isoformat()


def _where(one: Citation, lang: str) -> str:
    """Article and detail without the instrument."""
    return cite(Text("", ""), one.article, one.detail, lang).strip()


class _Use:
    """What rests on one instrument: name, title and the citations of it, versions taken together."""

    def __init__(self, name: str, title: Bilingual) -> None:
        self.name = name
        self.title = title
        self.citations: dict[Citation, None] = {}

    def data(self) -> dict[str, Any]:
        rows = [{"article": c.article, "detail": c.detail} for c in self.citations]
        return {
            "id": self.name,
            "title": {"zh": self.title.zh, "en": self.title.en},
            "citations": [{k: v for k, v in row.items() if v not in (None, "")} for row in rows],
        }

    def order(self) -> tuple[int, str]:
        return min((c.article or 0 for c in self.citations), default=0), self.name


def _uses(book: Rulebook) -> dict[str, dict[str, list[_Use]]]:
    """For each instrument, the rules, figures and ways of counting that cite it."""
    found: dict[str, dict[str, dict[str, _Use]]] = {name: {k: {} for k in KINDS} for name in book.instruments}

    def take(kind: str, name: str, title: Bilingual, basis: Iterable[Citation]) -> None:
        for one in basis:
            use = found[one.instrument][kind].setdefault(name, _Use(name, title))
            use.citations[one] = None

    for rule in book.rules:
        take("rules", rule.id, rule.title, rule.basis)
    for table in book.parameters.values():
        take("parameters", table.name, table.title, (c for v in table.values for c in v.basis))
    for convention in book.conventions.values():
        take("conventions", convention.id, convention.title, convention.basis)
    return {
        name: {kind: sorted(uses.values(), key=_Use.order) for kind, uses in kinds.items()}
        for name, kinds in found.items()
    }


def _data(one: Instrument, uses: dict[str, list[_Use]]) -> dict[str, Any]:
    texts = ("title", "issuer", "status", "verification")
    out: dict[str, Any] = {"id": one.id, "number": one.number}
    out |= {k: {"zh": getattr(one, k).zh, "en": getattr(one, k).en} for k in texts}
    out["in_force"] = {"from": _day(one.first), "to": _day(one.last)}
    out |= {"articles": one.articles, "sections": one.articles is None, "text": one.text}
    out["articles_held"] = [[a, b] for a, b in one.held]
    out["url"] = one.url
    return out | {kind: [u.data() for u in uses[kind]] for kind in KINDS}


def _held(one: Instrument) -> str:
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in one.held)


def _line(one: Instrument, count: int, lang: str) -> str:
    extent = _say("sections", lang) if one.articles is None else _say("articles", lang, one.articles)
    parts = (
        f"{_day(one.first) or '?'}–{_day(one.last) or ''}",
        extent,
        _say(one.text, lang),
        _say("count", lang, count),
    )
    return f"{one.id}  {escape(one.title.text(lang))}  [dim]{escape(' · '.join(parts))}[/]"


def _show(out: Console, one: Instrument, uses: dict[str, list[_Use]], lang: str) -> None:
    def say(text: str) -> None:
        out.print("  " + text, soft_wrap=True)

    head = (
        f"[bold]{escape(one.title.text(lang))}[/]  [dim]{escape(' · '.join(x for x in (one.id, one.number) if x))}[/]"
    )
    out.print(head, soft_wrap=True)
    say(escape(one.issuer.text(lang)))
    dates = f"{_say('in_force', lang)} {_day(one.first) or '?'}–{_day(one.last) or ''}"
    say(escape(f"{dates}  {one.status.text(lang)}"))
    extent = _say("sections", lang) if one.articles is None else _say("articles", lang, one.articles)
    say(escape(f"{extent} · {_say(one.text, lang)}  {one.verification.text(lang)}"))
    if one.held:
        say(escape(_say("held", lang, _held(one))))
    if one.url:
        say(f"[dim]{escape(one.url)}[/]")
    for kind in KINDS:
        if uses[kind]:
            out.print(f"[bold]{_say(kind, lang)}[/]")
        for use in uses[kind]:
            places = listed((w for c in use.citations if (w := _where(c, lang))), lang)
            absent = one.articles is not None and any(c.article and not one.holds(c.article) for c in use.citations)
            mark = f"  [{_say('not_held', lang)}]" if absent else ""
            say(f"{use.name}  {escape(use.title.text(lang))}  [dim]{escape(places + mark)}[/]")
    if not any(uses[kind] for kind in KINDS):
        say(f"[dim]{_say('nothing', lang)}[/]")


def law_data(book: Rulebook, instrument: str | None = None) -> Any:
    """All instruments, or one, as plain data."""
    uses = _uses(book)
    if instrument is not None:
        return _data(book.instruments[instrument], uses[instrument])
    return [_data(one, uses[one.id]) for one in book.instruments.values()]


def print_law(book: Rulebook, instrument: str | None = None, lang: str = "zh", console: Console | None = None) -> None:
    """Print all instruments, a line each, or one with what rests on it."""
    out = console or Console(highlight=False)
    uses = _uses(book)
    if instrument is not None:
        _show(out, book.instruments[instrument], uses[instrument], lang)
        return
    for one in book.instruments.values():
        out.print(_line(one, len(uses[one.id]["rules"]), lang), soft_wrap=True)
