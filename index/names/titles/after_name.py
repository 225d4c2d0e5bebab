"""Reads the title after a name: "X, the foreign minister of Y", "X, Iran's president", "X, who won the presidency"."""

from __future__ import annotations

import re
from dataclasses import replace

from seedread.index.names.titles.title_vocabulary import COUNTERPART, OTHER, OfficeTitle, title_vocabulary
from seedread.index.names.tokens import OWNERS, PLAIN_COUNTRY, REACH, TaggedParagraph, title_tokens

__all__ = ["country_after", "title_after"]

_CLAUSE = re.compile(r"(?:\d+, )?[^,;:\"“”)]*")
_WORDS = re.compile(r"\w+")
_BECAME = re.compile(
    r"(?: |, who (?:has |had |later )?)(?:inherited|assumed|seized|won|took over|took) the"
    r" (?P<office>presidency|throne|premiership)\b"
)
_NOW = re.compile(
    r", who (?:has |had |later |then |now |recently )*(?:became|become|is|was|took office as"
    r"|(?:was |is )?(?:sworn in|elected|named|appointed|chosen|installed) as|was (?:elected|named|appointed)) "
)
_OF = re.compile(r" of (?:the )?")
_OFFICES = {"presidency": "president", "throne": "monarch", "premiership": "prime minister"}
_AGENCY = re.compile(
    r", (?:the )?(?:former )?(?:head|chief|director|director[ -]general) of (?:the )?[^,.;]{0,40}?"
    r"\b(?:intelligence|spy|MI5|MI6|CIA|FBI|FSB|SVR|Mossad|Shin Bet)\b"
)
_INDEFINITE = frozenset(("a", "an"))
_OWN = frozenset(("country", "nation", "government", "republic", ",", "."))
_STYLES = frozenset(("the", "republic", "of", "state", "kingdom"))


def country_after(tagged: TaggedParagraph, end: int) -> str | None:
    """Return the country of "President NAME of COUNTRY" after position `end`."""
    of = _OF.match(tagged.text, end)
    found = tagged.by_start.get(of.end()) if of else None
    if found is None or found.kind not in PLAIN_COUNTRY or _goes_on(tagged.text, found.mention.end):
        return None
    return found.code


def title_after(tagged: TaggedParagraph, end: int) -> OfficeTitle | None:
    """Return the title in apposition after position `end`."""
    text = tagged.text[end : end + REACH]
    if agency := _AGENCY.match(text):
        found = next((tagged.by_start[n] for n in range(end, end + agency.end()) if n in tagged.by_start), None)
        form = title_vocabulary().forms["intelligence chief"]
        return OfficeTitle(form, found.code if found else None, "former" in agency.group())
    if became := _BECAME.match(text):
        return OfficeTitle(title_vocabulary().forms[_OFFICES[became["office"]]])
    if (now := _NOW.match(text)) and _may_hold_title(text[now.end() :]):
        title = _Forward(tagged, end + now.end()).read()
        return title if title and title.country else None
    if not text.startswith((", ", " (")) or not _may_hold_title(text[2:]):
        return None
    return _Forward(tagged, end + 2).read()


def _may_hold_title(text: str) -> bool:
    clause = _CLAUSE.match(text)
    return clause is not None and not title_vocabulary().last_words.isdisjoint(_WORDS.findall(clause.group().lower()))


class _Forward:
    """Reads forward from a name; `at` is the first token not read yet."""

    def __init__(self, tagged: TaggedParagraph, start: int) -> None:
        self.tagged = tagged
        self.title_vocabulary = title_vocabulary()
        self.lists = self.title_vocabulary.words
        self.tokens = title_tokens(tagged.text[start : start + REACH], start)
        self.keys = [token.key for token in self.tokens]
        aged = len(self.keys) > 2 and self.keys[0].isdigit() and self.keys[1] == ","
        self.at = 2 if aged else 0
        self.indefinite = False

    def read(self) -> OfficeTitle | None:
        country, former, patron = self._owner()
        if country is None and (body := self.title_vocabulary.body_from(self.keys, self.at)):
            country, self.at = body
        office = self.title_vocabulary.longest_from(self.keys, self.at)
        if not office:
            return None
        form, self.at = office
        if self.tokens[self.at - 1].bare_end != self.tokens[self.at - 1].end:
            return None  # "the prime minister's adviser"
        awaited = self.at < len(self.keys) and self.keys[self.at] in self.lists["awaiting"]
        self.at += awaited
        if self.indefinite and not former:
            form = replace(form, loose=True)  # "a Greek king" is not the king
        title = OfficeTitle(form, country, former, patron=patron, awaited=awaited)
        if form.rank == COUNTERPART or self.at >= len(self.tokens):
            return title
        return self._belongs_to(title)

    def _owner(self) -> tuple[str | None, bool, str]:
        """Read articles, adjectives and the owner of the office: a country or a person."""
        country: str | None = None
        former, patron = False, ""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            found = self.tagged.by_start.get(token.start)
            if token.key in self.lists["determiners"] or token.key in self.lists["modifiers"]:
                former = former or token.key in self.lists["former"]
                self.indefinite = self.indefinite or token.key in _INDEFINITE
            elif country is None and found and found.kind in OWNERS:
                country = found.code
                while self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].start < found.mention.end:
                    self.at += 1
            elif not patron and token.capital and token.bare_end != token.end:
                patron = token.key
            else:
                break
            self.at += 1
        return country, former, patron

    def _belongs_to(self, title: OfficeTitle) -> OfficeTitle:
        """Read what follows the office: "of France", "of the club", "and chief executive"."""
        key, at = self.keys[self.at], self.at
        if key == "and":
            other = self.title_vocabulary.longest_from(self.keys, at + 1)
            return replace(title, outside=other is not None and other[0].rank == OTHER)
        if key not in {"of", "for", "at"}:
            return replace(title, outside=self.tokens[at].capital and key not in self.lists["stops"])
        at += 1
        while at < len(self.tokens) and self.keys[at] in _STYLES:
            at += 1
        return self._of(title, at) if at < len(self.tokens) else title

    def _of(self, title: OfficeTitle, at: int) -> OfficeTitle:
        found = self.tagged.by_start.get(self.tokens[at].start)
        if found and found.kind in PLAIN_COUNTRY:
            return replace(title, country=found.code, outside=_goes_on(self.tagged.text, found.mention.end))
        if body := self.title_vocabulary.body_from(self.keys, at):
            end = body[1]
            joined = end < len(self.tokens) and self.tokens[end].start == self.tokens[end - 1].start
            return replace(title, country=None if joined else body[0], outside=joined)  # "president of UN-Example"
        own = self.keys[at] in _OWN or self.keys[at - 1] in {"republic", "state"}
        return replace(title, outside=not own)


def _goes_on(text: str, end: int) -> bool:
    """Whether the country's name is part of a longer name after "president of": the U.S. beet sugar association."""
    rest = text[end : end + 30]
    if not rest.startswith(" "):
        return rest[:1] in {"'", "’", "-"}
    following = _WORDS.match(rest, 1)
    return following is not None and following.group().lower() not in title_vocabulary().words["after_country"]
