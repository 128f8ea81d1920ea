"""Paragraph units become units of sentences; nothing of them is lost."""

from __future__ import annotations

from tmkit.languages.codes import EN, KK, RU
from tmkit.model import Code, Segment, TranslationUnit
from tmkit.pipeline.memory.resegmenting import resegment

RUSSIAN = "Встреча завершилась 15 ноября. Стороны подписали 7 документов. Торговля выросла на 5 %."
KAZAKH = "Кездесу 15 қарашада аяқталды. Тараптар 7 құжатқа қол қойды. Сауда 5 %-ға өсті."
ENGLISH = "The meeting ended on 15 November. The parties signed 7 documents. Trade grew by 5 %."


def texts(units: list[TranslationUnit]) -> list[tuple[str, ...]]:
    return [tuple(variant.text for variant in unit.variants) for unit in units]


def test_a_paragraph_in_three_languages() -> None:
    said = (("tuid", "7"), ("creationid", "Ольга"))
    codes = (Code(31, '<ph x="1"/>'),)
    variants = (Segment(RUSSIAN, RU, codes=codes), Segment(KAZAKH, KK), Segment(ENGLISH, EN))
    made = list(resegment([TranslationUnit(variants, (("x-client", "desk"),), (), said)]))
    assert texts(made) == [
        ("Встреча завершилась 15 ноября.", "Кездесу 15 қарашада аяқталды.", "The meeting ended on 15 November."),
        ("Стороны подписали 7 документов.", "Тараптар 7 құжатқа қол қойды.", "The parties signed 7 documents."),
        ("Торговля выросла на 5 %.", "Сауда 5 %-ға өсті.", "Trade grew by 5 %."),
    ]
    assert all(unit.attributes == (("creationid", "Ольга"),) for unit in made)
    assert all(unit.properties[1] == ("x-client", "desk") for unit in made)
    assert made[1].variants[0].codes == (Code(0, '<ph x="1"/>'),)


def test_what_cannot_be_cut_without_loss_stays_whole() -> None:
    one = TranslationUnit((Segment("Встреча завершилась.", RU), Segment("Кездесу аяқталды.", KK)))
    joined = TranslationUnit((Segment("Да. Нет.", RU), Segment("Иә, жоқ.", KK)))
    more = (
        KAZAKH
        + " Бұл туралы баспасөз қызметі 2026 жылғы 3 наурызда толық әрі егжей-тегжейлі хабарлады, деп жазады БАҚ."
    )
    added = TranslationUnit((Segment(RUSSIAN, RU), Segment(more, KK)))
    assert list(resegment([one, joined])) == [one, joined]
    assert "".join(unit.variants[1].text.replace(" ", "") for unit in resegment([added])) == more.replace(" ", "")
