"""Reads mail: a message in a file (.eml, Maildir), a mailbox (mbox), a page saved as MHTML.

A message that forwards others, or a digest, gives each of them as an article of its own.
"""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from typing import IO, TYPE_CHECKING

from seedread.index.sources.bookmark import Bookmark, CannotGoOn
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.limits import MAX_DOCUMENT, MAX_HEADER, MAX_ID, MAX_LINES, MAX_NESTING, mb, read_whole
from seedread.index.sources.mail_body import body_of, is_saved_page
from seedread.index.sources.mail_digest import split_digest, split_forward
from seedread.index.sources.mail_head import maildir_id
from seedread.index.sources.mail_header import decoded_words, field_text, raw_field, sender_of
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from seedread.index.sources.mail_body import MailBody
    from seedread.index.sources.mail_digest import InlineMessage

__all__ = ["mail_documents", "read_mail", "read_mailbox"]

_SEPARATOR = re.compile(rb"From .*\d{4}")
_HEADER_LINE = re.compile(rb">*(?:[!-9;-~]+:|From )|\r?\n?\Z")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_ENDED = re.compile(rb"\n\r?\n\Z")
"""The end of a message behind which another one may begin."""
_LONGEST_LINE = 1 << 16
_MAX_LINES = 2 * MAX_LINES
"""The number of lines of the largest attachment that fits into a message."""
_MOST_MESSAGES = 5_000
"""Messages within one message that are read."""
_BOUNDARY = re.compile(rb"boundary[*0-9]{0,9}[ \t]{0,9}=", re.IGNORECASE)
_READ_HEADERS = ("Subject", "From", "Date", "Message-ID", "Snapshot-Content-Location")
_LIST_HEADERS = ("List-Unsubscribe", "List-Id", "List-Post")


