"""``tmkit waive``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmkit.cli.options import PATH, glossary_option, glossary_paths, house_beside
from tmkit.cli.output import talk
from tmkit.errors import UsageError

if TYPE_CHECKING:
    from tmkit.model import Report


@click.command("waive", short_help="Let one finding stand, with a reason.")
@click.argument("finding_id", metavar="ID")
@click.argument("paths", type=PATH, nargs=-1, metavar="[PATH...]")
@click.option("--reason", required=True, help="Why the finding is to stay.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day on which it holds.")
@glossary_option
def command(
    finding_id: str, paths: tuple[str, ...], reason: str, until: datetime | None, glossaries: tuple[str, ...]
) -> None:
    """Record in the review file beside the translation that the finding ID of a report is meant to stay.

    It is looked for in the project here, or in the releases that PATH names. Without a project, PATH is what `tmkit
    check` was given. A waiver that ended, or whose finding is gone, is reported by every run.

    \b
    tmkit waive a41c9e --reason "quoted from the law of 2006"
    tmkit waive a41c9e --reason "until the new glossary is out" --until 2027-06-30
    tmkit waive a41c9e visit.ru.docx visit.kk.docx --reason "house style"
    """
    from tmkit.pipeline.linting.waiving import waive

    if not reason.strip():
        raise UsageError("--reason is empty; say why the finding is to stay")
    if until is not None and until.date() < date.today():
        raise UsageError(f"--until {until.date()} is past; give a day to come")
    wanted = finding_id.strip("[]").lower()
    report = _report(paths, glossaries)
    found = [finding for finding in (*report.findings, *report.waived) if finding.id == wanted]
    if not found:
        raise UsageError(f"no finding has the id {wanted!r}; run lint or check again and take the id from its report")
    if len(found) > 1:
        files = ", ".join(finding.target.start.path for finding in found)
        raise UsageError(f"{len(found)} files have a finding {wanted!r} ({files}); name the file too")
    path = waive(found[0], reason, until.date() if until else None)
    talk(f"tmkit: {path}: {found[0].code} {wanted} is waived")


def _report(paths: tuple[str, ...], glossaries: tuple[str, ...]) -> Report:
    """What lint finds in the project, or in its files named; what check finds in files that are not of its releases."""
    from tmkit.config import FILE_NAME, find, load
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.linting.checking import check, check_file
    from tmkit.pipeline.linting.linting import lint
    from tmkit.releases import releases

    beside = paths[0] if paths and Path(paths[0]).is_file() else str(Path(paths[0] if paths else ".", FILE_NAME))
    settings = find(Path(beside).parent)
    if settings is not None:
        project = load(settings)
        chosen = [Path(path) for path in paths if Path(path).absolute() != project.root.absolute()]
        own = {file.absolute() for r in releases(project) for file in (r.source, *(path for _, path in r.targets))}
        if not chosen or any(path.is_dir() or path.absolute() in own for path in chosen):
            return lint(project, chosen, glossary=glossary(glossaries, project.house) if glossaries else None).report
    elif not paths:
        raise UsageError("no tmkit.toml here or above; name the files that `tmkit check` was given")
    terms = glossary(glossary_paths(glossaries, beside), house_beside(beside))
    return check(paths[0], *paths[1:], glossary=terms) if len(paths) > 1 else check_file(paths[0], glossary=terms)
