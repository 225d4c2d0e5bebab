"""The registry of formats: detects the format of a file by its first bytes, whatever its ending, else by its name.

A format that no reader understands is in `unsupported`. `FORMATS` is in the order of detection: the first whose
signature is right counts. docs/formats.py makes the table in docs/formats.md from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import IO, TypeAlias

from seedread.index.sources.bookmark import Bookmark, CannotGoOn
from seedread.index.sources.charset import NotText
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.exports.signs import (
    looks_like_europresse,
    looks_like_factiva_page,
    looks_like_factiva_xml,
    looks_like_nexis_page,
    looks_like_nexis_text,
    looks_like_proquest,
)
from seedread.index.sources.feed_archive import ARCHIVE_LINE
from seedread.index.sources.file_head import FileHead, Signature, begins, is_zip, matches, root, root_and
from seedread.index.sources.html import looks_like_html
from seedread.index.sources.mail_head import looks_like_mail, looks_like_mailbox
from seedread.index.sources.records import has_text_field, tells_title
from seedread.index.sources.tar import looks_like_tar
from seedread.index.sources.unsupported import UNSUPPORTED, unsupported_markup

__all__ = ["FORMATS", "Format", "FormatReader", "format_of"]

FormatReader: TypeAlias = Callable[..., Iterator[ParsedDocument | ReadFailure]]
"""Maps the bytes and the key of a file to its documents and failures; raises ValueError for the whole file.

That of a format that grows takes a bookmark too."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format and its reader."""

    name: str
    """As in the docs and in messages."""
    reader: str
    """Module and function in this package; imported with the first file of the format."""
    suffixes: tuple[str, ...] = ()
    """Endings that mean this format if the bytes fit no signature."""
    signature: Signature | None = None
    """Detects the format by the first bytes; None if only the name can tell it."""
    weak: bool = False
    """Whether other text may begin like this, so that the signature counts only if the name says nothing."""
    many: bool = False
    """Whether a file may contain many articles, and so be of any size."""
    seeks: bool = False
    """Whether the reader must seek in the file."""
    grows: bool = False
    """Whether a file may grow by whole records, and the reader can go on at a bookmark."""
    packs: bool = False
    """Whether it is an archive or a compressed file."""
    binary: bool = False
    """Whether a file of this ending whose bytes are text is something else."""
    articles: str = "one"
    """What becomes an article, for the docs."""
    ids: str = "the path"
    """What the articles' IDs are, for the docs."""

    def read(
        self, stream: IO[bytes], key: str, bookmark: Bookmark | None = None
    ) -> Iterator[ParsedDocument | ReadFailure]:
        """Read a file with its reader, from a bookmark on; raises CannotGoOn if that is not possible."""
        if self.grows and bookmark:
            return _reader(self.reader)(stream, key, bookmark)
        if bookmark and bookmark.offset:
            raise CannotGoOn
        return _reader(self.reader)(stream, key)


@cache
def _reader(place: str) -> FormatReader:
    module, _, function = place.partition(":")
    reader: FormatReader = getattr(import_module(f".{module}", __package__), function)
    return reader


def _is_epub(head: FileHead) -> bool:
    return is_zip(head) and (head.suffix == ".epub" or b"mimetypeapplication/epub+zip" in head.raw[26:80])


def _is_docx(head: FileHead) -> bool:
    return is_zip(head) and (head.suffix in (".docx", ".docm", ".dotx") or bool(_WORD_MEMBER.search(head.raw)))


def _is_odt(head: FileHead) -> bool:
    return is_zip(head) and (head.suffix in (".odt", ".ott") or _ODT_MEMBER in head.raw[26:100])


def _is_wacz(head: FileHead) -> bool:
    return is_zip(head) and (head.suffix == ".wacz" or b"datapackage.json" in head.raw[:80])


def _is_page(head: FileHead) -> bool:
    return looks_like_html(head.text) or (head.plain_name and _is_part_of_page(head))


def _is_part_of_page(head: FileHead) -> bool:
    """Tell whether a file whose name says nothing holds the markup of a page without its beginning."""
    begins_so = head.root.casefold() in _PARTS_OF_PAGE and not head.text.lstrip().startswith(b"<?")
    return begins_so or len(_CLOSING_TAG.findall(head.text)) >= _MANY_TAGS


def _is_table(head: FileHead) -> bool:
    """Tell whether a text begins with the names of columns, of which one is a text and another one metadata."""
    first = _EXCEL.sub(b"", head.text[:2000]).partition(b"\n")[0].decode("utf-8", "replace")
    names = re.split("[,;\t|]", first.replace('"', ""))
    return len(names) > 1 and has_text_field(names) and tells_title(names) and all(len(name) < 40 for name in names)


def _is_mail(head: FileHead) -> bool:
    return head.plain_name and looks_like_mail(head.text, head.path)


def _is_mailbox(head: FileHead) -> bool:
    return head.plain_name and looks_like_mailbox(head.text)


