"""Stories (clusters of articles about one event), similar articles, and co-mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.lazy_names import lazy_names

if TYPE_CHECKING:
    from seedread.index.stories.co_mentions import Pairing, Pairs, count_pairs
    from seedread.index.stories.compared_story import ComparedStory, compare_story
    from seedread.index.stories.grouping import update
    from seedread.index.stories.like_query import resolve_like
    from seedread.index.stories.listing import Stories, Story, StoryArticle, list_stories
    from seedread.index.stories.profile import Profiles
    from seedread.index.stories.similar import Similar, compare_articles
    from seedread.index.stories.stories_store import load

__all__ = [
    "ComparedStory",
    "Pairing",
    "Pairs",
    "Profiles",
    "Similar",
    "Stories",
    "Story",
    "StoryArticle",
    "compare_articles",
    "compare_story",
    "count_pairs",
    "list_stories",
    "load",
    "resolve_like",
    "update",
]

__getattr__ = lazy_names(
    __name__,
    {
        "seedread.index.stories.co_mentions": ("Pairing", "Pairs", "count_pairs"),
        "seedread.index.stories.compared_story": ("ComparedStory", "compare_story"),
        "seedread.index.stories.grouping": ("update",),
        "seedread.index.stories.like_query": ("resolve_like",),
        "seedread.index.stories.listing": ("Stories", "Story", "StoryArticle", "list_stories"),
        "seedread.index.stories.profile": ("Profiles",),
        "seedread.index.stories.similar": ("Similar", "compare_articles"),
        "seedread.index.stories.stories_store": ("load",),
    },
)
