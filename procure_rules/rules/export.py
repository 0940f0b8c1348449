"""The rulebook as plain data: each rule with its articles and figures, as coverage checks and other tools read it."""

from __future__ import annotations

from typing import Any

from procure_rules.rules.model import Bilingual, Citation, Figure, Rule
from procure_rules.rules.rulebook import Rulebook

__all__ = ["export_rules"]

# rows that are no rules rest on nothing and state no figure
VOCABULARY: dict[str, Any] = {"basis": [], "figures": []}


def _said(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _basis(citations: tuple[Citation, ...]) -> list[dict[str, Any]]:
    out = []
    for one in citations:
        row: dict[str, Any] = {"instrument": one.instrument}
        if one.article is not None:
            row["article"] = one.article
        if one.detail:
            row["detail"] = one.detail
        out.append(row)
    return out


def _figures(figures: tuple[Figure, ...]) -> list[dict[str, Any]]:
    return [{"value": int(f.value) if f.value == int(f.value) else f.value, "unit": f.unit} for f in figures]


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "scope": rule.scope,
        "title": _said(rule.title),
        "basis": _basis(rule.basis),
        "figures": _figures(rule.figures),
        "in_force": rule.in_force_text(),
        "source_kind": rule.source_kind,
        "readings": list(rule.readings),
        "severity": rule.severity,
        "owed_by": list(rule.owed_by),
        "decided_by": list(rule.decided_by),
        "aspect": rule.aspect,
        "formerly": list(rule.formerly),
        "file": rule.source.file,
        "line": rule.source.line,
    }


def export_rules(book: Rulebook) -> list[dict[str, Any]]:
    """Every rule, then every value of every parameter, with basis and figures in plain units; then the vocabulary."""
    out = [_rule(r) for r in book.rules]
    units = {"amount": ("yuan", 100), "ratio": ("percent", 100), "days": ("day", 1), "count": ("count", 1)}
    for table in book.parameters.values():
        unit, per = units[table.kind]
        for i, value in enumerate(table.values):
            figure = Figure(value.lo / per, unit)
            out.append(
                {
                    "id": f"param.{table.name}.{i}",
                    "kind": "parameter",
                    "scope": "",
                    "title": _said(table.title),
                    "basis": _basis(value.basis),
                    "figures": _figures((figure,)),
                    "source_kind": value.source_kind,
                    "strength": value.strength,
                }
            )
    for one in book.conclusions.values():
        title = {"zh": one.zh, "en": one.en}
        words = {word: _said(text) for word, text in one.words.items()}
        out.append(
            VOCABULARY
            | {"id": f"conclusion.{one.name}", "kind": "conclusion", "scope": one.scope, "title": title, "words": words}
        )
    for reading in book.readings.values():
        said: dict[str, Any] = {"title": _said(reading.title), "text": _said(reading.text)}
        said |= {"strength": reading.strength, "about": _basis(reading.basis)}
        out.append(VOCABULARY | {"id": f"reading.{reading.id}", "kind": "reading", "scope": ""} | said)
    return out
