"""The data of bench/memory.py: real translations from Debian's packages, and sentences recombined from them.

    python bench/memory_data.py --data FOLDER [--download]

``--download`` fetches the packages in ``memory_packages.txt`` with apt-get into FOLDER/debs (about 300 MB; any other
.deb there is read too). Messages of .mo files in Russian, with their English originals and where there are any their
Kazakh and Uzbek translations, become ``real.tsv``. Memories are drawn from it: what is missing to their size is spliced
from halves of two sentences (65 %) or has one to four words replaced (35 %). Nothing of it is kept in the repository.
"""

from __future__ import annotations

import argparse
import random
import re
import struct
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from tmkit.files import write_atomic
from tmkit.formats.units import tmx
from tmkit.languages.codes import KK, RU
from tmkit.model import Segment, TranslationUnit

PACKAGES = (Path(__file__).parent / "memory_packages.txt").read_text("utf-8").split()
LANGUAGES = ("ru", "kk", "uz", "uz@cyrillic")
_MARKUP = re.compile(r"<[^>]*>|[_&](?=\w)")
_SPLICED = 0.65
QUERIES = (("exact", 300), ("fuzzy", 500), ("held out", 200))


class Unit(NamedTuple):
    """A source and its translation."""

    source: str
    target: str


class Query(NamedTuple):
    """A text to look up, and how it was made."""

    kind: str
    text: str


def members(deb: Path) -> Iterator[tuple[str, bytes]]:
    """The .mo files of a package."""
    packed = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        for member in archive:
            found = re.search(r"/locale/([\w@]+)/LC_MESSAGES/.*\.mo$", member.name)
            if found and found[1] in LANGUAGES and member.isfile():
                content = archive.extractfile(member)
                assert content is not None
                yield f"{found[1]}/{Path(member.name).stem}", content.read()


def messages(catalogue: bytes) -> Iterator[tuple[str, str]]:
    """Originals and translations of a .mo file; of plurals the first form."""
    order = "<" if catalogue[:4] == b"\xde\x12\x04\x95" else ">"
    count, originals, translations = struct.unpack(f"{order}3I", catalogue[8:20])
    for number in range(count):
        pair = []
        for table in (originals, translations):
            length, offset = struct.unpack(f"{order}2I", catalogue[table + 8 * number : table + 8 * number + 8])
            text = catalogue[offset : offset + length].split(b"\0")[0]
            pair.append(" ".join(_MARKUP.sub("", text.decode("utf-8", "ignore").rpartition("\4")[2]).split()))
        yield pair[0], pair[1]


def real(folder: Path) -> list[Unit]:
    """Every Russian message once, with its translation into Kazakh, else Uzbek, else its English original."""
    path = folder / "real.tsv"
    if not path.exists():
        found: dict[str, str] = {}
        for deb in sorted((folder / "debs").glob("*.deb")):
            catalogues = {name: dict(messages(content)) for name, content in members(deb)}
            for name, pairs in catalogues.items():
                if not name.startswith("ru/"):
                    continue
                others = [catalogues.get(f"{lang}/{name[3:]}", {}) for lang in LANGUAGES[1:]]
                for original, russian in pairs.items():
                    target = next((other[original] for other in others if other.get(original)), original)
                    if 2 <= len(russian.split()) <= 120 and re.search("[а-яё]", russian) and target:
                        found.setdefault(russian, target)
        path.write_text("".join(f"{source}\t{target}\n" for source, target in found.items()), encoding="utf-8")
    return [Unit(*line.split("\t")) for line in path.read_text("utf-8").splitlines()]


def memory(units: Sequence[Unit], size: int, seed: int = 1) -> Iterator[Unit]:
    """A memory of ``size`` units, all different: the real ones first, in an order that every size shares."""
    yield from units[:size]
    rng = random.Random(seed)
    seen = {hash(unit.source) for unit in units[:size]}
    while len(seen) < size:
        one, other = rng.choice(units), rng.choice(units)
        source = (
            splice(one, other, rng)
            if rng.random() < _SPLICED
            else Unit(replaced(one.source, other.source, rng), one.target)
        )
        if (key := hash(source.source)) not in seen:
            seen.add(key)
            yield source


def splice(one: Unit, other: Unit, rng: random.Random) -> Unit:
    """The first words of one unit and the last ones of another."""
    share = rng.uniform(0.3, 0.7)
    halves = []
    for first, second in zip(one, other, strict=True):
        head, tail = first.split(), second.split()
        halves.append(" ".join([*head[: max(1, round(len(head) * share))], *tail[round(len(tail) * share) :]]))
    return Unit(*halves)


def replaced(text: str, other: str, rng: random.Random) -> str:
    """The text with one to four words of another one in it."""
    words, strange = text.split(), other.split()
    for _ in range(rng.randint(1, 4)):
        words[rng.randrange(len(words))] = rng.choice(strange)
    return " ".join(words)


def edited(text: str, words: Sequence[str], rng: random.Random) -> str:
    """The text as a new version has it: one to three words or numbers changed, put in or left out."""
    made = text.split()
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(made))
        kind = rng.random()
        if kind < 0.25 and len(made) > 3:
            del made[at]
        elif kind < 0.5:
            made.insert(at, rng.choice(words))
        else:
            figures = [place for place, word in enumerate(made) if any(c.isdigit() for c in word)]
            if figures:
                made[figures[0]] = str(rng.randint(2, 3000))
            else:
                made[at] = rng.choice(words)
    return " ".join(made)


def data(folder: Path) -> tuple[list[Unit], list[Query]]:
    """Real units in one fixed order, and the queries: from the first 10,000 units, and from real ones held out."""
    rng = random.Random(7)
    every = real(folder)
    rng.shuffle(every)
    long = [unit for unit in every if len(unit.source.split()) >= 4]
    held = [unit.source for unit in long[:200]]
    chosen = set(held)
    units = [unit for unit in every if unit.source not in chosen]
    words = [word for unit in units[:2000] for word in unit.source.split()]
    known = [unit.source for unit in units[:10_000] if len(unit.source.split()) >= 4]
    asked = rng.sample(known, QUERIES[0][1] + QUERIES[1][1])
    queries = [Query("exact", text) for text in asked[:300]]
    queries += [Query("fuzzy", edited(text, words, rng)) for text in asked[300:]]
    queries += [Query("held out", text) for text in held]
    rng.shuffle(queries)
    return units, queries


def asked(folder: Path) -> list[Query]:
    """The queries, from the file that keeps them."""
    path = folder / "queries.tsv"
    if not path.exists():
        _, queries = data(folder)
        path.write_text("".join(f"{kind}\t{text}\n" for kind, text in queries), encoding="utf-8")
    return [Query(*line.split("\t")) for line in path.read_text("utf-8").splitlines()]


def written(folder: Path, size: int) -> Path:
    """The memory as TMX. What its target is does not matter here, so all are said to be Kazakh."""
    path = folder / f"bench-{size}.tmx"
    if not path.exists():
        units, _ = data(folder)
        made = (TranslationUnit((Segment(u.source, RU), Segment(u.target, KK))) for u in memory(units, size))
        with write_atomic(str(path)) as stream:
            tmx.write(made, stream, (RU, KK))
    return path


def download(folder: Path) -> None:
    target = folder / "debs"
    target.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not any(target.glob(f"{package}_*.deb")):
            subprocess.run(["apt-get", "download", "-q", package], cwd=target, check=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--download", action="store_true")
    options = parser.parse_args()
    if options.download:
        download(options.data)
    units, queries = data(options.data)
    print(f"{len(units):,} real units, {len(queries):,} queries")


if __name__ == "__main__":
    main()
