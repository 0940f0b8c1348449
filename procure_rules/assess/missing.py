"""Which facts are worth asking next: those that most open answers wait for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from procure_rules.answers.common import Waiting
from procure_rules.assess.evidence import Evidence
from procure_rules.engine.trace import Gap

__all__ = ["ranked"]

AT_ONCE = 1_000  # sets that are held at a time: they are wide where there are many instances


def ranked(evidence: Evidence, waiting: Iterator[int]) -> tuple[Waiting, ...]:
    """The missing facts of open answers (sets of gaps), each with the number that wait for it, the greatest first."""
    count: Counter[Gap] = Counter()
    while some := Counter(islice(waiting, AT_ONCE)):
        for gaps, times in some.items():
            for gap in evidence.gaps.listed(gaps):
                if gap.kind == "missing":
                    count[gap] += times
    made = (Waiting(evidence.gap(gap), number, evidence.question(gap)) for gap, number in count.items())
    return tuple(sorted(made, key=lambda w: (-w.blocks, w.fact)))
