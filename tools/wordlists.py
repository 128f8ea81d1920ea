"""The words that the static table is made from: types and counts out of lists and translations, never their texts.

Each source is named in NOTICE with its licence. Debian packages are read unpacked (``dpkg -x PACKAGE DIR``), Python
packages unzipped, KazNERD from a clone.
"""

from __future__ import annotations

import gettext
import json
import random
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from tmkit.encoders.static_keys import fold, stems
from tmkit.languages.scripts import uz_latin, uz_standard
from tmkit.text.words import words

__all__ = ["counted", "kaznerd_sentences", "pick_listed", "pick_ranked", "pick_sentences", "sentences", "sources"]

_LETTERS = {
    "ru": re.compile("[а-яё]+"),
    "en": re.compile(r"[a-z]+(?:'[a-z]+)?"),
    "kk": re.compile("[а-яёәіңғүұқөһ]{1,24}"),
    "uz": re.compile("[a-zʻʼ]{1,24}"),
}
_PLACEHOLDER = re.compile(r"%[\w()]+|%[-+0-9.#]*\w|\$\w+|\{[^}]*\}|&\w+;|<[^>]*>|https?:\S+|[_&~]")
_CLOSED_UP, _OPENED = re.compile(r"\s+([.,!?:;»)])"), re.compile(r"([«(])\s+")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Counts = Counter[str]


def sources(lang: str, debian: Path, packages: Path, kaznerd: Path, glossary: Path) -> dict[str, Counts]:
    """For each source of Kazakh or Uzbek the words that it has and how often, as they are written, in small letters."""
    codes = {"kk": ["kk"], "uz": ["uz", "uz@cyrillic"]}[lang]
    found: dict[str, Callable[[], Iterable[str]]] = {
        "gettext": lambda: _translations(debian, codes),
        "cldr": lambda: _cldr({"kk": ["kk"], "uz": ["uz", "uz_Cyrl"]}[lang]),
        "glossary": lambda: _terms(glossary, lang),
    }
    if lang == "kk":
        found["kaznerd"] = lambda: kaznerd_sentences(kaznerd)
        found["hunspell"] = lambda: _hunspell(debian, "kk_KZ.dic")
    else:
        found["fitrat"] = lambda: sentences(packages, "uz")
        found["hunspell"] = lambda: _hunspell(debian, "uz_UZ.dic")
        found["uzbek-language"] = lambda: _quoted(packages / "uzbek_language" / "uzwords_latin.py")
        found["uz-en-dictionary"] = lambda: _keys(packages / "uz_en_dictionary" / "database" / "uz-en")
    return {name: _count(texts(), lang) for name, texts in found.items()}


def sentences(packages: Path, lang: str) -> Iterator[str]:
    """The sentences of a language in fitrat's training data for language detection."""
    labels = {"ru": ("rus",), "en": ("eng",), "uz": ("uz_lat", "uz_cyr")}[lang]
    for line in (packages / "fitrat/language_detector/data/train.txt").open(encoding="utf-8"):
        label, _, text = line.strip().partition(" ")
        if label.removeprefix("__label__") in labels and text:
            yield uz_standard(uz_latin(text)) if lang == "uz" else text


def counted(lang: str, packages: Path) -> Counts:
    """The keys of Russian or English words in running text, with their counts."""
    counts: Counts = Counter()
    for word, n in _count(sentences(packages, lang), lang).items():
        counts[fold(word, lang)] += n
    return counts


def _count(texts: Iterable[str], lang: str) -> Counts:
    counts: Counts = Counter()
    for text in texts:
        plain = unicodedata.normalize("NFC", text)
        if lang == "uz":
            plain = uz_standard(uz_latin(plain))
        counts.update(word.text.casefold().replace("\u00ad", "") for word in words(plain))
    return Counter({word: n for word, n in counts.items() if _LETTERS[lang].fullmatch(word)})


def _translations(debian: Path, codes: list[str]) -> Iterator[str]:
    for code in codes:
        for path in sorted(debian.glob(f"*/usr/**/{code}/LC_MESSAGES/*.mo")):
            with path.open("rb") as file:
                catalog: dict[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            yield from (_PLACEHOLDER.sub("", text) for key, text in catalog.items() if key)
    for path in sorted(debian.glob(f"*-l10n-{codes[0]}/**/*.xpi")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".ftl", ".properties")):
                    lines = archive.read(name).decode("utf-8", "replace").splitlines()
                    yield from (_PLACEHOLDER.sub("", line.split("=", 1)[-1]) for line in lines if line[:1] != "#")


