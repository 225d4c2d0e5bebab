"""What a library can be read from and written in: a folder, a folder that was checked, or a cluster.

A cluster's place is like a Path for what a library does with its files. It is imported only where one is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.files.user_folders import expanded

if TYPE_CHECKING:
    from seedread.index.storage.checked_path import CheckedPath
    from seedread.index.storage.cluster_place import ClusterPlace

__all__ = ["ReadablePlace", "WritablePlace", "named_place"]

WritablePlace: TypeAlias = "Path | ClusterPlace"
ReadablePlace: TypeAlias = "Path | CheckedPath | ClusterPlace"


def named_place(named: str | Path | ClusterPlace) -> WritablePlace:
    """Return the place that is meant by a folder or by `opensearch://host/name`; raises LibraryError."""
    if isinstance(named, str) and "://" in named:
        from seedread.index.cluster import is_address  # noqa: PLC0415 (HTTP and TLS, which folders do not need)
        from seedread.index.storage.cluster_place import ClusterPlace  # noqa: PLC0415 (as above)

        if is_address(named):
            return ClusterPlace.of(named)
    return expanded(named).absolute() if isinstance(named, str | Path) else named
