"""``procure-rules new``: a commented project file to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from procure_rules.cli.session import BadInput, Lang, language, unwritten
from procure_rules.facts.template import KINDS, template
from procure_rules.facts.words import Category
from procure_rules.store import replace_file

__all__ = ["new"]


def new(
    kind: Annotated[str, typer.Option("--kind", help="works 工程 | goods 货物 | services 服务")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写入新文件 · new file to write")] = None,
    lang: Lang = "zh",
) -> int:
    """打印待填写的项目文件，或者写入新文件，从不覆盖已有文件；--lang 定键的语言 · Print a project file to fill in,
    or write it to a new file; a file that exists is never overwritten; --lang is that of the keys.
    """
    language(lang)
    kind = next((c.value for c in Category if kind in (c.zh, c.value)), kind)
    if kind not in KINDS:
        raise BadInput(f"{kind}: {' | '.join(KINDS)}")
    if output is None:
        sys.stdout.write(template(kind, lang))
        return 0
    try:
        if output.exists() or output.is_symlink():
            raise BadInput(f"{output}: 文件已存在 · the file exists")
        replace_file(output, template(kind, lang).encode())
    except (OSError, ValueError) as error:
        raise unwritten(output, error) from None
    return 0
