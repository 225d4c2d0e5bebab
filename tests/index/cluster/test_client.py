"""Requests to a cluster: what goes wrong is said in words that tell what to do, in time, and nothing is sent twice."""

from __future__ import annotations

import contextlib
import json
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from seedread.index import LibraryError
from seedread.index.cluster import Client, ClusterAddress, Refused, Unreachable, is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VERSION = {"version": {"number": "3.6.0", "distribution": "opensearch"}}
Answer = tuple[int, Any]


class Server:
    """A server on loopback whose answers a test decides."""

    def __init__(self, answer: Callable[[str, str, dict[str, str]], Answer]) -> None:
        self.asked: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _reply(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                server.asked.append(f"{self.command} {self.path}")
                plain = self.path == "/" and "authorization" not in self.headers
                status, value = (200, VERSION) if plain else answer(self.command, self.path, dict(self.headers.items()))
                raw = json.dumps(value).encode()
                with contextlib.suppress(OSError):  # the client did not wait
                    self.send_response(status)
                    self.send_header("content-length", str(len(raw)))
                    self.end_headers()
                    self.wfile.write(raw)

            do_GET = do_POST = do_PUT = do_DELETE = _reply  # noqa: N815 (the names that http.server calls)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def over_tls(self, certificate: Path, key: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, str, dict[str, str]], Answer]], Server]]:
    made: list[Server] = []

    def start(answer: Callable[[str, str, dict[str, str]], Answer]) -> Server:
        made.append(Server(answer))
        return made[-1]

    yield start
    for server in made:
        server.close()


def client(*servers: Server, patience: float = 2.0) -> Client:
    hosts = ",".join(f"127.0.0.1:{server.port}" for server in servers)
    return Client(ClusterAddress.parse(f"opensearch://{hosts}/news"), patience)


def sleeping(seconds: float) -> Callable[[str, str, dict[str, str]], Answer]:
    """Return what answers too late."""

    def answer(*_: object) -> Answer:
        time.sleep(seconds)
        return 200, {}

    return answer


def broken() -> Server:
    """Return a server that was there a moment ago."""
    gone = Server(lambda *_: (200, {}))
    gone.close()
    return gone


Serve = Any
ERROR = {"error": {"type": "some_exception", "reason": "because"}}


def test_another_host_is_asked_where_one_is_gone(serve: Serve) -> None:
    """A host that does not answer is skipped, and the next request begins with the one that did."""
    good = serve(lambda *_: (200, {"found": True}))
    asking = client(broken(), good)
    assert asking.call("GET", "/news/_doc/1") == {"found": True}
    assert asking.call("GET", "/news/_doc/1") == {"found": True}
    with pytest.raises(Unreachable, match="Nothing is lost"):
        client(broken()).call("GET", "/")


def test_a_host_that_never_answers_is_not_waited_for(serve: Serve) -> None:
    """A request ends in time, and a second host is asked while there is some left."""
    slow = serve(sleeping(30))
    good = serve(lambda *_: (200, {"took": 1}))
    began = time.monotonic()
    with pytest.raises(Unreachable):
        client(slow, patience=0.5).call("GET", "/_search")
    assert client(slow, good, patience=3.0).call("GET", "/_search") == {"took": 1}
    assert time.monotonic() - began < 5


def test_changes_are_never_sent_twice(serve: Serve) -> None:
    """After a timeout nobody knows whether a change was made: it is not repeated."""
    slow = serve(sleeping(1))
    other = serve(lambda *_: (200, {}))
    with pytest.raises(Unreachable):
        client(slow, other, patience=0.5).call("POST", "/news/_bulk", lines=b"{}\n")
    assert [line for line in (*slow.asked, *other.asked) if "_bulk" in line] == ["POST /news/_bulk"]


def test_a_text_that_is_no_unicode_is_sent(serve: Serve) -> None:
    """An ID from a command line may have bytes that no article has: it finds nothing, and stops nothing."""
    answering = serve(lambda *_: (200, {"hits": {"hits": []}}))
    asked = {"query": {"terms": {"id": [b"a\x80".decode(errors="surrogateescape")]}}}
    assert client(answering).call("POST", "/news/_search", asked) == {"hits": {"hits": []}}


def test_a_busy_cluster_is_asked_again(serve: Serve) -> None:
    """429 means later: the request is repeated for a while, and then reported."""
    answers = iter([(429, ERROR), (429, ERROR), (200, {"took": 1})])
    assert client(serve(lambda *_: next(answers))).call("GET", "/_search") == {"took": 1}
    with pytest.raises(Refused, match="too busy"):
        client(serve(lambda *_: (429, ERROR)), patience=0.5).call("GET", "/_search")


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (401, "Unauthorized", "refuses a request without a login"),
        (403, {"type": "security_exception", "reason": "no permissions"}, "check user, password and rights"),
        (403, {"type": "cluster_block_exception", "reason": "disk usage exceeded flood-stage"}, "a disk is full"),
        (500, {"type": "search_phase_execution_exception", "reason": "oops"}, "could not answer"),
        (400, {"type": "parsing_exception", "reason": "unknown query"}, "unknown query"),
    ],
)
def test_refusals_are_told(serve: Serve, status: int, error: Any, said: str) -> None:
    """Each kind of refusal says what is wrong and what to do."""
    with pytest.raises(Refused, match=said):
        client(serve(lambda *_: (status, {"error": error}))).call("GET", "/_search")


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({"number": "2.19.0", "distribution": "opensearch"}, "OpenSearch 2.19.0, which is too old"),
        ({"number": "9.1.0"}, "is no OpenSearch"),
        ({}, "is no OpenSearch"),
    ],
)
def test_other_servers_are_refused(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, version: dict[str, str], said: str
) -> None:
    """An old version and another program are told before anything is written."""
    monkeypatch.setitem(VERSION, "version", version)
    server = serve(lambda *_: (200, {}))
    with pytest.raises(LibraryError, match=said):
        client(server).call("PUT", "/news", {})
    assert server.asked == ["GET /"]


