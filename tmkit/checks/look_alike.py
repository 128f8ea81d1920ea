"""A letter stands for another that looks or sounds like it: к for қ in Kazakh, у for ў in Uzbek, О for 0 in a figure.

A word is told only where the same text, or a list of everyday words, has it with the right letters.

Bad:  Казахстан -> Казакстан
Good: Казахстан -> Қазақстан
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from tmkit.checks import Context
from tmkit.checks._text import is_kept, targets
from tmkit.languages.codes import KK, UZ_CYRL
from tmkit.languages.morphology import morphology
from tmkit.languages.scripts import uz_cyrillic
from tmkit.model import Bitext, Finding, Lang, Segment, Severity
from tmkit.text.edits import fixes
from tmkit.text.seed import everyday
from tmkit.text.words import Word, words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM405"
NAME = "look-alike"
SEVERITY = Severity.INFO

_PLAIN: dict[Lang, dict[int, int]] = {
    KK: str.maketrans("қғңөұүіәһ", "кгноууиах"),
    UZ_CYRL: str.maketrans("ўқғҳ", "укгх"),
}
_STEMS: dict[Lang, list[str]] = {  # with plain letters none of them begins a word
    KK: [
        "қазақ", "барлық", "мақұлда", "үкімет", "өңір", "қаржы", "халық", "құжат", "қауіпсіз", "ғылым", "кәсіпорын",
        "бағдарлама", "мәселе", "қызмет", "ынтымақтас", "тәуелсіз", "мемлекеттік", "келіссөз", "көлік", "дәліз",
        "қатынас", "қоғам", "жұмыс", "жүргіз", "мүмкіндік", "ұйым", "бірлес", "өндіріс", "өнеркәсіп", "қорытынды",
        "қабылда", "шаруашылығы",
    ],
    UZ_CYRL: [
        "ўзбек", "қозоғистон", "ҳукумат", "ҳамкорлик", "йўлак", "қўшма", "қўшни", "мақсад", "ҳудуд", "ўртасида",
        "бўйича", "ҳақида", "қарор", "қонун", "маҳсулот", "тўғри", "кўрсат", "иқтисод", "хавфсизлик", "ҳужжат",
        "халқаро",
    ],
}  # fmt: skip
_IN_YN = re.compile("(?:шығ|жи|ағ|кел|ег|түт|құй|құл|тығ|ой|сағ|жақ|қи)[ыі]н[ыі]н")
"""Accusatives of Kazakh nouns that end in -ын themselves."""
_ENDINGS = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"(?<=[лдтқ]ы)к(?=$|т[аы]|пен$)", "қ"),  # -лық
        (r"(?<=[дт]а)г(?=ы$|ылар|ыны|ын$)", "ғ"),  # -дағы
        (r"(?<=[ау]у)г(?=а$)|(?<=[лдт]ар)г(?=а$)", "ғ"),  # -уға, -ларға
        (r"(?<=..[^тқк]ыны)н$|(?<=..[^ткг]іні)н$", "ң"),  # -ының
        (r"(?<=...[мңзжй]д[ыі])н$|(?<=..[ае]рд[ыі])н$", "ң"),  # -дың
        (r"(?<=..[ыа])н(?=ыз$)|(?<=..[іе])н(?=із$)", "ң"),  # -ыңыз
    )
)
"""Of Kazakh: where an ending has a letter that its vowels do not allow, or that no ending has."""
_OTHER_WORDS = ("урган",)
"""What everyday words look like without their letters, and is another word: урган is who hit."""
_SHORTEST = 5
_FIGURE = re.compile(r"(?<![\w.])(?=\d|[OОЗ]\d\d)(?=[\dOОoоЗзl]*[OОoоЗзl]\d|\d\d+[OОЗ](?!\w))[\dOОoоЗзl]{2,}(?!\w)")
_DIGITS = str.maketrans("OОoоЗзl", "0000331")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such word and figure, in the order of the text."""
    segments = [segment for _, segment in targets(bitext)]
    known = _known(segments, bitext.target_lang)
    for segment in segments:
        found = [*_figures(segment), *_words(segment, known, bitext.target_lang)]
        yield from sorted(found, key=lambda finding: finding.target.start)


