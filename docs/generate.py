"""Write the parts of the documentation that come from the program itself; ``--check`` only compares."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import click

from tmkit.cli import cli
from tmkit.errors import UsageError
from tmkit.formats.documents import DOCUMENTS, DocumentFormat
from tmkit.formats.glossaries import GLOSSARIES
from tmkit.formats.glossaries.headings import HEADINGS
from tmkit.formats.patching import Patchable
from tmkit.formats.tools import TOOLS, Termbase, Tool
from tmkit.formats.translating import Translatable
from tmkit.formats.units import SCORE, STATE, UNITS, Holds, UnitFormat, moses, tmx
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Code, Location, Metadata, Segment, TranslationUnit
from tmkit.pipeline.linting.explaining import documentation, how_to_ignore, rules

FOLDER = Path(__file__).parent


def command_line() -> str:
    """``docs/cli.md``: the help of every command."""
    pages = ["# Command line", "Generated from the program's own help by `docs/generate.py`."]
    group = click.Context(cli, info_name="tmkit", max_content_width=100, terminal_width=100)
    pages.append(f"```text\n{cli.get_help(group)}\n```")
    pages += _commands(cli, group, "##")
    return "\n\n".join(pages) + "\n"


def _commands(group: click.Group, parent: click.Context, heading: str) -> Iterator[str]:
    """The help of each command of the group, and of the commands that it has itself."""
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        assert command is not None, name
        context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
        yield f"{heading} {context.command_path}\n\n```text\n{command.get_help(context)}\n```"
        if isinstance(command, click.Group):
            yield from _commands(command, context, f"{heading}#")


def rule_pages() -> str:
    """``docs/rules.md``: every rule, as ``tmkit explain`` prints it."""
    pages = ["# Rules", "Generated from the rules by `docs/generate.py`; `tmkit explain CODE` prints the same."]
    pages.append(how_to_ignore("CODE"))
    for code, name, _ in rules():
        pages.append(f"## {code} {name}\n\n```text\n{documentation(code)[1]}\n```")
    return "\n\n".join(pages) + "\n"


def glossary_page() -> str:
    """``docs/glossary.md`` with the table of headings that are recognised."""
    rows = ["| field | English | Russian | Kazakh | Uzbek |", "|---|---|---|---|---|"]
    for field, names in HEADINGS.items():
        rows.append(f"| {field} | {' | '.join(part.strip() for part in names.split('|'))} |")
    before, start, rest = (FOLDER / "glossary.md").read_text(encoding="utf-8").partition("<!-- headings -->\n")
    _, end, after = rest.partition("<!-- end of headings -->")
    return before + start + "\n".join(rows) + "\n" + end + after


def formats_page() -> str:
    """``docs/formats.md`` with the table of bilingual formats, and of each format what its module says."""
    page = (FOLDER / "formats.md").read_text(encoding="utf-8")
    page = _between(page, "bilingual formats", _formats())
    page = _between(page, "document formats", _documents())
    for name, registry in (("documents", DOCUMENTS), ("units", UNITS), ("glossaries", GLOSSARIES)):
        page = _between(page, name, _told(registry.all()))
    return page


def _documents() -> list[str]:
    """A row a document format: how findings name its places, and what tmkit writes into it."""
    suffixes: dict[DocumentFormat, list[str]] = {}
    for name, form in DOCUMENTS.all().items():
        suffixes.setdefault(form, []).append(f".{name}")
    rows = ["| files | findings name | fixed | translated |", "|---|---|---|---|"]
    for form, names in suffixes.items():
        done = (isinstance(form, Patchable), isinstance(form, Translatable))
        place = "line and column" if Location(f"a{names[0]}", 1, 1).clickable else "paragraph or cell"
        rows.append(f"| {', '.join(names)} | {place} | {' | '.join('yes' if one else '–' for one in done)} |")
    return rows


def _told(plugins: Mapping[str, object]) -> list[str]:
    """A section a format, with the docstring of its module."""
    suffixes: dict[str, list[str]] = {}
    for name, form in plugins.items():
        module = form if inspect.ismodule(form) else inspect.getmodule(form)
        suffixes.setdefault(inspect.getdoc(module) or "", []).append(f"`.{name}`")
    return [
        line for told, names in suffixes.items() for line in (f"### {', '.join(names)}", "", *_as_markdown(told), "")
    ]


_ELSEWHERE = {
    "``columns``": "[Tables](#tables)",
    "``cells``": "[Tables](#tables)",
    "``tables``": "[glossary.md](glossary.md#tables)",
    "``subsets``": "[glossary.md](glossary.md#formats)",
    "``tmx_rules``": "`tmkit validate`",
    "``Wanted.dialect``": "`--dialect`",
}
"""What modules say of each other, as readers of the pages know it."""


def _as_markdown(docstring: str) -> Iterator[str]:
    for name, words in _ELSEWHERE.items():
        docstring = docstring.replace(name, words)
    yield from docstring.replace("``", "`").splitlines()


def _between(page: str, name: str, rows: list[str]) -> str:
    before, start, rest = page.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"<!-- end of {name} -->")
    return before + start + "\n".join(rows) + "\n" + end + after


def _formats() -> list[str]:
    """A row a format: what it holds, and what tmkit does with it."""
    suffixes: dict[UnitFormat, list[str]] = {}
    for name, form in UNITS.all().items():
        suffixes.setdefault(form, []).append(f".{name}")
    columns = ("files", "read", "written", "inline codes", "notes", "properties", "attributes", "of a variant")
    columns += ("untranslated", "languages", "exact", "fixed", "filled")
    rows = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for form, names in suffixes.items():
        done = (*_tried(form), hasattr(form, "patch"), hasattr(form, "fill"))
        rows.append(_row(", ".join(names), form.HOLDS, *done))
    return [*rows, _row("corpus.{lang} (Moses)", moses.HOLDS, True, False, False, False)]


def _row(files: str, holds: Holds, written: bool, exact: bool, *done: bool) -> str:
    cells = ["yes", _yes(written), _yes(holds.codes), _yes(holds.notes), _names(holds.properties)]
    cells += [_names(holds.attributes), _yes(holds.metadata), _yes(holds.pending), str(holds.languages or "any")]
    return f"| {' | '.join([files, *cells, *map(_yes, (exact, *done))])} |"


_SAID = Metadata((("x-desk", "А"),), ("о русском",), (("creationid", "desk"),))
_SAMPLE = TranslationUnit(
    (
        Segment("Рост торговли", RU, codes=(Code(0, "<b>"), Code(4, "</b>"), Code(13, "<br/>")), metadata=_SAID),
        Segment("Сауданың өсуі", KK, codes=(Code(0, "<b>"), Code(8, "</b>"), Code(13, "<br/>")), metadata=_SAID),
    ),
    ((SCORE, "0.97"), (STATE, "final"), ("x-client", "KTZ & co")),
    ("из речи",),
    (("tuid", "u1"), ("changedate", "20260131T120000Z")),
)


def _tried(form: UnitFormat) -> tuple[bool, bool]:
    """Whether the format is written, and whether all that is said of a unit is read back as it was, its codes in the
    elements of the format.
    """
    try:
        first = _written_and_read(form, _SAMPLE)
    except UsageError:
        return False, False
    coded = [replace(variant, codes=once.codes) for variant, once in zip(_SAMPLE.variants, first.variants, strict=True)]
    wanted = replace(_SAMPLE, variants=tuple(coded))
    found = _written_and_read(form, wanted)
    same = all(_said(one) == _said(other) for one, other in zip(found.variants, wanted.variants, strict=True))
    rest = [(sorted(one.properties), one.notes, one.attributes) for one in (found, wanted)]
    return True, same and all(one.codes for one in coded) and rest[0] == rest[1]


def _said(variant: Segment) -> tuple[object, ...]:
    return variant.text, variant.lang, variant.codes, variant.metadata


def _written_and_read(form: UnitFormat, unit: TranslationUnit) -> TranslationUnit:
    stream = BytesIO()
    if form is tmx:
        tmx.write([unit], stream, (RU, KK), level=2)
    else:
        form.write([unit], stream, (RU, KK))
    stream.seek(0)
    return next(form.read(stream, "sample", (RU, KK)))


def _yes(said: bool) -> str:
    return "yes" if said else "–"


def _names(names: frozenset[str] | None) -> str:
    if names is None:
        return "all"
    return ", ".join(sorted(name.removeprefix("x-tmkit-") for name in names)) or "–"


def clients_page() -> str:
    """``docs/clients/README.md`` with the table of programs."""
    return _between((FOLDER / "clients/README.md").read_text(encoding="utf-8"), "programs", _programs())


def _programs() -> list[str]:
    """A row a program: how it is given a memory and a glossary, and what was seen."""
    rows = ["| `--tool` | program | memory | glossary | tried with | seen |", "|---|---|---|---|---|---|"]
    for name, tool in TOOLS.items():
        glossary = ", ".join(f"`.{form.suffix}`" for form in tool.glossaries) or "none"
        cells = [f"[`{name}`]({name}.md)", tool.title, f"`.{tool.memory}`", glossary]
        rows.append(f"| {' | '.join([*cells, tool.tried or '–', tool.seen or '–'])} |")
    return rows


def client_page(name: str) -> str:
    """``docs/clients/NAME.md`` with what the profile says."""
    page = (FOLDER / f"clients/{name}.md").read_text(encoding="utf-8")
    return _between(page, "profile", _profile(TOOLS[name]))


def _profile(tool: Tool) -> list[str]:
    codes = ", ".join(f"`{tool.spell(lang)}`" for lang in (RU, EN, KK, UZ_LATN, UZ_CYRL))
    level = f" level {2 if tool.inline else 1}" if tool.memory == "tmx" else ""
    files = "a file for each target and script" if tool.one_target else "all languages in a file"
    rows = {
        "tried": f"{tool.tried}: {tool.seen}" if tool.tried else "no; what stands here is from its documentation",
        "memory": f"`.{tool.memory}`{level}, {files}",
        "codes": codes,
        "inline codes": "kept" if tool.inline else "left out",
        "context": f"`{tool.context.before}`, `{tool.context.after}` of the source" if tool.context else "not written",
        "forgets": ", ".join(tool.ignores) or "nothing that is known of",
        "glossary": "; ".join(map(_termbase, tool.glossaries)) or "none",
    }
    return ["| | |", "|---|---|", *(f"| {name} | {text} |" for name, text in rows.items())]


def _termbase(form: Termbase) -> str:
    said = [f"`.{form.suffix}`"]
    if form.dialect:
        said.append(f"dialect `{form.dialect}`")
    if form.is_pair:
        said.append("a file for each target and script")
    if form.one_term:
        said.append("each pair of terms a concept")
    if not form.forbids:
        said.append("without wrong terms")
    return ", ".join(said)


def main() -> int:
    """Write or compare; 1 where a page is not current."""
    stale = 0
    pages = {"cli.md": command_line, "rules.md": rule_pages, "glossary.md": glossary_page, "formats.md": formats_page}
    pages |= {"clients/README.md": clients_page} | {f"clients/{name}.md": partial(client_page, name) for name in TOOLS}
    for name, page in pages.items():
        text = page()
        path = FOLDER / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv:
            print(f"{path}: not current; run python docs/generate.py", file=sys.stderr)
            stale = 1
        else:
            path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
