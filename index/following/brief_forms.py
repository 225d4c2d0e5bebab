"""A digest as Markdown, as one HTML file without remote parts, and as a whole mail with both."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from seedread.index.export.markup import PAGE_STYLE, html_link, html_text, markdown_link, markdown_text
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from seedread.index.following.brief import Brief, BriefReport, BriefStory, Difference

__all__ = ["counted", "left_out", "to_html", "to_mail", "to_markdown"]


class _Item(NamedTuple):
    """An item of a list, with those below it."""

    line: str
    below: tuple[str, ...] = ()


class _Form(Protocol):
    """How the parts of a digest are written; every text but that of `text` and `link` is markup already."""

    def text(self, text: str) -> str: ...
    def link(self, text: str, url: str | None, own: str) -> str: ...
    def small(self, markup: str) -> str: ...
    def heading(self, level: int, markup: str) -> str: ...
    def paragraph(self, markup: str) -> str: ...
    def items(self, items: Iterable[_Item]) -> str: ...


class _Markdown:
    text = staticmethod(markdown_text)
    link = staticmethod(markdown_link)

    def small(self, markup: str) -> str:
        return markup

    def heading(self, level: int, markup: str) -> str:
        return f"{'#' * level} {markup}\n"

    def paragraph(self, markup: str) -> str:
        return f"{markup}\n"

    def items(self, items: Iterable[_Item]) -> str:
        return "".join(f"- {item.line}\n" + "".join(f"  - {below}\n" for below in item.below) for item in items)


class _Html:
    text = staticmethod(html_text)
    link = staticmethod(html_link)

    def small(self, markup: str) -> str:
        return f"<small>{markup}</small>"

    def heading(self, level: int, markup: str) -> str:
        return f"<h{level}>{markup}</h{level}>"

    def paragraph(self, markup: str) -> str:
        return f"<p>{markup}</p>"

    def items(self, items: Iterable[_Item]) -> str:
        return f"<ul>{''.join(f'<li>{item.line}{self._below(item)}</li>' for item in items)}</ul>"

    def _below(self, item: _Item) -> str:
        return self.items(map(_Item, item.below)) if item.below else ""


def to_markdown(brief: Brief) -> str:
    """Return the digest as Markdown; texts of articles are escaped."""
    return "\n".join(_parts(brief, _Markdown()))


def to_html(brief: Brief) -> str:
    """Return the digest as one HTML file without scripts, pictures and other remote parts."""
    head = f"<title>{html_text(brief.title)}</title><style>{PAGE_STYLE}</style>"
    body = "\n".join(_parts(brief, _Html()))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n{head}</head>\n<body>{body}\n</body></html>\n'
    )


def _parts(brief: Brief, form: _Form) -> Iterator[str]:
    """Yield the headings, paragraphs and lists of a digest."""
    yield form.heading(1, form.text(brief.title))
    outlets = f" from {counted(brief.outlets, 'outlet')}" if brief.outlets else ""
    yield form.paragraph(form.small(f"{counted(brief.articles, 'article')}{outlets}"))
    for story in brief.stories:
        yield from _story(story, form)
    if brief.more_stories:
        yield form.paragraph(left_out(brief.more_stories, "story", "stories"))
    for name, reports in brief.singles:
        yield form.heading(2, form.text(name))
        yield form.items(_Item(_cited(report, form)) for report in reports)
    if brief.more_singles:
        yield form.paragraph(left_out(brief.more_singles, "report", "reports"))


def _story(story: BriefStory, form: _Form) -> Iterator[str]:
    yield form.heading(2, form.text(story.title))
    names = (", ".join(map(form.text, story.countries)), ", ".join(map(form.text, story.leaders)))
    outlets = counted(story.outlets, "outlet") if story.outlets else ""
    if about := " · ".join(filter(None, (outlets, *names))):
        yield form.paragraph(form.small(about))
    yield form.items(_report(report, form) for report in story.reports)
    for heading, differences in _differences(story):
        yield form.paragraph(f"{heading}:")
        yield form.items(_Item(_difference(one, form)) for one in differences)
    if story.opinions:
        yield form.paragraph("Opinion:")
        yield form.items(_Item(_cited(one, form)) for one in story.opinions)


def counted(number: int, what: str) -> str:
    """Return a number with the noun `what` in the singular or plural."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def left_out(number: int, one: str, several: str) -> str:
    """Return a sentence on what a digest leaves out; `one` and `several` are forms of one noun."""
    return f"1 more {one} is left out." if number == 1 else f"{number:,} more {several} are left out."


def _differences(story: BriefStory) -> Iterator[tuple[str, Sequence[Difference]]]:
    for heading, differences in (
        ("Numbers that differ", story.numbers),
        ("Quoted at different length", story.quotations),
    ):
        if differences:
            yield heading, differences


def _report(report: BriefReport, form: _Form) -> _Item:
    return _Item(_cited(report, form), tuple(f"same text: {_cited(copy, form)}" for copy in report.copies))


def _cited(report: BriefReport, form: _Form) -> str:
    """Return source, linked title and time of a report; without an address its id."""
    source = f"{form.text(report.source)}: " if report.source else ""
    headlines = (f"headline before: “{form.text(title)}”" for title in report.headlines)
    about = ", ".join(filter(None, (form.text(report.date) or "undated", report.when, *headlines)))
    linked = form.link(report.title or "untitled", report.url, report.id)
    return f"{source}{linked} {form.small(f'({about})')}"


def _difference(one: Difference, form: _Form) -> str:
    """Return what two reports say, each linked with its outlet, or its title."""
    a, b = (
        f"{form.link(report.source or report.title, report.url, report.id)} {form.text(said)}"
        for report, said in ((one.a, one.said_a), (one.b, one.said_b))
    )
    return f"{form.text(one.what)}: {a}; {b}"


def to_mail(brief: Brief, now: datetime.datetime, sender: str, to: str) -> bytes:
    """Return the digest as a mail with text and HTML; raises ValueError for an address that is none."""
    mail = EmailMessage()
    mail["Subject"] = safe_line(brief.title)
    mail["Date"] = format_datetime(now)
    for name, address in (("From", sender), ("To", to)):
        if address:
            mail[name] = address
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(to_markdown(brief))
    mail.add_alternative(to_html(brief), subtype="html")
    return bytes(mail)
