"""What the columns of a glossary table hold: headings in English, Russian, Kazakh and Uzbek, in either script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tmkit.errors import UsageError
from tmkit.languages import canonical
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.languages.marks import APOSTROPHES
from tmkit.model import Lang, Status

__all__ = ["HEADINGS", "Column", "Field", "column", "status_of", "yes"]


class Field(StrEnum):
    """What a cell is, by the heading that is written."""

    ID = "id"
    TERM = "term"
    LANGUAGE = "language"
    STATUS = "status"
    VERIFIED = "verified"
    CASE = "case"
    PART_OF_SPEECH = "part of speech"
    TERM_TYPE = "term type"
    VALID_FROM = "valid from"
    VALID_UNTIL = "valid until"
    HOUSE = "house"
    TERM_NOTE = "term note"
    TERM_SOURCE = "term source"
    DOMAIN = "domain"
    DEFINITION = "definition"
    NOTE = "note"
    SOURCE = "source"
    RELATED = "related"
    DO_NOT_TRANSLATE = "do not translate"
    OTHER = "other"
    """A heading that tmkit does not know."""


HEADINGS: Mapping[Field, str] = {
    Field.ID: "id | ид, код | код, сәйкестендіргіш | identifikator",
    Field.TERM: "term | термин | термин, атау | atama",
    Field.LANGUAGE: "language, lang | язык | тіл | til",
    Field.STATUS: "status | статус | мәртебе | holat",
    Field.VERIFIED: "verified, confirmed | проверено | тексерілген | tekshirilgan",
    Field.CASE: "case | регистр | әріп регистрі | registr",
    Field.PART_OF_SPEECH: "part of speech, pos | часть речи | сөз табы | soʻz turkumi",
    Field.TERM_TYPE: "term type, type | вид термина, тип | термин түрі | atama turi",
    Field.VALID_FROM: "valid from | действует с | басталуы | boshlanishi",
    Field.VALID_UNTIL: "valid until, valid to | действует до | аяқталуы | tugashi",
    Field.HOUSE: "house, customer, client | заказчик, клиент | тапсырыс беруші | buyurtmachi, mijoz",
    Field.TERM_NOTE: "term note | примечание к термину | термин ескертпесі | atama izohi",
    Field.TERM_SOURCE: "term source | источник термина | термин дереккөзі | atama manbasi",
    Field.DOMAIN: "domain, subject, subject field | область, тема | сала, тақырып | soha, mavzu",
    Field.DEFINITION: "definition | определение | анықтама | taʼrif",
    Field.NOTE: "note, notes, comment | примечание, комментарий | ескертпе, түсініктеме | izoh",
    Field.SOURCE: "source, sources | источник, источники | дереккөз | manba",
    Field.RELATED: "related, see also | см. также, связанные | байланысты | bogʻliq",
    Field.DO_NOT_TRANSLATE: "do not translate | не переводить | аудармау | tarjima qilinmaydi",
}
"""Field -> headings that are recognised: English | Russian | Kazakh | Uzbek."""

_LANGUAGES: Mapping[Lang, str] = {
    RU: "russian rus русский русском рус орыс орысша орыс тіліндегі rus ruscha ўрис русча",
    EN: "english eng английский английском англ анг ағылшын ағылшынша ingliz inglizcha инглиз инглизча",
    KK: "kazakh kaz kz казахский казахском каз қазақ қазақша қаз qozoq qozoqcha qazaq qazaqsha қозоқ қозоқча",
    UZ_LATN: "uzbek uzb узбекский узбекском узб өзбек өзбекше ozbek ozbekcha ўзбек ўзбекча ўзб",
}
_SCRIPTS: Mapping[str, str] = {
    "Cyrl": "cyrillic cyrl кириллица кириллицей кир кирилл кирил kirill kirillcha kiril",
    "Latn": "latin latn латиница латиницей лат латын латынша lotin lotincha лотин",
}
_ROLES: Mapping[Status, str] = {
    Status.ADMITTED: (
        "admitted also allowed variants variant synonyms synonym допустимый допустимо допустимые варианты вариант "
        "синонимы синоним также нұсқалары нұсқа синонимдері variantlari varianti sinonimlari sinonim"
    ),
    Status.DEPRECATED: (
        "forbidden deprecated wrong not avoid запрещенный запрещено запрещенные недопустимый нельзя неверно устаревший "
        "қате тыйым салынған қолданылмайды taqiqlangan notogri xato ishlatilmaydi"
    ),
    Status.PREFERRED: "preferred recommended main предпочтительный рекомендуемый основной ұсынылған негізгі tavsiya",
}
_FILLERS = frozenset(
    {"term", "terms", "термин", "термины", "атау", "атаулар", "atama", "atamalar", "на", "в", "in"}
    | {"tili", "тілі", "til", "язык"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds."""

    heading: str
    """As it stands there."""
    field: Field
    lang: Lang | None = None
    """Of a column of terms; None in a table with a term a row."""
    status: Status = Status.PREFERRED
    """Of a column of terms: the first of its terms is preferred, or all are admitted, or deprecated."""


