"""Decodes the body of an answer as it comes, within a limit: a bomb ends at the limit and fills no memory."""

from __future__ import annotations

import zlib

from seedread.index.feeds.fetch_errors import FetchError

__all__ = ["ENCODINGS", "MAX_BODY", "Body"]

ENCODINGS = "gzip, deflate"
"""What a request says that it accepts."""
MAX_BODY = 16_000_000
"""Bytes of an answer, decoded."""
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Body:
    """The bytes of an answer, decoded."""

    def __init__(self, encoding: str) -> None:
        """Take the Content-Encoding of an answer; raises FetchError if it is not one of ours."""
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError("unknown encoding", f"the server sent an encoding that was not asked for ({name[:40]})")
        self._window = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}.get(name, 0)
        self._inflate = zlib.decompressobj(self._window) if self._window else None
        self._data = bytearray()

    def add(self, piece: bytes) -> None:
        """Add bytes as received; raises FetchError for damaged ones and at the limit."""
        if self._inflate is None:
            self._keep(piece)
            return
        try:
            self._decode(piece)
        except zlib.error:
            if self._window == _ZLIB and not self._data:  # some servers send deflate without its frame
                self._window = _RAW
                self._inflate = zlib.decompressobj(_RAW)
                self.add(piece)
                return
            raise FetchError("damaged answer", "the answer is damaged: it cannot be unpacked") from None

    @property
    def ended(self) -> bool:
        """Whether the packed data has its end."""
        return self._inflate is None or self._inflate.eof or not self._data

    def __len__(self) -> int:
        return len(self._data)

    def data(self) -> bytes:
        """Return what was decoded."""
        return bytes(self._data)

    def _decode(self, piece: bytes) -> None:
        assert self._inflate is not None
        while piece:
            if self._inflate.eof:  # another member of a gzip file
                self._inflate = zlib.decompressobj(self._window)
            self._keep(self._inflate.decompress(piece, MAX_BODY + 1 - len(self._data)))
            piece = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _keep(self, piece: bytes) -> None:
        self._data += piece
        if len(self._data) > MAX_BODY:
            self._data.clear()
            raise FetchError("too large", f"the answer is larger than {MAX_BODY // 1_000_000} MB")
