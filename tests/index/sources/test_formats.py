from __future__ import annotations

import codecs

import pytest

from seedread.index.sources.charset import NotText
from seedread.index.sources.formats import FORMATS, format_of
from seedread.index.sources.unsupported import UNSUPPORTED

ENDINGS = ("", ".txt", ".html", ".json", ".csv", ".md", ".eml", ".xml", ".pdf", ".log")
OPML = b'<opml version="2.0"><body><outline xmlUrl="https://example.org/rss"/></body></opml>'
UNKNOWN = b"<?xml version='1.0'?><!-- <html> --><!DOCTYPE a [<!ENTITY b '>'><!-- it's -->]><x:inventory><x:a>1</x:a>"


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "pictures"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old Office files"),
        (b"PAR1\x15\0\x15", "Parquet files"),
        (b"7z\xbc\xaf\x27\x1c\0", "7z archives"),
        (OPML, "OPML files"),
        (codecs.BOM_UTF8 + OPML, "OPML files"),
        (OPML.decode().encode("utf-16"), "OPML files"),
        (UNKNOWN, "<inventory>"),
        (b"TY  - NEWS\nTI  - A title\n", "RIS files"),
        (b"@article{key1,\n  title = {A title},\n", "BibTeX files"),
    ],
)
def test_what_no_reader_understands_is_refused_whatever_its_ending(ending: str, raw: bytes, reason: str) -> None:
    """Binary data, archives and markup that cannot be read are named by their bytes, never taken as text."""
    with pytest.raises(NotText, match=reason):
        format_of(f"a{ending}", raw)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04", "zip"),
        (b"WARC/1.1\r\n", "WARC"),
        (b"<!DOCTYPE html>\n<html><head>", "HTML"),
        (b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", "HTML"),
    ],
)
def test_what_is_known_by_its_bytes_is_read_whatever_its_ending(ending: str, raw: bytes, name: str) -> None:
    """A page or an archive with a wrong ending is read as what it is."""
    assert format_of(f"a{ending}", raw).name == name


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("a.txt", b"<Reuters> Ministers met on Friday."),
        ("a.txt", b"5 < 6 and 7 > 6, say teachers"),
        ("a.txt", b"<ANKARA, Oct 11> Ministers met <again>."),
        ("a.txt", b"@anna {sic} wrote to us"),
        ("a.txt", b"%PDF is the beginning of such files"),
        ("a.txt", b"PART ONE"),
        ("a.txt", b"Rarely seen"),
        ("a.pdf", b"The text of a file with a wrong ending."),
        ("a.doc", "Ein Text mit falscher Endung: Bär".encode("cp1252")),
        ("a.txt", b""),
        ("a", b"\xff\xfeA\0 \0t\0e\0x\0t\0"),
    ],
)
def test_prose_stays_text(path: str, raw: bytes) -> None:
    """A text that begins a little like markup or another format is a text."""
    assert format_of(path, raw).name == "text"


def test_markup_without_its_beginning_is_a_page() -> None:
    """A part of a page that was saved as text is read as HTML; Markdown may hold such markup."""
    part = b"Menu\n" + b"<div><p>A <a href='/'>link</a>.</p></div>\n" * 2
    assert format_of("a.txt", part).name == "HTML"
    assert format_of("a", b"<div><p>Words</p></div>").name == "HTML"
    assert format_of("a.md", part).name == "Markdown"


def test_no_ending_has_two_meanings() -> None:
    """Each ending means one format, read or not."""
    endings = [suffix for kind in (*FORMATS, *UNSUPPORTED) for suffix in kind.suffixes]
    assert len(endings) == len(set(endings))
    assert all(ending.startswith(".") and ending == ending.casefold() for ending in endings)
