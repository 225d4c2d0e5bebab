"""The English names of language codes.

To support a language: its words in `text.analysis`, stop words in `cleaning.language`, names in `names/data`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["language_name"]


def language_name(code: str) -> str:
    """Return the English name of an ISO 639-1 code, or the code itself if it is unknown."""
    return _names().get(code, code)


@cache
def _names() -> Mapping[str, str]:
    return dict(read_table("text", "languages.tsv"))
