"""``audit``: tables of purchases, judged project by project and across them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from procure_rules.calendar import Calendar
from procure_rules.engine.law import Law
from procure_rules.errors import expect, expect_day

if TYPE_CHECKING:
    from procure_rules.audit.result import Audit

__all__ = ["Told", "audit"]

Told = Callable[[int, int], None]
"""Called with how many projects are judged, and of how many."""


def audit(
    sources: str | Path | Iterable[str | Path],
    *,
    as_of: dt.date,
    known_at: dt.date | None = None,
    mapping: Mapping[str, str] | None = None,
    calendar: Calendar | None = None,
    law: Law | None = None,
    workers: int = 1,
    scheduler: str = "",
    told: Told | None = None,
) -> Audit:
    """Every project of some tables, judged on a day as :func:`procure_rules.assess` judges it, and what shows across
    them.

    ``sources``: workbooks, delimited text, Parquet, project files, lines of JSON, open contracting data, and folders of
    these. ``mapping``: what columns state, by their headers, where these are not understood by themselves.
    ``workers``: processes at most. ``scheduler``: the address of a scheduler of dask.distributed, whose workers judge
    the files, by the shipped rules. ``told`` is called as the work goes on. Unknown stays unknown: an empty cell, and a
    column that is not there, say nothing.

    Raises :class:`InputError` listing every file that cannot be read at all; rows that cannot be read are among
    ``rejected``. ``TypeError``, ``ValueError`` for wrong arguments.
    """
    expect_day(as_of, "as_of")
    expect_day(known_at or as_of, "known_at")
    paths = [sources] if isinstance(sources, str | PathLike) else list(sources)
    for path in paths:
        expect(path, (str, PathLike), "sources", "paths")
    if isinstance(workers, bool) or not isinstance(workers, int):
        raise TypeError("workers: a whole number")
    if workers < 1:
        raise ValueError("workers: at least 1")
    if scheduler and (law is not None or calendar is not None):
        raise ValueError("scheduler: by the shipped rules and calendar only")
    # what few programs need is imported when it is asked for
    from procure_rules.audit.run import audited, judge_of, read_all, united

    if scheduler:
        from procure_rules.audit.cluster import on_cluster
        from procure_rules.inputs.sources import files_of

        files = files_of([Path(path) for path in paths])
        return united(
            on_cluster(scheduler, files, as_of, known_at or as_of, mapping, told), judge_of(as_of, known_at or as_of)
        )
    read = read_all([Path(path) for path in paths], mapping)
    return audited(read, as_of, known_at or as_of, calendar, law, workers, told)
