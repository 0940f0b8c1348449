"""An assessment in the terminal in full: after the brief all that is decided, and all that is open with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from rich.markup import escape

from procure_rules.answers import (
    Action,
    Answer,
    Assessment,
    Assumption,
    DateLine,
    DutyAnswer,
    EffectAnswer,
    EffectCase,
    Figure,
    Finding,
    PeriodAnswer,
    ProofStep,
    Right,
)
from procure_rules.answers.common import NO_DAY
from procure_rules.reports.terminal.brief import print_brief
from procure_rules.reports.terminal.console import Console
from procure_rules.reports.terminal.printer import Printer
from procure_rules.texts import Text
from procure_rules.views.regime import Sentence, sentences
from procure_rules.views.rights import rights

__all__ = ["print_assessment"]

SHOWN_REASONS = 4
SILENT = ("not_applicable", "inactive", "undetermined")


class _Printer(Printer):
    def __init__(self, answer: Assessment, console: Console, lang: str) -> None:
        super().__init__(answer, console, lang)
        self.presumptions: dict[Text, int] = {}
        self.figures: dict[Text, int] = {}

    # pieces -------------------------------------------------------------------------------------------------------
    def heading(self, key: str) -> None:
        self.out.print()
        self.out.print(f"[bold underline]{self.say(key)}[/]")

    def row(self, text: str) -> None:
        self.hang(text.rstrip(), 2)

    def cited(self, one: Answer | Right, limit: int = 2) -> str:
        return f"[dim]{escape(self.basis(one.citations, limit))}[/]"

    def place(self, one: Answer, total: dict[str, int]) -> str:
        if total.get(one.scope, 0) <= 1:
            return ""
        return self.say("in_brackets", self.say("instance", self.say(f"scope_{one.scope}"), one.index + 1))

    def presuming(self, assuming: Iterable[Assumption]) -> str:
        """The presumptions by number; all are told at the end."""
        texts = dict.fromkeys(a.text for a in assuming)
        numbers = sorted(self.presumptions.setdefault(t, len(self.presumptions) + 1) for t in texts)
        return self.say("presumptions", self.listed(map(str, numbers))) if numbers else ""

    def reasons(self, one: Answer) -> list[str]:
        out = [self.presuming(one.assuming)] if one.assuming else []
        out += self.sources(one.figures)
        if one.open and one.missing:
            out.append(self.why_open(one))
        return out

    def sources(self, figures: Iterable[Figure]) -> list[str]:
        """The figures of tables by number; where they are published, and how far that can be relied on, is told at the
        end.
        """
        numbers = sorted(self.figures.setdefault(f.text, len(self.figures) + 1) for f in figures)
        return [self.say("figures", self.listed(map(str, numbers)))] if numbers else []

    def why_open(self, one: Answer) -> str:
        kinds: dict[str, list[str]] = {}
        for gap in one.missing:
            kinds.setdefault(gap.kind, []).append(self.text(gap.title))
        parts = []
        for kind, titles in kinds.items():
            shown = self.listed(dict.fromkeys(titles[:SHOWN_REASONS]))
            parts.append(self.label(kind, shown) if kind not in ("calendar", "reading") else self.say(kind))
        return self.joined(parts)

    @staticmethod
    def count(rows: Iterable[Answer]) -> dict[str, int]:
        out: dict[str, set[int]] = {}
        for one in rows:
            out.setdefault(one.scope, set()).add(one.index)
        return {k: len(v) for k, v in out.items()}

    # sections -----------------------------------------------------------------------------------------------------
    def law(self) -> None:
        self.heading("heading_law")
        alike = sentences(self.a)
        for where, told in alike:
            mark = f"\\[{self.listed(str(i + 1) for i in where)}] " if len(alike) > 1 else ""
            for one in told:
                self.hang(f"{mark}[bold]{escape(self.sentence(one))}[/]")
        known = [c for c in self.a.conclusions if not c.working and c.applies]
        total = self.count(self.a.conclusions)
        for conclusion in known:
            shown = escape(conclusion.text(self.lang))
            if conclusion.strict != conclusion.presumed:
                strict = self.label("col_strict", conclusion.strict_value.text(self.lang))
                shown += f"[dim]{escape(self.say('in_brackets', strict))}[/]"
            place = self.place(conclusion, total)
            self.row(f"{self.colon(self.text(conclusion.title) + place)}{shown}  {self.cited(conclusion)}")
            for reason in self.reasons(conclusion):
                self.note(reason)

    def sentence(self, one: Sentence) -> str:
        text = self.text(one.text)
        if one.status in ("unknown", "not_applicable"):
            titles = dict.fromkeys(self.text(m.title) for m in one.missing)
            return text + (self.say("decided_by", self.listed(titles)) if titles else self.say("full_stop"))
        if one.certain:
            return text + self.say("known_strictly")
        return text + self.say("known_presuming", self.presuming(one.assuming))

    def findings(self) -> None:
        self.heading("heading_findings")
        for impossible in self.a.contradictions:
            self.hang(f"[yellow]{self.colon(self.say('brief_contradiction'))}{escape(self.text(impossible.text))}[/]")
        if not self.a.findings:
            self.out.print(self.say("nothing_found_of", self.a.tally.decided))
        for one in self.a.findings:
            self.finding(one)

    def unchecked(self) -> None:
        """The core periods that could not be checked, and what is wanting for that."""
        if self.a.unchecked:
            self.heading("heading_unchecked")
        many = len({c.index for c in self.a.conclusions if c.scope == "procedure"}) > 1
        for one in self.a.unchecked:
            where = self.say("procedure_numbers", one.index + 1) if many else ""
            self.row(escape(self.text(one.text) + where))

    def any_case(self) -> None:
        """Days that are sure in every possibility that is left."""
        if not self.a.any_case:
            return
        self.heading("heading_any_case")
        opened = self.joined(self.text(t) for t in self.a.any_case[0].worlds)
        many = len({one.index for one in self.a.any_case}) > 1
        self.row(escape(self.say("brief_any_case", opened, "")).rstrip())
        for one in self.a.any_case:
            where = self.say("procedure_numbers", one.index + 1) if many else ""
            self.row(escape(self.text(one.text) + where))

    def finding(self, one: Finding) -> None:
        where = f"{self.text(one.where)} · " if one.where else ""
        facts = self.text(one.text).removeprefix(self.text(one.title))  # the title is not said twice
        said = (
            self.colon("") + escape(facts.strip(" ()（）") if facts != self.text(one.text) else facts) if facts else ""
        )
        side = self.say("in_brackets", self.say("side_" + one.side))
        head = f"{escape(where + self.text(one.title))}{escape(side)}"
        self.hang(f"{self.word(one.verdict)}  {head}{said}")
        self.note(self.joined(self.text(c.text) for c in one.citations))
        if one.sanction:
            self.note(self.text(one.sanction))
        for effect in one.effects:
            self.note(self.label("follows", self.joined([self.text(effect.title), *self.actions(effect)])))
        if one.assuming:
            self.note(self.presuming(one.assuming))
        for source in self.sources(one.figures):
            self.note(source)
        if "ordinary" in one.rests_on:
            self.note(self.say("rests_on_ordinary"))

    def margin(self, one: PeriodAnswer) -> str:
        if one.margin is None or one.presumed in ("undetermined", "not_applicable"):
            return ""
        if one.presumed in ("due", "due_contested") and one.side == "latest" and one.safe.certain:
            left_safe = ((one.safe.earliest or self.a.as_of) - self.a.as_of).days
            return self.say("days_left", left_safe) if left_safe >= 0 else ""
        late, left = ("days_late", "days_left") if one.side == "latest" else ("days_short", "days_spare")
        if one.margin == 0:
            return self.say("no_margin")
        return self.say(late, -one.margin) if one.margin < 0 else self.say(left, one.margin)

    def days(self, literal: DateLine, safe: DateLine) -> str:
        """The day on the literal line, and on the safe one where it differs."""
        return literal.text() if literal == safe else self.say("both_lines", literal.text(), safe.text())

    def timeline(self) -> None:
        live = [t for t in self.a.periods if t.presumed not in SILENT]
        if not live:
            return
        self.heading("heading_timeline")
        total = self.count(live)
        for one in live:
            actual = "" if one.actual == NO_DAY else f"{self.say('col_actual')} {one.actual.text()}"
            status = self.joined(x for x in (actual, self.word(one.presumed), self.margin(one)) if x)
            self.row(
                f"{escape(self.text(one.event_title) + self.place(one, total))} {self.say(one.side)} "
                f"{self.colon(self.days(one.literal, one.safe))}{status}  {self.cited(one, 1)}"
            )
            self.note(self.text(one.title))
            if one.remark:
                self.note(self.text(one.remark))
        for one in live:
            self.proof(one.title, one.proof, one.literal)

    def proof(self, title: Text, steps: Iterable[ProofStep], line: DateLine) -> None:
        listed = list(steps)
        if not listed:
            return
        self.out.print(f"\n[bold]{self.label('heading_proof', escape(self.text(title)))} → {line.text()}[/]")
        for step in listed:
            mark = f"{step.index:>3}" if step.counted else "  ·"
            notice = f"  [dim]{escape(step.notice)}[/]" if step.notice else ""
            self.row(f"{step.day} {mark}  {escape(self.text(step.reason))}{notice}")

    def plain(self, heading: str, rows: Iterable[DutyAnswer | EffectAnswer]) -> None:
        """Requirements and consequences."""
        live = [r for r in rows if r.presumed not in SILENT]
        if not live:
            return
        self.heading(heading)
        total = self.count(live)
        for one in live:
            self.row(
                f"{self.colon(self.text(one.title) + self.place(one, total))}"
                f"{self.word(one.presumed)}  {self.cited(one, 1)}"
            )
            for line in self.detail(one):
                self.note(line)

    def detail(self, one: DutyAnswer | EffectAnswer) -> list[str]:
        if isinstance(one, EffectAnswer):
            return self.actions(one)
        remark = [self.text(one.remark)] if one.remark else []
        if one.of is None or one.quantity is None:
            return remark
        figures = one.of.text(self.lang), one.limits(self.lang)
        return [self.say("limit" if one.floor is None else "limits", one.quantity, *figures), *remark]

    def actions(self, one: EffectAnswer) -> list[str]:
        def named(actions: tuple[Action, ...]) -> str:
            return self.listed(self.text(a.title) for a in actions)

        def parts(case: EffectCase) -> list[str]:
            return [self.say(key) + named(x) for key, x in (("must", case.must), ("may", case.may)) if x]

        cases = ((case.when, parts(case)) for case in one.alternatives)
        return [
            *parts(one.case),
            *(self.say("in_case", self.text(when), self.joined(said)) for when, said in cases if when and said),
        ]

    def windows(self) -> None:
        """What may still be filed and what is owed to those who filed, whoever asks."""
        rows = [r for r in rights(self.a) if r.kind == "window" or r.act]
        if not rows:
            return
        self.heading("heading_windows")
        many = len({c.index for c in self.a.conclusions if c.scope == "procedure"}) > 1
        for one in rows:
            dated = one.status != "not_available" and (one.literal != NO_DAY or one.safe != NO_DAY)
            parts = [f"{self.say('latest')} {self.days(one.literal, one.safe)}"] if dated else []
            parts.append(self.say("clock_due" if one.status == "due" else one.status))
            parts += [self.text(t) for t in one.reasons]
            if one.status == "undetermined" and one.missing:
                parts.append(self.why_open(one))
            if one.days_left is not None and one.status in ("open", "due", "overdue"):
                parts.append(self.say("days_left", one.days_left) if one.days_left >= 0 else self.say("past_safe"))
            who = one.by or (self.say(one.who) if one.kind == "window" else "")
            to = f" → {self.text(one.to_whom)}" if one.to_whom else ""
            against = self.listed(dict.fromkeys(self.text(t) for t in one.against_text))
            where = self.say("in_brackets", against) if against else ""
            where += self.say("procedure_numbers", one.procedure + 1) if many else ""
            self.row(
                f"{self.colon(self.text(one.title) + where)}{escape(self.joined(parts))}  "
                f"[dim]{escape(who + to)} · {escape(self.basis(one.citations, 1))}[/]"
            )
        for window in self.a.windows:
            self.proof(window.title, window.proof, window.literal)

    def methods(self) -> None:
        """What may be used and what may not, each in a sentence; the command for it lists every ground."""
        known = [m for m in self.a.methods if m.grounds and m.exists]
        if not known:
            return
        self.heading("heading_methods")
        many = len({m.index for m in known}) > 1
        for one in known:
            where = self.say("procedure_numbers", one.index + 1) if many else ""
            strict = "" if one.strict == one.presumed else self.strictly(one.strict)
            self.row(f"{self.colon(self.text(one.title) + where)}{self.verdict_first(one)}{strict}")

    def open(self) -> None:
        """What stays undetermined, each with what would decide it."""
        rows: list[Answer] = [*self.a.periods, *self.a.duties, *self.a.effects]
        live = [r for r in rows if r.presumed == "undetermined"]
        if not live:
            return
        self.heading("heading_open")
        total = self.count(live)
        for one in live:
            self.row(f"{escape(self.text(one.title))}{self.place(one, total)}  [dim]{escape(self.why_open(one))}[/]")

    def ask(self) -> None:
        if not self.a.missing:
            return
        self.heading("heading_missing")
        for one in self.a.missing:
            said = f"{one.fact} · {self.say('col_blocks', one.blocks)}"
            self.row(f"{escape(self.text(one.question))} [dim]{escape(said)}[/]")

    def unheard(self) -> None:
        """What was stated and bears on nothing."""
        if self.a.unheard:
            self.heading("heading_unheard")
        for one in self.a.unheard:
            self.row(f"{escape(self.colon(self.text(one.title)) + self.text(one.why))} [dim]{escape(one.fact)}[/]")

    def numbered(self, heading: str, texts: dict[Text, int]) -> None:
        """What is referred to by number."""
        if not texts:
            return
        self.heading(heading)
        for text, number in texts.items():
            self.row(escape(f"{number}. {self.text(text)}"))

    def print(self) -> None:
        self.law()
        self.findings()
        self.unchecked()
        self.timeline()
        self.any_case()
        self.plain("heading_duties", self.a.duties)
        self.plain("heading_effects", self.a.effects)
        self.methods()
        self.windows()
        self.open()
        self.ask()
        self.unheard()
        self.numbered("heading_assuming", self.presumptions)
        self.numbered("heading_figures", self.figures)
        receipt = self.a.made_from
        self.out.print()
        said = self.say("receipt", receipt.rulebook, receipt.calendar, receipt.facts, receipt.engine)
        self.out.print(f"[dim]{said}[/]")
        self.disclaimer()


def print_assessment(
    answer: Assessment, lang: str = "", console: Console | None = None, *, every: bool = False
) -> None:
    """Print an assessment for people: the brief; ``every``: and everything else. Findings are never left out."""
    said_in = lang or answer.lang
    out = console or Console()
    print_brief(answer, said_in, out)
    if every:
        _Printer(answer, out, said_in).print()
