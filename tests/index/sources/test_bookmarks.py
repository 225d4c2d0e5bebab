"""A file that grew by whole records is read from where it ended; the result is that of reading it whole."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from seedread.index.sources import EarlierRead, SourceFile, read

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.sources import FileContent

MANY = {
    "jsonl": [json.dumps({"id": f"r{n}", "text": f"Ship {n} left."}) + "\n" for n in range(4)],
    "csv": ["id,text\n", 'r0,"Ship 0\nleft."\n', "r1,Ship 1 left.\n", "r2,“Ship 2” left.\n"],
    "tsv": ["id\ttext\r\n", 'r0\t"Ship ""0"" left."\r\n', "r1\tShip 1 left.\r\n", "r2\tShip 2 left.\r\n"],
    "mbox": [
        f"From a@b.no Mon Nov 30 10:00:0{n} 2026\nMessage-ID: <r{n}>\nSubject: Ship {n}\n\nIt left.\n\n"
        for n in range(4)
    ],
    "warc": [
        f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.no/{n}\r\nContent-Type: text/plain\r\n"
        f"Content-Length: 12\r\n\r\nShip {n} left.\r\n\r\n"
        for n in range(4)
    ],
}


@pytest.fixture(autouse=True)
def small_files_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are read whole; these are small for a test only."""
    monkeypatch.setattr(sys.modules[read.__module__], "_LEAST_KNOWN", 1)


def content(path: Path, text: str, earlier: FileContent | None = None) -> FileContent:
    """Write a file and read it, after an earlier read if there was one."""
    known = None
    if earlier:
        known = EarlierRead(earlier.digest, path.stat().st_size, earlier.bookmark.end, earlier.pages)
    path.write_bytes(text.encode())
    return read(SourceFile(path.name, path, path.stat().st_size, 0), known)


@pytest.mark.parametrize("kind", MANY)
def test_only_the_records_behind_the_bookmark_are_read(tmp_path: Path, kind: str) -> None:
    """Wherever a record ends, reading goes on there, with the same documents and numbers as in the whole file."""
    path, records = tmp_path / f"a.{kind}", MANY[kind]
    whole = content(path, "".join(records))
    texts = [(one.id, one.text) for one in whole.documents()]
    assert len(texts) in (3, 4)
    for n in range(2, len(records)):
        first = content(path, "".join(records[:n]))
        rest = content(path, "".join(records), first)
        assert rest.bookmark.offset == len("".join(records[:n]).encode())
        assert (*first.ids, *rest.ids) == whole.ids
        assert [(one.id, one.text) for one in rest.documents()] == texts[len(first.ids) :]
        assert first.joined_digests + rest.joined_digests == whole.joined_digests
        assert (rest.digest, rest.bookmark.end, rest.problem) == (whole.digest, whole.bookmark.end, None)


@pytest.mark.parametrize("kind", MANY)
def test_a_changed_beginning_is_read_again(tmp_path: Path, kind: str) -> None:
    """The bytes before the bookmark are compared, not only counted."""
    path, text = tmp_path / f"a.{kind}", "".join(MANY[kind])
    first = content(path, text)
    grown = text.replace("1 left", "1 sank", 1).replace("Ship 1\n", "Boat 1\n", 1) + MANY[kind][-1].replace("3", "4")
    assert content(path, grown, first).bookmark.offset == 0


