"""Tests that adversarial files are read in linear time, and that omitted parts are reported."""

from __future__ import annotations

import gzip
import json
import sys
from typing import TYPE_CHECKING

import pytest
from growth import grows_in_proportion

from seedread.index.sources import Document, limits
from seedread.index.sources.charset_labels import codec_named
from seedread.index.sources.front_matter import split_front_matter
from seedread.index.sources.markdown_file import plain_text
from seedread.index.sources.pages import as_text
from seedread.index.sources.traps import is_trap, nesting

from .test_epub import book
from .test_warc import END, answer, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_files import Reading

READ = sys.modules["seedread.index.sources.reading"]
"""The module: in its package the name is the function."""
BODY = b"\n\nMinisters of six states met on Friday.\n"


@pytest.mark.parametrize(
    ("field", "piece"),
    [
        (b"Subject", b"=?utf-8?q?a?= "),
        (b"Subject", b"=?utf-8?b?YQ==?=\n "),
        (b"From", b"a@b.org, "),
        (b"From", b"(("),
        (b"Date", b"=?utf-8?q?a?= "),
        (b"Message-ID", b"<a@b> "),
    ],
)
def test_a_header_of_any_length(reading: Reading, field: bytes, piece: bytes) -> None:
    """A very long header field is cut in linear time, and the cut is reported."""

    def make(count: int) -> bytes:
        return field + b": " + piece * count + BODY

    assert grows_in_proportion(lambda raw: reading("a.eml", raw), make, 2_000)
    taken = reading("a.eml", make(20_000))
    assert taken.documents[0].text.strip() == BODY.decode().strip()
    assert all(len(value or "") <= limits.MAX_HEADER for value in (taken.documents[0].title, taken.documents[0].date))
    assert taken.reasons[-1] == f"{field.decode()}: only the first 10,000 characters were read"


def test_a_header_of_a_mailbox(reading: Reading) -> None:
    """In a mailbox a cut header is reported with its message, and the other messages are complete."""
    message = b"From a@b Fri Oct 11 09:30:00 2024\nSubject: "
    taken = reading("a.mbox", message + b"Talks" + BODY + b"\n" + message + b"x " * 10_000 + BODY)
    assert taken.documents[0].title == "Talks"
    assert taken.reasons[-1] == "message 2: Subject: only the first 10,000 characters were read"


@pytest.mark.parametrize("piece", [";\n charset*%d=a", "; a%d=b", ';\n a*%d*="b"', '; a="'])
def test_parameters_without_end(reading: Reading, piece: str) -> None:
    """A content type with a hundred thousand parameters takes linear time."""

    def make(count: int) -> bytes:
        pieces = (piece.replace("%d", str(n)) for n in range(count))
        return b"Subject: x\nContent-Type: text/plain" + "".join(pieces).encode() + BODY

    assert grows_in_proportion(lambda raw: reading("a.eml", raw), make, 5_000)
    assert reading("a.eml", make(20_000)).documents[0].title == "x"


def test_parts_within_one_another(reading: Reading) -> None:
    """Many lines in many nested parts, each compared with all separators, are not parsed."""
    depth = 300
    opening = b"".join(b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (n, n + 1) for n in range(depth))
    head = b'Subject: x\nContent-Type: multipart/mixed; boundary="b0"\n\n' + opening + b"--b%d\n\n" % depth
    assert reading("a.eml", head + b"--\n" * 100_000).reasons == ["parts are nested too deeply"]


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "x" * 9_000, "a\0b"])
def test_what_is_no_charset(reading: Reading, charset: str) -> None:
    """A declared codec that is not a text charset is not used: some take quadratic time."""
    assert codec_named(charset) is None
    raw = f"Content-Type: text/plain; charset={charset}\n\nabc-".encode() + b"ab" * 200_000
    assert reading("a.eml", raw).only.text == "abc-" + "ab" * 200_000


