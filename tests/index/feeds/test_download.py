"""One address is fetched: with limits, with manners, and never from a private address that the reader did not name."""

from __future__ import annotations

import base64
import gzip
import itertools
import socket
import ssl
import subprocess
import tracemalloc
import zlib
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from feed_server import Asked, Server, answer

from seedread.index.feeds.addresses import is_public
from seedread.index.feeds.decoding import MAX_BODY
from seedread.index.feeds.download import Answer, Request, download
from seedread.index.feeds.feed import Login
from seedread.index.feeds.fetch_errors import FetchError
from seedread.index.feeds.host_pace import HostPace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEED = b"<rss><channel></channel></rss>"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def canary() -> Iterator[Server]:
    """A server of the private network that nobody named; it must never be asked."""
    with Server("127.0.0.9") as canary:
        canary.routes["*"] = answer("secret")
        yield canary


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def fetch(url: str, **given: Any) -> Answer:
    return download(Request(url, **{"allow_private": True, **given}), lambda _: nullcontext())


def failure(url: str, **given: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, **given)
    return caught.value


def test_an_answer_is_returned(server: Server) -> None:
    """Status, headers and body; the request names no more than it must."""
    server.routes["/f?x=1"] = answer(FEED, ETag='W/"a b"')
    found = fetch(f"{server.url}/f?x=1", headers={"User-Agent": "test"})
    assert (found.status, found.body, found.headers["etag"], found.complete) == (200, FEED, 'W/"a b"', True)
    assert server.asked[0].headers == {
        "host": f"{server.host}:{server.port}",
        "user-agent": "test",
        "accept-encoding": "gzip, deflate",
        "connection": "close",
    }


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(FEED)),
        ("x-gzip", gzip.compress(FEED)),
        ("GZIP ", gzip.compress(FEED)),
        ("deflate", zlib.compress(FEED)),
        ("deflate", zlib.compress(FEED)[2:-4]),
        ("gzip", gzip.compress(FEED[:9]) + gzip.compress(FEED[9:])),
        ("identity", FEED),
    ],
)
def test_packed_answers_are_unpacked(server: Server, encoding: str, packed: bytes) -> None:
    """gzip, also in several members, and deflate with and without its frame."""
    server.routes["/"] = answer(packed, Content_Encoding=encoding)
    assert fetch(server.url + "/").body == FEED


def test_a_chunked_answer_is_joined(server: Server) -> None:
    """Its end is known, so it is complete; without its end it is not."""
    begin = answer(Transfer_Encoding="chunked", Content_Length=None) + b"6\r\n<rss> \r\n"
    server.routes |= {"/whole": begin + b"0\r\n\r\n", "/cut": begin + b"7\r\n<chan"}
    assert (fetch(server.url + "/whole").body, fetch(server.url + "/whole").complete) == (b"<rss> ", True)
    cut = fetch(server.url + "/cut")
    assert (cut.body.startswith(b"<rss> "), cut.complete) == (True, False)


@pytest.mark.parametrize(
    "raw", [answer(FEED, Content_Length="999"), answer(gzip.compress(FEED * 99)[:-9], Content_Encoding="gzip")]
)
def test_a_cut_answer_is_not_complete(server: Server, raw: bytes) -> None:
    """Fewer bytes than announced, or packed data without its end."""
    server.routes["/"] = raw
    found = fetch(server.url + "/")
    assert found.body.startswith(b"<rss>")
    assert not found.complete


def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()


def test_a_bomb_ends_at_the_limit_and_takes_little_memory(server: Server) -> None:
    """300 MB packed into 300 kB are refused, with less than 64 MB of memory."""
    server.routes["/"] = answer(bomb(), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert failure(server.url + "/").kind == "too large"
        assert tracemalloc.get_traced_memory()[1] < 64_000_000
    finally:
        tracemalloc.stop()


def test_an_endless_body_ends_at_the_limit(server: Server) -> None:
    """A server that never stops is left."""

    def endless(_: Asked) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        for _n in range(2 * MAX_BODY // 100_000):
            yield bytes(100_000)

    server.routes["/"] = endless
    assert failure(server.url + "/").kind == "too large"


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_byte_at_a_time_ends_at_the_deadline(server: Server, beginning: bytes) -> None:
    """Bytes that keep coming do not extend the time, in the body or in the headers."""

    def slow(_: Asked) -> Iterator[bytes]:
        yield beginning
        for _n in range(400):
            yield b"x"
            server.stopping.wait(0.05)

    server.routes["/"] = slow
    assert failure(server.url + "/", seconds=0.5).kind == "too slow"


def test_a_server_without_a_word_ends_at_the_deadline(server: Server) -> None:
    """A connection on which nothing comes is closed."""
    server.routes["/"] = lambda _: iter(b"" for _ in [server.stopping.wait(10)])
    assert failure(server.url + "/", seconds=0.3).kind == "too slow"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "no HTTP"),
        (b"hello\r\n", "no HTTP"),
        (b"HTTP/1.1 abc\r\n\r\n", "no HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n", "no HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", "no HTTP"),
        (answer(b"x", Content_Encoding="br"), "unknown encoding"),
        (answer(b"x", Content_Encoding="gzip, gzip"), "unknown encoding"),
        (answer(b"not gzip at all", Content_Encoding="gzip"), "damaged answer"),
        (answer(Transfer_Encoding="chunked") + b"zz\r\n", "cut off"),
    ],
)
def test_odd_answers_are_errors(server: Server, raw: bytes, kind: str) -> None:
    """What is not HTTP, or not in an encoding that was asked for, has its own words."""
    server.routes["/"] = raw
    found = failure(server.url + "/")
    assert found.kind == kind
    assert found.message.isprintable()


