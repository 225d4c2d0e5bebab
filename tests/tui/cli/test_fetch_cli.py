"""`seedread add URL` and `seedread fetch` against a server on loopback."""

from __future__ import annotations

import datetime
import json
import re
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from feed_server import Server, answer, rss

from seedread.index.feeds import host_pace
from seedread.index.feeds.feed_list import default_list, read_feeds
from seedread.index.feeds.fetch_state import FetchState
from seedread.tui.cli import main
from seedread.tui.cli.feed_places import default_sources
from seedread.tui.config import load_settings
from seedread.tui.config.feed_places import archive_folder, state_path

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_pace, "PAUSE", 0)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        server.routes["/f"] = answer(rss("Talks on gas", "Grain for all"))
        yield server


def add(server: Server, path: str = "/f", *more: str) -> int:
    return main(["add", server.url + path, "--allow-private", *more])


def test_a_feed_is_described_as_it_is_added(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Kind, number of items, last date, and whether its texts are whole."""
    assert add(server) == 0
    out = capsys.readouterr().out
    assert "A News: RSS, 2 items, the last of 2020-11-30, summaries only" in out
    assert "1 feed added." in out
    (feed,) = read_feeds(default_list()).feeds
    assert (feed.id, feed.name, feed.allow_private) == ("a-news", "A News", True)


def test_additions_as_json(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Each feed that was added and the totals; of a site with several feeds each that was found, and nothing added."""
    add(server, "/f", "--json")
    feed, totals = map(json.loads, capsys.readouterr().out.splitlines())
    assert (feed["id"], feed["url"]) == ("a-news", f"{server.url}/f")
    assert (totals["added"], totals["known"]) == (1, 0)
    link = '<link rel="alternate" type="application/rss+xml" href="/{0}" title="{0}">'
    server.routes["/"] = answer("<!doctype html><head>" + link.format("a") + link.format("b"))
    assert add(server, "/", "--json") == 3
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["found"], one["title"]) for one in found] == [(f"{server.url}/{own}", own) for own in "ab"]


def test_what_was_added_is_opened_before_it_is_fetched(server: Server) -> None:
    """`seedread` without a PATH opens the archive as soon as a feed is followed, and can fetch there."""
    assert default_sources(load_settings()) == []
    add(server)
    assert default_sources(load_settings()) == [str(archive_folder())]


