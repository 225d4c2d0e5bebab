"""The headline of a page: an h1 that agrees with its head decides; else the head's title without the site's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.text.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resiliparse.parse.html import DocumentNode

__all__ = ["title_of"]

_SEPARATOR = re.compile(r"(\s+[|\u2013\u2014\u00b7\u2022»:-]{1,2}\s+|\s*[|»]\s*)")
_BAR = re.compile(r"[|»]")
_LONGEST_TITLE = 10_000
"""Characters of a title that are looked at; far fewer are kept."""
_OUTLET = re.compile(
    r"\b(?:news|times|post|herald|tribune|gazette|journal|daily|telegraph|guardian|today|online|magazine|zeitung|"
    r"nachrichten|noticias|actualités?|notizie|nieuws|\w+\.(?:com|org|net|de|fr|it|es|co\.uk|nl|pl|ru|at|ch))\b",
    re.IGNORECASE,
)
_PARTS_OF_HOST = re.compile(r"[^\W_]{3,}")


def title_of(
    document: DocumentNode, stated: Sequence[str | None], names: Sequence[str | None], url: str | None
) -> str | None:
    """Return the headline. `stated` are the titles in the head, the most exact first; `names` the site and the author."""
    candidates = [" ".join(title[:_LONGEST_TITLE].split()) for title in stated if title and title.strip()]
    known = [_plain(title) for title in candidates]
    known += [part for title in candidates for part in map(_plain, _SEPARATOR.split(title)) if part.count(" ") > 1]
    for heading in document.query_selector_all("h1")[:5]:
        shown = " ".join((heading.text or "")[:_LONGEST_TITLE].split())
        if shown and any(_similar(_plain(shown), title) for title in known):
            return shown
    return _without_site(candidates[0], candidates[1:], names, url) if candidates else None


def _similar(one: str, other: str) -> bool:
    """Tell whether one of two titles contains most of the other."""
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and 2 * len(shorter) >= len(longer) > 0


def _without_site(title: str, others: Sequence[str], names: Sequence[str | None], url: str | None) -> str:
    """Return a title without the name of the site or the author after its last separator, or before its first one."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 3:
        return title
    known = [_plain(name) for name in names if name]
    if _is_name(parts[-1], parts[-2], known, url, others, title):
        return _without_site("".join(parts[:-2]).strip(), others, names, url)
    first = _plain(parts[0])
    if any(_similar(first, name) for name in known):
        return "".join(parts[2:]).strip()
    return title


def _is_name(last: str, separator: str, known: Sequence[str], url: str | None, others: Sequence[str], title: str) -> bool:
    plain = _plain(last)
    if not plain or any(_similar(plain, name) for name in known):
        return True
    words = plain.split()
    if len(words) > 5 or any(_plain(other).endswith(plain) is False and _plain(title).endswith(plain)
                             and len(_plain(other)) > len(plain) and _plain(title).startswith(_plain(other))
                             for other in others):  # fmt: skip
        return len(words) <= 5
    host = host_of(url).replace("-", "").replace(".", "")
    if host and "".join(words) in host:
        return True
    capitals = all(word[0].isupper() or not word[0].isalpha() for word in last.split())
    return capitals and (bool(_BAR.search(separator)) and len(words) <= 4 or bool(_OUTLET.search(last)) and len(words) <= 4)


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
