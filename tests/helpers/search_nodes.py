"""Real OpenSearch nodes for the tests: fetched once from Maven Central, on 127.0.0.1 only, ending by themselves.

    python tests/helpers/search_nodes.py start [--nodes 3] [--minutes 60] [--for-figures]
    python tests/helpers/search_nodes.py kill 2        # SIGKILL, as a lost machine
    python tests/helpers/search_nodes.py back 2        # start it again on its data [--for-figures]
    python tests/helpers/search_nodes.py freeze 2      # SIGSTOP, as a machine that hangs; thaw 2 ends it
    python tests/helpers/search_nodes.py grow          # one node more [--for-figures]
    python tests/helpers/search_nodes.py stop

It needs Maven (`mvn`) and a JDK of 21 or newer; `start` says what is missing and exits with 2, or with 1 if it fails.
The 162 MB and the data lie in $SEEDREAD_NODES, by default in the cache folder. A node has 512 MB of heap. It starts
fast and searches slowly, or with --for-figures it compiles what runs often and maps its files, as a server in use does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

VERSION = "3.6.0"
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
PORT = 19200
"""Node 1 answers on the next port, and talks to others 100 ports further."""
OLDEST_JAVA = 21
USER = 65534
"""Nobody: OpenSearch refuses to run as root."""
SIGNALS = {"kill": signal.SIGKILL, "freeze": signal.SIGSTOP, "thaw": signal.SIGCONT}
PATIENCE = 180
"""Seconds until a node must answer."""


class Missing(Exception):
    """Something that the nodes need is not on this machine."""


class Failed(Exception):
    """All that is needed is there, and still no node runs."""


def _folder() -> Path:
    """Return where program and data lie; for root a place that nobody, who runs the nodes, may enter too."""
    cache = Path("/var/tmp") if os.geteuid() == 0 else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("SEEDREAD_NODES") or cache / "seedread-search-nodes")


FOLDER = _folder()
"""Read once: tests have a home of their own."""
_FOREIGN = re.compile(r"gc\.log|Xlog:gc|G1|HeapDump|ErrorFile")
"""Lines of jvm.options: a second garbage collector ends the JVM, and the others write outside of the folder."""


def java_home() -> Path:
    """Return the newest JDK; raises Missing."""
    named = [Path(os.environ[name]) for name in ("OPENSEARCH_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    found = {version: home for home in [*Path("/usr/lib/jvm").glob("*"), *named] if (version := java_version(home))}
    if not found or max(found) < OLDEST_JAVA:
        raise Missing(f"no JDK of {OLDEST_JAVA} or newer in /usr/lib/jvm, $JAVA_HOME or $OPENSEARCH_JAVA_HOME")
    return found[max(found)]


def java_version(home: Path) -> int:
    """Return the version of a JDK; 0 if there is none."""
    with contextlib.suppress(OSError):
        if (home / "bin/java").exists() and (
            found := re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
        ):
            return int(found[1])
    return 0


def program(place: Path) -> Path:
    """Return the unpacked program, fetched if need be; raises Missing and Failed."""
    home = place / f"opensearch-{VERSION}"
    if (home / "bin/opensearch").exists():
        return home
    if shutil.which("mvn") is None:
        raise Missing("no Maven (mvn)")
    place.mkdir(parents=True, exist_ok=True)
    fetch = ["mvn", "-q", "-B", COPY, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={place}"]
    if subprocess.run(fetch, timeout=600, check=False).returncode:
        raise Failed("Maven could not fetch OpenSearch: is Maven Central reachable?")
    archive = place / f"opensearch-{VERSION}.zip"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(place)
    for path in (home / "bin").iterdir():
        path.chmod(0o755)
    archive.unlink()
    return home


def start_node(place: Path, number: int, nodes: int, minutes: int, *, for_figures: bool = False) -> None:
    """Start node `number` of `nodes` on its data; it ends after `minutes`."""
    java, own = java_home(), place / f"n{number}"
    home = program(place)
    for name in ("data", "logs", "tmp"):
        (own / name).mkdir(parents=True, exist_ok=True)
    if not (own / "conf").exists():
        shutil.copytree(home / "config", own / "conf")
        options = own / "conf/jvm.options"
        options.write_text("\n".join(line for line in options.read_text().splitlines() if not _FOREIGN.search(line)))
    if os.geteuid() == 0:
        for path in (own, *own.rglob("*")):
            os.chown(path, USER, USER)
    numbers = range(1, nodes + 1)
    settings = {
        "cluster.name": "seedread-tests", "node.name": f"n{number}", "network.host": "127.0.0.1",
        "http.port": PORT + number, "transport.port": PORT + 100 + number,
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{PORT + 100 + n}" for n in numbers),
        "cluster.initial_cluster_manager_nodes": ",".join(f"n{n}" for n in numbers),
        "node.store.allow_mmap": str(for_figures).lower(), "node.processors": 2,
        "path.data": own / "data", "path.logs": own / "logs",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }  # fmt: skip
    machine = f"-Xms512m -Xmx512m -XX:+UseSerialGC{'' if for_figures else ' -XX:TieredStopAtLevel=1'}"
    environment = os.environ | {
        "OPENSEARCH_JAVA_HOME": str(java), "OPENSEARCH_PATH_CONF": str(own / "conf"), "HOME": str(own),
        "OPENSEARCH_TMPDIR": str(own / "tmp"), "OPENSEARCH_JAVA_OPTS": machine,
    }  # fmt: skip
    (own / "pid").unlink(missing_ok=True)
    with (own / "out").open("wb") as out:
        command = ["timeout", "--kill-after=30", f"{minutes}m", str(home / "bin/opensearch"), "-p", str(own / "pid")]
        command += [f"-E{name}={value}" for name, value in settings.items()]
        user = USER if os.geteuid() == 0 else None
        groups: list[int] | None = None if user is None else []
        subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd=own,
            user=user, group=user, extra_groups=groups,
        )  # fmt: skip


def url_of(number: int) -> str:
    """Return the address of a node."""
    return f"http://127.0.0.1:{PORT + number}"


def health(number: int) -> dict[str, object] | None:
    """Return what a node says of the cluster; None if it does not answer."""
    with (
        contextlib.suppress(OSError, ValueError),
        urllib.request.urlopen(f"{url_of(number)}/_cluster/health", timeout=3) as answer,
    ):
        found: dict[str, object] = json.load(answer)
        return found
    return None


def wait_for(number: int, nodes: int) -> None:
    """Wait until a node sees `nodes`; raises Failed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (seen := health(number)) and seen["number_of_nodes"] == nodes and seen["status"] != "red":
            return
        time.sleep(0.5)
    raise Failed(f"node {number} does not answer; see {FOLDER / f'n{number}/out'}")


