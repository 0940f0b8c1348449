"""What could be filed: the windows of challenges, objections and complaints that nobody has made yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from procure_rules.answers.common import Status
from procure_rules.answers.rights import Filing, NextStep, Point, Right, window_status
from procure_rules.assess.evidence import Evidence, choice_title, line
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.engine.trials import Trial, Trials
from procure_rules.engine.versions import Versions
from procure_rules.facts.filings import FILED, PRIOR, RECEIVED, SCOPES, WORDS
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.model import Period, Presumed, Rule, Window
from procure_rules.rules.rulebook import refs_of
from procure_rules.rules.tree import Node, Ref
from procure_rules.texts import Text, said

__all__ = ["openings"]

INF = float("inf")
WORD = {True: Status.AVAILABLE, False: Status.NOT_AVAILABLE, None: Status.UNDETERMINED}
NO_RIGHT: dict[str, Any] = dict.fromkeys(("strict", "presumed", "status"), Status.NOT_AVAILABLE)
OBSERVE = ("standing", "precondition", "form", "scope", "repetition", "addressee")
PRIOR_FACTS = {name for names in PRIOR.values() for name in names}


@dataclass(frozen=True, slots=True)
class Tried:
    """One trial in both runs: its frames, and the number by which the evidence knows it."""

    trial: Trial
    strict: Frame
    presumed: Frame
    at: int


def openings(evidence: Evidence, filed: Sequence[Filing]) -> tuple[Right, ...]:
    """The windows of filings that nobody has made: each in a world of its own, by procedure and object."""
    trials = evidence.law.kept(Trials)
    trying = evidence.trying()
    plan = [t for t in trials.plan(evidence.case.presumed) if not _taken(evidence, t, filed)]
    found = []
    for one in _try_out(trying, trials, plan, None):
        found += [(one, right) for right in _windows_of(trying, trials, one)]
    return tuple(_merged(_ahead(trying, trials, found)))


def _taken(evidence: Evidence, trial: Trial, filed: Sequence[Filing]) -> bool:
    """The filing that should come before was not made, or a complaint after it stands in the project already."""
    if not trial.after:
        return False
    if any(f.made is False for f in filed if (f.scope, f.index) == (trial.after, trial.at)):
        return True
    world = evidence.case.presumed
    received = PRIOR[trial.after][0]
    before = world.frames[trial.after][trial.at]
    day = world.get(Ref(trial.after, RECEIVED[trial.after], "date"), trial.at)
    who = world.get(Ref(trial.after, "by"), trial.at)
    return day[0] == day[1] and any(
        frame[0] is before[0]
        and world.get(Ref("complaint", received, "date"), index) == day
        and world.get(Ref("complaint", "by"), index) == who
        for index, frame in enumerate(world.frames["complaint"])
    )


def _lawful(evidence: Evidence, trials: Trials, trial: Trial) -> bool | None:
    """Whether the filing before a complaint was made in time; ``None``: open or contested."""
    if not trial.after:
        return True
    verdicts = evidence.case.presumed.verdicts
    found = {verdicts[versions.id][trial.at] for versions in trials.windows[trial.after]} - {Verdict.NOT_APPLICABLE}
    if Verdict.BREACHED in found:
        return False
    return True if found == {Verdict.MET} else None


def _try_out(evidence: Evidence, trials: Trials, plan: list[Trial], filed: Sequence[float] | None) -> list[Tried]:
    """Trials in both runs; ``filed``: the days on which they are made."""
    days: Sequence[float | None] = filed or [None] * len(plan)
    runs = [
        [trials.frame(t, world, filed=d, lawful=_lawful(evidence, trials, t)) for t, d in zip(plan, days, strict=True)]
        for world in (evidence.case.strict, evidence.case.presumed)
    ]
    return _evaluated(evidence, trials, plan, runs)


def _evaluated(evidence: Evidence, trials: Trials, plan: list[Trial], runs: list[list[Frame]]) -> list[Tried]:
    numbers: dict[int, int] = {}
    for world, frames in zip((evidence.case.strict, evidence.case.presumed), runs, strict=True):
        by_scope: dict[str, list[Frame]] = {s: [] for s in SCOPES}
        for trial, frame in zip(plan, frames, strict=True):
            by_scope[trial.scope].append(frame)
        other = trials.world(evidence.law, world.context, by_scope)
        if world is evidence.case.presumed:
            applied: dict[tuple[str, int], list[tuple[str, Presumed]]] = {}
            for (scope, index, name), presumed in other.applied.items():
                applied.setdefault((scope, index), []).append((name, presumed))
            for scope in SCOPES:
                for index, frame in enumerate(by_scope[scope]):
                    numbers[id(frame)] = evidence.add(scope, frame, applied.get((scope, index), ()))
    return [Tried(t, a, b, numbers[id(b)]) for t, a, b in zip(plan, *runs, strict=True)]


# one window -------------------------------------------------------------------------------------------------------
def _windows_of(evidence: Evidence, trials: Trials, one: Tried) -> list[Right]:
    """The windows that may be open to a trial, or one that says why none is."""
    trial = one.trial
    found: list[Right] = []
    lacking: list[Right] = []
    none: list[tuple[Versions, list[Node]]] = []
    for versions in trials.windows[trial.scope]:
        if trial.after and trial.after not in trials.after[versions.id]:
            continue
        pair = versions.available(one.strict), versions.available(one.presumed)
        if pair[1] is not False:
            right = _opening(evidence, versions, one, pair)
            (lacking if right.presumed == "not_available" else found).append(right)
        elif nodes := _failing(evidence, versions, one):
            none.append((versions, nodes))
    if found or lacking:
        return found or lacking[:1]
    return [_none(evidence, *min(none, key=lambda n: len(n[1])), one)] if none else []


def _failing(evidence: Evidence, versions: Versions, one: Tried) -> list[Node]:
    """The parts of a guard that fail because of the project, not because of what the filing is directed at."""
    rule = versions.speaking(one.presumed).rule
    parts = rule.applies.args if rule.applies.op == "and" else (rule.applies,)
    compiler = evidence.law.compilers[rule.scope]
    return [
        part
        for part in parts
        if compiler(part)(one.presumed) is False and any(ref.scope != rule.scope for _, ref in refs_of(part))
    ]


def _basics(evidence: Evidence, rule: Rule, form: Window, one: Tried) -> dict[str, Any]:
    trial = one.trial
    text = choice_title(all_scopes()[trial.scope].fields[WORDS[trial.scope]].choices, trial.word)
    if text and trial.stage:
        stage = choice_title(all_scopes()["challenge"].fields["challenged_stage"].choices, trial.stage)
        assert stage is not None
        text = Text(f"{text.zh}：{stage.zh}", f"{text.en} ({stage.en})")
    by = ""
    if trial.after:
        by = evidence.case.presumed.get(Ref(trial.after, "by"), trial.at) or ""
    return {
        "about": evidence.texts.rule(rule),
        "index": -1,
        "who": form.who,
        "act": form.act,
        "procedure": trial.procedure,
        "against": (trial.against,) if trial.against else (),
        "against_text": (text,) if text else (),
        "follows": f"{trial.after}[{trial.at}]" if trial.after else "",
        "by": by,
        "has_opening": form.opens.early.op != "unknown",
        "to_whom": form.to_whom,
        "form": form.form,
        "after": form.after,
    }


def _none(evidence: Evidence, versions: Versions, nodes: list[Node], one: Tried) -> Right:
    """No right to act, and why."""
    rule = versions.speaking(one.presumed).rule
    form = rule.form
    assert isinstance(form, Window)
    compiler = evidence.law.compilers[rule.scope]
    surely = any(compiler(n)(one.strict) is False for n in nodes)
    reasons = [evidence.texts.condition(n, positive=False) for n in nodes]
    slot = evidence.law.layout.slots.get(Ref("procedure", "regime"))
    regime = one.presumed[0][slot] if slot is not None else None
    if regime:
        reasons.append(said(f"law_is_{regime}"))

    def why() -> Any:
        leaves = 0
        for n in nodes:
            leaves |= evidence.trace.because(n, compiler, one.presumed)
        assumed, stated, figures = evidence.reasons(leaves)
        return assumed, stated, (), figures

    return Right(
        **_basics(evidence, rule, form, one),
        strict=Status.NOT_AVAILABLE if surely else Status.UNDETERMINED,
        presumed=Status.NOT_AVAILABLE,
        status=Status.NOT_AVAILABLE,
        why=evidence.lazily(why),
        reasons=tuple(reasons),
    )


def _opening(evidence: Evidence, versions: Versions, one: Tried, pair: tuple[bool | None, bool | None]) -> Right:
    spoke = versions.speaking(one.presumed)
    rule, frame = spoke.rule, one.presumed
    form = rule.form
    assert isinstance(form, Window)
    nodes = [form.until.early, form.until.late, *((form.opens.early,) if form.opens.early.op != "unknown" else ())]
    at = evidence.law.compilers[rule.scope]
    rests, left = evidence.trace.because(rule.applies, at, frame), 0
    if pair[1] is None:
        left |= evidence.trace.gaps(rule.applies, at, frame) | evidence.trace.gaps(rule.anchor, at, frame)
    for node in nodes:
        rests |= evidence.trace.because(node, at, frame)
        left |= evidence.trace.gaps(node, at, frame)
    leaves, gaps = list(evidence.leaves.listed(rests)), list(evidence.gaps.listed(left))
    basics = _basics(evidence, rule, form, one)
    if (
        not one.trial.after
        and one.trial.scope == "complaint"
        and PRIOR_FACTS & ({x.name for x in leaves} | {g.name for g in gaps})
    ):
        reason = said("needs_first", form.after or Text("", ""))
        return Right(**basics, **NO_RIGHT, reasons=(reason,))
    fn = evidence.law.fn
    early, late, opens = (fn(rule, n)(frame) for n in (form.until.early, form.until.late, form.opens.early))
    why = evidence.why(
        evidence.leaves.union(x for x in leaves if x.scope != rule.scope or x.at != one.at or x in evidence.applied),
        evidence.gaps.union(g for g in gaps if g.at != one.at or g.name not in FILED[rule.scope]),
    )
    made = Right(
        **basics,
        strict=WORD[pair[0]],
        presumed=WORD[pair[1]],
        why=why,
        opens=line(opens),
        literal=line(late),
        safe=line(early),
        usual=line(fn(rule, form.usual)(frame)) if form.usual is not None else None,
        proof=evidence.proof(form.until.late, rule, frame),
        safe_proof=evidence.proof(form.until.early, rule, frame) if early != late else (),
    )
    return replace(made, status=window_status(made, evidence.case.question.as_of, FILED[rule.scope]))


# one step on ------------------------------------------------------------------------------------------------------
def _ahead(evidence: Evidence, trials: Trials, made: list[tuple[Tried, Right]]) -> list[Right]:
    """For what is open or coming: what to observe, what the filing stops, and what comes next if it is not answered."""
    out = [right for _, right in made]
    live = [i for i, right in enumerate(out) if right.status in ("open", "coming")]
    today = evidence.case.day
    days = [max(today, d.toordinal()) if (d := out[i].opens.earliest) else today for i in live]
    filed = _try_out(evidence, trials, [made[i][0].trial for i in live], [float(d) for d in days])
    steps = []
    for i, day, one in zip(live, days, filed, strict=True):
        out[i] = _observed(evidence, trials, out[i], one)
        if out[i].status != "not_available" and (step := _answer(evidence, trials, one, day)):
            steps.append((i, one, step))
    then = [(i, one, step) for i, one, step in steps if one.trial.scope in PRIOR and step.answer_literal.latest]
    later = _follow_ups(evidence, trials, [(one, step) for _, one, step in then])
    update = {i: step for i, _, step in steps} | dict(zip((i for i, _, _ in then), later, strict=True))
    return [replace(right, next=update[i]) if i in update else right for i, right in enumerate(out)]


def _observed(evidence: Evidence, trials: Trials, right: Right, one: Tried) -> Right:
    """The rules on a filing that is made on the first possible day."""
    points: list[Point] = []
    for versions in trials.aspects[one.trial.scope]:
        pair = versions.available(one.strict), versions.available(one.presumed)
        if pair == (False, False) or _failing(evidence, versions, one):
            continue
        spoke = versions.speaking(one.presumed)
        rule = spoke.rule
        points.append(Point(rule.aspect, evidence.texts.rule(rule), conditional=pair[1] is not True))
        if rule.aspect == "precondition" and pair[1] and spoke.core(one.presumed) == Verdict.BREACHED:
            reasons = (*right.reasons, said("needs_first", rule.title))
            return replace(right, presumed=Status.NOT_AVAILABLE, status=Status.NOT_AVAILABLE, reasons=reasons)
    return replace(
        right,
        observe=tuple(p for p in points if p.aspect in OBSERVE),
        suspends=tuple(p for p in points if p.aspect == "suspension"),
    )


def _answer(evidence: Evidence, trials: Trials, one: Tried, day: int) -> NextStep | None:
    """By when a filing of that day has to be answered."""
    for versions in trials.answers[one.trial.scope]:
        if versions.available(one.presumed) is not True:
            continue
        rule = versions.speaking(one.presumed).rule
        form = rule.form
        assert isinstance(form, Period)
        early, late = (evidence.law.fn(rule, n)(one.presumed) for n in (form.lines.early, form.lines.late))
        return NextStep(
            filed=dt.date.fromordinal(day),
            answer=evidence.texts.rule(rule),
            answer_literal=line(late),
            answer_safe=line(early),
        )
    return None


def _follow_ups(evidence: Evidence, trials: Trials, steps: list[tuple[Tried, NextStep]]) -> list[NextStep]:
    """The complaint that may follow each filing to which nothing has come back in time."""
    plan = [Trial("complaint", one.trial.procedure, one.trial.word, after=one.trial.scope) for one, _ in steps]
    runs: list[list[Frame]] = [[], []]
    for one, step in steps:
        latest = step.answer_literal.latest
        assert latest is not None
        for frames, filed in zip(runs, (one.strict, one.presumed), strict=True):
            frames.append(trials.follow_up(one.trial, filed, step.filed.toordinal(), latest.toordinal() + 1))
    tried = _evaluated(evidence, trials, plan, runs)
    return [_followed(evidence, trials, step, one) for (_, step), one in zip(steps, tried, strict=True)]


def _followed(evidence: Evidence, trials: Trials, step: NextStep, one: Tried) -> NextStep:
    for versions in trials.windows["complaint"]:
        if one.trial.after not in trials.after[versions.id] or not versions.available(one.presumed):
            continue
        rule = versions.speaking(one.presumed).rule
        form = rule.form
        assert isinstance(form, Window)
        nodes = (form.opens.early, form.until.early, form.until.late)
        opens, early, late = (line(evidence.law.fn(rule, n)(one.presumed)) for n in nodes)
        about = evidence.texts.rule(rule)
        return replace(step, then=about, opens=opens, literal=late, safe=early, to_whom=form.to_whom)
    return step


def _merged(found: list[Right]) -> list[Right]:
    """Windows that differ only in what the filing is directed at, once."""
    groups: dict[object, list[Right]] = {}
    for one in found:
        groups.setdefault(replace(one, against=(), against_text=()), []).append(one)
    out = []
    for rows in groups.values():
        words = {w: t for r in rows for w, t in zip(r.against, r.against_text, strict=True)}
        out.append(replace(rows[0], against=tuple(words), against_text=tuple(words.values())))
    return out
