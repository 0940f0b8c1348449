"""Files judged on many machines: each is a task of dask.distributed, and stands in the result exactly once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from procure_rules.assess import engine_for, library_version
from procure_rules.audit.entry import Told
from procure_rules.audit.result import Judged
from procure_rules.audit.run import judge_of, rulebook_hash
from procure_rules.errors import InputError
from procure_rules.inputs.ledger import Rejected
from procure_rules.inputs.sheets import fault
from procure_rules.inputs.sources import Read, problems_of, read_source

__all__ = ["on_cluster"]

Filed = tuple[Read, list[Judged | Rejected]]
RETRIES = 3
"""How often a file is given to another worker where one dies over it."""


def on_cluster(
    address: str,
    files: Sequence[Path],
    as_of: dt.date,
    known_at: dt.date,
    mapping: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> list[Filed]:
    """What each file came to, in order. The workers see the files under the same paths and have the same version of
    the library with the same rules; if not, that is refused. Raises :class:`InputError` listing every file that
    cannot be read, and where no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError:
        zh = "需要安装附加组件：pip install 'procure-rules[cluster]'"
        raise fault(address, zh, "install the extra: pip install 'procure-rules[cluster]'") from None
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        zh, en = "调度程序没有应答", f"no scheduler answers ({str(error)[:100]})"
        raise fault(address, zh, en) from None
    with client, client.as_current():
        return _gathered(client, [str(file.resolve()) for file in files], as_of, known_at, mapping, told)


def _gathered(
    client: Any,
    files: Sequence[str],
    as_of: dt.date,
    known_at: dt.date,
    mapping: Mapping[str, str] | None,
    told: Told | None,
) -> list[Filed]:
    from distributed import as_completed

    said = sorted((mapping or {}).items())
    own = library_version(), rulebook_hash(engine_for())
    futures = client.map(_file, files, said=said, as_of=as_of, known_at=known_at, own=own, retries=RETRIES)
    for done, _ in enumerate(as_completed(futures, raise_errors=False), 1):
        if told:
            told(done, len(futures))
    errors = [future.exception() for future in futures]
    if failed := [error for error in errors if isinstance(error, InputError)]:
        raise InputError(list(problems_of(failed)))
    found: list[Filed] = client.gather(futures)
    return found


def _file(path: str, said: Sequence[tuple[str, str]], as_of: dt.date, known_at: dt.date, own: tuple[str, str]) -> Filed:
    """One file, on a worker."""
    here = library_version(), rulebook_hash(engine_for())
    if here != own:
        zh, en = f"工作进程的版本或者规则不同：{here}，应为 {own}", f"the worker has other rules: {here}, not {own}"
        raise fault(path, zh, en)
    read = read_source(Path(path), dict(said))
    judge = _judge(as_of, known_at)
    return read, [judge.one(entry) for entry in read.ledger.entries]


@cache
def _judge(as_of: dt.date, known_at: dt.date) -> Any:
    return judge_of(as_of, known_at)
