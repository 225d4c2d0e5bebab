"""A story as one page of text: its headlines in order, who shares text with whom, and what each report alone tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from seedread.tui.render.story_rows import story_detail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.compare import Report
    from seedread.index.stories import ComparedStory, Story, StoryArticle

__all__ = ["compared_sections", "story_page"]

Section: TypeAlias = "tuple[str, list[tuple[str, str]]]"
"""A heading with its labelled lines."""

_SENTENCES = 8
"""Sentences found only in one report that are listed."""


def story_page(found: ComparedStory) -> list[Section]:
    """Return the whole story: its headlines, who has text in common, opinions, and what each report alone tells."""
    story = found.story
    opinions = [(opinion.source or "", _cited(opinion)) for opinion in story.opinions]
    common, *only = compared_sections(found)
    sections = [(story_detail(story), [*_headlines(story)]), common, ("Opinion on this", opinions), *only]
    return [section for section in sections if section[1]]


def compared_sections(found: ComparedStory) -> list[Section]:
    """Return who has text in common, then what each report alone tells; any of them may have no lines."""
    names = _report_names(found)
    return [
        ("Text in common", [("", line) for line in _shared_text_lines(found, names)]),
        *((f"Only in {name}", [*_only(report)]) for name, report in zip(names, found.reports, strict=True)),
    ]


def _report_names(found: ComparedStory) -> list[str]:
    """Return a name for each report: its outlet, with its place in the list if several have the same."""
    accounts = found.story.accounts[: len(found.reports)]
    sources = [account.source or "a report without outlet" for account in accounts]
    return [f"{source} (report {n})" if sources.count(source) > 1 else source for n, source in enumerate(sources, 1)]


def _shared_text_lines(found: ComparedStory, names: Sequence[str]) -> list[str]:
    """Return a line for each copy and for each two reports with text in common."""
    copies = [
        f"{_outlet(copy)} has the text of {_outlet(account)}"
        for account in found.story.accounts
        for copy in account.copies
    ]
    return copies + [
        f"{names[pair.a]} and {names[pair.b]}: {pair.kind}, {pair.contained:.0%} of the shorter report word for word"
        for pair in found.shared
    ]


def _headlines(story: Story) -> Iterator[tuple[str, str]]:
    for account in story.accounts:
        yield account.source or "", _cited(account, story.timing(account))
        for copy in account.copies:
            yield copy.source or "", f"= {_cited(copy, copy.after(story.accounts[0]))}"
    if story.earlier:
        yield "earlier", story.earlier[1]


def _cited(article: StoryArticle, when: str = "") -> str:
    about = (when, article.date.replace("T", " ") if article.date else "undated")
    return f"{article.title} ({' · '.join(part for part in about if part)})"


def _outlet(article: StoryArticle) -> str:
    return article.source or f"“{article.title}”"


def _only(report: Report) -> Iterator[tuple[str, str]]:
    for label, values in (("leaders", report.leaders), ("countries", report.countries), ("numbers", report.numbers)):
        if values:
            yield label, ", ".join(values)
    for n, sentence in enumerate(report.sentences[:_SENTENCES], 1):
        yield str(n), sentence
    if len(report.sentences) > _SENTENCES:
        yield "", f"… and {len(report.sentences) - _SENTENCES} more sentences"
