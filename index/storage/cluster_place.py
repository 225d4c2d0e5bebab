"""The files of a library that is in a cluster: like a Path, for what the rest of the program reads and writes.

A file is a document with its size and a checksum, and documents with its parts. A new one is written beside the old
one and then named, so that readers get the one or the other.
"""

from __future__ import annotations

import base64
import re
import uuid
import zlib
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from seedread.index.cluster import Client, ClusterAddress, Incomplete, NotThere, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ClusterPlace"]

_PART = 4 << 20
"""Bytes of a file in one document."""
_MOST = 10_000
"""Files of a library; there are about six."""
_TRIES = 5
_SECONDS = 30.0
_GLANCE = 2.0
"""Seconds for a small document: where a host hangs, the next one has half of them."""
_INDEX = re.compile(r"index-(\d+)")
_MAPPING = {
    "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
    "mappings": {"dynamic": False, "properties": {"kind": {"type": "keyword"}, "name": {"type": "keyword"}}},
}


class ClusterPlace:
    """A library in a cluster, or a file or index in it."""

    def __init__(self, client: Client, name: str = "") -> None:
        self.client = client
        self.name = name
        """Of the file or index; empty for the library."""

    @classmethod
    def of(cls, address: str) -> ClusterPlace:
        """Return the library at an address; raises LibraryError if it cannot be one."""
        return cls(Client(ClusterAddress.parse(address)))

    @property
    def _files(self) -> str:
        return f"{self.client.address.name}.files"

    @property
    def stem(self) -> str:
        """The name without its extension."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def index(self) -> str:
        """What the cluster calls an index of the library."""
        found = _INDEX.fullmatch(self.name)
        assert found, "only an index has one"
        return f"{self.client.address.name}-{int(found[1]):06}"

    def __str__(self) -> str:
        return f"{self.client.address}{f' ({self.name})' if self.name else ''}"

    def __truediv__(self, name: str) -> ClusterPlace:
        return ClusterPlace(self.client, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ClusterPlace):
            return NotImplemented
        return other.name == self.name and other.client.address == self.client.address

    def __hash__(self) -> int:
        return hash((self.client.address, self.name))

    def make(self) -> None:
        """Make the index of the files, if there is none."""
        try:
            self.client.call("PUT", f"/{self._files}", _MAPPING, patience=_SECONDS)
        except Refused as error:
            if error.kind != "resource_already_exists_exception":
                raise

    def stamp(self) -> tuple[int, ...] | None:
        """Return what changes with every change of a file; None if there is none."""
        head = self.head()
        return None if head is None else (head["_seq_no"], head["_primary_term"])

    def head(self) -> dict[str, Any] | None:
        """Return the document that names a file's parts, with its version; None if there is none."""
        try:
            path = f"/{self._files}/_doc/{self.name}"
            found = self.client.call("GET", path, ok=(404,), patience=_GLANCE)
        except Refused as error:
            if error.kind == "no_shard_available_action_exception":
                raise Incomplete("A node with a part of the library does not run: try again when it does.") from None
            raise
        return found if found.get("found") else None

    def exists(self) -> bool:
        """Tell whether there is such a library, file or index."""
        if not self.name:
            return self._is_there(self._files)
        return self._is_there(self.index) if _INDEX.fullmatch(self.name) else self.head() is not None

    def _is_there(self, index: str) -> bool:
        try:
            self.client.call("GET", f"/{index}/_settings?filter_path=*.settings.index.uuid")
        except NotThere:
            return False
        return True

    def is_dir(self) -> bool:
        """Tell whether it is a library or an index."""
        return (not self.name or _INDEX.fullmatch(self.name) is not None) and self.exists()

    def iterdir(self) -> Iterator[ClusterPlace]:
        """Go through the files and indices of a library."""
        named = {"size": _MOST, "query": {"term": {"kind": "file"}}, "_source": ["name"]}
        try:
            files = self.client.call("POST", f"/{self._files}/_search", named)["hits"]["hits"]
        except NotThere:
            raise FileNotFoundError(str(self)) from None
        for hit in files:
            yield self / hit["_source"]["name"]
        own = f"{self.client.address.name}-"
        for one in self.client.call("GET", f"/_cat/indices/{own}*?format=json&h=index").get("items", ()):
            number = one["index"].removeprefix(own)
            if number.isdecimal():
                yield self / f"index-{int(number)}"

    def glob(self, pattern: str) -> Iterator[ClusterPlace]:
        """Go through the files and indices whose name matches."""
        return (place for place in self.iterdir() if fnmatchcase(place.name, pattern))

    def read_bytes(self) -> bytes:
        """Return the contents of a file; raises FileNotFoundError, and ValueError if it is damaged."""
        for _ in range(_TRIES):
            head = self.head()
            if head is None:
                raise FileNotFoundError(str(self))
            source = head["_source"]
            parts = [self._part(source["token"], n) for n in range(source["parts"])]
            if None not in parts:
                data = b"".join(part for part in parts if part is not None)
                if zlib.crc32(data) != source["check"]:
                    raise ValueError("its checksum does not match")
                return data
            # It was replaced meanwhile.
        raise Incomplete(f"{self} changes all the time: try again.")

    def _part(self, token: str, n: int) -> bytes | None:
        found = self.client.call("GET", f"/{self._files}/_doc/{token}-{n}", ok=(404,))
        return base64.b64decode(found["_source"]["data"]) if found.get("found") else None

    def replace_bytes(self, data: bytes) -> None:
        """Replace the contents of a file in one step."""
        before, token = self.head(), uuid.uuid4().hex
        cuts = range(0, len(data), _PART)
        for n, first in enumerate(cuts):
            part = {"kind": "part", "data": base64.b64encode(data[first : first + _PART]).decode()}
            self.client.call("PUT", f"/{self._files}/_doc/{token}-{n}?timeout=4s", part, patience=_SECONDS)
        file = {"kind": "file", "name": self.name, "token": token, "parts": len(cuts), "check": zlib.crc32(data)}
        self.client.call("PUT", f"/{self._files}/_doc/{self.name}?timeout=4s&refresh=true", file)
        if before is not None:
            self._forget(before["_source"])

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Remove a file; raises FileNotFoundError."""
        before = self.head()
        if before is None:
            if missing_ok:
                return
            raise FileNotFoundError(str(self))
        self.client.call("DELETE", f"/{self._files}/_doc/{self.name}?refresh=true", ok=(404,))
        self._forget(before["_source"])

    def _forget(self, file: dict[str, Any]) -> None:
        for n in range(file["parts"]):
            self.client.call("DELETE", f"/{self._files}/_doc/{file['token']}-{n}", ok=(404,))

    def remove_tree(self) -> None:
        """Remove an index, or the library with all its indices and files."""
        if self.name:
            names = [self.index, f"{self.index}.words"]
        else:
            names = [self._files]
            for place in [*self.iterdir()] if self.exists() else []:
                names += [place.index, f"{place.index}.words"] if _INDEX.fullmatch(place.name) else []
        for name in names:
            self.client.call("DELETE", f"/{name}", ok=(404,), patience=_SECONDS)
