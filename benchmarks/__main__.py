"""``python -m benchmarks [--quick] [--engines] [--json FILE]``: measure, print one table, and write it as JSON if asked to."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from time import perf_counter

from benchmarks import bulk, compare, engines, loading, process, single
from benchmarks.table import as_json, machine, show
from benchmarks.timing import Figure

MEGABYTE = 2**20


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Figures and ratios, measured in one run."
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds and inputs, under 20 seconds")
    parser.add_argument("--engines", action="store_true", help="only one project by every engine, with equal answers")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures as JSON, too")
    asked = parser.parse_args(argv)
    quick = asked.quick
    start = perf_counter()
    said, remarks = machine(), []

    figures: list[Figure] = []
    try:
        if not asked.engines:
            # what starts processes comes first, while this one is small
            figures += process.measure(3 if quick else 15)
            figures += loading.measure(5 if quick else 20)
        made_by_all, said_of_all = engines.measure(5 if quick else 15, 20 if quick else 100)
        figures += made_by_all
        remarks += said_of_all
        if asked.engines:
            return 0
        figures += single.projects(5 if quick else 15, 40 if quick else 400)
        figures += single.deadlines(5 if quick else 15, 1000 if quick else 6000)
        made = compare.contest(300 if quick else 2000)
        if made.zen is None:
            remarks.append("zen-engine is not installed: not compared.")
        figures += compare.measure(made, 3 if quick else 11)
        missing = bulk.available()
        if missing:
            remarks.append(f"Columns were skipped: {missing}")
        else:
            figures += bulk.measure(made, 10_000 if quick else 100_000, 2 if quick else 5, 100 if quick else 500)
    finally:
        # what was measured is shown even where contestants differ
        seconds, peak = perf_counter() - start, bulk.peak_memory() / MEGABYTE
        remarks.append(f"Peak memory {peak:,.0f} MB; the whole run took {seconds:.0f} s.")
        show(figures, said, remarks)
        if asked.json:
            text = json.dumps(as_json(figures, said, remarks), ensure_ascii=False, indent=1)
            asked.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
