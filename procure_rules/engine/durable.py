"""Chaining by durable-rules: the same conclusions, drawn by a Rete network instead of :func:`chaining.derive`.

durable-rules is used as a propositional forward chainer and for nothing else: the C module without its host and
timer threads; facts are small integers, decided before; no text, number of the law or missing field ever reaches
it; negation is a premise of its own rail (:mod:`procure_rules.engine.clauses`). The networks of a stratum are
compiled once, when it is first asked; one working state at a time, deleted when its conclusion is drawn. What
follows from facts depends on nothing else, so the last results are kept. The extension is imported when first
asked for.
"""

from __future__ import annotations

import importlib
import json
import os
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from procure_rules.engine.clauses import ALWAYS, Clause, Stratum, stratum
from procure_rules.engine.judging import Compile
from procure_rules.engine.law import Law
from procure_rules.engine.layout import Frame
from procure_rules.engine.versions import Version
from procure_rules.engine.world import World
from procure_rules.errors import DurableError, DurableMissing
from procure_rules.rules.tree import Ref

__all__ = ["MODULE", "Durable", "Ruleset", "durable_for", "extension"]

MODULE = "durable_rules_engine"
GROUP = 400  # a node of the network takes fewer than 512 conditions
PART = 16  # premises of one network: a working state takes 8 KB for each, and larger blocks are not kept
MOST = 4_000  # a network takes fewer than 4,096 rules
KEPT = 128  # what a stratum makes of so many sets of facts is kept
SID = "1"
START = json.dumps({"sid": SID, "id": "start", "start": 1})
LOCK = threading.RLock()  # reentrant, as a ruleset may be collected while another works

# A fork waits until no working state is open, so that the child inherits whole rulesets and a free lock.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=LOCK.acquire, after_in_parent=LOCK.release, after_in_child=LOCK.release)


def _missing() -> DurableMissing:
    return DurableMissing(
        "未安装 durable-rules，改用内置引擎，答案相同。安装：pip install 'procure-rules[durable]'"
        "（需要C编译器、Python头文件和 Python 3.11 或 3.12）",
        "durable-rules is not installed; the built-in engine gives the same answers. To install it: "
        "pip install 'procure-rules[durable]' (needs a C compiler, the Python headers and Python 3.11 or 3.12)",
    )


def _broken(reason: object) -> DurableError:
    return DurableError(
        f"durable-rules 无法使用（{reason}），改用内置引擎，答案相同。在 Python 3.13 上可试："
        "CPPFLAGS='-DPyEval_CallObject=PyObject_CallObject' pip install --no-cache-dir --force-reinstall durable-rules",
        f"durable-rules cannot be used ({reason}); the built-in engine gives the same answers. On Python 3.13 try: "
        "CPPFLAGS='-DPyEval_CallObject=PyObject_CallObject' pip install --no-cache-dir --force-reinstall durable-rules",
    )


@cache
def _load() -> Any:
    """The C module, or the reason why there is none. Tried once in a process."""
    try:
        module = importlib.import_module(MODULE)
    except ModuleNotFoundError as error:
        return _missing() if error.name == MODULE else _broken(error)
    except Exception as error:  # whatever an extension built for another Python does
        return _broken(error)
    try:
        trial = Ruleset(module, (Clause((0, 1), 2), Clause((2,), 3), Clause((1, 4), 5)))
        if trial.known({0, 1}) != {0, 1, 2, 3, ALWAYS}:
            return _broken("self-test")
    except DurableError as error:
        return error
    return module


def extension() -> Any:
    """The C module, known to work. Raises :class:`DurableError` (:class:`DurableMissing`) with a text for people."""
    found = _load()
    if isinstance(found, DurableError):
        raise found.again()
    return found


