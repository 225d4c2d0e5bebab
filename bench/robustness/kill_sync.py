"""Kills (-9) whatever writes at random moments, and looks whether anything is lost, half written or left over.

    python bench/robustness/kill_sync.py --kills 1000 --articles 60

First syncs, small changes, merges, rebuilds, groupings, marks, additions to names.toml and exports are killed in turn,
sometimes several times in a row before one is let through. After every kill each article must be found once and be
readable, and the facets must add up; every mark, entry and export that was reported as done must be there; and what is
left over must be bounded and go with the next run.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp

from seedread.index import Library
from seedread.index.engines.whoosh import index_writer
from seedread.index.export import written
from seedread.index.ingest import pipeline, sync_state
from seedread.index.names.overrides.names_edit import drop_row
from seedread.index.shelf import Ref, Shelf
from seedread.index.sources import ParsedDocument, find, parts
from seedread.index.storage import manifest as layout
from seedread.index.storage import versions
from seedread.index.stories.stories_store import load
from seedread.tui.workers.saving import save_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 0.6
"""Seconds that a child may work: some would never end by themselves."""
SYNCS = ("first", "change", "merge", "rebuild", "group")


class News:
    """A folder of files whose every article holds a word of its own."""

    def __init__(self, folder: Path, articles: int, pick: random.Random) -> None:
        self.folder = folder
        self._pick = pick
        self._texts = MadeUp(3000)
        self._next = 0
        for _ in range(articles):
            self.add()

    def add(self) -> None:
        self._next += 1
        self.write(self.folder / f"{self._next:05}.txt")

    def write(self, path: Path) -> None:
        _, place = self._texts.place()
        lines = [f"Talks In {place} On Matter {path.stem}", "", f"It was said in {place} that own{path.stem} goes on."]
        for paragraph in self._texts.paragraphs(60, 2):
            lines += ["", paragraph]
        path.write_text("\n".join(lines), encoding="utf-8")
        then = self._pick.randrange(1_000_000_000, 1_700_000_000)
        os.utime(path, (then, then))

    def change(self) -> None:
        """Add some files, write some anew, remove some."""
        for path in self._pick.sample(self.files, 6):
            if self._pick.random() < 0.4:
                path.unlink()
            else:
                self.write(path)
        for _ in range(self._pick.randrange(8)):
            self.add()

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir())


def killed(work: Callable[[Callable[[int], None]], None], after: float) -> tuple[bool, list[int]]:
    """Do `work` in a child that is killed `after` so many seconds.

    Return whether it was still at it, and the numbers that it reported as done.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(lambda n: os.write(writing, b"%d\n" % n))
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    at_it = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    with os.fdopen(reading) as reports:
        return at_it, [int(line) for line in reports]


def wrong(news: News, where: Path) -> Iterator[str]:
    """Say what is wrong with a library that was killed."""
    with Library.open([news.folder], where) as opened:
        manifest = layout.load(where)
        known = layout.load_files(where, manifest) if manifest else {}
        ids = sorted(article for state in known.values() for article in state.ids)
        found = opened.search("", limit=len(ids) + 50)
        if sorted(hit.id for hit in found.hits) != ids or found.total != len(ids):
            yield f"{found.total} articles where the file list has {len(ids)}"
        if not manifest:
            return
        told = sum(value.count for value in found.facets["country"].values)
        if told != found.total:
            yield f"the countries add up to {told} of {found.total}"
        for article in ids:
            one = opened.search(f"own{Path(article).stem}")
            if one.total != 1 or one.hits[0].id != article:
                yield f"{article} is found {one.total} times"
            if f"own{Path(article).stem}" not in opened.get(article).body:
                yield f"{article} has another text"


