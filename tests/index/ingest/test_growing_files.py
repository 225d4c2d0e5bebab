"""A file that grew or changed in places costs only what is new: records that did not change are not cleaned again."""

from __future__ import annotations

import json
import mailbox
import sys
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest

from seedread.index import Library
from seedread.index.ingest import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from seedread.index import Article
    from seedread.index.names.overrides.name_rules import NameOverrides
    from seedread.index.sources import Document

TEXT = "The ministers of Norway met in Oslo on Monday and spoke about ship number {}."


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the articles that are cleaned."""
    noted: list[str] = []
    plain = pipeline.to_any_article

    def clean(document: Document, knowledge: NameOverrides) -> tuple[Article, str]:
        noted.append(document.id)
        return plain(document, knowledge)

    monkeypatch.setattr(pipeline, "to_any_article", clean)
    return noted


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the records that are parsed, and read on in small files too."""
    reading = sys.modules["seedread.index.sources.reading"]
    monkeypatch.setattr(reading, "_LEAST_KNOWN", 1)
    parsed: list[str] = []
    plain = reading._document_digest  # what each record goes through

    def note(document: Document) -> bytes:
        parsed.append(document.id)
        digest: bytes = plain(document)
        return digest

    monkeypatch.setattr(reading, "_document_digest", note)
    return parsed


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "news").mkdir()
    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        yield library


def json_lines(path: Path, numbers: list[int]) -> None:
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": TEXT.format(n)}) + "\n" for n in numbers))


def csv(path: Path, numbers: list[int]) -> None:
    path.write_text("id,title,text\n" + "".join(f'r{n},Title {n},"{TEXT.format(n)}"\n' for n in numbers))


def feed(path: Path, numbers: list[int]) -> None:
    items = "".join(f"<item><guid>r{n}</guid><description>{TEXT.format(n)}</description></item>" for n in numbers)
    path.write_text(f"<rss><channel><title>A</title>{items}</channel></rss>")


def mbox(path: Path, numbers: list[int]) -> None:
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    for n in numbers:
        message = EmailMessage()
        message["Message-ID"], message["Subject"] = f"<r{n}>", f"Title {n}"
        message["Date"] = "Mon, 30 Nov 2026 10:00:00 +0000"
        message.set_content(TEXT.format(n))
        dated = mailbox.mboxMessage(message)
        dated.set_from("a@b.example Mon Nov 30 10:00:00 2026")  # else the time of the test
        box.add(dated)
    box.close()


@pytest.mark.parametrize(
    ("name", "write"), [("a.jsonl", json_lines), ("a.csv", csv), ("a.rss", feed), ("a.mbox", mbox)]
)
def test_only_new_records_are_read_into_the_index(
    library: Library, cleaned: list[str], tmp_path: Path, name: str, write: Callable[[Path, list[int]], None]
) -> None:
    """Appended, inserted, in another order, and removed: the others stay as they are."""
    path = tmp_path / "news" / name
    write(path, [1, 2, 3])
    library.sync()
    for numbers, new in (([1, 2, 3, 4], 1), ([5, 4, 3, 2, 1], 1), ([5, 4, 2, 1], 0)):
        cleaned.clear()
        write(path, numbers)
        report = library.sync()
        assert (len(cleaned), report.added) == (new, new), numbers
        assert {hit.title for hit in library.search("", limit=9).hits} == {
            library.get(hit.id).title for hit in library.search("ministers", limit=9).hits
        }
        assert library.search("ministers").total == len(numbers) == library.count


def test_a_changed_record_updates_itself_alone(library: Library, cleaned: list[str], tmp_path: Path) -> None:
    """Its neighbours keep what they are; two records that exchange their texts are both changed."""
    path = tmp_path / "news" / "a.jsonl"
    json_lines(path, [1, 2, 3])
    library.sync()
    cleaned.clear()
    path.write_text(path.read_text().replace("ship number 2", "whale number 2"))
    assert library.sync().updated == 1
    assert cleaned == ["r2"]
    assert [hit.id for hit in library.search("whale").hits] == ["r2"]
    cleaned.clear()
    path.write_text(path.read_text().replace("r1", "rX").replace("r3", "r1").replace("rX", "r3"))
    assert library.sync().updated == 2
    assert sorted(cleaned) == ["r1", "r3"]
    assert [hit.id for hit in library.search('"ship number 1"').hits] == ["r3"]


def test_a_file_that_was_looked_at_again_keeps_its_records(library: Library, tmp_path: Path) -> None:
    """A file just written is read by the next sync too; the line that follows is the only article that is new."""
    path = tmp_path / "news" / "a.jsonl"
    json_lines(path, list(range(8)))
    library.sync()
    library.sync()
    json_lines(path, list(range(9)))
    report = library.sync()
    assert (report.added, report.updated, report.unchanged) == (1, 0, 8)


def test_a_file_with_a_problem_keeps_what_was_right(library: Library, cleaned: list[str], tmp_path: Path) -> None:
    """The whole file is read again, but of its records only those are cleaned that are new."""
    path = tmp_path / "news" / "a.jsonl"
    json_lines(path, [1, 2])
    with path.open("a") as file:
        file.write("{broken\n")
    library.sync()
    cleaned.clear()
    json_lines(path, [1, 2, 3])
    library.sync()
    assert cleaned == ["r3"]
    assert library.problems == ()


