"""The versions of a fetched article: its older texts lie in the archive, and are read when they are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from seedread.index.ingest.pipeline import to_any_article
from seedread.index.sources.feed_archive import archived_versions
from seedread.index.sources.records import from_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.article import Article
    from seedread.index.compare import Comparison
    from seedread.index.library import Library

__all__ = ["Version", "VersionComparer", "changed_headlines", "versions_of", "word_diff"]

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 20_000
"""Tokens of a text that are compared; the time grows with the square."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article."""

    fetched: str
    """When it was seen, in ISO and UTC."""
    article: Article
    """Cleaned as any article; its id has `@1` for the first version behind it, and so on."""


def versions_of(library: Library, article_id: str) -> tuple[Version, ...]:
    """Return the versions of an article, the oldest first; none if it was not fetched. Raises NotFound."""
    article = library.get(article_id)
    path = library.file_of(article_id) if article.feeds else None
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
    return Version(str(record.get("fetched") or ""), replace(article, id=f"{article.id}@{n}"))


class VersionComparer:
    """Compares versions of an article by their IDs."""

    def __init__(self, library: Library, versions: Sequence[Version]) -> None:
        self._library = library
        self._articles = {
            version.article.id: replace(
                version.article, source=f"version {n} of {version.fetched[:16].replace('T', ' ')}"
            )
            for n, version in enumerate(versions, 1)
        }

    def compare(self, a: str, b: str) -> Comparison:
        """Compare two versions; word rarity is that of the library."""
        return self._library.compare_articles(self._articles[a], self._articles[b])


def changed_headlines(library: Library, article: Article) -> tuple[str, ...]:
    """Return the headlines that an article had, the oldest first; none if it never changed."""
    if article.versions < 2:
        return ()
    titles = dict.fromkeys(version.article.title for version in versions_of(library, article.id))
    return tuple(titles) if len(titles) > 1 else ()


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
