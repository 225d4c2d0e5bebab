from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
import zstandard
from growth import grows_in_proportion

from seedread.index.sources import limits
from seedread.index.sources.charset import NotText
from seedread.index.sources.formats import format_of

from .test_warc import END, answer, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_files import Reading

TEXT = b"Ministers of six states met on Friday."
LINES = b'{"id": "a", "text": "one"}\n{"text": "two"}\n'
PAGE = b"<!doctype html><html><body><p>Words of the article.</p></body></html>"


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", TEXT, "text"),
        ("a", TEXT, "text"),
        ("README", b"", "text"),
        ("a.HTM", b"", "HTML"),
        ("a.md", b"", "Markdown"),
        ("a.jsonl", b"", "JSON Lines"),
        ("a", b'{"text": "x"}', "JSON"),
        ("a", b'\n[{"text": "x"}]', "JSON"),
        ("a.txt", b'{"text": "x"}', "JSON"),
        ("a.tsv", b"", "CSV"),
        ("a.mbox", b"", "mbox"),
        ("a.eml", b"", "mail"),
        ("a.txt", b"\x1f\x8b\x08", "gzip"),
        ("a.txt", b"PK\x03\x04", "zip"),
        ("a.jsonl", b"WARC/1.1\r\n", "WARC"),
        ("a.html", b"WARC/1.1\r\n", "WARC"),
    ],
)
def test_formats(name: str, head: bytes, kind: str) -> None:
    """A format is detected by its first bytes if they are distinctive, else by its name."""
    assert format_of(name, head).name == kind


@pytest.mark.parametrize("name", ["a.mobi", "a.XLS", "a.7z", "a.rar", "a.parquet"])
def test_formats_that_are_not_read(name: str) -> None:
    """Unsupported formats are listed with a reason, not skipped silently."""
    with pytest.raises(NotText, match="not supported: "):
        format_of(name, b"\0\1\2")


@pytest.mark.parametrize(
    ("name", "raw", "ids"),
    [
        ("a.txt", TEXT, ["a.txt.gz"]),
        ("a.jsonl", LINES, ["a", "a.jsonl.gz#2"]),
        ("a.json", b"[" + LINES.strip().replace(b"\n", b",") + b"]", ["a", "a.json.gz#2"]),
        ("a.html", PAGE, ["a.html.gz"]),
        ("a.csv", b"text\none\ntwo\n", ["a.csv.gz#1", "a.csv.gz#2"]),
    ],
)
def test_gzip(reading: Reading, name: str, raw: bytes, ids: list[str]) -> None:
    """A compressed file is read like the unpacked one, in one piece or in several."""
    taken = reading(f"{name}.gz", gzip.compress(raw[:20]) + gzip.compress(raw[20:]))
    assert [document.id for document in taken.documents] == ids
    assert not taken.reasons


def test_zip(reading: Reading) -> None:
    """Each member is read in its own format, with the names of archive and member; ignored files are skipped."""
    taken = reading(
        "a.zip",
        zipped({
            "x/one.txt": TEXT,
            "../../two.txt": TEXT,
            "three.jsonl": LINES,
            "__MACOSX/x/._one.txt": b"\0\1",
            ".git/config": b"x",
            "photo.jpg": b"\xff\xd8",
            "four.html": PAGE,
            "notes.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "again.zip": zipped({"five.txt": TEXT}),
            "six.txt.gz": gzip.compress(TEXT),
        }),
    )  # fmt: skip
    ids = ["a.zip#x/one.txt", "a.zip#../../two.txt", "a", "a.zip#three.jsonl#2", "a.zip#four.html",
           "a.zip#again.zip#five.txt", "a.zip#six.txt.gz"]  # fmt: skip
    assert [document.id for document in taken.documents] == ids
    assert [part.raw for part in taken.parts] == [TEXT, TEXT, *LINES.splitlines(), PAGE, TEXT, TEXT]
    assert taken.reasons == [
        "notes.xls: old Office files (.doc, .xls, .ppt, .msg) are not supported: save them as .csv, text or HTML",
    ]


def test_members_of_gzip(reading: Reading) -> None:
    """Very many members, empty ones among them and zeros between them, are read as one text."""
    lines = [b'{"text": "Line %d"}\n' % n for n in range(400)]
    packed = b"".join(gzip.compress(line, 1) + gzip.compress(b"", 1) + bytes(n % 3) for n, line in enumerate(lines))
    taken = reading("a.jsonl.gz", packed + bytes(100_000))
    assert [part.raw + b"\n" for part in taken.parts] == lines
    assert not taken.reasons


