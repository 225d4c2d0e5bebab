"""The passwords of feeds: each is sent only to the host that it was given for, and goes with its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.feeds.feed import Feed, Login
from seedread.index.feeds.logins import login_of, save_login

if TYPE_CHECKING:
    from pathlib import Path

ME = Login("me", "s3cret")


@pytest.fixture
def logins(tmp_path: Path) -> Path:
    return tmp_path / "feed-logins.toml"


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://a.example/other", True),
        ("https://a.example:443/rss", True),
        ("https://b.example/rss", False),
        ("http://a.example/rss", False),
        ("https://a.example:8443/rss", False),
    ],
)
def test_a_password_is_for_one_host(logins: Path, url: str, *, sent: bool) -> None:
    """A feed with the same ID at another host, scheme or port gets none."""
    save_login(logins, Feed("a", "https://a.example/rss"), ME)
    assert login_of(Feed("a", url), logins) == (ME if sent else None)


def test_a_login_without_an_address_is_for_any(logins: Path) -> None:
    """Files of earlier versions have no addresses."""
    logins.write_text('[[login]]\nfeed = "a"\nuser = "me"\npassword = "s3cret"\n', encoding="utf-8")
    logins.chmod(0o600)
    assert login_of(Feed("a", "https://b.example/"), logins) == ME
