"""Where the reader's own files lie: by the XDG rules, and with a word on what to do where there is no home."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from seedread.index.errors import NoHome

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["cache_folder", "config_folder", "data_folder", "expanded"]


def cache_folder() -> Path:
    """Return the folder for what can be made again; raises NoHome."""
    return _known("XDG_CACHE_HOME", platformdirs.user_cache_path)


def config_folder() -> Path:
    """Return the folder for what the reader set; raises NoHome."""
    return _known("XDG_CONFIG_HOME", platformdirs.user_config_path)


def data_folder() -> Path:
    """Return the folder for what the reader made; raises NoHome."""
    return _known("XDG_DATA_HOME", platformdirs.user_data_path)


def expanded(path: str | Path) -> Path:
    """Return `path` with a home in the place of a ~ at its beginning; as it is where nobody is called so."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 (pathlib's own raises: a file may be called ~draft.txt)


def _known(variable: str, folder: Callable[[str], Path]) -> Path:
    try:
        found = folder("seedread")
    except RuntimeError:
        found = None
    if found is None or not found.is_absolute():  # some releases return "~/…", a folder of that name where we stand
        raise NoHome(f"There is no home folder: set HOME or {variable} to a folder of yours.")
    return found
