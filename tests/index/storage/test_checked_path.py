"""Folders above a library: who could put another one in its place, and that what was checked is what is read."""

from __future__ import annotations

import grp
import os
import pwd
import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from other_user import EVE, KEEPER

from seedread.index import Damaged, Library, LibraryError, Untrusted
from seedread.index.search import open_generation
from seedread.index.storage.checked_path import open_checked
from seedread.index.storage.ownership import Trust, owner_id, owner_name

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWS = "Talks On Gas\n\nThe talks on gas in Iran went on for as long as they were needed on Friday, officials said.\n"
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder below a sticky one that everybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def library(place: Path) -> Path:
    """Make a library of one article in `place` and return its folder."""
    place.mkdir(parents=True, exist_ok=True)
    news = place / "news.txt"
    news.write_text(NEWS)
    with Library.open([news], place / "library") as made:
        made.sync()
    return place / "library"


def found(folder: Path, trusted: tuple[int, ...] = ()) -> int:
    with Library.open([folder.parent / "news.txt"], folder, trusted=trusted) as opened:
        return opened.search("gas").total


@pytest.mark.parametrize("mode", [0o777, 0o757, 0o707])
def test_a_folder_above_that_all_may_write_is_refused(place: Path, mode: int) -> None:
    """However far above: whoever may write a folder may put another library below it."""
    folder = library(place / "a" / "b" / "c")
    (place / "a").chmod(mode)
    with pytest.raises(Untrusted, match=f"chmod go-w {place}/a`"):
        found(folder)
    (place / "a").chmod(0o1777)
    assert found(folder) == 1


@root_only
def test_a_folder_above_of_somebody_else_is_refused(place: Path) -> None:
    """The message names the owner and the two ways to trust them; with trust the library opens."""
    folder = library(place / "desk")
    os.chown(place / "desk", KEEPER, KEEPER)
    with pytest.raises(Untrusted) as told:
        found(folder)
    assert f"{place}/desk is above the library and belongs to another user, {KEEPER}" in told.value.message
    assert f"--trust-owner {KEEPER}" in told.value.message
    assert f'trusted_owners = ["{KEEPER}"]' in told.value.message
    assert found(folder, (KEEPER,)) == 1
    with pytest.raises(Untrusted):
        found(folder, (EVE,))


@root_only
def test_a_sticky_folder_protects_only_what_is_trusted(place: Path) -> None:
    """In a folder like /tmp a library of ours is safe, a folder or a link of somebody else is not."""
    place.chmod(0o1777)
    folder = library(place)
    assert found(folder) == 1
    (place / "hers").symlink_to(folder)
    os.chown(place / "hers", EVE, EVE, follow_symlinks=False)
    with pytest.raises(Untrusted, match="hers is a link"):
        found(place / "hers")
    (place / "ours").symlink_to(folder)
    assert found(place / "ours") == 1


