"""A commented project file to fill in: only the facts that matter first; whatever is left blank is unknown."""

from __future__ import annotations

from procure_rules.facts.registry import FieldSpec, all_scopes

__all__ = ["KINDS", "template"]

KINDS = ("goods", "services", "works")

_FIRST = (
    "title",
    "source",
    "declared_regime",
    "purchaser.kind",
    "purchaser.level",
    "purchaser.place",
    "budget",
    "subject.name",
    "subject.category",
)
_WORKS = (
    "subject.works_kind",
    "subject.related_to_new_works",
    "works_project.total_investment",
    "works_project.budget_funds",
    "works_project.state_enterprise_funds",
    "works_project.public_institution_funds",
    "works_project.state_controls",
    "works_project.infrastructure",
    "circumstances.tender_unsuitable",
    "circumstances.tender_exemption",
)
_GOODS = (
    "subject.part_of_works",
    "subject.needed_for_basic_function",
    "subject.suited_to_sme",
    "funding.budgeted",
    "catalogue.listed",
    "imports.imported",
)
_SERVICES = (
    "subject.serves_works",
    "subject.research",
    "subject.suited_to_sme",
    "funding.budgeted",
    "catalogue.listed",
    "grounds.government_purchased_service",
)
_PROCEDURE = (
    "method",
    "contract_kind",
    "lot_budget",
    "estimated_value",
    "price_ceiling",
    "contract_price",
    "bid_security",
    "bid_validity",
    "bidders",
    "qualified_bidders",
    "evaluation.method",
    "evaluation.price_weight",
    "panel.size",
    "panel.experts",
)
_EVENTS = (
    "intention_published",
    "tender_notice_published",
    "tender_documents_issued",
    "tender_documents_closed",
    "bid_deadline",
    "bid_opening",
    "evaluation_finished",
    "evaluation_report_received",
    "award_decided",
    "award_notice_published",
    "award_letter_issued",
    "contract_signed",
    "contract_published",
)
_TENDERED_EVENTS = ("candidates_published", "candidates_publication_ended")
_HEAD = """\
# 项目事实文件。未知的留空；金额以元计，也可写“400万元”；数可写范围 {min: 1, max: 2}。
# 日期可写 2026-03、{after: 2026-03-01, before: 2026-04-01} 或 not_yet（尚未发生）。
# Facts of a project. Leave blank what is unknown. Amounts in yuan; a number may be a range {min: 1, max: 2}.
# A date may be 2026-03, {after: 2026-03-01, before: 2026-04-01} or not_yet.
"""


def template(kind: str) -> str:
    """The file for works, goods or services. Raises ``KeyError`` for any other word."""
    middle = {"works": _WORKS, "goods": _GOODS, "services": _SERVICES}[kind]
    events = _EVENTS + (_TENDERED_EVENTS if kind == "works" else ())
    specs = all_scopes()["procedure"].fields | all_scopes()["project"].fields
    wanted = [specs[name] for name in (*_FIRST, *middle, *_PROCEDURE, *events)]
    tree: dict[str, list[FieldSpec]] = {}
    for spec in wanted:
        tree.setdefault(spec.path[0] if len(spec.path) > 1 else f"={spec.name}", []).append(spec)
    lines = [_HEAD]
    for name, inner in tree.items():
        if name.startswith("="):
            lines.append(_line(inner[0], "", kind))
        else:
            lines.append(f"{name}:")
            lines += [_line(spec, "  ", kind) for spec in inner]
    lists = ("bids", "challenges", *(("objections",) if kind == "works" else ()), "complaints")
    for name in lists:
        said = specs[name].fact
        lines.append(f"{name}:  # {said.zh} · {said.en}: [] 表示没有 · [] says there are none")
    return "\n".join(lines) + "\n"


def _line(spec: FieldSpec, indent: str, kind: str) -> str:
    said = spec.fact
    value = f" {kind}" if spec.name == "subject.category" else ""
    if spec.kind == "bool":
        hint = "true | false"
    elif spec.choices is not None:
        hint = " | ".join(f"{m.value}（{m.zh}）" for m in spec.choices)
    else:
        hint = " ".join(x for x in (said.example, {"yuan": "元", "day": "日"}.get(said.unit, "")) if x)
    return f"{indent}{spec.path[-1]}:{value}  # {said.zh} · {said.en}" + (f": {hint}" if hint else "")
