"""A terminal news reader. `seedread.index.Library` is its face in Python; `docs_folder` holds its documentation."""

from pathlib import Path

__all__ = ["__version__", "docs_folder"]

__version__ = "0.2.0"


def docs_folder() -> Path:
    """Return the folder with the documentation as Markdown files, for instance `searching.md`."""
    return Path(__file__).parent / "docs"
