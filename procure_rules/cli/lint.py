"""``procure-rules lint``: everything that is wrong with a folder of rules, and what it lacks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from procure_rules.calendar._paths import rulesets_dir
from procure_rules.cli import session as of

__all__ = ["lint"]


def lint(
    directory: Annotated[
        Path | None, typer.Argument(help="规则目录 · folder of rules (default: the shipped rules)")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", help="案例目录 · folder of case files that should show every rule")
    ] = None,
    quiet: Annotated[bool, typer.Option("--errors-only", help="只显示错误 · leave warnings out")] = False,
    lang: of.Lang = "zh",
) -> int:
    """检查一个规则目录：错误（退出码1）和警告，附文件、行、列 · Check a folder of rules: errors (exit code 1) and
    warnings, with file, line and column.
    """
    from procure_rules.rules.lint import lint_rulebook  # reads rules, which no other command needs at once

    of.language(lang)
    root = directory or rulesets_dir()
    for folder in (root, cases):
        if folder is not None and not folder.is_dir():
            raise of.BadInput(f"{folder}: " + ("没有这个目录" if lang == "zh" else "there is no such folder"))
    with of.in_words(lang):
        remarks = lint_rulebook(root, cases)
    for one in remarks:
        if one.level == "error" or not quiet:
            sys.stdout.write(one.text(lang) + "\n")
    errors = sum(one.level == "error" for one in remarks)
    warnings = len(remarks) - errors
    sys.stdout.write(
        f"{errors}处错误，{warnings}处警告\n"
        if lang == "zh"
        else f"{errors} error{'s' if errors != 1 else ''}, {warnings} warning{'s' if warnings != 1 else ''}\n"
    )
    return 1 if errors else 0
