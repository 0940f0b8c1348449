"""What the README and the guides show is what a new user gets: every command, every snippet, every number."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from procure_rules import load_project, load_rulebook
from procure_rules.cli import app, main

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
EXAMPLES = ("examples/first-steps.yaml", "examples/first-steps.zh-CN.yaml")
NAMES = {EXAMPLES[1]: EXAMPLES[0], "供应商": "supplier", "合同签订": "contract_signed", "2026年9月14日": "2026-09-14"}
"""What the Chinese page says for what the English one says."""
GUIDED = ("plan-and-timeline", "remedies", "audit")
GUIDES = tuple(f"docs/{name}{end}" for name in GUIDED for end in (".md", ".zh-CN.md"))
SNIPPETS = (*READMES, *GUIDES, "docs/bulk.md", "docs/bulk.zh-CN.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WIDTH = "100"


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    return BLOCK.findall(text_of(page))


def sessions(page: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a page, each with the lines it is said to print."""
    for kind, body in blocks(page):
        if kind == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, *lines = part.splitlines()
                yield command, lines


def matches(shown: str, line: str) -> bool:
    """A line that ends with … is shown in part."""
    return line.startswith(shown[:-1].rstrip()) if shown.endswith("…") else line == shown


def assert_printed(shown: list[str], out: str, command: str) -> None:
    """The lines stand in the output in this order; … on a line of its own leaves lines out."""
    lines = [line.rstrip() for line in out.splitlines()]
    at, loose = 0, False
    for one in shown:
        if one == "…":
            loose = True
            continue
        found = next((i for i in range(at, len(lines)) if matches(one, lines[i])), None)
        assert found is not None, f"{command}: not printed: {one!r}"
        assert loose or found == at, f"{command}: more is printed before {one!r}: {lines[at]!r}"
        at, loose = found + 1, False
    assert not shown or loose or at == len(lines), f"{command}: more is printed: {lines[at]!r}"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, as a checkout has them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "rulesets" / "local", tmp_path / "rulesets" / "local")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    return tmp_path


@pytest.mark.parametrize("page", [*READMES, *GUIDES])
def test_every_command_prints_what_is_shown(page: str, there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = list(sessions(page))
    assert known
    for command, shown in known:
        name, *args = shlex.split(command)
        assert name == "procure-rules"
        if "--ics" in args:
            pytest.importorskip("icalendar")
        with pytest.raises(SystemExit) as stop:
            main(args)
        out, err = capsys.readouterr()
        assert stop.value.code in (0, 1, None), f"{command}: {err}"
        assert_printed(shown, out, command)


@pytest.mark.parametrize("page", SNIPPETS)
def test_every_snippet_of_python_prints_what_is_shown(page: str, there: Path) -> None:
    names: dict[str, object] = {}
    for (kind, body), (after, shown) in pairwise([*blocks(page), ("", "")]):
        if kind == "python":
            if "columnar" in body:
                pytest.importorskip("polars")
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(body, page, "exec"), names)  # noqa: S102
            assert after == "text"
            assert_printed(shown.splitlines(), out.getvalue(), page)


@pytest.mark.parametrize("page", READMES)
def test_the_readme_names_every_command(page: str) -> None:
    text = text_of(page)
    commands = [c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands]
    assert len(commands) > 10
    assert [c for c in commands if f"    procure-rules {c}" not in text] == []


@pytest.mark.parametrize(("page", "example"), list(zip(READMES, EXAMPLES, strict=True)))
def test_the_project_shown_is_the_whole_example(page: str, example: str) -> None:
    (shown,) = [body for kind, body in blocks(page) if kind == "yaml"]
    assert shown == text_of(example)


def test_the_example_with_chinese_keys_is_the_same_project() -> None:
    assert load_project(ROOT / EXAMPLES[0]) == load_project(ROOT / EXAMPLES[1])


def in_english(command: str) -> str:
    """A command as the English page has it."""
    command = command.replace(" --lang en", "")
    for zh, en in NAMES.items():
        command = command.replace(zh, en)
    return command


def test_both_languages_show_the_same_commands() -> None:
    for one, two in (READMES, *zip(GUIDES[::2], GUIDES[1::2], strict=True), SNIPPETS[-2:]):
        kinds = [[kind for kind, _ in blocks(page)] for page in (one, two)]
        assert kinds[0] == kinds[1]
        said = [[in_english(c) for c, _ in sessions(page)] for page in (one, two)]
        assert said[0] == said[1]


def test_the_numbers_are_those_of_the_rulebook() -> None:
    book = load_rulebook()
    cited = {c.instrument for rule in book.rules for c in rule.basis}
    numbers = (
        len({rule.id for rule in book.rules}),
        len(cited),
        sum(book.instruments[i].text == "full" for i in cited),
        len(list((ROOT / "rulesets" / "parameters").glob("*.yaml"))) - 2,  # the guide and the tendering values
        len(list((ROOT / "rulesets" / "calendar").glob("2*.yaml"))),
    )
    for page, words in zip(READMES, (r"[Mm]ore than ([\d,]+) ", r"超过([\d,]+)"), strict=True):
        said = tuple(int(n.replace(",", "")) for n in re.findall(words, text_of(page)))
        assert len(said) == len(numbers), page
        for number, bound in zip(numbers, said, strict=True):
            assert bound < number < 2 * bound, (page, bound, number)


@pytest.mark.parametrize("page", SNIPPETS)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", text_of(page)):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target


def test_what_make_is_said_to_do_it_does() -> None:
    makefile = text_of("Makefile")
    for page in (*READMES, "CONTRIBUTING.md"):
        for target in re.findall(r"(?:^    |`)make ([a-z-]+)", text_of(page), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_is_short_and_shows_all_four_answers(
    lang: str, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = re.findall(rf"procure-rules (assess .* --lang {lang}) \|\|", text_of("Makefile"))
    with pytest.raises(SystemExit) as stop:
        main(shlex.split(command))
    out = capsys.readouterr().out
    assert stop.value.code == 1
    heads = {
        "zh": ("适用政府采购法", "① 采购方式", "② 发现的问题", "③ 下一期限", "④ 救济", "⑤ 核对情况"),
        "en": ("The procurement law", "① Method", "② Findings", "③ Next dates", "④ Remedies", "⑤ Checked"),
    }[lang]
    lines = out.splitlines()
    found = [next(n for n, line in enumerate(lines) if line.startswith(h)) for h in heads]
    assert found == sorted(found)
    assert len(lines) <= 25