def test_unknown_hosts_and_closed_ports_are_told(server: Server) -> None:
    """Each kind of failure names the host."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert failure(f"http://127.0.0.1:{free.getsockname()[1]}/").kind == "no connection"
    assert failure("http://no-such-host.invalid/").kind == "unknown host"
    assert server.asked == []


def test_redirects_are_followed_and_permanent_ones_told(server: Server) -> None:
    """The new address is that of the permanent redirects at the beginning of the chain."""
    server.routes |= {
        "/a": answer(status="301 Moved", Location="/b"),
        "/b": answer(status="308 Moved", Location=f"{server.url}/c d\u00fc"),
        "/c%20d%C3%BC": answer(status="302 Found", Location="e"),
        "/e": answer(FEED),
        "/t": answer(status="302 Found", Location="/a"),
    }
    found = fetch(server.url + "/a")
    assert (found.url, found.moved_to) == (f"{server.url}/e", f"{server.url}/c%20d%C3%BC")
    assert fetch(server.url + "/t").moved_to is None


def test_a_chain_of_redirects_has_an_end(server: Server) -> None:
    """Five are followed, a loop is not."""
    for n in range(6):
        server.routes[f"/{n}"] = answer(status="302 Found", Location=f"/{n + 1}")
    server.routes["/6"] = answer(FEED)
    server.routes["/loop"] = answer(status="301 Moved", Location="/loop")
    assert fetch(server.url + "/1").body == FEED
    assert failure(server.url + "/0").kind == "redirects"
    assert failure(server.url + "/loop").kind == "redirects"


FORMS = [
    "127.0.0.9",
    "127.9",
    "0x7f000009",
    "0x7f.0.0.9",
    "2130706441",
    "0177.0.0.011",
    "127.0.0.9.",
    "127.000.000.011",
    "[::ffff:127.0.0.9]",
    "[::ffff:7f00:9]",
    "[64:ff9b::127.0.0.9]",
    "[2002:7f00:9::]",
    "[::127.0.0.9]",
    "１２７.0.0.9",
    "0.0.0.0",
    "0",
    "[::]",
    "[::1]",
    "169.254.169.254",
    "10.0.0.1",
    "192.168.0.1",
    "172.16.0.1",
    "100.64.0.1",
    "[fe80::1]",
    "[fc00::1]",
    "[2001:0:7f00::1]",
    "224.0.0.1",
    "255.255.255.255",
    "localhost",
    "me@127.0.0.9",
    "[fe80::1%25lo]",
    "198.18.0.1",
    "240.0.0.1",
    "[ff02::1]",
    "[64:ff9b:1::7f00:9]",
]


@pytest.mark.parametrize("form", FORMS)
def test_no_redirect_leads_to_a_private_address(server: Server, canary: Server, form: str) -> None:
    """In no form: the host that the reader allowed may not send the program to another private one."""
    server.routes["/"] = answer(
        status="302 Found", Location=f"http://{form}:{canary.port}/x".encode().decode("latin-1")
    )
    assert failure(server.url + "/").kind in ("private address", "unknown host", "redirects")
    assert canary.asked == []


@pytest.mark.parametrize("form", FORMS)
def test_no_literal_leads_to_a_private_address(canary: Server, form: str) -> None:
    """Neither does the address of a feed itself, unless its entry allows it."""
    assert failure(f"http://{form}:{canary.port}/", allow_private=False).kind in ("private address", "unknown host")
    assert canary.asked == []


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.9/", "gopher://127.0.0.9/", "javascript:x",
                                      "data:text/xml,<rss/>", "http://", "http://[::1", "//[x"])  # fmt: skip
def test_redirects_lead_to_http_only(server: Server, location: str) -> None:
    """Other schemes and broken addresses end the request."""
    server.routes["/"] = answer(status="302 Found", Location=location)
    assert failure(server.url + "/").kind == "redirects"


def test_a_name_with_one_private_address_is_refused(canary: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """All addresses of a name must be public, and it is resolved once."""
    calls = itertools.count()

    def resolve(*_: object, **__: object) -> list[Any]:
        first = [
            (socket.AF_INET, 1, 6, "", ("93.184.215.14", 80)),
            (socket.AF_INET, 1, 6, "", ("127.0.0.9", canary.port)),
        ]
        return first if next(calls) == 0 else first[:1]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert failure("http://rebinding.example/", allow_private=False).kind == "private address"
    assert (next(calls), canary.asked) == (1, [])


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up, which could answer otherwise, is not made."""
    seen: list[str] = []
    resolve = socket.getaddrinfo

    def once(host: str, port: int, **given: Any) -> Any:
        seen.append(host)
        return resolve("127.0.0.1" if len(seen) == 1 else "127.0.0.9", port, **given)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    server.routes["/"] = answer(FEED)
    assert fetch(f"http://a.example:{server.port}/").body == FEED
    assert seen == ["a.example"]
    assert server.asked[0].headers["host"] == f"a.example:{server.port}"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::5db8:d70e", True),
        ("2002:5db8:d70e::1", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
        ("2001:0:5db8:d70e::1", False),
        ("fe80::1%eth0", False),
        ("not an address", False),
    ],
)
def test_addresses_within_addresses_count(address: str, public: bool) -> None:  # noqa: FBT001 (a case of the table)
    """An IPv6 address that stands for an IPv4 one is as public as that; Teredo never is."""
    assert is_public(address) == public


