"""The screen through a real sshd, behind a thin and slow line: how long after a key the last byte arrives.

    python bench/speed/ssh_relay.py --size 80x24 --rate 64000 --delay 150

Starts an sshd of its own on the loopback (openssh-server must be installed; nothing of it is left), and a relay before
it that lets through so many bits a second and holds every byte back so long, half of it each way.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import pwd
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "helpers"))

from screen_library import make
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / ".src"
CHUNK = 256
"""Bytes that the relay passes on at once."""
STILL = 1.2
"""Seconds without a byte after which nothing more is expected."""
GAP = 0.02
"""Seconds without a byte that part the moved cursor from the article that follows it."""
HELD = 30
"""Presses a second of a held key."""


class Relay:
    """A line of `rate` bits a second that takes `delay` seconds there and back."""

    def __init__(self, port: int, rate: int, delay: float) -> None:
        self._target, self._rate, self._delay = port, rate, delay
        self._loop = asyncio.new_event_loop()
        self.port = 0

    def start(self) -> None:
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass bytes on: each takes its time on the line, and arrives half a delay later."""
        free = 0.0
        with suppress(ConnectionError):
            while data := await reader.read(CHUNK):
                free = max(free, time.monotonic()) + 8 * len(data) / self._rate
                self._loop.call_at(free + self._delay / 2, writer.write, data)
                await asyncio.sleep(max(free - time.monotonic(), 0))
        with suppress(ConnectionError):
            writer.close()


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, Path]]:
    """Run an sshd that lets the one who runs this in, and nobody else; gives its port and the key."""
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/user.pub\n"
        f"StrictModes no\nPasswordAuthentication no\nUsePAM no\nPidFile {folder}/pid\nPermitRootLogin yes\n"
    )
    if not os.getuid():
        Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", folder / "sshd_config"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                break
            time.sleep(0.05)
        yield port, folder / "user"
    finally:
        server.terminate()
        server.wait()


class Timed(Terminal):
    """A terminal that tells when the last byte came."""

    def until_last(self, since: float) -> tuple[int, float, float]:
        """Take in what comes; return the bytes, and the seconds from `since` to the end of the first and of all."""
        taken, first, last = 0, 0.0, since
        while time.monotonic() - last < STILL:
            if more := self.read(0.005):
                now = time.monotonic()
                first = first or (last - since if taken and now - last > GAP else 0.0)
                taken, last = taken + len(more), now
        return taken, first or last - since, last - since

    def timed(self, key: str) -> tuple[int, float, float]:
        begun = time.monotonic()
        self.send(key)
        return self.until_last(begun)

    def hold(self, key: str, seconds: float) -> tuple[int, float]:
        """Hold a key; return the bytes, and the seconds from letting go to the last of them."""
        before = len(self.written)
        begun = time.monotonic()
        for press in range(int(seconds * HELD)):
            self.read(max(begun + press / HELD - time.monotonic(), 0))
            self.send(key)
        settled = self.until_last(time.monotonic())[2]
        return len(self.written) - before, settled


def measure(terminal: Timed) -> dict[str, object]:
    begun = time.monotonic()
    terminal.until(lambda text: "2,000 articles" in text)
    figures: dict[str, object] = {"start": [len(terminal.written), round(time.monotonic() - begun, 2)]}
    terminal.until_last(time.monotonic())
    moves = [terminal.timed(key) for key in "jkjkjjk"][1:]  # the first one clears the status line too
    figures["cursor moved"] = [round(statistics.median(m[1] for m in moves), 3), round(max(m[1] for m in moves), 3)]
    figures["article there"] = [round(statistics.median(m[2] for m in moves), 3), round(max(m[2] for m in moves), 3)]
    figures["row bytes"] = statistics.median(m[0] for m in moves)
    for key in "jk":
        taken, settled = terminal.hold(key, 1.0)
        figures[f"held {key} settles"] = [taken, round(settled, 3)]
    terminal.timed("\r")
    pages = [terminal.timed(" ") for _ in range(3)]
    figures["page"] = [statistics.median(m[0] for m in pages), round(max(m[2] for m in pages), 3)]
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--rate", type=int, default=64_000, help="bits a second")
    parser.add_argument("--delay", type=float, default=150, help="milliseconds there and back")
    parser.add_argument("--no-lean", action="store_true")
    given = parser.parse_args()
    columns, _, rows = given.size.partition("x")
    with tempfile.TemporaryDirectory() as name, sshd(Path(name)) as (port, key):
        opens = make(Path(name))
        relay = Relay(port, given.rate, given.delay / 1000)
        relay.start()
        far = f"PYTHONPATH={SOURCE} exec {sys.executable} -m seedread {' '.join(opens)}"
        user = pwd.getpwuid(os.getuid()).pw_name
        trust = ("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR")
        command = ["ssh", "-tt", "-p", str(relay.port), "-i", str(key), *trust, f"{user}@127.0.0.1"]
        terminal = Timed((int(columns), int(rows)), far + " --no-lean" * given.no_lean, command=command)
        try:
            print(json.dumps({"size": given.size, **measure(terminal)}))
        finally:
            terminal.close()


if __name__ == "__main__":
    main()
