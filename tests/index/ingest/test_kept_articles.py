"""What a sync does not remove: articles of sources that cannot be seen now, and most of a library at once."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from child_processes import environment

from seedread.index import Library, SourceMissing
from seedread.index.storage import manifest as layout
from seedread.index.storage.manifest import KeptArticles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LONG_AGO = 1_700_000_000


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


def article(n: int | str) -> str:
    return f"Talks Number {n} Open In Oslo\n\nTalks number {n} opened in Oslo, Norway, on Monday, a spokesman said.\n"


def fill(folder: Path, count: int, first: int = 0) -> Path:
    for n in range(first, first + count):
        put(folder / f"{n:03}.txt", article(n))
    return folder


def records(path: Path, numbers: range) -> Path:
    put(path, "".join(json.dumps({"id": f"r{n}", "text": article(n)}) + "\n" for n in numbers))
    return path


def opened(tmp_path: Path, *paths: Path) -> Library:
    return Library.open(paths or None, tmp_path / "library")


def synced(tmp_path: Path, *paths: Path) -> None:
    with opened(tmp_path, *paths) as library:
        library.sync()


def kept(library: Library, *, rebuild: bool = False, prune: bool = False) -> tuple[int, list[tuple[str, int]]]:
    """Sync, and return how many were removed, and what was kept."""
    report = library.sync(rebuild=rebuild, prune=prune)
    assert library.kept == report.kept
    assert not library.pending()
    return report.removed, [(Path(one.path).name, one.articles) for one in report.kept]


@pytest.fixture
def as_reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Return what makes a folder or file unreadable for this process, even where it is root's."""
    hidden: set[str] = set()
    listed, plain = os.scandir, os.open

    def refused(path: object) -> bool:
        return any(str(path) == one or str(path).startswith(f"{one}/") for one in hidden)

    def scandir(path: object = ".") -> object:
        if refused(path):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)  # type: ignore[call-overload]

    def open_(path: object, *rest: object, **more: object) -> int:
        if refused(path):
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "open", open_)
    return lambda path: hidden.add(str(path))


def test_one_source_that_is_missing_keeps_its_own_articles_alone(tmp_path: Path) -> None:
    """Of two sources the missing one keeps all it held, and the other is followed: what went from it goes."""
    a, b = fill(tmp_path / "a", 5), fill(tmp_path / "b", 5)
    synced(tmp_path, a, b)
    a.rename(tmp_path / "away")
    (b / "000.txt").unlink()
    put(b / "new.txt", article("new"))
    with opened(tmp_path) as library:
        assert kept(library) == (1, [("a", 5)])
        assert library.count == 10
        assert kept(library) == (0, [("a", 5)])
        assert any(problem.path == str(a) for problem in library.problems)
        (tmp_path / "away").rename(a)
        assert library.pending()
        assert kept(library) == (0, [])


@pytest.mark.parametrize("count", [1, 3, 80])
def test_an_empty_source_removes_nothing(tmp_path: Path, count: int) -> None:
    """A source that is there and holds nothing where it held articles keeps them, however many they were."""
    source = fill(tmp_path / "news", count)
    synced(tmp_path, source)
    shutil.rmtree(source)
    source.mkdir()
    with opened(tmp_path) as library:
        for _ in range(2):
            assert kept(library) == (0, [("news", count)])
        assert kept(library, prune=True) == (count, [])
        assert library.count == 0


def test_a_source_and_a_folder_that_cannot_be_read(tmp_path: Path, as_reader: Callable[[Path], None]) -> None:
    """What may not be looked into keeps its articles: a folder of a source, or all of it."""
    source = fill(tmp_path / "news", 3)
    fill(source / "inner", 4)
    synced(tmp_path, source)
    as_reader(source / "inner")
    with opened(tmp_path) as library:
        assert kept(library) == (0, [("inner", 4)])
        as_reader(source)
        assert kept(library) == (0, [("news", 7)])
        assert library.count == 7


