"""
``ignition-compose translate``: a config to a newer spec version.
"""

from __future__ import annotations

from ignition_compose.cli import FINE, INVALID, options
from ignition_compose.cli.files import accept, read_document, write_error, write_result
from ignition_compose.cli.showing import show
from ignition_compose.display import quoted
from ignition_compose.models.specs import SPEC3, spec_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from ignition_compose.report import Report

HELP = """\
Translate a config to a newer spec version.

Ignition does the same before it merges and applies a config. Every value that is dropped or changed on the way is
reported. The result is not checked, for a newer version can have rules that the older one had not.

A config of spec 1 or 2 is translated as Flatcar's Ignition does it while a machine boots. That stops at the first
problem; here all are reported, and nothing is written. Say with --filesystem where its filesystems are mounted.
"""


def run(
    *,
    file: str,
    to: str,
    filesystem: tuple[str, ...],
    dialect: str,
    pretty: bool,
    output: str | None,
    summary: bool,
    form: str,
    quiet: bool,
) -> int:
    """
    Translate the config in a file.

    Returns:
        The exit code: 1 if something cannot be translated.

    Raises:
        UnusableFile: When a file cannot be read or written.
        InvalidConfig: When the config is refused.
        InvalidInput: When what is said of a filesystem has no name, or no path.
        UnsupportedDowngrade: When *to* is older than the config.
    """
    from ignition_compose.errors import InvalidInput
    from ignition_compose.report import in_text_order, join
    from ignition_compose.translation.translating import translate

    places = {}
    for one in filesystem:
        name, mark, path = one.rpartition("=")
        if not mark:
            msg = f"--filesystem takes NAME=PATH, such as data=/data, not {quoted(one)}"
            raise InvalidInput(msg)
        places[name] = path
    document = read_document(file, dialect)
    if document.version is None or spec_of(document.version) is SPEC3:
        accept(document)
    translation = translate(document, to, filesystems=places, dialect=dialect)
    report = in_text_order(join([_told_before(document.report, translation.report), translation.report]))
    more: dict[str, Any] = {}
    if summary:
        from ignition_compose.views.acts import rows_of

        more["acts"] = rows_of(translation.account, translation._is_holder, document.where)
    show(report, form=form, quiet=quiet, **more)
    if summary and form == "text":
        from ignition_compose.views.acts import tabulate

        write_error(tabulate(more["acts"], document.source or file))
    if report.is_fatal:
        return INVALID
    write_result(translation.config.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE


def _told_before(read: Report, translated: Report) -> Report:
    """
    What reading a document found, less what its translation says too, with the places that were asked for.
    """
    from ignition_compose.report import Report

    told = {(entry.code, entry.pointer) for entry in translated}
    return Report([entry for entry in read if (entry.code, entry.pointer) not in told], read.omitted)


COMMAND: Final = options.Command(
    "translate",
    run,
    (
        options.file_argument("FILE"),
        options.version_option("--to", "The spec version to reach.", required=True),
        options.Parameter(
            "filesystem",
            ("--filesystem",),
            "Where a filesystem of spec 1 or 2 is mounted; repeat it for several.",
            "NAME=PATH",
            is_several=True,
        ),
        options.DIALECT,
        options.PRETTY,
        options.OUTPUT,
        options.flag(["--summary"], "Say what became of every value that is not where and what it was, line by line."),
        options.FORMAT,
        options.QUIET,
    ),
    HELP,
    (
        "translate default.ign --to 3.5.0 --pretty",
        "translate default.ign --to 3.5.0 -o newer.ign",
        "translate default.ign --to 3.5.0 --filesystem data=/data --summary -o newer.ign",
    ),
)
