"""The command line: one command a file; each parses, calls one function of the pipeline, and exits."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _one_line():
            return super().invoke(ctx)


class _Refusal(click.ClickException):
    """One line on standard error, and the exit status."""

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code: int = exit_code  # type: ignore[misc]  # click leaves the choice to instances too

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True)


@contextmanager
def _one_line() -> Iterator[None]:
    """Whatever keeps a command from its work becomes one line."""
    try:
        yield
    except TmkitError as error:
        raise _Refusal(str(error) if error.path is not None else f"tmkit: {error}") from error
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx is not None else "tmkit"
        message = " ".join(error.format_message().split()).rstrip(".")
        raise _Refusal(f"{command}: {message[:1].lower()}{message[1:]}; see `{command} --help`") from error
    except KeyboardInterrupt as error:
        raise _Refusal("tmkit: stopped", 130) from error  # as shells count it: 128 + SIGINT
    except UnicodeEncodeError as error:
        raise _Refusal(
            "tmkit: a name or word on this command line is no text; rename the file, or type it anew"
        ) from error
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader has enough, such as `head`: click ends quietly
            raise
        raise _Refusal(f"tmkit: {(error.strerror or str(error)).lower()}; check the disk and your rights") from error


@click.command("tmkit", cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
