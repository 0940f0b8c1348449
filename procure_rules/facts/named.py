"""Roles, events and methods by what people call them: 供应商, 投标截止, 公开招标, or the English name."""

from __future__ import annotations

import difflib
from functools import cache

from procure_rules.errors import NoSuchName
from procure_rules.facts.aliases import KEYS, ROLES
from procure_rules.facts.keys import plain, short_forms
from procure_rules.facts.registry import all_scopes
from procure_rules.facts.words import Method

__all__ = ["event_named", "method_named", "role_named"]


def role_named(text: str) -> str:
    """The role (``supplier``, ``purchaser`` …) of a text. Raises :class:`NoSuchName`."""
    return _one(text, _roles(), "角色", "role")


def event_named(text: str) -> str:
    """The event or deadline of a procedure (``bid_deadline`` …) of a text. Raises :class:`NoSuchName`."""
    return _one(text, _events(), "事件", "event")


def method_named(text: str) -> Method:
    """The method of a text. Raises :class:`NoSuchName`."""
    return Method[_one(text, _methods(), "采购方式", "method")]


_Names = dict[str, tuple[str, ...]]


def _one(text: str, names: _Names, what_zh: str, what_en: str) -> str:
    word = plain(text)
    found = names.get(word) or names.get(word.lower().replace("-", "_"))
    if found and len(found) == 1:
        return found[0]
    first = {meant: _title(meant, names) for meanings in names.values() for meant in meanings}
    if found:
        near = found
        zh, en = f"“{text}”可以指多种{what_zh}", f"'{text}' can mean more than one {what_en}"
    else:
        close = difflib.get_close_matches(word, names, 6, 0.6 if word.isascii() else 0.5)
        near = tuple(dict.fromkeys(m for c in close for m in names[c]))[:3]
        zh, en = f"没有“{text}”这一{what_zh}", f"there is no {what_en} '{text}'"
    shown = near or (tuple(first) if len(first) <= 15 else ())
    if shown:
        zh += f"；请写其一：{'、'.join(f'{n}（{first[n]}）' for n in shown)}"
        en += f"; write one of: {', '.join(f'{n} ({first[n]})' for n in shown)}"
    raise NoSuchName(zh, en)


def _title(name: str, names: _Names) -> str:
    """The first Chinese word for a name."""
    return next(w for w, meant in names.items() if meant == (name,) and not w.isascii())


@cache
def _roles() -> _Names:
    out: _Names = {}
    for role, words in ROLES.items():
        out |= dict.fromkeys((role, *words.split()), (role,))
    return out


@cache
def _events() -> _Names:
    """By title, name and what people write; 日期, 时间 and 日 may follow."""
    events = {s.name: s.fact for s in all_scopes()["procedure"].fields.values() if s.kind in ("event", "deadline")}
    out: _Names = {}
    for name, said in events.items():
        for word in (plain(said.zh), *sorted(short_forms(said.zh)), name, plain(said.en)):
            out.setdefault(word, (name,))
    for words, meant in KEYS["procedure"].items():
        names = tuple(n for n in meant.split() if n in events)
        if names:
            out |= {w: names for w in words.split() if w not in out}
    for word in [w for w in out if not w.isascii()]:
        for end in ("日期", "时间", "日"):
            out.setdefault(word + end, out[word])
    return out


@cache
def _methods() -> _Names:
    words: _Names = {}
    for method in Method:
        words[method.zh] = words[method.value] = words[plain(method.en)] = (method.value,)
    for text in Method.words():
        words.setdefault(plain(text), tuple(m.value for m in Method.named(text)))
    return words
