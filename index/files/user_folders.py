"""The folders for the user's own files, by the XDG rules; with a clear error if there is no home folder."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from seedread.index.errors import NoHome

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["cache_folder", "config_folder", "data_folder", "expanded", "state_folder"]


def cache_folder() -> Path:
    """Return the folder for files that can be rebuilt; raises NoHome."""
    return _known("XDG_CACHE_HOME", platformdirs.user_cache_path)


def config_folder() -> Path:
    """Return the folder for the user's configuration; raises NoHome."""
    return _known("XDG_CONFIG_HOME", platformdirs.user_config_path)


def data_folder() -> Path:
    """Return the folder for the user's data; raises NoHome."""
    return _known("XDG_DATA_HOME", platformdirs.user_data_path)


def state_folder() -> Path:
    """Return the folder for what the program remembers between runs and can learn again; raises NoHome."""
    return _known("XDG_STATE_HOME", platformdirs.user_state_path)


def expanded(path: str | Path) -> Path:
    """Return `path` with a leading ~ expanded; unchanged if there is no such user."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 (pathlib's method raises for a file called ~draft.txt)


def _known(variable: str, folder: Callable[[str], Path]) -> Path:
    return _found(variable, folder, (os.environ.get("HOME"), os.environ.get(variable)))


@cache
def _found(variable: str, folder: Callable[[str], Path], _: tuple[str | None, ...]) -> Path:
    """Return what `folder` finds, once for each state of the environment: it is asked for with every article."""
    try:
        found = folder("seedread")
    except RuntimeError:
        found = None
    if found is None or not found.is_absolute():  # some releases return "~/…", a relative path
        raise NoHome(f"There is no home folder: set HOME or {variable} to a folder that you own.")
    return found
