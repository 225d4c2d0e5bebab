"""Leaders are linked by name, title, date and coreference; each rule applies where it should and only there."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.article import TITLE, Person
from seedread.index.names.countries.country_linker import link_countries
from seedread.index.names.gazetteer import Gazetteer
from seedread.index.names.person_linker import link_people

ROWS = "\n".join(  # noqa: FLY002 - one row a line reads better than one string
    [
        "RU\tBoris Yeltsin\t\tpresident:1991-07-10:1999-12-31",
        "RU\tVladimir Putin\t\tprime minister:1999-08:2000-05;president:2000-05-07:2008-05-07;president:2012-05-07:",
        "RU\tSergey Lavrov\tSergei Lavrov\tforeign minister:2004-03-09:",
        "IR\tMasoud Pezeshkian\t\tpresident:2024-07-28:",
        "IR\tAbbas Araghchi\tAbbas Araqchi\tforeign minister:2024-08-21:",
        "TR\tHakan Fidan\t\tforeign minister:2023-06-03:",
        "TM\tGurbanguly Berdimuhamedow\tKurbanguly Berdymukhammedov\tpresident:2006-12-21:2022-03-19",
        "TM\tSerdar Berdimuhamedow\t\tpresident:2022-03-19:",
        "US\tGeorge H. W. Bush\tGeorge Bush\tpresident:1989-01-20:1993-01-20",
        "US\tGeorge W. Bush\tGeorge Bush\tpresident:2001-01-20:2009-01-20",
        "US\tBill Clinton\tWilliam Clinton\tpresident:1993-01-20:2001-01-20",
        "US\tHillary Clinton\t\tsecretary of state:2009-01-21:2013-02-01",
        "US\tJohn F. Kennedy\tJohn Kennedy\tpresident:1961-01-20:1963-11-22",
        "SY\tHafez al-Assad\t\tpresident:1971-03-12:2000-06-10",
        "SY\tBashar al-Assad\t\tpresident:2000-07-17:2024-12-08",
        "IL\tDavid Levy\t\tforeign minister:1996-06-18:1998-01-06",
        "IL\tBenjamin Netanyahu\t\tprime minister:1996-06-18:1999-07-06;prime minister:2009-03-31:2021-06-13",
        "JP\tRyutaro Hashimoto\t\tprime minister:1996-01-11:1998-07-30",
        "JO\tHussein of Jordan\tKing Hussein\tking:1952-08-11:1999-02-07",
        "JO\tAbdullah I of Jordan\tKing Abdullah\tking:1946-05-25:1951-07-20",
        "JO\tAbdullah II of Jordan\tKing Abdullah II\tking:1999-02-07:",
        "VA\tPope Francis\t\tpope:2013-03-13:2025-04-21",
        "VC\tJames Mitchell\t\tprime minister:1984-07-30:2000-10-27",
        "GD\tKeith Mitchell\t\tprime minister:1995-06-22:2008-07-09",
        "UN\tKofi Annan\t\tsecretary-general:1997-01-01:2006-12-31",
        "GB\tTheresa May\t\tprime minister:2016-07-13:2019-07-24",
        "KR\tKim Young-sam\t\tpresident:1993-02-25:1998-02-25",
        "IN\tInder Kumar Gujral\tI. K. Gujral\tforeign minister:1996-06:1998-03;prime minister:1997-04:1998-03",
    ]
)
NAMES = Gazetteer(ROWS)
Y1996 = datetime.date(1996, 8, 28)
Y2024 = datetime.date(2024, 10, 11)


def _people(
    *paragraphs: str, title: str = "", date: datetime.date | None = Y1996
) -> tuple[dict[str, Person], dict[str, Person]]:
    countries = link_countries(title, paragraphs)
    leaders, officials, *_ = link_people(title, paragraphs, countries, published=date, names=NAMES)
    return {person.name: person for person in leaders}, {person.name: person for person in officials}


def _leaders(*paragraphs: str, title: str = "", date: datetime.date | None = Y1996) -> dict[str, Person]:
    return _people(*paragraphs, title=title, date=date)[0]


class TestFullNames:
    """A full name in the gazetteer counts by itself, at its time."""

    def test_a_full_name_counts(self) -> None:
        """No title is needed."""
        found = _leaders("Boris Yeltsin slept well in Moscow.")
        assert found["Boris Yeltsin"].role == "president"
        assert found["Boris Yeltsin"].id == "boris-yeltsin.ru"

    def test_not_before_the_office(self) -> None:
        """In 1996 Vladimir Putin is not a leader."""
        assert not _leaders("Vladimir Putin of Russia spoke to students.")

    def test_elected_before_the_office(self) -> None:
        """An elected leader counts a few months early, a candidate does not."""
        date = datetime.date(2024, 7, 8)
        assert _leaders("Iran's president-elect Masoud Pezeshkian won the vote.", date=date)
        assert not _leaders("Masoud Pezeshkian held a rally in Iran.", date=date)

    def test_an_unknown_date_accepts_all(self) -> None:
        """Without a date every leader counts, in the latest office."""
        found = _leaders("Boris Yeltsin and Vladimir Putin met in Moscow.", date=None)
        assert found["Boris Yeltsin"].role == "former president"
        assert found["Vladimir Putin"].role == "president"

    def test_namesakes_by_date(self) -> None:
        """George Bush is the father in 1996 and the son in 2004."""
        text = "George Bush spoke to U.S. veterans."
        assert list(_leaders(text)) == ["George H. W. Bush"]
        assert list(_leaders(text, date=datetime.date(2004, 5, 1))) == ["George W. Bush"]

    def test_a_common_name_needs_its_country(self) -> None:
        """A director James Mitchell is not the prime minister of a country that the text does not name."""
        assert not _leaders("James Mitchell and two others left the board in Ohio.")
        assert _leaders("In Saint Vincent and the Grenadines James Mitchell called a vote.")

    @pytest.mark.parametrize(
        "text",
        [
            "1. James Mitchell (Britain) 9.87 seconds",
            "St Vincent striker James Mitchell scored for Saint Vincent and the Grenadines.",
            "Saint Vincent team: James Mitchell, Al Brown, Joe Small, Tim Hart, Ed Long, Bo Reed",
        ],
    )
    def test_sport_is_another_field(self, text: str) -> None:
        """Results, positions and line-ups name other people."""
        assert not _leaders(text)

    def test_a_senator_is_not_the_late_president(self) -> None:
        """The holder of another office did not leave the presidency decades ago."""
        assert not _leaders("U.S. Senator John Kennedy asked a question.", date=datetime.date(2017, 10, 31))
        assert _leaders("The U.S. mourned John Kennedy again.", date=datetime.date(2017, 10, 31))

    def test_things_named_after_leaders(self) -> None:
        """Airports and schools are not people."""
        assert not _leaders("The flight left Boris Yeltsin airport in Russia.")
        assert not _leaders("The flight left Boris Yeltsin International Airport in Russia.")

    def test_longer_names_are_others(self) -> None:
        """A leader's name inside a longer name belongs to another person."""
        assert not _leaders("Russia honoured Boris Yeltsin Petrov on Monday.")


