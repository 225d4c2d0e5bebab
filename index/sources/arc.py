"""Reads ARC, the format of web archives before WARC: one document per archived page.

The date of a record is not used: it is when the page was fetched, not published.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from seedread.index.sources.archived_page import archived_page, archived_pages, read_block
from seedread.index.sources.http_response import parse_http_response
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, Unpacked, mb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.sources.document import ParsedDocument, ReadFailure

__all__ = ["read_arc"]

_HEAD = re.compile(rb"([a-zA-Z][a-zA-Z0-9+.-]*:\S+) \S+ \d{8,14} (\S*).* (\d{1,15})\r?\n\Z")


def read_arc(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the pages of the archive in `stream` as `key#n`, with n counting records from 1, and failures."""
    return archived_pages(stream, key, _HEAD, _page)


def _page(stream: IO[bytes], line: bytes, own: str, unpacked: Unpacked) -> ParsedDocument | None:
    found = _HEAD.match(line)
    assert found
    block = read_block(stream, int(found[3]))
    if block is None:
        raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
    url = found[1].decode("utf-8", "replace")
    if not url.startswith(("http://", "https://")):
        return None
    status, http, body = parse_http_response(block)
    unpacked.add_packed(len(block))
    unpacked.count(len(body))
    if status != b"200":
        return None
    http.setdefault("content-type", found[2].decode("utf-8", "replace"))
    return archived_page(own, url, http, body, line + block)
