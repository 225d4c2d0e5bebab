"""The index entry of an article: its searched text, its facet values, its date, and its stored record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from seedread.index.article.stored import to_stored
from seedread.index.facets.fields import STORED
from seedread.index.text.urls import readable_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.article import Article

__all__ = ["IndexEntry", "to_entry", "with_versions"]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An article in the form that the engine indexes (`seedread.index.engines.base.Entry`)."""

    id: str
    title: str
    titled: bool
    body: str
    facets: Mapping[str, Sequence[tuple[str, str]]]
    minute: int | None
    precision: int
    record: dict[str, Any]
    credits: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    """Why the article could not be cleaned; empty if it was."""


def _credits(article: Article) -> Iterator[tuple[str, str | None]]:
    yield "author", article.byline
    yield "url", readable_url(article.url or "")


def to_entry(article: Article, file: str, problem: str = "") -> IndexEntry:
    """Return the entry of `article`, which is from the file with the key `file`."""
    return IndexEntry(
        id=article.id,
        title=article.title,
        titled=not article.title_is_lead,
        body=article.body,
        credits={name: text for name, text in _credits(article) if text},
        facets={name: values(article) for name, values in STORED.items()},
        minute=article.published.minute if article.published else None,
        precision=len(str(article.published)) if article.published else 0,
        record={**to_stored(article), "file": file},
        problem=problem,
    )


def with_versions(entry: IndexEntry, versions: int) -> IndexEntry:
    """Return the entry of an article that had this many versions."""
    facets = {**entry.facets, "versions": [(str(versions), str(versions))]}
    return replace(entry, facets=facets, record={**entry.record, "versions": versions})
