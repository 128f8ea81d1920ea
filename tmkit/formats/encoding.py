"""Bytes to text: which encoding a file is in, and where it breaks.

Valid UTF-8 wins. What is not UTF-8 is read as Windows-1251 where its letters make Russian, Kazakh or Uzbek words
that way, and better than in the other Cyrillic code pages; else it is refused, never guessed. A rule with letter
frequencies was preferred to charset-normalizer, which names another encoding for about half of the short Russian
texts in Windows-1251 (15 to 60 letters).
"""

from __future__ import annotations

import codecs
import math
import re
import string
from typing import NamedTuple

from tmkit.errors import InputError

__all__ = ["Decoded", "decode", "encode"]


class Decoded(NamedTuple):
    """The text of a file, line ends as they are, and how it was encoded."""

    text: str
    """Without the byte order mark."""
    encoding: str
    """``utf-8``, ``utf-8-sig``, ``utf-16`` (with its mark), ``utf-16-le``, ``utf-16-be``, ``windows-1251``, or
    what the file itself declares."""


_UTF8_ADVICE = "save it as UTF-8 in the program that wrote it"
_MAGIC = (
    (b"PK\x03\x04", "a packed file (docx, xlsx, odt, zip); give it the suffix of its format, such as .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office file or one with a password; save it as .docx without a password"),
    (b"%PDF", "a PDF; save the text it was made from as .docx or .txt"),
    (rb"{\rtf", "an RTF file; open it in Word or LibreOffice and save it as .docx"),
    (b"\x89PNG", "a picture; give the text itself"),
    (b"\xff\xd8\xff", "a picture; give the text itself"),
    (b"GIF8", "a picture; give the text itself"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, path: str, declared: str = "") -> Decoded:
    """The text of ``data``; InputError where it is binary, broken or in an encoding that cannot be told.

    ``declared`` is the encoding that the file names in itself; it counts where there is no byte order mark and the
    bytes are not valid UTF-8.
    """
    if not data:
        raise InputError("the file is empty; check that it was saved", path)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"not a text but {what}", path)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding, path), encoding)
    if b"\0" in data:
        encoding = _unmarked_utf16(data)
        if not encoding:
            raise InputError("a binary file, not a text; check that this is the file you mean", path)
        return Decoded(_strictly(data, encoding, path), encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        encoding = _usable(declared)
        if not encoding and _mostly_utf8(data):
            raise _broken(error, "utf-8", path) from error
    encoding = encoding or _code_page(data, path)
    return Decoded(_strictly(data, encoding, path), encoding)


def encode(text: str, encoding: str, like: bytes) -> bytes:
    """The inverse of ``decode``: with the byte order mark of the file ``like`` that was decoded.

    UnicodeEncodeError where the encoding lacks a character.
    """
    for mark, name in _MARKS:
        if encoding == name and like.startswith(mark):
            order = "" if encoding == "utf-8-sig" else "-be" if mark[:1] in b"\xfe\0" else "-le"
            return mark + text.encode(encoding.removesuffix("-sig") + order)
    return text.encode(encoding)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(error, encoding, path) from error


def _broken(error: UnicodeDecodeError, encoding: str, path: str) -> InputError:
    before = error.object[: error.start].decode(encoding, errors="replace")
    line = len(re.findall(r"\r\n?|\n", before)) + 1
    column = len(re.split(r"[\r\n]", before)[-1]) + 1
    wrong = error.object[error.start : error.start + 1].hex().upper()
    message = f"byte {wrong} is not {encoding.removesuffix('-sig').upper()}; mend it there, or {_UTF8_ADVICE}"
    return InputError(message, path, line, column)


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark: spaces, digits and Latin letters have NULs on one side only."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(even, odd) < len(data) // 100 or min(even, odd) > max(even, odd) // 50:
        return ""
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if re.search(r"[\0-\x08\x0e-\x1f]", text) else encoding


_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def _mostly_utf8(data: bytes) -> bool:
    """Is this UTF-8 with a few broken bytes? In a code page hardly any letters pair up by chance."""
    rest, characters = _MULTIBYTE.subn(b"", data)
    return characters > 2 * len(_HIGH.findall(rest))


_ALIASES = {"cp1251": "windows-1251", "iso8859-1": "windows-1252", "cp1252": "windows-1252"}
"""Python's names to the usual ones; Latin-1 means Windows-1252 on the web (WHATWG Encoding Standard, 4.2)."""


_DECLARABLE = re.compile(r"cp(?:866|125\d)|iso8859-\d+|koi8-[rtu]|kz1048|ptcp154|mac-cyrillic")
"""Code pages of Cyrillic and Latin text, by Python's names; not its other codecs (``idna``, ``rot13``)."""


def _usable(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    return _ALIASES.get(name, name) if _DECLARABLE.fullmatch(name) else ""


# The Cyrillic letters, each with its share in a thousand letters of Russian text; then those of Uzbek and Kazakh.
_SHARES = {
    letter: share
    for share, letters in {
        110: "о", 85: "е", 80: "а", 74: "и", 67: "н", 63: "т", 55: "с", 47: "р", 45: "в", 44: "л", 35: "к", 32: "м",
        30: "д", 28: "п", 26: "у", 20: "я", 18: "ыь", 17: "гз", 16: "б", 14: "ч", 12: "й", 10: "х", 9: "ж", 7: "ш",
        6: "ю", 5: "ц", 4: "щ", 3: "эф", 1: "ъё",
    }.items()
    for letter in letters
} | dict.fromkeys("ўіәғқңөұүһ", 5)  # fmt: skip
_LIKELIHOOD = {letter: math.log(share / 1000) for letter, share in _SHARES.items()}
_FOREIGN = math.log(2e-5)
"""For a letter that no text of tmkit's languages holds."""
_CODE_PAGES = {"koi8-r": "KOI8-R", "cp866": "DOS (866)", "iso8859-5": "ISO 8859-5", "kz1048": "KZ-1048"}
_LATIN_ONLY = frozenset(string.ascii_letters) - frozenset("aceiopxyABCEHIKMOPTXy")
"""Letters that nobody types in place of a Cyrillic one."""
_HIGH_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_LETTERS = re.compile(r"[^\W\d_]+|[\u2500-\u25ff]")
"""Words; and line drawing, which no text in an 8-bit encoding holds any more."""


def _code_page(data: bytes, path: str) -> str:
    """``windows-1251`` where that is what the bytes are; else InputError, with the likeliest encoding named."""
    sample = b" ".join(_HIGH_WORD.findall(data)[:2000])
    score, letters, odd = _plausibility(sample, "windows-1251")
    if not letters:  # only quotes and dashes, which Windows code pages have in common
        return "windows-1251"
    # Few letters tell little: the only code page that is still written gets the doubt.
    head_start = 0.3 + 2 / letters
    other = max(_CODE_PAGES, key=lambda name: _plausibility(sample, name)[0])
    if _plausibility(sample, other)[0] > score + head_start:
        raise InputError(f"not UTF-8, and looks like {_CODE_PAGES[other]}; {_UTF8_ADVICE}", path)
    if odd > letters / 10:
        raise InputError(f"neither UTF-8 nor Windows-1251; {_UTF8_ADVICE}", path)
    return "windows-1251"


def _plausibility(sample: bytes, encoding: str) -> tuple[float, int, int]:
    """How well the words suit Cyrillic text (mean logarithm), of how many letters, and how many of them cannot be."""
    total, letters, odd = 0.0, 0, 0
    for word in _LETTERS.findall(sample.decode(encoding, errors="replace")):
        high = [letter for letter in word if letter > "\x7f"]
        if not high:
            continue
        likelihoods = [_LIKELIHOOD.get(letter.lower(), _FOREIGN) for letter in high]
        wrong = likelihoods.count(_FOREIGN)
        if set(word) & _LATIN_ONLY:  # Latin and Cyrillic in one word
            wrong = len(high)
        elif not (word[1:].islower() or word.isupper()):  # caпITaлS
            wrong = max(wrong, sum(letter.isupper() for letter in word[1:]))
        total += sum(likelihoods) - 3 * wrong - (len(word) / 2 if word.isupper() else 0)
        letters += len(high)
        odd += wrong
    return (total / letters if letters else _FOREIGN), letters, odd
