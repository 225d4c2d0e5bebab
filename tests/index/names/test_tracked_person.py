"""The mentions of a person, in the order of the text."""

from __future__ import annotations

from seedread.index.article import Mention
from seedread.index.names.tracked_person import TrackedPerson


def test_mentions_at_one_place_have_an_order() -> None:
    """Of mentions that begin at one character the shorter is first, whatever the seed of Python's hashes."""
    names = [f"Kim Jong Un {'x' * n}" for n in range(20)]
    mentions = [Mention(0, 7, 7 + len(name), name) for name in names]
    person = TrackedPerson("kim", "Kim Jong Un", "KP", "general secretary", mentions=[*reversed(mentions), *mentions])
    assert person.to_person().mentions == tuple(mentions)
