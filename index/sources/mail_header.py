"""Decodes the header fields of mail: encoded words (RFC 2047) in any charset, and raw bytes without one."""

from __future__ import annotations

import binascii
import email.utils
import re
from typing import TYPE_CHECKING

from seedread.index.sources.charset import decode_as
from seedread.index.sources.charset_labels import label_codec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

__all__ = ["decoded_words", "field_text", "raw_field", "sender_of"]

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,2000}?)\?=(?![0-9A-Fa-f]{2})")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NAMED = re.compile(r"\s*(.*?)\s*<([^<>]*)>", re.DOTALL)


def raw_field(message: Message, name: str) -> bytes:
    """Return the first field of this name as sent; empty if there is none."""
    lower = name.casefold()
    for own, value in message.raw_items():
        if own.casefold() == lower:
            return str(value).encode("utf-8", "surrogateescape")
    return b""


def field_text(message: Message, name: str) -> str | None:
    """Return a field as text on one line; None if it is missing or empty."""
    return decoded_words(_unescaped(raw_field(message, name), message), message) or None


def sender_of(message: Message) -> tuple[str, str]:
    """Return name and address of the sender; empty where they cannot be told."""
    written = _unescaped(raw_field(message, "From"), message)
    try:
        name, address = email.utils.parseaddr(written)
    except (RecursionError, IndexError):  # comments are nested too deeply
        return "", ""
    if not name and (found := _NAMED.match(written)):  # an unquoted comma in the name
        name, address = found[1].strip('"'), found[2]
    return decoded_words(name, message), address


def decoded_words(written: str, message: Message) -> str:
    """Return a text with its encoded words decoded; those of one charset that follow each other are decoded as one."""
    pieces: list[str] = []
    waiting, charset, end = bytearray(), "", 0

    def flush() -> None:
        if waiting:
            pieces.append(_decoded(bytes(waiting), charset, message))
            waiting.clear()

    for word in _WORD.finditer(written):
        between = written[end : word.start()]
        end = word.end()
        label = word[1].partition("*")[0].casefold()
        raw = _bytes_of(word[2], word[3])
        if between.strip() or not (waiting or pieces):
            flush()
            pieces.append(between)
        elif label != charset:
            flush()
        charset = label
        waiting += raw
    flush()
    pieces.append(written[end:])
    return " ".join("".join(pieces).split())


def _bytes_of(kind: str, written: str) -> bytes:
    plain = written.encode("utf-8", "surrogateescape")
    if kind in "qQ":
        return _HEX.sub(lambda found: bytes((int(found[1], 16),)), plain.replace(b"_", b" "))
    plain = re.sub(rb"[^A-Za-z0-9+/]", b"", plain)
    try:
        return binascii.a2b_base64(plain[: len(plain) - (len(plain) % 4 == 1)] + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""


def _unescaped(raw: bytes, message: Message) -> str:
    """Return the text of a field whose bytes may be in any charset."""
    return raw.decode("ascii") if raw.isascii() else _decoded(raw, "", message)


def _decoded(raw: bytes, label: str, message: Message) -> str:
    """Decode by the declared charset, else by that of the text, as programs that declare none use one for both."""
    labels = [label, *_charsets(message)] if not label_codec(label) else [label]
    return decode_as(raw, labels, short=True)


def _charsets(message: Message) -> Iterator[str]:
    """Yield the charsets that the first parts of a message declare."""
    for n, part in enumerate(message.walk()):
        if n > 10:
            return
        charset = part.get_content_charset()
        if charset:
            yield charset
