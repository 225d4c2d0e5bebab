"""Where the list of feeds and the archive are: in the configuration, else in the reader's folders."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from seedread.index.feeds.feed_list import default_list
from seedread.index.files.hashing import blake2b
from seedread.index.files.user_folders import data_folder, expanded, state_folder
from seedread.tui.config.loading import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.tui.config.settings import Settings

__all__ = ["archive_folder", "list_path", "state_path"]


def list_path(settings: Settings | None = None) -> Path:
    """Return the path of the list of feeds; raises NoHome and ConfigError."""
    given = (settings or load_settings()).feeds.list
    return expanded(given) if given else default_list()


def archive_folder(settings: Settings | None = None) -> Path:
    """Return the folder of fetched articles; raises NoHome and ConfigError."""
    given = (settings or load_settings()).feeds.folder
    return expanded(given) if given else data_folder() / "feeds"


def state_path(settings: Settings | None = None) -> Path:
    """Return the file in which the fetcher remembers what it knows of this archive; raises NoHome."""
    place = os.path.realpath(archive_folder(settings))
    return state_folder() / f"feeds-{blake2b(os.fsencode(place), digest_size=4).hexdigest()}.sqlite"
