"""``tmkit explain``."""

from __future__ import annotations

import click


@click.command("explain", short_help="What a rule means, with a bad and a good example.")
@click.argument("code", required=False, metavar="[CODE]")
def command(code: str | None) -> None:
    """Explain the rule CODE (its code or its name); without CODE, list every rule.

    \b
    tmkit explain TM102
    tmkit explain term-missing
    """
    from tmkit.pipeline.linting.explaining import explain, listing

    click.echo(explain(code) if code else listing())
