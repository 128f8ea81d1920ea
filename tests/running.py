"""The command line as the tests run it: in this process, and loud where a command breaks."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from tmkit.cli import cli


def run(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    """What ``tmkit WORDS`` says and returns; what it raises by mistake is raised here."""
    result = CliRunner().invoke(cli, [str(word) for word in words], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
