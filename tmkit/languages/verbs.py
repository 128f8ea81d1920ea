"""Finite verbs of Kazakh and Uzbek: the forms of one verb put onto another (күшіне кіреді -> күшіне енеді)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tmkit.languages.endings import Paradigm, Sound

__all__ = ["KAZAKH", "UZBEK", "Verbs", "conjugated"]


@dataclass(frozen=True, slots=True)
class Verbs:
    """The endings of a language's verbs, as patterns of its nouns' paradigm.

    ``@`` is the vowel of the present: the first letter of ``present`` after consonants, the second after vowels.
    """

    infinitives: tuple[str, ...]
    """Endings of the verbal noun, which dictionaries have; the longest first."""
    forms: tuple[str, ...]
    present: str
    negative: str
    """Pattern of the negation, after which the forms follow again as after a vowel."""
    contracted: tuple[tuple[str, str], ...] = ()
    """Stems that the verbal noun hides, with what is left of them there."""

    def stem(self, infinitive: str) -> str | None:
        """The stem of a verbal noun; None where it is none."""
        for ending in self.infinitives:
            stem = infinitive.removesuffix(ending)
            if stem != infinitive and len(stem) > 1:
                return dict(self.contracted).get(stem, stem)
        return None

    def conjugate(self, stem: str, noun: Paradigm) -> Iterator[str]:
        """Every form, in an order that is the same for all verbs."""
        sound = noun.sound(stem)
        for form in self.forms:
            yield stem + self._shaped(form, sound, noun)
        negated = noun.shaped(self.negative, sound)
        for form in self.forms:
            yield stem + negated + self._shaped(form, Sound(sound.harmony, "V"), noun)

    def _shaped(self, form: str, sound: Sound, noun: Paradigm) -> str:
        after_vowel = sound.letter == "V"
        return noun.shaped(form.replace("@", self.present[after_vowel]), sound)


def conjugated(found: str, stored: str, wanted: str, verbs: Verbs, noun: Paradigm) -> str | None:
    """The verb ``wanted`` in the form in which ``found`` has ``stored``; both are verbal nouns, all are folded."""
    stem, new = verbs.stem(stored), verbs.stem(wanted)
    if stem is None or new is None:
        return None
    pairs = zip(verbs.conjugate(stem, noun), verbs.conjugate(new, noun), strict=True)
    forms = {form for old, form in pairs if old == found}
    return forms.pop() if len(forms) == 1 else None


KAZAKH = Verbs(
    infinitives=("у",),
    # ен-ді, ен-ген, ен-іп, ен-се, ен-еді, ен-етін, ен-ер, ен-бек, ен-сін; жаса-йды, жаса-йтын
    forms=("Dы", "Qан", "(ы)п", "са", "@ды", "@тын", "@", "(а)р", "Nақ", "сын"),
    present="ай",
    negative="Nа",
    contracted=(("оқ", "оқы"), ("тоқ", "тоқы")),
)
UZBEK = Verbs(
    infinitives=("iş", "ş"),
    # kir-di, kir-gan, kir-ib, kir-sa, kir-adi, kir-ayotgan, kir-moqda, kir-sin; işla-ydi, işla-yotgan
    forms=("di", "Xan", "(i)b", "sa", "@di", "@yotgan", "moqda", "sin", "moqçi", "(a)r"),
    present="ay",
    negative="ma",
)
