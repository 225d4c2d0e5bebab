"""What an answer means for the state of a feed, and what the next request says."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.item_values import is_short
from seedread.index.feeds.schedule import after_failure, after_success, learnt_interval, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.feeds.download import Answer
    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.parsed_feed import ParsedFeed
    from seedread.index.feeds.recording import Recorded

__all__ = [
    "MOVES_NEEDED",
    "after_answer",
    "after_error",
    "conditional",
    "headers_of",
    "is_conditional",
    "validators_of",
]

MOVES_NEEDED = 3
"""How often in a row a feed must have moved to one address before its entry is changed."""
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.8, application/json;q=0.7, */*;q=0.5"
)
_VALIDATORS_LAST = 7 * 86_400
"""Seconds after which a feed is fetched whole once, in case a server says "not modified" for ever."""
_LONGEST_VALIDATOR = 1000
_SAYS = {
    401: "the server wants a user name and a password: add the feed with them, or set `password_command`",
    403: "the server refuses seedread",
    404: "there is no such feed any more",
    429: "the server was asked too often",
}


def headers_of(feed: Feed, state: FeedState, now: float) -> dict[str, str]:
    """Return the headers of a request; validators are given back byte for byte."""
    headers = {"Accept": _ACCEPT}
    if state.url == feed.url and now - state.validated < _VALIDATORS_LAST:
        headers |= conditional(state.etag, state.modified)
    return headers


def conditional(etag: str, modified: str) -> dict[str, str]:
    """Return the headers that ask only for what changed since an answer had these validators."""
    named = (("If-None-Match", etag), ("If-Modified-Since", modified))
    return {name: value for name, value in named if value}


def validators_of(answer: Answer) -> tuple[str, str]:
    """Return the ETag and the Last-Modified of an answer, each empty without one that can be given back."""
    etag, modified = (
        value if len(value := answer.headers.get(name, "")) <= _LONGEST_VALIDATOR else ""
        for name in ("etag", "last-modified")
    )
    return etag, modified


def is_conditional(headers: Mapping[str, str]) -> bool:
    """Tell whether a request asks for what changed only."""
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def _of(feed: Feed, before: FeedState) -> FeedState:
    """Return the state that was learnt from the address that the feed has now."""
    return before if before.url == feed.url else FeedState(url=feed.url, title=before.title)


def after_error(feed: Feed, before: FeedState, problem: str, now: float, *, no_feed: bool = False) -> FeedState:
    """Return the state after a failure; validators stay, unless the answer was `no_feed`."""
    state = _of(feed, before)
    errors = state.errors + 1
    if no_feed:
        state = replace(state, etag="", modified="", validated=0)
    return replace(
        state, errors=errors, failing_since=state.failing_since or now, problem=problem, tried=now,
        due=now + after_failure(errors),
    )  # fmt: skip


def after_answer(  # noqa: PLR0913, PLR0917 (all that an answer consists of)
    feed: Feed,
    before: FeedState,
    answer: Answer,
    parsed: ParsedFeed | None,
    recorded: Recorded,
    at: tuple[float, float],
) -> FeedState:
    """Return the state after an answer; `at` is the time, and the spread of the next one (`after_success`)."""
    now, spread = at
    if answer.status == HTTPStatus.GONE:
        state = after_error(feed, before, "the server says that the feed is gone for good", now)
        return replace(state, gone=True)
    if parsed is None and answer.status != HTTPStatus.NOT_MODIFIED:
        says = _SAYS.get(
            answer.status, "the server has a problem" if answer.status >= 500 else "an answer without a feed"
        )
        state = after_error(feed, before, f"{says} ({answer.status})", now)
        wait = retry_after(answer.headers, now)
        return replace(state, held_until=now + wait, due=max(state.due, now + wait)) if wait else state
    state = _moved(_validated(_of(feed, before), answer, parsed, now), answer)
    interval = learnt_interval(state.interval, recorded.new + recorded.changed)
    ttl = parsed.ttl if parsed else None
    state = replace(
        state, url=feed.url, interval=interval, tried=now, succeeded=now, errors=0, failing_since=0, problem="",
        due=now + after_success(interval, feed.every, ttl, answer.headers, spread), held_until=0,
        gone=False, last_new=now if recorded.new else state.last_new,
    )  # fmt: skip
    return _described(state, parsed) if parsed else state


def _validated(state: FeedState, answer: Answer, parsed: ParsedFeed | None, now: float) -> FeedState:
    """Keep the validators of a whole answer, and newer ones of one that says "not modified"."""
    if parsed and not parsed.whole:
        return replace(state, etag="", modified="", validated=0)
    etag, modified = validators_of(answer)
    if parsed:
        return replace(state, etag=etag, modified=modified, validated=now)
    return replace(state, etag=etag or state.etag, modified=modified or state.modified)


def _moved(state: FeedState, answer: Answer) -> FeedState:
    """Count how often in a row a permanent redirect led to one address."""
    if not answer.moved_to:
        return replace(state, moved_to="", moved_times=0)
    times = state.moved_times + 1 if answer.moved_to == state.moved_to else 1
    return replace(state, moved_to=answer.moved_to, moved_times=times)


def _described(state: FeedState, parsed: ParsedFeed) -> FeedState:
    items = parsed.items
    return replace(
        state, title=parsed.title or state.title, format=parsed.kind, items=len(items), notes=parsed.problems[:5],
        dated=sum(item.date is not None for item in items), future=sum(item.future for item in items),
        short=sum(map(is_short, items)),
    )  # fmt: skip
