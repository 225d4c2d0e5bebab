"""Sentence splitting."""

from __future__ import annotations

import pytest

from seedread.index.text.abbreviations import abbreviations
from seedread.index.text.data_files import read_toml
from seedread.index.text.sentences import split_sentences


def split(text: str, language: str | None = None) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, language, ("said",))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. and the U.K. signed. France did not.", 2),
        ("He lives in the U.S. The move surprised nobody.", 2),
        ("Mr. Smith met Mrs. Jones, Dr. Lee and Gen. Park at No. 10.", 1),
        ("J. R. Brown spoke. A. Lee did not.", 2),
        ("Prices rose 1.7 percent. Wages rose 2.5 percent.", 2),
        ("Nothing was announced, but U.S. Officials said it was near.", 1),
        ("U.S. Officials said it was near.", 1),
        ("It sounds good, said Ann Lee of <A.C. Brandt and Co>. Others doubted it.", 2),
        ("It closed at 5 p.m. on Monday. It opened at 9 a.m. The queue was long.", 3),
        ("“We won.” “You did not.”", 2),
        ("“Why?” he asked. Nobody knew.", 2),
        ("“Stop!” Anna Weber said. He stopped.", 2),
        ("“It is over,” she said. “It is.”", 2),
        ("The raid began at 7.00 A.M. (0300 GMT) on Monday. It ended at 9 a.m. (See page 3.) The queue was long.", 4),
        ("Acme Inc. said it sold Beta Corp. to Gamma Ltd. on Friday.", 1),
        ("Acme Inc. The firm sells tin.", 2),
        ("He waited… and waited. Then he left...", 2),
        ("He said it on Jan. 5. Nobody heard.", 2),
        ("会议在周五举行。两国领导人讨论了天然气。", 2),
        ("هل اتفق الجانبان؟ لا أحد يعرف.", 2),
        ("No full stop at all", 1),
        ("", 0),
        ("   ", 0),
    ],
)
def test_count(text: str, count: int) -> None:
    """Abbreviations, initials, numbers and speech do not end a sentence; final punctuation of every script does."""
    assert len(split(text)) == count, split(text)


