from __future__ import annotations

import gzip
import mailbox
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library, NotFound

from .test_epub import ONE, book
from .test_html import PAGE
from .test_mail import newsletter
from .test_packed import zipped
from .test_warc import END, GOOD, INFO

if TYPE_CHECKING:
    from pathlib import Path

ODD = "Ministers  of Zürich and Köln met\ton Friday.\r\n\r\n\x1b[31mThey agreed.\n".encode("cp1252")
NEWSLETTER = newsletter().as_bytes()
RECORD = b'{ "id" : "r1",  "text": "Ministers met." , "title":"T"}'
ROW = b'"x","Ministers\r\nmet."'


@pytest.mark.parametrize(
    ("name", "raw", "article", "document"),
    [
        ("a.txt", ODD, "a.txt", ODD),
        ("a.html", PAGE.encode(), "a.html", PAGE.encode()),
        ("a.md", b"# T\r\n\r\n*Words* of it.\r\n", "a.md", b"# T\r\n\r\n*Words* of it.\r\n"),
        ("a.json", b"[\n" + RECORD + b"\n]", "r1", RECORD),
        ("a.jsonl", b'{"text": "other"}\n' + RECORD + b"\r\n", "r1", RECORD),
        ("a.csv", b"id,text\r\n" + ROW + b"\r\n", "x", ROW),
        ("a.eml", NEWSLETTER, "a.eml", NEWSLETTER),
        ("a.mbox", b"From x Fri Oct 11 09:30:00 2024\n" + NEWSLETTER, "a.mbox#1@harbourpost.example",
         NEWSLETTER),
        ("a.epub", book(), "a.epub#OPS/text/one.xhtml", ONE.encode()),
        ("a.warc", INFO + END + GOOD + END, "a.warc#2", GOOD),
        ("a.warc.gz", gzip.compress(INFO + END) + gzip.compress(GOOD + END), "a.warc.gz#2", GOOD),
        ("a.txt.gz", gzip.compress(ODD), "a.txt.gz", ODD),
        ("a.zip", zipped({"x/b.txt": ODD}), "a.zip#x/b.txt", ODD),
    ],
)  # fmt: skip
def test_raw_is_byte_for_byte(tmp_path: Path, name: str, raw: bytes, article: str, document: bytes) -> None:
    """The original bytes of an article are available in every format."""
    (tmp_path / name).write_bytes(raw)
    with Library.open([tmp_path], tmp_path / ".library") as library:
        assert not library.sync().problems
        assert library.raw(article) == document


def test_a_record_that_is_gone(tmp_path: Path) -> None:
    """A record that was removed from its file is not found, and no other is returned instead."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(RECORD + b"\n")
    with Library.open([tmp_path], tmp_path / ".library") as library:
        library.sync()
        path.write_bytes(b'{"id": "r2", "text": "other"}\n')
        with pytest.raises(NotFound):
            library.raw("r1")


def test_mailboxes_as_others_write_them(tmp_path: Path) -> None:
    """A mailbox that Python's own library wrote holds the messages that were put into it."""
    box = mailbox.mbox(tmp_path / "a.mbox")
    box.add(newsletter())
    box.add(b"Subject: Two\n\nFrom here it is quoted.\n")
    box.flush()
    box.close()
    with Library.open([tmp_path], tmp_path / ".library") as library:
        library.sync()
        assert library.count == 2
        assert library.get("a.mbox#2").paragraphs == ("From here it is quoted.",)
