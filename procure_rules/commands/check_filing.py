"""``procure-rules check-filing``: every filed challenge, objection and complaint, checked."""

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
from procure_rules.filings import check_filings
from procure_rules.report.remedies import print_filings
from procure_rules.rules.loader import load_rulebook

__all__ = ["check_filing"]


def check_filing(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="项目文件 · project file (YAML or JSON)")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="评估日 · day of assessment (default: today)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: Annotated[str, typer.Option("--lang", help="zh | en")] = "zh",
    rules_dir: Annotated[list[Path] | None, typer.Option("--rules", help="自备规则的目录 · folder with rules")] = None,
) -> int:
    """Each filing: in time, standing, what must come first, form, scope, addressee; whether a defect can be mended. Exit 1 at a defect."""
    if lang not in ("zh", "en"):
        raise BadInput("--lang: zh | en")
    try:
        day = dt.date.fromisoformat(as_of) if as_of else context.obj
    except ValueError as error:
        raise BadInput(f"--as-of: {error}: YYYY-MM-DD") from None
    try:
        project = load_project(file)
    except InputError as error:
        raise BadInput(error.text(lang)) from None
    made = assess(
        project,
        as_of=day,
        lang=lang,
        compiled=Engine(load_rulebook(more=tuple(rules_dir))) if rules_dir else engine_for(),
    )
    checks = check_filings(made)
    if as_json:
        rows = [c.model_dump(mode="json", exclude_defaults=True) for c in checks]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        print_filings(checks, made)
    return 1 if any(c.defects for c in checks) else 0
