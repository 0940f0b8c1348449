"""The command line: ``procure-rules assess | methods | timeline | remedies | plan | explain …``.

Exit codes: 0 fine, 1 a breach was found, 2 something is undetermined (with ``--strict``), 3 bad input, 4 a failure
outside the input, 130 interrupted.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import gc
import io
import os
import sys
import warnings
from typing import Annotated, Any

import typer

from procure_rules.assess import library_version
from procure_rules.cli.assess import assess
from procure_rules.cli.audit import audit_tables, template
from procure_rules.cli.calendar import calendar
from procure_rules.cli.check_filing import check_filing
from procure_rules.cli.explain import explain
from procure_rules.cli.law import law
from procure_rules.cli.lint import lint
from procure_rules.cli.methods import methods
from procure_rules.cli.new import new
from procure_rules.cli.plan import plan
from procure_rules.cli.remedies import remedies
from procure_rules.cli.replay import replay_answer
from procure_rules.cli.rules import rules
from procure_rules.cli.schema import schema
from procure_rules.cli.session import BadInput
from procure_rules.cli.timeline import timeline
from procure_rules.errors import CalendarError, InputError
from procure_rules.texts import printable

__all__ = ["app", "main"]


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"procure-rules {library_version()}\n")
        raise typer.Exit


app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="中国公共采购法律规则 · Chinese public-procurement law as rules"
)


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 · the version")
    ] = False,
) -> None:
    """中国公共采购法律规则 · Chinese public-procurement law as rules"""


for _command in (assess, methods, timeline, remedies, plan, explain, rules, law, lint, new, schema, calendar):
    app.command()(_command)
app.command(name="audit")(audit_tables)
app.command()(template)
app.command(name="check-filing")(check_filing)
app.command(name="replay")(replay_answer)


FAILED = 4
"""Exit code of what fails outside the input: a full disk, a stream that is closed."""
INTERRUPTED = 130


def _tell(text: str) -> None:
    """A text for people on standard error, if there is one."""
    try:
        sys.stderr.write("\n".join(map(printable, text.split("\n"))) + "\n")
    except (AttributeError, OSError, ValueError):  # there is none, or it is closed
        return


def _streams() -> None:
    """What a stream cannot encode is written out instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _close(code: int) -> int:
    """Flush what is written; the exit code where that fails."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except (OSError, ValueError) as error:
        _let_go()
        _tell(str(error))
        return code or FAILED
    return code


def _let_go() -> None:
    """Nobody reads standard output any more; what is left of it is not written at the end of the process."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_warning(
    message: Warning | str, category: Any, filename: str, lineno: int, file: Any = None, line: Any = None
) -> None:
    """A warning is for the user of the command: what it says, not where in the code it was raised."""
    _tell(str(message))


def main(argv: list[str] | None = None) -> None:
    """Entry point. Every failure of the input is one text on standard error and exit code 3; what fails outside the
    input ends with 4, an interrupt with 130. Who reads only the beginning of the output is told nothing.
    """
    if argv is None:  # the process is ours, not that of a caller: at its end nothing of it has to be looked through
        atexit.register(gc.freeze)
        _streams()
    command: Any = typer.main.get_command(app)
    code: Any = 0
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            code = command.main(args=argv, prog_name="procure-rules", standalone_mode=False, obj=dt.date.today())
    except typer.Exit as stop:
        code = stop.exit_code
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except (BadInput, InputError, CalendarError) as error:
        _tell(str(error))
        code = 3
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        _tell(str(error))
        code = FAILED
    except Exception as error:
        # a wrong command line: the class that typer raises differs between its versions
        if not hasattr(error, "format_message") or not hasattr(error, "show"):
            raise
        _tell(error.format_message())
        code = 3
    sys.exit(_close(code if isinstance(code, int) else 0))
