"""Kills (-9) a sync at random moments and looks whether the library still holds just what its file list says.

    python bench/kill_sync.py --kills 200

First syncs, small changes, merges and rebuilds are killed in turn, sometimes several times in a row before one is let
through. After every kill each article must be found once and be readable, and the facets must add up.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

from made_up import MadeUp

from seedread.index import Library, layout, library, pipeline, sync
from seedread.index.engines.whoosh import index_writer

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("first", "change", "merge", "rebuild")


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


def run_killed(news: News, where: Path, after: float, *, rebuild: bool) -> bool:
    """Sync in a child that is killed `after` so many seconds; tell whether it was still at it."""
    child = os.fork()
    if not child:
        try:
            with Library.open([news.folder], where) as opened:
                opened.sync(rebuild=rebuild)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


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
        yield from wrong(news, where)
        if opened.count != len(news.files) or opened.pending():
            yield f"{opened.count} articles of {len(news.files)} files after a whole sync"
    manifest = layout.load(where)
    assert manifest is not None
    of_manifest = {manifest.files, manifest.index, f"stories-{manifest.serial}.json"}
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


def prepare(kind: str, news: News, where: Path, pick: random.Random) -> None:
    if kind == "first":
        shutil.rmtree(where, ignore_errors=True)
    elif kind in ("change", "merge"):
        news.change()
    index_writer._MERGE_AT = 1000 if kind == "merge" else 4
    if kind == "rebuild":
        mark = f"another {pick.random()}"
        library.fingerprint = lambda: mark


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    pick = random.Random(options.seed)
    sync._FIRST_COMMIT = 0.02
    _ = pipeline.to_article  # loaded once, not in every child
    kills, let_through, failed = Counter[str](), 0, 0
    lasts = dict.fromkeys(KINDS, 0.15)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder, where = Path(name, "news"), Path(name, "library")
        folder.mkdir()
        news = News(folder, options.articles, pick)
        with Library.open([folder], where) as opened:
            opened.sync()
        while kills.total() < options.kills:
            kind = KINDS[kills.total() % len(KINDS)]
            prepare(kind, news, where, pick)
            if run_killed(news, where, pick.uniform(0, lasts[kind]), rebuild=False):
                kills[kind] += 1
                lasts[kind] *= 1.05
            else:
                let_through += 1
                lasts[kind] *= 0.8
            problems = list(wrong(news, where))
            if pick.random() < 0.5:
                problems += incomplete(news, where)
            failed += bool(problems)
            for problem in problems[:5]:
                print(f"kill {kills.total()} ({kind}): {problem}")
        for problem in incomplete(news, where):
            failed += 1
            print(f"at the end: {problem}")
    seconds = time.monotonic() - begun
    print(f"{kills.total()} kills ({dict(kills)}), {let_through} came through, {failed} failed, in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