class TestTitles:
    """A title with a surname identifies one office holder."""

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Russian officials said President Yeltsin was well.", "Boris Yeltsin"),
            ("The Israeli foreign minister, Levy, left.", "David Levy"),
            ("Foreign Minister Levy left Israel.", "David Levy"),
            ("Israeli Prime Minister Netanyahu left.", "Benjamin Netanyahu"),
            ("King Hussein of Jordan flew home.", "Hussein of Jordan"),
            ("Syrian President Assad spoke.", "Hafez al-Assad"),
            ("Indian Foreign Minister I.K. Gujral spoke.", "Inder Kumar Gujral"),
            ("South Korea's President Kim spoke.", "Kim Young-sam"),
        ],
    )
    def test_title_and_surname(self, text: str, name: str) -> None:
        """Office, country and date leave one person."""
        assert list(_leaders(text)) == [name]

    @pytest.mark.parametrize(
        "text",
        [
            "Company president Yeltsin spoke in Russia.",
            "Club president Levy sold a player to Israel.",
            "Israeli Defence Minister Levy left.",
            "Levy rose in Israel.",
            "A Mr Hussein opened a shop in Jordan.",
            "President Levy of the United Bank spoke.",
        ],
    )
    def test_surnames_of_others(self, text: str) -> None:
        """Other presidents, other offices and bare words do not."""
        assert not _leaders(text)

    def test_a_counterpart_has_the_same_office(self) -> None:
        """ "His Turkish counterpart" is a foreign minister, known or not."""
        found = _leaders("Iranian Foreign Minister Abbas Araghchi met his Finnish counterpart Elo Salo.", date=Y2024)
        assert found["Elo Salo"].role == "foreign minister"
        assert found["Elo Salo"].country == "FI"
        assert "Elo Salo" not in _leaders("The Iranian poet met his Finnish counterpart Elo Salo.", date=Y2024)

    def test_kings_by_date(self) -> None:
        """A king's name refers to the present king, even without the country."""
        assert list(_leaders("Jordan buried King Abdullah.", date=datetime.date(1951, 7, 22))) == [
            "Abdullah I of Jordan"
        ]
        assert list(_leaders("Jordan greeted King Abdullah.", date=Y2024)) == ["Abdullah II of Jordan"]
        assert list(_leaders("The crowd greeted Pope Francis.", date=Y2024)) == ["Pope Francis"]
        assert not _leaders("Jordan's Prince Abdullah opened a school.")
        assert not _leaders("The road leads to Prince Abdullah in Canada.", date=Y2024)

    def test_a_body_between_states(self) -> None:
        """The United Nations counts like a country."""
        found = _leaders("U.N. Secretary-General Kofi Annan arrived.", date=datetime.date(2001, 5, 1))
        assert found["Kofi Annan"].country == "UN"


