"""The filings that stand in a project."""

from __future__ import annotations

import datetime as dt

from procure_rules.answers.common import DateLine
from procure_rules.answers.rights import Filing
from procure_rules.assess.case import Case
from procure_rules.assess.evidence import choice_title, line
from procure_rules.facts.filings import FILED, SCOPES, WORDS
from procure_rules.facts.registry import all_scopes
from procure_rules.rules.tree import Ref

__all__ = ["filings"]

INF = float("inf")


def filings(case: Case) -> tuple[Filing, ...]:
    """Challenges, objections and complaints as they are stated."""
    world = case.presumed
    procedures = {id(f): i for i, f in enumerate(world.frames["procedure"])}
    out = []
    for scope in SCOPES:
        choices = all_scopes()[scope].fields[WORDS[scope]].choices
        names = [n for n in FILED[scope] if n in all_scopes()[scope].fields]
        for index, frame in enumerate(world.frames[scope]):
            known = world.get(Ref(scope, WORDS[scope]), index)
            word = known if isinstance(known, str) else ""  # of several words none is told
            days = [tuple(world.get(Ref(scope, n, a), index) for a in ("date", "happened")) for n in names]
            known = [day for day, made in days if made]
            coming = [day for day, made in days if made is False and day[1] < INF]
            happened = [made for _, made in days]
            out.append(
                Filing(
                    scope=scope,
                    index=index,
                    procedure=procedures[id(frame[0])],
                    id=world.get(Ref(scope, "id"), index) or "",
                    by=world.get(Ref(scope, "by"), index) or "",
                    against=word,
                    against_text=choice_title(choices, word),
                    filed=line(min(known or coming)) if known or coming else DateLine(),
                    made=True if known else False if False in happened and not any(happened) else None,
                    ahead=dt.date.fromordinal(int(max(day[1] for day in coming))) if coming else None,
                )
            )
    return tuple(out)
