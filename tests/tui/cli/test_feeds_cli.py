"""`seedread add` and `seedread feeds` with the lists of other readers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from feed_server import Server, answer

from seedread.index.feeds import host_pace
from seedread.index.feeds.feed_list import default_list, read_feeds
from seedread.index.feeds.logins import logins_file
from seedread.index.shelf import Shelf
from seedread.tui.cli import main

if TYPE_CHECKING:
    from pathlib import Path

OPML = """<opml version="2.0"><body><outline text="World"><outline text="A News" xmlUrl="https://a.example/rss"/></outline>
<outline text="B" xmlUrl="https://b.example/feed?token=abc" category="gas"/></body></opml>"""


@pytest.fixture
def opml(tmp_path: Path) -> Path:
    path = tmp_path / "their.opml"
    path.write_text(OPML, encoding="utf-8")
    return path


def test_a_list_of_another_reader_is_added_once(opml: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first import adds its feeds; the second finds nothing new and ends with 1."""
    assert main(["add", str(opml)]) == 0
    assert "2 feeds added." in capsys.readouterr().out
    assert main(["add", str(opml)]) == 1
    assert "0 feeds added, 2 already followed." in capsys.readouterr().out
    assert [(feed.id, feed.folder, feed.tags) for feed in read_feeds(default_list()).feeds] == [
        ("a-news", "World", ()),
        ("b", "", ("gas",)),
    ]


def test_newsboat_searches_are_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A query feed becomes a saved search; what is not followed is told and kept as a comment."""
    urls = tmp_path / "urls"
    urls.write_text('https://a.example/rss\n"query:New:unread = \\"yes\\""\nexec:x\n', encoding="utf-8")
    assert main(["add", str(urls)]) == 0
    captured = capsys.readouterr()
    assert "saved search: New: is:unread" in captured.out
    assert "exec:x (not followed" in captured.err
    with Shelf() as shelf:
        assert [(search.name, search.query) for search in shelf.saved()] == [("New", "is:unread")]
    assert "\n# exec:x (not followed" in default_list().read_text("utf-8")


def test_an_address_is_added_without_its_password(capsys: pytest.CaptureFixture[str]) -> None:
    """The password is in no output and not in the list."""
    assert (
        main(
            [
                "add",
                "https://me:s3cret@example.org/rss",
                "--folder",
                "/World/",
                "--tag",
                "x",
                "--name",
                "E",
                "--unchecked",
            ]
        )
        == 0
    )
    captured = capsys.readouterr()
    assert "https://example.org/rss" in captured.out
    assert "s3cret" not in captured.out + captured.err + default_list().read_text("utf-8")
    (feed,) = read_feeds(default_list()).feeds
    assert (feed.name, feed.folder, feed.tags) == ("E", "World", ("x",))


def test_a_password_stays_with_its_host(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that names a feed at another host does not get the password sent there."""
    monkeypatch.setattr(host_pace, "PAUSE", 0)
    with Server() as page, Server() as other:
        link = f'<link rel="alternate" type="application/rss+xml" href="{other.url}/rss">'
        page.routes["/"] = answer(f"<!doctype html><head>{link}</head>")
        other.routes["/rss"] = answer("<rss><channel><title>E</title><item><title>x</title></item></channel></rss>")
        assert main(["add", page.url.replace("://", "://me:s3cret@"), "--allow-private"]) == 0
    assert "is at another host" in capsys.readouterr().err
    (feed,) = read_feeds(default_list()).feeds
    assert feed.url == f"{other.url}/rss"
    assert not logins_file(default_list()).exists()


