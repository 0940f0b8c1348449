"""What could be filed: the windows of challenges, objections and complaints that nobody has made yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from procure_rules.answers import DateLine, Filing, NextStep, Point, Remedy
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.engine.scalar import Judged
from procure_rules.engine.trace import Gap, Leaf
from procure_rules.engine.trials import Trial, Trials, available, speaking, trials_for
from procure_rules.facts.filings import FILED, PRIOR, SCOPES, WORDS
from procure_rules.facts.registry import all_scopes
from procure_rules.methods import Methods
from procure_rules.remedies import window_status
from procure_rules.rules.model import Period, Rule, Window
from procure_rules.rules.rulebook import refs_of
from procure_rules.rules.tree import Node, Ref

__all__ = ["Openings"]

INF = float("inf")
WORD = {True: "available", False: "not_available", None: "undetermined"}
OBSERVE = ("standing", "precondition", "form", "scope", "repetition", "addressee")


@dataclass
class _Tried:
    """One trial in both runs: its frames, and the number by which the tracer knows it."""

    trial: Trial
    strict: Frame
    presumed: Frame
    at: int


class Openings(Methods):
    """Answers about filings that could be made."""

    def filings(self) -> tuple[Filing, ...]:
        """The filings that stand in the project."""
        slots = self.engine.layout.slots
        procedures = {id(f): i for i, f in enumerate(self.presumed.frames["procedure"])}
        out = []
        for scope in SCOPES:
            choices = all_scopes()[scope].fields[WORDS[scope]].choices
            for index, frame in enumerate(self.presumed.frames[scope]):
                word = frame[slots[Ref(scope, WORDS[scope])]] or ""
                days = [frame[slots[Ref(scope, n, "date")]] for n in FILED[scope] if Ref(scope, n, "date") in slots]
                made = [
                    frame[slots[Ref(scope, n, "happened")]] for n in FILED[scope] if Ref(scope, n, "happened") in slots
                ]
                known = [d for d, m in zip(days, made, strict=True) if m]
                coming = [d for d, m in zip(days, made, strict=True) if m is False and d[1] < INF]
                out.append(
                    Filing(
                        scope=scope,
                        index=index,
                        procedure=procedures[id(frame[0])],
                        id=frame[slots[Ref(scope, "id")]] or "",
                        by=frame[slots[Ref(scope, "by")]] or "",
                        against=word,
                        against_text=self.word_text(choices, word),
                        filed=self.line(min(known or coming)) if known or coming else DateLine(),
                        made=True if known else False if False in made and not any(made) else None,
                        ahead=dt.date.fromordinal(int(max(d[1] for d in coming))) if coming else None,
                    )
                )
        return tuple(out)

    def word_text(self, choices: Any, word: str) -> str:
        return str(getattr(choices(word), self.lang)) if word and choices is not None else ""

    # building ---------------------------------------------------------------------------------------------------
    def openings(self, filed: tuple[Filing, ...]) -> tuple[Remedy, ...]:
        """The windows of filings that nobody has made: each in a world of its own, by procedure and object."""
        self.filed = filed
        if self.detail == "verdicts":
            return ()
        trials = trials_for(self.engine)
        self.known = {
            scope: list(frames) for scope, frames in self.presumed.frames.items()
        }  # what is tried comes behind
        plan = [t for t in trials.plan(self.presumed) if not self.taken(t)]
        made = [(one, window) for one in self.try_out(trials, plan, None) for window in self.windows_of(trials, one)]
        return tuple(merged(self.ahead(trials, made)))

    def taken(self, trial: Trial) -> bool:
        """The filing that should come before was not made, or a complaint after it stands in the project already."""
        if not trial.after:
            return False
        if any(f.made is False for f in self.filed if (f.scope, f.index) == (trial.after, trial.at)):
            return True
        slots = self.engine.layout.slots
        received = PRIOR[trial.after][0]
        before = self.presumed.frames[trial.after][trial.at]
        day = before[slots[Ref(trial.after, f"{trial.after}_received", "date")]]
        who = before[slots[Ref(trial.after, "by")]]
        for frame in self.presumed.frames["complaint"]:
            other = frame[slots[Ref("complaint", "by")]]
            if (
                frame[0] is before[0]
                and frame[slots[Ref("complaint", received, "date")]] == day
                and day[0] == day[1]
                and who == other
            ):
                return True
        return False

    def lawful(self, trial: Trial) -> bool | None:
        """Whether the filing before a complaint was made in time; ``None``: open or contested."""
        if not trial.after:
            return True
        found = {
            self.presumed.verdicts[j[0].rule.id][trial.at] for j in trials_for(self.engine).windows[trial.after]
        } - {Verdict.NOT_APPLICABLE}
        if Verdict.BREACHED in found:
            return False
        return True if found == {Verdict.MET} else None

    def try_out(self, trials: Trials, plan: list[Trial], filed: list[float] | None) -> list[_Tried]:
        """The frames of trials in both runs; ``filed``: the days on which they are made."""
        runs: list[list[Frame]] = []
        for world in (self.strict, self.presumed):
            days: list[float | None] = [*filed] if filed else [None] * len(plan)
            frames = [trials.frame(t, world, filed=d, lawful=self.lawful(t)) for t, d in zip(plan, days, strict=True)]
            runs.append(frames)
        return self.evaluated(trials, plan, runs)

    def evaluated(self, trials: Trials, plan: list[Trial], runs: list[list[Frame]]) -> list[_Tried]:
        base = {scope: len(self.known[scope]) for scope in SCOPES}
        for world, frames in zip((self.strict, self.presumed), runs, strict=True):
            by_scope: dict[str, list[Frame]] = {s: [] for s in SCOPES}
            for trial, frame in zip(plan, frames, strict=True):
                by_scope[trial.scope].append(frame)
            other = trials.world(world.context, by_scope)
            if world is self.presumed:
                for scope in SCOPES:
                    for frame in by_scope[scope]:
                        self.trace.index[id(frame)] = len(self.known[scope])
                        self.known[scope].append(frame)
                for said in other.applied:
                    self.applied[Leaf(said.scope, base[said.scope] + said.index, said.name)] = said
        index = self.trace.index
        return [_Tried(t, a, b, index[id(b)]) for t, a, b in zip(plan, *runs, strict=True)]

    # one window -------------------------------------------------------------------------------------------------
    def windows_of(self, trials: Trials, one: _Tried) -> list[Remedy]:
        """The windows that may be open to a trial, or one that says why none is."""
        trial = one.trial
        found: list[Remedy] = []
        lacking: list[Remedy] = []
        none: list[Remedy] = []
        for judged in trials.windows[trial.scope]:
            if trial.after and trial.after not in trials.after[judged[0].rule.id]:
                continue
            pair = available(judged, one.strict), available(judged, one.presumed)
            if pair[1] is not False:
                window = self.opening(judged, one, pair)
                (lacking if window.presumed == "not_available" else found).append(window)
            elif nodes := self.failing(judged, one):
                none.append(self.none(judged, nodes, one))
        return found or (lacking or sorted(none, key=lambda r: len(r.reasons)))[:1]

    def failing(self, judged: list[Judged], one: _Tried) -> list[Node]:
        """The parts of a guard that fail because of the project, not because of what the filing is directed at."""
        rule = speaking(judged, one.presumed).rule
        parts = rule.applies.args if rule.applies.op == "and" else (rule.applies,)
        compile_ = self.engine.compiler(rule.scope)
        return [
            part
            for part in parts
            if compile_(part)(one.presumed) is False and any(ref.scope != rule.scope for _, ref in refs_of(part))
        ]

    def basics(self, rule: Rule, form: Window, one: _Tried) -> dict[str, Any]:
        trial = one.trial
        choices = all_scopes()[trial.scope].fields[WORDS[trial.scope]].choices
        text = self.word_text(choices, trial.word)
        if trial.stage:
            stages = all_scopes()["challenge"].fields["challenged_stage"].choices
            text += (
                f"（{self.word_text(stages, trial.stage)}）"
                if self.lang == "zh"
                else f" ({self.word_text(stages, trial.stage)})"
            )
        by = ""
        if trial.after:
            by = self.presumed.frames[trial.after][trial.at][self.engine.layout.slots[Ref(trial.after, "by")]] or ""
        return {
            "rule": rule.id,
            "title": rule.title.text(self.lang),
            "scope": rule.scope,
            "index": -1,
            "source_kind": rule.source_kind,
            "origin": rule.source.origin,
            "note": rule.note.text(self.lang) if rule.note else "",
            "readings": rule.readings,
            "citations": self.citations([rule]),
            "who": form.who,
            "act": form.act,
            "procedure": trial.procedure,
            "against": (trial.against,) if trial.against else (),
            "against_text": (text,) if text else (),
            "follows": f"{trial.after}[{trial.at}]" if trial.after else "",
            "by": by,
            "has_opening": form.opens.early.op != "unknown",
            **{k: t.text(self.lang) for k in ("to_whom", "form", "after") if (t := getattr(form, k)) is not None},
        }

    def none(self, judged: list[Judged], nodes: list[Node], one: _Tried) -> Remedy:
        """No right to act, and why."""
        rule = speaking(judged, one.presumed).rule
        form = rule.form
        assert isinstance(form, Window)
        compile_ = self.engine.compiler(rule.scope)
        surely = any(compile_(n)(one.strict) is False for n in nodes)
        leaves = 0
        for n in nodes:
            leaves |= self.trace.because(n, compile_, one.presumed)
        assuming, because = self.reasons(leaves)
        reasons = [self.aloud.condition(n, positive=False) for n in nodes]
        slot = self.engine.layout.slots.get(Ref("procedure", "regime"))
        regime = one.presumed[0][slot] if slot is not None else None
        if regime:
            reasons.append(self.say(f"law_is_{regime}"))
        return Remedy(
            **self.basics(rule, form, one),
            strict="not_available" if surely else "undetermined",
            presumed="not_available",
            status="not_available",
            assuming=assuming,
            because=because,
            reasons=tuple(reasons),
            opens=DateLine(),
            literal=DateLine(),
            safe=DateLine(),
            acted=DateLine(),
        )

    def opening(self, judged: list[Judged], one: _Tried, pair: tuple[bool | None, bool | None]) -> Remedy:
        spoke = speaking(judged, one.presumed)
        rule, frame = spoke.rule, one.presumed
        form = rule.form
        assert isinstance(form, Window)
        nodes = [form.until.early, form.until.late, *((form.opens.early,) if form.opens.early.op != "unknown" else ())]
        at = self.engine.compiler(rule.scope)
        rests, left = self.trace.because(rule.applies, at, frame), 0
        if pair[1] is None:
            left |= self.trace.gaps(rule.applies, at, frame) | self.trace.gaps(rule.anchor, at, frame)
        for node in nodes:
            rests |= self.trace.because(node, at, frame)
            left |= self.trace.gaps(node, at, frame)
        leaves, gaps = list(self.leaves.listed(rests)), list(self.left.listed(left))
        made = Remedy(
            **self.basics(rule, form, one),
            strict=WORD[pair[0]],
            presumed=WORD[pair[1]],
            opens=DateLine(),
            literal=DateLine(),
            safe=DateLine(),
            acted=DateLine(),
        )
        prior = {n for names in PRIOR.values() for n in names}
        if (
            not one.trial.after
            and one.trial.scope == "complaint"
            and (any(x.name in prior for x in leaves) or any(g.name in prior for g in gaps))
        ):
            reason = self.say("needs_first", form.after.text(self.lang) if form.after else "")
            none = dict.fromkeys(("strict", "presumed", "status"), "not_available")
            return made.model_copy(update={**none, "reasons": (reason,)})
        early, late, opens = (
            self.engine.fn(rule, n)(frame) for n in (form.until.early, form.until.late, form.opens.early)
        )
        left = self.left.union(g for g in gaps if g.at != one.at or g.name not in FILED[rule.scope])
        assuming, because = self.reasons(
            self.leaves.union(x for x in leaves if x.scope != rule.scope or x.at != one.at or x in self.applied)
        )
        update: dict[str, Any] = {
            "opens": self.line(opens),
            "literal": self.line(late),
            "safe": self.line(early),
            "usual": self.line(self.engine.fn(rule, form.usual)(frame)) if form.usual is not None else None,
            "assuming": assuming,
            "because": because,
            "missing": self.missing(left, counted=False),
            "proof": self.proof(form.until.late, rule, frame),
            "safe_proof": self.proof(form.until.early, rule, frame) if early != late else (),
        }
        made = made.model_copy(update=update)
        return made.model_copy(update={"status": window_status(made, self.as_of)})

    # one step on ------------------------------------------------------------------------------------------------
    def ahead(self, trials: Trials, made: list[tuple[_Tried, Remedy]]) -> list[Remedy]:
        """For what is open or coming: what to observe, what the filing stops, and what comes next if it is not answered."""
        out = [window for _, window in made]
        live = [i for i, window in enumerate(out) if window.status in ("open", "coming")]
        today = self.as_of.toordinal()
        days = [max(today, d.toordinal()) if (d := out[i].opens.earliest) else today for i in live]
        filed = self.try_out(trials, [made[i][0].trial for i in live], [float(d) for d in days])
        steps = []
        for i, day, one in zip(live, days, filed, strict=True):
            out[i] = self.observed(trials, out[i], one)
            if out[i].status != "not_available" and (step := self.answer(trials, one, day)):
                steps.append((i, one, step))
        then = [(i, one, step) for i, one, step in steps if one.trial.scope in PRIOR and step.answer_literal.latest]
        later = self.follow_ups(trials, [(one, step) for _, one, step in then])
        update = {i: step for i, _, step in steps} | dict(zip((i for i, _, _ in then), later, strict=True))
        return [w.model_copy(update={"next": update[i]}) if i in update else w for i, w in enumerate(out)]

    def observed(self, trials: Trials, window: Remedy, one: _Tried) -> Remedy:
        """The rules on a filing that is made on the first possible day."""
        points: list[Point] = []
        for judged in trials.aspects[one.trial.scope]:
            pair = available(judged, one.strict), available(judged, one.presumed)
            if pair == (False, False) or self.failing(judged, one):
                continue
            spoke = speaking(judged, one.presumed)
            rule = spoke.rule
            points.append(
                Point(
                    aspect=rule.aspect,
                    rule=rule.id,
                    title=rule.title.text(self.lang),
                    citations=self.citations([rule]),
                    conditional=pair[1] is not True,
                )
            )
            if rule.aspect == "precondition" and pair[1] and spoke.core(one.presumed) == Verdict.BREACHED:
                reasons = (*window.reasons, self.say("needs_first", rule.title.text(self.lang)))
                return window.model_copy(
                    update={"presumed": "not_available", "status": "not_available", "reasons": reasons}
                )
        update = {
            "observe": tuple(p for p in points if p.aspect in OBSERVE),
            "suspends": tuple(p for p in points if p.aspect == "suspension"),
        }
        return window.model_copy(update=update)

    def answer(self, trials: Trials, one: _Tried, day: int) -> NextStep | None:
        """By when a filing of that day has to be answered."""
        for judged in trials.answers[one.trial.scope]:
            if available(judged, one.presumed) is not True:
                continue
            rule = speaking(judged, one.presumed).rule
            form = rule.form
            assert isinstance(form, Period)
            early, late = (self.engine.fn(rule, n)(one.presumed) for n in (form.lines.early, form.lines.late))
            return NextStep(
                filed=dt.date.fromordinal(day),
                answer_rule=rule.id,
                answer_title=rule.title.text(self.lang),
                answer_literal=self.line(late),
                answer_safe=self.line(early),
                answer_citations=self.citations([rule]),
            )
        return None

    def follow_ups(self, trials: Trials, steps: list[tuple[_Tried, NextStep]]) -> list[NextStep]:
        """The complaint that may follow each filing to which nothing has come back in time."""
        plan = [Trial("complaint", one.trial.procedure, one.trial.word, after=one.trial.scope) for one, _ in steps]
        runs: list[list[Frame]] = [[], []]
        for one, step in steps:
            latest = step.answer_literal.latest
            assert latest is not None
            for frames, filed in zip(runs, (one.strict, one.presumed), strict=True):
                frames.append(trials.follow_up(one.trial, filed, step.filed.toordinal(), latest.toordinal() + 1))
        tried = self.evaluated(trials, plan, runs)
        return [self.followed(trials, step, one) for (_, step), one in zip(steps, tried, strict=True)]

    def followed(self, trials: Trials, step: NextStep, one: _Tried) -> NextStep:
        for judged in trials.windows["complaint"]:
            if one.trial.after not in trials.after[judged[0].rule.id] or not available(judged, one.presumed):
                continue
            rule = speaking(judged, one.presumed).rule
            form = rule.form
            assert isinstance(form, Window)
            nodes = (form.opens.early, form.until.early, form.until.late)
            opens, early, late = (self.line(self.engine.fn(rule, n)(one.presumed)) for n in nodes)
            return step.model_copy(
                update={
                    "rule": rule.id,
                    "title": rule.title.text(self.lang),
                    "opens": opens,
                    "literal": late,
                    "safe": early,
                    "to_whom": form.to_whom.text(self.lang) if form.to_whom else "",
                    "citations": self.citations([rule]),
                }
            )
        return step

    def where(self, leaf: Leaf | Gap) -> str:
        """A fact of a filing that is tried has no place in the project yet."""
        if leaf.at >= len(self.presumed.frames[leaf.scope]):
            return f"{leaf.scope}[+].{leaf.name}"
        return super().where(leaf)


def merged(found: list[Remedy]) -> list[Remedy]:
    """Windows that differ only in what the filing is directed at, once."""
    groups: dict[str, list[Remedy]] = {}
    for one in found:
        key = one.model_copy(update={"against": (), "against_text": ()}).model_dump_json()
        groups.setdefault(key, []).append(one)
    out = []
    for rows in groups.values():
        words = {w: t for r in rows for w, t in zip(r.against, r.against_text, strict=True)}
        out.append(rows[0].model_copy(update={"against": tuple(words), "against_text": tuple(words.values())}))
    return out
