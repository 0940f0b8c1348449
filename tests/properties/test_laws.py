"""Laws that every answer obeys, on random projects: named after what they state."""

from __future__ import annotations

import copy
import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from procure_rules.assess import assess, engine_for
from procure_rules.calendar import default_calendar
from procure_rules.engine.judging import EFFECT_CASE
from procure_rules.engine.kleene import Verdict
from procure_rules.engine.layout import Context, Frame
from procure_rules.engine.run import run as run_law
from procure_rules.engine.world import World
from procure_rules.facts import Project, make_project
from procure_rules.facts.registry import FieldSpec, all_scopes
from procure_rules.rules.model import Period, Window
from procure_rules.rules.rulebook import nodes_of, walk
from procure_rules.rules.tree import Ref
from tests.engine.strategies import day_of_change, examples, random_project, turning_points

AS_OF = dt.date(2026, 11, 20).toordinal()
INF = float("inf")
CONFIG = settings(max_examples=examples(100), deadline=None, suppress_health_check=list(HealthCheck))


def stated_facts() -> set[tuple[str, str]]:
    """Facts that win over what the rules compute where they are stated, by design: stating one may change an answer."""
    nodes = (n for rule in engine_for().book.rules for root in nodes_of(rule) for n in walk(root))
    firsts = (n.args[0] for n in nodes if n.op == "stated_or")
    return {(n.data.scope, n.data.name) for first in firsts for n in walk(first) if n.op == "field"}


STATED = stated_facts()


def by_stated_days() -> set[str]:
    """Rules that count from a day if it is stated: what bounds that day from both sides counts as stating it."""
    return {
        rule.id
        for rule in engine_for().book.rules
        if any(n.op == "stated_or" and n.kind == "date" for root in nodes_of(rule) for n in walk(root))
    }


BY_STATED_DAYS = by_stated_days()


def fallbacks() -> list[tuple[str, ...]]:
    """Where facts stand that speak only as long as something else is open: what is stated later wins over them."""
    nodes = (n for rule in engine_for().book.rules for root in nodes_of(rule) for n in walk(root))
    refs = {x.data for n in nodes if n.op == "known_or" for x in walk(n.args[1]) if x.op == "field"}
    return [all_scopes()[ref.scope].fields[ref.name].path for ref in refs]


def without_fallbacks(project: Project) -> Project:
    data = plain(project.model_dump(mode="json"))
    for *groups, name in fallbacks():
        here = data
        for group in groups:
            here = here.get(group) or {}
        here.pop(name, None)
    return make_project(data)


def run(project: Project, *, presumed: bool = False, as_of: int = AS_OF) -> World:
    return run_law(engine_for(), project, Context(as_of, default_calendar(), presumed))


def decided(value: Any, kind: str) -> bool:
    if kind in ("bool", "choice"):
        return value is not None and not isinstance(value, frozenset)
    return bool(value[0] == value[1])


def holders(project: Project) -> list[tuple[str, int, Any]]:
    """Every instance by scope and index, in the order of the frames."""
    out: list[tuple[str, int, Any]] = []
    counts: dict[str, int] = {}

    def visit(scope: str, entity: Any, path: tuple[Any, ...]) -> None:
        index = counts.get(scope, 0)
        counts[scope] = index + 1
        out.append((scope, index, path))
        for spec in all_scopes()[scope].fields.values():
            if spec.kind != "list":
                continue
            holder = entity
            for step in spec.path:
                holder = getattr(holder, step) if holder is not None else None
            for i, item in enumerate(holder.items if holder is not None else ()):
                visit(spec.child or "", item, (*path, *spec.path, "items", i))

    visit("project", project, ())
    return out


def unknown_fields(project: Project, world: World) -> list[tuple[tuple[Any, ...], FieldSpec, Frame]]:
    """Facts that are not exactly known, with their place in the data and their frame."""
    slots = engine_for().layout.slots
    out = []
    for scope, index, path in holders(project):
        frame = world.frames[scope][index]
        for spec in all_scopes()[scope].fields.values():
            if spec.kind in ("text", "list") or (scope, spec.name) in STATED:
                continue
            if spec.path[0] == "group" and scope == "project" and not frame[slots[Ref("project", "group", "present")]]:
                continue  # to speak of a group at all makes it one
            if spec.name == "payment.in_one_sum":
                continue  # to say so makes a payment of the days of the timeline
            event = spec.kind in ("event", "deadline")
            value = frame[slots[Ref(scope, spec.name, "date" if event else "")]]
            if not decided(value, "date" if event else {"choice": "choice", "bool": "bool"}.get(spec.kind, "n")):
                out.append(((*path, *spec.path), spec, frame))
    return out


