"""The keys of files: their paths below the sources of a library, stable if a source moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["file_key", "prefixes", "printable_name"]

_LOOKS_LIKE_A_BYTE = re.compile(r"\\(?=x[0-9a-f]{2})")


def prefixes(roots: Sequence[Path]) -> list[str]:
    """Return what the keys of each root begin with: nothing for a single root, else a name of its own and a slash."""
    if len(roots) == 1:
        return [""]
    names: list[str] = []
    for root in roots:
        name, n = root.name, 2
        while name in names:
            name, n = f"{root.name}-{n}", n + 1
        names.append(name)
    return [f"{printable_name(name)}/" if name else "" for name in names]


def file_key(prefix: str, root: Path, path: Path) -> str:
    """Return the key of `path`, which is `root` or lies below it."""
    return prefix + printable_name(path.name if path == root else path.relative_to(root).as_posix())


def printable_name(key: str) -> str:
    """Return `key` with the bytes of a name that is not UTF-8 written out, so that it can be stored and printed.

    A backslash that would look like such a byte is written out too: no two names have one key.
    """
    if "\\" in key:
        key = _LOOKS_LIKE_A_BYTE.sub(r"\\x5c", key)
    return key if key.isascii() else key.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
