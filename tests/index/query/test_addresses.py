"""Tests what a pasted address becomes as a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.query import parse
from seedread.index.query.addresses import address_query


@pytest.mark.parametrize(
    ("address", "query", "dropped"),
    [
        ("https://www.a.example/x", "url:a.example/x", ""),
        ("HTTPS://A.example/X/", "url:a.example/X", ""),
        ("https://a.example/x?mc_cid=3&id=7&gclid=k#top", 'url:"a.example/x?id=7"', "mc_cid=3 gclid=k #top"),
        ("https://a.example/#!/x", "url:a.example/#!/x", ""),
        ("a.example/x?utm_source=m.", "url:a.example/x", "utm_source=m"),
        (
            "https://web.archive.org/web/20240102/https://a.example/x",
            "url:a.example/x",
            "https://web.archive.org/web/20240102/",
        ),
        ("https://a.example/%D0%B3%D0%B0%D0%B7", "url:a.example/газ", ""),
        ("https://xn--80af5akm.example/x", "url:грант.example/x", ""),
        ("https://a.example/a%20%E2%80%9Cb%22", 'url:"a.example/a%20%20b%20"', ""),
    ],
)
def test_an_address_becomes_a_query_for_its_article(address: str, query: str, dropped: str) -> None:
    """It is written as articles have it, and everything that was taken out of it is told."""
    assert address_query(address) == (query, dropped)


@given(st.text(max_size=40))
def test_whatever_follows_a_host_is_no_syntax(path: str) -> None:
    """The query of an address is one word or phrase in `url:`, which parses."""
    query = parse(address_query(f"https://a.example/x{path}")[0])
    assert not query.notices
