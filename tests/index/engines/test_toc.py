"""Tests hostile tables of contents: no code is run, and memory is bounded by the size of the table."""

from __future__ import annotations

import copyreg
import io
import os
import pickle
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from child_processes import environment
from whoosh.index import open_dir

from seedread.index import Library
from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.engines.whoosh.schema import NAME
from seedread.index.engines.whoosh.segment_entry import SegmentEntry
from seedread.index.engines.whoosh.segment_info import SegmentInfo
from seedread.index.engines.whoosh.toc import read_toc
from seedread.index.engines.whoosh.toc_pickle import MAX_SIZE, read_segments
from seedread.index.engines.whoosh.toc_writer import write_toc
from seedread.index.engines.whoosh.whoosh_schema import schema
from seedread.index.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODULE = SegmentInfo.__module__.encode()


def table(segments: bytes, schema: bytes = b"N.") -> bytes:
    """Return a table with these two pickles and a right checksum."""
    head = bytes((4, 8, 4)) + struct.pack("!ii", -12345, -111) + bytes((2, 7, 4))
    body = head + bytes((len(schema) & 0x7F | 0x80, len(schema) >> 7)) + schema + struct.pack("!ii", 1, 0) + segments
    return body + zlib.crc32(body).to_bytes(4, "little")


def opened(directory: Path, segments: bytes, schema: bytes = b"N.") -> Any:
    directory.mkdir(exist_ok=True)
    (directory / f"_{NAME}_1.toc").write_bytes(table(segments, schema))
    return WhooshEngine(directory).reader(1)


class Calls:
    """Pickles as a call of `function`."""

    def __init__(self, function: Callable[..., Any], *arguments: Any, state: Any = None) -> None:
        self.told = (function, arguments, state)

    def __reduce__(self) -> Any:
        return self.told


def named(module: str, name: str, mark: str, protocol: int = 4) -> bytes:
    """Return a pickle that calls a function by name with a command that creates a file."""
    command = f"touch {mark}"
    if protocol < 4:
        return f"c{module}\n{name}\n(S'{command}'\ntR.".encode()
    put = b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name))
    return b"\x80\x04" + put + b"\x93\x8c" + bytes([len(command)]) + command.encode() + b"\x85R."


NAMES = [
    ("os", "system"),
    ("posix", "system"),
    ("builtins", "eval"),
    ("builtins", "exec"),
    ("builtins", "getattr"),
    ("builtins", "bytearray"),
    ("subprocess", "check_call"),
    ("functools", "partial"),
    ("operator", "attrgetter"),
    ("copyreg", "_reconstructor"),
    ("copyreg", "__newobj__"),
    ("_codecs", "encode"),
    ("whoosh.fields", "Schema"),
    ("seedread.index.engines.whoosh.segment_info", "np.os.system"),
    ("seedread.index.engines.whoosh.segment_info", "SegmentInfo.codec"),
    ("seedread.index.engines.whoosh.segment_info", "np"),
    ("seedread.index.engines.whoosh.segment_info.SegmentInfo", "codec"),
    ("seedread.index.engines.whoosh.toc", "os.system"),
]


@pytest.mark.parametrize("protocol", [0, 4])
@pytest.mark.parametrize(("module", "name"), NAMES)
def test_no_name_but_one_is_looked_up(tmp_path: Path, module: str, name: str, protocol: int) -> None:
    """A table that calls a function is refused, and the function does not run."""
    mark = tmp_path / "ran"
    attack = named(module, name, str(mark), protocol)
    with pytest.raises(Damaged, match="--rebuild"):
        opened(tmp_path / "index", attack)
    opened(tmp_path / "other", b"\x80\x04].", attack).close()  # the schema is skipped
    assert not mark.exists()


