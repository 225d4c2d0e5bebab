"""Everything around a library at several sizes, beside other programs: intake, search, looks for changes, new articles.

    python bench/million.py
    python bench/million.py --articles FILE.jsonl.gz --count 10000 100000 1000000

Without arguments it measures 2,000 made-up articles, which takes at most two minutes on an idle machine.
With the articles of a file (JSON lines: id, title, body, date) it makes libraries of these sizes from them, by changing
words, names, digits and dates (`siblings.py`). It prints a table for each size with a column for each program: SQLite
FTS5 and, where they are installed, tantivy, notmuch, recoll and newsboat. With several sizes a table of seedread's own
figures follows. Times are CPU seconds (user and system) of the processes that do the work, so that other load matters
little; peaks are those of the kernel. A million articles take about 10 GB of disk, and two hours of a processor.

FTS5 and tantivy are libraries: they get the articles as seedread cleaned them, with the countries, leaders and sources
that it found, and look up for a query what a keystroke shows. seedread and newsboat read one file, to which articles
are added; notmuch and recoll read a file for each article, as seedread does for the look at files.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

sys.path.insert(0, str(Path(__file__).parent / "speed"))

from made_up_news import made_up_news
from other_programs import NEW, PROGRAMS, is_installed, program_rows
from own_engine import entries_of
from own_program import SeedreadProgram
from peer_protocol import Query
from program_costs import ProgramFailed, size_of
from search_peers import OWN, build_cost, in_a_process, peers, search_times
from siblings import Siblings, read_articles
from tables import print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from search_peers import SearchTimes
    from siblings import Article

    Classes: TypeAlias = Mapping[str, Sequence[Query]]
    Columns: TypeAlias = dict[str, dict[str, str]]

ROUNDS = 40
EVERYDAY = 2_000


def queries(articles: Sequence[Article]) -> Classes:
    """Return queries of each class, with words as they come in the articles."""
    pick = random.Random(7)

    def word() -> str:
        words: list[str] = re.findall("[a-z]{4,}", pick.choice(articles)["body"].lower())
        return pick.choice(words or ["about"])

    def neighbours() -> tuple[str, ...]:
        pairs: list[tuple[str, str]] = re.findall(r"\b([a-z]{4,}) ([a-z]{4,})\b", pick.choice(articles)["body"].lower())
        return pick.choice(pairs or [("about", "that")])

    makers: dict[str, Callable[[], Query]] = {
        "word": lambda: Query("all words", (word(),)),
        "two words": lambda: Query("all words", neighbours()),
        "phrase": lambda: Query("phrase", neighbours()),
        "beginning": lambda: Query("beginning", (word()[:4],)),
        "country": lambda: Query("all words", (word(),), country="IR"),
        "everything": lambda: Query("everything"),
    }
    return {name: [make() for _ in range(ROUNDS)] for name, make in makers.items()}


def searched(places: Mapping[str, Path], classes: Classes) -> dict[str, dict[str, SearchTimes]]:
    """Return what each class of queries costs each of the programs with an index at these places."""
    known = peers()
    return search_times({name: known[name].search(place) for name, place in places.items()}, classes)


def library_columns(library: Path, count: int, place: Path, classes: Classes, *, alone: bool) -> Columns:
    """Index the `count` articles of `library` in `place` with seedread and its peers, and search there."""
    columns: Columns = {}
    places = {}
    for name in [OWN] if alone else peers():
        seconds = build_cost(name, place / name, entries_of, library).seconds
        size = size_of(place / name) / count
        columns[name] = {"index alone": f"{seconds:.2f} s", "disk, an article": f"{size:.0f} bytes"}
        places[name] = place / name
    for kind, times in in_a_process(searched, {**places, OWN: library}, classes).items():
        for name, one in times.items():
            columns[name][f"search: {kind}, p50 / p95"] = str(one)
    return columns


def measured(siblings: Siblings, classes: Classes, count: int, place: Path, *, alone: bool) -> Columns:
    """Return the table of `count` articles: a column for each program, with `alone` only that of seedread."""
    beyond = siblings.copy(1 + count // siblings.size)
    new = [{**one, "id": f"new-{one['id']}"} for one in islice(beyond, NEW)]
    own = SeedreadProgram(place)
    rows = own.rows(siblings.many(count), new, files=not alone)
    columns = library_columns(own.library, count + NEW, place / "indexes", classes, alone=alone)
    columns[OWN] = rows | {row: figure for row, figure in columns[OWN].items() if row not in rows}
    for name in () if alone else PROGRAMS:
        title, figures = program_column(name, place / name, siblings.many(count), count, new)
        columns[title] = figures
    return columns


def program_column(
    name: str, place: Path, articles: Iterable[Article], count: int, new: Sequence[Article]
) -> tuple[str, dict[str, str]]:
    """Return the title and the figures of another program; if it fails, the other columns are printed all the same."""
    if not is_installed(name):
        return f"{name} (not installed)", {}
    try:
        return name, program_rows(name, place, articles, count, new)
    except ProgramFailed as reason:
        print(reason, file=sys.stderr)
        return f"{name} (failed)", {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, help="a file of some thousand articles (default: made-up ones)")
    parser.add_argument("--count", type=int, nargs="+", default=[EVERYDAY])
    parser.add_argument("--place", type=Path, help="the folder for the libraries (default: a temporary one)")
    parser.add_argument(
        "--peers-up-to",
        type=int,
        default=100_000,
        help="larger libraries are measured without other programs and files",
    )
    given = parser.parse_args()
    made_up = (one.as_article() for one in islice(made_up_news(), EVERYDAY))
    sample = read_articles(given.articles) if given.articles else list(made_up)
    siblings = Siblings(sample)
    own = {}
    for count in given.count:
        with tempfile.TemporaryDirectory(dir=given.place) as name:
            columns = measured(siblings, queries(sample[:count]), count, Path(name), alone=count > given.peers_up_to)
        print_table(f"{count:,} articles", columns)
        own[f"{count:,}"] = columns[OWN]
        print()
    if len(own) > 1:
        print_table("articles", own)


if __name__ == "__main__":
    main()
