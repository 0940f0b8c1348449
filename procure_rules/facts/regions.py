"""Places: a province or a city by its short name, however its full name was written."""

from __future__ import annotations

import difflib
import re
from typing import Any

from procure_rules.facts.choice import UNKNOWN
from procure_rules.facts.values import Text

__all__ = ["CENTRAL", "PROVINCES", "City", "Province"]

CENTRAL = "中央"
"""The place of units of the central level, which buy in any province."""
_CORPS = "新疆生产建设兵团"
PROVINCES = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "台湾",
    "香港",
    "澳门",
]
_SUFFIX = "(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?"
_FULL = re.compile(f"({'|'.join(PROVINCES)}){_SUFFIX}")
_OTHERS = dict.fromkeys((CENTRAL, "中央单位", "中央级", "中央本级"), CENTRAL) | dict.fromkeys(
    (_CORPS, "新疆建设兵团", "新疆兵团", "兵团"), _CORPS
)


class Province(Text):
    """``河南`` and ``河南省`` are one place; a city does not stand behind it; a place that there is not is refused."""

    expected_en = "the short name of a province (河南), or 中央 for central units"
    expected_zh = "省级简称（河南），中央单位填“中央”"

    @classmethod
    def parse(cls, raw: Any) -> str:
        text = super().parse(raw).strip()
        if text in _OTHERS:
            return _OTHERS[text]
        full = _FULL.match(text)
        if not full:
            close = difflib.get_close_matches(text.rstrip("省市"), (*PROVINCES, *_OTHERS), 3, 0.5)
            near = dict.fromkeys(_OTHERS.get(name, name) for name in close)
            zh, en = (f"；是否为：{'、'.join(near)}", f"; did you mean {', '.join(near)}?") if near else ("", "")
            raise cls.bad(zh, en)
        if full.end() < len(text):
            raise cls.bad("；城市另写", "; the city is a fact of its own")
        return full[1]

    @classmethod
    def schema(cls) -> dict[str, Any]:
        full = {"type": "string", "pattern": rf"^\s*({'|'.join(PROVINCES)}){_SUFFIX}\s*$"}
        return {"anyOf": [full, {"enum": [*_OTHERS, *UNKNOWN, None]}], "description": cls.expected_en}


class City(Text):
    """``成都`` and ``成都市`` are one city."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return re.sub("(?<=..)市+$", "", super().parse(raw).strip())
