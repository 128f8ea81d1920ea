from __future__ import annotations

from itertools import chain

from tmkit.alignment.align import align_segments
from tmkit.alignment.foreign import surplus
from tmkit.model import Bead, Lang, Segment

RU, KK, UZ = Lang("ru"), Lang("kk"), Lang("uz-Latn")
RUSSIAN = (
    "Стороны договорились создать единую систему учёта воды.",
    "Данные будут открытыми для всех, кто живёт в бассейне реки.",
    "Зимой регион получит дополнительно девятьсот миллионов киловатт-часов.",
    "Тариф остаётся прежним.",
)
KAZAKH = (
    "Тараптар суды есепке алудың бірыңғай жүйесін құруға уағдаласты.",
    "Деректер өзен алабында тұратындардың бәріне ашық болады.",
    "Қыста өңір қосымша тоғыз жүз миллион киловатт-сағат алады.",
    "Тариф өзгеріссіз қалады.",
)
UZBEK = (
    "Tomonlar suvni hisobga olishning yagona tizimini yaratishga kelishib oldi.",
    "Maʼlumotlar daryo havzasida yashaydigan hamma uchun ochiq boʻladi.",
    "Qishda mintaqa qoʻshimcha toʻqqiz yuz million kilovatt-soat oladi.",
    "Tarif oʻzgarishsiz qoladi.",
)


def segments(texts: tuple[str, ...], lang: Lang) -> list[Segment]:
    return [Segment(text, lang) for text in texts]


def flags(source: list[Segment], target: list[Segment]) -> list[list[bool]]:
    return [side.tolist() for side in surplus(source, target)]


def test_the_translation_inside_the_source_is_surplus() -> None:
    for texts, lang in ((KAZAKH, KK), (UZBEK, UZ)):
        both = tuple(chain.from_iterable(zip(RUSSIAN, texts, strict=True)))
        assert flags(segments(both, RU), segments(texts, lang)) == [[False, True] * 4, [False] * 4]


def test_and_the_source_keeps_its_counterparts() -> None:
    source = segments(tuple(chain.from_iterable(zip(RUSSIAN, KAZAKH, strict=True))), RU)
    beads = align_segments(source, segments(KAZAKH, KK))
    assert [(bead.source, bead.target) for bead in beads] == [
        bead for n in range(4) for bead in (((2 * n,), (n,)), ((2 * n + 1,), ()))
    ]


def test_a_sentence_that_nobody_translated_is_not() -> None:
    target = segments((*KAZAKH[:2], RUSSIAN[2], KAZAKH[3]), KK)
    assert flags(segments(RUSSIAN, RU), target) == [[False] * 4] * 2
    beads = align_segments(segments(RUSSIAN, RU), target)
    assert [bead[:2] for bead in beads] == [Bead((n,), (n,), 1.0)[:2] for n in range(4)]


def test_a_target_in_both_languages_holds_surplus() -> None:
    target = segments((*KAZAKH, *RUSSIAN), KK)
    assert flags(segments(RUSSIAN, RU), target) == [[False] * 4, [False] * 4 + [True] * 3 + [False]]


def test_no_text_has_no_surplus() -> None:
    assert flags([], segments(KAZAKH, KK)) == [[], [False] * 4]
