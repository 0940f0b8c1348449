"""Amounts, shares and counts as people write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from procure_rules.texts.text import Text

__all__ = ["UNKNOWN", "money", "number", "percent", "quantity"]

UNKNOWN = Text("未知", "unknown")
WAN = 10_000


def number(value: Decimal | Fraction | float) -> str:
    """A number with its thousands marked and at most two decimals."""
    whole = Fraction(value)
    return f"{int(whole):,}" if whole.denominator == 1 else f"{float(whole):,.2f}".rstrip("0").rstrip(".")


def money(fen: Decimal | Fraction | float, lang: str) -> str:
    """An amount in fen: 520万元 / 5,200,000 yuan."""
    yuan = Fraction(fen if isinstance(fen, Fraction) else int(fen)) / 100
    if lang == "zh" and yuan >= WAN and (yuan / WAN * 100).denominator == 1:
        return f"{number(yuan / WAN)}万元"
    return f"{number(yuan)}元" if lang == "zh" else f"{number(yuan)} yuan"


def percent(share: Fraction) -> str:
    """A share of one as a percentage."""
    return f"{float(share * 100):g}%"


def quantity(value: float, unit: str, lang: str) -> str:
    """A number with its unit (``yuan``, ``percent``, ``day`` or none)."""
    if unit == "yuan":
        return money(round(Fraction(value) * 100), lang)
    if unit == "percent":
        return f"{value:g}%"
    if unit == "day":
        return f"{number(value)}日" if lang == "zh" else f"{number(value)} day{'' if value == 1 else 's'}"
    return number(value)