@pytest.mark.parametrize("rest", [b"no gzip", gzip.compress(b"x" * 1000)[:-9], b"\x1f"])
def test_what_follows_in_gzip(reading: Reading, rest: bytes) -> None:
    """What stands before a member that is damaged or truncated is read, and the damage is listed."""
    taken = reading("a.jsonl.gz", gzip.compress((b'{"text": "' + b"x" * 1000 + b'"}\n') * 1000, 1) + rest)
    assert len(taken.documents) > 700
    assert "damaged or truncated" in taken.reasons[-1]


def test_small_members_of_gzip(reading: Reading) -> None:
    """A file of a great many members takes a time in proportion to them."""
    member = gzip.compress(b"a ", mtime=0)
    assert grows_in_proportion(lambda raw: reading("a.txt.gz", raw), lambda count: member * count, 5_000)


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, raw in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
        link = tarfile.TarInfo("link.txt")
        link.type = tarfile.SYMTYPE
        link.linkname = "/etc/passwd"
        archive.addfile(link)
    return file.getvalue()


LONG = "folder/" * 30 + "été.txt"
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.compress,
}


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_tar(reading: Reading, form: int) -> None:
    """The files of a tar archive are read whatever its dialect, with long names; links and ignored files are not."""
    name = "x/" * 60 + "one.txt" if form == tarfile.USTAR_FORMAT else LONG
    raw = tarred({"./one.txt": TEXT, name: TEXT, ".git/x": b"x", "three.jsonl": LINES, "empty.txt": b""}, form)
    taken = reading("a.tar", raw)
    assert [one.id for one in taken.documents] == ["a.tar#one.txt", f"a.tar#{name}", "a", "a.tar#three.jsonl#2"]
    assert taken.reasons == ["empty.txt: empty"]
    assert len(reading("archive", raw).documents) == 4


@pytest.mark.parametrize("ending", PACKERS)
def test_what_is_compressed(reading: Reading, ending: str) -> None:
    """A file in each kind of compression is read, in one piece or in several, and a tar archive in it."""
    pack = PACKERS[ending]
    taken = reading(f"a.jsonl.{ending}", pack(LINES[:20]) + pack(LINES[20:]))
    assert [one.id for one in taken.documents] == ["a", f"a.jsonl.{ending}#2"]
    assert reading(f"a.tar.{ending}", pack(tarred({"b.txt": TEXT}))).only.id == f"a.tar.{ending}#b.txt"
    assert reading(f"a.t{ending}", pack(tarred({"b.txt": TEXT}))).only.text == TEXT.decode()
    assert reading(f"a.txt.{ending}", pack(TEXT)).only.path == f"a.txt.{ending}"


