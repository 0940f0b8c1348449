"""From facts and rulebook to an assessment: ``assess(project, as_of=…)``."""

from __future__ import annotations

import atexit
import datetime as dt
import hashlib
import json
import warnings
from collections.abc import Iterable
from contextlib import nullcontext
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from procure_rules.answers import (
    Answer,
    Assessment,
    ConclusionAnswer,
    DateLine,
    DutyAnswer,
    EffectAnswer,
    Finding,
    Receipt,
    RemedyAnswer,
    TimelineAnswer,
)
from procure_rules.calendar import Calendar, calendar_known_at
from procure_rules.engine.durable import DurableError, DurableMissing, durable_for
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Frame
from procure_rules.engine.scalar import EFFECT_CASE, Engine
from procure_rules.engine.trace import Tracer
from procure_rules.facts.project import Project
from procure_rules.garbage import uncollected
from procure_rules.methods import CAP, SEVERITIES
from procure_rules.openings import Openings
from procure_rules.rules.aloud import show_value
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.model import Duty, Effect, Period, Rule, Window
from procure_rules.rules.rulebook import Rulebook
from procure_rules.rules.tree import Node, Ref
from procure_rules.timeline import event_answers

__all__ = ["assess", "engine_for"]

INF = float("inf")
DETAILS = ("verdicts", "answers", "proofs")
ENGINES = ("builtin", "durable")
OPEN = (Verdict.UNDETERMINED, Verdict.MET)  # met: an effect that is in force without a case


def engine_for(book: Rulebook | None = None) -> Engine:
    """The compiled engine of a rulebook: of the shipped one made once, of another made anew, to be kept by the caller."""
    if book is None:
        return _shipped_engine()
    with uncollected():
        return Engine(book)


@cache
def _shipped_engine() -> Engine:
    return engine_for(default_rulebook())


@atexit.register
def _let_go() -> None:
    """What was compiled goes before the process ends: the interpreter's last collections would look at all of it."""
    _shipped_engine.cache_clear()
    default_rulebook.cache_clear()


def assess(
    project: Project,
    *,
    as_of: dt.date,
    known_at: dt.date | None = None,
    lang: str = "zh",
    detail: str = "answers",
    calendar: Calendar | None = None,
    engine: str | None = None,
    compiled: Engine | None = None,
) -> Assessment:
    """Everything that the rulebook says about ``project`` on the day ``as_of``.

    ``known_at`` (default ``as_of``): which holiday notices were known. ``detail``: ``verdicts`` (no reasons), ``answers``
    (reasons, presumptions, missing facts) or ``proofs`` (and every day of every count). Unknown facts leave answers
    undetermined and are named. ``engine`` draws the conclusions: ``durable`` (the default where the extra is installed) or
    ``builtin``, with the same answers; where durable-rules cannot be used, a warning says so and the built-in one takes
    over. ``compiled``: a compiled rulebook other than the shipped one. Raises ``ValueError`` for an unknown ``lang``,
    ``detail`` or ``engine``, ``TypeError`` for what is no project or no day.
    """
    _typed(project, as_of=as_of, known_at=known_at or as_of)
    if lang not in ("zh", "en"):
        raise ValueError("lang: zh or en")
    if detail not in DETAILS:
        raise ValueError(f"detail: {', '.join(DETAILS)}")
    known = known_at or as_of
    if engine not in (None, *ENGINES):
        raise ValueError(f"engine: {', '.join(ENGINES)}")
    made = calendar or calendar_known_at(known)
    rules = compiled or engine_for()
    with nullcontext() if rules.texts else uncollected():  # the first time, most of what is made stays
        if engine != "builtin":
            try:
                return _Builder(rules, project, as_of, known, lang, detail, made, durable_for(rules)).build()
            except DurableError as error:
                if engine is not None or not isinstance(error, DurableMissing):
                    warnings.warn(error.text(lang), RuntimeWarning, stacklevel=2)
        return _Builder(rules, project, as_of, known, lang, detail, made).build()


def _typed(project: Any, **days: Any) -> None:
    """Callers are not all checked by types, and a ``datetime`` passes for a ``date`` until it is compared."""
    if not isinstance(project, Project):
        raise TypeError("project: a Project, as load_project, parse_project and make_project give it")
    for name, day in days.items():
        if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
            raise TypeError(f"{name}: a datetime.date, without a time of day")