def _figures(segment: Segment) -> Iterator[Finding]:
    for match in _FIGURE.finditer(segment.text):
        figure = match[0].translate(_DIGITS)
        if not is_kept(segment.text, *match.span()):
            yield Finding(
                CODE,
                NAME,
                Severity.WARNING,
                "A letter stands among the digits of this figure.",
                segment.excerpt(*match.span()),
                suggestion=figure,
                fixes=fixes(segment, *match.span(), figure),
            )


def _known(segments: Sequence[Segment], lang: Lang) -> dict[str, str]:
    """Words with letters that have a plain look-alike, by their plain spelling; ambiguous ones left out."""
    table = _PLAIN.get(lang)
    if table is None:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for word in (w.text.lower() for segment in segments for w in words(segment.text)):
        found[word.translate(table)].add(word)
    return {plain: min(forms - {plain}) for plain, forms in found.items() if len(forms - {plain}) == 1}


def _words(segment: Segment, known: dict[str, str], lang: Lang) -> Iterator[Finding]:
    table = _PLAIN.get(lang)
    if table is None:
        return
    for word in words(segment.text):
        low = word.text.lower()
        if len(low) < _SHORTEST or word.text.isupper():
            continue
        plain = low.translate(table)
        right = _by_stem(low, plain, lang) or (known.get(low) if plain == low else None)
        if right is None and low == plain and (word.start == 0 or word.text == low):  # not a name
            right = _everyday_word(low, lang)
        if right is None and lang == KK:
            right = _by_ending(low)
        if right is not None:
            yield _finding(segment, word, right)


def _by_stem(word: str, plain: str, lang: Lang) -> str | None:
    """The word with a usual stem spelled right, None where it has none or is right."""
    for stem in _STEMS[lang]:
        if plain.startswith(stem.translate(_PLAIN[lang])):
            return None if word.startswith(stem) else stem + word[len(stem) :]
    return None


def _everyday_word(word: str, lang: Lang) -> str | None:
    """The word with an everyday stem spelled right, and endings behind it; None where it has none."""
    stems, language = _everyday(lang), morphology(lang)
    for stop in range(min(len(word), _longest(lang)), _SHORTEST - 1, -1):
        right = stems.get(word[:stop])
        if right is not None and (stop > _SHORTEST or stop == len(word) or language.is_ending(word[stop:])):
            return right + word[stop:]
    return None


@cache
def _longest(lang: Lang) -> int:
    return max(map(len, _everyday(lang)), default=0)


@cache
def _everyday(lang: Lang) -> dict[str, str]:
    """Stems with letters that have a plain look-alike, by their plain spelling; none that is a stem itself."""
    stems = {uz_cyrillic(stem) if lang == UZ_CYRL else stem for stem in everyday(lang.partition("-")[0])}
    plain = {stem.translate(_PLAIN[lang]): stem for stem in stems if len(stem) >= _SHORTEST}
    return {
        spelled: stem for spelled, stem in plain.items() if spelled != stem and spelled not in (*stems, *_OTHER_WORDS)
    }


def _by_ending(word: str) -> str | None:
    """The word with its ending spelled right; None where nothing is wrong with it."""
    for pattern, right in () if _IN_YN.fullmatch(word) else _ENDINGS:
        word, count = pattern.subn(right, word, count=1)
        if count:
            return word
    return None


def _finding(segment: Segment, word: Word, right: str) -> Finding:
    text = "".join(r.upper() if w.isupper() else r for w, r in zip(word.text, right, strict=True))
    message = f"«{right}» is meant, as it seems; this is spelled with the letters of another alphabet."
    return Finding(CODE, NAME, SEVERITY, message, segment.excerpt(word.start, word.stop), suggestion=text)
