"""The command line: one command a file; each parses, calls one function of the pipeline, and exits."""

from __future__ import annotations

import sys
from typing import IO, Any

import click

import tmkit
from tmkit.errors import TmkitError
from tmkit.registry import Registry

__all__ = ["cli", "main"]

_COMMANDS: Registry[click.Command] = Registry("tmkit.commands", "command")


class _Group(click.Group):
    """The commands of the entry point group, each loaded when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS.names())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return _COMMANDS.load(name) if name in _COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            _COMMANDS.load(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TmkitError as error:
            raise _Refusal(error) from error


class _Refusal(click.ClickException):
    """One line on standard error, exit status 2."""

    exit_code = 2

    def __init__(self, error: TmkitError) -> None:
        super().__init__(str(error))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"tmkit: {self.message}" if ":" not in self.message.split(" ")[0] else self.message, err=True)


@click.command(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(tmkit.__version__, prog_name="tmkit", message="%(prog)s %(version)s")
def cli() -> None:
    """Translation memories and terminology checks for Russian texts and their translations.

    \b
    tmkit init                            make this folder a project
    tmkit build && tmkit lint             its releases into memories, and checked
    tmkit align visit.ru.docx visit.kk.docx -o visit.tmx
    tmkit check visit.ru.docx visit.kk.docx
    """


def main() -> None:
    """Entry point; the payload on standard output is UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    cli()