def test_what_is_no_feed_is_not_added(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason is told, and `--unchecked` adds it all the same."""
    assert add(server, "/none") == 3
    assert "404" in capsys.readouterr().err
    assert main(["add", server.url + "/f"]) == 3
    assert "allow_private" in capsys.readouterr().err
    assert read_feeds(default_list()).feeds == ()
    assert add(server, "/none", "--unchecked") == 0
    assert len(read_feeds(default_list()).feeds) == 1


def test_a_site_with_several_feeds_lists_them(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """One is chosen by its address, or all with `--all`."""
    link = '<link rel="alternate" type="application/rss+xml" href="/{}" title="{}">'
    server.routes["/"] = answer("<!doctype html><head>" + link.format("a", "First") + link.format("b", "Second"))
    assert add(server, "/") == 3
    captured = capsys.readouterr()
    assert f"{server.url}/a  First" in captured.out
    assert "2 feeds" in captured.err
    assert add(server, "/", "--all") == 0
    assert [feed.name for feed in read_feeds(default_list()).feeds] == ["First", "Second"]


def test_fetched_articles_are_searched_without_naming_a_folder(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """`fetch` indexes what came, and `search` finds it."""
    add(server)
    assert main(["fetch"]) == 0
    out = capsys.readouterr().out
    assert "A News: 2 new" in out
    assert "1 feed fetched: 2 new, 0 changed, 0 failed." in out
    assert main(["search", "grain", "--json"]) == 0
    hit, _ = map(json.loads, capsys.readouterr().out.splitlines())
    assert (hit["title"], hit["published"], hit["source"]) == ("Grain for all", "2020-11-30T10:00", "A News")


def test_a_changed_article_is_one_article(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Its newest version is found, and the older one is not an article of its own."""
    add(server)
    main(["fetch"])
    server.routes["/f"] = answer(
        rss("Talks on gas", "Grain for all").replace(b"met in Oslo. Grain", b"parted in Rome. Grain")
    )
    assert main(["fetch", "--now"]) == 0
    assert "0 new, 1 changed" in capsys.readouterr().out
    main(["search", "*", "--ids"])
    assert len(capsys.readouterr().out.split()) == 2
    assert main(["search", "parted Rome", "--ids"]) == 0
    assert main(["search", '"Oslo. Grain"', "--ids"]) == 1


ARTICLE = "".join(f"<p>The ministers of {land} met in Oslo, and talked of gas until midnight.</p>" for land in (
    "Norway", "Sweden", "Denmark", "Finland", "Iceland", "Estonia", "Latvia", "Lithuania"))  # fmt: skip


def add_watched(server: Server) -> int:
    """Follow a feed of one item whose page is read again."""
    server.routes["/f"] = answer(rss("Talks on gas").replace(b"https://a.example", server.url.encode()))
    server.routes["/Talks-on-gas"] = answer(f"<!doctype html><title>Talks</title><article>{ARTICLE}</article>")
    return add(server, "/f", "--watch")


def make_page_due() -> None:
    """Let the time come at which the page of that item is read again."""
    with FetchState(state_path()) as state:
        (watch,) = state.watches.due("a-news", time.time() + 86_400, 9)
        state.watches.change(replace(watch, due=0))


def test_a_page_that_is_due_is_read_without_its_feed(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """`fetch` asks for the page of an item again at its time, and its other words are a version."""
    assert add_watched(server) == 0
    assert main(["fetch"]) == 0
    server.routes["/Talks-on-gas"] = answer(f"<!doctype html><article>{ARTICLE.replace('gas', 'oil')}</article>")
    assert main(["fetch"]) == 0
    make_page_due()
    server.asked.clear()
    capsys.readouterr()
    assert main(["fetch"]) == 0
    assert "0 feeds fetched: 0 new, 1 changed, 0 failed." in capsys.readouterr().out
    assert server.paths() == ["/robots.txt", "/Talks-on-gas"]
    assert main(["search", "is:changed oil", "--ids"]) == 0


def test_the_list_tells_of_watched_pages(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """`seedread feeds` says how many pages could not be read again, and no more once they are not watched."""
    add_watched(server)
    main(["fetch", "--no-index"])
    server.routes["/Talks-on-gas"] = answer(status="500 Oops")
    make_page_due()
    main(["fetch", "--no-index"])
    told = "1 watched page could not be read again: the server answers with status 500"
    capsys.readouterr()
    for command in ("feeds", "doctor"):
        main([command])
        assert told in capsys.readouterr().out
    listed = default_list().read_text("utf-8")
    default_list().write_text(listed.replace("watch = true", "watch = false"), encoding="utf-8")
    main(["feeds"])
    assert told not in capsys.readouterr().out


def test_reading_pages_tells_no_failure_of_another_run(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """A feed that failed earlier, and was not fetched now, is told with what changed in its pages."""
    add_watched(server)
    main(["fetch", "--no-index"])
    server.routes["/f"] = answer(status="500 Oops")
    main(["fetch", "--now", "--no-index"])
    with FetchState(state_path()) as state:
        state.set_feed("a-news", replace(state.feed("a-news"), failing_since=time.time() - 9 * 86_400))
    told = []
    for number, options in enumerate(([], ["--json"], ["--quiet"])):
        page = ARTICLE.replace("gas", f"oil {number}")
        server.routes["/Talks-on-gas"] = answer(f"<!doctype html><article>{page}</article>")
        make_page_due()
        capsys.readouterr()
        assert main(["fetch", "--no-index", *options]) == 0
        captured = capsys.readouterr()
        told.append(captured.out + captured.err)
    assert told[0] == "A News: 0 new, 1 changed\n0 feeds fetched: 0 new, 1 changed, 0 failed.\n"
    feed, totals = map(json.loads, told[1].splitlines())
    assert (feed["fetched"], feed["changed"], feed["problem"], feed["failures"]) == (False, 1, None, 0)
    assert (totals["feeds"], totals["changed"], totals["failed"]) == (0, 1, 0)
    assert told[2] == ""


def test_a_page_in_a_private_network_is_named_as_such(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is asked of the host, so nothing is said of its robots.txt, but how it can be allowed."""
    assert main(["watch", f"{server.url}/page"]) != 0
    told = capsys.readouterr().err
    assert "private network" in told
    assert "robots.txt" not in told
    assert not server.asked


def test_a_page_whose_server_cannot_be_reached_is_no_matter_of_robots(capsys: pytest.CaptureFixture[str]) -> None:
    """The robots.txt that cannot be had is told by its cause."""
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        assert main(["watch", f"http://127.0.0.1:{taken.getsockname()[1]}/page", "--allow-private"]) != 0
    told = capsys.readouterr().err
    assert "robots" not in told
    assert "cannot be reached" in told


def test_the_pages_of_a_feed_can_be_watched(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """`--watch` reads the pages of short items, or those that `--full` says; with none of them it is refused."""
    assert add(server, "/f", "--watch", "--full", "no") == 2
    assert '--full "when short"' in capsys.readouterr().err
    server.routes["/g"] = answer(rss("Grain"))
    assert add(server, "/f", "--watch") == add(server, "/g", "--watch", "--full", "always") == 0
    assert [(feed.watch, feed.full) for feed in read_feeds(default_list()).feeds] == [
        (True, "when short"),
        (True, "always"),
    ]


def test_only_what_is_due_is_fetched(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run asks nothing, and names `--now`, which asks again; a name limits it."""
    add(server)
    main(["fetch"])
    server.asked.clear()
    assert main(["fetch"]) == 0
    assert "0 feeds fetched: none is due yet. --now fetches them all the same." in capsys.readouterr().out
    assert server.asked == []
    assert main(["fetch", "a-news", "--now"]) == 0
    assert server.paths() == ["/f"]
    assert main(["fetch", "nothing"]) == 1


def test_without_feeds_there_is_nothing_to_fetch(capsys: pytest.CaptureFixture[str]) -> None:
    """The message says how to follow one."""
    assert main(["fetch"]) == 1
    assert "seedread add" in capsys.readouterr().err


def test_quiet_is_silent_about_news_and_young_failures(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """For cron: a failure is told after three days."""
    add(server)
    server.routes["/f"] = answer(status="500 Oops")
    capsys.readouterr()
    assert main(["fetch", "--quiet"]) == 0
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


def test_a_script_learns_that_no_feed_could_be_fetched(server: Server) -> None:
    """The exit code is 3 if all fail, and 0 if one can be fetched; nothing due is no failure."""
    add(server)
    server.routes["/f"] = answer(status="500 Oops")
    assert main(["fetch"]) == 3
    assert main(["fetch"]) == 0
    server.routes["/g"] = answer(rss("More talks"))
    add(server, "/g")
    assert main(["fetch", "--now"]) == 0


def test_a_feed_is_due_when_its_server_lets_it_be_fetched(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that asks to wait for two hours sets the time, also for a feed that is fetched every hour."""
    add(server)
    server.routes["/f"] = answer(status="429 Too Many Requests", Retry_After="7200")
    main(["fetch"])
    capsys.readouterr()
    main(["feeds", "--json"])
    due = datetime.datetime.fromisoformat(json.loads(capsys.readouterr().out)["due"])
    assert due - datetime.datetime.now(datetime.UTC) > datetime.timedelta(minutes=110)


def test_results_as_json(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each feed, then the totals."""
    add(server)
    add(server, "/gone", "--unchecked")
    capsys.readouterr()
    server.routes["/gone"] = answer(status="410 Gone")
    assert main(["fetch", "--json", "--no-index"]) == 0
    *feeds, totals = map(json.loads, capsys.readouterr().out.splitlines())
    told = {feed["id"]: feed for feed in feeds}
    assert (told["a-news"]["new"], told["a-news"]["problem"]) == (2, None)
    assert all(feed["fetched"] for feed in feeds)
    assert told["127-0-0-1"]["due"] is None
    assert "gone" in told["127-0-0-1"]["problem"]
    assert totals == {"feeds": 2, "new": 2, "changed": 0, "failed": 1, "format": 1}


def test_an_export_has_the_names_that_feeds_give_themselves(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """A feed that the reader gave no name is called by its title in another reader too."""
    add(server)
    text = default_list().read_text(encoding="utf-8")
    default_list().write_text(re.sub("(?m)^name = .*\n", "", text), encoding="utf-8")
    main(["fetch"])
    capsys.readouterr()
    assert main(["feeds", "--export", "-"]) == 0
    assert 'title="A News"' in capsys.readouterr().out


def test_a_feed_that_moved_is_written_down(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """After the third time in a row its entry has the new address, and its articles stay known."""
    add(server)
    server.routes |= {"/new": server.routes["/f"], "/f": answer(status="308 Moved", Location="/new")}
    for _ in range(3):
        capsys.readouterr()
        main(["fetch", "--now", "--no-index"])
    assert "A News has moved to" in capsys.readouterr().err
    assert read_feeds(default_list()).feeds[0].url == server.url + "/new"
    main(["fetch", "--now", "--no-index"])
    assert "0 new" in capsys.readouterr().out


def test_the_timer_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """A service, a timer and a line for cron that call the program."""
    assert main(["fetch", "--print-timer"]) == 0
    out = capsys.readouterr().out
    assert "OnUnitActiveSec=" in out
    assert out.count("fetch --quiet") == 2


def test_the_list_tells_how_each_feed_is(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """What came in a week, and what is wrong; `--check` lists only that, and doctor says it too."""
    server.routes["/good"] = answer(rss("Long").replace(b"The ministers", b"The ministers and many others " * 40))
    add(server, "/good", "--name", "Good")
    add(server, "/f", "--name", "Short")
    add(server, "/none", "--name", "Gone", "--unchecked")
    server.routes["/none"] = answer(status="410 Gone")
    main(["fetch", "--no-index"])
    capsys.readouterr()
    assert main(["feeds"]) == 0
    out = capsys.readouterr().out
    assert "Good  (good)  1 this week" in out
    assert "    ! summaries only" in out
    assert "    ! the server says that the feed is gone for good" in out
    assert main(["feeds", "--check"]) == 3
    assert "Good" not in capsys.readouterr().out
    assert main(["feeds", "good", "--check"]) == 0
    main(["feeds", "--json"])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(record["week"], bool(record["health"]), bool(record["due"])) for record in records] == [
        (1, False, True),
        (2, True, True),
        (0, True, False),
    ]
    main(["doctor"])
    out = capsys.readouterr().out
    assert "warning  feeds: 3 followed" in out
    assert "Gone: the server says that the feed is gone for good" in out


def test_readers_see_local_times_and_programs_utc(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both commands say when a feed is due in UTC as JSON; the line of a failure has the time of the reader's clock."""
    add(server, "/none", "--unchecked")
    monkeypatch.setenv("TZ", "Etc/GMT-14")
    time.tzset()
    try:
        main(["fetch", "--no-index"])
        printed = capsys.readouterr().out
        main(["feeds", "--json"])
        due = json.loads(capsys.readouterr().out)["due"]
        main(["fetch", "--no-index", "--now", "--json"])
        fetched = json.loads(capsys.readouterr().out.splitlines()[0])["due"]
        main(["feeds", "--json"])
        assert json.loads(capsys.readouterr().out)["due"] == fetched
    finally:
        monkeypatch.undo()
        time.tzset()
    local = datetime.datetime.strptime(due, "%Y-%m-%dT%H:%M%z") + datetime.timedelta(hours=14)
    assert f"next attempt {local:%Y-%m-%d %H:%M}" in printed


def test_the_last_date_of_a_new_feed_is_a_date(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates that are kept as they are written count by the days they name."""
    items = "".join(
        f"<item><title>x</title><guid>{n}</guid><pubDate>{date}</pubDate></item>"
        for n, date in enumerate(("9 novembre 2020", "10 octobre 2020", "Mon, 02 Nov 2020 10:00:00 GMT"))
    )
    server.routes["/g"] = answer(f"<rss><channel><title>B</title><language>fr</language>{items}</channel></rss>")
    add(server, "/g")
    assert "the last of 2020-11-09" in capsys.readouterr().out
