"""Which article an item is, when it has a new version, and that neither a kill nor a lost memory changes that."""

from __future__ import annotations

import datetime
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from child_processes import environment

from seedread.index.errors import Locked
from seedread.index.feeds.archive import Archive, file_name
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.parsed_feed import Item, ParsedFeed
from seedread.index.feeds.recording import Recorded, record_items

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
A, B = Feed("a", "https://a.example/rss"), Feed("b", "https://b.example/rss")


class World:
    """An archive with what is remembered of it."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive")
        self.place = folder / "state" / "feeds.sqlite"
        self.state = FetchState(self.place)

    def take(self, *items: Item, feed: Feed = A, now: datetime.datetime = DAY) -> Recorded:
        return record_items(
            feed, ParsedFeed("RSS", home="https://a.example/", items=items), self.state, self.archive, now
        )

    def forget(self) -> None:
        """Delete the memory, as a reader may, and learn again."""
        self.state.__exit__()
        self.place.unlink()
        self.state = FetchState(self.place)
        self.state.learn(self.archive)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for name in self.archive.sizes() for _, line in self.archive.lines(name, 0)]

    def titles(self) -> list[str]:
        return [line["title"] for line in self.lines()]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.state.__exit__()


def item(guid: str = "1", title: str = "Talks", text: str = "They met.", url: str = "", **more: Any) -> Item:
    return Item(guid, url or f"https://a.example/{guid}", title, text, **more)


def test_a_line_holds_all_that_a_feed_says(world: World) -> None:
    """Under the outlet of the link and the month of first sight, the oldest item first."""
    whole = item(
        "1",
        is_html=True,
        text="<p>x</p>",
        date="2026-11-29T10:00:00+01:00",
        author="Ada",
        language="en",
        source="A",
        enclosure="https://a.example/x.mp3",
        summary="s",
    )
    assert world.take(item("2"), whole) == Recorded(new=2)
    assert list(world.archive.sizes()) == ["a.example/2026-11.jsonl"]
    first, second = world.lines()
    assert second["title"] == "Talks"
    assert len(first.pop("id")) == 16
    assert first == {
        "url": "https://a.example/1",
        "title": "Talks",
        "date": "2026-11-29T10:00:00+01:00",
        "updated": None,
        "author": "Ada",
        "language": "en",
        "source": "A",
        "feeds": ["a"],
        "guid": "1",
        "html": "<p>x</p>",
        "from": "entry",
        "fetched": "2026-11-30T12:00:00Z",
        "enclosure": "https://a.example/x.mp3",
        "summary": "s",
    }


def test_what_is_known_is_not_written_again(world: World) -> None:
    """Also if markup, space, date or link changed, and after the memory was lost."""
    world.take(item("1"), item("2"))
    same = item("1", text="<b>They</b>  met!", is_html=True, url="https://a.example/moved", date="2026-11-30")
    assert world.take(same, item("2")) == Recorded()
    world.forget()
    assert world.take(same, item("2")) == Recorded()
    assert len(world.lines()) == 2


def test_other_words_are_a_version(world: World) -> None:
    """It keeps id, first date and file; `updated` says when; the number of versions is known."""
    world.take(item("1", date="2026-11-28"))
    later = DAY + datetime.timedelta(days=3)
    assert world.take(item("1", title="Talks fail", date="2026-12-03"), now=later) == Recorded(changed=1)
    old, new = world.lines()
    assert (new["id"], new["date"], new["updated"]) == (old["id"], "2026-11-28", "2026-12-03")
    assert list(world.archive.sizes()) == ["a.example/2026-11.jsonl"]
    world.forget()
    known = world.state.article(old["id"])
    assert known
    assert (known.offset > 0, known.added) == (True, "2026-11-30T12:00:00Z")
    assert world.take(item("1", title="Talks fail")) == Recorded()


def test_a_text_that_went_missing_is_no_version(world: World) -> None:
    """A feed that loses its texts for a while does not overwrite them."""
    world.take(item("1"))
    assert world.take(item("1", text="")) == Recorded()


def test_the_same_link_in_another_feed_is_the_same_article(world: World) -> None:
    """It gets the other feed, once, and the text stays that of the first feed, whatever the second has."""
    world.take(item("1"))
    other = item("x9", "Talks again", "Short.", "https://a.example/1")
    assert world.take(other, feed=B) == Recorded()
    assert [line["feeds"] for line in world.lines()] == [["a"], ["a", "b"]]
    assert world.take(item("x9", "Other words", "Shorter.", "https://a.example/1"), feed=B) == Recorded()
    world.forget()
    assert world.take(other, feed=B) == Recorded()
    assert world.titles() == ["Talks", "Talks"]


def test_a_guid_that_two_items_have_is_none(world: World) -> None:
    """Then their links tell them apart, at the first fetch and later."""
    one, two = item("0", "One", url="https://a.example/one"), item("0", "Two", url="https://a.example/two")
    assert world.take(one, two) == Recorded(new=2)
    assert world.take(one, two) == Recorded()


def test_items_that_share_a_link_are_told_apart_by_guid(world: World) -> None:
    """A link that two items have, or that leads to the home page, says nothing."""
    home = "https://a.example/"
    items = [
        item("1", "One", url=home),
        item("2", "Two", url=home),
        item("3", "Three", url=home + "live"),
        item("4", "Four", url=home + "live"),
    ]
    assert world.take(*items) == Recorded(new=4)
    assert world.take(*items) == Recorded()
    world.forget()
    assert world.take(*items) == Recorded()


def test_items_with_nothing_but_words_are_known_by_them(world: World) -> None:
    """Without guid and link, title and text make the id."""
    bare = Item(title="Talks", text="They met.")
    assert world.take(bare, Item(title="Other")) == Recorded(new=2)
    world.forget()
    assert world.take(bare) == Recorded()


def test_the_same_guid_in_two_feeds_is_two_articles(world: World) -> None:
    """A guid belongs to its feed."""
    world.take(item("1"))
    assert world.take(item("1", url="https://b.example/1"), feed=B) == Recorded(new=1)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.Post.example", "post.example/m.jsonl"),
        ("..", "unknown/m.jsonl"),
        ("a/../../etc", "a....etc/m.jsonl"),
        ("", "unknown/m.jsonl"),
        (".hidden", "hidden/m.jsonl"),
        ("x" * 500, "x" * 100 + "/m.jsonl"),
        ("ü\x1b[31m", "31m/m.jsonl"),
    ],
)
def test_hosts_make_safe_names(host: str, name: str) -> None:
    """No host leads out of the archive, hides a file or has characters of its own in a name."""
    assert file_name(host, "m") == name


def test_who_reads_the_archive_reads_its_folders(world: World) -> None:
    """The folder of an outlet has the mode of the archive, so that a shared one is shared whole."""
    for mode in (0o700, 0o755):
        world.archive.folder.mkdir(exist_ok=True)
        world.archive.folder.chmod(mode)
        world.take(item(f"{mode}", url=f"https://o{mode}.example/1"))
        assert (world.archive.folder / f"o{mode}.example").stat().st_mode & 0o777 == mode


def test_a_cut_last_line_is_dropped(world: World) -> None:
    """What a killed writer left unfinished goes at the next append; whole lines stay."""
    world.take(item("1"))
    path = world.archive.folder / "a.example/2026-11.jsonl"
    with path.open("ab") as file:
        file.write(b'{"id":"half')
    world.state.learn(world.archive)
    world.take(item("2"))
    assert [line["guid"] for line in world.lines()] == ["1", "2"]


def test_lines_of_others_are_passed_over(world: World) -> None:
    """A line that is not ours neither stops the fetcher nor is lost."""
    path = world.archive.folder / "a.example/2026-11.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'nonsense\n[]\n{"id": "x"}\n{"id": "y", "feeds": []}\n\xff\xfe\n')
    world.forget()
    assert world.take(item("1")) == Recorded(new=1)
    assert path.read_bytes().startswith(b"nonsense\n[]\n")


def test_an_archive_that_shrank_is_learnt_again(world: World) -> None:
    """Who removes lines or files gets those articles again, and no others."""
    world.take(item("1"), item("2"))
    path = world.archive.folder / "a.example/2026-11.jsonl"
    first = path.read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(first)
    world.state.learn(world.archive)
    assert world.take(item("1"), item("2")) == Recorded(new=1)


def test_an_archive_that_grew_otherwise_is_learnt_again(world: World) -> None:
    """Lines that came before those which are remembered, from another machine, are known too."""
    world.take(item("1"))
    (name,) = world.archive.sizes()
    other = World(world.archive.folder.parent / "other")
    other.take(item("2"))
    other.take(item("1"))
    (world.archive.folder / name).write_bytes((other.archive.folder / name).read_bytes())
    world.state.learn(world.archive)
    assert world.take(item("2")) == Recorded()


def test_one_writer_at_a_time(world: World) -> None:
    """A second fetcher is told who is at work."""
    with world.archive.writing(), pytest.raises(Locked, match=str(os.getpid())), world.archive.writing():
        pass


KILLED = """
import datetime, sys
from pathlib import Path
from test_recording import A, World, item
world = World(Path(sys.argv[1]))
world.state.learn(world.archive)
print("ready", flush=True)
for n in range(40):
    texts = [item(str(10 * n + k), f"Title {10 * n + k}", "Some words. " * 300) for k in range(10)]
    world.take(*texts)
