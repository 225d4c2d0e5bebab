"""What a library does when something goes wrong beside it: killed writers, full disks, broken bits, many at once.

The scripts in bench/ do the same for longer.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from child_processes import environment

from seedread.index import Damaged, Library, LibraryError, Progress
from seedread.index.cleaning import clean
from seedread.index.engines.whoosh import WhooshEngine, index_writer
from seedread.index.files.checked_json import write_json
from seedread.index.ingest import sync_state, workers
from seedread.index.storage import manifest as layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BENCH = Path(__file__).parents[3] / "bench" / "robustness"
PLACES = ("Iran", "France", "Peru")


def text(n: int, extra: str = "") -> str:
    place = PLACES[n % 3]
    return (
        f"Talks On Gas In {place} Number {n}\n\nOfficials of {place} said on Friday that talks on gas number{n} would "
        f"go on for as long as they were needed {extra}.\n"
    )


def make(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for n in range(count):
        put(folder / f"{n:03}.txt", text(n))
    return folder


def put(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    when = 1_700_000_000 + zlib.crc32(content.encode()) % 10_000_000
    os.utime(path, (when, when))


def records(path: Path, numbers: range) -> Path:
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": text(n)}) + "\n" for n in numbers), encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000 + len(numbers)))
    return path


def answers(library: Library) -> Any:
    """Everything a reader can ask: hits, facets, snippets and articles."""
    told: list[Any] = []
    for asked in ("gas", '"talks on gas"', "number*", "country:iran", "-france", "fridy~", ""):
        found = library.search(asked, limit=100)
        told.append((found.total, [(hit.id, hit.title, hit.date, hit.snippet) for hit in found.hits], found.facets))
    return told, [library.get(hit[0]) for hit in told[0][1]]


@pytest.fixture
def at_every_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit as often as possible."""
    monkeypatch.setattr(sync_state, "_FIRST_COMMIT", 0.0)


class Ended(Exception):
    """Stands for whatever ends a sync."""


def ended_after(count: int) -> Callable[[Progress], None]:
    def told(progress: Progress) -> None:
        if progress.done >= count:
            raise Ended

    return told


@pytest.mark.usefixtures("at_every_article")
def test_a_file_of_many_articles_is_taken_in_steps(tmp_path: Path) -> None:
    """A sync that ends within a file keeps what it has, and the next one goes on from there."""
    source = records(tmp_path / "all.jsonl", range(20))
    with Library.open([source], tmp_path / "library") as library:
        with pytest.raises(Ended):
            library.sync(ended_after(12))
        assert 0 < library.count < 20
        assert library.pending()
        kept = library.count
        report = library.sync()
        assert (report.added, report.updated, library.count) == (20 - kept, 0, 20)
        assert not library.pending()
        assert library.search("number19").total == library.search("number0").total == 1


@pytest.mark.usefixtures("at_every_article")
@pytest.mark.parametrize("then", ["gone", "shorter", "other"])
def test_no_article_is_left_of_a_file_that_was_taken_in_part(tmp_path: Path, then: str) -> None:
    """What a sync has taken of a file before it ended goes or is replaced with the file."""
    folder = tmp_path / "news"
    folder.mkdir()
    put(folder / "one.txt", text(1))
    source = records(folder / "all.jsonl", range(100, 120))
    with Library.open([folder], tmp_path / "library") as library:
        with pytest.raises(Ended):
            library.sync(ended_after(12))
        assert library.count > 1
        if then == "gone":
            source.unlink()
        else:
            records(source, range(100, 105) if then == "shorter" else range(108, 125))
        library.sync()
        assert library.count == {"gone": 1, "shorter": 6, "other": 18}[then]
        assert library.search("gas").total == library.count


