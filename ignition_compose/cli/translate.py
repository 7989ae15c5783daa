"""
``ignition-compose translate``: a config to a newer spec version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ignition_compose.cli import FINE
from ignition_compose.cli.files import accept, read_document, write_result
from ignition_compose.cli.showing import show

if TYPE_CHECKING:
    import click

HELP = """\
Translate a config to a newer spec version.

Ignition does the same before it merges and applies a config. Every value that is dropped or changed on the way is
reported. The result is not checked, for a newer version can have rules that the older one had not.
"""


def command() -> click.Command:
    """
    Return the command as click takes it.
    """
    from ignition_compose.cli import options

    return options.command(
        "translate",
        run,
        [
            options.file_argument("FILE"),
            options.version_option("--to", "The spec version to reach.", required=True),
            options.dialect(),
            options.pretty(),
            options.output(),
            options.report_format(),
            options.quiet(),
        ],
        help_text=HELP,
        examples=["translate default.ign --to 3.5.0 --pretty", "translate default.ign --to 3.5.0 -o newer.ign"],
    )


def run(*, file: str, to: str, dialect: str, pretty: bool, output: str | None, form: str, quiet: bool) -> int:
    """
    Translate the config in a file.

    Returns:
        The exit code.

    Raises:
        FileError: When a file cannot be read or written.
        InvalidConfig: When the config is refused.
        DowngradeError: When *to* is older than the config.
    """
    from ignition_compose.report import join
    from ignition_compose.translation.engine import translate

    document = read_document(file, dialect)
    [config] = accept(document)
    translation = translate(config, to)
    show(join([document.report, document.locate_entries(translation.report)]), form=form, quiet=quiet)
    write_result(translation.config.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE
