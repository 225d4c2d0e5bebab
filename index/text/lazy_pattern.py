"""Patterns that are compiled when they are first used.

Python takes a tenth of a second to compile all patterns that read articles, as long as it takes to read some of them,
and most are for what few articles have: another script, a form of comments, a printed date. Use it for these, not for
patterns that every article needs: a call takes some nanoseconds more.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["lazy_pattern"]


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what has the methods of `re.compile(pattern, flags)`."""
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


class _LazyPattern:
    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern and take over one of its methods; the next call finds it here."""
        if name.startswith("_"):
            raise AttributeError(name)
        method = getattr(re.compile(*self._source), name)  # `re` keeps the pattern for the other methods
        setattr(self, name, method)
        return method
