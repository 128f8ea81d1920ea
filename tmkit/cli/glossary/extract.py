"""``tmkit glossary extract``."""

from __future__ import annotations

from pathlib import Path

import click

from tmkit.cli.options import PATH, about_glossary, glossary_option, glossary_paths, house_beside, project_of
from tmkit.cli.output import payload, table_form, talk, utf8
from tmkit.errors import UsageError

_FORMS = ("human", "csv", "tsv", "json")


@click.command("extract", short_help="Propose terms of Russian texts, with their renderings.")
@click.argument("sources", type=PATH, nargs=-1, metavar="[SRC...]")
@click.option("--memory", type=PATH, help="A bilingual file to take the texts and their renderings from.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="How many candidates.")
@click.option("--new", is_flag=True, help="Without the terms that the glossary has.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="Default: by the suffix of the output, else human.")
@click.option("-o", "--output", type=PATH, help="Write the table to a file.")
@glossary_option
def command(
    sources: tuple[str, ...],
    memory: str | None,
    limit: int,
    new: bool,
    form: str | None,
    output: str | None,
    glossaries: tuple[str, ...],
) -> None:
    """Propose term candidates of the documents SRC, of the project in the folder SRC (or here), or of a memory.

    With a project, a memory, or translations behind their source, it also shows how each candidate was rendered, and
    how consistently. Delete the rows that are no terms, and the table is a glossary that tmkit reads.

    \b
    tmkit glossary extract --new -o candidates.csv
    tmkit glossary extract visit.ru.docx visit.kk.docx trade.ru.docx
    tmkit glossary extract --memory visit.ru-kk.tmx --format tsv
    """
    from tmkit.config import FILE_NAME
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.terminology.extracting import extract, of_documents, of_memory, of_project
    from tmkit.pipeline.terminology.extraction_table import render

    form = form or table_form(output, _FORMS)
    if memory is not None and sources:
        raise UsageError("give documents or --memory, not both")
    is_project = memory is None and (not sources or Path(sources[0]).is_dir())
    beside = str(Path(*sources[:1], FILE_NAME)) if is_project else memory or sources[0]
    paths = glossary_paths(glossaries, beside)
    about_glossary(paths)
    terms = glossary(paths, house_beside(beside))
    if is_project:
        if len(sources) > 1:
            raise UsageError("give one project, or documents")
        material = of_project(project_of(sources[0] if sources else "."), terms)
    else:
        material = of_memory(memory) if memory is not None else of_documents(sources, terms)
    extraction = extract(material, terms, limit=limit, new=new)
    if not extraction.weighed:
        talk("tmkit: ranked without a general frequency list; for a better order, pip install 'tmkit[extract]'")
    with payload(output, *sources, *([memory] if memory else [])) as stream:
        stream.write(utf8(render(extraction, form)))
