"""Whatever happens to the cache or the files between two reads, what is found is what the files say."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from procure_rules.calendar._paths import rulesets_dir
from procure_rules.calendar._source import KIND, read
from procure_rules.store.door import stored

YEARS = ("2024", "2025", "2026")


class Cache(RuleBasedStateMachine):
    """A folder of the calendar that somebody edits, and a cache that somebody else does."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="states-"))
        self.folder, self.cache = self.top / "calendar", self.top / "cache"
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("PROCURE_RULES_CACHE", str(self.cache))

    @initialize()
    def begin(self) -> None:
        self.folder.mkdir()
        for name in ("festivals", "envelope", *YEARS):
            shutil.copy(rulesets_dir() / "calendar" / f"{name}.yaml", self.folder)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.top, ignore_errors=True)

    def kept(self) -> list[Path]:
        return sorted(f for f in self.cache.rglob("*") if f.is_file()) if self.cache.exists() else []

    @rule(year=st.sampled_from(YEARS))
    def a_year_goes_or_comes_back(self, year: str) -> None:
        file = self.folder / f"{year}.yaml"
        if file.exists() and len(list(self.folder.glob("20*.yaml"))) > 1:
            file.unlink()
        else:
            shutil.copy(rulesets_dir() / "calendar" / file.name, self.folder)

    @rule(year=st.sampled_from(YEARS), same_time=st.booleans())
    def a_notice_is_edited(self, year: str, same_time: bool) -> None:
        file = self.folder / f"{year}.yaml"
        if file.exists():
            before = file.stat()
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("verified: true", "verified: false"), encoding="utf-8")
            if same_time:
                os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(at=st.integers(0, 10**6), data=st.binary(max_size=3), number=st.integers(0, 5))
    def a_kept_file_is_damaged(self, at: int, data: bytes, number: int) -> None:
        if files := self.kept():
            file = files[number % len(files)]
            old = file.read_bytes()
            at %= len(old) + 1
            file.write_bytes(old[:at] + data + old[at + 1 :])

    @rule(number=st.integers(0, 5), other=st.integers(0, 5))
    def a_kept_file_takes_the_place_of_another(self, number: int, other: int) -> None:
        if files := self.kept():
            content = files[number % len(files)].read_bytes()
            files[other % len(files)].write_bytes(content)

    @rule()
    def the_cache_goes(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    @invariant()
    def what_is_found_is_what_the_files_say(self) -> None:
        if self.folder.exists():
            assert stored(KIND, (self.folder,), lambda: read(self.folder)) == read(self.folder)


TestCache = Cache.TestCase
TestCache.settings = settings(
    max_examples=15, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
