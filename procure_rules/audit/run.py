"""Projects of tables judged, in this process or in several."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from pathlib import Path

from procure_rules.assess import engine_for, library_version
from procure_rules.assess.case import Question
from procure_rules.assess.entry import assess_stated
from procure_rules.audit.entry import Told
from procure_rules.audit.judge import DEADLINES, judged
from procure_rules.audit.leads import leads_of
from procure_rules.audit.result import Audit, Judged, Receipt, Source
from procure_rules.calendar import Calendar, calendar_known_at
from procure_rules.engine.law import Law
from procure_rules.errors import InputError
from procure_rules.inputs.ledger import Entry, Rejected
from procure_rules.inputs.sources import Read, files_of, problems_of, read_source
from procure_rules.rules.loader import content_hash

__all__ = ["Judge", "audited", "judge_of", "read_all", "rulebook_hash", "united"]

AT_ONCE = 20
"""Projects that a worker is given at a time."""
WORTH_IT = 60
"""Projects from which a second process is worth its start."""


def read_all(paths: Iterable[Path], mapping: Mapping[str, str] | None = None) -> list[Read]:
    """Every file that is brought. Raises :class:`InputError` listing those that cannot be read at all."""
    read: list[Read] = []
    failed: list[InputError] = []
    for file in files_of(paths):
        try:
            read.append(read_source(file, mapping))
        except InputError as error:
            failed.append(error)
    if failed:
        raise InputError(list(problems_of(failed)))
    return read


def audited(
    read: Sequence[Read],
    as_of: dt.date,
    known_at: dt.date,
    calendar: Calendar | None = None,
    law: Law | None = None,
    workers: int = 1,
    told: Told | None = None,
) -> Audit:
    """The audit of files that were read."""
    judge = judge_of(as_of, known_at, calendar, law)
    made = iter([*_all(judge, [e for one in read for e in one.ledger.entries], workers, told)])
    return united([(one, list(islice(made, len(one.ledger.entries)))) for one in read], judge)


def united(files: Iterable[tuple[Read, Sequence[Judged | Rejected]]], judge: Judge) -> Audit:
    """The audit of files, of each of whose entries it is known what it came to."""
    read: list[Read] = []
    kept: list[Entry] = []
    projects: list[Judged] = []
    refused: list[Rejected] = []
    for one, found in files:
        read.append(one)
        for entry, made in zip(one.ledger.entries, found, strict=True):
            if isinstance(made, Rejected):
                refused.append(made)
            else:
                kept.append(entry)
                projects.append(made)
    receipt = Receipt(
        version=library_version(),
        rulebook=rulebook_hash(judge.law),
        as_of=judge.question.as_of,
        known_at=judge.question.known_at,
        sources=tuple(Source(file=one.path.name, sha256=one.sha256) for one in read),
    )
    return Audit(
        projects=tuple(projects),
        leads=leads_of(kept, projects, judge.law, judge.calendar, judge.question),
        rejected=tuple([r for one in read for r in one.ledger.rejected] + refused),
        left_out=tuple(c for one in read for c in one.ledger.left_out),
        again=tuple(o for one in read for o in one.ledger.again),
        passed_over=tuple(p for one in read for p in one.ledger.passed_over),
        sheets=tuple(s for one in read for s in one.ledger.sheets),
        receipt=receipt,
    )


def rulebook_hash(law: Law) -> str:
    """The hash of the rules that were used, as receipts have it."""
    return law.kept(_hash)[:16]


def _hash(law: Law) -> str:
    return content_hash(law.book)


class Judge:
    """Judges entries, in this process or another."""

    def __init__(self, law: Law, calendar: Calendar, as_of: dt.date, known_at: dt.date) -> None:
        self.law, self.calendar, self.question = law, calendar, Question(as_of, known_at)

    def one(self, entry: Entry) -> Judged | Rejected:
        try:
            answer, parts = assess_stated(entry.project, self.question, self.calendar, self.law)
        except InputError as error:  # more judgements than are made at once
            return Rejected(entry.origin, tuple(error.problems))
        return judged(entry, answer, parts.periods_of(DEADLINES))


def judge_of(as_of: dt.date, known_at: dt.date, calendar: Calendar | None = None, law: Law | None = None) -> Judge:
    """By the shipped rules and the calendar known on a day, where no others are given."""
    return Judge(law or engine_for(), calendar or calendar_known_at(known_at), as_of, known_at)


_here: Judge | None = None


def _begin(judge: Judge) -> None:
    global _here  # noqa: PLW0603  (a process of the pool judges by one law)
    _here = judge


def _some(entries: Sequence[Entry]) -> list[Judged | Rejected]:
    assert _here is not None
    return [_here.one(entry) for entry in entries]


def _all(judge: Judge, entries: Sequence[Entry], workers: int, told: Told | None) -> Iterator[Judged | Rejected]:
    """What becomes of each entry, in order."""
    # a compiled law cannot be sent to another process, so it must be there when that is made: by a fork, which is not
    # safe once a library runs threads of its own
    forks = "fork" in multiprocessing.get_all_start_methods() and "polars" not in sys.modules
    if workers == 1 or len(entries) < WORTH_IT or not forks:
        for number, entry in enumerate(entries, 1):
            made_of = judge.one(entry)
            if told:
                told(number, len(entries))
            yield made_of
        return
    parts = [entries[i : i + AT_ONCE] for i in range(0, len(entries), AT_ONCE)]
    judge.one(entries[0])  # what is made once is made before the processes are
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (judge,))
    try:
        done = 0
        waiting: list[Future[list[Judged | Rejected]]] = [pool.submit(_some, part) for part in parts]
        for future in waiting:
            while not future.done():
                wait([future], return_when=FIRST_COMPLETED)
            made = future.result()
            done += len(made)
            if told:
                told(done, len(entries))
            yield from made
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
