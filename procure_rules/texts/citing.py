"""How articles are cited."""

from __future__ import annotations

from procure_rules.texts.text import Text

__all__ = ["cite"]


def cite(title: Text, article: int | None, detail: str, lang: str) -> str:
    """An article for people: 《政府采购法》第46条 / Government Procurement Law art. 46."""
    if lang == "zh":
        number = f"第{article}条" if article is not None else ""
        return f"《{title.zh}》{number}{detail}"
    number = f" art. {article}" if article is not None else ""
    return f"{title.en}{number}" + (f" {detail}" if detail else "")
