"""What a start loads: every command pays for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import seedread.index

_HEAVY = ("numpy", "whoosh", "urllib.request", "multiprocessing")


def _loaded(code: str) -> set[str]:
    """Return which of the heavy modules a process has loaded after `code`."""
    end = f"\nimport sys\nprint(*(name for name in {_HEAVY!r} if name in sys.modules))"
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
