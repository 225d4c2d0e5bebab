"""What a start loads: every command pays for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import seedread.index

_HEAVY = ("numpy", "whoosh", "urllib.request", "multiprocessing")
_NOT_FOR_A_LINE = (
    *("whoosh", "urllib.request", "ssl", "email", "secrets"),
    *("seedread.index.search.facet_counts", "seedread.index.names.native_people", "seedread.index.names.native_titles"),
)
"""What a sync of one more line does without."""


def _loaded(code: str, names: tuple[str, ...] = _HEAVY) -> set[str]:
    """Return which of the modules `names` a process has loaded after `code`."""
    end = f"\nimport sys\nprint(*(name for name in {names!r} if name in sys.modules))"
    source = str(Path(seedread.index.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code + end], check=True, capture_output=True, text=True, env={"PYTHONPATH": source}
    )
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imports")
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text("A title\n\nThe dam of the village holds.\n")
    with seedread.index.Library.open([folder / "news"], folder / "library") as opened:
        opened.sync()
    return folder / "library"


def test_the_package_loads_neither_numpy_nor_whoosh() -> None:
    """Who imports seedread.index has not paid for the engine yet."""
    assert _loaded("import seedread.index") == set()


def test_a_search_loads_no_whoosh(library: Path) -> None:
    """Reading an index needs none of Whoosh's modules, nor what these load."""
    search = f"from seedread.index import Library\nassert Library.open(None, {str(library)!r}).search('dam').total == 1"
    assert _loaded(search) == {"numpy"}


def _record(number: int) -> str:
    text = f"Ministers of the village met on Monday, and the {number} dams hold, as Ann Writer said in the evening."
    return json.dumps({"id": f"r{number}", "title": f"Dam {number} holds", "text": text}) + "\n"


def test_a_sync_of_one_more_line_loads_only_what_it_needs(tmp_path: Path) -> None:
    """Neither Whoosh, for a table that begins as the one before, nor what counts facets or reads other languages."""
    news, place = tmp_path / "news.jsonl", tmp_path / "library"
    news.write_text("".join(map(_record, range(3))))
    with seedread.index.Library.open([news], place) as opened:
        opened.sync()
        opened.group()
    with news.open("a") as file:
        file.write(_record(3))
    sync = f"from seedread.index import Library\nlibrary = Library.open(None, {str(place)!r})\n"
    assert _loaded(sync + "assert library.sync().added == 1\nlibrary.group()", _NOT_FOR_A_LINE) == set()
    with seedread.index.Library.open(None, place) as opened:
        assert (opened.count, opened.ungrouped()) == (4, False)
