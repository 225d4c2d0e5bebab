"""A watched page is an article of its own, whose every change of words is a version; what stands before it is none."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from feed_server import Server, answer

from seedread.index import Library
from seedread.index.feeds.archive import Archive
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_list import default_list, parse_feeds, read_feeds
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import FeedResult, Fetcher
from seedread.index.feeds.health import health
from seedread.index.feeds.host_pace import HostPace
from seedread.index.following.versions import versions_of
from seedread.tui.cli import main
from seedread.tui.cli.feed_places import default_sources
from seedread.tui.config import load_settings
from seedread.tui.config.feed_places import archive_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = "The ministry of transport of Norway says that the new bridge across the fjord will open in June of next year."
SECOND = "The ministry of transport of Norway says that the new bridge across the fjord will open in May of next year."
MORE = "It carries two tracks and a road, and it cost about four billion crowns, more than twice as much as planned."


def page(text: str, more: str = MORE, title: str = "The Bridge Opens", around: str = "Home") -> bytes:
    html = (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><nav><a href='/'>{around}</a></nav>"
        f"<article><h1>{title}</h1><p>{text}</p><p>{more}</p></article><footer>About us {around}</footer></body></html>"
    )
    return answer(html, Content_Type="text/html; charset=utf-8")


class World:
    """A server with one page, and what watches it."""

    def __init__(self, folder: Path, server: Server, opened: ExitStack) -> None:
        self.server = server
        self.archive = Archive(folder / "archive")
        self.state = opened.enter_context(FetchState(folder / "state.sqlite"))
        self.library = opened.enter_context(Library.open([folder / "archive"], folder / "library"))
        self.feed = Feed("bridge", server.url + "/bridge", page=True, allow_private=True)
        self.now = 1_700_000_000.0

    def fetch(self, shown: bytes, path: str = "/bridge") -> FeedResult:
        """Fetch once, a minute after the last time, while the server has this page."""
        self.server.routes[path] = shown
        self.now += 60
        pace = HostPace(clock=lambda: 0.0, sleep=lambda _: None)
        logins = self.archive.folder / "none"
        fetcher = Fetcher(self.archive, self.state, logins, "seedread-test", pace, clock=lambda: self.now)
        with self.archive.writing():
            (result,) = fetcher.run([self.feed], lambda _: None)
        return result

    def texts(self) -> list[str]:
        """Return the first paragraph of each version of the only article."""
        self.library.sync()
        (hit,) = self.library.search("*").hits
        return [version.article.paragraphs[0] for version in versions_of(self.library, hit.id)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    (tmp_path / "archive").mkdir()
    with Server() as server, ExitStack() as opened:
        yield World(tmp_path, server, opened)


def test_every_change_of_words_is_a_version(world: World) -> None:
    """The page is one article under its address; the same page again is none."""
    assert world.fetch(page(FIRST)).recorded.new == 1
    assert world.fetch(page(FIRST)).recorded.changed == 0
    assert world.fetch(page(SECOND)).recorded.changed == 1
    assert world.texts() == [FIRST, SECOND]
    (hit,) = world.library.search("feed:bridge").hits
    article = world.library.get(hit.id)
    assert (article.title, article.url, hit.changed) == ("The Bridge Opens", world.server.url + "/bridge", True)
    assert health(world.state.feed("bridge"), world.now + 90 * 86_400) == []


def test_what_is_around_the_text_makes_no_version(world: World) -> None:
    """Menus and lines that are stripped may change as they like."""
    world.fetch(page(FIRST))
    assert world.fetch(page(FIRST, around="News of Tuesday")).recorded.changed == 0
    assert world.fetch(page(FIRST, MORE + "</p><p>Share this article on Facebook")).recorded.changed == 0
    assert world.texts() == [FIRST]


WALLS = {
    "a title": page("We have to check that you are no robot.", "", "Just a moment..."),
    "cookies": page("We and our partners use cookies. Accept all cookies to go on.", ""),
    "a form of consent": page(
        f"Welcome. {'We and our 812 partners store cookies on your device. ' * 12}", "Accept all"
    ),
    "a form in German": page(f"Willkommen. {'Wir und unsere Partner verwenden Cookies. ' * 15}", "Alle akzeptieren"),
    "a form in French": page(f"Bienvenue. {'Nos partenaires utilisent des cookies. ' * 15}", "Tout accepter"),
    "no text": answer("<!doctype html><html><head><title>The Bridge Opens</title></head><body></body></html>"),
    "no page": answer("not a page", Content_Type="text/plain"),
    "an error": answer("<!doctype html><p>Try again later.", "503 Service Unavailable"),
    "not found": answer("<!doctype html><p>Not here.", "404 Not Found"),
    "cut short": page(SECOND).replace(b"Content-Length: ", b"Content-Length: 9"),
}


PROBLEMS = {"no text": "no text", "an error": "503", "not found": "404", "cut short": "cut short"}


@pytest.mark.parametrize("wall", WALLS)
def test_what_stands_before_a_page_is_no_version(world: World, wall: str) -> None:
    """It is told as an error, the text stays, and the next text is a version again."""
    world.fetch(page(FIRST))
    result = world.fetch(WALLS[wall])
    assert (result.recorded.changed, result.state.errors) == (0, 1)
    assert PROBLEMS.get(wall, "notice about cookies") in result.state.problem
    assert world.fetch(page(SECOND)).state.errors == 0
    assert world.texts() == [FIRST, SECOND]


def test_an_article_about_cookies_is_one(world: World) -> None:
    """The word alone makes no notice of a text that is longer than one."""
    text = "The parliament voted on the law about cookies, which lets readers refuse them without a word of reason."
    assert world.fetch(page(text, MORE * 4)).recorded.new == 1
    assert world.texts() == [text]


def test_robots_txt_is_obeyed(world: World) -> None:
    """A page that it forbids is not asked for."""
    world.server.routes["/robots.txt"] = answer("User-agent: *\nDisallow: /bridge\n")
    result = world.fetch(page(FIRST))
    assert "robots.txt" in result.state.problem
    assert world.server.paths() == ["/robots.txt"]


def test_a_page_that_moves_is_the_same_article(world: World) -> None:
    """It is known by its entry in the list, whatever its address becomes."""
    world.fetch(page(FIRST))
    world.feed = replace(world.feed, url=world.server.url + "/new")
    assert world.fetch(page(SECOND), "/new").recorded.changed == 1
    assert world.texts() == [FIRST, SECOND]


def test_what_the_fetcher_forgot_it_learns_again(world: World, tmp_path: Path) -> None:
    """Its state may be deleted: the archive says which article the page is."""
    world.fetch(page(FIRST))
    with FetchState(tmp_path / "other.sqlite") as world.state:
        assert world.fetch(page(FIRST)).recorded.new == 0
        assert world.fetch(page(SECOND)).recorded.changed == 1
    assert world.texts() == [FIRST, SECOND]


def test_a_page_that_a_feed_has_too_keeps_its_versions(world: World) -> None:
    """The article of the feed is another one: a feed changes its texts seldom, and the page is what is watched."""
    item = (
        f"<item><title>The Bridge</title><link>{world.server.url}/bridge</link><description>Soon.</description></item>"
    )
    watched, world.feed = world.feed, Feed("a", world.server.url + "/rss", allow_private=True)
    world.fetch(answer(f"<rss><channel><title>A</title>{item}</channel></rss>"), "/rss")
    world.feed = watched
    assert world.fetch(page(FIRST)).recorded.new == 1
    assert world.fetch(page(SECOND)).recorded.changed == 1


def test_the_list_says_what_is_a_page() -> None:
    """A key of the entry, true or false."""
    (feed,) = parse_feeds('[[feed]]\nurl = "https://a.example/x"\npage = true\n').feeds
    assert feed.page
    assert parse_feeds('[[feed]]\nurl = "https://a.example/x"\npage = 1\n').wrong == (
        "[[feed]] entry 1: `page` must be true or false",
    )


def test_a_page_is_watched_by_command(world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is fetched once to see that it has a text, named by its title, listed with the feeds, and not exported."""
    url = world.server.url + "/bridge"
    world.server.routes["/bridge"] = page(FIRST)
    assert main(["watch", url, "--allow-private", "--folder", "Watched"]) == 0
    assert "The Bridge Opens: 45 words" in capsys.readouterr().out
    (feed,) = read_feeds(default_list()).feeds
    assert (feed.url, feed.name, feed.folder, feed.page) == (url, "The Bridge Opens", "Watched", True)
    assert main(["watch", url, "--allow-private"]) == 1
    assert "followed already" in capsys.readouterr().out
    assert main(["fetch"]) == 0
    assert main(["feeds"]) == 0
    assert main(["feeds", "--export", str(tmp_path / "feeds.opml")]) == 0
    assert "is a watched page" in capsys.readouterr().err
    assert "bridge" not in (tmp_path / "feeds.opml").read_text("utf-8")