def test_charsets_stay() -> None:
    """The names of real charsets are known by their codec."""
    names = ("UTF-8", "iso-8859-1", "Windows-1251", "shift_jis", "us-ascii", "KOI8-R")
    assert [codec_named(name) for name in names] == ["utf-8", "iso8859-1", "cp1251", "shift_jis", "ascii", "koi8-r"]


def test_separators_of_a_mailbox(reading: Reading) -> None:
    """An endless line that begins like a message separator is scanned once."""

    def make(size: int) -> bytes:
        return b"From a Fri Oct 11 09:30:00 2024\nSubject: x\n\n\nFrom " + b"a" * size

    assert grows_in_proportion(lambda raw: reading("a.mbox", raw), make, 8_000)


@pytest.mark.parametrize("piece", ["<h1>", "<h1", "<title>", "<h1></h2>", "<h1>x</h1 "])
def test_headings_of_a_chapter(reading: Reading, piece: str) -> None:
    """Unclosed headings are scanned once."""

    def make(count: int) -> bytes:
        return book({"OPS/text/one.xhtml": piece * count + "<p>Ministers met on Friday.</p>"})

    assert grows_in_proportion(lambda raw: reading("a.epub", raw), make, 8_000)


@pytest.mark.parametrize(
    "piece", ["<!--", "<!-- a", "<!-- a --> ", "![", "[a](", "*a", "`a", "**a ", "_a ", "<a", "> "]
)
def test_marks_of_markdown(piece: str) -> None:
    """Unclosed markup is scanned once."""
    assert grows_in_proportion(plain_text, lambda count: "Talks\n\n" + piece * count, 10_000)


def test_comments_of_markdown() -> None:
    """Comments are removed, unclosed ones are kept."""
    assert plain_text("One <!-- a --> two<!---->. <!-- three") == "One  two. <!-- three"


def test_the_head_of_markdown() -> None:
    """A list of many items is read completely, and a number too long for Python does not lose the text."""
    assert len(split_front_matter("---\na:\n" + "- b\n" * 10_000 + "---\nText.")[0]["a"]) == 10_000
    assert split_front_matter(f"+++\na = {'9' * 5000}\n+++\nText.")[1].endswith("Text.")