class Ruleset:
    """The network of one set of clauses; deleted with this object."""

    def __init__(self, module: Any, clauses: Sequence[Clause], limit: int | None = None) -> None:
        self.module = module
        self.clauses = tuple(clauses)
        self.limit = len(self.clauses) + 1 if limit is None else limit  # each clause fires once
        self.failed: DurableError | None = None
        asked = {p for c in self.clauses for p in c.premises}
        self.facts = {p: f'{{"sid":"{SID}","id":"{p}","g":{p // GROUP},"a":{p}}}' for p in asked}
        if len(self.clauses) > MOST:
            raise _broken(f"{len(self.clauses)} > {MOST}")
        # the first fires always: only a working state in which something fired can be deleted
        rules: dict[str, Any] = {"0": {"all": [{"m": {"start": 1}}], "pri": 1}}
        for number, clause in enumerate(self.clauses, 1):
            conditions = [{f"m_{i}": {"$and": [{"g": p // GROUP}, {"a": p}]}} for i, p in enumerate(clause.premises)]
            rules[str(number)] = {"all": conditions, "pri": number + 1}
        self.text = json.dumps(rules)
        self.open()

    def open(self) -> None:
        """Build the network. Raises :class:`DurableError`."""
        with LOCK:
            try:
                handle = self.module.create_ruleset("procure_rules", self.text)
            except Exception as error:
                raise _broken(error) from error
        self.handle = handle
        self.delete = weakref.finalize(self, _delete, self.module, handle)
        self.delete.atexit = False  # the process ends anyway

    def known(self, facts: Iterable[int], fired: list[int] | None = None) -> set[int]:
        """The facts and all that follows; ``fired`` receives the clauses that gave something new, in order."""
        known = {ALWAYS, *facts}
        stated = [self.facts[p] for p in sorted(known) if p in self.facts]
        if not stated:
            return known
        with LOCK:
            if self.failed is not None:
                raise self.failed.again()
            try:
                self._chain(known, stated, fired)
            except Exception as error:
                self.failed = _broken(error)
                raise self.failed.again() from error
            except BaseException:  # interrupted: a working state may be left, so the network is built anew
                self.delete()
                self.open()
                raise
        return known

    def _chain(self, known: set[int], stated: list[str], fired: list[int] | None) -> None:
        module, handle = self.module, self.handle
        message: str | None = None
        state = None
        try:
            _, state = module.assert_facts(handle, f"[{','.join([START, *stated])}]")
            begun = module.start_action_for_state(handle, state)
            message = begun[1] if begun else None
            left = self.limit
            while message:
                if not left:
                    raise RuntimeError(f"firing limit {self.limit}")
                left -= 1
                number = int(message[2 : message.index('"', 2)])  # {"number": {the facts}}
                if number:
                    head = self.clauses[number - 1].head
                    if head not in known:
                        known.add(head)
                        if fired is not None:
                            fired.append(number - 1)
                        if head in self.facts:
                            module.assert_fact(handle, self.facts[head])
                message = module.complete_and_start_action(handle, state)
        finally:
            if state is not None:
                if message:
                    module.complete_and_start_action(handle, state)
                module.delete_state(handle, SID)


def _delete(module: Any, handle: int) -> None:
    with LOCK:
        module.delete_ruleset(handle)


class Durable:
    """The Boolean conclusions of a compiled rulebook, each a stratum with a network of its own."""

    def __init__(self, law: Law) -> None:
        module = extension()
        drawings: dict[int, _Drawing] = {}
        for number, step in enumerate(law.book.steps):
            if step.what == "conclusion" and law.book.conclusions[step.name].kind == "bool":
                at = law.layout.slots[Ref(step.scope, step.name)]
                versions = law.defining[step.name]
                drawings[number] = _Drawing(module, step.name, at, versions, law.compilers[step.scope])
        self.drawings = tuple(drawings.values())
        self.program = law.program.replaced(drawings)
        self.stages = law.staged(self.program)

    @property
    def strata(self) -> dict[str, tuple[Stratum, tuple[Ruleset, ...]]]:
        """By conclusion, what it is drawn with."""
        return {one.name: one.opened() for one in self.drawings}

    def forget(self) -> None:
        """Have the networks draw everything anew."""
        for one in self.drawings:
            one.kept = {}


def _parts(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Cuts clauses, each after those it rests on, into networks whose working states stay small."""
    part: list[Clause] = []
    size = 0
    for clause in clauses:
        size += len(clause.premises)
        if part and size > PART:
            yield part
            part, size = [], len(clause.premises)
        part.append(clause)
    if part:
        yield part


class _Drawing:
    """One step of the program: a stratum's conclusion, drawn once from equal facts. Its networks are made for the
    first.
    """

    def __init__(self, module: Any, name: str, at: int, versions: Sequence[Version], compile_: Compile) -> None:
        self.module, self.name, self.at, self.versions, self.compile = module, name, at, versions, compile_
        self.made: tuple[Stratum, tuple[Ruleset, ...]] | None = None
        self.kept: dict[frozenset[int], tuple[bool | None, bool]] = {}

    def opened(self) -> tuple[Stratum, tuple[Ruleset, ...]]:
        """The stratum and its networks. Raises :class:`DurableError`."""
        with LOCK:
            if self.made is None:
                made = stratum(self.name, self.versions, self.compile)
                self.made = made, tuple(Ruleset(self.module, part) for part in _parts(made.clauses))
            return self.made

    def __call__(self, world: World, frame: Frame, index: int) -> None:
        made, networks = self.made or self.opened()
        stated = made.facts(frame)
        key = frozenset(stated)
        found = self.kept.get(key)
        if found is None:
            for network in networks:
                stated = network.known(stated)
            found = made.read(stated)
            if len(self.kept) == KEPT:
                self.kept = {}
            self.kept[key] = found
        frame[self.at], conflict = found
        if conflict:
            world.conflicts.append((self.name, index))


def durable_for(law: Law) -> Durable:
    """The chainer of a compiled rulebook, made once and kept with it. Raises :class:`DurableError`."""
    with LOCK:
        return law.kept(Durable)
