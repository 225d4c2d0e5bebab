"""A feed that moved for good gets its new address in the list, if nothing was given for its old host alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from seedread.index.feeds.feed import Feed, Login
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.feeds.feed_list_edit import add_feeds
from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import FeedResult
from seedread.index.feeds.logins import login_of, logins_file, save_login
from seedread.index.feeds.moves import rewrite_moved

if TYPE_CHECKING:
    from pathlib import Path

OLD = "https://a.example/rss"


class World:
    """A list with one feed that the server says has moved."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "feeds.toml"
        self.state = folder / "state.sqlite"

    def moved(self, new: str, login: Login | None = None, **fields: Any) -> tuple[str, str]:
        """Return the address in the list afterwards, and what is told."""
        feed = Feed("a", OLD, **fields)
        add_feeds(self.path, [feed])
        if login:
            save_login(logins_file(self.path), feed, login)
        with FetchState(self.state) as state:
            result = FeedResult(feed, FeedState(url=OLD, moved_to=new, moved_times=3))
            (told,) = rewrite_moved(self.path, [result], state)
        return read_feeds(self.path).feeds[0].url, told


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_the_address_of_a_feed_follows_it(world: World) -> None:
    """To any host, if the entry has nothing for the old one."""
    url, told = world.moved("https://b.example/rss")
    assert url == "https://b.example/rss"
    assert "was changed" in told


HOSTS = ("https://b.example/rss", "http://a.example/rss", "https://a.example:8443/rss")


@pytest.mark.parametrize("new", HOSTS)
@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"login": Login("me", "s3cret")}, "its password is for the old one"),
        ({"user": "me", "password_command": ("pass", "a")}, "`password_command` is for the old one"),
    ],
)
def test_a_password_is_not_passed_on(world: World, fields: dict[str, Any], given: str, new: str) -> None:
    """A feed that moved to another host, scheme or port is only told to have moved."""
    url, told = world.moved(new, **fields)
    assert url == OLD
    assert new in told
    assert given in told
    assert "s3cret" not in told


@pytest.mark.parametrize(("new", "kept"), zip(HOSTS, (True, False, False), strict=True))
def test_a_permission_is_not_passed_on(world: World, new: str, *, kept: bool) -> None:
    """What may be asked at a private address is one host, whatever its port."""
    url, told = world.moved(new, allow_private=True)
    assert (url == OLD, "`allow_private` is for the old one" in told) == (kept, kept)


def test_a_password_follows_its_feed_on_one_host(world: World) -> None:
    """Another path there changes the entry, and the password is sent on."""
    url, _ = world.moved("https://a.example/new", Login("me", "s3cret"))
    (feed,) = read_feeds(world.path).feeds
    assert url == "https://a.example/new"
    assert login_of(feed, logins_file(world.path)) == Login("me", "s3cret")


def test_a_move_is_told_once_for_each_fetch(world: World) -> None:
    """Where only pages of the feed were read, its address is no news."""
    feed = Feed("a", OLD)
    add_feeds(world.path, [feed])
    with FetchState(world.state) as state:
        known = FeedState(url=OLD, moved_to="https://b.example/rss", moved_times=3)
        assert rewrite_moved(world.path, [FeedResult(feed, known, fetched=False)], state) == []
    assert read_feeds(world.path).feeds[0].url == OLD