def read_mail(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the message in `stream` and those in it; raises TooLarge.

    The ID is the key, without the flags of a Maildir, and for the messages in it `ID#n`, with n counting from 1.
    """
    raw = read_whole(stream)
    for part in mail_documents(raw, maildir_id(key), key):
        yield ParsedDocument(part, raw) if isinstance(part, Document) else part


def read_mailbox(
    stream: IO[bytes], key: str, bookmark: Bookmark | None = None
) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the messages of the mailbox in `stream` from a bookmark on, and those that could not be read.

    The document's ID is `key#` with the Message-ID, else `key#n`, with n counting messages from 1. Raises CannotGoOn.
    """
    place = bookmark or Bookmark()
    if place.offset:
        _check_begins_with_message(stream, place.offset)
    n, raw = place.number, None
    for raw in _messages(stream):
        n += 1
        if raw is None:
            yield ReadFailure(f"message {n}: larger than {mb(MAX_DOCUMENT)}")
            continue
        for part in mail_documents(_QUOTED.sub(rb"\1", raw), f"{key}#{n}", None, key):
            yield (
                ParsedDocument(part, raw) if isinstance(part, Document) else ReadFailure(f"message {n}: {part.reason}")
            )

    place.end = n if raw and _ENDED.search(raw[-4:]) else None


def _check_begins_with_message(stream: IO[bytes], offset: int) -> None:
    """Go to the end of earlier messages; raise CannotGoOn if what follows belongs to the last of them."""
    stream.seek(offset)
    separator, header = stream.readline(_LONGEST_LINE), stream.readline(_LONGEST_LINE)
    if not (_SEPARATOR.match(separator) and _HEADER_LINE.match(header)):
        raise CannotGoOn
    stream.seek(offset)


def _messages(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the bytes of every message without its separator line; None for one that is too large."""
    message = bytearray()
    started, blank, separator = False, True, b""
    while line := stream.readline(MAX_DOCUMENT + 1):
        if separator and _HEADER_LINE.match(line):
            if started or message.strip():
                yield _whole(message)
            message.clear()
            started, separator = True, b""
        elif separator:
            message += separator
            separator = b""
        if blank and line.startswith(b"From ") and _SEPARATOR.match(line):
            separator, blank = line, False
            continue
        blank = not line.strip()
        if len(message) <= MAX_DOCUMENT:
            message += line
    if started or message or separator:
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


def mail_documents(
    raw: bytes, fallback_id: str, path: str | None, container: str = ""
) -> Iterator[Document | ReadFailure]:
    """Yield the documents of a message, and notes on what was not read of it."""
    try:
        lines = raw.count(b"\n")
        if lines > _MAX_LINES:
            raise ValueError(f"more than {_MAX_LINES:,} lines")  # noqa: TRY301 (reported below with the others)
        if lines * sum(1 for _ in _BOUNDARY.finditer(raw)) > MAX_NESTING:
            raise ValueError("parts are nested too deeply")  # noqa: TRY301
        message = email.message_from_bytes(raw, policy=_POLICY)
        own = safe_line(re.sub(r"[<>\s]", "", raw_field(message, "Message-ID").decode("utf-8", "replace")))
        known = container and own and len(own) <= MAX_ID
        yield from _documents(message, f"{container}#{own}" if known else fallback_id, path)
    except (LookupError, TypeError, AttributeError, RecursionError, email.errors.MessageError) as error:
        yield ReadFailure(f"broken mail format ({error})")
    except ValueError as error:
        yield ReadFailure(str(error))


def _documents(message: Message, own: str, path: str | None) -> Iterator[Document | ReadFailure]:
    """Yield the document of a message, and after it those of the messages within it."""
    body = body_of(message, _POLICY)
    count = 0
    waiting = body.nested[::-1]
    for document in _of_text(message, body, own, path):
        count += document.id != own
        yield document
    if body.note:
        yield ReadFailure(body.note)
    while waiting:
        inner = waiting.pop()
        count += 1
        if count > _MOST_MESSAGES:
            yield ReadFailure(f"more than {_MOST_MESSAGES:,} messages in one: the rest was not read")
            return
        try:
            found = body_of(inner, _POLICY)
            yield from _of_text(inner, found, f"{own}#{count}", None)
            if found.note:
                yield ReadFailure(f"{own}#{count}: {found.note}")
        except ValueError as error:
            yield ReadFailure(f"{own}#{count}: {error}")
            continue
        waiting += found.nested[::-1]
    if cut := _cut_headers(message):
        yield ReadFailure(cut)


def _of_text(message: Message, body: MailBody, own: str, path: str | None) -> Iterator[Document]:
    """Yield the document of a message's own text, or those of the messages written in it."""
    if not body.text:
        return
    document = _document(message, body, own, path)
    inner = [] if body.markup else split_digest(body.text)
    if not body.markup and not inner:
        above, forwarded = split_forward(body.text)
        if forwarded:
            inner = [forwarded]
            if above.strip():
                yield _document(message, body, own, path, above)
    if not inner:
        yield document
    for n, one in enumerate(inner, 1):
        if one.text.strip():
            yield _inner_document(message, one, f"{own}#{n}")


def _document(message: Message, body: MailBody, own: str, path: str | None, text: str | None = None) -> Document:
    sender, address = sender_of(message)
    newsletter = any(name in message for name in _LIST_HEADERS)
    saved = is_saved_page(message)
    return Document(
        own,
        body.text if text is None else text,
        title=field_text(message, "Subject"),
        date=field_text(message, "Date"),
        url=(field_text(message, "Snapshot-Content-Location") or body.address) if saved else None,
        source=(sender or address.partition("@")[2] or None) if newsletter else None,
        author=None if newsletter or saved else sender or None,
        markup=body.markup,
        path=path,
    )


def _inner_document(message: Message, inner: InlineMessage, own: str) -> Document:
    name = re.sub(r"\s*<[^<>]*>|\s*\[mailto:[^\]]*\]", "", decoded_words(inner.sender or "", message)).strip("\"' *")
    subject = decoded_words(inner.subject or "", message)
    return Document(own, inner.text, title=subject or None, date=inner.date, author=name or None)


def _cut_headers(message: Message) -> str:
    cut = [name for name in _READ_HEADERS if len(raw_field(message, name)) >= MAX_HEADER]
    return f"{', '.join(cut)}: only the first {MAX_HEADER:,} characters were read" if cut else ""
