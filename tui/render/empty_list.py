"""What the list says where it has no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

__all__ = ["FORMATS", "no_articles", "no_matches"]

_SKIPPED = 5
"""Skipped files that are named."""


def no_matches(filters: str, back: str) -> str:
    """Return the text for a search without results; `filters` sums up the chosen facets, the key `back` goes back."""
    return f"No matches ({filters}). {back} goes back." if filters else "No matches."


def no_articles(
    sources: Iterable[Path], problems: Sequence[tuple[str, str]], key: Callable[[str], str], *, feeds: bool = False
) -> str:
    """Return the text for a library without articles: its folders, what was skipped and why, and what to do.

    `key` returns the key of an action; with `feeds`, the articles of feeds belong to this library.
    """
    folders = ", ".join(safe_line(str(source)) for source in sources)
    lines = [f"No articles in {folders}.", ""]
    if problems:
        files = "1 file was" if len(problems) == 1 else f"{len(problems):,} files were"
        lines += [f"{files} skipped:", *(f"  {path}: {reason}" for path, reason in problems[:_SKIPPED])]
        lines += [f"  … {key('problems')} lists them all."] if len(problems) > _SKIPPED else []
        lines.append("")
    if feeds:
        lines += [f"Press {key('fetch')} to fetch your feeds.", f"{key('feeds')} lists them, with what is wrong.", ""]
    lines += [
        f"Formats: {FORMATS}",
        "",
        f"Add files and press {key('sync')}, or quit with {key('back')} and open another folder: seedread DIR",
        f"{key('help')} opens the help.",
    ]
    return "\n".join(lines)


FORMATS = "text, Markdown, HTML, PDF, Word, EPUB, mail, RSS and Atom, JSON, CSV, news XML, archives (docs/formats.md)"
"""What can be read, in one line."""
