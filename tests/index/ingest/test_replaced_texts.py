"""When the words of an article in a file change, the older text is kept, whatever happens to the library."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from child_processes import environment, run_together

from seedread.index import Library
from seedread.index.following.followed import follow
from seedread.index.following.versions import versions_of
from seedread.index.ingest import rebuild_reasons
from seedread.index.shelf import Shelf
from seedread.index.storage.modes import Readers
from seedread.tui.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "The ministers met in Oslo on Friday.\n\nThey agreed on the price of gas for the winter."
SECOND = "The ministers met in Oslo on Friday.\n\nThey did not agree on the price of gas for the winter."
THIRD = "The ministers met in Oslo on Saturday.\n\nThey did not agree on any price for the winter."


def write(path: Path, text: str, title: str = "Talks In Oslo") -> None:
    """Write an article as another program does: under a new time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\n---\n\n{text}\n")
    at = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(at, at))


def bodies(library: Library, article: str) -> list[str]:
    """Return the texts of the versions of an article, the oldest first."""
    return ["\n\n".join(version.article.paragraphs) for version in versions_of(library, article)]


def synced(folder: Path, place: Path | None = None) -> Library:
    library = Library.open([folder], place)
    library.sync()
    return library


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with an article in its second version."""
    folder = tmp_path / "news"
    write(folder / "talks.md", FIRST)
    write(folder / "bridge.md", "The bridge of Bergen was closed on Monday.", "Bridge Is Closed")
    synced(folder).close()
    write(folder / "talks.md", SECOND)
    synced(folder).close()
    return folder


def test_a_change_of_words_is_a_version(news: Path) -> None:
    """The older text is kept with its time and names; the index has the new one and knows that it changed."""
    with synced(news) as library:
        follow(library, Shelf(), None)
        older, newest = versions_of(library, "talks.md")
        assert ("\n\n".join(older.article.paragraphs), older.n, older.article.title) == (FIRST, 1, "Talks In Oslo")
        assert [country.code for country in older.article.countries] == ["NO"]
        assert older.fetched.endswith("Z")
        assert (newest.n, "\n\n".join(newest.article.paragraphs)) == (2, SECOND)
        assert [hit.id for hit in library.search("is:changed").hits] == ["talks.md"]
        assert library.search("is:changed").hits[0].changed
        assert bodies(library, "bridge.md") == ["The bridge of Bergen was closed on Monday."]


def test_a_change_of_anything_else_is_none(news: Path) -> None:
    """Time, space, capitals, and lines that are stripped make no version."""
    text = SECOND.replace("winter.", "winter.\n\nShare this article on Facebook\n\nAdvertisement").replace(
        "\n\n", "\n\n\n"
    )
    write(news / "talks.md", text, "TALKS IN OSLO")
    with synced(news) as library:
        assert "Advertisement" not in library.get("talks.md").body
        assert len(versions_of(library, "talks.md")) == 2


def test_a_text_that_comes_back_is_a_version_again(news: Path) -> None:
    """Every text is kept that was replaced, the same one twice."""
    for text in (FIRST, SECOND, THIRD):
        write(news / "talks.md", text)
        synced(news).close()
    with synced(news) as library:
        assert bodies(library, "talks.md") == [FIRST, SECOND, FIRST, SECOND, THIRD]


@pytest.mark.parametrize("how", ["rebuild", "wiped cache", "cleaned again"])
def test_a_new_index_keeps_the_versions(news: Path, how: str, hermetic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no part of the library, and a rule or version that cleans differently makes none."""
    if how == "wiped cache":
        shutil.rmtree(hermetic / "cache")
    if how == "cleaned again":
        now = rebuild_reasons.made_of()
        monkeypatch.setattr("seedread.index.ingest.library_writer.made_of", lambda: now)
        monkeypatch.setattr("seedread.index.ingest.pipeline.clean", _clean_less)
    with Library.open([news]) as library:
        library.sync(rebuild=how != "wiped cache")
        follow(library, Shelf(), None)
        assert bodies(library, "talks.md")[0] == FIRST
        assert len(versions_of(library, "talks.md")) == 2
        assert library.search("is:changed").total == 1


