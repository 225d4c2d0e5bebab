"""Reads the title before a name: "Iranian Foreign Minister X", "Iran's premier, X", "the president of Iran, X"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.names.titles.title_vocabulary import (
    LEADER,
    OFFICIAL,
    OTHER,
    OfficeTitle,
    TitleForm,
    title_vocabulary,
)
from seedread.index.names.tokens import (
    OWNERS,
    PLAIN_COUNTRY,
    REACH,
    TaggedParagraph,
    TitleToken,
    title_tokens,
)

if TYPE_CHECKING:
    from seedread.index.names.countries.country_linker import CountryMention

__all__ = ["owner_before", "title_before"]

_BREAKS = frozenset('.;:!?"“”()[]—–')
_BELOW = frozenset(("deputy", "vice", "assistant", "associate"))
_AIRLINES = frozenset(("Emirates",))
"""Country forms that are a company's name before a title."""
_UNREAL = frozenset(("shadow", "aspiring", "fictional"))


def title_before(tagged: TaggedParagraph, start: int) -> OfficeTitle | None:
    """Return the title directly before position `start`, None if there is none."""
    return _Backward(tagged, start).read()


def owner_before(tagged: TaggedParagraph, start: int) -> str | None:
    """Return the country whose possessive or demonym is directly before `start`: "Japan's Hashimoto"."""
    end = start - 1
    for tail in ("'s", "’s", "'", "’", ""):
        found = tagged.by_end.get(end - len(tail))
        if found and tagged.text.startswith(tail, end - len(tail)):
            return found.code if tail or found.kind == "demonym" else None
    return None


