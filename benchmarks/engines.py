"""One project by every engine: scalar with the built-in chainer, scalar with durable-rules, columns; equal answers."""

from __future__ import annotations

from benchmarks.bulk import available
from benchmarks.projects import EXAMPLE_DAY, example
from benchmarks.timing import Contestant, Figure, alternate
from procure_rules.assess import engine_for
from procure_rules.calendar import default_calendar
from procure_rules.engine.durable import DurableError, durable_for
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run

__all__ = ["measure"]

GROUP = "one project by every engine"
BUILTIN = "scalar, built-in chainer"
RUNS = (False, True)  # strict, presumed
Verdicts = dict[str, list[int]]


def measure(count: int, number: int) -> tuple[list[Figure], list[str]]:
    """Both runs of the demo project, and remarks. Raises ``AssertionError`` where the engines differ."""
    engine, calendar, project = engine_for(), default_calendar(), example()
    day = EXAMPLE_DAY.toordinal()
    scopes = {name: versions.scope for name, versions in engine.rules.items()}
    remarks: list[str] = []
    note = f"strict + presumed, {len(engine.book.rules)} rules; equal verdicts"

    def builtin() -> list[Verdicts]:
        return [run(engine, project, Context(day, calendar, p)).verdicts for p in RUNS]

    wanted = builtin()
    contestants = [Contestant(BUILTIN, lambda: [builtin() for _ in range(number)], number, note)]

    def same(name: str, found: list[Verdicts]) -> None:
        for presumed, one, other in zip(RUNS, wanted, found, strict=True):
            for rule in scopes:
                if one.get(rule, []) != other.get(rule, []):
                    raise AssertionError(f"{name}: {rule}, presumed={presumed}: {other.get(rule)}, not {one.get(rule)}")

    try:
        chaining = durable_for(engine)
    except DurableError as error:
        remarks.append(error.text("en"))
    else:

        def durable() -> list[Verdicts]:
            return [run(engine, project, Context(day, calendar, p), chaining).verdicts for p in RUNS]

        same("durable", durable())
        contestants.append(
            Contestant("scalar, durable-rules", lambda: [durable() for _ in range(number)], number, note)
        )
    missing = available()
    if missing:
        remarks.append(f"Columns were skipped: {missing}")
    else:
        from procure_rules.engine.columnar import Columnar, tables_from_projects

        columns, tables = Columnar(engine.book), tables_from_projects([project])

        def columnar() -> list[Verdicts]:
            frames = [o.frames for o in columns.both(tables, day, calendar)]
            return [{r: f[s][f"rule:{r}"].to_list() if f[s].height else [] for r, s in scopes.items()} for f in frames]

        same("columnar", columnar())
        contestants.append(
            Contestant("columns, one project at a time", columnar, 1, f"{note}; made for many at a time")
        )
    return alternate(GROUP, "project", count, contestants, (BUILTIN,)), remarks
