"""Finds "the Russian leader" and "The Turkish minister": mentions of somebody who is named elsewhere in the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.article import Mention
from seedread.index.names.office import FOREIGN, meant_by
from seedread.index.names.scene import same_state
from seedread.index.names.titles import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.names.part import Part
    from seedread.index.names.surroundings import Surroundings

__all__ = ["described"]

_NOUN = re.compile(
    r" ((?i:leader|president|prime minister|premier|chancellor|foreign minister|foreign secretary|minister|king|queen"
    r"|emperor|ruler|monarch))(?=[^\w-]|$)(?! [A-Z])"
)
_ARTICLE = re.compile(r"\b[Tt]he $")


def described(paragraph: int, around: Surroundings, parts: Iterable[Part]) -> Iterator[tuple[Part, Mention]]:
    """Yield whom each description of a paragraph means, where only one can be meant."""
    leading = [part for part in parts if part.leads]
    for end, found in around.by_end.items():
        match = _NOUN.match(around.text, end) if found.kind == "demonym" else None
        if not match:
            continue
        fitting = [part for part in leading if _fits(part, found.code, match[1].lower())]
        present = [part for part in fitting if not part.former] or fitting
        if len(present) == 1:
            start = found.mention.start
            start -= 4 if _ARTICLE.search(around.text, max(0, start - 5), start) else 0
            yield present[0], Mention(paragraph, start, match.end(), around.text[start : match.end()])


def _fits(part: Part, country: str, noun: str) -> bool:
    if not same_state(part.country, country):
        return False
    if noun in {"leader", "ruler"}:
        return part.family != FOREIGN
    family = FOREIGN if noun == "minister" else vocabulary().forms[noun].family
    return part.family in meant_by(family)
