"""The place of a library in a cluster, `opensearch://[user@]host[,host2][:port]/name[?ca=FILE]`, and the login."""

from __future__ import annotations

import ipaddress
import os
import re
import shlex
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote

from seedread.index.errors import LibraryError

__all__ = ["PASSWORD", "PASSWORD_COMMAND", "PASSWORD_FILE", "SCHEMES", "ClusterAddress", "is_address"]

SCHEMES = ("opensearch", "opensearchs")
"""Without and with TLS."""
PASSWORD = "SEEDREAD_CLUSTER_PASSWORD"  # noqa: S105 (the name of a variable)
PASSWORD_FILE = "SEEDREAD_CLUSTER_PASSWORD_FILE"  # noqa: S105
PASSWORD_COMMAND = "SEEDREAD_CLUSTER_PASSWORD_COMMAND"  # noqa: S105
"""A command that prints the password, run without a shell."""
_PORT = 9200
_COMMAND_SECONDS = 30
_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?")
_FORM = "opensearch://[user@]host[,host2]:9200/name"


def is_address(place: str) -> bool:
    """Tell whether `place` names a cluster and not a folder."""
    return place.startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """A library in a cluster; it never holds a password."""

    hosts: tuple[tuple[str, int], ...]
    """Name and port of each node that may be asked."""
    name: str
    """Of the library: its indices begin so."""
    tls: bool = False
    user: str = ""
    authority: str = ""
    """The file with the certificate of the authority that signed the servers' ones; empty: those of the system."""

    @classmethod
    def parse(cls, place: str) -> ClusterAddress:
        """Return the address that was typed; raises LibraryError."""
        scheme, _, rest = place.partition("://")
        before, _, options = rest.partition("?")
        authority, _, name = before.partition("/")
        user, at, hosts = authority.rpartition("@")
        if scheme not in SCHEMES or ":" in user:
            hint = f" A password is never part of it: set {PASSWORD}, {PASSWORD_FILE} or {PASSWORD_COMMAND}."
            raise LibraryError(f"A library in a cluster is written {_FORM}.{hint if ':' in user else ''}")
        if not _NAME.fullmatch(name):
            raise LibraryError(f"“{name}” cannot name a library in a cluster: use small letters, digits and hyphens.")
        known = dict(parse_qsl(options, keep_blank_values=True))
        if unknown := known.keys() - {"ca"}:
            raise LibraryError(f"“{min(unknown)}” is no option of a cluster: only ca=FILE is.")
        found = cls(_hosts(hosts), name, scheme == "opensearchs", unquote(user) if at else "", known.get("ca", ""))
        if found.user and not found.tls and not all(map(_is_here, found.hosts)):
            raise LibraryError("A login without TLS would send the password in the clear: use opensearchs://.")
        return found

    def __str__(self) -> str:
        scheme = SCHEMES[self.tls]
        user = f"{quote(self.user)}@" if self.user else ""
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"{scheme}://{user}{hosts}/{self.name}{f'?ca={quote(self.authority)}' if self.authority else ''}"

    def password(self) -> str:
        """Return the password of `user`, from the environment, a private file or a command; raises LibraryError."""
        if (given := os.environ.get(PASSWORD)) is not None:
            return given
        if path := os.environ.get(PASSWORD_FILE):
            return _from_file(Path(path).expanduser())
        if command := os.environ.get(PASSWORD_COMMAND):
            return _from_command(command)
        raise LibraryError(
            f"No password for {self.user}: set {PASSWORD}, {PASSWORD_FILE} (a file that only you can read) or "
            f"{PASSWORD_COMMAND}."
        )


def _hosts(written: str) -> tuple[tuple[str, int], ...]:
    """Return the hosts of an address; one without a port has that of the next one that has one."""
    port, found = _PORT, []
    for host in reversed(written.split(",")):
        match = _HOST.fullmatch(host)
        if not match or (match[2] and not 0 < int(match[2]) < 1 << 16):
            raise LibraryError(f"“{host}” is no host. A library in a cluster is written {_FORM}.")
        port = int(match[2]) if match[2] else port
        found.append((match[1], port))
    return tuple(reversed(found))


def _is_here(host: tuple[str, int]) -> bool:
    name = host[0].strip("[]")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _from_file(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if stat.S_IMODE(mode) & 0o077:
                raise LibraryError(f"Others may read the password in {path}: `chmod 600 {path}`.")
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        raise LibraryError(f"The password in {path} cannot be read ({error}).") from None


def _from_command(command: str) -> str:
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603 (the reader's own command)
            words, stdout=subprocess.PIPE, timeout=_COMMAND_SECONDS, check=True, text=True
        )
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        raise LibraryError(f"The command in {PASSWORD_COMMAND} gave no password: try it in a terminal.") from None
    return done.stdout.partition("\n")[0]
