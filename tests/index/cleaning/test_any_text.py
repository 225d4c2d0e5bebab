"""The cleaner takes any text, in time proportional to its length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedread.index.cleaning import KINDS, clean
from seedread.index.cleaning.language import language_of, stop_words

CHINESE = (
    "周二，两国外交部长在港口城市会晤，双方同意重新开放自去年春天洪水以来一直关闭的沿海铁路，并就修复桥梁的费用达成了协议。",
    "官员们表示，如果河上的大桥能够及时修复，第一批列车将在今年年底之前开始运行，沿线城镇的居民对此表示欢迎。",
    "工程师估计修复费用为四千万，两国将共同承担，并将向地区银行申请贷款以弥补不足的部分，预计明年完成全部工程。",
)
ARABIC = (
    (
        "اتفق وزيرا خارجية البلدين يوم الثلاثاء في مدينة الميناء على "
        "إعادة فتح خط السكة الحديدية الساحلي المغلق منذ فيضانات الربيع الماضي."
    ),
    (
        "وقال المسؤولون من الجانبين إن القطارات الأولى يمكن أن تسير "
        "قبل نهاية العام إذا تم إصلاح الجسر على النهر في الوقت المناسب."
    ),
    (
        "وسوف يتقاسم البلدان تكاليف الإصلاح التي يقدرها المهندسون "
        "بأربعين مليونا، وسيطلبان قرضا من البنك الإقليمي لتغطية ما تبقى."
    ),
)


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "\ufeff", "\x00"])
def test_text_without_words(text: str) -> None:
    """A text without words gives no title and no paragraph, but a verdict on every line."""
    cleaned = clean(text)
    assert (cleaned.title, cleaned.paragraphs) == ("", ())
    assert {line.kind for line in cleaned.lines} == {"blank"}


def test_one_line_is_the_body() -> None:
    """A single line is kept, and it is also the title."""
    cleaned = clean("A short note.")
    assert (cleaned.title, cleaned.paragraphs, cleaned.title_is_lead) == ("A short note.", ("A short note.",), True)


@pytest.mark.parametrize(("paragraphs", "related", "code"), [(CHINESE, "相关阅读", "zh"), (ARABIC, "اقرأ أيضا", "ar")])
def test_sentences_in_other_scripts_are_kept(paragraphs: tuple[str, ...], related: str, code: str) -> None:
    """Whole sentences in a language the line model does not know are kept, even below a known heading."""
    cleaned = clean("\n".join((*paragraphs[:2], related, paragraphs[2])))
    assert [line.kept for line in cleaned.lines] == [True, True, False, True]
    assert cleaned.paragraphs == paragraphs
    assert cleaned.language == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council said that it would not sell the mill to the man who had asked for it.", "en"),
        ("Der Rat der Stadt hat am Montag beschlossen, dass die alte Mühle nicht verkauft wird.", "de"),
        ("Le conseil de la ville a décidé que le vieux moulin ne sera pas vendu dans les mois qui viennent.", "fr"),
        ("El consejo de la ciudad dijo que no se vende el viejo molino a los que lo han pedido.", "es"),
        ("Совет города решил в понедельник, что старая мельница не будет продана, и это не все.", "ru"),
        ("Το συμβούλιο της πόλης αποφάσισε να μην πουλήσει τον παλιό μύλο.", "el"),
        ("市議会は月曜日に古い水車小屋を売らないことを決めた。", "ja"),
        ("시의회는 월요일에 오래된 방앗간을 팔지 않기로 했다.", "ko"),
        ("Kommunestyret vedtok på mandag at den gamle mølla ikke skal selges til noen før neste år.", "nb"),
        ("Kommunalbestyrelsen besluttede mandag, at den gamle mølle ikke skal sælges til nogen før næste år.", "da"),
        ("Міська рада вирішила в понеділок, що старий млин не продадуть нікому до наступного року.", "uk"),
        ("Městská rada v pondělí rozhodla, že starý mlýn se do příštího roku nikomu neprodá.", "cs"),
        ("Şəhər şurası bazar ertəsi köhnə dəyirmanı gələn ilə qədər heç kimə satmamağı qərara aldı.", "az"),
        ("شہر کی کونسل نے پیر کو فیصلہ کیا کہ پرانی چکی اگلے سال تک کسی کو نہیں بیچی جائے گی۔", "ur"),
        ("Ang konseho ng lungsod ay nagpasya noong Lunes na hindi ibebenta ang lumang gilingan.", "tl"),
        ("Belmar 2 Anse 1", None),
        ("Smith 4, Jones 5, Brown 6, Lee 7, Garcia 8, Martin 3, Weber 9", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    """The language of a sentence is detected; of names and numbers alone it is not."""
    assert language_of(text) == code


def test_english_without_the_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """English of long words and many names, as news often is, is told by its function words alone."""
    monkeypatch.setattr("seedread.index.cleaning.language._detector", None)
    sentence = (
        "Belmar Harbour Commission chairwoman Ines Salgado told reporters Monday that dredging contractors from "
        "Kalmora would finish repairing storm-damaged quays before winter, allowing ferries carrying passengers and "
        "freight to resume sailing; but the opposition said financing arrangements of the project remained unclear. "
    )
    assert 0.24 < sum(map(stop_words("en").__contains__, sentence.casefold().split())) / len(sentence.split()) < 0.3
    assert language_of(sentence * 6) == "en"


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        ("Belmar 2 Anse 1", "de-CH", "de"),
        ("Belmar 2 Anse 1", "NO", "nb"),
        ("Belmar 2 Anse 1", "klingon", None),
        ("Belmar 2 Anse 1", "xx", None),
        ("The council said that it would not sell the mill to the man who had asked for it.", "fr", "en"),
        ("Majlis bandar memutuskan pada hari Isnin bahawa kilang lama itu tidak akan dijual.", "ms_MY", "ms"),
        ("Gradsko vijeće odlučilo je u ponedjeljak da se stari mlin neće prodati do iduće godine.", "bs", "bs"),
    ],
)
def test_declared_language(text: str, declared: str, code: str | None) -> None:
    """What a page declares counts where the text leaves doubt: too few words, or a language hardly different."""
    assert language_of(text, declared) == code


@pytest.mark.parametrize(
    "text",
    [
        "word and the " * 80_000,
        "x" * 1_000_000,
        "a. B " * 200_000,
        "a | " * 250_000,
        "A, " * 300_000,
        "@" * 1_000_000,
        "(" * 1_000_000,
        "中" * 300_000,
        " " * 1_000_000,
        "Menu\n" * 50_000,
        "and lines that go on\n" * 50_000,
        "The fox said that it was going to the house.\n" * 50_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_large_texts_take_linear_time(text: str) -> None:
    """A line of a megabyte and fifty thousand lines are cleaned within seconds."""
    start = time.process_time()
    cleaned = clean(text)
    assert time.process_time() - start < 10
    assert len(cleaned.lines) == text.count("\n") + 1


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(max_size=60) | st.sampled_from(["Related Articles", "By A. Berg", "May 9, 2019", "BELMAR – It"]))
)
def test_any_text_is_reported_line_by_line(lines: list[str]) -> None:
    """In any text each line has one verdict and a known kind, and the kept lines make the paragraphs."""
    text = "\n".join(lines)
    cleaned = clean(text)
    assert [line.n for line in cleaned.lines] == list(range(len(text.replace("\r\n", "\n").split("\n"))))
    assert all(line.kept != bool(line.kind) for line in cleaned.lines)
    assert {line.kind for line in cleaned.lines if not line.kept} <= set(KINDS)
    kept = "".join("".join(line.text.split()) for line in cleaned.lines if line.kept)
    assert kept == "".join("".join(paragraph.split()) for paragraph in cleaned.paragraphs)