def drawn(rng: random.Random) -> tuple[Project, int]:
    """A project and its day of assessment, often close to a change of the law."""
    as_of = day_of_change(rng) if rng.random() < 0.7 else AS_OF
    return without_fallbacks(random_project(rng, as_of if rng.random() < 0.8 else None)), as_of


def completion(rng: random.Random, spec: FieldSpec, scope_value: Any, happened: bool | None, as_of: int) -> Any:
    """A point within what is known of a fact."""
    if spec.kind == "bool":
        return rng.random() < 0.5
    if spec.kind == "choice" and spec.choices is not None:
        return rng.choice(sorted(scope_value) if scope_value else [m.value for m in spec.choices])
    lo, hi = scope_value
    if spec.kind in ("event", "deadline", "date"):
        low = max(lo, as_of - 900, default_calendar().first)  # before it the end of a count is open
        high = min(hi, as_of + 400)
        if low > high:
            low = high = lo if lo > -INF else hi
        if happened is False and high > as_of:
            low = max(low, as_of)
        day = rng.choice(turning_points()) - rng.randint(0, 1)
        if not low <= day <= high or rng.random() < 0.5:
            day = rng.randint(int(low), int(high))
        return dt.date.fromordinal(day).isoformat()
    top = {"amount": 10**11, "count": 12, "ratio": 10_000, "days": 200}[spec.kind]
    low, high = int(lo), int(min(hi, max(lo, top)))
    number = rng.randint(low, high)
    if spec.kind == "amount":
        return f"{number // 100}.{number % 100:02d}"
    return f"{number // 100}.{number % 100:02d}%" if spec.kind == "ratio" else number


def with_value(data: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    here: Any = data
    for i, step in enumerate(path[:-1]):
        nxt = here[step] if isinstance(step, int) else here.get(step)
        if nxt is None:
            nxt = here[step] = {}
        here = nxt
        del i
    here[path[-1]] = value


def plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: plain(v) for k, v in data.items()}
    return [plain(v) for v in data] if isinstance(data, (list, tuple)) else data


def filled(project: Project, rng: random.Random, world: World, most: int) -> Project | None:
    as_of = world.context.as_of
    open_ = unknown_fields(project, world)
    if not open_:
        return None
    slots = engine_for().layout.slots
    data = plain(project.model_dump(mode="json"))
    for path, spec, frame in rng.sample(open_, min(len(open_), rng.randint(1, most))):
        scope = next(s for s in all_scopes().values() if spec.name in s.fields and s.fields[spec.name] is spec)
        event = spec.kind in ("event", "deadline")
        value = frame[slots[Ref("project" if scope.part else scope.name, spec.name, "date" if event else "")]]
        happened = frame[slots[Ref(scope.name, spec.name, "happened")]] if event else None
        with_value(data, path, completion(rng, spec, value, happened, as_of))
    return make_project(data)


def consistent(world: World) -> bool:
    """Whether the dates keep the order that lies in the nature of the events (else they are left as stated)."""
    edges = engine_for().layout.edges
    return all(f[a][0] <= f[b][1] for scope, pairs in edges.items() for f in world.frames[scope] for a, b in pairs)


ALLOWED = {
    Verdict.UNDETERMINED: set(range(20)),
    Verdict.CANNOT_BE_BREACHED: {Verdict.CANNOT_BE_BREACHED, Verdict.MET, Verdict.NOT_APPLICABLE},
}


def flips(before: World, after: World) -> list[str]:
    engine = engine_for()
    out = []
    for rule, verdicts in before.verdicts.items():
        if rule in BY_STATED_DAYS:
            continue
        for i, (one, two) in enumerate(zip(verdicts, after.verdicts[rule], strict=True)):
            if one == Verdict.MET and two >= EFFECT_CASE:
                continue  # an effect whose case was open
            if one in (Verdict.DUE, Verdict.DUE_CONTESTED):
                continue  # it has happened meanwhile
            if two not in ALLOWED.get(one, {one}):
                out.append(f"{rule}[{i}]: {one} -> {two}")
    for step in engine.book.steps:
        if step.what != "conclusion":
            continue
        kind = engine.book.conclusions[step.name].kind
        for side in ("early", "late") if kind == "date" else ("",):
            at = engine.layout.slots[Ref(step.scope, step.name, side)]
            for i, (f, g) in enumerate(zip(before.frames[step.scope], after.frames[step.scope], strict=True)):
                one, two = f[at], g[at]
                if kind in ("bool", "choice"):
                    if one is not None and two != one:
                        out.append(f"{step.name}[{i}]: {one} -> {two}")
                elif not (one[0] <= two[0] and two[1] <= one[1]):
                    out.append(f"{step.name}[{i}].{side}: {one} -> {two}")
    return out


