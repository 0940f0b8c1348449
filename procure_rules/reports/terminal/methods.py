"""The methods in the terminal: of each that the purchaser has a sentence, or every ground of every method with its
article, approval and publicity.
"""

from __future__ import annotations

from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from procure_rules.answers import Assessment, GroundAnswer, MethodAnswer
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.lines import fitted
from procure_rules.reports.terminal.printer import Printer, plain_table

__all__ = ["print_methods"]

SHOWN = 4


class _Printer(Printer):
    def __init__(self, answer: Assessment, console: Console, lang: str, *, every: bool) -> None:
        super().__init__(answer, console, lang)
        self.every = every

    def depends(self, one: MethodAnswer | GroundAnswer) -> list[str]:
        """What would decide it."""
        titles = list(dict.fromkeys(self.text(m.title) for m in one.missing))
        if not titles:
            return []
        more = f" +{len(titles) - SHOWN}" if len(titles) > SHOWN else ""
        return [self.label("open_for", self.listed(titles[:SHOWN]) + more)]

    def approval(self, one: GroundAnswer) -> str:
        return self.label(
            "approval",
            self.text(one.approval) + (self.bracketed(self.say("approval_" + one.approved)) if one.approved else ""),
        )

    # in short ---------------------------------------------------------------------------------------------------
    def line(self, one: MethodAnswer) -> None:
        """A method in a sentence."""
        name = f"[bold]{escape(self.text(one.title))}[/]{self.colon('')}"
        self.hang(name + self.verdict_first(one), hang=4)

    def strictness(self, methods: list[MethodAnswer]) -> None:
        """Which verdicts do not hold on the facts stated alone."""
        differ: dict[str, list[str]] = {}
        for one in methods:
            if one.strict != one.presumed:
                differ.setdefault(one.strict, []).append(self.text(one.title))
        for status, titles in differ.items():
            named = self.say("all_methods") if len(titles) == len(methods) else self.listed(titles)
            text = self.say(
                "methods_strictly", named, self.say("method_in_dispute" if status == "contested" else status)
            )
            self.hang(f"[dim]{escape(text)}[/]")

    # in full ----------------------------------------------------------------------------------------------------
    def ground(self, one: GroundAnswer, table: Table) -> None:
        lines = []
        if one.presumed not in ("not_met", "not_applicable"):
            if one.approval:
                lines.append(self.approval(one))
            if one.publicity:
                held = self.say(f"publicity_{one.publicised}")
                lines.append(self.label("publicity", self.text(one.publicity) + self.bracketed(held)))
            lines += self.depends(one)
        if one.source_kind == "practice":
            lines.append(self.say("by_practice"))
        title = "\n".join([escape(self.text(one.title)), *(f"[dim]{escape(line)}[/]" for line in lines)])
        basis = self.joined([escape(self.text(c.text)) for c in one.citations[:SHOWN]])
        table.add_row(Padding(fitted(title), (0, 0, 0, 2)), fitted(self.both(one)), fitted(basis))

    def table(self, methods: list[MethodAnswer]) -> None:
        table = plain_table(expand=True)
        for key, ratio in (("col_method", 6), ("col_verdict", 3), ("col_basis", 5)):
            table.add_column(self.say(key), overflow="fold", ratio=ratio)
        for one in methods:
            notes = [self.text(one.note)] if one.note else []
            name = "\n".join([f"[bold]{escape(self.text(one.title))}[/]", *(f"[dim]{escape(n)}[/]" for n in notes)])
            table.add_row(fitted(name), fitted(self.both(one)), "")
            for ground in one.grounds:
                self.ground(ground, table)
        self.out.print(table)

    def procedure(self, methods: list[MethodAnswer]) -> None:
        known = [m for m in methods if m.grounds]
        if self.every:
            self.table(known)
        else:
            known = [m for m in known if m.exists]
            for one in known:
                self.line(one)
        open_ = [self.text(m.title) for m in methods if not m.grounds]
        if open_:
            text = self.label("methods_not_encoded", self.listed(open_))
            self.hang(f"[dim]{escape(text)}[/]")
        if not self.every:
            self.strictness(known)
        made = [a for m in known for a in (*m.assuming, *(x for g in m.grounds if self.every for x in g.assuming))]
        assumed = dict.fromkeys(self.text(a.text) for a in made)
        if assumed:
            self.hang(f"[dim]{escape(self.label('assuming', self.joined(list(assumed))))}[/]")
        if not self.every and known:
            self.hang(f"[dim]{escape(self.say('grounds_in_full'))}[/]")

    def print(self) -> None:
        self.head(self.a.as_of, self.a.known_at)
        count = 1 + max((m.index for m in self.a.methods), default=-1)
        for index in range(count):
            self.out.print()
            if count > 1:
                self.out.print(f"[bold underline]{self.say('procedure_number', index + 1)}[/]")
            self.procedure([m for m in self.a.methods if m.index == index])
        for finding in self.a.about_method:
            self.out.print()
            self.hang(f"[bold red]{self.say('heading_findings')}[/]{self.colon('')}{escape(self.text(finding.text))}")
        self.out.print()
        self.disclaimer()


def print_methods(answer: Assessment, lang: str = "", console: Console | None = None, *, every: bool = False) -> None:
    """Print the methods for people, each in a sentence; ``every``: every method with every ground."""
    _Printer(answer, console or Console(), lang or answer.lang, every=every).print()
