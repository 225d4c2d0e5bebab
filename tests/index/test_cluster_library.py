"""A library in a cluster does what one in a folder does: the same results, counts, notices, stories and marks."""

from __future__ import annotations

import dataclasses
import json
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from search_cluster import cluster_address

from seedread.index import Library, LibraryError, Selection
from seedread.index.doctor.cluster_checks import cluster_findings
from seedread.index.engines.opensearch.bulk import Bulk
from seedread.index.engines.opensearch.snapshot import Snapshot
from seedread.index.errors import Locked
from seedread.index.ingest.migration import migrate
from seedread.index.shelf import Ref, Shelf, attach
from seedread.index.storage.cluster_lock import ClusterLock
from seedread.index.storage.cluster_place import ClusterPlace
from seedread.index.storage.modes import Readers
from seedread.index.storage.ownership import Trust
from seedread.index.storage.places import named_place
from seedread.tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index import Results

FERRY = (
    "The ferry to Marwick sails again after nine weeks, as the harbour was dredged in the meantime, the port said. "
    "Divers found three wrecks and an anchor chain of the eighteenth century while they cleared the channel of mud. "
    "Fishermen had protested against the closure, which cost the island some forty thousand pounds a day. "
    "Captain Ailsa Brown said that she missed the noise of lorries on the ramp, and the smell of diesel and kippers. "
    "The council wants to buy a second vessel with a shallow keel, so that silt can never again cut off the island."
)
BODIES = [
    "Iran and Turkey signed a gas deal in Ankara. President Recep Tayyip Erdogan called it historic: gas will flow.",
    "Turkey and Iran signed a gas deal in Ankara on Monday. President Recep Tayyip Erdogan called the deal historic.",
    "Russia's President Vladimir Putin met ministers in Moscow. The cease-fire talks went on, the Kremlin said.",
    "Der Minister in Berlin sprach über die Häuser der Stadt und den Haushalt, den Deutschland nicht hat.",
    "The pipeline between Turkmenistan and Iran was closed after a leak; engineers work at night to repair it.",
    "Ministers of France and Germany discussed oil. France wants more, and the ceasefire is on the agenda.",
    FERRY,
    f"{FERRY} A spokesman of the port welcomed it.",
]
DATES = ["2024-03-01", "2024-03-02", None, "2024-04", "2025-01-05", "2024-03-01", "2024-03-02", "2024-03-02"]
QUERIES = [
    "", "gas", "gas deal", '"gas deal"', "minist*", "ministers~", "iran OR oil", "-gas", "country:iran", "country:asia",
    "leader:putin", "leader:*", "-country:*", "source:post", "lang:de", "ceasefire", '"gas turkey"~9', "date:2024-03",
    "atleast2(gas)", "gasx", "country:irann", "h?user", "title:report", "like:1", "is:unread", "is:starred",
    "tag:energy", "-is:read gas", "url:example", "zzz*", "haeuser", "date:*", "pipline",
]  # fmt: skip


def records(count: int = 8) -> list[dict[str, Any]]:
    return [
        {
            "id": str(n), "title": f"Report {n} on the matter", "text": BODIES[n],
            "source": ["Post", "THE POST", "Times"][n % 3],
            "date": DATES[n], "url": f"https://example.org/{n}",
        }
        for n in range(count)
    ]  # fmt: skip


def written(path: Path, articles: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps({k: v for k, v in one.items() if v}) + "\n" for one in articles))
    return path


@pytest.fixture
def address() -> Iterator[str]:
    made = cluster_address()
    yield made
    ClusterPlace.of(made).remove_tree()


@pytest.fixture
def both(tmp_path: Path, address: str) -> Iterator[tuple[Library, Library]]:
    """The same articles in a folder and in a cluster, with the same marks."""
    source = written(tmp_path / "news.jsonl", records())
    here, there = Library.open([source], tmp_path / "library"), Library.open([source], address)
    with here, there, Shelf(tmp_path / "shelf.db") as shelf:
        for library in (here, there):
            library.sync()
            library.group()
            name = attach(library, shelf)
        refs = [(hit.id, hit.content_hash, hit.title) for hit in here.search("gas", sort="oldest").hits]
        shelf.mark(name, [Ref(*ref) for ref in refs], "starred")
        shelf.mark(name, [Ref(*refs[0])], "read")
        shelf.mark(name, [Ref(*refs[1])], "tag", tag="energy")
        yield here, there


