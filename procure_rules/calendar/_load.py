"""Building a calendar from the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from os import PathLike
from pathlib import Path

from procure_rules.calendar._source import read_data
from procure_rules.calendar._tables import FESTIVAL, MAY_WORK, MUST_WORK, NO_FESTIVAL, Counter, Days, classify
from procure_rules.calendar.core import Calendar
from procure_rules.errors import expect_day, expect_folders

__all__ = ["calendar_known_at", "default_calendar", "load_calendar"]


def load_calendar(extra_dirs: Iterable[str | PathLike[str]] = (), known_at: date | None = None) -> Calendar:
    """Build a calendar from the shipped data and from further folders of year files.

    `extra_dirs`: folders with files `YYYY.yaml` in the format of `rulesets/calendar/`; each adds or replaces a year,
    later folders win. A year with its notice is firm. `known_at`: notices and texts of the holiday regulation
    published after this day are left out, and a year whose notice is then missing falls back to the envelope; a notice
    whose day of publication is not known counts as known from 1 January of its year.

    Raises CalendarError listing every problem of every file.
    """
    expect_folders(extra_dirs, "extra_dirs")
    if known_at is not None:
        expect_day(known_at, "known_at")
    data = read_data(Path(folder) for folder in extra_dirs)
    return assemble(classify(data, known_at), data.envelope.version, known_at)


@lru_cache(maxsize=1)
def default_calendar() -> Calendar:
    """The calendar of the shipped data, with every notice; built once."""
    return load_calendar()


def calendar_known_at(day: date) -> Calendar:
    """The calendar of the shipped data as known on `day`. Days between two publications share one calendar."""
    known = [d for d in _publications() if d <= day]
    return _calendar_of(known[-1] if known else date.min)


@lru_cache(maxsize=1)
def _publications() -> tuple[date, ...]:
    data = read_data(())
    notices = {n.known_from for file in data.years for n in file.notices}
    return tuple(sorted(notices | {v.published for v in data.festivals.versions}))


@lru_cache(maxsize=64)
def _calendar_of(publication: date) -> Calendar:
    return load_calendar(known_at=publication)


def assemble(days: Days, envelope: int, known_at: date | None) -> Calendar:
    """Table classified days into a calendar; its version is a hash of the days, their notices and the envelope."""
    may, must, plain, festival = (Counter(days, mask) for mask in (MAY_WORK, MUST_WORK, NO_FESTIVAL, FESTIVAL))
    digest = hashlib.sha256(days.codes)
    digest.update(days.notice_of.tobytes())
    digest.update(repr((days.first, days.notices, envelope)).encode())
    return Calendar(
        first=days.first,
        last=days.last,
        version=digest.hexdigest()[:16],
        notices=days.notices,
        rank_fast=may.rank,
        rank_slow=must.rank,
        nth_fast=may.nth,
        nth_slow=must.nth,
        next_work_fast=may.ahead,
        next_work_slow=must.ahead,
        prev_work_fast=must.behind,
        prev_work_slow=may.behind,
        next_nonstat=plain.ahead,
        prev_nonstat=plain.behind,
        next_stat=festival.ahead,
        codes=days.codes,
        notice_of=days.notice_of,
        known_at=known_at,
    )
