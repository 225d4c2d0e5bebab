"""The list of feeds: what is read from it, what is wrong in it, and changes that keep what the reader wrote."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING

import pytest

from seedread.index.feeds.feed import Feed, InvalidUrlError, Login, feed_url, new_id
from seedread.index.feeds.feed_list import FeedListError, parse_feeds, read_feeds
from seedread.index.feeds.feed_list_edit import add_feeds, move_feed, remove_feed
from seedread.index.feeds.logins import login_of, save_login
from seedread.index.feeds.opml import ImportedFeed
from seedread.index.feeds.subscribing import subscribe

if TYPE_CHECKING:
    from pathlib import Path

HAND_WRITTEN = """\
# My feeds.

# The best one.
[[feed]]
url = "https://a.example/rss"
name = "A News"
folder = "/World/Asia/"
tags = ["gas", "oil"]
every = "30m"

# Rarely read.
[[feed]]
url = 'https://b.example/atom'  # it moved once
[[feed]]
url = "https://c.example/"
id = "the-c"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(HAND_WRITTEN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("example.org/rss", "https://example.org/rss"),
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:8443/a b?q=ü#top", "https://example.org:8443/a%20b?q=%C3%BC"),
        ("https://münchen.example/feed", "https://xn--mnchen-3ya.example/feed"),
        ("feed://example.org/x%20y", "https://example.org/x%20y"),
        ("feed:https://example.org/x", "https://example.org/x"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
    ],
)
def test_addresses_are_written_as_they_are_requested(typed: str, url: str) -> None:
    """What people type becomes an address in ASCII with scheme, host and path."""
    assert feed_url(typed) == (url, None)


@pytest.mark.parametrize("typed", ["ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "https://", "",
                                   "https://exa mple:x/", "https://[::1", "https://example.org:99999/"])  # fmt: skip
def test_other_addresses_are_refused(typed: str) -> None:
    """Only http and https with a host are addresses of feeds."""
    with pytest.raises(InvalidUrlError):
        feed_url(typed)


def test_a_password_leaves_the_address() -> None:
    """User name and password are returned apart, decoded."""
    assert feed_url("https://me%40x:p%3Ass@example.org/") == ("https://example.org/", Login("me@x", "p:ss"))


def test_ids_are_readable_and_unique() -> None:
    """They are made from the name, else from the host."""
    assert new_id("BBC News – Wörld", "https://x.example/", ()) == "bbc-news-world"
    assert new_id("新聞", "https://www.x.example/", ()) == "x-example"
    assert new_id("A", "https://x.example/", {"a", "a-2"}) == "a-3"


def test_a_list_is_read(path: Path) -> None:
    """Every key of an entry has its meaning; ids come from name or host where none is given."""
    a, b, c = read_feeds(path).feeds
    assert a == Feed("a-news", "https://a.example/rss", "A News", "World/Asia", ("gas", "oil"), 30)
    assert (b.id, c.id) == ("b-example", "the-c")


def test_no_file_is_an_empty_list(tmp_path: Path) -> None:
    """Who follows nothing has no feeds."""
    assert read_feeds(tmp_path / "none.toml").feeds == ()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('url = "ftp://x.example/"', "only http and https"),
        ('url = "https://me:pw@x.example/"', "seedread add"),
        ('url = "https://x.example/"\ncolour = "red"', "unknown key `colour`"),
        ('url = "https://x.example/"\nevery = "1m"', "from 5m to 7d"),
        ('url = "https://x.example/"\nevery = "often"', "from 5m to 7d"),
        ('url = "https://x.example/"\nid = "A B"', "`id`"),
        ('url = "https://x.example/"\nid = ["a"]', "`id`"),
        ('url = "https://x.example/"\nid = {a = 1}', "`id`"),
        ('url = ["https://x.example/"]', "`url`"),
        ('url = "https://x.example/"\ntags = [["gas"]]', "`tags`"),
        ('url = "https://x.example/"\ntags = "gas"', "`tags`"),
        ('url = "https://x.example/"\nname = "a\\nb"', "`name`"),
        ('url = "https://x.example/"\nallow_private = "yes"', "`allow_private`"),
        ('url = "https://good.example/"', "another entry"),
        ("name = 'no address'", "`url`"),
    ],
)
def test_a_wrong_entry_costs_only_itself(entry: str, message: str) -> None:
    """It is skipped with a message, and the other feeds are read."""
    found = parse_feeds(f'[[feed]]\nurl = "https://good.example/"\n[[feed]]\n{entry}\n')
    assert [feed.url for feed in found.feeds] == ["https://good.example/"]
    assert len(found.wrong) == 1
    assert message in found.wrong[0]


