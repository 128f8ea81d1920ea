"""Faults of fact: numbers, dates, units, currencies and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from planting import Kind, Planted, Scene, in_text, places, with_target
from tmkit.checks._text import is_kept
from tmkit.languages.calendar import MONTH_NAMES
from tmkit.languages.scripts import uz_cyrillic
from tmkit.model import Lang, Segment, Severity
from tmkit.text.names import initials, names
from tmkit.text.numbers import Fact, FactKind, facts
from tmkit.text.words import Word

__all__ = ["KINDS"]

_NUMBERS = (FactKind.NUMBER, FactKind.PERCENT)

Change = Callable[[str, Lang, Random], str | None]


def _in_fact(kinds: tuple[FactKind, ...], change: Callable[[str, Random], str | None]) -> Change:
    """A change of the words of one fact in figures."""

    def changed(text: str, lang: Lang, random: Random) -> str | None:
        found = [fact for fact in facts(text, lang) if fact.kind in kinds and not fact.spelled]
        random.shuffle(found)
        for fact in found:
            words = change(text[slice(*fact.span)], random)
            if words is not None and not is_kept(text, *fact.span) and not (fact.kind in _NUMBERS and _is_year(fact)):
                return text[: fact.span.start] + words + text[fact.span.stop :]
        return None

    return changed


def _is_year(fact: Fact) -> bool:
    return re.fullmatch(r"[12]\d\d\d", fact.value) is not None


def _swapped(words: str, random: Random) -> str | None:
    pairs = [at for at in range(len(words) - 1) if words[at : at + 2].isdigit() and words[at] != words[at + 1]]
    pairs = [at for at in pairs if words[at + 1] != "0" or at]
    if not pairs:
        return None
    at = random.choice(pairs)
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def _one_figure(words: str, random: Random) -> str | None:
    figures = [at for at, c in enumerate(words) if c.isdigit()]
    if len(figures) < 2:
        return None
    at = random.choice(figures)
    return words[:at] + random.choice([c for c in "123456789" if c != words[at]]) + words[at + 1 :]


def _no_decimals(words: str, random: Random) -> str | None:
    return re.sub(r"^(\d{1,3})[.,](\d{1,2})(?!\d)", r"\1\2", words)


_SCALES = {
    "en": {"million": "billion", "billion": "million", "thousand": "million"},
    "kk": {"млн": "млрд", "млрд": "млн", "мың": "млн"},
    "uz-Latn": {"mln": "mlrd", "mlrd": "mln", "ming": "mln"},
    "uz-Cyrl": {"млн": "млрд", "млрд": "млн", "минг": "млн"},
}
_UNITS = {
    "en": {"km": "miles", "kilometres": "miles", "kWh": "kW", "tonnes": "centners", "hectares": "acres", "MW": "GW"},
    "kk": {"км": "миля", "кВт·сағ": "кВт", "тонна": "центнер", "гектар": "акр", "МВт": "ГВт"},
    "uz-Latn": {"km": "mil", "kVt·soat": "kVt", "tonna": "sentner", "gektar": "akr", "MVt": "GVt"},
    "uz-Cyrl": {"км": "мил", "кВт·соат": "кВт", "тонна": "центнер", "гектар": "акр", "МВт": "ГВт"},
}
_MONEY = {
    "en": {"dollars": "euros", "dollar": "euro", "euros": "dollars"},
    "kk": {"доллар": "еуро", "теңге": "доллар", "еуро": "доллар"},
    "uz-Latn": {"dollar": "yevro", "soʻm": "dollar", "yevro": "dollar"},
    "uz-Cyrl": {"доллар": "евро", "сўм": "доллар", "евро": "доллар"},
}


def _behind_figure(table: Mapping[str, Mapping[str, str]]) -> Change:
    """A change of one word of the table that stands behind a figure."""

    def changed(text: str, lang: Lang, random: Random) -> str | None:
        words = table[lang]
        forms = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        scales = "|".join(sorted({*_SCALES[lang], *_SCALES[lang].values()}))
        before = rf"(?<=\d)[ \u00a0](?:(?:{scales})[ \u00a0](?P<whose>US |АҚШ |AQSh )?)?"
        found = list(re.finditer(rf"{before}(?P<word>{forms})", text))
        if not found:
            return None
        match = random.choice(found)
        start = match.start("whose") if match["whose"] else match.start("word")
        return text[:start] + words[match["word"]] + text[match.end("word") :]

    return changed


def _without_number(text: str, lang: Lang, random: Random) -> str | None:
    found = [
        fact
        for fact in facts(text, lang)
        if fact.kind is FactKind.NUMBER
        and not fact.spelled
        and len(fact.value) > 1
        and not is_kept(text, *fact.span)
        and not _is_year(fact)
    ]
    if not found or len(text.split()) < 5:
        return None
    start, stop = random.choice(found).span
    return text[:start] + text[stop:].lstrip()


def _other_month(text: str, lang: Lang, random: Random) -> str | None:
    months: Sequence[str] = MONTH_NAMES[lang.partition("-")[0]]
    if lang == "uz-Cyrl":
        months = [uz_cyrillic(name) for name in months]
    dates = [fact.span for fact in facts(text, lang) if fact.kind in (FactKind.DATE, FactKind.MONTH)]
    found = [m for span in dates for m in re.compile("|".join(months)).finditer(text, *span)]
    if not found:
        return None
    match = random.choice(found)
    other = random.choice([name for name in months if name != match[0]])
    return text[: match.start()] + other + text[match.end() :]


_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "kk": "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма жексенбі",
    "uz-Latn": "dushanba seshanba chorshanba payshanba juma yakshanba",
    "uz-Cyrl": "душанба сешанба чоршанба пайшанба жума якшанба",
}


def _other_weekday(text: str, lang: Lang, random: Random) -> str | None:
    days = _DAYS[lang].split()
    found = list(re.finditer("|".join(rf"(?<![^\W_]){day}" for day in days), text, re.IGNORECASE))
    if not found:
        return None
    match = random.choice(found)
    other = random.choice([day for day in days if day.lower() != match[0].lower()])
    return text[: match.start()] + other + text[match.end() :]


def _other_day(words: str, random: Random) -> str | None:
    match = re.search(r"(?<!\d)\d{1,2}(?!\d)", words)
    if match is None:
        return None
    day = random.choice([day for day in range(1, 29) if day != int(match[0])])
    return words[: match.start()] + str(day) + words[match.end() :]


def _other_year(words: str, random: Random) -> str | None:
    match = re.search(r"(?<!\d)\d{4}(?!\d)", words)
    if match is None:
        return None
    return words[: match.start()] + str(int(match[0]) + random.choice([-10, -2, -1, 1, 2, 10])) + words[match.end() :]


def _is_name(word: Word, segment: Segment) -> bool:
    """Whether a capitalised word stands inside a sentence, is long and no month."""
    return len(word.text) > 6 and word.start > 0 and not facts(word.text, segment.lang)


def _misspelt(scene: Scene) -> Planted | None:
    """One letter of a name that stands at least three times, changed or two of them swapped, at one place."""
    counts = Counter(w.text[:5] for p in scene.bitext.pairs for s in p.target for w in names(s.text) if _is_name(w, s))
    for at, pair, number, segment in places(scene):
        source = {w.text[0] for s in pair.source for w in names(s.text)}
        for word in names(segment.text):
            if counts[word.text[:5]] < 3 or not source or not _is_name(word, segment):
                continue
            cut = scene.random.randrange(2, 4)
            wrong = word.text[:cut] + word.text[cut + 1] + word.text[cut] + word.text[cut + 2 :]
            if wrong == word.text:
                continue
            text = segment.text[: word.start] + wrong + segment.text[word.stop :]
            target = [*pair.target[:number], replace(segment, text=text), *pair.target[number + 1 :]]
            return Planted(with_target(scene.bitext, at, target), frozenset(one.text for one in target))
    return None


def _initials(change: Callable[[tuple[str, ...]], Sequence[str]]) -> Change:
    def changed(text: str, lang: Lang, random: Random) -> str | None:
        for one in initials(text):
            letters = "".join(f"{letter}. " for letter in change(one.letters))
            if one.name.stop == one.span.stop:
                return text[: one.span.start] + letters + text[one.name.start :]
        return None

    return changed


_DATES = (FactKind.DATE,)

KINDS = (
    Kind("TM201", "figures change places", in_text(_in_fact(_NUMBERS, _swapped))),
    Kind("TM201", "one figure changed", in_text(_in_fact(_NUMBERS, _one_figure))),
    Kind("TM201", "decimal mark lost", in_text(_in_fact(_NUMBERS, _no_decimals))),
    Kind("TM201", "another power of ten", in_text(_behind_figure(_SCALES))),
    Kind("TM201", "number left out", in_text(_without_number), Severity.WARNING),
    Kind("TM202", "another month", in_text(_other_month)),
    Kind("TM202", "another day", in_text(_in_fact(_DATES, _other_day))),
    Kind("TM202", "another year", in_text(_in_fact(_DATES, _other_year))),
    Kind("TM202", "another day of the week", in_text(_other_weekday)),
    Kind("TM203", "another unit", in_text(_behind_figure(_UNITS))),
    Kind("TM204", "another currency", in_text(_behind_figure(_MONEY))),
    Kind("TM205", "name misspelt", _misspelt, Severity.WARNING),
    Kind("TM205", "initials left out", in_text(_initials(lambda letters: ())), Severity.WARNING),
    Kind("TM205", "initials in another order", in_text(_initials(lambda letters: letters[::-1])), Severity.WARNING),
)