_PARTS_OF_PAGE = frozenset(
    ("head", "body", "main", "article", "section", "div", "p", "span", "meta", "title", "link", "table", "h1", "h2")
)
_WORD_MEMBER = re.compile(rb"word/(?:_rels/|media/)?\w+\.(?:xml|jpe?g|png)")
_ODT_MEMBER = b"mimetypeapplication/vnd.oasis.opendocument.text"
_CLOSING_TAG = re.compile(rb"(?i)</(?:p|div|a|span|li|ul|h[1-6]|td|tr|table|article|section|strong|em)>")
_MANY_TAGS = 5
"""Closing tags of HTML in the first bytes, as in no plain text."""
_EMLX = rb"\d{1,10}[ \t]*\n(?:[!-9;-~]{1,80}: .*\n|[ \t].*\n){3}"
_WEB_ARCHIVE = re.compile(rb"(?s)\s*(?:bplist00|<\?xml).*?Web(?:MainResource|Subresources|SubframeArchives)")
_EXCEL = re.compile(rb"\Asep=.\s*\n")
_JSON_START = rb"\s*(?:\[\s*)?\{\s*\""

_TREC = rb"(?i)<doc(?:no|id|hdr)>|<doc\s[^>]*\bid\s*=|<(?:text|headline|content|contenttitle)>"
_ARTICLE_IDS = "the path; of many the article's own, else `path#n`"
_RECORD_IDS = "the record's own, else `path#n`"

