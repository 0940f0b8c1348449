"""One project at a time, and one deadline at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from benchmarks.books import BUDGET_RULES, cut
from benchmarks.compare import PLAIN
from benchmarks.projects import EXAMPLE_DAY, example, full_projects
from benchmarks.same_rules.inputs import AS_OF, data_of, inputs
from benchmarks.timing import Contestant, Figure, alternate, rounds
from procure_rules import assess
from procure_rules.assess import engine_for
from procure_rules.calendar import Calendar, Count, add_workdays, default_calendar
from procure_rules.engine.durable import DurableError, durable_for
from procure_rules.engine.law import Law, compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.program import Chaining
from procure_rules.engine.run import run as run_law
from procure_rules.facts import Project, make_project

__all__ = ["deadlines", "projects"]

PROJECT = "one project, whole rulebook"
DEADLINE = "one deadline"
FIRST, LAST = dt.date(2008, 1, 1).toordinal(), dt.date(2025, 6, 1).toordinal()


def _both(project: Project, as_of: dt.date, engine: Law, chaining: Chaining | None = None) -> None:
    calendar = default_calendar()
    for presumed in (False, True):
        run_law(engine, project, Context(as_of.toordinal(), calendar, presumed), chaining)


def _findings(project: Project, as_of: dt.date, calendar: Calendar) -> object:
    return assess(project, as_of=as_of, calendar=calendar).findings


def _everything(project: Project, as_of: dt.date, calendar: Calendar) -> object:
    return assess(project, as_of=as_of, calendar=calendar).to_dict()


def projects(count: int, repeat: int) -> list[Figure]:
    """Strict and presumed runs of prepared projects, and the assessments made from them."""
    engine = engine_for()
    less = compile_law(cut(engine.book))
    budget = f"{len(less.book.rules)} rules; budget 2 ms at {BUDGET_RULES}"
    demo, full = example(), full_projects(20)

    def over(run: Callable[[Project], object], of: list[Project]) -> Callable[[], None]:
        def every() -> None:
            for project in of:
                run(project)

        return every

    calendar = default_calendar()
    figures = []
    for name, of, day in (("demo project", [demo], EXAMPLE_DAY), ("full projects", full, AS_OF)):
        times = max(1, repeat // len(of))
        runs: list[tuple[str, Callable[[Project], object], str, int]] = [
            ("strict + presumed", partial(_both, as_of=day, engine=less), budget, 1),
        ]
        try:
            chained = partial(_both, as_of=day, engine=less, chaining=durable_for(less))
            runs.append(("strict + presumed, durable-rules", chained, "the same rules; budget 1 ms more", 1))
        except DurableError:
            pass
        runs += [
            (
                "strict + presumed, all rules",
                partial(_both, as_of=day, engine=engine),
                f"{len(engine.book.rules)} rules",
                1,
            ),
            ("assess, findings", partial(_findings, as_of=day, calendar=calendar), "and nothing else", 2),
            (
                "assess, every answer",
                partial(_everything, as_of=day, calendar=calendar),
                "as data, in both languages, with reasons and presumptions",
                10,
            ),
        ]
        for what, run, note, share in runs:
            several = of * max(1, times // share)
            figures.append(rounds(PROJECT, f"{name}: {what}", "project", over(run, several), count, len(several), note))
    raw = [data_of(f) for f in inputs(repeat, 3)]

    def made() -> None:
        for data in raw:
            make_project(data)

    figures.append(
        rounds(PROJECT, "make_project", "project", made, count, len(raw), "validation, not in the lines above")
    )
    return figures


def deadlines(count: int, repeat: int) -> list[Figure]:
    """Ends of periods by the tables of the calendar, beside a walk day by day in plain Python."""
    calendar = default_calendar()
    step = max(1, (LAST - FIRST) // repeat)
    starts = list(range(FIRST, LAST, step))
    days = [dt.date.fromordinal(o) for o in starts]
    seven, thirty = Count("workday"), Count("day", roll="forward")
    size = len(starts)
    same = [
        Contestant(
            "Calendar.end, 7 workdays", lambda: [calendar.end(o, 7, seven) for o in starts], size, "budget 5 µs"
        ),
        Contestant(
            "add_workdays, 7", lambda: [add_workdays(d, 7) for d in days], size, "dates in and out, both bounds"
        ),
    ]
    others = [
        Contestant("Calendar.end, 30 days, rolled", lambda: [calendar.end(o, 30, thirty) for o in starts], size),
        Contestant(
            "Calendar.bounds, 7 workdays", lambda: [calendar.bounds((o, o + 2), 7, seven) for o in starts], size
        ),
        Contestant(
            "Calendar.bounds, 30 days, rolled", lambda: [calendar.bounds((o, o + 2), 30, thirty) for o in starts], size
        ),
    ]
    try:
        from chinese_calendar import is_workday
    except ImportError:
        return alternate(DEADLINE, "deadline", count, [*same, *others])
    rest = frozenset(o for o in range(FIRST, LAST + 60) if not is_workday(dt.date.fromordinal(o)))

    def walk(day: int) -> int:
        left = 7
        while left:
            day += 1
            left -= day not in rest
        return day

    walked = [walk(o) for o in starts]
    if walked != [calendar.end(o, 7, seven) for o in starts] or walked != [
        add_workdays(d, 7).date.toordinal() for d in days
    ]:
        raise AssertionError("the calendar and chinesecalendar differ")
    note = "7 workdays, a walk over chinesecalendar's days; equal"
    same.append(Contestant(PLAIN, lambda: [walk(o) for o in starts], size, note))
    return alternate(DEADLINE, "deadline", count, same, (PLAIN,)) + alternate(DEADLINE, "deadline", count, others)
