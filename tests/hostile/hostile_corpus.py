"""Files that mean harm or are merely broken, made on the spot: one function a kind of trouble."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from hostile_packed import docx, entities, odt, packed_bombs, xlsx

__all__ = ["BOMBS", "SOUND", "damaged"]

_HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="ru" '
    'datatype="plaintext"{}/>'
)


def tmx(body: str = "", prolog: str = "", header: str = "") -> bytes:
    unit = (
        '<tu><tuv xml:lang="ru"><seg>Торговля растёт.</seg></tuv><tuv xml:lang="kk"><seg>Сауда өсуде.</seg></tuv></tu>'
    )
    text = f"{prolog}<tmx version='1.4'>{_HEADER.format(header)}<body>{unit}{body}</body></tmx>"
    return text.encode("utf-8", "surrogatepass")


def xliff(body: str = "", prolog: str = "", header: str = "") -> bytes:
    unit = "<trans-unit id='1'><source>Торговля растёт.</source><target>Сауда өсуде.</target></trans-unit>"
    head = f"<xliff version='1.2'><file source-language='ru' target-language='kk' original='a'{header}><body>"
    return f"{prolog}{head}{unit}{body}</body></file></xliff>".encode("utf-8", "surrogatepass")


def tbx(body: str = "", prolog: str = "", header: str = "") -> bytes:
    concept = (
        "<conceptEntry id='trade'><langSec xml:lang='ru'><termSec><term>торговля</term></termSec></langSec>"
        "<langSec xml:lang='kk'><termSec><term>сауда</term></termSec></langSec></conceptEntry>"
    )
    head = "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>"
    root = f"<tbx type='TBX-Basic' style='dct' xml:lang='ru' xmlns='urn:iso:std:iso:30042:ed-2'{header}>"
    text = f"{prolog}{root}{head}<text><body>{concept}{body}</body></text></tbx>"
    return text.encode("utf-8", "surrogatepass")


SOUND: Mapping[str, bytes] = {
    "tmx": tmx(),
    "xlf": xliff(),
    "tbx": tbx(),
    "po": 'msgid ""\nmsgstr "Language: kk\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Торговля"\n'
    'msgstr "Сауда"\n'.encode(),
    "tsv": "ru\tkk\nТорговля\tСауда\n".encode(),
    "csv": 'ru,kk,note\nТорговля,"Сауда",да\n'.encode(),
    "jsonl": '{"variants": [{"lang": "ru", "text": "Торговля"}, {"lang": "kk", "text": "Сауда"}]}\n'.encode(),
    "txt": "Торговля растёт.\n\nСтороны подписали протокол.\n".encode(),
    "md": "# Торговля\n\nСтороны *подписали* [протокол](x.html).\n".encode(),
    "html": "<html lang='ru'><p>Торговля &amp; <b>рост</b></p><table><tr><td>Да</td></tr></table></html>".encode(),
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n<i>Торговля</i> растёт.\n".encode(),
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Айгүл>Торговля &amp; рост\n".encode(),
    "docx": docx(),
    "odt": odt(),
    "xlsx": xlsx(),
    "utf8": "# tmkit: ru kk\nторговля\tсауда\tx\n".encode(),
}
"""A small sound file of each format."""

_WRITERS: Mapping[str, Callable[..., bytes]] = {"tmx": tmx, "xlf": xliff, "tbx": tbx}


def damaged(suffix: str) -> Iterator[tuple[str, bytes]]:
    """The sound file damaged in every usual way; each with a name."""
    sound = SOUND[suffix]
    for length in range(len(sound)):
        yield f"cut at {length}", sound[:length]
    yield "NUL bytes", sound[:20] + b"\0\0" + sound[20:]
    yield "only NUL bytes", b"\0" * 1000
    yield "invalid UTF-8", sound[:30] + b"\xff\xfe\xc3\x28" + sound[30:]
    yield "lone surrogate", sound[:30] + "\ud800".encode("utf-8", "surrogatepass") + sound[30:]
    yield "two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf" + sound
    yield "UTF-16 mark before UTF-8", b"\xff\xfe" + sound
    yield "twice", sound + sound
    yield "white space", b" \n\t" * 100
    if suffix not in ("docx", "odt", "xlsx"):
        yield "UTF-16", sound.decode().encode("utf-16")
        yield "windows-1251", sound.decode().encode("cp1251", "replace")
    for encoding in ("utf-16", "ascii", "windows-1251", "no-such", "utf-7"):
        if suffix in _WRITERS:
            yield f"declared {encoding}", f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + sound


def _bombs() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    for suffix in _WRITERS:
        for name in _XML_BOMBS:
            yield suffix, name, partial(_xml_bomb, suffix, name)
    yield from packed_bombs()
    yield "jsonl", "deep", lambda: SOUND["jsonl"] + b"[" * 1_000_000
    yield "jsonl", "lone surrogates", lambda: SOUND["jsonl"].replace("Сауда".encode(), rb"\ud800 \udc00 \u0000")
    yield "jsonl", "huge number", lambda: SOUND["jsonl"].rstrip(b"}\n") + b', "x": ' + b"9" * 1_000_000 + b"}\n"
    yield "jsonl", "long line", lambda: SOUND["jsonl"].replace("Сауда".encode(), b"a" * 100_000)
    yield "srt", "huge times", lambda: SOUND["srt"].replace(b"00:00:01", b"9" * 1_000_000 + b":00:01")
    yield "srt", "long lines", lambda: SOUND["srt"] + "Торговля растёт. ".encode() * 300
    yield "srt", "tags", lambda: SOUND["srt"] + b"<i>" * 20_000 + b"a\n" + b"<" * 20_000 + b"{\\" * 20_000
    yield "vtt", "references", lambda: SOUND["vtt"] + b"&" * 100_000 + b"&amp" * 20_000
    yield "vtt", "cues", lambda: SOUND["vtt"] + b"\n00:01.000 --> 00:02.000\n" * 50_000
    yield "csv", "formulas", lambda: SOUND["csv"] + b'=1+1,"=HYPERLINK(""http://x"")",@a\n+1,-1,"\t=1"\n'
    yield "md", "front matter", lambda: b"---\ntitle: a" + b" " * 20_000 + b"b\r" * 10_000
    yield "md", "footnotes", lambda: b"[^1]: " * 20_000 + "Торговля".encode()
    yield "html", "scopes", lambda: b"<p lang=en hidden>" * 20_000 + b"<div lang=kk>" * 20_000 + "Торговля".encode()
    yield "csv", "many cells", lambda: SOUND["csv"] + b"," * 2_000_000
    yield "csv", "open quote", lambda: SOUND["csv"] + b'"' + b"a\n" * 1_000_000
    yield "utf8", "long line", lambda: SOUND["utf8"] + b"a" * 2_000_000 + b"\tb\n"
    yield "html", "attribute", lambda: b"<p title='" + b"a" * 1_000_000
    yield "md", "brackets", lambda: b"[" * 10_000 + "Торговля".encode() + b"](" * 10_000
    yield "html", "deep", lambda: b"<div>" * 100_000 + "Торговля".encode()
    yield "md", "quotes", lambda: b"> " * 5_000 + "Торговля".encode()
    yield "po", "long line", lambda: SOUND["po"] + b'\nmsgid "' + b"\\n" * 500_000 + b'"\nmsgstr "a"\n'
    yield "tsv", "many cells", lambda: SOUND["tsv"] + b"\t" * 2_000_000
    yield "txt", "one line", lambda: "Торговля растёт. ".encode() * 300


_HOLDERS = {
    "tmx": "<tu><note>{}</note></tu>",
    "xlf": "<trans-unit id='2'><note>{}</note></trans-unit>",
    "tbx": "<conceptEntry id='x'><note>{}</note></conceptEntry>",
}
_XML_BOMBS = (
    "entity bomb",
    "quadratic blow-up",
    "external entity",
    "external DTD",
    "parameter entity",
    "100,000 elements deep",
    "huge attribute",
    "100,000 attributes",
)


def _xml_bomb(suffix: str, name: str) -> bytes:
    write, holder = _WRITERS[suffix], _HOLDERS[suffix]
    match name:
        case "entity bomb":
            return write(holder.format("&e11;"), entities())
        case "quadratic blow-up":
            return write(holder.format("&a;" * 50_000), f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>')
        case "external entity":
            return write(holder.format("&a;"), '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
        case "external DTD":
            return write(prolog='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
        case "parameter entity":
            return write(prolog='<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>')
        case "100,000 elements deep":
            return write("<a>" * 100_000 + "</a>" * 100_000)
        case "huge attribute":
            return write(header=f' o-encoding="{"a" * 100_000_000}"')
    return write(header="".join(f' a{n}="x"' for n in range(100_000)))


BOMBS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    f"{suffix} {name}": (suffix, make) for suffix, name, make in _bombs()
}
"""Files made to exhaust or to lead astray, each with its suffix; they are made when asked for."""
