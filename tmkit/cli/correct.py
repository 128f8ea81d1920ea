"""``tmkit correct``."""

from __future__ import annotations

from functools import partial

import click

from tmkit.cli.options import PATH, language_options
from tmkit.cli.output import payload, talk, utf8

_BEAD = "BEAD[/BEAD]"


@click.command("correct", short_help="Lock, split, merge or move beads of an alignment.")
@click.argument("source", type=PATH, metavar="SRC")
@click.argument("target", type=PATH, metavar="TGT")
@click.option("--lock", metavar=_BEAD, multiple=True, help="It is right as it is.")
@click.option("--split", metavar="BEAD/BEAD", multiple=True, help="The parts of what is one bead now.")
@click.option("--merge", metavar="BEAD/BEAD", multiple=True, help="Neighbours that are one bead.")
@click.option("--move", metavar=_BEAD, multiple=True, help="These segments belong together, wherever they are now.")
@click.option("--none", metavar="N:|:N", multiple=True, help="A segment of one side that has no counterpart.")
@click.option("--unlock", metavar=_BEAD, multiple=True, help="Forget what was decided about these segments.")
@click.option("--note", default="", help="Why, for those who read the review file.")
@click.option("--segmented", is_flag=True, help="Every line of a text file is one segment, taken as it is.")
@click.option("--encoder", default="auto", show_default=True, help="What turns sentences into vectors.")
@language_options
def command(
    source: str,
    target: str,
    note: str,
    segmented: bool,
    encoder: str,
    source_lang: str | None,
    target_langs: tuple[str, ...],
    **wishes: tuple[str, ...],
) -> None:
    """Say how SRC and TGT belong together: recorded in the review file beside TGT, kept by every later alignment.

    A BEAD is written 12,13:12, source and target segments by their numbers from 0. Without any correction the
    beads of today are printed: bead, score, what was decided, source, target.

    \b
    tmkit correct visit.ru.docx visit.kk.docx
    tmkit correct visit.ru.docx visit.kk.docx --split 12:12/13:13 --merge 20:21/21:
    tmkit correct visit.ru.docx visit.kk.docx --move 30:32 --none 31: --note "left out on purpose"
    """
    from tmkit.cli.documents import documents
    from tmkit.pipeline.alignment.correcting import Change, Correction, corrected, parse_beads
    from tmkit.pipeline.alignment.reviewing import align_reviewed, anchored, listed, lock, unlock
    from tmkit.pipeline.inputs.documents import read, read_lines
    from tmkit.pipeline.inputs.glossary import glossary

    corrections = [Correction(Change(name), parse_beads(text)) for name, texts in wishes.items() for text in texts]
    reader = read_lines if segmented else partial(read, stdin=None)
    original, (draft,), _ = documents(source, [target], source_lang, target_langs, reader)
    alignment, stale = align_reviewed(original, draft, encoder=encoder, glossary=glossary(()))
    if not corrections:
        with payload(None) as stream:
            stream.writelines(map(utf8, listed(alignment)))
    else:
        freed = [bead for change, beads in corrections if change is Change.UNLOCK for bead in beads]
        kept = [one.bead for one in anchored(original, draft)[0] if one.bead not in freed]
        made = corrected(corrections, alignment.beads, kept)
        path = unlock(original, draft, freed)
        for state, beads in made.items():
            path = lock(original, draft, beads, state=state, note=note)
        talk(f"tmkit: recorded in {path}")
    for notice in stale:
        talk(str(notice))
