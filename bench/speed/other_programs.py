"""What other programs cost: notmuch with articles as mails, recoll with texts, newsboat with a feed.

    python bench/speed/other_programs.py --count 1000

Each has its configuration and its data in a temporary folder, never in those of its user, and is left out where it
is not installed. Costs are CPU seconds and peak memory of a process.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import shutil
import sys
import tempfile
from abc import ABC, abstractmethod
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up_news import made_up_news
from own_home import own_home
from program_costs import program_cost, size_of
from screen_start import screen_start
from tables import print_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["NEW", "PROGRAMS", "is_installed", "program_rows", "spread", "title_words"]

Article = dict[str, Any]
NEW = 1 + 10
"""How many more articles the rows need: one, then ten."""
_FEED = "All the articles"
_IN_A_FOLDER = 1000
_LONG_AGO = 1_700_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Program(ABC):
    """A program with a configuration and data of its own."""

    needs: tuple[str, ...]
    """The commands that it consists of."""
    reads: str
    """What it looks at for new articles."""
    disk: Path
    """The folder of what it keeps."""
    environment: Mapping[str, str]
    take_in: Sequence[str]
    search: Sequence[str] = ()
    """The words follow. Empty: it does not search from the command line."""
    version: Sequence[str] = ()
    """Empty: it does not tell its version."""
    screen: Sequence[str] = ()
    """What starts its screen, which lists the feed. Empty: it has none, or one of windows."""

    @abstractmethod
    def __init__(self, place: Path) -> None:
        """Configure it in a folder that exists."""

    @abstractmethod
    def write(self, articles: Iterable[Article]) -> None:
        """Add articles to what the program reads."""


class Notmuch(Program):
    """Mails, one a file."""

    needs = ("notmuch",)
    take_in = ("notmuch", "new", "--quiet")
    search = ("notmuch", "search", "--limit=50")
    version = ("notmuch", "--version")
    reads = "files"

    def __init__(self, place: Path) -> None:
        self._mails = place / "mail"
        self.disk = self._mails / ".notmuch"
        config = place / "notmuch-config"
        config.write_text(f"[database]\npath={self._mails}\n[user]\nname=Reader\nprimary_email=reader@example.org\n")
        self.environment = {"NOTMUCH_CONFIG": str(config)}
        self._mails.mkdir()

    def write(self, articles: Iterable[Article]) -> None:
        spread(self._mails, "eml", (_mail(one) for one in articles))


class Recoll(Program):
    """Texts, one a file."""

    needs = ("recollindex", "recollq")
    take_in = ("recollindex",)
    search = ("recollq", "-n", "50", "-A")
    reads = "files"

    def __init__(self, place: Path) -> None:
        self._texts, self.disk = place / "texts", place / "recoll"
        self.disk.mkdir()
        (self.disk / "recoll.conf").write_text(f"topdirs = {self._texts}\nnoaspell = 1\nloglevel = 1\n")
        self.environment = {"RECOLL_CONFDIR": str(self.disk)}
        self._texts.mkdir()

    def write(self, articles: Iterable[Article]) -> None:
        spread(self._texts, "txt", (f"{one['title']}\n\n{one['body']}\n".encode(errors="replace") for one in articles))


class Newsboat(Program):
    """One feed, whose newest articles come first."""

    needs = ("newsboat",)
    version = ("newsboat", "--version")
    reads = "one file"

    def __init__(self, place: Path) -> None:
        self._feed, self._items, self.disk = place / "feed.xml", place / "items", place / "newsboat"
        self.disk.mkdir()
        (self.disk / "urls").write_text(f"{self._feed.as_uri()}\n")
        (self.disk / "config").write_text("")
        self.environment = {}
        files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
        options = tuple(chain.from_iterable((key, str(self.disk / file)) for key, file in files.items()))
        self.screen = ("newsboat", *options)
        self.take_in = (*self.screen, "-x", "reload")

    def write(self, articles: Iterable[Article]) -> None:
        older = self._items.with_suffix(".older")
        if self._items.exists():
            self._items.rename(older)
        with self._items.open("w", encoding="utf-8") as out:
            out.writelines(_item(one) for one in articles)
        if older.exists():
            _append(older, self._items)
        self._feed.write_text(f'<rss version="2.0"><channel><title>{_FEED}</title><link>https://example.org/</link>\n')
        _append(self._items, self._feed)
        with self._feed.open("a") as out:
            out.write("</channel></rss>\n")


PROGRAMS: Mapping[str, type[Program]] = {"notmuch": Notmuch, "recoll": Recoll, "newsboat": Newsboat}


def is_installed(name: str) -> bool:
    """Tell whether all commands of a program are there."""
    return all(shutil.which(command) for command in PROGRAMS[name].needs)


def spread(folder: Path, suffix: str, texts: Iterable[bytes]) -> None:
    """Write each text into a file of its own, which is old, as files are that a sync finds; not too many a folder."""
    first = sum(1 for one in folder.glob(f"*/*.{suffix}"))
    for n, text in enumerate(texts, first):
        file = folder / f"{n // _IN_A_FOLDER:05}" / f"{n:07}.{suffix}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text)
        os.utime(file, (_LONG_AGO, _LONG_AGO))


def _append(source: Path, target: Path) -> None:
    with source.open("rb") as given, target.open("ab") as out:
        shutil.copyfileobj(given, out)


def _date(article: Article) -> str:
    found = datetime.datetime.fromisoformat(article["date"] or "1970-01-01")
    return format_datetime(found.replace(tzinfo=datetime.UTC))


def _mail(article: Article) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "news@example.org", "reader@example.org"
    mail["Subject"] = " ".join(_CONTROL.sub(" ", article["title"]).split())
    mail["Message-ID"] = f"<{article['id']}@example.org>"
    mail["Date"] = _date(article)
    mail.set_content(article["body"], cte="quoted-printable")
    return bytes(mail)


def _item(article: Article) -> str:
    title, body = (escape(_CONTROL.sub(" ", article[part])) for part in ("title", "body"))
    address = f"https://example.org/{article['id']}"
    return (
        f"<item><title>{title}</title><link>{address}</link><guid>{address}</guid>"
        f"<pubDate>{_date(article)}</pubDate><description>{body}</description></item>\n"
    )


def title_words(article: Article) -> list[str]:
    """Return two words to search for, which find this article at least."""
    return re.findall(r"[a-z]{4,}", article["title"].lower())[:2]


def program_rows(
    name: str, place: Path, articles: Iterable[Article], count: int, new: Sequence[Article]
) -> dict[str, str]:
    """Return the column of a program, which gets `count` articles in `place`, then one more and the others of `new`."""
    place.mkdir()
    program = PROGRAMS[name](place)
    environment = {**own_home(place), "HOME": str(place), **program.environment}

    def cost(command: Sequence[str], accepted: Sequence[int] = (0,)) -> str:
        return str(program_cost(command, environment, accepted))

    program.write(articles)
    rows = {"first index": cost(program.take_in), f"a look at {program.reads}, nothing new": cost(program.take_in)}
    for row, some in (("one new", new[:1]), ("ten new", new[1:])):
        program.write(some)
        rows[row] = cost(program.take_in)
    if program.search:
        rows["one search"] = cost((*program.search, *title_words(new[0])))
    if program.version:
        rows["--version"] = cost(program.version)
    rows["a wrong option"] = cost((program.needs[0], "--no-such-option"), range(1, 128))
    rows["disk, an article"] = f"{size_of(program.disk) / (count + NEW):.0f} bytes"
    if program.screen:
        rows["start of the screen"] = screen_start(program.screen, environment, _FEED)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000, help="how many made-up articles they get")
    count = parser.parse_args().count
    articles = [one.as_article() for one in islice(made_up_news(), count + NEW)]
    with tempfile.TemporaryDirectory() as folder:
        columns = {
            name: program_rows(name, Path(folder, name), articles[:count], count, articles[count:])
            for name in filter(is_installed, PROGRAMS)
        }
    print_table("", columns)


if __name__ == "__main__":
    main()
