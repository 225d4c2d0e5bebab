"""Groups libraries of several sizes into stories, and then ten new articles: CPU time of the grouping alone.

    python bench/speed/stories.py --articles FILE.jsonl.gz --count 10000 30000 100000

The articles are those of `siblings.py`. They are put into an index as they are, without cleaning and names, which take
most of the time of a library; so 100,000 articles stand ready in two minutes. Countries are those that a text names.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from search_peers import in_a_process
from siblings import COUNTRIES, Siblings, read_articles

from seedread.index.engines import open_engine
from seedread.index.ingest.index_entry import IndexEntry
from seedread.index.stories.grouping import update

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siblings import Article

_TOGETHER = 1000
"""Articles given to the index at once."""
_MINUTE = datetime.timedelta(minutes=1)
_EPOCH = datetime.datetime.min  # noqa: DTZ901 (no zone is kept)


def entry(article: Article) -> IndexEntry:
    date = article.get("date")
    source = article.get("source") or "Unknown"
    countries = [(name, name) for name in COUNTRIES if name in article["body"]]
    return IndexEntry(
        id=article["id"],
        title=article["title"],
        titled=True,
        body=article["body"],
        facets={"country": countries, "source": [(source, source)], "language": [("en", "English")]},
        minute=(datetime.datetime.fromisoformat(date).replace(tzinfo=None) - _EPOCH) // _MINUTE if date else None,
        precision=10 if date else 0,
        record={"lines": []},
    )


def index(place: Path, articles: Iterable[Article]) -> None:
    """Add articles to an index."""
    writer = open_engine(place / "index").writer()
    rest = map(entry, articles)
    while batch := list(islice(rest, _TOGETHER)):
        writer.add(batch)
    writer.commit(last=True)
    writer.clean()


def group(place: Path, serial: int) -> tuple[float, int]:
    """Bring the stories up to the index; return the CPU seconds, and how many stories there are."""
    begun = time.process_time()
    reader = open_engine(place / "index").reader()
    clusters = update(place, serial, "bench", reader, lambda _done, _all: None)
    reader.close()
    return time.process_time() - begun, len(clusters.stories)


def grouped(place: Path, serial: int) -> tuple[float, int]:
    """Do that in a new process, as a sync does: the texts that this one holds would slow it down."""
    return in_a_process(group, place, serial)


def measure(siblings: Siblings, count: int, new: int, place: Path) -> str:
    """Return the row of a library of `count` articles."""
    index(place, siblings.many(count))
    whole, stories = grouped(place, 1)
    index(place, ({**one, "id": f"new-{one['id']}"} for one in islice(siblings.copy(1 + count // siblings.size), new)))
    added, _ = grouped(place, 2)
    return f"| {count:,} | {whole:.1f} s | {1000 * whole / count:.2f} ms | {stories:,} | {added:.2f} s |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True, help="a file of some thousand articles")
    parser.add_argument("--count", type=int, nargs="+", default=[10_000])
    parser.add_argument("--new", type=int, default=10, help="articles that are added")
    parser.add_argument("--place", type=Path, help="the folder for the indexes (default: a temporary one)")
    given = parser.parse_args()
    siblings = Siblings(read_articles(given.articles))
    print(f"| articles | all | an article | stories | {given.new} new |\n|{'---|' * 5}", flush=True)
    for count in given.count:
        with tempfile.TemporaryDirectory(dir=given.place) as name:
            print(measure(siblings, count, given.new, Path(name)), flush=True)


if __name__ == "__main__":
    main()
