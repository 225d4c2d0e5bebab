"""The countries that a text names, and those that it is about; every sentence is written for the test."""

from __future__ import annotations

import pytest

from seedread.index.article import DATELINE, TITLE
from seedread.index.names.countries.country_linker import link_countries, merge_mentions
from seedread.index.names.lexicon import CountryEntry, countries


def codes(*paragraphs: str, title: str = "", year: int | None = None) -> set[str]:
    return {found.code for found in link_countries(title, paragraphs, year=year)}


def about(*paragraphs: str, title: str = "") -> set[str]:
    mentions = link_countries(title, paragraphs)
    return {country.code for country in merge_mentions(mentions, paragraphs=paragraphs) if country.about}


@pytest.fixture(params=sorted(countries()))
def entry(request: pytest.FixtureRequest) -> CountryEntry:
    return countries()[request.param]


def test_every_country_is_found_by_its_name(entry: CountryEntry) -> None:
    """The name of every entry is a mention, in running text, with a possessive, and in capitals."""
    for form in (entry.name, entry.name.upper()):
        found = link_countries("", [f"Officials praised {form}'s harvest."])
        assert [(m.code, m.mention.text) for m in found] == [(entry.code, form)]


def test_every_capital_is_found_beside_the_name(entry: CountryEntry) -> None:
    """Every capital counts if the text names its country too, even an ambiguous one."""
    for city in entry.capitals:
        former = {"SU": "RU", "YU": "RS", "CS": "CZ", "DD": "DE"}.get(entry.code, entry.code)
        assert codes(f"The envoys of {entry.name} met in {city} this week.") <= {entry.code, former}
        found = link_countries("", [f"Ships from {entry.name} arrived.", f"The talks in {city} went on."])
        assert found[-1].mention.text == city


def test_every_demonym_is_found(entry: CountryEntry) -> None:
    """Every demonym counts together with the name, singular and plural."""
    for form in entry.demonyms:
        found = link_countries("", [f"A plan of {entry.name}.", f"The view of {form} officials is new."])
        assert {(m.code, m.mention.text) for m in found} >= {(entry.code, form)}, form


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Iran reopened the road.", "IR", "name"),
        ("Polish and other farmers marched.", "PL", "demonym"),
        ("Poles go to the ballot.", "PL", "demonym"),
        ("Filipinos abroad sent money.", "PH", "demonym"),
        ("The Philippine senate adjourned.", "PH", "demonym"),
        ("Dutch dikes held.", "NL", "demonym"),
        ("Tehran answered on Sunday.", "IR", "capital"),
        ("The Kremlin kept silent.", "RU", "metonym"),
        ("The White House kept silent.", "US", "metonym"),
        ("Downing Street kept silent.", "GB", "metonym"),
        ("The Pentagon kept silent.", "US", "metonym"),
        ("The Knesset kept silent.", "IL", "metonym"),
        ("A U.S. ship left.", "US", "abbreviation"),
        ("A US ship left.", "US", "abbreviation"),
        ("A UK ship left.", "GB", "abbreviation"),
        ("A U.A.E. ship left.", "AE", "abbreviation"),
        ("A DRC ship left.", "CD", "abbreviation"),
        ("A PRC ship left.", "CN", "abbreviation"),
        ("Zaire had another flag.", "CD", "historical"),
        ("Upper Volta had another flag.", "BF", "historical"),
        ("Voters in Texas stayed at home.", "US", "place"),
        ("Tatars left Crimea.", "UA", "place"),
        ("Côte d’Ivoire sold cocoa.", "CI", "name"),
        ("N’Djamena was calm.", "TD", "capital"),
        ("Türkiye raised rates.", "TR", "name"),
        ("The Soviet harvest failed.", "SU", "demonym"),
        ("Czechoslovak glass sold well.", "CS", "demonym"),
        ("Yugoslav roads were empty.", "YU", "demonym"),
        ("East German athletes won.", "DD", "demonym"),
        ("West German athletes won.", "DE", "historical"),
        ("Kosovo issued stamps.", "XK", "name"),
    ],
)
def test_a_mention_has_code_and_kind(text: str, code: str, kind: str) -> None:
    """Each form gives a mention with its kind."""
    assert [(m.code, m.kind) for m in link_countries("", [text])] == [(code, kind)]


