"""``tmkit segment``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, from_option, said
from tmkit.cli.output import payload, utf8


@click.command("segment", short_help="Cut a document into sentences.")
@click.argument("file", type=PATH, metavar="FILE")
@click.option("--lang", metavar="LANG", help="Language of the text (else file name, else the text itself).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=PATH, help="File to write instead of standard output.")
@from_option
def command(file: str, lang: str | None, form: str, output: str | None, stdin: str | None) -> None:
    """Print the segments of FILE, one a line; json adds where each stands in the file.

    \b
    tmkit segment visit.ru.docx
    tmkit segment notice.uz-Latn.html --format json
    pandoc visit.odt -t markdown | tmkit segment - --from md --lang kk
    """
    from tmkit.cli.documents import about
    from tmkit.pipeline.inputs.documents import read
    from tmkit.pipeline.inputs.segmenting import as_json, as_text

    document = read(file, said(lang), stdin=stdin)
    about(document)
    with payload(output, file) as stream:
        stream.write(utf8(as_json(document) if form == "json" else as_text(document)))
