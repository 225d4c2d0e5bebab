"""Persons who are in no file, told by their titles alone: new leaders, and the officials below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedread.index.names.titles.title_vocabulary import LEADER, OFFICIAL, vocabulary

if TYPE_CHECKING:
    from seedread.index.names.candidate import Candidate
    from seedread.index.names.document_context import Scene
    from seedread.index.names.entity_tracker import Cast
    from seedread.index.names.tokens import Title

__all__ = ["Found", "discovered", "official"]


class Found(NamedTuple):
    """A person of whom only the article tells."""

    name: str
    """As in the text."""
    country: str
    role: str
    family: str
    """The family of a leader's office, empty for an official."""
    former: bool


def discovered(candidate: Candidate, scene: Scene) -> Found | None:
    """Return a leader whom only the title tells, None if it does not.

    The title must be a leader's and the name whole; the country stands beside the title, or the title has a
    capital and the article comes from that country or tells of hardly any other.
    """
    title = candidate.title
    if title is None or not title.leads or title.form.loose or title.joined:
        return None
    alone = title.capital and title.form.family in {"foreign", "premier"}
    country = title.country or (scene.home if alone else None)
    if not country:
        return None
    if candidate.headline or not _is_name(candidate, 1 if title.form.family == "monarch" else 2):
        return None
    if any(scene.names.named(" ".join(candidate.keys[:n])) for n in range(2, len(candidate.keys))):
        return None  # a known name with something behind it, such as a photographer's
    return _found(candidate, title, country)


def official(candidate: Candidate, scene: Scene, cast: Cast) -> Found | None:
    """Return an official, None if no title tells one; the country may be the one the article names most."""
    for title in (candidate.before, candidate.after):
        if title is None or title.form.rank != OFFICIAL or title.outside:
            continue
        country = (
            title.country
            or cast.country_of(title.patron)
            or scene.home
            or max(scene.countries, key=lambda code: scene.countries[code], default=None)
        )
        if country and not candidate.headline and _is_name(candidate, 2):
            return _found(candidate, title, country)
    return None


def _is_name(candidate: Candidate, at_least: int) -> bool:
    """Whether the words can be somebody's whole name."""
    if not at_least <= len(candidate.keys) <= 6:
        return False
    lists = vocabulary().words
    return (
        not any(
            key in lists["stops"] or key in lists["things"] or key in lists["organisations"] or not key.isalpha()
            for key in candidate.keys
        )
        and len(candidate.keys[-1]) > 1
    )


def _found(candidate: Candidate, title: Title, country: str) -> Found:
    name = " ".join(word.text for word in candidate.words)
    role = f"former {title.form.role}" if title.former else title.form.role
    return Found(name, country, role, title.form.family if title.form.rank == LEADER else "", title.former)
