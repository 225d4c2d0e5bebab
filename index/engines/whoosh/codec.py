"""Whoosh's own segment format, with stored fields as JSON: an article is never pickled, so reading one runs no code."""

from __future__ import annotations

import json
from typing import Any

from whoosh import columns
from whoosh.codec import whoosh3

__all__ = ["Codec"]


class _JsonColumn(columns.WrappedColumn):
    """Stores JSON values through a column of bytes."""

    class Writer(columns.WrappedColumnWriter):
        def add(self, docnum: int, value: Any) -> None:
            self._child.add(docnum, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    class Reader(columns.WrappedColumnReader):
        def __getitem__(self, docnum: int) -> Any:
            return json.loads(self._child[docnum] or b"{}")


_STORED = "_json"
"""A column of its own: Whoosh opens the pickling one whether it is used or not, and it stays empty."""
_COLUMN = _JsonColumn(columns.CompressedBytesColumn(level=6))


class _PerDocWriter(whoosh3.W3PerDocWriter):
    _storedfields: dict[str, Any]

    def finish_doc(self) -> None:
        if self._storedfields:
            self.add_column_value(_STORED, _COLUMN, self._storedfields)
            self._storedfields = {}
        self._indoc = False


class _PerDocReader(whoosh3.W3PerDocReader):
    def stored_fields(self, docnum: int) -> Any:
        column = self._cached_reader(_STORED, _COLUMN)
        return column[docnum] if column else {}


class _Segment(whoosh3.W3Segment):
    def codec(self, **_options: Any) -> Codec:
        return Codec()


class Codec(whoosh3.W3Codec):
    """Whoosh 3 segments with JSON in place of pickled stored fields."""

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        """Return the writer of lengths, columns and stored fields."""
        return _PerDocWriter(self, storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """Return the reader of lengths, columns and stored fields."""
        return _PerDocReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:  # noqa: ARG002 (Whoosh's signature)
        """Return a segment that will be read through this codec."""
        return _Segment(self, indexname)
