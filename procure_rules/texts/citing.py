"""Citations as lawyers write them: 《政府采购法》第三十条第二项, 87号令第七十一条 / Order 87 art. 71."""

from __future__ import annotations

import re

from procure_rules.texts.text import Text

__all__ = ["cite", "numeral"]

DIGITS = "零一二三四五六七八九"
NUMBER = f"[{DIGITS}十百千]+"
ITEM = f"(?:（{NUMBER}）|第{NUMBER}项)"
PLACE = re.compile(
    rf"(?:第(?P<article>{NUMBER})条|(?P<section>{NUMBER}))?"
    rf"(?:第(?P<paragraph>{NUMBER})款)?"
    rf"(?P<items>{ITEM}(?:至{ITEM}|(?:、?{ITEM})*))?\Z"
)


def numeral(number: int) -> str:
    """A number from 1 to 9,999 in Chinese: 10 is 十, 31 三十一, 105 一百零五."""
    out, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + unit
        gap = not digit
    return out.removeprefix("一") if out.startswith("一十") else out


def number_of(text: str) -> int:
    """What a Chinese numeral says."""
    total = last = 0
    for char in text:
        if char in DIGITS:
            last = DIGITS.index(char)
        else:
            total, last = total + (last or 1) * {"十": 10, "百": 100, "千": 1000}[char], 0
    return total + last


def cite(name: Text, article: int | None, detail: str, lang: str, part: Text | None = None) -> str:
    """An article, or the ``part`` of an instrument without articles; what cannot be read stays as it is written."""
    called = name.text(lang)
    if part is not None:
        return f"{called}（{part.zh}）" if lang == "zh" else f"{called} ({part.en})"
    number = f"第{numeral(article)}条" if article is not None else ""
    match = PLACE.match(number + detail)
    if match is None:
        en = f" art. {article}" if number else ""
        return f"{called}{number}{detail}" if lang == "zh" else f"{called}{en} {detail}"
    return called + (_zh(match) if lang == "zh" else _en(match))


def _numbers(match: re.Match[str]) -> list[str]:
    return re.findall(NUMBER, match["items"] or "")


def _zh(match: re.Match[str]) -> str:
    article = match["article"] or match["section"]
    paragraph = f"第{match['paragraph']}款" if match["paragraph"] else ""
    items = ("至" if "至" in (match["items"] or "") else "、").join(f"第{n}项" for n in _numbers(match))
    return (f"第{article}条" if article else "") + paragraph + items


def _en(match: re.Match[str]) -> str:
    article, paragraph = match["article"] or match["section"], match["paragraph"]
    items = [str(number_of(n)) for n in _numbers(match)]
    joiner = "–" if "至" in (match["items"] or "") else ", "
    out = f" {'art.' if match['article'] else 'sec.'} {number_of(article)}" if article else ""
    if paragraph:
        out += f" para. {number_of(paragraph)}"
    if not items:
        return out
    if article and not paragraph:
        return out + joiner.join(f"({n})" for n in items)
    return f"{out} item{'s' if len(items) > 1 else ''} {joiner.join(items)}"
