"""Measures comparing, similar articles and stories on made-up or given articles, in CPU time of this process.

    python bench/speed/compare_speed.py              # 10,000 made-up articles for stories, 100,000 for similar
    python bench/speed/compare_speed.py --articles 10000 --stories 0 --from articles.jsonl

The made-up library has events as news has: several accounts of one within three days share most of their rarer words,
and some are copies of one another. Give `--stories 100000` the time that it takes (`nice`).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp

from seedread.index.article import Article
from seedread.index.compare import compare
from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.ingest.index_entry import IndexEntry, to_entry
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document
from seedread.index.stories import Profiles, update
from seedread.index.stories.similar import similar
from seedread.index.stories.stories_store import load_for_update, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines import Reader

MINUTES_A_DAY = 1440
FIRST_DAY = 738_000
ACCOUNTS = (1, 1, 1, 1, 1, 1, 2, 2, 3, 5)
"""How many articles tell of an event."""
COPIED = 0.2
"""Share of the later accounts that print an earlier one again, cut at the end."""


def entries(count: int) -> Iterator[IndexEntry]:
    texts, pick = MadeUp(), random.Random(4)
    n = 0
    while n < count:
        day = FIRST_DAY + n * 365 // count
        told: list[str] = []
        own, country = [str(texts.words[pick.randrange(4000, 60_000)]) for _ in range(40)], f"C{pick.randrange(60)}"
        for _ in range(pick.choice(ACCOUNTS)):
            n += 1
            copied = told and pick.random() < COPIED
            if not copied:
                told = [" ".join((*pick.sample(own, 14), paragraph)) for paragraph in texts.paragraphs()]
            paragraphs = told[: pick.randrange(len(told) - 2, len(told))] if copied else told
            title = " ".join(pick.sample(own, 6))
            yield entry(f"{n:07}", title, "\n".join(paragraphs), (day + pick.randrange(3), country, n % 40))


def entry(name: str, title: str, body: str, about: tuple[int, str, int]) -> IndexEntry:
    day, country, outlet = about
    return IndexEntry(
        id=name,
        title=title,
        titled=True,
        body=body,
        facets={"country": [(country, country)], "leader": [], "source": [(f"O{outlet}",) * 2]},
        minute=day * MINUTES_A_DAY,
        precision=10,
        record={"lines": [], "countries": []},
    )


def given(path: Path, count: int) -> Iterator[IndexEntry]:
    for line in path.read_text(encoding="utf-8").splitlines()[:count]:
        row = json.loads(line)
        document = Document(row["id"], row["text"], title=row.get("title"), date=row.get("date"))
        yield to_entry(to_article(document), "")


def build(folder: Path, rows: Iterator[IndexEntry]) -> Reader:
    engine = WhooshEngine(folder)
    writer = engine.writer()
    batch: list[IndexEntry] = []
    for row in rows:
        batch.append(row)
        if len(batch) == 2000:
            writer.add(batch)
            batch = []
    writer.add(batch)
    writer.commit(last=True)
    return engine.reader()


def milliseconds(times: list[float]) -> str:
    times = sorted(times)
    return f"p50 {statistics.median(times) * 1000:.1f}, p95 {times[int(0.95 * (len(times) - 1))] * 1000:.1f} ms CPU"


def measure_compare() -> None:
    texts = MadeUp()

    def article(name: str) -> Article:
        paragraphs = []
        while sum(len(text.split()) for text in paragraphs) < 2000:
            words = texts.draw(60)
            first, second, third = (" ".join(words[n : n + 20]).capitalize() for n in (0, 20, 40))
            paragraphs.append(f"{first}. “{second},” said Ann Lee. {third} 12 {words[0]}.")
        return Article(name, "A title", tuple(paragraphs), language="en")

    a, b = article("a"), article("b")
    compare(a, b)
    times = []
    for _ in range(20):
        started = time.process_time()
        compare(a, b)
        times.append(time.process_time() - started)
    print(f"two articles of 2,000 words: {milliseconds(times)}, best {min(times) * 1000:.1f}")


def measure_similar(reader: Reader) -> None:
    profiles = Profiles(reader, remembered=200)
    started = time.process_time()
    similar(profiles, 0, 10)
    print(f"similar, first call (makes its table of words): {(time.process_time() - started) * 1000:.0f} ms CPU")
    pick = random.Random(5)
    count = reader.count
    times = []
    for _ in range(100):
        number = pick.randrange(count)
        started = time.process_time()
        similar(profiles, number, 10)
        times.append(time.process_time() - started)
    print(f"similar among {count:,}: {milliseconds(times)}")


def measure_stories(reader: Reader, folder: Path) -> None:
    count = reader.count
    started = time.process_time()
    groups = update(folder, 1, "x", reader, lambda *_: None)
    seconds, memory = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = f"{len(groups.stories):,} stories, {len(groups.copies):,} copies"
    print(f"stories of {count:,}: {seconds:.1f} s CPU, {found}; {memory} MB at most, with building the index")
    groups, links = load_for_update(folder, "x")
    gone = links.articles[count // 2 : count // 2 + 10]
    groups.forget(gone)
    save(folder, 1, "x", groups, links.without(gone))
    started = time.process_time()
    update(folder, 2, "x", reader, lambda *_: None)
    print(f"ten new ones among {count:,}: {time.process_time() - started:.2f} s CPU")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="in the library that similar is asked in")
    parser.add_argument("--stories", type=int, default=10_000, help="in the library that is grouped; 0: the same one")
    parser.add_argument("--from", dest="source", type=Path, help="JSON Lines with id, text, title, date")
    options = parser.parse_args()
    measure_compare()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def library(count: int, part: str) -> Reader:
            rows = given(options.source, count) if options.source else entries(count)
            return build(folder / part, rows)

        if options.stories:
            measure_stories(library(options.stories, "stories"), folder)
        reader = library(options.articles, "similar")
        measure_similar(reader)
        if not options.stories:
            measure_stories(reader, folder)


if __name__ == "__main__":
    main()
