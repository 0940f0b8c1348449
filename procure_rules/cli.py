"""The command line: ``procure-rules assess | methods | explain | rules | calendar``.

Exit codes: 0 fine, 1 a breach was found, 2 something is undetermined (with ``--strict``), 3 bad input.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import sys
import warnings
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from procure_rules.answers import Assessment
from procure_rules.assess import assess as assess_project
from procure_rules.calendar import CalendarError, Count, load_calendar
from procure_rules.commands import BadInput, common
from procure_rules.commands.check_filing import check_filing
from procure_rules.commands.law import law
from procure_rules.commands.lint import lint
from procure_rules.commands.new import new
from procure_rules.commands.plan import plan
from procure_rules.commands.remedies import remedies
from procure_rules.commands.schema import schema
from procure_rules.commands.timeline import timeline
from procure_rules.facts import InputError
from procure_rules.facts.document import read_text
from procure_rules.messages import joined, say
from procure_rules.replay import Difference, ReplayError, differences, replay
from procure_rules.report.methods import print_methods
from procure_rules.report.terminal import print_assessment
from procure_rules.rules.aloud import Aloud
from procure_rules.rules.export import export_rules

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="中国公共采购法律规则 · Chinese public-procurement law as rules"
)


@app.command()
def assess(
    file: common.File,
    as_of: common.AsOf = None,
    known_at: common.KnownAt = None,
    as_json: common.AsJson = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="有无法判断时退出码为2 · exit 2 if anything is undetermined")
    ] = False,
    detail: Annotated[str, typer.Option("--detail", help="verdicts | answers | proofs")] = "answers",
    every: Annotated[
        bool, typer.Option("--all", help="全部列出，不只列最要紧的 · long lists in full, not only what matters most")
    ] = False,
    lang: common.Lang = "zh",
    calendar_dir: common.Years = None,
    rules_dir: common.Rules = None,
    engine: Annotated[str | None, typer.Option("--engine", help="builtin | durable")] = None,
    compare: Annotated[str | None, typer.Option("--compare", help="与另一日比较 · what differs on another day")] = None,
) -> int:
    """评估项目：适用法律、日期、要求、救济、需要查看之处 · Assess a project: which law, dates, requirements, remedies, findings."""
    common.language(lang)
    project = common.read_project(file, lang)
    if detail not in ("verdicts", "answers", "proofs"):
        raise BadInput("--detail: verdicts | answers | proofs")
    today = common.day(as_of, "--as-of") or dt.date.today()
    known = common.day(known_at, "--known-at")
    made = common.calendar(calendar_dir, known or today, lang)
    if engine not in (None, "builtin", "durable"):
        raise BadInput("--engine: builtin | durable")
    compiled = common.engine(rules_dir, lang)
    answer = assess_project(
        project, as_of=today, known_at=known, lang=lang, detail=detail, calendar=made, engine=engine, compiled=compiled
    )
    other = common.day(compare, "--compare")
    if other is not None:
        later = assess_project(
            project,
            as_of=other,
            known_at=known,
            lang=lang,
            detail=detail,
            engine=engine,
            compiled=compiled,
            calendar=common.calendar(calendar_dir, known or other, lang),
        )
        return _show_differences(differences(answer, later), as_json=as_json, lang=lang)
    if as_json:
        sys.stdout.write(answer.model_dump_json(indent=1) + "\n")
    else:
        print_assessment(answer, compiled.book, every=every)
    if answer.breaches:
        return 1
    return 2 if strict and answer.undetermined else 0


@app.command()
def methods(
    file: common.File,
    as_of: common.AsOf = None,
    known_at: common.KnownAt = None,
    every: Annotated[bool, typer.Option("--all", help="列出每一种情形 · every ground of every method")] = False,
    as_json: common.AsJson = False,
    lang: common.Lang = "zh",
    calendar_dir: common.Years = None,
    rules_dir: common.Rules = None,
) -> int:
    """可以采用哪些采购方式，由什么决定；已选方式不得采用的退出码为1 · Which methods may be used: every method with what decides it, or with all its grounds; exit 1 if the one stated may not."""
    common.language(lang)
    project = common.read_project(file, lang)
    today = common.day(as_of, "--as-of") or dt.date.today()
    known = common.day(known_at, "--known-at")
    answer = assess_project(
        project,
        as_of=today,
        known_at=known,
        lang=lang,
        calendar=common.calendar(calendar_dir, known or today, lang),
        compiled=common.engine(rules_dir, lang),
    )
    if as_json:
        wanted = {"methods", "findings", "receipt"}
        made = answer.model_copy(update={"findings": answer.about_method}).model_dump(mode="json", include=wanted)
        common.write_json(made)
    else:
        print_methods(answer, every=every)
    return 1 if any(f.severity == "breach" for f in answer.about_method) else 0


def _show_differences(found: tuple[Difference, ...], *, as_json: bool, lang: str) -> int:
    if as_json:
        common.write_json([d.model_dump() for d in found])
        return 0
    out = Console(highlight=False)
    for one in found:
        mark = say("law_changed" if one.law_changed else "day_changed", lang)
        out.print(f"{escape(one.title)}  [dim]{one.rule} [{one.index}] · {mark}[/]", soft_wrap=True)
        out.print(f"    {escape(one.before)} → {escape(one.after)}", soft_wrap=True)
    if not found:
        out.print(say("no_difference", lang))
    return 0


@app.command(name="replay")
def replay_answer(
    answer: Annotated[Path, typer.Argument(help="评估结果（JSON） · an assessment as JSON")],
    file: Annotated[Path, typer.Argument(help="项目文件 · the project file")],
    lang: common.Lang = "zh",
    calendar_dir: common.Years = None,
    rules_dir: common.Rules = None,
) -> int:
    """依据凭据重现一次评估；不能重现的退出码为1，并指出不同之处 · Make an assessment again from its receipt; exit 1 and say what differs if it does not come out the same."""
    common.language(lang)
    project = common.read_project(file, lang)
    try:
        with common.in_words(lang):
            old = Assessment.model_validate_json(read_text(answer))
    except ValueError:
        raise BadInput(f"{answer}: {say('no_assessment', lang)}") from None
    calendar = common.calendar(calendar_dir, old.receipt.known_at, lang)
    compiled = common.engine(rules_dir, lang) if rules_dir else None
    try:
        replay(old, project, calendar=calendar, compiled=compiled)
    except ReplayError as error:
        sys.stderr.write(f"{say('not_reproduced', lang, ', '.join(error.differs))}\n")
        return 1
    Console(highlight=False).print(say("reproduced", lang, old.receipt.answer))
    return 0


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="规则编号 · rule id")],
    lang: common.Lang = "zh",
    rules_dir: common.Rules = None,
) -> int:
    """朗读一条规则，附条款、日期、理解和数字 · Read a rule aloud, with its articles, dates, readings and figures."""
    common.language(lang)
    book = common.rulebook(rules_dir, lang)
    try:
        versions = book.versions(rule)
    except KeyError:
        near = [r.id for r in book.rules if rule in r.id][:8]
        hint = say("did_you_mean", lang, ", ".join(dict.fromkeys(near))) if near else ""
        raise BadInput(f"{rule}: {say('no_such_rule', lang)}{hint}") from None
    out = Console(highlight=False)
    aloud = Aloud(book, lang)
    for one in versions:
        out.print(
            f"[bold]{escape(one.title.text(lang))}[/]  [dim]{one.id} · {one.kind} · {one.scope} · {one.in_force_text()}[/]"
        )
        out.print("  " + escape(joined((book.cite(c, lang) for c in one.basis), lang)), soft_wrap=True)
        for line in aloud.rule(one):
            out.print("  " + escape(line), soft_wrap=True)
        for text in (one.note, one.sanction):
            if text is not None:
                out.print(f"  [dim]{escape(text.text(lang))}[/]", soft_wrap=True)
        figures = ", ".join(f"{f.value:,.10g} {f.unit}" for f in one.figures)
        extra = " · ".join(
            x for x in (figures, ", ".join(one.readings), one.source_kind, f"{one.source.file}:{one.source.line}") if x
        )
        out.print(f"  [dim]{escape(extra)}[/]", soft_wrap=True)
    return 0


@app.command()
def rules(as_json: common.AsJson = False, lang: common.Lang = "zh", rules_dir: common.Rules = None) -> int:
    """列出规则，或者连同条款和数字导出 · List the rules, or export them with their articles and figures."""
    common.language(lang)
    book = common.rulebook(rules_dir, lang)
    if as_json:
        common.write_json(export_rules(book))
        return 0
    out = Console(highlight=False)
    for one in book.rules:
        out.print(
            f"{one.id}  [dim]{one.kind:<7}[/] {escape(one.title.text(lang))}  [dim]{escape(book.cite(one.basis[0], lang))}[/]",
            soft_wrap=True,
        )
    return 0


app.command()(law)
app.command()(lint)
app.command()(new)
app.command()(plan)
app.command()(timeline)
app.command()(remedies)
app.command(name="check-filing")(check_filing)
app.command()(schema)


@app.command()
def calendar(
    day: Annotated[str | None, typer.Argument(help="YYYY-MM-DD")] = None,
    add: Annotated[int | None, typer.Option("--add", help="加多少个工作日 · working days to add")] = None,
    year: Annotated[int | None, typer.Option("--year", help="该年工作日数 · working days of a year")] = None,
    known_at: common.KnownAt = None,
    lang: common.Lang = "zh",
    calendar_dir: common.Years = None,
) -> int:
    """工作日：某日属于何类、加若干工作日（附逐日计算）、某年工作日数 · Working days: the class of a day, N working days on (with proof), or the working days of a year."""
    common.language(lang)
    known = common.day(known_at, "--known-at")
    made = common.calendar(calendar_dir, known, lang) or load_calendar(known_at=known)
    out = Console(highlight=False)
    if year is not None:
        if not 2000 <= year <= 2045:
            raise BadInput("--year: 2000 – 2045")
        first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
        low, high = (sum(f(o) for o in range(first, last + 1)) for f in (made.must_work, made.may_work))
        out.print(str(low) if low == high else f"{low} – {high}  ({say('calendar', lang)})")
        return 0
    start = common.day(day, "day")
    if start is None:
        raise BadInput("YYYY-MM-DD, or --year")
    if not made.first <= start.toordinal() <= made.last:
        raise BadInput(f"{start}: {dt.date.fromordinal(made.first)} – {dt.date.fromordinal(made.last)}")
    if add is None:
        found = made.day_class(start.toordinal())
        notice = made.notice_for(start.toordinal())
        out.print(
            f"{start}  {say(found.value, lang) if found else say('calendar', lang)}"
            + (f"  {notice.number}" if notice else "")
        )
        return 0
    if not -10_000 <= add <= 10_000:
        raise BadInput("--add: -10000 – 10000")
    how = Count("workday", backward=add < 0)
    ends = made.bounds((start.toordinal(), start.toordinal()), abs(add), how)
    shown = [str(dt.date.fromordinal(int(e))) if abs(e) < 4_000_000 else "?" for e in ends]
    out.print(f"[bold]{shown[0] if shown[0] == shown[1] else ' – '.join(shown)}[/]")
    for step in made.proof(start.toordinal(), abs(add), how, slow=True).steps:
        notice_text = f"  {step.notice.number}" if step.notice else ""
        mark = f"{step.index:>3}" if step.counted else "  ·"
        out.print(f"  {step.day} {mark}  {say(step.reason.value, lang)}{notice_text}")
    return 0


def _show_warning(
    message: Warning | str, category: Any, filename: str, lineno: int, file: Any = None, line: Any = None
) -> None:
    """A warning is for the user of the command: what it says, not where in the code it was raised."""
    sys.stderr.write(f"{message}\n")


def main(argv: list[str] | None = None) -> None:
    """Entry point. Every failure of the input is one text on standard error and exit code 3."""
    if argv is None:  # the process is ours, not that of a caller: at its end nothing of it has to be looked through
        atexit.register(gc.freeze)
    command: Any = typer.main.get_command(app)
    code: Any = 0
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            code = command.main(args=argv, prog_name="procure-rules", standalone_mode=False, obj=dt.date.today())
    except typer.Exit as stop:
        code = stop.exit_code
    except typer.Abort:
        code = 130
    except (BadInput, InputError, CalendarError) as error:
        sys.stderr.write(f"{error}\n")
        code = 3
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:
        # a wrong command line: the class that typer raises differs between its versions
        if not hasattr(error, "format_message") or not hasattr(error, "show"):
            raise
        error.show()
        code = 3
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
