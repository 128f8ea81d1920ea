"""Numerals of Russian, English, Kazakh and Uzbek: words for numbers, powers of ten, percentages and years.

Uzbek is in the letters of ``uz_key``, one form for both scripts.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["NUMERALS", "Numerals"]


class Numerals(NamedTuple):
    """The number words of one language. Endings are regular expressions, matched to the end of the word."""

    cardinals: dict[str, int]
    """Stem to value; ``cardinal_endings`` may follow."""
    cardinal_endings: str
    teens: bool
    """Eleven is a word of its own, not ten one."""
    ordinals: dict[str, int]
    """Stem to value; ``ordinal_endings`` may follow."""
    ordinal_endings: str
    ordinal_marks: str
    """What makes digits an ordinal: 7-я, 7th, 7-ші."""
    not_cardinals: str
    """Forms of other words that look like a cardinal with an ending."""
    scales: dict[str, int]
    """Stem to power of ten; ``scale_endings`` may follow."""
    scale_endings: str
    bare_scales: str
    """Forms that mean one of their own without a number before them: a million, тысяча."""
    money_scales: str
    """Letters that are a power of ten right behind a sum with a currency sign: £5m."""
    percent: str
    """The word for per cent."""
    year: str
    """The word that marks a number as a year."""
    groups: str
    """Characters that group thousands, besides blanks."""
    decimal: str
    """Characters that begin the fraction."""


def _count(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Words in counting order, forms of one number joined by a bar."""
    return {form: first + n * step for n, forms in enumerate(words.split()) for form in forms.split("|")}


