"""Chaining by durable-rules: the built-in chainer's answers on anything, and none of the ways in which it can fail."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procure_rules import assess
from procure_rules.calendar import default_calendar
from procure_rules.engine import durable
from procure_rules.engine.clauses import ALWAYS, NEVER, WIDTH, Clause, Clauses, fixpoint
from procure_rules.engine.durable import MODULE, Durable, Ruleset, durable_for, extension
from procure_rules.engine.law import Law, compile_law
from procure_rules.engine.layout import Context
from procure_rules.engine.run import run as run_law
from procure_rules.errors import DurableError
from procure_rules.facts import make_project
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook
from tests.engine.equal import Case, chained
from tests.engine.hazards import fuzz
from tests.engine.strata import RandomStratum, random_definitions
from tests.engine.strategies import projects, stream
from tests.engine.trial import trial_rulebook

CALENDAR = default_calendar()
DAY = dt.date(2026, 6, 1)

try:
    extension()
    INSTALLED = True
except DurableError:
    INSTALLED = False
needs_extension = pytest.mark.skipif(not INSTALLED, reason="durable-rules is not installed")


def drawn(seed: int, number: int, book: Rulebook | None = None) -> list[Case]:
    return list(islice(stream(seed, book), number))


@pytest.fixture(scope="module")
def engine() -> Law:
    return compile_law(default_rulebook())


# the clauses ----------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_fixpoint_of_the_clauses_is_what_the_built_in_chainer_says(seed: int) -> None:
    one = RandomStratum(random.Random(seed))
    clauses = one.stratum.clauses
    assert all(0 < len(c.premises) <= WIDTH for c in clauses)
    for _ in range(30):
        frame = one.frame()
        assert one.stratum.read(fixpoint(clauses, one.stratum.facts(frame))) == one.expected(frame)


def test_every_outcome_is_reached() -> None:
    seen = set()
    for seed in range(150):
        one = RandomStratum(random.Random(seed))
        seen |= {one.expected(one.frame()) for _ in range(20)}
    assert seen == {(True, False), (False, False), (None, False), (None, True)}


def test_more_premises_than_a_rule_takes_are_split() -> None:
    made = Clauses()
    wanted = made.all_of(range(1000, 1100))
    assert max(len(c.premises) for c in made.clauses) == WIDTH
    assert wanted in fixpoint(made.clauses, range(1000, 1100))
    assert wanted not in fixpoint(made.clauses, range(1000, 1099))


def test_constants_need_no_clause() -> None:
    made = Clauses()
    assert made.all_of([ALWAYS, 7]) == made.any_of([7, NEVER]) == 7
    assert made.all_of([7, NEVER]) == made.any_of([]) == NEVER
    assert made.any_of([7, ALWAYS]) == made.all_of([]) == ALWAYS
    assert made.clauses == []


# the network ----------------------------------------------------------------------------------------------------


def random_clauses(rng: random.Random, count: int, propositions: int) -> list[Clause]:
    """Any clauses, cycles included."""
    return [
        Clause(tuple(rng.sample(range(propositions), rng.choice((1, 1, 2, 2, 3, WIDTH)))), rng.randrange(propositions))
        for _ in range(count)
    ]


@needs_extension
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_network_reaches_the_fixpoint(seed: int) -> None:
    rng = random.Random(seed)
    clauses = random_clauses(rng, rng.randint(1, 120), rng.randint(WIDTH, 80))
    network = Ruleset(extension(), clauses)
    for _ in range(5):
        facts = set(rng.sample(range(WIDTH), rng.randint(0, WIDTH)))
        fired: list[int] = []
        known = network.known(facts, fired)
        assert known == fixpoint(clauses, facts)
        so_far = {ALWAYS, *facts}
        for number in fired:  # what fired is a proof
            assert so_far.issuperset(clauses[number].premises)
            so_far.add(clauses[number].head)
        assert so_far == known


@needs_extension
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_networks_of_a_stratum_say_what_the_built_in_chainer_says(seed: int) -> None:
    one = RandomStratum(random.Random(seed))
    networks = [Ruleset(extension(), part) for part in durable._parts(one.stratum.clauses)]
    for _ in range(10):
        frame = one.frame()
        known = one.stratum.facts(frame)
        for network in networks:
            known = network.known(known)
        assert one.stratum.read(known) == one.expected(frame)


@needs_extension
def test_hundreds_of_propositions_may_hold_at_once() -> None:
    # the C code takes 64 conditions that hold of one document, and 512 in one node
    size = 1_500
    clauses = [Clause((i, size - 1 - i), size + i) for i in range(size // 2)] + [
        Clause((size + i,), size * 2 + i) for i in range(size // 2)
    ]
    network = Ruleset(extension(), clauses)
    assert network.known(range(size)) == fixpoint(clauses, range(size))
    assert network.known(range(0, size, 2)) == fixpoint(clauses, range(0, size, 2))
    assert network.known({size - 1}) == {ALWAYS, size - 1}


@needs_extension
def test_runs_leave_nothing_behind() -> None:
    network = Ruleset(extension(), [Clause((0, 1), 2), Clause((2,), 3)])
    for _ in range(50):
        assert network.known({0}) == {ALWAYS, 0}
        assert network.known({1}) == {ALWAYS, 1}
        assert network.known(()) == {ALWAYS}
        assert network.known({0, 1}) == {ALWAYS, 0, 1, 2, 3}


@needs_extension
def test_numbers_are_told_apart_by_their_hashes() -> None:
    # facts are found again by a 32-bit hash of their names
    def fnv(text: str) -> int:
        value = 2166136261
        for byte in text.encode():
            value = (value ^ byte) * 16777619 % 2**32
        return value

    names = ["start", "sid-1", *map(str, range(durable.MOST * (WIDTH + 1)))]
    assert len({fnv(n) for n in names}) == len(names)


@needs_extension
def test_contradictory_derivations_are_a_conflict_and_unknown() -> None:
    engine = compile_law(trial_rulebook())
    chaining = durable_for(engine)
    cases = drawn(7, 150, engine.book)
    conflicts = 0
    for project, day in cases:
        plain = run_law(engine, project, Context(day, CALENDAR))
        world = run_law(engine, project, Context(day, CALENDAR), chaining)
        assert world.conflicts == plain.conflicts
        conflicts += sum(name == "t_yes" for name, _ in world.conflicts)
    assert conflicts
    assert list(chained(engine, chaining, cases, CALENDAR)) == []


@needs_extension
def test_a_ruleset_too_large_is_refused() -> None:
    with pytest.raises(DurableError):
        Ruleset(extension(), [Clause((0,), i + 1) for i in range(durable.MOST + 1)])


@needs_extension
def test_the_firing_limit_ends_a_run_and_the_network() -> None:
    clauses = [Clause((i,), i + 1) for i in range(20)]
    network = Ruleset(extension(), clauses, limit=5)
    with pytest.raises(DurableError, match="firing limit 5"):
        network.known({0})
    with pytest.raises(DurableError, match="firing limit 5"):
        network.known({3})
    assert Ruleset(extension(), clauses).known({0}) == {ALWAYS, *range(21)}


@needs_extension
@pytest.mark.parametrize("call", ["assert_facts", "start_action_for_state", "assert_fact", "complete_and_start_action"])
def test_an_interrupted_run_leaves_no_facts_behind(call: str) -> None:
    class Interrupted:
        def __init__(self) -> None:
            self.left = 1

        def __getattr__(self, name: str) -> Any:
            real = getattr(extension(), name)

            def called(*args: Any) -> Any:
                out = real(*args)
                if name == call and self.left:
                    self.left = 0
                    raise KeyboardInterrupt
                return out

            return called

    network = Ruleset(Interrupted(), [Clause((0, 1), 2), Clause((2,), 3)])
    with pytest.raises(KeyboardInterrupt):
        network.known({0, 1})
    assert network.known({0}) == {ALWAYS, 0}
    assert network.known({1}) == {ALWAYS, 1}
    assert network.known({0, 1}) == {ALWAYS, 0, 1, 2, 3}


@needs_extension
def test_networks_end_with_their_law() -> None:
    engine = compile_law(default_rulebook())
    ends = [network.delete for _, networks in durable_for(engine).strata.values() for network in networks]
    assert ends
    assert all(e.alive for e in ends)
    del engine  # nothing in it is a cycle
    assert not any(e.alive for e in ends)


# whole rulebooks ------------------------------------------------------------------------------------------------


@needs_extension
def test_random_projects_give_equal_answers(engine: Law) -> None:
    assert list(chained(engine, durable_for(engine), drawn(2027, 250), CALENDAR)) == []


@needs_extension
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(projects())
def test_any_single_project_gives_equal_answers(case: Case) -> None:
    engine = compile_law(default_rulebook())
    assert list(chained(engine, durable_for(engine), [case], CALENDAR)) == []


@needs_extension
@pytest.mark.parametrize("seed", range(6))
def test_random_definitions_give_equal_answers(seed: int) -> None:
    engine = compile_law(random_definitions(seed))
    assert list(chained(engine, durable_for(engine), drawn(seed, 60, engine.book), CALENDAR)) == []


@needs_extension
@pytest.mark.parametrize("proofs", [False, True])
def test_an_assessment_is_the_same_but_for_the_name_of_the_engine(proofs: bool) -> None:
    for project, day in drawn(31, 20):
        how: Any = {"as_of": dt.date.fromordinal(day), "proofs": proofs}
        one, two, three = (assess(project, **how, chaining=e) for e in ("builtin", "durable", None))
        assert (one.receipt.engine, two.receipt.engine, three.receipt.engine) == ("builtin", "durable", "durable")
        assert two == three
        plain, drawn_by = (x.to_dict(every=True, proofs=True) for x in (one, two))
        assert plain | {"receipt": plain["receipt"] | {"engine": "durable"}} == drawn_by


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="chaining: builtin, durable"):
        assess(make_project({}), as_of=DAY, chaining="rete")


# hazards --------------------------------------------------------------------------------------------------------


@needs_extension
def test_memory_stays_flat_over_many_assessments() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-m",
            "tests.engine.hazards.fuzz",
            "--here",
            "--assessments",
            "2000",
            "--pool",
            "100",
            "--growth",
            "8",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2000 assessments" in done.stdout


def test_whole_assessments_leave_no_memory_behind() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-m",
            "tests.engine.hazards.fuzz",
            "--here",
            "--whole",
            "--assessments",
            "600",
            "--pool",
            "20",
            "--growth",
            "12",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "600 assessments" in done.stdout


def test_the_fuzz_says_when_the_process_dies(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(fuzz.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, -11))
    monkeypatch.setattr(sys, "argv", ["fuzz"])
    assert fuzz.main() == 1
    assert "-11" in capsys.readouterr().out


@needs_extension
def test_eight_threads_draw_the_same_conclusions(engine: Law) -> None:
    cases = drawn(41, 40)
    expected = [run_law(engine, p, Context(d, CALENDAR)).verdicts for p, d in cases]
    fresh = compile_law(default_rulebook())  # all threads ask for the networks at once

    def work(_: int) -> list[dict[str, list[int]]]:
        return [run_law(fresh, p, Context(d, CALENDAR), durable_for(fresh)).verdicts for p, d in cases]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(work, range(16)))


FORK = """
import os, threading
from itertools import islice
from procure_rules.calendar import default_calendar
from procure_rules.engine.durable import LOCK, durable_for
from procure_rules.engine.layout import Context
from procure_rules.engine.law import compile_law
from procure_rules.engine.run import run as run_law
from procure_rules.rules.loader import default_rulebook
from procure_rules.rules.rulebook import Rulebook
from tests.engine.strategies import stream

