from __future__ import annotations

from tmkit.model import Concept, Lang, Status, Term
from tmkit.terms.glossary import Glossary
from tmkit.terms.outdated import outdated

RU, KK, EN = Lang("ru"), Lang("kk"), Lang("en")


def corridor(*terms: Term) -> Concept:
    return Concept("middle-corridor", (Term("Средний коридор", RU), *terms))


def statuses(glossary: Glossary, lang: Lang = KK) -> dict[str, str]:
    return {term.text: term.status.value for term in glossary.concept("middle-corridor").in_language(lang)}


NEW = corridor(Term("Ортаңғы дәліз", KK), Term("Орта дәліз", KK, Status.ADMITTED))
OLD = corridor(
    Term("Орта дәліз", KK), Term("Орта жол", KK, Status.ADMITTED), Term("Орта коридор", KK, Status.DEPRECATED)
)


def test_what_was_preferred_or_is_gone_is_deprecated() -> None:
    assert statuses(outdated(Glossary([NEW]), Glossary([OLD]))) == {
        "Ортаңғы дәліз": "preferred",
        "Орта дәліз": "deprecated",
        "Орта жол": "deprecated",
    }


def test_what_is_admitted_before_and_now_may_stay() -> None:
    old = corridor(Term("Ортаңғы дәліз", KK), Term("Орта дәліз", KK, Status.ADMITTED))
    assert statuses(outdated(Glossary([NEW]), Glossary([old])))["Орта дәліз"] == "admitted"


def test_a_language_without_a_preferred_term_is_left_alone() -> None:
    new = corridor(Term("Орта жол", KK, Status.ADMITTED))
    assert statuses(outdated(Glossary([new]), Glossary([OLD]))) == {"Орта жол": "admitted"}


def test_without_an_old_glossary_nothing_changes() -> None:
    glossary = Glossary([NEW, Concept("other", (Term("порт", RU),))])
    assert outdated(glossary).concepts == glossary.concepts
    assert outdated(glossary, Glossary([])).concepts == glossary.concepts


def test_other_concepts_reject_nothing_where_some_are_named() -> None:
    port = Concept("port", (Term("порт", RU), Term("port", EN), Term("harbor", EN, Status.DEPRECATED)))
    made = outdated(Glossary([NEW, port]), Glossary([OLD]), ["middle-corridor"])
    assert statuses(made)["Орта дәліз"] == "deprecated"
    assert [term.text for term in made.concept("port").in_language(EN)] == ["port"]
