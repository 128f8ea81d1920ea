"""Language codes in a file put right where they stand: every other character stays.

``kz`` and ``kaz`` become ``kk``, ``kk_KZ`` becomes ``kk-KZ``; Uzbek gets the script that its text is in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tmkit.formats.languages import judge, other_script
from tmkit.formats.xml import XmlReader
from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.model import Excerpt, Fix, Lang

__all__ = ["Place", "instead", "xml_codes"]

Place = tuple[int, int]
"""Line and column of an element."""
_OTHER: Mapping[Lang, Lang] = {UZ_LATN: UZ_CYRL, UZ_CYRL: UZ_LATN}


def instead(code: str, text: str = "") -> str | None:
    """The code as BCP-47 has it, given the text in that language; None where it is none, itself where it is right.

    Uzbek without a script stays so where there are too few letters to tell.
    """
    judged = judge(code)
    if judged.lang is None:
        return None
    wanted = judged.suggestion or code
    if judged.lang not in _OTHER:
        return wanted
    if other_script(text, judged.lang):
        return wanted.replace(judged.lang, _OTHER[judged.lang], 1)
    is_told = judged.lang in code or bool(other_script(text, _OTHER[judged.lang]))
    bare = code.replace("_", "-") == wanted.replace(judged.lang, "uz", 1)
    return wanted if is_told or not bare else code


def xml_codes(
    data: bytes, path: str, names: Collection[str], texts: Mapping[Place, str]
) -> Iterator[tuple[Excerpt, Fix]]:
    """What is to be replaced in the attributes of these names, in file order; ``texts`` are those of single elements.

    InputError where the XML is broken.
    """
    found: list[tuple[Excerpt, Fix]] = []
    reader = XmlReader(path)

    def start(element: str, attributes: dict[str, str]) -> None:
        for name in names:
            code = attributes.get(name, "")
            wanted = instead(code, texts.get(reader.here()[1:], "")) if code else code
            place = reader.value(name) if wanted not in (None, code) else None
            if place is not None and wanted is not None and place.text == code:
                found.append((place, Fix(place.start, place.end, wanted, code)))

    reader.expat.StartElementHandler = start
    reader.feed(data, final=True)
    yield from found