def pid_of(place: Path, number: int) -> int | None:
    """Return the process of a node that runs."""
    with contextlib.suppress(OSError, ValueError):
        pid = int((place / f"n{number}/pid").read_text())
        os.kill(pid, 0)
        return pid
    return None


def running() -> list[str]:
    """Return the addresses of the nodes that answer."""
    numbers = sorted(int(path.parent.name[1:]) for path in FOLDER.glob("n*/pid"))
    return [url_of(number) for number in numbers if health(number)]


def stop(place: Path) -> None:
    """End all nodes and remove their data."""
    numbers = [int(path.name[1:]) for path in place.glob("n[0-9]*")]
    pids = [pid for number in numbers if (pid := pid_of(place, number))]
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
        os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + 30
    while time.monotonic() < until and any(pid_of(place, number) for number in numbers):
        time.sleep(0.2)
    for number in numbers:
        if pid := pid_of(place, number):
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(place / f"n{number}", ignore_errors=True)


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["start", "stop", "back", "grow", *SIGNALS])
    parser.add_argument("node", type=int, nargs="?", default=1)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--for-figures", action="store_true")
    arguments = parser.parse_args()
    place, nodes = FOLDER, arguments.nodes
    try:
        if arguments.action == "stop":
            stop(place)
        elif arguments.action in SIGNALS and (pid := pid_of(place, arguments.node)):
            os.kill(pid, SIGNALS[arguments.action])
        elif arguments.action in {"back", "grow"}:
            known = len([*place.glob("n[0-9]*")])
            number = arguments.node if arguments.action == "back" else known + 1
            start_node(place, number, known, arguments.minutes, for_figures=arguments.for_figures)
            wait_for(number, max(number, known))
        elif arguments.action == "start":
            stop(place)
            for number in range(1, nodes + 1):
                start_node(place, number, nodes, arguments.minutes, for_figures=arguments.for_figures)
            for number in range(1, nodes + 1):
                wait_for(number, nodes)
            sys.stdout.write(f"{' '.join(map(url_of, range(1, nodes + 1)))}\n")
    except Missing as missing:
        sys.stderr.write(f"no search nodes: {missing}\n")
        return 2
    except Failed as failed:
        sys.stderr.write(f"no search nodes: {failed}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
