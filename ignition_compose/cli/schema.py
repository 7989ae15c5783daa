"""
``ignition-compose schema``: the JSON Schema of a spec version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ignition_compose.cli import FINE
from ignition_compose.cli.files import write_result

if TYPE_CHECKING:
    import click

HELP = """\
Write the JSON Schema of a spec version.

It is of draft 2020-12, and accepts what Ignition accepts, unknown members included. The strict one finds misspelt
members, and is the better one for an editor.
"""


def command() -> click.Command:
    """
    Return the command as click takes it.
    """
    import click

    from ignition_compose.cli import options

    return options.command(
        "schema",
        run,
        [
            click.Argument(["version"], metavar="VERSION", type=options.version_type()),
            click.Option(
                ["--strict"], is_flag=True, help="Refuse unknown members and nulls, and demand what is needed."
            ),
            options.output(),
        ],
        help_text=HELP,
        examples=["schema 3.5.0 --strict -o ignition.schema.json"],
    )


def run(*, version: str, strict: bool, output: str | None) -> int:
    """
    Write the schema of *version*.

    Returns:
        The exit code.

    Raises:
        FileError: When the file cannot be written.
    """
    from ignition_compose.checks.schemas import schema_text

    write_result(schema_text(version, strict=strict), output)
    return FINE
