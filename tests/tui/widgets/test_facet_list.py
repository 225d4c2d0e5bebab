"""The facets of a library whose counts come over a network: only those that show are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import settle, using

from seedread.index.cluster import Unreachable
from seedread.index.engines.whoosh.found import WhooshFound
from seedread.index.engines.whoosh.query_execution import Generation
from seedread.index.search.results import Results

if TYPE_CHECKING:
    from collections.abc import Collection

    from screen import Reader

    from seedread.index import Facet, Library


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The facets that were counted, in a library that is as far away as a cluster."""
    names: list[str] = []
    facet = WhooshFound.facet

    def noted(found: WhooshFound, name: str) -> Facet:
        names.append(name)
        return facet(found, name)

    monkeypatch.setattr(Generation, "remote", True)
    monkeypatch.setattr(WhooshFound, "facet", noted)
    return names


def shown(reader: Reader) -> list[str]:
    facets = reader.main.panes.facet_list
    rows = facets._rows[facets.top : facets.top + facets.height]
    assert not [row for row in rows if row.kind == "waiting"]
    return [row.facet.name for row in rows if row.kind == "heading"]


async def test_hidden_facets_are_not_counted(library: Library, counted: list[str]) -> None:
    """Without a pane of facets a search counts none but those with a choice; they are counted once the pane opens."""
    async with using(library, (80, 24)) as reader:
        await reader.press("slash", *"iran")
        assert reader.main.rows.pages.total == 3
        assert not counted
        await reader.press("escape", "F")
        await settle(reader.pilot)
        assert {"country", "leader"} <= set(counted)
        assert "country" in shown(reader)
        await reader.press("plus", "F")
        await settle(reader.pilot)
        counted.clear()
        await reader.press("slash", *"gas")
        await settle(reader.pilot)
        assert set(counted) == {"country"}


async def test_facets_are_counted_as_they_come_into_view(library: Library, counted: list[str]) -> None:
    """A key in the search box counts the sections in view; those below wait until the reader goes there."""
    async with using(library, (160, 22)) as reader:
        await settle(reader.pilot)
        await reader.press("slash", "i")
        await settle(reader.pilot)
        counted.clear()
        await reader.press("r")
        await settle(reader.pilot)
        waiting = {row.facet.name for row in reader.main.panes.facet_list._rows if row.kind == "waiting"}
        assert {"country", *shown(reader)} <= set(counted)
        assert waiting
        assert not waiting & set(counted)
        assert len(counted) == len(set(counted))
        everything = {name: facet.values for name, facet in library.search("ir", typing=True).facets.items()}
        counted.clear()
        await reader.press("escape", "F")
        seen = set(shown(reader))
        for _ in range(60):
            await reader.press("j")
            await settle(reader.pilot)
            seen |= set(shown(reader))
        facets = reader.main.facets
        assert seen == {name for name, values in everything.items() if values}
        assert {name: facet.values for name, facet in facets.items() if name in seen} == {
            name: values for name, values in everything.items() if name in seen
        }
        assert waiting <= set(counted)


async def test_the_list_keeps_its_lines_while_facets_wait(library: Library, counted: list[str]) -> None:
    """A section has as many lines before it is counted as it had before, so that nothing jumps."""
    async with using(library, (160, 22)) as reader:
        await settle(reader.pilot)
        facets = reader.main.panes.facet_list
        await reader.press("F", "end")
        await settle(reader.pilot)
        await reader.press("home", "escape")
        await settle(reader.pilot)
        lines = [(row.kind == "heading", row.facet.name) for row in facets._rows]
        counted.clear()
        await reader.press("S", "S", "S", "S", "S")
        await settle(reader.pilot)
        assert counted
        assert any(row.kind == "waiting" for row in facets._rows)
        assert [(row.kind == "heading", row.facet.name) for row in facets._rows] == lines


async def test_facets_that_could_not_be_counted_are_asked_for_again(
    library: Library, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cluster that does not answer is reported, and the next scroll asks for the counts once more."""
    async with using(library, (80, 24)) as reader:
        await reader.press("slash", *"iran", "escape")
        count = Results.count

        def fails(_: Results, _names: Collection[str]) -> None:
            raise Unreachable("No node answers.")

        monkeypatch.setattr(Results, "count", fails)
        await reader.press("F")
        await settle(reader.pilot)
        assert reader.main.message == "No node answers."
        assert not counted
        assert any(row.kind == "waiting" for row in reader.main.panes.facet_list._rows)
        monkeypatch.setattr(Results, "count", count)
        await reader.press("j", "k")  # to the top, with the same facets in view
        await settle(reader.pilot)
        assert "country" in shown(reader)