def incomplete(news: News, where: Path) -> Iterator[str]:
    """Bring the library up to date and say what is missing or left over."""
    with Library.open([news.folder], where) as opened:
        opened.sync()
        opened.group()
        yield from wrong(news, where)
        if opened.count != len(news.files) or opened.pending() or opened.ungrouped():
            yield f"{opened.count} articles of {len(news.files)} files after a whole sync"
        if load(where, opened.generation) is None:
            yield "no stories after a whole grouping"
    manifest = layout.load(where)
    assert manifest is not None
    of_manifest = {*manifest.files, manifest.index, f"stories-{manifest.serial}.json", f"links-{manifest.serial}.bin"}
    named = {"lock", "manifest.json", *of_manifest, f"_seedread_{manifest.generation}.toc"}
    paths = [path for path in where.rglob("*") if path.name not in named]
    rest = [path.name for path in paths if path.suffix != ".seg"]
    if rest:
        yield f"left over: {rest}"
    segments = [path.name for path in paths if path.suffix == ".seg"]
    toc = (where / manifest.index / f"_seedread_{manifest.generation}.toc").read_bytes()
    unnamed = [name for name in segments if name.removeprefix("seedread_").removesuffix(".seg").encode() not in toc]
    if unnamed:
        yield f"unnamed segments: {unnamed}"


class Syncs:
    """First syncs, small changes, merges, rebuilds and groupings of one library."""

    def __init__(self, place: Path, articles: int, pick: random.Random) -> None:
        self._pick = pick
        self._where = place / "library"
        (place / "news").mkdir()
        self._news = News(place / "news", articles, pick)
        self._least = 0
        """The newest generation that was reported."""
        self._kind = ""
        with Library.open([self._news.folder], self._where) as opened:
            opened.sync()

    def prepare(self, kind: str) -> None:
        self._kind = kind
        if kind == "first":
            shutil.rmtree(self._where, ignore_errors=True)
            self._least = 0
        elif kind in ("change", "merge", "group"):
            self._news.change()
        index_writer._MERGE_AT = 1000 if kind == "merge" else 4
        if kind == "rebuild":
            versions.CLEANING_VERSION = self._pick.randrange(2, 1 << 30)
        if kind == "group":
            with Library.open([self._news.folder], self._where) as opened:
                opened.sync()

    def work(self, done: Callable[[int], None]) -> None:
        with Library.open([self._news.folder], self._where) as opened:
            if self._kind == "group":
                opened.group()
            else:
                opened.sync()
            done(opened.generation)

    def wrong(self, reports: list[int]) -> Iterator[str]:
        with Library.open([self._news.folder], self._where) as opened:
            self._least = max([self._least, *reports])
            if opened.generation < self._least:
                yield f"generation {opened.generation} where {self._least} was reported"
        yield from wrong(self._news, self._where)
        if self._pick.random() < 0.5:
            yield from self.unmended()

    def unmended(self) -> Iterator[str]:
        yield from incomplete(self._news, self._where)


