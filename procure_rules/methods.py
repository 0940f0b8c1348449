"""Which methods may be used: every method judged as if it were the method, on every ground that the rulebook knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from procure_rules.answers import Finding, GroundAnswer, MethodAnswer
from procure_rules.engine.candidates import METHOD, SCOPE, GroundRule, candidates_for
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.engine.scalar import World
from procure_rules.engine.trace import Leaf, Tracer
from procure_rules.facts.words import Method
from procure_rules.reasons import Reasons
from procure_rules.rules.model import Ground, Rule

__all__ = ["CAP", "SEVERITIES", "Methods"]

SEVERITIES = ("breach", "risk", "info")
CAP = {
    "direct": "breach",
    "local": "breach",
    "derived": "risk",
    "practice": "info",
}  # no flag is graver than its source is direct
WORDS = {
    Verdict.MET: "met",
    Verdict.CONTESTED: "contested",
    Verdict.BREACHED: "not_met",
    Verdict.NOT_APPLICABLE: "not_applicable",
    Verdict.UNDETERMINED: "undetermined",
}
TRUTH = {True: "true", False: "false", None: "unknown"}


class Seen(NamedTuple):
    """One ground on one line: its verdict, whether approval is given, whether it surely applies, whether it was over."""

    ground: GroundRule
    verdict: int
    approved: bool | None
    speaks: bool
    over: bool


class Traced(NamedTuple):
    """One ground: the version that speaks, what its presumed verdict rests on, and what keeps it open."""

    rule: Rule
    leaves: int
    gaps: int
    publicised: str


Line = dict[str, list[Seen]]  # by method, one procedure


def verdicts(line: Line) -> dict[str, str]:
    """The verdict of every method of one procedure (docs/semantics.md §8)."""
    silent = not any(s.speaks for seen in line.values() for s in seen)
    found = {method: _verdict(seen, silent) for method, seen in line.items()}
    left = [m for m, seen in line.items() if seen and found[m] != "not_allowed"]
    if len(left) == 1 and any(s.verdict == Verdict.MET and s.approved and not s.ground.practice for s in line[left[0]]):
        found[left[0]] = "required"
    return found


def _verdict(seen: list[Seen], silent: bool) -> str:
    met = [s for s in seen if s.verdict == Verdict.MET]
    if any(s.approved for s in met):
        return "allowed"
    if met:
        return "allowed_with_approval"
    if silent or not seen or any(s.verdict == Verdict.UNDETERMINED for s in seen):
        return "undetermined"
    return "contested" if any(s.verdict == Verdict.CONTESTED for s in seen) else "not_allowed"


def _united(parts: Iterable[int]) -> int:
    out = 0
    for one in parts:
        out |= one
    return out


class Methods(Reasons):
    """Answers and findings about the method."""

    def methods(self) -> tuple[list[MethodAnswer], list[Finding]]:
        """Every method in every procedure, and what is wrong with the one stated."""
        made = candidates_for(self.engine)
        count = len(self.presumed.frames[SCOPE])
        stated = [frame[self.engine.layout.slots[METHOD]] for frame in self.strict.frames[SCOPE]]
        strict: list[Line] = [{m: [] for m in made.by_method} for _ in range(count)]
        presumed: list[Line] = [{m: [] for m in made.by_method} for _ in range(count)]
        traced: list[dict[str, list[Traced]]] = [{m: [] for m in made.by_method} for _ in range(count)]
        runs = [made.worlds(world, self.project) for world in (self.strict, self.presumed)]
        for (names, one), (_, two) in zip(*runs, strict=True):
            tracer = self.tracer(two, made.renewed)
            for index in range(count):
                before, after = one.frames[SCOPE][index], two.frames[SCOPE][index]
                for name in names:
                    for ground in made.by_method[name]:
                        strict[index][name].append(self.seen(ground, before))
                        presumed[index][name].append(self.seen(ground, after))
                        traced[index][name].append(self.traced(ground, presumed[index][name][-1], after, tracer))
        answers: list[MethodAnswer] = []
        findings: list[Finding] = []
        for index in range(count):
            words = verdicts(strict[index]), verdicts(presumed[index])
            for method in Method:
                name = method.value
                asked = stated[index] in (None, name)  # nobody would ask for facts about other methods
                answer = self.method(method, index, words, strict[index], presumed[index], traced[index], asked=asked)
                answers.append(answer)
                if stated[index] == name:
                    required = next((m for m in Method if words[1][m.value] == "required"), None)
                    findings += self.wrong(answer, presumed[index][name], required)
        return answers, findings

    def tracer(self, world: World, renewed: frozenset[str]) -> Tracer:
        """A tracer of one method's world; what does not rest on the method is not traced again."""
        tracer = Tracer(self.engine, world.frames, self.leaves, self.left)
        if world.frames is self.presumed.frames:
            tracer.conclusions = {k: v for k, v in self.trace.conclusions.items() if k[1] not in renewed}
            tracer.open = {k: v for k, v in self.trace.open.items() if k[1] not in renewed}
        for one in world.applied:
            self.applied.setdefault(Leaf(one.scope, one.index, one.name), one)
        return tracer

    @staticmethod
    def seen(ground: GroundRule, frame: Frame) -> Seen:
        verdict = ground.verdict(frame)
        approved = ground.speaking(frame).approved(frame) if verdict == Verdict.MET else None
        return Seen(ground, verdict, approved, ground.speaks(frame), ground.over(frame))

    def traced(self, ground: GroundRule, seen: Seen, frame: Frame, tracer: Tracer) -> Traced:
        version = ground.speaking(frame)
        rule = version.judged.rule
        if self.detail == "verdicts":
            return Traced(rule, 0, 0, "")
        asked = seen.verdict in (Verdict.UNDETERMINED, Verdict.MET)
        _, leaves, gaps = tracer.rule([v.judged for v in ground.versions], frame, asked=asked)
        form = rule.form
        if isinstance(form, Ground) and form.approved is not None and seen.verdict == Verdict.MET:
            at = self.engine.compiler(SCOPE)
            leaves |= tracer.because(form.approved, at, frame)
            gaps |= tracer.gaps(form.approved, at, frame)
        publicised = TRUTH[version.publicity(frame)] if version.publicity is not None else ""
        # that the method is the method is what was supposed
        supposed = sum(
            self.leaves.of.get(Leaf(SCOPE, i, METHOD.name), 0) for i in range(len(self.presumed.frames[SCOPE]))
        )
        return Traced(rule, leaves & ~supposed, gaps, publicised)

    def method(
        self,
        method: Method,
        index: int,
        words: tuple[dict[str, str], dict[str, str]],
        strict: Line,
        presumed: Line,
        traced: dict[str, list[Traced]],
        *,
        asked: bool,
    ) -> MethodAnswer:
        name = method.value
        pair = words[0][name], words[1][name]
        grounds = tuple(map(self.ground, [index] * len(strict[name]), strict[name], presumed[name], traced[name]))
        rows = list(zip(presumed[name], traced[name], strict=True))
        leaves = gaps = 0
        if pair[1] == "undetermined":
            gaps = _united(t.gaps for s, t in rows if s.verdict == Verdict.UNDETERMINED)
        elif pair[1] == "not_allowed":
            leaves = _united(t.leaves for t in traced[name])
        elif pair[1] == "required":
            leaves = _united(t.leaves for many in traced.values() for t in many)
        else:
            wanted = Verdict.CONTESTED if pair[1] == "contested" else Verdict.MET
            deciding = [(s, t) for s, t in rows if s.verdict == wanted and (s.approved or pair[1] != "allowed")]
            leaves = deciding[0][1].leaves
            if pair[1] == "allowed_with_approval":
                gaps = _united(t.gaps for s, t in deciding if s.approved is None)
        note = ""
        if not rows:
            note = self.say("methods_not_encoded")
        elif all(s.ground.practice for s, _ in rows):
            note = self.say("by_practice")
        every = [s for seen in presumed.values() for s in seen]
        if rows and not any(s.speaks for s in every) and pair[1] == "undetermined":
            if all(s.over for s in every):
                note = self.say("law_not_in_force")
            elif all(s.verdict == Verdict.NOT_APPLICABLE for s in every):
                note = self.say("law_silent")
            elif all(s.verdict == Verdict.NOT_APPLICABLE for s, _ in rows):
                note = self.say("law_perhaps_silent")
        kinds = {t.rule.source_kind for t in traced[name]}
        assuming, because = self.reasons(leaves)
        return MethodAnswer(
            method=name,
            title=getattr(method, self.lang),
            index=index,
            strict=pair[0],
            presumed=pair[1],
            source_kind=next((k for k in CAP if k in kinds), ""),
            assuming=assuming,
            because=because,
            missing=self.missing(gaps, counted=asked),
            grounds=grounds,
            note=note,
        )

    def ground(self, index: int, strict: Seen, presumed: Seen, traced: Traced) -> GroundAnswer:
        rule, form = traced.rule, traced.rule.form
        assert isinstance(form, Ground)
        base = self.common(
            rule, index, WORDS[strict.verdict], WORDS[presumed.verdict], traced.leaves, traced.gaps, counted=False
        )
        return GroundAnswer(
            **base,
            approval=form.approval.text(self.lang) if form.approval else "",
            strict_approved=self.approved(form, strict),
            approved=self.approved(form, presumed),
            publicity=self.aloud.node(form.publicity) if form.publicity is not None else "",
            publicised=traced.publicised,
        )

    @staticmethod
    def approved(form: Ground, seen: Seen) -> str:
        asks = form.approval is not None or form.approved is not None
        return TRUTH[seen.approved] if asks and seen.verdict == Verdict.MET else ""

    # findings ---------------------------------------------------------------------------------------------------
    def wrong(self, answer: MethodAnswer, seen: list[Seen], required: Method | None) -> list[Finding]:
        """What is wrong with the method that is stated: no ground, a contested one, or approval owed and denied."""
        rows = list(zip(seen, answer.grounds, strict=True))
        title = answer.title
        if answer.presumed == "not_allowed":
            failing = [g for s, g in rows if s.verdict == Verdict.BREACHED]
            shown = ("；" if self.lang == "zh" else "; ").join(g.title for g in failing)
            text = self.say("no_ground_of", title, shown) if shown else self.say("no_ground", title)
            if required is not None:
                text += self.say("instead", getattr(required, self.lang))
            return [self.finding(answer, failing or answer.grounds, "breached", text)]
        if answer.presumed == "contested":
            open_ = [g for s, g in rows if s.verdict == Verdict.CONTESTED]
            return [self.finding(answer, open_, "contested", self.say("contested_ground", title, open_[0].title))]
        met = [(s, g) for s, g in rows if s.verdict == Verdict.MET]
        if answer.presumed == "allowed_with_approval" and all(s.approved is False for s, _ in met):
            owed = [g for _, g in met]
            return [self.finding(answer, owed, "breached", self.say("approval_denied", title, owed[0].approval))]
        return []

    def finding(self, answer: MethodAnswer, grounds: Sequence[GroundAnswer], verdict: str, text: str) -> Finding:
        severity = max(CAP[answer.source_kind], "breach" if verdict == "breached" else "risk", key=SEVERITIES.index)
        citations = tuple(dict.fromkeys(c for g in grounds for c in g.citations))
        return Finding(
            rule=grounds[0].rule,
            title=answer.title,
            scope=SCOPE,
            index=answer.index,
            verdict=verdict,
            severity=severity,
            text=text,
            citations=citations,
            assuming=answer.assuming,
        )
