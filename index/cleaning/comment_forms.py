"""Strips comment forms and readers' comments.

A comment form is known by its phrases ("Leave a Reply"): the groups of data/comment_forms.toml, in many languages.
`comment_form` labels them. The comments themselves read like any prose. They are known by the marks between them: who
wrote them and when, "Reply", "Report abuse". `label_comments` labels all that is between several such marks below the
article, with or without a form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.cleaning.bylines import looks_like_name
from seedread.index.cleaning.date_only_lines import is_date_line
from seedread.index.cleaning.labels import Label
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.units import TextUnit

__all__ = ["COMMENT_FORM", "comment_form", "label_comments"]

COMMENT_FORM = "comment form"
SHORT, NOTICE = 100, 170
"""Sizes up to which a phrase at the beginning, or anywhere, makes a unit a part of a comment form."""
GAP = 12
"""The most units between two marks of the same block of comments."""
FEWEST, FEWEST_BELOW_HEADING = 3, 2
"""Marks of the smallest block; of one below a heading such as "Comments"."""
LAST = 3
"""The most paragraphs of the last comment, below its author."""
NAME = 40
"""Characters of the longest author's name above a date."""
_KINDS = ("navigation", "other", "teaser", "byline", "dateline", "share", "note", "source", "caption")
"""Kinds of lines that become part of the comments around them."""
LEFT_OUT = ("other", "teaser", "navigation")
"""Kinds of comments that the decoding left out of the body."""
_CLOCK = r"\d{1,2}[:.]\d{2}"
_SIGNED = lazy_pattern(
    rf"\W{{0,3}}(?:(?:posted|comment(?:ed)?|written|submitted|left|reply) )(?:by"
    rf"|from):? .{{2,70}}(?:\b\d{{4}}\b|{_CLOCK}|ago\b).*"
    r"|.{1,40}\b(?:says|wrote|writes|commented|replied|responded)(?: on .{3,40}| to .{2,40}| at .{3,40})? ?:\Z",
    re.IGNORECASE,
)
"""A line that names the author of a comment, with a date or "wrote:"."""
_NAMED_AND_DATED = lazy_pattern(
    rf"(?P<name>.{{2,40}}?) ?(?:[|·•—–-]| on | at |, )(?=.*\d{{4}})(?=.*{_CLOCK})(?P<date>.{{8,50}})\Z"
)
_DATED = re.compile(r"(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d\d")
_ACTION = lazy_pattern(
    r"\W*(?:reply|replies|reply to .{1,40}|\d+ repl(?:y|ies)|report(?: (?:abuse|this|comment|this comment"
    r"|as abusive|as inappropriate))?|"
    r"flag(?: as .{1,30}| comment)?|recommended? \(?\d+\)?|\d+ (?:likes?|upvotes?|recommendations?|points?"
    r"|people like this)|"
    r"(?:like|upvote|downvote|thumbs up|thumbs down|agree|disagree) ?\(?\d*\)?|quote|log in to reply"
    r"|in reply to .{1,40}|"
    r"(?:show|view|hide|load)(?: \d+)?(?: more| all)? (?:repl(?:y|ies)|comments?)|comment (?:no\.?|#|number) ?\d+|"
    r".{0,40}\breport (?:this )?comment\b.{0,20}|permalink|parent|offensive\?.{0,60}"
    r"|unsuitable or offensive.{0,60})\W*\Z",
    re.IGNORECASE,
)
"""What a reader can do with a comment."""
_AGO = lazy_pattern(
    r"\W*(?:an?|\d+|one|two|three|few) ?(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|week|mo|month|y|yr|year)s? ago"
    r"(?: \(?edited\)?)?\W*\Z",
    re.IGNORECASE,
)
_HEADING = lazy_pattern(
    r"(?:\d[\d,.]* )?(?:thoughts?|responses?|replies|comments?|reactions?)(?: \(?\d+\)?)?(?: (?:on|to|for"
    r"|so far)\b.{0,200})?[.… ]*\Z"
    r"|(?:all|most liked|most recent|newest|oldest|top|best|readers?['’]?s?|your|recent|latest|showing|view"
    r"|user|older|new)"
    r"(?: \w+)? (?:comments?|responses|replies|views)\b.{0,40}\Z|most liked\Z|(?:the )?comments (?:are"
    r"|have been|have now been)\b.{0,60}\Z"
    r"|sort(?:ed)? by:? ?(?:newest|oldest|best|top|most recent).{0,40}\Z",
    re.IGNORECASE,
)
"""A heading of comments."""