def test_nothing_is_lost() -> None:
    """The sentences of a paragraph contain all of it except the spaces between them."""
    text = " One. “Two?” said Mr. Three.  Four (five.) Six! "
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ru", "В 1937 г. Дж. Р. Р. Толкин издал книгу. Об этом пишет проф. В. Н. Соколов.", 2),
        ("ru", "Цены выросли на 5 млрд руб. По данным Росстата, т. е. официально, это так.", 2),
        ("ru", "А. П. Чехов родился в г. Таганроге. И т. д. Он писал.", 3),
        ("ru", "«Почему?» — спросил он. Никто не ответил.", 2),
        (
            "uk",
            "Про це заявив ген. О. Сирський. У 2023 р. Україна отримала 3 млрд грн. За словами міністра, це так.",
            3,
        ),
        ("de", "Am 3. Oktober sprach Dr. Merz, z. B. über Europa. Das war im Jahr 2023. Die SPD schwieg.", 3),
        ("de", "Papst Benedikt XVI. und Karl V. Habsburg trafen sich bzw. Minister usw. Danach gingen sie.", 2),
        ("de", "»Das ist falsch.« Er ging. Die Fa. Siemens u. Co. KG zahlte.", 3),
        ("fr", "M. Le Drian a vu Mme. Duval. « Pourquoi ? », a-t-il demandé. « Je ne sais pas. » Elle est partie.", 4),
        ("fr", "Vers 50 av. J.-C. César est venu. L’armée est partie.", 2),
        (
            "es",
            "El Sr. García vive en EE. UU. desde 2001. ¿Por qué? La Dra. Ruiz, p. ej., no lo sabe. El núm. 5 ganó.",
            4,
        ),
        ("pt", "O Sr. Silva e a Dra. Ana saíram. Não. Isso acabou no séc. XX.", 3),
        ("it", "L'on. Rossi e il dott. Bianchi sono a Roma. La S.p.A. Fiat no. Perché? Boh.", 4),
        ("pl", "Prof. dr hab. J. Kowalski z ul. Długiej mówił m.in. Niemcom o tym. W 2023 r. Polska wygrała. Tak.", 3),
        ("cs", "Dne 3. Října mluvil Ing. arch. P. Novák z nám. Míru. To je vše.", 2),
        ("el", "Ο κ. Παπαδόπουλος ήρθε. Γιατί; Κανείς δεν ξέρει. «Πού είναι;» ρώτησε η κ. Λεκού.", 4),
        ("ar", "قال د. محمد إنه سعيد. هل هذا صحيح؟ لا. وصل أ. د. علي أمس.", 4),
        ("fa", "آقای د. رضایی آمد. آیا درست است؟ بله. سال ۳۰۰ ق.م. ایران بود.", 4),
        ("ur", "ڈاکٹر خان نے کہا۔ کیا یہ سچ ہے؟ ایم۔ اے۔ خان آئے۔", 3),
        ("hi", "डॉ. ए. पी. जे. अब्दुल कलाम आए। क्या यह सच है? हाँ। श्री मोदी नहीं आए।", 4),
        ("bn", "ড. ইউনূস বলেন। এটা কি সত্য? হ্যাঁ।", 3),
        ("zh", "会议结束。“为什么？”他问。没有人知道！", 3),
        ("ja", "「なぜですか。」と彼は聞いた。誰も知らない。", 2),
        ("hy", "Նա եկավ։ Ոչ ոք չգիտի։", 2),
        ("am", "እሱ መጣ። ማንም አያውቅም።", 2),
        ("my", "သူလာသည်။ ဘယ်သူမှမသိ။", 2),
        ("hu", "Dr. Orbán okt. 3-án Bp.-en volt. Sz. Nagy pl. Bécsben. A 2. Magyar Hadsereg. Vége.", 4),
        ("tr", "Prof. Dr. Yılmaz geldi. 3. Ordu Komutanı gitti. Neden? Bilmiyoruz.", 4),
        ("fi", "Tri. Virtanen lähti klo. 5. Se oli siinä.", 2),
        ("da", "Hr. Jensen kom d. 3. Han talte bl.a. Mette og gik.", 2),
        ("sv", "Dr. Ek kom t.ex. Måndag. Det var det.", 2),
        ("nl", "Dhr. De Vries kwam. Mevr. Jansen gaf op. Dat was alles.", 3),
        ("ro", "Dl. Popescu a plecat. Str. Lungă nr. 5 e goală.", 2),
        ("he", "ש. י. עגנון כתב. מי יודע? איש.", 3),
        ("id", "Bpk. Joko tiba di Jl. Sudirman. Apa sebabnya? Tidak tahu.", 3),
        ("vi", "TS. Nguyễn ở TP. Hồ Chí Minh. Vì sao? Không rõ.", 3),
        ("en", "Ms. Lee met J. A. Smith at 5 p.m. It's late.", 2),
        ("ko", "그는 왔다. 왜? 아무도 모른다.", 3),
        ("bg", "Г-н Иванов и д-р Петров дойдоха в 5 ч. Това беше всичко.", 2),
        ("lt", "Prof. V. Landsbergis ir kt. Seimo nariai. 2023 m. Lietuva laimėjo. Viskas.", 3),
        ("hr", "Dana 3. Svibnja je npr. Plenković otišao itd. To je to.", 2),
    ],
)
def test_count_in_other_languages(language: str, text: str, count: int) -> None:
    """Sentences end where the script and the abbreviations, ordinals and initials of the language say."""
    assert len(split(text, language)) == count, split(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le projet de M. Le Goff avance."),
        ("es", "La sede está en la Avda. El Prado."),
        ("it", "L'on. La Malfa parla."),
    ],
)
def test_a_title_before_an_article(language: str, text: str) -> None:
    """A title is followed by a name, also by one that begins with an article."""
    assert split(text, language) == [text]


def test_each_language_has_words_that_open_sentences() -> None:
    """Every language with abbreviations has openers, and no word is in two of its lists of abbreviations."""
    table = read_toml("text", "abbreviations.toml")
    for language in table.keys() - {"ordinals", "every"}:
        found = abbreviations(language)
        assert found.openers, language
        assert not found.never & found.seldom, (language, found.never & found.seldom)
        assert not found.numbered & (found.never | found.seldom), language
