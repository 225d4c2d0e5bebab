"""An outlet's home country is a prior for ambiguous names."""

from __future__ import annotations

import pytest

from seedread.index.names.countries.country_linker import link_countries
from seedread.index.names.outlet_country import outlet_country


@pytest.mark.parametrize(
    ("url", "source", "code"),
    [
        ("https://www.lfpress.ca/news/1", None, "CA"),
        ("http://news.example.co.uk:80/a?b=c", None, "GB"),
        ("https://example.com/uk/a", "Korea Herald", "KR"),
        ("https://news.example.tv/a", None, None),
        (None, "London Free Press", None),
        (None, "Jordan Times", "JO"),
        (None, "The China and Japan Review", None),
        ("no address", "Reuters", None),
        (None, None, None),
    ],
)
def test_the_home_of_an_outlet(url: str | None, source: str | None, code: str | None) -> None:
    """The country comes from the address, or else the name, except for generic domains."""
    assert outlet_country(url, source) == code


def codes(text: str, home: str | None) -> set[str]:
    return {found.code for found in link_countries("", [text], home=home)}


def test_local_papers_mean_their_own_place() -> None:
    """London is in Ontario for a Canadian outlet, and Georgia is the country for a Georgian one."""
    assert codes("The bus to London was late again, riders said.", "CA") == set()
    assert codes("The bus to London was late again, riders said.", "GB") == {"GB"}
    assert codes("Georgia voted.", "GE") == codes("Georgia voted.", None) == {"GE"}
    assert codes("Georgia voted.", "US") == {"US"}
    assert codes("British ministers flew from London to Ottawa.", "CA") == {"GB", "CA"}
