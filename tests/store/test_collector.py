"""The garbage collector while much is made that stays."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from procure_rules.store import uncollected


@pytest.fixture(autouse=True)
def _running() -> Iterator[None]:
    assert gc.isenabled()
    gc.unfreeze()  # what another test, or a library of the tests, left frozen
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


def test_a_compiled_rulebook_that_nobody_holds_goes_without_a_collection() -> None:
    """Nor does it take one after every part of an assessment was made of it."""
    code = (
        "import gc, sys, weakref\n"
        "import datetime as dt\n"
        "from procure_rules import assess, load_rulebook, make_project\n"
        "from procure_rules.assess import engine_for\n"
        "gc.disable()\n"
        "law = engine_for(load_rulebook())\n"
        "answer = assess(make_project({}), as_of=dt.date(2026, 9, 29), law=law)\n"
        "assert answer.to_dict(every=True)\n"
        "kept = weakref.ref(law)\n"
        "assert kept() is not None\n"
        "del law, answer\n"
        "sys.stdout.write(str(kept()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("None", "", 0)
