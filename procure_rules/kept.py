"""What is slow to make, kept in the user's cache and found again by a hash of all that it was made from.

A kept file is a line that names its kind, its key and the hash of what follows, a line of JSON, and bytes that are
tables of numbers; one that is damaged, old or of another's making is passed over. Where nothing can be written, nothing is kept, and nobody is told: the cache
only saves time. ``PROCURE_RULES_CACHE`` names another folder, or turns the cache off where it is empty.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["VARIABLE", "cache_dir", "fetch", "fingerprint", "keep", "own_code"]

VARIABLE = "PROCURE_RULES_CACHE"
MOST = 64 * 1024 * 1024  # bytes of a kept file, and of one that is hashed
NEWEST = 8  # files of one kind that stay
SUFFIX = ".kept"


def cache_dir() -> Path | None:
    """Where things are kept: the folder that the variable names, else that of the user; ``None``: nowhere."""
    said = os.environ.get(VARIABLE)
    if said is not None:
        return Path(said) if said else None
    base = os.environ.get("XDG_CACHE_HOME", "")
    home = base if os.path.isabs(base) else os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home, "procure-rules") if os.path.isabs(home) else None


def fingerprint(*parts: str | Path) -> str | None:
    """A hash of texts and of folders: the names of all that lies in them, and their files two levels deep.

    ``None`` where something cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for part in parts:
            if isinstance(part, str):
                digest.update(f"text {len(part)} {part}\n".encode())
            else:
                digest.update(f"folder {part.name!r}\n".encode())
                _folder(digest, os.fspath(part), 2)
    except (OSError, UnicodeError, ValueError):
        return None
    return digest.hexdigest()


def _folder(digest: Any, folder: str, depth: int) -> None:
    with os.scandir(folder) as found:
        entries = sorted((e for e in found if e.name != "__pycache__"), key=lambda e: e.name)
    for entry in entries:
        if entry.is_dir():
            digest.update(f"folder {entry.name!r}\n".encode())
            if depth > 1:
                _folder(digest, entry.path, depth - 1)
            continue
        if not entry.is_file():
            raise ValueError("neither file nor folder")
        with open(entry.path, "rb") as file:
            content = file.read(MOST + 1)
        if len(content) > MOST:
            raise ValueError("too large")
        digest.update(f"file {entry.name!r} {len(content)}\n".encode())
        digest.update(content)
    digest.update(b"end\n")


@cache
def own_code() -> str | None:
    """A hash of the code that reads days, calendars, facts and rules."""
    here = Path(__file__).parent
    return fingerprint(*(here / name for name in ("calendar", "reading", "facts", "rules")), _source(here))


def _source(here: Path) -> str:
    files = [here / name for name in ("flat.py", "kept.py")]
    return "".join(f.read_text(encoding="utf-8") for f in files if f.is_file())


def _head(kind: str, key: str, body: bytes) -> bytes:
    return f"procure-rules {kind} {key} {hashlib.sha256(body).hexdigest()}".encode()


def _file(folder: Path, kind: str, key: str) -> Path:
    return folder / f"{kind}-{key[:32]}{SUFFIX}"


def fetch(kind: str, key: str | None) -> tuple[Any, bytes] | None:
    """The plain data and the bytes kept under ``key``; ``None`` where there is nothing of that kind."""
    folder = cache_dir()
    if folder is None or key is None:
        return None
    try:
        with _file(folder, kind, key).open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None  # what another user wrote is not believed
            raw = file.read(MOST + 1)
        head, _, body = raw.partition(b"\n")
        if head != _head(kind, key, body):
            return None
        data, _, blob = body.partition(b"\n")
        return json.loads(data), blob
    except (OSError, ValueError, RecursionError):
        return None


def keep(kind: str, key: str | None, data: Any, blob: bytes = b"") -> None:
    """Keep plain data and bytes under ``key``, whole or not at all; only the newest of a kind stay."""
    folder = cache_dir()
    if folder is None or key is None:
        return
    import tempfile

    try:
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + blob
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(SUFFIX, f"{kind}-", folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_head(kind, key, body) + b"\n" + body)
            os.replace(name, _file(folder, kind, key))
        except BaseException:
            os.unlink(name)
            raise
        files = sorted(folder.glob(f"{kind}-*{SUFFIX}"), key=lambda f: f.stat().st_mtime_ns, reverse=True)
        for old in files[NEWEST:]:
            old.unlink()
    except (OSError, UnicodeError):
        return
