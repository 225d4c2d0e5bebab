"""Copies articles whose files cannot be read now from the old index into the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.article.stored import body_paragraphs, from_stored
from seedread.index.errors import Damaged, SourceMissing
from seedread.index.ingest.index_entry import to_entry
from seedread.index.ingest.pipeline import with_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.engines import Reader
    from seedread.index.ingest.index_entry import IndexEntry
    from seedread.index.names.overrides.name_rules import NameOverrides

__all__ = ["carried"]


def carried(reader: Reader | None, ids: Iterable[str], knowledge: NameOverrides) -> Iterator[IndexEntry]:
    """Yield an entry for each of `ids` in `reader`, with the names that the current rules find.

    Raises SourceMissing if they cannot be read, or were stored by an unknown version.
    """
    problem = "it is damaged"
    try:
        for own in ids:
            if reader is None:
                break
            if (number := reader.document(own)) is not None:
                kept = reader.kept(number)
                body = body_paragraphs(kept.body)
                article = with_names(from_stored(kept.id, kept.title, body, kept.record), knowledge)
                yield to_entry(article, kept.record["file"])
        else:
            return
    except (Damaged, KeyError, ValueError, TypeError, IndexError) as error:
        problem = str(error)
    raise SourceMissing(
        "The index must be rebuilt, but articles whose files are missing cannot be copied from the old one "
        f"({problem}). Restore the files, or rebuild without these articles: `seedread index --prune`."
    )
