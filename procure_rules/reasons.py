"""What every answer carries besides its value: the articles, the facts, the presumptions, what is missing, the count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from procure_rules.answers import (
    Assumption,
    CitationText,
    DateLine,
    MissingFact,
    ProofStep,
)
from procure_rules.calendar import Calendar
from procure_rules.engine.layout import Context, Frame
from procure_rules.engine.scalar import Applied, Chaining, Engine
from procure_rules.engine.trace import VERSION, Gap, Leaf, Numbers, Tracer
from procure_rules.facts.project import Project
from procure_rules.facts.registry import all_scopes
from procure_rules.messages import say
from procure_rules.rules.aloud import Aloud, show_value
from procure_rules.rules.model import Rule
from procure_rules.rules.tree import Node, Ref

__all__ = ["Reasons"]

INF = float("inf")


class Reasons:
    """One project on one day: both runs, and what answers are made of: articles, presumptions, gaps, counts."""

    def __init__(
        self,
        engine: Engine,
        project: Project,
        as_of: dt.date,
        known_at: dt.date,
        lang: str,
        detail: str,
        calendar: Calendar,
        chaining: Chaining | None = None,
    ) -> None:
        self.engine = engine
        self.book = engine.book
        self.project = project
        self.lang = lang
        self.detail = detail
        self.as_of, self.known_at = as_of, known_at
        self.calendar = calendar
        self.aloud = Aloud(self.book, lang)
        day = as_of.toordinal()
        self.chaining = chaining
        self.strict = engine.run(project, Context(day, calendar), chaining)
        self.presumed = engine.run(project, Context(day, calendar, presumed=True), chaining)
        self.leaves: Numbers[Leaf] = Numbers()
        self.left: Numbers[Gap] = Numbers()
        self.trace = Tracer(engine, self.presumed.frames, self.leaves, self.left)
        self.known = self.presumed.frames  # the frames that answers may speak of
        self.applied: dict[Leaf, Applied] = {Leaf(a.scope, a.index, a.name): a for a in self.presumed.applied}
        self.leaf_texts: dict[Leaf, str] = {}
        self.assumed: dict[Leaf, Assumption] = {}
        self.reasoned: dict[int, tuple[tuple[Assumption, ...], tuple[str, ...]]] = {}
        self.gap_texts: dict[Gap, MissingFact] = {}
        self.missed: dict[int, tuple[MissingFact, ...]] = {}
        self.notices: set[str] = set()
        self.blocks: Counter[tuple[str, str]] = Counter()
        self.gaps: dict[tuple[str, str], MissingFact] = {}
        self.spoke: dict[tuple[str, int], Rule] = {}

    # pieces -----------------------------------------------------------------------------------------------------
    def say(self, key: str, *args: object) -> str:
        return say(key, self.lang, *args)

    def citations(self, rules: Iterable[Rule]) -> tuple[CitationText, ...]:
        made = [self.cited(r) for r in rules]
        return made[0] if len(made) == 1 else tuple(dict.fromkeys(c for one in made for c in one))

    def cited(self, rule: Rule) -> tuple[CitationText, ...]:
        made: tuple[CitationText, ...] = self.standing(rule)["citations"]
        return made

    def standing(self, rule: Rule) -> dict[str, Any]:
        """What every answer of a rule says, whatever the project."""
        key = self.lang, id(rule)  # rules live as long as the engine that keeps their texts
        if key not in self.engine.texts:
            citations = tuple(
                CitationText(
                    instrument=c.instrument, article=c.article, detail=c.detail, text=self.book.cite(c, self.lang)
                )
                for c in dict.fromkeys(rule.basis)
            )
            self.engine.texts[key] = {
                "rule": rule.id,
                "title": rule.title.text(self.lang),
                "scope": rule.scope,
                "citations": citations,
                "source_kind": rule.source_kind,
                "origin": rule.source.origin,
                "readings": rule.readings,
                "owed_by": rule.owed_by,
                "aspect": rule.aspect,
                "note": rule.note.text(self.lang) if rule.note else "",
            }
        made: dict[str, Any] = self.engine.texts[key]
        return made

    def titled(self, scope: str, name: str) -> str:
        """The title of a fact, conclusion or rule."""
        key = self.lang, scope, name
        if key not in self.engine.texts:
            self.engine.texts[key] = self.aloud.title(Ref(scope, name))
        made: str = self.engine.texts[key]
        return made

    def where(self, leaf: Leaf | Gap) -> str:
        frames = self.presumed.frames[leaf.scope]
        prefix = "" if len(frames) <= 1 else f"{leaf.scope}[{leaf.at}]."
        return prefix + leaf.name

    def fact_text(self, leaf: Leaf) -> str:
        """A fact with its value; empty where nothing is known of it."""
        if leaf not in self.leaf_texts:
            self.leaf_texts[leaf] = self._fact_text(leaf)
        return self.leaf_texts[leaf]

    def _fact_text(self, leaf: Leaf) -> str:
        spec = all_scopes()[leaf.scope].fields.get(leaf.name)
        title = self.titled(leaf.scope, leaf.name)
        if spec is None or spec.kind == "list":
            return title
        frame = self.known[leaf.scope][leaf.at]
        slots = self.engine.layout.slots
        event = spec.kind in ("event", "deadline")
        ref = Ref(leaf.scope, leaf.name, "date" if event else "")
        if event and frame[slots[Ref(leaf.scope, leaf.name, "happened")]] is False and frame[slots[ref]][1] == INF:
            return f"{title}: {self.say('not_yet')}"
        known = frame[slots[ref]]
        if known in (None, (0, INF), (-INF, INF)):
            return ""
        value = show_value(known, "date" if event else spec.kind, self.lang, spec.choices)
        return f"{title}: {value}"

    def reasons(self, leaves: int) -> tuple[tuple[Assumption, ...], tuple[str, ...]]:
        """The presumptions among the facts that an answer rests on, and the facts that are stated, with their values."""
        known = self.reasoned.get(leaves)
        if known is None:
            made: list[Assumption] = []
            shown: dict[str, None] = {}
            by_day = False
            for one in sorted(self.leaves.listed(leaves)):
                if one in self.applied:
                    made.append(self.assumption(one))
                elif one.name == VERSION:
                    by_day = True
                else:
                    shown[self.fact_text(one)] = None
            if by_day:
                made.append(Assumption(fact="as_of", text=self.say("by_as_of")))
            shown.pop("", None)
            known = self.reasoned[leaves] = tuple(made), tuple(shown)
        return known

    def assumption(self, leaf: Leaf) -> Assumption:
        if leaf not in self.assumed:
            self.assumed[leaf] = Assumption(fact=self.where(leaf), text=self.applied[leaf].text.text(self.lang))
        return self.assumed[leaf]

    def missing(self, gaps: int, *, counted: bool = True) -> tuple[MissingFact, ...]:
        known = self.missed.get(gaps)
        if known is None:
            known = self.missed[gaps] = tuple(self.gap(one) for one in sorted(self.left.listed(gaps)))
        if counted:
            for made in known:
                self.blocks[made.kind, made.fact] += 1
        return known

    def gap(self, gap: Gap) -> MissingFact:
        made = self.gap_texts.get(gap)
        if made is None:
            name = self.where(gap) if gap.name else gap.kind
            made = self.gap_texts[gap] = MissingFact(
                kind=gap.kind, fact=name, title=self.gap_title(gap), question=self.question(gap)
            )
            self.gaps[gap.kind, made.fact] = made
        return made

    def gap_title(self, gap: Gap) -> str:
        if gap.kind in ("calendar", "reading"):
            return self.say(gap.kind)
        if gap.name in self.book.parameters:
            return self.book.parameters[gap.name].title.text(self.lang)
        return self.titled(gap.scope, gap.name)

    def question(self, gap: Gap) -> str:
        if gap.kind != "missing":
            return ""
        spec = all_scopes()[gap.scope].fields.get(gap.name)
        if spec is None:
            return ""
        if spec.kind == "bool" and (spec.fact.yes_zh if self.lang == "zh" else spec.fact.yes_en):
            return self.say("ask_bool", spec.fact.yes_zh if self.lang == "zh" else spec.fact.yes_en)
        title = spec.fact.zh if self.lang == "zh" else spec.fact.en
        return self.say("ask_event" if spec.kind in ("event", "deadline") else "ask", title)

    @staticmethod
    def line(value: tuple[float, float]) -> DateLine:
        def day(o: float) -> dt.date | None:
            return dt.date.fromordinal(int(o)) if 1 <= o <= 3_652_059 else None

        return DateLine(earliest=day(value[0]), latest=day(value[1]))

    def proof(self, node: Node, rule: Rule, frame: Frame) -> tuple[ProofStep, ...]:
        """The count behind a line, where it is one count from one known day."""
        scope = "project" if rule.part else rule.scope
        while node.op in ("add", "sub"):
            node = node.args[0]
        if self.detail != "proofs" or node.op != "count":
            return ()
        start = self.engine.compiler(scope)(node.args[0])(frame)
        if start[0] != start[1]:
            return ()
        number, how, tolls = node.data
        small: list[tuple[int, int]] = []
        for toll in tolls:
            self.engine.compiler(scope).toll(toll)(frame, small, [])
        made = self.calendar.proof(int(start[0]), number, how, slow=True, tolled=tuple(small))
        out = []
        for step in (*made.steps, *made.roll):
            notice = step.notice.number if step.notice else ""
            self.notices.update([notice] if notice else [])
            out.append(
                ProofStep(
                    day=step.day,
                    counted=step.counted,
                    index=step.index,
                    reason=self.say(step.reason.value),
                    notice=notice,
                )
            )
        return tuple(out)

    def common(
        self, rule: Rule, index: int, strict: str, presumed: str, leaves: int, gaps: int, *, counted: bool = True
    ) -> dict[str, Any]:
        deep = self.detail != "verdicts"
        assuming, because = self.reasons(leaves) if deep else ((), ())
        self.spoke[rule.id, index] = rule
        open_ = deep and presumed in ("undetermined", "unknown")
        return self.standing(rule) | {
            "index": index,
            "strict": strict,
            "presumed": presumed,
            "assuming": assuming,
            "because": because,
            "missing": self.missing(gaps, counted=counted) if open_ else (),
        }
