"""The question that asks for a fact, out of what is declared of it."""

from __future__ import annotations

import re
from functools import cache

from procure_rules.facts.registry import FieldSpec

__all__ = ["question_of"]

_OTHERS = {
    "amount": ("{0}是多少元？", "What is the {0}, in yuan?"),
    "count": ("{0}是多少？", "What is the {0}?"),
    "ratio": ("{0}是多少？", "What is the {0}?"),
    "days": ("{0}是多少日？", "How many days is the {0}?"),
    "date": ("“{0}”是哪一天？", "What is the {0}?"),
    "event": ("“{0}”是哪一天？", "On which day did “{0}” take place?"),
    "deadline": ("“{0}”是何日何时？", "On which day and at what time does “{0}” fall?"),
    "choice": ("{0}是什么？", "What is the {0}?"),
    "text": ("{0}是什么？", "What is the {0}?"),
    "list": ("有哪些{0}？没有的，请写明没有。", "Which {0} were there, if any?"),
}
_MANY = re.compile(r"\w+s\b")  # a title such as "bidders at the deadline" is of things that are counted


@cache
def question_of(spec: FieldSpec, lang: str = "zh") -> str:
    """The question for one fact: the declared one, else one made of its phrases or its title."""
    said, zh = spec.fact, lang == "zh"
    declared = said.ask_zh if zh else said.ask_en
    if declared:
        return declared
    if spec.kind == "bool":
        return _whether_zh(said.yes_zh, said.no_zh) if zh else _whether_en(said.yes_en, said.no_en)
    title = said.zh if zh else said.many_en if spec.kind == "list" else said.en
    if not zh and spec.kind in ("count", "days") and _MANY.match(title):
        return f"How many {title}?"
    return _OTHERS[spec.kind][0 if zh else 1].format(title)


_DENIED = re.compile("尚未|并不|并没有|并非|并未|不再|不|未|没有|非|无")
_ADVERBS = "又仍已均曾还"  # what stands behind 是否


def _whether_zh(yes: str, no: str) -> str:
    """是否 stands where the denied phrase denies: 供应商系中小企业, 供应商不是中小企业 → 供应商是否为中小企业？"""
    same = len(_shared(yes, no))
    denied = _DENIED.search(no, same)
    at = _after(yes, no[: denied.start()]) if denied else same
    while at and yes[at - 1] in _ADVERBS:
        at -= 1
    if yes[:at].startswith("系") or at == len(yes):
        at = 0
    head, tail = yes[:at], yes[at:]
    if tail[0] in "系是" and tail[:2] != "系统":
        tail = f"为{tail[1:]}"
    return f"{head}是否{tail}？"


def _after(yes: str, subject: str) -> int:
    """Where the subject of the denied phrase, or the end of it, ends in the affirmed one; 0 where it has none."""
    for start in range(len(subject) - 1):
        found = yes.find(subject[start:])
        if found >= 0:
            return found + len(subject) - start
    return 0


def _shared(one: str, other: str) -> str:
    """What both texts begin with."""
    n = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:n]


_HELPER = re.compile(r"\b(?:is|are|was|were|can|may|must|will|would|should|could)\b")
_VERB = rf"(?:{_HELPER.pattern}|\b(?:cannot|has|have|had|match|differ|gives?|signed|consented)\b)"
_SECOND = re.compile(rf"(?:,|\band|\bor)\b.*{_VERB}")
_CLAUSE = re.compile(
    rf"[,;]|{_VERB}|\b(?:that|who|whose|whoever|which|where|when|if|because|what|how|whether|while|without|of the bids)\b"
)
_DID_NOT = re.compile(r"(.+?) (do|does|did) not (\w+)\b")
_HAS = re.compile(r"(.+?) (has|have) (?!\w+ed\b)")


def _whether_en(yes: str, no: str) -> str:
    """The helping verb first, or the one that the denied phrase needs; else "Is it so that …?"."""
    helper = _HELPER.search(yes)
    if helper:
        subject, rest = yes[: helper.start()], yes[helper.end() :]
        if not _CLAUSE.search(subject) and not _SECOND.search(rest):
            return f"{helper[0].capitalize()} {subject}{rest.lstrip()}?"
        return f"Is it so that {yes}?"
    denied = _DID_NOT.match(no)
    if denied and yes.startswith(f"{denied[1]} "):
        verb, _, rest = yes.removeprefix(f"{denied[1]} ").partition(" ")
        if verb[:2] == denied[3][:2]:
            return f"{denied[2].capitalize()} {denied[1]} {denied[3]} {rest}".rstrip() + "?"
    has = _HAS.match(yes)
    if has and not _CLAUSE.search(has[1]):
        return f"{'Does' if has[2] == 'has' else 'Do'} {has[1]} have {yes[has.end() :]}?"
    return f"Is it so that {yes}?"
