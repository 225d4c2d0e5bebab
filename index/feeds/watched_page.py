"""A page that its reader watches: a feed with one item, the page itself, of which every change of words is a version.

It is fetched on the schedule and with the manners of a feed, and as a page it obeys robots.txt. What stands before a
page (a notice about cookies, a check for robots) is no text and no version, nor is an answer that was cut short.
"""

from __future__ import annotations

import re
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from seedread.index.feeds.fetch_errors import FetchError
from seedread.index.feeds.full_text import page_of
from seedread.index.feeds.item_values import canonical_link, clean_line
from seedread.index.feeds.parsed_feed import Item, ParsedFeed
from seedread.index.ingest.pipeline import to_any_article
from seedread.index.sources.charset import NotText
from seedread.index.sources.records import from_object
from seedread.index.text.word_digest import word_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.article import Article
    from seedread.index.feeds.download import Answer
    from seedread.index.feeds.feed import Feed

__all__ = ["have_same_words", "is_notice", "lost_its_text", "parse_page"]

_GUID = "page"
"""The only item of a page is known by this, whatever its address becomes."""
_SHORT, _LONG = 400, 1500
"""Characters of a text that may be a notice, and of one that may be a form of consent."""
_NOTICE = re.compile(
    r"\bcookies?\b|captcha|enable javascript|are you (?:a )?(?:human|robot)|unusual traffic|checking your browser|"
    r"verify(?:ing)? (?:that )?you|access (?:to this page )?(?:is|was|has been) denied",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:accept|allow|reject|agree to) (?:all|and)\b|\b(?:manage|cookie) (?:preferences|settings|options)\b|"
    r"\b(?:alle (?:cookies )?(?:akzeptieren|ablehnen)|akzeptieren und weiter|tout (?:accepter|refuser)|"
    r"acept(?:ar|o) (?:todo|todas|y continuar)|rechazar todo|accett[ao] (?:tutto|e continua)|alles accepteren)\b",
    re.IGNORECASE,
)
"""What is printed on the buttons of a form of consent."""
_COOKIE = re.compile(r"\bcookies?\b", re.IGNORECASE)


def parse_page(feed: Feed, answer: Answer) -> ParsedFeed | None:
    """Return a page as a feed of one item; None if the answer has none. Raises FetchError if it should."""
    if answer.status == HTTPStatus.NOT_FOUND:
        raise FetchError("status 404", "there is no page at this address any more (404)")
    if answer.status != HTTPStatus.OK:
        return None
    if not answer.complete:
        raise FetchError("no feed", "the answer was cut short")
    try:
        page = page_of(answer)
    except NotText as error:
        raise FetchError("no feed", f"the answer is no text: {error}") from None
    text = page.text.strip() if page else ""
    if page is None or is_notice(text):
        raise FetchError("wall", "no web page, or a notice about cookies or a check for robots in its place")
    if not text:
        raise FetchError("no feed", "the page has no text")
    item = Item(
        guid=_GUID,
        url=canonical_link(feed.url, ""),
        title=clean_line(page.title or "") or feed.label,
        text=text,
        date=page.date,
        author=clean_line(page.author or "") or None,
        language=page.language,
        source=clean_line(page.source or "") or None,
    )
    # With its address as the home of the feed it is known by its guid alone: a feed may have the same page as an item.
    return ParsedFeed("page", item.title, item.url, items=(item,))


def is_notice(text: str) -> bool:
    """Tell whether a text is a notice that stands before a page."""
    if len(text) < _SHORT:
        return _NOTICE.search(text) is not None
    return len(text) < _LONG and _COOKIE.search(text) is not None and _CONSENT.search(text) is not None


def have_same_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether two records of a page differ in nothing but lines that are stripped, such as menus."""
    one, other = (word_digest(article.title, article.body) for article in map(_article_of, (before, after)))
    return one == other


def lost_its_text(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether the later of two records has only the beginning of the article, or nothing of it."""
    return _article_of(before).extent == "full" and _article_of(after).extent != "full"


def _article_of(record: Mapping[str, Any]) -> Article:
    return to_any_article(replace(from_object(dict(record), ""), id="page"))[0]
