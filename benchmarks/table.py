"""The figures as a table in the terminal, and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.timing import Figure

__all__ = ["as_json", "machine", "show"]


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "cores": usable,
        "processor": _processor(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "load": load,
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def show(figures: Sequence[Figure], said: dict[str, Any], remarks: Sequence[str]) -> None:
    """Print one table with a section for each group."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=160)
    columns = list(dict.fromkeys(other for f in figures for other in f.ratios))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", no_wrap=True)
    table.add_column("median", justify="right", no_wrap=True)
    table.add_column("min–max", justify="right", no_wrap=True)
    table.add_column("per")
    for other in columns:
        table.add_column(f"× {other}", justify="right", no_wrap=True)
    table.add_column("", style="dim")
    for group, lines in groupby(figures, key=lambda f: f.group):
        table.add_row(f"[bold]{group}[/]")
        for one in lines:
            median, span = one.seconds.time()
            ratios = [one.ratios[c].ratio() if c in one.ratios else "" for c in columns]
            table.add_row(f"  {one.name}", median, span, one.per, *ratios, one.note)
    load = "" if said["load"] is None else f", load {said['load']:.1f}"
    console.print(", ".join([f"{said['cores']} cores", *(said[k] for k in ("processor", "python", "system"))]) + load)
    console.print(table)
    for remark in remarks:
        console.print(remark)


def as_json(figures: Sequence[Figure], said: dict[str, Any], remarks: Sequence[str]) -> dict[str, Any]:
    """The same for programs."""
    return {"machine": said, "figures": [f.plain() for f in figures], "remarks": list(remarks)}
