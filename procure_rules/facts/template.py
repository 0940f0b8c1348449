"""A commented project file to fill in: only the facts that matter first; whatever is left blank is unknown."""

from __future__ import annotations

import re

from procure_rules.facts.fields import Fact
from procure_rules.facts.registry import FieldSpec, all_scopes

__all__ = ["EXAMPLES", "KINDS", "template"]

KINDS = ("goods", "services", "works")

_FIRST = (
    "title",
    "source",
    "declared_regime",
    "purchaser.name",
    "purchaser.kind",
    "purchaser.level",
    "purchaser.place",
    "agency.used",
    "agency.name",
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
_THRESHOLDS = ("thresholds.procurement", "thresholds.open_tendering")
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
    "sme_reserved_whole",
    "evaluation.method",
    "evaluation.price_weight",
    "panel.size",
    "panel.experts",
)
# what is filled in of one file agrees: the days are in the order of the law and keep its periods
_EVENTS = {
    "intention_published": "2026-01-28",
    "tender_notice_published": "2026-03-02",
    "tender_documents_issued": "2026-03-02",
    "tender_documents_closed": "2026-03-09",
    "bid_deadline": "2026-03-24 09:30",
    "first_response_deadline": "2026-03-24 09:30",
    "bid_opening": "2026-03-24 09:30",
    "evaluation_finished": "2026-03-24",
    "evaluation_report_received": "2026-03-25",
    "candidates_published": "2026-03-26",
    "candidates_publication_ended": "2026-03-30",
    "award_decided": "2026-03-31",
    "award_notice_published": "2026-04-01",
    "award_letter_issued": "2026-04-01",
    "contract_signed": "2026-04-15",
    "contract_published": "2026-04-16",
}
_TENDERED_EVENTS = ("candidates_published", "candidates_publication_ended")
EXAMPLES = _EVENTS | {
    "budget": "520万元",
    "lot_budget": "520万元",
    "estimated_value": "520万元",
    "price_ceiling": "510万元",
    "contract_price": "488万元",
    "bid_security": "8万元",
    "bid_validity": "90",
    "bidders": "5",
    "qualified_bidders": "4",
    "thresholds.procurement": "100万元",
    "thresholds.open_tendering": "400万元",
    "evaluation.price_weight": "30%",
    "panel.size": "5",
    "panel.experts": "4",
}
_NOTES = {
    "bid_deadline": ("仅用于公开招标、邀请招标", "for open and invited tendering only"),
    "first_response_deadline": (
        "用于谈判、磋商、询价等其他方式",
        "for negotiation, consultation, inquiry and the like",
    ),
    "thresholds.procurement": ("当地标准，未编入的地方须填", "the local figure, where it is not encoded"),
    "thresholds.open_tendering": ("当地标准，未编入的地方须填", "the local figure, where it is not encoded"),
}
_HEAD = """\
# 项目事实文件。未知的留空；金额以元计，也可写“400万元”；数可写范围 {min: 1, max: 2}。键可用中文，也可用英文。
# 日期可写 2026-03-02、2026年3月2日、2026-03（月）、{after: 2026-03-01, before: 2026-04-01} 或“尚未”。
# Facts of a project. Leave blank what is unknown. Amounts in yuan; a number may be a range {min: 1, max: 2}.
# Keys may be Chinese or English. A date may be 2026-03, {after: 2026-03-01, before: 2026-04-01} or not_yet.
"""


def template(kind: str, lang: str = "zh") -> str:
    """The file for works, goods or services, its keys in Chinese or English. Raises ``KeyError`` for another kind."""
    middle = {"works": _WORKS, "goods": _GOODS, "services": _SERVICES}[kind]
    events = tuple(e for e in _EVENTS if kind == "works" or e not in _TENDERED_EVENTS)
    procedure, project = all_scopes()["procedure"], all_scopes()["project"]
    specs = procedure.fields | project.fields
    tree: dict[str, list[FieldSpec]] = {}
    for name in (*_FIRST, *middle, *_THRESHOLDS, *_PROCEDURE, *events):
        spec = specs[name]
        tree.setdefault(spec.path[0] if len(spec.path) > 1 else f"={name}", []).append(spec)
    fields = procedure.entity.model_fields | project.entity.model_fields
    lines = [_HEAD]
    for name, inner in tree.items():
        if name.startswith("="):
            lines.append(_line(inner[0], "", kind, lang))
        else:
            said = next(m for m in fields[name].metadata if isinstance(m, Fact))
            lines.append(f"{_key(said, name, lang)}:")
            lines += [_line(spec, "  ", kind, lang) for spec in inner]
    lists = ("bids", "challenges", *(("objections",) if kind == "works" else ()), "complaints")
    for name in lists:
        said = specs[name].fact
        lines.append(
            f"{_key(said, name, lang)}:  # {said.zh} · {said.en}: 没有的写 [] 或者“无” · [] says there are none"
        )
    return "\n".join(lines) + "\n"


def _key(said: Fact, name: str, lang: str) -> str:
    return re.sub("（.*?）", "", said.zh) if lang == "zh" else name


def _line(spec: FieldSpec, indent: str, kind: str, lang: str) -> str:
    said = spec.fact
    value = ""
    if spec.name == "subject.category" and spec.choices is not None:
        value = f" {spec.choices(kind).zh if lang == 'zh' else kind}"  # type: ignore[call-arg]
    if spec.kind == "bool":
        hint = "是 | 否 · true | false"
    elif spec.choices is not None:
        hint = " | ".join(f"{m.zh} {m.value}" for m in spec.choices)
    else:
        example = EXAMPLES.get(spec.name, said.example)
        hint = " ".join(x for x in (example, {"day": "日"}.get(said.unit, "")) if x)
    notes = [f"（{zh} · {en}）" for zh, en in ((said.help_zh, said.help_en), _NOTES.get(spec.name, ("", ""))) if zh]
    key = _key(said, spec.path[-1], lang)
    title = f"{said.en}{''.join(notes)}" if key == said.zh else f"{said.zh} · {said.en}{''.join(notes)}"
    return f"{indent}{key}:{value}  # {title}" + (f": {hint}" if hint else "")
