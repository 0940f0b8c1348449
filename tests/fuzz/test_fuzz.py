"""The inputs of the corpus, and what is a few bytes away from them, end with an answer or an error that is promised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.strategies import examples
from tests.fuzz.__main__ import NAMES
from tests.fuzz.targets import CORPUS, TARGETS

FILES = sorted(f for f in CORPUS.rglob("*") if f.is_file())
SLOW = {"assessed"}


def test_every_target_has_its_corpus() -> None:
    assert tuple(TARGETS) == NAMES
    assert {f.parent.name for f in FILES} == {*TARGETS}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_an_input_of_the_corpus_is_read_or_refused(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


@st.composite
def changed(draw: st.DrawFn, target: str) -> bytes:
    """An input of the corpus in which up to four pieces are cut, doubled or replaced."""
    data = draw(st.sampled_from([f.read_bytes() for f in FILES if f.parent.name == target]))
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(data)))
        last = draw(st.integers(first, min(len(data), first + 12)))
        new = draw(
            st.one_of(st.binary(max_size=4), st.just(data[first:last] * 2), st.sampled_from([b"[", b"{", b": ", b"\n"]))
        )
        data = data[:first] + new + data[last:]
    return data


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_a_few_bytes_away_is_read_or_refused(target: str) -> None:
    @settings(
        max_examples=examples(25 if target in SLOW else 100), deadline=5_000, suppress_health_check=list(HealthCheck)
    )
    @given(changed(target))
    def run(data: bytes) -> None:
        TARGETS[target](data)

    run()
