"""``procure-rules remedies``: what a party may still do, or owes, as it stands on a day; as a table, JSON or a calendar file."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from procure_rules.assess import assess, engine_for
from procure_rules.commands import BadInput
from procure_rules.engine.scalar import Engine
from procure_rules.facts import InputError, load_project
from procure_rules.messages import say
from procure_rules.remedies import ROLES
from procure_rules.report.calendar_file import CalendarFileError, calendar_file
from procure_rules.report.remedies import print_remedies
from procure_rules.rules.loader import load_rulebook

__all__ = ["remedies"]


def remedies(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="项目文件 · project file (YAML or JSON)")],
    role: Annotated[str, typer.Option("--role", help=" | ".join(ROLES))],
    on: Annotated[str | None, typer.Option("--on", help="哪一天 · as it stands on this day (default: today)")] = None,
    known_at: Annotated[
        str | None, typer.Option("--known-at", help="已知放假通知的截止日 · which notices were known")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="连同已届满和没有的 · also what is closed or not available")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", help="写日历文件，已有的更新 · calendar file to write, or to bring up to date"),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="zh | en")] = "zh",
    rules_dir: Annotated[list[Path] | None, typer.Option("--rules", help="自备规则的目录 · folder with rules")] = None,
) -> int:
    """What a supplier, bidder … may still file, and what purchaser, agency or supervisor owe; the safe line comes first."""
    if lang not in ("zh", "en"):
        raise BadInput("--lang: zh | en")
    if role not in ROLES:
        raise BadInput(f"--role: {' | '.join(ROLES)}")
    try:
        day = dt.date.fromisoformat(on) if on else context.obj
        known = dt.date.fromisoformat(known_at) if known_at else day
    except ValueError as error:
        raise BadInput(f"{error}: YYYY-MM-DD") from None
    try:
        project = load_project(file)
    except InputError as error:
        raise BadInput(error.text(lang)) from None
    made = assess(
        project, as_of=day, known_at=known, lang=lang, detail="proofs",
        compiled=Engine(load_rulebook(more=tuple(rules_dir))) if rules_dir else engine_for(),
    )  # fmt: skip
    if ics is not None:
        try:
            old = ics.read_bytes() if ics.exists() else None
            ics.write_bytes(calendar_file(made, role, project=str(project.id or project.title or file.stem), old=old))
        except (CalendarFileError, OSError) as error:
            text = error.text(lang) if isinstance(error, CalendarFileError) else str(error)
            raise BadInput(f"{ics}: {text}") from None
    if as_json:
        rows = [r.model_dump(mode="json", exclude_defaults=True) for r in made.remedies(role, day)]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        print_remedies(made, role, day, every=every)
        if ics is not None:
            sys.stdout.write(say("calendar_written", lang, ics) + "\n")
    return 0
