from __future__ import annotations

from tmkit.model import Lang
from tmkit.text.landmarks import Kind, landmarks, sentence_ends
from tmkit.text.seed import meanings

RU, EN, KK, UZ, UZ_CYRL = (Lang(code) for code in ("ru", "en", "kk", "uz-Latn", "uz-Cyrl"))
SAME = {
    RU: "Президент Токаев заявил 15 ноября: «Товарооборот вырос до 3,2 млрд долларов?» См. https://akorda.kz/ru",
    EN: "On 15 November President Tokayev said: “Will trade grow to 3.2 billion dollars?” See https://akorda.kz/ru",
    KK: "Президент Тоқаев 15 қарашада: «Тауар айналымы 3,2 млрд долларға өсе ме?» деді. Қараңыз: https://akorda.kz/ru",
    UZ: "Prezident Toqayev 15-noyabrda: “Savdo 3,2 milliard dollarga oʻsadimi?” dedi. Qarang: https://akorda.kz/ru",
    UZ_CYRL: "Президент Тоқаев 15 ноябрда: «Савдо 3,2 миллиард долларга ўсадими?» деди. Қаранг: https://akorda.kz/ru",
}


def test_translations_share_their_landmarks() -> None:
    shared = frozenset.intersection(*(frozenset(landmarks(text, lang)) for lang, text in SAME.items()))
    keys = {(mark.kind, mark.key) for mark in shared}
    assert {(Kind.NUMBER, "15"), (Kind.NUMBER, "month 11"), (Kind.NUMBER, "3200000000")} <= keys
    assert {(Kind.NAME, "tkv"), (Kind.SOUNDS, "prsd"), (Kind.LINK, "https://akorda.kz/ru")} <= keys
    assert {(Kind.MARK, "?"), (Kind.MARK, "quotes 1"), (Kind.MARK, ":")} <= keys
    assert sum(kind is Kind.MEANING for kind, _ in keys) >= 3


def test_seed_words_are_found_inflected() -> None:
    cities = [("городами", "ru"), ("cities", "en"), ("қалаларында", "kk"), ("shaharlarida", "uz"), ("шаҳарда", "uz")]
    assert frozenset.intersection(*(meanings(word, lang) for word, lang in cities))


def test_a_stem_must_carry_the_word() -> None:
    assert not meanings("warm", "en") & meanings("war", "en")
    assert not meanings("Stadt", "de")


def test_sentences_end_inside_a_segment() -> None:
    assert sentence_ends("Раз. Два! «Три?» Четыре.") == 3
    assert sentence_ends("в 2,5 раза больше, т. е. вдвое; см. стр.") == 0