def test_a_new_password_for_a_page_counts(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is watched already gets it: the command says so, without the password, and succeeds."""
    url = world.server.url + "/bridge"
    world.server.routes["/bridge"] = page(FIRST)
    assert main(["watch", url, "--allow-private"]) == 0
    capsys.readouterr()
    assert main(["watch", url.replace("://", "://me:s3cret@"), "--allow-private"]) == 0
    told = capsys.readouterr().out
    assert f"{url}  the new password will be used from now on" in told
    assert "followed already" not in told
    assert "s3cret" not in told


def test_a_page_opens_the_archive(world: World) -> None:
    """Once something is watched, the archive is what `seedread` opens, before the first fetch too."""
    world.server.routes["/bridge"] = page(FIRST)
    assert default_sources(load_settings()) == []
    assert main(["watch", f"{world.server.url}/bridge", "--allow-private"]) == 0
    assert default_sources(load_settings()) == [str(archive_folder())]


def test_a_watch_that_ended_can_go_on(world: World) -> None:
    """The same page has its id again, and so its versions; another page of that name has neither."""
    url = world.server.url + "/bridge"
    world.server.routes["/bridge"] = world.server.routes["/other"] = page(FIRST)
    assert main(["watch", url, "--allow-private"]) == 0
    (before,) = read_feeds(default_list()).feeds
    assert main(["fetch"]) == 0
    assert main(["feeds", before.id, "--drop"]) == 0
    assert main(["watch", world.server.url + "/other", "--allow-private"]) == 0
    assert main(["watch", url, "--allow-private"]) == 0
    other, again = read_feeds(default_list()).feeds
    assert (again.id, other.id) == (before.id, f"{before.id}-2")


def test_what_has_no_text_is_not_watched(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says why, and how to add it all the same."""
    url = world.server.url + "/bridge"
    world.server.routes["/bridge"] = WALLS["cookies"]
    assert main(["watch", url, "--allow-private"]) == 3
    assert "--unchecked" in capsys.readouterr().err
    assert read_feeds(default_list()).feeds == ()
    assert main(["watch", url, "--allow-private", "--unchecked"]) == 0
    assert read_feeds(default_list()).feeds[0].page
