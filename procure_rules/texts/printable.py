"""Texts of others, made fit for a terminal: nothing in them moves the cursor, hides or turns the text about it."""

from __future__ import annotations

import unicodedata

__all__ = ["printable", "unprintable"]

HIDDEN = ("Cc", "Cf", "Zl", "Zp", "Cs")
JOINERS = "\u200c\u200d"  # within words of some scripts


def unprintable(text: str) -> str:
    """The first character that does not show, or changes how others show; a line end is one. Empty where none is."""
    if text.isascii() and text.isprintable():
        return ""
    return next((c for c in text if unicodedata.category(c) in HIDDEN and c not in JOINERS), "")


def printable(text: str) -> str:
    """The text with every such character written out: ``\\x1b``, ``\\u202e``, ``\\n``."""
    if not unprintable(text):
        return text
    return "".join(c if not unprintable(c) else repr(c)[1:-1] if c != "\x7f" else "\\x7f" for c in text)
