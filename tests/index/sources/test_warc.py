from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest

if TYPE_CHECKING:
    from reading_files import Reading

PAGE = (
    b"<html><head><title>Talks</title></head><body><p>Ministers met on Friday in \xc3\xa9t\xc3\xa9.</p></body></html>"
)


def record(
    block: bytes, kind: str = "response", content: str = "application/http; msgtype=response", length: int | None = None
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/a\r\n"
        f"WARC-Date: 2024-10-11T09:30:00Z\r\nContent-Type: {content}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block


def answer(
    body: bytes = PAGE, status: str = "200 OK", fields: str = "", media: str = "text/html; charset=utf-8"
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{fields}\r\n".encode() + body


END = b"\r\n\r\n"
INFO = record(b"software: x\r\n", "warcinfo", "application/warc-fields")
GOOD = record(answer())


@pytest.mark.parametrize("packed", [False, True])
def test_pages(reading: Reading, *, packed: bool) -> None:
    """Responses with pages are documents with the numbers of their records and their bytes."""
    records = [
        INFO,
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        GOOD,
        record(answer(status="404 Not Found")),
        record(answer(b"\x89PNG", media="image/png")),
        record(PAGE, "resource", "text/html"),
        record(b"Plain words.", "conversion", "text/plain"),
    ]
    raw = b"".join(gzip.compress(one + END) if packed else one + END for one in records)
    name = "a.warc.gz" if packed else "a.warc"
    taken = reading(name, raw)
    assert not taken.reasons
    assert [document.id for document in taken.documents] == [f"{name}#3", f"{name}#6", f"{name}#7"]
    assert taken.documents[0].text == PAGE.decode()
    assert {document.url for document in taken.documents} == {"https://example.org/a"}
    assert {document.date for document in taken.documents} == {None}
    assert [document.markup for document in taken.documents] == ["page", "page", ""]
    assert taken.parts[0].raw == GOOD


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (
            b"%x;ext\r\n%b\r\n5\r\n%b\r\n0\r\n\r\n" % (len(PAGE) - 5, PAGE[:-5], PAGE[-5:]),
            "Transfer-Encoding: chunked\r\n",
        ),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (brotli.compress(PAGE), "Content-Encoding: br\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: br\r\n"),
    ],
)
def test_how_servers_packed_them(reading: Reading, body: bytes, fields: str) -> None:
    """A page is read whether the archive stores it compressed or not."""
    assert reading("a.warc", record(answer(body, fields=fields)) + END).only.text == PAGE.decode()


@pytest.mark.parametrize("cut", [10, 150, 300])
def test_cut_in_the_middle(reading: Reading, cut: int) -> None:
    """If an archive ends within a record, earlier records are read, and the place is reported."""
    taken = reading("a.warc", GOOD + END + GOOD[:cut])
    assert [document.id for document in taken.documents] == ["a.warc#1"]
    assert taken.reasons[0].startswith("record 2: ")
    taken = reading("a.warc.gz", gzip.compress(GOOD + END) + gzip.compress(GOOD + END)[: cut // 2])
    assert [document.id for document in taken.documents] == ["a.warc.gz#1"]
    assert len(taken.reasons) == 1


@pytest.mark.parametrize("length", [-5, 3, 10**15])
def test_lengths_that_lie(reading: Reading, length: int) -> None:
    """A record with a wrong length ends the reading with a reason, and does not crash the program."""
    taken = reading("a.warc", GOOD + END + record(answer(), length=length) + END + GOOD + END)
    assert taken.documents[0].id == "a.warc#1"
    assert taken.reasons


@pytest.mark.usefixtures("small_cap")
def test_what_is_too_large(reading: Reading) -> None:
    """A page above the limit, compressed or not, is reported, and the next is read."""
    large = b"<p>" + b"words " * 50_000
    bombs = [
        record(answer(large)),
        record(answer(gzip.compress(large), fields="Content-Encoding: gzip\r\n")),
        record(answer(brotli.compress(large), fields="Content-Encoding: br\r\n")),
    ]
    taken = reading("a.warc", b"".join(one + END for one in [*bombs, GOOD]))
    assert taken.reasons == [f"record {n}: larger than 9 kB" for n in (1, 2, 3)]
    assert [document.id for document in taken.documents] == ["a.warc#4"]


def test_lengths_that_are_a_little_wrong(reading: Reading) -> None:
    """After a record that overlaps the next one, the one after that is found."""
    wrong = record(answer(), length=len(answer()) + 7)
    taken = reading("a.warc", wrong + END + GOOD + END + GOOD + END)
    assert [document.id for document in taken.documents] == ["a.warc#1", "a.warc#2"]
    assert taken.reasons == ["before record 2: data that is not a record"]


def test_what_is_no_answer(reading: Reading) -> None:
    """A record with an invalid block is reported, and the next is read."""
    taken = reading("a.warc", record(b"nonsense") + END + GOOD + END)
    assert taken.reasons == ["record 1: not an HTTP response"]
    assert len(taken.documents) == 1


@pytest.mark.parametrize(
    "address",
    [
        "urn:text:https://example.org/a",
        "metadata://gnu.org/software/wget/warc/wget.log",
        "dns:example.org",
        "https://example.org/robots.txt",
        "https://example.org/.well-known/security.txt",
    ],
)
def test_what_is_no_article(reading: Reading, address: str) -> None:
    """The notes of programs that save pages, and the files for crawlers, are no articles."""
    other = record(b"Words of a log.", "resource", "text/plain").replace(b"https://example.org/a", address.encode())
    assert reading("a.warc", other + END + GOOD + END).only.id == "a.warc#2"


def test_scripts_called_text(reading: Reading) -> None:
    """Scripts and style sheets that a server calls plain text are no articles."""
    script = record(answer(b"var a = 1", media="text/plain")).replace(b"org/a", b"org/a.js?v=1", 1)
    assert reading("a.warc", script + END + GOOD + END).only.id == "a.warc#2"


def arc(body: bytes, url: str = "https://example.org/a", more: str = "", length: int | None = None) -> bytes:
    return f"{url} 192.0.2.1 20241011093000 text/html{more} {len(body) if length is None else length}\n".encode() + body


ARC = arc(b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n\n", "filedesc://a.arc", "")


@pytest.mark.parametrize("packed", [False, True])
def test_arc(reading: Reading, *, packed: bool) -> None:
    """The answers in an ARC file are documents with the numbers of their records, in both versions of the format."""
    records = [
        ARC,
        arc(answer()),
        arc(answer(status="404 Not Found")),
        arc(answer(), more=" 200 XYZ - 1234 a.arc"),
        arc(b"192.0.2.1", "dns:example.org"),
    ]
    raw = b"".join(gzip.compress(one + b"\n") if packed else one + b"\n" for one in records)
    name = "a.arc.gz" if packed else "a.arc"
    taken = reading(name, raw)
    assert not taken.reasons
    assert [one.id for one in taken.documents] == [f"{name}#2", f"{name}#4"]
    assert taken.documents[0].text == PAGE.decode()
    assert taken.documents[0].url == "https://example.org/a"
    assert taken.parts[0].raw == records[1]


@pytest.mark.parametrize("length", [3, 10**14])
def test_lengths_in_arc_that_lie(reading: Reading, length: int) -> None:
    """A record with a wrong length does not cost those before it, and is listed."""
    taken = reading("a.arc", ARC + b"\n" + arc(answer()) + b"\n" + arc(answer(), length=length) + b"\n")
    assert taken.documents[0].id == "a.arc#2"
    assert taken.reasons
