"""Adds entries to the TOML files in which a reader's decisions are kept: one writer at a time, whole texts only.

Whatever reads such a file to write it anew does so here, under one lock: what two processes add at once is all kept.
"""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import Locked, SeedreadError
from seedread.index.files.atomic_write import make_folder, write_file
from seedread.index.files.lock import NoLocks, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["append_text", "remove_text", "toml_entry"]

_WAIT = 20.0
"""Seconds for others who add to the same file; each needs a few milliseconds."""


def toml_entry(kind: str, fields: Iterable[tuple[str, str | tuple[str, ...]]]) -> str:
    """Return one `[[kind]]` with a blank line before it; TOML's strings and lists may look like JSON's."""
    return f"\n[[{kind}]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in fields)


def _value(value: str | tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")


def append_text(path: Path, added: str, head: str, check: Callable[[], object], error: type[SeedreadError]) -> None:
    """Add `added` to the end of a TOML file; one that is not there or empty begins with `head`.

    `check` is called when nobody else can write, and raises where the file may not be added to. Raises `error` for a
    file that cannot be read, written or understood, before or with what is added; it is left as it was.
    """

    def more(text: str) -> str:
        check()
        text = text or head
        return text + ("" if text.endswith("\n") else "\n") + added

    _edit(path, more, error)


def remove_text(path: Path, added: str, error: type[SeedreadError]) -> bool:
    """Take out what `append_text` added, wherever it stands now; False where it is not there as it was added.

    Raises `error` as `append_text` does.
    """
    removed = False

    def less(text: str) -> str:
        nonlocal removed
        at = text.rfind(added)
        rest = text[at + len(added) :]
        removed = at >= 0 and (not rest.strip() or rest.lstrip("\r\n\t ").startswith(("[", "#")))
        return text[:at] + rest if removed else text

    _edit(path, less, error)
    return removed


def _edit(path: Path, change: Callable[[str], str], error: type[SeedreadError]) -> None:
    try:
        target = Path(os.path.realpath(path))  # a link stays one, and all links to a file share a lock
        make_folder(target.parent)
        with locked(target.with_name(f".{target.name}.lock"), _WAIT):
            before = _read(path, target, error)
            after = change(before)
            if after == before:
                return
            try:
                tomllib.loads(after)
            except tomllib.TOMLDecodeError as problem:
                raise error(f"{path}: it would be no TOML with this ({problem}): nothing was written.") from None
            write_file(target, after.encode())
    except UnicodeEncodeError:
        raise error(f"{path}: what is added is no text in UTF-8, so nothing was written.") from None
    except OSError as problem:
        raise error(
            f"{path} cannot be written ({problem.strerror or problem}): nothing was added. Make room or see who may "
            "write that folder."
        ) from None
    except (Locked, NoLocks) as problem:
        raise error(f"{path} cannot be written. {problem.message}") from None


def _read(path: Path, target: Path, error: type[SeedreadError]) -> str:
    try:
        return target.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        raise error(f"{path} cannot be read: {problem}.") from None
