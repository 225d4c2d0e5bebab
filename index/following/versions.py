"""The versions of an article: the archive has those of a fetched one, the library's revisions those of a file."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from seedread.index.errors import RevisionError, Untrusted
from seedread.index.ingest.pipeline import to_any_article, with_names
from seedread.index.names.article_names import NO_OVERRIDES
from seedread.index.sources.feed_archive import archived_versions
from seedread.index.sources.records import from_object
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from seedread.index.article import Article
    from seedread.index.compare import Comparison
    from seedread.index.library import Library

__all__ = ["Version", "VersionComparer", "changed_headlines", "no_older", "versions_of", "word_diff"]

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_LONGEST = 20_000
"""Tokens of a text that are compared; the time grows with the square."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article."""

    n: int
    """Its number, from 1; the first ones may no longer be kept."""
    fetched: str
    """When it was fetched, or its file written, in ISO and UTC; empty if that is not known."""
    article: Article
    """Cleaned as any article; its id has the number behind it, as in `@1`."""

    @property
    def when(self) -> str:
        """Its time to the minute, for display."""
        return self.fetched[:16].replace("T", " ") or "unknown time"


def versions_of(library: Library, article_id: str) -> tuple[Version, ...]:
    """Return the versions of an article, the oldest first; none if the archive that has them is gone.

    Raises NotFound, and LibraryError if older texts cannot be read.
    """
    article = library.get(article_id)
    path = library.file_of(article_id)
    return _archived(path, article_id) if article.feeds else _of_file(library, article, path)


def _of_file(library: Library, article: Article, path: Path | None) -> tuple[Version, ...]:
    """Return the versions of an article that is in a file of the reader's own."""
    texts = library.revisions.of(article.id)
    newest = max(article.versions, len(texts) + 1)
    try:
        older = [
            Version(n, text.seen, with_names(text.to_article(f"{article.id}@{n}"), NO_OVERRIDES))
            for n, text in enumerate(texts, newest - len(texts))
        ]
    except ValueError as error:
        raise RevisionError(f"The older versions of {article.id} cannot be read: {error}.") from None
    return (*older, Version(newest, _written(path), replace(article, id=f"{article.id}@{newest}")))


def _written(path: Path | None) -> str:
    """Return when a file was last written."""
    try:
        seconds = path.stat().st_mtime if path else None
        return "" if seconds is None else datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime(_TIME)
    except (OSError, ValueError, OverflowError):
        return ""


def _archived(path: Path | None, article_id: str) -> tuple[Version, ...]:
    """Return the versions of a fetched article."""
    if path is None:
        return ()
    try:
        with path.open("rb") as stream:
            records = archived_versions(stream, article_id)
    except (OSError, ValueError):
        return ()
    return tuple(_version(record, n) for n, record in enumerate(records, 1))


def _version(record: dict[str, Any], n: int) -> Version:
    article, _ = to_any_article(from_object(record, ""))
    return Version(n, str(record.get("fetched") or ""), replace(article, id=f"{article.id}@{n}"))


def no_older(versions: Sequence[Version]) -> str:
    """Return why an article has no older version; empty if it has one."""
    if not versions:
        return "The file with the versions of this article is gone."
    if len(versions) > 1:
        return ""
    return "This article has not changed." if versions[0].n == 1 else "Its older versions are no longer kept."


class VersionComparer:
    """Compares versions of an article by their IDs."""

    def __init__(self, library: Library, versions: Sequence[Version]) -> None:
        self._library = library
        self._articles = {
            version.article.id: replace(version.article, source=f"version {version.n} of {version.when}")
            for version in versions
        }

    def compare(self, a: str, b: str) -> Comparison:
        """Compare two versions; word rarity is that of the library."""
        return self._library.compare_articles(self._articles[a], self._articles[b])


def changed_headlines(library: Library, article: Article) -> tuple[str, ...]:
    """Return the headlines that an article had, the oldest first; none if it never changed."""
    if article.versions < 2:
        return ()
    titles = dict.fromkeys(_titles(library, article))
    return tuple(titles) if len(titles) > 1 else ()


def _titles(library: Library, article: Article) -> list[str]:
    """Return the title of each version of an article; none if older texts cannot be read."""
    if article.feeds:
        return [version.article.title for version in versions_of(library, article.id)]
    try:
        older = [safe_line(text.title) for text in library.revisions.of(article.id)]
    except (RevisionError, Untrusted):
        return []  # a headline is an aside; `seedread versions` says what is wrong
    return [*older, article.title]


def word_diff(before: Article, after: Article) -> Iterator[tuple[str, str]]:
    """Yield pieces of the text of two versions, each with "", "-" for what was removed, or "+" for what was added.

    The title is the first line. A text beyond the first thousands of words is not compared.
    """
    old, new = (_TOKEN.findall("\n".join((one.title, "", *one.paragraphs)))[:_LONGEST] for one in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) > _LONGEST // 4)
    for what, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        if what == "equal":
            yield "".join(old[from_a:to_a]), ""
            continue
        if to_a > from_a:
            yield "".join(old[from_a:to_a]), "-"
        if to_b > from_b:
            yield "".join(new[from_b:to_b]), "+"
