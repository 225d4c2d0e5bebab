"""Remembers where the reader was in each library, and which library was open last, for the next session.

It is a convenience: what cannot be read or written is forgotten, and nothing else suffers.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedread.index.errors import QueryError, SeedreadError
from seedread.index.facets import Selection
from seedread.index.files.atomic_write import make_folder
from seedread.index.files.checked_json import read_json, write_json
from seedread.index.files.lock import locked
from seedread.index.files.user_folders import state_folder
from seedread.index.query import SORTS, parse
from seedread.index.search.selection_query import selection_text, to_selection
from seedread.index.storage.manifest import has_library
from seedread.tui.state.views import View

if TYPE_CHECKING:
    from seedread.index import Library
    from seedread.index.query import Sort

__all__ = ["Session", "remember", "remembered"]

MOST = 100
"""Libraries that are remembered."""
_WAIT = 2.0
"""Seconds to wait for another session that writes the file."""


@dataclass(frozen=True, slots=True)
class Session:
    """The end of the last session in one library."""

    library: str
    """The folder of the index."""
    name: str
    """What its sources are called."""
    bundled: bool = False
    """Whether it has the articles that come with the program."""
    text: str = ""
    filters: str = ""
    """The selection in the facets, as a query."""
    order: str = "relevance"
    article: str | None = None
    row: int = 0
    top: int = 0

    @property
    def view(self) -> View:
        """Where the reader was."""
        from seedread.tui.state.messages import Request  # noqa: PLC0415 (it loads Textual, which --help must not)

        selection: Selection | None = None
        with suppress(QueryError):
            selection = to_selection(parse(self.filters).tree) if self.filters else None
        known: dict[str, Sort] = {one: one for one in SORTS}
        request = Request(self.text, selection or Selection(), known.get(self.order, SORTS[0]))
        return View(request, self.article, max(self.row, 0), max(self.top, 0))

    @property
    def is_there(self) -> bool:
        """Whether the library still exists; one in a cluster is not asked for."""
        with suppress(SeedreadError, OSError):
            return "://" in self.library or has_library(Path(self.library))
        return False


def session(library: Library, view: View, *, bundled: bool) -> Session:
    """Return what to remember of a library at the end of a session."""
    request = view.request
    place = (request.text, selection_text(request.selection), request.order, view.article, view.row, view.top)
    return Session(str(library.place), library.name, bundled, *place)


def remembered() -> list[Session]:
    """Return the sessions of all libraries, the last one first."""
    with suppress(SeedreadError, OSError, ValueError, TypeError, AttributeError):
        return [found for one in read_json(_path()).get("sessions", ()) if (found := _session(one))]
    return []


def remember(library: Library, view: View, *, bundled: bool) -> None:
    """Write where the reader is in `library`."""
    new = session(library, view, bundled=bundled)
    with suppress(SeedreadError, OSError):
        make_folder(_path().parent)
        with locked(_path().with_suffix(".lock"), _WAIT):
            others = [one for one in remembered() if one.library != new.library]
            write_json(_path(), {"sessions": [asdict(one) for one in [new, *others][:MOST]]}, 0o600)


def _path() -> Path:
    return state_folder() / "sessions.json"


def _session(read: dict[str, Any]) -> Session | None:
    """Return a session that was read, None if it is not one: another version may have written the file."""
    wanted = {"library": str, "name": str, "bundled": bool, "text": str, "filters": str, "order": str}
    numbers = {"row": int, "top": int}
    if not all(isinstance(read.get(key), kind) for key, kind in (wanted | numbers).items()):
        return None
    article = read.get("article")
    known = {key: read[key] for key in (*wanted, *numbers)}
    return Session(**known, article=article if isinstance(article, str) else None)
