"""From text, file or plain data to a :class:`Project`: one error lists every problem with its path."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from procure_rules.errors import SHOWN_PROBLEMS, InputError, Problem
from procure_rules.facts.bid import Bid
from procure_rules.facts.evaluation import Opening
from procure_rules.facts.fields import Many
from procure_rules.facts.keys import NEAR_ELSEWHERE, Named, english, is_key, nearest
from procure_rules.facts.payment import Payment
from procure_rules.facts.procedure import Procedure
from procure_rules.facts.project import ARRANGED, Project
from procure_rules.facts.timeline import Timeline
from procure_rules.facts.values import Bounds
from procure_rules.reading.document import COLON, Document, Unusable, decoded, plain_data, read_document, read_text

__all__ = ["load_project", "make_project", "parse_project"]

_EXPECTED = {
    "extra_forbidden": ("没有这个事实", "no such fact"),
    "model_type": ("此处应为一组事实（键: 值）", "a group of facts (key: value) is expected here"),
    "model_attributes_type": ("此处应为一组事实（键: 值）", "a group of facts (key: value) is expected here"),
    "dict_type": ("此处应为一组事实（键: 值）", "a group of facts (key: value) is expected here"),
    "tuple_type": ("此处应为列表", "a list is expected here"),
    "bool_parsing": ("此处应为 true 或 false", "true or false is expected here"),
    "bool_type": ("此处应为 true 或 false", "true or false is expected here"),
    "too_long": ("列表过长（至多10000项）", "the list is too long (10,000 items at most)"),
    "invalid_key": ("键必须是文字", "a key must be text"),
    "missing": ("缺少必需的事实", "a required fact is missing"),
}

_GROUPS = {"model_type", "model_attributes_type", "dict_type"}
_UNSPACED = re.compile(r"([\w（）、]{1,60}+)\s*[:：]")


def load_project(path: str | Path) -> Project:
    """Read a project file (YAML, or JSON by its ending). Raises :class:`InputError` listing every problem."""
    text = read_text(path)
    return _project(read_document(text, str(path), json_text=str(path).endswith(".json")))


def project_of(raw: bytes, source: str) -> Project:
    """A project from the bytes of a file that were read, as :func:`load_project` reads it."""
    return _project(read_document(decoded(raw, source), source, json_text=source.lower().endswith(".json")))


def parse_project(text: str, *, source: str = "") -> Project:
    """A project from YAML text. Raises :class:`InputError`, ``TypeError`` for what is no text."""
    if not isinstance(text, str):
        raise TypeError("text: a text, as it stands in a file")
    return _project(read_document(text, source))


def make_project(data: dict[str, Any]) -> Project:
    """A project from plain Python data: dates, numbers, ``Decimal``, text. Raises :class:`InputError`."""
    return _project(Document(plain_data(data)))


def validated(raw: dict[Any, Any], validate: Callable[[Any], Project]) -> Project:
    """Data that another program validates, written as a file may be. Raises pydantic's own error, with paths as written."""
    try:
        return _project(Document(plain_data(raw)), validate)
    except InputError as error:
        details = [
            InitErrorDetails(
                type=PydanticCustomError("fact", "{en}", {"en": p.en, "zh": p.zh}), loc=_steps(p.path), input=p.value
            )
            for p in error.problems
        ]
        raise ValidationError.from_exception_data(Project.__name__, details) from None


def _steps(path: str) -> tuple[int | str, ...]:
    return tuple(int(s) if s.isdecimal() else s for s in re.findall(r"[^.\[\]]+", path))


def _arranged(data: Any) -> Project:
    return Project.model_validate(data, context=ARRANGED)