SEGMENT = b"\x8c" + bytes([len(MODULE)]) + MODULE + b"\x8c\x0bSegmentInfo\x93"
HOSTILE = {
    "calls what __reduce__ says": pickle.dumps([Calls(os.system, "true")]),
    "the extension registry": b"\x80\x04\x82\x01.",
    "a persistent id": b"\x80\x04\x8c\x01xQ.",
    "the class itself": b"\x80\x04]" + SEGMENT + b"a.",
    "the class, called": b"\x80\x04]" + SEGMENT + b")Ra.",
    "attributes of the class": b"\x80\x04]" + SEGMENT + b"}\x8c\x08__init__\x8c\x01xsba.",
    "attributes by slots": b"\x80\x04]" + SEGMENT + b")\x81N}\x8c\x09__class__\x8c\x01xs\x86ba.",
    "no state": b"\x80\x04]" + SEGMENT + b")\x81a.",
    "a number in the list": b"\x80\x04]K\x01a.",
    "not a list": b"\x80\x04}.",
    "nothing on the stack": b"\x80\x04.",
    "no end": b"\x80\x04]",
    "empty": b"",
    "a long string that is not there": b"\x80\x04B\xff\xff\xff\x7f.",
    "a longer string that is not there": b"\x80\x04\x8e" + (1 << 40).to_bytes(8, "little") + b".",
    "a byte array of a terabyte": b"\x80\x05\x96" + (1 << 40).to_bytes(8, "little") + b".",
    "a frame of a terabyte": b"\x80\x04\x95" + (1 << 40).to_bytes(8, "little"),
    "a memo of gigabytes": b"\x80\x04]r\xff\xff\xff\x7f.",
    "a number of a million digits": b"I" + b"9" * 1_000_000 + b"\n.",
    "a long number": b"\x80\x04\x8b" + (1_000_000).to_bytes(4, "little") + b"\x7f" * 1_000_000 + b".",
    "deep lists": b"\x80\x04" + b"]" * 200_000 + b"a" * 199_999 + b".",
    "deep tuples": b"\x80\x04)" + b"\x85" * 200_000 + b".",
    "deep sets": b"\x80\x04)" + b"(" * 200_000 + b")" + b"\x91" * 200_000 + b".",
    "tuples doubled and hashed": b"\x80\x04)" + b"\x94h\x00h\x00\x86" * 64 + b"\x91.",
    "too long": b"\x80\x04" + b"]" * MAX_SIZE + b".",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_is_damaged(tmp_path: Path, name: str) -> None:
    """A table that contains anything other than segments is reported as damaged."""
    with pytest.raises(Damaged, match="--rebuild"):
        opened(tmp_path / "index", HOSTILE[name])


def test_memory_is_bounded(tmp_path: Path) -> None:
    """Every hostile table is refused by a process that may have no more than a gigabyte."""
    for n, name in enumerate(HOSTILE):
        (tmp_path / f"{n}").mkdir()
        (tmp_path / f"{n}" / f"_{NAME}_1.toc").write_bytes(table(HOSTILE[name]))
    code = f"""
import resource
from pathlib import Path
from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.errors import Damaged
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for folder in Path({str(tmp_path)!r}).iterdir():
    try:
        WhooshEngine(folder).reader(1)
    except Damaged:
        pass
    else:
        raise SystemExit(f"{{folder}} opened")
unit = 1 if __import__("sys").platform == "darwin" else 1024
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True, cwd="/"
    )
    assert int(done.stdout) < 400 << 20


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("segid", "../../etc/passwd"),
        ("segid", "a/b"),
        ("segid", ""),
        ("segid", 7),
        ("indexname", "other"),
        ("count", -1),
        ("count", True),
        ("count", 1 << 28),
        ("count", "9"),
        ("deleted", frozenset({9})),
        ("deleted", frozenset({-1})),
        ("deleted", frozenset({"1"})),
        ("deleted", b"too many bits"),
        ("deleted", [1]),
    ],
)
def test_impossible_segments_are_refused(field: str, value: Any) -> None:
    """A segment with a file elsewhere or with invalid numbers is refused."""
    info = SegmentInfo(SegmentEntry(9))
    assert read_segments(pickled([info.__getstate__()]))[0].segid == info.segid
    with pytest.raises((ValueError, TypeError)):
        read_segments(pickled([{**info.__getstate__(), field: value}]))


def pickled(states: list[dict[str, Any]]) -> bytes:
    """Return a list of segments with these states as a pickle."""
    rest = iter(states)
    into = io.BytesIO()
    pickler = pickle.Pickler(into, 4)
    pickler.dispatch_table = {SegmentInfo: lambda _: (copyreg.__newobj__, (SegmentInfo,), next(rest))}  # type: ignore[attr-defined]  # of no use to typeshed
    pickler.dump([SegmentInfo(SegmentEntry(9)) for _ in states])
    return into.getvalue()


def test_a_later_table_has_the_schema_of_the_first(tmp_path: Path) -> None:
    """A table that begins like an earlier one is as if Whoosh had made its beginning; plain Whoosh opens it."""
    write_toc(tmp_path, [], 0)
    write_toc(tmp_path, [SegmentEntry(9, (3,), "a")], 1, read_toc(tmp_path, 0).head)
    opened = open_dir(tmp_path, NAME)
    assert opened.schema.names() == schema().names()
    assert [info.segment_id() for info in opened._segments()] == [f"{NAME}_a"]
    copied = (tmp_path / f"_{NAME}_1.toc").read_bytes()
    write_toc(tmp_path, [SegmentEntry(9, (3,), "a")], 1)
    assert (tmp_path / f"_{NAME}_1.toc").read_bytes() == copied


@pytest.mark.parametrize("deleted", [(), (0,), (3, 8), range(9), range(0, 9, 2)])
def test_what_is_written_is_read(tmp_path: Path, deleted: tuple[int, ...]) -> None:
    """Segments survive a round trip through a table, for seedread and plain Whoosh; also those of 0.1."""
    infos = [SegmentEntry(9, deleted), SegmentEntry(1)]
    write_toc(tmp_path, infos, 5)
    told = [(info.segid, info.count, info.deleted) for info in infos]
    assert [(info.segid, info.count, info.deleted) for info in read_toc(tmp_path, 5).segments] == told
    assert [(info.segid, info.count, info.deleted) for info in open_dir(tmp_path, NAME)._segments()] == told
    older = read_segments(pickled([{**vars(SegmentInfo(info))} for info in infos]))
    assert [(info.segid, info.count, info.deleted) for info in older] == told


def test_a_million_deleted_articles_fit(tmp_path: Path) -> None:
    """A table of a very large library stays below the bound."""
    write_toc(tmp_path, [SegmentEntry(3_000_000, range(0, 3_000_000, 3))], 1)
    (info,) = read_toc(tmp_path, 1).segments
    assert len(info.deleted) == 1_000_000


LIFE = """
import sys, pickle, _pickle, copyreg
def forbidden(*arguments, **options):
    raise AssertionError("a pickle was loaded")
class Forbidden:
    def __init__(self, *arguments, **options):
        forbidden()
for module in (pickle, _pickle):
    module.load = module.loads = forbidden
    module.Unpickler = Forbidden
pickle._load = pickle._loads = forbidden
def hear(event, arguments):
    if event in ("pickle.find_class", "os.system"):
        raise AssertionError(event)
sys.addaudithook(hear)
from seedread.tui.cli.main import main
news, library, marks = sys.argv[1:]
def run(*arguments, code=0):
    found = main(arguments)
    assert found == code, (arguments, found)
at = [news, "--library", library]
run("index", *at)
run("search", "--json", "--facets", "gas", *at)
run("show", "talks.txt", *at)
run("stories", *at)
run("mark", "--star", "gas", *at)
run("search", "is:starred", *at)
run("export", "gas", *at)
run("shelf", "export")
import pathlib
(pathlib.Path(news) / "strike.txt").unlink()
run("index", *at)
run("index", "--rebuild", *at)
run("doctor", *at)
run("pairs", *at)
print("whole")
"""


def test_no_pickle_is_loaded_in_the_life_of_a_library(tmp_path: Path) -> None:
    """From the first sync to a rebuild only the restricted unpickler is used."""
    news = tmp_path / "news"
    news.mkdir()
    body = "{0} – Officials of {1} said on Friday that talks with Emmanuel Macron and Vladimir Putin on gas went on.\n"
    for name, place in (("talks", "Iran"), ("strike", "France"), ("storm", "Peru")):
        (news / f"{name}.txt").write_text(f"Talks On Gas In {place}\n\n" + body.format(place.upper(), place))
    done = subprocess.run(
        [sys.executable, "-c", LIFE, str(news), str(tmp_path / "library"), str(tmp_path / "marks")],
        env=environment(), capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip
    assert done.stdout.endswith("whole\n"), done.stdout[-500:] + done.stderr[-2000:]


def test_a_hostile_table_in_a_library_is_told_and_mended(tmp_path: Path) -> None:
    """A reader of the library gets the error, and the next sync builds the index anew; nothing runs."""
    (tmp_path / "a.txt").write_text(
        "Talks On Gas\n\nThe talks on gas in Iran went on for as long as needed on Friday.\n"
    )
    mark = tmp_path / "ran"
    with Library.open([tmp_path / "a.txt"], tmp_path / "library") as library:
        library.sync()
        path = next(library.directory.glob("index-*/*.toc"))
    path.write_bytes(table(named("os", "system", str(mark))))
    with Library.open([tmp_path / "a.txt"], tmp_path / "library") as library:
        with pytest.raises(Damaged):
            library.search("gas")
        library.sync()
        assert library.search("gas").total == 1
    assert not mark.exists()
