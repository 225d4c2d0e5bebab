"""Changes the user's TOML files, under a lock and atomically: entries are appended, and the rest stays as it is.

All read-modify-write access to these files is here, so that entries which two processes add at once are all kept.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import Locked, SeedreadError
from seedread.index.files.atomic_write import make_folder, write_file
from seedread.index.files.lock import NoLocks, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["append_text", "edit_text", "remove_text", "toml_entry", "toml_spans", "toml_value"]

_WAIT = 20.0
"""Seconds to wait for other writers of the same file; each needs a few milliseconds."""

_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_END = re.compile(r"(?:^[ \t]*(?:#.*)?\n)*\Z", re.MULTILINE)
"""The blank lines and comments at the end of an entry: they belong to the next one."""


def toml_entry(kind: str, fields: Iterable[tuple[str, str | bool | tuple[str, ...]]]) -> str:
    """Return one `[[kind]]` entry after a blank line."""
    return f"\n[[{kind}]]\n" + "".join(f"{key} = {toml_value(value)}\n" for key, value in fields)


def toml_value(value: object) -> str:
    """Return a string, a boolean or a list of strings as TOML, which has the same form as JSON here."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")


def toml_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each entry with a header begins and ends, without what belongs to the next."""
    heads = [*(found.start() for found in _HEADER.finditer(text)), len(text)]
    for start, end in pairwise(heads):
        trailing = _END.search(text[start:end])
        yield start, start + trailing.start() if trailing else end


def append_text(path: Path, added: str, head: str, check: Callable[[], object], error: type[SeedreadError]) -> None:
    """Append `added` to a TOML file; a new or empty file begins with `head`.

    `check` is called under the lock, and raises if the file may not be changed. Raises `error` if the file cannot be
    read, written or parsed, before or after the change; the file is then unchanged.
    """

    def more(text: str) -> str:
        check()
        text = text or head
        return text + ("" if text.endswith("\n") else "\n") + added

    edit_text(path, more, error)


def remove_text(path: Path, added: str, error: type[SeedreadError]) -> bool:
    """Remove what `append_text` added, wherever it is now; False if it was changed or removed.

    Raises `error` as `append_text` does.
    """
    removed = False

    def less(text: str) -> str:
        nonlocal removed
        at = text.rfind(added)
        rest = text[at + len(added) :]
        removed = at >= 0 and (not rest.strip() or rest.lstrip("\r\n\t ").startswith(("[", "#")))
        return text[:at] + rest if removed else text

    edit_text(path, less, error)
    return removed


def edit_text(path: Path, change: Callable[[str], str], error: type[SeedreadError]) -> None:
    """Replace the text of a TOML file with what `change` returns for it; raises `error` as `append_text` does."""
    try:
        target = Path(os.path.realpath(path))  # keep a symbolic link; all links to a file share one lock
        make_folder(target.parent)
        with locked(target.with_name(f".{target.name}.lock"), _WAIT):
            before = _read(path, target, error)
            after = change(before)
            if after == before:
                return
            try:
                tomllib.loads(after)
            except tomllib.TOMLDecodeError as problem:
                raise error(f"{path} would not be valid TOML ({problem}): nothing was written.") from None
            write_file(target, after.encode())
    except UnicodeEncodeError:
        raise error(f"{path}: the new text is not valid UTF-8. Nothing was written.") from None
    except OSError as problem:
        raise error(
            f"{path} cannot be written ({problem.strerror or problem}): nothing was added. Free disk space, or check "
            "the permissions of its folder."
        ) from None
    except (Locked, NoLocks) as problem:
        raise error(f"{path} cannot be written. {problem.message}") from None


def _read(path: Path, target: Path, error: type[SeedreadError]) -> str:
    try:
        return target.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as problem:
        raise error(f"{path} is not UTF-8: {problem}. Save it as UTF-8.") from None
    except OSError as problem:
        raise error(f"{path} cannot be read: {problem}.") from None
