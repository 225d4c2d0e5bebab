"""Which owners of folders and files a reader trusts: other users could put wrong data, or worse, into an index.

A library is opened only if it, its contents and every folder above it belong to root, to the reader or to an owner that
the reader trusts, and no other user can change any of these.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.errors import Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Trust", "owner_id", "owner_name"]

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_ACCESS_LIST = "system.posix_acl_access"


def owner_name(number: int) -> str:
    """Return the name of a user, or the number itself if this machine has no such user."""
    try:
        return pwd.getpwuid(number).pw_name
    except (KeyError, OverflowError):
        return str(number)


def owner_id(name: str) -> int | None:
    """Return the number of a user given by name or number, None if there is no such user."""
    try:
        return pwd.getpwnam(name).pw_uid
    except (KeyError, ValueError):
        return int(name) if name.isascii() and name.isdigit() and len(name) <= 10 else None


@dataclass(frozen=True, slots=True)
class Trust:
    """The owners that a reader trusts."""

    owners: frozenset[int]

    @classmethod
    def of_reader(cls, others: Iterable[int] = ()) -> Trust:
        """Return the trust of this process's user: root, the user and `others`."""
        return cls(frozenset((0, os.geteuid(), *others)))

    def check_inside(self, path: str, status: os.stat_result) -> None:
        """Raise Untrusted unless a library folder, or a file or folder in one, can be trusted."""
        if stat.S_ISLNK(status.st_mode):
            raise Untrusted(f"{path} is a link: a library holds plain files only. Remove the library and index again.")
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise Untrusted(f"{path} is neither file nor folder: a library holds plain files only. Remove it.")
        self.check_owner(path, status)
        if status.st_mode & _OTHERS_WRITE:
            raise Untrusted(f"Others can write {path}: run `chmod -R go-w` on the library if you trust what is in it.")

    def check_above(self, path: str, status: os.stat_result, descriptor: int) -> None:
        """Raise Untrusted if an untrusted user could replace one of the folders in `path`.

        A folder that others may write is safe with the sticky bit: only the owner of an entry can move it.
        """
        self.check_owner(path, status, "is above the library and ")
        if status.st_mode & stat.S_ISVTX or not status.st_mode & _OTHERS_WRITE:
            return
        if status.st_mode & stat.S_IWOTH or not _is_private(status, descriptor):
            raise Untrusted(
                f"Others can write {path}, a folder above the library, and could put another library in its place: "
                f"run `chmod go-w {path}`, or choose another place with --library."
            )

    def check_owner(self, path: str, status: os.stat_result, where: str = "") -> None:
        """Raise Untrusted if `path` belongs to an untrusted user."""
        if status.st_uid not in self.owners:
            owner = owner_name(status.st_uid)
            raise Untrusted(
                f"{path} {where}belongs to another user, {owner}: an index can carry wrong data. If you trust {owner}, "
                f'add --trust-owner {owner} to the command, or write trusted_owners = ["{owner}"] under [library] in '
                "your configuration (`seedread config --path` says where)."
            )


def _is_private(status: os.stat_result, descriptor: int) -> bool:
    """Tell whether the group of a folder has its owner as its only member, as umask 002 assumes."""
    group, owner = status.st_gid, owner_name(status.st_uid)
    try:
        known = grp.getgrgid(group)
    except KeyError:
        name, members = "", []
    else:
        name, members = known.gr_name, known.gr_mem
    if (name != owner and group != status.st_uid) or set(members) - {owner}:
        return False
    if any(user.pw_gid == group and user.pw_uid != status.st_uid for user in pwd.getpwall()):
        return False
    # With an access list the group bits apply to every user named in the list.
    with suppress(OSError, AttributeError):
        return not os.getxattr(f"/proc/self/fd/{descriptor}", _ACCESS_LIST)
    return True
