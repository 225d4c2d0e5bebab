"""The list of files on disk: what is written of it, and what is read again."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from seedread.index import Library
from seedread.index.storage.file_list import list_name, read_list, read_newest, write_list
from seedread.index.storage.file_states import FileState, FileStates

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SOURCES = ("/news",)
_TEXTS = st.text(max_size=8)
_STATES = st.builds(
    FileState,
    size=st.integers(0, 1 << 50),
    mtime_ns=st.integers(-(1 << 62), 1 << 62),
    digest=st.sampled_from(("", "0" * 32, "ab" * 16, "AB" * 16, "odd")),
    ids=st.lists(_TEXTS, max_size=3).map(tuple),
    problem=st.none() | _TEXTS,
    indexed=st.none() | st.integers(0, 9),
    held=st.lists(_TEXTS, max_size=2).map(tuple),
    missing=st.booleans(),
    ctime_ns=st.integers(0, 1 << 62),
    records=st.lists(_TEXTS, max_size=2).map(tuple),
)


def plain(key: str, n: int = 0) -> FileState:
    return FileState(100 + n, n, f"{n:032x}", (key,), ctime_ns=n)


def serials(files: FileStates) -> list[int]:
    return [part.serial for part in files.parts]


@given(states=st.dictionaries(_TEXTS, _STATES, max_size=6))
def test_every_state_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, states: dict[str, FileState]
) -> None:
    """Whatever is known of a file, with whatever name, is the same after writing and reading."""
    directory = tmp_path_factory.mktemp("list")
    files = FileStates(states)
    write_list(directory, 1, files, SOURCES, 0o600)
    assert dict(read_list(directory, [1])) == dict(files) == states


def test_any_changes_in_parts_give_the_same_list(tmp_path: Path) -> None:
    """After any changes and removals the parts on disk say what the list in memory says, for the newest part too."""
    dice, expected = random.Random(5), dict[str, FileState]()
    files = FileStates()
    for serial in range(1, 60):
        for _ in range(dice.choice((1, 2, 60))):
            key = f"{dice.randrange(200)}.txt"
            if dice.random() < 0.3 and key in files:
                del files[key]
                del expected[key]
            else:
                many = (key, "other") if dice.random() < 0.2 else (key,)
                files[key] = expected[key] = replace(plain(key, dice.randrange(9)), ids=many)
        write_list(tmp_path, serial, files, SOURCES, 0o600)
        if dice.random() < 0.5:
            files = read_list(tmp_path, serials(files))
        assert dict(read_list(tmp_path, serials(files))) == expected
        assert files.articles == sum(len(state.ids) for state in expected.values())
        if serials(files)[-1] == serial:
            assert dict(read_newest(tmp_path, serial)) == expected
        assert len(files.parts) < 6


def test_a_few_changes_write_a_few_rows(tmp_path: Path) -> None:
    """One more file among a thousand is a part of its own, a hundredth of the whole list."""
    files = FileStates((f"{n}.txt", plain(f"{n}.txt", n)) for n in range(1000))
    write_list(tmp_path, 1, files, SOURCES, 0o600)
    files["new.txt"] = plain("new.txt")
    write_list(tmp_path, 2, files, SOURCES, 0o600)
    sizes = [(tmp_path / list_name(serial)).stat().st_size for serial in (1, 2)]
    assert serials(files) == [1, 2]
    assert sizes[1] * 100 < sizes[0]


def test_a_state_that_is_set_again_is_no_change(tmp_path: Path) -> None:
    """A list in which every file has the state that it had before is not written again."""
    files = FileStates({"a.txt": plain("a.txt")})
    write_list(tmp_path, 1, files, SOURCES, 0o600)
    files["a.txt"] = plain("a.txt")
    write_list(tmp_path, 2, files, SOURCES, 0o600)
    assert not (tmp_path / list_name(2)).exists()


def test_a_copy_stays_as_it_was() -> None:
    """A copy of the states does not change with the original, nor the other way round."""
    files = FileStates({"a.txt": plain("a.txt")})
    copy = files.copy()
    files["a.txt"], copy["b.txt"] = plain("a.txt", 7), plain("b.txt")
    assert dict(copy) == {"a.txt": plain("a.txt"), "b.txt": plain("b.txt")}
    assert dict(files) == {"a.txt": plain("a.txt", 7)}


def test_a_sync_without_news_writes_nothing(tmp_path: Path) -> None:
    """If no file changed, a sync leaves every file of the library as it is, and its generation."""
    for n in range(3):
        put(tmp_path / "news" / f"{n}.txt", f"A title of number {n}\n\nA body of some words, with number {n}.\n")
    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        library.sync()
        before, generation = contents(library.directory), library.generation
        assert library.sync().unchanged == 3
        assert library.generation == generation
        assert contents(library.directory) == before


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    # long ago: of a file that just changed the next sync would record the time
    os.utime(path, (1_700_000_000, 1_700_000_000))


def contents(directory: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in directory.rglob("*") if path.is_file() and path.name != "lock")
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def test_steps_of_one_file_leave_no_lines_behind() -> None:
    """Of a file that changes again and again only the last state is held, and that of a copy made before."""
    several = [FileState(100, n, "", tuple(f"{m}" for m in range(n))) for n in range(2, 9)]
    files = FileStates({"f": several[0], "g": plain("g")})
    before = files.copy()
    for state in several[1:]:
        files["f"] = state
    assert (before["f"], files["f"]) == (several[0], several[-1])
    assert (before.articles, files.articles) == (3, 9)
    assert len(files.columns.lines) == 2
