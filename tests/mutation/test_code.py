"""The mutants of the counting code: made where they are meant, put in place, and noticed."""

from __future__ import annotations

import multiprocessing
from typing import Any

from procure_rules.calendar import Count, default_calendar
from tests.mutation.code import MODULES, code_mutants, put_in_place, source

CORE = MODULES[0]


def test_edits_stay_inside_functions() -> None:
    for module in MODULES:
        lines = source(module).splitlines()
        found = code_mutants(module)
        assert len(found) > 50
        assert not [
            m for m in found if not m.function or lines[m.line - 1].lstrip().startswith(("def ", "class ", "@"))
        ]


def answer(number: int, end: Any) -> None:
    put_in_place(code_mutants(CORE)[number])
    end.send(default_calendar().end(739_000, 10, Count("day")))


def test_a_mutant_changes_what_is_counted_in_its_own_process_only() -> None:
    plain = default_calendar().end(739_000, 10, Count("day"))
    assert plain == 739_010
    number = next(i for i, m in enumerate(code_mutants(CORE)) if m.function == "_days" and "start + step" in m.text)
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=answer, args=(number, there))
    process.start()
    assert here.recv() == 739_008
    process.join()
    assert default_calendar().end(739_000, 10, Count("day")) == plain
