"""How many of the glossary's terms are among the first candidates, and how many renderings are the glossary's.

``python bench/extract.py [PROJECT]`` (default: examples). A concept counts as found where a candidate covers one of its
mentions in the sources exactly. Baselines in the same run: frequency alone, C-value alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tmkit.config import load
from tmkit.languages.codes import RU
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.pipeline.terminology.extracting import Material, extract, of_project
from tmkit.terms.candidates import Candidate, Harvest, by_c_value, harvest, termhood
from tmkit.terms.glossary import Glossary
from tmkit.text.commonness import zipf

CUTS = (100, 200, 400)


def mentions(material: Material, terms: Glossary) -> dict[tuple[int, int, int], set[str]]:
    """Text, start and stop of each mention -> its concepts."""
    found: dict[tuple[int, int, int], set[str]] = {}
    for number, segment in enumerate(material.segments):
        for hit in terms.find_all(segment.text, RU):
            found.setdefault((number, *hit.span), set()).add(hit.concept.id)
    return found


def recalls(ranked: Sequence[Candidate], gold: dict[tuple[int, int, int], set[str]]) -> list[float]:
    total = len(set().union(*gold.values()))
    found: set[str] = set()
    rows = []
    for number, candidate in enumerate(ranked, 1):
        for place in candidate.places:
            found |= gold.get((place.text, place.start, place.stop), set())
        if number in CUTS:
            rows.append(len(found) / total)
    return rows


def best_first(found: Harvest, general: Callable[[str], float] | None) -> list[Candidate]:
    likely = termhood(found, general)
    return sorted(found.candidates, key=lambda one: (-likely(one), one.key))


def renderings(material: Material, terms: Glossary) -> dict[str, tuple[int, int]]:
    """Language -> candidates that are terms and have a rendering, and those whose first rendering is the glossary's."""
    counts: dict[str, tuple[int, int]] = {}
    for proposal in extract(material, terms, limit=10_000).proposals:
        for lang, found in proposal.renderings if proposal.concept else ():
            if found:
                hits = terms.find_all(found[0].text, lang)
                right = any(h.concept.id == proposal.concept and h.span == (0, len(found[0].text)) for h in hits)
                asked, good = counts.get(lang, (0, 0))
                counts[lang] = asked + 1, good + right
    return counts


def main() -> None:
    project = load(Path(sys.argv[1] if len(sys.argv) > 1 else "examples") / "tmkit.toml")
    terms = glossary([str(path) for path in project.glossaries])
    material = of_project(project, terms)
    found = harvest(segment.text for segment in material.segments)
    gold = mentions(material, terms)
    rankings = {
        "frequency": found.candidates,
        "C-value": by_c_value(found.candidates),
        "tmkit, no frequency list": best_first(found, None),
        "tmkit, wordfreq": best_first(found, zipf(RU)),
    }
    if zipf(RU) is None:
        print("wordfreq is not installed: pip install 'tmkit[extract]'", file=sys.stderr)
    rows = {name: recalls(ranked, gold) for name, ranked in rankings.items()}
    print(
        f"{len(found.candidates)} candidates, {len(set().union(*gold.values()))} concepts of the glossary in the texts"
    )
    print(f"{'recall of concepts in the first':34}" + "".join(f"{cut:>8}" for cut in CUTS))
    for name, row in rows.items():
        print(f"{name:34}" + "".join(f"{value:8.3f}" for value in row))
    counts = renderings(material, terms)
    print("first rendering is one of the glossary's, of the candidates that are its terms")
    for lang, (asked, good) in counts.items():
        print(f"{lang:34}{good:5} of {asked:4}  {good / asked:.3f}")
    print(json.dumps({"recall": rows, "renderings": counts}))


if __name__ == "__main__":
    main()
