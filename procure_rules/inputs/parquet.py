"""A Parquet file as a sheet: its columns as headers, its rows as cells."""

from __future__ import annotations

import io
from pathlib import Path

from procure_rules.inputs.sheets import MOST_CELLS, Cell, Sheet, fault

__all__ = ["parquet_sheet"]


def parquet_sheet(path: Path, raw: bytes) -> Sheet:
    """The rows of a Parquet file under their headers. Raises :class:`InputError`."""
    try:
        import polars as pl
    except ImportError:
        raise fault(
            str(path),
            "读取 Parquet 需要安装附加组件：pip install 'procure-rules[bulk]'",
            "to read Parquet, install the extra: pip install 'procure-rules[bulk]'",
        ) from None
    try:
        frame = pl.read_parquet(io.BytesIO(raw))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise fault(
            str(path), "不是可以读取的 Parquet 文件", f"no readable Parquet file ({str(error)[:200]})"
        ) from None
    if frame.height * max(frame.width, 1) > MOST_CELLS:
        raise fault(str(path), f"超过 {MOST_CELLS:,} 格", f"more than {MOST_CELLS:,} cells")
    rows: list[list[Cell]] = [list(frame.columns), *(list(r) for r in frame.iter_rows())]
    return Sheet(path.name, "", rows)
