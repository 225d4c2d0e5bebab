"""What the list says where it has no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["FORMATS", "no_articles", "no_matches"]

_SKIPPED = 5
"""Skipped files that are named."""


def no_matches(filters: str) -> str:
    """Return the text for a search without results; `filters` sums up the chosen facets."""
    return f"No matches ({filters}). Esc goes back." if filters else "No matches."


def no_articles(
    sources: Iterable[Path], problems: Sequence[tuple[str, str]], *, fetch_key: str = "", feeds_key: str = ""
) -> str:
    """Return the text for a library without articles: its folders, what was skipped and why, and what to do.

    `fetch_key` fetches feeds and `feeds_key` lists them, if their articles belong to this library.
    """
    folders = ", ".join(safe_line(str(source)) for source in sources)
    lines = [f"No articles in {folders}.", ""]
    if problems:
        files = "1 file was" if len(problems) == 1 else f"{len(problems):,} files were"
        lines += [f"{files} skipped:", *(f"  {path}: {reason}" for path, reason in problems[:_SKIPPED])]
        lines += ["  … ! lists them all."] if len(problems) > _SKIPPED else []
        lines.append("")
    if fetch_key:
        lines += [f"Press {fetch_key} to fetch your feeds.", f"{feeds_key} lists them, with what is wrong.", ""]
    return "\n".join([*lines, *_ADVICE])


FORMATS = "text, Markdown, HTML, PDF, Word, EPUB, mail, RSS and Atom, JSON, CSV, news XML, archives (docs/formats.md)"
"""What can be read, in one line."""
_ADVICE = (
    f"Formats: {FORMATS}",
    "",
    "Add files and press Ctrl-R, or quit with q and open another folder: seedread DIR",
    "? opens the help.",
)
