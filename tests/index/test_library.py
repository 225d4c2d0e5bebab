from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from seedread.index import (
    NONE,
    Damaged,
    Library,
    LibraryError,
    Locked,
    NotFound,
    Progress,
    QueryError,
    Selection,
    SourceMissing,
    Untrusted,
)
from seedread.index.files.lock import locked
from seedread.index.storage import manifest as layout

TALKS = """\
Putin Visits Tehran For Talks On Gas

TEHRAN – Russian President Vladimir Putin met Iranian President Masoud Pezeshkian on Friday to discuss gas deliveries.

The two men agreed to hold further talks on the northern pipeline next month, officials of both sides said.
"""
STRIKE = """\
Rail Strike Halts Trains Across France

PARIS – Railway workers in France stopped work on Monday in a dispute over pensions, and most trains stood still.

President Emmanuel Macron said that talks with the unions would go on for as long as they were needed.
"""
WEATHER = """\
Storm Expected Along The Coast

A storm is expected along the coast on Thursday, and harbours will be closed until the wind drops, a spokesman said.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("talks.txt", TALKS), ("strike.txt", STRIKE), ("weather.txt", WEATHER)):
        write(folder / name, text)
    return folder


def write(path: Path, text: str, age: int = 60) -> None:
    path.write_text(text, encoding="utf-8")
    then = time.time() - age
    os.utime(path, (then, then))


def ids(library: Library, text: str = "", selection: Selection | None = None) -> set[str]:
    return {hit.id for hit in library.search(text, selection).hits}


def test_before_the_first_sync_nothing_is_found(news: Path) -> None:
    """A library that was never synced is empty and says that it is to be synced."""
    with Library.open([news]) as library:
        assert library.count == library.generation == library.search("gas").total == 0
        assert library.pending()
        with pytest.raises(NotFound):
            library.get("talks.txt")


def test_the_whole_way(news: Path) -> None:
    """From files to hits, facets, article and raw document."""
    with Library.open([news]) as library:
        report = library.sync()
        assert (report.added, report.updated, report.removed, report.unchanged) == (3, 0, 0, 0)
        assert not library.pending()
        results = library.search("gas talks")
        assert (results.total, [hit.id for hit in results.hits]) == (1, ["talks.txt"])
        hit = results.hits[0]
        assert hit.title == "Putin Visits Tehran For Talks On Gas"
        assert [text for text, match in hit.highlighted_title if match] == ["Talks", "Gas"]
        assert "".join(text for text, _ in hit.snippet).strip("…") in library.get(hit.id).body.replace("\n", " ")
        assert {text for text, match in hit.snippet if match} <= {"gas", "talks"}
        assert {row.value for row in results.facets["country"].values} == {"RU", "IR"}
        assert [row.label for row in results.facets["leader"].values] == ["Masoud Pezeshkian", "Vladimir Putin"]
        assert library.get("talks.txt").paragraphs[0].startswith("TEHRAN – Russian President")
        assert library.raw("talks.txt") == TALKS.encode()


def test_facets_narrow(news: Path) -> None:
    """Chosen values leave what they say, and none is a value."""
    with Library.open([news]) as library:
        library.sync()
        assert ids(library, "talks", Selection().set("leader", "emmanuel-macron.fr", "include")) == {"strike.txt"}
        assert ids(library, "", Selection().set("country", "FR", "exclude")) == {"talks.txt", "weather.txt"}
        assert ids(library, "", Selection().set("leader", NONE, "include")) == {"weather.txt"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("country:russia", {"talks.txt"}),
        ("country:RU", {"talks.txt"}),
        ("country:french", {"strike.txt"}),
        ("country:(russia OR france)", {"talks.txt", "strike.txt"}),
        ("-country:*", {"weather.txt"}),
        ("leader:putin", {"talks.txt"}),
        ('who:"vladimir putin"', {"talks.txt"}),
        ("who:pezeshkiyan", {"talks.txt"}),
        ("talks -leader:macron", {"talks.txt"}),
        ("country:peru", set()),
    ],
)
def test_names_in_a_query(news: Path, text: str, found: set[str]) -> None:
    """A facet value is found by name, code, demonym, surname and spelling."""
    with Library.open([news]) as library:
        library.sync()
        assert ids(library, text) == found


def test_an_unknown_name_is_told_with_what_is_near(news: Path) -> None:
    """A name that no article has gives no hits and a notice with the nearest one and its count."""
    with Library.open([news]) as library:
        library.sync()
        results = library.search("gas country:rusia")
        assert results.total == 0
        assert "did you mean Russia (1)?" in results.notices[0].message
        assert (results.notices[0].start, results.notices[0].end) == (12, 17)


def test_while_typing(news: Path) -> None:
    """The last word may be unfinished, in the text and in a facet's name."""
    with Library.open([news]) as library:
        library.sync()
        assert library.search("pipel", typing=True).total == 1
        assert library.search("pipel").total == 0
        assert library.search("country:fra", typing=True).total == 1
        with pytest.raises(QueryError):
            library.search("gas )")


