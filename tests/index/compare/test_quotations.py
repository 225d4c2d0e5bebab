"""Quotation marks of many languages."""

from __future__ import annotations

import pytest

from seedread.index.compare.quotations import quoted_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("« Nous partons demain », a-t-il dit. Puis “oui”.", ["Nous partons demain", "oui"]),
        ("„Wir gehen“, sagte er. »Nie wieder«, rief sie. ‚Ja‘, meinte er.", ["Wir gehen", "Nie wieder", "Ja"]),
        ("”Vi går nu”, sade hon. Han svarade: ”Nej.”", ["Vi går nu", "Nej."]),
        ("”Lähdemme”, hän sanoi. »Emme», sanoi toinen.", ["Lähdemme", "Emme"]),
        ('»Vi går,« sagde han. "Nej," sagde hun.', ["Vi går,", "Nej,"]),
        ("„Idziemy” – powiedział. «Nie» – odparła.", ["Idziemy", "Nie"]),
        ("„Jdeme,“ řekl. ‚Ne,‘ odpověděla.", ["Jdeme,", "Ne,"]),
        ("„Megyünk” – mondta. »Nem« – felelte.", ["Megyünk", "Nem"]),
        ("«Мы уходим», — сказал он. „Нет“, — ответила она.", ["Мы уходим", "Нет"]),
        ("«Ми йдемо», — сказав він. “Ні”, — відповіла вона.", ["Ми йдемо", "Ні"]),
        ("«Φεύγουμε», είπε. “Όχι”, απάντησε.", ["Φεύγουμε", "Όχι"]),
        ('قال: «نحن ذاهبون». وأضاف: "لا". ”نعم“ قال.', ["نحن ذاهبون", "لا", "نعم"]),
        ("گفت: «ما می\u200cرویم». افزود: ”نه“.", ["ما می\u200cرویم", "نه"]),
        ('"אנחנו הולכים", אמר. ראש צה"ל אמר: "לא". ”כן”, השיב דובר ארה”ב.', ["אנחנו הולכים", "לא", "כן"]),
        ("انہوں نے کہا ’ہم جا رہے ہیں‘۔ ’’نہیں‘‘ کہا۔ “ہاں” کہا۔", ["ہم جا رہے ہیں", "نہیں", "ہاں"]),
        ('उन्होंने कहा, “हम जा रहे हैं।” ‘नहीं’ कहा। "हाँ" कहा।', ["हम जा रहे हैं।", "नहीं", "हाँ"]),
        ("他说：“我们走。”又说：「不。」『好』《书》", ["我们走。", "不。", "好"]),
        ("「行きます」と述べた。『本』と“はい”。", ["行きます", "本", "はい"]),
        ("그는 “갑니다”라고 말했다. ‘아니’라고 했다.", ["갑니다", "아니"]),
        (
            "“Gidiyoruz” dedi. \"Hayır\" dedi. ‘Evet’ dedi. Ankara'nın ve Türkiye'nin sözü.",
            ["Gidiyoruz", "Hayır", "Evet"],
        ),
        ('«Nos vamos», dijo. “No”, respondió. "Sí".', ["Nos vamos", "No", "Sí"]),
        ("«Andiamo», ha detto. L'altro: \"No\". “Sì” e l'Italia dell'est.", ["Andiamo", "No", "Sì"]),
        ("‘We gaan’, zei hij. „Nee”, zei ze. \"Ja\". Foto's en auto's.", ["We gaan", "Nee", "Ja"]),
        ("Він сказав: \"Об'єкт п'ять\". П'ять об'єктів.", ["Об'єкт п'ять"]),
        ("U “Ketamiz” dedi. O'zbekiston va to'g'ri yo'l.", ["Ketamiz"]),
        ("„Plecăm”, a spus. «Nu», a zis.", ["Plecăm", "Nu"]),
        ('„Тръгваме“, каза той. "Не".', ["Тръгваме", "Не"]),
        ("– Vi går, sa han. «Nei», sa hun.", ["Nei"]),
        ("“Vamos”, disse. «Não», respondeu.", ["Vamos", "Não"]),
        ("เขาพูดว่า “เราไป” แล้ว", ["เราไป"]),
        ("„Einame“, – sakė jis. „Ne“.", ["Einame", "Ne"]),
        ("„მივდივართ“, თქვა. “არა”.", ["მივდივართ", "არა"]),
    ],
)
def test_marks_of_many_languages(text: str, quoted: list[str]) -> None:
    """What each language puts in its marks is a quotation; apostrophes and marks inside words are none."""
    assert [text[start:end].strip() for _, (start, end) in quoted_spans([text])] == quoted


@pytest.mark.parametrize(
    "text",
    ["the dogs’ bowls and 5” pipes", "Er kam » von dort", "Сказал » и ушёл", 'לשכת רה"מ ומזכ"ל האו"ם', "a ’90s band"],
)
def test_marks_that_quote_nothing(text: str) -> None:
    """A mark that no word follows, or that is inside a word, opens nothing."""
    assert quoted_spans([text]) == []
