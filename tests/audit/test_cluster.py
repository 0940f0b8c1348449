"""Files judged by workers of a cluster come to what one process makes of them, each once, also where a worker dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from procure_rules import audit
from procure_rules.errors import InputError
from tests.audit.test_audit import DAY, GOOD, TENDER, written

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in range(6):
        rows = [row.replace(",", f"{n}-{i},", 1) for i, row in enumerate((TENDER, GOOD) * 5)]
        written(tmp_path, *rows, "x,y,某院,不明,省级,火星", name=f"{n}.csv")
    return tmp_path


def test_a_cluster_comes_to_the_same(cluster: Any, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    made = audit(folder, as_of=DAY, scheduler=cluster.scheduler_address, told=lambda *x: told.append(x))
    assert made == audit(folder, as_of=DAY)
    assert told[-1] == (6, 6)


def test_a_worker_that_dies_loses_nothing_and_repeats_nothing(cluster: Any, folder: Path) -> None:
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    killed: list[int] = []

    def told(done: int, of: int) -> None:
        if not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    made = audit(folder, as_of=DAY, scheduler=cluster.scheduler_address, mapping={"备注": ""}, told=told)
    assert killed
    assert made == audit(folder, as_of=DAY, mapping={"备注": ""})


def test_what_cannot_be_read_there_is_told_here(cluster: Any, folder: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (folder / name).write_bytes(b"none")
    with pytest.raises(InputError) as caught:
        audit(folder, as_of=DAY, scheduler=cluster.scheduler_address)
    assert len(caught.value.problems) == 2


def test_where_no_scheduler_answers_it_is_said(folder: Path) -> None:
    with pytest.raises(InputError, match="no scheduler answers"):
        audit(folder, as_of=DAY, scheduler="no-such-protocol://x")


def test_own_rules_do_not_go_to_a_cluster(folder: Path) -> None:
    from procure_rules.assess import engine_for

    with pytest.raises(ValueError, match="scheduler"):
        audit(folder, as_of=DAY, scheduler="tcp://127.0.0.1:1", law=engine_for())
