from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.sources import limits, parts

from .test_epub import LAUGHS, book
from .test_packed import zipped
from .test_warc import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index.sources import ParsedDocument, ReadFailure, SourceFile

TEXT = b"Ministers of six states met in Harbour City on Friday to agree on rules for fishing in the strait."


def test_every_bad_file_is_listed_and_the_rest_indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each unreadable file in a folder is listed with its reason, and all others are found."""
    monkeypatch.setattr(limits, "_FREE", 1_000_000)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_bytes(TEXT)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "round.txt").symlink_to(folder / "round.txt")
    encryption = (
        '<e xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="x"/>'
        '<enc:CipherReference URI="OPS/text/one.xhtml"/><enc:CipherReference URI="OPS/text/two b.xhtml"/>'
        "</enc:EncryptedData></e>"
    )
    bad = {
        "nul.txt": TEXT + b"\0\0",
        "binary": bytes(range(256)) * 20,
        "bomb.jsonl.gz": gzip.compress(b" " * 5_000_000),
        "bomb.zip": zipped({f"{n}.jsonl": b" " * 3_000_000 for n in range(5)}),
        "laughs.epub": book({"META-INF/container.xml": LAUGHS + "<container>&a19;</container>"}),
        "locked.epub": book({"META-INF/encryption.xml": encryption}),
        "cut.warc": GOOD[:100],
        "broken.json": b'[{"text": ',
        "empty.html": b"<html></html>",
        "notes.pdf": b"%PDF-1.7",
    }
    for name, raw in bad.items():
        (folder / name).write_bytes(raw)
    with Library.open([folder], tmp_path / "library") as library:
        report = library.sync()
        assert library.count == 1
        listed = {problem.path.rpartition("/")[2]: problem.reason for problem in report.problems}
        assert set(listed) == {*bad, "pipe.txt", "round.txt"}
        assert all(listed.values())
        assert library.problems == report.problems
        assert library.search("fishing").total == 1


def test_mixed_charsets(tmp_path: Path) -> None:
    """Files in different charsets are read from one folder, and an invalid byte loses only itself."""
    for n, (charset, text) in enumerate(
        {
            "utf-8": "Le président a déclaré, à l’Élysée, que la crise était passée.",
            "cp1252": "Le président a déclaré, à l’Élysée, que la crise était passée.",
            "cp1251": "Президент России заявил в четверг, что переговоры будут продолжены.",
            "utf-16": "Der Präsident erklärte am Donnerstag, die Gespräche würden fortgesetzt.",
        }.items()
    ):
        (tmp_path / f"{n}.txt").write_bytes(text.encode(charset))
    (tmp_path / "broken.txt").write_bytes(
        "Die Gespräche würden am Donnerstag in Köln fortgesetzt. ".encode() * 10 + b"\xfc"
    )
    with Library.open([tmp_path], tmp_path / ".library") as library:
        assert not library.sync().problems
        assert library.search("президент").total == 1
        assert library.search("déclaré").total == 2
        assert library.search("gespräche").total == 2


@pytest.mark.parametrize("gone", [True, False])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gone: bool) -> None:
    """A file that vanishes or shrinks before it is read is listed; the next sync reads it again."""
    monkeypatch.setattr(sys.modules["seedread.index.sources.reading"], "_MAX_KEPT", 0)
    folder = tmp_path / "news"
    folder.mkdir()
    many = folder / "many.jsonl"
    many.write_bytes(b"".join(b'{"id": "r%d", "text": "Words number %d."}\n' % (n, n) for n in range(10)))
    (folder / "z.txt").write_bytes(TEXT)
    calls = 0

    def changing(file: SourceFile, *_: object) -> Iterator[ParsedDocument | ReadFailure]:
        nonlocal calls
        calls += 1
        if gone:
            many.unlink()
        else:
            many.write_bytes(b'{"id": "r0", "text": "Words number 0."}\n{"id": "new", "text": "New words."}\n')
        return parts(file)

    monkeypatch.setattr(sys.modules["seedread.index.sources.reading"], "parts", changing)
    with Library.open([folder], tmp_path / "library") as library:
        report = library.sync()
        assert calls == 1
        assert [problem.reason for problem in report.problems] == ["changed while it was read"]
        assert library.count == (1 if gone else 2)
        monkeypatch.undo()
        assert not library.sync().problems
        assert library.count == (1 if gone else 3)


def test_what_did_not_change_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of many articles with a broken line is left alone until it changes."""
    folder = tmp_path / "news"
    folder.mkdir()
    path = folder / "a.jsonl"
    path.write_text('{"text": "One article."}\nbroken\n')
    os.utime(path, (1_700_000_000, 1_700_000_000))
    with Library.open([folder], tmp_path / "library") as library:
        assert len(library.sync().problems) == 1

        def never(*_: object) -> None:
            raise AssertionError("read again")

        monkeypatch.setattr("seedread.index.ingest.changed_files.read", never)
        report = library.sync()
        assert (report.unchanged, len(report.problems)) == (1, 1)


_READ = """
import sys
from pathlib import Path
from seedread.index.sources import SourceFile, ParsedDocument, parts
for path in map(Path, sys.argv[1:]):
    found = list(parts(SourceFile(path.name, path, path.stat().st_size, 0)))
    documents = sum(isinstance(part, ParsedDocument) for part in found)
    print(documents, [part.reason for part in found if not isinstance(part, ParsedDocument)])
"""


def test_memory_has_a_bound(tmp_path: Path) -> None:
    """Each reader skips a line of 300 MB in a process with less memory than that."""
    beginnings = {"a.jsonl": b"{", "a.csv": b"text\n", "a.mbox": b"From a@b Fri Oct 11 09:30:00 2024\n", "a.warc": b"x"}
    beginnings["a.json"] = b'{"text": "'
    for name, beginning in beginnings.items():
        with (tmp_path / name).open("wb") as file:
            file.write(beginning)
            file.truncate(300 * 1024 * 1024)

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (256 * 1024 * 1024, 256 * 1024 * 1024))

    done = subprocess.run(
        [sys.executable, "-c", _READ, *(str(tmp_path / name) for name in beginnings)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=bounded,
        check=True,
    )
    found = done.stdout.splitlines()
    assert len(found) == len(beginnings)
    assert all(line.startswith("0 ['") and "memory" not in line for line in found)


def test_a_gigabyte_of_text_is_not_opened(tmp_path: Path) -> None:
    """A text of a gigabyte is listed by its size."""
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with Library.open([tmp_path], tmp_path / ".library") as library:
        assert [problem.reason for problem in library.sync().problems] == ["larger than 16 MB"]
