"""``procure-rules timeline``: for each event the earliest and the latest lawful day, and what binds it."""

from __future__ import annotations

import typer

from procure_rules.cli import session as of
from procure_rules.reports.terminal.timeline import print_timeline

__all__ = ["timeline"]


def timeline(
    context: typer.Context,
    file: of.File,
    as_of: of.AsOf = None,
    known_at: of.KnownAt = None,
    as_json: of.AsJson = False,
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
) -> int:
    """逐个事件：两条线上合法的最早日和最晚日、起决定作用的规则、状态、余日；有违反的退出码为1 · Per event:
    earliest and latest lawful day on both lines, binding rule, status, margin. Exit 1 where one is breached.
    """
    asked = of.opened(file, as_of, known_at, lang, calendar_dir, rules_dir, today=context.obj)
    answer = asked.assess()
    if as_json:
        of.write_json(answer.record(timeline=answer.timeline))
    else:
        print_timeline(answer.timeline, lang)
    return 1 if any(e.status == "breached" for e in answer.timeline) else 0
