"""Findings: what is breached or contested, one finding a defect, told with figures, facts and consequences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from procure_rules.answers.duties import DutyAnswer, EffectAnswer
from procure_rules.answers.findings import SEVERITIES, Finding
from procure_rules.answers.periods import PeriodAnswer
from procure_rules.assess.duties import figure
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.judge import Judgement
from procure_rules.engine.defects import defect_of
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.versions import home
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.model import Duty
from procure_rules.rules.rulebook import walk
from procure_rules.rules.tree import Node, Ref
from procure_rules.texts import LANGUAGES, Text, joined, listed, said

__all__ = [
    "CAP",
    "ORDINARY",
    "WRONG",
    "finding",
    "findings",
    "place",
    "severity",
    "sorted_findings",
    "united",
]

# no flag is graver than its source is direct
CAP = {"direct": "breach", "local": "breach", "derived": "risk", "practice": "info"}
WRONG = {Verdict.BREACHED, Verdict.CONTESTED, Verdict.DUE_CONTESTED}
ORDINARY = "ordinary"
SHOWN = 8  # facts that a finding's text compares


def severity(verdict: str, source_kind: str, declared: str = "breach", *, guessed: bool = False) -> str:
    """How grave a finding is: a breach as the rule says, a risk where it is contested or rests on the ordinary course
    (``guessed``), no graver than its source.
    """
    sure = verdict == "breached" and not guessed
    return max(declared, "breach" if sure else "risk", CAP[source_kind], key=SEVERITIES.index)


def findings(
    evidence: Evidence, wrong: Iterable[tuple[Judgement, PeriodAnswer | DutyAnswer]], effects: Iterable[EffectAnswer]
) -> list[Finding]:
    """One finding for each defect among answers that are breached or contested."""
    follows: dict[str, list[EffectAnswer]] = {}
    for effect in effects:
        if effect.presumed == "active":
            for upon in effect.upon:
                follows.setdefault(upon, []).append(effect)
    made: dict[object, Finding] = {}
    for judgement, answer in wrong:
        one = finding(evidence, judgement, answer, follows.get(answer.rule, ()))
        key = _defect(judgement)
        made[key] = united(made[key], one) if key in made else one
    return list(made.values())


def sorted_findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first."""
    return tuple(sorted(found, key=lambda f: SEVERITIES.index(f.severity)))


def _defect(one: Judgement) -> object:
    """What is wrong in which instance, whichever rule says so."""
    return one.at, defect_of(one.rule)


def _rank(one: Finding) -> tuple[int, bool, bool, bool]:
    return SEVERITIES.index(one.severity), one.verdict != "breached", one.strict != one.verdict, bool(one.assuming)


def united(one: Finding, other: Finding) -> Finding:
    """Two findings of one defect: the graver one speaks, then the surer, with the articles and consequences of both.

    Presumptions are those of both, as both name their rules; nothing would change what holds without any.
    """
    first, second = sorted((one, other), key=_rank)
    return replace(
        first,
        rules=(*first.rules, *second.rules),
        because=tuple(dict.fromkeys((*first.because, *second.because))),
        assuming=tuple(dict.fromkeys((*first.assuming, *second.assuming))),
        figures=tuple(dict.fromkeys((*first.figures, *second.figures))),
        changes=tuple(dict.fromkeys((*first.changes, *second.changes))) if first.assuming else (),
        effects=tuple({e.key: e for e in (*first.effects, *second.effects)}.values()),
    )


def finding(
    evidence: Evidence,
    one: Judgement,
    answer: PeriodAnswer | DutyAnswer,
    follows: Sequence[EffectAnswer],
    guessed: bool | None = None,
) -> Finding:
    """One defect. ``guessed``: whether it rests on the ordinary course; found out where it is not told."""
    leaves, _ = evidence.trace.rule(one.versions, one.frame, asked=False)
    assuming = answer.assuming
    if guessed is None and any(a.kind == ORDINARY for a in assuming):
        firm = evidence.firm.verdicts[one.versions.id][one.at]
        guessed = one.presumed not in (one.strict, firm)
    if not guessed:
        assuming = tuple(a for a in assuming if a.kind != ORDINARY)
    return Finding(
        about=answer.about,
        rules=(answer.about,),
        index=one.at,
        where=place(evidence, one.rule.scope, one.at),
        strict=answer.strict,
        verdict=answer.presumed,
        severity=severity(
            answer.presumed,
            evidence.source_kind(answer.source_kind, answer.figures),
            one.rule.severity,
            guessed=bool(guessed),
        ),
        title=answer.title,
        text=_text(evidence, answer, one),
        because=answer.because,
        assuming=assuming,
        figures=answer.figures,
        changes=evidence.changes(leaves, assuming),
        effects=tuple(e for e in follows if e.index == one.at or e.scope != answer.scope),
    )


