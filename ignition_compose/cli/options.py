"""
The options and arguments that commands share, and the form of their help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ignition_compose.cli import INVALID, NAME
from ignition_compose.cli.showing import refuse
from ignition_compose.errors import DowngradeError, VersionMismatch
from ignition_compose.report import InvalidConfig
from ignition_compose.views.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CONTEXT: Final[dict[str, Any]] = {"help_option_names": ["--help", "-h"], "max_content_width": 100}

# Whether a file can be read or written shows when that is done; click would say so in words of its own.
FILE: Final = click.Path(allow_dash=True, readable=False)


def command(
    name: str,
    run: Callable[..., int],
    params: Sequence[click.Parameter],
    *,
    help_text: str,
    examples: Sequence[str],
) -> click.Command:
    """
    Return a command of this program.

    Args:
        name: Its name.
        run: What it does: called with the values of *params*, it returns the exit code, or raises why not.
        params: Its options and arguments.
        help_text: What it does, in words.
        examples: Command lines to try.
    """

    def answer(**values: Any) -> int:
        try:
            return run(**values)
        except (DowngradeError, InvalidConfig, VersionMismatch) as problem:
            refuse(problem, form=values["form"], quiet=values["quiet"])
            return INVALID

    return click.Command(
        name,
        params=list(params),
        callback=answer,
        help=help_text,
        epilog=example(*examples),
        context_settings=CONTEXT,
        no_args_is_help=False,
    )


def example(*lines: str) -> str:
    """
    Return the end of a help text: command lines to try, as they are to be typed.
    """
    title = "Example:" if len(lines) == 1 else "Examples:"
    return "\n".join(["\b", title, *[f"  {NAME} {line}" for line in lines]])


def file_argument(name: str, *, several: bool = False) -> click.Argument:
    """
    Return the argument that names a file, or at least one.
    """
    return click.Argument(
        [name.lower()],
        metavar=f"{name}..." if several else name,
        nargs=-1 if several else 1,
        required=True,
        type=FILE,
    )


def file_option(name: str, help_text: str, *, several: bool = False, variable: str | None = None) -> click.Option:
    """
    Return an option that names a file; one that may not be repeated says so, rather than forget a file.
    """
    return click.Option(
        [name, variable] if variable else [name],
        metavar="FILE",
        multiple=True,
        callback=None if several else only_one,
        type=FILE,
        help=help_text,
    )


def only_one(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> str | None:  # noqa: ARG001 - click's signature
    """
    Return the one value, or None; click itself would drop all but the last without a word.
    """
    if len(values) > 1:
        msg = f"it can be given once, not {len(values)} times"
        raise click.BadParameter(msg)
    return values[0] if values else None


def version_option(name: str, help_text: str, *, required: bool = False) -> click.Option:
    """
    Return an option that names a spec version.
    """
    return click.Option(
        [name],
        metavar="VERSION",
        multiple=True,
        callback=only_one,
        required=required,
        type=version_type(),
        help=help_text,
    )


def version_type() -> click.Choice[str]:
    """
    Return the type of a spec version.
    """
    from ignition_compose.versions import SpecVersion

    return click.Choice([version.value for version in SpecVersion])


def dialect() -> click.Option:
    """
    Return the option that says which Ignition reads the configs.
    """
    from ignition_compose.dialects import FLATCAR, NAMES

    return click.Option(
        ["--dialect"],
        type=click.Choice(list(NAMES)),
        default=FLATCAR,
        show_default=True,
        help="Which Ignition reads the configs: Flatcar's, or the one of its authors, as Fedora CoreOS has it.",
    )


def output() -> click.Option:
    """
    Return the option that says where the result goes.
    """
    return click.Option(
        ["-o", "--output"],
        metavar="FILE",
        multiple=True,
        callback=only_one,
        type=FILE,
        help="Write the result to FILE, which changes as a whole or not at all; - is the standard output.",
    )


def pretty() -> click.Option:
    """
    Return the option for a result that people read.
    """
    return click.Option(["--pretty"], is_flag=True, help="Write the result over several lines, indented.")


def report_format() -> click.Option:
    """
    Return the option that says how reports look.
    """
    return click.Option(
        ["--format", "form"],
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="The form of the report.",
    )


def quiet(help_text: str = "Leave out what is only information.") -> click.Option:
    """
    Return the option that hides entries without weight.
    """
    return click.Option(["-q", "--quiet"], is_flag=True, help=help_text)