@pytest.mark.parametrize("ending", PACKERS)
def test_what_is_compressed_and_cut(reading: Reading, ending: str) -> None:
    """Of a file that is cut off or damaged what stands before the damage is read, and the damage is listed."""
    lines = b"".join(b'{"text": "%s"}\n' % sha256(b"%d" % n).hexdigest().encode() for n in range(20_000))
    packed = PACKERS[ending](lines)
    for raw in (packed[: len(packed) // 2], packed[:-2000] + b"x" * 1000 + packed[-1000:]):
        taken = reading(f"a.jsonl.{ending}", raw)
        assert "damaged or truncated" in taken.reasons[-1]
        assert taken.documents or ending in ("bz2", "xz")


def test_archives_in_archives(reading: Reading) -> None:
    """Archives within one another are read up to a depth, then listed with what to do."""
    raw = TEXT
    names = []
    for n in range(6):
        names.append(f"{n}.zip" if n else "one.txt")
        raw = zipped({names[-1]: raw})
        taken = reading("a.zip", raw)
        if n < 4:
            assert taken.only.id == "#".join(["a.zip", *reversed(names)])
        else:
            assert taken.reasons == [f"{names[-4]}: archives within one another, more than 4 deep: unpack it first"]


def test_bombs_in_archives(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """What archives within an archive unpack to counts together."""
    monkeypatch.setattr(limits, "_FREE", 1_000_000)
    bombs = {f"{n}.zip": zipped({"a.jsonl": b" " * 900_000}) for n in range(20)}
    taken = reading("a.zip", zipped({"one.txt": TEXT, **bombs}))
    assert [one.id for one in taken.documents] == ["a.zip#one.txt"]
    assert sum("unpacks to more" in reason for reason in taken.reasons) == 1
    assert len(taken.reasons) < 20


def test_damaged_tar(reading: Reading) -> None:
    """A tar archive that is cut off or damaged is read up to the damage, and listed."""
    raw = tarred({"one.txt": TEXT, "two.txt": b"words " * 1000})
    for broken in (raw[:2000], raw[:1024] + b"x" * 512 + raw[1536:], raw[: 1024 + 200]):
        taken = reading("a.tar", broken)
        assert taken.documents[0].id == "a.tar#one.txt"
        assert "damaged" in taken.reasons[-1]


@pytest.mark.parametrize("size", [b"99999999999\0", b"\x80" + b"\xff" * 11, b"0000000000x\0"])
def test_sizes_in_tar_that_lie(reading: Reading, size: bytes) -> None:
    """A member with a wrong size ends the reading with a reason."""
    block = bytearray(tarred({"one.txt": TEXT})[:512])
    block[124:136] = size
    block[148:156] = b"%06o\0 " % (sum(block) - sum(block[148:156]) + 256)
    taken = reading("a.tar", bytes(block) + TEXT.ljust(512, b"\0") + bytes(1024))
    assert len(taken.documents) + len(taken.reasons) > 0
    assert taken.reasons


def test_wacz(reading: Reading) -> None:
    """Of a packaged web archive the archived pages are read, not its lists."""
    warc = gzip.compress(record(answer()) + END)
    lists = {"datapackage.json": b"{}", "pages/pages.jsonl": b'{"text": "x"}\n', "indexes/index.cdx.gz": b"x"}
    taken = reading("a.wacz", zipped({**lists, "archive/data.warc.gz": warc}))
    assert taken.only.id == "a.wacz#archive/data.warc.gz#1"
    assert reading("saved", zipped({**lists, "archive/data.warc.gz": warc})).only.url == "https://example.org/a"
    assert reading("a.wacz", zipped(lists)).reasons == [
        "no web archive in it: its folder archive/ holds no .warc or .warc.gz"
    ]


def test_a_gzip_bomb(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a zip bomb stops at the limit, and earlier documents are kept."""
    monkeypatch.setattr(limits, "_FREE", 1_000_000)
    taken = reading("a.jsonl.gz", gzip.compress(LINES + b" " * 10_000_000))
    assert [document.id for document in taken.documents] == ["a", "a.jsonl.gz#2"]
    assert taken.reasons == ["unpacks to more than 200 times its size: the rest was not read"]


@pytest.mark.usefixtures("small_cap")
def test_a_large_text_in_gzip(reading: Reading) -> None:
    """A text above the limit is reported regardless of its compressed size."""
    assert reading("a.txt.gz", gzip.compress(b"words " * 10_000)).reasons == ["larger than 9 kB"]


def test_a_zip_bomb(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading an archive stops when its members together exceed the limit."""
    monkeypatch.setattr(limits, "_FREE", 1_000_000)
    members = {"good.txt": TEXT, **{f"{n}.jsonl": b" " * 3_000_000 for n in range(20)}}
    taken = reading("a.zip", zipped(members))
    assert [document.id for document in taken.documents] == ["a.zip#good.txt"]
    assert len(taken.reasons) == 1
    assert taken.reasons[0].endswith("unpacks to more than 200 times its size: the rest was not read")


@pytest.mark.usefixtures("small_cap")
def test_a_large_member(reading: Reading) -> None:
    """A member above the limit is reported, the others are read."""
    taken = reading("a.zip", zipped({"large.txt": b"words " * 10_000, "good.txt": TEXT}))
    assert taken.reasons == ["large.txt: larger than 9 kB"]
    assert len(taken.documents) == 1


def test_too_many_members(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive with too many members is not read."""
    monkeypatch.setattr("seedread.index.sources.archive.MAX_MEMBERS", 5)
    assert reading("a.zip", zipped({f"{n}.txt": TEXT for n in range(6)})).reasons == [
        "more than 5 files in the archive: not read"
    ]


def test_locked_members(reading: Reading) -> None:
    """An encrypted member is reported, the others are read."""
    raw = bytearray(zipped({"locked.txt": TEXT, "good.txt": TEXT}))
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    taken = reading("a.zip", bytes(raw))
    assert taken.reasons == ["locked.txt: encrypted"]
    assert len(taken.documents) == 1


def test_damaged_members(reading: Reading) -> None:
    """A damaged member is reported, the others are read."""
    raw = zipped({"bad.txt": TEXT * 20, "good.txt": TEXT})
    at = raw.index(b"bad.txt") + 12
    taken = reading("a.zip", raw[:at] + b"\xff\xff\xff" + raw[at + 3 :])
    assert [reason.partition(":")[0] for reason in taken.reasons] == ["bad.txt"]
    assert [document.id for document in taken.documents] == ["a.zip#good.txt"]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.gz", b"\x1f\x8b"),
        ("a.jsonl.gz", gzip.compress(LINES * 1000)[:-20]),
        ("a.jsonl.gz", gzip.compress(LINES)[:-4] + b"xxxx"),
        ("a.zip", b"PK\x03\x04 and no more"),
        ("a.zip", b"no zip"),
    ],
)
def test_broken_archives(reading: Reading, name: str, raw: bytes) -> None:
    """A truncated or damaged archive is listed."""
    taken = reading(name, raw)
    assert len(taken.reasons) == 1
    assert "damaged or truncated" in taken.reasons[0] or "broken archive" in taken.reasons[0]
