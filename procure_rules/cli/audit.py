"""``procure-rules audit``: tables of purchases, judged; and ``template``: a table to fill in."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from procure_rules.assess import assess
from procure_rules.audit.entry import Told, audit
from procure_rules.calendar import Calendar
from procure_rules.cli import session as of
from procure_rules.engine.law import Law
from procure_rules.store.files import replace_file
from procure_rules.texts import label, printable, say

if TYPE_CHECKING:
    from procure_rules.audit.result import Audit

__all__ = ["audit_tables", "template"]

SUFFIXES = (".xlsx", ".html", ".csv", ".jsonl", ".parquet")
Sources = Annotated[
    list[Path], typer.Argument(help="台账、项目文件或者文件夹 · ledgers, project files or folders", show_default=False)
]


def audit_tables(
    context: typer.Context,
    sources: Sources,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help=f"写入 · written to ({' '.join(SUFFIXES)} or a folder)")
    ] = None,
    as_of: of.AsOf = None,
    known_at: of.KnownAt = None,
    lang: of.Lang = "zh",
    as_json: of.AsJson = False,
    explain_columns: Annotated[
        bool, typer.Option("--explain-columns", help="各列如何理解 · how each column is understood")
    ] = False,
    row: Annotated[
        int | None, typer.Option("--row", help="只评估某一行，全部列出 · one row alone, everything about it")
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--map", help="列的对照表 · what columns state (YAML)")] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="比较两次 .jsonl 结果 · compare two results (.jsonl): OLD NEW")
    ] = False,
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="dask.distributed 调度程序的地址 · address of a dask scheduler")
    ] = "",
    workers: Annotated[int, typer.Option("--workers", help="进程数 · processes", min=1)] = 2,
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
) -> int:
    """审查台账：逐项判断，列出问题 · Audit tables of purchases: every project judged, one row a finding."""
    of.language(lang)
    on = of.day(as_of or None, "--as-of", lang) or context.obj
    known = of.day(known_at or None, "--known-at", lang)
    # what other commands do not need is imported here
    from procure_rules.audit.rows import counts
    from procure_rules.inputs.sources import read_map
    from procure_rules.reports.terminal.audit import print_audit

    if diff:
        return _diff(sources, lang, as_json=as_json)
    if out is not None and out.suffix and out.suffix.lower() not in SUFFIXES:
        raise of.BadInput(f"-o: {' | '.join(SUFFIXES)}")
    with of.in_words(lang):
        said = read_map(mapping) if mapping else None
        if explain_columns:
            return _explain(sources, said, lang, as_json=as_json)
        if scheduler and (rules_dir or calendar_dir):
            raise of.BadInput("--scheduler: --rules, --calendar-dir")
        days = of.calendar(calendar_dir, known or on, lang)
        if row is not None:
            return _row(sources, said, row, _Asked(on, known, days, of.law(rules_dir, lang)), lang, as_json=as_json)
        with _progress(lang) as told:
            made = audit(
                sources,
                as_of=on,
                known_at=known,
                mapping=said,
                calendar=days,
                law=of.law(rules_dir, lang) if rules_dir else None,
                workers=workers,
                scheduler=scheduler,
                told=told,
            )
        written = _write(made, out, lang) if out is not None else []
    if as_json:
        of.write_json(counts(made))
    else:
        print_audit(made, written, lang)
    if not made.projects:
        return 3
    return 1 if made.breaches else 0


@contextmanager
def _progress(lang: str) -> Iterator[Told | None]:
    """Shows how far it is, where somebody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = (TextColumn(say("audit_judging", lang)), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("")
        yield lambda done, all_: shown.update(task, completed=done, total=all_)


def _write(made: Audit, out: Path, lang: str) -> list[Path]:
    """The files written; each whole or not at all."""
    from procure_rules.audit.rows import table, tables
    from procure_rules.reports.audit_files import delimited, lines, parquet

    suffix = out.suffix.lower()
    files: dict[Path, bytes] = {}
    if suffix == ".xlsx":
        from procure_rules.reports.workbook import workbook

        files[out] = workbook(made, lang)
    elif suffix == ".html":
        from procure_rules.reports.audit_page import audit_page

        files[out] = audit_page(made, lang).encode("utf-8", "backslashreplace")
    elif suffix == ".jsonl":
        files[out] = lines(made)
    elif suffix in (".csv", ".parquet"):
        written = parquet if suffix == ".parquet" else delimited
        files[out] = written(table(made, "findings", lang))
        if (left := table(made, "rejected", lang)).rows:
            files[out.with_name(f"{out.stem}.rejected{out.suffix}")] = written(left)
    else:
        files |= {out / f"{t.name}.csv": delimited(t) for t in tables(made, lang)}
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
        except (OSError, ValueError) as error:
            raise of.unwritten(path, error, lang) from None
    return list(files)


def _explain(sources: Sequence[Path], said: Mapping[str, str] | None, lang: str, *, as_json: bool) -> int:
    from procure_rules.audit.rows import columns
    from procure_rules.inputs.sources import files_of, read_source
    from procure_rules.reports.terminal.audit import print_columns

    read = [read_source(path, said) for path in files_of(sources)]
    shown = columns([s for one in read for s in one.ledger.sheets], lang)
    if as_json:
        of.write_json([dict(zip(shown.keys, row, strict=True)) for row in shown.rows])
        return 0
    print_columns(shown, lang)
    return 0


class _Asked(NamedTuple):
    as_of: dt.date
    known_at: dt.date | None
    calendar: Calendar | None
    law: Law


def _row(
    sources: Sequence[Path], said: Mapping[str, str] | None, row: int, asked: _Asked, lang: str, *, as_json: bool
) -> int:
    """Everything about the projects that stand in a row, in whichever sheet."""
    from procure_rules.audit.run import read_all
    from procure_rules.reports.terminal.assessment import print_assessment

    ledgers = [one.ledger for one in read_all(sources, said)]
    found = [e.project for ledger in ledgers for e in ledger.entries if row in e.origin.rows]
    if not found:
        wrong = [r for ledger in ledgers for r in ledger.rejected if row in r.origin.rows]
        told = [f"{r.origin.text().text(lang)}: {p.text(lang)}" for r in wrong for p in r.problems]
        raise of.BadInput("\n".join(told) or say("audit_no_row", lang, row))
    answers = [assess(p, **asked._asdict()) for p in found]
    if as_json:
        of.write_json([a.to_dict() for a in answers])
    else:
        for answer in answers:
            print_assessment(answer, lang, every=True)
    return 1 if any(a.breaches for a in answers) else 0


def _diff(sources: Sequence[Path], lang: str, *, as_json: bool) -> int:
    if len(sources) != 2:
        raise of.BadInput("--diff: OLD.jsonl NEW.jsonl")
    from procure_rules.audit.compare import compared, read_audit
    from procure_rules.reports.terminal.audit import print_flips

    with of.in_words(lang):
        flips = list(compared(read_audit(sources[0]), read_audit(sources[1])))
    if as_json:
        of.write_json([{"project": f.project, "rule": f.rule, "old": f.old, "new": f.new} for f in flips])
        return 0
    print_flips(flips, lang)
    return 0


def template(
    file: Annotated[Path, typer.Argument(help="写入的工作簿 · workbook to write (.xlsx)", show_default=False)],
    lang: of.Lang = "zh",
) -> int:
    """写出可填写的采购台账 · Write a ledger of purchases to be filled in."""
    of.language(lang)
    if file.suffix.lower() != ".xlsx":
        raise of.BadInput("template: .xlsx")
    if file.exists():
        raise of.BadInput(label("audit_exists", printable(str(file)), lang))
    from procure_rules.reports.ledger_template import ledger_template

    with of.in_words(lang):
        content = ledger_template(lang)
    try:
        replace_file(file, content)
    except (OSError, ValueError) as error:
        raise of.unwritten(file, error, lang) from None
    sys.stdout.write(label("audit_written", printable(str(file)), lang) + "\n")
    return 0
