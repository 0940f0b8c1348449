"""Which methods may be used: every method judged as if it were the method, on every ground that the rulebook knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, NamedTuple

from procure_rules.answers.common import SOURCE_KINDS, Assumption, RuleText, Status, Why
from procure_rules.answers.findings import Finding
from procure_rules.answers.methods import GroundAnswer, MethodAnswer
from procure_rules.assess.case import Case, handed_over
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.findings import ORDINARY, place, severity
from procure_rules.assess.method_texts import conditions, sentence
from procure_rules.engine.candidates import (
    FACTS,
    LAW,
    METHOD,
    SCOPE,
    Candidates,
    approved,
    argued,
    asks_law,
    by_practice,
    granted,
    ground_verdict,
    open_by,
    open_parts,
    publicised,
    wanting,
    worlds,
)
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.engine.program import Chaining
from procure_rules.engine.trace import Leaf, Tracer
from procure_rules.engine.versions import Versions
from procure_rules.errors import DurableError
from procure_rules.facts.words import ENTERPRISE_METHODS, Method
from procure_rules.rules.model import Ground, Rule
from procure_rules.rules.tree import Ref
from procure_rules.texts import LANGUAGES, Text, joined, said

__all__ = ["methods", "sound", "statuses"]

WORDS = {
    Verdict.MET: Status.MET,
    Verdict.CONTESTED: Status.CONTESTED,
    Verdict.BREACHED: Status.NOT_MET,
    Verdict.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    Verdict.UNDETERMINED: Status.UNDETERMINED,
}
PUBLIC = Ref("project", "public_purchaser")
TRUTH = {True: "true", False: "false", None: "unknown"}


class Seen(NamedTuple):
    """One ground on one line: its verdict, whether approval is given, whether it surely applies, whether it was
    over; what keeps its condition open; whether it holds on the literal line; whether its approval is stated to be
    given; whether it is surely owed and not stated.
    """

    ground: Versions
    verdict: int
    approved: bool | None
    speaks: bool
    over: bool
    open: str
    argued: bool
    granted: bool
    wanting: bool

    @property
    def open_in_law(self) -> bool:
        """Whether it is open because of the law: whether it applies, or what the law asks."""
        return self.verdict == Verdict.UNDETERMINED and (not self.speaks or self.open == LAW)

    @property
    def open_in_fact(self) -> bool:
        """Whether it surely applies and waits for nothing but facts of its own."""
        return self.verdict == Verdict.UNDETERMINED and self.speaks and self.open == FACTS


class Traced(NamedTuple):
    """One ground: the version that speaks, what its presumed verdict rests on, what keeps it open, and what of that
    is the law.
    """

    rule: Rule
    leaves: int
    gaps: int
    in_law: int
    publicised: str


Line = dict[str, list[Seen]]  # by method, one procedure
Judged = tuple[tuple[MethodAnswer, ...], list[Finding], list[int]]


def methods(evidence: Evidence, *, narrow: bool = False) -> Judged:
    """Every method in every procedure, what is wrong with the one stated, and what keeps each open (sets of gaps).
    ``narrow``: where one is stated, that one alone; what it is rests on all of them all the same.
    """
    try:
        return _judged(evidence, evidence.case.chaining, narrow)
    except DurableError as error:
        handed_over(error)
        return _judged(evidence, None, narrow)


def _judged(evidence: Evidence, chaining: Chaining | None, narrow: bool) -> Judged:
    case = evidence.case
    made = case.law.kept(Candidates)
    count = len(case.presumed.frames[SCOPE])
    stated = [case.strict.get(METHOD, index) for index in range(count)]
    told = [{one} if narrow and isinstance(one, str) else set(made.by_method) for one in stated]
    strict: list[Line] = [{m: [] for m in made.by_method} for _ in range(count)]
    presumed: list[Line] = [{m: [] for m in made.by_method} for _ in range(count)]
    traced: list[dict[str, list[Traced]]] = [{m: [] for m in made.by_method} for _ in range(count)]
    # that the method is the method is what was supposed
    supposed = evidence.leaves.union(Leaf(SCOPE, index, METHOD.name) for index in range(count))
    runs = [worlds(case.law, world, case.project, chaining) for world in (case.strict, case.presumed)]
    with closing(runs[0]), closing(runs[1]):  # what they replace is put back, also where one of them fails
        for (names, one), (_, two) in zip(*runs, strict=True):
            tracer = evidence.supposing(two, made.renewed)
            for index in range(count):
                before, after = one.frames[SCOPE][index], two.frames[SCOPE][index]
                for name in names:
                    for ground in made.by_method[name]:
                        strict[index][name].append(_seen(ground, before, made.law))
                        presumed[index][name].append(_seen(ground, after, made.law))
                        if name not in told[index]:
                            continue
                        seen = presumed[index][name][-1]
                        traced[index][name].append(_traced(evidence, ground, seen, after, tracer, made.law, supposed))
    answers: list[MethodAnswer] = []
    wrong: list[Finding] = []
    open_: list[int] = []
    for index in range(count):
        words = verdicts(strict[index]), verdicts(presumed[index], presuming=True)
        for method in Method:
            name = method.value
            if name not in told[index]:
                continue
            seeing = strict[index], presumed[index], traced[index]
            answer, leaves, gaps = _method(evidence, method, index, words, seeing, stated)
            answers.append(answer)
            open_.append(gaps)
            if stated[index] == name:
                required = next((m for m in Method if words[1][m.value] == "required"), None)
                found = _wrong(evidence, answer, presumed[index][name], required)
                wrong += [replace(f, changes=evidence.changes(leaves, answer.assuming)) for f in found]
    return tuple(answers), wrong, open_


def statuses(case: Case, only: Collection[str]) -> list[dict[str, tuple[str, bool]]]:
    """By procedure, what becomes of some methods in the presumed world of a case, and whether a ground of theirs fails.

    Whether a method is required rests on all of them: here one that is allowed is said to be allowed.
    """
    made = case.law.kept(Candidates)
    out: list[dict[str, tuple[str, bool]]] = [{} for _ in case.presumed.frames[SCOPE]]
    with closing(worlds(case.law, case.presumed, case.project, case.chaining, only)) as tried:
        for names, world in tried:
            for index, frame in enumerate(world.frames[SCOPE]):
                for name in names:
                    seen = [_seen(ground, frame, made.law) for ground in made.by_method[name]]
                    silent = not any(s.speaks for s in seen)
                    out[index][name] = _verdict(seen, silent), any(s.verdict == Verdict.BREACHED for s in seen)
    return out


def sound(case: Case) -> bool:
    """Whether nothing can be wrong with the methods that are stated, found without looking at any other: each is
    allowed, or waits for facts or for the law.
    """
    stated = [case.presumed.get(METHOD, index) for index in range(len(case.presumed.frames[SCOPE]))]
    only = {one for one in stated if isinstance(one, str)}
    if not only:
        return True
    made = case.law.kept(Candidates)
    with closing(worlds(case.law, case.presumed, case.project, case.chaining, only)) as tried:
        for names, world in tried:
            for index in (i for i, one in enumerate(stated) if one in names):
                seen = [_seen(g, world.frames[SCOPE][index], made.law) for g in made.by_method[stated[index]]]
                speaks = any(s.speaks for s in seen)
                status = _verdict(seen, not speaks)
                if status not in ("allowed", "only_if") and not (speaks and status == "undetermined"):
                    return False
    return True


def verdicts(line: Line, *, presuming: bool = False) -> dict[str, str]:
    """The verdict of every method of one procedure (docs/semantics.md §8).

    ``presuming``: where nobody mentions a ground of another method or the approval of one, there is presumed to be
    none, so that a method that the law leaves besides these is required.
    """
    silent = not any(s.speaks for seen in line.values() for s in seen)
    found = {method: _verdict(seen, silent) for method, seen in line.items()}
    left = [m for m, seen in line.items() if seen and not _out_of_the_way(found[m], seen, presuming)]
    if len(left) == 1 and any(
        s.verdict == Verdict.MET and s.approved and not by_practice(s.ground) for s in line[left[0]]
    ):
        found[left[0]] = "required"
    return found


def _out_of_the_way(status: str, seen: list[Seen], presuming: bool) -> bool:
    """Whether a method keeps no other from being required."""
    if status == "not_allowed":
        return True
    if not presuming:
        return False
    if status == "allowed_with_approval":
        return all(s.wanting for s in seen if s.verdict == Verdict.MET)
    if status != "only_if" or any(s.open_in_law and not by_practice(s.ground) for s in seen):
        return False
    return not any(s.open_in_fact and s.granted for s in seen)


def _verdict(seen: list[Seen], silent: bool) -> str:
    met = [s for s in seen if s.verdict == Verdict.MET]
    if any(s.approved for s in met):
        return "allowed"
    if met:
        return "allowed_with_approval"
    if silent or not seen:
        return "undetermined"
    if any(s.verdict == Verdict.CONTESTED or s.argued for s in seen):
        return "contested"
    if any(s.open_in_fact for s in seen):
        return "only_if"
    return "undetermined" if any(s.verdict == Verdict.UNDETERMINED for s in seen) else "not_allowed"


def _united(parts: Iterable[int]) -> int:
    out = 0
    for one in parts:
        out |= one
    return out


def _seen(ground: Versions, frame: Frame, law: frozenset[Ref]) -> Seen:
    verdict = ground_verdict(ground, frame)
    fails = verdict in (Verdict.BREACHED, Verdict.NOT_APPLICABLE)
    version = ground.speaking(frame)
    return Seen(
        ground,
        verdict,
        None if fails else approved(version, frame),
        ground.available(frame) is True,
        not ground.live(frame),
        open_by(ground, frame, law) if verdict == Verdict.UNDETERMINED else "",
        verdict == Verdict.UNDETERMINED and argued(ground, frame),
        not fails and granted(version, frame),
        not fails and wanting(version, frame, law),
    )


def _traced(
    evidence: Evidence, ground: Versions, seen: Seen, frame: Frame, tracer: Tracer, law: frozenset[Ref], supposed: int
) -> Traced:
    version = ground.speaking(frame)
    rule = version.rule
    asked = seen.verdict in (Verdict.UNDETERMINED, Verdict.MET)
    leaves, gaps = tracer.rule(ground, frame, asked=asked)
    form = rule.form
    if isinstance(form, Ground) and form.approved is not None and seen.verdict == Verdict.MET:
        at = evidence.law.compilers[SCOPE]
        leaves |= tracer.because(form.approved, at, frame)
        gaps |= tracer.gaps(form.approved, at, frame)
    in_law = 0
    if seen.open_in_law:
        at = evidence.law.compilers[SCOPE]
        asked_of_law = [x for x in open_parts(version, frame) if asks_law(x, law)]
        in_law = _united(tracer.gaps(x, at, frame) for x in (rule.applies, *asked_of_law)) or gaps
    public = TRUTH[publicised(version, frame)] if isinstance(form, Ground) and form.publicity is not None else ""
    return Traced(rule, leaves & ~supposed, gaps, in_law, public)


Seeing = tuple[Line, Line, dict[str, list[Traced]]]


def _method(
    evidence: Evidence,
    method: Method,
    index: int,
    words: tuple[dict[str, str], dict[str, str]],
    seeing: Seeing,
    stated: Sequence[str | None],
) -> tuple[MethodAnswer, int, int]:
    """The answer, and the sets of facts and of gaps behind it."""
    name = method.value
    strict, presumed, traced = seeing
    status = words[1][name]
    rows = list(zip(presumed[name], traced[name], strict=True))
    leaves = gaps = 0
    if status == "undetermined":
        gaps = _united(t.in_law for s, t in rows if s.verdict == Verdict.UNDETERMINED)
    elif status in ("only_if", "contested"):
        gaps = _united(t.gaps for s, t in rows if s.verdict == Verdict.UNDETERMINED)
    if status in ("undetermined", "only_if"):
        leaves = _united(t.leaves for s, t in rows if s.verdict == Verdict.UNDETERMINED and status == "only_if")
    elif status == "not_allowed":
        leaves = _united(t.leaves for t in traced[name])
    elif status == "required":
        leaves = _united(t.leaves for many in traced.values() for t in many)
    else:
        deciding = [(s, t) for s, t in rows if _decides(s, status)]
        surely = {s.ground.id for s in strict[name] if _decides(s, status)}
        leaves = next((t for s, t in deciding if s.ground.id in surely), deciding[0][1]).leaves
        if status == "allowed_with_approval":
            gaps = _united(t.gaps for s, t in deciding if s.approved is None)
    kinds = {t.rule.source_kind for t in traced[name]}
    title = Text(method.zh, method.en)
    grounds = tuple(
        map(_ground, [evidence] * len(rows), [index] * len(rows), strict[name], presumed[name], traced[name])
    )
    note = _note(status, presumed, [s for s, _ in rows])
    why = evidence.why(leaves, gaps, settled=words[0][name] == status)
    unless = any(word in ("only_if", "allowed_with_approval") for word in words[1].values())
    if status == "required" and unless:
        why = _with(evidence, why, Assumption("grounds", said("none_mentioned")))
    text = sentence(
        title,
        status,
        grounds,
        note,
        why,
        unless=unless,
        plain=lambda said, lang: evidence.texts.aloud[lang].plain(said),
    )
    answer = MethodAnswer(
        method=name,
        title=title,
        index=index,
        strict=Status(words[0][name]),
        presumed=Status(status),
        text=text,
        source_kind=next((k for k in SOURCE_KINDS if k in kinds), ""),
        why=why,
        grounds=grounds,
        note=note,
        stated=stated[index] == name,
        exists=stated[index] == name or _exists(evidence, presumed, name),
        only_if=conditions(title, status, grounds, unless=unless),
    )
    return answer, leaves, gaps


def _decides(seen: Seen, status: str) -> bool:
    """Whether a ground carries the verdict on its method."""
    if status == "contested":
        return seen.verdict == Verdict.CONTESTED or seen.argued
    return seen.verdict == Verdict.MET and (bool(seen.approved) or status == "allowed_with_approval")


def _exists(evidence: Evidence, line: Line, method: str) -> bool:
    """Whether it is a method of this purchaser: one of its grounds may apply (where none of any may, all are), and it
    is no enterprise's word for what a public purchaser does.
    """

    def may(name: str) -> bool:
        return any(s.verdict != Verdict.NOT_APPLICABLE for s in line[name])

    if Method[method] in ENTERPRISE_METHODS and _public(evidence):
        return False
    return not line[method] or may(method) or not any(map(may, line))


def _public(evidence: Evidence) -> bool:
    """Whether the purchaser is a state organ, an institution or a social organisation."""
    return PUBLIC in evidence.law.layout.slots and evidence.case.presumed.get(PUBLIC, 0) is True


def _with(evidence: Evidence, why: Why, more: Assumption) -> Why:
    """Reasons with one more presumption."""

    def make() -> Any:
        assumed, *others = why.reasons
        return ((*assumed, more), *others)

    return evidence.lazily(make)


def _note(status: str, presumed: Line, rows: list[Seen]) -> Text | None:
    """Why the rules say nothing, or nothing binding, about a method."""
    if not rows:
        return said("methods_not_encoded")
    every = [s for seen in presumed.values() for s in seen]
    if not any(s.speaks for s in every) and status == "undetermined":
        if all(s.over for s in every):
            return said("law_not_in_force")
        if all(s.verdict == Verdict.NOT_APPLICABLE for s in every):
            return said("law_silent")
        if all(s.verdict == Verdict.NOT_APPLICABLE for s in rows):
            return said("law_perhaps_silent")
    return said("by_practice") if all(by_practice(s.ground) for s in rows) else None


def _ground(evidence: Evidence, index: int, strict: Seen, presumed: Seen, traced: Traced) -> GroundAnswer:
    rule, form = traced.rule, traced.rule.form
    assert isinstance(form, Ground)
    open_ = presumed.verdict == Verdict.UNDETERMINED
    settled = (strict.verdict, strict.approved) == (presumed.verdict, presumed.approved)
    return GroundAnswer(
        about=evidence.texts.rule(rule),
        index=index,
        strict=WORDS[strict.verdict],
        presumed=WORDS[presumed.verdict],
        why=evidence.why(0, traced.gaps) if open_ else evidence.why(traced.leaves, settled=settled),
        approval=form.approval,
        strict_approved=_approved(form, strict),
        approved=_approved(form, presumed),
        publicity=evidence.texts.condition(form.publicity) if form.publicity is not None else None,
        publicised=traced.publicised,
        open_by=("" if not open_ else LAW if presumed.open_in_law else FACTS),
        argued=presumed.argued,
        unmentioned=presumed.verdict == Verdict.BREACHED and presumed.speaks and strict.open == FACTS,
    )


def _approved(form: Ground, seen: Seen) -> str:
    asks = form.approval is not None or form.approved is not None
    fails = seen.verdict in (Verdict.BREACHED, Verdict.NOT_APPLICABLE)
    return TRUTH[seen.approved] if asks and not fails else ""


# findings ---------------------------------------------------------------------------------------------------------
def _wrong(evidence: Evidence, answer: MethodAnswer, seen: list[Seen], required: Method | None) -> list[Finding]:
    """What is wrong with the method that is stated: no ground, a contested one, or approval owed and denied."""
    rows = list(zip(seen, answer.grounds, strict=True))
    if answer.presumed == "not_allowed":
        failing = [g for s, g in rows if s.verdict == Verdict.BREACHED]
        shown = Text(*(joined((g.title.text(lang) for g in failing), lang) for lang in LANGUAGES))
        text = said("no_ground_of", answer.title, shown) if failing else said("no_ground", answer.title)
        if required is not None:
            instead = said("instead", Text(required.zh, required.en))
            text = Text(text.zh + instead.zh, text.en + instead.en)
        return [_finding(evidence, answer, failing or answer.grounds, Status.BREACHED, text)]
    if answer.presumed == "contested":
        if any(s.verdict == Verdict.UNDETERMINED for s in seen):
            return []  # a ground that is beyond dispute may yet be stated
        open_ = [g for s, g in rows if s.verdict == Verdict.CONTESTED]
        text = said("contested_ground", answer.title, open_[0].title)
        return [_finding(evidence, answer, open_, Status.CONTESTED, text)]
    met = [(s, g) for s, g in rows if s.verdict == Verdict.MET]
    if answer.presumed == "allowed_with_approval" and all(s.approved is False for s, _ in met):
        owed = [g for _, g in met]
        approval = owed[0].approval or Text("", "")
        return [_finding(evidence, answer, owed, Status.BREACHED, said("approval_denied", answer.title, approval))]
    return []


def _finding(
    evidence: Evidence, answer: MethodAnswer, grounds: Sequence[GroundAnswer], verdict: Status, text: Text
) -> Finding:
    rules: tuple[RuleText, ...] = tuple(g.about for g in grounds)
    return Finding(
        about=rules[0],
        rules=rules,
        index=answer.index,
        where=place(evidence, SCOPE, answer.index),
        strict=answer.strict,
        verdict=verdict,
        severity=severity(
            verdict,
            evidence.source_kind(answer.source_kind, answer.figures),
            guessed=any(a.kind == ORDINARY for a in answer.assuming),
        ),
        title=said("finding_method", answer.title),
        text=text,
        because=answer.because,
        assuming=answer.assuming,
        figures=answer.figures,
    )
