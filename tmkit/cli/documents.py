"""A source and its translations from the command line, with what is to be said about their languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tmkit.cli.options import langs
from tmkit.cli.output import talk
from tmkit.errors import InputError, TmkitError
from tmkit.languages.codes import RU
from tmkit.model import Document, Lang
from tmkit.pipeline.inputs.documents import language_name, notices, refuse_same_language

__all__ = ["about", "documents"]

Reader = Callable[[str, Lang | None], Document]


def documents(
    source: str, targets: Sequence[str], source_lang: str | None, target_langs: Sequence[str], reader: Reader
) -> tuple[Document, list[Document], list[TmkitError]]:
    """The source, the targets that could be read, and why the others could not.

    The error of the source, or of the last target where none could be read, is raised.
    """
    of_source, of_targets = langs(source_lang, target_langs, len(targets))
    original = reader(source, of_source)
    drafts: list[Document] = []
    errors: list[TmkitError] = []
    for target, lang in zip(targets, of_targets, strict=True):
        try:
            draft = reader(target, lang)
            refuse_same_language(original, draft)
            if of_source is None:
                _refuse_swapped(original, draft)
            drafts.append(draft)
        except TmkitError as error:
            errors.append(error)
    if not drafts:
        for other in errors[:-1]:
            talk(str(other))
        raise errors[-1]
    about(original, *drafts)
    return original, drafts, errors


def _refuse_swapped(source: Document, target: Document) -> None:
    """The source is Russian unless said otherwise."""
    if target.lang == RU:
        raise InputError(
            f"this target is Russian and the source {language_name(source.lang)}; give the Russian file first, "
            f"or say --source-lang {source.lang}",
            target.path,
        )


def about(*documents: Document) -> None:
    """Say how the documents were read, where that is not plain, each thing once."""
    for notice in dict.fromkeys(notice for document in documents for notice in notices(document)):
        talk(f"tmkit: {notice}")