@pytest.mark.parametrize("target", ["ftp://example.org/x", "file:///etc/passwd"])
def test_what_cannot_be_followed_says_why(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the target and the reason, with exit code 3."""
    assert main(["add", target]) == 3
    assert "only http and https" in capsys.readouterr().err


def test_feeds_are_listed(opml: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them, those of a folder, and as JSON; none is exit code 1."""
    assert main(["feeds"]) == 1
    main(["add", str(opml)])
    capsys.readouterr()
    assert main(["feeds"]) == 0
    assert "A News  (a-news)" in capsys.readouterr().out
    assert main(["feeds", "world", "--json"]) == 0
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (record["id"], record["folder"], record["format"]) == ("a-news", "World", 1)
    assert main(["feeds", "nothing"]) == 1
    assert "No feed, folder or tag “nothing”" in capsys.readouterr().err


def test_an_export_leaves_personal_keys_out(opml: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An address with a token is left out with a message, unless --private asks for it."""
    main(["add", str(opml)])
    target = tmp_path / "mine.opml"
    assert main(["feeds", "--export", str(target)]) == 0
    assert "personal key" in capsys.readouterr().err
    assert "token" not in target.read_text("utf-8")
    assert main(["feeds", "--export", "-", "--private"]) == 0
    assert "token=abc" in capsys.readouterr().out


def test_a_feed_is_dropped_by_name(opml: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the feeds that are named; without a name the command is refused."""
    main(["add", str(opml)])
    assert main(["feeds", "--drop"]) == 2
    assert main(["feeds", "--drop", "A News"]) == 0
    assert [feed.id for feed in read_feeds(default_list()).feeds] == ["b"]
    assert "its articles stay" in capsys.readouterr().out


def test_only_a_new_password_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """One that differs will be used from now on; the same one again adds nothing."""
    for password, code, told in (("one", 0, False), ("two", 0, True), ("two", 1, False)):
        assert main(["add", f"https://me:{password}@example.org/rss", "--unchecked"]) == code
        assert ("new password" in capsys.readouterr().out) == told


def test_a_new_password_is_counted_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """`logins` is how many feeds that are followed already got another password."""
    for password, added, logins in (("one", 1, 0), ("two", 0, 1), ("two", 0, 0)):
        main(["add", f"https://me:{password}@example.org/rss", "--unchecked", "--json"])
        totals = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert (totals["added"], totals["known"], totals["logins"]) == (added, 1 - added, logins)


def test_a_password_goes_with_its_feed(capsys: pytest.CaptureFixture[str]) -> None:
    """The password of a dropped feed is in no file any more."""
    main(["add", "https://me:s3cret@example.org/rss", "--unchecked"])
    assert "s3cret" in logins_file(default_list()).read_text("utf-8")
    assert main(["feeds", "--drop", "example-org"]) == 0
    assert "s3cret" not in logins_file(default_list()).read_text("utf-8")
    assert "s3cret" not in "".join(capsys.readouterr())


def test_an_earlier_feed_keeps_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    """A feed of the same name gets another ID than one that was fetched and dropped; that one gets its own again."""
    with Server() as server:
        server.routes["*"] = answer("<rss><channel><title>E</title><item><title>x</title></item></channel></rss>")
        main(["add", f"{server.url}/a", "--name", "E", "--unchecked", "--allow-private"])
        main(["fetch", "--no-index"])
    main(["feeds", "--drop", "E"])
    main(["add", "https://b.example/", "--name", "E", "--unchecked"])
    main(["add", f"{server.url}/a", "--name", "E", "--unchecked"])
    assert [feed.id for feed in read_feeds(default_list()).feeds] == ["e-2", "e"]
    assert "1 new" in capsys.readouterr().out


def test_an_entry_with_an_error_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The other feeds are listed."""
    default_list().parent.mkdir(parents=True)
    default_list().write_text(
        '[[feed]]\nurl = "ftp://x.example/"\n[[feed]]\nurl = "https://a.example/"\n', encoding="utf-8"
    )
    assert main(["feeds"]) == 0
    captured = capsys.readouterr()
    assert "[[feed]] entry 1" in captured.err
    assert "https://a.example/" in captured.out