HOSTILE_PAGES: dict[str, Callable[[int], str]] = {
    "attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">",
    "attributes after /": lambda n: "<p" + "".join(f"/a{i}" for i in range(n)) + ">",
    "attributes with <": lambda n: "<p " + " ".join(f"a{i}='<'" for i in range(n)) + ">",
    "attributes with >": lambda n: "<p " + " ".join(f'a{i}=">"' for i in range(n)) + ">",
    "attributes glued": lambda n: "<p " + "".join(f"a{i}='>'" for i in range(n)) + ">",
    "attributes of many bodies": lambda n: "".join(f"<body a{i}=b>" for i in range(n)),
    "formatting in each paragraph": lambda n: "<p>" + "".join(f"<b id={i}>" for i in range(n)) + "<p>x" * n,
    "formatting that ends another": lambda n: "".join(f"<b id={i}></i>" for i in range(n)) + "<p>x" * n,
    "formatting": lambda n: "".join(f"<font id={i}>" for i in range(n)),
    "links in formatting": lambda n: "<b><i><u><a>" * (n // 4),
    "ends without a beginning": lambda n: "<span>" * n + "</x>" * n,
    "ends of formatting": lambda n: "<b>" + "<div>" * n + "</b>" * n,
    "drawings": lambda n: "<svg>" * n + "</x>" * n,
}


@pytest.mark.parametrize("make", HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_pages_that_no_parser_bears(make: Callable[[int], str]) -> None:
    """A page that needs quadratic time or memory to parse keeps its words without being parsed."""
    page = "<html><body><p>Ministers of six states met.</p>" + make(30_000)
    assert is_trap(page)
    assert as_text(Document("x", page, markup="page")).text.split()[:5] == ["Ministers", "of", "six", "states", "met."]


REAL_PAGES = {
    "paragraphs": "<p>Ministers met.</p>" * 60_000,
    "open paragraphs": "<p>Ministers met.<br>" * 60_000,
    "a table": "<table>" + "<tr><td>a<td><b>b</b>" * 40_000 + "</table>",
    "links": "<ul>" + "<li><a href='/a' class=\"b c\"><em>a</em></a></li>" * 30_000 + "</ul>",
    "a forgotten end": "<b>" * 20 + "<p>It's so. <a href=x>y</a></p>" * 10_000,
    "a picture": f"<img src='data:image/png;base64,{'A' * 3_000_000}'>",
    "a script": "<script>" + "if (a < b && c > d) { f(\"a b c\", 'd') }\n" * 50_000 + "</script>",
    "nested boxes": "<div>" * 300 + "x" + "</div>" * 300,
}


@pytest.mark.parametrize("body", REAL_PAGES.values(), ids=REAL_PAGES)
def test_large_pages_are_parsed(body: str) -> None:
    """A page that is only large or badly written is not a trap."""
    assert not is_trap(f"<html><body>{body}</body></html>")


def test_boxes_that_were_never_opened() -> None:
    """Closing tags without opening tags do not hide the nesting depth."""
    assert nesting("</div>" * 500 + "<div>" * 300 + "<div></div>" * 5) == 301


def test_long_numbers_and_deep_values(reading: Reading) -> None:
    """In JSON a very long number does not lose its record, and too deep nesting is reported."""
    long = '{"text": "One.", "n": ' + "9" * 500_000 + "}"
    taken = reading("a.json", f'[{long}, {{"text": "Two."}}, {"[" * 50_000}'.encode())
    assert [document.text for document in taken.documents] == ["One.", "Two."]
    assert taken.reasons == ["after record 2: nested too deeply"]


def test_long_keys(reading: Reading) -> None:
    """A key of a megabyte is not a field name, and the list after it is found."""
    raw = json.dumps({"a_" * 500_000: 1, '\\"' * 500_000: 2, "articles": [{"text": "One."}]}).encode()
    (reason,) = reading("a.json", b"[" + raw + b"]").reasons
    assert reason.startswith("record 1: no `text`")
    assert len(reason) < 200
    assert len(raw) > 2_000_000


@pytest.mark.parametrize("name", ["title", "date", "source", "author", "language", "url"])
def test_fields_of_any_length(reading: Reading, name: str) -> None:
    """A field of a megabyte is cut, and the cut is reported."""
    record = {"id": "r", "text": "Ministers met.", name: "Talks in the Harbour. " * 50_000}
    taken = reading("a.jsonl", json.dumps(record).encode())
    assert len(getattr(taken.documents[0], name)) == limits.MAX_FIELD
    assert taken.reasons == [f"r: {name}: only the first 2,000 characters were read"]


def test_ids_of_any_length(reading: Reading) -> None:
    """An ID of a megabyte is ignored: the record gets its number instead."""
    assert reading("a.jsonl", json.dumps({"id": "a" * 1_000_000, "text": "One."}).encode()).only.id == "a.jsonl#1"


def test_bombs_in_a_web_archive(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zip bombs in responses end the reading of an archive, and earlier pages are kept."""
    monkeypatch.setattr(limits, "_FREE", 2_000_000)
    bomb = record(answer(gzip.compress(bytes(900_000)), fields="Content-Encoding: gzip\r\n"))
    taken = reading("a.warc", record(answer()) + END + (bomb + END) * 20)
    assert len(taken.parts) == 1
    assert taken.reasons[-1].endswith("unpacks to more than 200 times its size: the rest was not read")
    assert int(taken.reasons[-1].split(":")[0].split()[-1]) < 10


def test_table_without_articles(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in which row after row holds no article is left, and that is listed."""
    monkeypatch.setattr("seedread.index.sources.csv_rows._MOST_BARREN", 50)
    good = b"1,Ministers of six states met on Friday.\n"
    read = reading("a.csv", b"id,text\n" + b"2,\n" * 40 + good + b"2,\n" * 60 + good)
    assert [document.id for document in read.documents] == ["1"]
    assert read.reasons[-1] == "row 92: no article in 50 rows: not read further"


@pytest.mark.parametrize(
    ("name", "barren"),
    [
        ("a.jsonl", b"{}\n"),
        ("a.jsonl", b'{"id": "x", "title": "y"}\n'),
        ("a.jsonl", b"[]\n"),
        ("a.json", b"{} "),
        ("a.mbox", b"From a 2024\nSubject: a\n\n\n"),
    ],
)
def test_records_without_articles(reading: Reading, monkeypatch: pytest.MonkeyPatch, name: str, barren: bytes) -> None:
    """A file in which record after record is no article is left, and that is listed; articles before that are read."""
    monkeypatch.setattr(READ, "MAX_BARREN", 50)
    good = {"a.mbox": b"From a 2024\nSubject: a" + BODY + b"\n"}.get(name, b'{"text": "Six states met on Friday."}\n')
    taken = reading(name, barren * 40 + good + barren * 40 + good + barren * 60 + good)
    assert len(taken.documents) == 2
    assert len(taken.reasons) == 40 + 40 + 50 + 1
    assert taken.reasons[-1] == "no article in 50 records: not read further"


def test_empty_lines_are_no_records(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty lines between records count for nothing, however many they are."""
    monkeypatch.setattr(READ, "MAX_BARREN", 50)
    taken = reading("a.jsonl", b"\n" * 1000 + b'{"text": "x"}\n' + b"\r\n" * 1000 + b'{"text": "y"}')
    assert [document.text for document in taken.documents] == ["x", "y"]
    assert [document.id for document in taken.documents] == ["a.jsonl#1001", "a.jsonl#2002"]
    assert not taken.reasons


def test_a_row_without_end(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quotation mark that is never closed ends a table after as many lines as a document may have."""
    monkeypatch.setattr("seedread.index.sources.csv_rows.MAX_LINES", 50)
    taken = reading("a.csv", b'id,text\n1,Talks\n2,"' + b"x\n" * 49 + b'"\n3,"' + b"x\n" * 200)
    assert [document.id for document in taken.documents] == ["1", "2"]
    assert taken.reasons == ["row 3: more than 50 lines: is a quotation mark missing? Not read further"]


def test_the_text_of_a_page(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of more text than is read of one is listed; tags, scripts and spaces are not its text."""
    monkeypatch.setattr(READ, "MAX_TEXT", 1000)
    page = b"<!doctype html><html><body><p>Six states met.</p>"
    assert reading("a.html", page + b"<p>talks &lt;</p>" * 200).reasons == ["a.html: longer than 1,000 characters"]
    aside = b"<img src='" + b"x" * 5000 + b"'><script>" + b"x y " * 5000 + b"</script>" + b" \n" * 5000
    assert reading("a.html", page + aside).only.id == "a.html"


def test_short_lines_of_many_texts(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that are hardly more than line ends are read up to a number of lines in one file, others all the same."""
    monkeypatch.setattr(READ, "MAX_LINES", 100)
    short = json.dumps({"text": "x\n" * 80}).encode() + b"\n"
    long = json.dumps({"text": "Six states met on Friday.\n" * 80}).encode() + b"\n"
    taken = reading("a.jsonl", short * 4 + long * 4)
    assert [document.id.partition("#")[2] for document in taken.documents] == ["1", "2", "5", "6", "7", "8"]
    assert taken.reasons == [f"a.jsonl#{n}: more than 100 lines of a few characters in one file" for n in (3, 4)]
