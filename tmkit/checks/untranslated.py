"""A sentence, or words inside it, were left in the language of the source.

A draft that is half done gets one note on all of them, an error where the text claims to be complete (--final).

Bad:  Стороны подписали дорожную карту. -> Стороны подписали дорожную карту.
Good: Стороны подписали дорожную карту. -> Tomonlar yoʻl xaritasini imzoladi.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tmkit.checks import Context
from tmkit.checks._text import source_excerpt
from tmkit.checks.drafts import Draft, draft
from tmkit.languages.codes import RU, script_of
from tmkit.languages.ru import is_not_borrowed
from tmkit.model import Bitext, Finding, Pair, Segment, Severity
from tmkit.text.words import Word, words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM206"
NAME = "untranslated"
SEVERITY = Severity.ERROR

_CYRILLIC = re.compile(r"(?<!\w)(?<![^\W\d_]-)[\u0400-\u052f]{2,}(?:[ -]+[\u0400-\u052f]+)*(?![\w-])")
_QUOTED = re.compile(r"«[^»]{0,999}+»|“[^”]{0,999}+”|\"[^\"]{0,999}+\"|\([^)]{0,999}+\)|„[^“]{0,999}+“")
_LATIN = re.compile(r"[^\W\d_\u0400-\u052f]{3}")
_SMALL = re.compile(r"[а-яё]+")
_FIRST = re.compile(r"[А-ЯЁ]?[а-яё]*")
"""At the beginning of a sentence."""
_SHORTEST = 5
"""Letters of a word that tells the language alone."""
_OFTEN = 100
"""So many places of a word in the source are looked at."""
_RUSSIAN = re.compile(
    r"\b(?:и|в|во|на|для|с|со|по|о|об|от|из|к|за|при|до|не|что|как|это|его|их|между|после|через)\b"
    r"|(?:ого|его|ому|ему|ыми|ими|ый|ой|ая|ое|ые|ую|ых|ться|ения|ений|ению|остью|ами|ями)\b"
)
"""What Russian words have and those of Kazakh and Uzbek, loans too, have not."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such sentence and run of words, or one finding for a draft."""
    found = draft(bitext)
    if found.half_done:
        yield _half_done(found, bitext, context)
        return
    for number, pair in enumerate(bitext.pairs):
        for at, segment in enumerate(pair.target):
            if (number, at) in found.left:
                message = "This sentence was left in the language of the source."
                excerpt = segment.excerpt(0, len(segment.text))
                yield Finding(CODE, NAME, SEVERITY, message, excerpt, source_excerpt(pair))
            elif script_of(bitext.source_lang) == "Cyrl" and script_of(bitext.target_lang) == "Latn":
                yield from _other_script(pair, segment)
            elif bitext.source_lang == RU:
                yield from _same_script(pair, segment)


def _half_done(found: Draft, bitext: Bitext, context: Context) -> Finding:
    message = f"Not translated yet: {len(found.undone)} of {found.total} sentences."
    level = SEVERITY if context.final else Severity.INFO
    if found.left:
        number, at = found.left[0]
        pair, segment = bitext.pairs[number], bitext.pairs[number].target[at]
        return Finding(CODE, NAME, level, message, segment.excerpt(0, len(segment.text)), source_excerpt(pair))
    last = next((p.target[-1] for p in reversed(bitext.pairs) if p.target), None)
    end = last or Segment("", bitext.target_lang, bitext.target_path)
    at = len(end.text)
    return Finding(CODE, NAME, level, message, end.excerpt(at, at), source_excerpt(bitext.pairs[found.omitted[0]]))


def _other_script(pair: Pair, segment: Segment) -> Iterator[Finding]:
    """Cyrillic words in Latin text; quotes and brackets that hold nothing else may stand there on purpose."""
    quotes = [match for match in _QUOTED.finditer(segment.text) if not _LATIN.search(match[0])]
    quoted = {at for match in quotes for at in range(*match.span())}
    for match in _CYRILLIC.finditer(segment.text):
        if match.start() not in quoted:
            yield _left(pair, segment, *match.span())


def _same_script(pair: Pair, segment: Segment) -> Iterator[Finding]:
    """Words in a row that the source has too, and Russian ones among them; one alone must be Russian beyond doubt."""
    said = re.findall(r"\w+", " ".join(s.text for s in pair.source).lower())
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(said):
        places[text].append(at + 1)
    quoted = {at for match in _QUOTED.finditer(segment.text) for at in range(*match.span())}
    run: list[Word] = []
    after: list[int] = []  # where the source may go on as the run does
    for word in (*words(segment.text), Word("", len(segment.text) + 1, len(segment.text) + 1)):
        small = (_SMALL if word.start else _FIRST).fullmatch(word.text) is not None
        beside = bool(run) and segment.text[run[-1].stop : word.start] == " "
        further = [at + 1 for at in after if said[at : at + 1] == [word.text.lower()]] if small and beside else []
        if further:
            run.append(word)
            after = further
            continue
        if _is_russian(run) and not (len(run) == 1 and run[0].start in quoted):
            yield _left(pair, segment, run[0].start, run[-1].stop)
        after = places.get(word.text.lower(), [])[:_OFTEN] if small else []
        run = [word] if after else []


def _is_russian(run: Sequence[Word]) -> bool:
    if len(run) > 1 and _RUSSIAN.search(" ".join(word.text.lower() for word in run)):
        return True
    return any(len(word.text) >= _SHORTEST and is_not_borrowed(word.text) for word in run)


def _left(pair: Pair, segment: Segment, start: int, stop: int) -> Finding:
    message = "These words were left in the language of the source."
    return Finding(CODE, NAME, SEVERITY, message, segment.excerpt(start, stop), source_excerpt(pair))