def test_sync_follows_the_files(news: Path) -> None:
    """New, changed, touched and removed files are seen; what did not change is not read again."""
    with Library.open([news]) as library:
        library.sync()
        write(news / "talks.txt", TALKS.replace("gas", "oil"), age=50)
        write(news / "new.txt", WEATHER, age=50)
        os.utime(news / "weather.txt", (1, 1))
        (news / "strike.txt").unlink()
        assert library.pending()
        report = library.sync()
        assert (report.added, report.updated, report.removed, report.unchanged) == (1, 1, 1, 1)
        assert ids(library) == {"talks.txt", "weather.txt", "new.txt"}
        assert ids(library, "pipeline oil") == {"talks.txt"}
        assert not ids(library, "strike")
        assert library.sync().unchanged == 3


def test_a_change_within_one_tick_of_the_clock_is_seen(news: Path) -> None:
    """A file rewritten at once after the sync, with the same size and time, is still found to be another."""
    path = news / "weather.txt"
    path.write_text(WEATHER, encoding="utf-8")
    stamp = path.stat().st_mtime_ns
    with Library.open([news]) as library:
        library.sync()
        path.write_text(WEATHER.replace("coast", "shore"), encoding="utf-8")
        os.utime(path, ns=(stamp, stamp))
        assert library.sync().updated == 1
        assert ids(library, "shore") == {"weather.txt"}


def test_a_reader_sees_the_next_generation(news: Path) -> None:
    """A library that is open notices what another one has synced."""
    with Library.open([news]) as reader, Library.open([news]) as writer:
        writer.sync()
        before = reader.generation
        write(news / "new.txt", WEATHER)
        writer.sync()
        assert reader.refresh()
        assert reader.generation > before
        assert not reader.refresh()
        assert "new.txt" in ids(reader, "harbours")


def test_what_cannot_be_read_stops_nothing(news: Path) -> None:
    """A bad file is listed with its reason, with every sync, until it can be read."""
    (news / "bad.txt").write_bytes(b"\x7fELF\0\0\0\1" * 10)
    with Library.open([news]) as library:
        report = library.sync()
        assert report.added == 3
        assert [(Path(p.path).name, p.reason) for p in report.problems] == [
            ("bad.txt", "programs are not supported: they contain no articles")
        ]
        assert library.problems == library.sync().problems == report.problems
        write(news / "bad.txt", WEATHER)
        assert not library.sync().problems


def test_a_folder_that_is_away_keeps_its_articles(news: Path, tmp_path: Path) -> None:
    """Articles of a folder that cannot be looked at now (an unmounted disk) stay."""
    with Library.open([news]) as library:
        library.sync()
        news.rename(tmp_path / "away")
        report = library.sync()
        assert report.removed == 0
        assert report.problems[0].reason == "no such file or folder"
        assert library.count == 3


def test_ids_of_two_files_stay_apart(tmp_path: Path) -> None:
    """Two files whose records have one id give two articles, and removing one file leaves the other's."""
    news = tmp_path / "news"
    news.mkdir()
    for name in ("a", "b"):
        record = json.dumps({"id": "1", "text": f"{WEATHER} This is {name}."})
        write(news / f"{name}.jsonl", record)
    with Library.open([news]) as library:
        library.sync()
        assert ids(library) == {"1", "b.jsonl#1"}
        assert b"This is b." in library.raw("b.jsonl#1")
        (news / "a.jsonl").unlink()
        library.sync()
        assert ids(library) == {"b.jsonl#1"}


def test_progress_is_told(news: Path) -> None:
    """Progress counts every file and ends with done."""
    told: list[Progress] = []
    with Library.open([news]) as library:
        library.sync(told.append)
    assert [step.done for step in told if step.phase == "reading"] == [0, 1, 2, 3]
    assert told[-1] == Progress(3, 3, "done")


def test_several_processes_give_the_same(tmp_path: Path) -> None:
    """Reading with more processes gives the same articles in the same order."""
    news = tmp_path / "news"
    news.mkdir()
    for n in range(70):
        write(news / f"{n:02}.txt", TALKS.replace("Friday", f"day {n}"))
    with Library.open([news], tmp_path / "one") as one, Library.open([news], tmp_path / "two") as two:
        assert one.sync().added == two.sync(jobs=2).added == 70
        for text in ("", "gas", '"day 7"'):
            assert [hit.id for hit in one.search(text, limit=100).hits] == [
                hit.id for hit in two.search(text, limit=100).hits
            ]