@pytest.mark.parametrize(
    ("kind", "before", "more"),
    [
        ("jsonl", '{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}', '\n{"id": "c", "text": "Three."}\n'),
        ("csv", 'id,text\na,One.\nb,"Two\n', 'and three."\nc,Four.\n'),
        ("csv", "text,id\nOne.,a\nTwo", ".,b\nThree.,c\n"),
        ("mbox", MANY["mbox"][0] + MANY["mbox"][1], "It sank.\n\n" + MANY["mbox"][2]),
        ("mbox", MANY["mbox"][0] + MANY["mbox"][1].rstrip(), "\n" + MANY["mbox"][2]),
        ("warc", MANY["warc"][0] + MANY["warc"][1][:-10], MANY["warc"][1][-10:] + MANY["warc"][2]),
        ("warc", MANY["warc"][0] + MANY["warc"][1] + "WAR", MANY["warc"][2][3:]),
        ("jsonl", '{"url": "https://a.no/1", "text": "One."}\n{"url": "https://a.no/2", "text": "Two."}\n',
         '{"url": "https://a.no/1", "text": "One, corrected."}\n'),
    ],
)  # fmt: skip
def test_what_may_change_an_earlier_record_is_read_whole(tmp_path: Path, kind: str, before: str, more: str) -> None:
    """A record cut off, or its first line, an open quotation, a message that goes on, another version of a page."""
    path = tmp_path / f"a.{kind}"
    whole = content(path, before + more)
    grown = content(path, before + more, content(path, before))
    assert grown.bookmark.offset == 0
    assert [(one.id, one.text) for one in grown.documents()] == [(one.id, one.text) for one in whole.documents()]


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_an_unsure_charset_is_told_with_its_line(tmp_path: Path, kind: str) -> None:
    """The message has the number of the line in the file, and is that of the whole file."""
    path, text = tmp_path / f"a.{kind}", "".join(MANY[kind])
    first = content(path, text)
    added = b'{"text": "\xe9 \'\'"}\n' if kind == "jsonl" else b"r9,\xe9 ''\n"
    known = EarlierRead(first.digest, path.stat().st_size, first.bookmark.end)
    path.write_bytes(text.encode() + added)
    file = SourceFile(path.name, path, path.stat().st_size, 0)
    assert read(file, known).problem == read(file).problem
    assert "the charset is unsure" in str(read(file).problem)


@pytest.mark.parametrize(
    ("raw", "ids", "problem"),
    [
        (b"id,text\na,Some words here.\nb,x\ry\nc,Fine words.\n", ("a", "c"), "row 2: "),
        ("\ufeffid,text\na,Some words.\nb,Słowa, č.\n".encode("utf-16-be"), ("a", "b"), None),
    ],
)
def test_a_table_that_was_read_to_its_end_has_no_problem_there(
    tmp_path: Path, raw: bytes, ids: tuple[str, ...], problem: str | None
) -> None:
    """Whether reading may go on behind it is no question of what it holds: only the row in question is told."""
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    found = read(SourceFile(path.name, path, len(raw), 0))
    assert found.ids == ids
    assert "cannot be read" not in (found.problem or "")
    assert bool(found.problem) == bool(problem)
    assert (found.problem or "").startswith(problem or "")


def test_wide_characters_are_read_whole(tmp_path: Path) -> None:
    """In UTF-16 the end of a line is not one byte."""
    path = tmp_path / "a.jsonl"
    for charset in ("utf-16-le", "utf-16-be"):
        raw = "".join(MANY["jsonl"]).encode(charset)
        path.write_bytes(raw)
        first = read(SourceFile(path.name, path, len(raw), 0))
        path.write_bytes(raw + '{"text": "More."}\n'.encode(charset))
        known = EarlierRead(first.digest, len(raw), first.bookmark.end)
        assert len(read(SourceFile(path.name, path, path.stat().st_size, 0), known).ids) == 5


def test_the_next_records_that_could_not_be_read_are_told(tmp_path: Path) -> None:
    """A broken line behind the bookmark is a problem of the file; its number is that in the file."""
    path = tmp_path / "a.jsonl"
    first = content(path, "".join(MANY["jsonl"]))
    grown = content(path, "".join(MANY["jsonl"]) + "{broken\n", first)
    assert (grown.ids, grown.bookmark.offset) == ((), path.stat().st_size - 8)
    assert str(grown.problem).startswith("line 5: ")
