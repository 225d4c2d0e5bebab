from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from reading_files import Reading, Taken

from seedread.index.sources import ParsedDocument, SourceFile, parts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Write a file of this name and these bytes, and read it."""

    def read(name: str, raw: bytes) -> Taken:
        path = tmp_path / name
        path.write_bytes(raw)
        found = list(parts(SourceFile(name, path, len(raw), 0)))
        return Taken(
            [part for part in found if isinstance(part, ParsedDocument)],
            [part.reason for part in found if not isinstance(part, ParsedDocument)],
        )

    return read


@pytest.fixture
def small_cap(monkeypatch: pytest.MonkeyPatch) -> int:
    """Lower the limit of one document to 10,000 bytes, so that tests are fast."""
    cap = 10_000
    for name, module in list(sys.modules.items()):
        if name.startswith("seedread.index.sources.") and hasattr(module, "MAX_DOCUMENT"):
            monkeypatch.setattr(module, "MAX_DOCUMENT", cap)
    return cap
