"""The coverage of the gazetteer by country and year, as in the table of docs/names.md."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from seedread.index.names.document_context import successor_states
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.lexicon import country_name
from seedread.index.names.office import FOREIGN

DOCS = Path(__file__).parents[3] / "docs" / "names.md"
MEMBERS = {
    1945: "AR AU BE BO BR CA CL CN CO CR CU DK DO EC EG SV ET FR GR GT HT HN IN IR IQ LB LR LU MX NL NZ NI NO PA PY "
    "PE PH PL RU SA ZA SY TR GB US UY VE",
    1946: "AF IS SE TH",
    1947: "PK YE",
    1948: "MM",
    1949: "IL",
    1950: "ID",
    1955: "AL AT BG KH FI HU IE IT JO LA LY NP PT RO ES LK",
    1956: "JP MA SD TN",
    1957: "GH MY",
    1958: "GN",
    1960: "BJ BF CM CF TD CG CD CY CI GA MG ML NE NG SN SO TG",
    1961: "MR MN SL TZ",
    1962: "DZ BI JM RW TT UG",
    1963: "KE KW",
    1964: "MW MT ZM",
    1965: "GM MV SG",
    1966: "BB BW GY LS",
    1968: "GQ SZ MU",
    1970: "FJ",
    1971: "BH BT OM QA AE",
    1973: "BS DE",
    1974: "BD GD GW",
    1975: "CV KM MZ PG ST SR",
    1976: "AO SC WS",
    1977: "DJ VN",
    1978: "DM SB",
    1979: "LC",
    1980: "ZW VC",
    1981: "AG BZ VU",
    1983: "KN",
    1984: "BN",
    1990: "LI NA",
    1991: "KP KR EE LV LT FM MH BY UA",
    1992: "AM AZ BA GE HR KZ KG MD SM SI TJ TM UZ",
    1993: "AD CZ ER MK MC SK",
    1994: "PW",
    1999: "KI NR TO",
    2000: "TV RS",
    2002: "CH TL",
    2006: "ME",
    2011: "SS",
}
"""The members of the United Nations by the year they joined; Belarus and Ukraine by their independence."""
SINCE = {code: year for year, codes in MEMBERS.items() for code in codes.split()}
LAST = 2026
NOT_YET = {"CZ": 1992, "ER": 1993, "MK": 1991, "SS": 2011, "TL": 2002}
"""States founded after 1990, with their first year in the file; before that it has the states they belonged to."""
NOT_KNOWN = {"SM": 2010}
"""The first year with San Marino's captains regent, two new ones every half year."""
PERIODS = ((1945, 1959), (1960, 1974), (1975, 1989), (1990, 2004), (2005, LAST))


@cache
def days_held() -> dict[tuple[str, bool, int], int]:
    """Return the number of days with an office holder by country, kind of office (foreign minister or not) and year."""
    held: defaultdict[tuple[str, bool, int], int] = defaultdict(int)  # a bit a day: sets would take 1 GB
    names = gazetteer()
    for number in range(len(names)):
        leader = names.leader(number)
        for office in leader.offices:
            first = max(office.start, datetime.date(1945, 1, 1))
            last = min(office.end, datetime.date(LAST, 12, 31))
            for year in range(first.year, last.year + 1):
                begin, end = max(first, datetime.date(year, 1, 1)), min(last, datetime.date(year, 12, 31))
                days = (1 << (end - begin).days + 1) - 1
                held[leader.country, office.family == FOREIGN, year] |= days << begin.timetuple().tm_yday
    return {key: days.bit_count() for key, days in held.items()}


def held(code: str, year: int, *, foreign: bool) -> int:
    return max(days_held().get((state, foreign, year), 0) for state in successor_states(code))


def test_every_member_is_listed_once() -> None:
    """The United Nations has 193 members."""
    assert len(SINCE) == sum(len(codes.split()) for codes in MEMBERS.values()) == 193


@pytest.mark.parametrize("code", sorted(SINCE))
def test_every_state_has_a_head(code: str) -> None:
    """Each year from 1990 on has a head of state or government, with the exceptions above."""
    first = {**NOT_YET, **NOT_KNOWN}.get(code, 1990)
    own = days_held()
    assert [year for year in range(first, LAST + 1) if not own.get((code, False, year))] == []
    assert all(not own.get((code, False, year)) for year in range(1990, first)), "an exception that is none any more"


def covered(first: int, last: int, *, foreign: bool) -> Counter[str]:
    """Return the number of known days for each member, and the number of all days under the empty code."""
    known: Counter[str] = Counter()
    for code, since in SINCE.items():
        for year in range(max(first, since), last + 1):
            known[code] += held(code, year, foreign=foreign)
            known[""] += 365 + calendar.isleap(year)
    return known


def table() -> list[str]:
    lines = ["| years | states | head of state or government known | foreign minister known |", "|---|---|---|---|"]
    for first, last in PERIODS:
        states = sum(since <= last for since in SINCE.values())
        shares = []
        for foreign in (False, True):
            known = covered(first, last, foreign=foreign)
            total = known.pop("")
            shares.append(f"{100 * known.total() // total} % of all days")
        lines.append(f"| {first}–{last} | {states} | {' | '.join(shares)} |")
    return lines


def thin(first: int, last: int) -> list[str]:
    """Return the members with known foreign ministers on less than two thirds of the days."""
    known = covered(first, last, foreign=True)
    years = {code: last + 1 - max(first, since) for code, since in SINCE.items()}
    return sorted(country_name(code) for code in SINCE if known[code] < 240 * years[code])


@pytest.mark.parametrize("line", table())
def test_the_docs_say_how_much_is_covered(line: str) -> None:
    """The table in docs/names.md has the figures of the file; if a line fails, put this one there."""
    assert line in DOCS.read_text(encoding="utf-8").splitlines()


def test_the_docs_name_the_gaps() -> None:
    """States with few foreign ministers since 1990 are named in docs/names.md."""
    told = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert f"Few foreign ministers since 1990: {', '.join(thin(1990, LAST))}." in told


def test_the_docs_count_the_file() -> None:
    """The numbers of persons and terms in docs/names.md are the file's."""
    names = gazetteer()
    people = [names.leader(number) for number in range(len(names))]
    terms = Counter(office.family == FOREIGN for leader in people for office in leader.offices)
    bodies = {leader.country for leader in people if country_name(leader.country) == leader.country}
    countries = {leader.country for leader in people} - bodies
    persons = len({leader.id for leader in people})
    told = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert (
        f"{persons:,} persons, {len(countries)} countries and {len(bodies)} international bodies, "
        f"{terms[False]:,} terms as head of state or government and {terms[True]:,} as foreign minister"
    ) in told
