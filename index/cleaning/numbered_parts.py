"""Finds the parts of a numbered text ("1. Cranes … 10. Ships"): headings with paragraphs below, all kept or none."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.units import TextUnit

__all__ = ["numbered_parts"]

_NUMBERED = re.compile(r"(?:#|No\.? ?|Nr\.? ?)?(\d{1,2}) ?[.):](?!\d) *\S")
_FEWEST = 3
_LONGEST = 8
"""Units of a part."""


def numbered_parts(document: LabelledDocument) -> Iterator[tuple[list[int], list[int]]]:
    """Yield of each numbered text the unlabelled headings and the unlabelled paragraphs below them."""
    numbers = [
        (at, int(found[1]))
        for at, unit in enumerate(document.units)
        if (found := _NUMBERED.match(unit.text)) is not None
    ]
    for run in _runs(document.units, numbers):
        longest = max(after - before for before, after in pairwise(run))
        span = range(run[0], min(len(document.units), run[-1] + longest))
        open_units = [at for at in span if document.labels[at] is None]
        headings = set(run)
        yield (
            [at for at in open_units if at in headings],
            [at for at in open_units if at not in headings and document.units[at].prose],
        )


def _runs(units: Sequence[TextUnit], numbers: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield where numbers follow on each other, up or down, with a paragraph below each but the last."""
    run: list[int] = []
    step = last = 0
    for at, number in numbers:
        follows = bool(run) and number - last in ((step,) if step else (1, -1))
        if follows and at - run[-1] <= _LONGEST and any(unit.prose for unit in units[run[-1] + 1 : at]):
            step = number - last
            run.append(at)
        else:
            if len(run) >= _FEWEST:
                yield run
            run, step = [at], 0
        last = number
    if len(run) >= _FEWEST:
        yield run