@CONFIG
@given(st.integers(0, 2**32))
def test_filling_an_unknown_never_flips_a_strict_verdict(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    before = run(project, as_of=as_of)
    after = filled(project, rng, before, 3)
    assume(after is not None and consistent(before))
    world = run(after, as_of=as_of)
    assume(consistent(world) and set(world.impossible) <= set(before.impossible))  # no day that cannot be
    assert flips(before, world) == []


@CONFIG
@given(st.integers(0, 2**32))
def test_bounds_bracket_every_completion(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    before = run(project, as_of=as_of)
    after = filled(project, rng, before, 40)
    assume(after is not None and consistent(before))
    world = run(after, as_of=as_of)
    assume(consistent(world) and set(world.impossible) <= set(before.impossible))  # no day that cannot be
    engine = engine_for()
    for judged in engine.rules.values():
        rule = judged.rule
        if not isinstance(rule.form, (Period, Window)) or len(judged) > 1 or rule.id in BY_STATED_DAYS:
            continue
        lines = rule.form.lines if isinstance(rule.form, Period) else rule.form.until
        scope = "project" if rule.part else rule.scope
        for node in (lines.early, lines.late):
            for f, g in zip(before.frames[scope], world.frames[scope], strict=True):
                wide, narrow = engine.fn(rule, node)(f), engine.fn(rule, node)(g)
                assert wide[0] <= narrow[0], rule.id
                assert narrow[1] <= wide[1], rule.id


@CONFIG
@given(st.integers(0, 2**32))
def test_a_decided_strict_verdict_is_also_the_presumed_one(seed: int) -> None:
    project, as_of = drawn(random.Random(seed))
    strict, presumed = run(project, as_of=as_of), run(project, presumed=True, as_of=as_of)
    assume(consistent(strict) and consistent(presumed))
    assert [f for f in flips(strict, presumed) if not f.split(":")[0].endswith((".early", ".late"))] == []


@settings(CONFIG, max_examples=examples(30))
@given(st.integers(0, 2**32))
def test_presumptions_of_ordinary_course_never_make_a_breach(seed: int) -> None:
    project, as_of = drawn(random.Random(seed))
    found = assess(project, as_of=dt.date.fromordinal(as_of)).findings
    firm = run_law(engine_for(), project, Context(as_of, default_calendar(), presumed=True, firm=True))
    usual = run(project, presumed=True, as_of=as_of)
    for one in found:
        if one.severity == "breach":
            assert "ordinary" not in one.rests_on
            if one.in_any_case:
                continue  # see below
            if one.about.form == "period" and usual.verdicts[one.rule][one.index] == Verdict.UNDETERMINED:
                assert {firm.verdicts[r.rule][one.index] for r in one.rules} == {Verdict.UNDETERMINED}
                assert len(one.rules) == len(("first", "second"))  # one of the two is surely broken
                continue
            if one.about.form != "ground" and one.strict != one.verdict:
                assert Verdict.NAMES[firm.verdicts[one.rule][one.index]] == one.verdict


TURNING = {
    ("subject", "category"): ("goods", "works", "services"),
    ("purchaser", "kind"): ("state_organ", "public_institution", "state_owned_enterprise", "private_enterprise"),
    ("funding", "budgeted"): (True, False),
    ("catalogue", "listed"): (True, False),
    ("thresholds", "procurement"): ("100万元", "1000万元"),
}
"""What settles most of what a procurement turns on, where it is not stated."""


def settled(project: Project, world: World, rng: random.Random) -> Project:
    """The project with what it turns on stated, as one of the possibilities that its world leaves."""
    data = project.model_dump(mode="json", exclude_none=True)
    for (part, name), values in TURNING.items():
        known = world.get(Ref("project", f"{part}.{name}")) if part != "thresholds" else project.thresholds
        left = [v for v in values if known is None or (isinstance(known, frozenset) and v in known)]
        if left:
            data.setdefault(part, {})[name] = rng.choice(left)
    return make_project(data)


@settings(CONFIG, max_examples=examples(60))
@given(st.integers(0, 2**32))
def test_what_is_said_to_hold_in_any_case_holds_in_each(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    law, day = engine_for(), dt.date.fromordinal(as_of)
    made = assess(project, as_of=day)
    found = [f for f in made.findings if f.in_any_case]
    methods = [m for m in made.methods if m.in_any_case]
    assume(found or methods or made.any_case)
    context = Context(as_of, default_calendar(), presumed=True, firm=True)
    filled = settled(project, run_law(law, project, context), rng)
    known = assess(filled, as_of=day)
    firm = run_law(law, filled, context)
    for index in range(len(firm.frames["procedure"])):
        here = ("government_procurement", "must_tender", "method")
        turning = [firm.get(Ref("procedure", name), index) for name in here]
        turning += [firm.get(Ref("project", name)) for name in ("subject.category", "purchaser.kind")]
        if any(value is None or isinstance(value, frozenset) for value in turning):
            continue
        for one in found:
            if one.scope == "procedure" and one.index == index:
                assert any(firm.verdicts[r.rule][index] == Verdict.BREACHED for r in one.rules)
        for method in methods:
            same = next(m for m in known.methods if (m.method, m.index) == (method.method, index))
            if method.index == index and same.presumed != "undetermined":
                may = {"allowed", "required"}
                assert same.presumed in (may if method.presumed in may else {method.presumed})


def members(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The members of a list as a dumped project holds it."""
    return list((data.get(name) or {"items": []})["items"])


def exact(day: Any) -> bool:
    """Whether a dumped date is one day."""
    return isinstance(day, str) and len(day) == len("2026-01-01")


def days_stated(data: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """Where the project states the day of an event of a procedure, or of a bid that was handed in."""
    out = []
    for procedure in members(data, "procedures"):
        out += [(procedure["timeline"], k) for k in procedure.get("timeline") or ()]
        out += [(b["papers"], "submitted") for b in members(procedure, "bids") if "submitted" in b.get("papers", ())]
    return [(holder, k) for holder, k in out if exact(holder[k])]


@settings(CONFIG, max_examples=examples(30))
@given(st.integers(0, 2**32))
def test_hours_of_a_day_change_only_what_counts_hours(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    data = project.model_dump(mode="json", exclude_none=True)
    assume(days_stated(data))
    for procedure in members(data, "procedures"):  # what hours give is stated, so that nothing is left to them
        procedure.setdefault("opening", {})["at_deadline"] = True
        for bid in members(procedure, "bids"):
            bid.setdefault("papers", {})["after_the_hour"] = False
    before = run(make_project(data), presumed=True, as_of=as_of)
    for holder, name in days_stated(data):
        holder[name] += f"T{rng.randrange(24):02d}:{rng.randrange(60):02d}"
    after = run(make_project(data), presumed=True, as_of=as_of)
    assert before.verdicts == after.verdicts


ORDERED = engine_for().layout.ordered["procedure"]


def event_in(procedure: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """Where a dumped procedure holds an event."""
    *groups, last = all_scopes()["procedure"].fields[name].path
    for group in groups:
        procedure = procedure.get(group) or {}
    return procedure, last


def unstate(procedure: dict[str, Any], name: str, as_of: int) -> None:
    """Takes the day of an event away: that it lies behind is still said."""
    holder, key = event_in(procedure, name)
    holder[key] = {"to": dt.date.fromordinal(as_of).isoformat()}


@settings(CONFIG, max_examples=examples(60))
@given(st.integers(0, 2**32))
def test_days_in_an_impossible_order_add_no_breach(seed: int) -> None:
    rng = random.Random(seed)
    project, as_of = drawn(rng)
    data = project.model_dump(mode="json", exclude_none=True)
    data.pop("declared_regime", None)  # it speaks only as long as something else is open
    procedures = members(data, "procedures")
    for x in run(make_project(data), as_of=as_of).impossible:
        for holder, key in (event_in(procedures[x.at], name) for name in (x.first, x.second) if x.scope == "procedure"):
            holder.pop(key, None)
    for procedure in procedures:  # what is stated to be out of order in another way is left out
        for holder, key in (event_in(procedure, name) for name in {n for a, _, b, _ in ORDERED for n in (a, b)}):
            if holder.get(key) == "not_yet":
                del holder[key]
    ordered = [
        (index, one, two)
        for index, procedure in enumerate(procedures)
        for a, _, b, _ in ORDERED
        for one, two in [(event_in(procedure, a), event_in(procedure, b))]
        if exact(one[0].get(one[1])) and exact(two[0].get(two[1])) and one[0][one[1]] < two[0][two[1]]
    ]
    assume(ordered)
    index, (first, a), (second, b) = rng.choice(ordered)
    first[a], second[b] = second[b], first[a]
    found = run(make_project(data), presumed=True, as_of=as_of)
    wrong = {n for x in found.impossible if (x.scope, x.at) == ("procedure", index) for n in (x.first, x.second)}
    assert wrong
    days = [holder[key] for holder, key in (event_in(procedures[index], name) for name in wrong)]
    assume(all(exact(day) and dt.date.fromisoformat(day).toordinal() <= as_of for day in days))
    for kept in sorted(wrong):  # whichever of the days is right
        other = copy.deepcopy(data)
        for name in wrong - {kept}:
            unstate(members(other, "procedures")[index], name, as_of)
        known = run(make_project(other), presumed=True, as_of=as_of)
        for rule, verdicts in found.verdicts.items():
            for at, verdict in enumerate(verdicts):
                if verdict == Verdict.BREACHED and rule not in BY_STATED_DAYS:
                    assert known.verdicts[rule][at] == Verdict.BREACHED, (rule, kept)


@CONFIG
@given(st.integers(0, 2**32))
def test_the_order_of_lists_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    project = random_project(rng)
    data = plain(project.model_dump(mode="json"))
    lists = ["bids", "challenges", "objections", "complaints", "amendments", "parts"]
    for procedure in (data.get("procedures") or {"items": []})["items"]:
        for name in lists:
            if procedure.get(name):
                procedure[name]["items"].reverse()
    other = make_project(data)
    one, two = run(project), run(other)
    for rule, verdicts in one.verdicts.items():
        assert sorted(verdicts) == sorted(two.verdicts[rule]), rule


@CONFIG
@given(st.integers(0, 250), st.integers(1, 30))
def test_a_later_deadline_is_never_less_compliant_with_a_minimum(day: int, more: int) -> None:
    issued = dt.date(2026, 1, 5) + dt.timedelta(days=day)
    rank = {Verdict.BREACHED: 0, Verdict.CONTESTED: 1, Verdict.MET: 2}
    seen = []
    for extra in (18, 18 + more, 19 + more):
        project = make_project(
            {
                "purchaser": {"kind": "public_institution", "place": "中央"},
                "funding": {"budgeted": True},
                "budget": 5000000,
                "catalogue": {"listed": True},
                "subject": {"category": "goods"},
                "method": "open_tendering",
                "timeline": {
                    "tender_documents_issued": issued.isoformat(),
                    "bid_deadline": (issued + dt.timedelta(days=extra)).isoformat(),
                },
            }
        )
        seen.append(rank[run(project, presumed=True).verdicts["gp.tender.bid-preparation"][0]])
    assert seen == sorted(seen)


@CONFIG
@given(st.integers(0, 700), st.integers(0, 60), st.integers(1, 20))
def test_signing_later_is_never_more_compliant_with_a_maximum(day: int, after: int, more: int) -> None:
    letter = dt.date(2025, 1, 5) + dt.timedelta(days=day)
    rank = {Verdict.BREACHED: 0, Verdict.CONTESTED: 1, Verdict.MET: 2}
    seen = []
    for extra in (after, after + more):
        project = make_project(
            {
                "purchaser": {"kind": "public_institution", "place": "中央"},
                "funding": {"budgeted": True},
                "budget": 5000000,
                "catalogue": {"listed": True},
                "subject": {"category": "goods"},
                "method": "open_tendering",
                "timeline": {
                    "award_letter_issued": letter.isoformat(),
                    "contract_signed": (letter + dt.timedelta(days=extra)).isoformat(),
                },
            }
        )
        seen.append(rank[run(project, presumed=True, as_of=AS_OF + 800).verdicts["gp.contract.thirty-days"][0]])
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("seed", range(5))
def test_the_same_input_gives_the_same_answer(seed: int) -> None:
    project = random_project(random.Random(seed))
    assert run(project).verdicts == run(make_project(plain(project.model_dump(mode="json")))).verdicts
