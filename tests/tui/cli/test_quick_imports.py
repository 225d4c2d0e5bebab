"""Cheaper imports at the start, without effects afterwards."""

from __future__ import annotations

import gc
import importlib
import subprocess
import sys
import weakref
from typing import TYPE_CHECKING

import pytest

from seedread.tui.cli.quick_imports import gc_paused, without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE = "this"
"""One of the standard library that nothing imports; it prints a poem when it is loaded."""


@pytest.fixture(autouse=True)
def unloaded() -> Iterator[None]:
    sys.modules.pop(MODULE, None)
    yield
    sys.modules.pop(MODULE, None)


def test_what_is_left_out_can_be_imported_later(capsys: pytest.CaptureFixture[str]) -> None:
    """A module is absent only for as long as it is to be."""
    with without(MODULE), pytest.raises(ImportError):
        importlib.import_module(MODULE)
    importlib.import_module(MODULE)
    assert "Beautiful" in capsys.readouterr().out


def test_the_screen_loads_without_ssl_and_ssl_works_afterwards() -> None:
    """asyncio works without ssl, and a later import of HTTPS gets it."""
    program = (
        "import sys; from seedread.tui.cli.session import _load; _load(); assert 'ssl' not in sys.modules;"
        "import http.client; assert http.client.HTTPSConnection('example.org')._context"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["--no-such-option"], ["help"]])
def test_what_needs_no_library_loads_none(arguments: list[str]) -> None:
    """Version, help and a wrong option answer at once: neither the library nor NumPy is loaded."""
    program = (
        f"import sys; from seedread.tui.cli import main; main({arguments!r});"
        "assert not {'numpy', 'whoosh', 'textual', 'seedread.index.library'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_a_sync_opens_no_shelf(tmp_path: Path) -> None:
    """What only searches need, the reader's marks and the folders of feeds, is not loaded by `seedread index`."""
    (tmp_path / "a.txt").write_text("A title\n\nThe dam of the village holds.\n")
    arguments = ["index", "--library", str(tmp_path / "library"), str(tmp_path / "a.txt")]
    program = (
        f"import sys; from seedread.tui.cli import main; assert main({arguments!r}) == 0;"
        "assert 'seedread.index.library' in sys.modules;"
        "assert not {'seedread.index.shelf.shelf', 'seedread.index.following.followed'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_collection_goes_on_after_the_pause() -> None:
    """Loaded objects are not scanned again, and later garbage is collected."""
    try:
        with gc_paused():
            assert not gc.isenabled()
            kept: list[list[str]] = [[]]
        assert gc.isenabled()
        assert not any(one is kept for one in gc.get_objects())
        later = Node()
        later.itself = later
        gone = weakref.ref(later)
        del later
        gc.collect()
        assert gone() is None
    finally:
        gc.unfreeze()


def test_a_program_that_ends_looks_for_no_garbage() -> None:
    """At exit nothing is left to scan, and while the program runs Python scans more seldom than by itself."""
    program = (
        "import atexit, gc, os; kept = [[]]; usual = gc.get_threshold()[0];"
        "atexit.register(lambda: os._exit(any(one is kept for one in gc.get_objects())));"
        "from seedread.tui.cli import main; main(['--version']); kept = [[]];"
        "assert gc.get_threshold()[0] > usual; assert any(one is kept for one in gc.get_objects())"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


class Node:
    """Something that refers to itself."""

    itself: Node
