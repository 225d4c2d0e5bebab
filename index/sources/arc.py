"""Reads ARC, the format of web archives before WARC: one document per archived page.

The date of a record is not used: it is when the page was fetched, not published.
"""

from __future__ import annotations

import re
import zlib
from typing import IO, TYPE_CHECKING

from seedread.index.sources.archived_page import archived_page
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.http_response import parse_http_response
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, Unpacked, mb

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_arc"]

_HEAD = re.compile(rb"([a-zA-Z][a-zA-Z0-9+.-]*:\S+) \S+ \d{8,14} (\S*).* (\d{1,15})\r?\n\Z")
_MAX_HEAD = 1 << 16
_SKIPPED = 1 << 20


def read_arc(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the pages of the archive in `stream` as `key#n`, with n counting records from 1, and failures."""
    n = 0
    unpacked = Unpacked(0)
    while True:
        try:
            line, skipped = _beginning(stream)
            if skipped:
                yield ReadFailure(f"before record {n + 1}: data that is not a record")
            if not line:
                return
            n += 1
            part = _page(stream, line, f"{key}#{n}", unpacked)
        except (zlib.error, EOFError) as error:
            yield ReadFailure(f"record {n}: {error}: the rest was not read")
            return
        except ValueError as error:
            yield ReadFailure(f"record {n}: {error}")
            if unpacked.exceeded:
                return
        else:
            if part:
                yield part


def _beginning(stream: IO[bytes]) -> tuple[bytes, bool]:
    """Return the first line of the next record, empty at the end, and whether other data was skipped."""
    skipped = False
    while (line := stream.readline(_MAX_HEAD)) and not _HEAD.match(line):
        skipped = skipped or bool(line.strip())
    return line, skipped


def _page(stream: IO[bytes], line: bytes, own: str, unpacked: Unpacked) -> ParsedDocument | None:
    found = _HEAD.match(line)
    assert found
    length = int(found[3])
    if length > MAX_DOCUMENT:
        while length > 0 and (skipped := len(stream.read(min(length, _SKIPPED)))):
            length -= skipped
        raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}" if length <= 0 else "truncated")
    block = stream.read(length)
    if len(block) < length:
        raise ValueError("truncated")
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
