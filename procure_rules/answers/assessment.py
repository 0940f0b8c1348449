"""An assessment: everything that the rulebook says about a project on a day, made as far as it is asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from procure_rules.answers.common import Answer, Waiting
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.answers.duties import DutyAnswer, EffectAnswer
from procure_rules.answers.findings import Finding
from procure_rules.answers.methods import MethodAnswer
from procure_rules.answers.periods import EventAnswer, PeriodAnswer
from procure_rules.answers.record import TABLES, Misfit, Reader, Writer, schema_of
from procure_rules.answers.rights import Filing, Right, WindowAnswer

__all__ = ["FORMAT", "Assessment", "AssessmentError", "Receipt", "SavedParts", "Source"]

FORMAT = 2
"""The version of what a serialised assessment looks like."""
SILENT = ("not_applicable", "inactive")


class AssessmentError(ValueError):
    """Data that is no assessment of this format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the answer was made from; the same receipt gives the same answer.

    ``answer``: a hash of everything that is answered; the engine that drew the conclusions is no part of it.
    """

    version: str
    rulebook: str
    calendar: str
    facts: str
    as_of: dt.date
    known_at: dt.date
    engine: str
    notices: tuple[str, ...] = ()
    answer: str = ""


class Source(Protocol):
    """Where the parts of an assessment come from: a case that is being judged, or a record."""

    @property
    def lock(self) -> threading.RLock: ...
    @property
    def conclusions(self) -> tuple[ConclusionAnswer, ...]: ...
    @property
    def methods(self) -> tuple[MethodAnswer, ...]: ...
    @property
    def timeline(self) -> tuple[EventAnswer, ...]: ...
    @property
    def periods(self) -> tuple[PeriodAnswer, ...]: ...
    @property
    def duties(self) -> tuple[DutyAnswer, ...]: ...
    @property
    def windows(self) -> tuple[WindowAnswer, ...]: ...
    @property
    def filings(self) -> tuple[Filing, ...]: ...
    @property
    def openings(self) -> tuple[Right, ...]: ...
    @property
    def effects(self) -> tuple[EffectAnswer, ...]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def missing(self) -> tuple[Waiting, ...]: ...
    @property
    def conflicts(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, kw_only=True)
class SavedParts:
    """The parts as they stand in a record."""

    conclusions: tuple[ConclusionAnswer, ...] = ()
    methods: tuple[MethodAnswer, ...] = ()
    timeline: tuple[EventAnswer, ...] = ()
    periods: tuple[PeriodAnswer, ...] = ()
    duties: tuple[DutyAnswer, ...] = ()
    windows: tuple[WindowAnswer, ...] = ()
    filings: tuple[Filing, ...] = ()
    openings: tuple[Right, ...] = ()
    effects: tuple[EffectAnswer, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[Waiting, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def lock(self) -> threading.RLock:
        return LOCK


LOCK = threading.RLock()
PARTS: dict[str, Any] = {k: v for k, v in typing.get_type_hints(SavedParts).items() if k != "lock"}
HEAD: dict[str, Any] = {"format": int, "title": str, "lang": str, "receipt": Receipt}


class Assessment:
    """Everything that the rulebook says about a project on a day.

    Each part is made when it is first asked for, once, and is frozen: ``conclusions``, ``methods``, ``periods`` (by
    rule), ``timeline`` (the same by event), ``duties``, ``windows``, ``filings``, ``openings`` (what could be filed),
    ``effects``, ``findings``, ``missing`` (facts worth asking next). Texts are in both languages. May be shared between
    threads. ``to_dict`` and ``to_json`` give a record that stands on its own; ``from_json`` reads it.
    """

    __slots__ = ("_answer", "_origin", "_source", "lang", "title")

    def __init__(self, title: str, origin: Receipt, source: Source, lang: str = "zh") -> None:
        self.title = title
        self.lang = lang
        """The language in which it is printed where none is asked for."""
        self._origin = origin
        self._source = source
        self._answer = origin.answer

    # parts --------------------------------------------------------------------------------------------------------
    def _part(self, name: str) -> Any:
        with self._source.lock:
            return getattr(self._source, name)

    @property
    def conclusions(self) -> tuple[ConclusionAnswer, ...]:
        """What the project is: which law, which thresholds, whether it must be tendered …"""
        return self._part("conclusions")  # type: ignore[no-any-return]

    @property
    def methods(self) -> tuple[MethodAnswer, ...]:
        """Every method in every procedure."""
        return self._part("methods")  # type: ignore[no-any-return]

    @property
    def timeline(self) -> tuple[EventAnswer, ...]:
        """Every event with what binds it."""
        return self._part("timeline")  # type: ignore[no-any-return]

    @property
    def periods(self) -> tuple[PeriodAnswer, ...]:
        """Every period by rule."""
        return self._part("periods")  # type: ignore[no-any-return]

    @property
    def duties(self) -> tuple[DutyAnswer, ...]:
        """Every requirement."""
        return self._part("duties")  # type: ignore[no-any-return]

    @property
    def windows(self) -> tuple[WindowAnswer, ...]:
        """The rights to act of filings that stand in the project."""
        return self._part("windows")  # type: ignore[no-any-return]

    @property
    def filings(self) -> tuple[Filing, ...]:
        """The filings that stand in the project."""
        return self._part("filings")  # type: ignore[no-any-return]

    @property
    def openings(self) -> tuple[Right, ...]:
        """What could be filed: rights to act of filings that nobody has made yet."""
        return self._part("openings")  # type: ignore[no-any-return]

    @property
    def effects(self) -> tuple[EffectAnswer, ...]:
        """What follows."""
        return self._part("effects")  # type: ignore[no-any-return]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is breached or contested, the gravest first."""
        return self._part("findings")  # type: ignore[no-any-return]

    @property
    def missing(self) -> tuple[Waiting, ...]:
        """The facts that most open answers wait for."""
        return self._part("missing")  # type: ignore[no-any-return]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Conclusions on which rules contradict each other."""
        return self._part("conflicts")  # type: ignore[no-any-return]

    # looking up ---------------------------------------------------------------------------------------------------
    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings beyond the literal line."""
        return tuple(f for f in self.findings if f.verdict == "breached" and f.severity == "breach")

    @property
    def about_method(self) -> tuple[Finding, ...]:
        """The findings about the method that is stated."""
        return tuple(f for f in self.findings if f.about.form == "ground")

    @property
    def undetermined(self) -> tuple[Answer, ...]:
        """Every answer that stays open even with the presumptions."""
        return tuple(a for a in self.answers() if a.open)

    def answers(self) -> tuple[Answer, ...]:
        """All answers about rules and conclusions."""
        return (*self.conclusions, *self.periods, *self.duties, *self.windows, *self.effects)

    def conclusion(self, name: str, index: int = 0) -> ConclusionAnswer:
        """One conclusion by name. Raises ``KeyError``."""
        for one in self.conclusions:
            if one.rule == name and one.index == index:
                return one
        raise KeyError(name)

    # as data ------------------------------------------------------------------------------------------------------
    @property
    def as_of(self) -> dt.date:
        """The day of assessment."""
        return self._origin.as_of

    @property
    def known_at(self) -> dt.date:
        """Until when holiday notices were known."""
        return self._origin.known_at

    @property
    def made_from(self) -> Receipt:
        """The receipt without the notices counted by and the hash of the answers: for these, all would have to be made."""
        return replace(self._origin, notices=(), answer="")

    @property
    def receipt(self) -> Receipt:
        """What the answer was made from, with the hash of all that is answered."""
        if not self._answer:
            self._answer = self.digest()
        return replace(self._origin, notices=self._notices(), answer=self._answer)

    def _notices(self) -> tuple[str, ...]:
        proved: tuple[PeriodAnswer | WindowAnswer, ...] = (*self.periods, *self.windows, *self.openings)
        found = {s.notice for one in proved for s in (*one.proof, *one.safe_proof) if s.notice}
        return tuple(sorted(found)) or self._origin.notices

    def digest(self) -> str:
        """A hash of everything that is answered, and of the days it was asked for."""
        days = {"as_of": str(self.as_of), "known_at": str(self.known_at)}
        return hashlib.sha256(_canonical(self._body(every=False, proofs=False) | days).encode()).hexdigest()[:16]

    def _body(self, *, every: bool, proofs: bool) -> dict[str, Any]:
        writer = Writer(proofs=proofs)
        rows = {name: writer.plain(list(self._rows(name, every))) for name in PARTS}
        return {"title": self.title} | {k: v for k, v in (*rows.items(), *writer.tables.items()) if v}

    def _rows(self, name: str, every: bool) -> Iterator[Any]:
        for one in getattr(self, name):
            if every or getattr(one, "presumed", "") not in SILENT:
                if name == "methods" and not every:
                    yield replace(one, grounds=tuple(g for g in one.grounds if g.presumed not in SILENT))
                else:
                    yield one

    def to_dict(self, *, every: bool = False, proofs: bool = False) -> dict[str, Any]:
        """The assessment as plain data, in both languages.

        ``every``: also what is not applicable; ``proofs``: also every day of every count, where proofs were asked for.
        """
        body = self._body(every=every, proofs=proofs)
        receipt = Writer().fields(self.receipt)
        return {"format": FORMAT, "lang": self.lang, "receipt": receipt} | body

    def to_json(self, *, every: bool = False, proofs: bool = False, indent: int | None = None) -> str:
        """The assessment as JSON, see :meth:`to_dict`."""
        return json.dumps(self.to_dict(every=every, proofs=proofs), ensure_ascii=False, indent=indent)

    def record(self, *, proofs: bool = False, **rows: Iterable[Any]) -> dict[str, Any]:
        """Some answers as plain data that stands on its own, with the receipt (without the hash of all answers)."""
        writer = Writer(proofs=proofs)
        made: dict[str, Any] = {name: [writer.fields(one) for one in found] for name, found in rows.items()}
        head = {"format": FORMAT, "title": self.title, "receipt": Writer().fields(self.made_from)}
        return head | made | {k: v for k, v in writer.tables.items() if v}

    @classmethod
    def from_dict(cls, data: Any) -> Assessment:
        """The assessment of a record. Raises :class:`AssessmentError`."""
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise AssessmentError(f"no assessment of format {FORMAT}")
        tables = {name for name, _ in TABLES.values()}
        if strange := sorted(set(data) - set(PARTS) - set(HEAD) - tables):
            raise AssessmentError(f"{', '.join(strange)}?")
        reader = Reader(data)
        try:
            head = {k: reader.read(hint, data.get(k), k) for k, hint in HEAD.items()}
            parts = {k: reader.read(hint, data[k], k) for k, hint in PARTS.items() if k in data}
        except Misfit as error:
            raise AssessmentError(str(error)) from None
        return cls(head["title"], head["receipt"], SavedParts(**parts), head["lang"])

    @classmethod
    def from_json(cls, text: str | bytes) -> Assessment:
        """The assessment of a JSON record. Raises :class:`AssessmentError`."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise AssessmentError(f"no JSON: {error}") from None
        return cls.from_dict(data)

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """The JSON Schema of :meth:`to_dict`."""
        return _schema()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Assessment):
            return NotImplemented
        return self.made_from == other.made_from and all(getattr(self, n) == getattr(other, n) for n in PARTS)

    def __hash__(self) -> int:
        return hash((self.title, self.made_from))

    def __repr__(self) -> str:
        return f"Assessment({self.title!r}, as_of={self.as_of})"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return Assessment.from_dict, (self.to_dict(every=True, proofs=True),)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """So that a web framework takes an assessment as what it answers with."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            lambda v: v if isinstance(v, cls) else cls.from_dict(v),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda v: v.to_dict()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        made = dict(_schema())
        made.pop("$schema", None)
        return made


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _schema() -> dict[str, Any]:
    made = schema_of(HEAD | PARTS)
    made["required"] = list(HEAD)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Assessment"} | made
