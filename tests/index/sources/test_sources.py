from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from seedread.index.sources import Document, EarlierRead, ParsedDocument, SourceFile, find, named_parts, read
from seedread.index.sources.charset import NotText, decode


def found(path: Path) -> SourceFile:
    return SourceFile(path.name, path, path.stat().st_size, 0)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Ünïcödé “text”".encode(), "Ünïcödé “text”"),
        (b"\xef\xbb\xbfmarked", "marked"),
        ("with a mark é".encode("utf-16"), "with a mark é"),
        ("without a mark, but plainly text".encode("utf-16-le"), "without a mark, but plainly text"),
        ("without a mark, but plainly text".encode("utf-16-be"), "without a mark, but plainly text"),
        *((text.encode(charset), text) for charset, text in {
            "cp1252": "Le président a déclaré, à l’Élysée, que la crise était passée.",
            "latin-1": "El presidente dijo que las negociaciones continuarán mañana en España.",
            "cp1250": "Prezident řekl ve čtvrtek, že jednání budou pokračovat příští týden v Třebíči.",
            "iso8859-2": "Prezydent powiedział w czwartek, że rozmowy będą kontynuowane w Łodzi.",
            "cp1254": "Cumhurbaşkanı perşembe günü görüşmelerin süreceğini söyledi, bakanlar Ağrı'da buluşacak.",
            "cp1251": "Президент России заявил в четверг, что переговоры будут продолжены.",
            "koi8-r": "Президент России заявил в понедельник, что переговоры будут продолжены.",
            "cp1253": "Ο πρόεδρος δήλωσε την Πέμπτη ότι οι συνομιλίες θα συνεχιστούν.",
            "cp1256": "قال الرئيس يوم الخميس إن المحادثات ستستمر.",
            "shift_jis": "大統領は木曜日に会談が続くと述べた。",
            "euc_jp": "大統領は火曜日に会談が続くと述べた。",
            "gb18030": "总统星期四表示会谈将继续进行。",
            "big5": "總統星期四表示會談將繼續進行。",
            "euc_kr": "대통령은 목요일 회담이 계속될 것이라고 말했다.",
        }.items()),
    ],
)  # fmt: skip
def test_charsets(raw: bytes, text: str) -> None:
    """Text is read whatever the charset it was saved in."""
    assert decode(raw) == text


def test_one_broken_byte_does_not_change_the_charset() -> None:
    """A UTF-8 file with an invalid byte stays UTF-8, with a replacement character."""
    text = "Україна і світ: новини дня. " * 20
    assert decode(text.encode() + b"\xff") == text + "\ufffd"


def test_binary_is_not_text() -> None:
    """Bytes that are not text in any charset are refused, not shown as garbage."""
    with pytest.raises(NotText):
        decode(bytes(range(256)) * 8)