def test_a_login_goes_to_its_origin_only(server: Server, canary: Server) -> None:
    """After a redirect to another host or port it is not sent."""
    server.routes |= {"/a": answer(status="302 Found", Location="/b"), "/b": answer(FEED)}
    fetch(server.url + "/a", login=Login("me", "p\u00e4ss"))
    assert {one.headers["authorization"] for one in server.asked} == {
        "Basic " + base64.b64encode("me:päss".encode()).decode()
    }
    with Server("127.0.0.1") as other:
        other.routes["/"] = answer(FEED)
        server.routes["/c"] = answer(status="302 Found", Location=f"{other.url}/")
        fetch(server.url + "/c", login=Login("me", "pass"))
        assert "authorization" not in other.asked[0].headers
    assert canary.asked == []


def test_a_proxy_is_asked_by_name(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy of the environment gets the whole address and its own login; private names are refused before."""
    monkeypatch.setenv("http_proxy", f"http://user:pw@{server.host}:{server.port}")
    server.routes["http://public.example/f"] = answer(FEED)
    assert fetch("http://public.example/f", allow_private=False).body == FEED
    assert server.asked[0].headers["proxy-authorization"] == "Basic dXNlcjpwdw=="
    for host in ("localhost", "router.lan", "127.0.0.9", "2130706441", "[::1]", "x.localhost."):
        assert failure(f"http://{host}/", allow_private=False).kind == "private address", host
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.routes["/direct"] = answer(FEED)
    assert fetch(server.url + "/direct").body == FEED
    assert len(server.asked) == 2


def test_a_proxy_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the variables."""
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1080")
    assert "_proxy" in failure("http://public.example/", allow_private=False).message


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and its own certificate for localhost, in one file."""
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path.with_suffix(".key"), "-out", path,
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


def secured(server: Server, certificate: Path) -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    server.wrap = lambda connection: context.wrap_socket(connection, server_side=True)
    return f"https://localhost:{server.port}"


def test_a_certificate_is_checked_and_an_own_one_can_be_named(server: Server, certificate: Path) -> None:
    """Unknown certificates are refused and told; `cafile` makes them known for one feed; the name must fit."""
    url = secured(server, certificate)
    server.routes["/"] = answer(FEED)
    assert failure(url + "/").kind == "certificate"
    assert fetch(url + "/", cafile=str(certificate)).body == FEED
    assert failure(url.replace("localhost", "127.0.0.1") + "/", cafile=str(certificate)).kind == "certificate"
    assert failure(url + "/", cafile="/no/such/file").kind == "certificate"
    assert len(server.asked) == 1


def test_https_goes_through_a_proxy_by_connect(
    server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy sees the host and nothing else; a refusal is told."""
    monkeypatch.setenv("https_proxy", server.url)
    server.routes["public.example:443"] = answer(status="403 Forbidden")
    assert "403" in failure("https://public.example/", allow_private=False, cafile=str(certificate)).message
    assert server.asked[0].line == "CONNECT public.example:443 HTTP/1.1"


def test_http_on_a_secure_port_is_told(server: Server) -> None:
    """A server that does not speak TLS."""

    def greet(connection: socket.socket) -> socket.socket:
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return connection

    server.wrap = greet
    assert failure(f"https://127.0.0.1:{server.port}/").kind == "TLS"


def test_requests_to_a_host_are_apart() -> None:
    """A second between two requests, a minute at a host that once found them too many; other hosts do not wait."""
    now = [100.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = HostPace({"slow.example"}, clock=lambda: now[0], sleep=sleep)
    for host in ("a", "b", "a", "slow.example", "slow.example"):
        with pace.turn(host):
            now[0] += 0.25
    assert slept == [0.75, 60.0]
