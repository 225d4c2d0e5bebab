"""Who may read a library: what --shared promises, whatever the umask, whoever keeps it."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from other_user import EVE, KEEPER, READER, seedread_as

from seedread.index import Library, LibraryError
from seedread.index.storage.modes import Readers, closed_above, readers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "Talks On Gas In {0}\n\nOfficials of {0} said on Friday that the talks on gas would go on as long as needed.\n"
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may enter, with a folder of news."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        news = Path(name) / "news"
        news.mkdir()
        for country in ("Iran", "France", "Peru"):
            put(news / f"{country}.txt", country)
        yield Path(name)


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def put(path: Path, country: str) -> None:
    """Write an article that is older than the moment: a file that has just changed is looked at again."""
    path.write_text(TEXT.format(country))
    os.utime(path, (1_700_000_000, 1_700_000_000))


def modes(library: Path) -> dict[str, set[int]]:
    """Return the modes of the folders and of the files of a library."""
    found: dict[str, set[int]] = {"folders": {stat.S_IMODE(library.stat().st_mode)}, "files": set()}
    for path in library.rglob("*"):
        found["folders" if path.is_dir() else "files"].add(stat.S_IMODE(path.stat().st_mode))
    return found


def test_a_shared_library_stays_shared(place: Path, umask: int) -> None:
    """After syncs, a rebuild and a grouping under any umask every file can be read by all and written by one."""
    with Library.open([place / "news"], place / "library") as library:
        library.share(Readers.EVERYBODY)
        for n in range(3):
            (place / "news" / f"{n}.txt").write_text(TEXT.format(f"Peru {n}"))
            library.sync(rebuild=n == 1)
            library.group()
            assert modes(library.directory) == {"folders": {0o755}, "files": {0o644}}, umask
        assert {path.name.split("-")[0].split(".")[0] for path in library.directory.iterdir()} == {
            "manifest", "files", "stories", "links", "index", "lock",
        }  # fmt: skip


def test_no_reader_is_locked_out_in_between(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has its mode before it has its name: whenever a reader looks, all that is named can be read."""
    wrong = []
    real = Path.replace

    def looked(self: Path, target: Path) -> Path:
        if stat.S_IMODE(self.stat().st_mode) != 0o644:
            wrong.append(str(target))
        return real(self, target)

    before = os.umask(0o077)
    try:
        with Library.open([place / "news"], place / "library") as library:
            library.share(Readers.EVERYBODY)
            monkeypatch.setattr(Path, "replace", looked)
            library.sync()
            library.group()
    finally:
        os.umask(before)
    assert wrong == []


def test_a_private_library_stays_private(place: Path, umask: int) -> None:
    """Without a word a library is its owner's alone, and opens under any umask."""
    with Library.open([place / "news"], place / "library") as library:
        library.sync()
        library.group()
        assert readers_of(library.directory) is Readers.OWNER, umask
        assert stat.S_IMODE(library.directory.stat().st_mode) == 0o700
    with Library.open([place / "news"], place / "library") as library:
        assert library.search("gas").total == 3


def test_a_library_that_an_older_version_closed_is_opened_by_a_sync(place: Path) -> None:
    """Files that one sync under umask 077 closed in a shared folder are readable after the next."""
    with Library.open([place / "news"], place / "library") as library:
        library.share(Readers.EVERYBODY)
        library.sync()
        for path in library.directory.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        library.sync()
        assert modes(library.directory) == {"folders": {0o755}, "files": {0o644}}


def test_a_library_can_be_made_private_again(place: Path) -> None:
    """`--private` takes back what `--shared` gave."""
    with Library.open([place / "news"], place / "library") as library:
        library.share(Readers.EVERYBODY)
        library.sync()
        library.share(Readers.OWNER)
        library.sync()
        assert stat.S_IMODE(library.directory.stat().st_mode) == 0o700


@root_only
def test_a_library_for_a_group(place: Path, umask: int) -> None:
    """Folders and files belong to the group, who may read them, and nobody else may."""
    import grp  # noqa: PLC0415 (only here)

    group = next(one for one in grp.getgrall() if one.gr_gid)
    with Library.open([place / "news"], place / "library") as library:
        library.share(Readers.GROUP, group.gr_name)
        for n in range(2):
            (place / "news" / f"{n}.txt").write_text(TEXT.format(f"Peru {n}"))
            library.sync(rebuild=n == 1)
            library.group()
        assert modes(library.directory) == {"folders": {0o2750}, "files": {0o640}}, umask
        everything = [library.directory, *library.directory.rglob("*")]
        assert {path.stat().st_gid for path in everything} == {group.gr_gid}
        where = ("search", "gas", place / "news", "--ids", "--library", library.directory)
        assert seedread_as(READER, place / "reader", *where, group=group.gr_gid).code == 0
        refused = seedread_as(EVE, place / "eve", *where)
        assert refused.code == 3
        assert "You may not read" in refused.err


