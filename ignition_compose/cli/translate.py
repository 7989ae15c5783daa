"""
``ignition-compose translate``: a config to a newer spec version.
"""

from __future__ import annotations

from ignition_compose.cli import FINE, options
from ignition_compose.cli.files import accept, read_document, write_result
from ignition_compose.cli.showing import show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

HELP = """\
Translate a config to a newer spec version.

Ignition does the same before it merges and applies a config. Every value that is dropped or changed on the way is
reported. The result is not checked, for a newer version can have rules that the older one had not.
"""


def run(*, file: str, to: str, dialect: str, pretty: bool, output: str | None, form: str, quiet: bool) -> int:
    """
    Translate the config in a file.

    Returns:
        The exit code.

    Raises:
        UnusableFile: When a file cannot be read or written.
        InvalidConfig: When the config is refused.
        UnsupportedDowngrade: When *to* is older than the config.
    """
    from ignition_compose.report import in_text_order, join
    from ignition_compose.translation.translating import translate

    document = read_document(file, dialect)
    accept(document)
    translation = translate(document, to)
    report = in_text_order(join([document.report, translation.report]))
    show(report, form=form, quiet=quiet)
    write_result(translation.config.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE


COMMAND: Final = options.Command(
    "translate",
    run,
    (
        options.file_argument("FILE"),
        options.version_option("--to", "The spec version to reach.", required=True),
        options.DIALECT,
        options.PRETTY,
        options.OUTPUT,
        options.FORMAT,
        options.QUIET,
    ),
    HELP,
    ("translate default.ign --to 3.5.0 --pretty", "translate default.ign --to 3.5.0 -o newer.ign"),
)