@pytest.mark.parametrize("what", ["empty", "binary", "unreadable"])
def test_a_file_in_which_nothing_can_be_read_keeps_its_articles(
    tmp_path: Path, as_reader: Callable[[Path], None], what: str
) -> None:
    """Emptied, overwritten or unreadable, a file removes nothing, and the list of problems says so."""
    source = fill(tmp_path / "news", 3)
    path = records(source / "all.jsonl", range(10, 20))
    synced(tmp_path, source)
    if what == "unreadable":
        os.utime(path, (LONG_AGO + 1, LONG_AGO + 1))
        as_reader(path)
    else:
        path.write_bytes(b"" if what == "empty" else b"\x7fELF\0\0\0\1" * 10)
    with opened(tmp_path) as library:
        for rebuild in (False, False, True, True):
            report = library.sync(rebuild=rebuild)
            assert (report.removed, report.kept, library.count) == (0, (), 13)
            assert "its 10 articles are kept" in report.problems[0].reason
            assert library.search("12").total == 1
        assert library.sync(prune=True).removed == 10
        assert library.count == 3


def test_a_source_that_is_one_file(tmp_path: Path) -> None:
    """A file that is a source keeps its articles when it is missing or emptied, and that is told of a source."""
    path = records(tmp_path / "all.jsonl", range(3))
    single = tmp_path / "one.txt"
    put(single, article("alone"))
    synced(tmp_path, path, single)
    put(path, "")
    single.unlink()
    with opened(tmp_path) as library:
        removed, told = kept(library)
        assert (removed, sorted(told)) == (0, [("all.jsonl", 3), ("one.txt", 1)])
        assert library.count == 4
        records(path, range(3))
        put(single, article("alone"))
        assert kept(library) == (0, [])


@pytest.mark.parametrize(("before", "gone", "stay"), [(50, 26, True), (50, 25, False), (49, 48, False), (80, 79, True)])
def test_more_than_half_of_a_library(tmp_path: Path, before: int, gone: int, stay: bool) -> None:  # noqa: FBT001
    """A sync that would remove more than half of 50 articles and more keeps them; what is new is still taken in."""
    source = fill(tmp_path / "news", before)
    synced(tmp_path, source)
    for n in range(gone):
        (source / f"{n:03}.txt").unlink()
    put(source / "new.txt", article("brandnew"))
    with opened(tmp_path) as library:
        report = library.sync()
        assert (report.added, report.removed) == (1, 0 if stay else gone)
        assert library.search("brandnew").total == 1
        assert library.count == before + 1 - report.removed
        if stay:
            reason = f"{gone} of {before} articles are no longer in the files, and are kept"
            assert report.kept == (KeptArticles("", gone, reason),)
            assert kept(library, prune=True) == (gone, [])
            assert library.count == before + 1 - gone


def test_what_was_kept_stays_kept_in_a_grown_library(tmp_path: Path) -> None:
    """New articles do not turn what was kept into a small share that goes without a question."""
    source = fill(tmp_path / "news", 60)
    synced(tmp_path, source)
    for n in range(40):
        (source / f"{n:03}.txt").unlink()
    with opened(tmp_path) as library:
        assert kept(library) == (0, [("", 40)])
        fill(source / "more", 200, first=1000)
        for rebuild in (False, True, False):
            assert kept(library, rebuild=rebuild) == (0, [("", 40)])
            assert library.count == 260
        put(source / "000.txt", article(0))
        assert kept(library) == (0, [("", 39)])


def test_files_that_moved_are_not_lost(tmp_path: Path) -> None:
    """A folder that is renamed moves its articles, however many: nothing is kept twice."""
    source = fill(tmp_path / "news" / "old", 60).parent
    synced(tmp_path, source)
    (source / "old").rename(source / "new")
    with opened(tmp_path) as library:
        assert kept(library) == (60, [])
        assert library.count == 60


def test_records_that_move_to_another_file_are_not_lost(tmp_path: Path) -> None:
    """Records under the ids that they had, in another file now, count as moved."""
    source = tmp_path / "news"
    path = records(source / "a.jsonl", range(60))
    synced(tmp_path, source)
    path.unlink()
    records(source / "b.jsonl", range(61))
    with opened(tmp_path) as library:
        removed, told = kept(library)
        assert (removed, told, library.count) == (0, [], 61)


