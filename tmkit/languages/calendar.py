"""Month names of Russian, English, Kazakh and Uzbek.

Uzbek is in the letters of ``uz_key``, one form for both scripts.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CALENDARS", "MONTH_NAMES", "WEEKDAYS", "Calendar"]


class Calendar(NamedTuple):
    """The months of one language as regular expressions for whole words."""

    months: tuple[str, ...]
    """January to December."""
    ambiguous: str
    """Forms that are everyday words or names too: they count only beside a day or a year, or after ``leads``."""
    leads: str
    """Words before an ambiguous name that make it a month."""
    capitalised: bool
    """Month names are always written with a capital."""
    month_first: bool
    """The day may follow the month: November 15, noyabrning 15-kuni."""


def _with_endings(stems: str, endings: str) -> tuple[str, ...]:
    return tuple(f"(?:{stem})(?:{endings})?" for stem in stems.split())


_KK_ENDINGS = (
    "[дт][ае]|[дтн][ае]н|[дтн][ыі]ң|[ғқ]а|[гк]е|[дтн][ыі]|[мбп]ен|[дт]ағы|[дт]егі|ы|і|ына|іне|ында|інде|ынан|інен|"
    "ының|інің|ындағы|індегі|сы|сына|сында|сынан|сының|сындағы|сі|сіне|сінде|сінен|сінің|сіндегі"
)
_UZ_ENDINGS = "da|dan|ga|ni|ning|dagi|gaça|dayoq|i|ida|idan|iga|ini|ining|idagi|igaça|lar"

CALENDARS: dict[str, Calendar] = {
    "ru": Calendar(
        (
            "янв|январ(?:ь|я|ю|е|ем)",
            "фев|февр|феврал(?:ь|я|ю|е|ем)",
            "март(?:а|у|е|ом)?",
            "апр|апрел(?:ь|я|ю|е|ем)",
            "ма(?:й|я|ю|е|ем)",
            "июн(?:ь|я|ю|е|ем)",
            "июл(?:ь|я|ю|е|ем)",
            "авг|август(?:а|у|е|ом)?",
            "сен|сент|сентябр(?:ь|я|ю|е|ём|ем)",
            "окт|октябр(?:ь|я|ю|е|ём|ем)",
            "ноя|нояб|ноябр(?:ь|я|ю|е|ём|ем)",
            "дек|декабр(?:ь|я|ю|е|ём|ем)",
        ),
        "янв|фев|февр|апр|авг|сен|сент|окт|ноя|нояб|дек",  # abbreviations stand beside a day
        "(?!)",
        capitalised=False,
        month_first=False,
    ),
    "en": Calendar(
        (
            "jan|january",
            "feb|february",
            "mar|march",
            "apr|april",
            "may",
            "jun|june",
            "jul|july",
            "aug|august",
            "sep|sept|september",
            "oct|october",
            "nov|november",
            "dec|december",
        ),
        "march|may|jan|feb|mar|apr|jun|aug|sep|sept|oct|nov|dec",  # March and May open sentences, Jan and Dec are names
        "in|of|by|since|until|till|from|to|through|this|last|next|early|late|mid|every|each|during|before|after|and|or",
        capitalised=True,
        month_first=True,
    ),
    "kk": Calendar(
        _with_endings(
            "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйе[кг] қазан қараша желтоқсан", _KK_ENDINGS
        ),
        "(?:наурыз|маусым|қазан).*",  # the feast, a season, a cauldron and the city of Kazan
        "биылғы|өткен|осы|келесі|былтырғы",
        capitalised=False,
        month_first=False,
    ),
    "uz": Calendar(
        _with_endings("yanvar fevral mart aprel may iyun iyul avgust senty?abr okty?abr noyabr dekabr", _UZ_ENDINGS),
        "(?!)",
        "(?!)",
        capitalised=False,
        month_first=True,
    ),
}
"""By primary language subtag."""

MONTH_NAMES: dict[str, tuple[str, ...]] = {
    lang: tuple(names.split())
    for lang, names in {
        "en": "January February March April May June July August September October November December",
        "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
        "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    }.items()
}
"""January to December as they are written where nothing follows; Uzbek in Latin letters."""

WEEKDAYS: dict[str, tuple[str, ...]] = {
    "ru": (
        r"понедельник(?:а|у|ом|е|и|ам|ами|ах)?|понедельничн\w+",
        r"вторник(?:а|у|ом|е|и|ам|ами|ах)?|вторничн\w+",
        "сред(?:а|ы|е|у|ой)",
        r"четверг(?:а|у|ом|е|и|ам|ами|ах)?|четвергов\w+",
        r"пятниц(?:а|ы|е|у|ей|ам|ами|ах)|пятничн\w+",
        r"суббот(?:а|ы|е|у|ой|ам|ами|ах)|субботн\w+",
        r"воскресень(?:е|я|ю|ем|ям|ями|ях)|воскресн\w+",
    ),
    "en": tuple(f"{day}s?" for day in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
    "kk": _with_endings("дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі", _KK_ENDINGS),
    "uz": _with_endings("duşanba seşanba çorşanba payşanba juma şanba yakşanba", _UZ_ENDINGS),
}
"""Monday to Sunday as regular expressions for whole words; Uzbek in the letters of ``uz_key``."""