def test_mentions_have_their_spans_in_the_order_of_the_text() -> None:
    """A span is the surface form in its own paragraph; the title comes first."""
    title, paragraphs = "Türkiye’s gas", ["Iran’s pipe leads to Turkey.", "“Tehran pays,” said Ankara."]
    found = link_countries(title, paragraphs)
    assert [(m.mention.paragraph, m.mention.text) for m in found] == [
        (TITLE, "Türkiye"),
        (0, "Iran"),
        (0, "Turkey"),
        (1, "Tehran"),
        (1, "Ankara"),
    ]
    for m in found:
        part = title if m.mention.paragraph == TITLE else paragraphs[m.mention.paragraph]
        assert part[m.mention.start : m.mention.end] == m.mention.text


@pytest.mark.parametrize(
    "text",
    [
        "It is up to us to decide, they told us.",
        "CONTACT US OR TELL US MORE",
        "It cost US$400 at the border.",
        "Tankers left the Persian Gulf.",
        "He lives in New England.",
        "The Shanghai Cooperation Organization met.",
        "Latin American markets rose; South American ones fell.",
        "Two Persian-speaking poets met.",
        "A Soviet-style parade crossed a post-Soviet square.",
        "An African-American author read.",
        "Wild turkey and guinea pig were on the menu, on fine china.",
        "Brussels sprouts, French fries and a Swiss Army knife.",
        "The Warsaw Pact, the Geneva Conventions and the Lusaka Agreement.",
        "Real Madrid beat Red Star Belgrade and Dynamo Moscow.",
        "The letter was written in French and English.",
        "They speak Turkish at home.",
        "Jordan Street runs into Lebanon County near Lake Chad.",
        "The Nigerianisation of spelling, an Iranology, a Chadlike silence.",
    ],
)
def test_lookalikes_are_not_countries(text: str) -> None:
    """Pronouns, seas, regions, languages, clubs, treaties, streets and parts of words are not countries."""
    assert codes(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The star was Michael Jordan, and Jordan knew it.",
        "Chad Smith drummed. Later Chad rested.",
        "Nine-year-old Georgia Miller sang.",
        "The witness, James Poland, spoke.",
        "Ms. French agreed with Richard Finn.",
        "The verdict pleased Robert F. Holland.",
        "The deputy, Leandra English, sued. English lost.",
        "The forward DeAndre Jordan left, and Jordan smiled.",
    ],
)
def test_people_are_not_countries(text: str) -> None:
    """A form with a first name before it or a surname after it is a person, and so is the form alone later."""
    assert codes(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("King Abdullah of Jordan met Michael Ford in Amman.", {"JO"}),
        ("Chad President Idriss Deby flew home to N'Djamena.", {"TD"}),
        ("The Jordanian team met Michael Jordan in Jordan.", {"JO"}),
        ("Prince Charles visited Canada.", {"CA"}),
        ("San Juan, Puerto Rico, was dark.", {"PR"}),
    ],
)
def test_persons_beside_countries_leave_the_country(text: str, expected: set[str]) -> None:
    """The guards against people do not exclude the country itself."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A fire broke out in Paris, Texas.",
        "The mill in Athens, Ga., closed. Athens will miss it.",
        "ROME, N.Y. (AP) - A bridge closed.",
        "The driver, of Lebanon, Pa., was unhurt.",
        "The senator, R-London, voted no.",
        "Nurses in Dublin, Ohio, went on strike.",
    ],
)
def test_towns_in_the_united_states_are_there(text: str) -> None:
    """A town with a US state after it is in the United States."""
    assert codes(text) == {"US"}


def test_a_town_in_canada_is_there() -> None:
    """A town with a province after it is in Canada."""
    assert codes("Police in London, Ont., closed the road.") == {"CA"}


def test_a_local_story_keeps_its_own_paris() -> None:
    """In a story of county and school district the bare name is the town; in other stories it is the capital."""
    assert codes("The Paris school asked the County for money.") == set()
    assert codes("The Paris talks on the budget went on.") == {"FR"}
    assert codes("The Paris talks went on while French farmers waited for the County Council.") == {"FR"}


def test_a_dateline_puts_a_city_into_its_country() -> None:
    """TRIPOLI, Lebanon is not the capital of Libya."""
    assert codes("TRIPOLI, Lebanon, May 3 - Shops reopened.") == {"LB"}
    assert codes("TRIPOLI, May 3 - Shops reopened.") == {"LY"}


def test_large_cities_count_in_a_dateline_only() -> None:
    """A city in a dateline is the place of the news; elsewhere it may be a club or a name."""
    assert codes("FRANKFURT, May 3 - Shares rose.") == {"DE"}
    assert codes("Shares rose, and Frankfurt beat Milan.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia and its neighbour Armenia signed.", {"GE", "AM"}),
        ("Georgia signed, Tbilisi said.", {"GE"}),
        ("Storms crossed Alabama and Georgia.", {"US"}),
        ("Georgia counties, from Savannah to the hills, voted.", {"US"}),
        ("Georgia voted.", {"GE"}),
        ("Korea exported more, Seoul said.", {"KR"}),
        ("Pyongyang said that Korea would answer.", {"KP"}),
        ("Congo held elections.", {"CD"}),
        ("Congo held elections, Brazzaville radio said.", {"CG"}),
        ("The Dominican president spoke.", {"DO"}),
        ("The Dominican president spoke in Dominica.", {"DM"}),
        ("Guinea and Guinea-Bissau closed their border.", {"GN", "GW"}),
        ("Papua New Guinea and Equatorial Guinea were absent.", {"PG", "GQ"}),
        ("Indian farmers marched on Delhi.", {"IN"}),
        ("The tribe said that Indian land was sold.", set()),
        ("Ankara said that Turkey would pay.", {"TR"}),
        ("Turkey for Thanksgiving is dear this year.", set()),
        ("Niger and Nigeria share a border.", {"NE", "NG"}),
        ("Jordan was fastest in the Grand Prix.", set()),
        ("Central African villages were flooded.", set()),
        ("Central African soldiers left Bangui.", {"CF"}),
        ("Northern Ireland and Ireland agreed.", {"GB", "IE"}),
        ("The Republic of China is not the People's Republic of China.", {"TW", "CN"}),
    ],
)
def test_the_document_decides_between_meanings(text: str, expected: set[str]) -> None:
    """Cues and the other countries named decide the meaning of a form."""
    assert codes(text) == expected


def test_congo_was_the_smaller_one_while_there_was_a_zaire() -> None:
    """The year of the article decides if nothing else does."""
    assert codes("Congo won the match.", year=1990) == {"CG"}
    assert codes("Congo won the match.", year=2020) == {"CD"}


def test_the_dateline_is_what_an_article_is_about() -> None:
    """The country of the dateline is one that the article is about."""
    assert about("DUSHANBE, May 3 - The road was opened today, officials of the ministry said.") == {"TJ"}


def test_a_dateline_of_its_own_counts_too() -> None:
    """If the cleaner removed the dateline from the body, its city is a mention in `DATELINE`."""
    paragraphs = ["The road was opened today, officials of the ministry said, and lorries crossed it."]
    found = link_countries("", paragraphs, dateline="Dushanbe")
    assert [(m.code, m.mention.paragraph, m.mention.text) for m in found] == [("TJ", DATELINE, "Dushanbe")]
    assert [(c.code, c.about) for c in merge_mentions(found, paragraphs=paragraphs)] == [("TJ", True)]
    assert [m.code for m in link_countries("", paragraphs, dateline="ROTTERDAM")] == ["NL"]
    assert [m.mention.paragraph for m in link_countries("", ["OSLO - It snowed."], dateline="OSLO")] == [0]


def test_title_and_lead_make_the_subject() -> None:
    """An article is about the countries in title and lead, not about one mentioned once in the body."""
    paragraphs = (
        "Chile will sell more copper next year, its mining minister said on the sidelines of a fair.",
        "Chile sold less last year. A trader in Peru said that prices had been low everywhere.",
    )
    assert about(*paragraphs, title="Chile to sell more copper") == {"CL"}


def test_a_country_that_is_often_named_is_a_subject_without_the_title() -> None:
    """A large share of the mentions is enough."""
    paragraphs = (
        "The two leaders met for the first time in a palace by the sea, their aides said.",
        "Norway wanted fish. Norway offered gas. Norway waited. Sweden spoke first, and Sweden spoke last.",
        "Norway and Sweden agreed that Sweden would pay Norway. A visitor from Malta listened.",
    )
    assert about(*paragraphs, title="A meeting by the sea") == {"NO", "SE"}


def test_a_demonym_in_the_title_alone_is_no_subject() -> None:
    """A demonym in the title alone is not enough."""
    paragraphs = tuple("Laos talked to Nepal about trade, and Nepal answered Laos in kind." for _ in range(5))
    assert about(*paragraphs, title="Laos, Nepal talk amid Mongolian frost") == {"LA", "NP"}


def test_countries_come_most_mentioned_first() -> None:
    """Each country has its name, its mentions in order, and ties keep the order of the text."""
    paragraphs = ["Peru met Chile.", "Chile thanked Bolivia."]
    found = merge_mentions(link_countries("", paragraphs), paragraphs=paragraphs)
    assert [(c.code, c.name, c.count) for c in found] == [("CL", "Chile", 2), ("PE", "Peru", 1), ("BO", "Bolivia", 1)]


def test_nothing_gives_nothing() -> None:
    """Empty texts have no countries."""
    assert link_countries("", []) == []
    assert merge_mentions([], paragraphs=[]) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The parade returns to the city of Turkey, which is in the Panhandle. Turkey is small.", set()),
        ("A Lebanon woman was charged on Monday. She had left Lebanon by car.", set()),
        ("Tickets are $15, and London shops have them. Call 519-555-0142.", set()),
        ("The Athens council met. The fire was in the 400 block of Main Street.", set()),
        ("He plays at an Irish pub and takes French classes.", set()),
        ("Her Austrian food chain was sold to a German group.", {"AT", "DE"}),
        ("She was known as Montana to her friends in Leeds.", set()),
        ("The country, formerly known as Burma, is at war.", {"MM"}),
        ("BY CHAD MILLER Staff writer. The bridge is closed.", set()),
        ("There were trips to Hawaii and Guam, Louisiana, Nevada and home.", {"GU", "US"}),
        ("TBILISI, Georgia - The police arrested nine men.", {"GE"}),
        ("The women carried old Dane guns, the Nigerian police said.", {"NG"}),
    ],
)
def test_towns_dishes_and_nicknames_are_not_countries(text: str, codes: set[str]) -> None:
    """Towns in local news, and things named after a country, do not count."""
    assert {found.code for found in link_countries("", [text])} == codes


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("MOSCOW - Attaches in Moscow heard nothing from the Kremlin.", 1987, {"SU"}),
        ("MOSCOW - Attaches in Moscow heard nothing from the Kremlin.", 1992, {"RU"}),
        ("MOSCOW - Attaches in Moscow heard nothing from the Kremlin.", None, {"RU"}),
        ("LENINGRAD - Snow fell.", 1975, {"SU"}),
        ("Talks in Prague and Belgrade failed.", 1988, {"CS", "YU"}),
        ("Talks in Prague and Belgrade failed.", 1997, {"CZ", "YU"}),
        ("Talks in Prague and Belgrade failed.", 2010, {"CZ", "RS"}),
        ("Miners in Ukraine and Croatia went to Kiev and Zagreb.", 1989, {"UA", "HR", "SU", "YU"}),
    ],
)
def test_a_place_of_a_former_state_means_the_state_of_its_time(text: str, year: int | None, expected: set[str]) -> None:
    """Moscow, Prague and Belgrade refer to their states at the time of the article."""
    assert codes(text, year=year) == expected


def test_a_list_to_choose_from_within_a_text_names_no_country() -> None:
    """Names with only spaces between them are a pull-down list; with commas they are a sentence."""
    names = ("Albania", "Algeria", "Belgium", "Brazil", "Chile", "Denmark", "Ecuador", "Finland", "Greece")
    listed = link_countries("", [f"Police in Ohio spoke. Choose your country: {' '.join(names)} Enter an address"])
    assert {found.code for found in listed} == {"US"}
    told = link_countries("", [f"Ministers of {', '.join(names)} met on Monday."])
    assert len({found.code for found in told}) == len(names)
