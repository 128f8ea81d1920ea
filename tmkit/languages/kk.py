"""Kazakh in Cyrillic: the inflection of nouns, with harmony, assimilation and the changes of the stem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tmkit.languages.endings import Ending, Paradigm
from tmkit.languages.marks import APOSTROPHES, INVISIBLE
from tmkit.languages.suffixing import Suffixing

__all__ = [
    "AGREES", "CONJUNCTIONS", "HEAD_FIRST", "NOUN", "fold", "is_attribute", "is_ending", "is_given_name", "keys",
    "parallel", "stems",
]  # fmt: skip

CONJUNCTIONS = frozenset(["және", "мен", "бен", "пен", "әрі", "һәм", "немесе", "яки"])
AGREES = False
HEAD_FIRST = False

_BACK = "аоұыяё"
_FRONT = "әөүіеэ"
_EITHER = "иую"
_VOWELS = _BACK + _FRONT + _EITHER

_CLASSES = {  # of a stem's last letter: what the onset of an ending depends on
    "V": _BACK + _FRONT,
    "Y": "рй",  # өңір-лер, өңір-дің
    "L": "л",  # жол-дар, жол-дың
    "N": "мнң",  # адам-дар, адам-ның, адам-нан
    "Z": "зж",  # сөз-дер, сөз-бен
    "T": "кқпстшщчцфхһбвгғд",  # хат-тар, хат-пен; клуб-тар, Тоқаев-тың
}
_BY_LETTER = {letter: name for name, letters in _CLASSES.items() for letter in letters}

_ONSETS = {  # capital of a pattern: its letter after each class, in the order of _CLASSES
    "L": "ллдддт",  # plural
    "G": "нддндт",  # genitive
    "A": "нддддт",  # accusative
    "D": "дддддт",  # locative, equative
    "B": "дддндт",  # ablative
    "M": "ммммбп",  # instrumental
    "Q": "ғғғғғқ",  # dative
    "N": "мммббп",  # negation of verbs
}

_PLURAL = (Ending("plural", "Lар"),)
_POSSESSIVE = (
    Ending("1sg", "(ы)м"),
    Ending("2sg", "(ы)ң"),
    Ending("2pol", "(ы)ңыз"),
    Ending("1pl", "(ы)мыз"),
    Ending("3", "(с)ы"),
)
_NOT_THIRD = r"(plural)?|.*(1sg|2sg|2pol|1pl)"
_CASE = (
    Ending("genitive", "Gың", _NOT_THIRD),
    Ending("accusative", "Aы", _NOT_THIRD),
    Ending("dative", "Qа", r"(plural)?|.*(2pol|1pl)"),
    Ending("locative", "Dа", _NOT_THIRD),
    Ending("ablative", "Bан", _NOT_THIRD),
    Ending("instrumental", "Mен", _NOT_THIRD),
    Ending("equative", "Dай", _NOT_THIRD),
    Ending("substantive", "Aікі", _NOT_THIRD),  # Қазақстан-дікі, always front
    Ending("dative", "а", r".*(1sg|2sg)"),  # үй-ім-е
    Ending("genitive", "ның", r".*3"),
    Ending("accusative", "н", r".*3"),
    Ending("dative", "на", r".*3"),
    Ending("locative", "нда", r".*3"),
    Ending("ablative", "нан", r".*3"),
    Ending("instrumental", "мен", r".*3"),
    Ending("equative", "ндай", r".*3"),
    Ending("substantive", "нікі", r".*3"),
)
_REST = (
    Ending("attributive", "ғы", r".*locative"),  # Азия-да-ғы
    Ending("attributive-genitive", "ғының", r".*locative"),
    Ending("attributive-accusative", "ғыны", r".*locative"),
    Ending("attributive-dative", "ғыға", r".*locative"),
    Ending("attributive-ablative", "ғыдан", r".*locative"),
    Ending("attributive-possessive", "ғысы", r".*locative"),
    Ending("attributive-plural", "ғылар", r".*locative"),
    Ending("attributive-plural-genitive", "ғылардың", r".*locative"),
    Ending("attributive-plural-accusative", "ғыларды", r".*locative"),
    Ending("attributive-plural-dative", "ғыларға", r".*locative"),
    Ending("attributive-plural-ablative", "ғылардан", r".*locative"),
    Ending("attributive-plural-instrumental", "ғылармен", r".*locative"),
)


def fold(word: str) -> str:
    """The word as a key: NFC, small letters, no marks that are not seen; ё stays (Мирзиёев is not Мирзиеев)."""
    return unicodedata.normalize("NFC", word).casefold().translate(_UNSEEN)


_UNSEEN = dict.fromkeys(map(ord, INVISIBLE + APOSTROPHES))


def _classes(stem: str) -> str:
    last = stem.rstrip("ь")[-1:]
    if last in _EITHER:
        return "YV"  # кездесу-ді; Баку-ні
    return _BY_LETTER.get(last, "T")


def _harmonies(stem: str) -> str:
    vowels = [letter for letter in stem if letter in _VOWELS]
    if not vowels:
        return "fb"
    last = vowels[-1]
    if last in _EITHER:
        before = next((letter for letter in reversed(vowels) if letter not in _EITHER), "а" if last == "у" else "е")
        return "bf" if before in _BACK else "fb"
    if last in _BACK and stem.endswith(("к", "г")):  # a loan: банк-тің, педагог-тың
        return "fb" if stem[-2] not in _VOWELS else "bf"
    first = "b" if last in _BACK else "f"
    mixed = stem.endswith(("ев", "ёв", "ин", "ь")) or "э" in stem  # Тоқаев-тың, Мирзиёев-тің, рубль-ге
    return first + ("f" if first == "b" else "b") if mixed else first


_VOICED = {"г": "к", "ғ": "қ", "б": "п"}
_VOICELESS = {voiceless: voiced for voiced, voiceless in _VOICED.items()}


def _restored(stem: str, chain: str) -> Iterator[str]:
    if stem.endswith("кті"):
        yield stem[:-1]  # факті-сі, субъекті-лер
    if chain[0] not in _VOWELS:
        return
    last, before = stem[-1], stem[-2:-1]
    if last in _VOICED:
        yield stem[:-1] + _VOICED[last]  # орталығ-ы
    if last not in _VOWELS:
        yield stem + "ь"  # рубл-і
        if before not in _VOWELS or before == "у":
            vowel = "ы" if _harmonies(stem)[0] == "b" else "і"
            full = stem[:-1] + vowel + last  # орн-ы, халқ-ы, ау-л-ы
            if last not in _VOICELESS or full in _SYNCOPATED:
                yield full


def _changed(stem: str) -> str:
    if stem in _SYNCOPATED or stem.endswith("орын"):
        return stem[:-2] + stem[-1]
    if stem[-2:-1] in _VOWELS and stem[-1] in _VOICELESS:
        return stem[:-1] + _VOICELESS[stem[-1]]
    return stem.removesuffix("ь")


_SYNCOPATED = frozenset(
    ["ауыл", "ауыз", "әріп", "бөрік", "дауыс", "ерік", "ерін", "ғұрып", "көрік", "қалып", "қарын", "қауіп", "қойын",
     "құлық", "мойын", "мұрын", "мүлік", "нарық", "парық", "тұрық", "халық", "ырық"]
)  # fmt: skip
"""In -қ, -к, -п only these lose their vowel: халқы, but түрігі."""

_POSTPOSITIONS = [
    "үшін", "туралы", "арқылы", "бойынша", "бойы", "сайын", "сияқты", "секілді", "тәрізді", "жөнінде", "жайында",
    "жайлы", "дейін", "шейін", "таман", "жуық", "тарта", "қарай", "қарсы", "жақын", "қарағанда", "байланысты", "сәйкес",
    "қатысты", "орай", "кейін", "соң", "бері", "гөрі", "басқа", "бөтен", "тыс", "аса", "астам", "артық", "бұрын",
    "бірге", "қатар", "қабат",
]  # fmt: skip
_ADVERBS = [  # fossils of cases and possessives
    "алдымен", "әдетте", "бекерге", "бірден", "босқа", "кенеттен", "көбінде", "лезде", "негізінен", "расымен",
    "тегінде", "шамамен", "шынымен", "шынында",
]  # fmt: skip
_ADJECTIVES = [  # where the noun in this form is rare; not шартты, табысты, мерзімді: both are usual
    "атақты", "басты", "басым", "беделді", "белгілі", "бақытты", "жауапты", "жемісті", "күшті", "қажетті", "қасиетті",
    "қауіпті", "қымбатты", "құрметті", "лайықты", "маңызды", "мәнді", "мықты", "өнімді", "сәтті", "сенімді", "тиімді",
    "тиісті", "тұрақты", "ұнамды", "ықпалды",
]  # fmt: skip

# a verb's own endings: күшіне ен-у, ен-ді, ен-еді, ен-ген, ен-етін, ен-бек, ен-се, ен-іп, ен-генше, ен-гелі
_VERB = re.compile(
    r"(?P<stem>\w{2,}?)(?:[мбп][ае])?"
    r"(?:у|[дт][ыі]|[ғқ]ан|[гк]ен|[ае]ды|[ае]ді|йды|йді|[ыі]?п|[ае]тын|[ае]тін|йтын|йтін|с[ае]|[мбп]ақ|[мбп]ек"
    r"|[ғқ]анша|[гк]енше|[ғқ]алы|[гк]елі|сын|сін|[мбп]ай|[мбп]ей)"
)

NOUN = Paradigm(
    slots=(_PLURAL, _POSSESSIVE, _CASE, _REST),
    vowels=_VOWELS,
    onsets={
        (capital, name): letter
        for capital, letters in _ONSETS.items()
        for name, letter in zip(_CLASSES, letters, strict=True)
    },
    front=str.maketrans("аығқ", "еігк"),
    classes=_classes,
    harmonies=_harmonies,
    restored=_restored,
    changed=_changed,
)

_LANGUAGE = Suffixing(NOUN, _VERB, fold, frozenset(_POSTPOSITIONS + _ADVERBS + _ADJECTIVES), frozenset(["сыз", "сіз"]))
stems, keys, is_ending = _LANGUAGE.stems, _LANGUAGE.keys, _LANGUAGE.is_ending
is_attribute, parallel, is_given_name = _LANGUAGE.is_attribute, _LANGUAGE.parallel, _LANGUAGE.is_given_name