def test_a_file_of_many_that_was_cut_short(tmp_path: Path) -> None:
    """Articles count, not files: a file of 200 records in place of which stands one of 10 keeps the 190."""
    source = tmp_path / "news"
    path = records(source / "all.jsonl", range(200))
    synced(tmp_path, source)
    records(path, range(190, 210))
    with opened(tmp_path) as library:
        report = library.sync()
        assert (report.added, report.removed, library.count) == (10, 0, 210)
        assert [one.articles for one in report.kept] == [190]
        fill(source / "more", 400, first=1000)
        for rebuild in (False, True, True, False):
            assert kept(library, rebuild=rebuild) == (0, [("", 190)])
            assert (library.count, library.search("187").total) == (610, 1)
        records(path, range(100, 210))
        assert kept(library) == (0, [("", 100)])
        assert kept(library, prune=True) == (100, [])
        assert library.count == 510


def test_less_than_half_goes(tmp_path: Path) -> None:
    """Records and files that go a few at a time are removed without a question."""
    source = fill(tmp_path / "news", 40)
    path = records(source / "all.jsonl", range(100, 140))
    synced(tmp_path, source)
    records(path, range(100, 120))
    (source / "000.txt").unlink()
    with opened(tmp_path) as library:
        assert kept(library) == (21, [])
        assert library.count == 59


def test_a_rebuild_keeps_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built anew, on request or for another version, the library keeps the articles of a source that is away."""
    a, b = fill(tmp_path / "a", 3), records(tmp_path / "b.jsonl", range(5))
    synced(tmp_path, a, b)
    with opened(tmp_path) as library:
        before = library.get("r3")
        b.rename(tmp_path / "away.jsonl")
        assert kept(library, rebuild=True) == (0, [("b.jsonl", 5)])
        assert library.get("r3") == before
        monkeypatch.setattr("seedread.index.storage.versions.CLEANING_VERSION", -1)
        assert kept(library) == (0, [("b.jsonl", 5)])
        assert library.get("r3") == before
        (tmp_path / "away.jsonl").rename(b)
        report = library.sync()
        assert (report.updated, report.removed, report.kept, library.count) == (5, 0, (), 8)
        assert kept(library, rebuild=True, prune=True) == (0, [])


@pytest.mark.parametrize("victim", ["index-*/*.seg", "manifest.json", "files-*.json"])
def test_a_broken_library_with_a_source_away(tmp_path: Path, victim: str) -> None:
    """Built anew because it is broken, a library keeps the articles of a missing source, or is not built."""
    a, b = fill(tmp_path / "a", 3), fill(tmp_path / "b", 5, first=100)
    synced(tmp_path, a, b)
    b.rename(tmp_path / "away")
    path = next((tmp_path / "library").glob(victim))
    path.write_bytes(path.read_bytes()[:-20])
    with opened(tmp_path) as library:
        if victim.endswith("seg"):
            for _ in range(2):
                with pytest.raises(SourceMissing, match="--prune"):
                    library.sync()
            (tmp_path / "away").rename(b)
        library.sync()
        assert library.count == 8
        assert library.search("102").total == 1


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "news" / "disk"
    place.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=False, capture_output=True)


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_disk_inside_a_source_that_is_away(tmp_path: Path, disk: Path, folder_too: bool) -> None:  # noqa: FBT001
    """A folder on which a disk was mounted keeps its articles without it, whether the folder is there or not."""
    fill(tmp_path / "news", 3)
    fill(disk / "deep", 4)
    synced(tmp_path, tmp_path / "news")
    subprocess.run(["umount", disk], check=True)
    if folder_too:
        disk.rmdir()
    with opened(tmp_path) as library:
        for _ in range(2):
            assert kept(library) == (0, [("disk", 4)])
        assert kept(library, prune=True) == (4, [])
        assert kept(library) == (0, [])


def test_a_folder_that_was_emptied_or_removed_goes(tmp_path: Path) -> None:
    """A plain folder of a source, no disk, that is emptied or removed is followed like any change."""
    source = fill(tmp_path / "news", 3)
    fill(source / "a", 2)
    fill(source / "b", 2)
    synced(tmp_path, source)
    shutil.rmtree(source / "a")
    for path in (source / "b").iterdir():
        path.unlink()
    with opened(tmp_path) as library:
        assert kept(library) == (4, [])


@pytest.mark.parametrize("at", range(1, 8))
def test_killed_before_it_is_decided(tmp_path: Path, at: int) -> None:
    """Killed at any step, a sync that would remove most articles leaves them for the next one to keep."""
    source = fill(tmp_path / "news", 30)
    path = records(source / "all.jsonl", range(100, 130))
    synced(tmp_path, source)
    for n in range(20):
        (source / f"{n:03}.txt").unlink()
    records(path, range(120, 130))
    fill(source / "more", 100, first=1000)
    code = f"""
