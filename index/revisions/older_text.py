"""An older text of an article, and its compressed form in the file."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from seedread.index.article.stored import from_stored
from seedread.index.text.sanitize import safe_line
from seedread.index.text.word_digest import word_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.article import Article

__all__ = ["OlderText"]

_KEPT = ("source", "outlet", "url", "byline", "dateline", "language", "pages", "lead", "published")
"""What is kept of the stored form of an article (`seedread.index.article.stored`): plain values only, which later
versions of the program can read. Names and lines are found again."""
_LARGEST = 64_000_000
"""Bytes of a text; more is no text of ours."""


@dataclass(frozen=True, slots=True)
class OlderText:
    """The text of an article before a change."""

    title: str
    body: str
    """The paragraphs, one per line."""
    stored: Mapping[str, Any] = field(default_factory=dict)
    """Other fields of the article in their stored form."""
    seen: str = ""
    """When its file was written, in ISO and UTC; empty if that is not known."""

    @property
    def digest(self) -> str:
        """The digest of its words."""
        return word_digest(self.title, self.body)

    def packed(self) -> bytes:
        """Return the form in which it is kept."""
        about = {name: self.stored[name] for name in _KEPT if name in self.stored}
        text = json.dumps({"title": self.title, "body": self.body, **about}, ensure_ascii=False)
        return zlib.compress(text.encode("utf-8", "replace"), 9)

    @classmethod
    def unpacked(cls, packed: bytes, seen: str) -> OlderText:
        """Return a text from the form in which it is kept; raises ValueError for anything else."""
        inflater = zlib.decompressobj()
        try:
            record = json.loads(inflater.decompress(packed, _LARGEST))
            title, body = record.pop("title"), record.pop("body")
        except (zlib.error, KeyError, AttributeError, TypeError, RecursionError) as error:
            raise ValueError(str(error)) from None
        if not isinstance(title, str) or not isinstance(body, str):
            raise ValueError("no text")  # noqa: TRY004 (a value of the file, not of the program)
        return cls(title, body, {name: record[name] for name in _KEPT if name in record}, seen)

    def to_article(self, identity: str) -> Article:
        """Return it as an article without names; raises ValueError if its fields are not what they should be."""
        paragraphs = tuple(safe_line(line) for line in self.body.split("\n")) if self.body else ()
        try:
            stored = {**self.stored, "lines": [], "countries": []}
            return from_stored(identity, safe_line(self.title), paragraphs, stored)
        except (TypeError, AttributeError, LookupError) as error:
            raise ValueError(str(error)) from None
