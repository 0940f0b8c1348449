"""An assessment in the terminal: what is decided, what is open and why, the dates with their proof."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from procure_rules.answers import (
    Answer,
    Assessment,
    ConclusionAnswer,
    DateLine,
    DutyAnswer,
    EffectAnswer,
    ProofStep,
    Remedy,
    TimelineAnswer,
)
from procure_rules.report.printer import Printer
from procure_rules.report.regime import regime_sentences
from procure_rules.rules.rulebook import Rulebook

__all__ = ["print_assessment"]

SHOWN = 10
SHOWN_REASONS = 4
BY_FACT = ("missing", "not_yet")
"""The reasons for which an open answer waits for a fact."""
GRAVEST = ("breached", "contested", "excused", "due_contested", "due")
REMEDIES = ("open", "overdue", "due", "coming")


class _Printer(Printer):
    def __init__(self, answer: Assessment, book: Rulebook, console: Console, *, every: bool) -> None:
        super().__init__(answer, console)
        self.every = every
        self.book = book

    def heading(self, key: str) -> None:
        self.out.print()
        self.out.print(f"[bold underline]{self.say(key)}[/]")

    def cited(self, one: Answer | Remedy, limit: int = 2) -> str:
        return f"[dim]{escape(self.basis(one.citations, limit))}[/]"

    def place(self, one: Answer, total: dict[str, int]) -> str:
        return escape(f" [{one.scope} {one.index + 1}]") if total.get(one.scope, 0) > 1 else ""

    @staticmethod
    def numbers(indices: Iterable[int], total: int) -> str:
        """Which of several instances; nothing where it is all of them."""
        found = sorted(set(indices))
        return "" if len(found) == total else escape(f" [{'、'.join(str(i + 1) for i in found)}]")

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
            shown = self.listed(dict.fromkeys(titles[:SHOWN_REASONS]))
            parts.append(f"{self.say(kind)}: {shown}" if kind not in ("calendar", "reading") else self.say(kind))
        return self.joined(parts)

    def law(self) -> None:
        self.heading("heading_law")
        alike = regime_sentences(self.a)
        for where, sentences in alike:
            mark = f"\\[{'、'.join(str(i + 1) for i in where)}] " if len(alike) > 1 else ""
            for text in sentences:
                self.out.print(f"{mark}[bold]{escape(text)}[/]", soft_wrap=True)
        known = [c for c in self.a.conclusions if not self.book.conclusions[c.rule].working]
        if self.every:
            for one in (c for c in known if c.presumed != "not_applicable"):
                self.out.print(f"  {escape(one.title)}: {self.both(one)}  {self.cited(one)}", soft_wrap=True)
                for line in self.reasons(one):
                    self.note(line)
            return
        told = {"regime", "must_tender"}
        rows: dict[tuple[str, str, str], list[ConclusionAnswer]] = {}
        for one in known:
            if one.presumed not in ("unknown", "false", "not_applicable") and one.rule not in told:
                rows.setdefault((one.rule, one.presumed, self.basis(one.citations, 1)), []).append(one)
        total = self.count(self.a.conclusions)
        for group in list(rows.values())[:SHOWN]:
            one = group[0]
            place = self.numbers((c.index for c in group), total[one.scope])
            self.out.print(
                f"  {escape(one.title)}{place}: {self.word(one.presumed)}  {self.cited(one, 1)}", soft_wrap=True
            )
        self.more(len(rows) - SHOWN)

    def findings(self) -> None:
        self.heading("heading_findings")
        if not self.a.findings:
            self.out.print(self.say("nothing_found"))
        before: frozenset[str] = frozenset()
        for one in self.a.findings:
            text = self.joined(c.text for c in one.citations)
            said = "" if one.text == one.title else f": {escape(one.text)}"
            self.out.print(f"{self.word(one.verdict)}  {escape(one.title)}{said}", soft_wrap=True)
            self.note(text)
            if one.sanction:
                self.note(one.sanction)
            made = frozenset(a.text for a in one.assuming)
            if made and made == before:
                self.note(self.say("assuming_above"))
            elif made:
                self.note(f"{self.say('assuming')}: {self.joined(a.text for a in one.assuming)}")
            before = made or before

    def margin(self, one: TimelineAnswer) -> str:
        if one.margin is None or one.presumed in ("undetermined", "not_applicable"):
            return ""
        late, left = ("days_late", "days_left") if one.side == "latest" else ("days_short", "days_spare")
        return self.say(late, -one.margin) if one.margin < 0 else self.say(left, one.margin)

    def days(self, literal: DateLine, safe: DateLine) -> str:
        """The day on the literal line, and on the safe one where it differs."""
        text = literal.text()
        return text if literal == safe else f"{text} ({self.say('col_safe')} {safe.text()})"

    def timeline(self) -> None:
        live = [t for t in self.a.periods if t.presumed not in ("not_applicable", "undetermined")]
        if not live:
            return
        self.heading("heading_timeline")
        total = self.count(live)
        if self.every:
            shown = live
        else:
            first = [t for t in live if t.presumed in GRAVEST]
            first.sort(key=lambda t: (GRAVEST.index(t.presumed), t.safe.earliest or t.safe.latest or dt.date.max))
            rest = [t for t in live if t.presumed not in GRAVEST and t.actual.certain and t.literal.certain]
            rest.sort(key=lambda t: abs(t.margin or 0))
            tightest = {(t.event, t.side, t.scope, t.index): t for t in reversed([*first, *rest])}
            shown = [t for t in [*first, *rest] if tightest[t.event, t.side, t.scope, t.index] is t][:SHOWN]
        for one in shown:
            actual = "" if one.actual == DateLine() else f"{self.say('col_actual')} {one.actual.text()}"
            status = self.joined(x for x in (actual, self.word(one.presumed), self.margin(one)) if x)
            self.out.print(
                f"  {escape(one.event_title)}{self.place(one, total)} {self.say(one.side)} {self.days(one.literal, one.safe)}: "
                f"{status}  {self.cited(one, 1)}",
                soft_wrap=True,
                highlight=False,
            )
            if self.every:
                self.note(one.title)
        self.more(len(live) - len(shown))
        for one in shown:
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

    def plain(self, heading: str, rows: Iterable[DutyAnswer | EffectAnswer]) -> None:
        """Requirements and consequences; in short, what is met is only counted."""
        live = [r for r in rows if r.presumed not in ("not_applicable", "inactive", "undetermined")]
        if not live:
            return
        self.heading(heading)
        total = self.count(live)
        fine = ("met", "cannot_be_breached")
        told = set() if self.every else {f.rule for f in self.a.findings}
        live = [r for r in live if r.rule not in told or r.presumed in fine]
        shown = live if self.every else [r for r in live if r.presumed not in fine][:SHOWN]
        for one in shown:
            self.out.print(
                f"  {escape(one.title)}{self.place(one, total)}: {self.word(one.presumed)}  {self.cited(one, 1)}",
                soft_wrap=True,
            )
            for line in self.detail(one):
                self.note(line)
        if self.every:
            return
        counts = {f: sum(r.presumed == f for r in live) for f in fine}
        said = [f"{self.say(f)}: {n}" for f, n in counts.items() if n]
        if said:
            self.out.print("  " + self.joined(said), highlight=False)
        self.more(len(live) - sum(counts.values()) - len(shown))

    def detail(self, one: DutyAnswer | EffectAnswer) -> list[str]:
        parts = []
        if isinstance(one, DutyAnswer):
            return [f"{one.of} / {one.limit}"] if one.limit else []
        for key, names in (("must", one.must), ("may", one.may)):
            if names:
                parts.append(self.say(key) + self.listed(self.book.actions[a].title.text(self.lang) for a in names))
        return parts

    def windows(self) -> None:
        """What may still be filed and what is owed to those who filed, whoever asks."""
        every = [r for r in self.a.remedies() if self.every or (r.status in REMEDIES and (r.kind == "window" or r.act))]
        rows: dict[tuple[object, ...], list[Remedy]] = {}
        for one in every:
            key = one.rule, one.procedure, one.status, one.opens, one.safe, one.literal, one.follows
            rows.setdefault(key, []).append(one)
        if not rows:
            return
        self.heading("heading_windows")
        found = list(rows.values())
        many = len({c.index for c in self.a.conclusions if c.scope == "procedure"}) > 1
        for group in found if self.every else found[:SHOWN]:
            one = group[0]
            parts = [f"{self.say('latest')} {self.days(one.literal, one.safe)}"]
            parts.append(self.say("clock_due" if one.status == "due" else one.status))
            if one.days_left is not None and one.status in REMEDIES:
                parts.append(self.say("days_left", one.days_left) if one.days_left >= 0 else self.say("past_safe"))
            who = one.by or (self.say(one.who) if one.kind == "window" else "")
            to = f" → {one.to_whom}" if one.to_whom else ""
            against = self.listed(dict.fromkeys(t for g in group for t in g.against_text))
            where = f" ({against})" if against and len(group) <= SHOWN_REASONS else ""
            where += f" [{self.say('procedure_number', one.procedure + 1)}]" if many else ""
            self.out.print(
                f"  {escape(one.title)}{escape(where)}: {escape(self.joined(parts))}  "
                f"[dim]{escape(who + to)} · {escape(self.basis(one.citations, 1))}[/]",
                soft_wrap=True,
                highlight=False,
            )
        self.more(0 if self.every else len(found) - SHOWN)
        for window in self.a.windows:
            self.proof(window.title, window.proof, window.literal)

    def methods(self) -> None:
        """What may be used and what may not; the grounds are listed by the command for it."""
        known = [m for m in self.a.methods if m.grounds]
        if not known:
            return
        self.heading("heading_methods")
        total = len({m.index for m in known})
        lines: dict[str, list[int]] = {}
        shut: dict[tuple[int, str], list[str]] = {}
        for one in known:
            if not self.every and one.presumed in ("undetermined", "not_allowed"):
                shut.setdefault((one.index, one.presumed), []).append(one.title)
                continue
            why = self.joined(escape(g.title) for g in one.grounds if g.presumed in ("met", "contested"))
            lines.setdefault(f"{escape(one.title)}{{}}: {self.both(one)}  [dim]{why}[/]", []).append(one.index)
        for (index, value), titles in shut.items():
            lines.setdefault(f"{self.word(value)}{{}}: {escape(self.listed(titles))}", []).append(index)
        for line, where in lines.items():
            self.out.print("  " + line.replace("{}", self.numbers(where, total)), soft_wrap=True)

    def open(self) -> None:
        """What stays undetermined, each with what would decide it."""
        rows: list[Answer] = [*self.a.periods, *self.a.duties, *self.a.effects]
        live = [r for r in rows if r.presumed == "undetermined"]
        if not live:
            return
        self.heading("heading_open")
        if not self.every:
            self.by_fact(live)
            return
        total = self.count(live)
        for one in live:
            self.out.print(
                f"  {escape(one.title)}{self.place(one, total)}  [dim]{escape(self.why_open(one))}[/]", soft_wrap=True
            )

    def by_fact(self, live: list[Answer]) -> None:
        """The open answers under the fact that most of them wait for; each stands under one fact only."""
        waiting = {id(r): {m.fact for m in r.missing if m.kind in BY_FACT} for r in live}
        gaps = {m.fact: m for r in live for m in reversed(r.missing) if m.kind in BY_FACT}
        self.out.print(self.say("open_total", len(live)), highlight=False)
        asked = {m.fact: m for m in self.a.missing}
        left = list(live)
        groups: list[tuple[str, list[Answer]]] = []
        while len(groups) < SHOWN and any(waiting[id(r)] for r in left):
            blocks = Counter(f for r in left for f in waiting[id(r)])
            fact = max(blocks, key=lambda f: (blocks[f], f))
            groups.append((fact, [r for r in left if fact in waiting[id(r)]]))
            left = [r for r in left if fact not in waiting[id(r)]]
        for fact, group in groups:
            gap = asked.get(fact, gaps[fact])
            said = f"{fact} · {self.say('col_blocks')} {len(group)} · {self.say('such_as', group[0].title)}"
            self.out.print(
                f"  {escape(gap.question or gap.title)} [dim]{escape(said)}[/]", soft_wrap=True, highlight=False
            )
        others = [r for r in left if not waiting[id(r)]]
        if others:
            kinds = dict.fromkeys(self.say(m.kind) for r in others for m in r.missing)
            self.out.print(f"  {escape(self.say('not_by_fact', len(others), self.listed(kinds)))}", highlight=False)
        self.more(len(left) - len(others))

    def ask(self) -> None:
        if not self.a.missing or not self.every:
            return
        self.heading("heading_missing")
        for gap in self.a.missing:
            line = f"  {escape(gap.question or gap.title)} [dim]{escape(gap.fact)} · {self.say('col_blocks')} {gap.blocks}[/]"
            self.out.print(line, soft_wrap=True)

    def print(self) -> None:
        receipt = self.a.receipt
        self.head(receipt.as_of, receipt.known_at)
        self.law()
        self.findings()
        self.timeline()
        self.plain("heading_duties", self.a.duties)
        self.plain("heading_effects", self.a.effects)
        self.methods()
        self.windows()
        self.open()
        self.ask()
        self.out.print()
        self.out.print(
            f"[dim]{self.say('receipt', receipt.rulebook, receipt.calendar, receipt.facts, receipt.engine)}[/]"
        )
        self.disclaimer()


def print_assessment(
    answer: Assessment, book: Rulebook, console: Console | None = None, *, every: bool = False
) -> None:
    """Print an assessment for people, in its own language; ``every``: long lists in full. Findings are never left out."""
    _Printer(answer, book, console or Console(), every=every).print()
