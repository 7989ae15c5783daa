"""
``ignition-compose merge``: two configs of one version to their merge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ignition_compose.cli import FINE
from ignition_compose.cli.files import STDOUT, accept, check_stdin, read_document, write_result
from ignition_compose.cli.showing import show
from ignition_compose.views.structured import json_text

if TYPE_CHECKING:
    import click

HELP = """\
Merge CHILD onto PARENT, both of one spec version.

This is the merge of that version in Ignition itself. Both must be valid; translate the older one first. The result
is not checked, for two valid configs can merge to an invalid one. To merge layers as a machine does, use compose.
"""


def command() -> click.Command:
    """
    Return the command as click takes it.
    """
    from ignition_compose.cli import options

    return options.command(
        "merge",
        run,
        [
            options.file_argument("PARENT"),
            options.file_argument("CHILD"),
            options.dialect(),
            options.pretty(),
            options.output(),
            options.file_option("--transcript", "Write to FILE, as JSON, which input each value came from."),
            options.report_format(),
            options.quiet(),
        ],
        help_text=HELP,
        examples=[
            "merge parent.ign child.ign -o merged.ign",
            "merge parent.ign child.ign | ignition-compose validate -",
        ],
    )


def run(
    *,
    parent: str,
    child: str,
    dialect: str,
    pretty: bool,
    output: str | None,
    transcript: str | None,
    form: str,
    quiet: bool,
) -> int:
    """
    Merge the configs in two files.

    Returns:
        The exit code.

    Raises:
        FileError: When a file cannot be read or written.
        InvalidConfig: When one of the configs is refused.
        VersionMismatch: When they are of different versions.
    """
    from ignition_compose.errors import InputError, VersionMismatch
    from ignition_compose.merging.configs import merge, merge_with_transcript
    from ignition_compose.report import join

    check_stdin(parent, child)
    if transcript == STDOUT and output in (None, STDOUT):
        msg = "the result and the transcript cannot both go to the standard output; give one of them a file"
        raise InputError(msg)
    documents = read_document(parent, dialect), read_document(child, dialect)
    below, above = accept(*documents)
    if below.version != above.version:
        version, older = min((below.version, parent), (above.version, child))
        newest = max(below.version, above.version)
        msg = f"{older} is of spec {version}, the other of {newest}; bring it up first: translate {older} --to {newest}"
        raise VersionMismatch(msg)
    show(join([document.report for document in documents]), form=form, quiet=quiet)
    if transcript is None:
        merged = merge(below, above)
    else:
        merged, mappings = merge_with_transcript(below, above)
        rows = [{"tag": row.tag, "source": str(row.source), "target": str(row.target)} for row in mappings]
        write_result(json_text(rows), transcript)
    write_result(merged.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE
