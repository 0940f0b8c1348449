"""Evidence: what answers rest on and what keeps them open, looked up when asked, in both languages."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from procure_rules.answers.common import (
    Assumption,
    Citation,
    DateLine,
    Fact,
    Figure,
    MissingFact,
    Part,
    ProofStep,
    RuleText,
    Source,
    Status,
    Value,
    Why,
    least_direct,
)
from procure_rules.answers.source import LAW
from procure_rules.assess.case import Case
from procure_rules.assess.judge import Judgement
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Frame
from procure_rules.engine.run import run
from procure_rules.engine.trace import FIGURE, VERSION, Gap, Leaf, Numbers, Tracer
from procure_rules.engine.versions import home
from procure_rules.engine.world import World
from procure_rules.facts.questions import question_of
from procure_rules.facts.registry import all_scopes
from procure_rules.facts.values import Choice
from procure_rules.rules import model as m
from procure_rules.rules.aloud import Aloud
from procure_rules.rules.model import Duty, Period, Rule, Window
from procure_rules.rules.tree import Node, Ref
from procure_rules.texts import LANGUAGES, Text, said

__all__ = ["STATUSES", "Evidence", "Texts", "choice_title", "line", "texts_of", "value_of"]

INF = float("inf")
UNKNOWN_RANGES = (None, (0, INF), (-INF, INF))
KINDS = {"bool": "boolean", "event": "date", "deadline": "date"}
UNITS = {"amount": "yuan", "ratio": "percent", "days": "day"}
STATUSES = tuple(Status(name) for name in Verdict.NAMES)
"""By the engine's number of a verdict."""
LAST_DAY = dt.date.max.toordinal()
MOST_GAPS = 5_000
"""That are kept: instances may be many."""


def line(bounds: tuple[float, float]) -> DateLine:
    """A date in the engine's ordinals as one in days."""
    return DateLine(_day(bounds[0]), _day(bounds[1]))


def _day(ordinal: float) -> dt.date | None:
    return dt.date.fromordinal(int(ordinal)) if 1 <= ordinal <= LAST_DAY else None


def choice_title(choices: type[Choice] | None, word: Any) -> Text | None:
    """What a choice of a fact is called; of a set of words, all of them."""
    if choices is None or not word:
        return None
    if isinstance(word, frozenset):
        members = [m for m in choices if m.value in word]
        return Text("或者".join(m.zh for m in members), " or ".join(m.en for m in members))
    member: Any = choices(word)  # type: ignore[call-arg]
    return Text(member.zh, member.en)


def value_of(raw: Any, kind: str, title: Text | None = None) -> Value:
    """A value of the engine as data."""
    kind = KINDS.get(kind, kind)
    if isinstance(raw, frozenset):
        return Value(kind, said="|".join(sorted(raw)), title=title)
    if kind in ("boolean", "choice", "text"):
        return Value(kind, said=raw, title=title)
    low, high = raw
    if kind == "date":
        return Value(kind, low=_day(low), high=_day(high))
    if low == 0 and high == INF:
        return Value(kind, unit=UNITS.get(kind, ""))
    low, high = (None if abs(end) == INF else _natural(end, kind) for end in (low, high))
    return Value(kind, low=low, high=high, unit=UNITS.get(kind, ""))


def _natural(end: float, kind: str) -> float:
    """In yuan, percent, days or pieces: whole where it can be."""
    if kind not in ("amount", "ratio"):
        return int(end)
    whole, rest = divmod(int(end), 100)
    return whole if rest == 0 else int(end) / 100


class Texts:
    """What a compiled rulebook says whatever the project: made once, when first asked, and kept with it."""

    def __init__(self, law: Law) -> None:
        self.book = law.book
        self.aloud = {lang: Aloud(law.book, lang) for lang in LANGUAGES}
        self.rules: dict[int, RuleText] = {}
        self.together: dict[tuple[int, ...], tuple[RuleText, ...]] = {}
        self.conclusions: dict[tuple[str, str, str], RuleText] = {}
        self.sources: dict[str, Source] = {}
        self.citations: dict[m.Citation, Citation] = {}
        self.figures: dict[str, Figure] = {}
        self.titles: dict[tuple[str, str], Text] = {}
        self.gaps: dict[tuple[str, str, str, str], MissingFact] = {}
        self.questions: dict[tuple[str, str], Text | None] = {}
        self.conditions: dict[tuple[Node, bool], Text] = {}
        self.quantities: dict[Node, Text] = {}

    def both(self, make: Callable[[Aloud], str]) -> Text:
        """A sentence in both languages."""
        return Text(*(make(self.aloud[lang]) for lang in LANGUAGES))

    def rule(self, rule: Rule) -> RuleText:
        """What every answer of a rule says; rules live as long as the rulebook."""
        made = self.rules.get(id(rule))
        if made is None:
            made = self.rules[id(rule)] = RuleText(
                rule=rule.id,
                form=rule.kind,
                scope=rule.scope,
                title=rule.title,
                citations=tuple(map(self.citation, self.book.specific_first(dict.fromkeys(rule.basis)))),
                source_kind=rule.source_kind,
                origin=rule.source.origin,
                note=rule.note,
                readings=rule.readings,
                owed_by=rule.owed_by,
                decided_by=rule.decided_by,
                aspect=rule.aspect,
                severity=rule.severity,
                sanction=rule.sanction,
                formerly=rule.formerly,
            )
        return made

    def those(self, rules: Sequence[Rule]) -> tuple[RuleText, ...]:
        """The same of several rules, what is alike once."""
        key = tuple([id(r) for r in rules])
        made = self.together.get(key)
        if made is None:
            made = self.together[key] = tuple(dict.fromkeys(map(self.rule, rules)))
        return made

    def conclusion(self, name: str, first: RuleText) -> RuleText:
        """A conclusion under its own name, by the rule that speaks first."""
        key = name, first.source_kind, first.origin
        made = self.conclusions.get(key)
        if made is None:
            known = self.book.conclusions[name]
            made = self.conclusions[key] = RuleText(
                rule=name,
                title=Text(known.zh, known.en),
                form="define",
                scope=known.scope,
                source_kind=first.source_kind,
                origin=first.origin,
            )
        return made

    def figure(self, name: str) -> Figure:
        """A figure of a table, by the name under which answers rest on it."""
        made = self.figures.get(name)
        if made is None:
            word, number = name.removeprefix(FIGURE).split()
            table = self.book.parameters[word]
            one = table.values[int(number)]
            made = self.figures[name] = Figure(
                f"{word}.{number}",
                table.title,
                value_of((one.lo, one.hi), table.kind, None),
                tuple(map(self.citation, one.basis)),
                one.source_kind,
                one.strength,
                one.note,
            )
        return made

    def citation(self, said: m.Citation) -> Citation:
        """A citation of the rulebook as answers carry it."""
        made = self.citations.get(said)
        if made is None:
            source = self.source(said.instrument)
            made = self.citations[said] = Citation(source, said.article, said.detail)
        return made

    def source(self, instrument: str) -> Source:
        """An instrument as answers carry it."""
        if instrument not in self.sources:
            known = self.book.instruments.get(instrument)
            title = known.short if known else Text(instrument, instrument)
            self.sources[instrument] = Source(
                instrument, title, tuple(Part(*p) for p in known.parts.items()) if known else ()
            )
        return self.sources[instrument]

    def title(self, scope: str, name: str) -> Text:
        """The title of a fact, conclusion or rule."""
        made = self.titles.get((scope, name))
        if made is None:
            made = self.titles[scope, name] = self.both(lambda aloud: aloud.title(Ref(scope, name)))
        return made

    def missing(self, gap: Gap, where: str) -> MissingFact:
        """What is missing, as it is written."""
        key = gap.kind, gap.scope, gap.name, where
        made = self.gaps.get(key)
        if made is None:
            made = MissingFact(where, self._gap_title(gap), gap.kind)
            if len(self.gaps) < MOST_GAPS:
                self.gaps[key] = made
        return made

    def question(self, scope: str, name: str) -> Text | None:
        """The question for a fact; none for what is no fact."""
        key = scope, name
        if key not in self.questions:
            spec = all_scopes()[scope].fields.get(name)
            self.questions[key] = None if spec is None else Text(*(question_of(spec, x) for x in LANGUAGES))
        return self.questions[key]

    def _gap_title(self, gap: Gap) -> Text:
        if gap.kind in ("calendar", "reading"):
            return said(gap.kind)
        if gap.name in self.book.parameters:
            return self.book.parameters[gap.name].title
        return self.title(gap.scope, gap.name)

    def event(self, name: str) -> Text:
        """The title of an event."""
        made = self.titles.get(("@event", name))
        if made is None:
            made = self.titles["@event", name] = self.both(lambda aloud: aloud.event_title(name))
        return made

    def condition(self, node: Node, *, positive: bool = True) -> Text:
        """A condition, or that it does not hold, in words."""
        key = node, positive
        if key not in self.conditions:
            self.conditions[key] = self.both(lambda aloud: aloud.condition(node, positive=positive))
        return self.conditions[key]

    def quantity(self, node: Node) -> Text:
        """What a number is the number of."""
        if node not in self.quantities:
            self.quantities[node] = self.both(lambda aloud: aloud.quantity(node))
        return self.quantities[node]