def _project(document: Document, validate: Callable[[Any], Project] = _arranged) -> Project:
    data = document.data
    if not isinstance(data, dict):
        zh, en = "项目文件应为一组事实（键: 值）", "a project file is a group of facts (key: value)"
        raise InputError([Problem("", _short(data), zh, en, document.place(()))], document.source)
    named = english(data)
    problems = [*_misnamed(named, document), *_swallowed(document)]
    data = named.data
    flat = [k for k in data if k in Procedure.model_fields]
    if flat and data.get("procedures") is not None:
        zh = "已有 procedures，此事实应写在某一采购程序之内"
        en = "procedures is given, so this fact belongs into one of them"
        wrote = [named.as_written((k,)) for k in flat]
        problems += [Problem(_path(w), "", zh, en, document.place(w, key=True)) for w in wrote]
        data = {k: v for k, v in data.items() if k not in flat}
        flat = []
    elif flat:
        data = {k: v for k, v in data.items() if k not in flat and k != "procedures"} | {
            "procedures": [{k: data[k] for k in flat}]
        }
    elif data.get("procedures") is None:
        data = data | {"procedures": [{}]}  # a purchase is at least one procedure, even if nothing is known of it yet
    try:
        made = validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        problems += [_problem(e, document, named, bool(flat), i) for i, e in enumerate(errors)]
    if problems:
        raise InputError(sorted(problems, key=lambda p: p.place[:2] if p.place else (0, 0)), document.source)
    _pay_at_once(made)
    _by_the_hour(made)
    return made


def _pay_at_once(made: Project) -> None:
    """A contract that is said to be paid in one sum may be written flat: the days of the timeline are its payment's.

    The project was made just now and nobody has it yet, so it is completed in place.
    """
    if made.procedures is None or not any(_in_one_sum(p) for p in made.procedures.items):
        return
    items = tuple(
        p.model_copy(update={"payments": _only_payment(p)}) if _in_one_sum(p) else p for p in made.procedures.items
    )
    made.__dict__["procedures"] = made.procedures.model_copy(update={"items": items})


def _in_one_sum(procedure: Procedure) -> bool:
    return procedure.payments is None and procedure.payment is not None and bool(procedure.payment.in_one_sum)


def _only_payment(procedure: Procedure) -> Many[Payment]:
    days = procedure.timeline or Timeline()
    one = Payment(
        instalment_amount=procedure.contract_price,
        instalment_delivered=days.delivered,
        instalment_accepted=days.works_accepted,
        instalment_invoiced=days.invoice_received,
        instalment_paid=days.paid,
    )
    return Many[Payment](items=(one,))


def _by_the_hour(made: Project) -> None:
    """Rules compare days. Where the hours of one day are stated, too, they say whether the opening was at the time of
    the deadline, and whether a bid came after it; unless that is stated itself.
    """
    if made.procedures is None:
        return
    items = tuple(map(_timed, made.procedures.items))
    if any(new is not old for new, old in zip(items, made.procedures.items, strict=True)):
        made.__dict__["procedures"] = made.procedures.model_copy(update={"items": items})


def _timed(procedure: Procedure) -> Procedure:
    days = procedure.timeline
    deadline = days and (days.bid_deadline or days.first_response_deadline)
    if not days or not deadline or deadline.final.minute is None:
        return procedure
    day, minute = deadline.final.to, deadline.final.minute
    new: dict[str, Any] = {}
    opened, opening = days.bid_opening, procedure.opening or Opening()
    if opened and opened.minute is not None and opened.when == day and opening.at_deadline is None:
        new["opening"] = opening.model_copy(update={"at_deadline": opened.minute == minute})
    if procedure.bids is not None:
        bids = tuple(_handed_in(bid, day, minute) for bid in procedure.bids.items)
        if any(one is not old for one, old in zip(bids, procedure.bids.items, strict=True)):
            new["bids"] = procedure.bids.model_copy(update={"items": bids})
    return procedure.model_copy(update=new) if new else procedure


