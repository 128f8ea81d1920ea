"""Segments looked up together get the answers that each gets alone, and those that the memory's units demand."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.languages.codes import EN, KK, RU
from tmkit.memory import lookup
from tmkit.memory.building import Line, build
from tmkit.memory.reading import Selection
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin, Sought, UnitStatus
from tmkit.model import Code, Segment, TranslationUnit
from tmkit.text.normalise import normal_form, normal_key

SOURCES = (
    "Да.",
    "да.",
    "Встреча завершилась.",
    "Встреча завершилась",
    "Объём вырос на 5\u00a0%.",
    "Объем вырос на 5 %.",
)
TARGETS = ("Иә.", "Кездесу аяқталды.", "Көлемі 5 %-ға өсті.")

sources = st.builds(
    lambda text, tagged: Segment(text, RU, codes=(Code(0, "<b>"), Code(len(text), "</b>")) if tagged else ()),
    st.sampled_from(SOURCES),
    st.booleans(),
)
units = st.builds(
    lambda source, target, lang, notes: TranslationUnit((source, Segment(target, lang)), (("x-origin", "mt"),), notes),
    sources,
    st.sampled_from(TARGETS),
    st.sampled_from([KK, EN]),
    st.sampled_from([(), ("Тексерілсін.",)]),
)
documents = st.tuples(st.sampled_from("ab"), st.sampled_from(UnitStatus), st.lists(units, max_size=6))
wanted = st.builds(
    Sought,
    st.builds(Segment, st.sampled_from((*SOURCES, "Нет.", "")), st.just(RU)),
    st.sampled_from((None, "", *SOURCES)),
    st.sampled_from((None, "", *SOURCES)),
)
Documents = list[tuple[str, UnitStatus, list[TranslationUnit]]]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "_BATCH", 3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(documents, min_size=1, max_size=4),
    st.lists(wanted, max_size=10),
    st.sampled_from([1.0, 0.5]),
    st.sampled_from([1, 2, 9]),
)
def test_together_as_alone(added: Documents, asked: list[Sought], threshold: float, limit: int) -> None:
    with TemporaryDirectory() as folder, Store(str(Path(folder, "desk.tmkit")), create=True) as store:
        for document, status, made in added:
            store.add(made, Adding(Origin(document), status))
        together = list(store.lookup(asked, KK, threshold=threshold, limit=limit))
        alone = [next(store.lookup([one], KK, threshold=threshold, limit=limit)) for one in asked]
        assert together == alone
        there = {stored.number: stored for stored in store.units(Selection((RU, KK)))}
        for one, matches in zip(asked, together, strict=True):
            form = normal_form(one.segment.text, RU)
            same = [n for n, stored in there.items() if form and normal_form(stored.unit.variants[0].text, RU) == form]
            found = [match.stored for match in matches if match.similarity == 1]
            assert all(stored == there[stored.number] for stored in found)
            assert {stored.number for stored in found} <= set(same)
            assert len(found) == min(limit, len(same)) or threshold < 1


@given(st.lists(st.tuples(st.sampled_from("абвг"), st.integers(1, 3)), max_size=12))
def test_every_unit_under_its_key(memory: list[tuple[str, int]]) -> None:
    part = build(Line(number, form, langs) for number, (form, langs) in enumerate(memory, 1))
    newest = [*enumerate(memory, 1)][::-1]
    keys = np.sort(np.array([normal_key(form) for form in "абвгд"], np.int64))
    for langs in (1, 2, 4):
        there = {normal_key(form): [n for n, line in newest if line[0] == form and line[1] & langs] for form in "абвгд"}
        assert dict(part.exact(keys, langs)) == {key: found for key, found in there.items() if found}
