"""Run in a fresh interpreter: from nothing to the first assessment, with the time that each step took, as JSON.

``python first_assessment.py split FILE DAY`` takes the steps one by one; ``whole`` does what a user would write.
"""

from __future__ import annotations

import sys
from time import perf_counter

marks = [("", perf_counter())]


def mark(name: str) -> None:
    marks.append((name, perf_counter()))


def main(mode: str, file: str, day: str) -> None:
    import datetime as dt

    from procure_rules import assess, load_project

    mark("import")
    as_of = dt.date.fromisoformat(day)
    if mode == "whole":
        assess(load_project(file), as_of=as_of).to_dict()
        return
    project = load_project(file)
    mark("project file")
    from procure_rules.rules.loader import default_rulebook

    book = default_rulebook()
    mark("rulebook")
    from procure_rules.engine.law import compile_law

    engine = compile_law(book)
    mark("compile")
    from procure_rules.calendar import calendar_known_at

    calendar = calendar_known_at(as_of)
    mark("calendar")
    from procure_rules.engine.layout import Context
    from procure_rules.engine.run import run

    for presumed in (False, True):
        run(engine, project, Context(as_of.toordinal(), calendar, presumed))
    mark("first strict + presumed")
    assess(project, as_of=as_of, calendar=calendar, law=engine).to_dict()
    mark("first assess, every answer")
    import json
    from itertools import pairwise

    sys.stdout.write(json.dumps([[name, end - start] for (_, start), (name, end) in pairwise(marks)]))


if __name__ == "__main__":
    main(*sys.argv[1:])
