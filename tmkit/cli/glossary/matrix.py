"""``tmkit glossary matrix``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, about_glossary, glossary_option, project_of
from tmkit.cli.output import payload, table_form, utf8

_FORMS = ("human", "html", "json", "csv", "tsv")


@click.command("matrix", short_help="Which concept was rendered how, where and when, in all releases.")
@click.argument("folder", type=PATH, default=".", metavar="[PROJECT]")
@click.option("--format", "form", type=click.Choice(_FORMS), help="Default: by the suffix of the output, else human.")
@click.option("-o", "--output", type=PATH, help="Write it to a file.")
@glossary_option
def command(folder: str, form: str | None, output: str | None, glossaries: tuple[str, ...]) -> None:
    """Show for every concept of the glossary how the releases of a project render it.

    The page (html) can be searched and filtered, and shows every mention with its place and the day of the
    translation's last change.

    \b
    tmkit glossary matrix -o matrix.html
    tmkit glossary matrix examples --format csv
    """
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.terminology.matrix_table import render
    from tmkit.pipeline.terminology.rendering_matrix import matrix

    form = form or table_form(output, _FORMS)
    project = project_of(folder)
    paths = glossaries or tuple(str(path) for path in project.glossaries)
    about_glossary(paths)
    made = matrix(project, glossary(paths, project.house))
    with payload(output, *paths) as stream:
        stream.write(utf8(render(made, form)))
