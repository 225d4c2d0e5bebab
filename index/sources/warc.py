"""Reads WARC, the format of web archives (ISO 28500): one document per archived page.

Records are read one at a time. The date of a record is not used: it is when the page was fetched, not published.
"""

from __future__ import annotations

import re
import zlib
from typing import IO, TYPE_CHECKING

from seedread.index.sources.archived_page import archived_page
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.http_response import header_fields, parse_http_response
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, Unpacked, mb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["read_warc"]

_VERSION = re.compile(rb"WARC/[01]\.\d+\s*\Z")
_MAX_HEADERS = 1 << 16
_SKIPPED = 1 << 20


def read_warc(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the pages of the archive in `stream` as `key#n`, with n counting records from 1, and failures."""
    n = 0
    unpacked = Unpacked(0)
    while True:
        n += 1
        try:
            line, skipped = _beginning(stream)
            if skipped:
                yield ReadFailure(f"before record {n}: data that is not a record")
            if not line:
                return
            part = _page(*_record(stream, line), f"{key}#{n}", unpacked)
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
    while (line := stream.readline(_MAX_HEADERS)) and not _VERSION.match(line):
        skipped = skipped or bool(line.strip())
    return line, skipped


def _record(stream: IO[bytes], line: bytes) -> tuple[bytes, dict[str, str], bytes]:
    """Return the header, its fields and the block of the record that begins with `line`.

    Raises TooLarge after skipping a page that is too large, and ValueError for a truncated or broken record.
    """
    head, fields = _headers(stream)
    try:
        length = int(fields["content-length"])
    except (KeyError, ValueError):
        raise ValueError("it has no Content-Length") from None
    if length > MAX_DOCUMENT:
        while length > 0 and (skipped := len(stream.read(min(length, _SKIPPED)))):
            length -= skipped
        if length > 0:
            raise ValueError("truncated")
        if fields.get("warc-type") in ("response", "resource", "conversion"):
            raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
        return line + head, {}, b""
    block = stream.read(max(0, length))
    if len(block) < length:
        raise ValueError("truncated")
    return line + head, fields, block


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
