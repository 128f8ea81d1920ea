"""Words that stand for a number without naming it: half, a dozen, вдвое; and the figures that may say the same."""

from __future__ import annotations

import re
from functools import cache

from tmkit.languages.marks import APOSTROPHES

__all__ = ["soft_numbers"]

_SOFT: dict[str, dict[str, str]] = {
    "ru": {
        "половин|пол[а-я]*час|полугод|наполовину|пополам": ".5 0.5 50 30 6",
        "полтор|в полтора": "1.5 150 90 1500",
        "трет[ьи]": "3 33 33.3 0.33",
        "четверт": "4 25 0.25 15",
        "вдвое|двойн|удво|дважды|пар[аыу]\\b|оба|обе|двукрат|двойк|вдвоем|двусторон": "2 100 50",
        "втрое|тройн|утро|трижды|трехкрат|троиц|трёх": "3 200",
        "вчетверо|четырежды": "4",
        "десятилет|декад|десятк": "10",
        "дюжин": "12",
        "сот(?:ни|ен|ня)|столети|век": "100",
        "полноч": "0 24 12 0:00",
        "полд(?:ень|ня)": "12 12:00",
        "недел": "7",
        "год": "12",
        "квартал": "3",
        "сутки|суток": "24",
    },
    "en": {
        "half|halv": ".5 0.5 50 30 6 1.5 2",
        "third": "3 33 33.3 0.33",
        "quarter": "4 25 0.25 15 3",
        "double|twice|twofold|two-fold|both|couple|pair|twin|dual": "2 100 50",
        "triple|thrice|threefold|treble": "3 200",
        "quadrupl|fourfold": "4",
        "decade": "10",
        "dozen": "12",
        "hundred|centur": "100",
        "thousand": "1000",
        "midnight": "0 24 12 0:00",
        "noon|midday": "12 12:00",
        "fortnight": "14 2",
        "teen": "13 19",
        "week": "7",
        "year": "12",
    },
    "kk": {
        "жарты|жартыс|жарым": ".5 0.5 50 30 6 1.5 2",
        "үштен бір": "3 33 33.3 0.33 1",
        "ширег|ширек|төрттен бір": "4 25 0.25 15 1",
        "қос|екі есе|екеу|жұп|егіз|еселе": "2 100 50",
        "үш есе|үшеу": "3 200",
        "онжылды|он жылды": "10",
        "ғасыр|жүзжылды|жүзде": "100",
        "мыңда": "1000",
        "түн ортас": "0 24 12 0:00",
        "түс(?:ке|те|кі)": "12 12:00",
        "апта": "7",
        "жыл": "12",
        "тәулі": "24",
    },
    "uz": {
        "yarim|yarm|bir yarim|ярим|ярм": ".5 0.5 50 30 6 1.5 2",
        "uchdan bir|учдан бир": "3 33 33.3 0.33 1",
        "chorak|чорак|toʻrtdan bir|тўртдан бир": "4 25 0.25 15 1",
        "ikki baravar|ikki barobar|ikkala|juft|ikkov|qoʻsh|egizak|икки баравар|жуфт|иккала": "2 100 50",
        "uch baravar|uch barobar|uchala|uchov|уч баравар": "3 200",
        "oʻn yillik|oʻnyillik|ўн йиллик|ўнйиллик": "10",
        "asr|yuz yillik|yuzlab|аср|юз йиллик|юзлаб": "100",
        "minglab|минглаб": "1000",
        "yarim tun|ярим тун": "0 24 12 0:00",
        "tush(?:da|gacha)|туш(?:да|гача)": "12 12:00",
        "hafta|ҳафта": "7",
        "yil|йил": "12",
        "sutka|сутка": "24",
    },
}
_APOSTROPHE = re.compile(f"(?<=[og])[{APOSTROPHES}]", re.IGNORECASE)


@cache
def _soft_pattern(lang: str) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    words = _SOFT.get(lang, {})
    return tuple((re.compile(rf"(?<![^\W_])(?:{form})"), frozenset(values.split())) for form, values in words.items())


def soft_numbers(text: str, lang: str) -> frozenset[str]:
    """Values that a word of ``text`` may stand for: half, a dozen, вдвое."""
    primary = lang.partition("-")[0]
    text = _APOSTROPHE.sub("ʻ", text.lower()) if primary == "uz" else text.lower()
    return frozenset().union(*(values for pattern, values in _soft_pattern(primary) if pattern.search(text)))
