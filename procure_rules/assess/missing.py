"""Which facts are worth asking next: those that most open answers wait for."""

from __future__ import annotations

from collections.abc import Iterable

from procure_rules.answers.common import Waiting
from procure_rules.assess.evidence import Evidence
from procure_rules.engine.trace import Gap, Numbers

__all__ = ["ranked"]


def ranked(evidence: Evidence, waiting: Iterable[int]) -> tuple[Waiting, ...]:
    """The missing facts of open answers (sets of gaps), each with the number that wait for it, the greatest first."""
    found = [(gap, number) for gap, number in counted(evidence.gaps, waiting).items() if gap.kind == "missing"]
    made = [(Waiting(evidence.gap(gap), number, evidence.question(gap)), gap) for gap, number in found]
    return tuple(w for w, gap in sorted(made, key=lambda x: (-x[0].blocks, x[0].fact, x[1].at)))


def counted(numbers: Numbers[Gap], sets: Iterable[int]) -> dict[Gap, int]:
    """In how many of the sets each gap is. All are added at once, as columns of binary digits: the first number holds
    the ones of all counts, the next the twos.
    """
    digits: list[int] = []
    for one in sets:
        carry, place = one, 0
        while carry:
            if place == len(digits):
                digits.append(0)
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1
    out: dict[Gap, int] = {}
    for place, digit in enumerate(digits):
        for gap in numbers.listed(digit):
            out[gap] = out.get(gap, 0) + (1 << place)
    return out
