"""What is asked for is made, once; what is not asked for is not made; threads see the same."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from procure_rules import Assessment, assess, brief, make_project, rights
from procure_rules.answers.assessment import PARTS
from procure_rules.assess import parts as made_by
from procure_rules.assess.evidence import Evidence
from procure_rules.assess.parts import Parts
from tests.answers import golden

PROJECT = golden.projects()["first-steps"]
MAKERS = ("judge", "conclusions", "methods", "filings", "openings", "findings", "by_event", "ranked")
NEEDS = {
    "conclusions": {"conclusions"},
    "methods": {"methods", "_methods"},
    "timeline": {"timeline", "periods", "judgements"},
    "periods": {"periods", "judgements"},
    "duties": {"duties", "judgements"},
    "windows": {"windows", "judgements"},
    "filings": {"filings"},
    "openings": {"openings", "filings"},
    "effects": {"effects", "judgements"},
    "findings": {"findings", "_methods", "judgements", "worlds"},
    "any_case": {"any_case", "worlds", "alternatives"},
    "missing": {"missing", "methods", "_methods", "judgements"},
    "contradictions": {"contradictions"},
    "unchecked": {"unchecked", "judgements"},
    "unheard": {"unheard"},
    "conflicts": {"conflicts"},
}
"""What is made for each part."""


def fresh(**how: Any) -> Assessment:
    return assess(PROJECT, as_of=golden.AS_OF, chaining="builtin", **how)


def there(answer: Assessment) -> set[str]:
    """The parts that are made."""
    known = {name for name in dir(Parts) if name not in vars(fresh()._source)}
    return set(vars(answer._source)) & known


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each maker of a part is called."""
    count: Counter[str] = Counter()

    def counted(name: str) -> None:
        original = getattr(made_by, name)

        def call(*args: Any, **more: Any) -> Any:
            count[name] += 1
            return original(*args, **more)

        monkeypatch.setattr(made_by, name, call)

    for name in MAKERS:
        counted(name)
    return count


def test_nothing_is_made_before_it_is_asked_for(calls: Counter[str]) -> None:
    answer = fresh()
    assert (answer.title, answer.as_of, answer.known_at) == (PROJECT.title, golden.AS_OF, golden.AS_OF)
    assert there(answer) == set()
    assert answer.made_from.engine == "builtin"
    assert there(answer) == {"receipt"}
    assert not calls


@pytest.mark.parametrize("part", PARTS)
def test_only_what_a_part_needs_is_made_for_it(part: str) -> None:
    answer = fresh()
    getattr(answer, part)
    assert there(answer) == NEEDS[part]


def test_every_part_is_made_once(calls: Counter[str]) -> None:
    answer = fresh()
    for _ in range(2):
        for part in PARTS:
            assert getattr(answer, part) is getattr(answer, part)
        assert answer.receipt.answer == answer.digest()
        assert answer.to_json(every=True) == answer.to_json(every=True)
        assert brief(answer) == brief(answer)
        assert rights(answer) == rights(answer)
    few = {"conclusions": 1, "by_event": 1}  # which law, and what is due: made for the brief by themselves
    assert calls == Counter(dict.fromkeys(MAKERS, 1)) + Counter(few)


def test_a_brief_makes_only_what_it_shows() -> None:
    answer = fresh()
    assert brief(answer).laws
    assert not there(answer) & {"conclusions", "timeline", "effects", "conflicts", "receipt"}


def test_the_page_of_a_project_needs_no_receipt(calls: Counter[str]) -> None:
    answer = fresh()
    assert brief(answer).laws
    assert answer._answer == ""


def test_reasons_are_looked_up_when_asked_for_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[int] = Counter()
    original = Evidence.reasons

    def reasons(self: Evidence, leaves: int) -> Any:
        asked[leaves] += 1
        return original(self, leaves)

    monkeypatch.setattr(Evidence, "reasons", reasons)
    answer = fresh()
    one = next(d for d in answer.duties if d.presumed == "met")
    assert not asked
    assert one.because
    assert sum(asked.values()) == 1
    assert one.because is one.because
    assert one.assuming is one.assuming
    assert sum(asked.values()) == 1


def test_counts_are_made_only_where_they_are_asked_for() -> None:
    assert not any(p.proof for p in fresh().periods)
    assert any(p.proof for p in fresh(proofs=True).periods)
    assert fresh().digest() == fresh(proofs=True).digest()


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("threads", [2, 8])
def test_threads_that_share_an_assessment_see_the_same(threads: int, calls: Counter[str]) -> None:
    alone = fresh(proofs=True)
    expected = alone.to_json(every=True, proofs=True)
    calls.clear()
    shared = fresh(proofs=True)
    start = Barrier(threads)
    names = list(PARTS)

    def ask(number: int) -> tuple[str, tuple[int, ...]]:
        start.wait()
        parts = names[number % len(names) :] + names[: number % len(names)]
        seen = {name: getattr(shared, name) for name in parts}  # each begins with another part
        for one in shared.answers():
            _ = one.why.reasons if hasattr(one.why, "reasons") else None
        return shared.to_json(every=True, proofs=True), tuple(id(seen[name]) for name in names)

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(ask, range(threads)))
    assert {text for text, _ in found} == {expected}
    assert len({parts for _, parts in found}) == 1
    assert calls == Counter(dict.fromkeys(MAKERS, 1))


@pytest.mark.usefixtures("hasty")
def test_threads_that_share_a_law_see_the_same() -> None:
    projects = [*list(golden.projects().values())[:6], make_project({})]

    def ask(number: int) -> str:
        return assess(projects[number % len(projects)], as_of=golden.AS_OF, chaining="builtin").to_json()

    expected = [ask(n) for n in range(len(projects))]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(ask, range(4 * len(projects))))
    assert found == expected * 4
