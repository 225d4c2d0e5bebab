"""Chooses what is read of a message: its inline parts, joined, and the messages that it forwards or collects."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import TYPE_CHECKING

from seedread.index.sources.charset import NotText, decode_as_noted
from seedread.index.sources.html import decode_html_noted, has_words
from seedread.index.sources.html_libraries import missing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import Message
    from email.policy import Policy

    from seedread.index.sources.document import Markup

__all__ = ["MailBody", "body_of", "is_saved_page"]

_MESSAGES = ("message/rfc822", "message/global", "message/news")
_FIRST_ONLY = ("multipart/signed", "multipart/report")
"""What follows the first part in these is a signature, or the message that could not be delivered."""
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_FLOWED = re.compile(r"(?<! )(?<!^--) \r?\n(?=[^\s>])", re.MULTILINE)
_STUFFED = re.compile(r"^ ", re.MULTILINE)
_PARAGRAPHS = re.compile(r"(?:\r?\n[ \t]*){2,}")


@dataclass(slots=True)
class MailBody:
    """What a message holds."""

    text: str = ""
    """The inline parts, joined; empty if there are none with words."""
    markup: Markup = ""
    nested: list[Message] = field(default_factory=list)
    """The messages that it forwards or collects."""
    address: str | None = None
    """The address of a saved page."""
    note: str = ""
    """What is to be reported of the charset of the text."""


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    is_html: bool
    note: str
    """As of `MailBody`."""


def is_saved_page(message: Message) -> bool:
    """Tell whether a message is a page that a browser saved (MHTML)."""
    if "Snapshot-Content-Location" in message or str(message.get("From", "")).strip('"< ').startswith("Saved by"):
        return True
    parts = message.get_payload()
    first = parts[0] if isinstance(parts, list) and parts else message
    return "X-MimeOLE" in message and not isinstance(first, str) and "Content-Location" in first


def body_of(message: Message, policy: Policy[Message]) -> MailBody:
    """Return the body of a message; raises ValueError where there is none that can be read."""
    body = MailBody()
    blocks = _blocks(message, body, policy, top=True)
    if missing() and any(block.is_html for block in blocks):
        plain = [block for block in blocks if not block.is_html]
        if not plain:
            raise ValueError(missing())
        blocks = plain
    if not blocks and not body.nested:
        encrypted = any(part.get_content_type() in _ENCRYPTED for part in message.walk())
        raise ValueError("encrypted: save it decrypted" if encrypted else "no text")
    body.note = next((block.note for block in blocks if block.note), "")
    if any(block.is_html for block in blocks):
        only = len(blocks) == 1
        body.text = blocks[0].text if only else "\n".join(map(_as_html, blocks))
        body.markup = "page" if only and is_saved_page(message) else "fragment"
    elif blocks:
        body.text = blocks[0].text if len(blocks) == 1 else "\n\n".join(block.text.strip("\r\n") for block in blocks)
    return body


def _blocks(part: Message, body: MailBody, policy: Policy[Message], *, top: bool = False) -> list[_Block]:
    """Return the inline texts in a part, in their order; collects the messages in it."""
    kind = part.get_content_type()
    if kind in _MESSAGES:
        body.nested += _messages(part, policy)
        return []
    if part.get_content_disposition() == "attachment" and not top:
        return []
    if part.is_multipart() and kind.startswith("multipart/"):
        return _of_several(part, kind, body, policy)
    if kind == "text/html":
        text, note = decode_html_noted(_payload(part), part.get_content_charset())
        body.address = body.address or _location(part)
        return [_Block(text, is_html=True, note=note)] if has_words(text) else []
    if kind == "text/plain" or kind.startswith("multipart/"):  # several parts that cannot be told apart
        text, note = decode_as_noted(_payload(part), (part.get_content_charset(),))
        text = _unwrapped(part, text)
        return [_Block(text, is_html=False, note=note)] if text.strip() else []
    return []


def _of_several(part: Message, kind: str, body: MailBody, policy: Policy[Message]) -> list[_Block]:
    children = [child for child in part.get_payload() if not isinstance(child, str)]
    if kind in _FIRST_ONLY:
        children = children[:1]
    if kind == "multipart/related":
        children = _root_first(part, children)
    found = [_blocks(child, body, policy) for child in children]
    if kind == "multipart/alternative":
        return _richest(found)
    if kind == "multipart/related":
        return next((blocks for blocks in found if blocks), [])
    return [block for blocks in found for block in blocks]


def _richest(found: Sequence[list[_Block]]) -> list[_Block]:
    """Return the alternative that is read: the last that has HTML, else the first that has words."""
    readable = [blocks for blocks in found if blocks]
    pages = [blocks for blocks in readable if any(block.is_html for block in blocks)]
    return pages[-1] if pages and not missing() else readable[0] if readable else []


def _root_first(part: Message, children: list[Message]) -> list[Message]:
    start = part.get_param("start")
    root = [child for child in children if start and child.get("Content-ID") == start]
    return root + [child for child in children if child not in root]


def _messages(part: Message, policy: Policy[Message]) -> list[Message]:
    """Return the message in a part; decodes it where a program has encoded it against the standard."""
    payload = part.get_payload()
    inner = [one for one in payload if not isinstance(one, str)] if isinstance(payload, list) else []
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().casefold()
    if encoding not in ("base64", "quoted-printable") or not inner or len(inner[0]) > 0:
        return inner
    copy = message_from_bytes(b"Content-Transfer-Encoding: %s\n\n" % encoding.encode(), policy=policy)
    copy.set_payload(inner[0].get_payload())
    return [message_from_bytes(_payload(copy), policy=policy)]


def _unwrapped(part: Message, text: str) -> str:
    """Return a text without the line breaks of a program that wraps lines."""
    if str(part.get_param("format", "")).casefold() != "flowed":
        return text
    # RFC 3676: a line that ends in a space continues in the next.
    joined = _FLOWED.sub("" if str(part.get_param("delsp", "")).casefold() == "yes" else " ", text)
    return _STUFFED.sub("", joined)


def _as_html(block: _Block) -> str:
    if block.is_html:
        return block.text
    paragraphs = _PARAGRAPHS.split(block.text.strip())
    return "\n".join(f"<p>{html.escape(one, quote=False)}</p>".replace("\n", "<br>\n") for one in paragraphs)


def _location(part: Message) -> str | None:
    location = str(part.get("Content-Location", "")).strip()
    return location if location.startswith(("http://", "https://")) else None


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise NotText("no text")
    return payload