class _Builder(Openings):
    """Builds the assessment from the two runs."""

    # answers ----------------------------------------------------------------------------------------------------
    def conclusions(self) -> list[ConclusionAnswer]:
        out = []
        slots = self.engine.layout.slots
        for step in self.book.steps:
            if step.what != "conclusion" or not step.rules:
                continue
            known = self.book.conclusions[step.name]
            side = "early" if known.kind == "date" else ""
            for index, (one, two) in enumerate(
                zip(self.strict.frames[step.scope], self.presumed.frames[step.scope], strict=True)
            ):
                if known.kind == "date":
                    late = slots[Ref(step.scope, step.name, "late")]
                    early = slots[Ref(step.scope, step.name, "early")]
                    values = [self.two_lines(f[early], f[late]) for f in (one, two)]
                    open_ = two[early][0] != two[early][1] or two[late][0] != two[late][1]
                else:
                    at = slots[Ref(step.scope, step.name, side)]
                    values = [self.conclusion_text(f[at], known.kind) for f in (one, two)]
                    open_ = not Tracer.decided(two[at], known.kind)
                deep = self.detail != "verdicts"
                assuming, because = self.reasons(self.trace.conclusion(step.name, two)) if deep else ((), ())
                gaps = self.trace.open_conclusion(step.name, two) if deep and open_ else 0
                speaking = [
                    j.rule
                    for j in self.trace.compiled(step.name)
                    if j.applies(two) is not False and j.in_force(two) is not False
                ]
                if not speaking:
                    values[1], gaps = "not_applicable", 0
                rules = speaking or list(step.rules)
                out.append(
                    ConclusionAnswer(
                        rule=step.name,
                        title=known.zh if self.lang == "zh" else known.en,
                        scope=known.scope,
                        index=index,
                        strict=values[0],
                        presumed=values[1],
                        kind=known.kind,
                        assuming=assuming,
                        because=because,
                        missing=self.missing(gaps, counted=not known.working),
                        citations=self.citations(rules),
                        readings=tuple(dict.fromkeys(x for r in rules for x in r.readings)),
                        source_kind=rules[0].source_kind,
                        origin=rules[0].source.origin,
                        note=" ".join(r.note.text(self.lang) for r in rules if r.note),
                    )
                )
        return out

    def two_lines(self, early: tuple[float, float], late: tuple[float, float]) -> str:
        one, two = self.line(early).text(), self.line(late).text()
        return "unknown" if one == two == "?" else one if one == two else f"{one} / {two}"

    def conclusion_text(self, value: Any, kind: str) -> str:
        if kind == "bool":
            return {True: "true", False: "false", None: "unknown"}[value]
        if kind == "choice":
            return value or "unknown"
        text = show_value(value, kind, self.lang)
        return "unknown" if text in ("未知", "unknown") else text

    def rules(self) -> tuple[list[TimelineAnswer], list[DutyAnswer], list[RemedyAnswer], list[EffectAnswer]]:
        periods: list[TimelineAnswer] = []
        duties: list[DutyAnswer] = []
        windows: list[RemedyAnswer] = []
        effects: list[EffectAnswer] = []
        for rule_id, judged in self.engine.judged.items():
            rule = judged[0].rule
            scope = "project" if rule.part else rule.scope
            for index, frame in enumerate(self.presumed.frames[scope]):
                presumed = self.presumed.verdicts[rule_id][index]
                strict = self.strict.verdicts[rule_id][index]
                if presumed == strict == Verdict.NOT_APPLICABLE:
                    continue
                leaves = gaps = 0
                spoke = rule
                if self.detail != "verdicts":
                    asked = presumed in OPEN
                    spoke, leaves, gaps = self.trace.rule(judged, frame, asked=asked)
                elif len(judged) > 1:
                    spoke = next((j.rule for j in judged if j.in_force(frame) is not False), rule)
                if isinstance(spoke.form, Effect):
                    effects.append(self.effect(spoke, index, strict, presumed, leaves, gaps))
                    continue
                names = (Verdict.NAMES[strict], Verdict.NAMES[presumed])
                base = self.common(spoke, index, *names, leaves, gaps)
                match spoke.form:
                    case Period():
                        periods.append(self.period(spoke, spoke.form, base, frame))
                    case Window():
                        windows.append(self.window(spoke, spoke.form, base, frame))
                    case Duty():
                        duties.append(self.duty(spoke, spoke.form, base, frame))
        return periods, duties, windows, effects

    def period(self, rule: Rule, form: Period, base: dict[str, Any], frame: Frame) -> TimelineAnswer:
        fn = self.engine.fn
        early, late = fn(rule, form.lines.early)(frame), fn(rule, form.lines.late)(frame)
        actual, happened = fn(rule, form.act_date)(frame), fn(rule, form.act_happened)(frame)
        literal, safe = (late, early) if form.most else (early, late)
        literal_node, safe_node = (
            (form.lines.late, form.lines.early) if form.most else (form.lines.early, form.lines.late)
        )
        margin = None
        if literal[0] == literal[1]:
            if actual[0] == actual[1]:
                margin = int(literal[0] - actual[0] if form.most else actual[0] - literal[0])
            elif happened is False and form.most:
                margin = int(literal[0] - self.as_of.toordinal())
        shown = DateLine() if happened is False and actual[1] == INF else self.line(actual)
        return TimelineAnswer(
            **base,
            event=form.act,
            event_title=self.aloud.event_title(form.act),
            side="latest" if form.most else "earliest",
            literal=self.line(literal),
            safe=self.line(safe),
            actual=shown,
            margin=margin,
            length=form.length,
            convention=form.convention,
            proof=self.proof(literal_node, rule, frame),
            safe_proof=self.proof(safe_node, rule, frame) if safe != literal else (),
        )

    def window(self, rule: Rule, form: Window, base: dict[str, Any], frame: Frame) -> RemedyAnswer:
        fn = self.engine.fn
        early, late, opens = (fn(rule, n)(frame) for n in (form.until.early, form.until.late, form.opens.early))
        acted = fn(rule, form.act_date)(frame) if form.act_date is not None else (-INF, INF)
        happened = fn(rule, form.act_happened)(frame) if form.act_happened is not None else None
        day = self.as_of.toordinal()
        status = "unknown"
        if day > late[1]:
            status = "closed"
        elif opens[0] > day and form.opens.early.op != "unknown":
            status = "coming"
        elif day <= late[0]:
            status = "open"
        labels = {"met": "in_time", "breached": "too_early" if acted[1] < opens[0] else "out_of_time"}
        base["strict"], base["presumed"] = (labels.get(base[k], base[k]) for k in ("strict", "presumed"))
        return RemedyAnswer(
            **base,
            who=form.who,
            act=form.act,
            has_opening=form.opens.early.op != "unknown",
            opens=self.line(opens),
            literal=self.line(late),
            safe=self.line(early),
            usual=self.line(fn(rule, form.usual)(frame)) if form.usual is not None else None,
            status=status,
            acted=DateLine() if happened is False and acted[1] == INF else self.line(acted),
            **{k: t.text(self.lang) for k in ("to_whom", "form", "after") if (t := getattr(form, k)) is not None},
            proof=self.proof(form.until.late, rule, frame),
        )

    def duty(self, rule: Rule, form: Duty, base: dict[str, Any], frame: Frame) -> DutyAnswer:
        of = limit = ""
        if form.of is not None and form.limit is not None:
            of = self.number(form.of, rule, frame)
            limit = self.number(form.limit, rule, frame)
            if form.floor is not None:
                limit = f"{self.number(form.floor, rule, frame)} – {limit}"
        return DutyAnswer(**base, of=of, limit=limit)

    def number(self, node: Node, rule: Rule, frame: Frame) -> str:
        lo, hi = self.engine.fn(rule, node)(frame)
        value = tuple(x if abs(x) == INF else x // node.scale for x in (lo, hi))
        return show_value(value, node.kind, self.lang)

    def effect(self, rule: Rule, index: int, strict: int, presumed: int, leaves: int, gaps: int) -> EffectAnswer:
        def word(code: int) -> str:
            if code == Verdict.NOT_APPLICABLE:
                return "inactive"
            return "undetermined" if code == Verdict.UNDETERMINED else "active"

        base = self.common(rule, index, word(strict), word(presumed), leaves, gaps)
        must: tuple[str, ...] = ()
        may: tuple[str, ...] = ()
        if presumed >= EFFECT_CASE and isinstance(rule.form, Effect):
            case = rule.form.cases[presumed - EFFECT_CASE]
            must, may = case.must, case.may
            if case.note:
                base["note"] = f"{base['note']} {case.note.text(self.lang)}".strip()
        elif presumed == Verdict.MET:
            base["missing"] = self.missing(gaps)
        return EffectAnswer(**base, must=must, may=may)

    # findings ---------------------------------------------------------------------------------------------------
    def findings(self, answers: Iterable[Answer], effects: list[EffectAnswer]) -> list[Finding]:
        out = []
        active = {e.rule: e for e in effects if e.presumed == "active"}
        by_rule: dict[str, list[str]] = {}
        for rule in self.book.rules:
            if isinstance(rule.form, Effect) and rule.id in active:
                for upon in rule.form.upon:
                    by_rule.setdefault(upon, []).append(rule.id)
        for one in answers:
            if one.presumed not in ("breached", "contested", "due_contested"):
                continue
            rule = self.spoke[one.rule, one.index]
            severity = max(
                rule.severity if one.presumed == "breached" else "risk", CAP[rule.source_kind], key=SEVERITIES.index
            )
            out.append(
                Finding(
                    rule=one.rule,
                    title=one.title,
                    scope=one.scope,
                    index=one.index,
                    verdict=one.presumed,
                    severity=severity,
                    text=self.finding_text(one),
                    citations=one.citations,
                    assuming=one.assuming,
                    sanction=rule.sanction.text(self.lang) if rule.sanction else "",
                    effects=tuple(by_rule.get(one.rule, ())),
                )
            )
        return out

    def finding_text(self, one: Answer) -> str:
        if isinstance(one, TimelineAnswer):
            line = one.literal.text()
            if one.presumed != "breached" and one.safe != one.literal:
                line = self.say("both_lines", line, one.safe.text())
            if one.actual.earliest is None and one.actual.latest is None:
                return self.say("late_not_done", one.event_title, line, self.as_of)
            return self.say("late" if one.side == "latest" else "early", one.event_title, line, one.actual.text())
        if isinstance(one, DutyAnswer) and one.limit:
            rule = self.spoke[one.rule, one.index]
            assert isinstance(rule.form, Duty) and rule.form.of is not None  # noqa: PT018
            key = "limit" if rule.form.floor is None else "limits"
            return self.say(key, self.aloud.quantity(rule.form.of), one.of, one.limit)
        return one.title

    def build(self) -> Assessment:
        conclusions = self.conclusions()
        periods, duties, windows, effects = self.rules()
        methods, about_method = self.methods()
        filings = self.filings()
        openings = self.openings(filings)
        ranked = sorted(self.blocks.items(), key=lambda kv: (-kv[1], kv[0]))
        asked = [self.gaps[key].model_copy(update={"blocks": n}) for key, n in ranked if key[0] == "missing"]
        text = json.dumps(
            self.project.model_dump(mode="json", exclude_none=True), sort_keys=True, ensure_ascii=False, default=str
        )
        receipt = Receipt(
            version=_version(),
            rulebook=self.book.hash[:16],
            calendar=str(self.calendar.version)[:16],
            facts=hashlib.sha256(text.encode()).hexdigest()[:16],
            as_of=self.as_of,
            known_at=self.known_at,
            detail=self.detail,
            notices=tuple(sorted(self.notices)),
            engine="durable" if self.chaining else "builtin",
        )
        made = Assessment(
            title=str(self.project.title or ""),
            lang=self.lang,
            conclusions=tuple(conclusions),
            methods=tuple(methods),
            timeline=event_answers(periods),
            periods=tuple(periods),
            duties=tuple(duties),
            windows=tuple(windows),
            filings=filings,
            openings=openings,
            effects=tuple(effects),
            findings=tuple(
                sorted(
                    [*about_method, *self.findings([*periods, *duties], effects)],
                    key=lambda f: SEVERITIES.index(f.severity),
                )
            ),
            missing=tuple(asked),
            conflicts=tuple(
                f"{name}[{i}]" for name, i in dict.fromkeys([*self.strict.conflicts, *self.presumed.conflicts])
            ),
            receipt=receipt,
        )
        text = made.model_dump_json(exclude={"receipt": {"engine", "answer"}})
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        return made.model_copy(update={"receipt": made.receipt.model_copy(update={"answer": digest})})


@cache
def _version() -> str:
    try:
        return version("procure-rules")
    except PackageNotFoundError:
        return "0"
