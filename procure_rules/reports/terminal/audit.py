"""An audit in the terminal: what was read, what was found most, where it was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from procure_rules.audit.compare import Flip
from procure_rules.audit.result import Audit
from procure_rules.audit.rows import Table, counts, table
from procure_rules.reports.terminal.console import Console
from procure_rules.texts import joined, label, printable, say

__all__ = ["print_audit", "print_columns", "print_flips"]

MOST_SHOWN = 8
ALWAYS = ("rows", "projects", "findings", "breaches")


class _Printer:
    def __init__(self, lang: str) -> None:
        self.lang, self.out = lang, Console(soft_wrap=True)

    def line(self, text: str) -> None:
        self.out.print(escape(printable(text)))

    def say(self, key: str, *args: object) -> str:
        return say(key, self.lang, *args)

    def label(self, key: str, text: str) -> str:
        return label(key, text, self.lang)


def print_audit(made: Audit, written: Sequence[Path], lang: str) -> None:
    """The counts, the rules that were broken most, the leads, what was not heard and what was not read."""
    out = _Printer(lang)
    numbered = ((name, number) for name, number in counts(made).items() if number or name in ALWAYS)
    out.line("  ".join(out.label(f"audit_count_{name}", f"{number:,}") for name, number in numbered))
    if not made.projects:
        out.line(out.say("audit_none"))
    rules = table(made, "by_rule", lang).rows
    for _, title, basis, *numbers, _ in rules[:MOST_SHOWN]:
        keys = ("severity_breach", "severity_risk", "severity_info")
        said = "  ".join(f"{out.say(key)} {n}" for key, n in zip(keys, numbers, strict=True) if n)
        out.line(f"  {said}  {title}  {basis or ''}")
    if len(rules) > MOST_SHOWN:
        out.line(f"  {out.say('audit_more', len(rules) - MOST_SHOWN)}")
    for lead in made.leads[:MOST_SHOWN]:
        kind = out.say(f"severity_{lead.severity}") if lead.verdict else out.say("audit_sign")
        out.line(f"  {kind}  {lead.purchaser}  {lead.text.text(lang)}".replace("    ", "  "))
    if len(made.leads) > MOST_SHOWN:
        out.line(f"  {out.say('audit_more', len(made.leads) - MOST_SHOWN)}")
    unheard = dict.fromkeys(c.header for s in made.sheets if s.headers for c in s.headers.columns if c.header and c.why)
    if unheard:
        out.line(out.label("audit_not_heard", joined(unheard, lang)))
    for sheet in made.sheets:
        if sheet.headers is None and sheet.rows:
            out.line(f"{sheet.file} {sheet.name}: {out.say('audit_no_headers')}")
    for one in made.rejected[:MOST_SHOWN] if not written else ():
        out.line(f"  {out.label('audit_rejected_row', one.origin.text().text(lang))}  {one.problems[0].text(lang)}")
    for path in written:
        out.line(out.label("audit_written", str(path)))


def print_columns(shown: Table, lang: str) -> None:
    """How columns are understood, sheet by sheet: what is heard, then what is not."""
    out = _Printer(lang)
    sheets: dict[object, list[tuple[str, ...]]] = {}
    for row in shown.rows:
        sheets.setdefault(row[0], []).append(tuple("" if c is None else str(c) for c in row[1:]))
    for sheet, columns in sheets.items():
        out.line(str(sheet))
        for header, fact, means, unit, why in sorted(columns, key=lambda c: not c[1]):
            told = f"{means} {f'({unit})' if unit else ''} {fact}" if fact else why
            out.line(f"  {header}{' → ' if fact else '  '}{' '.join(told.split())}")


def print_flips(flips: Sequence[Flip], lang: str) -> None:
    """What differs between two audits."""
    out = _Printer(lang)
    for one in flips:
        was, now = (_outcome(out, one.rule, x) for x in (one.old, one.new))
        out.line(f"{one.project or one.origin.text(lang)}  {one.title.text(lang)}  {was} → {now}  {one.rule}")
    out.line(out.label("audit_flips", str(len(flips))))


def _outcome(out: _Printer, rule: str, word: str) -> str:
    if not word:
        return out.say("audit_nothing")
    return out.say(f"severity_{word}") if rule else out.say("audit_law_then")
