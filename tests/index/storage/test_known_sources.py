"""A library knows its sources: what opens it, what is refused, and what is searched in a part of it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library, LibraryError, NotFound, OtherSources, Selection, SourceMissing, bundled_seeds
from seedread.index.files.checked_json import read_json, write_json
from seedread.index.shelf import Ref, Shelf, adopt, attach
from seedread.index.storage import manifest as layout

if TYPE_CHECKING:
    from collections.abc import Callable

LONG_AGO = 1_700_000_000


def put(path: Path, title: str, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    gas = "The minister of Iran said on Monday that the talks on gas would go on, number {n}."
    rail = "The union in France said on Tuesday that the strike of the trains would go on, number {n}."
    for n in range(4):
        put(folder / "world" / f"{n}.txt", f"Gas Talks Go On In Iran {n}", gas.format(n=n))
    for n in range(3):
        put(folder / "home" / f"{n}.txt", f"Rail Strike Goes On In France {n}", rail.format(n=n))
    put(folder / "world.txt", "A Storm Is Expected", "A storm is expected along the coast, a spokesman said.")
    return folder


@pytest.fixture
def where(news: Path, tmp_path: Path) -> Path:
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        library.group()
    return tmp_path / "library"


def ids(library: Library, text: str = "") -> set[str]:
    return {hit.id for hit in library.search(text, limit=100).hits}


def as_of_0_1_0(where: Path) -> None:
    """Write the state of a library as seedread 0.1.0 did, which knew no sources."""
    manifest = layout.load(where)
    assert manifest
    files = layout.load_files(where, manifest)
    values = read_json(where / "manifest.json")
    for name in ("sources", "mounts", "kept", "articles", "lists", "check"):
        values.pop(name, None)
    write_json(where / "manifest.json", values | {"format": 3})
    states = {
        key: [one.size, one.mtime_ns, one.digest, one.ids, one.problem, one.indexed] for key, one in files.items()
    }
    write_json(where / f"files-{values['serial']}.json", {"files": states})


def test_without_paths_a_library_opens_its_own_sources(where: Path, news: Path) -> None:
    """A library that is opened by its place alone syncs what it was made of, never the bundled seeds."""
    with Library.open(None, where) as library:
        assert library.roots == (news,)
        assert not library.pending()
        report = library.sync()
        assert (report.added, report.removed, report.unchanged) == (0, 0, 8)


def test_a_place_without_a_library_gets_the_seeds(tmp_path: Path) -> None:
    """Where there is no library yet, and no path is given, the bundled articles are what is opened."""
    with Library.open(None, tmp_path / "new") as library:
        assert library.roots == (bundled_seeds().resolve(),)


@pytest.mark.parametrize(
    "name",
    [
        lambda news: [news],
        lambda news: [news, news],
        lambda news: [f"{news}/"],
        lambda news: [os.path.relpath(news)],
        lambda news: [news / "world" / ".."],
        lambda news: [news.parent / "link"],
        lambda news: [news, news / "world"],
    ],
    ids=["same", "twice", "slash", "relative", "dots", "link", "with a part"],
)
def test_the_same_sources_by_other_names(where: Path, news: Path, name: Callable[[Path], list[str | Path]]) -> None:
    """However the sources are written, the whole library is opened and nothing in it changes."""
    (news.parent / "link").symlink_to(news)
    with Library.open(name(news), where) as library:
        assert library.within == ()
        assert not library.pending()
        assert library.sync().unchanged == library.count == 8


def test_the_order_of_sources_does_not_matter(news: Path, tmp_path: Path) -> None:
    """Reordered and repeated paths are the same sources, in a place of one's own and in the cache."""
    a, b = news / "world", news / "home"
    for place in (tmp_path / "own", None):
        with Library.open([a, b], place) as library:
            library.sync()
            first = ids(library)
        with Library.open([b, a, b], place) as library:
            assert not library.pending()
            assert library.sync().removed == 0
            assert ids(library) == first


def test_a_link_that_is_a_source_may_lead_elsewhere_later(news: Path, tmp_path: Path) -> None:
    """A source that is a link is kept as it was named: what it leads to now is what is synced."""
    (tmp_path / "current").symlink_to(news / "world")
    with Library.open([tmp_path / "current"], tmp_path / "library") as library:
        library.sync()
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to(news)
    for paths in (None, [tmp_path / "current"], [news]):
        with Library.open(paths, tmp_path / "library") as library:
            assert library.roots == (news,)
            assert library.within == ()


@pytest.mark.parametrize("before", [False, True], ids=["beside", "above"])
def test_other_paths_are_refused(where: Path, news: Path, tmp_path: Path, *, before: bool) -> None:
    """A path that is not in the sources is refused with what to do, and nothing is written."""
    other = news.parent if before else tmp_path / "other"
    other.mkdir(exist_ok=True)
    was = {path.name: path.read_bytes() for path in where.iterdir() if path.is_file()}
    for paths in ([other], [news, other], [news / "world", other]):
        with pytest.raises(OtherSources, match=r"--replace-sources"):
            Library.open(paths, where)
    assert {path.name: path.read_bytes() for path in where.iterdir() if path.is_file()} == was


