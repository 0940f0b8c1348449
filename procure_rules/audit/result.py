"""An audit as data: what each project of a table came to, what was not read, and what it was made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from procure_rules.answers.common import Assumption, Citation, DateLine
from procure_rules.answers.findings import Finding
from procure_rules.errors import Problem
from procure_rules.inputs.ledger import Origin, Rejected, SheetRead
from procure_rules.texts import Text

__all__ = ["Audit", "Due", "Judged", "Lead", "Receipt", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be done next, until when: ``safe`` is the day to act by, ``literal`` the one to argue."""

    title: Text
    safe: DateLine
    literal: DateLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One project of a table, as ``assess`` judges it.

    ``laws``: which law governs, a sentence for each kind of procedure. ``methods``: those stated; with what becomes of
    one that something may be wrong with. ``lots``: how its procedures are called, by number. ``decided`` and
    ``undetermined``: how many requirements and periods. ``day``: the first day known of the purchase (of the notice,
    else of the contract). ``spare``: for each deadline of bids whose lawful minimum is known, how many days it leaves
    beyond that, below 0 too few. ``own``: what the table says besides, for each procedure (``supplier``, ``item`` …).
    """

    origin: Origin
    number: str
    title: str
    purchaser: str
    place: str
    year: int | None
    day: dt.date | None
    laws: tuple[Text, ...]
    methods: tuple[Text, ...]
    lots: tuple[str, ...]
    findings: tuple[Finding, ...]
    contradictions: tuple[Text, ...]
    unheard: tuple[Text, ...]
    unchecked: tuple[Text, ...]
    due: tuple[Due, ...]
    spare: tuple[int, ...]
    decided: int
    undetermined: int
    ask: tuple[Text, ...]
    own: tuple[Mapping[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Its title, or else its number, or where it was read."""
        return self.title or self.number or self.origin.text().zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What shows only across purchases. ``kind`` is the rule, or the name of a sign; ``verdict`` is that of the rule,
    empty for a sign, which is a reason to look and accuses nobody. ``members``: the projects, by their place in the
    audit.
    """

    kind: str
    title: Text
    text: Text
    purchaser: str
    verdict: str
    severity: str
    members: tuple[int, ...]
    citations: tuple[Citation, ...] = ()
    assuming: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that was read: its name, and a hash of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an audit was made from."""

    version: str
    rulebook: str
    as_of: dt.date
    known_at: dt.date
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """A table of projects, judged on a day. Every row that was read is in ``projects``, ``rejected``, ``again`` (said
    twice) or ``passed_over`` (sums, headers again, nothing heard). ``left_out``: cells of rows that were read.
    """

    projects: tuple[Judged, ...]
    leads: tuple[Lead, ...]
    rejected: tuple[Rejected, ...]
    left_out: tuple[tuple[Origin, Problem], ...]
    again: tuple[Origin, ...]
    passed_over: tuple[tuple[Origin, Text], ...]
    sheets: tuple[SheetRead, ...]
    receipt: Receipt

    @property
    def findings(self) -> tuple[tuple[Judged, Finding], ...]:
        """Every finding with its project, in the order of the table, the gravest of each project first."""
        return tuple((p, f) for p in self.projects for f in p.findings)

    @property
    def breaches(self) -> int:
        """How many findings are breaches."""
        return sum(f.severity == "breach" for _, f in self.findings)

    @property
    def rows(self) -> int:
        """How many rows of purchases were read; each is counted once."""
        read = sum(len(p.origin.rows) or 1 for p in self.projects)
        return read + len(self.rejected) + len(self.again) + len(self.passed_over)
