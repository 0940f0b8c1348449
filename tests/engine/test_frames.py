"""What is no table of facts is refused with one list of faults, before anything is computed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

pl = pytest.importorskip("polars")

from procure_rules.calendar import default_calendar  # noqa: E402
from procure_rules.engine.columnar import Columnar, Tables, judge_files  # noqa: E402
from procure_rules.rules.loader import default_rulebook  # noqa: E402

DAY = dt.date(2026, 9, 1)


def project(**columns: Any) -> Any:
    return pl.DataFrame({"budget.lo": [1], "budget.hi": [1]}).with_columns(**{k: pl.lit(v) for k, v in columns.items()})


def procedure(**columns: Any) -> Any:
    return pl.DataFrame({"_parent": pl.Series([0], dtype=pl.UInt32)}).with_columns(
        **{k: pl.lit(v) for k, v in columns.items()}
    )


@pytest.mark.parametrize("value", [5, 5.0, True, b"x"])
def test_a_number_of_a_project_is_a_text(value: Any) -> None:
    with pytest.raises(ValueError, match="project: 'id' is"):
        Tables({"project": project(id=value)})


@pytest.mark.parametrize("value", [0.0, "0", False, -1])
def test_the_parent_of_a_row_is_its_number(value: Any, tmp_path: Path) -> None:
    frames = {"project": project(), "procedure": procedure(_parent=value)}
    with pytest.raises(ValueError, match="_parent"):
        Tables(frames)
    for scope, frame in frames.items():
        frame.write_parquet(tmp_path / f"{scope}.parquet")
    with pytest.raises(ValueError, match="_parent"):
        judge_files(Columnar(default_rulebook()), tmp_path, tmp_path / "out", DAY, default_calendar())
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"'foo'.*project: 'id' is.*procedure: '_parent' is"):
        Tables({"foo": project(), "project": project(id=1), "procedure": procedure(_parent="0")})


@pytest.mark.parametrize(
    "frames",
    [None, [project()], {"project": {"budget.lo": [1]}}, {"project": project().lazy()}, {"project": None}],
    ids=["none", "list", "dict", "lazy", "missing"],
)
def test_what_is_no_frame_is_a_type_error(frames: Any) -> None:
    with pytest.raises(TypeError, match="frames: "):
        Tables(frames)


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    (tmp_path / "project.parquet").write_bytes(b"garbage")
    with pytest.raises(ValueError, match=r"project\.parquet"):
        Tables.read(tmp_path)
    with pytest.raises(ValueError, match=r"project\.parquet"):
        judge_files(Columnar(default_rulebook()), tmp_path, tmp_path / "out", DAY, default_calendar())
