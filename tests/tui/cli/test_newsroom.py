"""One account fetches for all, as docs/server.md says; everyone reads, with marks and news of their own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from feed_server import Server, answer
from other_user import EVE, KEEPER, READER, seedread_as

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every user can enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        os.chown(folder, KEEPER, KEEPER)
        yield Path(folder)


def rss(*titles: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://a.example/{title.replace(' ', '-')}</link>"
        f"<description>The ministers spoke of {title} in Oslo.</description></item>"
        for title in titles
    )
    return answer(f"<rss><channel><title>A News</title>{items}</channel></rss>")


def test_one_account_fetches_and_everyone_reads(place: Path) -> None:
    """The keeper's timer fills a shared library; a reader finds what came, marks it, and writes nothing there."""
    library, archive, keeper, reader = place / "library", place / "archive", place / "keeper", place / "reader"
    (keeper / ".config" / "seedread").mkdir(parents=True)
    (keeper / ".config" / "seedread" / "config.toml").write_text(f'[feeds]\nfolder = "{archive}"\n')
    archive.mkdir(mode=0o755)
    for path in (archive, *keeper.rglob("*")):
        os.chown(path, KEEPER, KEEPER)
    with Server() as server:
        server.routes["/f"] = rss("gas", "oil")
        added = seedread_as(KEEPER, keeper, "add", server.url + "/f", "--allow-private")
        assert added.code == 0, added.err
        assert seedread_as(KEEPER, keeper, "index", archive, "--shared", "--library", library).code == 0
        fetched = seedread_as(KEEPER, keeper, "fetch", "--library", library)
        assert (fetched.code, fetched.err) == (0, ""), fetched
        assert "2 new" in fetched.out
        where = ("--library", library, "--trust-owner", KEEPER)
        found = seedread_as(READER, reader, "search", "is:new gas", *where, "--ids")
        assert (found.code, len(found.out.splitlines()), found.err) == (0, 1, "")
        assert seedread_as(READER, reader, "mark", "gas", *where, "--star").code == 0
        assert seedread_as(READER, reader, "new", "--seen", *where).code == 0
        server.routes["/f"] = rss("gas", "oil", "grain")
        assert seedread_as(KEEPER, keeper, "fetch", "--now", "--quiet", "--library", library).code == 0
        new = seedread_as(READER, reader, "new", *where)
        assert (new.code, new.out) == (0, "     1  all articles\n")
        assert len(seedread_as(READER, reader, "search", "is:starred", *where, "--ids").out.splitlines()) == 1
        shown = seedread_as(READER, reader, "versions", found.out.strip(), *where)
        assert (shown.code, "1  " in shown.out) == (1, True)  # the reader may read the archive
        own = [path for path in (*library.rglob("*"), *archive.rglob("*")) if path.stat().st_uid != KEEPER]
        assert own == []


def test_everyone_reads_the_versions_of_shared_files(place: Path) -> None:
    """Older texts lie beside the shared library; a reader may read them, and finds none in a file of somebody else."""
    library, news, keeper, reader = place / "library", place / "news", place / "keeper", place / "reader"
    news.mkdir(mode=0o755)
    for day, text in enumerate(("The bridge opens in June.", "The bridge opens in May."), 1):
        (news / "bridge.md").write_text(f"---\ntitle: The Bridge\ndate: 2026-11-0{day}\n---\n\n{text}\n")
        assert seedread_as(KEEPER, keeper, "index", news, "--shared", "--library", library).code == 0
    versions = place / "library.versions.sqlite"
    assert (versions.stat().st_uid, versions.stat().st_mode & 0o777) == (KEEPER, 0o644)
    where = ("--library", library, "--trust-owner", KEEPER)
    shown = seedread_as(READER, reader, "versions", "bridge.md", *where, "--diff")
    assert (shown.code, "[-June-]{+May+}" in shown.out, shown.err) == (0, True, "")
    assert len(seedread_as(READER, reader, "search", "is:changed", *where, "--ids").out.splitlines()) == 1
    os.chown(versions, EVE, EVE)
    refused = seedread_as(READER, reader, "versions", "bridge.md", *where)
    assert (refused.code, "belongs to another user" in refused.err) == (3, True)
