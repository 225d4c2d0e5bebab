"""Writes articles to a file, whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from seedread.index.article import Article
    from seedread.index.export import Form

__all__ = ["save_articles"]


def save_articles(path: Path, articles: Iterable[Article], form: Form) -> int:
    """Write `articles` to `path` in one step and return how many; raises OSError, which leaves what was there."""
    from seedread.index.export import written  # noqa: PLC0415 (the screen starts without it)

    count = 0

    def counted() -> Iterator[Article]:
        nonlocal count
        for article in articles:
            count += 1
            yield article

    fresh = path.with_name(f".{path.name[:40]}-{os.urandom(4).hex()}.new")
    try:
        with fresh.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(written(counted(), form))
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return count
