"""
``ignition-compose schema``: the JSON Schema of a spec version.
"""

from __future__ import annotations

from ignition_compose.cli import FINE, options
from ignition_compose.cli.files import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

HELP = """\
Write the JSON Schema of a spec version, or of what this tool answers.

It is of draft 2020-12. That of a spec version accepts what Ignition accepts, unknown members included; the strict one
finds misspelt members, and is the better one for an editor. command-report is what other commands write with
--format json.
"""


def run(*, version: str, strict: bool, output: str | None) -> int:
    """
    Write the schema of *version*.

    Returns:
        The exit code.

    Raises:
        UnusableFile: When the file cannot be written.
    """
    from ignition_compose.checks.schemas import schema_text

    write_result(schema_text(version, strict=strict), output)
    return FINE


def _named() -> tuple[str, ...]:
    from ignition_compose.answers import ANSWERS

    return (*options.versions(), *ANSWERS)


COMMAND: Final = options.Command(
    "schema",
    run,
    (
        options.Parameter("version", metavar="VERSION", choices=_named, is_required=True),
        options.flag(["--strict"], "Refuse unknown members and nulls, and demand what is needed."),
        options.OUTPUT,
    ),
    HELP,
    ("schema 3.5.0 --strict -o ignition.schema.json",),
)