def place(evidence: Evidence, scope: str, index: int) -> Text | None:
    """Which instance: the filing by number and name, another by number where there are several."""
    frames = evidence.case.presumed.frames.get(scope, [])
    known = all_scopes()[scope]
    if known.part or scope == "project":
        return None
    by = next((n for n in ("by", "name", "id") if n in known.fields), None)
    name = evidence.case.presumed.get(Ref(scope, by), index) if by is not None else None
    if len(frames) <= 1 and not name:
        return None
    number = index + 1
    zh, en = f"{known.title_zh}{number}", f"{known.title_en} {number}"
    return Text(f"{zh}（{name}）", f"{en} ({name})") if name else Text(zh, en)


def _text(evidence: Evidence, answer: PeriodAnswer | DutyAnswer, one: Judgement) -> Text:
    """What is wrong: the day or figure, the bound, and the facts compared."""
    if isinstance(answer, PeriodAnswer):
        both = answer.presumed != "breached" and answer.safe != answer.literal
        line = said("both_lines", answer.literal.text(), answer.safe.text()) if both else answer.literal.text()
        if answer.actual.earliest is None and answer.actual.latest is None:
            return said("late_not_done", answer.event_title, line, evidence.case.question.as_of)
        return said("late" if answer.side == "latest" else "early", answer.event_title, line, answer.actual.text())
    if answer.limit is not None and answer.of is not None and answer.quantity is not None:
        figures = (Text(*(v(lang) for lang in LANGUAGES)) for v in (answer.of.text, answer.limits))
        return said("limit" if answer.floor is None else "limits", answer.quantity, *figures)
    facts = _compared(evidence, one)
    return said("finding_facts", answer.title, facts) if facts else answer.title


def _compared(evidence: Evidence, one: Judgement) -> Text | None:
    """What a condition fails on: sums and counts, and the stated facts, each instance of several with its own."""
    form = one.rule.form
    assert isinstance(form, Duty)
    compiler = evidence.law.compilers[home(one.rule)]
    groups: dict[Text | None, list[Text]] = {None: _sums(evidence, one, form.literal)}
    leaves = evidence.leaves.listed(evidence.trace.because(form.literal, compiler, one.frame))
    facts = [(leaf, evidence.fact(leaf)) for leaf in sorted(leaves) if leaf not in evidence.applied]
    for leaf, fact in [(leaf, fact) for leaf, fact in facts if fact is not None and fact.value.kind != "list"][:SHOWN]:
        where = place(evidence, leaf.scope, leaf.at) if leaf.scope != one.rule.scope else None
        groups.setdefault(where, []).append(Text(*(fact.text(lang) for lang in LANGUAGES)))
    parts = [_placed(where, texts) for where, texts in groups.items() if texts]
    return Text(*(joined((p.text(lang) for p in parts), lang) for lang in LANGUAGES)) if parts else None


def _sums(evidence: Evidence, one: Judgement, condition: Node) -> list[Text]:
    """The sums that a condition compares, with what they come to."""
    found: dict[Node, None] = {n: None for n in walk(condition) if n.op == "aggregate" and n.data[0] == "sum"}
    out = []
    for node in found:
        value = figure(evidence, node, one.rule, one.frame)
        if value.known:
            inner = node.args[1]
            name = evidence.texts.quantity(inner if inner.op == "field" else node)
            out.append(said("sum_of", name, Text(*(value.text(lang) for lang in LANGUAGES))))
    return out


def _placed(where: Text | None, texts: Sequence[Text]) -> Text:
    """Facts of one instance, behind its name."""
    listed_ = Text(*(listed((t.text(lang) for t in texts), lang) for lang in LANGUAGES))
    return listed_ if where is None else Text(f"{where.zh}：{listed_.zh}", f"{where.en}: {listed_.en}")
