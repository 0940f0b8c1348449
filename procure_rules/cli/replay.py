"""``procure-rules replay``: an assessment made again from its receipt."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from procure_rules.answers import Assessment
from procure_rules.assess import replay
from procure_rules.cli import session as of
from procure_rules.errors import AssessmentError, ReplayError
from procure_rules.reading.document import read_text
from procure_rules.reports.terminal.console import Console
from procure_rules.texts import listed, say

__all__ = ["replay_answer"]


def replay_answer(
    answer: Annotated[Path, typer.Argument(help="评估结果（JSON） · an assessment as JSON")],
    file: Annotated[Path, typer.Argument(help="项目文件 · the project file")],
    lang: of.Lang = "zh",
    calendar_dir: of.Years = None,
    rules_dir: of.Rules = None,
) -> int:
    """依据凭据重现一次评估；不能重现的退出码为1，并指出不同之处 · Make an assessment again from its receipt; exit
    1 and say what differs if it does not come out the same.
    """
    of.language(lang)
    project = of.read_project(file, lang)
    try:
        with of.in_words(lang):
            old = Assessment.from_json(read_text(answer))
    except AssessmentError:
        raise of.BadInput(f"{answer}: {say('no_assessment', lang)}") from None
    calendar = of.calendar(calendar_dir, old.known_at, lang)
    law = of.law(rules_dir, lang) if rules_dir else None
    try:
        replay(old, project, calendar=calendar, law=law)
    except ReplayError as error:
        differs = listed((say(f"differs_{name}", lang) for name in error.differs), lang)
        sys.stderr.write(f"{say('not_reproduced', lang, differs)}\n")
        return 1
    Console(highlight=False).print(say("reproduced", lang, old.receipt.answer))
    return 0
