"""``procure-rules schema``: the JSON Schema of a project file, of its core, or of an answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from procure_rules.answers import Assessment
from procure_rules.cli.session import unwritten
from procure_rules.facts.schema import project_schema
from procure_rules.store import replace_file

__all__ = ["schema"]


def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写入文件 · file to write")] = None,
    answer: Annotated[
        bool, typer.Option("--answer", help="评估结果的 JSON Schema · that of an assessment as JSON")
    ] = False,
    core: Annotated[
        bool, typer.Option("--core", help="仅最常用的事实，附问题 · the core facts alone, with questions")
    ] = False,
) -> int:
    """打印项目文件或者评估结果的 JSON Schema，或者写入文件 · Print the JSON Schema of a project file, or of an
    answer, or write it to a file.
    """
    text = (
        json.dumps(Assessment.json_schema() if answer else project_schema(core=core), ensure_ascii=False, indent=1)
        + "\n"
    )
    if output is None:
        sys.stdout.write(text)
        return 0
    try:
        replace_file(output, text.encode())
    except (OSError, ValueError) as error:
        raise unwritten(output, error) from None
    return 0
