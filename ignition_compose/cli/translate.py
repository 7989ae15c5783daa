"""``ignition-compose translate``: a config to a newer spec version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ignition_compose.cli import FINE
from ignition_compose.cli.files import read_document, write_result
from ignition_compose.cli.showing import show

if TYPE_CHECKING:
    import click

    from ignition_compose.documents.document import Document
    from ignition_compose.report import Report

HELP = """\
Translate a config to a newer spec version.

Ignition does the same before it merges and applies a config. Every value that is dropped or changed on the way is
reported. The result is not checked, for a newer version can have rules that the older one had not.
"""


def command() -> click.Command:
    """Return the command as click takes it."""
    from ignition_compose.cli import options

    return options.command(
        "translate",
        run,
        [
            options.file_argument("FILE"),
            options.version_option("--to", "The spec version to reach.", required=True),
            options.pretty(),
            options.output(),
            options.report_format(),
            options.quiet(),
        ],
        help_text=HELP,
        examples=["translate default.ign --to 3.5.0 --pretty", "translate default.ign --to 3.5.0 -o newer.ign"],
    )


def run(*, file: str, to: str, pretty: bool, output: str | None, form: str, quiet: bool) -> int:
    """Translate the config in a file.

    Returns:
        The exit code.

    Raises:
        FileError: When a file cannot be read or written.
        InvalidConfig: When the config is refused.
        DowngradeError: When *to* is older than the config.
    """
    from ignition_compose.cli.reading import accept
    from ignition_compose.report import join
    from ignition_compose.translation.engine import translate

    document = read_document(file)
    (config,), report = accept(document)
    translation = translate(config, to)
    show(join([report, _place(translation.report, document)]), form=form, quiet=quiet)
    write_result(translation.config.to_json(indent=2 if pretty else None) + "\n", output)
    return FINE


def _place(report: Report, document: Document) -> Report:
    """Return *report* with each entry at its line in *document*, which it is about."""
    from ignition_compose.documents.positions import report_of
    from ignition_compose.report import Finding

    findings = [
        Finding(entry.severity, entry.code, entry.message, tuple([_token(part) for part in entry.pointer.tokens]))
        for entry in report
    ]
    return report_of(findings, source=document.source, raw=document.raw, locate=document.locate)


def _token(part: str) -> str | int:
    return int(part) if part.isdigit() else part
