"""Finds the facet values that a typed name means, by value, label, alias, code or spelling; suggests similar names."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.errors import stop_if
from seedread.index.facets.outlets import outlet_named
from seedread.index.facets.regions import known_regions
from seedread.index.names.gazetteer import resolve_leaders
from seedread.index.names.lexicon import resolve_country
from seedread.index.names.name_folding import fold_name
from seedread.index.query import (
    MARKS,
    AnyValue,
    Dates,
    FacetName,
    HasValue,
    Marked,
    Notice,
    any_of,
    map_leaves,
    to_text,
    unescape_value,
)
from seedread.index.text.edit_distance import neighbours_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from seedread.index.facets import FacetValues
    from seedread.index.query import Node
    from seedread.index.search.counted_marks import CountedMarks

__all__ = ["Names", "Resolver"]

_NAMED = 5
"""How many marks a notice lists if the typed one does not exist."""
_HAS = {"language": "is in the", "source": "is from the"}
"""How articles have the values of a facet, where they do not name them."""
_UNTYPED = str.maketrans(dict.fromkeys('"“”„«»*', ""))
"""Characters of the query syntax, which a typed name cannot contain."""


class Resolver:
    """Looks up names for one generation of a library."""

    def __init__(
        self,
        facets: Mapping[str, FacetValues],
        people: Callable[[str], frozenset[str]] = resolve_leaders,
        sources: Iterable[Sequence[str]] = (),
    ) -> None:
        """Use the facets of the library; `people` finds leaders for a name that no value has.

        `sources` are outlets of the reader's rules: the name, then the other ways to write it.
        """
        self._values = facets
        outlets = {outlet_named(one).key: outlet_named(name).key for name, *others in sources for one in others}
        self._facets = {facet: Names(values, people, outlets) for facet, values in facets.items()}

    def resolve(
        self,
        tree: Node,
        marks: Mapping[str, CountedMarks] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Node, list[Notice]]:
        """Return `tree` with every `FacetName` replaced by its values, and a notice for each without values.

        A region is replaced by its countries, and a mark of the reader by its meaning in `marks`. Raises Cancelled.
        """
        notices: list[Notice] = []

        def meant(node: Node) -> Node:
            stop_if(cancelled)
            if node == AnyValue("region"):
                return AnyValue("country")
            if isinstance(node, Dates) and node.field != "date":
                return _added(node, self._values[node.field])
            if isinstance(node, FacetName | AnyValue) and node.facet in MARKS:
                return _marked(node, (marks or {}).get(node.facet), notices)
            if not isinstance(node, FacetName):
                return node
            found = self._in_region(node)
            if found:
                return found
            names = self._facets.get(node.facet)
            values = names.meant(node) if names else frozenset()
            if remark := _remark(node, names, values):
                notices.append(remark)
            shown = names.readable(node, values) if names else node
            return HasValue(node.facet, values, name=shown, start=node.start, end=node.end)

        return map_leaves(tree, meant), notices

    def names(self, facet: str, marks: Mapping[str, CountedMarks]) -> Names | None:
        """Return the names of the values of a facet of the library, or of the reader's `marks`; None without any."""
        return Names(marks[facet]) if facet in marks else self._facets.get(facet)

    def _in_region(self, named: FacetName) -> HasValue | None:
        """Return the countries of the regions that a name means; a country of the same name takes precedence."""
        if "region" not in self._facets or named.facet not in ("country", "region"):
            return None
        names, countries = self._facets["region"], frozenset[str]()
        if named.facet == "region":
            found = names.meant(named)
        else:
            countries = self._facets["country"].exact(named)
            found = names.exact(replace(named, unfinished=named.unfinished and not countries))
        if not found or (countries and not named.unfinished):
            return None
        regions = known_regions(self._values["country"].labels)
        codes = countries.union(*(regions.get(region, frozenset()) for region in found))
        name = named if countries else names.readable(named, found)
        return HasValue("country", codes, name=name, start=named.start, end=named.end)


