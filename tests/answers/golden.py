"""What is answered for every example project, a line an answer: ``python -m tests.answers.golden --write`` renews it.

A line is ``rule[index] strict presumed safe literal``: of the days ``=`` where both lines are the same, nothing where
both are open. What is strictly open and presumed not applicable is left out: nobody stated anything that speaks of it.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from procure_rules import Assessment, Project, assess, load_project
from procure_rules.answers import Answer, DateLine, MethodAnswer, Right
from procure_rules.answers.common import NO_DAY
from tests.examples.collection import EXAMPLES, INVENTED, collection

AS_OF = dt.date(2026, 11, 30)
FOLDER = Path(__file__).parent / "golden"
OPEN, SILENT = ("undetermined", "unknown"), ("not_applicable", "inactive")


def projects() -> dict[str, Project]:
    """Every example project by its name."""
    invented = {name: load_project(EXAMPLES / f"{name}.yaml") for name in sorted(INVENTED)}
    return invented | {one.name: one.project for one in collection()}


def lines(answer: Assessment) -> list[str]:
    """The answers of an assessment: conclusions and rules, what could be filed, methods."""
    rows: Iterable[Answer] = (*answer.answers(), *answer.openings)
    told = [one for one in rows if not (one.strict in OPEN and one.presumed in SILENT)]
    return [*map(_of, told), *map(_method, answer.methods)]


def _of(one: Answer) -> str:
    name = f"{one.rule}[{one.index}]"
    if isinstance(one, Right):
        name = f"{one.rule}[{one.procedure}:{one.follows or ','.join(one.against)}:{one.status}]"
    parts = [name, one.strict, one.presumed]
    if hasattr(one, "safe") and (one.safe, one.literal) != (NO_DAY, NO_DAY):
        parts += [_days(one.safe), "=" if one.literal == one.safe else _days(one.literal)]
    return " ".join(part.replace(" ", "") for part in parts)


def _method(one: MethodAnswer) -> str:
    return f"method.{one.method}[{one.index}] {one.strict} {one.presumed}"


def _days(line: DateLine) -> str:
    if line.certain:
        return str(line.earliest)
    return f"{line.earliest or ''}..{line.latest or ''}" if line.earliest or line.latest else "-"


def made() -> Iterator[tuple[str, str]]:
    """Each project's name and its lines, as of today's rules."""
    for name, project in projects().items():
        yield name, "\n".join(lines(assess(project, as_of=AS_OF, chaining="builtin"))) + "\n"


def main(arguments: list[str]) -> None:
    found = dict(made())
    print(f"{len(found)} projects, {sum(len(t.encode()) for t in found.values())} bytes")
    if "--write" in arguments:
        FOLDER.mkdir(exist_ok=True)
        for old in FOLDER.glob("*.txt"):
            old.unlink()
        for name, text in found.items():
            (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