class TestSpellings:
    """Other transliterations refer to the same person."""

    def test_another_spelling(self) -> None:
        """Skeletons propose, country and similarity confirm."""
        found = _leaders("Turkmenistan is ruled by Serdar Berdymukhamedov.", date=Y2024)
        assert found["Serdar Berdimuhamedow"].spellings == ("Serdar Berdymukhamedov",)

    def test_not_without_the_country(self) -> None:
        """A similar name does not count without its country."""
        assert not _leaders("Sergej Lawrow opened a bakery in Hamburg.", date=Y2024)

    def test_not_another_given_name(self) -> None:
        """A brother is another person."""
        assert not _leaders("Oleg Berdymukhamedov moved to Turkmenistan.", date=Y2024)

    def test_father_and_son(self) -> None:
        """Jr and Snr distinguish them, and so do their given names."""
        found = _leaders(
            "Serdar Berdymukhamedov inherited Turkmenistan from his father, Kurbanguly Berdymukhamedov.",
            "Mr Berdymukhamedov Snr liked horses.",
            date=None,
        )
        assert found["Gurbanguly Berdimuhamedow"].count == 2
        assert found["Serdar Berdimuhamedow"].count == 1
        assert found["Gurbanguly Berdimuhamedow"].role == "former president"


class TestCoreference:
    """Later and shorter mentions refer to the person who was named."""

    def test_surnames_belong_to_the_named(self) -> None:
        """Before and after the full name, and in the headline."""
        found = _leaders(
            "Araghchi spoke first.", "Abbas Araghchi, Iran's minister, left.", title="Araghchi Leaves", date=Y2024
        )
        assert [mention.paragraph for mention in found["Abbas Araghchi"].mentions] == [TITLE, 0, 1]

    def test_spans_give_back_the_text(self) -> None:
        """A mention's span is its text."""
        text = "On Monday Hakan Fidan came; Mr Fidan left. The Turkish minister slept."
        found = _leaders(text, date=Y2024)
        assert [text[m.start : m.end] for m in found["Hakan Fidan"].mentions] == [
            "Hakan Fidan",
            "Fidan",
            "The Turkish minister",
        ]
        assert found["Hakan Fidan"].spellings == ("Hakan Fidan", "Fidan", "The Turkish minister")

    def test_relatives_are_not_mentions(self) -> None:
        """Chelsea Clinton does not count as a mention of her father."""
        found = _leaders("Bill Clinton of the United States came with Chelsea Clinton.")
        assert found["Bill Clinton"].count == 1

    def test_descriptions_need_one_meaning(self) -> None:
        """ "The Iranian president" refers to the president who is named, and to no one otherwise."""
        found = _leaders("Masoud Pezeshkian spoke in Iran.", "The Iranian president smiled.", date=Y2024)
        assert found["Masoud Pezeshkian"].count == 2
        assert (
            _leaders("Abbas Araghchi spoke in Iran.", "The Iranian president smiled.", date=Y2024)[
                "Abbas Araghchi"
            ].count
            == 1
        )
        assert not _leaders("The Iranian president smiled.", date=Y2024)

    def test_glued_words_are_left(self) -> None:
        """Words joined by a typing error do not count as a mention."""
        assert _leaders("Abbas Araghchi spoke. Araghchisaid so of Iran.", date=Y2024)["Abbas Araghchi"].count == 1

    def test_a_present_holder_is_known_by_surname(self) -> None:
        """ "Japan's Hashimoto" and "Mr Pezeshkian" refer to the present office holders."""
        assert list(_leaders("Japan's Hashimoto left for Peru.")) == ["Ryutaro Hashimoto"]
        assert list(_leaders("Mr Pezeshkian, Iran's president since July, agreed.", date=None)) == ["Masoud Pezeshkian"]
        assert not _leaders("Japan's Hashimoto left for Peru.", date=datetime.date(2010, 1, 1))

    def test_without_a_date_the_present_holder(self) -> None:
        """Without a date a surname does not refer to a former office holder."""
        assert not _leaders("Japan's Hashimoto left. Hashimoto slept.", date=None)

    @pytest.mark.parametrize(
        ("text", "role"),
        [
            ("Russian President Boris Yeltsin flew to Kiev.", "president"),
            ("Boris Yeltsin, the Russian president, flew to Kiev.", "president"),
            ("Former Russian President Boris Yeltsin flew to Kiev.", "former president"),
            ("Former President Boris Yeltsin came. Boris Yeltsin, the Russian president, had hoped so.", "president"),
            ("Boris Yeltsin flew to Kiev.", "former president"),
            ("Russia's Boris Yeltsin met the mayor of Kiev.", "former president"),
            ("Russian Prime Minister Vladimir Putin met Boris Yeltsin.", "former president"),
        ],
    )
    def test_without_a_date_the_text_tells_the_office(self, text: str, role: str) -> None:
        """The title in the text wins over the last office in the gazetteer, which may have ended."""
        assert _leaders(text, date=None)["Boris Yeltsin"].role == role

    def test_without_a_date_the_office_named_first_counts(self) -> None:
        """Of a person's offices, the one that the text names wins over the latest."""
        text = "Russian Prime Minister Vladimir Putin spoke. Mr Putin became president a year later."
        assert _leaders(text, date=None)["Vladimir Putin"].role == "prime minister"

    def test_a_date_tells_the_office(self) -> None:
        """With a known date the office of that day counts, whatever the title in the text."""
        text = "Russian Prime Minister Vladimir Putin spoke."
        assert _leaders(text, date=Y2024)["Vladimir Putin"].role == "president"

    def test_a_namesake_blocks_the_surname(self) -> None:
        """After another Hashimoto is introduced, the surname refers to him."""
        assert not _leaders("Judge Kenji Hashimoto spoke in Japan.", "Mr Hashimoto sat down. Hashimoto rose.")

    def test_months_are_no_prime_ministers(self) -> None:
        """May is a month unless a title says otherwise."""
        date = datetime.date(2017, 11, 8)
        assert not _leaders("Britain voted in May. May was warm.", date=date)
        assert list(_leaders("Britain heard Prime Minister May.", date=date)) == ["Theresa May"]


