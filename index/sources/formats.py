"""The registry of formats: detects the format of a file by its first bytes, else by its name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import IO, TypeAlias

from seedread.index.sources.charset import NotText
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.html import looks_like_html
from seedread.index.sources.mail_head import looks_like_mail, looks_like_mailbox

__all__ = ["Format", "FormatReader", "format_of"]

FormatReader: TypeAlias = Callable[[IO[bytes], str], Iterator[ParsedDocument | ReadFailure]]
"""Maps the bytes and the key of a file to its documents and failures; raises ValueError for the whole file."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format and its reader."""

    name: str
    reader: str
    """Module and function in this package; imported with the first file of the format."""
    suffixes: tuple[str, ...]
    many: bool = False
    """Whether a file may contain many articles, and so be of any size."""
    seeks: bool = False
    """Whether the reader must seek in the file."""
    packs: bool = False
    """Whether it is an archive or a compressed file."""

    def read(self, stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
        """Read a file with its reader."""
        return _reader(self.reader)(stream, key)


@cache
def _reader(place: str) -> FormatReader:
    module, _, function = place.partition(":")
    reader: FormatReader = getattr(import_module(f".{module}", __package__), function)
    return reader


_TEXT = Format("text", "plain_text:read_text", (".txt", ".text", ".asc"))
_HTML = Format("HTML", "html:read_html", (".html", ".htm", ".xhtml", ".xht", ".shtml"))
_JSON = Format("JSON", "json_file:read_json", (".json",), many=True)
_MAIL = Format("mail", "mail:read_mail", (".eml", ".mht", ".mhtml"))
_MAILBOX = Format("mbox", "mail:read_mailbox", (".mbox", ".mbx"), many=True)
_EPUB = Format("EPUB", "epub:read_epub", (".epub",), many=True, seeks=True)
_WARC = Format("WARC", "warc:read_warc", (".warc",), many=True)
_GZIP = Format("gzip", "packed:read_gzip", (".gz",), many=True, seeks=True, packs=True)
_ZIP = Format("zip", "packed:read_zip", (".zip",), many=True, seeks=True, packs=True)
_FORMATS = (
    _TEXT, _HTML, _JSON, _MAIL, _MAILBOX, _EPUB, _WARC, _GZIP, _ZIP,
    Format("Markdown", "markdown_file:read_markdown", (".md", ".markdown", ".mdown", ".mkd")),
    Format("JSON Lines", "json_lines:read_json_lines", (".jsonl", ".ndjson", ".jl"), many=True),
    Format("CSV", "csv_rows:read_csv", (".csv", ".tsv"), many=True),
)  # fmt: skip
_BY_SUFFIX = {suffix: kind for kind in _FORMATS for suffix in kind.suffixes}
_NOT_READ = {
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".ods",
                     ".mobi", ".azw", ".azw3", ".djvu"), "{} files are not supported: save them as text, HTML or EPUB"),
    **dict.fromkeys((".tar", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar"), "{} archives are not supported: unpack it, "
                    "or pack it as .zip or .gz"),
}  # fmt: skip
_JSON_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"")


def format_of(name: str, head: bytes) -> Format:
    """Return the format of a file by its name and first bytes; raises NotText for an unsupported format."""
    suffix = posixpath.splitext(name.casefold())[1]
    if suffix in _NOT_READ:
        raise NotText(_NOT_READ[suffix].format(suffix))
    packed = _packed(suffix, head)
    if packed:
        return packed
    known = _BY_SUFFIX.get(suffix)
    if known and known is not _TEXT:
        return known
    if looks_like_html(head):
        return _HTML
    return known or _by_content(name, head)


def _packed(suffix: str, head: bytes) -> Format | None:
    if head.startswith(b"\x1f\x8b"):
        return _GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _EPUB if suffix == ".epub" or b"mimetypeapplication/epub+zip" in head[26:80] else _ZIP
    return _WARC if head.startswith(b"WARC/") else None


def _by_content(name: str, head: bytes) -> Format:
    if looks_like_mailbox(head):
        return _MAILBOX
    if looks_like_mail(head, name):
        return _MAIL
    return _JSON if _JSON_START.match(head) else _TEXT
