"""What is kept is what was read; what is damaged or foreign is passed over and written anew."""

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from procure_rules.calendar import Calendar, _source, load_calendar
from procure_rules.errors import RuleError
from procure_rules.rules import loader
from procure_rules.rules.assembly import Loader
from procure_rules.rules.model import Bilingual, Define
from procure_rules.rules.rulebook import Rulebook, walk
from procure_rules.store import Kind, Misfit, door, files, prepare, stored
from procure_rules.store.flat import flatten, rebuild

SHIPPED = Path(__file__).parents[2] / "rulesets"
DAY = dt.date(2025, 1, 1)
BOOK = loader.KIND
TRIAL = Kind("trial", Bilingual, ())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(files.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Loader(SHIPPED).load()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose files were read, one entry a time."""
    seen: list[Path] = []
    read = loader.read

    def counted(root: Path, more: tuple[Path, ...] = ()) -> Rulebook:
        seen.append(root)
        return read(root, more)

    monkeypatch.setattr(loader, "read", counted)
    return seen


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package: the data inside of it, and a folder for what is prepared."""
    root = tmp_path / "package"
    shutil.copytree(SHIPPED, root / "_rulesets")
    (root / "_prepared").mkdir()
    monkeypatch.setattr(door, "PACKAGE", root)
    monkeypatch.setattr(loader, "rulesets_dir", lambda: root / "_rulesets")
    monkeypatch.setenv(files.VARIABLE, "")
    return root


def plain(book: Rulebook) -> Any:
    """Every field, those left out of comparisons too, but for the mark of what was kept."""
    return flatten(replace(book, used=""), BOOK.classes)


def unread() -> Any:
    pytest.fail("it was stored")


def test_a_kept_rulebook_is_the_rulebook_in_every_field(book: Rulebook, reads: list[Path]) -> None:
    assert plain(loader.load_rulebook()) == plain(book)
    again = loader.load_rulebook()
    assert len(reads) == 1
    assert again == book
    assert plain(again) == plain(book)
    assert again.hash == book.hash
    assert [r.order for r in again.rules] == [r.order for r in book.rules]
    assert [n.column for r in again.rules for n in walk(r.applies)] == [
        n.column for r in book.rules for n in walk(r.applies)
    ]
    # the rules of a step are those of the book, not others like them
    own = {id(r) for r in again.rules}
    assert {id(r) for s in again.steps for r in s.rules} <= own
    assert {id(r) for rules in again.overridden.values() for r in rules} <= own


def test_a_users_folder_has_an_entry_of_its_own(tmp_path: Path, reads: list[Path]) -> None:
    mine = tmp_path / "mine"
    (mine / "local").mkdir(parents=True)
    file = mine / "local" / "own.yaml"
    rule = (
        "- id: own.rule\n  scope: procedure\n  title: {zh: 试, en: trial}\n  basis: [gpl-2014:46]\n"
        "  in_force: {from: 2000-01-01}\n  require: happened(award_decided)\n"
    )
    file.write_text(rule, encoding="utf-8")
    titles = []
    for text in (rule, rule, rule.replace("trial", "other")):
        file.write_text(text, encoding="utf-8")
        (found,) = loader.load_rulebook(more=[mine]).versions("own.rule")
        titles.append((found.title.en, found.source.origin))
    assert titles == [("trial", "mine"), ("trial", "mine"), ("other", "mine")]
    assert len(reads) == 2
    # a file that would be complained of is not passed over because the rules are known
    (mine / "local" / "stray.txt").write_text("", encoding="utf-8")
    with pytest.raises(RuleError):
        loader.load_rulebook(more=[mine])
    with pytest.raises(RuleError):
        loader.load_rulebook(more=[tmp_path / "missing"])


def damage(raw: bytes) -> list[bytes]:
    head, _, body = raw.partition(b"\n")
    other = b'{"scalars":[],"groups":[]}'
    return [
        b"",
        raw[:-1],
        raw[: len(raw) // 2],
        raw + b" ",
        raw.replace(b"\n", b" ", 1),
        head,
        b"\xff" * 100,
        raw.replace(b"breach", b"breath", 1),
        files._head("rulebook", "0" * 64, body) + b"\n" + body,
        files._head("calendar", head.split()[2].decode(), body) + b"\n" + body,
        *(
            files._head("rulebook", head.split()[2].decode(), b) + b"\n" + b
            for b in (other, b"[]", b"null", b"{", b"[" * 100_000)
        ),
    ]


def test_what_is_damaged_or_foreign_is_read_anew_and_rewritten(book: Rulebook, folder: Path, reads: list[Path]) -> None:
    loader.load_rulebook()
    (file,) = folder.iterdir()
    good = file.read_bytes()
    for count, bad in enumerate(damage(good), 2):
        file.write_bytes(bad)
        assert loader.load_rulebook() == book
        assert len(reads) == count
        assert file.read_bytes() == good


def places(data: dict[str, Any]) -> int:
    return len(data["scalars"]) + sum(group[1] for group in data["groups"])


def test_groups_that_fit_no_class_are_refused(book: Rulebook) -> None:
    good = plain(book)
    assert rebuild(json.loads(json.dumps(good)), BOOK.classes, BOOK.aliases) == book
    text = good["scalars"].index("gpl-2014")
    number = next(i for i, s in enumerate(good["scalars"]) if type(s) is int)
    refused = 0
    for i, group in enumerate(good["groups"]):
        if group[0] < 4 or len(group) < 3:
            continue
        for part in range(2, len(group)):
            for bad in (text, number, places(good)):
                one = [*group[:part], bad, *group[part + 1 :]]
                if isinstance(group[part], list):
                    one[part] = [*group[part][:-1], bad]
                groups = [*good["groups"][:i], one, *good["groups"][i + 1 :]]
                try:
                    made = rebuild({"scalars": good["scalars"], "groups": groups}, BOOK.classes, BOOK.aliases)
                except Misfit:
                    refused += 1
                else:  # another text or number in its place: still a rulebook
                    assert isinstance(made, Rulebook)
        if refused > 60:
            break
    assert refused > 60
    classes = len(BOOK.classes) + 4
    for groups in (
        [[classes, 1]],
        [["x", 1]],
        [[]],
        [[0]],
        [None],
        [[0, 1, 0], [0, 1, 99]],
        [[3, 1, 0]],
        [[1, 1, 0]],
        [[-1, 1, 0]],
        [[0, 2, [0]]],
        [[0, 1, [0, 0]]],
        [[0, 1, "x"]],
        5,
    ):
        with pytest.raises(Misfit):
            rebuild({"scalars": ["x"], "groups": groups}, BOOK.classes, BOOK.aliases)
    with pytest.raises(Misfit):
        rebuild({"scalars": [[]], "groups": [[0, 1, 0]]}, ())


def test_the_tables_of_types_name_every_class() -> None:
    with pytest.raises(TypeError):
        flatten(object(), BOOK.classes)
    with pytest.raises(TypeError):
        flatten(Bilingual("a", "b"), (Define,))
    data = flatten((1, 1.0, True, "1", None, DAY, {"a": (1,)}), ())
    back = rebuild(json.loads(json.dumps(data)), ())
    assert back == (1, 1.0, True, "1", None, DAY, {"a": (1,)})
    assert [type(x) for x in back] == [int, float, bool, str, type(None), dt.date, dict]


def test_nothing_is_kept_where_nothing_can_be_written(
    book: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[Path]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in ("", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        monkeypatch.setenv(files.VARIABLE, place)
        assert loader.load_rulebook() == book
    assert len(reads) == 3
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


def test_the_cache_is_the_users_unless_the_variable_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(files.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert files.cache_dir() == Path("/somewhere/procure-rules")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/of-one")
    assert files.cache_dir() == Path("/home/of-one/.cache/procure-rules")
    monkeypatch.setenv(files.VARIABLE, "")
    assert files.cache_dir() is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files here")
def test_what_another_user_wrote_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_from = [tmp_path / "data"]
    made_from[0].mkdir()
    one = stored(TRIAL, made_from, lambda: Bilingual("一", "one"))
    assert stored(TRIAL, made_from, unread) == one
    monkeypatch.setattr(os, "getuid", lambda: -1)
    assert stored(TRIAL, made_from, lambda: Bilingual("二", "two")).en == "two"


def test_only_the_newest_stay_and_nothing_else_is_touched(folder: Path) -> None:
    folder.mkdir()
    for name in ("mine.txt", "other-1.kept"):
        (folder / name).write_text("", encoding="utf-8")
    for i in range(files.NEWEST + 3):
        key = f"{i:064}"[::-1]
        files.keep("trial", key, i)
        file = files.cached("trial", key)
        assert file is not None
        os.utime(file, (i, i))
    assert len(list(folder.glob("trial-*"))) <= files.NEWEST
    kept = files.read(file, "trial", key, own=True)
    assert kept is not None
    assert kept[0] == files.NEWEST + 2
    assert {f.name for f in folder.iterdir() if not f.name.startswith("trial-")} == {"mine.txt", "other-1.kept"}


def test_what_changes_while_it_is_read_is_not_kept(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()

    def change() -> Bilingual:
        (data / "new").write_text("", encoding="utf-8")
        return Bilingual("一", "one")

    assert stored(TRIAL, [data], change).en == "one"
    assert not folder.exists()


def test_a_fingerprint_tells_names_contents_and_places_apart(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "a" / "x").write_text("1", encoding="utf-8")
    seen = {files.fingerprint(root)}

    def differs() -> bool:
        made = files.fingerprint(root)
        known = made in seen or made is None
        seen.add(made)
        return not known

    assert files.fingerprint(root) in seen
    (root / "a" / "x").write_text("2", encoding="utf-8")
    assert differs()
    (root / "a" / "x").rename(root / "a" / "y")
    assert differs()
    (root / "a" / "y").rename(root / "y")
    assert differs()
    (root / "b").mkdir()
    assert differs()
    (root / "__pycache__").mkdir()
    assert not differs()
    assert files.fingerprint("ab", "c") != files.fingerprint("a", "bc")
    assert files.fingerprint(tmp_path / "missing") is None
    if hasattr(os, "mkfifo"):
        os.mkfifo(root / "pipe")
        assert files.fingerprint(root) is None


def tables(one: Calendar) -> list[Any]:
    return [getattr(one, name) for name in one.__slots__]


@pytest.fixture
def forget() -> Callable[[], None]:
    _source._shipped.cache_clear()
    return _source._shipped.cache_clear


@pytest.mark.parametrize("known_at", [None, DAY])
def test_a_calendar_of_stored_data_is_the_calendar_of_the_files(
    known_at: dt.date | None, folder: Path, forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _source.read(SHIPPED / "calendar")
    assert _source.read_data(()) == data
    forget()
    want = load_calendar(known_at=known_at)
    forget()
    monkeypatch.setattr(_source, "read", unread)
    assert _source.read_data(()) == data
    assert tables(load_calendar(known_at=known_at)) == tables(want)
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-4])
    forget()
    monkeypatch.undo()
    assert _source.read_data(()) == data


def test_a_change_of_the_calendar_data_is_seen(
    tmp_path: Path, forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SHIPPED / "calendar", tmp_path / "rules" / "calendar")
    monkeypatch.setattr(_source, "rulesets_dir", lambda: tmp_path / "rules")
    before = _source.read_data(())
    (tmp_path / "rules" / "calendar" / "2026.yaml").unlink()
    forget()
    after = _source.read_data(())
    assert [f.year for f in before.years if f not in after.years] == [2026]
    forget()


def test_what_is_prepared_is_what_the_files_say(book: Rulebook, package: Path, reads: list[Path]) -> None:
    prepare(BOOK, book, package / "_prepared")
    found = loader.load_rulebook()
    assert plain(found) == plain(book)
    assert not reads


def test_what_is_prepared_and_damaged_is_passed_over(book: Rulebook, package: Path, reads: list[Path]) -> None:
    prepare(BOOK, book, package / "_prepared")
    (file,) = (package / "_prepared").iterdir()
    bad = damage(file.read_bytes())[:8]
    for one in bad:
        file.write_bytes(one)
        assert door.found(BOOK, file) is None
    assert loader.load_rulebook() == book
    file.unlink()
    assert loader.load_rulebook() == book
    assert len(reads) == 2


def test_rules_of_a_users_own_are_not_those_that_are_prepared(
    book: Rulebook, package: Path, tmp_path: Path, reads: list[Path]
) -> None:
    prepare(BOOK, book, package / "_prepared")
    mine = tmp_path / "mine"
    mine.mkdir()
    assert loader.load_rulebook(more=[mine]) == book
    assert loader.load_rulebook(SHIPPED) == book
    assert len(reads) == 2