def seen(results: Results) -> dict[str, Any]:
    """Return what a reader sees of a result, without scores and the order by relevance."""
    hits = {hit.id: (hit.title, hit.date, hit.source, hit.countries, hit.snippet, hit.relation) for hit in results.hits}
    facets = {name: (facet.mode, facet.values) for name, facet in results.facets.items()}
    return {
        "total": results.total, "hits": hits, "facets": facets, "dates": results.dates, "tree": results.tree,
        "notices": results.notices,
    }  # fmt: skip


def without_sets(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out the tree where it has numbers of documents, which are the engine's own."""
    return {**found, "tree": None if "DocumentSet" in repr(found["tree"]) else found["tree"]}


def test_every_query_finds_the_same(both: tuple[Library, Library]) -> None:
    """Hits, snippets, facets, dates, notices and suggestions are equal; by date the order is too."""
    here, there = both
    chosen = Selection().set("country", "IR", "include").set("source", "Times", "exclude")
    chosen = chosen.set("date", "2024-03", "include").switch_mode("country")
    for query in QUERIES:
        for selection in (None, chosen, Selection().set("region", "asia", "include").set("is", "starred", "include")):
            ours, theirs = here.search(query, selection), there.search(query, selection)
            assert without_sets(seen(theirs)) == without_sets(seen(ours)), query
            assert theirs.answered.complete
            together = there.search(query, selection, counting=(*ours.facets, "date"))
            assert without_sets(seen(together)) == without_sets(seen(ours)), query
        for sort in ("newest", "oldest", "source", "title"):
            orders = [[hit.id for hit in one.search(query, sort=sort, limit=3, offset=1).hits] for one in both]
            assert orders[0] == orders[1], (query, sort)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The searches of articles that a cluster is asked for."""
    bodies: list[dict[str, Any]] = []
    ask = Snapshot.ask

    def noted(snapshot: Snapshot, body: dict[str, Any]) -> Any:
        if not snapshot.name.endswith(".words"):
            bodies.append(body)
        return ask(snapshot, body)

    monkeypatch.setattr(Snapshot, "ask", noted)
    return bodies


def test_a_command_asks_for_all_counts_at_once(
    both: tuple[Library, Library], asked: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    """However many facets are printed, articles are searched once for the hits and once for all counts."""
    here, there = both
    asked.clear()
    assert main(["search", "report", "--json", "--library", str(there.place)]) == 0
    assert len(asked) == 2
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])["facets"]
    facets = here.search("report").facets
    assert {row["value"]: row["count"] for row in printed["country"]} == {
        value.value: value.count for value in facets["country"].values
    }


def test_hits_and_counts_come_in_one_answer(both: tuple[Library, Library], asked: list[dict[str, Any]]) -> None:
    """The articles are searched once for the rows, the total, the facets that show and the dates; others wait."""
    _, there = both
    there.search("gas")
    for selection in (None, Selection().set("country", "IR", "include")):
        asked.clear()
        results = there.search("gas deal", selection, counting=("country", "region", "is", "date"))
        assert results.total == 2
        assert [one.id for one in results.hits] == ["0", "1"]
        assert {"IR", "TR"} <= {value.value for value in results.facets["country"].values}
        assert results.facets["region"].values
        assert results.facets["is"].values
        (body,) = asked
        assert body["aggs"].keys() == {"country", "region", "is", "date"}
        assert results.facets["source"].values
        assert [*asked[1]["aggs"]] == ["source"]
        asked.clear()
        results = there.search("gas deal", selection, limit=0, counting=("is",))
        assert (results.total, sum(value.count for value in results.facets["is"].values)) == (2, 4)
        assert len(asked) == 1


def test_events_names_and_completions_are_the_same(both: tuple[Library, Library]) -> None:
    """Stories, similar articles, pairs, spellings, unlisted leaders and completions are equal."""
    here, there = both
    assert there.stories() == here.stories()
    assert there.stories("harbour").total == 1
    for article in "01267":
        ours, theirs = here.similar(article), there.similar(article)
        assert [(one.id, one.kind) for one in theirs] == [(one.id, one.kind) for one in ours]
        assert there.get(article) == here.get(article)
        assert there.story(article) == here.story(article)
    assert there.pairs(facet="country") == here.pairs(facet="country")
    assert there.spellings("country", "IR") == here.spellings("country", "IR")
    assert there.unlisted_leaders() == here.unlisted_leaders()
    for text in ("country:i", "date:2024", "date:t", "gas source:", "tag:", "is:"):
        assert there.complete(text, len(text)) == here.complete(text, len(text))
    assert there.pasted("Report 3 on the matter\nand more") == here.pasted("Report 3 on the matter\nand more")
    hashes = [here.get("2").content_hash]
    assert there.with_texts(hashes) == here.with_texts(hashes)


def test_a_sync_brings_changes_and_removes_what_is_gone(tmp_path: Path, address: str) -> None:
    """New, changed and deleted articles show after a sync; an open library sees them when it looks again."""
    source = written(tmp_path / "news.jsonl", records())
    with Library.open([source], address) as library:
        assert library.sync().added == 8
    with Library.open(directory=address) as library, Library.open(directory=address) as other:
        assert other.sources == (source,)
        assert other.search("harbour").total == 2
        changed = records()[1:]
        changed[0]["text"] += " Nobody expected the volcano."
        written(source, changed)
        report = library.sync(prune=True)
        assert (report.updated, report.removed) == (1, 1)
        assert library.sync().unchanged == 7
        assert other.refresh()
        assert other.search("volcano").total == 1
        assert other.search("").total == 7
        assert [value.count for value in other.search("").facets["language"].values if value.value == "de"] == [1]


def test_only_one_writes(tmp_path: Path, address: str) -> None:
    """A second sync is refused with the first one's name; a lock that nobody renews expires."""
    source = written(tmp_path / "news.jsonl", records())
    with Library.open([source], address) as library:
        library.sync()
        place = ClusterPlace.of(address)
        files = f"{place.client.address.name}.files"
        with ClusterLock(place.client, files), pytest.raises(Locked, match="is updating this library"):
            library.sync()
        library.sync()
        dead = ClusterLock(place.client, files, lasts=0.2, renewed=60)
        dead.__enter__()
        time.sleep(0.3)
        library.sync()
        dead.__exit__(None, None, None)


def test_doctor_looks_at_one_library(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nodes of a library whose name begins alike say nothing of this one."""
    source = written(tmp_path / "news.jsonl", records(1))
    place, asked = ClusterPlace.of(address), list[str]()
    others = [ClusterPlace.of(f"{address}{more}") for more in ("-copy", "room")]
    try:
        for one in (place, *others):
            with Library.open([source], str(one)) as library:
                library.sync()
        call = place.client.call

        def noted(method: str, path: str, *more: Any, **named: Any) -> dict[str, Any]:
            asked.append(path)
            return call(method, path, *more, **named)

        monkeypatch.setattr(place.client, "call", noted)
        assert "problem" not in {finding.state for finding in cluster_findings(place)}
        (health,) = [path for path in asked if "/_cluster/health" in path]
        name = place.client.address.name
        assert {*call("GET", f"{health}&level=indices")["indices"]} == {
            f"{name}.files",
            f"{name}-000001",
            f"{name}-000001.words",
        }
    finally:
        for one in others:
            one.remove_tree()


def test_readers_of_a_cluster_are_chosen_there(tmp_path: Path, address: str) -> None:
    """Sharing says so before anything is written."""
    source = written(tmp_path / "news.jsonl", records(1))
    with Library.open([source], address) as library, pytest.raises(LibraryError, match="decided there"):
        library.share(Readers.EVERYBODY)
    assert not ClusterPlace.of(address).exists()


def test_a_lock_that_was_lost_is_not_written_with(address: str) -> None:
    """Whoever lost the lock to another process writes nothing more."""
    place = ClusterPlace.of(address)
    place.make()
    files = f"{place.client.address.name}.files"
    with ClusterLock(place.client, files, lasts=0.1, renewed=0.2) as slow:
        time.sleep(0.15)
        with ClusterLock(place.client, files):
            time.sleep(0.3)
            with pytest.raises(Locked, match="took over the lock"):
                slow.confirm()


def test_a_sync_that_was_cut_off_goes_on(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync that fails half way leaves the last whole generation, and the next one finishes it."""
    source = written(tmp_path / "news.jsonl", records(3))
    with Library.open([source], address) as library:
        library.sync()
        written(source, records())
        with monkeypatch.context() as patch:
            patch.setattr(Bulk, "send", lambda _: (_ for _ in ()).throw(LibraryError("the cable was cut")))
            with pytest.raises(LibraryError, match="cable"):
                library.sync()
        assert library.search("").total == 3
        library.sync()
        assert library.search("").total == 8


def test_a_full_disk_is_told(tmp_path: Path, address: str) -> None:
    """Where the servers block writes the sync says why, what is there stays readable, and the next one goes on."""
    source = written(tmp_path / "news.jsonl", records(3))
    with Library.open([source], address) as library:
        library.sync()
        place = ClusterPlace.of(address)
        written(source, records())
        settings = f"/{(place / 'index-1').index}/_settings"
        place.client.call("PUT", settings, {"index.blocks.read_only_allow_delete": True})
        with pytest.raises(LibraryError, match="a disk is full: make room"):
            library.sync()
        assert library.search("").total == 3
        place.client.call("PUT", settings, {"index.blocks.read_only_allow_delete": None})
        library.sync()
        assert library.search("").total == 8


def test_a_state_that_the_servers_forgot_is_opened_anew(tmp_path: Path, address: str) -> None:
    """A reader who was away for long, or whose servers were restarted, searches on."""
    with Library.open([written(tmp_path / "news.jsonl", records())], address) as library:
        library.sync()
        assert library.search("gas").total == 2
        ClusterPlace.of(address).client.call("DELETE", "/_search/point_in_time/_all")
        assert library.search("deal").total == 2


def test_two_syncs_at_once(tmp_path: Path, address: str) -> None:
    """One syncs and the other is told so, or waits its turn: every article is there once."""
    source = written(tmp_path / "news.jsonl", records())
    said: list[str] = []

    def sync() -> None:
        with Library.open([source], address) as library:
            try:
                library.sync()
            except Locked as error:
                said.append(error.message)

    threads = [threading.Thread(target=sync) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all("updating this library" in message for message in said)
    assert len(said) < 2
    with Library.open(directory=address) as library:
        assert library.search("").total == 8


def test_a_rebuild_is_made_beside_the_old_index(tmp_path: Path, address: str) -> None:
    """Readers see all articles of the old index until the new one is complete, and the old one is removed."""
    source = written(tmp_path / "news.jsonl", records())
    with Library.open([source], address) as library:
        library.sync()
    with Library.open(directory=address) as library, Library.open(directory=address) as other:
        assert other.search("").total == 8
        library.sync(rebuild=True)
        assert other.search("").total == 8
        assert [place.name for place in ClusterPlace.of(address).iterdir() if place.is_dir()] == ["index-2"]


def test_a_library_moves_there_and_back(both: tuple[Library, Library], tmp_path: Path, address: str) -> None:
    """A migration copies everything without the sources, compares both, and refuses another library."""
    here, _ = both
    place = named_place(f"{address}-copy")
    trust = Trust.of_reader()
    try:
        report = migrate(here.directory, place, trust, lambda _: None)
        assert (report.articles, report.copied) == (8, 8)
        assert {"country", "leader", "source", "date"} <= set(report.compared)
        with pytest.raises(LibraryError, match="another library"):
            migrate(here.directory, place, trust, lambda _: None)
        migrate(place, tmp_path / "back", trust, lambda _: None)
        with closing(Library.open(directory=tmp_path / "back")) as back, Library.open(directory=str(place)) as there:
            for library in (back, there):
                report_of_sync = library.sync()
                assert (report_of_sync.added, report_of_sync.updated, report_of_sync.unchanged) == (0, 0, 8)
                library.group()
            assert back.stories() == there.stories() == here.stories()
            for query in ("gas", "", "country:iran", "minist*"):
                ours = dataclasses.replace(here.search(query), generation=0)
                assert without_sets(seen(back.search(query)))["total"] == ours.total
                assert [hit.id for hit in there.search(query, sort="oldest").hits] == [
                    hit.id for hit in here.search(query, sort="oldest").hits
                ]
    finally:
        assert isinstance(place, ClusterPlace)
        place.remove_tree()


def test_a_migration_that_was_cut_off_goes_on(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was committed is not copied again."""
    source = written(tmp_path / "news.jsonl", records())
    with Library.open([source], tmp_path / "library") as here:
        here.sync()
    monkeypatch.setattr("seedread.index.ingest.migration._STEP", 3)
    done = 0

    def fail(_: object) -> None:
        nonlocal done
        done += 1
        if done == 5:
            raise LibraryError("the cable was cut")

    trust, place = Trust.of_reader(), named_place(address)
    with pytest.raises(LibraryError, match="cable"):
        migrate(tmp_path / "library", place, trust, fail)
    assert migrate(tmp_path / "library", place, trust, lambda _: None).copied == 5
