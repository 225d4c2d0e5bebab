"""Adds entries to the TOML files in the reader's config folder: what a reader decides in passing is noted there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .replacing import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .errors import SeedreadError

__all__ = ["toml_entry", "write_own"]


def toml_entry(kind: str, fields: Iterable[tuple[str, str | tuple[str, ...]]]) -> str:
    """Return one `[[kind]]` with a blank line before it; TOML's strings and lists may look like JSON's."""
    return f"\n[[{kind}]]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields)


def write_own(path: Path, text: str, error: type[SeedreadError]) -> None:
    """Replace the file, made with its folder if there is none, in one step; raises `error` where that cannot be."""
    try:
        target = path.resolve()  # a link stays one
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(target, text.encode())
    except OSError as problem:
        raise error(f"{path} cannot be written ({problem.strerror or problem}).") from None
