"""``tmkit memory stats``."""

from __future__ import annotations

import json

import click

from tmkit.cli.memory.options import memory_option, memory_path, opened


@click.command("stats", short_help="What a memory holds.")
@memory_option
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", help="human (default) or json."
)
def command(memory: str | None, form: str) -> None:
    """Count the units of a memory by status, language and language pair.

    \b
    tmkit memory stats --memory desk.tmkit
    """
    with opened(memory) as store:
        found = store.stats()
    path = memory_path(memory)
    if form == "json":
        content = {
            "path": path,
            "units": found.units,
            "statuses": {status.value: count for status, count in found.statuses},
            "languages": dict(found.languages),
            "pairs": [{"source": s, "target": t, "units": count} for s, t, count in found.pairs],
            "documents": found.documents,
            "bytes": found.bytes,
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    statuses = ", ".join(f"{count:,} {status}" for status, count in found.statuses if count)
    click.echo(f"{path}: {found.units:,} units ({statuses or 'none'})")
    click.echo(f"{found.documents:,} documents, {found.bytes / 1e6:,.1f} MB")
    for source, target, count in found.pairs:
        click.echo(f"{source} → {target:8} {count:,}")
