"""A day of half hours on a clock of its own: feeds change, move, fail and die, and each command tells it rightly."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from feed_server import Asked, Server, answer

from seedread.index.feeds.archive import Archive
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_list import default_list, read_feeds
from seedread.index.feeds.feed_list_edit import add_feeds
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import Fetcher
from seedread.index.feeds.host_pace import HostPace
from seedread.index.feeds.logins import logins_file
from seedread.index.feeds.moves import rewrite_moved
from seedread.tui.cli import main
from seedread.tui.config.feed_places import archive_folder, state_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRAIN = (
    "The harbour of Bergen in Norway received the first grain from Canada on Monday, the port authority said. "
    "The convoy of {ships} ships had crossed the Atlantic in eleven days, and the last of them docked before noon. "
    "Millers from the whole west coast bought the cargo, the largest that the harbour has seen since the war. "
)
POST_SAYS = GRAIN + "The mayor of Bergen greeted the captains with a brass band, and schools closed for the morning."
MAIL_SAYS = GRAIN + "Dockers had asked for more pay for the night shift, and the company agreed an hour before."
BRIDGE = (
    "Engineers closed the old bridge of Arendal after they found cracks in two of its pillars below the water. Buses "
    "now take the long way around the lake, which adds forty minutes for pupils on the northern shore. A ferry that "
    "was sold to a museum three years ago may be hired back until the pillars have been cast anew. The work costs "
    "nine million crowns, half of which the county has promised to pay before Easter. Cyclists may push their bikes "
    "across until the divers return."
)
SNOW = (
    "Snow fell on the hills above Lillehammer for the third day, and skiers filled the early trains from the capital. "
    "Hotels that had expected a green December called waiters back from their holidays. Farmers led their sheep to the "
    "barns, some of them at night with lamps. Forecasters see colder nights from Thursday on and advise drivers to "
    "carry blankets, shovels and something hot to drink. Trains are on time so far."
)
RADIOS = (
    "A museum for radios of the last century opened in Tromso with sixty sets that visitors may take apart. Its owner "
    "mended receivers for trawlers until satellites made them useless. Children learn Morse code from a retired "
    "operator, who was on duty in the hurricane of 1974. Entry is free on Wednesdays, and whoever brings a broken "
    "valve gets a cup of coffee and a story about it, which may take longer than the coffee."
)
CHESS = (
    "The chess club of Molde won the league in the last round after a game of more than seven hours. Its captain gave "
    "up a rook at move fifty, and nobody in the hall understood why until her pawn was queened. The club was founded "
    "by two nurses in a hospital kitchen. It will play abroad for the first time next spring, if somebody pays the "
    "fares of eleven players and their coach, who is ninety-one and travels by sea."
)
SALMON = (
    "Fish farmers near Alta count fewer salmon this autumn because the fjord was warmer than in other years. Lice grew "
    "twice as quickly, and one company emptied four of its cages early. Buyers in Poland and Japan wait for smaller "
    "boxes at higher prices. Biologists of the university want to cool the upper layer with water from the deep, which "
    "was tried on a small scale in August. The ministry decides about it before the winter."
)


@dataclass
class Item:
    title: str
    text: str
    hour: float
    """When it appears."""
    link: str = ""


@dataclass
class Site:
    """A feed on a server: what it has at which time, and what else it answers."""

    name: str
    items: list[Item] = field(default_factory=list)
    changes: list[tuple[float, str, str]] = field(default_factory=list)
    """From an hour on, other words in place of these."""


class Day:
    """The servers, the clock and the fetcher; the command line reads what it leaves."""

    def __init__(self, server: Server) -> None:
        midnight = datetime.datetime.now(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self.start = midnight - datetime.timedelta(days=1)
        self.hour = 0.0
        self.server = server
        self.asked: dict[str, list[float]] = {}
        self.told: list[str] = []

    @property
    def date(self) -> str:
        return self.start.strftime("%Y-%m-%d")

    def now(self) -> float:
        return self.start.timestamp() + self.hour * 3600

    def publish(self, site: Site) -> bytes:
        """Return the feed of a site as it is at this hour."""
        items = "".join(
            f"<item><title>{item.title}</title><guid>{site.name} {n}</guid>"
            f"<link>{item.link or f'https://{site.name}.example/{n}'}</link>"
            f"<pubDate>{format_datetime(self.start + datetime.timedelta(hours=item.hour))}</pubDate>"
            f"<description>{item.text}</description></item>"
            for n, item in enumerate(site.items)
            if item.hour <= self.hour
        )
        for hour, old, new in site.changes:
            items = items.replace(old, new) if hour <= self.hour else items
        return f"<rss><channel><title>{site.name.title()}</title>{items}</channel></rss>".encode()

    def noted(self, name: str, answered: bytes) -> Callable[[Asked], bytes]:
        """Return what answers so, and notes when."""

        def reply(_: Asked) -> bytes:
            self.asked.setdefault(name, []).append(self.hour)
            return answered

        return reply

    def serve(self, site: Site, path: str = "") -> None:
        """Answer as a server that knows what a reader has already."""

        def reply(asked: Asked) -> bytes:
            self.asked.setdefault(site.name, []).append(self.hour)
            body = self.publish(site)
            tag = f'"{hash(body)}"'
            if asked.headers.get("if-none-match") == tag:
                return answer(status="304 Not Modified")
            return answer(body, ETag=tag)

        self.server.routes[path or f"/{site.name}"] = reply

    def run(self, until: float) -> None:
        """Fetch what is due every half hour."""
        pace = HostPace(sleep=lambda _: None)
        archive = Archive(archive_folder())
        while self.hour < until:
            with archive.writing(), FetchState(state_path()) as state:
                fetcher = Fetcher(
                    archive, state, logins_file(default_list()), "test", pace, clock=self.now, spread=lambda: 0
                )
                results = fetcher.run(fetcher.due(read_feeds(default_list()).feeds), lambda _: None)
                self.told += rewrite_moved(default_list(), results, state)
            self.hour += 0.5


@pytest.fixture
def day() -> Iterator[Day]:
    with Server() as server:
        yield Day(server)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    main(list(arguments))
    return "".join(capsys.readouterr())


def sites() -> dict[str, Site]:
    found = (
        Site(
            "post",
            [Item("Grain Ships Reach Bergen", POST_SAYS.format(ships=12), 6), Item("Bridge Is Closed", BRIDGE, 7)],
            [(10, "12 ships", "13 ships"), (15, "Grain Ships Reach", "Grain Fleet Reaches")],
        ),
        Site("mail", [Item("Canada Sends Grain To Norway", MAIL_SAYS.format(ships=14), 9)]),
        Site("wire", [Item("Canada Sends Grain To Norway", MAIL_SAYS.format(ships=14), 9.5)]),
        Site("links", [Item("Seen: The Bridge", BRIDGE, 8, "https://post.example/1")]),
        Site("flaky", [Item("Snow Above Lillehammer", SNOW, 5), Item("Radios In Tromso", RADIOS, 10)]),
        Site("moving", [Item("Chess In Molde", CHESS, 4)]),
        Site("dying", [Item("Fewer Salmon In Alta", SALMON, 4)]),
        Site("busy"),
    )
    return {site.name: site for site in found}


def live(day: Day, capsys: pytest.CaptureFixture[str]) -> None:
    """Follow all sites, look in the morning, and let the day go on until the evening."""
    for name, site in sites().items():
        url = f"{day.server.url}/{name}"
        add_feeds(default_list(), [Feed(name, url, name.title(), "North", every=30, allow_private=True)])
        day.serve(site)
    day.run(until=9)
    assert printed(capsys, "new", "--seen") == ""
    fine = day.server.routes.copy()
    day.serve(sites()["moving"], "/moved")
    day.server.routes |= {
        "/flaky": answer(status="500 Oops"),
        "/moving": answer(status="301 Moved", Location="/moved"),
        "/busy": day.noted("busy", answer(status="429 Busy", Retry_After="7200")),
    }
    day.run(until=12)
    day.server.routes |= {"/flaky": fine["/flaky"], "/busy": fine["/busy"]}
    day.server.routes["/dying"] = day.noted("dying", answer(status="410 Gone"))
    day.run(until=22)


def test_a_day_leaves_each_article_once(day: Day, capsys: pytest.CaptureFixture[str]) -> None:
    """No article is lost or doubled, no server is asked against its wish, and a feed that moved is followed."""
    live(day, capsys)
    assert [hour for hour in day.asked["busy"] if 9 <= hour < 12] == [9, 11]
    assert max(day.asked["dying"]) == 12
    assert day.told == [f"Moving has moved to {day.server.url}/moved; its entry in {default_list()} was changed."]
    archive = Archive(archive_folder())
    lines = [json.loads(line) for name in archive.sizes() for _, line in archive.lines(name, 0)]
    assert len({line["id"] for line in lines}) == 8
    assert len(lines) == 8 + 2 + 1, "two changes of one article, and one that a second feed has too"


def test_a_day_is_told_as_it_was(day: Day, capsys: pytest.CaptureFixture[str]) -> None:
    """In news, versions, digest, and what is wrong in the evening."""
    live(day, capsys)
    assert printed(capsys, "new") == "     3  all articles\n"
    (changed,) = printed(capsys, "search", "is:changed", "--ids").split()
    versions = printed(capsys, "versions", changed, "--diff")
    assert "of [-12-]{+13+} ships" in versions
    assert "[-Ships-]{+Fleet+} [-Reach-]{+Reaches+}" in versions

    digest = printed(capsys, "brief", "--since", day.date)
    beginning, singles = digest.split("## Single reports")
    assert beginning.startswith(
        f"# News: since {day.date}\n\n8 articles from 6 outlets\n\n## Grain Fleet Reaches Bergen"
    )
    assert "3 outlets · Norway, Canada" in beginning
    assert "headline before: “Grain Ships Reach Bergen”" in beginning
    assert "  - same text: Wire: [Canada Sends Grain To Norway]" in beginning
    assert ") 13: “The convoy of 13 ships had crossed" in beginning
    assert len([line for line in singles.splitlines() if line.startswith("- ")]) == 5

    wrong = printed(capsys, "feeds", "--check")
    assert [line for line in wrong.splitlines() if line.startswith("    !")] == [
        "    ! the server says that the feed is gone for good",
        "    ! no items",
    ]
    assert "Dying: the server says that the feed is gone for good" in printed(capsys, "doctor")
