"""A command of commands, each in a file of its own, loaded when it is needed."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from tmkit.errors import UsageError

__all__ = ["Subcommands"]


class Subcommands(click.Group):
    """``verbs`` names the modules of ``package`` in the order of the help; each has a ``command``."""

    def __init__(self, *args: Any, package: str = "", verbs: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._package = package
        self._verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a verb, imported now."""
        if name not in self._verbs:
            return None
        command: click.Command = import_module(f"{self._package}.{name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that the arguments name; UsageError, with the nearest verb, where there is none."""
        if args and args[0] not in self._verbs and not args[0].startswith("-"):
            near = get_close_matches(args[0], self._verbs, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(self._verbs)}"
            raise UsageError(f"unknown {self.name} command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)