def test_walk(tmp_path: Path) -> None:
    """Files are found below a folder in the order of their paths; hidden ones are skipped."""
    for name in ("b/2.txt", "a.txt", ".git/config", ".hidden", "b/.x/3.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    files, problems = find([tmp_path])
    assert [file.key for file in files] == ["a.txt", "b/2.txt"]
    assert not problems


def test_several_roots_have_names(tmp_path: Path) -> None:
    """With several roots the keys begin with the name of the root, and two roots of one name get different keys."""
    for name in ("one/news/a.txt", "two/news/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("x")
    files, _ = find([tmp_path / "one/news", tmp_path / "two/news"])
    assert [file.key for file in files] == ["news-2/a.txt", "news/a.txt"]


def test_what_is_no_plain_file_is_listed(tmp_path: Path) -> None:
    """A pipe, a dangling link and a missing path are problems; a loop of links ends."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "good.txt").write_text("x")
    files, problems = find([tmp_path, tmp_path / "missing"])
    assert [file.path.name for file in files] == ["good.txt"]
    assert {Path(problem.path).name for problem in problems} == {"pipe", "dangling", "missing"}


def test_what_holds_no_articles_is_passed_over(tmp_path: Path) -> None:
    """Images, caches, backups and the folder that a browser saves with a page are skipped."""
    for name in (
        "page.html",
        "page_files/frame.html",
        "photo.JPG",
        "draft.txt~",
        "CVS/Entries",
        "node_modules/readme.md",
        "notes_files/kept.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    files, problems = find([tmp_path])
    assert [file.key for file in files] == ["notes_files/kept.txt", "page.html"]
    assert not problems


def test_a_root_is_never_passed_over(tmp_path: Path) -> None:
    """A file that the reader names is looked at, whatever its name."""
    path = tmp_path / ".hidden.js"
    path.write_text("x")
    assert [file.path for file in find([path])[0]] == [path]


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    """A file name in another charset gets a key that can be stored and printed."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    files, _ = find([tmp_path])
    assert [file.key for file in files] == ["caf\\xe9.txt"]
    assert next(read(files[0]).documents()).text == "x"


def test_a_name_in_odd_bytes_and_its_look_alike(tmp_path: Path) -> None:
    """A name that is not UTF-8 and one that looks like its written form are two files."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("one")
    (tmp_path / "caf\\xe9.txt").write_text("two")
    (tmp_path / "caf\\x5cxe9.txt").write_text("three")
    files, _ = find([tmp_path])
    texts = {file.key: next(read(file).documents()).text for file in files}
    assert sorted(texts.values()) == ["one", "three", "two"]
    assert texts["caf\\xe9.txt"] == "one"


def test_text(tmp_path: Path) -> None:
    """A text file is one document under its own key."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"One\r\nTwo")
    taken = read(found(path))
    assert list(taken.documents()) == [Document("a.txt", "One\r\nTwo", path="a.txt")]
    assert taken.ids == ("a.txt",)
    assert taken.problem is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "empty"), (b" \n ", "empty"), (b"\x7f\0\0\1\2", "binary"), (b"\x7fELF\0\0\1\2", "programs")],
)
def test_unreadable(tmp_path: Path, raw: bytes, reason: str) -> None:
    """A file without text gives no document and a reason."""
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    taken = read(found(path))
    assert not taken.ids
    assert reason in (taken.problem or "")


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    """A file that vanishes before it is read is a problem and does not stop the others."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    file = found(path)
    path.unlink()
    assert read(file).problem == "No such file or directory"


def test_a_pipe_in_place_of_a_file(tmp_path: Path) -> None:
    """A pipe that replaced a file is reported and does not block."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    file = found(path)
    path.unlink()
    os.mkfifo(path)
    assert read(file).problem == "not a regular file"


