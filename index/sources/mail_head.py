"""Detects mail by its first bytes and its place, before the email package is imported."""

from __future__ import annotations

import re

__all__ = ["looks_like_mail", "looks_like_mailbox", "maildir_id"]

_MAILBOX = re.compile(rb"From \S+ .*\d{4}\r?\n(?:[!-9;-~]+:.*\r?\n)")
_FIELD = re.compile(rb"([!-9;-~]{1,80}):(?:[ \t\r]|\Z)")
_FOLDED = (b" ", b"\t", b">From ")
_OF_MAIL = frozenset((
    b"arc-authentication-results", b"arc-message-signature", b"arc-seal", b"authentication-results", b"cc",
    b"content-transfer-encoding", b"delivered-to", b"delivery-date", b"dkim-signature", b"domainkey-signature",
    b"envelope-to", b"errors-to", b"from", b"in-reply-to", b"list-id", b"list-post", b"list-unsubscribe", b"message-id",
    b"mime-version", b"newsgroups", b"received", b"received-spf", b"reply-to", b"return-path", b"sender", b"to",
    b"x-mailer", b"x-mozilla-status", b"x-original-to", b"x-received", b"x-spam-status",
))  # fmt: skip
_OF_SENDING = _OF_MAIL - {b"cc", b"from", b"to", b"sender"}
"""Fields that no author types above a text."""
_MAILDIR = re.compile(r"((?:.*[/#])?)(?:new|cur)/([^/]+?)(?:[:;!_]2,[A-Za-z]*)?\Z", re.DOTALL)
_FLAGS = re.compile(r"(\d+\.[^/]+)[:;!_]2,[A-Za-z]*\Z", re.DOTALL)


def looks_like_mailbox(head: bytes) -> bool:
    """Tell whether a file begins like a mailbox (mbox)."""
    return bool(_MAILBOX.match(head))


def looks_like_mail(head: bytes, key: str = "") -> bool:
    """Tell whether a file begins with the header of a message, whatever its first field; in a Maildir one will do."""
    fields, ended = _fields(head)
    known = fields & _OF_MAIL
    if not known:
        return False
    if _MAILDIR.match(key) or _FLAGS.search(key):
        return True
    if known & _OF_SENDING and (len(fields) > 2 or not ended):
        return bool(len(known) > 1 or {b"subject", b"date"} & fields)
    return b"from" in known and b"subject" in fields and ended


def maildir_id(key: str) -> str:
    """Return the key of a message in a Maildir without its flags, the same in `new` and in `cur`; else the key."""
    found = _MAILDIR.match(key)
    if found and re.match(r"\d+\.", found[2]):
        return f"{found[1]}cur/{found[2]}"
    return _FLAGS.sub(r"\1", key)


def _fields(head: bytes) -> tuple[frozenset[bytes], bool]:
    """Return the names of the fields at the beginning, and whether the header ends there; none if it is no header."""
    names: set[bytes] = set()
    lines = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for line in lines[:-1]:
        if not line.strip():
            return frozenset(names), True
        field = _FIELD.match(line)
        if field:
            names.add(field[1].lower())
        elif not (names and line.startswith(_FOLDED)):
            return frozenset(), False
    return frozenset(names), False
