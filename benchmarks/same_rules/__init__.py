"""Some rules, from facts to verdicts, answered three ways: by the library, by plain Python and by zen-engine."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.measure import Row, Size, by_turns
from benchmarks.same_rules.inputs import inputs, project_of
from benchmarks.same_rules.law import CONCLUSIONS, RULES, law_of
from benchmarks.same_rules.ours import Library
from benchmarks.same_rules.plain import Plain
from benchmarks.same_rules.zen_model import Zen

__all__ = ["LIBRARY", "PLAIN", "ZEN", "contestants", "differences", "measure"]

LIBRARY, PLAIN, ZEN = "procure_rules", "plain Python", "zen-engine"
BUDGET, AIM = 1.0, 0.5
Answers = list[tuple[bool | int | None, ...]]


def measure(size: Size) -> Iterator[Row | str]:
    """the strict pass over some rules, beside the same rules in plain Python and in zen-engine, with equal answers"""
    runs = contestants(size.inputs)
    wrong = differences({name: run() for name, run in runs.items()})
    if wrong:
        raise AssertionError("\n".join(wrong))
    times = by_turns(size.rounds, runs)
    for name in runs:
        yield Row(name, 1e6 * times.median(name) / size.inputs, "µs")
    if ZEN in runs:
        yield Row(f"{LIBRARY} / {ZEN}", times.ratio(LIBRARY, ZEN), "×", BUDGET, f"aim {AIM}")
    else:
        yield f"  {ZEN} is not installed: left out"
    yield Row(f"{LIBRARY} / {PLAIN}", times.ratio(LIBRARY, PLAIN), "×")


def contestants(count: int) -> dict[str, Callable[[], Answers]]:
    """Each over the same inputs in the form it takes, all of it made beforehand."""
    library, facts = Library(), inputs(count)
    law = law_of(library.law.book)
    plain, projects = Plain(law), [project_of(f) for f in facts]
    runs = {
        LIBRARY: lambda: [library.answers(p) for p in projects],
        PLAIN: lambda: [plain.answers(f) for f in facts],
    }
    if importlib.util.find_spec("zen"):
        zen = Zen(law)
        runs[ZEN] = lambda: [zen.answers(f) for f in facts]
    return runs


def differences(answers: Mapping[str, Any]) -> list[str]:
    """Where a contestant's answers are not the library's, with the first input that shows it."""
    (first, ours), *others = answers.items()
    out = []
    for who, theirs in others:
        for at, name in enumerate((*CONCLUSIONS, *RULES)):
            pairs = [(a[at], b[at]) for a, b in zip(ours, theirs, strict=True)]
            # True is not 1: a verdict is no truth value
            rows = [i for i, (a, b) in enumerate(pairs) if type(a) is not type(b) or a != b]
            if rows:
                i = rows[0]
                told = f"{name}: {first} {ours[i][at]}, {who} {theirs[i][at]}"
                out.append(f"{told} (input {i}, and {len(rows) - 1} more)")
    return out