def test_nothing_is_read_of_what_is_known(tmp_path: Path) -> None:
    """For a known digest the file is not parsed."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    digest = read(found(path)).digest
    assert read(found(path), EarlierRead(digest, 1)).ids == ()
    assert read(found(path), EarlierRead("0", 1)).ids == ("a.txt",)


@pytest.mark.parametrize("kept", [0, 1_000_000])
def test_records_with_one_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    """Of two records with one ID the later is `id~2`, whether documents are kept or read a second time."""
    monkeypatch.setattr(sys.modules[read.__module__], "_MAX_KEPT", kept)
    path = tmp_path / "a.jsonl"
    records = [("a", "one"), ("b", "other"), ("a~2", "own"), ("a", "two"), ("a", "three")]
    path.write_text("".join(f'{{"id": "{own}", "text": "{text}"}}\n' for own, text in records))
    taken = read(found(path))
    assert taken.ids == ("a", "b", "a~2", "a~3", "a~4")
    assert [document.id for document in taken.documents()] == list(taken.ids)
    assert [document.text for document in taken.documents()] == ["one", "other", "own", "two", "three"]
    assert taken.problem == "2 records have the ID or address of another one: kept as “a~3”, “a~4”"
    named = [part.document.id for part in named_parts(found(path)) if isinstance(part, ParsedDocument)]
    assert named == list(taken.ids)


@pytest.mark.parametrize(
    ("records", "ids"),
    [
        ([("a", "https://e.example/1", "2024-10-12"), ("a", "https://e.example/1", "2024-10-11")], ["a", "a~2"]),
        ([("a", "https://e.example/1", "2024-10-11"), ("a", "https://e.example/1", "2024-10-12")], ["a~2", "a"]),
        ([("a", "https://e.example/1#top", ""), ("a", "https://e.example/1", "")], ["a~2", "a"]),
        ([("a", "https://e.example/1", ""), ("a", "https://e.example/2", "")], ["a", "a~2"]),
        ([("", "https://e.example/1", ""), ("", "https://e.example/1", "")], ["k.jsonl#1~2", "k.jsonl#1"]),
        ([("", "https://e.example/", ""), ("", "https://e.example/", "")], ["k.jsonl#1", "k.jsonl#2"]),
        ([("a", "https://e.example/1", ""), ("b", "https://e.example/1", "")], ["a", "b"]),
    ],
)
def test_versions_of_one_address(tmp_path: Path, records: list[tuple[str, str, str]], ids: list[str]) -> None:
    """Of one address the newest record has the ID; records with IDs of their own keep them."""
    path = tmp_path / "k.jsonl"
    fields = ({"id": own or None, "url": url, "date": date, "text": "words"} for own, url, date in records)
    path.write_text("".join(json.dumps(record) + "\n" for record in fields))
    assert list(read(found(path)).ids) == ids


def test_many_problems_are_counted(tmp_path: Path) -> None:
    """The first three failures in a file are reported, the others are counted."""
    path = tmp_path / "a.jsonl"
    path.write_text("{\n" * 10)
    problem = read(found(path)).problem or ""
    assert problem.count("line") == 3 + problem.count("column")
    assert problem.endswith("and 7 more")


def test_a_text_without_end(tmp_path: Path) -> None:
    """A text that is longer than any novel is listed, with its place in a file of many."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "%s"}\n{"text": "Words."}\n' % ("words " * 700_000))
    taken = read(found(path))
    assert taken.ids == ("a.jsonl#2",)
    assert taken.problem == "a.jsonl#1: longer than 4,000,000 characters"


@pytest.mark.parametrize(("name", "piece", "unit"), [("a.txt", "a\n", "lines"), ("a.html", "<p>a</p>", "elements")])
def test_lines_without_end(tmp_path: Path, name: str, piece: str, unit: str) -> None:
    """A text or a page with more lines than any book is listed: each line costs a kilobyte during cleaning."""
    path = tmp_path / name
    path.write_text(piece * 200_000)
    assert read(found(path)).problem is None
    path.write_text(piece * 200_001)
    assert read(found(path)).problem == f"{name}: more than 200,000 {unit}"


@pytest.mark.usefixtures("small_cap")
def test_only_what_holds_one_article_has_a_limit(tmp_path: Path) -> None:
    """A text that is too large is listed and not read; a file of many articles may be as large."""
    (tmp_path / "huge.txt").write_text("words " * 3000)
    (tmp_path / "huge.jsonl").write_text('{"text": "%s"}\n' % ("words " * 1000) * 3)
    many, one = (read(file) for file in find([tmp_path])[0])
    assert one.problem == "larger than 9 kB"
    assert one.digest == ""
    assert many.problem is None
    assert len(many.ids) == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
def test_a_root_in_a_closed_folder_is_a_problem(tmp_path: Path) -> None:
    """A source without read permission is listed with the system's reason."""
    (tmp_path / "closed" / "news").mkdir(parents=True)
    (tmp_path / "closed").chmod(0)
    try:
        assert find([tmp_path / "closed" / "news"])[1][0].reason == "Permission denied"
    finally:
        (tmp_path / "closed").chmod(0o700)