class _Backward:
    """Reads backward from a name to the start of its clause; tokens before `at` are not read yet."""

    def __init__(self, tagged: TaggedParagraph, start: int) -> None:
        self.tagged = tagged
        self.title_vocabulary = title_vocabulary()
        self.lists = self.title_vocabulary.words
        begin = max(0, start - REACH)
        self.tokens = title_tokens(tagged.text[begin:start], begin)
        if begin and self.tokens:
            del self.tokens[0]  # the window may start inside this word
        for i in range(len(self.tokens) - 1, -1, -1):
            if _ends_clause(self.tokens[i]):
                del self.tokens[: i + 1]
                break
        self.keys = [token.key for token in self.tokens]
        self.at = len(self.tokens)

    def read(self) -> OfficeTitle | None:
        comma = self._previous(",")
        self.at -= comma
        if comma and self.tokens and self.tokens[self.at - 1].bare_end != self.tokens[self.at - 1].end:
            return None  # "the president's, X"
        if not self.title_vocabulary.longest(self.keys, self.at):
            self._skip_honorifics()
        awaited = self._previous(*self.lists["awaiting"])
        self.at -= awaited
        country = self._country_after_of() if self.at else None
        found = self.title_vocabulary.longest(self.keys, self.at)
        if not found:
            return None
        form, self.at = found
        title = OfficeTitle(
            form,
            country,
            capital=self.tokens[self.at].capital,
            joined=country is not None and not comma,
            awaited=awaited,
        )
        determined = any(key in self.lists["determiners"] for key in self.keys[max(0, self.at - 3) : self.at])
        title = self._owner(self._rank(self._modifiers(self._second_office(title))))
        if comma and self._previous("for", "to"):
            return None  # "an aide to Brazil's president, X"
        return title if title.country or determined or not comma else None

    def _previous(self, *keys: str) -> bool:
        return self.at > 0 and self.keys[self.at - 1] in keys

    def _skip_honorifics(self) -> None:
        while self.at and self.keys[self.at - 1] in self.lists["honorifics"]:
            self.at -= 1

    def _country_after_of(self) -> str | None:
        """Read "of Iran" or "of the European Commission"."""
        found = self.tagged.by_end.get(self.tokens[self.at - 1].end)
        code, at = found.code if found and found.kind in PLAIN_COUNTRY else None, self.at
        if found and found.kind in PLAIN_COUNTRY:
            while at and self.tokens[at - 1].start >= found.mention.start:
                at -= 1
        elif body := self.title_vocabulary.body(self.keys, at):
            code, at = body
        at -= at > 0 and self.keys[at - 1] == "the"
        if code and at and self.keys[at - 1] == "of":
            self.at = at - 1
            return code
        return None

    def _second_office(self, title: OfficeTitle) -> OfficeTitle:
        """Use the higher office of "Deputy Prime Minister and Foreign Minister"."""
        if self.at < 2 or not self._previous("and", "&", "/"):
            return title
        other = self.title_vocabulary.longest(self.keys, self.at - 1)
        if not other:
            return title
        self.at = other[1]
        return replace(title, form=other[0]) if other[0].rank == LEADER != title.form.rank else title

    def _modifiers(self, title: OfficeTitle) -> OfficeTitle:
        while self.at:
            pair = " ".join(self.keys[max(0, self.at - 2) : self.at])
            n = 2 if self.at > 1 and pair in self.lists["modifiers"] else 1
            key = " ".join(self.keys[self.at - n : self.at])
            if key not in self.lists["modifiers"]:
                break
            title = replace(title, former=title.former or key in self.lists["former"], then=title.then or key == "then")
            self.at -= n
        return title

    def _rank(self, title: OfficeTitle) -> OfficeTitle:
        """Read the words that lower the rank of an office: deputy, shadow."""
        if self._previous(*_BELOW):
            self.at -= 1
            return replace(title, form=TitleForm(f"{self.keys[self.at]} {title.form.role}", OFFICIAL))
        if self._previous(*_UNREAL):
            self.at -= 1
            return replace(title, form=TitleForm(title.form.role, OTHER))
        return title

    def _owner(self, title: OfficeTitle) -> OfficeTitle:
        """Read the owner of the office: a country, an international body or an organisation."""
        if not self.at or title.country:
            return title
        last = self.tokens[self.at - 1]
        found = self.tagged.by_end.get(last.bare_end) or self._remote_owner()
        if found:
            return self._owned_by(found, last, title)
        if body := self.title_vocabulary.body(self.keys, self.at):
            return replace(title, country=body[0])
        strange = last.capital and last.key not in self.lists["stops"]
        if strange and last.bare_end != last.end:
            # "Yeltsin's security chief", but "Fiat's president"
            return replace(title, patron=last.key, outside=title.form.rank == LEADER)
        return replace(title, outside=strange or last.key in self.lists["organisations"])

    def _owned_by(self, found: CountryMention, last: TitleToken, title: OfficeTitle) -> OfficeTitle:
        if found.kind not in OWNERS or found.mention.text in _AIRLINES:
            return replace(title, outside=True)
        while self.at and self.tokens[self.at - 1].start >= found.mention.start:
            self.at -= 1
        if self.at and found.mention.text == "America" and self._is_of_a_name(self.tokens[self.at - 1]):
            return replace(title, outside=True)  # "Example for America's president"
        if self.at and found.kind in PLAIN_COUNTRY and last.bare_end == last.end:
            # "Amoco Canada president": the country belongs to the company's name
            before = self.tokens[self.at - 1]
            if before.key in {"of", "in", "for"} or self._is_of_a_name(before):
                return replace(title, outside=True)
        return replace(self._modifiers(title), country=found.code)

    def _is_of_a_name(self, token: TitleToken) -> bool:
        return token.capital and token.key not in self.lists["stops"]

    def _remote_owner(self) -> CountryMention | None:
        """Return the country of "Israel's hawkish prime minister": a possessive at most two lower-case words away."""
        for token in reversed(self.tokens[max(0, self.at - 3) : self.at]):
            if token.bare_end != token.end:
                return self.tagged.by_end.get(token.bare_end)
            if token.capital or token.key in self.lists["organisations"]:
                return None
        return None


def _ends_clause(token: TitleToken) -> bool:
    if token.text in _BREAKS:
        return True
    return token.text.endswith(".") and len(token.text) > 5 and "." not in token.text[:-1]
