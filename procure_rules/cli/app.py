"""The command line: ``procure-rules assess | methods | timeline | remedies | plan | explain …``.

Exit codes: 0 fine, 1 a breach was found, 2 something is undetermined (with ``--strict``), 3 bad input.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import sys
import warnings
from typing import Any

import typer

from procure_rules.cli.assess import assess
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

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="中国公共采购法律规则 · Chinese public-procurement law as rules"
)
for _command in (assess, methods, timeline, remedies, plan, explain, rules, law, lint, new, schema, calendar):
    app.command()(_command)
app.command(name="check-filing")(check_filing)
app.command(name="replay")(replay_answer)


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
