"""``tmkit plugins``."""

from __future__ import annotations

import click


@click.command("plugins", short_help="What is installed, with versions.")
def command() -> None:
    """List every plugin by group, with the package and version it comes from.

    \b
    tmkit plugins
    """
    from tmkit.registry import GROUPS, Registry

    for group in GROUPS:
        click.echo(f"{group}")
        for name, entry in Registry[object](group, "plugin").entries.items():
            origin = f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else "unknown package"
            click.echo(f"  {name:20} {origin:16} {entry.value}")
