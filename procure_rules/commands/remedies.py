"""``procure-rules remedies``: what a party may still do, or owes, as it stands on a day; as a table, JSON or a calendar file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from procure_rules.assess import assess
from procure_rules.commands import BadInput, common
from procure_rules.messages import say
from procure_rules.remedies import ROLES
from procure_rules.report.calendar_file import CalendarFileError, calendar_file
from procure_rules.report.remedies import print_remedies

__all__ = ["remedies"]


def remedies(
    context: typer.Context,
    file: common.File,
    role: Annotated[str, typer.Option("--role", help=" | ".join(ROLES))],
    on: Annotated[str | None, typer.Option("--on", help="哪一天 · as it stands on this day (default: today)")] = None,
    known_at: common.KnownAt = None,
    every: Annotated[
        bool, typer.Option("--all", help="连同已届满和没有的 · also what is closed or not available")
    ] = False,
    as_json: common.AsJson = False,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", help="写日历文件，已有的更新 · calendar file to write, or to bring up to date"),
    ] = None,
    lang: common.Lang = "zh",
    calendar_dir: common.Years = None,
    rules_dir: common.Rules = None,
) -> int:
    """供应商、投标人等还可以提出什么，采购人、代理机构、监督部门应当办理什么；先列稳妥线 · What a supplier, bidder … may still file, and what purchaser, agency or supervisor owe; the safe line comes first."""
    common.language(lang)
    if role not in ROLES:
        raise BadInput(f"--role: {' | '.join(ROLES)}")
    day = common.day(on or None, "--on") or context.obj
    known = common.day(known_at or None, "--known-at") or day
    project = common.read_project(file, lang)
    years, compiled = common.calendar(calendar_dir, known, lang), common.engine(rules_dir, lang)
    made = assess(project, as_of=day, known_at=known, lang=lang, detail="proofs", calendar=years, compiled=compiled)
    if ics is not None:
        try:
            old = ics.read_bytes() if ics.exists() else None
            ics.write_bytes(calendar_file(made, role, project=str(project.id or project.title or file.stem), old=old))
        except CalendarFileError as error:
            raise BadInput(f"{ics}: {error.text(lang)}") from None
        except (OSError, ValueError) as error:
            raise common.unwritten(ics, error, lang) from None
    if as_json:
        common.write_json([r.model_dump(mode="json", exclude_defaults=True) for r in made.remedies(role, day)])
    else:
        print_remedies(made, role, day, every=every)
        if ics is not None:
            sys.stdout.write(say("calendar_written", lang, ics) + "\n")
    return 0
