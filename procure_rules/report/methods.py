"""The methods in the terminal: what may be used, and every ground with its article, approval and publicity."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from procure_rules.answers import Assessment, GroundAnswer, MethodAnswer
from procure_rules.messages import say

__all__ = ["print_methods"]

STYLE = {
    "required": "bold green", "allowed": "green", "met": "green", "allowed_with_approval": "cyan", "contested": "yellow",
    "not_allowed": "red", "not_met": "red", "undetermined": "magenta", "not_applicable": "dim",
}  # fmt: skip
SHOWN = 4


class _Printer:
    def __init__(self, answer: Assessment, console: Console, *, every: bool) -> None:
        self.a = answer
        self.out = console
        self.lang = answer.lang
        self.every = every

    def say(self, key: str, *args: object) -> str:
        return say(key, self.lang, *args)

    def word(self, value: str) -> str:
        return f"[{STYLE[value]}]{escape(self.say(value))}[/]"

    def both(self, strict: str, presumed: str) -> str:
        """The presumed word, and the strict one where it differs."""
        shown = self.word(presumed)
        return (
            shown if strict == presumed else f"{shown} [dim]({self.say('col_strict')}: {escape(self.say(strict))})[/]"
        )

    def joined(self, parts: list[str]) -> str:
        return ("；" if self.lang == "zh" else "; ").join(parts)

    def label(self, key: str, text: str) -> str:
        return f"{self.say(key)}：{text}" if self.lang == "zh" else f"{self.say(key)}: {text}"

    def depends(self, one: MethodAnswer | GroundAnswer) -> list[str]:
        """What would decide it."""
        titles = list(dict.fromkeys(m.title for m in one.missing))
        if not titles:
            return []
        more = f" +{len(titles) - SHOWN}" if len(titles) > SHOWN else ""
        return [self.label("open_for", ("、" if self.lang == "zh" else ", ").join(titles[:SHOWN]) + more)]

    def ground(self, one: GroundAnswer, table: Table) -> None:
        lines = []
        if one.presumed not in ("not_met", "not_applicable"):
            if one.approval:
                held = f" ({self.say('approval_' + one.approved)})" if one.approved else ""
                lines.append(self.label("approval", one.approval + held))
            if one.publicity:
                held = self.say(f"publicity_{one.publicised}")
                lines.append(self.label("publicity", f"{one.publicity} ({held})"))
            lines += self.depends(one)
        if one.source_kind == "practice":
            lines.append(self.say("by_practice"))
        title = "\n".join([escape(one.title), *(f"[dim]{escape(line)}[/]" for line in lines)])
        basis = self.joined([escape(c.text) for c in one.citations[:SHOWN]])
        table.add_row(Padding(title, (0, 0, 0, 2)), self.both(one.strict, one.presumed), basis)

    def procedure(self, methods: list[MethodAnswer]) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, header_style="bold")
        for key, ratio in (("col_method", 6), ("col_verdict", 3), ("col_basis", 5)):
            table.add_column(self.say(key), overflow="fold", ratio=ratio)
        for one in methods:
            if not one.grounds:
                continue
            notes = [one.note] if one.note else []
            name = "\n".join([f"[bold]{escape(one.title)}[/]", *(f"[dim]{escape(n)}[/]" for n in notes)])
            table.add_row(name, self.both(one.strict, one.presumed), "")
            hidden = 0
            for ground in one.grounds:
                if ground.presumed == "not_applicable" and not self.every:
                    hidden += 1
                else:
                    self.ground(ground, table)
            if hidden:
                table.add_row(f"  [dim]{self.say('grounds_hidden', hidden)}[/]", "", "")
        self.out.print(table)
        open_ = [m.title for m in methods if not m.grounds]
        if open_:
            text = ("、" if self.lang == "zh" else ", ").join(open_)
            self.out.print(f"[dim]{escape(self.label('methods_not_encoded', text))}[/]", soft_wrap=True)
        made = [a for m in methods for a in (*m.assuming, *(x for g in m.grounds for x in g.assuming))]
        assumed = dict.fromkeys(a.text for a in made)
        if assumed:
            self.out.print(f"[dim]{escape(self.label('assuming', self.joined(list(assumed))))}[/]", soft_wrap=True)

    def print(self) -> None:
        receipt = self.a.receipt
        self.out.print(f"[bold]{escape(self.a.title)}[/]")
        self.out.print(f"[dim]{self.say('as_of', receipt.as_of)} · {self.say('known_at', receipt.known_at)}[/]")
        count = 1 + max((m.index for m in self.a.methods), default=-1)
        for index in range(count):
            self.out.print()
            if count > 1:
                self.out.print(f"[bold underline]{self.say('procedure_number', index + 1)}[/]")
            self.procedure([m for m in self.a.methods if m.index == index])
        for finding in self.a.about_method:
            self.out.print()
            self.out.print(f"[bold red]{self.say('heading_findings')}[/]: {escape(finding.text)}", soft_wrap=True)
        self.out.print()
        self.out.print(f"[dim]{self.say('disclaimer')}[/]")


def print_methods(answer: Assessment, console: Console | None = None, *, every: bool = False) -> None:
    """Print the methods for people; ``every``: also the grounds that do not apply."""
    _Printer(answer, console or Console(), every=every).print()