engine, calendar = compile_law(default_rulebook()), default_calendar()
chaining = durable_for(engine)
cases = list(islice(stream(3), 10))
run = lambda: [run_law(engine, p, Context(d, calendar), chaining).verdicts for p, d in cases]
want = run()
stop = threading.Event()
def work():
    while not stop.is_set():
        run()
thread = threading.Thread(target=work)
thread.start()
for _ in range(5):
    child = os.fork()
    if not child:
        os._exit(0 if run() == want else 1)
    assert os.waitpid(child, 0)[1] == 0
stop.set()
thread.join()
assert run() == want
print("done")
"""


@needs_extension
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_fork_amid_the_work_of_another_thread_leaves_both_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORK],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Puts another module, or none, in the extension's place."""

    def pretend(module: Any) -> None:
        monkeypatch.setitem(sys.modules, MODULE, module)
        durable._load.cache_clear()

    yield pretend
    monkeypatch.undo()
    durable._load.cache_clear()


def outcome(engine: str | None) -> tuple[str, list[str]]:
    """The engine that answered, and what it warned of, in both languages."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        made = assess(make_project({}), as_of=DAY, chaining=engine, law=compile_law(default_rulebook()))
    return made.receipt.engine, [str(w.message) for w in said]


def test_without_the_extension_the_built_in_engine_answers(pretended: Any) -> None:
    pretended(None)
    assert outcome(None) == ("builtin", [])
    assert outcome("builtin") == ("builtin", [])
    name, (text,) = outcome("durable")
    assert name == "builtin"
    assert "未安装 durable-rules" in text
    assert "is not installed" in text


class Broken(ModuleType):
    """An extension that can be imported and does not work."""

    def __init__(self, answer: Any) -> None:
        super().__init__(MODULE)
        self.answer = answer

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*_: object) -> Any:
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        return call


@pytest.mark.parametrize(
    "module",
    [
        ModuleType(MODULE),
        Broken(SystemError("undefined symbol: PyEval_CallObject")),
        Broken((0, "")),
        Broken((0, '{"0":{}}')),
        Broken((0, '{"99":{}}')),
        Broken(None),
    ],
)
@pytest.mark.parametrize("engine", [None, "durable"])
def test_a_broken_extension_is_named_and_the_built_in_engine_answers(
    pretended: Any, module: ModuleType, engine: str | None
) -> None:
    pretended(module)
    name, (text,) = outcome(engine)
    assert name == "builtin"
    assert "durable-rules 无法使用" in text
    assert "durable-rules cannot be used" in text
    assert "CPPFLAGS" in text


def test_an_extension_that_cannot_be_loaded_is_named(pretended: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pretended(None)

    def load(name: str) -> Any:
        raise ImportError("undefined symbol: PyEval_CallObject")

    monkeypatch.setattr(durable.importlib, "import_module", load)
    name, (text,) = outcome(None)
    assert name == "builtin"
    assert "undefined symbol" in text


@needs_extension
def test_a_network_that_fails_at_work_hands_over(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = compile_law(default_rulebook())
    for _, networks in durable_for(engine).strata.values():
        for network in networks:
            network.limit = 0
    project = make_project({"purchaser": {"kind": "state_organ"}, "subject": {"category": "goods"}})
    with pytest.warns(RuntimeWarning, match="firing limit"):
        made = assess(project, as_of=DAY, law=engine)
    assert made.receipt.engine == "builtin"
    assert Durable in engine.made
    assert made == assess(project, as_of=DAY, chaining="builtin")


@needs_extension
def test_a_network_that_fails_later_hands_over_what_is_left() -> None:
    engine = compile_law(default_rulebook())
    project = make_project({"purchaser": {"kind": "state_organ"}, "subject": {"category": "goods"}})
    answer = assess(project, as_of=DAY, law=engine)
    durable_for(engine).forget()
    for _, networks in durable_for(engine).strata.values():
        for network in networks:
            network.limit = 0
    with pytest.warns(RuntimeWarning, match="firing limit"):
        made = answer.methods
    plain = assess(project, as_of=DAY, chaining="builtin")
    assert made == plain.methods
    assert answer.digest() == plain.digest()  # and what was put in place of a value is put back


def test_the_extension_is_imported_only_when_asked_for() -> None:
    code = f"""
import sys, datetime as dt
from procure_rules import assess, make_project
assess(make_project({{}}), as_of=dt.date(2026, 6, 1), chaining="builtin")
print("{MODULE}" in sys.modules, "durable" in sys.modules)
assess(make_project({{}}), as_of=dt.date(2026, 6, 1))
print("{MODULE}" in sys.modules, "durable" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", str(INSTALLED), "False"]