def comment_form(unit: TextUnit) -> Label | None:
    """Return the label of a unit that is certainly part of a comment form: it is a known phrase, or contains one."""
    for phrase, longest, how in (
        (unit.line, None, "known phrase"),
        (unit.start, NOTICE, "begins with"),
        (unit.within, NOTICE, "contains"),
    ):
        if phrase and phrase.kind == COMMENT_FORM and not phrase.weak and (longest is None or unit.size <= longest):
            return Label(COMMENT_FORM, f"{how} '{phrase.text}'")
    return None


def label_comments(document: LabelledDocument) -> LabelledDocument:
    """Label the blocks of readers' comments below the first paragraph."""
    first = next((at for at in document.unlabelled if document.units[at].prose), None)
    if first is None:
        return document
    marks = [at for at in range(first + 1, len(document.units)) if _is_mark(document, at)]
    changes: dict[int, Label | None] = {}
    for block in _blocks(marks):
        changes |= _labels_of(document, first, block)
    return document.with_labels(changes)


def _blocks(marks: Sequence[int]) -> list[list[int]]:
    """Return the marks in groups without a gap."""
    blocks: list[list[int]] = []
    for at in marks:
        if blocks and at - blocks[-1][-1] <= GAP:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    return blocks


def _labels_of(document: LabelledDocument, first: int, marks: Sequence[int]) -> dict[int, Label | None]:
    """Return the labels of a block of comments with these marks, none if it is too small."""
    heading = next((at for at in range(marks[0], max(first, marks[0] - GAP), -1) if _is_heading(document, at)), None)
    if heading is not None and sum(document.units[at].prose for at in range(heading, marks[0])) > LAST:
        heading = None
    headings = sum(_is_heading(document, at) for at in marks)
    if len(marks) < FEWEST and (heading is None or len(marks) - headings < FEWEST_BELOW_HEADING):
        return {}
    start = marks[0] if heading is None else heading
    if heading is None and _is_name(document.units[start - 1].text) and start - 1 > first:
        start -= 1
    found: dict[int, Label | None] = {}
    for at in range(start, _end(document, marks) + 1):
        label = document.labels[at]
        if label is None:
            found[at] = Label(COMMENT_FORM, "among readers' comments")
        elif label.kind in _KINDS:
            found[at] = Label(COMMENT_FORM, f"among comments; {label.evidence}")
    return found


def _end(document: LabelledDocument, marks: Sequence[int]) -> int:
    """Return the last unit of a block: its last mark, or the end of the comment below it."""
    units, last = document.units, marks[-1]
    if len(marks) < 2 or not any(units[at].ends for at in range(marks[-2] + 1, last)):
        return last
    if units[marks[0] + 1 : marks[0] + 2] and not _is_comment(document, marks[0] + 1):
        return last
    end = last
    while end + 1 < len(units) and end - last < LAST and _is_comment(document, end + 1):
        end += 1
    return end


def _is_comment(document: LabelledDocument, at: int) -> bool:
    label = document.labels[at]
    return document.units[at].ends and (label is None or label.kind in LEFT_OUT)


def _is_heading(document: LabelledDocument, at: int) -> bool:
    unit, label = document.units[at], document.labels[at]
    opens = label is not None and label.kind == COMMENT_FORM and bool(unit.line or unit.start)
    return opens or (len(unit.text) <= NOTICE + 30 and not unit.prose and _HEADING.match(unit.text) is not None)


def _is_mark(document: LabelledDocument, at: int) -> bool:
    """Return whether a unit is a mark between two comments."""
    unit, label = document.units[at], document.labels[at]
    if len(unit.text) > SHORT or unit.prose:
        return False
    if (
        label is not None
        and label.kind == COMMENT_FORM
        and any(phrase and phrase.opens for phrase in (unit.line, unit.start))
    ):
        return True
    if _ACTION.match(unit.text) or _SIGNED.match(unit.text):
        return True
    if found := _NAMED_AND_DATED.match(unit.text):
        return _is_name(found["name"]) and is_date_line(found["date"])
    dated = _AGO.match(unit.text) or (label is not None and label.kind == "dateline" and _DATED.search(unit.text))
    return bool(dated) and _is_name(document.units[at - 1].text)


def _is_name(text: str) -> bool:
    """Return whether a line above a date can be a comment's author: a name or a handle."""
    if len(text) > NAME or text.endswith((".", ":", "?", "!")):
        return False
    return " " not in text or looks_like_name(text)