def test_a_second_writer_is_told(news: Path) -> None:
    """Only one process writes; the second is told who does, and reading goes on."""
    with Library.open([news]) as library:
        library.sync()
        with locked(library.directory / "lock"), pytest.raises(Locked, match=str(os.getpid())):
            library.sync()
        assert library.count == 3


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_library_that_others_can_write_is_not_opened(news: Path, mode: int) -> None:
    """A folder or file that group or others may write is refused before anything in it is read."""
    with Library.open([news]) as library:
        library.sync()
        where = library.directory
    victim = next(where.glob("index-*/*.toc"))
    victim.chmod(mode)
    with pytest.raises(Untrusted, match="chmod"):
        Library.open([news])
    victim.chmod(0o600)
    where.chmod(mode)
    with pytest.raises(Untrusted):
        Library.open([news])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_library_of_somebody_else_is_not_opened(news: Path) -> None:
    """A file that belongs to another user is refused."""
    with Library.open([news]) as library:
        library.sync()
        where = library.directory
    os.chown(next(where.glob("index-*/*.toc")), 12345, 12345)
    with pytest.raises(Untrusted, match="another user"):
        Library.open([news])


def test_a_link_in_a_library_is_refused(news: Path, tmp_path: Path) -> None:
    """A link could lead to files of somebody else."""
    with Library.open([news]) as library:
        library.sync()
        where = library.directory
    (tmp_path / "elsewhere").mkdir()
    (where / "index-9").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Untrusted, match="link"):
        Library.open([news])


def test_another_version_is_rebuilt(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When cleaner, names or schema changed, the next sync reads everything anew and leaves one index."""
    with Library.open([news]) as library:
        library.sync()
        monkeypatch.setattr("seedread.index.storage.versions.CLEANING_VERSION", -1)
        assert library.pending()
        assert library.sync().added == 3
        assert not library.pending()
        assert ids(library, "gas") == {"talks.txt"}
        assert len(list(library.directory.glob("index-*"))) == 1


@pytest.mark.filterwarnings("ignore:unclosed file", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("victim", ["manifest.json", "files-*.json", "index-*/*.toc", "index-*/*.seg"])
def test_broken_files_are_rebuilt(news: Path, victim: str) -> None:
    """A file cut in the middle gives a clear error or still the right answer, never a wrong one; a sync mends it."""
    with Library.open([news]) as library:
        library.sync()
        path = next(library.directory.glob(victim))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with Library.open([news]) as library:
        try:
            assert ids(library, "gas") == {"talks.txt"}
        except Damaged as error:
            assert "seedread index" in error.message  # noqa: PT017 (either outcome is good)
        library.sync()
        assert ids(library, "gas") == {"talks.txt"}


def test_a_place_that_cannot_be_written(news: Path, tmp_path: Path) -> None:
    """Where the library cannot be made, the message says what to do."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="--library"), Library.open([news], tmp_path / "file" / "library") as library:
        library.sync()


def test_missing_sources(tmp_path: Path) -> None:
    """A path that is not there is refused at once."""
    with pytest.raises(SourceMissing, match="nowhere"):
        Library.open([tmp_path / "nowhere"])


def test_names_of_libraries_differ(news: Path, tmp_path: Path) -> None:
    """Each set of sources has a place of its own, and an id in a moved folder stays."""
    with Library.open([news]) as one, Library.open([news, tmp_path]) as two:
        assert one.directory != two.directory
        assert one.name == "news"


def test_a_kill_leaves_the_last_generation(tmp_path: Path) -> None:
    """Killed at whatever step of a commit, the library opens with whole articles and the next sync completes it."""
    news = tmp_path / "news"
    news.mkdir()
    for n in range(40):
        write(news / f"{n:02}.txt", TALKS.replace("Friday", f"day {n}"))
    environment = {**os.environ, "PYTHONPATH": str(Path(layout.__file__).parents[3])}
    before = 0
    for attempt, step in enumerate((1, 6, 17, 24, 11, 33)):
        code = textwrap.dedent(f"""
            import itertools, os, time
            from seedread.index import Library
            from seedread.index.ingest import sync_state
            sync_state._FIRST_COMMIT = 0
            sync_state.SyncState.step = property(lambda self: 0, lambda self, value: None)
            fsync, steps = os.fsync, itertools.count(1)
            def fsync_and_stop(handle):
                fsync(handle)
                if next(steps) == {step}:
                    print("at it", flush=True)
                    time.sleep(600)
            os.fsync = fsync_and_stop
            with Library.open([{str(news)!r}], {str(tmp_path / "library")!r}) as library:
                library.sync()
        """)
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"at it\n"
            writer.send_signal(signal.SIGKILL)
        assert writer.returncode == -signal.SIGKILL
        with Library.open([news], tmp_path / "library") as library:
            found = library.search("gas", limit=100)
            assert found.total == library.count == len({hit.id for hit in found.hits})
            assert all("gas" in library.get(hit.id).body for hit in found.hits)
            assert before <= found.total < 40
            before = found.total
        write(news / f"more{attempt}.txt", TALKS)
    assert before > 0
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        assert library.search("gas").total == 46
        assert not library.pending()
