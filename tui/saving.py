"""Writes articles to a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from seedread.index.export import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from seedread.index.article import Article
    from seedread.index.export import Form

__all__ = ["save_articles"]


def save_articles(path: Path, articles: Iterable[Article], form: Form) -> int:
    """Write `articles` to `path` in one step and return how many; raises OSError, which leaves what was there."""
    count = 0

    def counted() -> Iterator[Article]:
        nonlocal count
        for article in articles:
            count += 1
            yield article

    handle, fresh = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(written(counted(), form))
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(fresh, 0o666 & ~umask)  # noqa: PTH101 (a name, not a Path)
        os.replace(fresh, path)  # noqa: PTH105 (as above)
    except BaseException:
        os.unlink(fresh)  # noqa: PTH108 (as above)
        raise
    return count
