"""Measures CPU time and memory of fetching many feeds, each on a host of its own on loopback: whole, then as 304s.

python bench/speed/feeds.py [--feeds 500] [--items 20]
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import selectors
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.feeds.archive import Archive
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import Fetcher

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WORDS = "The ministers met in the harbour town and spoke about the price of gas and grain for the coming winter. " * 8


def host(n: int) -> str:
    return f"127.{1 + n // 62_500}.{1 + n // 250 % 250}.{1 + n % 250}"


def feed_of(n: int, items: int) -> bytes:
    entries = "".join(
        f"<item><title>Report {n}.{k}</title><link>https://outlet{n}.example/{k}</link><guid>{k}</guid>"
        f"<pubDate>Mon, 30 Nov 2026 10:{k:02}:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{k} {WORDS}&lt;/p&gt;</description></item>"
        for k in range(items)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet {n}</title>{entries}</channel></rss>'.encode()
    )


def serve(feeds: int, items: int, ready: Connection) -> None:
    """Answer on an address for each feed until the parent process ends this one."""
    selector = selectors.DefaultSelector()
    port = 0
    for n in range(feeds):
        listening = socket.create_server((host(n), port), backlog=16)
        port = listening.getsockname()[1]
        selector.register(listening, selectors.EVENT_READ, n)
    ready.send(port)
    while True:
        for key, _ in selector.select():
            assert isinstance(key.fileobj, socket.socket)
            connection, _ = key.fileobj.accept()
            with connection:
                asked = connection.recv(65_536)
                if b"If-None-Match" in asked:
                    connection.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
                else:
                    body = feed_of(key.data, items)
                    head = b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(body)
                    connection.sendall(head + body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=20)
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(options.feeds, options.items, theirs), daemon=True)
    server.start()
    port = ours.recv()
    feeds = [Feed(f"f{n}", f"http://{host(n)}:{port}/feed", allow_private=True) for n in range(options.feeds)]
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive")
        for what in ("whole", "304"):
            with archive.writing(), FetchState(Path(folder) / "state.sqlite") as state:
                cpu, wall = time.process_time(), time.monotonic()
                results = Fetcher(archive, state, Path(folder) / "logins", "bench").run(feeds, lambda _: None)
                cpu, wall = time.process_time() - cpu, time.monotonic() - wall
            new, failed = sum(one.recorded.new for one in results), sum(one.state.errors > 0 for one in results)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{what}: {cpu:.1f} CPU s, {wall:.1f} s, {new} new, {failed} failed, {peak:.0f} MB at most")
    server.terminate()


if __name__ == "__main__":
    main()
