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


def title_of(
    document: DocumentNode, stated: Sequence[str | None], names: Sequence[str | None], url: str | None
) -> str | None:
    """Return the headline. `stated` are the titles in the head, the best first; `names` the site and the author."""
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
    rest = "".join(parts[:-2]).strip()
    named = _names_site(parts[-1], known, url) or _plain(rest) in map(_plain, others)
    if named or _looks_like_outlet(parts[-1], parts[-2]):
        return _without_site(rest, others, names, url)
    first = _plain(parts[0])
    return "".join(parts[2:]).strip() if any(_similar(first, name) for name in known) else title


def _names_site(last: str, known: Sequence[str], url: str | None) -> bool:
    """Tell whether the end of a title is a known name, or the name in the address."""
    plain = _plain(last)
    if not plain or any(_similar(plain, name) for name in known):
        return True
    return plain.replace(" ", "") in host_of(url).replace("-", "").replace(".", "")


def _looks_like_outlet(last: str, separator: str) -> bool:
    """Tell whether the end of a title reads like the name of an outlet: a few capitalised words."""
    words = last.split()
    if len(words) > 4 or not all(word[0].isupper() or not word[0].isalpha() for word in words):
        return False
    return bool(_BAR.search(separator) or _OUTLET.search(last))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
