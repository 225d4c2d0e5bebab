"""Gives the records of one file that have one ID different ones: the later are `id~2`, `id~3`, and none is lost.

The same address twice is one article in two versions: the newest has the ID, the older ones are `id~2`. So are records
that have an address but no ID of their own, as the pages of a web archive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from seedread.index.files.hashing import blake2b

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from seedread.index.sources.document import Document

__all__ = ["SameIds"]

_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_SHOWN = 3
"""Renamed records that a message lists."""


class _Member(NamedTuple):
    """A record with the ID of another one."""

    n: int
    """Its number in the file, from 0."""
    page: bytes | None
    """A hash of its address."""
    date: str | None


class SameIds:
    """The IDs of the records of a file that is read once."""

    def __init__(self, key: str, earlier: Collection[bytes] = ()) -> None:
        """Take account of the `pages` of the records before, if the file is read from a bookmark on."""
        self._prefix = f"{key}#"
        self._earlier = earlier
        self._ids: list[str] = []
        self._first: dict[str, _Member] = {}
        self._pages: dict[bytes, str] = {}
        """The ID of the first record without an ID of its own for each address."""
        self.meets_earlier = False
        """Whether one of the records has the address of one before the bookmark."""
        self._same: dict[str, list[_Member]] = {}

    def add(self, document: Document) -> None:
        """Take the next record into account."""
        page = _page(document.url)
        own = document.id
        if page is not None and document.path is None and own.startswith(self._prefix):
            own = self._pages.setdefault(page, own)
            self.meets_earlier = self.meets_earlier or page in self._earlier
        member = _Member(len(self._ids), page, document.date if document.date and _ISO.match(document.date) else None)
        self._ids.append(document.id)
        first = self._first.setdefault(own, member)
        if first is not member:
            self._same.setdefault(own, [first]).append(member)

    @property
    def pages(self) -> Iterable[bytes]:
        """What stands for the addresses of the records that have no ID of their own, 6 bytes each."""
        return self._pages.keys()

    @property
    def ids(self) -> tuple[str, ...]:
        """The IDs of all records, in their order, each once."""
        renamed = self.renamed
        return tuple(renamed.get(n, own) for n, own in enumerate(self._ids)) if renamed else tuple(self._ids)

    @property
    def renamed(self) -> Mapping[int, str]:
        """The IDs of the records that do not have the one they came with, by their number."""
        renamed: dict[int, str] = {}
        for own, members in self._same.items():
            for member, new in zip(_in_order(members), self._names(own), strict=False):
                if new != self._ids[member.n]:
                    renamed[member.n] = new
        return renamed

    @property
    def problem(self) -> str | None:
        """What a reader should know of records with one ID."""
        more = [own for own in self.renamed.values() if own not in self._first]
        if not more:
            return None
        listed = ", ".join(f"“{own}”" for own in more[:_SHOWN]) + (" and others" if len(more) > _SHOWN else "")
        what = "1 record has" if len(more) == 1 else f"{len(more):,} records have"
        return f"{what} the ID or address of another one: kept as {listed}"

    def _names(self, own: str) -> Iterator[str]:
        """Yield the ID and those that follow it, without those of other records."""
        yield own
        n = 1
        while True:
            n += 1
            if (new := f"{own}~{n}") not in self._first:
                yield new


def _page(url: str | None) -> bytes | None:
    """Return a hash of the address of an article; None for none, and for that of a whole site."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not parts.path.strip("/") and not parts.query:
        return None
    return blake2b(url.partition("#")[0].encode("utf-8", "surrogatepass"), digest_size=6).digest()


def _in_order(members: list[_Member]) -> list[_Member]:
    """Return versions of one page with the newest first, other records in the order of the file."""
    if len({member.page for member in members}) > 1 or members[0].page is None:
        return members
    if all(member.date for member in members):
        return sorted(members, key=lambda member: (member.date or "", member.n), reverse=True)
    return members[::-1]
