"""The tables of an audit, in one language: each a head and rows of plain cells, for any kind of file."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from procure_rules.answers.common import Assumption
from procure_rules.answers.findings import SEVERITIES, Finding
from procure_rules.audit.result import Audit, Judged, Lead
from procure_rules.inputs.ledger import SheetRead
from procure_rules.texts import joined, listed, say

__all__ = ["TABLES", "Cell", "Table", "columns", "counts", "table", "tables"]

Cell = str | int | float | dt.date | None
Rows = Iterable[tuple[Cell, ...]]
MOST_TEXT = 32_000
"""What a cell of a workbook holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``name`` (findings, projects …, a word of no language), its title, its columns as words of no language
    and as they are called, the rows.
    """

    name: str
    title: str
    keys: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(audit: Audit, lang: str) -> tuple[Table, ...]:
    """Every table that has something to say; findings and projects always."""
    return tuple(t for name in TABLES if (t := table(audit, name, lang)).rows or name in ALWAYS)


def table(audit: Audit, name: str, lang: str) -> Table:
    """One table of an audit by name."""
    keys, rows = TABLES[name]
    return _table(name, keys, rows(audit, lang), lang)


def _table(name: str, keys: tuple[str, ...], rows: Rows, lang: str) -> Table:
    made = tuple(tuple(_cut(c) for c in row) for row in rows)
    return Table(name, say(f"audit_{name}", lang), keys, tuple(say(f"audit_col_{k}", lang) for k in keys), made)


def _cut(cell: Cell) -> Cell:
    return f"{cell[:MOST_TEXT]}…" if isinstance(cell, str) and len(cell) > MOST_TEXT else cell


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(p for p in parts if p))


# findings ---------------------------------------------------------------------------------------------------------
FINDINGS = (
    "number",
    "title",
    "purchaser",
    "where",
    "finding",
    "verdict",
    "owed_by",
    "reason",
    "basis",
    "presumed",
    "follows",
    "check",
    "rule",
    "origin",
)


def _findings(audit: Audit, lang: str) -> Rows:
    rank = {(id(p), id(f)): n for n, (p, f) in enumerate(audit.findings)}
    rows = sorted(audit.findings, key=lambda pf: (SEVERITIES.index(pf[1].severity), rank[id(pf[0]), id(pf[1])]))
    for project, one in rows:
        yield _finding(project, one, lang)


def _finding(project: Judged, one: Finding, lang: str) -> tuple[Cell, ...]:
    follows = [one.sanction.text(lang)] if one.sanction else []
    for effect in one.effects:
        acts = [a.title.text(lang) for a in (*effect.case.must, *effect.case.may)]
        follows.append(f"{effect.title.text(lang)}{say('colon', lang)}{listed(acts, lang)}" if acts else "")
    return (
        project.number or None,
        project.title or None,
        project.purchaser or None,
        one.where.text(lang) if one.where else None,
        one.title.text(lang),
        say(f"severity_{one.severity}", lang),
        listed((say(r, lang) for r in one.owed_by), lang) or say(f"side_{one.side}", lang),
        one.text.text(lang),
        _lines(c.text.text(lang) for c in one.citations),
        _presumed(one.assuming, lang),
        _lines(follows) or None,
        _lines(c.title.text(lang) for c in one.changes) or None,
        one.rule,
        project.origin.text().text(lang),
    )


def _presumed(assuming: Iterable[Assumption], lang: str) -> Cell:
    """The presumptions, those of the ordinary course marked: what rests on them is a risk, no breach."""
    marked = (say("audit_ordinary", lang, a.text) if a.kind == "ordinary" else a.text.text(lang) for a in assuming)
    return _lines(marked) or None


# projects ---------------------------------------------------------------------------------------------------------
PROJECTS = (
    "number",
    "title",
    "purchaser",
    "place",
    "law",
    "method",
    "breaches",
    "risks",
    "infos",
    "next",
    "next_safe",
    "next_literal",
    "decided",
    "undetermined",
    "unchecked",
    "contradictions",
    "ask",
    "unheard",
    "origin",
)


def _projects(audit: Audit, lang: str) -> Rows:
    for one in audit.projects:
        number = Counter(f.severity for f in one.findings)
        due = one.due[0] if one.due else None
        yield (
            one.number or None,
            one.title or None,
            one.purchaser or None,
            one.place or None,
            _lines(t.text(lang) for t in one.laws),
            _lines(t.text(lang) for t in one.methods) or None,
            *(number[s] for s in SEVERITIES),
            due.title.text(lang) if due else None,
            (due.safe.earliest or due.safe.latest) if due else None,
            due.literal.latest if due else None,
            one.decided,
            one.undetermined,
            _lines(t.text(lang) for t in one.unchecked) or None,
            _lines(t.text(lang) for t in one.contradictions) or None,
            _lines(t.text(lang) for t in one.ask) or None,
            joined((t.text(lang) for t in one.unheard), lang) or None,
            one.origin.text().text(lang),
        )


# sums -------------------------------------------------------------------------------------------------------------
def _sums(audit: Audit, lang: str, by: Callable[[Judged], tuple[Cell, ...]]) -> Rows:
    """Projects, those with a breach, and findings by severity, the most breaches first."""
    number: dict[tuple[Cell, ...], Counter[str]] = {}
    for one in audit.projects:
        found = number.setdefault(by(one), Counter())
        found["projects"] += 1
        found["breached"] += any(f.severity == "breach" for f in one.findings)
        found.update(f.severity for f in one.findings)
        found["undetermined"] += one.undetermined
    order = sorted(number.items(), key=lambda kv: (-kv[1]["breach"], -kv[1]["risk"], tuple(map(str, kv[0]))))
    for key, found in order:
        yield (*key, found["projects"], found["breached"], *(found[s] for s in SEVERITIES), found["undetermined"])


SUMS = ("projects", "breached", "breaches", "risks", "infos", "undetermined")


def _by_purchaser(audit: Audit, lang: str) -> Rows:
    return _sums(audit, lang, lambda p: (p.purchaser or None,))


def _by_place(audit: Audit, lang: str) -> Rows:
    return _sums(audit, lang, lambda p: (p.place or None, p.year))


def _by_rule(audit: Audit, lang: str) -> Rows:
    number: Counter[tuple[str, str]] = Counter((f.rule, f.severity) for _, f in audit.findings)
    first = {f.rule: f for _, f in reversed(audit.findings)}
    whose: dict[str, set[str]] = {}
    for project, one in audit.findings:
        whose.setdefault(one.rule, set()).add(project.purchaser)
    order = sorted(first, key=lambda r: (*(-number[r, s] for s in SEVERITIES), r))
    for rule in order:
        one = first[rule]
        basis = one.about.citations[0].text.text(lang) if one.about.citations else None
        severities = (number[rule, s] for s in SEVERITIES)
        yield rule, one.title.text(lang), basis, *severities, len(whose[rule] - {""})


# the rest ---------------------------------------------------------------------------------------------------------
def _leads(audit: Audit, lang: str) -> Rows:
    for one in audit.leads:
        yield (
            one.purchaser or None,
            one.title.text(lang),
            say(f"severity_{one.severity}", lang) if one.verdict else say("audit_sign", lang),
            one.text.text(lang),
            _lines(c.text.text(lang) for c in one.citations) or None,
            _presumed(one.assuming, lang),
            len(one.members),
            _lines(_member(audit, one, m, lang) for m in one.members),
        )


def _member(audit: Audit, lead: Lead, at: int, lang: str) -> str:
    one = audit.projects[at]
    parts = [one.number, one.title, one.origin.text().text(lang)]
    return " · ".join(p for p in parts if p)


def _rejected(audit: Audit, lang: str) -> Rows:
    for one in audit.rejected:
        where = one.origin.text().text(lang)
        for problem in one.problems:
            told = problem.zh if lang == "zh" else problem.en
            yield where, say("audit_rejected_row", lang), problem.path or None, problem.value or None, told
    for origin, problem in audit.left_out:
        told = problem.zh if lang == "zh" else problem.en
        where = origin.text().text(lang)
        yield where, say("audit_left_out", lang), problem.path, problem.value or None, told
    for origin in audit.again:
        yield origin.text().text(lang), say("audit_again", lang), None, None, None
    for origin, why in audit.passed_over:
        yield origin.text().text(lang), say("audit_passed_over", lang), None, None, why.text(lang)


COLUMNS = ("sheet", "header", "fact", "means", "unit", "why")


def _columns(audit: Audit, lang: str) -> Rows:
    return _understood(audit.sheets, lang)


def columns(sheets: Iterable[SheetRead], lang: str) -> Table:
    """How the columns of sheets are understood."""
    return _table("columns", COLUMNS, _understood(sheets, lang), lang)


def _understood(sheets: Iterable[SheetRead], lang: str) -> Rows:
    for sheet in sheets:
        where = f"{sheet.file} · {sheet.name}" if sheet.name else sheet.file
        if sheet.headers is None:
            yield where, None, None, None, None, say("audit_no_headers" if sheet.rows else "audit_empty_sheet", lang)
            continue
        for c in sheet.headers.columns:
            if c.header or c.fact:
                title = c.title.text(lang) if c.title else say(f"audit_own_{c.own}", lang) if c.own else None
                yield where, c.header, c.fact or None, title, c.unit or None, c.why.text(lang) if c.why else None


def _receipt(audit: Audit, lang: str) -> Rows:
    r = audit.receipt
    yield say("audit_as_of", lang), r.as_of
    yield say("audit_known_at", lang), r.known_at
    yield say("audit_version", lang), r.version
    yield say("audit_rulebook", lang), r.rulebook
    for source in r.sources:
        yield source.file, source.sha256
    for name, number in counts(audit).items():
        yield say(f"audit_count_{name}", lang), number
    for key in ("audit_means_breach", "audit_means_risk", "audit_means_sign", "audit_means_undetermined"):
        yield "", say(key, lang)


def counts(audit: Audit) -> dict[str, int]:
    """How many rows were read, and what became of them."""
    return {
        "rows": audit.rows,
        "projects": len(audit.projects),
        "rejected": len(audit.rejected),
        "left_out": len(audit.left_out),
        "again": len(audit.again),
        "passed_over": len(audit.passed_over),
        "findings": len(audit.findings),
        "breaches": audit.breaches,
    }


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Audit, str], Rows]]] = {
    "findings": (FINDINGS, _findings),
    "projects": (PROJECTS, _projects),
    "by_purchaser": (("purchaser", *SUMS), _by_purchaser),
    "by_rule": (("rule", "finding", "basis", "breaches", "risks", "infos", "purchasers"), _by_rule),
    "by_place": (("place", "year", *SUMS), _by_place),
    "leads": (("purchaser", "finding", "verdict", "reason", "basis", "presumed", "purchases", "members"), _leads),
    "rejected": (("origin", "became", "cell", "value", "why"), _rejected),
    "columns": (COLUMNS, _columns),
    "receipt": (("what", "value"), _receipt),
}
ALWAYS = ("findings", "projects", "receipt")
