"""How the command ends, and what reaches a terminal: run as a process, as a user runs it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from procure_rules import load_project, make_project
from procure_rules.errors import InputError
from procure_rules.texts import printable, unprintable

EXAMPLE = Path(__file__).parents[2] / "examples" / "first-steps.yaml"
ASSESS = ("assess", str(EXAMPLE), "--as-of", "2026-09-29")
FULL = Path("/dev/full")


def command(*args: str, out: int | None = subprocess.PIPE, **more: str) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-m", "procure_rules.cli", *args]
    return subprocess.run(line, stdout=out, stderr=subprocess.PIPE, env={**os.environ, **more}, check=False)


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full")
@pytest.mark.parametrize("more", [(), ("--all",), ("--json",)])
def test_a_full_disk_is_no_breach(more: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = command(*ASSESS, *more, out=full.fileno())
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_a_terminal_cannot_encode_is_written_out(encoding: str) -> None:
    done = command(*ASSESS, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "省医院".encode("ascii", "backslashreplace") in done.stdout


@pytest.mark.parametrize("args", [(*ASSESS, "--all"), ("rules",), ("schema",)])
def test_who_reads_the_beginning_only_is_told_nothing(args: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = command(*args, out=write)
    os.close(write)
    assert done.returncode in (0, 1)
    assert done.stderr == b""


def test_a_missing_file_is_bad_input_also_without_standard_error() -> None:
    line = f"{sys.executable} -m procure_rules.cli assess nowhere.yaml 2>&-"
    assert subprocess.run(["sh", "-c", line], check=False).returncode == 3


def test_the_version_is_told() -> None:
    done = command("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, b"procure-rules")


# what reaches a terminal ----------------------------------------------------------------------------------------------
HOSTILE = "X\x1b[31m\x1b]0;pwn\x07\nINJECT: 0 breaches\u202e"


def test_a_text_that_does_not_show_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        make_project({"title": HOSTILE})
    assert "\\x1b" in caught.value.text("zh")
    assert unprintable(caught.value.text("en").replace("\n", "")) == ""
    assert make_project({"title": "两行\n的标题"}).title == "两行 的标题"


def test_keys_and_file_names_reach_a_terminal_written_out(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m.json"
    file.write_text('{"a\\u001b[31m": 1, "a\\u001b[31m": 2}', encoding="utf-8")
    done = command("assess", str(file))
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr
    assert b"\\x1b" in done.stderr


def test_rules_of_a_users_own_hold_no_hidden_characters(tmp_path: Path) -> None:
    folder = tmp_path / "procurement"
    folder.mkdir()
    rule = (
        '- id: own.x\n  scope: procedure\n  title: {zh: "甲\\e[31m", en: x}\n  basis: [gpl-2014:46]\n'
        "  in_force: {from: 2003-01-01}\n  severity: info\n  owed_by: purchaser\n  require: contract.written\n"
    )
    (folder / "own.yaml").write_text(rule, encoding="utf-8")
    done = command("lint", str(tmp_path), "--lang", "en")
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"which does not show" in done.stdout + done.stderr


def test_printable_leaves_what_shows_as_it_is() -> None:
    for text in ("省医院", "naïve café", "👩\u200d🚀", "a b"):
        assert printable(text) == text


# library manners ---------------------------------------------------------------------------------------------------
def test_a_project_can_be_sent_to_another_process() -> None:
    project = load_project(EXAMPLE)
    again = pickle.loads(pickle.dumps(project))  # noqa: S301
    assert again == project
    assert type(again.procedures) is type(project.procedures)
