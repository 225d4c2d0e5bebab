"""The display names of facet values, from the index of words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.facets.fields import SHOWN, STORED
from seedread.index.facets.outlets import label_rank
from seedread.index.facets.regions import known_regions, regions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines.opensearch.snapshot import Snapshot

__all__ = ["Labels", "region_labels"]


class Labels:
    """All labels of a generation, read once. A value that is shown by its label has no other name outside."""

    def __init__(self, words: Snapshot) -> None:
        self._words = words

    @cached_property
    def _stored(self) -> dict[str, dict[str, str]]:
        """The label of each stored value, by facet: of several the best."""
        found: dict[str, dict[str, str]] = {facet: {} for facet in STORED}
        fields = {"_source": ["facet", "value", "label"]}
        sort = [{"facet": "asc"}, {"value": "asc"}, {"label": "asc"}]
        for hit in self._words.hits({"term": {"kind": "label"}}, sort, fields):
            source = hit["_source"]
            labels = found.setdefault(source["facet"], {})
            value, label = source["value"], source["label"]
            labels[value] = min(labels.get(value, label), label, key=label_rank)
        return found

    def of(self, facet: str) -> Mapping[str, str]:
        """Return the label of each value of a facet."""
        return self._all[facet]

    @cached_property
    def _all(self) -> dict[str, dict[str, str]]:
        stored = self._stored
        return {
            facet: {label: label for label in labels.values()} if facet in SHOWN else labels
            for facet, labels in stored.items()
        }

    def shown(self, facet: str, stored: str) -> str:
        """Return the value that shows a stored one."""
        return self._stored[facet].get(stored, stored) if facet in SHOWN else stored


def region_labels(countries: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each region with a country in the library."""
    return {region: regions()[region].name for region in known_regions(countries)}
