"""Plans: the earliest lawful schedule, the latest start, and what makes a target impossible."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procure_rules.answers.record import TABLES, Reader
from procure_rules.assess import assess, engine_for
from procure_rules.calendar import default_calendar
from procure_rules.cli import main
from procure_rules.engine.law import compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run
from procure_rules.facts import Project, make_project
from procure_rules.planning import Plan, PlanError, plan, planned_project
from procure_rules.rules.loader import load_rulebook

BASE: dict[str, Any] = {
    "purchaser": {"kind": "public_institution", "level": "central", "place": "中央"},
    "funding": {"budgeted": True},
    "budget": 3_000_000,
    "subject": {"category": "goods", "part_of_works": False},
    "catalogue": {"listed": True},
    "method": "open_tendering",
}
WORKS: dict[str, Any] = {
    "purchaser": {"kind": "state_owned_enterprise", "level": "city", "place": "四川"},
    "funding": {"budgeted": False},
    "subject": {"category": "works", "works_kind": "new_build"},
    "contract_kind": "construction",
    "estimated_value": 9_000_000,
    "works_project": {"state_controls": True, "total_investment": 90_000_000, "state_enterprise_funds": 90_000_000},
    "method": "open_tendering",
}
APPLYING: dict[str, Any] = {"departure_approved_by_finance": True, "single_source": {"only_supplier": True}}
GP_METHODS = [
    "open_tendering",
    "invited_tendering",
    "competitive_negotiation",
    "competitive_consultation",
    "price_inquiry",
    "single_source",
]
CASES = [(BASE, m) for m in GP_METHODS] + [(WORKS, "open_tendering")]
STARTS = st.dates(dt.date(2025, 1, 6), dt.date(2026, 9, 30))


def faults(project: Project, day: dt.date) -> set[tuple[str, int]]:
    """The rules that are offended; one finding may name several."""
    answer = assess(project, as_of=day, chaining="builtin")
    return {(rule.rule, f.index) for f in answer.findings for rule in f.rules}


def with_days(project: Project, made: Plan, **days: dt.date) -> Project:
    steps = tuple(replace(s, day=days.get(s.event, s.day)) for s in made.steps)
    return planned_project(project, replace(made, steps=steps))


@pytest.mark.parametrize(("facts", "method"), CASES)
@settings(deadline=None, max_examples=20)
@given(start=STARTS)
def test_a_plan_assessed_has_no_finding_and_no_critical_act_may_come_a_day_sooner(
    facts: dict[str, Any], method: str, start: dt.date
) -> None:
    project = make_project({**facts, "method": method})
    # a plan also keeps periods of which it is not known whether they apply: here it is
    applying = make_project({**facts, "method": method, **APPLYING})
    made = plan(project, start=start)
    assert made.possible
    assert made.end is not None
    before = faults(project, made.end)
    assert faults(planned_project(project, made), made.end) <= before
    calendar = default_calendar()
    for step in made.steps:
        if not step.critical or not step.after:
            continue
        sooner = step.day - dt.timedelta(days=1)
        if made.day(step.after) == step.day:
            assert not step.rule or step.day == start
            continue
        while not calendar.must_work(sooner.toordinal()) and sooner > made.day(step.after):
            sooner -= dt.timedelta(days=1)
        if step.rule:
            earlier = with_days(applying, made, **{step.event: sooner})
            remarked = {p.rule for p in assess(earlier, as_of=made.end).periods if p.remark is not None}
            assert step.rule in remarked | {r for r, _ in faults(earlier, made.end)}
        else:
            assert sooner <= made.day(step.after)


@pytest.mark.parametrize(("facts", "method"), CASES)
@settings(deadline=None, max_examples=10)
@given(goal=STARTS)
def test_the_latest_start_reaches_the_target_and_the_next_working_day_does_not(
    facts: dict[str, Any], method: str, goal: dt.date
) -> None:
    project = make_project({**facts, "method": method})
    made = plan(project, target=("contract_signed", goal))
    assert made.possible
    assert made.start is not None
    assert made.day("contract_signed") <= goal
    later = plan(project, start=made.start + dt.timedelta(days=1), target=("contract_signed", goal))
    assert later.steps[0].day > made.start
    assert not later.possible


def test_a_stated_day_is_kept() -> None:
    project = make_project(
        {**BASE, "timeline": {"tender_notice_published": "2026-03-02", "tender_documents_issued": "2026-03-02"}}
    )
    made = plan(project, start=dt.date(2026, 3, 2))
    assert made.day("tender_notice_published") == dt.date(2026, 3, 2)
    assert made.steps[0].fixed
    assert made.day("bid_deadline") == dt.date(2026, 3, 23)


def test_an_impossible_target_names_the_periods_that_make_it_so() -> None:
    made = plan(make_project(BASE), start=dt.date(2026, 9, 14), target=("contract_signed", dt.date(2026, 9, 20)))
    assert not made.possible
    assert "gp.tender.bid-preparation" in {s.rule for s in made.steps if s.critical}


def test_rules_that_collide_are_reported_as_an_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "procurement").mkdir(parents=True)
    (folder / "procurement" / "own.yaml").write_text(
        """
