from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pytest

from seedread.index.sources import Found, Part, parts

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.sources import Document


@dataclass(frozen=True)
class Taken:
    """What a file gave."""

    parts: list[Part]
    reasons: list[str]

    @property
    def documents(self) -> list[Document]:
        return [part.document for part in self.parts]

    @property
    def only(self) -> Document:
        assert not self.reasons
        (document,) = self.documents
        return document


Reading: TypeAlias = Callable[[str, bytes], Taken]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Write a file of this name and these bytes, and read it."""

    def read(name: str, raw: bytes) -> Taken:
        path = tmp_path / name
        path.write_bytes(raw)
        found = list(parts(Found(name, path, len(raw), 0)))
        return Taken(
            [part for part in found if isinstance(part, Part)],
            [part.reason for part in found if not isinstance(part, Part)],
        )

    return read


@pytest.fixture
def small_cap(monkeypatch: pytest.MonkeyPatch) -> int:
    """Lower the cap of one document to 10,000 bytes, so that tests of it are quick."""
    cap = 10_000
    for name, module in list(sys.modules.items()):
        if name.startswith("seedread.index.sources.") and hasattr(module, "MAX_DOCUMENT"):
            monkeypatch.setattr(module, "MAX_DOCUMENT", cap)
    return cap
