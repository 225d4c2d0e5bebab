"""A digest as Markdown, as one HTML file without remote parts, and as a whole mail with both."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from seedread.index.export.markup import PAGE_STYLE, html_link, html_text, markdown_link, markdown_text
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence

    from seedread.index.following.brief import Brief, BriefReport, BriefStory, Difference

__all__ = ["to_html", "to_mail", "to_markdown"]


def _heading(brief: Brief) -> str:
    counts = f"{brief.articles:,} {'article' if brief.articles == 1 else 'articles'}"
    return f"{counts} from {_outlets(brief.outlets)}"


def _outlets(number: int) -> str:
    return f"{number:,} {'outlet' if number == 1 else 'outlets'}"


def to_markdown(brief: Brief) -> str:
    """Return the digest as Markdown; texts of articles are escaped."""
    return "\n".join(_markdown(brief)) + "\n"


def _markdown(brief: Brief) -> Iterator[str]:
    yield from (f"# {markdown_text(brief.title)}", "", _heading(brief))
    for story in brief.stories:
        yield from ("", f"## {markdown_text(story.title)}", "", _about(story, markdown_text))
        yield from ("", *(line for report in story.reports for line in _report_lines(report)))
        for heading, differences in _differences(story):
            yield from ("", f"{heading}:", "", *(f"- {line}" for one in differences for line in _difference(one)))
        if story.opinions:
            yield from ("", "Opinion:", "", *(f"- {_cited(one)}" for one in story.opinions))
    if brief.more_stories:
        yield from ("", f"{brief.more_stories:,} more stories are left out.")
    for name, reports in brief.singles:
        yield from ("", f"## {markdown_text(name)}", "", *(f"- {_cited(report)}" for report in reports))
    if brief.more_singles:
        yield from ("", f"{brief.more_singles:,} more reports are left out.")


def _about(story: BriefStory, plain: Callable[[str], str]) -> str:
    names = (", ".join(map(plain, story.countries)), ", ".join(map(plain, story.leaders)))
    return " · ".join(filter(None, (_outlets(story.outlets), *names)))


def _differences(story: BriefStory) -> Iterator[tuple[str, Sequence[Difference]]]:
    for heading, differences in (
        ("Numbers that differ", story.numbers),
        ("Quoted at different length", story.quotations),
    ):
        if differences:
            yield heading, differences


def _report_lines(report: BriefReport) -> Iterator[str]:
    yield f"- {_cited(report)}"
    yield from (f"  - same text: {_cited(copy)}" for copy in report.copies)


def _cited(report: BriefReport) -> str:
    """Return source, linked title and time of a report; without an address its id."""
    linked = markdown_link(report.title or "untitled", report.url, report.id)
    about = ", ".join(
        filter(None, (markdown_text(report.date) or "undated", report.when, *_headlines(report, markdown_text)))
    )
    return f"{markdown_text(report.source)}: {linked} ({about})" if report.source else f"{linked} ({about})"


def _headlines(report: BriefReport, plain: Callable[[str], str]) -> Iterator[str]:
    yield from (f"headline before: “{plain(title)}”" for title in report.headlines)


def _difference(one: Difference) -> Iterator[str]:
    a, b = (f"{_named(report)} {markdown_text(said)}" for report, said in ((one.a, one.said_a), (one.b, one.said_b)))
    yield f"{markdown_text(one.what)}: {a}; {b}"


def _named(report: BriefReport) -> str:
    """Return the outlet of a report, or its title, linked to it."""
    return markdown_link(report.source or report.title, report.url, report.id)


def to_html(brief: Brief) -> str:
    """Return the digest as one HTML file without scripts, pictures and other remote parts."""
    return "\n".join(_html(brief)) + "\n"


def _html(brief: Brief) -> Iterator[str]:
    title = html_text(brief.title)
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f"<title>{title}</title><style>{PAGE_STYLE}</style></head>"
    yield f"<body><h1>{title}</h1><p><small>{_heading(brief)}</small></p>"
    for story in brief.stories:
        yield f"<h2>{html_text(story.title)}</h2><p><small>{_about(story, html_text)}</small></p>"
        yield f"<ul>{''.join(map(_html_report, story.reports))}</ul>"
        for heading, differences in _differences(story):
            yield f"<p>{heading}:</p><ul>{''.join(map(_html_difference, differences))}</ul>"
        if story.opinions:
            yield f"<p>Opinion:</p><ul>{''.join(map(_html_report, story.opinions))}</ul>"
    if brief.more_stories:
        yield f"<p>{brief.more_stories:,} more stories are left out.</p>"
    for name, reports in brief.singles:
        yield f"<h2>{html_text(name)}</h2><ul>{''.join(map(_html_report, reports))}</ul>"
    if brief.more_singles:
        yield f"<p>{brief.more_singles:,} more reports are left out.</p>"
    yield "</body></html>"


def _html_report(report: BriefReport) -> str:
    about = ", ".join(filter(None, (html_text(report.date) or "undated", report.when, *_headlines(report, html_text))))
    source = f"{html_text(report.source)}: " if report.source else ""
    copies = "".join(map(_html_report, report.copies))
    same = f"<br><small>same text:</small><ul>{copies}</ul>" if copies else ""
    linked = html_link(report.title or "untitled", report.url, report.id)
    return f"<li>{source}{linked} <small>({about})</small>{same}</li>"


def _html_difference(one: Difference) -> str:
    a, b = (
        (html_link(report.source or report.title, report.url, report.id), html_text(said))
        for report, said in ((one.a, one.said_a), (one.b, one.said_b))
    )
    return f"<li>{html_text(one.what)}: {a[0]} {a[1]}; {b[0]} {b[1]}</li>"


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
