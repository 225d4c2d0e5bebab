"""Which of the libraries that read HTML are installed and used; loads none of them.

`SEEDREAD_HTML=blocks` leaves trafilatura out: faster, less exact.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec

__all__ = ["mark", "missing", "with_trafilatura"]


def with_trafilatura() -> bool:
    """Tell whether trafilatura extracts articles too."""
    return os.environ.get("SEEDREAD_HTML", "").casefold() not in ("blocks", "resiliparse") and _installed("trafilatura")


def missing() -> str | None:
    """Return how to install a missing HTML library; None if all are installed."""
    return None if _installed("resiliparse") else "HTML needs resiliparse: pip install resiliparse"


def mark() -> str:
    """Return a mark of the HTML extraction, to detect an index built with another one."""
    return f"blocks{'+trafilatura' if with_trafilatura() else ''} {missing() is None}"


@cache
def _installed(name: str) -> bool:
    return find_spec(name) is not None
