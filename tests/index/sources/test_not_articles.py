"""Source code and settings are not read as articles."""

from __future__ import annotations

import pytest

from seedread.index.sources.not_articles import why_no_article

PYTHON = '''import sys
from pathlib import Path

def total(rows):
    """Add up the amounts."""
    result = 0
    for row in rows:
        result += row["amount"]
    return result
'''
C = """#include <stdio.h>
#define LIMIT 12

int main(void) {
    for (int i = 0; i < LIMIT; i++) {
        printf("%d", i);
    }
    return 0;
}
"""
SETTINGS = """[server]
host = "localhost"
port = 8080
debug = false

[paths]
data = "/srv/data"
"""
YAML = """name: build
on: push
timeout: 30
retries: 2
verbose: true
steps:
  - run: make
"""
ARTICLE = """The council of Belmar voted on Monday: the bridge will be rebuilt.
Members: Ana Dravec, Milo Restan and Borys Hale.
“We will not wait any longer,” said the mayor, who was elected in autumn; others disagreed.
Cost: 40 million crowns.
The loan comes from the regional bank, which asked for a guarantee of the state.
"""


@pytest.mark.parametrize(
    "text", [PYTHON, C, SETTINGS, YAML, "import pathlib\n\nroot = pathlib.Path(__file__).parent\n"]
)
def test_code_is_no_article(text: str) -> None:
    """A program and a file with settings are known by their lines."""
    assert why_no_article(text) == "source code or settings, not an article"


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"{ARTICLE}\nThe program that decides it is short:\n{PYTHON}\n{ARTICLE}{ARTICLE}",
        "Members\nAna Dravec, chair\nMilo Restan\nBorys Hale\nSalome Tui\nGreta Lund",
        "2024-11-06 09:12:44 INFO scheduler: starting\n2024-11-06 09:12:51 WARN reader: skipped record 18\n" * 5,
        "Import duties: 12\nThe council of Brunn voted on Monday to lower them.",
        "from today the ferry runs again",
        "",
    ],
)
def test_other_texts_can_be_articles(text: str) -> None:
    """An article that quotes code, a list of names, a log and short texts are read."""
    assert why_no_article(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/feed.xml\nhttps://example.net/rss\n",
        (
            '# my feeds\n\nhttps://example.org/feed.xml news "world news" ~Example\nhttp://example.net/rss !hidden\n'
            '"query:Unread:unread = \\"yes\\""\n'
        ),
    ],
)
def test_lists_of_addresses(text: str) -> None:
    """A file of nothing but addresses, with tags and comments, is no article."""
    assert "list of addresses" in (why_no_article(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/one\n",
        "https://example.org/one\nThe mayor of Brunn resigned on Monday.\nhttps://example.org/two\n",
    ],
)
def test_addresses_within_a_text(text: str) -> None:
    """A single address, and addresses around a sentence, are kept."""
    assert why_no_article(text) is None