class TestDiscovery:
    """Titles alone make leaders and officials whom no file knows."""

    @pytest.mark.parametrize(
        ("text", "name", "country"),
        [
            ("Norwegian Foreign Minister Tor Elde flew home.", "Tor Elde", "NO"),
            ("Norway's foreign minister, Tor Elde, flew home.", "Tor Elde", "NO"),
            ("Tor Elde, the foreign minister of Norway, flew home.", "Tor Elde", "NO"),
            ("OSLO - Norway agreed, Foreign Minister Tor Elde said.", "Tor Elde", "NO"),
        ],
    )
    def test_a_new_leader(self, text: str, name: str, country: str) -> None:
        """Title, whole name and country are enough."""
        found = _leaders(text)
        assert (found[name].country, found[name].role) == (country, "foreign minister")
        assert found[name].id == "tor-elde.no"

    @pytest.mark.parametrize(
        "text",
        [
            "Norwegian Foreign Minister Elde flew home.",
            "Norwegian bank president Tor Elde flew home.",
            "Norwegian opposition leader Tor Elde flew home.",
            "Norwegian presidential candidate Tor Elde flew home.",
            "Norwegian Foreign Ministry spokesman Tor Elde flew home.",
            "Norwegian rebel leader Tor Elde flew home.",
            "President Tor Elde of the ski club flew to Norway.",
            "Queensland Premier Tor Elde flew to Australia.",
            "Chechen President Tor Elde flew to Russia.",
        ],
    )
    def test_not_a_leader(self, text: str) -> None:
        """Candidates, spokesmen, provinces, clubs and mere surnames make none."""
        assert not _leaders(text)

    def test_officials_stand_apart(self) -> None:
        """Ministers of other departments, aides and chiefs of services are officials."""
        leaders, officials = _people(
            "Norwegian Defence Minister Tor Elde met Bo Lind, head of Sweden's intelligence agency.",
            "Boris Yeltsin’s security adviser Lev Orlov was in Moscow. Orlov left.",
        )
        assert list(leaders) == ["Boris Yeltsin"]
        assert {(p.name, p.country, p.role) for p in officials.values()} == {
            ("Tor Elde", "NO", "defence minister"),
            ("Bo Lind", "SE", "intelligence chief"),
            ("Lev Orlov", "RU", "presidential aide"),
        }
        assert officials["Lev Orlov"].count == 2

    def test_one_row_a_person(self) -> None:
        """A second spelling of a new leader is the same person."""
        found = _leaders(
            "Norwegian Foreign Minister Aleksei Elde came.", "Norwegian Foreign Minister Alexei Elde left."
        )
        assert len(found) == 1


def test_most_mentioned_first() -> None:
    """Persons stand in the order of their counts."""
    found = _leaders("Hakan Fidan came. Abbas Araghchi met him. Araghchi left Turkey for Iran.", date=Y2024)
    assert list(found) == ["Abbas Araghchi", "Hakan Fidan"]


def test_headlines_in_capitals() -> None:
    """A headline all in capitals names who is in the text, and nobody else."""
    found = _leaders(
        "Russia's Boris Yeltsin met Bill Clinton of the United States.", title="YELTSIN MEETS CLINTON IN RAIN"
    )
    assert all(TITLE in {mention.paragraph for mention in person.mentions} for person in found.values())
    assert not _leaders("It rained.", title="YELTSIN STREET CLOSED")


def test_nothing_from_nothing() -> None:
    """An empty article has no people."""
    assert _people() == ({}, {})
    assert _people("", title="") == ({}, {})
