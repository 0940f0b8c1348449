"""``procure-rules remedies``: what a party may still do, or owes, on a day; as a table, JSON or a calendar file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from procure_rules.cli import session as of
from procure_rules.errors import CalendarFileError
from procure_rules.facts.named import role_named
from procure_rules.reports.ics import calendar_file, days_to_write
from procure_rules.reports.terminal.rights import print_rights
from procure_rules.store import read_file, replace_file
from procure_rules.texts import say
from procure_rules.views.rights import ROLES, rights

__all__ = ["remedies"]

MOST_CALENDAR = 16 * 1024 * 1024
"""Bytes of a calendar file that is brought up to date."""


def remedies(
    context: typer.Context,
    file: of.File,
    role: Annotated[str, typer.Option("--role", help="供应商、采购人 … · " + " | ".join(ROLES))],
    on: Annotated[str | None, typer.Option("--on", help="哪一天 · as it stands on this day (default: today)")] = None,
    known_at: of.KnownAt = None,
    every: Annotated[
        bool, typer.Option("--all", help="连同已届满和没有的 · also what is closed or not available")
    ] = False,
    as_json: of.AsJson = False,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", help="写日历文件，已有的更新 · calendar file to write, or to bring up to date"),
    ] = None,
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
) -> int:
    """供应商、投标人等还可以提出什么，采购人、代理机构、监督部门应当办理什么；先列稳妥线 · What a supplier, bidder
    … may still file, and what purchaser, agency or supervisor owe; the safe line comes first.
    """
    of.language(lang)
    who = of.named(role_named, role, "--role", lang)
    asked = of.opened(file, on, known_at, lang, calendar_dir, rules_dir, today=context.obj, option="--on")
    project, day = asked.project, asked.day
    answer = asked.assess(proofs=True)
    if ics is not None:
        name = str(project.id or project.title or file.stem)
        try:
            old = read_file(ics, MOST_CALENDAR) if ics.exists() else None
            replace_file(ics, calendar_file(answer, who, project=name, old=old, lang=lang))
        except CalendarFileError as error:
            raise of.BadInput(f"{ics}: {error.text(lang)}") from None
        except (OSError, ValueError) as error:
            raise of.unwritten(ics, error, lang) from None
    if as_json:
        of.write_json(answer.record(rights=rights(answer, who, day), proofs=True))
    else:
        print_rights(answer, who, day, lang, every=every)
        if ics is not None:
            said = "calendar_written" if days_to_write(answer, who, day) else "calendar_without_days"
            sys.stdout.write(say(said, lang, ics) + "\n")
    return 0
