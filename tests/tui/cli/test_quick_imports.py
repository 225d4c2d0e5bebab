"""Imports that leave out what nobody uses, and hurt nobody who imports it afterwards."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from seedread.tui.cli.quick_imports import standing_in, uncollected, without

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def test_a_stand_in_loads_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Names that only annotate are had without the module, which comes whole afterwards."""
    with standing_in(MODULE, "name"):
        from this import name  # type: ignore[attr-defined]  # noqa: PLC0415

        assert name is None
        assert not capsys.readouterr().out
    assert MODULE not in sys.modules


def test_whoever_wants_more_than_a_stand_in_gets_it() -> None:
    """Another release that takes another name from the module finds it."""
    with standing_in(MODULE, "name"):
        from this import d  # noqa: PLC0415

        assert d["A"] == "N"
    assert importlib.import_module(MODULE).d is d


def test_garbage_is_looked_for_again_afterwards() -> None:
    """The pause ends with the block."""
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
