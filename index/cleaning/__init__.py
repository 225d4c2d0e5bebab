"""Separates the article from the rest of a page, line by line, and says why.

The cleaner labels a sequence. It joins broken lines into units (`line_joining`, `units`), labels some of them by rules
(`boilerplate_rules`: comment forms, newsletter boxes), scores the others with the line model (`scoring`), decodes all
scores together (`decoding`) and explains why each line was stripped (`explanations`). `cleaner` holds the pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedread.index.cleaning.labels import KINDS

if TYPE_CHECKING:
    from seedread.index.cleaning.cleaner import Cleaned, clean

__all__ = ["KINDS", "Cleaned", "clean"]


def __getattr__(name: str) -> Any:
    """Import the cleaner when it is first used: the other modules of this room need neither NumPy nor the model."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from seedread.index.cleaning import cleaner  # noqa: PLC0415 (that is the purpose)

    return getattr(cleaner, name)
