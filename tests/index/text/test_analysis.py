from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text import analysis, chunks
from seedread.index.text.analysis import (
    LINE_BREAK,
    find_lines,
    find_pieces,
    find_runs,
    find_words,
    fold,
    parts_of_run,
    positions,
    tokens,
    words,
)
from seedread.index.text.stemming import STEMMED, index_terms, query_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Ministers’ MINISTER minister's", ["minist", "minist", "minist"]),
        ("Łódź Türkiye İstanbul Đặng", ["lodz", "turkiy", "istanbul", "dang"]),
        ("Al-Jazeera 12:30", ["al", "jazeera", "12", "30"]),
        ("‘quoted’", ["quot"]),
        ("北京市 ไทย", ["北", "京", "市", "ไ", "ท", "ย"]),
        ("ถ้ำ ນ້ຳ", ["ถ้ำ", "ນ້ຳ"]),
        ("wｵﾊﾞ㊀", ["w", "オ", "バ", "一"]),
        ("Минск Ərdoğan", ["минск", "ardogan"]),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    """Spellings of one word give one term; scripts without spaces are split into characters."""
    assert [token.term for token in tokens(text)] == terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("d’Orsay, jusqu’ici, lorsqu'un", ["orsay", "ici", "un"]),
        ("nell'Aquila, sull’ONU, quest'anno, un'altra", ["aquila", "onu", "anno", "altra"]),
        ("l'a j'y", ["a", "y"]),
        ("Ankara'nın Türkiye’den", ["ankara", "nın".replace("ı", "i"), "turkiye", "den"]),
        ("сім'я сімʼя сім’я", ["сімя"] * 3),
        ("צה״ל צה\"ל ג'ורג'יה", ["צהל", "צהל", "גורגיה"]),
        ("צה”ל או”ם", ["צהל", "אום"]),
        ("Gʻofur gʻarb oʻzi", ["gofur", "garb", "ozi"]),
        ("bog'lanish so’rov Yo'ldosh qo`g'irchoq", ["boglanish", "sorov", "yoldosh", "qogirchoq"]),
        ("Oslo'da Chicago’nun Hamburg'a", ["oslo", "da", "chicago", "nun", "hamburg", "a"]),
        ("O’Neill O'Neill's", ["oneill", "oneill"]),
        ("Kyiv's KYIV’S", ["kyiv", "kyiv"]),
        ("can't I'm they're", ["can", "t", "i", "m", "they", "re"]),
        ("all's well", ["all", "well"]),
        ('he said"no"', ["he", "said", "no"]),
    ],
)
def test_apostrophes(text: str, found: list[str]) -> None:
    """Elided articles and the possessive s go, letters of one word stay together, everything else is two words."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U.N. troops, the E.U.", ["un", "troops", "the", "eu"]),
        ("С.Ш.А. J.K. Rowling", ["сша", "jk", "rowling"]),
        ("А.Пушкин", ["а", "пушкин"]),
        ("end.Next www.example.org", ["end", "next", "www", "example", "org"]),
        ("2,350 12.500.000 7’100 ٣٬٢٠٠", ["2350", "12500000", "7100", "3200"]),
        ("4,50,000 23,10,45,000 १,५०,०००", ["450000", "231045000", "150000"]),
        ("4,50 4,50,00 4,5,000", ["4", "50", "4", "50", "00", "4", "5000"]),
        ("0.125 3.14 1,23 1,2345 2024,100", ["0", "125", "3", "14", "1", "23", "1", "2345", "2024", "100"]),
        ("१९४७ ۲۰۲۴ ๒๕๖๗ １２", ["1947", "2024", "2567", "12"]),
    ],
)
def test_dots_and_figures(text: str, found: list[str]) -> None:
    """Letters with dots are one word; figures of any script are ASCII, without separators of thousands."""
    assert words(text) == found


@pytest.mark.parametrize(
    "spellings",
    [
        ("Großbritannien", "Grossbritannien", "GROẞBRITANNIEN"),
        ("فرانسه", "فرانسة", "فرانسۀ"),
        ("كويت", "کویت", "کـــویت", "کُوَيت"),
        ("أنقرة", "انقره", "إنقرة"),
        ("رؤساء", "روسا"),
        ("الجزائر", "الجزایر"),
        ("Ёлкин", "елкин"),
        ("फ़ौज", "फ\u093cौज", "फौज"),
        ("ガス", "ｶﾞｽ", "カ\u3099ス"),
        ("Αθήνας", "ΑΘΗΝΑΣ"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("Ångström", "angstrom", unicodedata.normalize("NFD", "Ångström")),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_spellings_of_one_word(spellings: tuple[str, ...]) -> None:
    """What keyboards, fonts and orthographies write differently is one word."""
    assert len({tuple(words(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ガス", "カス"),
        ("パン", "バン"),
        ("край", "краи"),
        ("दिन", "दन"),
        ("कोट", "कट"),
        ("ม้า", "มา"),
        ("부산", "부삭"),
    ],
)
def test_words_that_differ(one: str, other: str) -> None:
    """Signs that make another word are not accents."""
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cease-fire", [["cease", "ceasefire"], ["fire"]]),
        ("cease‑fire's", [["cease", "ceasefire"], ["fire"]]),
        ("می‌خواهد", [["می", "میخواهد"], ["خواهد"]]),
        ("vis-a-vis", [["vis", "visa", "visavis"], ["a", "avis"], ["vis"]]),
        ("Su-35", [["su", "su35"], ["35"]]),
        ("2023-24", [["2023"], ["24"]]),
        ("l'ex-ministre", [["ex", "exministre"], ["ministre"]]),
        ("north - south", [["north"], ["south"]]),
        ("তাঁক্\u200cষ", [["তাঁক্ষ"]]),
        ("x-x-x-x", [["x", "xx"], ["x", "xx"], ["x", "xx"], ["x"]]),
    ],
)
def test_a_hyphen_makes_two_words_and_one(text: str, found: list[list[str]]) -> None:
    """Words with a hyphen, or a zero-width non-joiner, are indexed one by one and joined, where the first one is."""
    assert [list(place.words) for place in positions(text)] == found


def test_a_mark_stays_with_its_letter() -> None:
    """A word with combining marks is one word in every script, and a token covers all of it."""
    text = "दिल्ली में मुहम्मद مُحَمَّد e\u0301te\u0301"
    assert [text[token.start : token.end] for token in tokens(text)] == text.split()


@given(st.text() | st.text("abÉ'’-.,17\u0301 \u200cпי״דि", max_size=30))
def test_tokens_lie_where_they_say(text: str) -> None:
    """There is one token for each word, in order, with its position."""
    found = list(tokens(text))
    assert len(found) == len(words(text)) == len(find_words(text))
    assert [fold(word)[:64] for word in find_words(text)] == words(text)
    ends = [0, *(token.end for token in found)]
    assert all(end <= token.start < token.end <= len(text) for end, token in zip(ends, found, strict=False))


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    """Folding a folded text changes nothing, and neither does its normal form."""
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_every_character_folds_to_what_it_stays() -> None:
    """Folding any character twice is folding it once, and what was one word stays the same word."""
    for char in map(chr, [*range(0xD800), *range(0xE000, 0x110000)]):
        assert fold(fold(char)) == fold(char)
        assert not words(char) or words(fold(char)) == words(char)


@given(st.text() | st.text("ab'’_1é北ก \n-.,\"\u200cдן", max_size=30))
def test_quicker_patterns_find_the_same(text: str) -> None:
    """The fast patterns find the same runs as the full pattern."""
    assert find_runs(text) == analysis._run().findall(text)


@given(st.text("ab'’-.,17éпד \u200c", max_size=40))
def test_runs_fit_together(text: str) -> None:
    """The parts of a run lie one after the other in it, and joined words cover parts that follow."""
    for run in find_runs(text):
        parts = parts_of_run(run)
        assert all(one.end <= other.start for one, other in itertools.pairwise(parts))
        assert all(n + joined.width <= len(parts) for n, part in enumerate(parts) for joined in part.joined)


@pytest.mark.parametrize("sign", list("'-.,\"\u200c"))
@pytest.mark.parametrize("letter", ["a", "1", "п", "ד", "123", "ab", "क"])
def test_endless_runs_take_linear_time(letter: str, sign: str) -> None:
    """A run of a hundred thousand letters with signs between is no trap: its words are cut, and it is not cached."""
    run = sign.join([letter] * 50_000)
    assert 0 < len(words(run)) <= 50_000
    assert max(map(len, words(run))) <= 64
    assert run not in analysis._parts


@pytest.mark.parametrize(
    ("language", "printed", "asked"),
    [
        ("de", "Häusern", "Haus"), ("fr", "présidents", "président"), ("es", "elecciones", "elección"),
        ("it", "governi", "governo"), ("pt", "presidentes", "presidente"), ("nl", "verkiezingen", "verkiezing"),
        ("sv", "ministrarna", "ministrar"), ("da", "ministerens", "minister"), ("no", "valgene", "valg"),
        ("fi", "hallituksen", "hallitukset"), ("pl", "prezydenta", "prezydent"), ("cs", "prezidenta", "prezident"),
        ("ro", "alegerilor", "alegeri"), ("hu", "kormányok", "kormány"), ("tr", "bakanlar", "bakan"),
        ("ru", "министрами", "министр"), ("el", "κυβερνήσεις", "κυβέρνηση"), ("id", "pemerintahan", "pemerintah"),
        ("hi", "चुनावों", "चुनाव"), ("et", "valimised", "valimiste"), ("lt", "prezidentai", "prezidentas"),
    ],
)  # fmt: skip
def test_stems_by_language(language: str, printed: str, asked: str) -> None:
    """A word finds its other forms in the language of an article, typed with accents or without."""
    assert not query_terms(asked.lower(), frozenset({language})).isdisjoint(index_terms(printed, language))
    folded = query_terms(fold(printed), frozenset({language}))
    assert not folded.isdisjoint(index_terms(printed, language))


@given(st.sampled_from([None, *sorted(STEMMED), "xx"]), st.text(min_size=1, max_size=12))
def test_a_word_finds_itself(language: str | None, text: str) -> None:
    """In every language a printed word, and its folded form, ask for a term that it has."""
    languages = frozenset({language} if language else ())
    for word in find_words(text):
        terms = set(index_terms(word, language))
        assert terms & query_terms(word.lower(), languages)
        assert terms & query_terms(fold(word), languages)


@pytest.mark.parametrize(
    "run",
    ["Peru's", "PERU’S", "l's", "air-lift", "A-B", "7,700", "1,234,567", "12,34", "0,700", "3.14", "10.000", "1.5",
     "x" * 40 + "-" + "y" * 40, "7,700,1", "8,000" + ",000" * 6],
)  # fmt: skip
def test_usual_runs_are_cut_as_all_others(run: str) -> None:
    """The quick way for most runs gives the same words, with the same places and joined forms."""
    assert chunks.parts_of(run) == chunks._any_parts(run)


def test_lines_are_told_apart_among_pieces() -> None:
    """The pieces of several lines are those of each line, with a break between, in ASCII and in other texts."""
    for text in ("One two.\n\nThree, four\n", "Eins zwei.\n\nDrei, fünf\n"):
        lines = " ".join(find_lines(text)).split(LINE_BREAK)
        assert [line.split() for line in lines] == list(map(find_pieces, text.split("\n")))