def test_a_rebuild_that_ends_leaves_the_whole_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until a rebuild is complete readers see all that was there, and nothing is left over of one that ended."""
    with Library.open([make(tmp_path / "news", 20)], tmp_path / "library") as library:
        library.sync()
        monkeypatch.setattr("seedread.index.storage.versions.CLEANING_VERSION", -1)
        monkeypatch.setattr(sync_state, "_FIRST_COMMIT", 0.0)
        with pytest.raises(Ended):
            library.sync(ended_after(15))
        assert library.count == 20
        library.sync()
        assert library.count == 20
        assert left_over(library.directory) == []


def left_over(directory: Path) -> list[str]:
    """Return what no manifest and no table of contents names."""
    manifest = layout.load(directory)
    assert manifest is not None
    named = {"lock", "manifest.json", *manifest.files, manifest.index, f"stories-{manifest.serial}.json"}
    named.add(f"links-{manifest.serial}.bin")
    inside = [path.name for path in (directory / manifest.index).iterdir() if path.suffix != ".seg"]
    wrong = [path.name for path in directory.iterdir() if path.name not in named]
    return wrong + [name for name in inside if name != f"_seedread_{manifest.generation}.toc"]


def test_leftovers_go_with_the_next_sync(tmp_path: Path) -> None:
    """Whatever a killed writer may leave is removed, and nothing else."""
    with Library.open([make(tmp_path / "news", 3)], tmp_path / "library") as library:
        library.sync()
        where = library.directory
        index = next(where.glob("index-*"))
        rubbish = [where / name for name in ("manifest.json.new", "files-0.json.new", "files-77.json", "index-0/x")]
        killed = "0123456789abcdef.new"
        rubbish += [where / f".{name}.json-{killed}" for name in ("manifest", "files-3", "stories-3")]
        rubbish += [index / f".seedread_abc.seg-{killed}"]
        rubbish += [index / f"{name}" for name in ("seedread_abc.seg", "seedread_abc.seg.new", "_seedread_99.toc")]
        rubbish += [index / "_seedread_99.toc.1700000000.123", where / f".names.toml-{killed}", where / "notes.txt"]
        for path in rubbish:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"x")
        assert library.sync().unchanged == 3
        assert [path.name for path in rubbish if path.exists()] == [f".names.toml-{killed}", "notes.txt"]
        assert library.count == 3


def test_every_flipped_bit_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One flipped bit in any file gives a clear error or the very same answers."""
    monkeypatch.setattr(index_writer, "_MERGE_AT", 0)
    source = make(tmp_path / "news", 12)
    with Library.open([source], tmp_path / "library") as library:
        library.sync()
        (source / "003.txt").unlink()
        put(source / "004.txt", text(4, "anew"))
        library.sync()
        right = answers(library)
    pick = random.Random(3)
    outcomes = {"right": 0, "told": 0}
    for path in sorted((tmp_path / "library").rglob("*.*")):
        whole = path.read_bytes()
        for _ in range(40):
            bit = pick.randrange(8 * len(whole))
            broken = bytearray(whole)
            broken[bit // 8] ^= 1 << bit % 8
            path.write_bytes(broken)
            try:
                with Library.open([source], tmp_path / "library") as library:
                    assert answers(library) == right, (path, bit)
                outcomes["right"] += 1
            except Damaged:
                outcomes["told"] += 1
        path.write_bytes(whole)
    assert outcomes["told"] > outcomes["right"]  # the list of files is not what a search reads


def test_a_sync_mends_what_no_search_has_touched(tmp_path: Path) -> None:
    """A sync looks at every byte of the index before it builds on it, and reads everything anew if one is broken."""
    source = make(tmp_path / "news", 12)
    with Library.open([source], tmp_path / "library") as library:
        library.sync()
        right = answers(library)
    path = next((tmp_path / "library").rglob("*.seg"))
    broken = bytearray(path.read_bytes())
    broken[len(broken) // 2] ^= 4
    path.write_bytes(broken)
    with Library.open([source], tmp_path / "library") as library:
        assert library.sync().added == 12
        assert answers(library) == right


@pytest.mark.parametrize("number", [1, layout.FORMAT + 1])
def test_a_library_of_another_version_is_told_and_rebuilt(tmp_path: Path, number: int) -> None:
    """An older or newer form is not taken for an empty library."""
    source = make(tmp_path / "news", 3)
    with Library.open([source], tmp_path / "library") as library:
        library.sync()
        path = library.directory / "manifest.json"
    values = {"fingerprint": "x", "serial": 7, "index": "index-1", "problems": [], "format": number}
    if number > layout.FORMAT:
        write_json(path, values)
    else:
        path.write_text(json.dumps(values))
    with Library.open([source], tmp_path / "library") as library:
        assert library.pending()
        with pytest.raises(Damaged, match="another version"):
            library.search("gas")
        library.sync()
        assert library.count == 3


def test_a_truncated_segment_is_told(tmp_path: Path) -> None:
    """A segment cut anywhere is never read as if it were whole."""
    source = make(tmp_path / "news", 6)
    with Library.open([source], tmp_path / "library") as library:
        library.sync()
    path = next((tmp_path / "library").rglob("*.seg"))
    whole = path.read_bytes()
    for length in (0, 5, 30, 1000, len(whole) // 2, len(whole) - 8, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged, match="--rebuild"), Library.open([source], tmp_path / "library") as library:
            library.search("gas")


def test_a_segment_truncated_under_a_reader_is_told(tmp_path: Path) -> None:
    """Who has a library open when its file is cut short gets an error, where reading on would end the process."""
    source = make(tmp_path / "news", 6)
    with Library.open([source], tmp_path / "library") as library:
        library.sync()
        assert library.search("gas").total
        os.truncate(next(library.directory.rglob("*.seg")), 100)
        with pytest.raises(Damaged, match="cut short"):
            library.search("gas")
        assert library.sync().added == 6
        assert library.search("gas").total


@pytest.fixture
def somewhere_open() -> Iterator[Path]:
    """A folder that others may enter; those of pytest are closed to them."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("mode", [0o700, 0o755])
def test_somebody_else_reads_but_never_writes(somewhere_open: Path, mode: int) -> None:
    """A library of root is searched by others where they may read it, and told about where they may not."""
    place = somewhere_open
    source = make(place / "news", 3)
    with Library.open([source], place / "library") as library:
        library.sync()
    library.directory.chmod(mode)
    code = f"""
import os
from seedread.index import Library, LibraryError
with Library.open([{str(source)!r}], {str(library.directory)!r}) as library:
    library.search("gas")
    library.sync()  # loads every module while Python's own folders can be read
os.chmod({str(library.directory)!r}, {mode})
os.setgroups([]); os.setgid(12345); os.setuid(12345)
try:
    with Library.open([{str(source)!r}], {str(library.directory)!r}) as library:
        print(library.search("gas").total)
        library.sync()
except LibraryError as error:
    print(error.message)
"""
    told = run(code, cwd="/").stdout
    assert told.startswith("3\n" if mode == 0o755 else "You may not read"), told
    assert ("only root can update it" in told) == (mode == 0o755)


def run(code: str, *, cwd: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(), cwd=cwd, check=True
    )


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, small_disk: Path) -> None:
    """Where the disk is full a sync says so, the last generation is searched on, and with room the next completes."""
    source = make(tmp_path / "news", 5)
    with Library.open([source], small_disk / "library") as library:
        library.sync()
        right = answers(library)
        ballast = small_disk / "ballast"
        for n in range(5, 60):
            put(source / f"{n:03}.txt", text(n, random.Random(n).randbytes(3000).hex()))
        free = shutil.disk_usage(small_disk).free
        for left in (0, 4096, 12288, 40960):
            ballast.write_bytes(b"x" * max(0, free - left))
            with pytest.raises(LibraryError, match="make room"):
                library.sync()
            assert answers(library) == right
            with Library.open([source], small_disk / "library") as other:
                assert answers(other) == right
            ballast.unlink()
        library.sync()
        assert library.count == 60
        assert left_over(library.directory) == []


def test_maps_of_old_generations_go(tmp_path: Path) -> None:
    """A reader that follows many generations keeps neither files nor maps of the old ones, collector or not."""
    source = make(tmp_path / "news", 3)
    with Library.open([source], tmp_path / "library") as writer, Library.open([source], tmp_path / "library") as reader:
        writer.sync()
        handles = []
        found = reader.search("")
        gc.collect()
        gc.disable()
        try:
            for n in range(12):
                put(source / "000.txt", text(0, f"again{n}"))
                writer.sync()
                found = reader.search(f"again{n}")
                assert (found.total, found.generation) == (1, writer.generation)
                assert [hit.snippet for hit in found.hits]
                handles.append(len(list(Path("/proc/self/fd").iterdir())))
            del found
            maps = Path("/proc/self/maps").read_text().splitlines()
        finally:
            gc.enable()
        assert handles[0] == handles[-1]
        assert len([line for line in maps if str(tmp_path) in line and "(deleted)" in line]) <= 2


def test_threads_search_while_another_process_syncs(tmp_path: Path) -> None:
    """Searches and refreshes from several threads at once go on without an error while a sync goes on elsewhere."""
    source = make(tmp_path / "news", 30)
    library = Library.open([source], tmp_path / "library")
    library.sync()
    wrong: list[BaseException] = []
    over = threading.Event()

    def search() -> None:
        try:
            while not over.is_set():
                found = library.search("gas", limit=100)
                assert found.total == len({hit.id for hit in found.hits}) == 30
                assert sum(value.count for value in found.facets["country"].values) == 30
                assert all(hit.snippet for hit in found.hits[:3])
                library.refresh()
                library.get(found.hits[0].id)
        except BaseException as error:  # noqa: BLE001 (whatever comes is what is looked for)
            wrong.append(error)

    code = f"""
import pathlib
from seedread.index import Library
for n in range(40):
    path = pathlib.Path({str(source)!r}, f"{{n % 30:03}}.txt")
    path.write_text(path.read_text().replace("needed", f"needed again{{n}}"))
    with Library.open([{str(source)!r}], {str(library.directory)!r}) as library:
        library.sync()
"""
    threads = [threading.Thread(target=search, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        run(code)
    finally:
        over.set()
        for thread in threads:
            thread.join(60)
    assert wrong == []
    assert not any(thread.is_alive() for thread in threads)
    assert library.search("again39").total == 1
    library.close()


def killed_by_itself(*_work: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_dead_worker_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a process that reads articles is killed the sync ends with a clear message, and the next one completes."""
    source = records(tmp_path / "all.jsonl", range(200))
    with Library.open([source], tmp_path / "library") as library:
        monkeypatch.setattr(workers, "_handful", killed_by_itself)
        with pytest.raises(LibraryError, match="--jobs"):
            library.sync(jobs=2)
        monkeypatch.undo()
        assert library.sync(jobs=2).added + library.sync().unchanged >= 200
        assert library.count == 200
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("with_what", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_a_sync(tmp_path: Path, with_what: signal.Signals) -> None:
    """Interrupted or killed, a sync leaves no process behind, and the last step stands."""
    source = records(tmp_path / "all.jsonl", range(3000))
    code = f"""
import signal
import time
from seedread.index import Library
from seedread.index.ingest import sync_state
signal.signal(signal.SIGINT, signal.default_int_handler)  # who is started in the background inherits that it is ignored
sync_state._FIRST_COMMIT = .05
def told(progress):
    if progress.done == 300:
        print(progress.done, flush=True)
    elif progress.done > 300:
        time.sleep(.02)  # so that the end comes when it is sent, however busy the machine
if __name__ == "__main__":
    with Library.open([{str(source)!r}], {str(tmp_path / "library")!r}) as library:
        library.sync(told, jobs=2)
"""
    (tmp_path / "run.py").write_text(code)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "run.py")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        if with_what == signal.SIGINT:
            os.killpg(process.pid, with_what)
        else:
            process.send_signal(with_what)
        process.wait(20)
        until = time.monotonic() + 10
        while in_session(process.pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert in_session(process.pid) == []
    with Library.open([source], tmp_path / "library") as library:
        assert 0 < library.search("gas").total == library.count < 3000


def in_session(number: int) -> list[str]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, rest = status.read_text().rsplit(")", 1)
        except OSError:
            continue
        state, _, _, session = rest.split()[:4]
        if int(session) == number and state != "Z":
            found.append(status.parent.name)
    return found


@pytest.mark.parametrize(
    "script",
    [
        "kill_sync.py --kills 16 --articles 60",
        "readers_while_writing.py --readers 3 --generations 12",
        "power_loss.py --cuts 12",
        "many_writers.py --minutes 0.05",
        "kill_versions.py --kills 12",
    ],
)
def test_the_scripts_find_nothing(script: str) -> None:
    """A few kills and power cuts, readers during a write, and many writers find no error."""
    name, *options = script.split()
    done = subprocess.run(
        [sys.executable, str(BENCH / name), *options], check=False, capture_output=True, text=True, env=environment()
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("error", [ValueError("odd"), RecursionError(), MemoryError()])
def test_a_text_that_sets_off_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """An article that cannot be cleaned is kept as found and listed, once; all others are as ever."""
    folder = make(tmp_path / "news", 3)
    put(folder / "bad.txt", "Trap One\n\nOfficials of Peru  said so.")
    put(folder / "bad.html", "<html><script>x</script><p>Officials said <b>trapdoor</b>.</p></html>")

    def stumbling(text: str, **known: Any) -> Any:
        if "trap" in text.lower():
            raise error
        return clean(text, **known)

    monkeypatch.setattr("seedread.index.ingest.pipeline.clean", stumbling)
    with Library.open([folder], tmp_path / "library") as library:
        report = library.sync()
        assert (report.added, library.count) == (5, 5)
        assert sorted(problem.path.rpartition("/")[2] for problem in report.problems) == ["bad.html", "bad.txt"]
        kind = type(error).__name__
        assert all(f"could not be cleaned, kept as found ({kind}" in problem.reason for problem in report.problems)
        article = library.get("bad.txt")
        assert (article.title, article.paragraphs) == ("Trap One", ("Trap One", "Officials of Peru said so."))
        assert library.search("trapdoor").total == 1
        assert library.sync().problems == report.problems


def test_an_error_holds_no_reader(tmp_path: Path) -> None:
    """A generation that was taken away before it could be opened leaves nothing that only a collector would free."""
    engine = WhooshEngine(tmp_path / "index")
    engine.writer().commit(last=True)
    gc.collect()
    gc.disable()
    try:
        for _ in range(10):
            with pytest.raises(Damaged, match="cannot be read"):
                engine.reader(7)
        left = gc.collect()
    finally:
        gc.enable()
    assert left < 100


def test_new_bytes_under_the_same_size_and_time(tmp_path: Path) -> None:
    """A file that is overwritten with as many bytes, and whose time is set back, is read again."""
    news = make(tmp_path / "news", 2)
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        path = news / "000.txt"
        before = path.stat()
        path.write_text(path.read_text("utf-8").replace("Iran", "Peru"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
        assert library.pending()
        assert library.sync().updated == 1
        assert not library.search("Iran").hits