import os, signal
from seedread.index import Library
from seedread.index.ingest import sync_state
sync_state._FIRST_COMMIT = 0
sync_state.SyncState.step = property(lambda self: 0, lambda self, value: None)
plain, count = sync_state.SyncState.commit, 0
def commit(self, *, last=False):
    global count
    plain(self, last=last)
    count += 1
    if count == {at * 12}:
        os.kill(os.getpid(), signal.SIGKILL)
sync_state.SyncState.commit = commit
with Library.open(None, {str(tmp_path / "library")!r}) as library:
    library.sync()
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environment(), capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with opened(tmp_path) as library:
        assert kept(library) == (0, [("", 40)])
        assert library.count == 160
        assert kept(library, prune=True) == (40, [])
        assert library.count == 120


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_index_and_list_agree(tmp_path: Path, seed: int) -> None:
    """After any changes, syncs and rebuilds the index holds what the list of files names, and all that is there."""
    dice = random.Random(seed)
    sources = [tmp_path / "a", tmp_path / "b", tmp_path / "c.jsonl"]
    fill(sources[0], 30)
    fill(sources[1] / "inner", 20, first=100)
    records(sources[2], range(40))
    synced(tmp_path, *sources)
    for step in range(14):
        for _ in range(dice.randrange(1, 4)):
            change(tmp_path, sources, dice, step)
        with opened(tmp_path) as library:
            before = {hit.id for hit in library.search("", limit=1000).hits}
            away = [source for source in sources if not source.exists()]
            report = library.sync(rebuild=dice.random() < 0.3, prune=dice.random() < 0.1)
            now = {hit.id for hit in library.search("", limit=1000).hits}
            manifest = layout.load(library.directory)
            assert manifest
            states = layout.load_files(library.directory, manifest)
            named = [own for state in states.values() for own in state.ids]
            assert sorted(named) == sorted(now), (step, report)
            assert here(sources) <= now
            assert report.removed >= len(before - now)
            if manifest.kept and away and report.removed == 0:
                assert before <= now


def here(sources: Sequence[Path]) -> set[str]:
    """Return the ids of all articles that the files hold now."""
    found = {f"{root.name}/{path.relative_to(root).as_posix()}" for root in sources[:2] for path in root.rglob("*.txt")
             if path.stat().st_size}  # fmt: skip
    rows = sources[2].read_text().splitlines() if sources[2].exists() else []
    return found | {json.loads(row)["id"] for row in rows}


def change(place: Path, sources: Sequence[Path], dice: random.Random, step: int) -> None:
    """Do one of the things that happen to files."""
    source = dice.choice(sources)
    away = place / f"{source.name}.away"
    texts = sorted(path for root in sources[:2] for path in root.rglob("*.txt"))
    match dice.randrange(6):
        case 0 if source.exists():
            source.rename(away)
        case 1 if not source.exists():
            away.rename(source)
        case 2 if texts:
            for path in dice.sample(texts, dice.randrange(1, len(texts) + 1)):
                path.unlink()
        case 3 if texts:
            put(dice.choice(texts), dice.choice(["", article(f"other{step}")]))
        case 4 if sources[2].exists():
            records(sources[2], range(dice.randrange(40), dice.randrange(40, 80)))
            os.utime(sources[2], (LONG_AGO + step, LONG_AGO + step))
        case _ if sources[0].exists():
            fill(sources[0] / f"new{step}", dice.randrange(1, 20), first=1000 + 20 * step)
