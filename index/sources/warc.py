"""Reads WARC, the format of web archives (ISO 28500): one document per archived page.

Records are read one at a time. The date of a record is not used: it is when the page was fetched, not published.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from seedread.index.sources.archived_page import archived_page, archived_pages, read_block
from seedread.index.sources.http_response import header_fields, parse_http_response
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, Unpacked, mb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedread.index.sources.bookmark import Bookmark
    from seedread.index.sources.document import ParsedDocument, ReadFailure

__all__ = ["read_warc"]

_VERSION = re.compile(rb"WARC/[01]\.\d+\s*\Z")
_MAX_HEADERS = 1 << 16


def read_warc(stream: IO[bytes], key: str, bookmark: Bookmark | None = None) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the pages of the archive in `stream` from a bookmark on, and failures.

    Their IDs are `key#n`, with n counting records from 1.
    """

    def page(rest: IO[bytes], line: bytes, own: str, unpacked: Unpacked) -> ParsedDocument | None:
        return _page(*_record(rest, line), own, unpacked)

    return archived_pages(stream, key, _VERSION, page, bookmark)


def _record(stream: IO[bytes], line: bytes) -> tuple[bytes, dict[str, str], bytes]:
    """Return the header, its fields and the block of the record that begins with `line`.

    Raises TooLarge after skipping a page that is too large, and ValueError for a truncated or broken record.
    """
    head, fields = _headers(stream)
    try:
        length = int(fields["content-length"])
    except (KeyError, ValueError):
        raise ValueError("it has no Content-Length") from None
    block = read_block(stream, length)
    if block is not None:
        return line + head, fields, block
    if fields.get("warc-type") in ("response", "resource", "conversion"):
        raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
    return line + head, {}, b""


def _headers(stream: IO[bytes]) -> tuple[bytes, dict[str, str]]:
    """Return lines up to an empty one, and the fields in them, with names in lower case."""
    lines: list[bytes] = []
    size = 0
    while line := stream.readline(_MAX_HEADERS):
        lines.append(line)
        size += len(line)
        if size > _MAX_HEADERS:
            raise ValueError("its header does not end")
        if not line.strip():
            return b"".join(lines), header_fields(lines)
    raise ValueError("truncated")


def _page(head: bytes, fields: Mapping[str, str], block: bytes, own: str, unpacked: Unpacked) -> ParsedDocument | None:
    """Return the page that a record holds; None for anything else. Raises ValueError where it cannot be read."""
    kind = fields.get("warc-type")
    if kind == "response" and fields.get("content-type", "").startswith("application/http"):
        status, http, body = parse_http_response(block)
        unpacked.add_packed(len(block))
        unpacked.count(len(body))
        if status != b"200":
            return None
    elif kind in ("resource", "conversion"):
        http, body = {"content-type": fields.get("content-type", "")}, block
    else:
        return None
    url = fields.get("warc-target-uri", "").strip("<>") or None
    return archived_page(own, url, http, body, head + block)
