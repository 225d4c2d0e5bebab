"""Examples of the query language, as README has them: the help shows them, and runs them."""

from __future__ import annotations

__all__ = ["EXAMPLES"]

EXAMPLES = (
    ("gas pipeline", "both words, in any form; titles weigh more"),
    ('"gas deal"', "an exact phrase"),
    ('"gas deal"~5', "the words near each other, in any order"),
    ("gas OR oil", "either"),
    ("-gas", "without"),
    ("(gas OR oil) -lng", "grouped"),
    ("berdi*", "words with this beginning"),
    ("m?scow", "any letter in place of ?"),
    ("rohani~", "other spellings"),
    ("date:2024-10", "by date of publication"),
    ('date:"last week"', "a period in words"),
    ("-date:*", "undated"),
    ("country:iran", "a country by name, code or demonym"),
    ("c:ir", "the same, shorter"),
    ("-country:*", "no country"),
    ("leader:putin", "a leader in any spelling"),
    ("who:berdymukhammedov", "the same, shorter"),
    ("title:gas", "in the title"),
    ("source:reuters", "from an outlet"),
    ("author:smith", "by byline"),
    ("lang:fr", "in a language"),
    ("is:unread", "by your own marks"),
    ("is:starred", "starred"),
    ("tag:gas", "with a tag"),
    ("-tag:*", "without tags"),
    ("is:new", "fetched since your last visit"),
    ("is:changed", "with words that changed"),
    ("feed:bbc", "from a feed"),
    ("folder:world", "from a folder of feeds"),
)
"""A query, and what it finds."""