def _clean_less(text: str, **given: object) -> object:
    from seedread.index.cleaning import clean  # noqa: PLC0415 (the one that is replaced)

    return clean(f"{text}\n\nA sentence that an older program did not see in this text.", **given)  # type: ignore[arg-type]


def test_a_moved_file_keeps_its_versions(news: Path) -> None:
    """Under its new name it goes on; a copy of a file that is still there begins anew."""
    shutil.copy(news / "talks.md", news / "copy.md")
    synced(news).close()
    (news / "talks.md").rename(news / "moved.md")
    synced(news).close()
    write(news / "moved.md", THIRD)
    with synced(news) as library:
        assert bodies(library, "moved.md") == [FIRST, SECOND, THIRD]
        assert bodies(library, "copy.md") == [SECOND]


def test_a_moved_folder_keeps_its_versions(news: Path, tmp_path: Path) -> None:
    """So does a folder that is read as part of another one."""
    (tmp_path / "archive").mkdir()
    news.rename(tmp_path / "archive" / "old")
    with synced(tmp_path / "archive") as library:
        assert bodies(library, "old/talks.md") == [FIRST, SECOND]


def test_a_file_that_moves_out_of_an_empty_source_keeps_its_versions(tmp_path: Path) -> None:
    """A sync that prunes a source without files knows a text again that went to another source."""
    sources = [tmp_path / "a", tmp_path / "b"]
    sources[0].mkdir()
    write(sources[1] / "bridge.md", "The bridge of Bergen was closed on Monday.", "Bridge Is Closed")
    with Library.open(sources, tmp_path / "library") as library:
        for text in (FIRST, SECOND):
            write(sources[0] / "talks.md", text)
            library.sync()
        (sources[0] / "talks.md").rename(sources[1] / "talks.md")
        library.sync(prune=True)
        (found,) = library.search("talks").hits
        assert bodies(library, found.id) == [FIRST, SECOND]


def test_a_removed_file_that_comes_back_has_its_versions(news: Path) -> None:
    """Removing a file removes no older text."""
    (news / "talks.md").unlink()
    synced(news).close()
    write(news / "talks.md", SECOND)
    with synced(news) as library:
        assert bodies(library, "talks.md") == [FIRST, SECOND]


def test_a_record_has_versions_of_its_own(tmp_path: Path) -> None:
    """Of a file with several articles, only the one that changed has an older text."""
    path = tmp_path / "news" / "wire.jsonl"
    path.parent.mkdir()
    for text in (FIRST, SECOND):
        records = [{"id": "a", "title": "Talks", "text": text}, {"id": "b", "title": "Bridge", "text": "Closed today."}]
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        synced(path.parent).close()
    with synced(path.parent) as library:
        ids = sorted(hit.id for hit in library.search("*").hits)
        assert [len(versions_of(library, one)) for one in ids] == [2, 1]


def test_fetched_articles_are_left_to_the_archive(tmp_path: Path) -> None:
    """Their versions are in the archive: nothing is kept twice."""
    path = tmp_path / "archive" / "a.jsonl"
    path.parent.mkdir()
    with Library.open([path.parent], tmp_path / "library") as library:
        for day, text in enumerate((FIRST, SECOND), 27):
            record = {"id": "1" * 16, "url": "https://a.example/1", "title": "Talks", "feeds": ["a"], "text": text,
                      "fetched": f"2026-11-{day}T12:00:00Z"}  # fmt: skip
            with path.open("a") as file:
                file.write(json.dumps(record, separators=(",", ":")) + "\n")
            library.sync()
        assert len(versions_of(library, "1" * 16)) == 2
        assert not library.revisions.path.exists()


def test_a_given_library_has_them_beside_it(tmp_path: Path) -> None:
    """Whoever may read the library may read them, and nobody else; none are in the library, which can be deleted."""
    write(tmp_path / "news" / "talks.md", FIRST)
    with synced(tmp_path / "news", tmp_path / "library") as library:
        write(tmp_path / "news" / "talks.md", SECOND)
        library.sync()
        path = library.revisions.path
        assert path == tmp_path / "library.versions.sqlite"
        assert path.stat().st_mode & 0o777 == 0o600
        library.share(Readers.EVERYBODY)
        assert path.stat().st_mode & 0o777 == 0o644
    shutil.rmtree(tmp_path / "library")
    with synced(tmp_path / "news", tmp_path / "library") as library:
        assert bodies(library, "talks.md") == [FIRST, SECOND]


