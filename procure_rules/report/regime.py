"""Which law governs and whether it must be tendered, in two sentences for people who do not read rules."""

from __future__ import annotations

from procure_rules.answers import Assessment, ConclusionAnswer
from procure_rules.messages import say

__all__ = ["regime_sentences"]

SHOWN = 4


def regime_sentences(answer: Assessment) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
    """For the procedures (those alike together) the sentence about the law and the one about the duty to tender."""
    found: dict[tuple[str, ...], list[int]] = {}
    indices = sorted({c.index for c in answer.conclusions if c.rule in ("regime", "must_tender")})
    for index in indices:
        tendering = any(
            c.rule == "tendering_procedure" and c.index == index and c.presumed == "true" for c in answer.conclusions
        )
        made = tuple(
            _sentence(one, key, answer.lang, tendering)
            for key, name in (("law_is", "regime"), ("tender_is", "must_tender"))
            for one in answer.conclusions
            if one.rule == name and one.index == index
        )
        found.setdefault(made, []).append(index)
    return [(tuple(where), made) for made, where in found.items()]


def _sentence(one: ConclusionAnswer, key: str, lang: str, tendering: bool) -> str:
    open_policy = tendering and one.rule == "regime" and one.presumed == "unknown"
    text = say("law_is_tendering_at_least" if open_policy else f"{key}_{one.presumed}", lang)
    if one.presumed in ("unknown", "not_applicable"):
        titles = list(dict.fromkeys(m.title for m in one.missing))
        return text + (say("decided_by", lang, _listed(titles, "、", lang)) if titles else say("full_stop", lang))
    if one.strict == one.presumed:
        return text + say("known_strictly", lang)
    assumed = list(dict.fromkeys(a.text for a in one.assuming))
    return text + (say("known_presuming", lang, _listed(assumed, "；", lang)) if assumed else say("full_stop", lang))


def _listed(parts: list[str], mark: str, lang: str) -> str:
    shown = (mark if lang == "zh" else "; ").join(parts[:SHOWN])
    return shown + (say("and_more", lang, len(parts) - SHOWN) if len(parts) > SHOWN else "")
