"""
``ignition-compose merge``: two configs of one version to their merge.
"""

from __future__ import annotations

from ignition_compose.cli import FINE, options
from ignition_compose.cli.files import STDOUT, accept, check_stdin, read_document, write_result
from ignition_compose.cli.showing import show
from ignition_compose.views.structured import json_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

HELP = """\
Merge CHILD onto PARENT, both of one spec version.

This is the merge of that version in Ignition itself. Both must be valid; translate the older one first. The result
is not checked, for two valid configs can merge to an invalid one. To merge layers as a machine does, use compose.
"""


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
        UnusableFile: When a file cannot be read or written.
        InvalidConfig: When one of the configs is refused.
        VersionMismatch: When they are of different versions.
    """
    from ignition_compose.composition.pairs import merge, merge_with_transcript
    from ignition_compose.errors import InvalidInput, VersionMismatch
    from ignition_compose.report import join

    check_stdin(parent, child)
    if transcript == STDOUT and output in (None, STDOUT):
        msg = "the result and the transcript cannot both go to the standard output; give one of them a file"
        raise InvalidInput(msg)
    documents = read_document(parent, dialect), read_document(child, dialect)
    below, above = accept(*documents)
    if below.version != above.version:
        from ignition_compose.display import discreet

        version, name = min((below.version, parent), (above.version, child))
        older = discreet(name)
        newest = max(below.version, above.version)
        msg = f"{older} is of spec {version}, the other of {newest}; bring it up first: translate {older} --to {newest}"
        raise VersionMismatch(msg)
    show(join([document.report for document in documents]), form=form, quiet=quiet)
    if transcript is None:
        merged = merge(below, above)
    else:
        merged, mappings = merge_with_transcript(below, above)
        write_result(json_text(mappings.to_dict()["mappings"]), transcript)
    write_result(merged.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE


COMMAND: Final = options.Command(
    "merge",
    run,
    (
        options.file_argument("PARENT"),
        options.file_argument("CHILD"),
        options.DIALECT,
        options.PRETTY,
        options.OUTPUT,
        options.file_option("--transcript", "Write to FILE, as JSON, which input each value came from."),
        options.FORMAT,
        options.QUIET,
    ),
    HELP,
    (
        "merge parent.ign child.ign -o merged.ign",
        "merge parent.ign child.ign | ignition-compose validate -",
    ),
)
