"""Writes files that the reader saves, completely or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index.files.atomic_write import atomic_write
from seedread.index.files.user_folders import expanded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from seedread.index.article import Article
    from seedread.index.export import ExportFormat

__all__ = ["complete_file", "confirm_overwrite", "in_folder", "save_articles", "write_whole"]


def save_articles(path: Path, articles: Iterable[Article], form: ExportFormat) -> int:
    """Write `articles` to `path` atomically and return their number; on OSError the old file stays."""
    from seedread.index.export import written  # noqa: PLC0415 (the screen starts without it)

    count = 0

    def counted() -> Iterator[Article]:
        nonlocal count
        for article in articles:
            count += 1
            yield article

    write_whole(path, written(counted(), form))
    return count


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write `pieces` to `path` atomically; on OSError the old file stays."""
    with atomic_write(path) as file:
        file.writelines(piece.encode() for piece in pieces)


def in_folder(folder: str, name: str) -> str:
    """Return the default path for a file of this name."""
    folder = folder.rstrip("/")
    return name if folder in ("", ".") else f"{folder}/{name}"


def confirm_overwrite(name: str, write: Callable[[], None], confirm: Callable[[str, Callable[[], None]], None]) -> None:
    """Call `write`; if a file of this name exists, ask with `confirm` first."""
    if _exists(expanded(name)):
        confirm(f"{name} exists. Overwrite?", write)
    else:
        write()


def _exists(path: Path) -> bool:
    with suppress(OSError):  # an error is reported when the file is written
        return path.exists()
    return False


def complete_file(text: str) -> list[str]:
    """Return the files and folders that complete `text`, folders with a slash at the end."""
    before, slash, beginning = text.rpartition("/")
    folder = expanded(before + slash or ".")
    with suppress(OSError):
        found = sorted(path for path in folder.iterdir() if path.name.startswith(beginning))
        return [before + slash + path.name + ("/" if path.is_dir() else "") for path in found]
    return []
