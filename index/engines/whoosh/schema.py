"""The fields of the index and how their values become terms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from whoosh import columns, fields, formats

from seedread.index.analysis import tokens, words
from seedread.index.proximity import PARAGRAPH_GAP

if TYPE_CHECKING:
    from collections.abc import Generator

    from seedread.index.engines.base import Entry

__all__ = ["FACETS", "NAME", "TITLE_WEIGHT", "UNDATED", "document", "label_of", "schema"]

NAME = "seedread"
"""The name of the index within its folder."""
FACETS = ("country", "leader", "source")
TITLE_WEIGHT = 2.0
UNDATED = -1
_LABEL = "\x1f"
"""Between a facet value and its label in one term; no cleaned text holds it."""


_POSITIONS = formats.Positions()


class _Text(fields.TEXT):
    """Stemmed words with positions, straight from our own analysis."""

    def __init__(self) -> None:
        super().__init__(phrase=True)

    def index(self, value: str, **_options: Any) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        positions: defaultdict[str, list[int]] = defaultdict(list)
        at = 0
        for paragraph in value.split("\n"):
            for at, token in enumerate(tokens(paragraph), at):  # noqa: B020 (counts on over paragraphs)
                positions[token.term].append(at)
            at += PARAGRAPH_GAP
        encode = _POSITIONS.encode
        for term, where in positions.items():
            yield term.encode(), len(where), float(len(where)), encode(where)


class _Terms(fields.FieldType):
    """A list of whole terms, only whether they are there."""

    multitoken_query = "default"

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False
        self.column_type = self.vector = None

    def index(self, value: list[str], **_options: Any) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        for term in dict.fromkeys(value):
            yield term.encode(), 1, 1.0, b""


def schema() -> fields.Schema:
    """Return Whoosh's schema of our index."""
    return fields.Schema(
        id=_Terms(),
        title=_Text(),
        body=_Text(),
        words=_Terms(),
        published=fields.COLUMN(columns.NumericColumn("q", default=UNDATED)),
        record=fields.STORED(),
        **{name: _Terms() for name in FACETS},
    )


def document(entry: Entry) -> dict[str, Any]:
    """Return the values of the fields for one article."""
    values = {name: [f"{value}{_LABEL}{label}" for value, label in entry.facets.get(name, ())] for name in FACETS}
    return {
        "id": [entry.id],
        "title": entry.title,
        "body": entry.body,
        "words": words(f"{entry.title}\n{entry.body}"),
        "published": UNDATED if entry.minute is None else entry.minute,
        "record": entry.record,
        **{name: terms for name, terms in values.items() if terms},
    }


def label_of(term: str) -> tuple[str, str]:
    """Return value and label of a facet's term."""
    value, _, label = term.partition(_LABEL)
    return value, label
