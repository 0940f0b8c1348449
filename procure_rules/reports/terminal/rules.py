"""Rules in the terminal: listed, or explained one by one with what they refer to."""

from __future__ import annotations

from collections.abc import Callable

from rich.markup import escape

from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.lines import print_hanging
from procure_rules.rules.aloud import Aloud
from procure_rules.rules.model import Define, Period, Rule
from procure_rules.rules.rulebook import Rulebook, reads_of
from procure_rules.texts import joined, label, listed, say

__all__ = ["known_names", "print_explanation", "print_rules"]

MOST = 12  # rules that are named


def print_rules(book: Rulebook, lang: str, console: Console | None = None) -> None:
    """Every rule in a line."""
    out = console or Console(highlight=False)
    for one in book.rules:
        basis = escape(book.cite(one.basis[0], lang))
        title = escape(one.title.text(lang))
        out.print(f"{one.id}  [dim]{one.kind:<7}[/] {title}  [dim]{basis}[/]", soft_wrap=True)


def known_names(book: Rulebook) -> list[str]:
    """All that can be explained."""
    facts = [f for scope in all_scopes().values() for f in scope.fields]
    return list(dict.fromkeys([*(r.id for r in book.rules), *book.conclusions, *book.readings, *facts]))


class _Explainer:
    """Explains what a name stands for, in one language."""

    def __init__(self, book: Rulebook, lang: str, out: Console) -> None:
        self.book, self.lang, self.out = book, lang, out
        self.aloud = Aloud(book, lang)

    def say(self, key: str, *args: object) -> str:
        return say(key, self.lang, *args)

    def head(self, title: str, *more: str) -> None:
        said = escape(" · ".join(m for m in more if m))
        print_hanging(self.out, f"[bold]{escape(title)}[/]  [dim]{said}[/]")

    def line(self, text: str, *, dim: bool = False) -> None:
        print_hanging(self.out, f"[dim]{escape(text)}[/]" if dim else escape(text), 2)

    def rule(self, name: str) -> bool:
        versions = [r for r in self.book.rules if name == r.id or name in r.formerly]
        for one in versions:
            self.version(one)
        return bool(versions)

    def version(self, one: Rule) -> None:
        self.head(one.title.text(self.lang), one.id, self.say(f"form_{one.kind}"), one.in_force_text())
        self.line(joined((self.book.cite(c, self.lang) for c in one.basis), self.lang))
        for sentence in self.aloud.rule(one):
            self.line(sentence)
        for text in (self.aloud.note(one), self.aloud.plain(one.sanction) if one.sanction else ""):
            if text:
                self.line(text, dim=True)
        for code in one.readings:
            self.line(
                label("reading_of", f"{code} {self.book.readings[code].title.text(self.lang)}", self.lang), dim=True
            )
        for key, who in (("owed_by", one.owed_by), ("who_decides", one.decided_by)):
            if who:
                self.line(label(key, listed((self.say(x) for x in who), self.lang), self.lang))
        kinds = self.say(f"source_{one.source_kind}")
        place = f"{one.source.file}:{one.source.line}"
        self.line(f"{kinds} · {place}", dim=True)

    def reading(self, name: str) -> bool:
        known = self.book.readings.get(name)
        if known is None:
            return False
        self.head(known.title.text(self.lang), name, self.say("form_reading"))
        self.line(self.aloud.plain(known.text))
        self.line(self.say(f"reading_{known.strength}"))
        self.line(joined((self.book.cite(c, self.lang) for c in known.basis), self.lang), dim=True)
        rules = dict.fromkeys(r.id for r in self.book.rules if name in r.readings)
        if rules:
            self.line(label("followed_by", listed(rules, self.lang), self.lang))
        return True

    def conclusion(self, name: str) -> bool:
        known = self.book.conclusions.get(name)
        if known is None:
            return False
        self.head(known.zh if self.lang == "zh" else known.en, name, self.say("form_define"))
        if known.words:
            words = (f"{word} {title.text(self.lang)}" for word, title in known.words.items())
            self.line(label("values", listed(words, self.lang), self.lang))
        for one in self.book.rules:
            if isinstance(one.form, Define) and one.form.name == name:
                self.version(one)
        self.read_by("conclusion", known.scope, name)
        return True

    def fact(self, name: str) -> bool:
        found = [(s.name, f[name]) for s in all_scopes().values() if name in (f := s.fields)]
        heads = set()
        for scope, spec in found:
            title = spec.fact.zh if self.lang == "zh" else spec.fact.en
            if title not in heads:  # the same fact of several things is told once
                self.head(title, name, self.say("form_event" if spec.kind in ("event", "deadline") else "form_fact"))
                for text in self.told(spec):
                    self.line(text)
                self.bound(name)
            heads.add(title)
            self.read_by("field", scope, name)
        return bool(found)

    def told(self, spec: FieldSpec) -> list[str]:
        """What a fact may be, and what is presumed of it."""
        lang = self.lang
        out = []
        if spec.fact.example:
            out.append(label("example", spec.fact.example, lang))
        if spec.choices is not None:
            words = (f"{c.value} {getattr(c, lang)}" for c in spec.choices)
            out.append(label("choices", listed(words, lang), lang))
        out += [label("assuming", p.zh if lang == "zh" else p.en, lang) for p in spec.fact.presume]
        return out

    def bound(self, event: str) -> None:
        """The periods that bind an event."""
        rules = [r for r in self.book.rules if isinstance(r.form, Period) and r.form.act == event]
        if rules:
            self.line(label("bound_by", listed(dict.fromkeys(r.id for r in rules), self.lang), self.lang))

    def read_by(self, what: str, scope: str, name: str) -> None:
        rules = [r.id for r in self.book.rules if (what, scope, name) in reads_of([r], {})]
        names = list(dict.fromkeys(rules))
        more = [self.say("more", len(names) - MOST)] if len(names) > MOST else []
        if names:
            self.line(label("read_by", listed([*names[:MOST], *more], self.lang), self.lang))


def print_explanation(book: Rulebook, name: str, lang: str, console: Console | None = None) -> bool:
    """Explain what a name stands for; whether there is such a thing."""
    explainer = _Explainer(book, lang, console or Console(highlight=False))
    kinds: tuple[Callable[[str], bool], ...] = (
        explainer.rule,
        explainer.conclusion,
        explainer.reading,
        explainer.fact,
    )
    found = [kind(name) for kind in kinds]  # a name may stand for several things
    return any(found)
