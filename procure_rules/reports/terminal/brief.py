"""The brief in the terminal: at most fifteen lines, who before what, the day to act by before the day to argue."""

from __future__ import annotations

from collections.abc import Iterable

from rich.markup import escape

from procure_rules.answers import Assessment, DateLine
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.printer import Printer
from procure_rules.views.brief import Brief, BriefDate, BriefFinding, BriefLaw, BriefMethod, brief

__all__ = ["print_brief"]

CIRCLED = "①②③④⑤⑥⑦⑧⑨"
LABEL = 14  # columns of a line's heading
LINES = 15  # of the page
MOST_LAWS = 2
KINDS = {"breach": "finding_breach", "risk": "finding_risk", "info": "finding_info"}
BLOCKS = ("brief_method", "brief_findings", "brief_dates", "brief_rights", "brief_open")


class _Printer(Printer):
    def __init__(self, answer: Assessment, console: Console, lang: str) -> None:
        super().__init__(answer, console, lang)
        self.b: Brief = brief(answer)
        self.number = 0

    def head_line(self) -> str:
        parts = [self.b.title, self.joined(dict.fromkeys(self.text(m.title) for m in self.b.methods if m.stated))]
        parts.append(self.say("as_of", self.b.as_of))
        return " · ".join(p for p in parts if p)

    def procedures(self, where: Iterable[int]) -> str:
        """Which of several procedures; nothing where it is all of them."""
        found = sorted(set(where))
        total = 1 + max((i for law in self.b.laws for i in law.procedures), default=0)
        return "" if len(found) == total else self.say("procedure_numbers", self.listed(str(i + 1) for i in found))

    def law(self, one: BriefLaw) -> str:
        text = self.text(one.text) + self.procedures(one.procedures)
        figures = self.say("brief_figures", self.joined(map(self.text, one.figures))) if one.figures else ""
        return text + self.because(one) + figures

    def because(self, one: BriefLaw) -> str:
        """On what it rests, or what would decide it."""
        if one.certain:
            return self.say("brief_certain")
        if one.missing:
            return self.say("decided_by", self.listed(self.text(t) for t in one.missing))
        shown = "".join(f"{CIRCLED[i]}{self.text(t)}{self.say('semicolon')}" for i, t in enumerate(one.assuming))
        more = self.say("brief_more", one.more) if one.more else ""
        return self.say("brief_presuming", shown.rstrip("； ;") + more) if shown else ""

    def line(self, key: str, lines: list[str]) -> None:
        """A numbered heading with its lines below each other."""
        mark = f"{CIRCLED[self.number]} {self.say(key)}"
        self.number += 1
        first, *rest = lines
        self.hang(first, LABEL, first=f"[bold]{escape(mark)}[/]")
        for one in rest:
            self.hang(one, LABEL)

    def method(self, one: BriefMethod) -> str:
        text = f"{self.colon(self.text(one.title) + self.procedures(one.procedures))}{self.method_word(one.status)}"
        if one.only_if is not None:
            text += escape(self.say("in_brackets", self.text(one.only_if)))
        return text

    def finding(self, one: BriefFinding) -> str:
        where = self.text(one.where) + " · " if one.where else ""
        basis = f" · {self.text(one.basis)}" if one.basis else ""
        style = "bold red" if one.severity == "breach" else "yellow"
        text = f"{where}{self.text(one.text)} · {self.say('side_' + one.side)}"
        return f"[{style}]{self.colon(self.say(KINDS[one.severity]))}{escape(text)}[/][dim]{escape(basis)}[/]"

    def days(self, safe: DateLine, literal: DateLine) -> str:
        if safe == literal:
            return safe.text()
        return self.say("brief_lines", safe.text(), literal.text())

    def date(self, one: BriefDate) -> str:
        where = self.say("procedure_numbers", one.where + 1) if one.where is not None else ""
        text = f"{self.text(one.title)}{where} {self.say('until', self.days(one.safe, one.literal))}"
        return escape(text + self.left(one))

    def left(self, one: BriefDate) -> str:
        if one.days_left is None:
            return ""
        return " · " + (self.say("days_left", one.days_left) if one.days_left >= 0 else self.say("past_safe"))

    def right(self, one: BriefDate) -> str:
        about = f" · {self.text(one.against)}" if one.against else ""
        where = self.say("procedure_numbers", one.where + 1) if one.where is not None else ""
        state = "" if one.status == "open" else self.say("coming") + " "
        text = f"{state}{self.text(one.title)}{about}{where} {self.say('until', self.days(one.safe, one.literal))}"
        return escape(f"{text}{self.left(one)} · {self.say(one.who)}")

    def print(self) -> None:
        b = self.b
        laws = [escape(self.law(law)) for law in b.laws[:MOST_LAWS]] or [escape(self.say("brief_no_procedure"))]
        methods = [self.method(m) for m in b.methods[:MOST_LAWS]]
        findings = self.findings()
        dates = [self.date(d) for d in b.dates]
        if b.any_case:
            opened, sure = (self.joined(map(self.text, texts)) for texts in (b.open, b.any_case))
            dates.append(escape(self.say("brief_any_case", opened, sure)))
        asked = "  ".join(self.text(a.question) for a in b.ask)
        checked = [escape(self.say("brief_checked", b.decided, b.undetermined)), *([escape(asked)] if asked else [])]
        if b.findings and b.unchecked:
            checked.append(escape(self.say("brief_unchecked", b.unchecked_in_all, self.core())))
        if b.unheard:
            checked.append(escape(self.say("brief_unheard", b.unheard_in_all, self.listed(map(self.text, b.unheard)))))
        used = 2 + sum(map(len, (laws, methods, findings, dates, checked)))  # with the heading and the last line
        rights = [self.right(r) for r in b.rights[: max(1, LINES - used)]]
        self.hang(f"[bold]{escape(self.head_line())}[/]")
        for law in laws:
            self.hang(law)
        blocks = (methods, findings, dates, rights, checked)
        for key, lines in zip(BLOCKS, blocks, strict=True):
            if lines:
                self.line(key, lines)
        self.hang(f"[dim]{escape(self.say('brief_end'))}[/]", hang=0)

    def core(self) -> str:
        """The first of the core periods that could not be checked."""
        return self.listed(map(self.text, self.b.unchecked))

    def findings(self) -> list[str]:
        b = self.b
        told = [
            f"[yellow]{self.colon(self.say('brief_contradiction'))}{escape(self.text(t))}[/]" for t in b.contradictions
        ]
        if not b.findings and b.unchecked:
            nothing = self.say("nothing_found_but", b.decided, b.unchecked_in_all, self.core())
            return [*told, escape(nothing)]
        if not b.findings:
            return [*told, escape(self.say("nothing_found_of", b.decided))]
        more = b.breaches + b.risks + b.infos - len(b.findings)
        lines = [*told, *(self.finding(f) for f in b.findings)]
        return [*lines, escape(self.say("more_all", more))] if more > 0 else lines


def print_brief(answer: Assessment, lang: str = "", console: Console | None = None) -> None:
    """Print the brief of an assessment."""
    _Printer(answer, console or Console(), lang or answer.lang).print()
