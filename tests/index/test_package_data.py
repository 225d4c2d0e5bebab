"""Tests the size of the data files that the package ships."""

from __future__ import annotations

from pathlib import Path

from seedread import index

MOST = 3_000_000


def test_the_data_files_take_three_megabytes_at_most() -> None:
    """A reader downloads them with the program, and a clone holds every version of them."""
    sizes = {path.name: path.stat().st_size for path in Path(index.__file__).parent.glob("*/data/*")}
    assert len(sizes) > 30
    assert sum(sizes.values()) <= MOST, sorted(sizes.items(), key=lambda one: -one[1])[:5]
