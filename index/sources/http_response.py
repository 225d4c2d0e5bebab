"""An HTTP response in a web archive: header fields, and the decoded body."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, mb

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["header_fields", "parse_http_response"]

_HEADER = re.compile(rb"([!-9;-~]+):[ \t]*(.*)\Z", re.DOTALL)
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,7})[^\r\n]*\r?\n")
_ZLIB_OR_GZIP = 47


def header_fields(lines: Iterable[bytes]) -> dict[str, str]:
    """Return the header fields, the first of each name, with names in lower case."""
    fields: dict[str, str] = {}
    for line in lines:
        found = _HEADER.match(line)
        if found:
            fields.setdefault(found[1].decode("ascii").casefold(), found[2].strip().decode("utf-8", "replace"))
    return fields


def parse_http_response(block: bytes) -> tuple[bytes, dict[str, str], bytes]:
    """Return status, header fields and body of an HTTP response; raises ValueError if it is not one."""
    head, _, body = block.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    parts = lines[0].split(None, 2)
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/"):
        raise ValueError("not an HTTP response")
    fields = header_fields(lines[1:])
    if fields.get("transfer-encoding", "").casefold() == "chunked":
        body = _joined(body)
    return parts[1], fields, _decompressed(body, fields.get("content-encoding", "").casefold())


def _joined(body: bytes) -> bytes:
    """Return a chunked body joined; unchanged if it is joined already."""
    pieces: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
        if not size:
            break
    return b"".join(pieces) if pieces else body


def _decompressed(body: bytes, encoding: str) -> bytes:
    """Return the decompressed body; many archives store it decompressed but keep the header."""
    if encoding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _inflated(body)
    if encoding == "deflate" and body[:1] == b"\x78":
        return _inflated(body)
    if encoding == "br" and body.lstrip()[:1] != b"<":
        return _unbrotlied(body)
    return body


def _inflated(body: bytes) -> bytes:
    try:
        return _capped(zlib.decompressobj(_ZLIB_OR_GZIP).decompress(body, MAX_DOCUMENT + 1))
    except zlib.error as error:
        raise ValueError(f"damaged ({error})") from None


def _unbrotlied(body: bytes) -> bytes:
    import brotli  # noqa: PLC0415 (only for archives recorded by browsers)

    try:
        return _capped(brotli.Decompressor().process(body, output_buffer_limit=MAX_DOCUMENT + 1))
    except brotli.error:
        return body


def _capped(text: bytes) -> bytes:
    if len(text) > MAX_DOCUMENT:
        raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
    return text