def test_a_list_that_others_can_write_is_refused(path: Path) -> None:
    """It could name programs to run."""
    path.chmod(0o666)
    with pytest.raises(FeedListError, match="chmod"):
        read_feeds(path)


def test_a_list_of_another_user_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the reader's own list, or that of root, is read."""
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    if path.stat().st_uid == 0:
        assert read_feeds(path).feeds
    else:
        with pytest.raises(FeedListError):
            read_feeds(path)


def test_feeds_are_found_by_name(path: Path) -> None:
    """By id, address, name, folder (with those below) or tag."""
    feeds = read_feeds(path)
    for name in ("a-news", "https://a.example/rss", "a news", "world", "World/Asia", "GAS"):
        assert [feed.id for feed in feeds.named(name)] == ["a-news"], name
    assert feeds.named("nothing") == ()


def test_adding_keeps_the_file(path: Path) -> None:
    """New entries come last, all else stays as it was, and every field comes back."""
    command = ("pass", "show d")
    feed = Feed("d", "https://d.example/", "D “d”", "X/Y", ("t",), 90, "me", command, "/ca.pem", allow_private=True)
    add_feeds(path, [feed], ["exec:something\nelse"])
    assert path.read_text("utf-8").startswith(HAND_WRITTEN)
    assert read_feeds(path).feeds[-1] == feed
    assert path.read_text("utf-8").endswith("\n# exec:something else\n")


@pytest.mark.parametrize("feed", [Feed("the-c", "https://new.example/"), Feed("new", "https://a.example/rss")])
def test_a_feed_that_somebody_else_added_meanwhile_is_told(path: Path, feed: Feed) -> None:
    """Nothing is written where an ID or an address was free when it was chosen and is not any more."""
    with pytest.raises(FeedListError, match="run the command again"):
        add_feeds(path, [Feed("x", "https://x.example/"), feed])
    assert path.read_text("utf-8") == HAND_WRITTEN


def test_removing_takes_one_entry(path: Path) -> None:
    """Its lines go; the comment before the next entry stays."""
    remove_feed(path, read_feeds(path).feeds[0])
    assert [feed.id for feed in read_feeds(path).feeds] == ["b-example", "the-c"]
    assert "# Rarely read.\n[[feed]]\nurl = 'https://b.example/atom'" in path.read_text("utf-8")
    assert "A News" not in path.read_text("utf-8")


def test_a_feed_that_moved_keeps_its_id(path: Path) -> None:
    """Only the address changes, and the id is written down, since it was made from the old one."""
    move_feed(path, read_feeds(path).feeds[1], "https://new.example/atom")
    _, b, _ = read_feeds(path).feeds
    assert (b.id, b.url) == ("b-example", "https://new.example/atom")
    assert "  # it moved once" in path.read_text("utf-8")


def test_an_entry_that_a_program_cannot_change_is_left_alone(path: Path) -> None:
    """Feeds as an inline array are read, and a change says to edit the file."""
    written = 'feed = [{url = "https://a.example/"}, {url = "https://b.example/"}]\n'
    path.write_text(written, encoding="utf-8")
    with pytest.raises(FeedListError, match="edit the file"):
        remove_feed(path, read_feeds(path).feeds[0])
    assert path.read_text("utf-8") == written


