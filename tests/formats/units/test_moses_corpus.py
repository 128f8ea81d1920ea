from __future__ import annotations

import io

import pytest

from tmkit.errors import InputError
from tmkit.model import Lang, Location, Segment, TranslationUnit

moses = pytest.importorskip("tmkit.formats.units.moses")

LANGS = (Lang("ru"), Lang("kk"))
PATHS = ("c.ru", "c.kk")


def read(*contents: str, langs: tuple[Lang, ...] = LANGS, tokenised: bool = False) -> list[TranslationUnit]:
    streams = [io.BytesIO(content.encode()) for content in contents]
    return list(moses.read(streams, [f"c.{lang}" for lang in langs], langs, tokenised=tokenised))


def test_lines_stand_beside_each_other() -> None:
    units = read("\ufeffТорговля\r\n\nРост\n", "Сауда\nжоқ\nөсу")
    assert [[v.text for v in unit.variants] for unit in units] == [["Торговля", "Сауда"], ["Рост", "өсу"]]
    assert units[1].variants[1].locate(2) == Location("c.kk", 3, 3)


def test_only_line_feeds_break_lines() -> None:
    assert [v.text for v in read("a\u2028b\n", "c\x85d\n")[0].variants] == ["a\u2028b", "c\x85d"]


@pytest.mark.parametrize(("ru", "kk", "place"), [("a\nb\n", "c\n", "c.kk:2"), ("", "c\n", "c.ru:1")])
def test_unequal_files_are_refused(ru: str, kk: str, place: str) -> None:
    with pytest.raises(InputError, match=rf"{place}: .*same number of lines"):
        read(ru, kk)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(InputError, match=r"c.kk:2:2: byte FF is not UTF-8"):
        list(moses.read([io.BytesIO(b"a\nb\n"), io.BytesIO(b"c\nd\xff\n")], PATHS, LANGS))


def test_breaks_in_a_text_become_blanks() -> None:
    streams = [io.BytesIO(), io.BytesIO()]
    unit = TranslationUnit((Segment("a\nb\u2028c", LANGS[0]), Segment("d\r\ne", LANGS[1])))
    moses.write([unit, TranslationUnit((Segment("f", LANGS[0]),))], streams, LANGS)
    assert [stream.getvalue().decode() for stream in streams] == ["a b c\nf\n", "d e\n\n"]


SENTENCES = {
    "ru": "Президент сказал: «Торговля выросла на 12,5 млн», — и уехал (в Астану).",
    "en": 'The president said: "Trade grew by 12.5%," and left (for Astana).',
    "kk": "Президент «Сауда 12,5 пайызға өсті», — деді де, Астанаға кетті.",
    "uz-Latn": "Prezident: «Oʻzbekiston savdosi 12,5 foizga oʻsdi», — dedi va maʼlumot berdi.",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_tokenised_round_trip(lang: str) -> None:
    langs = (Lang(lang), Lang("ru"))
    unit = TranslationUnit((Segment(SENTENCES[lang], langs[0]), Segment("Да.", langs[1])))
    streams = [io.BytesIO(), io.BytesIO()]
    moses.write([unit], streams, langs, tokenised=True)
    line = streams[0].getvalue().decode()
    assert line.count(" ") > SENTENCES[lang].count(" ")
    back = read(line, streams[1].getvalue().decode(), langs=langs, tokenised=True)
    assert back[0].variants[0].text == SENTENCES[lang]
