"""Whatever byte of a library's files is not as it was written is told or does not matter, and a sync mends it."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from seedread.index import Library, LibraryError, Locked
from seedread.index.files.lock import locked

from .test_known_sources import put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLIPS = 24
"""Bytes of each file that are changed, one after another."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a library of two stories and more, synced in two steps."""
    place = tmp_path_factory.mktemp("flips")
    gas = "Iran and Turkey signed a treaty on the Caspian gas pipeline in Ankara on Friday, {} said."
    for n, who in enumerate(("Mehmet Kaya", "the minister Mehmet Kaya", "a spokesman, Mehmet Kaya,")):
        put(place / "news" / f"gas{n}.txt", "Iran And Turkey Sign Caspian Pipeline Treaty", gas.format(who))
    for n in range(20):
        put(
            place / "news" / f"{n}.txt", f"Council Of Village {n} Meets", f"The council of {n} met in Norway on Monday."
        )
    with Library.open([place / "news"], place / "library") as library:
        library.sync()
        put(place / "news" / "late.txt", "A Storm Is Expected", "A storm is expected along the coast, they said.")
        library.sync()
        library.group()
    return place


def answers(library: Library) -> Iterator[Any]:
    """Ask everything that there is to ask."""
    for text in ("", "treaty", "country:norway", '"gas pipeline"', "cou*", "stormm", "like:gas0.txt"):
        results = library.search(text, limit=50)
        yield text, results.total, [(hit.id, hit.title, hit.snippet, hit.date) for hit in results.hits]
        yield [[tuple(value) for value in facet.values] for facet in results.facets.values()], results.notices
    yield [library.get(hit.id) for hit in library.search("", limit=50).hits]
    yield library.stories()
    yield library.accounts(hit.id for hit in library.search("", limit=50).hits)
    yield library.problems, library.kept


def files(place: Path) -> list[str]:
    found = (path for path in (place / "library").rglob("*") if path.is_file() and path.stat().st_size)
    return sorted(str(path.relative_to(place / "library")) for path in found)


def flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_flipped_bit_is_told_and_mended(whole: Path, tmp_path: Path) -> None:
    """Anywhere in every file: the right answer or a LibraryError, and after a sync the right one."""
    with Library.open(None, whole / "library") as library:
        right = list(answers(library))
    dice = random.Random(13)
    place = tmp_path / "library"
    told = dict.fromkeys(files(whole), 0)
    for name in told:
        data = (whole / "library" / name).read_bytes()
        places = {0, len(data) - 1, *(dice.randrange(len(data)) for _ in range(FLIPS))}
        for at in sorted(places):
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(whole / "library", place)
            (place / name).write_bytes(flipped(data, at, dice.randrange(8)))
            with Library.open(None, place) as library:
                try:
                    assert list(answers(library)) == right, (name, at)
                except LibraryError as error:
                    assert "seedread index" in error.message  # noqa: PT017 (either outcome is good)
                    told[name] += 1
                library.sync()
                library.group()
                assert list(answers(library)) == right, (name, at)
                assert not library.pending()
                assert not library.ungrouped()
    state = {name for name in told if name != "lock"}
    assert {name for name in state if told[name]} >= {name for name in state if name.startswith(("man", "stor", "ind"))}


def test_a_flipped_file_list_is_mended(whole: Path, tmp_path: Path) -> None:
    """The list of files, which no search reads, is found broken by whoever looks whether a sync is needed."""
    shutil.copytree(whole / "library", tmp_path / "library")
    parts = list((tmp_path / "library").glob("files-*.json"))
    for name in parts:
        data = name.read_bytes()
        for at in range(0, len(data), 97):
            name.write_bytes(flipped(data, at, 3))
            with Library.open(None, tmp_path / "library") as library:
                assert library.pending()
        if name != parts[-1]:
            name.write_bytes(data)
    with Library.open(None, tmp_path / "library") as library:
        library.sync()
        assert not library.pending()
        assert library.count == 24


def test_what_stands_in_the_lock_file_is_no_instruction(whole: Path) -> None:
    """Bytes in the lock file that are no number are not repeated to a terminal."""
    lock = whole / "library" / "lock"
    with locked(whole / "library" / "lock"), Library.open(None, whole / "library") as library:
        lock.write_bytes(b"\x1b[31m12")
        with pytest.raises(Locked, match=r"\(process unknown\)"):
            library.sync()


@pytest.mark.parametrize("text", [b"\xff\xfe", b"[[merge", b"\0\0"])
def test_a_broken_names_file_beside_a_library_is_told(whole: Path, tmp_path: Path, text: bytes) -> None:
    """Names that cannot be read are among the problems, and change nothing."""
    shutil.copytree(whole / "library", tmp_path / "library")
    (tmp_path / "library" / "names.toml").write_bytes(text)
    with Library.open(None, tmp_path / "library") as library:
        assert "names.toml" in library.sync().problems[0].path
        assert library.count == 24
