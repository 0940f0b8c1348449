"""The facts that settle the first questions: which law, which method, by when, and who may challenge."""

from __future__ import annotations

__all__ = ["CORE"]

CORE = (
    # which law
    "title",
    "declared_regime",
    "purchaser.name",
    "purchaser.kind",
    "purchaser.level",
    "purchaser.place",
    "subject.name",
    "subject.category",
    "subject.part_of_works",
    "subject.works_kind",
    "budget",
    "funding.budgeted",
    "catalogue.listed",
    "works_project.total_investment",
    "works_project.infrastructure",
    "thresholds.procurement",
    "thresholds.open_tendering",
    "agency.used",
    "imports.imported",
    # which method, and what it demands
    "method",
    "contract_kind",
    "estimated_value",
    "price_ceiling",
    "bid_security",
    "bidders",
    "qualified_bidders",
    "sme_reserved_whole",
    "evaluation.method",
    "contract_price",
    # by when
    "tender_notice_published",
    "tender_documents_issued",
    "tender_documents_closed",
    "bid_deadline",
    "first_response_deadline",
    "bid_opening",
    "evaluation_report_received",
    "candidates_published",
    "award_decided",
    "award_notice_published",
    "award_letter_issued",
    "contract_signed",
    # who may challenge
    "challenges.by",
    "challenges.against",
    "challenges.challenge_received",
    "challenges.challenge_answered",
    "objections.by",
    "objections.objection_to",
    "objections.objection_received",
    "objections.objection_answered",
    "complaints.by",
    "complaints.complaint_received",
    "complaints.complaint_decided",
)
"""Names as rules know them; those of the things of a list stand behind the list's."""
