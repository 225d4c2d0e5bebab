"""People in no data file (NIL entities), recognised by their titles: new leaders, and the officials below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedread.index.names.titles.title_vocabulary import CIVIL_SERVANTS, LEADER, OFFICIAL, title_vocabulary

if TYPE_CHECKING:
    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.entity_tracker import EntityTracker
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.titles.title_vocabulary import OfficeTitle

__all__ = ["UnlistedPerson", "unlisted_leader", "unlisted_official"]


class UnlistedPerson(NamedTuple):
    """A person known only from the article."""

    name: str
    """As written in the text."""
    country: str
    role: str
    family: str
    """The family of a leader's office, empty for an official."""
    former: bool


def unlisted_leader(mention: DetectedMention, context: DocumentContext) -> UnlistedPerson | None:
    """Return a leader recognised by the title alone, None if the mention is not one.

    It needs a leader's title and a full name. The country is next to the title; else the title of a present office
    has a capital, and the article is from that country or names it more often than all others together.
    """
    title = mention.title
    if title is None or not title.is_leader or title.form.loose or title.joined:
        return None
    alone = title.capital and not title.former and title.form.family in {"foreign", "premier"}
    country = title.country or (context.focus_country if alone else None)
    if not country or (title.form.role == "foreign secretary" and country in CIVIL_SERVANTS):
        return None
    if (len(mention.keys) == 1 and not _may_reign(title, country, context)) or _is_no_pope(country, context):
        return None
    if mention.headline or not _is_name(mention, 1 if title.form.family == "monarch" else 2):
        return None
    if any(context.gazetteer.with_full_name(" ".join(mention.keys[:n])) for n in range(2, len(mention.keys))):
        return None  # a known name with other words after it, such as a photographer's
    return _unlisted_person(mention, title, country)


def _is_no_pope(country: str, context: DocumentContext) -> bool:
    """Whether the Vatican is only the pope's by rule, and the text is about others: a Coptic pope, a firm of Popes."""
    return country == "VA" and not context.mentions_country("VA")


def _may_reign(title: OfficeTitle, country: str, context: DocumentContext) -> bool:
    """Whether a person with one name may be a monarch: with the title in capitals, and not in a republic."""
    if not title.capital:
        return False
    return any(leader.held("monarch") for leader in context.gazetteer.of_country(country))


def unlisted_official(
    mention: DetectedMention, context: DocumentContext, tracker: EntityTracker, owner: str | None
) -> UnlistedPerson | None:
    """Return an official, None if no title gives one.

    The country is that of the title, else `owner`, which another title of the person gives, else the one that the
    article is from or names most.
    """
    for title in (mention.before, mention.after):
        if title is None or title.form.rank != OFFICIAL or title.outside:
            continue
        country = (
            title.country
            or owner
            or tracker.country_of(title.patron)
            or context.focus_country
            or max(context.countries, key=lambda code: context.countries[code], default=None)
        )
        if country and not mention.headline and _is_name(mention, 2):
            return _unlisted_person(mention, title, country)
    return None


def _is_name(mention: DetectedMention, at_least: int) -> bool:
    """Whether the words can be a full name."""
    if not at_least <= len(mention.keys) <= 6:
        return False
    lists = title_vocabulary().words
    return (
        not any(
            key in lists["stops"] or key in lists["things"] or key in lists["organisations"] or not key.isalpha()
            for key in mention.keys
        )
        and len(mention.keys[-1]) > 1
    )


def _unlisted_person(mention: DetectedMention, title: OfficeTitle, country: str) -> UnlistedPerson:
    name = " ".join(word.text for word in mention.words)
    role = f"former {title.form.role}" if title.former else title.form.role
    return UnlistedPerson(name, country, role, title.form.family if title.form.rank == LEADER else "", title.former)
