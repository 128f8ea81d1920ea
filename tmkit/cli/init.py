"""``tmkit init``."""

from __future__ import annotations

from pathlib import Path

import click

from tmkit import data
from tmkit.cli.options import PATH
from tmkit.errors import InputError
from tmkit.files import make_folder, write_atomic


@click.command("init", short_help="Make a folder a project.")
@click.argument("folder", type=PATH, default=".", metavar="[DIR]")
def command(folder: str) -> None:
    """Write a commented tmkit.toml into DIR; an existing one is left alone.

    \b
    tmkit init
    tmkit init press-office
    """
    from tmkit.config import FILE_NAME

    path = Path(folder, FILE_NAME)
    if path.exists():
        raise InputError("there is one already; edit it, or remove it first", str(path))
    make_folder(folder)
    with write_atomic(str(path)) as stream:
        stream.write(data.read(FILE_NAME))
    click.echo(f"{path} written; put releases into {Path(folder, 'releases')} and run `tmkit build`")
