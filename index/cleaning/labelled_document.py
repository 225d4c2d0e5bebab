"""The one value that goes through the cleaner: each stage takes it and returns it with more filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedread.index.cleaning.bias import NO_BIAS, Bias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.cleaning.labels import Label
    from seedread.index.cleaning.units import TextUnit

__all__ = ["LabelledDocument"]


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """The units of a text, and what the stages have found out about each. All sequences are parallel to `units`."""

    units: Sequence[TextUnit]
    labels: Sequence[Label | None]
    """Why each unit is not body; None for one that is body as far as known."""
    known_language: bool
    """Whether the line model knows the words of the language; else only shape and position count."""
    scores: Sequence[float] = ()
    """The log odds that each unit is body, from `scoring`."""
    bias: Bias = NO_BIAS
    """What `decoding` adds to the scores."""
    body: Sequence[bool] = ()
    """Whether each unit is on the best path through the body, from `decoding`."""
    unsure: bool = False
    """Whether the labels would have stripped most of the prose, so that all of it was kept."""

    @property
    def unlabelled(self) -> list[int]:
        """The indexes of the units without a label."""
        return [at for at, label in enumerate(self.labels) if label is None]

    def with_labels(self, changes: Mapping[int, Label | None]) -> LabelledDocument:
        """Return the document with other labels for some units, given by index."""
        if not changes:
            return self
        labels = list(self.labels)
        for at, label in changes.items():
            labels[at] = label
        return replace(self, labels=labels)

    def only(self, indexes: Sequence[int]) -> LabelledDocument:
        """Return some of the units with their labels, as a document that nothing has scored yet."""
        units, labels = [self.units[at] for at in indexes], [self.labels[at] for at in indexes]
        return LabelledDocument(units, labels, self.known_language)