@pytest.mark.parametrize("name", ["..", "../../library/.", "../../link"])
def test_a_library_has_one_file_under_all_names_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever leads to the folder, the older texts are beside it, and none are in it."""
    write(tmp_path / "news" / "talks.md", FIRST)
    inside = tmp_path / "library" / "inside"
    inside.mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "library")
    monkeypatch.chdir(inside)
    with Library.open([tmp_path / "news"], name) as library:
        library.sync()
        write(tmp_path / "news" / "talks.md", SECOND)
        library.sync()
        assert library.revisions.path == tmp_path / "library.versions.sqlite"
        assert bodies(library, "talks.md") == [FIRST, SECOND]


def test_a_full_store_drops_the_oldest_of_the_most_versioned(tmp_path: Path) -> None:
    """Articles with one older text keep it; those with many lose their first ones, and keep their numbers."""
    news = tmp_path / "news"
    write(news / "talks.md", FIRST)
    write(news / "bridge.md", "The bridge of Bergen was closed on Monday.", "Bridge Is Closed")
    with synced(news) as library:
        write(news / "bridge.md", "The bridge of Bergen was opened on Friday.", "Bridge Is Closed")
        library.sync()
        library.revisions.most = 60_000
        for n in range(12):
            prices = " ".join(hashlib.sha256(f"{n} {city}".encode()).hexdigest() for city in range(150))
            write(news / "talks.md", f"{FIRST}\n\nThe price is {n} euros in all of the cities: {prices}.")
            library.sync()
        assert len(versions_of(library, "bridge.md")) == 2
        kept = versions_of(library, "talks.md")
        assert [version.n for version in kept] == list(range(14 - len(kept), 14))
        assert 2 < len(kept) < 13
        assert library.revisions.path.stat().st_size < 80_000
        assert "is 11 euros" in kept[-1].article.body
        assert "is 10 euros" in kept[-2].article.body


def test_none_are_kept_where_none_are_wanted(tmp_path: Path) -> None:
    """With a cap of 0 an article that changes has no version, and nothing is written."""
    write(tmp_path / "news" / "talks.md", FIRST)
    with synced(tmp_path / "news") as library:
        library.revisions.most = 0
        write(tmp_path / "news" / "talks.md", SECOND)
        library.sync()
        assert bodies(library, "talks.md") == [SECOND]
        assert not library.revisions.path.exists()


def test_a_setting_says_how_much_is_kept(news: Path, hermetic: Path) -> None:
    """The commands follow it: with 0 a change keeps no older text."""
    (hermetic / "config" / "seedread").mkdir(parents=True)
    (hermetic / "config" / "seedread" / "config.toml").write_text("[library]\nversions = 0\n")
    write(news / "talks.md", THIRD)
    assert main(["index", str(news)]) == 0
    with synced(news) as library:
        assert bodies(library, "talks.md") == [FIRST, THIRD]


def fill(path: Path) -> None:
    with suppress(OSError), path.open("wb", 0) as file:
        while True:
            file.write(b"x" * 4096)


def test_a_full_disk_is_told_and_the_sync_goes_on(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new text is indexed, and the report says what to do; with room again, the next change is kept."""
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk))
    write(tmp_path / "news" / "talks.md", FIRST)
    with synced(tmp_path / "news") as library:
        filler = small_disk / "filler"
        fill(filler)
        write(tmp_path / "news" / "talks.md", SECOND)
        (problem,) = library.sync().problems
        assert "full: free some space" in problem.reason
        assert "did not agree" in library.get("talks.md").body
        filler.unlink()
        write(tmp_path / "news" / "talks.md", THIRD)
        assert library.sync().problems == ()
        assert bodies(library, "talks.md")[-2:] == [SECOND, THIRD]


