"""A dossier has the reader's notes, quotations, a time line and its sources, in Markdown and in HTML."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest

from seedread.index import Article, Published
from seedread.index.export.dossier import DossierArticle, dossier_html, dossier_markdown
from seedread.index.shelf import Marks

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = "<script>alert(1)</script> [x](javascript:y) `*b*` \x1b[31m\u202e"


def article(own: str, title: str, day: int | None, *paragraphs: str, source: str | None = "The Post") -> Article:
    published = Published(datetime.date(2026, 11, day), "day", "metadata") if day else None
    return Article(own, title, paragraphs, source=source, url=f"https://a.example/{own}", published=published)


CHOSEN = [
    DossierArticle(
        article("b", "Second", 12, "“We shall see,” Ada Berg said."), Marks(tags=("gas",), note="ask her / call")
    ),
    DossierArticle(article("c", "Undated", None, "No one was quoted.", source=None), Marks()),
    DossierArticle(article("a", "First", 11, "Nothing was said."), Marks(starred=True)),
]


def test_a_dossier_is_in_the_order_of_the_dates() -> None:
    """Time line, articles with notes and quotations, sources with their articles; undated ones last."""
    text = dossier_markdown("Dossier: gas", CHOSEN)
    assert text.startswith("# Dossier: gas\n")
    assert [text.index(f"[{title}]") for title in ("First", "Second", "Undated")] == sorted(
        text.index(f"[{title}]") for title in ("First", "Second", "Undated")
    )
    assert "- 2026-11-12 · The Post: [Second](<https://a.example/b>)\n" in text
    assert "- undated · [Undated](<https://a.example/c>)\n" in text
    assert "> ask her\n>\n> call\n" in text
    assert "The Post · 2026-11-12 · \\#gas" in text
    assert "- Ada Berg: “We shall see,”\n" in text
    assert "- The Post: [First](<https://a.example/a>) (2026-11-11); [Second]" in text
    assert "- without an outlet: [Undated]" in text


def test_html_says_the_same() -> None:
    """With the same headings, links and notes, and nothing remote."""
    page = dossier_html("Dossier: gas", CHOSEN)
    assert re.findall(r"<h2>([^<]*)</h2>", page) == ["Time line", "Articles", "Sources"]
    assert "<blockquote><p>ask her</p><p>call</p></blockquote>" in page
    assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) == {f"https://a.example/{own}" for own in "abc"}


@pytest.mark.parametrize(
    ("write", "acts"),
    [(dossier_markdown, r"(?<!\\)<script|(?<!\\)\]\(javascript"), (dossier_html, '<script|href="javascript')],
)
def test_texts_do_not_act(write: Callable[..., str], acts: str) -> None:
    """No tag, link or control character of an article, a note or a query gets through."""
    own = Article(
        "`", HOSTILE, (f"“{HOSTILE} words” said {HOSTILE}.",), source=HOSTILE, url="javascript:alert(1)", byline=HOSTILE
    )
    text = write(HOSTILE, [DossierArticle(own, Marks(note=HOSTILE, tags=("x",)))])
    assert not re.search(acts, text)
    assert "\x1b" not in text
    assert "\u202e" not in text