@root_only
def test_a_group_may_write_only_where_it_is_the_owner_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Umask 002 makes folders that the owner's own group may write; a group with anybody else in it is refused."""
    folder = library(place / "a")
    above = place / "a"
    os.chown(above, 0, 0)
    above.chmod(0o775)
    assert found(folder) == 1
    os.chown(above, 0, EVE)
    with pytest.raises(Untrusted, match="Others can write"):
        found(folder)
    os.chown(above, 0, 0)
    real = grp.getgrgid

    def with_eve(number: int) -> object:
        members = real(number)
        return type(members)((*members[:3], ["eve"]))

    with monkeypatch.context() as patched:
        patched.setattr(grp, "getgrgid", with_eve)
        with pytest.raises(Untrusted, match="Others can write"):
            found(folder)
    eve = pwd.struct_passwd(("eve", "x", EVE, 0, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwall", lambda: [eve])
    with pytest.raises(Untrusted, match="Others can write"):
        found(folder)


@root_only
@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system keeps no access lists that Python can set")
def test_an_access_list_is_not_taken_for_the_owners_own_group(place: Path) -> None:
    """Where somebody is named in a list, the group's right to write may be theirs."""
    folder = library(place / "a")
    (place / "a").chmod(0o775)
    nobody = 0xFFFFFFFF
    entries = ((1, 7, nobody), (2, 7, EVE), (4, 5, nobody), (16, 7, nobody), (32, 5, nobody))
    try:
        listed = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
        os.setxattr(place / "a", "system.posix_acl_access", listed)
    except OSError:
        pytest.skip("this disk keeps no access lists")
    assert (place / "a").stat().st_mode & 0o777 == 0o775
    with pytest.raises(Untrusted, match="Others can write"):
        found(folder)


def test_links_on_the_way_are_followed_and_checked(place: Path) -> None:
    """A relative, an absolute and a nested link lead to the library; what they lead through is checked as well."""
    folder = library(place / "deep" / "open")
    (place / "relative").symlink_to("deep/../deep/open")
    (place / "absolute").symlink_to(place / "deep" / "open")
    (place / "nested").symlink_to(place / "relative")
    for link in ("relative", "absolute", "nested"):
        assert found(place / link / "library") == 1
    assert found(place / "deep" / ".." / "nested" / "library") == 1
    (place / "deep").chmod(0o777)
    for link in ("relative", "absolute", "nested"):
        with pytest.raises(Untrusted, match="Others can write"):
            found(place / link / "library")
    (place / "deep").chmod(0o755)
    (place / "round").symlink_to("round")
    with pytest.raises((Untrusted, OSError)):
        open_checked(place / "round" / "library", Trust.of_reader())
    assert found(folder) == 1


def test_what_was_checked_is_what_is_read(place: Path) -> None:
    """Another folder that takes the library's name after the check is never read."""
    folder = library(place / "a")
    checked = open_checked(folder, Trust.of_reader())
    right = (folder / "manifest.json").read_bytes()
    (place / "a").rename(place / "gone")
    (place / "a" / "library" / "index-1").mkdir(parents=True)
    (place / "a" / "library" / "manifest.json").write_text("{}")
    assert (checked / "manifest.json").read_bytes() == right
    assert any(path.name.endswith(".seg") for path in (checked / "index-1").iterdir())


@pytest.mark.parametrize("when", ["manifest", "index"])
def test_a_library_swapped_while_it_is_opened_is_not_read(
    place: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Whether its parent is renamed before the manifest or the index is read: the answer is from what was checked."""
    folder = library(place / "a")
    library(place / "b" / "x")
    (place / "b" / "x" / "news.txt").write_text(NEWS.replace("gas", "oil").replace("Gas", "Oil"))
    with Library.open([place / "b" / "x" / "news.txt"], place / "b" / "x" / "library") as other:
        other.sync()
    swapped: list[bool] = []

    def swap() -> None:
        if not swapped:
            swapped.append(True)
            (place / "a").rename(place / "c")
            (place / "b" / "x").rename(place / "a")

    name = "load" if when == "manifest" else "open_engine"
    real = getattr(open_generation, name)

    def late(*arguments: object) -> object:
        swap()
        return real(*arguments)

    with Library.open([place / "a" / "news.txt"], folder) as opened:
        monkeypatch.setattr(open_generation, name, late)
        assert opened.search("gas").total == 1
        assert swapped


@pytest.mark.parametrize("name", ["..", "../x", "/etc/passwd", "", ".", "a/b", "a\0b"])
def test_a_name_never_leads_out_of_the_folder(place: Path, name: str) -> None:
    """What a manifest or table names is one name in its folder."""
    checked = open_checked(library(place), Trust.of_reader())
    with pytest.raises(Damaged, match="outside"):
        checked / name


def test_a_link_or_pipe_that_comes_later_is_not_opened(place: Path) -> None:
    """A file that is replaced by a link or a pipe after the check is refused at once; nothing waits for a writer."""
    folder = library(place)
    checked = open_checked(folder, Trust.of_reader())
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="symbolic"):
        (checked / "manifest.json").read_bytes()
    (folder / "manifest.json").unlink()
    os.mkfifo(folder / "manifest.json", 0o600)
    with pytest.raises(Untrusted, match="neither file nor folder"):
        (checked / "manifest.json").read_bytes()


def test_nothing_is_made_below_a_folder_that_others_may_write(place: Path) -> None:
    """A first sync refuses such a place before it writes anything there."""
    (place / "open").mkdir()
    (place / "open").chmod(0o777)
    (place / "news.txt").write_text(NEWS)
    opened = Library.open([place / "news.txt"], place / "open" / "new" / "library")
    with opened, pytest.raises(LibraryError, match="Others can write"):
        opened.sync()
    assert list((place / "open").iterdir()) == []


def test_a_check_opens_few_files(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a start costs grows with the folders on the way and the files of the library, which are few."""
    folder = library(place)
    calls = {"open": 0, "stat": 0}
    for name in calls:
        real = getattr(os, name)

        def counted(*arguments: object, _name: str = name, _real: object = real, **options: object) -> object:
            calls[_name] += 1
            return _real(*arguments, **options)  # type: ignore[operator]

        monkeypatch.setattr(os, name, counted)
    open_checked(folder, Trust.of_reader())
    assert calls["open"] <= len(folder.parts) + 4
    assert calls["stat"] <= 3 * sum(1 for _ in folder.rglob("*"))


def test_descriptors_are_closed(place: Path) -> None:
    """Opening a library again and again leaves no folder open."""
    folder = library(place)
    handles = Path("/dev/fd")
    before = len(list(handles.iterdir()))
    for _ in range(20):
        assert found(folder) == 1
        open_checked(folder, Trust.of_reader())
    assert len(list(handles.iterdir())) <= before


def test_owners_are_named() -> None:
    """A user is found by name or number, and an unknown one is named by its number."""
    assert owner_name(0) == "root"
    assert owner_id("root") == owner_id("0") == 0
    assert owner_name(EVE) == str(EVE)
    assert owner_id(str(EVE)) == EVE
    for wrong in ("no such user", "", "-1", "1" * 30, "٣", "a\0b"):
        assert owner_id(wrong) is None