def _handed_in(bid: Bid, day: Bounds, minute: int) -> Bid:
    papers = bid.papers
    if not papers or not papers.submitted or papers.submitted.minute is None or papers.submitted.when != day:
        return bid
    if papers.after_the_hour is not None:
        return bid
    late = papers.submitted.minute > minute
    return bid.model_copy(update={"papers": papers.model_copy(update={"after_the_hour": late})})


def _misnamed(named: Named, document: Document) -> list[Problem]:
    """Keys that mean several facts, and facts that were written twice."""
    problems = []
    for path, meant in named.ambiguous:
        zh = f"有多种含义，请写明其一：{'、'.join(meant)}"
        en = f"it can mean several facts; write one of: {', '.join(meant)}"
        problems.append(Problem(_path(path), "", zh, en, document.place(path, key=True)))
    for full, path in named.twice:
        zh, en = f"同一事实（{_path(full)}）写了两次", f"the same fact ({_path(full)}) is written twice"
        problems.append(Problem(_path(path), "", zh, en, document.place(path, key=True)))
    return problems


def _swallowed(document: Document) -> list[Problem]:
    """Lines with the key of a fact that were read as the end of the text above them."""
    return [
        Problem(
            _path(one.path),
            "",
            f"“{one.word}”这一行被读成了上面文字的一部分；请与上面的键对齐，冒号用半角，后加空格",
            f"the line '{one.word}' was read as part of the text above it: align it with the key above, "
            "an ordinary colon and a space after it",
            one.place,
        )
        for one in document.swallowed
        if is_key(one.word)
    ]


def _problem(error: Any, document: Document, named: Named, flat: bool, number: int) -> Problem:
    steps = tuple(error["loc"])
    nexts = (*steps[1:], "")  # the items of a list stand under "items"
    path = tuple(p for p, after in zip(steps, nexts, strict=False) if p != "items" or not isinstance(after, int))
    if flat and path[:2] == ("procedures", 0):
        path = path[2:]
    wrote = named.as_written(path)
    kind = error["type"]
    if kind == "extra_forbidden":
        zh, en = _EXPECTED[kind]
        word = str(path[-1])
        if number < SHOWN_PROBLEMS and len(word) <= 60:
            groups = tuple(p for p in path[:-1] if isinstance(p, str))
            near = nearest(word, groups, elsewhere=number < NEAR_ELSEWHERE)
            if near:
                zh += f"；是否为 {'、'.join(f'{n}（{title}）' for n, title in near)}？"
                en += f"; did you mean {' or '.join(f'{n} ({title})' for n, title in near)}?"
        return Problem(_path(wrote), "", zh, en, document.place(wrote, key=True))
    context = error.get("ctx") or {}
    if str(context.get("class_name", "")).startswith(Many.__name__):
        kind = "tuple_type"
    if kind in _GROUPS and isinstance(error.get("input"), str) and (key := _UNSPACED.match(error["input"])):
        zh, en = COLON if is_key(key[1]) else _EXPECTED[kind]
    elif kind in _EXPECTED:
        zh, en = _EXPECTED[kind]
    else:
        zh = f"应为{context['zh']}" if "zh" in context else "值无效"
        en = f"expected {context['en']}" if "en" in context else "invalid value"
    return Problem(_path(wrote), _short(error.get("input")), zh, en, document.place(wrote))


def _path(path: tuple[Any, ...]) -> str:
    out = ""
    for step in path:
        name = str(step)
        if not name.isprintable() or len(name) > 60:
            name = _short(name)
        out += f"[{name}]" if isinstance(step, int) else f".{name}" if out else name
    return out


def _short(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, bytes)):
        text = repr(value[:60])
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, Decimal):
        text = f"{value:f}" if abs(value.adjusted()) < 60 else str(value)
    elif isinstance(value, (int, float, dt.date)):
        text = str(value)
    elif isinstance(value, Unusable):
        text = repr(value)
    else:
        text = "{…}" if isinstance(value, Mapping) else "[…]"
    return text if len(text) <= 60 else f"{text[:57]}…"
