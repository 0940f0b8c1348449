"""The garbage collector while much is made that stays."""

from __future__ import annotations

import datetime as dt
import gc
import weakref
from collections.abc import Iterator

import pytest

from procure_rules import assess, make_project
from procure_rules.engine.law import compile_law
from procure_rules.garbage import uncollected
from procure_rules.rules.loader import default_rulebook


@pytest.fixture(autouse=True)
def _running() -> Iterator[None]:
    assert gc.isenabled()
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_rests_and_what_was_made_is_old() -> None:
    with uncollected():
        assert not gc.isenabled()
        made: list[object] = [[]]
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert any(one is made for one in gc.get_objects(generation=2))
    assert not gc.get_freeze_count()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_what_the_application_has_set_stays() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
    gc.enable()
    gc.freeze()
    with uncollected():
        pass
    assert gc.get_freeze_count()


def test_a_compiled_rulebook_goes_with_the_last_who_holds_it() -> None:
    gc.collect()
    gc.disable()
    try:
        law = compile_law(default_rulebook())
        assess(make_project({}), as_of=dt.date(2026, 9, 29), law=law).to_dict()
        gone = weakref.ref(law)
        del law
        assert gone() is None  # nothing in it is a cycle
    finally:
        gc.enable()
