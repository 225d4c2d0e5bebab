"""Reads plain text: one document per file."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from seedread.index.sources.charset import decode_noted
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.labelled_head import split_labelled_head
from seedread.index.sources.limits import read_whole
from seedread.index.sources.not_articles import why_no_article

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_text"]


def read_text(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the text in `stream`; raises NotText and TooLarge."""
    raw = read_whole(stream)
    text, note = decode_noted(raw)
    if not text.strip():
        yield ReadFailure("empty")
    elif reason := why_no_article(text):
        yield ReadFailure(reason)
    else:
        given, rest = split_labelled_head(text)
        document = Document(
            key,
            rest,
            given.get("title"),
            given.get("date"),
            given.get("url"),
            given.get("source"),
            given.get("author"),
            given.get("language"),
            path=key,
        )
        yield ParsedDocument(document, raw)
        if note:
            yield ReadFailure(note)