def test_the_password_comes_from_outside_the_address(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is read from the environment, a private file or a command; a wrong one is told, and none shows anywhere."""

    def answer(_: str, __: str, headers: dict[str, str]) -> Answer:
        right = headers.get("authorization") == "Basic YW5uYTpzZWNyZXQ="
        return (200, VERSION) if right else (401, ERROR)

    server = serve(answer)
    address = ClusterAddress.parse(f"opensearch://anna@127.0.0.1:{server.port}/news")
    with pytest.raises(LibraryError, match="No password for anna"):
        Client(address)
    secret = tmp_path / "secret"
    secret.write_text("secret\n")
    secret.chmod(0o644)
    monkeypatch.setenv("SEEDREAD_CLUSTER_PASSWORD_FILE", str(secret))
    with pytest.raises(LibraryError, match="Others may read"):
        Client(address)
    secret.chmod(0o600)
    assert Client(address).call("GET", "/_search") == VERSION
    monkeypatch.delenv("SEEDREAD_CLUSTER_PASSWORD_FILE")
    monkeypatch.setenv("SEEDREAD_CLUSTER_PASSWORD_COMMAND", "printf 'secret\\nmore'")
    assert Client(address).call("GET", "/_search") == VERSION
    monkeypatch.setenv("SEEDREAD_CLUSTER_PASSWORD_COMMAND", "false")
    with pytest.raises(LibraryError, match="gave no password"):
        Client(address)
    monkeypatch.setenv("SEEDREAD_CLUSTER_PASSWORD", "hunter2")
    with pytest.raises(Refused, match="refuses the login of anna") as refused:
        Client(address).call("GET", "/_search")
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in str(address)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "cert.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
               "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made)]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl makes a certificate here")
    return made, key


def test_a_certificate_must_be_known(serve: Serve, certificate: tuple[Path, Path]) -> None:
    """With TLS an unknown certificate is refused with what to do; ?ca=FILE makes it known."""
    server = serve(lambda *_: (200, {"took": 1}))
    server.over_tls(*certificate)
    place = f"opensearchs://127.0.0.1:{server.port}/news"
    with pytest.raises(LibraryError, match=r"is not trusted .*\?ca=FILE"):
        Client(ClusterAddress.parse(place)).call("GET", "/_search")
    known = Client(ClusterAddress.parse(f"{place}?ca={certificate[0]}"))
    assert known.call("GET", "/_search") == {"took": 1}


def test_addresses() -> None:
    """An address has hosts, a name, perhaps a user and a certificate; it writes itself as it was typed."""
    address = ClusterAddress.parse("opensearchs://anna@one,two:9300,[::1]/news?ca=/etc/ca.pem")
    assert address.hosts == (("one", 9300), ("two", 9300), ("[::1]", 9200))
    assert (address.name, address.user, address.tls, address.authority) == ("news", "anna", True, "/etc/ca.pem")
    assert ClusterAddress.parse(str(address)) == address
    assert not is_address("/srv/news")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("opensearch://anna:secret@host/news", "A password is never part of it"),
        ("opensearch://anna@example.org/news", "in the clear"),
        ("opensearch://host/", "cannot name a library"),
        ("opensearch://host/News", "small letters"),
        ("opensearch://host/news?tls=1", "no option"),
        ("opensearch://host/news?tls", "no option"),
        ("opensearch:///news", "is no host"),
        ("opensearch://host:99999/news", "is no host"),
        ("http://host/news", "is written opensearch://"),
    ],
)
def test_wrong_addresses_are_told(typed: str, said: str) -> None:
    """Each mistake in an address is named, and no password is repeated."""
    with pytest.raises(LibraryError, match=said) as refused:
        ClusterAddress.parse(typed)
    assert "secret" not in str(refused.value)
