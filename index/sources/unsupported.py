"""What is not read, and what to do about it: formats known by their bytes or their ending, and unknown markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

from seedread.index.sources.file_head import FileHead, Signature, begins, matches, root, zip_of

__all__ = ["UNSUPPORTED", "Unsupported", "unsupported_markup"]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A format that no reader understands."""

    name: str
    """In the plural: "PDF files are not supported: …"."""
    advice: str
    suffixes: tuple[str, ...] = ()
    signature: Signature | None = None
    binary: bool = True
    """Whether a file of this ending whose bytes are text is something else."""

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        return f"{self.name} are not supported: {self.advice}"


_AS_TEXT = "save them as text, HTML or EPUB"
_UNPACK = "unpack them, or pack them as .zip or .gz"
_NO_ARTICLES = "they contain no articles"
_ADDRESSES = "they contain addresses, not articles: save the pages themselves"
_REFERENCES = "they contain references, not articles: export the full texts"
_PARQUET = """convert them, for example with `duckdb -c "COPY 'FILE.parquet' TO 'FILE.jsonl'"` or with pandas"""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

UNSUPPORTED = (
    Unsupported("OpenDocument files other than texts", _AS_TEXT, (".odp",),
                lambda head: b"mimetypeapplication/vnd.oasis.opendocument.text" not in head.raw
                and zip_of(b"mimetypeapplication/vnd.oasis.opendocument", suffixes=(".odp", ".ods"))(head)),
    Unsupported("old Office files (.doc, .xls, .ppt, .msg)", "save them as .csv, text or HTML",
                (".doc", ".xls", ".ppt", ".msg"), begins(_OLE)),
    Unsupported("spreadsheets", "save them as .csv", (".xlsx", ".xlsm", ".xlsb", ".ods"),
                zip_of(b"xl/workbook", b"xl/worksheets/", suffixes=(".xlsx", ".xlsm", ".xlsb"))),
    Unsupported("presentations", _AS_TEXT, (".pptx",), zip_of(b"ppt/presentation.xml", suffixes=(".pptx",))),
    Unsupported("Kindle files", "convert them to EPUB", (".mobi", ".azw", ".azw3"), begins(b"BOOKMOBI", at=60)),
    Unsupported("DjVu files", "save them as text or HTML", (".djvu",), begins(b"AT&TFORM")),
    Unsupported("Parquet files", _PARQUET, (".parquet",), begins(b"PAR1\x15")),
    Unsupported("Arrow and Feather files", "convert them to .jsonl or .csv", (".arrow", ".feather"),
                begins(b"ARROW1\0", b"FEA1\0")),
    Unsupported("Python pickles", "they can run code: save the records as .jsonl or .csv", (".pkl", ".pickle")),
    Unsupported("7z archives", _UNPACK, (".7z",), begins(b"7z\xbc\xaf\x27\x1c")),
    Unsupported("RAR archives", _UNPACK, (".rar",), begins(b"Rar!\x1a\x07")),
    Unsupported("pictures", _NO_ARTICLES, (), begins(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0",
                b"MM\0*")),
    Unsupported("pictures", _NO_ARTICLES, (), root("svg")),
    Unsupported("sound and films", _NO_ARTICLES, (), begins(b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0",
                b"fLaC\0", b"\x1aE\xdf\xa3")),
    Unsupported("sound, films and pictures", _NO_ARTICLES, (),
                matches(rb"(?s)\0\0\0.ftyp|RIFF....(?:WAVE|AVI |WEBP)")),
    Unsupported("programs", _NO_ARTICLES, (),
                begins(b"\x7fELF", b"MZ\x90\0", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")),
    Unsupported("OPML files", _ADDRESSES, (".opml",), root("opml"), binary=False),
    Unsupported("lists of sitemaps", _ADDRESSES, (), root("sitemapindex")),
    Unsupported("bookmark files", _ADDRESSES, (), matches(rb"(?i)\s*<!DOCTYPE NETSCAPE-Bookmark-file-1>")),
    Unsupported("RIS files", _REFERENCES, (".ris",), matches(rb"\s*TY  - [A-Z]{2,}\s*\n[A-Z][A-Z0-9]  - "),
                binary=False),
    Unsupported("BibTeX files", _REFERENCES, (".bib",),
                matches(rb"(?i)\s*@[a-z]{3,20}\s*\{\s*[^\s,{}]+\s*,\s*[\w-]+\s*="), binary=False),
)  # fmt: skip

_DECLARED = re.compile(rb"(?i)\s*<(?:\?xml\b|!doctype\b)")
_CLOSING = re.compile(rb"</[A-Za-z_][\w:.-]*\s*>")
_MARKUP_SUFFIXES = frozenset((".xml", ".sgm", ".sgml", ".rdf"))
_MANY_TAGS = 2


def unsupported_markup(head: FileHead) -> str | None:
    """Return why markup that no signature knows is not read; None if the file does not begin with markup.

    Prose may begin with one word in angle brackets; markup closes its elements.
    """
    if head.suffix in _MARKUP_SUFFIXES and not head.root:
        return "not XML: it does not begin with an element" if head.text.strip() else "empty"
    is_markup = head.suffix in _MARKUP_SUFFIXES or _DECLARED.match(head.text)
    if is_markup or (head.plain_name and head.root and len(_CLOSING.findall(head.text)) >= _MANY_TAGS):
        name = f"<{head.root[:40]}>" if head.root else "no element that could be found"
        return f"unknown kind of XML or SGML ({name}): save its articles as text, HTML, JSON or CSV"
    return None
