"""Changes to an input that keep most of its form: whole elements, words and lines move, not only bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

__all__ = ["mutated", "structured"]

_TOKEN = re.compile(rb"<[^<>]*>|\n|[^\S\n]+|[^<\s]+|<")
_VALUE = re.compile(rb"""(=\s*)("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"</?([^\s/<>!?]+)")
_VALUES = (
    *(b"", b"0", b"-1", b"99999999999999999999", b"1e999", b"nan", b"true", b"null", b"[]", b"{}", b'""', b"''", b"\\"),
    *(b"*all*", b"und", b"kz", b"uz-Latn", b"ru-RU", b"x-", b"begin", b"20261301T000000Z", b"&#x1F600;", b"&amp;"),
    *(b"\n\n", b"\r", b"\t", b" ", b"=1+1", b'"', b"'", b"A" * 300, "\u2028".encode(), "\u0301".encode()),
    *(
        "ўзбек".encode(),
        "қазақ".encode(),
        "\u202e".encode(),
        "\U0001d400".encode(),
        "\u00ad".encode(),
        "\u200b".encode(),
    ),
)
"""Values that no format refuses for their form alone."""
_ODD = (
    *_VALUES,
    *(
        b"<!--",
        b"-->",
        b"]]>",
        b"<![CDATA[",
        b"<!DOCTYPE x [",
        b"<?x?>",
        b"%%% a\n",
        b"---\n",
        b"&x;",
        b"&#0;",
        b"&",
        b"<",
    ),
    *(b"\0", b"\x0b", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3"),
)
_Change = Callable[[list[bytes], Sequence[bytes], Random], None]


def structured(data: bytes, others: Sequence[bytes], rng: Random, largest: int) -> bytes:
    """The input with some of its tokens changed, or taken from one of the ``others``."""
    tokens = _TOKEN.findall(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        rng.choice(_CHANGES)(tokens, others, rng)
    return b"".join(tokens)[:largest]


def mutated(data: bytes, others: Sequence[bytes], rng: Random, largest: int) -> bytes:
    """The input with single bytes changed, left out, doubled and put in."""
    made = bytearray(data[:largest])
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(made) + 1)
        stop = min(at + rng.randint(1, 16), len(made))
        match rng.randrange(5):
            case 0:
                made[at:stop] = rng.randbytes(stop - at)
            case 1:
                del made[at:stop]
            case 2:
                made[at:at] = made[at:stop] * rng.randint(1, 40)
            case 3:
                made[at:at] = rng.choice(_ODD)
            case _:
                made[at:] = rng.choice(others)[at:]
    return bytes(made[:largest])


def _run(tokens: Sequence[bytes], rng: Random) -> tuple[int, int]:
    """A run of tokens: an element with all that is in it, or a few words; mostly whole."""
    start = rng.randrange(len(tokens) + 1)
    for _ in range(4):
        if start < len(tokens) and tokens[start].startswith(b"</"):
            start = rng.randrange(len(tokens) + 1)
    if start < len(tokens) and (name := _NAME.match(tokens[start])) and (end := _end(tokens, start, name[1])):
        return start, end
    stop = start + 1
    while stop < len(tokens) and not tokens[stop].startswith(b"<") and rng.random() < 0.6:
        stop += 1
    return start, min(stop, len(tokens))


def _place(tokens: Sequence[bytes], rng: Random) -> int:
    """Where to put something; mostly inside."""
    return rng.randrange(1, len(tokens)) if len(tokens) > 2 and rng.random() < 0.95 else rng.randrange(len(tokens) + 1)


def _value(rng: Random) -> bytes:
    return rng.choice(_ODD if rng.random() < 0.1 else _VALUES)


def _end(tokens: Sequence[bytes], start: int, name: bytes) -> int:
    """Behind the end tag of the element that begins at ``start``; 0 where it has none."""
    depth = 0
    for at in range(start, len(tokens)):
        match = _NAME.match(tokens[at])
        if match and match[1] == name:
            depth += -1 if tokens[at].startswith(b"</") else 0 if tokens[at].endswith(b"/>") else 1
            if depth == 0:
                return at + 1
    return 0


def _leave_out(tokens: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    start, stop = _run(tokens, rng)
    del tokens[start:stop]


def _repeat(tokens: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    start, stop = _run(tokens, rng)
    tokens[start:start] = tokens[start:stop] * rng.choice((1, 1, 2, 20))


def _move(tokens: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    start, stop = _run(tokens, rng)
    moved = tokens[start:stop]
    del tokens[start:stop]
    at = _place(tokens, rng)
    tokens[at:at] = moved


def _graft(tokens: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    """Put in a run of another input."""
    other = _TOKEN.findall(rng.choice(others))
    start, stop = _run(other, rng)
    at = _place(tokens, rng)
    tokens[at:at] = other[start:stop]


def _replace(tokens: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    """Another text, or another value of an attribute, in place of one that is there."""
    if not tokens:
        return
    at = rng.randrange(len(tokens))
    if not tokens[at].startswith(b"<"):
        tokens[at] = _value(rng)
    elif values := list(_VALUE.finditer(tokens[at])):
        chosen = rng.choice(values)
        new = _value(rng).replace(b'"', b"&quot;")
        tokens[at] = tokens[at][: chosen.start(2)] + b'"' + new + b'"' + tokens[at][chosen.end(2) :]


def _put_in(tokens: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    tokens.insert(_place(tokens, rng), _value(rng))


def _rename(tokens: list[bytes], others: Sequence[bytes], rng: Random) -> None:
    """Give an element, with its end tag, the name of another, or an attribute that of another."""
    names = sorted({match[1] for token in tokens if (match := _NAME.match(token))})
    if not names:
        _replace(tokens, others, rng)
        return
    start, stop = _run(tokens, rng)
    new = rng.choice(names)
    for at in {start, stop - 1}:
        if 0 <= at < len(tokens) and (match := _NAME.match(tokens[at])):
            tokens[at] = tokens[at][: match.start(1)] + new + tokens[at][match.end(1) :]


_CHANGES: Sequence[_Change] = (_leave_out, _repeat, _move, _graft, _replace, _replace, _put_in, _rename)
