"""Many processes search while one syncs generation after generation; every result must belong to one generation.

    python bench/robustness/readers_while_writing.py --readers 20 --generations 200

Two articles tell in their titles which state of the files they belong to and how many articles there are then: what a
search finds must agree with that, and with the counts of its own facets. At the end no reader may hold a file or
a map of an earlier generation, although no collector has run.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import re
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp

from seedread.index import Library
from seedread.index.ingest import pipeline

TITLE = re.compile(r"State (\d+) Of (\d+) Articles")


def write(path: Path, title: str, place: str, body: str) -> None:
    record = {
        "id": path.stem,
        "title": title,
        "text": f"{path.stem} said in {place} that everything goes on.\n\n{body}",
    }
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")


class Files:
    """The files of one state after the other."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.folder = folder
        self._texts = MadeUp(3000)
        self._articles = articles
        for n in range(articles):
            self.write(f"{n:04}")
        self.state(0)

    def write(self, name: str) -> None:
        body = "\n\n".join(self._texts.paragraphs(60, 2))
        write(self.folder / f"{name}.jsonl", f"Talks On Matter {name}", self._texts.place()[1], body)

    def state(self, n: int) -> None:
        extra = self.folder / "extra.jsonl"
        if n % 2:
            self.write("extra")
        else:
            extra.unlink(missing_ok=True)
        for k in range(3):
            self.write(f"{(7 * n + k) % self._articles:04}")
        for name in ("clock", "mirror"):
            body = "\n\n".join(self._texts.paragraphs(30, 2))
            title = f"State {n} Of {self._articles + 2 + n % 2} Articles"
            write(self.folder / f"{name}.jsonl", title, "Peru", body)


def held() -> tuple[int, int]:
    """Return how many files that are gone this process has open, and how many it has mapped."""
    files = 0
    for handle in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            files += str(handle.readlink()).endswith("(deleted)")
    return files, Path("/proc/self/maps").read_text().count(".seg (deleted)")


def look(library: Library) -> int:
    """Search once; return the generation. Raises AssertionError."""
    found = library.search("everything", limit=5000)
    titles = [match.groups() for hit in found.hits if (match := TITLE.search(hit.title))]
    assert len(titles) == 2, titles
    assert titles[0] == titles[1], titles
    total = int(titles[0][1])
    assert found.total == len({hit.id for hit in found.hits}) == total, (found.total, total)
    for facet in ("country", "source"):
        assert sum(value.count for value in found.facets[facet].values) == total, facet
    assert all(hit.snippet for hit in found.hits[:5])
    return found.generation


def read(folder: Path, where: Path, over: Path) -> NoReturn:
    """Search until `over` is there; the result is the exit code."""
    code = 1
    try:
        with Library.open([folder], where) as library:
            seen = {look(library)}
            gc.collect()
            gc.disable()
            searches = 0
            while not over.exists():
                generation = look(library)
                assert generation >= max(seen), "a generation came back"
                seen.add(generation)
                searches += 1
            look(library)
            assert held() == (0, 0), f"{held()} files and maps of earlier generations"
            print(f"{searches} searches, {len(seen)} generations seen", flush=True)
            code = 0
    except BaseException:  # noqa: BLE001 (whatever comes is what is looked for)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--generations", type=int, default=200)
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    _ = pipeline.to_article
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder, where, over = Path(name, "news"), Path(name, "library"), Path(name, "over")
        folder.mkdir()
        files = Files(folder, options.articles)
        with Library.open([folder], where) as library:
            library.sync()
            first = library.generation
        readers = []
        for _ in range(options.readers):
            child = os.fork()
            if not child:
                read(folder, where, over)
            readers.append(child)
        try:
            with Library.open([folder], where) as library:
                for n in range(1, options.generations + 1):
                    files.state(n)
                    library.sync()
                last = library.generation
        finally:
            over.touch()
            failed = sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0 for child in readers)
    seconds = time.monotonic() - begun
    print(f"{options.readers} readers, {last - first} generations, {failed} readers failed, in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
