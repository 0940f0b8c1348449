"""A ledger of distinct purchases, from a workbook to a workbook of findings."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measure import Row, Size

__all__ = ["measure", "rows", "write"]

AS_OF = "2026-09-29"
HEADERS = (
    *(
        "项目编号",
        "项目名称",
        "采购人",
        "单位性质",
        "级次",
        "地区",
        "采购类别",
        "适用制度",
        "预算金额(万元)",
        "采购方式",
    ),
    *("公告日期", "采购文件发售开始时间", "投标截止时间", "投标家数", "中标供应商", "中标金额(万元)", "中标公告日期"),
    *("中标通知书日期", "合同签订日期", "品目", "预算年度"),
)
PLACES = ("河南", "浙江", "四川", "湖北", "陕西")
BUYERS = (("第一人民医院", "事业单位", "地市级"), ("教育局", "国家机关", "地市级"), ("大学", "事业单位", "省级"))
METHODS = {"公开招标": 50, "竞争性磋商": 25, "竞争性谈判": 8, "询价": 7, "单一来源采购": 10}
LAWFUL, SHORT = (21, 26), (12, 16)  # days to prepare, and too few
PROMPT, LATE = (5, 28), (40, 60)  # days from the letter to the contract
ROWS = 500
FAULTY = 0.03


def measure(size: Size) -> Iterator[Row]:
    """a whole process: a workbook of distinct purchases read, judged, and the findings written as a workbook"""
    count = ROWS if size.rounds > 1 else 4
    with tempfile.TemporaryDirectory() as folder:
        half, whole = (elapsed(write(Path(folder) / f"{n}.xlsx", n)) for n in (count // 2, count))
    yield Row(f"{count} purchases, workbook to workbook", whole, "s", 3 if count == ROWS else None, "elapsed")
    yield Row("  each purchase more", 1e3 * (whole - half) / (count - count // 2), "ms", note="elapsed, two processes")


def elapsed(file: Path) -> float:
    """Seconds until the findings are written; the second of two runs, when rules are kept."""
    program = "from procure_rules.cli import main; main()"
    out = str(file.with_suffix(".findings.xlsx"))
    for _ in range(2):
        start = perf_counter()
        asked = ["audit", str(file), "--as-of", AS_OF, "-o", out]
        done = subprocess.run([sys.executable, "-c", program, *asked], capture_output=True, text=True, check=False)
        seconds = perf_counter() - start
        if done.returncode > 1 or done.stderr:
            raise RuntimeError(done.stderr)
    return seconds


def write(file: Path, count: int) -> Path:
    """A workbook of so many purchases."""
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("采购台账")
    for number, row in enumerate([HEADERS, *rows(count)]):
        for at, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(number, at, cell)
            else:
                sheet.write(number, at, cell)
    book.close()
    return file


def rows(count: int) -> Iterator[Sequence[Any]]:
    """Purchases as a finance department lists them, no two alike; a few of them late or in haste."""
    rng = random.Random(7)
    for number in range(count):
        place, (buyer, kind, level) = rng.choice(PLACES), rng.choice(BUYERS)
        method = rng.choices(list(METHODS), list(METHODS.values()))[0]
        day = dt.date(2023, 1, 3) + dt.timedelta(days=rng.randrange(1000))
        closed = day + dt.timedelta(days=rng.randrange(*(SHORT if rng.random() < FAULTY else LAWFUL)))
        letter = closed + dt.timedelta(days=rng.randrange(1, 4))
        signed = letter + dt.timedelta(days=rng.randrange(*(LATE if rng.random() < FAULTY else PROMPT)))
        budget = round(rng.uniform(20, 900), 2)
        yield (
            *(f"P{number:06d}", f"第{number}次采购", f"{place}{buyer}", kind, level, place),
            *(rng.choice(("货物", "服务")), "政府采购" if rng.random() < 0.6 else "", budget, method),
            *(day, day, dt.datetime.combine(closed, dt.time(9, 30)), rng.randrange(2, 8)),
            *(f"{rng.randrange(60)}号公司", round(budget * 0.96, 2), letter, letter, signed),
            *(f"C{rng.randrange(90):02d}", day.year),
        )
