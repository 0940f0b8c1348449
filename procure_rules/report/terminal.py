"""An assessment in the terminal: what is decided, what is open and why, the dates with their proof."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from procure_rules.answers import Answer, Assessment, DateLine, ProofStep, TimelineAnswer
from procure_rules.messages import say
from procure_rules.report.regime import regime_sentences
from procure_rules.rules.rulebook import Rulebook

__all__ = ["print_assessment"]

STYLE = {
    "required": "bold green", "allowed": "green", "allowed_with_approval": "cyan", "not_allowed": "red", "met": "green", "in_time": "green", "true": "green", "contested": "yellow", "due_contested": "yellow", "excused": "yellow",
    "breached": "bold red", "out_of_time": "bold red", "too_early": "bold red", "due": "cyan", "undetermined": "magenta", "unknown": "magenta", "active": "yellow",
}  # fmt: skip
SHOWN_MISSING = 10
SHOWN_REASONS = 4


def _table(*columns: str) -> Table:
    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    dates = len(columns) >= 6  # name, three dates, status, basis
    for i, column in enumerate(columns):
        if dates and 1 <= i <= 3:
            table.add_column(column, no_wrap=True, min_width=12)
        else:
            table.add_column(column, overflow="fold", ratio=4 if i == 0 else 2)
    return table


class _Printer:
    def __init__(self, answer: Assessment, book: Rulebook, console: Console) -> None:
        self.a = answer
        self.book = book
        self.out = console
        self.lang = answer.lang

    def say(self, key: str, *args: object) -> str:
        return say(key, self.lang, *args)

    def word(self, value: str) -> str:
        text = escape(self.say(value))
        style = STYLE.get(value)
        return f"[{style}]{text}[/]" if style else text

    def joined(self, parts: Iterable[str]) -> str:
        return ("；" if self.lang == "zh" else "; ").join(parts)

    def heading(self, key: str) -> None:
        self.out.print()
        self.out.print(f"[bold underline]{self.say(key)}[/]")

    def basis(self, one: Answer, limit: int = 2) -> str:
        shown = [escape(c.text) for c in one.citations[:limit]]
        more = len(one.citations) - len(shown)
        return self.joined(shown) + (f" +{more}" if more > 0 else "")

    def place(self, one: Answer, total: dict[str, int]) -> str:
        return f" [{one.scope} {one.index + 1}]" if total.get(one.scope, 0) > 1 else ""

    def reasons(self, one: Answer) -> list[str]:
        out = []
        if one.assuming:
            shown = self.joined(a.text for a in one.assuming[:SHOWN_REASONS])
            more = len(one.assuming) - SHOWN_REASONS
            out.append(f"{self.say('assuming')}: {shown}" + (f" +{more}" if more > 0 else ""))
        if one.presumed in ("undetermined", "unknown") and one.missing:
            out.append(self.why_open(one))
        return out

    def why_open(self, one: Answer) -> str:
        kinds: dict[str, list[str]] = {}
        for gap in one.missing:
            kinds.setdefault(gap.kind, []).append(gap.title)
        parts = []
        for kind, titles in kinds.items():
            shown = (
                "、".join(dict.fromkeys(titles[:SHOWN_REASONS]))
                if self.lang == "zh"
                else ", ".join(dict.fromkeys(titles[:SHOWN_REASONS]))
            )
            parts.append(f"{self.say(kind)}: {shown}" if kind not in ("calendar", "reading") else self.say(kind))
        return self.joined(parts)

    def note(self, text: str) -> None:
        self.out.print(f"    [dim]{escape(text)}[/]", soft_wrap=True)

    def law(self) -> None:
        self.heading("heading_law")
        alike = regime_sentences(self.a)
        for where, sentences in alike:
            mark = f"\\[{'、'.join(str(i + 1) for i in where)}] " if len(alike) > 1 else ""
            for text in sentences:
                self.out.print(f"{mark}[bold]{escape(text)}[/]", soft_wrap=True)
        for one in self.a.conclusions:
            known = self.book.conclusions[one.rule]
            if known.working or one.presumed == "not_applicable":
                continue
            values = self.word(one.presumed)
            if one.strict != one.presumed:
                values = f"{values} [dim]({self.say('col_strict')}: {escape(self.say(one.strict))})[/]"
            self.out.print(f"  {escape(one.title)}: {values}  [dim]{self.basis(one)}[/]", soft_wrap=True)
            for line in self.reasons(one):
                self.note(line)

    def findings(self) -> None:
        self.heading("heading_findings")
        if not self.a.findings:
            self.out.print(self.say("nothing_found"))
        for one in self.a.findings:
            text = self.joined(c.text for c in one.citations)
            self.out.print(f"{self.word(one.verdict)}  {escape(one.title)}: {escape(one.text)}", soft_wrap=True)
            self.out.print(f"    [dim]{escape(text)}[/]", soft_wrap=True)
            if one.sanction:
                self.out.print(f"    [dim]{escape(one.sanction)}[/]", soft_wrap=True)
            if one.assuming:
                shown = self.joined(a.text for a in one.assuming)
                self.out.print(f"    [dim]{self.say('assuming')}: {escape(shown)}[/]", soft_wrap=True)

    def margin(self, one: TimelineAnswer) -> str:
        if one.margin is None or one.presumed in ("undetermined", "not_applicable"):
            return ""
        late, left = ("days_late", "days_left") if one.side == "latest" else ("days_short", "days_spare")
        return self.say(late, -one.margin) if one.margin < 0 else self.say(left, one.margin)

    def timeline(self) -> None:
        live = [t for t in self.a.periods if t.presumed != "not_applicable"]
        rows = [t for t in live if t.presumed != "undetermined"]
        if not live:
            return
        self.heading("heading_timeline")
        total = self.count(rows)
        table = _table(
            *(self.say(k) for k in ("col_event", "col_literal", "col_safe", "col_actual", "col_status", "col_basis"))
        )
        for one in rows:
            status = " ".join(x for x in (self.word(one.presumed), self.margin(one)) if x)
            bound = f"[dim]{escape(one.event_title)} {self.say(one.side)}[/]"
            table.add_row(
                f"{escape(one.title)}{self.place(one, total)}\n{bound}", one.literal.text(), one.safe.text(), one.actual.text(), status,
                self.basis(one, 1),
            )  # fmt: skip
        if rows:
            self.out.print(table)
        for one in live:
            self.proof(one.title, one.proof, one.literal)

    def proof(self, title: str, steps: Iterable[ProofStep], line: DateLine) -> None:
        listed = list(steps)
        if not listed:
            return
        self.out.print(f"\n[bold]{self.say('heading_proof')}: {escape(title)} → {line.text()}[/]")
        for step in listed:
            mark = f"{step.index:>3}" if step.counted else "  ·"
            notice = f"  [dim]{escape(step.notice)}[/]" if step.notice else ""
            self.out.print(f"  {step.day} {mark}  {escape(step.reason)}{notice}", highlight=False)

    @staticmethod
    def count(rows: Iterable[Answer]) -> dict[str, int]:
        out: dict[str, set[int]] = {}
        for one in rows:
            out.setdefault(one.scope, set()).add(one.index)
        return {k: len(v) for k, v in out.items()}

    def plain(self, heading: str, rows: list[Answer]) -> None:
        live = [r for r in rows if r.presumed not in ("not_applicable", "inactive", "undetermined")]
        if not live:
            return
        self.heading(heading)
        total = self.count(live)
        table = _table(self.say("col_question"), self.say("col_status"), self.say("col_basis"))
        for one in live:
            detail = self.detail(one)
            table.add_row(
                f"{escape(one.title)}{self.place(one, total)}", f"{self.word(one.presumed)}{detail}", self.basis(one)
            )
        self.out.print(table)

    def detail(self, one: Answer) -> str:
        parts = []
        of, limit = getattr(one, "of", ""), getattr(one, "limit", "")
        if limit:
            parts.append(f"{of} / {limit}")
        for key in ("must", "may"):
            actions = [self.book.actions[a].title.text(self.lang) for a in getattr(one, key, ())]
            if actions:
                parts.append(self.say(key) + ("、" if self.lang == "zh" else ", ").join(actions))
        return "\n" + escape("\n".join(parts)) if parts else ""

    def windows(self) -> None:
        live = [w for w in self.a.windows if w.presumed != "not_applicable"]
        if not live:
            return
        self.heading("heading_windows")
        total = self.count(live)
        keys = ("col_question", "col_safe", "col_literal", "col_actual", "col_status", "col_basis")
        table = _table(*(self.say(k) for k in keys))
        for one in live:
            status = (
                f"{self.word(one.presumed)} ({self.say(one.status)})"
                if one.presumed != "undetermined"
                else self.word(one.status)
            )
            title = f"{escape(one.title)}{self.place(one, total)}\n[dim]{self.say(one.who)} → {escape(one.to_whom)}[/]"
            table.add_row(title, one.safe.text(), one.literal.text(), one.acted.text(), status, self.basis(one, 1))
        self.out.print(table)
        for one in live:
            self.proof(one.title, one.proof, one.literal)

    def methods(self) -> None:
        """What may be used and what may not; the grounds are listed by the command for it."""
        known = [m for m in self.a.methods if m.grounds]
        if not known:
            return
        self.heading("heading_methods")
        many = len({m.index for m in known}) > 1
        for one in known:
            place = f" [{one.index + 1}]" if many else ""
            values = self.word(one.presumed)
            if one.strict != one.presumed:
                values = f"{values} [dim]({self.say('col_strict')}: {escape(self.say(one.strict))})[/]"
            met = [g for g in one.grounds if g.presumed in ("met", "contested")]
            why = self.joined(escape(g.title) for g in met)
            self.out.print(f"  {escape(one.title)}{place}: {values}  [dim]{why}[/]", soft_wrap=True)

    def open(self) -> None:
        """What stays undetermined, each with what would decide it."""
        rows = [*self.a.periods, *self.a.duties, *self.a.effects]
        live = [r for r in rows if r.presumed == "undetermined"]
        if not live:
            return
        self.heading("heading_open")
        total = self.count(live)
        for one in live:
            self.out.print(
                f"  {escape(one.title)}{self.place(one, total)}  [dim]{escape(self.why_open(one))}[/]", soft_wrap=True
            )

    def ask(self) -> None:
        if not self.a.missing:
            return
        self.heading("heading_missing")
        for gap in self.a.missing[:SHOWN_MISSING]:
            line = f"  {escape(gap.question or gap.title)} [dim]{escape(gap.fact)} · {self.say('col_blocks')} {gap.blocks}[/]"
            self.out.print(line, soft_wrap=True)

    def print(self) -> None:
        receipt = self.a.receipt
        self.out.print(f"[bold]{escape(self.a.title)}[/]")
        self.out.print(f"[dim]{self.say('as_of', receipt.as_of)} · {self.say('known_at', receipt.known_at)}[/]")
        self.law()
        self.findings()
        self.timeline()
        self.plain("heading_duties", list(self.a.duties))
        self.windows()
        self.plain("heading_effects", list(self.a.effects))
        self.methods()
        self.open()
        self.ask()
        self.out.print()
        self.out.print(
            f"[dim]{self.say('receipt', receipt.rulebook, receipt.calendar, receipt.facts, receipt.engine)}[/]"
        )
        self.out.print(f"[dim]{self.say('disclaimer')}[/]")


def print_assessment(answer: Assessment, book: Rulebook, console: Console | None = None) -> None:
    """Print an assessment for people, in its own language."""
    _Printer(answer, book, console or Console()).print()
