"""The passwords of feeds: each is sent only to the host that it was given for, and goes with its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.feeds.feed import Feed, Login
from seedread.index.feeds.feed_list import FeedListError, read_feeds
from seedread.index.feeds.logins import feeds_with_login, login_of, logins_file, remove_logins, save_login
from seedread.index.feeds.opml import ImportedFeed
from seedread.index.feeds.subscribing import subscribe

if TYPE_CHECKING:
    from pathlib import Path

ME = Login("me", "s3cret")


@pytest.fixture
def logins(tmp_path: Path) -> Path:
    return tmp_path / "feed-logins.toml"


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://a.example/other", True),
        ("https://a.example:443/rss", True),
        ("https://b.example/rss", False),
        ("http://a.example/rss", False),
        ("https://a.example:8443/rss", False),
    ],
)
def test_a_password_is_for_one_host(logins: Path, url: str, *, sent: bool) -> None:
    """A feed with the same ID at another host, scheme or port gets none."""
    save_login(logins, Feed("a", "https://a.example/rss"), ME)
    assert login_of(Feed("a", url), logins) == (ME if sent else None)


def test_a_login_without_an_address_is_for_any(logins: Path) -> None:
    """Files of earlier versions have no addresses."""
    logins.write_text('[[login]]\nfeed = "a"\nuser = "me"\npassword = "s3cret"\n', encoding="utf-8")
    logins.chmod(0o600)
    assert login_of(Feed("a", "https://b.example/"), logins) == ME


def test_removing_takes_every_login_of_a_feed(logins: Path) -> None:
    """Those of other feeds, comments and the mode of the file stay."""
    a, b = Feed("a", "https://a.example/"), Feed("b", "https://b.example/")
    for feed in (a, b, a):
        save_login(logins, feed, ME)
    logins.write_text(logins.read_text("utf-8") + "# mine\n", encoding="utf-8")
    remove_logins(logins, "b")
    assert feeds_with_login(logins) == {"a": a.url}
    remove_logins(logins, "a")
    assert feeds_with_login(logins) == {}
    assert "s3cret" not in logins.read_text("utf-8")
    assert logins.read_text("utf-8").startswith("# User names")
    assert logins.read_text("utf-8").endswith("# mine\n")
    assert logins.stat().st_mode & 0o777 == 0o600


def test_removing_a_login_that_is_not_there_changes_nothing(logins: Path) -> None:
    """No file is made."""
    remove_logins(logins, "a")
    assert not logins.exists()


def test_a_login_that_a_program_cannot_remove_is_told(logins: Path) -> None:
    """An inline array is read, and a removal says to edit the file."""
    logins.write_text('login = [{feed = "a", user = "me", password = "s3cret"}]\n', encoding="utf-8")
    logins.chmod(0o600)
    with pytest.raises(FeedListError, match="edit the file"):
        remove_logins(logins, "a")
    assert login_of(Feed("a", "https://a.example/"), logins) == ME


def test_a_password_for_a_known_feed_is_kept(tmp_path: Path) -> None:
    """A feed that is added again with a login gets it, and is not added twice."""
    listed = tmp_path / "feeds.toml"
    feed = Feed("", "https://a.example/rss")
    subscribe(listed, [ImportedFeed(feed)], {})
    again = subscribe(listed, [ImportedFeed(feed, ME)], {})
    (known,) = read_feeds(listed).feeds
    assert (again.feeds, again.known, again.logins) == ((), 1, (known,))
    assert login_of(known, logins_file(listed)) == ME


def test_the_same_password_again_writes_nothing(tmp_path: Path) -> None:
    """Only a password that differs counts as new."""
    listed, feed = tmp_path / "feeds.toml", ImportedFeed(Feed("", "https://a.example/rss"), ME)
    subscribe(listed, [feed], {})
    before = logins_file(listed).read_bytes()
    assert [subscribe(listed, [feed], {}).logins for _ in range(2)] == [(), ()]
    assert logins_file(listed).read_bytes() == before


def test_a_new_password_replaces_the_old_ones(logins: Path) -> None:
    """The file has no password that counts no more; the entries around it and its comments stay as they are."""
    a, b = Feed("a", "https://a.example/"), Feed("b", "https://b.example/")
    entries = [
        f'[[login]]\nfeed = "{own}"\nurl = "https://{own}.example/"\nuser = "me"\npassword = "older"\n' for own in "aba"
    ]
    logins.write_text("\n".join(("# mine", entries[0], f"# of b\n{entries[1]}", f"# of a\n{entries[2]}", "# end\n")))
    logins.chmod(0o600)
    assert save_login(logins, a, ME)
    text = logins.read_text("utf-8")
    assert (login_of(a, logins), login_of(b, logins)) == (ME, Login("me", "older"))
    assert text.count("older") == text.count("s3cret") == 1
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# mine", "# of b", "# of a", "# end"]
    length = len(text)
    assert save_login(logins, a, Login("me", "6 char"))
    assert len(logins.read_text("utf-8")) == length
    assert logins.stat().st_mode & 0o777 == 0o600


def test_a_password_for_another_host_is_a_new_one(logins: Path) -> None:
    """The same user and password count for a feed whose address changed only once they were given for it."""
    feed = Feed("a", "https://b.example/rss")
    save_login(logins, Feed("a", "https://a.example/rss"), ME)
    assert save_login(logins, feed, ME)
    assert login_of(feed, logins) == ME
    assert logins.read_text("utf-8").count("[[login]]") == 1


def test_a_login_that_a_program_cannot_replace_is_told(logins: Path) -> None:
    """A new password for a feed in an inline array says to edit the file, and the old one still counts."""
    logins.write_text('login = [{feed = "a", user = "me", password = "s3cret"}]\n', encoding="utf-8")
    logins.chmod(0o600)
    with pytest.raises(FeedListError, match="edit the file"):
        save_login(logins, Feed("a", "https://a.example/"), Login("me", "new"))
    assert login_of(Feed("a", "https://a.example/"), logins) == ME


@pytest.mark.parametrize(
    "written",
    ["[login]\nfeed = 'a'\n", "login = 'a'\n", "login = ['a']\n", "[[login]]\nuser = 'me'\n",
     "[[login]]\nfeed = ['a']\n", "[[login]]\nfeed = 'a'\npassword = 7\n", "[[login]\n", "\xff"],
)  # fmt: skip
def test_a_file_with_a_mistake_says_what_to_do(logins: Path, written: str) -> None:
    """The message names the file and the way out, and has nothing of what is in it."""
    logins.write_bytes(written.encode("latin-1") + b"# s3cret\n")
    logins.chmod(0o600)
    for use in (login_of, lambda feed, path: remove_logins(path, feed.id)):
        with pytest.raises(FeedListError) as told:
            use(Feed("a", "https://a.example/"), logins)
        assert str(logins) in told.value.message
        assert "orrect it" in told.value.message
        assert "s3cret" not in told.value.message
