"""
``ignition-compose translate``: a config to another spec version.
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

HELP = """\
Translate a config to another spec version.

Ignition does the same before it merges and applies a config. Every value that is dropped or changed on the way is
reported. The result is not checked, for a newer version can have rules that the older one had not.

A config of spec 1 or 2 is translated as Flatcar's Ignition does it while a machine boots. That stops at the first
problem; here all are reported, and nothing is written. Say with --filesystem where its filesystems are mounted.

What an older version has no place for is an error, or with --lossy a warning.
"""


def run(
    *,
    file: str,
    to: str,
    filesystem: tuple[str, ...],
    lossy: bool,
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
        UnsupportedDowngrade: When *to* is of spec 1 and the config is not.
    """
    from ignition_compose.checks.validation import judge
    from ignition_compose.errors import InvalidInput
    from ignition_compose.report import in_text_order, join
    from ignition_compose.translation.translating import translate

    mount_points = {}
    for one in filesystem:
        name, mark, path = one.rpartition("=")
        if not mark:
            msg = f"--filesystem takes NAME=PATH, such as data=/data, not {quoted(one)}"
            raise InvalidInput(msg)
        mount_points[name] = path
    document = read_document(file, dialect)
    is_older = document.version is not None and spec_of(document.version) is not SPEC3
    if not is_older:
        accept(document)
    translation = translate(document, to, filesystems=mount_points, lossy=lossy, dialect=dialect)
    # What reading says of the translation of an older spec it says without the mount points that are given here.
    own = judge(document) if is_older else document.report
    report = in_text_order(join([own, translation.report]))
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
        options.flag(["--lossy"], "Leave out what an older version has no place for."),
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