def test_sources_are_replaced_when_that_is_asked(where: Path, news: Path, tmp_path: Path) -> None:
    """With `replace_sources` the given paths are the sources from the next sync on, and only what they hold stays."""
    with Library.open([news / "home"], where, replace_sources=True) as library:
        assert library.within == ()
        assert library.pending()
        report = library.sync()
        assert (report.removed, report.kept) == (8, ())
        assert not library.pending()
    with Library.open(None, where) as library:
        assert library.roots == (news / "home",)
        assert ids(library) == {"0.txt", "1.txt", "2.txt"}
    with pytest.raises(OtherSources):
        Library.open([news], where)
    with pytest.raises(SourceMissing):
        Library.open([tmp_path / "nowhere"], where, replace_sources=True)


def test_a_source_is_added_to_others_without_reading_those_again(news: Path, tmp_path: Path) -> None:
    """What stays a source under the same name keeps its articles."""
    with Library.open([news / "world", news / "home"], tmp_path / "library") as library:
        library.sync()
    paths = [news / "world", news / "home", news / "world.txt"]
    with Library.open(paths, tmp_path / "library", replace_sources=True) as library:
        report = library.sync()
        assert (report.added, report.removed, report.unchanged) == (1, 0, 7)


def test_a_part_of_a_library_is_all_that_is_searched(where: Path, news: Path) -> None:
    """With a path inside the sources, results, counts, facets, dates and words are those of its articles alone."""
    with Library.open([news / "world"], where) as part, Library.open(None, where) as whole:
        assert part.searched == "world"
        assert (part.count, whole.count) == (4, 8)
        assert ids(part) == {f"world/{n}.txt" for n in range(4)}  # not world.txt
        found = part.search("")
        assert [(value.value, value.count) for value in found.facets["country"].values] == [("IR", 4)]
        assert found.dates.undated == 4
        assert part.search("strike").total == 0
        assert "No article contains" in part.search("strikes").notices[0].message
        assert "did you mean" not in part.search("trainz").notices[0].message
        assert "did you mean" not in part.search("country:frence").notices[0].message
        assert "did you mean" in whole.search("trainz").notices[0].message
        chosen = Selection().set("country", "FR", "exclude")
        assert part.search("", chosen).total == 4
        assert {one.id for one in part.similar("world/0.txt")} <= ids(part)
        assert part.search("like:world/0.txt").total <= 4
        assert part.pairs("", facet="country").articles == 4
        with pytest.raises(NotFound):
            part.get("home/0.txt")


def test_files_and_several_paths_in_a_library(where: Path, news: Path) -> None:
    """One file, or several paths inside the sources, are searched together."""
    with Library.open([news / "world.txt"], where) as library:
        assert ids(library) == {"world.txt"}
    with Library.open([news / "home", news / "world" / "1.txt"], where) as library:
        assert ids(library) == {"home/0.txt", "home/1.txt", "home/2.txt", "world/1.txt"}
        assert library.searched == "home, world/1.txt"


def test_a_link_in_a_source_is_a_file_of_it(news: Path, tmp_path: Path) -> None:
    """A link to a file elsewhere, which is one of the source's files, can be searched alone."""
    put(tmp_path / "elsewhere.txt", "A Storm Is Expected", "A storm is expected along the coast, a spokesman said.")
    (news / "linked.txt").symlink_to(tmp_path / "elsewhere.txt")
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
    with Library.open([news / "linked.txt"], tmp_path / "library") as library:
        assert ids(library) == {"linked.txt"}


def test_one_of_several_sources_is_a_part(news: Path, tmp_path: Path) -> None:
    """Where a library has several sources, one of them opens it and is all that is searched."""
    with Library.open([news / "world", news / "home"], tmp_path / "library") as library:
        library.sync()
    with Library.open([news / "home"], tmp_path / "library") as library:
        assert ids(library) == {f"home/{n}.txt" for n in range(3)}


def test_a_sync_covers_the_whole_library(where: Path, news: Path) -> None:
    """However little of it is searched, a sync follows all files and takes nothing away from the others."""
    put(news / "home" / "new.txt", "A New Strike Begins", "The union in France said that a new strike would begin.")
    with Library.open([news / "world"], where) as library:
        assert library.pending()
        report = library.sync()
        assert (report.added, report.removed, report.unchanged) == (1, 0, 8)
        assert library.count == 4
        library.group()
    with Library.open(None, where) as library:
        assert library.count == 9
        assert not library.pending()
        assert not library.ungrouped()


