"""Decides whether a library on disk may be opened: Whoosh's files can run code, so only ours or root's are read."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from .errors import Untrusted

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check_trust"]

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check_trust(directory: Path) -> None:
    """Raise Untrusted unless `directory` and all in it belong to root or to the reader and nobody else can write it."""
    owners = {0, os.geteuid()}
    for folder, folders, files in os.walk(directory):
        for path in (folder, *(os.path.join(folder, name) for name in (*folders, *files))):  # noqa: PTH118 (many files)
            try:
                found = os.lstat(path)
            except FileNotFoundError:
                continue  # a writer took it away meanwhile
            if stat.S_ISLNK(found.st_mode):
                raise Untrusted(
                    f"{path} is a link: a library holds plain files only. Remove the library and index again."
                )
            if found.st_uid not in owners:
                raise Untrusted(
                    f"{path} belongs to another user: seedread opens only libraries of yours or of root. "
                    "Choose another place with --library."
                )
            if found.st_mode & _OTHERS_WRITE:
                raise Untrusted(f"Others can write {path}: run `chmod -R go-w {directory}` if you trust what is in it.")
