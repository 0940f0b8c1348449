"""Rights and filings in the terminal: the safe line first, the literal one beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rich.markup import escape

from procure_rules.answers import Assessment, DateLine, NextStep, Point, Right
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.lines import fitted
from procure_rules.reports.terminal.printer import Printer, plain_table
from procure_rules.views.filings import LASTING, FilingCheck, FilingPoint
from procure_rules.views.rights import rights

__all__ = ["print_filings", "print_rights"]

HIDDEN = ("closed", "not_available")
SHOWN = 4
SHOWN_FACTS = 6
VERDICT = 12  # columns


class _Printer(Printer):
    def objects(self, one: Right) -> str:
        """What a filing may be directed at."""
        return self.listed(self.text(t) for t in one.against_text)

    # rights -----------------------------------------------------------------------------------------------------
    def name(self, one: Right) -> str:
        whole = len(one.against_text) > SHOWN  # of everything alike
        parts = self.about(one, "" if whole else self.objects(one))
        many = 1 + max((f.procedure for f in self.a.filings), default=0) > 1 or any(
            o.procedure for o in self.a.openings
        )
        if many:
            parts.append(self.say("procedure_number", one.procedure + 1))
        lines = [self.joined(parts), self.basis(one.citations)]
        return "\n".join([escape(self.text(one.title)), *(f"[dim]{escape(x)}[/]" for x in lines if x)])

    def about(self, one: Right, against: str) -> list[str]:
        """Whose it is, against what, and after which filing, that is called as the project calls it."""
        parts = [x for x in (one.by, against) if x]
        if one.follows:
            scope, _, number = one.follows.rstrip("]").partition("[")
            found = (f.id for f in self.a.filings if (f.scope, f.index) == (scope, int(number)))
            parts.append(self.say(f"after_{scope}", next(found, "") or int(number) + 1))
        return parts

    def status(self, one: Right) -> str:
        if one.kind == "duty" and not one.act:  # nothing that is done on a day
            return self.word(one.presumed)
        text = self.word(one.status, {"due": "clock_due", "done": "clock_done"}.get(one.status, one.status))
        if one.status in ("open", "due") and one.days_left is not None:
            left = self.say("days_left", one.days_left) if one.days_left >= 0 else self.say("past_safe")
            text += f"\n{escape(left)}"
        return text

    def table(self, rows: list[Right]) -> None:
        table = plain_table(expand=True)
        table.add_column(self.say("col_question"), ratio=5)
        for key in ("col_opens", "col_safe", "col_literal"):
            table.add_column(self.say(key), width=12)
        table.add_column(self.say("col_status"), width=14)
        for one in rows:
            opens = one.opens.text() if one.has_opening else ""
            lines = [x.text() for x in (one.safe, one.literal)] if one.kind == "window" or one.act else ["", ""]
            table.add_row(*map(fitted, (self.name(one), opens, *lines, self.status(one))))
        self.out.print(table)

    def details(self, rows: list[Right]) -> None:
        """What is to be known of each right; those that differ in what they are against only, together."""
        waiting = [set(self.waits(one)) for one in rows if one.status == "undetermined"]
        shared = set.intersection(*waiting) if len(waiting) > 1 else set()
        alike: dict[tuple[str, ...], list[Right]] = {}
        for one in rows:
            alike.setdefault((self.text(one.title), *self.detail(one, shared)), []).append(one)
        for (title, *lines), found in alike.items():
            about = [self.joined(self.about(one, self.objects(one))) for one in found]
            named = self.joined(x for x in about if x)
            self.out.print()
            self.hang(f"[bold]{escape(title)}[/]" + (f" · {escape(named)}" if named else ""))
            for line in lines:
                self.note(line)
        if shared:
            facts = [t for t in self.waits(next(r for r in rows if r.status == "undetermined")) if t in shared]
            self.out.print()
            self.hang(self.label("open_for_all", escape(self.first(facts))))

    def waits(self, one: Right) -> list[str]:
        """What a right that is open waits for."""
        return list(dict.fromkeys(self.text(m.title) for m in one.missing))

    def first(self, titles: list[str]) -> str:
        """The first of several facts, and how many they are in all."""
        shown = self.listed(titles[:SHOWN_FACTS])
        return self.say("and_facts", shown, len(titles)) if len(titles) > SHOWN_FACTS else shown

    def detail(self, one: Right, shared: set[str]) -> list[str]:
        out = []
        if one.strict != one.presumed and not one.stated:
            out.append(self.label("col_strict", self.say(one.strict)))
        if one.status == "undetermined" and one.missing:
            own = [t for t in self.waits(one) if t not in shared]
            return [*out, self.label("open_for", self.first(own))] if own else out
        for key in ("to_whom", "form", "after"):
            if text := self.text(getattr(one, key)):
                out.append(self.label(f"col_{key}", text))
        out += [self.label("because_of", self.text(reason)) for reason in one.reasons]
        if one.assuming:
            out.append(self.label("assuming", self.joined(self.text(a.text) for a in one.assuming[:SHOWN])))
        out += self.points("to_observe", one.observe) + self.points("stops", one.suspends)
        return out + (self.next(one.next) if one.next is not None else [])

    def points(self, key: str, found: tuple[Point, ...]) -> list[str]:
        named = [self.text(p.title) + self.bracketed(self.basis(p.citations, 1)) for p in found]
        return [self.label(key, self.joined(named))] if named else []

    def next(self, step: NextStep) -> list[str]:
        due = self.lines(step.answer_safe, step.answer_literal)
        out = [self.say("next_answer", step.filed, due, self.basis(step.answer.citations, 1))]
        if step.then is not None:
            lines = step.opens.text(), step.safe.text(), step.literal.text()
            basis = self.basis(step.then.citations, 1)
            if step.safe == step.literal:
                out.append(self.say("next_then_until", *lines[:2], self.text(step.to_whom), basis))
            else:
                out.append(self.say("next_then", *lines, self.text(step.to_whom), basis))
        return out

    def lines(self, safe: DateLine, literal: DateLine) -> str:
        """The safe line, and the literal one where it differs."""
        return safe.text() if safe == literal else self.say("brief_lines", safe.text(), literal.text())

    def rights(self, role: str, on: dt.date, *, every: bool) -> None:
        self.head(on)
        self.out.print()
        rows = rights(self.a, role, on)
        shown = [r for r in rows if every or r.status not in HIDDEN]
        if shown:
            self.table(shown)
        elif not rows:
            self.out.print(self.say("nothing_owed"))
        self.details([one for one in shown if one.kind == "window" and one.status != "closed"])
        if not every:
            self.hidden([r for r in rows if r.status in HIDDEN])
        self.out.print()
        self.disclaimer()

    def hidden(self, rows: list[Right]) -> None:
        """What is closed or not available, in one line each reason."""
        closed = [r for r in rows if r.status == "closed"]
        if closed:
            self.out.print()
            text = self.joined(self.say("closed_right", r.title, self.objects(r), r.literal.text()) for r in closed)
            self.hang(f"[dim]{escape(self.label('closed', text))}[/]")
        for one in rows:
            if one.status == "not_available":
                text = self.joined(self.text(t) for t in (one.title, *one.reasons))
                self.hang(f"[dim]{escape(self.label('not_available', text))}[/]")

    # filings ----------------------------------------------------------------------------------------------------
    def filing(self, check: FilingCheck) -> None:
        one = check.filing
        name = self.joined(
            x for x in (self.say(one.scope) + f" {one.id or one.index + 1}", one.by, self.text(one.against_text)) if x
        )
        filed = one.filed.text()
        ahead = f" · {self.say('still_ahead', check.on)}" if check.on else ""
        self.out.print(f"[bold underline]{escape(name)}[/]  [dim]{escape(self.label('col_filed', filed) + ahead)}[/]")
        table = plain_table(expand=True)
        for key, ratio in (("col_aspect", 3), ("col_question", 9), ("col_verdict", None), ("col_basis", 6)):
            table.add_column(self.say(key), ratio=ratio, width=None if ratio else VERDICT)
        for point in check.points:
            lines = [escape(self.text(point.title)), *(f"[dim]{escape(x)}[/]" for x in self.remarks(point))]
            cells = (
                self.say(f"aspect_{point.aspect}"),
                "\n".join(lines),
                self.word(point.verdict),
                escape(self.basis(point.citations)),
            )
            table.add_row(*map(fitted, cells))
        self.out.print(table if check.points else self.unchecked(one.procedure))
        self.out.print()

    def unchecked(self, procedure: int) -> str:
        """That nothing speaks of a filing, and which law governs."""
        law = [c.presumed for c in self.a.conclusions if c.rule == "regime" and c.index == procedure]
        return self.joined([self.say("nothing_to_check"), *(self.say(f"law_is_{x}") for x in law)])

    def remarks(self, point: FilingPoint) -> list[str]:
        out = []
        if point.aspect in ("time", "review"):
            out.append(
                " · ".join(
                    f"{self.say(key)} {line.text()}"
                    for key, line in (
                        ("col_safe", point.safe),
                        ("col_literal", point.literal),
                        ("col_filed", point.filed),
                    )
                )
            )
        if point.verdict == "undetermined" and point.missing:
            out.append(
                self.label("open_for", self.listed(dict.fromkeys(self.text(m.title) for m in point.missing[:SHOWN])))
            )
        if point.verdict == "defect":
            until = self.lines(point.until_safe, point.until)
            none = "mend_lasting" if point.aspect in LASTING else "mend_none"
            text = {
                "": "",
                "corrected": self.say("mend_corrected"),
                "correction": self.say("mend_correction", point.remedy_title or "", until),
                "again": self.say("mend_again", until),
                "none": self.say(none),
                "before": self.say("mend_before", until) if point.until.latest else self.say("mend_first"),
            }[point.remedy]
            out += [text] if text else []
        return out

    def filings(self, checks: Iterable[FilingCheck]) -> None:
        self.head(self.a.as_of)
        self.out.print()
        found = list(checks)
        for check in found:
            self.filing(check)
        if not found:
            self.out.print(self.say("no_filings"))
        self.disclaimer()


def print_rights(
    answer: Assessment, role: str, on: dt.date, lang: str = "", console: Console | None = None, *, every: bool = False
) -> None:
    """Print what a role may do or owes on a day; ``every``: also what is closed or not available, in full."""
    _Printer(answer, console or Console(highlight=False), lang or answer.lang).rights(role, on, every=every)


def print_filings(
    checks: Iterable[FilingCheck], answer: Assessment, lang: str = "", console: Console | None = None
) -> None:
    """Print every filing with what was checked."""
    _Printer(answer, console or Console(highlight=False), lang or answer.lang).filings(checks)
