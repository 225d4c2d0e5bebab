"""Offices are parsed, and looked up at a date."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.names.gazetteer import person_id
from seedread.index.names.office import Leader, Office, family_of

DAY = datetime.date


def _leader(offices: str, name: str = "Ana Belo", country: str = "TL") -> Leader:
    return Leader(person_id(name, country), name, country, (), offices)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("president:1996:1999", DAY(1996, 1, 1), DAY(1999, 12, 31)),
        ("president:1996-04:1999-02", DAY(1996, 4, 1), DAY(1999, 2, 28)),
        ("president:1996-04-03:1999-12", DAY(1996, 4, 3), DAY(1999, 12, 31)),
        ("president:1996-04-03:", DAY(1996, 4, 3), DAY.max),
        ("president::1999-02-01", DAY.min, DAY(1999, 2, 1)),
    ],
)
def test_dates_cover_all_that_they_leave_open(text: str, start: DAY, end: DAY) -> None:
    """A year or a month starts on its first day and ends on its last day."""
    office = Office.parse(text)
    assert (office.start, office.end) == (start, end)


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("acting president", "president"),
        ("prime minister", "premier"),
        ("president of the council of ministers", "premier"),
        ("acting foreign minister", "foreign"),
        ("secretary of state", "foreign"),
        ("king", "monarch"),
        ("queen regent", "monarch"),
        ("junta leader", "state"),
    ],
)
def test_titles_belong_to_families(title: str, family: str) -> None:
    """Every title has a family: president, premier, monarch, foreign minister or state."""
    assert family_of(title) == family


def test_the_office_at_a_date_is_the_one_held_then() -> None:
    """A present office wins over a past one, a past one over a future one; without a date the latest wins."""
    leader = _leader("foreign minister:2001:2004;prime minister:2010-01-01:2014-06-30;president:2020-05-01:")
    roles = {
        2003: ("foreign minister", False),
        2007: ("foreign minister", True),
        2012: ("prime minister", False),
        2016: ("prime minister", True),
        2024: ("president", False),
    }
    for year, (title, former) in roles.items():
        office, is_former = leader.office_at(DAY(year, 6, 1))
        assert (office.title, is_former) == (title, former)
    assert leader.office_at(None)[0].title == "president"
    assert leader.office_at(DAY(1999, 1, 1)) == (leader.offices[0], False)


def test_higher_office_stands_before_the_foreign_ministry() -> None:
    """A person who is prime minister and foreign minister at once is called prime minister."""
    leader = _leader("foreign minister:2001:2004;prime minister:2001:2004")
    assert leader.office_at(DAY(2002, 1, 1))[0].title == "prime minister"


def test_a_title_tells_which_office_was_held() -> None:
    """An office of that very title wins, then of that very family, then one of a compatible family."""
    leader = _leader(
        "foreign minister:2001:2004;acting foreign minister:2006:2006;president:2020-05-01:;head:1999:1999"
    )

    def canonical_address_names(title: str, family: str) -> str | None:
        office = leader.office_called(title, family)
        return office.title if office else None

    assert canonical_address_names("foreign minister", "foreign") == "foreign minister"
    assert canonical_address_names("secretary of state", "foreign") == "acting foreign minister"
    assert canonical_address_names("leader", "state") == "head"
    assert canonical_address_names("secretary-general", "body") == "head"
    assert canonical_address_names("king", "monarch") == "head"
    assert canonical_address_names("premier", "premier") == "head"
    assert _leader("foreign minister:2001:2004").office_called("king", "monarch") is None


def test_initials_and_particles_are_borne() -> None:
    """Initials and missing particles match, another given name does not."""
    leader = Leader("x", "Inder Kumar Gujral", "IN", ("I. K. Gujral",), "prime minister:1997:1998")
    assert leader.matches_name(["i", "k", "gujral"])
    assert leader.matches_name(["inder", "gujral"])
    assert not leader.matches_name(["inder", "gujral"], whole=True)
    assert not leader.matches_name(["gujral", "inder"])
    assert not leader.matches_name(["satish", "gujral"])
