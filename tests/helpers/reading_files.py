"""What tests of the file formats read files with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from seedread.index.sources import Document, ParsedDocument


@dataclass(frozen=True)
class Taken:
    """What a file gave."""

    parts: list[ParsedDocument]
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
