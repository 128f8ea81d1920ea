"""``tmkit align``."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from tmkit.cli.options import PATH, about_glossary, from_option, glossary_option, glossary_paths, language_options
from tmkit.cli.output import payload, talk
from tmkit.errors import UsageError
from tmkit.files import make_folder

_FORMS = ("tmx", "tsv", "beads", "json", "html")


@click.command("align", short_help="Align a source with its translations into memories.")
@click.argument("source", type=PATH, metavar="SRC")
@click.argument("targets", type=PATH, nargs=-1, required=True, metavar="TGT...")
@click.option("-o", "--output", type=PATH, help="File to write; a folder, or a name with {lang}, for several targets.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="Default: by the suffix of the output, else tmx.")
@click.option("--segmented", is_flag=True, help="Every line of a text file is one segment, taken as it is.")
@click.option("--multilingual", is_flag=True, help="One memory of all languages instead of one for each target.")
@click.option("--encoder", default="auto", show_default=True, help="What turns sentences into vectors.")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Leave units below this out.")
@click.option(
    "--memory", "memories", type=PATH, multiple=True, help="TMX whose units teach which words belong together."
)
@click.option(
    "--marks", metavar="I:J", multiple=True, help="Cut both texts before segments I and J, from 0; repeatable."
)
@glossary_option
@language_options
@from_option
def command(
    source: str,
    targets: tuple[str, ...],
    output: str | None,
    form: str | None,
    segmented: bool,
    multilingual: bool,
    encoder: str,
    min_score: float,
    memories: tuple[str, ...],
    marks: tuple[str, ...],
    glossaries: tuple[str, ...],
    source_lang: str | None,
    target_langs: tuple[str, ...],
    stdin: str | None,
) -> None:
    """Align the sentences of SRC with those of each TGT and write a memory for each.

    \b
    tmkit align visit.ru.docx visit.kk.docx -o visit.ru-kk.tmx
    tmkit align visit.ru.txt visit.en.txt visit.kk.txt -o memories/
    tmkit align visit.ru.txt visit.en.txt visit.kk.txt --multilingual -o visit.tmx
    tmkit align visit.ru.txt visit.kk.txt -o visit.html
    tmkit align a.ru b.kk --segmented --format beads --marks 120:118
    """
    from tmkit.cli.documents import documents
    from tmkit.pipeline.alignment.alignments import left_out, left_out_languages, write, write_multilingual
    from tmkit.pipeline.alignment.correcting import parse_mark
    from tmkit.pipeline.alignment.reviewing import align_reviewed
    from tmkit.pipeline.inputs.documents import read, read_lines
    from tmkit.pipeline.inputs.glossary import glossary

    if marks and len(targets) > 1:
        raise UsageError("--marks are for one pair of texts; align the targets one by one")
    cuts = [parse_mark(mark) for mark in marks]
    out_of_all = _out_of_all(output, source, form or "tmx") if multilingual else None
    reader = read_lines if segmented else partial(read, stdin=stdin)
    original, drafts, errors = documents(source, targets, source_lang, target_langs, reader)
    termbases = glossary_paths(glossaries, source)
    terms = glossary(termbases)
    about_glossary(termbases)
    alignments = []
    for draft in drafts:
        alignment, stale = align_reviewed(original, draft, encoder=encoder, glossary=terms, memory=memories, marks=cuts)
        for notice in stale:
            talk(str(notice))
        if multilingual:
            alignments.append(alignment)
            continue
        out = _out(output, source, original.lang, draft.lang, form or "tmx", several=len(targets) > 1)
        with payload(out, source, *targets) as stream:
            write(alignment, stream, form or _form_of(out), min_score=min_score)
        _say_left_out(left_out(alignment, min_score), min_score, out or "the memory")
    if multilingual:
        with payload(out_of_all, source, *targets) as stream:
            write_multilingual(alignments, stream, form or _form_of(out_of_all), min_score=min_score)
        for lang, dropped in left_out_languages(alignments, min_score):
            _say_left_out(dropped, min_score, f"what {lang} has in {out_of_all or 'the memory'}")
    for error in errors:
        talk(str(error))
    if errors:
        sys.exit(2)


def _say_left_out(dropped: int, min_score: float, where: str) -> None:
    if dropped:
        talk(f"tmkit: {dropped} unit{'s' if dropped > 1 else ''} below {min_score} left out of {where}")


def _out(output: str | None, source: str, source_lang: str, lang: str, form: str, *, several: bool) -> str | None:
    if output is not None and output != "-" and (Path(output).is_dir() or output.endswith("/")):
        stem = Path(source).name.split(".")[0]
        make_folder(output)
        return str(Path(output, f"{stem}.{source_lang}-{lang}.{form}"))
    if output is not None and "{lang}" in output:
        return output.replace("{lang}", lang)
    if several:
        raise UsageError("several targets need -o with a folder, or a name with {lang}: -o 'visit.{lang}.tmx'")
    return output


def _out_of_all(output: str | None, source: str, form: str) -> str | None:
    if output is not None and "{lang}" in output:
        raise UsageError("--multilingual writes one file; give -o a name without {lang}")
    if output is not None and output != "-" and (Path(output).is_dir() or output.endswith("/")):
        make_folder(output)
        return str(Path(output, f"{Path(source).name.split('.')[0]}.{form}"))
    return output


def _form_of(out: str | None) -> str:
    suffix = Path(out).suffix[1:].lower() if out else ""
    if suffix and suffix not in _FORMS:
        raise UsageError(f"no alignment format has the suffix .{suffix}; name one with --format: {', '.join(_FORMS)}")
    return suffix or "tmx"