_RU = Numerals(
    cardinals=_count(
        "один|одна|одно|одного|одной|одному|одним|одну|одном два|две|двух|двум|двумя|двое|двоих "
        "три|трех|трёх|трем|трём|тремя|трое|троих четыре|четырех|четырёх|четырем|четырём|четырьмя|четверо "
        "пять|пяти|пятью|пятеро шесть|шести|шестью|шестеро семь|семи|семеро восемь|восьми|восемью "  # семью: family
        "девять|девяти|девятью десять|десяти|десятью одиннадцать|одиннадцати двенадцать|двенадцати "
        "тринадцать|тринадцати четырнадцать|четырнадцати пятнадцать|пятнадцати шестнадцать|шестнадцати "
        "семнадцать|семнадцати восемнадцать|восемнадцати девятнадцать|девятнадцати"
    )
    | _count(
        "двадцать|двадцати|двадцатью тридцать|тридцати|тридцатью сорок|сорока пятьдесят|пятидесяти "
        "шестьдесят|шестидесяти семьдесят|семидесяти восемьдесят|восьмидесяти девяносто|девяноста",
        20,
        10,
    ),
    cardinal_endings="",
    not_cardinals="(?!)",
    teens=True,
    ordinals=_count(
        "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат "
        "пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
    ),
    ordinal_endings="ый|ий|ой|ая|ое|ого|ому|ым|ом|ую|ые|ых|ыми|ья|ье|ьего|ьей|ьему|ьим|ьем|ью|ьи|ьих|ьими",
    ordinal_marks="ый|ий|ой|й|ая|я|ое|е|го|ому|му|ым|м|ую|ю|ые|ых|х|ыми|ми",
    scales={"тыс": 3, "тысяч": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9, "трлн": 12, "триллион": 12}
    | {"тысячн": 3, "миллионн": 6, "миллиардн": 9},  # 25-тысячная толпа
    scale_endings="а|у|и|ы|ей|ью|ам|ами|ах|ов|ом|е|ый|ая|ую|ой|ого|ым|ых|ые|ое|ому|ыми",
    bare_scales="тысяч[ау]|миллион|миллиард|триллион",
    money_scales="(?!)",
    percent="процент(?:а|у|ы|ов|ом|ам|ами|ах|е)?",
    year="г|гг|год|года|году|годом|годе|годы|годов|годах|годам|годами",
    groups="",
    decimal=",.",
)
_EN = Numerals(
    cardinals=_count(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    )
    | _count("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    cardinal_endings="",
    not_cardinals="(?!)",
    teens=True,
    ordinals=_count(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ),
    ordinal_endings="",
    ordinal_marks="st|nd|rd|th",
    scales={
        "hundred": 2,
        "thousand": 3,
        "k": 3,
        "m": 6,
        "million": 6,
        "mln": 6,
        "mn": 6,
        "billion": 9,
        "bln": 9,
        "bn": 9,
        "trillion": 12,
        "tn": 12,
    },
    scale_endings="",
    bare_scales="(?!)",
    money_scales="m|k",
    percent="per ?cent|pct",
    year="(?!)",
    groups=",",
    decimal=".",
)
_KK_CASES = (
    "[дт][аеы]|[дт]і|[дт][аеы]н|[дт]ің|[дт]ың|[дн]ы|[дн]і|н[ыі]ң|[ғқ]а|[гк]е|н[ае]н|м[ае]н|[бп][ае]н|[дт][ае]ғы|[дт]егі|"
    "[еа]у(?:і|ы)?|сы|сі|ы|і|нші|ншы|[дт]ей|[дт]ай"
)
_KK = Numerals(
    cardinals=_count("бір екі|екеу үш төрт бес алты жеті сегіз тоғыз он")
    | _count("жиырма отыз қырық елу алпыс жетпіс сексен тоқсан", 20, 10),
    cardinal_endings=_KK_CASES,
    not_cardinals="он(?:ы|ың|да|дан|ан|дай|дағы|ымен|мен)",  # it, there, such
    teens=False,
    ordinals=_count("бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы оныншы"),
    ordinal_endings="с[ыі]|с[ыі]нда|с[ыі]нде|" + _KK_CASES,
    ordinal_marks="ші|шы|інші|ыншы|нші|ншы",
    scales={"жүз": 2, "мың": 3, "млн": 6, "миллион": 6, "млрд": 9, "млр": 9, "миллиард": 9, "трлн": 12, "триллион": 12},
    scale_endings=_KK_CASES + "|[длт]ық|[длт]ік",  # 25 мыңдық
    bare_scales="миллион|миллиард|триллион",
    money_scales="(?!)",
    percent="пайыз[а-яәғқңөұүһі]{0,8}|процент[а-яәғқңөұүһі]{0,6}",
    year="ж|жж|жыл[а-яәғқңөұүһі]{0,6}",
    groups="",
    decimal=",.",
)
_UZ_CASES = (
    "da|dan|ga|ka|qa|ni|ning|dagi|gaça|i|si|sini|sining|siga|sida|sidan|ta|tasi|tadan|tani|tasini|ala|ov|ovi|lik|larça"
)
_UZ = Numerals(
    cardinals=_count("bir ikki uç tört beş olti yetti sakkiz töqqiz ön")
    | _count("yigirma öttiz qirq ellik oltmiş yetmiş sakson töqson", 20, 10),
    cardinal_endings=_UZ_CASES,
    not_cardinals="yettik?|uçi|uçlik",  # reached, its end
    teens=False,
    ordinals=_count("birinçi ikkinçi uçinçi törtinçi beşinçi oltinçi yettinçi sakkizinçi töqqizinçi öninçi yigirmançi"),
    ordinal_endings=_UZ_CASES,
    ordinal_marks="chi|nchi|inchi|чи|нчи|инчи",
    scales={
        "yuz": 2,
        "ming": 3,
        "mln": 6,
        "million": 6,
        "mlrd": 9,
        "mlr": 9,
        "milliard": 9,
        "billion": 9,
        "trln": 12,
        "trillion": 12,
    },
    scale_endings=_UZ_CASES,
    bare_scales="million|milliard|trillion",
    money_scales="(?!)",
    percent="foiz[a-zçşöğ]{0,8}",
    year="y|yil[a-zçşöğ]{0,8}",
    groups="",
    decimal=",.",
)

NUMERALS: dict[str, Numerals] = {"ru": _RU, "en": _EN, "kk": _KK, "uz": _UZ}
"""By primary language subtag."""