def _figures(rule: Rule) -> tuple[Node, ...]:
    """What an answer of a rule shows beside its status: its lines, or the figure and its bounds."""
    match rule.form:
        case Period(lines=lines):
            return lines.early, lines.late
        case Window(until=until, opens=opens):
            return until.early, until.late, opens.early
        case Duty(of=of, limit=limit, floor=floor) if of is not None and limit is not None:
            return (of, limit) if floor is None else (of, limit, floor)
    return ()


def texts_of(law: Law) -> Texts:
    """The texts of a compiled rulebook."""
    return law.kept(Texts)


class Evidence:
    """What the answers of one case rest on. Sets of facts and of gaps are whole numbers (:class:`Numbers`)."""

    def __init__(self, case: Case, proofs: bool = False) -> None:
        self.lock = threading.RLock()
        self.case = case
        self.law = case.law
        self.texts = texts_of(case.law)
        self.proofs = proofs
        self.leaves: Numbers[Leaf] = Numbers()
        self.gaps: Numbers[Gap] = Numbers()
        self.frames = case.presumed.frames
        """The instances that answers may speak of; what is tried stands behind those of the project."""
        self.trace = Tracer(self.law, self.frames, self.leaves, self.gaps)
        self.applied = dict(case.presumed.applied)
        self._facts: dict[Leaf, Fact | None] = {}
        self._assumed: dict[Leaf, Assumption] = {}
        self._missing: dict[Gap, MissingFact] = {}
        self._reasoned: dict[int, tuple[tuple[Assumption, ...], tuple[Fact, ...], tuple[Figure, ...]]] = {}
        self._open: dict[int, tuple[MissingFact, ...]] = {}

    # other worlds -------------------------------------------------------------------------------------------------
    @cached_property
    def firm(self) -> World:
        """The presumed world without the presumptions of the ordinary course: what holds here may be held against
        somebody.
        """
        return run(self.law, self.case.project, replace(self.case.presumed.context, firm=True))

    @cached_property
    def governing(self) -> frozenset[Figure]:
        """The figures of tables by which it was found which law governs."""
        found = 0
        for name in LAW:
            if name in self.law.defining and (known := self.law.book.conclusions.get(name)):
                for frame in self.frames[known.scope]:
                    found |= self.trace.conclusion(Ref(known.scope, name), frame)
        return frozenset(self.reasons(found)[2])

    def source_kind(self, kind: str, figures: Iterable[Figure]) -> str:
        """How direct the source of a finding is: of its rule and of the figures of tables that it rests on, beyond
        those by which the law was found.
        """
        return least_direct(kind, *(f.source_kind for f in figures if f not in self.governing))

    def supposing(self, world: World, renewed: frozenset[str]) -> Tracer:
        """A tracer of a world in which a method is supposed; what does not rest on the method is not traced again."""
        tracer = Tracer(self.law, world.frames, self.leaves, self.gaps)
        if world.frames is self.case.presumed.frames:
            self.trace.without(renewed, tracer)
        self.applied = world.applied | self.applied
        return tracer

    def trying(self) -> Evidence:
        """Evidence in which further instances may be tried, beside those of the project."""
        made = Evidence(self.case, self.proofs)
        made.lock = self.lock
        made.frames = {scope: list(frames) for scope, frames in self.frames.items()}
        return made

    def add(self, scope: str, frame: Frame, applied: Iterable[tuple[str, m.Presumed]]) -> int:
        """One more instance that is tried; the number by which it is known."""
        number = len(self.frames[scope])
        self.trace.index[id(frame)] = number
        self.frames[scope].append(frame)
        for name, presumed in applied:
            self.applied[scope, number, name] = presumed
        return number

    # why ----------------------------------------------------------------------------------------------------------
    def lazily(self, make: Callable[[], Any]) -> Why:
        """Reasons that are looked up when first asked, not while another thread supposes something."""

        def held() -> Any:
            with self.lock:
                return make()

        return Why(make=held)

    def why(self, leaves: int, gaps: int = 0, *, settled: bool = False) -> Why:
        """The reasons in sets of facts and gaps; what holds without presumptions (``settled``) rests on none."""

        def make() -> Any:
            assumed, stated, figures = self.reasons(leaves)
            return () if settled else assumed, stated, self.missing(gaps), figures

        return self.lazily(make)

    def why_rule(self, one: Judgement, *, open_: bool) -> Why:
        """The reasons of a judgement; of one that is open, what would decide it."""

        def make() -> Any:
            if one.presumed == Verdict.UNDETERMINED:
                return (), (), self.missing(self.trace.open_rule(one.versions, one.frame)), ()
            leaves, gaps = self.trace.rule(one.versions, one.frame, asked=open_)
            assumed, stated, figures = self.reasons(leaves)
            if self._settled(one):
                assumed = ()
            return assumed, stated, self.missing(gaps) if open_ else (), figures

        return self.lazily(make)

    def _settled(self, one: Judgement) -> bool:
        """Whether a judgement holds without presumptions, with the same lines and figures: then it rests on none."""
        if one.strict != one.presumed:
            return False
        frame = self.case.strict.frames[one.versions.scope][one.at]
        fns = [self.law.fn(one.rule, node) for node in _figures(one.rule)]
        return all(fn(frame) == fn(one.frame) for fn in fns)

    def changes(self, leaves: int, assuming: Sequence[Assumption]) -> tuple[MissingFact, ...]:
        """The facts that would change what rests on presumptions, if they were stated otherwise than presumed."""
        applied = (leaf for leaf in sorted(self.leaves.listed(leaves)) if leaf in self.applied)
        return tuple(self.asked(leaf) for leaf in applied) if assuming else ()

    def reasons(self, leaves: int) -> tuple[tuple[Assumption, ...], tuple[Fact, ...], tuple[Figure, ...]]:
        """The presumptions among the facts that an answer rests on, the facts that are stated, and figures of
        tables.
        """
        known = self._reasoned.get(leaves)
        if known is None:
            assumed: list[Assumption] = []
            stated: list[Fact] = []
            figures: dict[Figure, None] = {}
            by_day = False
            for leaf in sorted(self.leaves.listed(leaves)):
                if leaf in self.applied:
                    assumed.append(self.assumption(leaf))
                elif leaf.name == VERSION:
                    by_day = True
                elif leaf.name.startswith(FIGURE):
                    figures[self.texts.figure(leaf.name)] = None
                elif (fact := self.fact(leaf)) is not None:
                    stated.append(fact)
            if by_day:
                assumed.append(Assumption("as_of", said("by_as_of")))
            known = self._reasoned[leaves] = tuple(assumed), tuple(stated), tuple(figures)
        return known

    def assumption(self, leaf: Leaf) -> Assumption:
        """A presumption as applied."""
        made = self._assumed.get(leaf)
        if made is None:
            presumed = self.applied[leaf]
            made = self._assumed[leaf] = Assumption(self.where(leaf), presumed.text, presumed.kind)
        return made

    def where(self, leaf: Leaf | Gap) -> str:
        """How a fact is written: ``challenge[1].by``; ``[+]`` of a filing that is only tried."""
        number = len(self.case.presumed.frames[leaf.scope])
        if leaf.at >= number:
            return f"{leaf.scope}[+].{leaf.name}"
        return leaf.name if number <= 1 else f"{leaf.scope}[{leaf.at}].{leaf.name}"

    def fact(self, leaf: Leaf) -> Fact | None:
        """A stated fact with its value; nothing where nothing is known of it."""
        if leaf not in self._facts:
            self._facts[leaf] = None if leaf.name.startswith("@") else self._fact(leaf)
        return self._facts[leaf]

    def _fact(self, leaf: Leaf) -> Fact | None:
        spec = all_scopes()[leaf.scope].fields.get(leaf.name)
        title = self.texts.title(leaf.scope, leaf.name)
        if spec is None or spec.kind == "list":
            return Fact(self.where(leaf), title, Value("list", said="listed", title=said("listed")))
        frame = self.frames[leaf.scope][leaf.at]
        slots = self.law.layout.slots
        event = spec.kind in ("event", "deadline")
        known = frame[slots[Ref(leaf.scope, leaf.name, "date" if event else "")]]
        if event and known[1] == INF and frame[slots[Ref(leaf.scope, leaf.name, "happened")]] is False:
            return Fact(self.where(leaf), title, Value("event", said="not_yet", title=said("not_yet")))
        if known in UNKNOWN_RANGES:
            return None
        choice = choice_title(spec.choices, known) if spec.kind == "choice" else None
        return Fact(self.where(leaf), title, value_of(known, spec.kind, choice))

    def day(self, leaf: Leaf, when: tuple[float, float]) -> Fact:
        """An event with a day that was stated, whether or not it is still taken for true."""
        return Fact(self.where(leaf), self.texts.title(leaf.scope, leaf.name), value_of(when, "date"))

    def missing(self, gaps: int) -> tuple[MissingFact, ...]:
        """What is in a set of gaps."""
        known = self._open.get(gaps)
        if known is None:
            known = self._open[gaps] = tuple(self.gap(one) for one in sorted(self.gaps.listed(gaps)))
        return known

    def gap(self, gap: Gap) -> MissingFact:
        """One gap."""
        made = self._missing.get(gap)
        if made is None:
            made = self._missing[gap] = self.texts.missing(gap, self.where(gap) if gap.name else gap.kind)
        return made

    def asked(self, leaf: Leaf) -> MissingFact:
        """A presumed fact as one that could be stated."""
        return self.gap(Gap("missing", *leaf))

    def question(self, gap: Gap) -> Text | None:
        """The question that would close a gap, where a fact is missing."""
        return self.texts.question(gap.scope, gap.name) if gap.kind == "missing" else None

    # counts -------------------------------------------------------------------------------------------------------
    def proof(self, node: Node, rule: Rule, frame: Frame) -> tuple[ProofStep, ...]:
        """The count behind a line day by day, where proofs are asked for and it is one count from one known day."""
        if not self.proofs:
            return ()
        while node.op in ("add", "sub"):
            node = node.args[0]
        if node.op != "count":
            return ()
        compiler = self.law.compilers[home(rule)]
        start = compiler(node.args[0])(frame)
        if start[0] != start[1]:
            return ()
        number, how, tolls = node.data
        left_out: list[tuple[int, int]] = []
        for toll in tolls:
            compiler.toll(toll)(frame, left_out, [])
        made = self.case.calendar.proof(int(start[0]), number, how, slow=True, tolled=tuple(left_out))
        return tuple(
            ProofStep(s.day, s.counted, s.index, s.reason.value, s.notice.number if s.notice else "")
            for s in (*made.steps, *made.roll)
        )