def test_a_record_that_could_not_be_cleaned_is_tried_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once its file changes, with the records that are new; those that were right stay as they are."""
    tried: list[str] = []
    plain = pipeline.to_article

    def clean(document: Document, *rest: Any, **more: Any) -> Article:
        tried.append(document.id)
        if document.id == "r2" and tried.count("r2") == 1:
            raise ValueError("something")
        return plain(document, *rest, **more)

    monkeypatch.setattr(pipeline, "to_article", clean)
    path = tmp_path / "news" / "a.jsonl"
    json_lines(path, [1, 2, 3])
    (problem,) = library.sync().problems
    assert "r2: could not be cleaned" in problem.reason
    tried.clear()
    tried.append("r2")
    json_lines(path, [1, 2, 3, 4])
    assert library.sync().problems == ()
    assert sorted(tried[1:]) == ["r2", "r4"]
    assert library.count == 4


def test_a_sync_that_was_cut_short_goes_on(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a commit in the middle of a grown file nothing is lost."""
    path = tmp_path / "news" / "a.jsonl"
    json_lines(path, list(range(10)))
    library.sync()
    json_lines(path, [*range(100, 120), *range(10)])
    monkeypatch.setattr("seedread.index.ingest.sync_state.SyncState.commit_due", property(lambda _: True))
    plain = pipeline.to_any_article

    def fail_late(document: Document, knowledge: NameOverrides) -> tuple[Article, str]:
        if document.id == "r115":
            raise KeyboardInterrupt
        return plain(document, knowledge)

    monkeypatch.setattr(pipeline, "to_any_article", fail_late)
    with pytest.raises(KeyboardInterrupt):
        library.sync()
    monkeypatch.setattr(pipeline, "to_any_article", plain)
    assert library.count >= 10
    library.sync()
    assert library.count == 30
    assert sorted(hit.id for hit in library.search("", limit=50).hits) == sorted(
        f"r{n}" for n in [*range(100, 120), *range(10)]
    )


def test_a_rebuild_reads_everything(library: Library, cleaned: list[str], tmp_path: Path) -> None:
    """Whoever asks for it gets every record anew."""
    json_lines(tmp_path / "news" / "a.jsonl", [1, 2, 3])
    library.sync()
    cleaned.clear()
    library.sync(rebuild=True)
    assert sorted(cleaned) == ["r1", "r2", "r3"]


@pytest.mark.parametrize(("name", "write"), [("a.jsonl", json_lines), ("a.csv", csv), ("a.mbox", mbox)])
def test_records_that_were_appended_are_all_that_is_parsed(
    library: Library, parsed: list[str], tmp_path: Path, name: str, write: Callable[[Path, list[int]], None]
) -> None:
    """The records before them are not even parsed, sync after sync, and stay what they were."""
    path = tmp_path / "news" / name
    for n in (3, 4, 4, 6):
        parsed.clear()
        write(path, list(range(n)))
        before = library.count
        report = library.sync()
        assert (report.added, report.updated, report.unchanged) == (n - before, 0, before)
        assert len(parsed) == n - before
        assert library.count == n == library.search("ministers").total


def test_a_file_with_problems_is_read_on_too(library: Library, parsed: list[str], tmp_path: Path) -> None:
    """A broken record and one with the ID of another cost nothing at later syncs, and stay told, with what is new."""
    path = tmp_path / "news" / "a.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": TEXT.format(n)}) + "\n" for n in (1, 2)))
    for more, new in (
        ([json.dumps({"id": "r1", "text": TEXT.format(7)}), "{broken"], ["r1", "r2", "r1"]),
        ([json.dumps({"id": "r3", "text": TEXT.format(3)})], ["r3"]),
        (["[]", json.dumps({"id": "r4", "text": TEXT.format(4)})], ["r4"]),
        ([json.dumps({"id": "r3", "text": TEXT.format(5)})], ["r3", "r1", "r2", "r1", "r3", "r4", "r3"]),
    ):
        parsed.clear()
        with path.open("a") as file:
            file.write("".join(f"{line}\n" for line in more))
        (problem,) = library.sync().problems
        assert parsed == new
        assert "line 4" in problem.reason
    assert library.count == 6
    assert "line 6" in problem.reason


@pytest.mark.usefixtures("cleaned")
def test_an_id_that_another_file_has_is_known_behind_a_bookmark(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A record whose ID was taken got another one; the same ID once more makes the file be read whole."""
    monkeypatch.setattr(sys.modules["seedread.index.sources.reading"], "_LEAST_KNOWN", 1)
    json_lines(tmp_path / "news" / "a.jsonl", [1, 2])
    json_lines(tmp_path / "news" / "b.jsonl", [2, 3])
    library.sync()
    json_lines(tmp_path / "news" / "b.jsonl", [2, 3, 2])
    report = library.sync()
    assert (report.added, library.count) == (1, 5)
    (problem,) = report.problems
    assert "has the ID or address of another one" in problem.reason