# Containers and markup, whatever their ending; then formats of plain text, by their endings and their first bytes.
FORMATS = (
    Format("gzip", "packed:read_gzip", (".gz", ".tgz"), begins(b"\x1f\x8b"), many=True, seeks=True, packs=True,
           articles="as inside", ids="as inside"),
    Format("EPUB", "epub:read_epub", (".epub",), _is_epub, many=True, seeks=True,
           articles="a chapter each", ids="`path#` and the chapter's path in the book"),
    Format("Word", "docx:read_docx", (".docx", ".docm", ".dotx"), _is_docx, seeks=True, binary=True),
    Format("OpenDocument text", "odt:read_odt", (".odt", ".ott"), _is_odt, seeks=True, binary=True),
    Format("bzip2", "packed:read_bzip2", (".bz2", ".tbz", ".tbz2"), matches(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),
           many=True, seeks=True, packs=True, articles="as inside", ids="as inside"),
    Format("xz", "packed:read_xz", (".xz", ".txz"), begins(b"\xfd7zXZ\0"), many=True, seeks=True, packs=True,
           articles="as inside", ids="as inside"),
    Format("zstd", "packed:read_zstd", (".zst", ".tzst"), begins(b"\x28\xb5\x2f\xfd"), many=True, seeks=True,
           packs=True, articles="as inside", ids="as inside"),
    Format("tar", "packed:read_tar", (".tar",), lambda head: looks_like_tar(head.raw), many=True, seeks=True,
           packs=True, articles="as inside", ids="`path#` and the path of the member"),
    Format("WACZ", "packed:read_wacz", (".wacz",), _is_wacz, many=True, seeks=True, packs=True,
           articles="a page each", ids="`path#` and the path and record of the WARC in it"),
    Format("zip", "packed:read_zip", (".zip",), is_zip, many=True, seeks=True, packs=True,
           articles="as inside", ids="`path#` and the path of the member"),
    Format("PDF", "pdf:read_pdf", (".pdf",), matches(rb"\s*%PDF-"), binary=True,
           articles="one, and each of an export", ids="the path; `path#n` in an export"),
    Format("RTF", "rtf:read_rtf", (".rtf",), matches(rb"\s*\{\s*\\rtf"), binary=True,
           articles="one, and each of an export", ids="the path; `path#` and the document's number in an export"),
    Format("WARC", "warc:read_warc", (".warc",), begins(b"WARC/"), many=True, grows=True,
           articles="a page each", ids="`path#` and the number of the record"),
    Format("mbox", "mail:read_mailbox", (".mbox", ".mbx"), _is_mailbox, many=True, grows=True,
           articles="many", ids="`path#` and the Message-ID, else the number; `ID#n` for a message within another"),
    Format("mail", "mail:read_mail", (".eml", ".mht", ".mhtml"), _is_mail,
           articles="one, and each message that it forwards or collects",
           ids="the path, without the flags of a Maildir; `path#n` for a message within another"),
    Format("Nexis export (HTML)", "exports.nexis:read_nexis_page", (), lambda head: looks_like_nexis_page(head.text),
           articles="many", ids="`path#n`"),
    Format("Factiva export (HTML)", "exports.factiva:read_factiva_page", (),
           lambda head: looks_like_factiva_page(head.text), articles="many", ids="`path#` and the document's number"),
    Format("Factiva export (XML)", "exports.factiva:read_factiva_xml", (),
           lambda head: bool(head.root) and looks_like_factiva_xml(head.text),
           articles="many", ids="`path#` and the document's number"),
    Format("Europresse export (HTML)", "exports.europresse:read_europresse", (),
           lambda head: looks_like_europresse(head.text), articles="many", ids="`path#` and the document's number"),
    Format("Nexis export (text)", "exports.nexis:read_nexis_text", (),
           lambda head: head.plain_name and looks_like_nexis_text(head.text), articles="many", ids="`path#n`"),
    Format("ProQuest export (text)", "exports.proquest:read_proquest", (),
           lambda head: head.plain_name and looks_like_proquest(head.text),
           articles="many", ids="`path#` and the document's number"),
    Format("Apple Mail message", "apple:read_emlx", (".emlx",), matches(_EMLX),
           weak=True, articles="one, and each message that it forwards or collects", ids="the path"),
    Format("Safari web archive", "apple:read_webarchive", (".webarchive",),
           lambda head: bool(_WEB_ARCHIVE.match(head.raw))),
    Format("ARC", "arc:read_arc", (".arc",), matches(rb"filedesc://\S+ \S+ \d{8,14} "), many=True,
           articles="a page each", ids="`path#` and the number of the record"),
    Format("newsboat's `cache.db`", "newsboat:read_newsboat", (), begins(b"SQLite format 3\0"), many=True,
           articles="many", ids="the article's own"),
    Format("RSS and Atom", "feeds:read_feed", (".rss", ".atom"), root("rss", "rdf", "feed", "channel"), many=True,
           articles="an entry each", ids="the entry's own, else its address, else `path#n`"),
    Format("news sitemap", "feeds:read_sitemap", (), root("urlset"), many=True,
           articles="an address each, with title and date and without text", ids="the address"),
    Format("NITF (and the New York Times corpus)", "news_xml:read_nitf", (), root("nitf"), many=True,
           articles="one or many", ids=_ARTICLE_IDS),
    Format("NewsML (G2, 1 and RCV1)", "news_xml:read_newsml", (), root("newsitem", "newsmessage", "newsml",
           "itemset", "packageitem"), many=True, articles="a news item each", ids=_ARTICLE_IDS),
    Format("TEI", "news_xml:read_tei", (), root("tei", "tei.2", "teicorpus", "teicorpus.2"), many=True,
           articles="one, of a corpus many", ids=_ARTICLE_IDS),
    Format("trafilatura XML", "news_xml:read_extracted", (), root_and("doc", rb"<main>"), many=True,
           ids="the path"),
    Format("Reuters-21578", "sgml:read_reuters", (), root_and("reuters", rb"(?i)\bnewid\s*=|<text\b"), many=True,
           articles="a story each", ids="`path#` and its number"),
    Format("TREC", "sgml:read_trec", (), root_and("doc", _TREC), many=True,
           articles="a document each", ids="the document's own, else `path#n`"),
    Format("HTML", "html:read_html", (".html", ".htm", ".xhtml", ".xht", ".shtml"), _is_page),
    Format("Markdown", "markdown_file:read_markdown", (".md", ".markdown", ".mdown", ".mkd")),
    Format("archive of feeds", "feed_archive:read_feed_archive", (), matches(ARCHIVE_LINE), many=True, seeks=True,
           articles="an article each, in its newest version", ids="the article's own"),
    Format("JSON Lines", "json_lines:read_json_lines", (".jsonl", ".ndjson", ".jl"), many=True, grows=True,
           articles="many", ids="the record's own, else `path#` and the line"),
    Format("JSON", "json_file:read_json", (".json",), matches(_JSON_START), weak=True, many=True,
           articles="many", ids=f"{_RECORD_IDS}; the path for a single record"),
    Format("CSV", "csv_rows:read_csv", (".csv", ".tsv"), _is_table, weak=True, many=True, grows=True,
           articles="many", ids="the row's own, else `path#` and the row"),
    Format("text", "plain_text:read_text", (".txt", ".text", ".asc")),
)  # fmt: skip
_TEXT = FORMATS[-1]
_BY_SUFFIX = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}


def format_of(path: str, raw: bytes) -> Format:
    """Return the format of a file by its path and first bytes (`limits.HEAD`); raises NotText if none can read it."""
    head = FileHead(path, raw)
    head.plain_name = _BY_SUFFIX.get(head.suffix, _TEXT) is _TEXT
    for refused in UNSUPPORTED:
        if refused.signature and refused.signature(head):
            raise NotText(refused.message)
    found = next((kind for kind in FORMATS if kind.signature and not kind.weak and kind.signature(head)), None)
    if found:
        return found
    if reason := unsupported_markup(head):
        raise NotText(reason)
    return _by_name(head) or _by_text(head) or _TEXT


def _by_name(head: FileHead) -> Format | None:
    """Return the format that the ending names; raises NotText for an unsupported one."""
    for kind in UNSUPPORTED:
        if head.suffix in kind.suffixes and not (kind.binary and head.is_text):
            raise NotText(kind.message)
    known = _BY_SUFFIX.get(head.suffix)
    return None if known is _TEXT or (known and known.binary and head.is_text) else known


def _by_text(head: FileHead) -> Format | None:
    return next((kind for kind in FORMATS if kind.weak and kind.signature and kind.signature(head)), None)
