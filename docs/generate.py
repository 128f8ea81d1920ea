"""Write the parts of the documentation that come from the program itself; ``--check`` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tmkit.cli import cli
from tmkit.formats.glossaries.headings import HEADINGS
from tmkit.pipeline.explaining import documentation, how_to_ignore, rules

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


def main() -> int:
    """Write or compare; 1 where a page is not current."""
    stale = 0
    for name, text in (("cli.md", command_line()), ("rules.md", rule_pages()), ("glossary.md", glossary_page())):
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
