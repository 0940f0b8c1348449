"""An assessment: everything that the rulebook says about a project on a day, made as far as it is asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import typing
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from procure_rules.answers.any_case import AnyCase
from procure_rules.answers.common import Answer, RuleText, Waiting
from procure_rules.answers.conclusions import ConclusionAnswer
from procure_rules.answers.contradictions import Contradiction
from procure_rules.answers.duties import DutyAnswer, EffectAnswer
from procure_rules.answers.findings import Finding
from procure_rules.answers.methods import GroundAnswer, MethodAnswer
from procure_rules.answers.periods import EventAnswer, PeriodAnswer, by_event
from procure_rules.answers.record import SETS, TABLES, Misfit, Reader, Writer, schema_of
from procure_rules.answers.rights import Filing, Right, WindowAnswer
from procure_rules.answers.source import Receipt, SavedParts, Source, Tally
from procure_rules.answers.unchecked import Unchecked
from procure_rules.answers.unheard import Unheard
from procure_rules.errors import AssessmentError

if TYPE_CHECKING:
    from procure_rules.views.brief import Brief

__all__ = ["FORMAT", "Assessment"]

FORMAT = 2
"""The version of what a serialised assessment looks like."""
MOST_MISSING, MOST_ASKED = 3, 20
"""Of the facts that an answer waits for, and of those worth asking, a record holds so many unless it holds everything.
"""
SILENT = ("not_applicable", "inactive")
UNTOLD = (*SILENT, "undetermined", "unknown")
"""What a record leaves out unless it holds everything; what is open, it tells by rule and missing facts."""


PLAIN = (
    "openings",
    "windows",
    "filings",
    "findings",
    "contradictions",
    "any_case",
    "unchecked",
    "unheard",
    "conflicts",
)
"""The parts of which a record leaves out only what is silent."""
PARTS: dict[str, Any] = {
    k: v for k, v in typing.get_type_hints(SavedParts).items() if k not in ("waiting", "tally", "receipt")
}
HEAD: dict[str, Any] = {"format": int, "title": str, "lang": str, "receipt": Receipt, "tally": Tally}
SEALED: dict[str, Any] = {"every": bool, "proofs": bool, "seal": str}
"""What a record says of itself that holds more than the usual: what, and the hash of all of it."""


class Assessment:
    """Everything that the rulebook says about a project on a day.

    Each part is made when it is first asked for, once, and is frozen: ``conclusions``, ``methods``, ``periods`` (by
    rule), ``timeline`` (the same by event), ``duties``, ``windows``, ``filings``, ``openings`` (what could be filed),
    ``effects``, ``findings``, ``missing`` (facts worth asking next). Texts are in both languages. May be shared between
    threads. ``to_dict`` and ``to_json`` give a record that stands on its own; ``from_json`` reads it.
    """

    __slots__ = ("_answer", "_sealed", "_source", "as_of", "known_at", "lang", "title")

    def __init__(self, title: str, as_of: dt.date, known_at: dt.date, source: Source, lang: str = "zh") -> None:
        self.title = title
        self.as_of = as_of
        """The day of assessment."""
        self.known_at = known_at
        """Until when holiday notices were known."""
        self.lang = lang
        """The language in which it is printed where none is asked for."""
        self._source = source
        self._answer = ""
        self._sealed: dict[str, Any] = {}

    # parts --------------------------------------------------------------------------------------------------------
    def _part(self, name: str) -> Any:
        with self._source.lock:
            return getattr(self._source, name)

    @property
    def conclusions(self) -> tuple[ConclusionAnswer, ...]:
        """What the project is: which law, which thresholds, whether it must be tendered …"""
        return self._part("conclusions")  # type: ignore[no-any-return]

    @property
    def law(self) -> tuple[ConclusionAnswer, ...]:
        """Of the conclusions those that say which law governs and whether it must be tendered."""
        return self._part("law")  # type: ignore[no-any-return]

    @property
    def tally(self) -> Tally:
        """How many requirements and periods are decided, and how many are not."""
        return self._part("tally")  # type: ignore[no-any-return]

    @property
    def due(self) -> tuple[EventAnswer, ...]:
        """Of the events those that are still to be done by some day."""
        return self._part("due")  # type: ignore[no-any-return]

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
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Days that are stated in an order that cannot be; nothing is derived from them."""
        return self._part("contradictions")  # type: ignore[no-any-return]

    @property
    def any_case(self) -> tuple[AnyCase, ...]:
        """Days that are sure in any case, where something is open on which the whole procurement turns."""
        return self._part("any_case")  # type: ignore[no-any-return]

    @property
    def unchecked(self) -> tuple[Unchecked, ...]:
        """The core events of the procedures whose periods could not be checked, and for want of what."""
        return self._part("unchecked")  # type: ignore[no-any-return]

    @property
    def unheard(self) -> tuple[Unheard, ...]:
        """The facts that were stated and that nothing here hears, each with the reason."""
        return self._part("unheard")  # type: ignore[no-any-return]

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

    @property
    def waiting(self) -> Mapping[str, tuple[str, ...]]:
        """By rule (and instance) of each open answer that is shown, the facts that it waits for."""
        with self._source.lock:
            if isinstance(self._source, SavedParts) and self._source.waiting:
                return self._source.waiting
        rows = [a for a in self.answers() if a.open and not getattr(a, "working", False)]
        return {a.key: tuple(m.fact for m in a.missing) for a in rows}

    def answers(self) -> tuple[Answer, ...]:
        """All answers about rules and conclusions."""
        return (*self.conclusions, *self.periods, *self.duties, *self.windows, *self.effects)

    def conclusion(self, name: str, index: int = 0) -> ConclusionAnswer:
        """One conclusion by name. Raises ``KeyError``."""
        for one in self.conclusions:
            if one.rule == name and one.index == index:
                return one
        raise KeyError(name)

    def of(self, key: str) -> tuple[Any, ...]:
        """Everything that is answered about a rule (by the id it has or had), a conclusion, an event, a method
        (``method.open_tendering``), an article (``gpl-2014:35``, or an instrument) or a reading (``C3``), in this
        order: findings, conclusions, methods and grounds, events, other answers, rights. ``[1]`` behind a name: of
        that instance.

        A rule that does not apply is answered, too, with the facts for which it does not, where the assessment was made
        in this process. Raises ``KeyError`` where nothing is known by the key.
        """
        name, index = _split(key)
        found: list[Any] = []
        rows = (self.findings, self.conclusions, self.methods, self._grounds(), self.timeline)
        for row in (*rows, (*self.periods, *self.duties, *self.windows, *self.effects), self.openings):
            found += [one for one in row if _named(one, name) and index in (None, getattr(one, "index", None))]
        if not found:
            with self._source.lock:
                found = [one for one in self._source.passed_over(name) if index in (None, one.index)]
        if not found:
            raise KeyError(key)
        return tuple(found)

    def _grounds(self) -> tuple[GroundAnswer, ...]:
        return tuple(g for m in self.methods for g in m.grounds)

    def brief(self) -> Brief:
        """One page: which law, the method, what is wrong, the next dates, rights, and what is worth asking."""
        from procure_rules.views.brief import brief

        return brief(self)

    def rights(self, role: str | None = None, on: dt.date | None = None) -> tuple[Right, ...]:
        """What a party may still do, or owes, as it stands on a day: see :func:`procure_rules.rights`."""
        from procure_rules.views.rights import rights

        return rights(self, role, on)

    def remedies(self, role: str | None = None, on: dt.date | None = None) -> tuple[Right, ...]:
        """The name that :meth:`rights` had."""
        warnings.warn("remedies() will go: rights()", DeprecationWarning, stacklevel=2)
        return self.rights(role, on)

    # as data ------------------------------------------------------------------------------------------------------
    @property
    def _origin(self) -> Receipt:
        return self._part("receipt")  # type: ignore[no-any-return]

    @property
    def made_from(self) -> Receipt:
        """The receipt without the notices counted by and the hash of the answers: for these, all would have to be
        made.
        """
        return replace(self._origin, notices=(), answer="")

    @property
    def receipt(self) -> Receipt:
        """What the answer was made from, with the hash of all that is answered."""
        if not self._answer:
            self._answer = self._origin.answer or self.digest()
        return replace(self._origin, notices=self._notices(), answer=self._answer)

    def _notices(self) -> tuple[str, ...]:
        proved: tuple[PeriodAnswer | WindowAnswer, ...] = (*self.periods, *self.windows, *self.openings)
        found = {s.notice for one in proved for s in (*one.proof, *one.safe_proof) if s.notice}
        return tuple(sorted(found)) or self._origin.notices

    def verify(self) -> bool:
        """Whether all that is answered here is what the receipt says was answered: of a record, that nobody changed it
        since, unless its receipt was changed to fit; that shows where it is made again (``replay``).
        """
        return self.digest() == self.receipt.answer and self.seal() == self._sealed.get("seal", self.seal())

    @property
    def sealed_proofs(self) -> bool:
        """Whether it was read from a record that holds every day of every count."""
        return bool(self._sealed.get("proofs", False))

    def seal(self, like: Assessment | None = None) -> str:
        """A hash of all that a record holds; ``like``: of as much as another one holds."""
        sealed = (like or self)._sealed
        return self._hash(self._body(every=sealed.get("every", False), proofs=sealed.get("proofs", False)))

    def digest(self) -> str:
        """A hash of everything that is answered, and of the days it was asked for."""
        return self._hash(self._body(every=False, proofs=False))

    def _hash(self, body: dict[str, Any]) -> str:
        days = {"as_of": str(self.as_of), "known_at": str(self.known_at)}
        return hashlib.sha256(_canonical(body | days).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _body(self, *, every: bool, proofs: bool) -> dict[str, Any]:
        writer = Writer(proofs=proofs, notes=every, most=0 if every else MOST_MISSING)
        rows = {name: writer.plain(list(self._rows(name, every))) for name in PARTS if name != "timeline"}
        waits = {} if every else {key: list(facts[:MOST_MISSING]) for key, facts in self.waiting.items()}
        parts = (*rows.items(), ("waiting", waits), *writer.tables.items())
        return {"title": self.title, "tally": writer.fields(self.tally)} | {k: v for k, v in parts if v}

    def _rows(self, name: str, every: bool) -> Iterator[Any]:
        found = getattr(self, name)
        if every:
            yield from found
        elif name == "missing":
            yield from found[:MOST_ASKED]
        elif name == "methods":
            for one in found:
                yield replace(one, grounds=tuple(g for g in one.grounds if g.presumed not in UNTOLD))
        elif name in PLAIN:
            yield from (one for one in found if getattr(one, "presumed", "") not in SILENT)
        else:
            yield from (one for one in found if one.presumed not in UNTOLD and not getattr(one, "working", False))

    def to_dict(self, *, every: bool = False, proofs: bool = False) -> dict[str, Any]:
        """The assessment as plain data, in both languages: what is decided in full, what is open by rule and
        missing facts.

        ``every``: also what is open and what is not applicable in full, steps on the way and notes; ``proofs``:
        also every day of every count, where proofs were asked for.
        """
        body = self._body(every=every, proofs=proofs)
        if not (every or proofs or self._answer or self._origin.answer):
            self._answer = self._hash(body)
        receipt = Writer().fields(self.receipt)
        sealed: dict[str, Any] = {k: v for k, v in (("every", every), ("proofs", proofs)) if v}
        if sealed:
            sealed["seal"] = self._hash(body)
        return {"format": FORMAT, "lang": self.lang, "receipt": receipt} | sealed | body

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
        tables = {SETS, *(name for name, _ in TABLES.values())}
        if strange := sorted(set(data) - {*PARTS, *HEAD, *SEALED, *tables, "waiting"}):
            raise AssessmentError(f"{', '.join(strange)}?")
        reader = Reader(data)
        try:
            head = {k: reader.read(hint, data.get(k), k) for k, hint in HEAD.items()}
            sealed = {k: reader.read(hint, data[k], k) for k, hint in SEALED.items() if k in data}
            parts = {k: reader.read(hint, data[k], k) for k, hint in PARTS.items() if k in data}
            parts["tally"] = head["tally"]
            parts["waiting"] = reader.waiting(data.get("waiting", {}))
            parts["timeline"] = by_event(parts.get("periods", ()))
        except Misfit as error:
            raise AssessmentError(str(error)) from None
        receipt: Receipt = head["receipt"]
        source = SavedParts(receipt=receipt, **parts)
        made = cls(head["title"], receipt.as_of, receipt.known_at, source, head["lang"])
        made._sealed = sealed
        return made

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


def _split(key: str) -> tuple[str, int | None]:
    """A key and the number of the instance, where one is asked for."""
    match = re.fullmatch(r"(.*)\[(\d+)\]", key)
    return (match[1], int(match[2])) if match else (key, None)


def _named(one: Any, name: str) -> bool:
    """Whether an answer is about what a key names."""
    if isinstance(one, EventAnswer):
        return one.event == name
    if isinstance(one, MethodAnswer):
        return name == f"method.{one.method}"
    rules = one.rules if isinstance(one, (Finding, ConclusionAnswer)) else (one.about,)
    if isinstance(one, PeriodAnswer) and one.event == name:
        return True
    return one.rule == name or any(
        name == r.rule or name in r.formerly or name in r.readings or _cites(r, name) for r in (one.about, *rules)
    )


def _cites(rule: RuleText, name: str) -> bool:
    return any(name in (c.instrument, c.key) for c in rule.citations)


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _schema() -> dict[str, Any]:
    made = schema_of({k: v for k, v in (HEAD | SEALED | PARTS).items() if k != "timeline"})
    facts = {"type": "array", "items": {"type": "string"}}
    made["properties"]["waiting"] = {"type": "object", "additionalProperties": facts}
    made["required"] = list(HEAD)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Assessment"} | made
