"""What is made of a run: the brief, everything, each part, and their size as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import process_time
from typing import Any

from benchmarks.measure import Row, Size, Times, by_turns
from benchmarks.projects import EXAMPLE_DAY, FULL_DAY, example, full_projects
from benchmarks.run import runner
from procure_rules import Assessment, Project, assess
from procure_rules.answers.assessment import PARTS
from procure_rules.assess import engine_for

__all__ = ["measure"]


def measure(size: Size) -> Iterator[Row]:
    """what is made of a run, with the run: the brief; all parts and the record; each part after those before it"""
    law, hospital = engine_for(), example()
    full = full_projects(size.projects)
    for name, projects, day in (("hospital tender", [hospital], EXAMPLE_DAY), ("full projects", full, FULL_DAY)):
        each = partial(_each, projects, day)
        runs: dict[str, Callable[[], object]] = {
            "run": runner(law, projects, day),
            "assess": partial(each, lambda answer: answer),
            "brief": partial(each, Assessment.brief),
            "everything": partial(each, everything),
        }
        times = by_turns(size.rounds, runs, 3 // len(projects) or 1)
        for what, budget in (("assess", None), ("brief", 2.5), ("everything", 5)):
            told = f"{1e3 * times.median(what) / len(projects):.1f} ms"
            yield Row(f"{name}, {what} / run", times.ratio(what, "run"), "×", budget, told)
    run = runner(law, [hospital], EXAMPLE_DAY)
    parts = _parts(size.rounds, run, lambda: assess(hospital, as_of=EXAMPLE_DAY, chaining="builtin"))
    for name in list(parts)[1:]:
        yield Row(f"  {name}", 1e3 * parts.median(name), "ms", note=f"{parts.ratio(name, 'run'):.2f} × run")
    made = assess(hospital, as_of=EXAMPLE_DAY)
    yield Row("hospital tender, JSON", kilobytes(made.to_dict()), "kB", 120, "without what is not applicable")
    yield Row("hospital tender, JSON of the brief", kilobytes(made.brief().to_dict()), "kB", 5)


def _each(projects: Sequence[Project], day: dt.date, use: Callable[[Assessment], object]) -> None:
    for project in projects:
        use(assess(project, as_of=day, chaining="builtin"))


def everything(answer: Assessment) -> dict[str, Any]:
    for name in PARTS:
        getattr(answer, name)
    return answer.to_dict()


def _parts(rounds: int, run: Any, answer: Any) -> Times:
    times = Times({name: [] for name in ("run", *PARTS, "to_dict()")})
    for _ in range(rounds):
        made = answer()
        asked = {name: partial(getattr, made, name) for name in PARTS}
        for name, call in {"run": run, **asked, "to_dict()": made.to_dict}.items():
            start = process_time()
            call()
            times[name].append(process_time() - start)
    return times


def kilobytes(data: Any) -> float:
    return len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()) / 1000