def test_a_file_that_is_no_store_is_told(news: Path, hermetic: Path) -> None:
    """The sync goes on, nothing of the file is changed, and the versions of an article say what is wrong."""
    path = hermetic / "data" / "seedread" / "versions.sqlite"
    path.write_bytes(b"something else " * 100)
    write(news / "talks.md", THIRD)
    with synced(news) as library:
        assert "damaged" in library.problems[0].reason
        assert "any price" in library.get("talks.md").body
    assert path.read_bytes() == b"something else " * 100
    assert main(["versions", "talks.md", str(news)]) == 3


IMPORTS = """\
import os, signal, sys
from pathlib import Path
from seedread.index import Library
from seedread.index.ingest.sync_state import SyncState
from seedread.index.revisions.revisions import Revisions
"""
KILLED = f"""\
{IMPORTS}
news, left = Path(sys.argv[1]), int(sys.argv[2])
def counted(function):
    def run(*given, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*given, **named)
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return run
Revisions.keep = counted(Revisions.keep)
SyncState.commit = counted(SyncState.commit)
SyncState.commit_due = True
with Library.open([news]) as library:
    library.sync()
"""


def test_a_killed_sync_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Killed before or after each write, and then with other words in the files, every text is kept once."""
    news = tmp_path / "news"
    written: dict[str, list[str]] = {f"{n}.md": [] for n in range(3)}
    for step in range(10):
        for name, texts in written.items():
            texts.append(f"Report {name} says in its text number {step} that the talks went on.")
            write(news / name, texts[-1])
        killed = subprocess.run([sys.executable, "-c", KILLED, str(news), str(step)], check=False, env=environment())
        assert killed.returncode in (0, -signal.SIGKILL)
        with Library.open([news]) as library:
            if step % 2:  # else the next sync finds the texts of the next step
                library.sync()
    with synced(news) as library:
        for name, texts in written.items():
            found = bodies(library, name)
            assert len(set(found)) == len(found), "nothing twice"
            assert found[-1] == texts[-1]
            assert set(texts[1::2]) <= set(found), "a text that was indexed is kept"
            assert [version.n for version in versions_of(library, name)] == list(range(1, len(found) + 1))


HALF_WRITTEN = f"""\
{IMPORTS}
with Library.open([Path(sys.argv[1])]) as library, library.revisions._database.writing() as connection:
    connection.execute("PRAGMA cache_size = 1")  # pages go to the file before the end of the transaction
    for n in range(200):
        row = ("", f"none-{{n}}", 1, "", "", "", os.urandom(5000))
        connection.execute("INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_is_rolled_back(news: Path, hermetic: Path) -> None:
    """A file that was half written is whole for whoever opens it next: a reader, or a sync with another change."""
    path = hermetic / "data" / "seedread" / "versions.sqlite"
    for text in (SECOND, THIRD):
        write(news / "talks.md", text)
        subprocess.run([sys.executable, "-c", HALF_WRITTEN, str(news)], check=False, env=environment())
        assert path.with_name("versions.sqlite-journal").exists()
        with Library.open([news]) as library:
            if text == SECOND:
                assert bodies(library, "talks.md") == [FIRST, SECOND]
            assert library.sync().problems == ()
    with synced(news) as library:
        assert bodies(library, "talks.md") == [FIRST, SECOND, THIRD]


TOGETHER = """\
folder = Path(sys.argv[1])
with Library.open([folder]) as library:
    library.sync()
    for text in range(1, 6):
        for n in range(4):
            (folder / f"{n}.md").write_text(f"# Talks {n}\\n\\nThe talks of {folder.name} went on for {text} hours.\\n")
        library.sync()
"""


def test_two_writers_lose_and_double_nothing(tmp_path: Path) -> None:
    """Two libraries that sync at once write one file in turn."""
    folders = [tmp_path / name for name in ("oslo", "rome")]
    for folder in folders:
        folder.mkdir()
        for n in range(4):
            (folder / f"{n}.md").write_text(f"# Talks {n}\n\nThe talks of {folder.name} went on for 0 hours.\n")
    for _, errors in run_together(IMPORTS, TOGETHER, [[str(folder)] for folder in folders]):
        assert errors == ""
    for folder in folders:
        with synced(folder) as library:
            for n in range(4):
                expected = [f"The talks of {folder.name} went on for {text} hours." for text in range(6)]
                assert bodies(library, f"{n}.md") == expected
