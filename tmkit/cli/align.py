"""``tmkit align``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmkit.cli.options import PATH, glossary_option, glossary_paths, langs, language_options
from tmkit.cli.output import payload, talk
from tmkit.errors import UsageError

if TYPE_CHECKING:
    from tmkit.model import Alignment

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
@glossary_option
@language_options
def command(
    source: str,
    targets: tuple[str, ...],
    output: str | None,
    form: str | None,
    segmented: bool,
    multilingual: bool,
    encoder: str,
    min_score: float,
    glossaries: tuple[str, ...],
    source_lang: str | None,
    target_langs: tuple[str, ...],
) -> None:
    """Align the sentences of SRC with those of each TGT and write a memory for each.

    \b
    tmkit align visit.ru.docx visit.kk.docx -o visit.ru-kk.tmx
    tmkit align visit.ru.txt visit.en.txt visit.kk.txt -o memories/
    tmkit align visit.ru.txt visit.en.txt visit.kk.txt --multilingual -o visit.tmx
    tmkit align visit.ru.txt visit.kk.txt -o visit.html
    tmkit align a.ru b.kk --segmented --format beads
    """
    from tmkit.pipeline.glossary import glossary
    from tmkit.pipeline.reading import read, read_lines
    from tmkit.pipeline.reviewing import align_reviewed

    reader = read_lines if segmented else read
    of_source, of_targets = langs(source_lang, target_langs, len(targets))
    terms = glossary(glossary_paths(glossaries, source))
    document = reader(source, of_source)
    alignments = []
    for target, lang in zip(targets, of_targets, strict=True):
        alignment, stale = align_reviewed(document, reader(target, lang), encoder=encoder, glossary=terms)
        for notice in stale:
            talk(str(notice))
        if multilingual:
            alignments.append(alignment)
        else:
            out = _out(output, source, document.lang, alignment.target.lang, form or "tmx", several=len(targets) > 1)
            _write(alignment, out, form or _form_of(out), min_score)
    if multilingual:
        out = _out_of_all(output, source, form or "tmx")
        _write_multilingual(alignments, out, form or _form_of(out), min_score)


def _write(alignment: Alignment, out: str | None, form: str, min_score: float) -> None:
    from tmkit.pipeline.alignments import left_out, write

    with payload(out) as stream:
        write(alignment, stream, form, min_score=min_score)
    dropped = left_out(alignment, min_score)
    if dropped:
        talk(f"tmkit: {dropped} unit{'s' if dropped > 1 else ''} below {min_score} left out of {out or 'the memory'}")


def _write_multilingual(alignments: Sequence[Alignment], out: str | None, form: str, min_score: float) -> None:
    from tmkit.pipeline.alignments import left_out_languages, write_multilingual

    with payload(out) as stream:
        write_multilingual(alignments, stream, form, min_score=min_score)
    for lang, dropped in left_out_languages(alignments, min_score):
        talk(f"tmkit: {lang} left out of {dropped} unit{'s' if dropped > 1 else ''} below {min_score}")


def _out(output: str | None, source: str, source_lang: str, lang: str, form: str, *, several: bool) -> str | None:
    if output is not None and output != "-" and (Path(output).is_dir() or output.endswith("/")):
        stem = Path(source).name.split(".")[0]
        Path(output).mkdir(parents=True, exist_ok=True)
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
        Path(output).mkdir(parents=True, exist_ok=True)
        return str(Path(output, f"{Path(source).name.split('.')[0]}.{form}"))
    return output


def _form_of(out: str | None) -> str:
    suffix = Path(out).suffix[1:].lower() if out else ""
    if suffix and suffix not in _FORMS:
        raise UsageError(f"no alignment format has the suffix .{suffix}; name one with --format: {', '.join(_FORMS)}")
    return suffix or "tmx"