def _cldr(codes: list[str]) -> Iterator[str]:
    from babel import Locale

    for locale in map(Locale.parse, codes):
        for names in (locale.languages, locale.territories, locale.scripts, locale.currencies):
            yield from names.values()
        for calendar in (locale.months, locale.days):
            yield from (name for form in calendar.values() for width in form.values() for name in width.values())


def _terms(glossary: Path, lang: str) -> Iterator[str]:
    for section in ElementTree.parse(glossary).iter():
        if section.tag.endswith(("langSec", "langSet")) and section.get(_XML_LANG, "").startswith(lang):
            yield from (item.text or "" for item in section.iter() if item.tag.endswith("term"))


def kaznerd_sentences(folder: Path) -> Iterator[str]:
    """The sentences of the validation and test parts of KazNERD: of its tokens, the words."""
    for part in ("valid", "test"):
        tokens: list[str] = []
        for line in (folder / f"IOB2_{part}.txt").open(encoding="utf-8"):
            if line.strip():
                tokens.append(line.split()[0])
            elif tokens:
                yield _CLOSED_UP.sub(r"\1", _OPENED.sub(r"\1", " ".join(tokens)))
                tokens = []


def _hunspell(debian: Path, name: str) -> Iterator[str]:
    (path,) = debian.glob(f"*/usr/share/hunspell/{name}")
    yield from (line.split("/")[0] for line in path.read_text("utf-8-sig").split()[1:])


def _quoted(path: Path) -> Iterator[str]:
    yield from re.findall(r"'((?:[^'\\]|\\.)+)'", path.read_text("utf-8"))


def _keys(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.json")):
        yield from json.loads(path.read_text("utf-8"))


_STEMS_LISTED = {"kk": ("hunspell",), "uz": ("uzbek-language", "uz-en-dictionary")}
_FORMS_FIRST = {"kk": 12_000, "uz": 16_000}
"""The commonest forms have rows of their own, inflected or not."""
_ENGLISH_LEFT = 30_000
"""Uzbek translations hold untranslated English: words among so many of the commonest are not taken from there."""


def pick_listed(lang: str, found: dict[str, Counts], total: int) -> tuple[list[str], Counts]:
    """The words to give rows to, the most useful first, as they are written, and the counts of keys in running text.

    First the commonest forms; then what no other known word is a stem of; then the stems of what was seen; then the
    headwords of dictionaries; then the other forms that were seen twice.
    """
    running: Counts = Counter()
    spellings: dict[str, Counts] = {}
    for name, counts in found.items():
        listed = name in (*_STEMS_LISTED[lang], "hunspell")
        for word, n in counts.items():
            if name == "gettext" and lang == "uz" and (n < 2 or word in _english()):
                continue
            key = fold(word, lang)
            spellings.setdefault(key, Counter())[word] += 1 if listed else n
            if not listed:
                running[key] += n
    heads = {fold(word, lang) for name in _STEMS_LISTED[lang] for word in found[name]}
    order = sorted(running, key=lambda key: (-running[key], key))
    known = {key: [stem for stem in stems(key, lang) if stem in spellings] for key in {*order, *heads}}
    picked = dict.fromkeys(order[: _FORMS_FIRST[lang]])
    picked |= dict.fromkeys(key for key in order if not known[key])
    picked |= dict.fromkeys(stem for key in order for stem in known[key])
    picked |= dict.fromkeys(sorted(key for key in heads if not known[key]))
    picked |= dict.fromkeys(key for key in order if running[key] > 1)
    picked |= dict.fromkeys(sorted(heads))
    return [min(spellings[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in picked][:total], running


def _english() -> frozenset[str]:
    from wordfreq import top_n_list

    return frozenset(top_n_list("en", _ENGLISH_LEFT))


def pick_ranked(lang: str, total: int) -> list[str]:
    """Russian or English words, one spelling a key, by their rank in wordfreq."""
    from wordfreq import top_n_list

    picked: dict[str, str] = {}
    for word in top_n_list(lang, 2 * total):
        if _LETTERS[lang].fullmatch(word):
            picked.setdefault(fold(word, lang), word)
    return list(picked.values())[:total]


def pick_sentences(texts: Iterable[str], lang: str, total: int) -> list[str]:
    """Sentences of middle length, in an order of chance; of Russian and English, which are short there, the longer."""
    found = [text for text in dict.fromkeys(texts) if 25 <= len(text) <= 220]
    random.Random(1).shuffle(found)
    if lang in ("ru", "en"):
        found = sorted(found[: 3 * total], key=len)[total:]
        random.Random(2).shuffle(found)
    return found[:total]