def test_what_else_lies_in_the_folder_is_left_alone(place: Path) -> None:
    """A library in a folder with other things changes the modes of its own files only."""
    (place / "library" / "keys").mkdir(parents=True)
    secret = place / "library" / "keys" / "secret"
    for path in (secret, place / "library" / "note"):
        path.touch(0o600)
    (place / "library" / "keys").chmod(0o700)
    with Library.open([place / "news"], place / "library") as library:
        library.share(Readers.EVERYBODY)
        library.sync()
    for path, mode in ((secret, 0o600), (place / "library" / "note", 0o600), (secret.parent, 0o700)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_new_folders_above_can_be_written_by_nobody_else(place: Path, umask: int) -> None:
    """A first sync below folders that are not there yet opens again, whatever the umask."""
    where = place / "new" / "newer" / "library"
    with Library.open([place / "news"], where) as library:
        library.sync()
    assert not (where.parent.stat().st_mode | where.parent.parent.stat().st_mode) & 0o022, umask
    with Library.open([place / "news"], where) as library:
        assert library.search("gas").total == 3


def test_a_group_that_there_is_not_is_told(place: Path) -> None:
    """An unknown group changes nothing and says so."""
    with Library.open([place / "news"], place / "library") as library:
        with pytest.raises(LibraryError, match="no group nosuchgroup"):
            library.share(Readers.GROUP, "nosuchgroup")
        assert readers_of(library.directory) is Readers.OWNER


def test_folders_that_keep_readers_out_are_found(place: Path) -> None:
    """A shared library below a closed folder is of use to nobody, and the folder is named."""
    with Library.open([place / "news"], place / "closed" / "library") as library:
        library.share(Readers.EVERYBODY)
        assert closed_above(library.directory) == []
        (place / "closed").chmod(0o700)
        assert closed_above(library.directory) == [place.resolve() / "closed"]
        library.share(Readers.OWNER)
        assert closed_above(library.directory) == []


@root_only
def test_the_server_of_the_readme(place: Path) -> None:
    """Root keeps a shared library under umask 077; an account searches it, is told plainly that root keeps it, and
    writes nothing there."""
    library, news = place / "library", place / "news"
    made = seedread_as(0, place / "root", "index", news, "--shared", "--library", library, umask=0o077)
    assert made.code == 0, made.err
    where = (news, "--library", library)
    found = seedread_as(READER, place / "reader", "search", "gas", *where, "--ids")
    assert (found.code, len(found.out.splitlines()), found.err) == (0, 3, "")
    before = [(path, path.stat().st_mtime_ns) for path in sorted(library.rglob("*"))]
    put(news / "new.txt", "Chile")
    behind = seedread_as(READER, place / "reader", "search", "gas", *where, "--ids")
    assert (behind.code, len(behind.out.splitlines())) == (0, 3)
    assert behind.err == "seedread: This library is maintained by root and is out of date; searching it as is.\n"
    refused = seedread_as(READER, place / "reader", "index", *where)
    assert refused.code == 3
    assert "belongs to root: only root can update it" in refused.err
    stories = seedread_as(READER, place / "reader", "stories", *where)
    assert "3 articles" in stories.out
    assert [(path, path.stat().st_mtime_ns) for path in sorted(library.rglob("*"))] == before
    assert seedread_as(0, place / "root", "index", *where, umask=0o077).code == 0
    again = seedread_as(READER, place / "reader", "search", "gas", *where, "--ids")
    assert (again.code, len(again.out.splitlines()), again.err) == (0, 4, "")


@root_only
def test_an_account_keeps_a_library_for_others(place: Path) -> None:
    """Readers trust its owner once or for good; root does not sync it by the way, nor by hand."""
    desk, news = place / "desk", place / "news"
    desk.mkdir()
    os.chown(desk, KEEPER, KEEPER)
    where = (news, "--library", desk / "library")
    assert seedread_as(KEEPER, place / "keeper", "index", *where, "--shared", umask=0o077).code == 0
    search = ("search", "gas", *where, "--ids")
    refused = seedread_as(READER, place / "reader", *search)
    assert refused.code == 3
    assert f"belongs to another user, {KEEPER}" in refused.err
    assert seedread_as(READER, place / "reader", *search, "--trust-owner", KEEPER).code == 0
    settings = place / "reader" / ".config" / "seedread" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[library]\ntrusted_owners = ["nosuchuser", "{KEEPER}"]\n')
    assert seedread_as(READER, place / "reader", *search).code == 0
    put(news / "new.txt", "Chile")
    by_the_way = seedread_as(0, place / "root", *search, "--trust-owner", KEEPER)
    assert f"maintained by {KEEPER}" in by_the_way.err
    assert seedread_as(0, place / "root", "index", *where, "--trust-owner", KEEPER).code == 3
    assert {path.stat().st_uid for path in (desk / "library").rglob("*")} == {KEEPER}
    assert seedread_as(KEEPER, place / "keeper", "index", *where).code == 0


@root_only
def test_a_trusted_owner_must_be_a_user(place: Path) -> None:
    """A name that nobody has is a wrong usage, told before anything is opened."""
    told = seedread_as(READER, place / "reader", "search", "gas", place / "news", "--trust-owner", "nosuchuser")
    assert told.code == 2
    assert "no user nosuchuser" in told.err
