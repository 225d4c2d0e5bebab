"""Texts for the tests of the line model, and their units with labels by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning.cleaner import label_by_rules, lines_of
from seedread.index.cleaning.line_joining import join_lines

if TYPE_CHECKING:
    from seedread.index.cleaning.labelled_document import LabelledDocument

PROSE = (
    (
        "The council of Belmar voted on Monday to rebuild the old harbour bridge, which was swept away by the "
        "floods of last spring, and to pay for it with a loan from the regional bank."
    ),
    (
        "Engineers had warned for years that the pillars were too weak, but the money went to the new market "
        "hall instead, said the mayor, who was elected in autumn."
    ),
    (
        "Work is to begin in March and should be finished before the first ferries of the summer, according to "
        "the plan that was laid before the council."
    ),
)
MENU = ("Home", "News", "Sport", "Weather", "Log in")


def labelled(*lines: str) -> LabelledDocument:
    """Return English lines as a document that the rules have labelled and nothing has scored."""
    return label_by_rules(join_lines(lines_of("\n".join(lines))), "en")
