"""
What click has to know of the command as a whole; each command's module is imported when it is called.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from ignition_compose.cli import NAME
from ignition_compose.cli.options import CONTEXT, example

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = ("compose", "validate", "merge", "translate", "schema", "completion")

HELP = """\
Compose, validate and translate Ignition configs, exactly as Ignition does.

A FILE may be - for the standard input. Results go to the standard output, or to the file that -o names; reports
go to the standard error. The exit code is 0 when all is fine, 1 when a config is invalid, and 2 when the command
is used wrongly or a file cannot be read or written.
"""

EXAMPLE = "compose --base base.ign --user user.ign --default default.ign --summary"


class Program(click.Group):
    """
    The group of all commands, which are found by name and loaded on demand.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """
        Return the names of the commands, in the order of the help.
        """
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """
        Return the command of this name, if there is one.
        """
        if cmd_name not in COMMANDS:
            return None
        command: Callable[[], click.Command] = import_module(f"ignition_compose.cli.{cmd_name}").command
        return command()


def show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    """
    Print the version, if asked to, and end.
    """
    if not asked or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    from ignition_compose.versions import SpecVersion

    try:
        release = version(NAME)
    except PackageNotFoundError:
        release = "(not installed)"
    first, *_rest, last = SpecVersion
    click.echo(f"{NAME} {release}, for spec {first} to {last}")
    context.exit()


PROGRAM = Program(
    NAME,
    help=HELP,
    epilog=example(EXAMPLE),
    context_settings=CONTEXT,
    no_args_is_help=False,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show_version,
            help="Show the version and exit.",
        )
    ],
)