def _remark(node: FacetName, names: Names | None, values: frozenset[str]) -> Notice | None:
    """Return what to say of a typed name: that no article has it, or what it was read as; None if it is clear."""
    if values and names:
        read = f"“{node.text}” was read as {names.listed(values)}."
        return Notice(read, node.start, node.end) if names.is_guessed(node) else None
    known = node.facet == "language" and _native_values(node)
    nearest = names.nearest(node.text) if names and not known else []
    guess = f": did you mean {' or '.join(map(names.counted, nearest))}?" if names and nearest else "."
    message = f"No article here {_HAS.get(node.facet, 'names the')} {node.facet} “{node.text}”{guess}"
    return Notice(message, node.start, node.end, names.instead(node.facet, nearest) if names else "")


class Names:
    """The values of one facet by their folded names."""

    def __init__(
        self,
        values: FacetValues,
        people: Callable[[str], frozenset[str]] = resolve_leaders,
        outlets: Mapping[str, str] | None = None,
    ) -> None:
        self.values = values
        self._people = people
        self._merged = outlets or {}
        """Keys of outlets that the reader merged into others."""

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {value: _key(label) for value, label in self.values.labels.items()}

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        """Values by their full label, and by their names in the library."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for value, label in self._folded.items():
            named[label].add(value)
            named[_key(value)].add(value)
        return dict(named)

    @cached_property
    def _outlets(self) -> dict[str, set[str]]:
        named: defaultdict[str, set[str]] = defaultdict(set)
        for value in self._folded:
            named[outlet_named(value).key].add(value)
        return dict(named)

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        named: defaultdict[str, set[str]] = defaultdict(set)
        for value, label in self._folded.items():
            for word in label.split():
                named[word].add(value)
        return dict(named)

    def meant(self, named: FacetName) -> frozenset[str]:
        """Return the values that a typed name means."""
        return self._named(named) or _native_values(named) & self._folded.keys()

    def is_guessed(self, named: FacetName) -> bool:
        """Tell whether a typed name means a value only as a declined name of another language."""
        return not self._named(named) and _is_declined(named)

    def listed(self, values: frozenset[str]) -> str:
        """Return the names of some values in a sentence."""
        return " or ".join(sorted(self.values.labels[value] for value in values))

    def _named(self, named: FacetName) -> frozenset[str]:
        """Return the values with a typed name, or with all of its words."""
        exact = self.exact(named)
        if exact:
            return exact | self._known(named, exact)
        text = _key(named.text)
        asked = text.split()
        parts = set.intersection(*(self._by_word.get(word, set()) for word in asked)) if asked else set()
        return frozenset(parts) | self._known(named, frozenset(parts))

    def _known(self, named: FacetName, found: frozenset[str]) -> frozenset[str]:
        """Return the known people whose name or alias was typed, also where a row of the library has the very name."""
        if named.facet != "leader" or named.unfinished or unescape_value(named.text) in found:
            return frozenset()
        return self._people(named.text) & self._folded.keys()

    def exact(self, named: FacetName) -> frozenset[str]:
        """Return the values that a name matches as a full name, a code or a typed prefix."""
        value = unescape_value(named.text)
        if value in self._folded and not named.unfinished:
            return frozenset([value])
        text = _key(named.text)
        found = set(self._by_name.get(text, ()))
        if named.unfinished:
            found |= {value for value, label in self._folded.items() if f" {text}" in f" {label}"}
        if named.facet == "source":
            key = outlet_named(named.text).key
            found |= self._outlets.get(self._merged.get(key, key), set())
        if named.facet == "country":
            code = resolve_country(named.text)
            found |= {code} & self._folded.keys() if code else set()
        return frozenset(found)

    def begun(self, facet: str, text: str) -> frozenset[str]:
        """Return the values whose name may be what is being typed: all of them for an empty text."""
        if not _key(text):
            return frozenset(self._folded)
        typed = FacetName(facet, text)
        found = self.exact(replace(typed, unfinished=True)) | self.meant(typed)
        return found or frozenset(self.nearest(text))

    def readable(self, typed: FacetName, values: frozenset[str]) -> FacetName:
        """Return the display name if the name means exactly one value, else the typed text."""
        if len(values) == 1:
            (value,) = values
            for text in (self.values.labels[value], value):
                name = FacetName(
                    typed.facet, " ".join(text.translate(_UNTYPED).split()), start=typed.start, end=typed.end
                )
                if self.meant(name) == values:
                    return name
        return typed

    def written(self, facet: str, value: str) -> str:
        """Return a query for one value that a person can read."""
        return to_text(self.readable(FacetName(facet, value), frozenset([value])))

    def instead(self, facet: str, nearest: Sequence[str]) -> str:
        """Return the first of some values as it is typed behind its field; empty without any."""
        return self.written(facet, nearest[0]).partition(":")[2] if nearest else ""

    def counted(self, value: str) -> str:
        """Return the name of a value with its number of articles."""
        return f"{self.values.labels[value]} ({self.values.count(value):,})"

    def nearest(self, text: str) -> list[str]:
        """Return up to three values with a name that is spelled like `text`."""
        wanted = _key(text)
        best: dict[str, tuple[int, int]] = {}
        for names in (self._by_name, self._by_word):
            for name, edits in neighbours_within(sorted(names), wanted, max(1, len(wanted) // 3)):
                for value in names[name]:
                    rank = (edits, -self.values.count(value))
                    best[value] = min(best.get(value, rank), rank)
        return sorted(best, key=lambda value: (best[value], value))[:3]


def _native_values(named: FacetName) -> frozenset[str]:
    """Return the values that a name means in another language; their tables are loaded where no other name fits."""
    if named.facet == "country":
        from seedread.index.names.countries.native_scan import resolve_native_country  # noqa: PLC0415

        return resolve_native_country(named.text)
    if named.facet == "leader":
        from seedread.index.names.native_spellings import resolve_native_leader  # noqa: PLC0415

        return resolve_native_leader(named.text)
    if named.facet == "language":
        from seedread.index.text.language_names import native_language_code  # noqa: PLC0415

        return frozenset(filter(None, (native_language_code(named.text),)))
    return frozenset()


def _is_declined(named: FacetName) -> bool:
    """Tell whether a name can mean a country or leader only with an ending of another language."""
    if named.facet == "country":
        from seedread.index.names.countries.native_scan import is_declined_country  # noqa: PLC0415 (as above)

        return is_declined_country(named.text)
    if named.facet == "leader":
        from seedread.index.names.native_spellings import is_declined_leader  # noqa: PLC0415 (as above)

        return is_declined_leader(named.text)
    return False


def _added(node: Dates, values: FacetValues) -> Node:
    """Return the articles whose time lies on one of these days of the reader's calendar."""
    if node.first is None and node.last is None:
        return AnyValue(node.field, start=node.start, end=node.end)
    first, last = node.first or datetime.date.min, node.last or datetime.date.max
    meant = frozenset(value for value in values.labels if (day := _local_day(value)) and first <= day <= last)
    typed = to_text(node).partition(":")[2].strip('"')
    return HasValue(node.field, meant, name=FacetName(node.field, typed), start=node.start, end=node.end)


