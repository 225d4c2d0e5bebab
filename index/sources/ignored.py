"""Files that are skipped silently: hidden files, version control, and types that contain no articles."""

from __future__ import annotations

import posixpath
from functools import lru_cache

__all__ = ["IGNORED_FOLDERS", "is_ignored", "is_ignored_file"]

IGNORED_FOLDERS = frozenset(("CVS", "_darcs", "__MACOSX", "__pycache__", "node_modules"))
"""In addition to names that begin with a dot."""
_NO_ARTICLES = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".psd"),
        *(".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac"),
        *(".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi", ".mpg", ".mpeg", ".wmv", ".vtt", ".srt"),
        *(".css", ".js", ".mjs", ".map", ".wasm", ".woff", ".woff2", ".ttf", ".otf", ".eot"),
        *(".pyc", ".o", ".so", ".a", ".dll", ".exe", ".class", ".jar", ".bin", ".iso", ".img", ".dmg"),
        *(
            ".db",
            ".sqlite",
            ".sqlite3",
            ".idx",
            ".cdx",
            ".cdxj",
            ".lock",
            ".msf",
            ".swp",
            ".tmp",
            ".part",
            ".crdownload",
        ),
    )
)
_READ = frozenset(("cache.db",))
"""Databases that may hold articles: newsboat's."""
_NAMES = frozenset(("thumbs.db", "desktop.ini"))


def is_ignored(path: str) -> bool:
    """Tell whether a file is skipped because of its name or the name of a folder; `path` is separated by `/`."""
    *folders, name = path.split("/")
    return is_ignored_file(name) or any(map(_is_ignored_folder, folders))


def _is_ignored_folder(name: str) -> bool:
    return name in IGNORED_FOLDERS or (name.startswith(".") and name not in (".", ".."))


def is_ignored_file(name: str) -> bool:
    """Tell whether a file of this name is skipped."""
    if name.startswith(".") or name.endswith("~"):
        return True
    return _is_ignored_ending(name[name.rfind(".") :]) and _is_ignored_name(name.casefold())


@lru_cache(1000)
def _is_ignored_ending(ending: str) -> bool:
    """Tell whether names that end so may be ignored."""
    return ending.casefold() in _NO_ARTICLES | {posixpath.splitext(name)[1] for name in _NAMES}


def _is_ignored_name(lower: str) -> bool:
    return lower not in _READ and (posixpath.splitext(lower)[1] in _NO_ARTICLES or lower in _NAMES)
