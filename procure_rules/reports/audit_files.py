"""An audit as plain files: delimited text, lines of JSON, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from procure_rules.answers.findings import Finding
from procure_rules.audit.result import Audit, Judged, Lead
from procure_rules.audit.rows import Cell, Table
from procure_rules.errors import InputError, Problem
from procure_rules.texts import Text, printable

__all__ = ["FORMAT", "delimited", "lines", "parquet"]

FORMAT = 1
BOM = "\ufeff"
"""By which office programs know the encoding."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def delimited(table: Table) -> bytes:
    """A table as comma-separated text in UTF-8. What a spreadsheet would take for a formula gets a ``'`` before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.head)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return (BOM + out.getvalue()).encode("utf-8", "backslashreplace")


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = "\n".join(map(printable, cell.split("\n")))
    return f"'{text}" if text.startswith(FORMULA) else text


def parquet(table: Table) -> bytes:
    """A table as Parquet, its columns by their words of no language. Raises :class:`InputError` without the extra."""
    try:
        import polars as pl
    except ImportError:
        zh = "写 Parquet 需要安装附加组件：pip install 'procure-rules[bulk]'"
        en = "to write Parquet, install the extra: pip install 'procure-rules[bulk]'"
        raise InputError([Problem("", "", zh, en)]) from None
    columns = {key: [row[at] for row in table.rows] for at, key in enumerate(table.keys)}
    out = io.BytesIO()
    pl.DataFrame(columns, strict=False).write_parquet(out)
    return out.getvalue()


def lines(audit: Audit) -> bytes:
    """An audit as lines of JSON, in both languages: the receipt, the projects with their findings, the leads, and what
    was not read.
    """
    made = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in _records(audit))
    return "".join(f"{line}\n" for line in made).encode("utf-8", "backslashreplace")


def _records(audit: Audit) -> Iterator[dict[str, Any]]:
    r = audit.receipt
    sources = [{"file": s.file, "sha256": s.sha256} for s in r.sources]
    days = {"as_of": str(r.as_of), "known_at": str(r.known_at)}
    yield {"is": "audit", "format": FORMAT, "version": r.version, "rulebook": r.rulebook, "sources": sources} | days
    for project in audit.projects:
        yield _project(project)
    for lead in audit.leads:
        yield _lead(audit, lead)
    for one in audit.rejected:
        problems = [{"at": p.path, "value": p.value, "zh": p.zh, "en": p.en} for p in one.problems]
        yield {"is": "rejected", "origin": _text(one.origin.text()), "problems": problems}
    for origin, p in audit.left_out:
        problem = {"at": p.path, "value": p.value, "zh": p.zh, "en": p.en}
        yield {"is": "left_out", "origin": _text(origin.text()), "problems": [problem]}
    for origin in audit.again:
        yield {"is": "again", "origin": _text(origin.text())}
    for origin, why in audit.passed_over:
        yield {"is": "passed_over", "origin": _text(origin.text()), "why": _text(why)}


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _project(one: Judged) -> dict[str, Any]:
    return {
        "is": "project",
        "number": one.number,
        "title": one.title,
        "purchaser": one.purchaser,
        "place": one.place,
        "year": one.year,
        "origin": _text(one.origin.text()),
        "laws": [_text(t) for t in one.laws],
        "methods": [_text(t) for t in one.methods],
        "decided": one.decided,
        "undetermined": one.undetermined,
        "contradictions": [_text(t) for t in one.contradictions],
        "ask": [_text(t) for t in one.ask],
        "findings": [_finding(f) for f in one.findings],
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "key": one.key,
        "rules": [r.rule for r in one.rules],
        "severity": one.severity,
        "verdict": str(one.verdict),
        "strict": str(one.strict),
        "owed_by": list(one.owed_by),
        "where": _text(one.where) if one.where else None,
        "title": _text(one.title),
        "text": _text(one.text),
        "basis": [c.key for c in one.citations],
        "rests_on": list(one.rests_on),
        "presumed": [a.fact for a in one.assuming],
        "sanction": _text(one.sanction) if one.sanction else None,
        "effects": [e.key for e in one.effects],
    }


def _lead(audit: Audit, one: Lead) -> dict[str, Any]:
    return {
        "is": "lead",
        "kind": one.kind,
        "verdict": one.verdict,
        "severity": one.severity,
        "purchaser": one.purchaser,
        "title": _text(one.title),
        "text": _text(one.text),
        "members": [_text(audit.projects[m].origin.text()) for m in one.members],
        "basis": [c.key for c in one.citations],
    }