def _key(heading: str) -> str:
    """The heading without what does not matter: case, marks, apostrophes, ё."""
    text = unicodedata.normalize("NFC", heading).casefold().replace("ё", "е").translate(_NO_MARKS)
    return " ".join(re.findall(r"[\w-]+", text.replace("_", " ")))


_NO_MARKS = dict.fromkeys(map(ord, APOSTROPHES))


def _words(table: Mapping[Field, str]) -> dict[str, Field]:
    return {_key(name): field for field, names in table.items() for name in re.split(r"[|,]", names)}


_FIELDS = _words(HEADINGS)
_BY_WORD = {_key(word): lang for lang, words in _LANGUAGES.items() for word in words.split()}
_BY_SCRIPT = {word: script for script, words in _SCRIPTS.items() for word in words.split()}
_BY_ROLE = {_key(word): status for status, words in _ROLES.items() for word in words.split()}


def column(heading: str) -> Column:
    """What the column of that heading holds; ``kk``, ``Kazakh``, «қазақша» and ``kk_forbidden`` are terms."""
    plain = _key(heading)
    if plain in _FIELDS:
        return Column(heading, _FIELDS[plain])
    if code := _language(heading.strip().casefold().replace("_", "-")):
        return Column(heading, Field.TERM, code)
    lang, script, status, rest = None, "", Status.PREFERRED, []
    for word in _parts(plain):
        found = _language(word) if lang is None else None
        if found is not None:
            lang = found
        elif word in _BY_SCRIPT:
            script = _BY_SCRIPT[word]
        elif word in _BY_ROLE:
            status = _BY_ROLE[word]
        elif word not in _FILLERS:
            rest.append(word)
    if lang is None or rest:
        return Column(heading, Field.OTHER)
    if lang == UZ_LATN and script == "Cyrl":
        lang = UZ_CYRL
    return Column(heading, Field.TERM, lang, status)


def _parts(plain: str) -> Iterator[str]:
    """The words; узб-кир is two, uz-cyrl is one."""
    for word in plain.split():
        yield from [word] if _language(word) else word.split("-")


def _language(word: str) -> Lang | None:
    if word in _BY_WORD:
        return _BY_WORD[word]
    if not re.fullmatch(r"[a-z]{2}(-[a-z]{4})?(-[a-z]{2})?", word):
        return None
    try:
        return canonical(word)
    except UsageError:
        return None


def status_of(cell: str) -> Status | None:
    """The status that a cell names, in one of the languages; None where it names none."""
    for word in _key(cell).split():
        if word in _BY_ROLE:
            return _BY_ROLE[word]
    return None


def yes(cell: str) -> bool:
    """Whether a cell says yes, in one of the languages."""
    return _key(cell) in _YES or cell.strip() in {"+", "✓"}


_YES = frozenset({"yes", "true", "1", "x", "да", "иә", "ия", "ha", "ҳа"})
