"""A small web server on loopback that answers as a test says, byte for byte, and remembers what it was asked."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Self

__all__ = ["Asked", "Server", "answer", "rss"]


@dataclass(frozen=True)
class Asked:
    """A request that came in."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in small letters."""
    line: str = ""


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str | None) -> bytes:
    """Return a whole answer; `_` in the name of a header is `-`, and a value of None leaves it out."""
    raw = body.encode() if isinstance(body, str) else body
    given = {"Content-Length": str(len(raw))} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in given.items() if value is not None)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + raw


def reports(url: str, paths: Iterable[str], description: str) -> bytes:
    """Return the answer with a feed of reports; each links to a page of the server at `url`."""
    items = "".join(
        f"<item><title>Report {path}</title><guid>{path}</guid><link>{url}{path}</link>"
        f"<description>{description}</description></item>"
        for path in paths
    )
    return answer(f"<rss><channel><title>A</title>{items}</channel></rss>")


def rss(*titles: str) -> bytes:
    """Return a feed of reports with these titles."""
    items = "".join(
        f"<item><title>{title}</title><link>https://a.example/{title.replace(' ', '-')}</link><guid>{title}</guid>"
        "<pubDate>Mon, 30 Nov 2020 10:00:00 GMT</pubDate>"
        f"<description>The ministers met in Oslo. {title}.</description></item>"
        for title in titles
    )
    return f"<rss><channel><title>A News</title>{items}</channel></rss>".encode()


class Server:
    """Answers on one address; `routes` maps paths to an answer, or to what makes one, whole or in pieces."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.routes: dict[str, bytes | Callable[[Asked], bytes | Iterable[bytes]]] = {}
        self.asked: list[Asked] = []
        self.wrap: Callable[[socket.socket], socket.socket] | None = None
        self.stopping = threading.Event()
        """Set at the end: an answer without end stops then."""
        self._listening = socket.create_server((host, port), backlog=200)
        self.host, self.port = self._listening.getsockname()[:2]

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError):
            connection.settimeout(20)
            if self.wrap:
                connection = self.wrap(connection)
            self._answer(connection)
        connection.close()

    def _answer(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            line = stream.readline(10_000).decode("latin-1").strip()
            headers = {}
            while header := stream.readline(10_000).decode("latin-1").strip():
                name, _, value = header.partition(":")
                headers[name.lower()] = value.strip()
        if not line:
            return
        asked = Asked(line.split(" ")[1], headers, line)
        self.asked.append(asked)
        found = self.routes.get(asked.path, self.routes.get("*", answer(status="404 Not Found")))
        for piece in _pieces(found(asked) if callable(found) else found):
            if self.stopping.is_set():
                break
            connection.sendall(piece)


def _pieces(found: bytes | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(found, bytes):
        yield found
    else:
        yield from found
