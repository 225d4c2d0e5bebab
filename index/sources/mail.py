"""Reads mail: a message in a file (.eml), a mailbox (mbox), a page saved as MHTML."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
import re
from typing import IO, TYPE_CHECKING

from seedread.index.sources.charset import NotText, codec_named, decode
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.extractor import missing
from seedread.index.sources.html import decode_html, has_words
from seedread.index.sources.limits import MAX_DOCUMENT, MAX_HEADER, MAX_ID, MAX_LINES, MAX_NESTING, mb, read_whole
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from seedread.index.sources.document import Markup

__all__ = ["read_mail", "read_mailbox"]

_SEPARATOR = re.compile(rb"From .*\d{4}")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAX_LINES = 2 * MAX_LINES
"""The number of lines of the largest attachment that fits into a message."""
_BOUNDARY = re.compile(rb"boundary[*0-9]{0,9}[ \t]{0,9}=", re.IGNORECASE)
_READ_HEADERS = ("Subject", "From", "Date", "Message-ID", "Snapshot-Content-Location")
_LIST_HEADERS = ("List-Unsubscribe", "List-Id", "List-Post")


def read_mail(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the message in `stream`; raises TooLarge."""
    raw = read_whole(stream)
    try:
        document, cut = _document(raw, key, key)
    except ValueError as error:
        yield ReadFailure(str(error))
    else:
        yield ParsedDocument(document, raw)
        if cut:
            yield ReadFailure(cut)


def read_mailbox(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the messages of the mailbox in `stream`, and those that could not be read.

    The document's ID is `key#` with the Message-ID, else `key#n`, with n counting messages from 1.
    """
    for n, raw in enumerate(_messages(stream), 1):
        try:
            if raw is None:
                raise ValueError(f"larger than {mb(MAX_DOCUMENT)}")  # noqa: TRY301 (reported below with the others)
            document, cut = _document(_QUOTED.sub(rb"\1", raw), f"{key}#{n}", None, key)
        except ValueError as error:
            yield ReadFailure(f"message {n}: {error}")
        else:
            yield ParsedDocument(document, raw)
            if cut:
                yield ReadFailure(f"message {n}: {cut}")


def _messages(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the bytes of every message without its separator line; None for one that is too large."""
    message = bytearray()
    started, blank = False, True
    while line := stream.readline(MAX_DOCUMENT + 1):
        if blank and line.startswith(b"From ") and _SEPARATOR.match(line):
            if started:
                yield _whole(message)
            message.clear()
            started, blank = True, False
            continue
        blank = not line.strip()
        if len(message) <= MAX_DOCUMENT:
            message += line
    if started or message:
        yield _whole(message)


def _whole(message: bytearray) -> bytes | None:
    return bytes(message) if len(message) <= MAX_DOCUMENT else None


class _LimitedHeaders(email.policy.Compat32):
    """The default mail policy with header fields cut to a maximum length.

    The time to parse them grows with the square of their length.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MAX_HEADER]


_POLICY = _LimitedHeaders()


def _document(raw: bytes, fallback_id: str, path: str | None, container: str = "") -> tuple[Document, str]:
    """Return the document of a message, and a note on the parts that were not read; empty if all were read.

    Raises ValueError if it has no readable text.
    """
    lines = raw.count(b"\n")
    if lines > _MAX_LINES:
        raise ValueError(f"more than {_MAX_LINES:,} lines")
    if lines * sum(1 for _ in _BOUNDARY.finditer(raw)) > MAX_NESTING:
        raise ValueError("parts are nested too deeply")
    try:
        message = email.message_from_bytes(raw, policy=_POLICY)
        text, markup = _text(message)
        sender, address = _sender(_header(message, "From") or "")
        newsletter = any(name in message for name in _LIST_HEADERS)
        own = safe_line(re.sub(r"[<>\s]", "", str(message.get("Message-ID", ""))))
        own = own if len(own) <= MAX_ID else ""
        document = Document(
            f"{container}#{own}" if container and own else fallback_id,
            text,
            title=_header(message, "Subject"),
            date=_header(message, "Date"),
            url=_header(message, "Snapshot-Content-Location"),
            source=(sender or address.partition("@")[2] or None) if newsletter else None,
            author=None if newsletter else sender or None,
            markup=markup,
            path=path,
        )
        return document, _cut_headers(message)
    except (LookupError, TypeError, AttributeError, RecursionError, email.errors.MessageError) as error:
        raise ValueError(f"broken mail format ({error})") from None


def _cut_headers(message: Message) -> str:
    cut = [name for name in _READ_HEADERS if len(str(message.get(name, ""))) >= MAX_HEADER]
    return f"{', '.join(cut)}: only the first {MAX_HEADER:,} characters were read" if cut else ""


def _text(message: Message) -> tuple[str, Markup]:
    """Return the body of a message: its HTML, else its plain text."""
    plain = html = None
    for part in message.walk():
        if part.get_content_disposition() == "attachment" or part.is_multipart():
            continue
        kind = part.get_content_type()
        if kind == "text/html" and html is None:
            html = part
        elif (kind == "text/plain" and plain is None) or kind.startswith(
            "multipart/"
        ):  # with parts that cannot be parsed
            plain = part
    if html is not None and (markup := decode_html(_payload(html), html.get_content_charset())) and has_words(markup):
        if missing() is None:
            return markup, "page" if "Snapshot-Content-Location" in message else "fragment"
        if plain is None:
            raise ValueError(missing())
    text = _plain_text(plain) if plain is not None else ""
    if not text.strip():
        raise ValueError("no text")
    return text, ""


def _plain_text(part: Message) -> str:
    raw = _payload(part)
    try:
        text = raw.decode(codec_named(part.get_content_charset()) or "utf-8")
    except UnicodeDecodeError:
        text = decode(raw)
    if part.get_param("format") != "flowed":
        return text
    # RFC 3676: a line that ends in a space continues in the next.
    return re.sub(r"(?<! ) \r?\n(?!\s)", " ", text)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise NotText("no text")
    return payload


def _sender(written: str) -> tuple[str, str]:
    """Return name and address; both empty if comments are nested too deeply."""
    try:
        return email.utils.parseaddr(written)
    except (RecursionError, IndexError):
        return "", ""


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    try:
        value = str(email.header.make_header(email.header.decode_header(value)))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        value = str(value)
    return " ".join(value.split()) or None