class MarksMade:
    """Marks on a shelf, one after the other."""

    def __init__(self, place: Path) -> None:
        self._path = place / "data" / "shelf.db"
        self._reported: set[int] = set()
        self._next = 0

    def prepare(self, kind: str) -> None:
        del kind

    def work(self, done: Callable[[int], None]) -> None:
        with Shelf(self._path) as shelf:
            for n in range(self._next, self._next + 400):
                shelf.mark("library", [Ref(str(n), f"hash {n}", "title")], "tag", tag=f"t{n % 7}")
                done(n)

    def wrong(self, reports: list[int]) -> Iterator[str]:
        self._reported.update(reports)
        yield from self.unmended()

    def unmended(self) -> Iterator[str]:
        with Shelf(self._path) as shelf:
            found = {int(own): item for item, own in shelf.places("library")}
            marked = shelf.marks("library", [str(n) for n in found])
        lost = [n for n in self._reported if n not in found or marked[str(n)].tags != (f"t{n % 7}",)]
        if lost:
            yield f"{len(lost)} marks are lost, such as {lost[:3]}"
        self._next = max(found, default=-1) + 1
        connection = sqlite3.connect(self._path)
        if (said := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            yield f"the shelf is damaged: {said}"
        connection.close()


class Entries:
    """Entries added to a names.toml, one after the other."""

    def __init__(self, place: Path) -> None:
        self._path = place / "config" / "names.toml"
        self._reported: set[int] = set()
        self._next = 0

    def prepare(self, kind: str) -> None:
        del kind
        if self._next > 500:
            self._path.unlink()
            self._reported.clear()
            self._next = 0

    def work(self, done: Callable[[int], None]) -> None:
        for n in range(self._next, self._next + 200):
            drop_row(self._path, f"person-{n}.us")
            done(n)

    def wrong(self, reports: list[int]) -> Iterator[str]:
        self._reported.update(reports)
        if self._path.exists():
            entries = tomllib.loads(self._path.read_text()).get("drop", [])
            found = [int(entry["person"][7:-3]) for entry in entries]
            if sorted(set(found)) != found or not self._reported <= set(found):
                yield f"{len(self._reported.difference(found))} entries are lost, or some stand twice"
            self._next = max(found, default=-1) + 1
        elif self._reported:
            yield "names.toml is gone"
        yield from too_many(self._path, 1)
        if self._next % 2:
            yield from self.unmended()

    def unmended(self) -> Iterator[str]:
        drop_row(self._path, f"person-{self._next}.us")
        self._next += 1
        yield from too_many(self._path, 0)


class Exports:
    """One file that is written over with more or fewer articles."""

    def __init__(self, place: Path, articles: int) -> None:
        folder = place / "exported"
        folder.mkdir()
        news = News(folder, articles, random.Random(1))
        self._path = place / "export" / "report.md"
        self._path.parent.mkdir()
        read = [part.document for file in find([folder])[0] for part in parts(file) if isinstance(part, ParsedDocument)]
        self._articles = [pipeline.to_article(document) for document in read]
        assert len(self._articles) == len(news.files)
        self._texts = ["".join(written(self._articles[:count], "markdown")) for count in (articles, articles // 2)]

    def prepare(self, kind: str) -> None:
        del kind

    def work(self, done: Callable[[int], None]) -> None:
        for n in range(200):
            save_articles(self._path, self._articles[: len(self._articles) // (1 + n % 2)], "markdown")
            done(n)

    def wrong(self, reports: list[int]) -> Iterator[str]:
        if self._path.exists():
            text = self._path.read_text()
            # The one after the last that was reported may be finished too.
            if text not in self._texts:
                yield f"half an export: {len(text)} characters"
        elif reports:
            yield "the export is gone"
        yield from too_many(self._path, 1)
        if len(reports) % 2:
            yield from self.unmended()

    def unmended(self) -> Iterator[str]:
        save_articles(self._path, self._articles, "markdown")
        if self._path.read_text() != self._texts[0]:
            yield "another export than was written"
        yield from too_many(self._path, 0)


def too_many(path: Path, most: int) -> Iterator[str]:
    """Say what is left over beside a file."""
    left = [one.name for one in path.parent.iterdir() if one.name not in (path.name, f".{path.name}.lock")]
    if len(left) > most:
        yield f"left over: {left}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    pick = random.Random(options.seed)
    sync_state._FIRST_COMMIT = 0.02
    _ = pipeline.to_article  # loaded once, not in every child
    kills, let_through, failed = Counter[str](), 0, 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        syncs = Syncs(place, options.articles, pick)
        works = {**dict.fromkeys(SYNCS, syncs), "marks": MarksMade(place), "entries": Entries(place)}
        works["export"] = Exports(place, 80)
        lasts = dict.fromkeys(works, 0.15)
        while kills.total() < options.kills:
            kind = list(works)[kills.total() % len(works)]
            works[kind].prepare(kind)
            at_it, reports = killed(works[kind].work, pick.uniform(0, lasts[kind]))
            if at_it:
                kills[kind] += 1
                lasts[kind] = min(1.05 * lasts[kind], LONGEST)
            else:
                let_through += 1
                lasts[kind] *= 0.8
            problems = list(works[kind].wrong(reports))
            failed += bool(problems)
            for problem in problems[:5]:
                print(f"kill {kills.total()} ({kind}): {problem}", flush=True)
            if at_it and kills.total() % 100 == 0:
                print(f"{kills.total()} kills, {failed} failed", file=sys.stderr, flush=True)
        for kind, work in works.items():
            for problem in work.unmended():
                failed += 1
                print(f"at the end ({kind}): {problem}")
    seconds = time.monotonic() - begun
    print(f"{kills.total()} kills ({dict(kills)}), {let_through} came through, {failed} failed, in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
