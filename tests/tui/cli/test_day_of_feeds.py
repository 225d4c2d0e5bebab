"""A day with feeds that change, move, fail, die and update articles, as a reader sees it from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from feed_server import Server, answer

from seedread.index.feeds import host_pace
from seedread.index.feeds.feed_list import default_list
from seedread.index.feeds.opml import from_opml
from seedread.tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEETING = (
    "President Vladimir Putin of Russia met Foreign Minister Abbas Araghchi of Iran in Oslo, Norway, on Monday and "
    "said that {ships} ships would bring grain to both of the countries before the winter comes."
)
POST = (
    MEETING.format(ships=12) + " Nobody is going to stop the ships, Putin told the reporters after the meeting in Oslo."
)
MAIL = (
    MEETING.format(ships=14)
    + " Traders in the harbour of Bergen said that they were calm about the price of the grain."
)
OIL = "The price of oil fell by three dollars a barrel in London trading after the ministers of the exporters met."
OIL_LATER = OIL.replace("three dollars", "five dollars")


def rss(title: str, *items: tuple[str, str]) -> bytes:
    entries = "".join(
        f"<item><title>{headline}</title><guid>{n}</guid><link>https://{title.lower()}.example/{n}</link>"
        f"<pubDate>Mon, 30 Nov 2020 0{n}:00:00 GMT</pubDate><description>{text}</description></item>"
        for n, (headline, text) in enumerate(items, 1)
    )
    return answer(f"<rss><channel><title>{title}</title>{entries}</channel></rss>")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_pace, "PAUSE", 0)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command and return what it printed, on both streams."""
    capsys.readouterr()
    main(list(arguments))
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_a_day_of_feeds(server: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """OPML in; fetch, read, news, versions, a digest and what is wrong; OPML out, equal but for what moved and went."""
    outlines = "".join(
        f'<outline text="{name}" xmlUrl="{server.url}/{name.lower()}"/>'
        for name in ("Post", "Mail", "Day", "Old", "Gone")
    )
    opml = tmp_path / "in.opml"
    opml.write_text(
        f'<opml version="2.0"><body><outline text="World">{outlines}</outline></body></opml>', encoding="utf-8"
    )
    assert "5 feeds added." in printed(capsys, "add", str(opml))
    default_list().write_text(
        default_list().read_text("utf-8").replace("name =", "allow_private = true\nname ="), "utf-8"
    )
    server.routes |= {
        "/post": rss("Post", ("Putin And Araghchi Meet", POST), ("Oil Falls", OIL)),
        "/mail": rss("Mail", ("Grain Deal In Oslo", MAIL)),
        "/day": answer(status="500 Oops"),
        "/old": answer(status="301 Moved", Location="/new"),
        "/new": rss("Old", ("A Bridge Is Closed", "The bridge of Bergen was closed for repairs.")),
        "/gone": answer(status="410 Gone"),
    }
    morning = printed(capsys, "fetch")
    assert "3 of 5 feeds fetched: 4 new, 0 changed, 2 failed." in morning
    assert "Day: the server has a problem (500); next attempt" in morning
    printed(capsys, "saved", "--add", "oil", "oil")
    assert printed(capsys, "new") == "     1  oil\n     4  all articles\n"
    printed(capsys, "new", "--seen")

    server.routes["/post"] = rss(
        "Post",
        ("Putin And Araghchi Meet", POST),
        ("Oil Falls Further", OIL_LATER),
        ("Gas Rises", "Oil and gas rose on a cold day in Norway, the dealers said."),
    )
    server.routes["/day"] = rss("Day", ("Snow In Norway", "Snow fell on the hills of Norway."))
    assert "4 feeds fetched: 2 new, 1 changed, 0 failed." in printed(capsys, "fetch", "--now")
    assert printed(capsys, "new") == "     1  oil\n     2  all articles\n"
    assert "Gas Rises" in printed(capsys, "new", "--show", "oil")
    (changed,) = printed(capsys, "search", "is:changed", "--ids").split()
    assert "by [-three-]{+five+} dollars" in printed(capsys, "versions", changed, "--diff")

    digest = printed(capsys, "brief", "--since", "all")
    assert "2 outlets" in digest
    assert "- ships: " in digest
    assert "headline before: “Oil Falls”" in digest
    assert "## oil" in digest

    assert "Old has moved to" in printed(capsys, "fetch", "--now")
    wrong = printed(capsys, "feeds", "--check")
    assert "Gone  (gone)" in wrong
    assert "gone for good" in wrong
    assert "(500)" not in wrong
    assert "Gone: the server says that the feed is gone for good" in printed(capsys, "doctor")

    printed(capsys, "feeds", "--drop", "Gone")
    printed(capsys, "feeds", "--export", str(tmp_path / "out.opml"))
    there = {
        (one.feed.name, one.feed.url, one.feed.folder) for one in from_opml((tmp_path / "out.opml").read_bytes()).feeds
    }
    assert there == {
        (name, f"{server.url}/{path}", "World")
        for name, path in (("Post", "post"), ("Mail", "mail"), ("Day", "day"), ("Old", "new"))
    }
    assert printed(capsys, "search", "folder:world bridge", "--ids")