"""


def test_killed_fetches_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    """Whenever a fetcher is killed, the next one goes on: every article is there once, with its whole text."""
    chance = random.Random(20)
    places = {**environment(), "PYTHONPATH": os.pathsep.join([environment()["PYTHONPATH"], *sys.path])}
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, env=places
        ) as child:
            assert child.stdout
            child.stdout.readline()
            try:
                child.wait(chance.uniform(0, 0.08))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
    world = World(tmp_path)
    world.state.learn(world.archive)
    for n in range(40):
        world.take(*(item(str(10 * n + k), f"Title {10 * n + k}", "Some words. " * 300) for k in range(10)))
    world.state.__exit__()
    assert sorted(line["guid"] for line in world.lines()) == sorted(str(n) for n in range(400))
    assert {line["text"] for line in world.lines()} == {"Some words. " * 300}


def test_a_memory_of_an_earlier_version_is_used(world: World) -> None:
    """Version 0.2.0 had one column more."""
    with closing(sqlite3.connect(world.place)) as file, file:
        file.execute("ALTER TABLE article ADD COLUMN versions INTEGER")
    with FetchState(world.place) as state:
        world.state = state
        world.take(item("1"))
        world.take(item("1", text="Other words."))
        assert state.article(world.lines()[0]["id"])
    assert world.titles() == ["Talks", "Talks"]
