"""Saying what stands in the catalogue, in one language or in both."""

from __future__ import annotations

from procure_rules.texts.text import LANGUAGES, Text
from procure_rules.texts.words import MESSAGES

__all__ = ["label", "said", "say"]


def say(key: str, lang: str, *args: object) -> str:
    """The text of a key in a language (``zh`` or ``en``), with its arguments; raises ``KeyError`` for an unknown
    key.
    """
    text = MESSAGES[key][lang == "en"]
    return text.format(*(a.text(lang) if isinstance(a, Text) else a for a in args)) if args else text


def said(key: str, *args: object) -> Text:
    """The text of a key in both languages."""
    return Text(*(say(key, lang, *args) for lang in LANGUAGES))


def label(key: str, text: str, lang: str) -> str:
    """A text with the word of a key before it."""
    return f"{say(key, lang)}{'：' if lang == 'zh' else ': '}{text}"
