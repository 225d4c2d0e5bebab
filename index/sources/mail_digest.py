"""Splits the messages in a plain text: digests of mailing lists (RFC 1153), and what is forwarded inline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["InlineMessage", "split_digest", "split_forward"]

_PREAMBLE_END = re.compile(r"^-{70}[ \t]*\r?$", re.MULTILINE)
_BETWEEN = re.compile(r"^-{30}[ \t]*\r?$", re.MULTILINE)
_FORWARD = re.compile(
    r"^[> ]*(?:-{2,} ?(?:Forwarded [Mm]essage|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|"
    r"Messaggio inoltrato|Mensagem encaminhada|Doorgestuurd bericht|Пересылаемое сообщение) ?-{2,}|"
    r"Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message réexpédié ?:|"
    r"Inicio del mensaje reenviado:|Inizio messaggio inoltrato:)[ \t]*\r?$",
    re.MULTILINE,
)
_LABELS = {
    "from": ("from", "von", "de", "da", "van", "от"),
    "date": ("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "verzonden", "дата"),
    "subject": ("subject", "betreff", "objet", "sujet", "asunto", "oggetto", "assunto", "onderwerp", "тема"),
}
_FIELD_OF = {label: name for name, labels in _LABELS.items() for label in labels}
_LINE = re.compile(r"\*?([\w-]{1,20}(?: [\w-]{1,20})?) ?:\*?[ \t]*(.*)\Z")
_HEADER_LINES = 40


@dataclass(frozen=True, slots=True)
class InlineMessage:
    """A message in the text of another one, with its fields as written."""

    text: str
    subject: str | None = None
    sender: str | None = None
    date: str | None = None


def split_digest(text: str) -> list[InlineMessage]:
    """Return the messages of a digest, without its table of contents; none if the text is no digest."""
    start = _PREAMBLE_END.search(text)
    if not start:
        return []
    entries = [_parsed(entry) for entry in _BETWEEN.split(text[start.end() :])]
    found = [entry for entry in entries if entry and entry.subject is not None and entry.sender]
    return found if found and len(found) >= len(entries) - 2 else []


def split_forward(text: str) -> tuple[str, InlineMessage | None]:
    """Return what the sender wrote above a forwarded message, and the message; None if none is forwarded."""
    marker = _FORWARD.search(text)
    inner = _parsed(text[marker.end() :]) if marker else None
    return (text[: marker.start()], inner) if marker and inner and inner.sender else (text, None)


def _parsed(text: str) -> InlineMessage | None:
    """Return the message that a text begins with; None if no header stands there."""
    fields: dict[str, str] = {}
    last, size = "", 0
    quoted = text.lstrip().startswith(">")
    for line in _lines(text):
        size += len(line)
        bare = line.strip().lstrip("> ") if quoted else line.strip()
        if not bare and not fields:
            continue
        found = _LINE.match(bare)
        if found and not line[:1].isspace():
            last = found[1].casefold()
            fields.setdefault(last, found[2].strip())
        elif bare and last and (line[:1].isspace() or len(fields) < 3):
            fields[last] += f" {bare}"
        else:
            break
    if not fields:
        return None
    named = {_FIELD_OF[label]: value for label, value in fields.items() if label in _FIELD_OF}
    body = text[size:]
    if quoted:
        body = re.sub(r"^> ?", "", body, flags=re.MULTILINE)
    return InlineMessage(body, named.get("subject"), named.get("from"), named.get("date"))


def _lines(text: str) -> Iterator[str]:
    at = 0
    for _ in range(_HEADER_LINES):
        end = text.find("\n", at) + 1 or len(text)
        if end == at:
            return
        yield text[at:end]
        at = end
