"""What the command line and the screen of seedread cost around a library, in the rows of the other programs."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from other_programs import spread, title_words
from own_home import own_home
from program_costs import Cost, program_cost, size_of
from screen_start import screen_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["SeedreadProgram"]

Article = dict[str, Any]
_LONG_AGO = 1_700_000_000
_PROGRAM = (sys.executable, "-m", "seedread")
_SMALL = 200
"""Characters of the text of a small file."""


class SeedreadProgram:
    """seedread with settings and libraries in `place`; the articles are the lines of one file."""

    def __init__(self, place: Path) -> None:
        self._place, self._news, self.library = place, place / "news.jsonl", place / "library"
        self._environment = own_home(place / "home")
        self._opens = ("--library", str(self.library), "--", str(self._news))
        self._written = 0

    def rows(self, articles: Iterable[Article], new: Sequence[Article], *, files: bool) -> dict[str, str]:
        """Return what it costs to index `articles`, then one more and the others of `new`, and all around that.

        With `files` there is also a look at as many small files.
        """
        self._cost("--version")  # compiles what changed
        self._write(articles)
        first, count = self._cost("index", *self._opens), self._written
        rows = {
            "first index": str(first),
            "first index, an article": f"{1000 * first.seconds / count:.2f} ms",
            "a look at one file, nothing new": str(self._cost("index", "--if-changed", *self._opens)),
        }
        if files:
            rows["a look at files, nothing new"] = str(self._look_at_files())
        for row, some in (("one new", new[:1]), ("ten new", new[1:])):
            self._write(some)
            rows[row] = str(self._cost("index", *self._opens))
        rows |= {
            "one search": str(self._cost("search", " ".join(title_words(new[0])), *self._opens)),
            "--version": str(self._cost("--version")),
            "a wrong option": str(self._cost("--no-such-option", accepted=(2,))),
            "disk, an article": f"{size_of(self.library) / self._written:.0f} bytes",
        }
        shown = f"{self._written:,} articles", f"stories / {self._written:,}"
        start = screen_start((*_PROGRAM, *self._opens), self._environment, *shown)
        return {**rows, "start of the screen": start}

    def _cost(self, *arguments: str, accepted: Sequence[int] = (0,)) -> Cost:
        return program_cost((*_PROGRAM, *arguments), self._environment, accepted)

    def _write(self, articles: Iterable[Article]) -> None:
        with self._news.open("a", encoding="utf-8") as out:
            for one in articles:
                out.write(json.dumps(one, ensure_ascii=False) + "\n")
                self._written += 1
        # A file just written counts as changing yet, and would be read again.
        os.utime(self._news, (_LONG_AGO + self._written, _LONG_AGO + self._written))

    def _look_at_files(self) -> Cost:
        """Return what a look costs if each article is a small file; the library of these is made before."""
        folder = self._place / "small"
        folder.mkdir()
        with self._news.open(encoding="utf-8") as lines:
            spread(folder, "txt", (_small(json.loads(line)) for line in lines))
        opens = ("--library", str(self._place / "small-library"), "--", str(folder))
        self._cost("index", *opens)
        return self._cost("index", "--if-changed", *opens)


def _small(article: Article) -> bytes:
    return f"{article['title']}\n\n{article['body'][:_SMALL]}\n".encode(errors="replace")
