"""Files in which things are kept: a line that names their kind, their key and the hash of what follows, and JSON.

Where nothing can be written, nothing is kept, and nobody is told: the cache only saves time. ``PROCURE_RULES_CACHE``
names another folder, or turns the cache off where it is empty.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Any

__all__ = [
    "VARIABLE",
    "body_of",
    "cache_dir",
    "cached",
    "fingerprint",
    "keep",
    "read",
    "read_file",
    "replace_file",
    "write",
]

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


def _head(kind: str, key: str, body: bytes) -> bytes:
    return f"procure-rules {kind} {key} {hashlib.sha256(body).hexdigest()}".encode()


def cached(kind: str, key: str) -> Path | None:
    """Where what has this key is kept; ``None``: nowhere."""
    folder = cache_dir()
    return folder and folder / f"{kind}-{key[:32]}{SUFFIX}"


def read(file: Path, kind: str, key: str, *, own: bool) -> tuple[Any, str] | None:
    """The plain data in a file and its hash; ``None`` where there is nothing of that kind and key. ``own``: the user's.

    Only a regular file is read.
    """
    try:
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            state = os.fstat(stream.fileno())
            if not stat.S_ISREG(state.st_mode) or (own and hasattr(os, "getuid") and state.st_uid != os.getuid()):
                return None  # what another user wrote is not believed
            raw = stream.read(MOST + 1)
        head, _, body = raw.partition(b"\n")
        if head != _head(kind, key, body):
            return None
        return json.loads(body), hashlib.sha256(body).hexdigest()
    except (OSError, ValueError, RecursionError):
        return None


def body_of(data: Any) -> bytes:
    """Plain data as it is kept."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def write(file: Path, kind: str, key: str, data: Any) -> None:
    """Plain data, whole or not at all."""
    import tempfile

    body = body_of(data)
    handle, name = tempfile.mkstemp(SUFFIX, f"{kind}-", file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_head(kind, key, body) + b"\n" + body)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise


def replace_file(file: Path, content: bytes) -> None:
    """Write a file of the user's, whole or not at all. Raises ``OSError``, also for what is no regular file."""
    import tempfile

    if file.exists() and not file.is_file():
        raise OSError(errno.EINVAL, "no regular file", str(file))
    target = Path(os.path.realpath(file))  # a link stays one
    handle, name = tempfile.mkstemp(".part", f".{target.name[:60]}-", target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def read_file(file: Path, most: int) -> bytes:
    """A file of the user's, opened once. Raises ``OSError`` for what is no regular file, and for one larger than
    ``most`` bytes.
    """
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no regular file", str(file))
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise OSError(errno.EFBIG, "too large", str(file))
    return raw


def keep(kind: str, key: str, data: Any) -> None:
    """Keep plain data in the user's cache; only the newest of a kind stay."""
    file = cached(kind, key)
    if file is None:
        return
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(file, kind, key, data)
        files = sorted(file.parent.glob(f"{kind}-*{SUFFIX}"), key=lambda f: f.stat().st_mtime_ns, reverse=True)
        for old in files[NEWEST:]:
            old.unlink()
    except (OSError, UnicodeError):
        return