def test_stories_and_their_sizes_in_a_part(news: Path, tmp_path: Path) -> None:
    """Stories of a part, and the accounts that a row tells of, leave out what lies elsewhere."""
    leads = (
        "Iran and Turkey signed a treaty on the Caspian gas pipeline in Ankara on Friday, Mehmet Kaya said.",
        "A treaty on the Caspian gas pipeline was signed by Iran and Turkey in Ankara, said Mehmet Kaya.",
        "In Ankara Turkey and Iran signed the Caspian gas pipeline treaty, Mehmet Kaya told reporters.",
    )
    for place, lead in zip(("a/1", "a/2", "b/1"), leads, strict=True):
        (news / place[0]).mkdir(exist_ok=True)
        record = {
            "id": place,
            "title": "Iran and Turkey sign Caspian pipeline treaty",
            "date": "2024-10-11",
            "text": lead,
        }
        (news / f"{place}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        library.group()
        assert library.search("treaty").total == 3
        assert sum(library.accounts(["a/1"])["a/1"]) == 3
    with Library.open([news / "a"], tmp_path / "library") as library:
        assert library.search("treaty").total == 2
        assert sum(library.accounts(["a/1"])["a/1"]) == 2
        (story,) = library.stories().shown
        assert story.articles == 2
        beside = library.accounts_beside("a/1", library.search("").tree)
        assert [one.hit.id for one in beside] == ["a/2"]


def test_marks_in_a_part(where: Path, news: Path) -> None:
    """Marks are those of the whole library, and the states of a part count its articles alone."""
    with Library.open([news / "world"], where) as library, Shelf() as shelf:
        name = attach(library, shelf)
        hits = library.search("").hits[:1]
        shelf.mark(name, [Ref(hits[0].id, hits[0].content_hash, hits[0].title)], "read")
        assert {row.value: row.count for row in library.search("").facets["is"].values} == {"unread": 3, "read": 1}
    with Library.open(None, where) as library, Shelf() as shelf:
        attach(library, shelf)
        assert {row.value: row.count for row in library.search("").facets["is"].values} == {"unread": 7, "read": 1}


def test_marks_made_elsewhere_are_found_for_the_whole_library(where: Path, news: Path) -> None:
    """Marks of moved articles are carried over to all of a library, though only a part of it is open."""
    with Library.open(None, where) as library, Shelf() as shelf:
        hits = [hit for hit in library.search("", limit=20).hits if hit.id.startswith("home")]
        shelf.mark("elsewhere", [Ref(f"other/{hit.id}", hit.content_hash, hit.title) for hit in hits], "starred")
    with Library.open([news / "world"], where) as library, Shelf() as shelf:
        attach(library, shelf)
        assert adopt(library, shelf) == 3
    with Library.open(None, where) as library, Shelf() as shelf:
        attach(library, shelf)
        assert library.search("is:starred").total == 3


def test_a_path_that_is_nowhere_is_missing(where: Path, news: Path) -> None:
    """A path inside the sources that neither is there nor held articles is told; one that held some opens."""
    with pytest.raises(SourceMissing, match="nowhere"):
        Library.open([news / "nowhere"], where)
    (news / "home").rename(news.parent / "away")
    with Library.open([news / "home"], where) as library:
        assert library.count == 3


def test_a_library_of_0_1_0_opens(where: Path, news: Path) -> None:
    """It is searched without its sources, asks for them, and keeps those of the first sync with paths."""
    as_of_0_1_0(where)
    with Library.open(None, where) as library:
        assert library.search("gas").total == 4
        assert library.pending()
        with pytest.raises(SourceMissing, match=r"does not know its sources.*seedread index"):
            library.sync()
    with Library.open([news], where) as library:
        assert library.pending()
        report = library.sync()
        assert (report.removed, report.unchanged) == (0, 8)
    with Library.open(None, where) as library:
        assert library.roots == (news,)
        assert not library.pending()


def test_a_library_of_0_1_0_made_of_the_seeds_is_known(tmp_path: Path) -> None:
    """The bundled articles are known again by their names and sizes."""
    with Library.open(None, tmp_path / "library") as library:
        library.sync()
    as_of_0_1_0(tmp_path / "library")
    with Library.open(None, tmp_path / "library") as library:
        assert library.sync().unchanged == 5


@pytest.mark.parametrize("victims", [("manifest.json",), ("files-*.json",)], ids=str)
def test_sources_outlive_a_broken_file(where: Path, news: Path, victims: tuple[str, ...]) -> None:
    """Manifest and file list both hold the sources: one that is broken or gone is mended without naming them."""
    for victim in victims:
        path = next(where.glob(victim))
        path.write_bytes(b"x" + path.read_bytes()[1:])
    with Library.open(None, where) as library:
        assert library.roots == (news,)
        library.sync()
        assert library.count == 8
    (where / "manifest.json").unlink()
    with Library.open(None, where) as library:
        assert library.roots == (news,)


def test_a_name_that_is_not_utf_8_is_kept(tmp_path: Path) -> None:
    """The bytes of a source's name come back as they were."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    put(folder / "a.txt", "A Storm Is Expected", "A storm is expected along the coast, a spokesman said.")
    with Library.open([folder], tmp_path / "library") as library:
        library.sync()
    with Library.open(None, tmp_path / "library") as library:
        assert library.roots == (folder,)
        assert not library.pending()
    assert layout.known_sources(tmp_path / "library") == (folder,)


def test_a_folder_that_may_not_be_read_is_told(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library whose folder may not be read is no empty place in which another one is made."""

    def refused(path: object) -> list[str]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "listdir", refused)
    with pytest.raises(LibraryError, match="may not read"):
        Library.open(None, where)