- id: own.deadline-soon
  scope: procedure
  title: {zh: 十日内截止, en: The deadline is within ten days}
  basis: [gpl-2014:35]
  in_force: {from: 2003-01-01}
  applies: gp_procedure
  period: {from: tender_documents_issued, act: bid_deadline, at_most: 10 days}
""",
        encoding="utf-8",
    )
    made = plan(make_project(BASE), start=dt.date(2026, 9, 14), law=compile_law(load_rulebook(more=[folder])))
    assert not made.possible
    assert made.obstacles[0].event == "bid_deadline"
    assert made.obstacles[0].rule == "own.deadline-soon"


@pytest.mark.parametrize(
    ("facts", "asked", "text"),
    [
        (BASE, {}, "state a start or a target"),
        (BASE, {"target": ("candidates_published", dt.date(2026, 9, 1))}, "is no step of this course"),
        ({"title": "?"}, {"start": dt.date(2026, 9, 1)}, "course cannot be told"),
    ],
)
def test_what_cannot_be_planned_is_said(facts: dict[str, Any], asked: dict[str, Any], text: str) -> None:
    with pytest.raises(PlanError, match=text) as caught:
        plan(make_project(facts), **asked)
    assert text in caught.value.text("en")
    assert re.search("[\u4e00-\u9fff]", caught.value.text("zh"))


def test_without_a_known_notice_no_doubtful_day_is_used() -> None:
    made = plan(make_project(BASE), start=dt.date(2026, 9, 14), known_at=dt.date(2025, 6, 1))
    context = Context(dt.date(2026, 9, 14).toordinal(), default_calendar())
    assert made.end is not None
    assert made.end >= plan(make_project(BASE), start=dt.date(2026, 9, 14)).day("contract_filed")
    assert run(engine_for(), make_project(BASE), context).conflicts == []


def test_the_command_shows_the_plan_and_its_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps(BASE), encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["plan", str(file), "--start", "2026-09-14", "--lang", "en"])
    assert stop.value.code == 0
    assert "At least twenty days to prepare bids" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["plan", str(file), "--target", "contract_signed=2026-10-30", "--json"])
    data = json.loads(capsys.readouterr().out)
    tables = {name: data.pop(name) for name, _ in TABLES.values() if name in data}
    told = Reader(tables).instance(Plan, data, "plan")
    expected = plan(make_project(BASE), target=("contract_signed", dt.date(2026, 10, 30)))
    assert replace(told, steps=()) == replace(expected, steps=())
    assert [(s.event, s.title, s.day, s.after, s.rule, s.citations, s.fixed, s.critical) for s in told.steps] == [
        (s.event, s.title, s.day, s.after, s.rule, s.citations, s.fixed, s.critical) for s in expected.steps
    ]
    assert told.start == dt.date(2026, 10, 9)
    with pytest.raises(SystemExit) as stop:
        main(["plan", str(file), "--start", "2026-09-14", "--target", "contract_signed=2026-09-20"])
    assert stop.value.code == 1
    with pytest.raises(SystemExit) as stop:
        main(["plan", str(file), "--start", "soon"])
    assert stop.value.code == 3


def test_a_plan_keeps_what_may_apply() -> None:
    """A single source at the threshold whose ground is not stated: publicity first, then the application."""
    project = make_project(
        {
            **BASE,
            "purchaser": {"kind": "public_institution", "level": "province", "place": "河南"},
            "budget": 4_500_000,
            "catalogue": {"listed": False},
        }
    )
    made = plan(project, start=dt.date(2026, 9, 17), method="single_source")
    assert made.day("single_source_publicity_ended") == dt.date(2026, 9, 23)
    assert made.day("approval_applied") == dt.date(2026, 9, 24)
    made = plan(project, start=dt.date(2026, 9, 17), method="competitive_negotiation")
    assert made.day("approval_granted") == dt.date(2026, 9, 17)
    assert made.day("tender_notice_published") == dt.date(2026, 9, 18)


def test_a_plan_has_the_steps_that_the_purchase_owes() -> None:
    """Below the threshold neither approval nor publicity; with prequalification its own steps, before the documents."""
    small = make_project({**BASE, "budget": 1_500_000, "catalogue": {"listed": False}})
    steps = {s.event for s in plan(small, start=dt.date(2026, 9, 17), method="single_source").steps}
    assert not steps & {"single_source_publicity_started", "approval_applied", "approval_granted"}
    made = plan(make_project({**WORKS, "prequalification": {"used": True}}), start=dt.date(2026, 9, 17))
    order = [s.event for s in made.steps]
    assert "tender_notice_published" not in order
    assert order.index("prequalification_deadline") < order.index("tender_documents_issued")