def _local_day(time: str) -> datetime.date | None:
    try:
        return datetime.datetime.fromisoformat(f"{time}+00:00").astimezone().date()
    except ValueError:
        return None


def _marked(node: FacetName | AnyValue, values: CountedMarks | None, notices: list[Notice]) -> Node:
    """Return the articles with a mark of the reader."""
    if isinstance(node, AnyValue):
        meaning = values.marks.any_value if values else any_of(())
        return Marked(meaning, name=node, start=node.start, end=node.end)
    names = Names(values) if values else None
    meant = names.meant(node) if names else frozenset()
    if not meant:
        nearest = names.nearest(node.text) if names else []
        known = [names.counted(value) for value in nearest] if names else []
        known = known or sorted(values.labels if values else ())[:_NAMED]
        message = f"No article is marked {node.facet}:{node.text}." + (
            f" Marks in use: {', '.join(known)}." if known else ""
        )
        notices.append(Notice(message, node.start, node.end, names.instead(node.facet, nearest) if names else ""))
    meaning = any_of(values.marks.meaning(value) for value in sorted(meant)) if values else any_of(())
    shown = replace(node, text=next(iter(meant)), unfinished=False) if len(meant) == 1 else node
    return Marked(meaning, name=shown, start=node.start, end=node.end)


def _key(text: str) -> str:
    return " ".join(fold_name(text.translate(_UNTYPED)).split())