def test_feeds_are_added_once(path: Path) -> None:
    """A feed whose address is in the list is not added again, within one import neither."""
    new = ImportedFeed(Feed("", "https://new.example/", "A News"))
    added = subscribe(path, [new, new, ImportedFeed(Feed("", "https://a.example/rss"))], {}, ["a comment"])
    assert [feed.id for feed in added.feeds] == ["a-news-2"]
    assert added.known == 2
    subscribe(path, [new], {}, ["a comment"])
    assert path.read_text("utf-8").count("# a comment\n") == 1
    assert tomllib.loads(path.read_text("utf-8"))


def test_an_id_is_never_that_of_another_feed(path: Path) -> None:
    """What an earlier feed left under its ID stays its own; the feed itself may come back."""
    save_login(path.with_name("feed-logins.toml"), Feed("x", "https://x.example/"), Login("me", "s3cret"))
    earlier = {"y": "https://y.example/", "z": ""}
    wanted = [ImportedFeed(Feed("", f"https://new.example/{name}", name)) for name in "xyz"]
    assert [feed.id for feed in subscribe(path, wanted, earlier).feeds] == ["x-2", "y-2", "z-2"]
    back = [ImportedFeed(Feed("", f"https://{name}.example/", name)) for name in "xy"]
    assert [feed.id for feed in subscribe(path, back, earlier).feeds] == ["x", "y"]


def test_feeds_of_one_name_get_ids_of_their_own(path: Path) -> None:
    """The one that had an ID before gets it back; in one import nobody else gets it, before or after."""
    wanted = [ImportedFeed(Feed("", f"https://{host}.example/", "News")) for host in ("x", "y", "z")]
    earlier = {"news": "https://y.example/", "other": "https://y.example/"}
    assert [feed.id for feed in subscribe(path, wanted, earlier).feeds] == ["news-2", "news", "news-3"]


def test_passwords_are_kept_apart(path: Path) -> None:
    """They lie in a file that only the owner can read, and not in the list."""
    subscribe(path, [ImportedFeed(Feed("", "https://d.example/"), Login("me", "s3cret"))], {})
    logins = path.with_name("feed-logins.toml")
    feed = read_feeds(path).feeds[-1]
    assert login_of(feed, logins) == Login("me", "s3cret")
    assert "s3cret" not in path.read_text("utf-8")
    assert logins.stat().st_mode & 0o777 == 0o600
    logins.chmod(0o644)
    with pytest.raises(FeedListError, match="chmod 600"):
        login_of(feed, logins)


def test_a_later_password_counts(tmp_path: Path) -> None:
    """It takes the place of the earlier one."""
    feed = Feed("a", "https://a.example/")
    for password in ("old", "new"):
        save_login(tmp_path / "logins.toml", feed, Login("me", password))
    assert login_of(feed, tmp_path / "logins.toml") == Login("me", "new")


def test_a_password_command_runs_without_a_shell(tmp_path: Path) -> None:
    """Its first line is the password; arguments are not expanded; a failure does not tell what was printed."""
    feed = Feed("a", "https://a.example/", user="me", password_command=("printf", "%s\\nmore", "$HOME; x"))
    assert login_of(feed, tmp_path / "none") == Login("me", "$HOME; x")
    failing = Feed("a", "https://a.example/", password_command=("sh", "-c", "echo s3cret; exit 1"))
    with pytest.raises(FeedListError, match="exit code 1") as failure:
        login_of(failing, tmp_path / "none")
    assert "s3cret" not in failure.value.message
    with pytest.raises(FeedListError, match="cannot run"):
        login_of(Feed("a", "https://a.example/", password_command=("/no/such/program",)), tmp_path / "none")
